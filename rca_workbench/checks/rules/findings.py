"""Whether what was learned is stated, borne out and complete, and how it was arrived at is said."""

from collections.abc import Iterator

from rca_workbench.analysis.classifying import unknown_tags
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts, level_rank
from rca_workbench.checks.published import (
    ASSURANCE,
    CQC_2016,
    LONDON,
    NPSA_REPORT,
    NPSA_TOOLS,
    OMBUDSMAN_2015,
    PEERALLY_2022,
    PROJECT,
    PSIRF,
    REVIEW_TOOL,
    SIF_CLOSURE,
)
from rca_workbench.checks.rule import At, Fix, Gate, Set, Severity
from rca_workbench.model import (
    Difference,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    FindingKind,
    MethodUsed,
    Problem,
    TimelineEntry,
)

GROUP = "findings"
_LARGE = 5
"""Factors from which an analysis is far enough for statements to be drawn from it."""


@case_rule(
    "C-53",
    "What was learned is stated in findings",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Where the analysis stays a picture, its readers draw conclusions of their own.",
    how="Gather the factors that belong together in a neutral statement.",
    rests_on=(NPSA_REPORT, PSIRF),
    reads=("finding", "factor", "link"),
    needs=("factor",),
    example="Thirty factors and no statement of what was learned.",
    sound="“The ward had two ways of recording scores, and neither showed a trend.”",
)
def findings_are_stated(case: Facts) -> Iterator[At]:
    agreed = [one for one in case.graph.factors.values() if one.status is FactorStatus.FINDING]
    if len(agreed) >= _LARGE and not case.snapshot.of(Finding):
        yield At(
            None, f"{len(agreed)} factors are agreed, and no finding states yet what was learned from them."
        )


@case_rule(
    "C-54",
    "Nothing on the map, the timeline or among the findings is without words",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.MEETING,
    why="An empty box cannot be agreed with or argued against.",
    how="Say in words what it is, or remove it.",
    rests_on=(PROJECT,),
    reads=("factor", "finding", "timeline_entry"),
    needs=(),
    example="A factor that was added and never worded.",
    sound="“One doctor covers four wards at night.”",
)
def nothing_is_empty(case: Facts) -> Iterator[At]:
    snapshot = case.snapshot
    without: list[Factor | Finding | TimelineEntry] = [
        *(one for one in snapshot.of(Factor).values() if not one.text.strip()),
        *(one for one in snapshot.of(Finding).values() if not one.text.strip()),
        *(one for one in snapshot.of(TimelineEntry).values() if not one.text.strip()),
    ]
    for one in without:
        yield At(
            one,
            f"This {one.kind.word} has no words yet. Say what it is, or remove it.",
            field="text",
            begin="text",
        )


@case_rule(
    "C-55",
    "Each finding says because of which factors",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="There was no why in 36 % of investigations.",
    how="Choose the factors it gathers.",
    rests_on=(OMBUDSMAN_2015,),
    reads=("finding",),
    needs=("finding",),
    example="“Escalation did not work”, because of nothing.",
    sound="It gathers the three factors that made calling hard at night.",
)
def findings_have_a_why(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Finding).values():
        if one.finding_kind is FindingKind.SYSTEM and not one.factors:
            yield At(
                one, f"Because of which factors is {case.called(one)}?", field="factors", begin="factors"
            )


@case_rule(
    "C-56",
    "Each finding can be traced to evidence",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="Investigations missed failings in 73 % of the cases in which the Ombudsman found them.",
    how="Add a source to it, or to the factors and entries it gathers.",
    rests_on=(OMBUDSMAN_2015, ASSURANCE),
    reads=("finding", "factor", "timeline_entry", "excerpt", "account", "evidence"),
    needs=("finding",),
    example="A finding whose factors have no source either.",
    sound="It goes back to the roster and two interviews.",
)
def findings_rest_on_evidence(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Finding).values():
        if not case.resting.get(one.id):
            yield At(
                one,
                f"{case.called(one)} rests on no evidence, neither its own nor that of its factors.",
                tuple(one.factors),
                begin="excerpt",
            )


@case_rule(
    "C-57",
    "Every agreed system-level factor that leads to harm is in a finding",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Organisational factors are in 47 % of reports, acts in 79 %: the system is what gets lost on the way to prose.",
    how="Gather it in a finding.",
    rests_on=(PEERALLY_2022,),
    reads=("finding", "factor", "link", "case"),
    needs=("finding", "factor"),
    example="“Two systems show two scores” leads to harm and is in no finding.",
    sound="The second finding gathers it.",
)
def system_factors_are_found(case: Facts) -> Iterator[At]:
    graph = case.graph
    gathered = case.snapshot.by(Finding, "factors")
    for one in graph.of_kind(FactorKind.SYSTEM_FACTOR):
        if one.status is FactorStatus.FINDING and one.id in graph.leading_to_harm and one.id not in gathered:
            yield At(
                one,
                f"{case.called(one)}, a {case.system_factor}, is in no finding. Gather it in one.",
            )


