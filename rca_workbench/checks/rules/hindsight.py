"""Whether what happened is held against what was to be expected, and told without hindsight."""

from collections.abc import Iterator

from rca_workbench.analysis.knowing import Curtain, Knowing
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    NPSA_HINDSIGHT,
    NPSA_TOOLS,
    REVIEW_TOOL,
    SIF_CLOSURE,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    EntryKind,
    EvidenceItem,
    EvidenceKind,
    Knowledge,
    TimelineEntry,
)

GROUP = "timeline"


@case_rule(
    "C-46",
    "What was not done, or was a problem, says what was to be expected",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Without what was to be expected nobody can tell a problem from an opinion.",
    how="Say what the guidance, plan or usual practice was, and when it would have been due.",
    rests_on=(NPSA_TOOLS, SIF_CLOSURE),
    reads=("timeline_entry",),
    needs=("timeline_entry",),
    example="“No observations between 01:00 and 04:00”, flagged, and nothing to hold it against.",
    sound="“Every hour at that score, by the ward's policy.”",
)
def what_was_expected_is_said(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(TimelineEntry).values():
        if (one.is_omission or one.problem is not None) and not one.expected.strip():
            what = "was not done" if one.is_omission else "is flagged as a problem"
            yield At(
                one,
                f"{case.called(one)} {what}. What was to be expected, and where is that written?",
                field="expected",
                begin="expected",
            )


@case_rule(
    "C-47",
    "What was to be expected rests on something published or agreed",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="What should have happened is otherwise what somebody thinks afterwards.",
    how="Add the policy, standard or plan to the register and make it a source of the entry.",
    rests_on=(SIF_CLOSURE, NPSA_HINDSIGHT),
    reads=("timeline_entry", "excerpt", "evidence"),
    needs=("timeline_entry", "evidence"),
    example="“The doctor was to come within half an hour”, from nobody's rule.",
    sound="The escalation policy, section 3, is a source of the entry.",
)
def expectations_have_a_source(case: Facts) -> Iterator[At]:
    items = case.snapshot.of(EvidenceItem)
    for one in case.snapshot.of(TimelineEntry).values():
        if one.expected.strip() and not any(
            (item := items.get(excerpt.evidence or "")) is not None
            and item.evidence_kind
            in (EvidenceKind.POLICY, EvidenceKind.PUBLISHED_REPORT, EvidenceKind.DOCUMENT)
            for excerpt in case.sources(one.id)
        ):
            yield At(
                one,
                f"On what does it rest that {case.called(one)} was to go otherwise? Add the policy, standard or plan "
                "as a source.",
                field="expected",
                said=one.expected,
                begin="excerpt",
            )


@case_rule(
    "C-51",
    "Decisions that are held against guidance say why they made sense",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="People do what makes sense to them with what they know, want and have in view then.",
    how="Write what they knew, saw and had to do, from their own account.",
    rests_on=(REVIEW_TOOL,),
    reads=("timeline_entry",),
    needs=("timeline_entry",),
    example="“Decided to wait for the morning”, held against the policy, with no word on why.",
    sound="“Two admissions at once; the score had been as high the night before and settled.”",
)
def decisions_made_sense(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(TimelineEntry).values():
        held_against = one.problem is not None or one.expected.strip()
        if one.entry_kind is EntryKind.DECISION and held_against and not one.sense.strip():
            yield At(one, f"Why did {case.called(one)} make sense at the time?", field="sense", begin="sense")


@case_rule(
    "C-52",
    "No act is explained by what the person could not know then",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="What is known afterwards makes what happened seem foreseeable, and those who did not foresee it at fault.",
    how="Take the entry away from the act, or correct from when it could be known.",
    rests_on=(NPSA_HINDSIGHT,),
    reads=("factor", "link", "timeline_entry", "time_link", "knowledge"),
    needs=("factor", "knowledge"),
    example="An act of 01:20 rests on a result that its doer could know only from 02:05.",
    sound="It rests on the result of 00:40, which had been read out.",
)
def acts_rest_on_what_was_known(case: Facts) -> Iterator[At]:
    entries = case.snapshot.of(TimelineEntry)
    told = case.snapshot.by(Knowledge, "entry")
    knowing: Knowing | None = None
    for one in case.graph.factors.values():
        act = entries.get(one.entry or "") if one.is_act else None
        shown = [entries[id] for id in one.entries if id in told and id in entries and id != one.entry]
        if act is None or act.actor is None or not shown:
            continue
        at = case.begins(act.id)[1]
        if at is None:
            continue
        knowing = knowing or Knowing(case.snapshot, case.chronology)
        hidden = knowing.sight(Curtain(at, act.actor)).hidden
        later = [entry for entry in shown if entry.id in hidden]
        if later:
            yield At(
                one,
                f"{case.called(one)} is shown by {case.listed(later)}, which the person could not know then. If it is "
                "given as a reason, take it away; or correct from when it could be known.",
                tuple(entry.id for entry in later),
                field="entries",
                begin="entries",
            )
