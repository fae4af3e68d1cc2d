"""Whether those affected can see their questions answered, by what still stands and in words they can read."""

from collections.abc import Iterator
from functools import partial

from rca_workbench.analysis.family_words import Unfamiliar, unfamiliar
from rca_workbench.analysis.questions import ANSWERING, QuestionState, standing_of
from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.analysis.reading_age import ReadingAge, reading_age
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    CQC_2016,
    ENGAGEMENT,
    LEARN_TOGETHER,
    NHS_MANUAL,
    OMBUDSMAN_2015,
    PROJECT,
    SANDS_2016,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    CLOSE,
    Actor,
    Contact,
    ContactPlan,
    Entity,
    Factor,
    Incident,
    InvolvedAs,
    Profile,
    Question,
    ReportText,
)
from rca_workbench.model.referring import said_plainly
from rca_workbench.reference.plain_words import reading_aim

GROUP = "people"
FAMILY_DOCUMENT = "family_summary"
_ANSWERING = ("question", *ANSWERING, "measure", "note", "incident")
"""Kinds a question may be traced to, as an import may do it too: what becomes of one may open the question again."""


@case_rule(
    "C-140",
    "What a question was traced to still stands",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="An answer that rests on what was set aside since would tell the family something the report does not say.",
    how="Choose what answers it now, and tell them if the answer changes; or say why nobody can tell.",
    rests_on=(ENGAGEMENT, OMBUDSMAN_2015),
    reads=_ANSWERING,
    needs=("question",),
    example="“Why was nobody with her?” is answered by a factor that was set aside in May.",
    sound="It is answered by the finding that took its place.",
)
def answers_still_stand(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Question).values():
        there = standing_of(case.snapshot, one)
        if there.fallen and not there.stands and there.state is QuestionState.OPEN:
            yield At(
                one,
                f"{case.called(one)} is open again. {there.why}",
                tuple(each.id for each in there.fallen if each.entity is not None),
                field="answered_by",
                begin="answered_by",
            )


@case_rule(
    "C-141",
    "That a question cannot be answered was agreed",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Who asked has to hear it before it stands in a report, and may know where else to look.",
    how="Talk it over with whoever asked, and note with whom it was agreed.",
    rests_on=(ENGAGEMENT, LEARN_TOGETHER),
    reads=("question",),
    needs=("question",),
    example="“No record was kept”, agreed with nobody.",
    sound="The same, agreed with the patient's daughter.",
)
def unanswerable_is_agreed(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Question).values():
        if one.cannot_answer.strip() and not one.agreed.strip() and not one.answer.strip():
            yield At(
                one,
                f"It is said that {case.called(one)} cannot be answered. With whom was that agreed?",
                field="agreed",
                begin="agreed",
            )


@case_rule(
    "C-142",
    "An answer goes beyond what somebody did",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="“The nurse did not call” answers why with who; families ask what made it possible, so that it ends there.",
    how="Link what made the act more likely as well: a condition, a factor, a finding about the system.",
    rests_on=(CQC_2016, PROJECT),
    reads=("question", "factor"),
    needs=("question", "factor"),
    example="“Why did nobody come?”, answered by “The registrar stayed in theatre” alone.",
    sound="The same, with “One registrar covers theatre and four wards”.",
)
def answers_go_beyond_acts(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Question).values():
        told = [case.factors.get(id) for id in one.answered_by]
        if told and all(isinstance(each, Factor) and each.is_act for each in told):
            acts = [each for each in told if each is not None]
            yield At(
                one,
                f"{case.called(one)} is answered only by what somebody did: {case.called(acts[0])}. What made that more "
                "likely?",
                tuple(each.id for each in acts),
                begin="answered_by",
            )


