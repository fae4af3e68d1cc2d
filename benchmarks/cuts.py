"""What is on every path and what stays open, of a map of 1,000 factors, beside one NetworkX maximum flow on it."""

import random
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.table import Row, alternate, ms, timed
from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.cuts import structural_cuts
from rca_workbench.analysis.insights import insights
from rca_workbench.analysis.residual import Counting, residual
from rca_workbench.model import Action, Factor, FactorKind, FactorStatus, Link, Snapshot, Strength

if TYPE_CHECKING:
    from networkx import DiGraph

FACTORS = 1_000
LINKS_A_NODE = 1.26
"""As in the published case."""
BACK = 40
ACTIONS = 40
REACH = 3


def measure() -> list[Row]:
    """On three kinds of map; the flow is on the same graph, each factor split in two with room for one chain."""
    from networkx import maximum_flow

    rows = []
    for kind, back in (("grown", BACK), ("narrow", 4), ("wide", FACTORS)):
        snapshot = grown(back)
        causal = Causal.of(snapshot)
        graph = _split(causal)
        ours, floor, ratio = alternate(
            partial(timed, partial(_ours, snapshot)),
            partial(timed, partial(maximum_flow, graph, "start", "harm")),
        )
        what = f"structural cuts and residual paths, {FACTORS:,} factors ({kind} map)"
        beside = f"one NetworkX maximum flow: {ms(floor)}"
        rows.append(Row(what, ms(ours), beside, f"{ratio:.2f}", str(REACH), ratio <= REACH))
    whole = timed(partial(insights, grown(BACK)))
    rows.append(Row(f"all that the map shows, {FACTORS:,} factors", ms(whole), "", "", "stated", True))
    return rows


def grown(back: int, seed: int = 7) -> Snapshot:
    """A case whose factors were each asked about why, mostly a late one, with one harm and some actions."""
    luck = random.Random(seed)
    factors = [
        Factor(
            id=f"f{at}",
            text=f"Factor {at}",
            level="ACC.OUT" if at == 0 else "ACC.TECH",
            status=FactorStatus.FINDING,
            factor_kind=FactorKind.HARM if at == 0 else FactorKind.CONTRIBUTORY_FACTOR,
        )
        for at in range(FACTORS)
    ]
    edges = {
        (at, luck.randrange(max(0, at - back), at))
        for at in range(1, FACTORS)
        for _ in range(1 + (luck.random() < LINKS_A_NODE - 1))
    }
    links = [Link(id=f"{one}>{other}", source=f"f{one}", target=f"f{other}") for one, other in sorted(edges)]
    actions = [
        Action(
            id=f"a{at}",
            addresses=(f"f{luck.randrange(1, FACTORS)}",),
            strength=Strength.STRONGER if at % 3 else Strength.WEAKER,
        )
        for at in range(ACTIONS)
    ]
    return Snapshot.empty().changed([*factors, *links, *actions], (), "")


def _ours(snapshot: Snapshot) -> None:
    causal = Causal.of(snapshot)
    structural_cuts(causal)
    for counting in Counting:
        residual(causal, snapshot, counting)


def _split(causal: Causal) -> "DiGraph[object]":
    from networkx import DiGraph

    graph: DiGraph[object] = DiGraph()
    (harm,) = causal.harms
    for at in range(len(causal.factors)):
        if at != harm:
            graph.add_edge((at, "in"), (at, "out"), capacity=1)
    for cause, effect in causal.links:
        graph.add_edge((cause, "out"), "harm" if effect == harm else (effect, "in"))
    for at in causal.starts:
        graph.add_edge("start", (at, "in"))
    return graph
