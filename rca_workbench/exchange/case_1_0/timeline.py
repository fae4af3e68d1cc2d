"""The timeline of a `case-1.0` document, its uncertain times and its order."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from rca_workbench.exchange.case_1_0.evidence import cite
from rca_workbench.exchange.reading import (
    Found,
    Place,
    Reading,
    Shape,
    choice,
    flag,
    reference,
    references,
    shown,
    taken,
    text,
    words,
)
from rca_workbench.model import EntryKind, Problem, Time, TimeKind, TimelineEntry
from rca_workbench.model.order import keys

_ENTRY: Shape = {
    "id": ("code", text),
    "time": None,
    "offset": None,
    "source_ref": None,
    "actor": ("actor", reference("actors", "actor")),
    "text": ("text", text),
    "entry_kind": ("entry_kind", choice(EntryKind)),
    "verified": ("verified", flag),
    "note": ("note", text),
    "conflict_note": ("conflict_note", text),
    "conflicts_with": ("conflicts_with", references("timeline entries", "timeline")),
    "derived_time": ("derived_time", flag),
    "clock_time_verified": ("clock_time_verified", flag),
    "good_practice": ("good_practice", flag),
    "is_omission": ("is_omission", flag),
    "subkind": ("problem", choice(Problem)),
    "source_date_text": ("printed_date", words),
}

_KINDS = {str(kind): kind for kind in TimeKind}
_TIME_KEYS = frozenset(("kind", "start", "end", "display", "sequence"))
_OFFSET_KEYS = frozenset(("from", "minutes", "verified"))
_FAR = 400 * 366 * 86_400
"""Seconds in four centuries, the most a time can be counted from another entry."""

_BY_LENGTH = {
    4: TimeKind.YEAR,
    7: TimeKind.MONTH,
    10: TimeKind.DATE,
    13: TimeKind.HOUR,
    16: TimeKind.DATETIME,
    19: TimeKind.DATETIME,
}
"""How much an ISO text of that many characters knows."""


def take_timeline(reading: Reading, document: Mapping[str, object], after: Mapping[str, str]) -> None:
    """Take the entries, each with its sources, in the order the document gives them."""
    entries = reading.objects(document, "timeline", "timeline_entry", "entry")
    orders = _orders(entries, after.get("timeline_entry", ""))
    for one, order in zip(entries, orders, strict=True):
        source, place = one.source, one.place
        values = taken(reading, source, place, _ENTRY)
        values["time"] = _time(reading, one, values)
        reading.add(TimelineEntry(id=one.ours, order=order, **values))  # type: ignore[arg-type]
        cited = source.get("source_ref")
        if cited is not None:
            cite(reading, cited, one.ours, place, "source_ref")


def kind_of(iso: str) -> TimeKind | None:
    """How much an ISO text knows, by its shape alone; None where it is not ISO text."""
    digits = iso.translate(_NO_SIGNS)
    return _BY_LENGTH.get(len(iso)) if digits.isdecimal() and digits.isascii() else None


_NO_SIGNS = str.maketrans("", "", "-:T")


def _time(reading: Reading, entry: Found, values: dict[str, object]) -> Time:
    place = entry.place
    source = entry.source.get("time")
    if source is None:
        source = {}
    if not isinstance(source, dict):
        place.misfit("time", "must be an object")
    if not source.keys() <= _TIME_KEYS:
        for key in sorted(source.keys() - _TIME_KEYS):
            reading.keep(f"{place.path}.time.{key}", source[key])
    start, end, display = source.get("start"), source.get("end"), source.get("display")
    for key, value in (("start", start), ("end", end)):
        if value is not None and not isinstance(value, str):
            place.misfit("time", f"{key} must be text")
    kind = _kind(reading, place, source.get("kind"), start)
    said = "" if display is None else reading.text(display, place, "time")
    anchor = seconds = None
    if entry.source.get("offset") is not None:
        anchor, seconds = _offset(reading, entry, values)
        if kind in (TimeKind.ORDER_ONLY, TimeKind.UNKNOWN):
            kind = TimeKind.OFFSET
    try:
        return Time(kind, start or None, end or None, said, anchor, seconds, seconds)
    except ValueError as fault:
        place.misfit("time", str(fault))


def _kind(reading: Reading, place: Place, said: object, start: object) -> TimeKind:
    """The kind of a time as said; where the word is unknown or missing, what its start tells."""
    if isinstance(said, str) and said in _KINDS:
        return _KINDS[said]
    if said is not None:
        reading.keep(f"{place.path}.time.kind", said)
    if isinstance(start, str) and start:
        return kind_of(start) or TimeKind.DATE
    return TimeKind.ORDER_ONLY


def _offset(reading: Reading, entry: Found, values: dict[str, object]) -> tuple[str, int]:
    """The entry a time is counted from, and the seconds from there."""
    place = entry.place.inside("offset")
    source = entry.source["offset"]
    if not isinstance(source, dict):
        place.misfit("", "must be an object")
    for key in sorted(source.keys() - _OFFSET_KEYS):
        reading.keep(f"{place.path}.{key}", source[key])
    anchor, minutes = source.get("from"), source.get("minutes")
    ours = reading.resolve(anchor, "timeline") if isinstance(anchor, str) else None
    if ours is None:
        place.misfit("from", f"there is no timeline entry {shown(str(anchor))}")
    if ours == entry.ours:
        place.misfit("from", "an entry cannot be counted from itself")
    seconds = minutes * 60 if isinstance(minutes, int | float) and not isinstance(minutes, bool) else None
    if seconds is None or seconds != int(seconds):
        place.misfit("minutes", "must be a whole number")
    if abs(seconds) > _FAR:
        place.misfit("minutes", "is further away than any case reaches")
    if source.get("verified") is not None:
        values["offset_verified"] = flag(reading, source["verified"], place, "verified")
    return ours, int(seconds)


def _orders(entries: Iterable[Found], after: str) -> list[str]:
    """Order keys by `sequence`, equal where it is equal. An entry without one follows the one before it."""
    positions: list[tuple[float, int]] = []
    last: float = float("-inf")
    behind = 0
    for entry in entries:
        time = entry.source.get("time")
        sequence = time.get("sequence") if isinstance(time, dict) else None
        if sequence is None:
            behind += 1
        elif isinstance(sequence, int | float) and not isinstance(sequence, bool):
            last, behind = sequence, 0
        else:
            entry.place.inside("time").misfit("sequence", "must be a number")
        positions.append((last, behind))
    if all(one < other for one, other in pairwise(positions)):
        return keys(len(positions), after)
    distinct = sorted(set(positions))
    key_of = dict(zip(distinct, keys(len(distinct), after), strict=True))
    return [key_of[position] for position in positions]


def take_day_or_words(reading: Reading, value: object, place: Place, key: str) -> object:
    """Takes a time said as an ISO text or in words; words nobody can read stay as they were said."""
    said = reading.text(value, place, key)
    kind = kind_of(said.strip())
    if kind is None:
        return _in_words(said)
    try:
        return Time(kind, said.strip())
    except ValueError as fault:
        place.misfit(key, str(fault))


def _in_words(said: str) -> Time:
    """What words such as "March 2018" say, if they name their year: nothing is guessed from today's date."""
    from rca_workbench.model.time_words import read_time

    read = read_time(said, near=None, find=None, now=date.min)
    time = Time() if read.time is None or read.problem else read.time
    years = [iso[:4] for iso in (time.start, time.end) if iso]
    return replace(time if years and all(year in said for year in years) else Time(), said=said)
