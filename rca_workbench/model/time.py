"""Uncertain time: what was said of a moment, kept exactly as uncertain as its source.

A `Time` is a value: its kind, the ISO text of what is known, and the words that were said. Clock times are the
wall clock of the place and carry no zone; see `model.wall_clock` for nights on which clocks change. What a person
types is read by `model.time_words.read_time`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from rca_workbench.model.text import clean_text, shortened
from rca_workbench.model.time_said import (
    Naming,
    counted_words,
    give_or_take,
    hangs_on_today,
    moment_words,
    range_words,
    tells_more,
)
from rca_workbench.model.value import value
from rca_workbench.model.wall_clock import DAY, HOUR, MINUTE, moment, span

__all__ = [
    "DAY",
    "Certainty",
    "Time",
    "TimeKind",
    "Window",
    "moment",
    "said_in_words",
    "short_label",
    "span",
    "window",
]


class TimeKind(StrEnum):
    """How much is known of a moment."""

    DATETIME = "datetime"
    HOUR = "hour"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    ABOUT_DATETIME = "about_datetime"
    ABOUT_HOUR = "about_hour"
    ABOUT_DATE = "about_date"
    ABOUT_MONTH = "about_month"
    ABOUT_YEAR = "about_year"
    BETWEEN = "between"
    """One moment, somewhere between two."""
    PERIOD = "period"
    """It lasted from one moment to another."""
    BEFORE = "before"
    AFTER = "after"
    OFFSET = "offset"
    """Counted from another entry."""
    ORDER_ONLY = "order_only"
    """Only its place among the others is known: after another entry, or where the source puts it."""
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure a time is, as the marks of the timeline show it: the names under `timeline.certainty` of the tokens."""

    EXACT = "exact"
    TO_THE_HOUR = "to_the_hour"
    TO_THE_DAY = "to_the_day"
    TO_THE_MONTH = "to_the_month"
    TO_THE_YEAR = "to_the_year"
    ABOUT = "about"
    BETWEEN = "between"
    BEFORE = "before"
    AFTER = "after"
    OFFSET = "offset"
    PERIOD = "period"
    ORDER_ONLY = "order_only"
    UNKNOWN = "unknown"


@value
class Window:
    """Between which two moments something lies: whole seconds of the wall clock since 1 January of year 1.

    `latest` is the last second still possible. None: open on that side.
    """

    earliest: int | None
    latest: int | None


OPEN = Window(None, None)
"""Nothing is known by itself."""


@value
class Time:
    """A moment or a stretch of time, as said. One that exists makes sense: nonsense raises ValueError.

    `start` and `end` are ISO texts cut to what is known: 2019, 2019-04, 2019-04-22, 2019-04-22T14,
    2019-04-22T14:20, 2019-04-22T14:20:05. `least` and `most` are seconds counted from the entry `anchor`, and
    may be negative; either may be open. Beside a date or clock time they are a second thing known of the same
    moment. `margin` is the seconds either side that "about" stands for, where that was said.

    Raises:
        ValueError: with the rest of a sentence that names what is wrong.
    """

    kind: TimeKind = TimeKind.UNKNOWN
    start: str | None = None
    end: str | None = None
    said: str = ""
    anchor: str | None = None
    least: int | None = None
    most: int | None = None
    margin: int | None = None

    def __post_init__(self) -> None:
        if self.start is not None:
            first, _ = span(self.start)
            if self.end is not None and span(self.end)[1] < first:
                raise ValueError("ends before it starts")
        elif self.end is not None:
            raise ValueError("has an end but no start")
        _check(self)

    @property
    def certainty(self) -> Certainty:
        """Which mark shows how sure it is."""
        return _CERTAINTY[self.kind]

    def to_json(self) -> dict[str, str | int]:
        """The time as canonical JSON holds it: the kind, and only what is set besides."""
        plain: dict[str, str | int] = {"kind": str(self.kind)}
        for name in _PARTS:
            value = getattr(self, name)
            if value is not None and value != "":
                plain[name] = value
        return plain

    @classmethod
    def from_json(cls, plain: object) -> "Time":
        """The opposite of `to_json`; takes anything. Raises ValueError with the rest of a sentence."""
        if not isinstance(plain, Mapping):
            raise ValueError("must be a time, with its kind and what is known of it")
        for name in plain:
            if name != "kind" and name not in _PARTS:
                raise ValueError(f"has a part this program does not know: {str(name)[:40]}")
        said = plain.get("kind")
        kind = _KINDS.get(said) if isinstance(said, str) else None
        if kind is None:
            raise ValueError(f"has a kind this program does not know: {str(said)[:40]}")
        return cls(
            kind,
            _text(plain, "start"),
            _text(plain, "end"),
            clean_text(_text(plain, "said") or ""),
            _text(plain, "anchor"),
            _seconds(plain, "least"),
            _seconds(plain, "most"),
            _seconds(plain, "margin"),
        )

    def without_anchor(self) -> "Time":
        """The time when the entry it was counted from is gone: what was said and its own date stay."""
        kind = self.kind
        if kind is TimeKind.OFFSET or (kind in (TimeKind.BEFORE, TimeKind.AFTER) and self.start is None):
            kind = TimeKind.UNKNOWN
        margin = None if self.kind is TimeKind.OFFSET else self.margin
        return replace(self, kind=kind, anchor=None, least=None, most=None, margin=margin)


