"""Whether those affected were told, heard and supported: patient, family and staff."""

from collections.abc import Iterator

from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.analysis.staff import was_offered
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    CQC_2016,
    ENGAGEMENT,
    HSSIB_2025,
    LEARN_TOGETHER,
    SANDS_2016,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    Actor,
    CandourStep,
    Contact,
    Interview,
    InterviewState,
    Involvement,
    Nature,
    Question,
    Reached,
    StaffSupport,
    TimeKind,
    TimelineEntry,
)
from rca_workbench.model.time import window

GROUP = "people"


@case_rule(
    "C-13",
    "Contact with the patient or family is recorded",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="12 % of 74 reports clearly involved patient or family; 28 % of parents were invited to contribute.",
    how="Note each contact, also attempts and a wish not to be contacted.",
    rests_on=(CQC_2016, SANDS_2016, LEARN_TOGETHER),
    reads=("contact", "candour", "involvement", "factor"),
    needs=("factor",),
    example="The analysis is done, and nobody has written to the family.",
    sound="Three contacts with the daughter, and what she asked.",
)
def family_contact_is_recorded(case: Facts) -> Iterator[At]:
    snapshot = case.snapshot
    if (
        not snapshot.of(Contact)
        and not snapshot.of(CandourStep)
        and not snapshot.one(Involvement).note.strip()
    ):
        yield At(
            None,
            "No contact with the patient or family is recorded. Note each one, also attempts; if they want none, note "
            "that in their words.",
        )


@case_rule(
    "C-14",
    "Each contact says when it was and what was said",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="What was promised to a family is kept only where the next person can read it.",
    how="Add when it was and what was said.",
    rests_on=(ENGAGEMENT,),
    reads=("contact",),
    needs=("contact",),
    example="“Telephone”, no date.",
    sound="“4 April, by telephone: she asks why nobody was with her.”",
)
def contacts_have_content(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Contact).values():
        if one.when.kind is TimeKind.UNKNOWN and not one.when.said.strip():
            yield At(one, "This contact has no date.", field="when", begin="when")
        elif not one.said.strip() and one.reached not in (Reached.NO_ANSWER, Reached.MESSAGE):
            yield At(one, "What was said in this contact?", field="said", begin="said")


@case_rule(
    "C-15",
    "What was promised to the family has been followed by a next contact",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A quarter of parents were not told that a review was under way; a promise not kept is a second harm.",
    how="Add the date of the next contact, or the contact in which the promise was kept.",
    rests_on=(SANDS_2016, ENGAGEMENT),
    reads=("contact",),
    needs=("contact",),
    example="“Will call after the meeting”, and nothing after it.",
    sound="A next contact on 12 April; or the call itself.",
)
def promises_are_followed(case: Facts) -> Iterator[At]:
    with_person: dict[str | None, list[Contact]] = {}
    for one in case.snapshot.of(Contact).values():
        with_person.setdefault(one.person, []).append(one)
    for contacts in with_person.values():
        for place, one in enumerate(contacts):
            if not one.promised.strip() or one.next:
                continue
            if not any(_is_later(other, one, at > place) for at, other in enumerate(contacts) if at != place):
                yield At(
                    one,
                    f"{in_quotes(one.promised, 80)} was promised, and no later contact is planned or recorded.",
                    field="next",
                    begin="next",
                )


def _is_later(other: Contact, one: Contact, came_later: bool) -> bool:
    """Whether a contact was after another; where their times do not tell, whether it was entered after it."""
    then, before = window(other.when), window(one.when)
    if then.earliest is not None and before.latest is not None and then.earliest > before.latest:
        return True
    if then.latest is not None and before.earliest is not None and then.latest < before.earliest:
        return False
    return came_later


@case_rule(
    "C-20",
    "Whoever was interviewed was offered support",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Over 60 % of reports showed nothing about staff in the inquiry; those involved carry the event with them.",
    how="Note what was offered, in the interview or under support offers.",
    rests_on=(CQC_2016, ENGAGEMENT),
    reads=("interview", "staff_support", "actor"),
    needs=("interview",),
    example="An interview of ninety minutes, and no word on support.",
    sound="“A colleague came along; occupational health offered.”",
)
def interviewees_are_supported(case: Facts) -> Iterator[At]:
    offered = {one.person for one in case.snapshot.of(StaffSupport).values() if was_offered(one)}
    for one in _held(case):
        if not one.support.strip() and one.person not in offered:
            yield At(
                one,
                f"{_whom(case, one)} was interviewed, and no offer of support is recorded.",
                field="support",
                begin="support",
            )


