"""How patient, family and staff took part, by role. What was said in a contact stays in the case."""

from rca_workbench.model import Involvement, Snapshot
from rca_workbench.report import contacts, questions
from rca_workbench.report.document import Block, missing, told_in_paragraphs


def involvement(snapshot: Snapshot) -> list[Block]:
    """How they took part as a whole, contacts, Duty of Candour, support to staff, and how their questions stand."""
    made: list[Block] = told_in_paragraphs(snapshot.one(Involvement), "note")
    made += questions.in_brief(snapshot)
    if not made:
        made.append(missing("How those affected were involved is not yet written."))
    return [
        *made,
        *contacts.in_brief(snapshot),
        *questions.accuracy(snapshot),
        *questions.staff_support(snapshot),
    ]