@case_rule(
    "C-58",
    "What went well is stated among the findings",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Notable practice has its own heading in a report, and people learn as much from it.",
    how="State it as a finding of good practice.",
    rests_on=(NPSA_REPORT, LONDON),
    reads=("finding", "factor", "link", "timeline_entry"),
    needs=("finding",),
    example="Good practice is marked on two entries and stated nowhere.",
    sound="“The crew's rescue of the injured kept the harm from being worse.”",
)
def good_practice_is_stated(case: Facts) -> Iterator[At]:
    marked = [one.id for one in case.graph.factors.values() if one.status is FactorStatus.GOOD_PRACTICE]
    marked += [id for id, one in case.snapshot.of(TimelineEntry).items() if one.good_practice]
    stated = any(one.finding_kind is FindingKind.GOOD_PRACTICE for one in case.snapshot.of(Finding).values())
    if marked and not stated:
        yield At(None, "Good practice is marked, and no finding states it.", tuple(marked))


@case_rule(
    "C-59",
    "Findings gather what was agreed",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A finding that stands on what the team set aside, or never agreed, says more than the team does.",
    how="Agree the factor, or take it out of the finding.",
    rests_on=(PROJECT,),
    reads=("finding", "factor"),
    needs=("finding", "factor"),
    example="A finding gathers a factor that was set aside in the second meeting.",
    sound="It gathers agreed factors only.",
)
def findings_gather_what_was_agreed(case: Facts) -> Iterator[At]:
    factors = case.snapshot.of(Factor)
    for one in case.snapshot.of(Finding).values():
        gathered = [factors[id] for id in one.factors if id in factors]
        open_ones = [
            each for each in gathered if each.status in (FactorStatus.REJECTED, FactorStatus.CANDIDATE)
        ]
        if open_ones:
            kept = tuple(id for id in one.factors if id not in {each.id for each in open_ones})
            set_aside = all(each.status is FactorStatus.REJECTED for each in open_ones)
            yield At(
                one,
                f"{case.called(one)} gathers what is {'set aside' if set_aside else 'not agreed'}: "
                f"{case.listed(open_ones)}. Agree it, or take it out.",
                tuple(each.id for each in open_ones),
                field="factors",
                begin="factors",
                fix=Fix("Take out what was set aside", (Set(one, {"factors": kept}),)) if set_aside else None,
            )


@case_rule(
    "C-60",
    "What was suggested has been decided on",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Suggestions are not printed as findings; what stays undecided is lost without a word.",
    how="Agree it, mark it as another finding, or set it aside with the reason.",
    rests_on=(LONDON, PROJECT),
    reads=("factor", "link"),
    needs=("factor",),
    example="Six suggested factors when the report is written.",
    sound="Four agreed, two set aside with reasons.",
)
def suggestions_are_decided(case: Facts) -> Iterator[At]:
    for one in case.graph.factors.values():
        if one.status is FactorStatus.CANDIDATE and one.text.strip():
            yield At(one, f"{case.called(one)} is still a suggestion. Agree it or set it aside with a reason.",
                     field="status", begin="status")  # fmt: skip


@case_rule(
    "C-61",
    "What was set aside says why",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.MEETING,
    why="A rejected idea without its reason comes back at the next meeting, or in court.",
    how="Write why it was set aside.",
    rests_on=(LONDON, PROJECT),
    reads=("factor",),
    needs=("factor",),
    example="“The bleep was switched off”, set aside.",
    sound="The same: “The switchboard log shows it answered twice that hour.”",
)
def set_aside_says_why(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Factor).values():
        if one.status is FactorStatus.REJECTED and not one.reason.strip():
            yield At(one, f"Why was {case.called(one)} set aside?", field="reason", begin="reason")


