"""How patient, family and staff took part, by role. What was said in a contact stays in the case."""

from rca_workbench.model import Actor, CandourStep, Contact, Involvement, Snapshot
from rca_workbench.model.time import Time, short_label
from rca_workbench.report import questions
from rca_workbench.report.document import Block, Column, Heading, TableBlock, missing, paragraphs


def involvement(snapshot: Snapshot) -> list[Block]:
    """How they took part as a whole, contacts, Duty of Candour, support to staff, and how their questions stand."""
    made: list[Block] = list(paragraphs(snapshot.one(Involvement).note))
    made += questions.in_brief(snapshot)
    if not made:
        made.append(missing("How those affected were involved is not yet written."))
    return [
        *made,
        *_contacts(snapshot),
        *_candour(snapshot),
        *questions.accuracy(snapshot),
        *questions.staff_support(snapshot),
    ]


def _contacts(snapshot: Snapshot) -> list[Block]:
    rows = tuple(
        (_when(one.when), _role(snapshot, one.person), one.by, one.means, one.promised)
        for one in snapshot.of(Contact).values()
    )
    columns = (
        Column("When", 3), Column("With", 3), Column("By, by role", 3), Column("How", 2), Column("What was promised", 5),
    )  # fmt: skip
    return [Heading(2, "Contacts", "contacts"), TableBlock("Contacts", columns, rows)] if rows else []


def _candour(snapshot: Snapshot) -> list[Block]:
    rows = tuple(
        (one.step, _when(one.when), _role(snapshot, one.person), one.by, one.outcome)
        for one in snapshot.of(CandourStep).values()
    )
    columns = (
        Column("Step", 4), Column("When", 3), Column("With", 3), Column("By, by role", 3), Column("Outcome", 5),
    )  # fmt: skip
    return (
        [Heading(2, "Duty of Candour", "candour"), TableBlock("Duty of Candour", columns, rows)]
        if rows
        else []
    )


def _role(snapshot: Snapshot, id: str | None) -> str:
    actor = snapshot.get(Actor, id)
    return actor.role if actor else ""


def _when(time: Time) -> str:
    return short_label(time) if time != Time() else "Not recorded"
