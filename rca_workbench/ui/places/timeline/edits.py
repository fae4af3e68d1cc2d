"""Edits of the timeline, each one step."""

from datetime import date

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.analysis.entry_words import lane_of
from rca_workbench.model import (
    Actor,
    EntryLink,
    Lane,
    Problem,
    Snapshot,
    Time,
    TimeKind,
    TimelineEntry,
    TimeLink,
    new_id,
    next_code,
)
from rca_workbench.model.order import key_between
from rca_workbench.model.time import moment, window
from rca_workbench.model.time_words import EntryRef, Reading, read_time
from rca_workbench.store import Step
from rca_workbench.ui.places.timeline.columns import when_typed
from rca_workbench.ui.places.timeline.disputes import join
from rca_workbench.ui.session import Session

LONGEST_FOR_A_DAY = 36 * 3600
"""Seconds. A time that may lie anywhere in a month, or a year, names no day for what is typed after it."""

LINK_WAYS = (
    "is tied to",
    "disagrees with",
    "was before",
    "was after",
    "is another account of the same moment as",
)
"""How one entry can be tied to another; the numbers `TimelineEdits.connect` takes."""


class TimelineEdits:
    """What can be done to the timeline of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def read(self, text: str, near: str | None) -> Reading:
        """How a typed time is understood: on the day of the entry `near` unless it says otherwise."""
        return read_time(text, near=self.day_of(near), find=self._find, now=self.session.today())

    def day_of(self, id: str | None) -> date | None:
        """The day an entry happened on: as its time says, else as it is worked out, else that of the one before.

        Without any of them it is the day of the incident.
        """
        chronology, entries = self.session.chronology, self.session.snapshot.of(TimelineEntry)
        order = chronology.order
        before = order[: order.index(id) + 1] if id in order else ()
        for one in reversed(before):
            said = window(entries[one].time)
            day = _day(said.earliest, said.latest if entries[one].time.kind is not TimeKind.PERIOD else None)
            if day is None:
                seen = chronology.window(one)
                day = None if seen.by_order else _day(seen.earliest, seen.latest)
            if day is not None:
                return day
        start = window(self.session.snapshot.incident.start)
        return _day(start.earliest, start.latest)

    def add(self, when: str, who: str, what: str, after: str | None) -> str:
        """Add an entry from what was typed; a new role is added to People with it. Returns the entry's id."""
        id = new_id()
        reading = self.read(when, after)
        time = reading.time or (Time(kind=TimeKind.UNKNOWN, said=when.strip()) if when.strip() else Time())
        with self.session.step("Add timeline entry") as step:
            actor = _actor(step, who)
            step.add(
                TimelineEntry(
                    id=id,
                    code=next_code(step.snapshot, TimelineEntry),
                    time=time,
                    text=what.strip(),
                    actor=actor,
                    order=order_after(step.snapshot, self.session.chronology, after),
                )
            )
        return id

    def retime(self, entry: TimelineEntry, text: str) -> str:
        """Change when it happened from what was typed; returns what was wrong with it, if anything."""
        if text.strip() == when_typed(self.session.snapshot, entry.time):
            return ""
        reading = self.read(text, entry.id)
        if reading.time is None:
            return reading.problem
        self.session.change(entry, "Edit time", time=reading.time)
        return ""

    def set_actor(self, entry: TimelineEntry, who: str) -> None:
        """Change who or what it was; a new role is added to People."""
        with self.session.step("Edit who or what") as step:
            step.change(entry, actor=_actor(step, who))

    def move_lane(self, entry: TimelineEntry, by: int) -> None:
        """Put an entry in the lane above or below."""
        snapshot = self.session.snapshot
        lanes = sorted(snapshot.of(Lane).values(), key=lambda lane: (lane.order, lane.id))
        now = lane_of(snapshot, entry)
        at = next((i for i, lane in enumerate(lanes) if lane.id == now), -1)
        if lanes and 0 <= at + by < len(lanes):
            self.session.change(entry, f"Move to {lanes[at + by].label}", lane=lanes[at + by].id)

    def move_order(self, entry: TimelineEntry, by: int) -> None:
        """Put an entry before the one above it or after the one below it, where times leave it open."""
        order = self.session.chronology.order
        entries = self.session.snapshot.of(TimelineEntry)
        at = list(order).index(entry.id)
        low, high = (at - 2, at - 1) if by < 0 else (at + 1, at + 2)
        if not 0 <= at + by < len(order):
            return
        before = entries[order[low]].order if 0 <= low < len(order) else None
        after = entries[order[high]].order if 0 <= high < len(order) else None
        if before is not None and after is not None and before >= after:
            before = None if by < 0 else before
            after = after if by < 0 else None
        self.session.change(entry, "Move in the order", order=key_between(before or None, after or None))

    def flag_problem(self, entry: TimelineEntry) -> None:
        """No flag, care delivery problem, service delivery problem, and round again."""
        later = {None: Problem.CARE, Problem.CARE: Problem.SERVICE, Problem.SERVICE: None}[entry.problem]
        self.session.change(entry, "Flag as a problem" if later else "Take the flag off", problem=later)

    def mark_good(self, entry: TimelineEntry) -> None:
        """Good practice, or no longer."""
        self.session.change(entry, "Mark good practice", good_practice=not entry.good_practice)

    def mark_harm(self, entry: TimelineEntry) -> None:
        """Harm happened here, or not."""
        self.session.change(entry, "Mark harm", harm=not entry.harm)

    def connect(self, entry: TimelineEntry, way: int, other: str) -> None:
        """Tie an entry to another, in one of `LINK_WAYS`."""
        second = self.session.snapshot.get(TimelineEntry, other)
        if way == 4 and second is not None:
            # The one named stays: it is the moment, and this entry becomes one of its accounts.
            join(self.session, second, entry)
            self.session.select(second.id)
        elif way == 1:
            ids = (*(one for one in entry.conflicts_with if one != other), other)
            self.session.change(entry, "Mark that sources disagree", conflicts_with=ids)
        elif way in (2, 3):
            earlier, later = (entry.id, other) if way == 2 else (other, entry.id)
            with self.session.step("Say which was first") as step:
                step.add(TimeLink(id=new_id(), earlier=earlier, later=later))
        else:
            with self.session.step("Link entries") as step:
                step.add(EntryLink(id=new_id(), source=entry.id, target=other))

    def duplicate(self, entry: TimelineEntry) -> str:
        """The same again, to be changed; returns its id."""
        id = new_id()
        with self.session.step("Duplicate timeline entry") as step:
            plain = entry.kind.to_plain(entry) | {"code": next_code(step.snapshot, TimelineEntry)}
            copy = entry.kind.from_plain(id, plain)
            step.add(copy)
        return id

    def _find(self, words: str) -> EntryRef | None:
        wanted = words.strip().casefold()
        entries = self.session.snapshot.of(TimelineEntry)
        coded = self.session.snapshot.by(TimelineEntry, "code")
        for code in (words.strip(), words.strip().upper()):
            if code in coded:
                return _ref(entries[coded[code][0]])
        hits = [one for one in entries.values() if wanted and wanted in one.text.casefold()]
        return _ref(hits[0]) if len(hits) == 1 else None


