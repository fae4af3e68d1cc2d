"""Loops among causes, found fast enough to ask at every link: no cause can lead to itself.

Source: rule G-01 of the graph rules. `graph.cycles` names all loops of a case; what stands here answers whether
there are any, and which one a new link would close.
"""

from collections import deque
from collections.abc import Iterable

from rca_workbench.model import Link, LinkType


def way_back(links: Iterable[Link], source: str, target: str) -> tuple[str, ...]:
    """The shortest chain of causes from `target` to `source`, which a link from `source` to `target` would close.

    Returns:
        Ids from `target` to `source`, both among them (one id where they are the same); empty where there is none.
    """
    if source == target:
        return (source,)
    effects: dict[str, list[str]] = {}
    for link in links:
        if link.source and link.target and link.link_type is LinkType.CONTRIBUTED_TO:
            effects.setdefault(link.source, []).append(link.target)
    came: dict[str, str] = {target: ""}
    ahead = deque([target])
    while ahead:
        here = ahead.popleft()
        for one in effects.get(here, ()):
            if one not in came:
                came[one] = here
                ahead.append(one)
                if one == source:
                    return _walked(came, source)
    return ()


def has_loop(links: Iterable[Link]) -> bool:
    """Whether any cause leads back to itself, a factor linked to itself among them."""
    effects: dict[str, list[str]] = {}
    waiting: dict[str, int] = {}
    for link in links:
        if link.source and link.target and link.link_type is LinkType.CONTRIBUTED_TO:
            effects.setdefault(link.source, []).append(link.target)
            waiting.setdefault(link.source, 0)
            waiting[link.target] = waiting.get(link.target, 0) + 1
    ready = [one for one, count in waiting.items() if not count]
    passed = 0
    while ready:
        passed += 1
        for one in effects.get(ready.pop(), ()):
            waiting[one] -= 1
            if not waiting[one]:
                ready.append(one)
    return passed < len(waiting)


def _walked(came: dict[str, str], end: str) -> tuple[str, ...]:
    way = [end]
    while came[way[-1]]:
        way.append(came[way[-1]])
    return tuple(reversed(way))