def window(time: Time) -> Window:
    """Between which moments a time lies, by itself; what is counted from another entry is open.

    Before and after a clock time touch that minute; before and after a date or longer leave it out.
    """
    return OPEN if time.start is None else Window(*bounds(time))


def bounds(time: Time) -> tuple[int | None, int | None]:
    """The same as two numbers, for those who ask of a hundred thousand."""
    start, kind = time.start, time.kind
    if start is None:
        return None, None
    if kind is TimeKind.DATETIME:
        return span(start if len(start) == 16 else start[: _CUT[kind]])
    cut, margin = _READ.get(kind, _NOT_DATED)
    if cut:
        first, last = span(start[:cut])
        if margin:
            margin = margin if time.margin is None else time.margin
            return max(0, first - margin), last + margin
        return first, last
    if kind in _WITHOUT_DATE:
        return None, None
    first, last = span(start)
    if kind is TimeKind.BEFORE:
        return None, first if len(start) > 10 else first - 1
    if kind is TimeKind.AFTER:
        return first if len(start) > 10 else last + 1, None
    return first, span(time.end)[1] if time.end is not None else last


def said_in_words(time: Time, name_of: Naming | None = None, *, day: date | None = None) -> str:
    """A time in one line: "about 14:20 on 22 April 2019", "20 minutes after T12", "time not known".

    Args:
        time: the time.
        name_of: gives the name of the entry it is counted from; "another entry" without.
        day: a day known from around it, left out beside a clock time.
    """
    name = _name(time, name_of)
    shown = day.isoformat() if day else ""
    said = _alone(time, shown, name)
    if time.anchor is None or time.start is None or time.kind in _WITHOUT_DATE:
        return said
    if time.least is None and time.most is None:
        return f"{said}, {time.kind} {name}" if time.kind in (TimeKind.BEFORE, TimeKind.AFTER) else said
    return f"{said}, {counted_words(time.least, time.most, None, name)}"


def short_label(time: Time, day: date | None = None, name_of: Naming | None = None) -> str:
    """A time for tables and the canvas: "02:20 to 03:30", "About 01:50", "22 Apr 2019 14:20", "Mar 2018".

    What was said stands instead where it tells more than a date ("during the flight down"), and where the time is
    counted from an entry that cannot be named; never words that mean another day tomorrow ("today") where the date is
    known. `day` is a day the reader can see already; it is left out.
    """
    telling = tells_more(time.said) and not (time.start is not None and hangs_on_today(time.said))
    if time.said and (telling or (time.anchor and name_of is None)):
        said = shortened(time.said)
        return said[:1].upper() + said[1:]
    shown = day.isoformat() if day else ""
    start, end = time.start, time.end
    if time.kind in _WITHOUT_DATE or start is None:
        said = said_in_words(time, name_of)
    elif time.kind in _DATED:
        said = moment_words(start[: _CUT[time.kind]], short=True, day=shown)
        said = f"about {said}" if time.kind in _ABOUT else said
    elif end is not None:
        between = time.kind is TimeKind.BETWEEN
        said = range_words(start, end, "and" if between else "to", short=True, day=shown)
        said = f"between {said}" if between else said
    else:
        said = f"{time.kind} {moment_words(start, short=True, day=shown)}"
    return said[:1].upper() + said[1:]


_PARTS = ("start", "end", "said", "anchor", "least", "most", "margin")
_KINDS = {str(kind): kind for kind in TimeKind}
_FAR = 400 * 366 * DAY
"""The most seconds anything can be from anything: four centuries."""
_LONGEST_ID = 200

_CUT = {
    TimeKind.DATETIME: 19,
    TimeKind.HOUR: 13,
    TimeKind.DATE: 10,
    TimeKind.MONTH: 7,
    TimeKind.YEAR: 4,
    TimeKind.ABOUT_DATETIME: 19,
    TimeKind.ABOUT_HOUR: 13,
    TimeKind.ABOUT_DATE: 10,
    TimeKind.ABOUT_MONTH: 7,
    TimeKind.ABOUT_YEAR: 4,
}
"""Characters of the ISO text that a kind vouches for."""
_DATED = frozenset(_CUT)
_WITHOUT_DATE = frozenset((TimeKind.OFFSET, TimeKind.ORDER_ONLY, TimeKind.UNKNOWN))

_ABOUT = {
    TimeKind.ABOUT_DATETIME: 15 * MINUTE,
    TimeKind.ABOUT_HOUR: HOUR,
    TimeKind.ABOUT_DATE: DAY,
    TimeKind.ABOUT_MONTH: 31 * DAY,
    TimeKind.ABOUT_YEAR: 366 * DAY,
}
"""How far "about" reaches either side where nobody said: a quarter of an hour about a clock time, one more of its
own unit about anything coarser. The project's choice; too wide only costs a hint, too narrow would accuse sources of
disagreeing that do not."""

