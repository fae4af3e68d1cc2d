"""Edits of interviews, each one step, and what is said of where one stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from rca_workbench.model import Interview, InterviewState, new_id
from rca_workbench.model.time_said import date_words
from rca_workbench.reference import methods, unchecked_mark
from rca_workbench.reference.sheet import text, texts
from rca_workbench.ui.fields.refs import add_by_name
from rca_workbench.ui.fields.time_edit import day_of
from rca_workbench.ui.session import Session


@dataclass(frozen=True, slots=True)
class Prompts:
    """What the method of interviewing suggests, with where that is from and how sure it is."""

    label: str
    steps: tuple[str, ...]
    pitfalls: tuple[str, ...]
    source: str
    mark: str


@cache
def prompts() -> Prompts:
    """The prompts of the cognitive interview."""
    sheet = methods()
    row = next(one for one in sheet.rows("methods") if one.get("id") == "interview")
    steps = row.get("steps")
    assert isinstance(steps, Sequence)
    return Prompts(
        text(row, "label"),
        tuple(text(one, "text") for one in steps),
        texts(row, "pitfalls"),
        "; ".join(texts(row, "sources")),
        unchecked_mark(sheet.checked_row(row, "source_checked")),
    )


class InterviewEdits:
    """What can be done to the interviews of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, person: str | None, role: str = "") -> str:
        """Plan an interview with somebody known by id, or by a role that is new; returns its id."""
        id = new_id()
        with self.session.step("Plan interview") as step:
            who = person or (add_by_name(step, "actor", role.strip()).id if role.strip() else None)
            step.add(Interview(id=id, person=who, state=InterviewState.PLANNED))
        return id

    def ask_also(self, interview: Interview, prompt: str) -> None:
        """Put a prompt under what to ask, unless it stands there."""
        if prompt not in interview.plan:
            plan = f"{interview.plan.rstrip()}\n{prompt}" if interview.plan.strip() else prompt
            self.session.change(interview, "Add to what to ask", plan=plan)


def next_move(session: Session, interview: Interview) -> tuple[str, Callable[[], object]] | None:
    """What comes next for an interview: its words and what doing it means; None where nothing is left to offer."""

    def change(words: str, **fields: object) -> tuple[str, Callable[[], object]]:
        return words, lambda: session.change(interview, words, **fields)

    match interview.state:
        case None | InterviewState.PLANNED:
            return change("Mark as invited", state=InterviewState.INVITED)
        case InterviewState.INVITED:
            return change("Mark as held", state=InterviewState.HELD)
        case InterviewState.HELD if not interview.feedback_given:
            return change("Feedback given", feedback_given=session.today().isoformat())
    return None


def feedback_words(interview: Interview, today: date) -> str:
    """Whether the person has been told what became of what they said; empty before the interview was held."""
    if interview.feedback_given:
        return f"Feedback given {date_words(interview.feedback_given)}"
    if interview.state is not InterviewState.HELD:
        return ""
    held = day_of(interview.when)
    days = (today - held).days if held is not None else 0
    if days < 1:
        return "Feedback due"
    return f"Feedback due, held {days} {'day' if days == 1 else 'days'} ago"
