"""What stands around the analysis in a sound case: early response, candour, contacts, meetings, learning, approval."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rca_workbench.analysis.asking import response_words
from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.model import (
    AgendaItem,
    Attendance,
    CandourStep,
    CaseRecord,
    Clock,
    Comment,
    CommentState,
    Contact,
    Decision,
    ImmediateAction,
    Incident,
    Involvement,
    LearningItem,
    Meeting,
    MeetingDecision,
    MethodUsed,
    Notification,
    Profile,
    Question,
    ReportText,
    Review,
    ReviewKind,
    Sharing,
    SignOff,
    StaffSupport,
)
from rca_workbench.reference.harm import is_fatal
from tests.checks.seeded.candour_told import candour_told
from tests.checks.seeded.making import Making, when
from tests.checks.seeded.responding import LEVEL, deciding


@dataclass(frozen=True)
class Told:
    """What differs between the cases."""

    title: str
    reference: str
    profile: Profile
    summary: str
    family_summary: str
    start: str
    found: str
    setting: str
    harm: str
    harm_level: str
    safe_now: str
    terms: str
    scope: str
    related: str
    reasons: str
    made_safe: str
    patient: str
    relative: str
    staff: tuple[str, ...]
    question: str
    answer: str
    answered_by: tuple[str, ...]
    lesson: str
    approach: str


def around(made: Making, told: Told) -> None:
    """Add to a case all that is not analysis."""
    day = told.found[:8]
    made.add(
        CaseRecord(
            id="case", title=told.title, reference=told.reference, profile=told.profile,
            organisation="Northmere NHS Foundation Trust", timezone="Europe/London",
        ),
        Incident(
            id="incident", summary=told.summary, family_summary=told.family_summary, start=when(told.start),
            end=when(told.found), found=when(told.found), setting=told.setting, service=told.setting,
            harm=told.harm, harm_level=told.harm_level, safe_now=told.safe_now, terms_of_reference=told.terms,
            scope=told.scope, related=told.related, domain="Acute care",
        ),
        *deciding(told.profile, told.reasons, f"{day}14"),
        Decision(
            id="decision", outcome="Patient safety incident investigation", level=LEVEL[told.profile], reason=told.reasons,
            proposed=response_words(LEVEL[told.profile]),
            alternatives="After action review: it would not reach how the work is planned", by="Patient safety panel",
            on=f"{day}14",
        ),
        Clock(
            id="clock", what="Report agreed with the family", started=when(told.found), due=when("2025-12-01"),
            met=when("2025-11-20"), proof="Minutes of the meeting with the family",
        ),
        *_of_a_death(told, f"{day}13"),
        Notification(
            id="notification", whom="Integrated care board", when=when(f"{day}14"), by="Patient safety lead",
            reference="LFPSE 4471",
        ),
        ImmediateAction(
            id="immediate", what=told.made_safe, owner="Matron", due=when(f"{day}14"), done=when(f"{day}13"),
            proof="Log of the equipment library and message to all wards",
        ),
        ImmediateAction(
            id="isolated", code="ER-2", what="Remove or isolate equipment", owner="Matron", done=when(f"{day}13"),
            proof="Receipt of the equipment library",
        ),
        ImmediateAction(
            id="secured", code="ER-3", what="Preserve evidence", owner="Security lead", done=when(f"{day}13"),
            proof="Register of evidence",
        ),
        ImmediateAction(
            id="wider", code="ER-8", what="Look whether others are at the same risk", owner="Patient safety lead",
            due=when(f"{day}15"), done=when(f"{day}14"), proof="Answers of all wards",
        ),
        MethodUsed(id="method1", method="seips", note="Walk through the work with those who do it", on="April 2025"),
        MethodUsed(id="method2", method="accimap", note="Drawn in two meetings and checked by staff", on="May 2025"),
        Meeting(
            id="meeting", purpose="Draw the map together", when=when("2025-05-06"), where="Seminar room 2",
            method="AcciMap", ground_rules="Roles, not names; conditions first",
        ),
        AgendaItem(id="agenda", meeting="meeting", question="What made it hard to see?", minutes=40, order="a"),
        Attendance(id="there1", meeting="meeting", role="Ward manager"),
        Attendance(id="there2", meeting="meeting", role="Consultant from another trust", external=True),
        Attendance(id="there3", meeting="meeting", role="Speaks for the family", family=True),
        MeetingDecision(
            id="agreed", meeting="meeting", text="Ask the neighbouring ward as well",
            reason="Same rota and same forms",
            by="Chair of the panel",
        ),
        Involvement(
            id="involvement", described=True,
            note="The family chose one contact, read the draft and asked for two changes, which were made.",
        ),
        LearningItem(
            id="lesson", text=told.lesson, audience="Wards with the same rota", shared="2025-10-02", order="a",
            route="Trust safety bulletin and grand round",
            practice="Scenario in the simulation day of each new rotation", about=("z1",),
            checked_by="Information governance lead", review="2026-03-01",
        ),
        Sharing(
            id="told1", form="LS-11", to="Family, and the staff involved", on="2025-09-25", by="Investigation lead",
            reaction="They asked that the sister site hears of it",
        ),
        Sharing(id="told2", form="LS-12", to="Nurse who reported it", on="2025-09-26", by="Ward manager"),
        Sharing(
            id="shared1", item="lesson", form="LS-01", to="Wards with the same rota", beyond=True, on="2025-10-02",
            by="Patient safety lead", reference="Bulletin 12", reach="212 of 240 opened it",
        ),
        Sharing(
            id="shared2", item="lesson", form="LS-03", to="Junior doctors, in groups", on="2025-10-20",
            by="Clinical supervisor", reach="Five groups", reaction="Two asked for the number on a card",
        ),
        SignOff(id="signed", role="Medical director", on="2025-11-25", version="Final 1"),
        ReportText(id="text1", section="approach", text=told.approach),
        Review(id="review", version="Draft 3", sent="2025-10-20", to="Family and ward team", returned="2025-11-10"),
        Review(
            id="facts1", version="Draft 3", review_kind=ReviewKind.ACCURACY, person=told.relative, sent="2025-10-20",
            means="Read through together", returned="2025-11-10",
        ),
        Review(
            id="facts2", version="Draft 3", review_kind=ReviewKind.ACCURACY, to="Ward team", sent="2025-10-20",
            means="Sent, with a talk a week later", returned="2025-11-03",
        ),
        Comment(
            id="comment", review="review", by="Patient's relative", on="2025-11-10", quote="came at once",
            text="It did not feel like at once to us.", state=CommentState.ACCEPTED,
            reply="Time of arrival is given now.",
        ),
    )  # fmt: skip
    for number, person in enumerate(told.staff):
        made.add(
            StaffSupport(
                id=f"support{number}", person=person, when=when(f"{day}13"), by="Ward manager",
                offer="Time with a peer supporter and occupational health", feedback="2025-06-20",
            )
        )  # fmt: skip
    _with_the_family(made, told, day)


def _with_the_family(made: Making, told: Told, day: str) -> None:
    made.add(
        Contact(
            id="contact1", person=told.relative, when=when(f"{day}13"), by="Family liaison lead", means="In person",
            said="She asks why help came late and wishes to read the report before it is final.",
            promised="A call each fortnight", next=f"{day}27", kept=f"{day}27",
        ),
        Contact(
            id="contact2", person=told.relative, when=when("2025-11-20"), by="Investigation lead", means="In person",
            said="Read the report together and answered her questions.",
        ),
        Question(
            id="question", code="Q1", text=told.question, asked_by="Patient's relative", person=told.relative,
            asked=when(f"{day}13"), answered_by=told.answered_by, answer=told.answer,
        ),
    )  # fmt: skip
    made.add(*candour_told(told.relative, told.found))
    steps = (
        ("DC-01", "Recognised as a notifiable safety incident", ""),
        ("DC-02", "The relative is the relevant person; one lead contact is named", ""),
        ("DC-03", "Told in person, with what was known and what was not", ""),
        ("DC-04", "All facts known at that date", ""),
        ("DC-05", "An investigation with their questions in its terms", ""),
        ("DC-06", "Apology given in person", "We are sorry for what happened to you in our care."),
        ("DC-07", "Bereavement and chaplaincy support offered", ""),
        ("DC-08", "Record kept with the notes", ""),
        ("DC-09", "Letter sent", "We are sorry for what happened to you in our care."),
        ("DC-10", "Report explained and handed over", ""),
        ("DC-11", "Copies of all letters kept", ""),
    )
    for id, said, apology in steps:
        on = "2025-11-20" if id in ("DC-10", "DC-11") else f"{day}13"
        made.add(
            CandourStep(
                id=f"step-{id}", step=id, person=told.relative, when=when(on), by="Consultant 1", said=said,
                apology=apology,
            )
        )  # fmt: skip


def _of_a_death(told: Told, on: str) -> Iterator[Clock]:
    """Who hears of a death without delay, and that they did."""
    if is_fatal(told.harm_level):
        for code in ("TS-CQC-16", "TS-COR-01"):
            clock = started_clock(code, when(told.found), by="Patient safety lead")
            yield replace(clock, id=f"clock-{code}", met=when(on), proof="Receipt of the notification")
