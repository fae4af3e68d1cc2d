"""Factor graphs for tests: written as arrows, or drawn by hypothesis."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from rca_workbench.analysis.causal import Causal
from rca_workbench.model import Entity, Factor, FactorKind, FactorStatus, Link, Snapshot

Edge = tuple[int, int]


def snapshot_of(arrows: str, *others: Entity, **changes: Mapping[str, Any]) -> Snapshot:
    """A case from arrows such as "S1 > F1 > H1, F2 > H1": the first letter of a name says the kind.

    A keyword changes the factor of that name.
    """
    kinds = {
        "S": FactorKind.SYSTEM_FACTOR,
        "F": FactorKind.CONTRIBUTORY_FACTOR,
        "P": FactorKind.PROBLEM,
        "B": FactorKind.BARRIER,
        "E": FactorKind.EVENT,
        "H": FactorKind.HARM,
    }
    factors: dict[str, Factor] = {}
    links: list[Link] = []
    for way in arrows.split(","):
        names = [name.strip() for name in way.split(">")]
        for name in names:
            if name not in factors:
                given = {"text": name, "status": FactorStatus.FINDING} | dict(changes.get(name, {}))
                factors[name] = Factor(id=name, code=name, factor_kind=kinds[name[0]], **given)
        links += [Link(id=f"{one}>{other}", source=one, target=other) for one, other in pairwise(names)]
    return Snapshot.empty().changed([*factors.values(), *links, *others], (), "")


def causal_of(arrows: str, **changes: Mapping[str, Any]) -> Causal:
    return Causal.of(snapshot_of(arrows, **changes))


def numbered(count: int, edges: Iterable[Edge], **changes: Mapping[str, Any]) -> Causal:
    """Factors f0 to the last, which is the harm; `f3={...}` changes one."""
    factors = []
    for at in range(count):
        kind = FactorKind.HARM if at == count - 1 else FactorKind.CONTRIBUTORY_FACTOR
        given = {"factor_kind": kind, "status": FactorStatus.FINDING} | dict(changes.get(f"f{at}", {}))
        factors.append(Factor(id=f"f{at}", text=f"f{at}", **given))
    links = [Link(id=f"{one}>{other}", source=f"f{one}", target=f"f{other}") for one, other in edges]
    return Causal(factors, links)


@st.composite
def random_graphs(draw: st.DrawFn, loops: bool = False, largest: int = 9) -> tuple[int, list[Edge]]:
    """Number of factors and the links between them; the last factor is the harm."""
    count = draw(st.integers(2, largest))
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    drawn = draw(st.lists(ends, min_size=1, max_size=2 * count, unique=True))
    edges = [(one, other) if loops or one < other else (other, one) for one, other in drawn if one != other]
    return count, sorted(set(edges))
