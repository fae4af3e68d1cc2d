"""The factor graph as a graph: what leads where, loops that cannot be, findings by level of the system.

NetworkX is loaded by the functions that need it, so that a window can follow paths without waiting for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, LinkType
from rca_workbench.reference import Level, accimap_levels

if TYPE_CHECKING:
    from networkx import DiGraph

FOLLOWED = (LinkType.CONTRIBUTED_TO, LinkType.INTENDED_TO_STOP)
"""Links that a path on the map runs along: feedback over time and conflicts are drawn but lead nowhere."""

FINDING_KINDS = (
    FactorKind.PROBLEM,
    FactorKind.CONTRIBUTORY_FACTOR,
    FactorKind.SYSTEM_FACTOR,
    FactorKind.BARRIER,
)
"""Kinds that a report lists as findings: an event is what happened and a harm what is to be explained."""

SHORTEST_LOOP_UP_TO = 300
"""Factors that hang together in loops up to which the shortest loop is looked for, not only a short one."""


@dataclass(frozen=True, slots=True)
class LevelFindings:
    """The findings at one level of the system; `level` is None for levels that the lists do not know."""

    level: Level | None
    factors: tuple[Factor, ...]


def paths_through(links: Iterable[Link], node_id: str) -> tuple[frozenset[str], frozenset[str]]:
    """Everything that leads to a factor or that it leads to.

    Args:
        links: the links of the graph; those that lead nowhere (see `FOLLOWED`) do not count.
        node_id: id of the factor.

    Returns:
        Ids of the factors on a path to or from it, itself among them, and ids of the links on those paths.
    """
    causes: dict[str, list[tuple[str, str]]] = {}
    effects: dict[str, list[tuple[str, str]]] = {}
    for link in links:
        if link.source and link.target and link.link_type in FOLLOWED:
            causes.setdefault(link.target, []).append((link.source, link.id))
            effects.setdefault(link.source, []).append((link.target, link.id))
    above, leading_here = _reached(causes, node_id)
    below, leading_on = _reached(effects, node_id)
    return frozenset(above | below), frozenset(leading_here | leading_on)


def causal_graph(factors: Iterable[Factor], links: Iterable[Link]) -> "DiGraph[str]":
    """The graph of what contributed to what, from cause to effect, without factors that were set aside.

    Nodes are factor ids and carry the `factor`; an edge carries the ids of its `links`, since several may join
    the same two factors. Only contributed-to links count (rule G-01: feedback over time is kept apart), and
    those with an end that is not among the factors are left out.
    """
    from networkx import DiGraph

    graph: DiGraph[str] = DiGraph()
    for factor in factors:
        if factor.status is not FactorStatus.REJECTED:
            graph.add_node(factor.id, factor=factor)
    for link in links:
        if not (link.source and link.target) or link.link_type is not LinkType.CONTRIBUTED_TO:
            continue
        if link.source in graph and link.target in graph:
            there = graph.get_edge_data(link.source, link.target, {"links": ()})["links"]
            graph.add_edge(link.source, link.target, links=(*there, link.id))
    return graph


def cycles(factors: Iterable[Factor], links: Iterable[Link]) -> tuple[tuple[Factor, ...], ...]:
    """The loops among the causes, each as its factors from cause to effect; the last leads back to the first.

    One loop is named, the shortest, of each set of factors that hang together in loops: with it mended, ask
    again. A factor that is linked to itself is a loop of one. Loops come, and begin, in the order of the
    factors. Source: rule G-01 of the graph rules, "The contributed-to graph has no directed cycle".
    """
    from networkx import strongly_connected_components

    listed = {factor.id: factor for factor in factors}
    number = {id: index for index, id in enumerate(listed)}
    graph = causal_graph(listed.values(), links)
    found = []
    for tangle in strongly_connected_components(graph):
        members = sorted(tangle, key=number.__getitem__)
        if len(members) > 1 or graph.has_edge(members[0], members[0]):
            loop = _shortest_loop(graph, members)
            first = min(range(len(loop)), key=lambda index: number[loop[index]])
            found.append([*loop[first:], *loop[:first]])
    found.sort(key=lambda loop: number[loop[0]])
    return tuple(tuple(listed[id] for id in loop) for loop in found)


def findings_by_level(factors: Iterable[Factor]) -> tuple[LevelFindings, ...]:
    """What the team has agreed as findings, by level of the system from the top; levels without any are left out.

    Harms, events, suggestions, and what is good practice or not causal are not among them. Factors keep their
    order; those whose level is missing or unknown come last.
    """
    levels = {level.id: level for level in accimap_levels()}
    groups: dict[str, list[Factor]] = {id: [] for id in [*levels, ""]}
    for factor in factors:
        if factor.status is FactorStatus.FINDING and factor.factor_kind in FINDING_KINDS:
            groups[factor.level if factor.level in levels else ""].append(factor)
    return tuple(LevelFindings(levels.get(id), tuple(group)) for id, group in groups.items() if group)


def _reached(ways: Mapping[str, list[tuple[str, str]]], start: str) -> tuple[set[str], set[str]]:
    """The nodes that can be reached from a start, itself among them, and the links on the way."""
    nodes, links = {start}, set()
    ahead = [start]
    while ahead:
        for node, link in ways.get(ahead.pop(), ()):
            links.add(link)
            if node not in nodes:
                nodes.add(node)
                ahead.append(node)
    return nodes, links


def _shortest_loop(graph: "DiGraph[str]", members: list[str]) -> list[str]:
    """A shortest loop through the members of one strongly connected set."""
    from networkx import shortest_path

    inside = graph.subgraph(members)
    best: list[str] = []
    for start in members if len(members) <= SHORTEST_LOOP_UP_TO else members[:1]:
        for effect in inside.successors(start):
            way = shortest_path(inside, effect, start)
            loop = [start, *way[:-1]] if effect != start else [start]
            if not best or len(loop) < len(best):
                best = loop
        if len(best) == 1:
            break
    return best
