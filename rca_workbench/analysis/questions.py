"""How each question of those affected stands: answered, its answer found, agreed to be unanswerable, or open.

Families ask that each of their questions is answered, and that they can see where (PSIRF guide to engagement, stages
ES-3 and ES-5). So an answer counts only while something in the case bears it out: what is removed, set aside or emptied
makes the question open again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    Entity,
    Factor,
    FactorStatus,
    Finding,
    Question,
    Recommendation,
    Snapshot,
    Standing,
)
from rca_workbench.model import words as words_of

ANSWERING = (
    "finding", "factor", "timeline_entry", "action", "recommendation", "immediate_action", "report_text", "learning",
    "decision", "evidence", "excerpt", "contact", "candour",
)  # fmt: skip
"""Kinds a question can be traced to, as they are offered: what was found first, then what it rests on and leads to."""


class QuestionState(StrEnum):
    """How far a question has come, what needs work first."""

    OPEN = "open"
    POINTED = "pointed"
    """It is known what answers it; no reply has been written yet."""
    CANNOT = "cannot"
    """Nobody can tell, and that was agreed."""
    ANSWERED = "answered"


STATE_WORDS: Mapping[QuestionState, str] = {
    QuestionState.OPEN: "Open",
    QuestionState.POINTED: "Answer found, no reply yet",
    QuestionState.CANNOT: "Cannot be answered, as agreed",
    QuestionState.ANSWERED: "Answered",
}


@dataclass(frozen=True, slots=True)
class Fallen:
    """Something a question was traced to that answers nothing any more."""

    id: str
    entity: Entity | None
    why: str
    """Such as "was set aside"."""


@dataclass(frozen=True, slots=True)
class QuestionStanding:
    """One question with what bears its answer out and what does not any more."""

    question: Question
    state: QuestionState
    why: str
    """What is missing, as a sentence; empty where nothing is."""
    stands: tuple[Entity, ...]
    fallen: tuple[Fallen, ...]

    @property
    def words(self) -> str:
        """The state as users read it."""
        return STATE_WORDS[self.state]


def state_of(snapshot: Snapshot, question: Question) -> QuestionState:
    """How far a question has come."""
    return standing_of(snapshot, question).state


def standing_of(snapshot: Snapshot, question: Question) -> QuestionStanding:
    """How a question stands, and why."""
    stands: list[Entity] = []
    fallen: list[Fallen] = []
    for id in question.answered_by:
        entity = snapshot.find(id)
        why = _set_aside(snapshot, entity)
        if entity is None or why:
            fallen.append(Fallen(id, entity, why))
        else:
            stands.append(entity)
    state, said = _judged(question, bool(stands), fallen)
    return QuestionStanding(question, state, said, tuple(stands), tuple(fallen))


def standings(snapshot: Snapshot) -> tuple[QuestionStanding, ...]:
    """All questions, those that need work first, else in the order in which they came."""
    found = [standing_of(snapshot, one) for one in snapshot.of(Question).values()]
    return tuple(sorted(found, key=lambda one: tuple(QuestionState).index(one.state)))


def counted(snapshot: Snapshot) -> Mapping[QuestionState, int]:
    """How many questions are in each state."""
    made = dict.fromkeys(QuestionState, 0)
    for one in snapshot.of(Question).values():
        made[state_of(snapshot, one)] += 1
    return made


def answered_words(snapshot: Snapshot) -> str:
    """How many questions are answered, and what became of the others: "1 of 3 questions answered, 2 open"."""
    by = counted(snapshot)
    said = f"{by[QuestionState.ANSWERED]} of {words_of.counted(sum(by.values()), 'question')} answered"
    said += f", {by[QuestionState.CANNOT]} cannot be, as agreed" if by[QuestionState.CANNOT] else ""
    said += f", {by[QuestionState.POINTED]} without a reply yet" if by[QuestionState.POINTED] else ""
    return said + (f", {by[QuestionState.OPEN]} open" if by[QuestionState.OPEN] else "")


def asker(snapshot: Snapshot, question: Question) -> str:
    """Who asked, by role; empty where that is not said."""
    actor = snapshot.get(Actor, question.person)
    return (actor.role if actor is not None else "") or question.asked_by.strip()


def is_in_terms(snapshot: Snapshot, question: Question) -> bool:
    """Whether the question is in the terms of reference: somebody said so, or it stands there as a line of its own."""
    if question.in_terms:
        return True
    lines = (_folded(line) for line in snapshot.incident.terms_of_reference.splitlines())
    return bool(_folded(question.text)) and any(_folded(question.text) == line for line in lines)


def terms_with(terms: str, question: Question) -> str:
    """Terms of reference with the question as a line of its own, quoted: the words are those of whoever asked."""
    said = " ".join(question.text.split()).strip('“”"')
    if not said or any(_folded(said) == _folded(one) for one in terms.splitlines()):
        return terms
    line = f"“{said}”"
    return f"{terms.rstrip()}\n{line}" if terms.strip() else line


def _judged(question: Question, stands: bool, fallen: list[Fallen]) -> tuple[QuestionState, str]:
    answer = bool(question.answer.strip())
    if answer and stands:
        return QuestionState.ANSWERED, ""
    if question.cannot_answer.strip():
        if question.agreed.strip():
            return QuestionState.CANNOT, ""
        return QuestionState.OPEN, "It is said that this cannot be answered. Who agreed to that?"
    if stands:
        return QuestionState.POINTED, "It is known what answers it. Say it in their terms."
    if fallen:
        lost = fallen[0]
        what = f"“{_short(lost.entity)}”" if lost.entity is not None else "What it was traced to"
        return QuestionState.OPEN, f"{what} {lost.why}, so it answers nothing any more."
    if answer:
        return (
            QuestionState.OPEN,
            "A reply is written, and nothing in the case bears it out. Choose what does.",
        )
    return QuestionState.OPEN, ""


def _set_aside(snapshot: Snapshot, entity: Entity | None) -> str:
    """Why something does not answer anything (any more); empty where it does."""
    if entity is None:
        return "is not in the case any more"
    if isinstance(entity, Factor) and entity.status is FactorStatus.REJECTED:
        return "was set aside"
    if isinstance(entity, Action) and entity.status is ActionStatus.STOPPED:
        return "was stopped"
    if isinstance(entity, Recommendation) and entity.standing is Standing.DECLINED:
        return "was declined"
    if isinstance(entity, Finding) and entity.factors:
        factors = [snapshot.get(Factor, id) for id in entity.factors]
        if all(one is None or one.status is FactorStatus.REJECTED for one in factors):
            return "rests on nothing but what was set aside"
    name = "text" if "text" in entity.kind.by_name else entity.kind.title_field
    if name and isinstance(value := getattr(entity, name), str) and not value.strip():
        return "has no words"
    return ""


def _short(entity: Entity) -> str:
    said = " ".join(entity.title.split())
    return said if len(said) <= 60 else f"{said[:59].rstrip()}…"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().strip(' -•*–“”"')