_READ = {kind: (cut, _ABOUT.get(kind, 0)) for kind, cut in _CUT.items()}
"""For each dated kind, the characters it vouches for and the usual margin. One table, as looking a kind up is slow."""
_NOT_DATED = (0, 0)

_CERTAINTY = {
    TimeKind.DATETIME: Certainty.EXACT,
    TimeKind.HOUR: Certainty.TO_THE_HOUR,
    TimeKind.DATE: Certainty.TO_THE_DAY,
    TimeKind.MONTH: Certainty.TO_THE_MONTH,
    TimeKind.YEAR: Certainty.TO_THE_YEAR,
    **dict.fromkeys(_ABOUT, Certainty.ABOUT),
    TimeKind.BETWEEN: Certainty.BETWEEN,
    TimeKind.PERIOD: Certainty.PERIOD,
    TimeKind.BEFORE: Certainty.BEFORE,
    TimeKind.AFTER: Certainty.AFTER,
    TimeKind.OFFSET: Certainty.OFFSET,
    TimeKind.ORDER_ONLY: Certainty.ORDER_ONLY,
    TimeKind.UNKNOWN: Certainty.UNKNOWN,
}


def _name(time: Time, name_of: Naming | None) -> str:
    if time.anchor is None:
        return ""
    return (name_of(time.anchor) if name_of else "") or "another entry"


def _alone(time: Time, day: str, name: str) -> str:
    """A time without what is known of it beside its date."""
    start, end, kind = time.start, time.end, time.kind
    if kind is TimeKind.OFFSET:
        return counted_words(time.least, time.most, time.margin, name)
    if kind is TimeKind.ORDER_ONLY:
        return f"after {name}, time not known" if name else "order known, time not known"
    if kind is TimeKind.UNKNOWN:
        return "time not known"
    if start is None:
        return f"{kind} {name}"
    if end is not None and kind is TimeKind.BETWEEN:
        return f"between {range_words(start, end, 'and', day=day)}"
    if end is not None and kind is TimeKind.PERIOD:
        return range_words(start, end, "to", day=day)
    if kind not in _DATED:
        return f"{kind} {moment_words(start, day=day)}"
    start = start[: _CUT[kind]]
    said = moment_words(start, day=day)
    if len(start) == _CUT[TimeKind.HOUR]:
        said = "the hour from " + said.replace("h", ":00", 1)
    if kind in _ABOUT:
        return f"about {said}{give_or_take(time.margin, None)}"
    if kind is TimeKind.DATE:
        return f"some time on {said}"
    said = said.removeprefix("the year ")
    return f"{'at' if kind is TimeKind.DATETIME else 'in'} {said}"


def _text(plain: Mapping[object, object], name: str) -> str | None:
    value = plain.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"has a {name} that is not text")
    return value


def _seconds(plain: Mapping[object, object], name: str) -> int | None:
    value = plain.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise ValueError(f"has a {name} that is not a whole number of seconds")
    return value


def _check(time: Time) -> None:
    kind = time.kind
    if kind in _DATED:
        if time.start is None:
            raise ValueError("has no date or clock time")
        if len(time.start) < (cut := _CUT[kind]) and (cut < 19 or len(time.start) < 16):
            raise ValueError(
                f"says it is known to the {kind.removeprefix('about_')}, but “{time.start}” is not"
            )
        if time.anchor is None and time.margin is None and time.least is None and time.most is None:
            return
    elif kind in (TimeKind.BETWEEN, TimeKind.PERIOD) and (time.start is None or time.end is None):
        raise ValueError("needs a start and an end")
    elif kind in (TimeKind.BEFORE, TimeKind.AFTER) and time.start is None and time.anchor is None:
        raise ValueError("needs a time or an entry to be before or after")
    elif kind is TimeKind.OFFSET and (time.anchor is None or (time.least is None and time.most is None)):
        raise ValueError("needs an entry to count from, and how far")
    if time.anchor is not None and not 0 < len(time.anchor) <= _LONGEST_ID:
        raise ValueError("is counted from an entry whose id makes no sense")
    _check_lengths(time)


def _check_lengths(time: Time) -> None:
    for name in ("least", "most", "margin"):
        value = getattr(time, name)
        if value is not None and abs(value) > _FAR:
            raise ValueError(f"has a {name} of more than four centuries")
    if time.anchor is None and (time.least is not None or time.most is not None):
        raise ValueError("says how far, but not from which entry")
    if time.least is not None and time.most is not None and time.most < time.least:
        raise ValueError("is counted from more to less")
    if time.margin is not None and time.margin < 0:
        raise ValueError("has a margin below nothing")
    if (
        time.margin is not None
        and time.kind not in _ABOUT
        and (time.least is None or time.least != time.most)
    ):
        raise ValueError("has a margin, but is not about anything")
