"""The editor of an uncertain time: typed, and its reading said in words before it is kept."""

import re
from datetime import date

from PySide6.QtWidgets import QWidget

from rca_workbench.model import Entity, Snapshot, Time, TimelineEntry, shortened
from rca_workbench.model.time import TimeKind, moment, said_in_words, window
from rca_workbench.model.time_words import EntryRef, Reading, read_time
from rca_workbench.ui.fields.boxes import Line
from rca_workbench.ui.fields.typed import TypedEditor

_PLAIN = (TimeKind.DATETIME, TimeKind.DATE, TimeKind.MONTH)
_LEADING = re.compile(r"^(?:at|some time on|in) ")
"""Words a sentence needs before a moment and a field does not; without them it reads back as the same."""


class TimeEdit(TypedEditor):
    """A time as uncertain as its source. A time of day alone is on the day the field held, or on the incident's."""

    def say(self, value: object) -> str:
        assert isinstance(value, Time)
        if value.kind is TimeKind.UNKNOWN:
            return value.said
        snapshot = self.session.snapshot
        said = said_in_words(value, lambda id: entry_name(snapshot, id))
        return _LEADING.sub("", said) if value.kind in _PLAIN and value.anchor is None else said

    def read(self, text: str) -> object:
        if not text.strip():
            return Time()
        reading = self._reading(text)
        if reading.time is None:
            said = reading.problem
            raise ValueError(
                f"{self.label}{said[len('Time') :]}" if said.startswith("Time ") else f"{self.label}: {said}"
            )
        return reading.time

    def echo(self, text: str) -> str:
        if not text.strip():
            return "no time is kept"
        reading = self._reading(text)
        return reading.echo or reading.problem

    def _reading(self, text: str) -> Reading:
        snapshot = self.session.snapshot
        return read_time(
            text,
            near=self._near(),
            find=lambda words: find_entry(snapshot, words, self.id),
            now=self.session.today(),
        )

    def _near(self) -> date | None:
        entity = self.entity
        held = getattr(entity, self.name) if entity is not None else None
        return (
            (day_of(held) if isinstance(held, Time) else None)
            or self._own_day(entity)
            or day_of(self.session.snapshot.incident.start)
        )

    def _own_day(self, entity: Entity | None) -> date | None:
        """The day of another time of the same thing: what should have happened was due on the day it did."""
        for field in self.kind.fields:
            other = getattr(entity, field.name, None)
            if isinstance(other, Time) and (found := day_of(other)):
                return found
        return self._day_of_entry(entity)

    def _day_of_entry(self, entity: Entity | None) -> date | None:
        """The day of the entry a thing belongs to: who knew of it when, or who says otherwise."""
        if entity is not None:
            for _, target in entity.kind.references(entity):
                entry = self.session.snapshot.get(TimelineEntry, target)
                if entry is not None:
                    return day_of(entry.time)
        return None

    def _make(self) -> QWidget:
        box = Line()
        box.setPlaceholderText("0415, c 0150, before 3, ?")
        return box


def day_of(time: Time) -> date | None:
    """The first day a time may be on; None where it says none."""
    seen = window(time)
    first = seen.earliest if seen.earliest is not None else seen.latest
    return moment(first).date() if first is not None else None


def entry_name(snapshot: Snapshot, id: str) -> str:
    """What to call an entry that a time is counted from."""
    entry = snapshot.get(TimelineEntry, id)
    return entry.code or shortened(entry.text, 40) if entry else "an entry that is gone"


def find_entry(snapshot: Snapshot, words: str, but: str | None = None) -> EntryRef | None:
    """The entry that a code or words point to; None where none or several do."""
    coded = snapshot.by(TimelineEntry, "code")
    entries = snapshot.of(TimelineEntry)
    for code in (words.strip(), words.strip().upper()):
        if code in coded and coded[code][0] != but:
            return EntryRef(coded[code][0], code)
    wanted = words.strip().casefold()
    hits = [one for one in entries.values() if wanted and wanted in one.text.casefold() and one.id != but]
    return EntryRef(hits[0].id, hits[0].code or hits[0].text) if len(hits) == 1 else None
