"""The time-person grid: people down, short equal slots of time across (NPSA, Root Cause Analysis toolkit, 2008).

A blank cell says that nothing is recorded there. It never says that somebody was absent.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.model import Actor, Nature, Snapshot, TimelineEntry
from rca_workbench.model.people import PEOPLE
from rca_workbench.model.time import TimeKind, span

MINUTES = (2, 5, 10, 15, 30, 60, 240, 1440)
"""Lengths a slot can have."""
MOST_SLOTS = 48
LOOSE = -1
"""The slot of entries whose time is too unsure to say in which of the others they belong."""
_LOOSE_FROM = 3
"""Slots that an unsure time may cover before its entry counts as loose."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in a cell."""

    entry: str
    sure: bool
    """Whether it surely was in this slot; otherwise its time does not rule it out."""


@dataclass(frozen=True, slots=True)
class TimeGrid:
    """Who did what in which slot."""

    people: tuple[str, ...]
    """Ids of those who have a row, in the order of their lanes."""
    starts: tuple[int, ...]
    """The first second of each slot, by the wall clock."""
    length: int
    """Seconds of a slot."""
    cells: dict[tuple[str, int], tuple[Placed, ...]]
    """Person and number of the slot, or `LOOSE` -> what is recorded there, in order of time; no blank ones."""

    @property
    def has_loose(self) -> bool:
        """Whether anything in this stretch is too unsure for a slot."""
        return any(at == LOOSE for _, at in self.cells)


def time_grid(
    snapshot: Snapshot,
    chronology: Chronology,
    start: int,
    slots: int,
    minutes: int,
    hidden: frozenset[str] = frozenset(),
) -> TimeGrid:
    """The grid of a stretch of time.

    Args:
        snapshot: the case.
        chronology: its entries in order.
        start: first second shown; slots begin at whole multiples of their length.
        slots: how many, at most `MOST_SLOTS`.
        minutes: the length of each.
        hidden: entries left out, such as those behind the hindsight curtain.
    """
    length = minutes * 60
    start -= start % length
    starts = tuple(start + at * length for at in range(min(slots, MOST_SLOTS)))
    end = starts[-1] + length
    cells: dict[tuple[str, int], list[Placed]] = {}
    entries = snapshot.of(TimelineEntry)
    for id in chronology.order:
        entry = entries[id]
        stretch = None if entry.actor is None or id in hidden else _stretch(chronology, entry)
        if stretch is None or entry.actor is None or stretch[1] < start or stretch[0] >= end:
            continue
        first = max(0, (stretch[0] - start) // length)
        last = min(len(starts) - 1, (stretch[1] - start) // length)
        sure = stretch[2] or first == last
        loose = not sure and stretch[1] - stretch[0] >= _LOOSE_FROM * length
        for at in (LOOSE,) if loose else range(first, last + 1):
            cells.setdefault((entry.actor, at), []).append(Placed(id, sure))
    people = _rows(snapshot, {person for person, _ in cells})
    return TimeGrid(people, starts, length, {key: tuple(found) for key, found in cells.items()})


def busiest(chronology: Chronology, slots: int, minutes: int) -> int | None:
    """Where a stretch of that many slots holds most entries that fit a slot: its first second. None without any."""
    length = minutes * 60
    found = []
    for id in chronology.order:
        seen = chronology.window(id)
        if seen.earliest is None or seen.latest is None or seen.by_order:
            continue
        if seen.latest - seen.earliest < _LOOSE_FROM * length:
            found.append(seen.earliest)
    found.sort()
    if not found:
        return None
    whole = slots * length
    return max(
        found, key=lambda start: (bisect_right(found, start + whole) - bisect_left(found, start), -start)
    )


def _stretch(chronology: Chronology, entry: TimelineEntry) -> tuple[int, int, bool] | None:
    """First and last second an entry may have been at, and whether it surely filled all of it."""
    seen = chronology.window(entry.id)
    if seen.earliest is None or seen.latest is None or seen.by_order:
        return None
    time = entry.time
    if time.kind is TimeKind.PERIOD and time.start and time.end:
        return span(time.start)[0], span(time.end)[1], True
    return seen.earliest, seen.latest, seen.latest - seen.earliest < 60


def _rows(snapshot: Snapshot, there: set[str]) -> tuple[str, ...]:
    """Those who have a row: everyone with an entry in the stretch, and the patient always; people first."""
    actors = snapshot.of(Actor)
    shown = [one for id, one in actors.items() if id in there or one.nature is Nature.PATIENT]
    natures = list(Nature)

    def place(one: Actor) -> tuple[int, int, str, str]:
        person = one.nature in PEOPLE or one.nature is None
        return (not person, natures.index(one.nature) if one.nature else 2, one.order, one.role)

    return tuple(one.id for one in sorted(shown, key=place))
