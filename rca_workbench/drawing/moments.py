"""What the timeline says of each entry, worked out once however often the scale changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.model.time_words import said_in_words, short_label
from rca_workbench.reference import tokens

from rca_workbench.drawing.ticks import duration_words, heading_words
from rca_workbench.model import (
    Actor,
    Excerpt,
    Factor,
    FactorKind,
    Lane,
    Snapshot,
    TimeKind,
    TimelineEntry,
)
from rca_workbench.model.time import window
from rca_workbench.model.timeline import EntryKind
from rca_workbench.model.words import word

NO_LANE = "No lane"

_CERTAINTY = {
    TimeKind.DATETIME: "exact",
    TimeKind.HOUR: "to_the_hour",
    TimeKind.DATE: "to_the_day",
    TimeKind.MONTH: "to_the_month",
    TimeKind.YEAR: "to_the_year",
    TimeKind.ABOUT_DATETIME: "about",
    TimeKind.ABOUT_HOUR: "about",
    TimeKind.ABOUT_DATE: "about",
    TimeKind.ABOUT_MONTH: "about",
    TimeKind.ABOUT_YEAR: "about",
    TimeKind.BETWEEN: "between",
    TimeKind.PERIOD: "period",
    TimeKind.BEFORE: "before",
    TimeKind.AFTER: "after",
    TimeKind.OFFSET: "offset",
    TimeKind.ORDER_ONLY: "order_only",
    TimeKind.UNKNOWN: "unknown",
}
"""Which certainty of the design tokens shows a kind of time."""


_CENTRED = ("disc_halo", "ring_whisker")


@dataclass(slots=True)
class Moment:
    """One entry as the timeline shows it. Times are wall-clock seconds, as `model.time.Window` counts them."""

    id: str
    lane: str
    start: float
    """Where it stands: the earliest it may have been, or the latest where the other side is open."""
    end: float
    mark: str
    """Name of its mark in the tokens: "disc", "ring_whisker"."""
    when: str
    text: str
    card: str
    """"problem" or "harm" where it is a card, else empty."""
    name: str
    good: bool = False
    background: bool = False
    disagrees: bool = False
    order: int = 0
    """Its place among all entries."""
    heading: str = ""
    """The day, month or year a printed timeline gathers it under."""
    expected: str = ""
    expected_at: float | None = None
    late: str = ""
    """The difference between what was expected and what happened, in words."""

    @property
    def at(self) -> float:
        """Where its mark stands."""
        return (self.start + self.end) / 2 if self.mark in _CENTRED else self.start


@dataclass(slots=True)
class LaneRow:
    """A lane and its moments by time."""

    id: str
    label: str
    collapsed: bool
    moments: list[Moment]


@dataclass(frozen=True, slots=True)
class Undated:
    """An entry that waits in the tray for a time."""

    id: str
    text: str
    name: str


def lanes_of(
    snapshot: Snapshot, chronology: Chronology
) -> tuple[list[LaneRow], list[Undated]]:
    """The lanes in their order with what happened in them, and what waits in the tray.

    A lane without entries is kept: it shows that nothing is known of it. Entries without a lane come last.
    """
    rows = {
        lane.id: LaneRow(lane.id, lane.label, bool(lane.collapsed), [])
        for lane in sorted(
            snapshot.of(Lane).values(), key=lambda lane: (lane.order, lane.id)
        )
    }
    loose = LaneRow("", NO_LANE, False, [])
    tray: list[Undated] = []
    reader = _Reader(snapshot, chronology)
    for order, entry in enumerate(reader.entries()):
        moment = reader.moment(entry, order)
        if moment is None:
            tray.append(
                Undated(entry.id, entry.text, reader.name(entry, "No time yet", ""))
            )
        else:
            rows.get(moment.lane, loose).moments.append(moment)
    lanes = (
        [*rows.values(), loose] if loose.moments or not rows else list(rows.values())
    )
    for lane in lanes:
        lane.moments.sort(key=lambda moment: moment.start)
    return lanes, tray


class _Reader:
    """Reads entries into moments."""

    def __init__(self, snapshot: Snapshot, chronology: Chronology) -> None:
        self._snapshot = snapshot
        self._chronology = chronology
        self._actors = snapshot.of(Actor)
        self._lanes = snapshot.of(Lane)
        self._about = snapshot.by(Excerpt, "about")
        self._known: float | None = None
        cards: dict[str, str] = {}
        for factor in snapshot.of(Factor).values():
            if factor.entry and factor.factor_kind in (
                FactorKind.PROBLEM,
                FactorKind.HARM,
            ):
                cards[factor.entry] = str(factor.factor_kind)
        self._cards = cards

    def entries(self) -> Iterator[TimelineEntry]:
        """All entries in the order of the chronology, those it cannot place at the end."""
        table = self._snapshot.of(TimelineEntry)
        for id in self._chronology.order:
            yield table[id]

    def moment(self, entry: TimelineEntry, order: int) -> Moment | None:
        """The entry as a moment, or None where it has no place in time at all."""
        placed = self._chronology.window(entry.id)
        mark = str(
            tokens()["timeline"]["certainty"][_CERTAINTY[entry.time.kind]]["mark"]
        )
        start, end = placed.earliest, placed.latest
        if start is None and end is None:
            return None
        if mark == "ring_arrow_left" and end is not None:
            start = end
        first = float(start if start is not None else end if end is not None else 0)
        last = float(end if end is not None and mark != "ring_arrow_right" else first)
        if mark == "disc" or last - first < 60:
            last = first
        elif mark in ("ring_whisker", "bar") and last % 60 == 59:
            # "Until 19:34" is drawn to 19:34, not to its last second.
            last -= 59
        when = short_label(entry.time)
        card = (
            "harm"
            if entry.harm
            else "problem"
            if entry.problem
            else self._cards.get(entry.id, "")
        )
        expected = window(entry.expected_time)
        expected_at = (
            expected.earliest if expected.earliest is not None else expected.latest
        )
        late = _late(first, float(expected_at)) if expected_at is not None else ""
        return Moment(
            id=entry.id,
            lane=self._lane(entry),
            start=first,
            end=max(first, last),
            mark=mark,
            when=when,
            text=" ".join(entry.text[:400].split()),
            card=card,
            name=self.name(entry, said_in_words(entry.time), card),
            good=bool(entry.good_practice),
            background=entry.entry_kind is EntryKind.BACKGROUND,
            disagrees=bool(entry.conflicts_with or entry.conflict_note),
            order=order,
            heading=heading_words(first, last),
            expected=entry.expected,
            expected_at=None if expected_at is None else float(expected_at),
            late=late,
        )

    def name(self, entry: TimelineEntry, when: str, card: str) -> str:
        """What a screen reader says of an entry."""
        actor = self._actors.get(entry.actor or "")
        lane = self._lanes.get(self._lane(entry))
        sources = len(self._about.get(entry.id, ()))
        said = [
            word(entry.problem) or card.capitalize() or word(entry.entry_kind),
            entry.text or "no text yet",
            when,
            actor.role if actor else "",
            f"lane {lane.label}" if lane else "",
            "good practice" if entry.good_practice else "",
            "sources disagree" if entry.conflicts_with or entry.conflict_note else "",
            f"{sources} source{'' if sources == 1 else 's'}"
            if sources
            else "no source yet",
        ]
        return ", ".join(part for part in said if part)

    def _lane(self, entry: TimelineEntry) -> str:
        if entry.lane:
            return entry.lane
        actor = self._actors.get(entry.actor or "")
        return (actor.lane or "") if actor else ""


def _late(actual: float, expected: float) -> str:
    """How far what happened was from what should have, in words; empty where they meet."""
    if abs(actual - expected) < 60:
        return ""
    return f"{duration_words(actual - expected)} {'late' if actual > expected else 'early'}"
