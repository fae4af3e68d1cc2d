"""The research format `case-1.0`: one published investigation as one JSON document.

The format is described in docs/exchange-format.md. Every key it knows fills a field of the case; every other
key is kept as an unplaced item. Ids follow from the document's `case_id`, so that reading the same document
twice gives the same entities.
"""

from collections.abc import Mapping

from rca_workbench.exchange.case_1_0.evidence import take_sources
from rca_workbench.exchange.case_1_0.graph import take_graph
from rca_workbench.exchange.case_1_0.improve import take_improvement
from rca_workbench.exchange.case_1_0.people import take_actors, take_family
from rca_workbench.exchange.case_1_0.record import take_record
from rca_workbench.exchange.case_1_0.timeline import take_timeline
from rca_workbench.exchange.reading import TOP, Reading
from rca_workbench.model import clean_text

VERSION = "case-1.0"

_READ = frozenset(
    {"schema", "case_id", "title", "source", "licence", "domain", "incident", "actors", "sources", "timeline"}
    | {"nodes", "links", "graph_note", "recommendations", "safety_actions_taken", "key_lessons"}
    | {"family_involvement"}
)
"""Keys on top that are read in their place."""

_COUNTED = ("timeline", "nodes", "links", "recommendations")


def read_case(
    document: Mapping[str, object], name: str, case_id: str, after: Mapping[str, str] | None = None
) -> Reading:
    """What a `case-1.0` document holds, as entities.

    Args:
        document: the document.
        name: its file name, kept with what finds no field.
        case_id: what to make ids from where the document has no `case_id` of its own.
        after: kind -> the last order key the case already has, so that what comes stands behind it.

    Raises:
        Misfit: something in it cannot be taken over.
    """
    own_id = document.get("case_id")
    if own_id is not None and not isinstance(own_id, str):
        TOP.misfit("case_id", "must be text")
    own_id = clean_text(own_id or "")
    reading = Reading(name, own_id or case_id)
    after = after or {}
    take_record(reading, document, own_id)
    take_actors(reading, document, after)
    take_sources(reading, document, after)
    take_timeline(reading, document, after)
    take_graph(reading, document)
    take_improvement(reading, document, after)
    take_family(reading, document)
    for key, value in document.items():
        if key not in _READ:
            reading.keep(f"$.{key}", value)
    _compare_counts(reading, document)
    return reading


def _compare_counts(reading: Reading, document: Mapping[str, object]) -> None:
    """Remark where the document counts its own lists differently: it may have been cut."""
    counts = document.get("counts")
    if not isinstance(counts, dict):
        return
    for key in _COUNTED:
        said, held = counts.get(key), len(reading.items(document, key))
        if isinstance(said, int) and said != held:
            reading.remarks.append(f"The file says it holds {said} under {key}; it holds {held}.")
