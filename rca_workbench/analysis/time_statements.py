"""What entries say of each other: the values on which the reasoning about time works.

Each entry stands for one moment (a period for its start). A statement about two entries is an edge: the later one is
at least so much after the earlier one. Inside, a second counts `FINE` units, so that "before" can mean a shade before
without using up whole seconds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rca_workbench.model.time import Time, TimeKind, bounds, said_in_words, span
from rca_workbench.model.time_said import counted_words

FINE = 1 << 20
"""Units in a second; a chain of more than a million entries within one second would run out of room."""
UNBOUNDED = 1 << 100
"""Stands for open, on either side."""
FAR = 1 << 99
"""What is beyond this is open as well: something was added to it."""
ROUNDING = 59
"""Seconds by which a length said beside a clock time may miss it: both are said in whole minutes."""


class Edge(NamedTuple):
    """`later` is at least `least` fine units after `earlier`, as the entry `owner` says."""

    earlier: str
    later: str
    least: int
    owner: str


class Item(NamedTuple):
    """What the order needs of an entry: its place in the source and what is known of its moment, in seconds."""

    id: str
    order: str
    time: Time
    low: int | None
    high: int | None
    rank: tuple[str, str]
    """Place in the source, ids deciding between equals."""
    one_sided: bool
    """Before or after something, and nothing else."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about two entries, as `owner` makes it of itself."""

    owner: str
    time: Time

    def words(self, name_of: Callable[[str], str]) -> str:
        """Such as `"Doctor bleeped" is before "Observations"`."""

        def quoted(id: str) -> str:
            return f"“{name_of(id)}”"

        time = self.time
        if time.least is not None or time.most is not None:
            said = counted_words(time.least, time.most, time.margin, quoted(time.anchor or ""))
        else:
            kind = TimeKind.BEFORE if time.kind is TimeKind.BEFORE else TimeKind.AFTER
            said = said_in_words(Time(kind, anchor=time.anchor), quoted)
        return f"{quoted(self.owner)} is {said}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """The smallest set of entries that cannot all be true; leaving any one out makes the rest possible."""

    ids: tuple[str, ...]
    claims: tuple[Claim, ...]
    """What the entries say of each other."""
    circular: bool
    """True where they contradict each other whatever their clock times."""

    def sentence(self, name_of: Callable[[str], str]) -> str:
        """What cannot be, what is safe, what to do. `name_of` gives an entry's name from its id."""
        names = [f"“{name_of(id)}”" for id in self.ids]
        said = [claim.words(name_of) for claim in self.claims[:6]]
        if len(names) == 1:
            return f"{names[0]} is counted from itself. It is kept. Check its time, or mark it as order only."
        kept = "Both are kept." if len(names) == 2 else "All are kept."
        todo = f"{kept} Check the times, or mark one as order only."
        if len(self.claims) == 1:
            return f"{said[0]}, but {self._against()}. {todo}"
        together = f"{', '.join(said[:-1])}, and {said[-1]}" if len(said) > 1 else said[0]
        if len(self.claims) > len(said):
            together = f"{', '.join(said)}, and so on round {len(names)} entries"
        why = "which goes round in a circle" if self.circular else "but their times do not allow it"
        return f"{together}, {why}. {todo}"

    def _against(self) -> str:
        time = self.claims[0].time
        if time.least is not None or time.most is not None:
            return "the two times are not that far apart"
        return f"its time is {'later' if time.kind is TimeKind.BEFORE else 'earlier'}"


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that hang together, solved: each one's window in seconds, the edges that hold, and what cannot be."""

    ids: tuple[str, ...]
    windows: Mapping[str, tuple[int | None, int | None]]
    edges: tuple[Edge, ...]
    """Edges that hold together, so ordered that along those above nothing the earlier entry comes first."""
    conflicts: tuple[Conflict, ...]


def item_of(id: str, order: str, time: Time) -> Item:
    """An entry as the network sees it. A period stands for its start."""
    kind = time.kind
    if kind is TimeKind.PERIOD and time.start is not None:
        first, last = span(time.start)
        return Item(id, order, time, first, last, (order, id), False)
    low, high = bounds(time)
    one_sided = kind is TimeKind.BEFORE or kind is TimeKind.AFTER or kind is TimeKind.ORDER_ONLY
    return Item(id, order, time, low, high, (order, id), one_sided)


def edges_of(item: Item) -> list[Edge]:
    """What an entry says of itself and the one it is counted from."""
    time, me = item.time, item.id
    anchor = time.anchor
    if anchor is None:
        return []
    if time.least is None and time.most is None:
        if time.kind is TimeKind.BEFORE:
            return [Edge(me, anchor, 1, me)]
        return [Edge(anchor, me, 1, me)] if time.kind in (TimeKind.AFTER, TimeKind.ORDER_ONLY) else []
    slack = (time.margin or 0) if time.kind is TimeKind.OFFSET else ROUNDING
    edges = []
    if time.least is not None:
        edges.append(Edge(anchor, me, (time.least - slack) * FINE, me))
    if time.most is not None:
        edges.append(Edge(me, anchor, -(time.most + slack) * FINE, me))
    return edges


def latest_of(item: Item) -> int:
    """The latest an entry can be by itself, in fine units."""
    if item.high is None:
        return UNBOUNDED
    return item.high * FINE + (0 if item.time.kind is TimeKind.BEFORE else FINE - 1)


def earliest_of(item: Item) -> int:
    """The earliest an entry can be by itself, in fine units."""
    return -UNBOUNDED if item.low is None else item.low * FINE


def in_seconds(low: int, high: int) -> tuple[int | None, int | None]:
    """A window in whole seconds; None where it is open."""
    return (low // FINE if low > -FAR else None), (high // FINE if high < FAR else None)