@case_rule(
    "C-143",
    "Patient or family were asked what they want to know",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="28 % of parents were invited to contribute; their questions belong in the terms of reference.",
    how="Ask what they most want to know, and write it in their words; if they ask nothing, note that in their plan.",
    rests_on=(SANDS_2016, ENGAGEMENT),
    reads=("question", "actor", "contact", "contact_plan", "factor"),
    needs=("contact", "factor"),
    example="Three contacts with the daughter, and not one question on record.",
    sound="“Why was nobody with her?”, asked on 4 April.",
)
def family_was_asked(case: Facts) -> Iterator[At]:
    snapshot = case.snapshot
    if snapshot.of(Question):
        return
    actors = snapshot.of(Actor)
    close = {id for id, one in actors.items() if one.nature in CLOSE}
    met = [one for one in snapshot.of(Contact).values() if one.person in close]
    wishes = {one.person: one.involved_as for one in snapshot.of(ContactPlan).values()}
    asking = [one for one in met if wishes.get(one.person) not in (InvolvedAs.NONE, InvolvedAs.UPDATES)]
    if asking:
        actor = actors[asking[0].person or ""]
        yield At(
            actor,
            f"You are in contact with {actor.role or 'the family'}, and no question of theirs is recorded. Ask what they "
            "most want to know.",
            tuple(one.id for one in asking),
        )


@case_rule(
    "C-144",
    "What is written for the family can be read by an 11-year-old, or at most at 14",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="The NHS writes for a reading age of 9 to 11, and up to 14 where medical matters cannot be put more simply.",
    how="Make two sentences of one, use short words, and read it aloud with somebody.",
    rests_on=(NHS_MANUAL,),
    reads=("incident", "question", "report_text"),
    needs=("incident",),
    example="One sentence of 48 words in the summary for the family.",
    sound="The same in four sentences.",
)
def family_can_read_it(case: Facts) -> Iterator[At]:
    aim = reading_aim()
    for one, field in _for_family(case):
        text = _text(field, one)
        read = case.kept(f"reads {field}", one, partial(_read, field))
        if read.age is None or not read.too_old:
            continue
        about = "over 18" if read.age > 18 else f"about {read.age}"
        yield At(
            one,
            f"{_which(case, one)} asks for a reading age of {about}; the NHS aims for {aim.youngest} to {aim.oldest}. "
            f"{read.helps}".rstrip(),
            field=field,
            said=text,
            begin=field,
            severity=Severity.ADVICE if read.age <= aim.medical else None,
        )


@case_rule(
    "C-145",
    "Words of the field are explained to the family",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="The NHS uses a plain word first and the medical one behind it: “piles (haemorrhoids)”.",
    how="Say it in plain words, or put the meaning beside it.",
    rests_on=(NHS_MANUAL, PROJECT),
    reads=("incident", "question", "report_text", "case"),
    needs=("incident",),
    example="“Her NEWS2 was not escalated.”",
    sound="“The number that shows how ill she was (NEWS2) was high, and no senior person was asked for help.”",
)
def words_are_explained(case: Facts) -> Iterator[At]:
    profile = case.snapshot.case.profile
    for one, field in _for_family(case):
        found = case.kept(f"words {field}", one, partial(_unfamiliar, field, profile), profile)
        words = [each for each in found if not each.explained]
        if words:
            named = "; ".join(f"{in_quotes(each.said, 40)} ({each.plain})" for each in words[:3])
            more = f" and {len(words) - 3} more" if len(words) > 3 else ""
            yield At(
                one,
                f"{_which(case, one)} has words a family may not know: {named}{more}. Say them plainly, or explain them.",
                field=field,
                said=", ".join(each.said for each in words),
                begin=field,
            )


def _for_family(case: Facts) -> Iterator[tuple[Entity, str]]:
    """Texts that are written for patient and family, each with its field."""
    incident = case.snapshot.incident
    if incident.family_summary.strip():
        yield incident, "family_summary"
    for one in case.snapshot.of(Question).values():
        if one.answer.strip():
            yield one, "answer"
    for text in case.snapshot.of(ReportText).values():
        if text.template == FAMILY_DOCUMENT and text.text.strip():
            yield text, "text"


def _text(field: str, one: Entity) -> str:
    """A field as a reader sees it."""
    return said_plainly(str(getattr(one, field)))


def _read(field: str, one: Entity) -> ReadingAge:
    return reading_age(_text(field, one))


def _unfamiliar(field: str, profile: Profile, one: Entity) -> tuple[Unfamiliar, ...]:
    return unfamiliar(_text(field, one), profile)


def _which(case: Facts, one: Entity) -> str:
    if isinstance(one, Incident):
        return "What happened, in words for the family,"
    if isinstance(one, Question):
        return f"The answer to {case.called(one)}"
    return "A text in the summary for the family"
