"""Whether what goes out is safe, read by others, answered, and passed on."""

from collections.abc import Iterator

from rca_workbench.analysis.learning import learning
from rca_workbench.analysis.quoting import a_or_an, in_quotes
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    ASSURANCE,
    CQC_2016,
    EACH_BABY_2016,
    ENGAGEMENT,
    NPSA_REPORT,
    PROJECT,
    PSIRF,
    SIF_CLOSURE,
    VERITA,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.checks.rules.fairness import named
from rca_workbench.model import (
    KINDS,
    Account,
    Attendance,
    CheckOverride,
    Clock,
    ClockChange,
    Comment,
    CommentState,
    Conflict,
    ContactPlan,
    CriterionAnswer,
    Decision,
    Difference,
    EvidenceItem,
    Excerpt,
    Finding,
    GraphNote,
    ImmediateAction,
    Incident,
    Involvement,
    LearningItem,
    Meeting,
    MeetingDecision,
    MethodUsed,
    Notification,
    ParkedItem,
    Proposal,
    Question,
    Recommendation,
    ReportText,
    Review,
    Sharing,
    TeamMember,
    TimelineEntry,
)
from rca_workbench.model.referring import said_plainly

GROUP = "report and learning"
_LONG = 60
"""Letters from which a paragraph said twice is worth a word."""
PRINTED = {
    Incident.kind.name: (
        "summary", "family_summary", "setting", "service", "harm", "safe_now", "terms_of_reference", "scope", "related",
    ),
    TimelineEntry.kind.name: ("text", "expected", "sense", "note", "conflict_note", "resolution"),
    Finding.kind.name: ("text", "note"),
    Recommendation.kind.name: ("text", "to", "response", "note"),
    ReportText.kind.name: ("text",),
    LearningItem.kind.name: ("text", "audience", "route", "practice", "seen_how"),
    Sharing.kind.name: ("to", "reference", "reach"),
    Question.kind.name: ("text", "asked_by", "answer", "cannot_answer", "agreed"),
    Review.kind.name: ("to", "means", "version"),
    Comment.kind.name: ("quote", "text", "by", "reply", "place"),
    Proposal.kind.name: ("before", "after", "by", "reason", "place"),
    ContactPlan.kind.name: ("lead",),
    Involvement.kind.name: ("note",),
    Decision.kind.name: ("outcome", "reason", "alternatives", "by"),
    CriterionAnswer.kind.name: ("reason", "by"),
    TeamMember.kind.name: ("role", "organisation", "interests", "training"),
    Clock.kind.name: ("what", "to", "proof", "late_reason", "stopped"),
    ClockChange.kind.name: ("reason", "agreed_with"),
    ImmediateAction.kind.name: ("what", "owner", "proof", "not_needed"),
    Notification.kind.name: ("whom", "owner", "by", "reference", "not_needed"),
    EvidenceItem.kind.name: ("name", "origin", "kept_at", "holder", "secured_by"),
    Excerpt.kind.name: ("place", "quote"),
    Account.kind.name: ("text", "place"),
    GraphNote.kind.name: ("note",),
    MethodUsed.kind.name: ("note",),
    Difference.kind.name: ("aspect", "usual", "this_time", "effect"),
    CheckOverride.kind.name: ("reason", "by"),
}  # fmt: skip
"""What else of a case is printed or shown; what stands on the map and in the plan is asked by rule G-33."""


@case_rule(
    "C-83",
    "Nothing that is printed names anybody of the people register",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="A report that is passed on as free of names has to be.",
    how="Write the role instead.",
    rests_on=(PSIRF, PROJECT),
    reads=(*PRINTED, "actor"),
    needs=("actor",),
    example="“Sarah Jones called the registrar.”",
    sound="“Ward nurse 1 called the registrar.”",
)
def nothing_printed_names_anybody(case: Facts) -> Iterator[At]:
    for kind, fields in PRINTED.items():
        for one in case.snapshot.table(kind).values():
            yield from named(case, one, fields)


@case_rule(
    "C-84",
    "No paragraph of the report is said twice",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Reports are long and repeat themselves, and the strength to change something is gone before their end.",
    how="Say it once, where it belongs.",
    rests_on=(VERITA,),
    reads=("report_text", "incident"),
    needs=("report_text",),
    example="The summary stands word for word under the analysis as well.",
    sound="The analysis refers to the summary.",
)
def no_paragraph_twice(case: Facts) -> Iterator[At]:
    seen: dict[tuple[str, str], str] = {}
    summary = {key for key, _ in _paragraphs(case.snapshot.incident.summary)}
    for one in case.snapshot.of(ReportText).values():
        for key, said in _paragraphs(said_plainly(one.text)):
            first = seen.setdefault((one.template, key), one.id)
            if first != one.id or key in summary:
                where = "the summary of the incident" if key in summary else "another section"
                yield At(
                    one,
                    f"{in_quotes(said, 60)} stands in {where} as well. Say it once.",
                    () if key in summary else (first,),
                    field="text",
                    said=said,
                    begin="text",
                )


@case_rule(
    "C-85",
    "The draft was read by those it is about",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="36 % of families were offered a chance to discuss the findings; staff find what is wrong in a draft.",
    how="Send the draft to family and staff, in a form that suits them, and note what came back.",
    rests_on=(CQC_2016, ENGAGEMENT, SIF_CLOSURE),
    reads=("review", "report_text"),
    needs=("report_text",),
    example="The first the family sees is the final report.",
    sound="A draft went to the daughter and the ward team on 20 May.",
)
def draft_was_shared(case: Facts) -> Iterator[At]:
    if not case.snapshot.of(Review):
        yield At(
            None, "No draft has gone out to be read, as far as is recorded. Send it to family and staff."
        )


