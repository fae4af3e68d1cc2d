"""What may answer a question: findings first, then what they rest on, then what follows from them."""

from collections.abc import Iterable, Iterator

from rca_workbench.analysis.questions import ANSWERING
from rca_workbench.analysis.tracing import findings_in_order
from rca_workbench.model import Entity, ReportText, Snapshot, shortened
from rca_workbench.model.referring import said_plainly
from rca_workbench.ui.fields import Offer, offer_of
from rca_workbench.ui.fields.names import icon_of


def answers_offered(snapshot: Snapshot, but: Iterable[str] = ()) -> Iterator[Offer]:
    """Everything that can answer a question, but these."""
    left_out = frozenset(but)
    found: list[Entity] = [*findings_in_order(snapshot)]
    for kind in ANSWERING[1:]:
        found += snapshot.table(kind).values()
    for one in found:
        if one.id not in left_out:
            yield answer_offer(one)


def answer_offer(one: Entity) -> Offer:
    """One thing as it is offered; a text of the report by its section and first words."""
    if isinstance(one, ReportText):
        section = one.section.replace("_", " ").capitalize()
        return Offer(one.id, f"Report, {section}: {shortened(said_plainly(one.text), 90)}", icon_of(one))
    return offer_of(one)
