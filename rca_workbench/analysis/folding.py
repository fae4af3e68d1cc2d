"""Folding a branch of the graph away behind the factor it leads to, and following a chain alone."""

from collections.abc import Collection, Iterable, Mapping

from rca_workbench.analysis.graph import FOLLOWED
from rca_workbench.model import Link


def behind(links: Iterable[Link], folded: Collection[str]) -> Mapping[str, frozenset[str]]:
    """What is folded away behind each of some factors: everything that leads to it and nowhere else.

    A cause that also leads elsewhere stays, and with it all that only it explains would be torn from its effect:
    so what leads to a cause that stays, stays too. Links that lead nowhere (see `FOLLOWED`) do not count.

    Args:
        links: the links of the graph.
        folded: ids of the factors behind which something is to be folded.

    Returns:
        Of each id in `folded` the ids behind it; empty where nothing leads to it alone.
    """
    causes: dict[str, list[str]] = {}
    effects: dict[str, list[str]] = {}
    for link in links:
        if link.source and link.target and link.link_type in FOLLOWED and link.source != link.target:
            causes.setdefault(link.target, []).append(link.source)
            effects.setdefault(link.source, []).append(link.target)
    return {id: _only_to(id, causes, effects) for id in folded}


def leading_to(links: Iterable[Link], id: str) -> frozenset[str]:
    """Ids of a factor and of everything that leads to it, however far."""
    causes: dict[str, list[str]] = {}
    for link in links:
        if link.source and link.target and link.link_type in FOLLOWED:
            causes.setdefault(link.target, []).append(link.source)
    return frozenset((id, *_leading_to(id, causes)))


def _only_to(id: str, causes: Mapping[str, list[str]], effects: Mapping[str, list[str]]) -> frozenset[str]:
    """The largest set of causes of a factor from which every link leads back into the set or to the factor."""
    inside = _leading_to(id, causes)
    leaving = [one for one in inside if any(to != id and to not in inside for to in effects.get(one, ()))]
    while leaving:
        one = leaving.pop()
        if one in inside:
            inside.discard(one)
            leaving += [cause for cause in causes.get(one, ()) if cause in inside]
    return frozenset(inside)


def _leading_to(id: str, causes: Mapping[str, list[str]]) -> set[str]:
    """Everything from which links lead to a factor, without itself."""
    found: set[str] = set()
    ahead = list(causes.get(id, ()))
    while ahead:
        one = ahead.pop()
        if one != id and one not in found:
            found.add(one)
            ahead += causes.get(one, ())
    return found