@case_rule(
    "C-21",
    "Whoever was interviewed has heard what came of it",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Staff who hear nothing back stop reporting; letting them check their account mends errors.",
    how="Give feedback and note the date.",
    rests_on=(CQC_2016, ENGAGEMENT),
    reads=("interview", "staff_support", "actor"),
    needs=("interview",),
    example="Six interviews, and nobody was shown the findings.",
    sound="“Feedback given on 30 May.”",
)
def interviewees_hear_back(case: Facts) -> Iterator[At]:
    heard = {one.person for one in case.snapshot.of(StaffSupport).values() if one.feedback}
    for one in _held(case):
        if not one.feedback_given and one.person not in heard:
            yield At(
                one,
                f"{_whom(case, one)} has not yet heard what came of the interview, as far as is recorded.",
                field="feedback_given",
                begin="feedback_given",
            )


@case_rule(
    "C-22",
    "No interview is left open",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="A planned conversation that never took place is a gap nobody sees in the report.",
    how="Hold it, or say that it was declined or is not needed any more.",
    rests_on=(HSSIB_2025,),
    reads=("interview", "factor", "actor"),
    needs=("interview", "factor"),
    example="“Ward nurse 2, planned”, and the report is being written.",
    sound="It was held; or declined.",
)
def interviews_are_closed(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Interview).values():
        if one.state in (InterviewState.PLANNED, InterviewState.INVITED):
            yield At(
                one,
                f"The interview with {_whom(case, one)} is still {one.state}. Hold it, or say how it ended.",
                field="state",
                begin="state",
            )


@case_rule(
    "C-23",
    "What was said in an interview is in the evidence register",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="What is not in the register cannot be the source of anything, so a reader cannot trace it.",
    how="Enter the interview in the register and make its places the sources of facts.",
    rests_on=(HSSIB_2025,),
    reads=("interview", "evidence", "actor"),
    needs=("interview",),
    example="Notes of an interview that no fact can point to.",
    sound="The interview is entry E4 of the register.",
)
def interviews_are_evidence(case: Facts) -> Iterator[At]:
    registered = case.snapshot.table("evidence")
    for one in _held(case):
        if one.evidence not in registered:
            yield At(
                one,
                f"The interview with {_whom(case, one)} is not in the evidence register.",
                field="evidence",
                begin="evidence",
            )


@case_rule(
    "C-24",
    "Those whose acts are on the map were asked for their own account",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Why something made sense at the time only the person can say; statements in place of talking come of haste.",
    how="Plan a conversation, with support; if they decline, record that.",
    rests_on=(HSSIB_2025, CQC_2016),
    reads=("factor", "timeline_entry", "actor", "interview"),
    needs=("factor", "actor", "timeline_entry"),
    example="“The alarm was silenced by Ward nurse 1”, whom nobody asked.",
    sound="Ward nurse 1 was interviewed, or invited.",
)
def those_on_the_map_were_asked(case: Facts) -> Iterator[At]:
    snapshot = case.snapshot
    asked = {one.person for one in snapshot.of(Interview).values() if one.state is not None}
    acts: dict[str, list[str]] = {}
    for one in case.factors.values():
        entry = snapshot.get(TimelineEntry, one.entry) if one.is_act else None
        actor = snapshot.get(Actor, entry.actor) if entry is not None else None
        if actor is not None and actor.nature is Nature.STAFF and actor.id not in asked:
            acts.setdefault(actor.id, []).append(one.id)
    for id, several in acts.items():
        actor = snapshot.of(Actor)[id]
        yield At(
            actor,
            f"{len(several)} act{'s' if len(several) > 1 else ''} of {actor.role or 'this person'} stand"
            f"{'' if len(several) > 1 else 's'} on the map, and no conversation with them is planned or recorded.",
            tuple(several),
        )


@case_rule(
    "C-25",
    "Each question says who asked it",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="An answer is owed to somebody; without knowing to whom, nobody gives it.",
    how="Choose the person, or say by role who asked.",
    rests_on=(ENGAGEMENT,),
    reads=("question",),
    needs=("question",),
    example="“Why was nobody with her?”, asked by nobody.",
    sound="The same, asked by the patient's daughter.",
)
def questions_have_an_asker(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Question).values():
        if not one.asked_by.strip() and one.person is None:
            yield At(one, f"Who asked {case.called(one)}?", field="asked_by", begin="asked_by")


def _held(case: Facts) -> Iterator[Interview]:
    return (one for one in case.snapshot.of(Interview).values() if one.state is InterviewState.HELD)


def _whom(case: Facts, one: Interview) -> str:
    actor = case.snapshot.get(Actor, one.person)
    return actor.role if actor is not None and actor.role else "somebody"
