"""How patient, family and staff took part, by role. What was said in a contact stays in the case."""

from rca_workbench.model import Actor, CandourStep, Contact, Involvement, Question, Snapshot, StaffSupport
from rca_workbench.model.time import Time, short_label
from rca_workbench.report.document import Block, Column, Heading, TableBlock, missing, paragraphs, plain


def involvement(snapshot: Snapshot) -> list[Block]:
    """How they took part as a whole, contacts, Duty of Candour, support to staff, and how their questions stand."""
    made: list[Block] = list(paragraphs(snapshot.one(Involvement).note))
    made += _questions(snapshot)
    if not made:
        made.append(missing("How those affected were involved is not yet written."))
    return [*made, *_contacts(snapshot), *_candour(snapshot), *_support(snapshot)]


def _questions(snapshot: Snapshot) -> list[Block]:
    asked = snapshot.of(Question).values()
    if not asked:
        return []
    answered = sum(bool(one.answer or one.cannot_answer) for one in asked)
    pointed = sum(bool(one.answered_by) and not (one.answer or one.cannot_answer) for one in asked)
    open_ones = len(asked) - answered - pointed
    said = (
        f"{_count(len(asked), 'question')} from those affected: {answered} answered in words in this report"
    )
    said += f", {pointed} by pointing to where the answer is" if pointed else ""
    return [plain(f"{said}{f', {open_ones} not yet answered' if open_ones else ''}.")]


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


def _support(snapshot: Snapshot) -> list[Block]:
    """That support was offered and findings were shared: how often, never to whom."""
    offers = list(snapshot.of(StaffSupport).values())
    if not offers:
        return []
    told = sum(bool(one.feedback) for one in offers)
    shared = f" The findings were shared with {told} of them." if told else ""
    return [
        Heading(2, "Support for staff", "support"),
        plain(
            f"{_count(len(offers), 'offer')} of support to staff {'is' if len(offers) == 1 else 'are'} recorded.{shared}"
        ),
    ]


def _role(snapshot: Snapshot, id: str | None) -> str:
    actor = snapshot.get(Actor, id)
    return actor.role if actor else ""


def _when(time: Time) -> str:
    return short_label(time) if time != Time() else "Not recorded"


def _count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"