def order_after(snapshot: Snapshot, chronology: Chronology, after: str | None) -> str:
    """An order key right behind an entry, or behind all."""
    keys = snapshot.by(TimelineEntry, "order")
    if after is not None:
        entry = snapshot.get(TimelineEntry, after)
        if entry is not None and entry.order:
            order = chronology.order
            at = order.index(after) if after in order else len(order)
            entries = snapshot.of(TimelineEntry)
            following = entries[order[at + 1]].order if at + 1 < len(order) else ""
            return key_between(entry.order, following if following > entry.order else None)
    last = max((str(key) for key in keys), default="")
    return key_between(last or None, None)


def _ref(entry: TimelineEntry) -> EntryRef:
    return EntryRef(entry.id, entry.code or entry.text)


def _day(first: int | None, last: int | None) -> date | None:
    """The day two bounds lie on; none where they are too far apart to say one."""
    if first is not None and last is not None and last - first > LONGEST_FOR_A_DAY:
        return None
    known = first if first is not None else last
    return moment(known).date() if known is not None else None


def _actor(step: Step, who: str) -> str | None:
    role = who.strip()
    if not role:
        return None
    for actor in step.snapshot.of(Actor).values():
        if actor.role.casefold() == role.casefold():
            return actor.id
    return step.add(Actor(id=new_id(), role=role)).id