@case_rule(
    "C-86",
    "Each remark on a draft has been answered",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="A remark that was asked for and not answered costs more trust than not asking.",
    how="Accept it, or decline or defer it with a reply.",
    rests_on=(ENGAGEMENT, ASSURANCE),
    reads=("comment",),
    needs=("comment",),
    example="Four open remarks of the family at sign-off.",
    sound="Three accepted, one declined: “The log shows 02:47; your account of 02:30 is printed beside it.”",
)
def remarks_are_answered(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Comment).values():
        if one.answers is not None and case.snapshot.get(Comment, one.answers) is not None:
            continue  # what becomes of a thread is said at its first remark
        if one.state is CommentState.OPEN:
            yield At(one, f"{case.called(one)} is still open. Accept it, or decline or defer it with a reply.",
                     field="state", begin="state")  # fmt: skip
        elif one.state in (CommentState.DECLINED, CommentState.DEFERRED) and not one.reply.strip():
            yield At(one, f"{case.called(one)} was {one.state}. Why?", field="reply", begin="reply")


@case_rule(
    "C-87",
    "Somebody from outside took part",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="7 %, then 9 % of panels had a member from outside; what a team takes for granted it does not see.",
    how="Invite a reader or member from outside, and note them by role.",
    rests_on=(EACH_BABY_2016,),
    reads=("meeting", "attendance"),
    needs=("meeting", "attendance"),
    example="Three meetings, all of one ward.",
    sound="“Matron of another trust” at the second.",
)
def somebody_from_outside(case: Facts) -> Iterator[At]:
    if not any(one.external or one.family for one in case.snapshot.of(Attendance).values()):
        yield At(
            next(iter(case.snapshot.of(Meeting).values())),
            "Nobody from outside was at any meeting, as far as is recorded. Invite a member or reader.",
        )


@case_rule(
    "C-88",
    "What was parked in a meeting has been settled",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Parking works only where somebody comes back.",
    how="Say how it was settled.",
    rests_on=(PROJECT,),
    reads=("parked",),
    needs=("parked",),
    example="“Was the bleep list current?”, parked in March.",
    sound="“It was: switchboard confirmed on 2 April.”",
)
def parked_is_settled(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(ParkedItem).values():
        if one.text.strip() and not one.settled.strip():
            yield At(
                one, f"{case.called(one)} was parked. How was it settled?", field="settled", begin="settled"
            )


@case_rule(
    "C-89",
    "Decisions of a meeting say why",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Nobody remembers the reasons in six months, and somebody will ask.",
    how="Add the reason in a line.",
    rests_on=(PROJECT,),
    reads=("meeting_decision",),
    needs=("meeting_decision",),
    example="“Leave out the ambulance's part.”",
    sound="The same: “The ambulance service reviews it; their report is shared in June.”",
)
def meeting_decisions_say_why(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(MeetingDecision).values():
        if not one.reason.strip():
            yield At(one, f"Why was {case.called(one)} decided?", field="reason", begin="reason")


@case_rule(
    "C-90",
    "What was learned is passed on: to whom, and how",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Shared learning has its own heading in a report, and whoever assures it asks where it went.",
    how="Write the lesson, who else could learn from it, and by which way it reaches them.",
    rests_on=(NPSA_REPORT, ASSURANCE),
    reads=("learning", "sharing", "finding"),
    needs=("finding",),
    example="Five findings, and nobody outside the ward will hear of them.",
    sound="“All wards with two record systems, by the safety bulletin of June.”",
)
def learning_is_passed_on(case: Facts) -> Iterator[At]:
    lessons = case.snapshot.of(LearningItem).values()
    went_out = case.snapshot.by(Sharing, "item")
    if not lessons:
        yield At(None, "No lesson is written down to be passed on. Who else could learn from this, and how?")
    for one in lessons:
        if not one.audience.strip():
            yield At(
                one, f"Who else could learn from {case.called(one)}?", field="audience", begin="audience"
            )
        elif not one.route.strip() and not one.shared and one.id not in went_out:
            yield At(one, f"How does {case.called(one)} reach them?", field="route", begin="route")


@case_rule(
    "C-91",
    "Lessons are linked to training or supervision",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="A lesson that is only sent round is forgotten by the next rota.",
    how="Say in which training or supervision it is taken up.",
    rests_on=(ASSURANCE, NPSA_REPORT),
    reads=("learning", "sharing"),
    needs=("learning", "finding"),
    example="A bulletin, and nothing else.",
    sound="“Simulation of night escalation, from September; asked about in supervision.”",
)
def lessons_reach_practice(case: Facts) -> Iterator[At]:
    for found in learning(case.snapshot).lessons:
        one = found.item
        if not found.linked:
            yield At(
                one,
                f"In which training or supervision is {case.called(one)} taken up?",
                field="practice",
                begin="practice",
            )


@case_rule(
    "C-92",
    "Where two copies of the case said different things, somebody has decided",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="Both are kept until somebody looks; a report written before may print the one that is wrong.",
    how="Choose one, or write what is right.",
    rests_on=(PROJECT,),
    reads=("conflict",),
    needs=("conflict",),
    example="Two laptops gave the call two times, and nobody has looked.",
    sound="One was chosen.",
)
def merged_copies_are_settled(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Conflict).values():
        kind = KINDS.get(one.subject_kind)
        yield At(
            one,
            f"Two copies of the case said different things of {a_or_an(kind.word) if kind else 'a part of it'}. "
            "Choose one, or write what is right.",
            (one.subject,) if one.subject else (),
        )


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """The longer paragraphs of a text: as they are compared, and as they stand."""
    for said in text.splitlines():
        key = " ".join(said.casefold().split())
        if len(key) >= _LONG:
            yield key, said.strip()
