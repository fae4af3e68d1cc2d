"""The factor graph as GraphML, for network analysis tools such as Gephi, yEd or NetworkX."""

from collections.abc import Callable
from pathlib import Path

from rca_workbench.leaks import clean_file
from rca_workbench.model import Factor, Link, Snapshot


def write_graphml(snapshot: Snapshot, target: Path, cancelled: Callable[[], bool] | None = None) -> None:
    """Write the graph: a node for each factor, an edge for each link from cause to effect.

    Nodes carry code, kind, text, level, status, confidence, tags and what is said of barriers; edges carry
    type, but-for, confidence and reasoning. Several links between the same two factors stay several edges.

    Raises:
        Fault: the file cannot be written.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for factor in snapshot.of(Factor).values():
        graph.add_node(factor.id, **_said(_of_factor(factor)))
    for link in snapshot.of(Link).values():
        if link.source and link.target:
            graph.add_edge(link.source, link.target, key=link.id, **_said(_of_link(link)))
    with clean_file(target, snapshot, cancelled=cancelled) as temporary:
        networkx.write_graphml(graph, temporary, encoding="utf-8", prettyprint=True, named_key_ids=True)


def _of_factor(factor: Factor) -> dict[str, object]:
    return {
        "label": factor.title,
        "code": factor.code,
        "kind": factor.factor_kind,
        "text": factor.text,
        "level": factor.level,
        "tags": " ".join(tag.code for tag in factor.tags),
        "status": factor.status,
        "confidence": factor.confidence,
        "problem": factor.problem,
        "specific_or_general": factor.specificity,
        "performed": factor.performed,
        "barrier_kind": factor.barrier_kind,
        "polarity": factor.polarity,
        "is_act": factor.is_act,
        "is_omission": factor.is_omission,
        "is_departure": factor.is_departure,
        "actual_harm": factor.actual_harm,
    }


def _of_link(link: Link) -> dict[str, object]:
    return {
        "type": link.link_type,
        "but_for": link.but_for,
        "confidence": link.confidence,
        "rationale": link.rationale,
    }


def _said(values: dict[str, object]) -> dict[str, str | bool]:
    """What is said, as plain text or yes and no: an attribute left out says nothing, as in the case.

    Text is safe for XML already: the case keeps no control characters.
    """
    return {
        name: value if isinstance(value, bool) else str(value)
        for name, value in values.items()
        if value not in (None, "")
    }
