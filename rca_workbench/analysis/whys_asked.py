"""How often why was asked behind all problems and harms of a case, without writing out their outlines.

The figures are those of the outlines of `analysis.five_whys`, one from each problem or harm; a case of thousands has
thousands of them, which mostly hold each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rca_workbench.analysis.five_whys import causes_of, tops
from rca_workbench.model import Factor, FactorKind, Snapshot

WHYS = 3
"""How often why was asked on a chain from which on it is one of five whys."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How the chains end; an end counts once, however many chains come to it."""

    deepest: int
    """How many times why was asked on the longest chain."""
    ends: frozenset[str]
    """Every factor at which a chain ends."""
    ends_well: frozenset[str]
    """Those that a chain of three whys or more comes to, and that are of the system or have a reason to stop."""


def whys_asked(snapshot: Snapshot) -> Asked:
    """Of all problems and harms together."""
    found = list(_walks(snapshot))
    return Asked(
        max((one.deepest for one in found), default=0),
        frozenset[str]().union(*(one.ends for one in found)),
        frozenset[str]().union(*(one.ends_well for one in found)),
    )


def whys_were_asked(snapshot: Snapshot) -> bool:
    """Whether a chain was asked often enough and ends well: the first that is found answers it."""
    return any(one.ends_well for one in _walks(snapshot))


def _walks(snapshot: Snapshot) -> Iterator[Asked]:
    """The outline of each problem or harm that does not stand whole, and further down, in one before it."""
    causes = {id: [link.source or "" for link in causes_of(snapshot, id)] for id in snapshot.of(Factor)}
    well = {one.id for one in snapshot.of(Factor).values() if _ends_well(one)}
    first = {one.id for one in tops(snapshot)}
    held: set[str] = set()
    for id in reversed(_causes_first(causes)):
        if id in first and id not in held:
            asked, whole = _walk(id, causes, well)
            held |= whole
            yield asked


def _walk(top: str, causes: dict[str, list[str]], well: set[str]) -> tuple[Asked, set[str]]:
    """What one outline comes to, and the factors from which it holds the whole outline.

    It holds that of a factor where nothing behind it was written out before it (Tarjan's low links).
    """
    deepest = 0
    ends, ends_well, whole = set[str](), set[str](), set[str]()
    written, lowest = {top: 0}, [0]
    way, ahead = [top], [iter(causes[top])]
    above = {top}
    while way:
        for one in ahead[-1]:
            if one not in above:
                deepest = max(deepest, len(way))
                if not causes[one]:
                    ends.add(one)
                    if len(way) >= WHYS and one in well:
                        ends_well.add(one)
            if one in written:
                lowest[-1] = min(lowest[-1], written[one])
                continue
            written[one] = len(written)
            lowest.append(written[one])
            way.append(one)
            above.add(one)
            ahead.append(iter(causes[one]))
            break
        else:
            id, low = way.pop(), lowest.pop()
            ahead.pop()
            above.remove(id)
            if low == written[id]:
                whole.add(id)
            if lowest:
                lowest[-1] = min(lowest[-1], low)
    return Asked(deepest, frozenset(ends), frozenset(ends_well)), whole


def _causes_first(causes: dict[str, list[str]]) -> list[str]:
    """All factors, each after what lies behind it; on a loop, in some order."""
    done: dict[str, None] = {}
    seen: set[str] = set()
    for start in causes:
        waiting = [(start, False)]
        while waiting:
            id, left = waiting.pop()
            if left:
                done[id] = None
            elif id not in seen:
                seen.add(id)
                waiting.append((id, True))
                waiting += [(one, False) for one in causes[id]]
    return list(done)


def _ends_well(factor: Factor) -> bool:
    return bool(factor.stop_reason.strip()) or factor.factor_kind is FactorKind.SYSTEM_FACTOR