@case_rule(
    "C-62",
    "Problems of care and problems of service were both looked for",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Where every problem is one of care, the service around it was not looked at; and the other way round.",
    how="Say of each problem which it is, and ask for the kind that is missing.",
    rests_on=(SIF_CLOSURE, NPSA_TOOLS),
    reads=("factor", "link"),
    needs=("factor",),
    example="Four care delivery problems and no service delivery problem.",
    sound="“No bed with monitoring was free after 22:00” stands among them.",
)
def problems_are_of_both_sorts(case: Facts) -> Iterator[At]:
    problems = case.graph.of_kind(FactorKind.PROBLEM)
    sorts = {one.problem for one in problems if one.problem is not None}
    if len(problems) >= 3 and len(sorts) == 1:
        missing = "service" if Problem.CARE in sorts else "care"
        yield At(
            None,
            f"Every problem whose sort is said is of {'care' if missing == 'service' else 'service'} delivery. Ask for "
            f"problems of {missing} delivery as well.",
            tuple(one.id for one in problems),
        )


@case_rule(
    "C-63",
    "The methods that were used are recorded",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A structured method was visible in 8 % of reports; the report's statement is written from what is recorded.",
    how="Note each method that was really used, and how.",
    rests_on=(CQC_2016, SIF_CLOSURE),
    reads=("method_used", "factor"),
    needs=("factor",),
    example="A map, two walkthroughs and a barrier table, and no method recorded.",
    sound="“AcciMap, in two meetings; walkthrough of the drug round on 2 April.”",
)
def methods_are_recorded(case: Facts) -> Iterator[At]:
    if not any(one.method.strip() or one.note.strip() for one in case.snapshot.of(MethodUsed).values()):
        yield At(
            None,
            "No method is recorded. Note which were really used, and how; the report says so from there.",
        )


@case_rule(
    "C-64",
    "Each difference that mattered is on the map",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.MEETING,
    why="A change analysis that stays a table explains nothing.",
    how="Add it to the map as a factor, or choose the factor that is there.",
    rests_on=(NPSA_TOOLS,),
    reads=("difference", "factor"),
    needs=("difference",),
    example="“Usually two at handover, this time one”: it made a difference, and is not on the map.",
    sound="It is on the map as F7.",
)
def differences_are_on_the_map(case: Facts) -> Iterator[At]:
    factors = case.snapshot.of(Factor)
    for one in case.snapshot.of(Difference).values():
        if one.mattered and one.factor not in factors:
            yield At(
                one,
                f"{case.called(one)} made a difference and is not on the map.",
                field="factor",
                begin="factor",
            )


@case_rule(
    "C-65",
    "Each difference says whether it mattered",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.MEETING,
    why="Most differences between two days made none to the outcome; which did is the point of the table.",
    how="Say whether it made a difference, and what came of it.",
    rests_on=(NPSA_TOOLS,),
    reads=("difference",),
    needs=("difference",),
    example="Twelve rows, none of them judged.",
    sound="Twelve rows, three of which mattered.",
)
def differences_are_judged(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Difference).values():
        if one.mattered is None and one.this_time.strip():
            yield At(one, f"Did {case.called(one)} make a difference?", field="mattered", begin="mattered")


@case_rule(
    "C-66",
    "Each agreed factor is classified, by tags that are known",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Which parts of the system were not looked at shows only where factors carry their type.",
    how="Choose what it is in your framework; a tag no list knows is kept and shown as unknown.",
    rests_on=(REVIEW_TOOL, PSIRF),
    reads=("factor", "link"),
    needs=("factor",),
    example="“The display shows two units”, without a tag.",
    sound="The same: tools and technology.",
)
def factors_are_classified(case: Facts) -> Iterator[At]:
    for one in case.graph.of_kind(FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR):
        if not one.tags and one.status is FactorStatus.FINDING:
            yield At(one, f"What type of factor is {case.called(one)}?", field="tags", begin="tags")
        elif unknown := unknown_tags(one):
            yield At(
                one,
                f"{case.called(one)} carries a tag no list here knows: {', '.join(unknown)}. It is kept; add one that "
                "is known.",
                field="tags",
                begin="tags",
            )


@case_rule(
    "C-67",
    "Each agreed factor stands at a level of the system that is known",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.MEETING,
    why="At which level asking stopped shows only where factors have a level.",
    how="Choose the level.",
    rests_on=(PEERALLY_2022, PROJECT),
    reads=("factor", "link"),
    needs=("factor",),
    example="“No relief cover at handover”, at no level.",
    sound="The same, at technical and operational management.",
)
def factors_have_a_level(case: Facts) -> Iterator[At]:
    for one in case.graph.factors.values():
        if level_rank(one.level) is None and (one.level or one.status is FactorStatus.FINDING):
            said = f"The level “{one.level}” of {case.called(one)} is in no list here. It is kept; choose one that is." \
                if one.level else f"At which level of the system is {case.called(one)}?"  # fmt: skip
            yield At(one, said, field="level", begin="level")
