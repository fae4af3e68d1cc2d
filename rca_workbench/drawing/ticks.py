"""The time axis: marks and words from years down to seconds.

Times are seconds of the wall clock since 1 January of year 1, as `model.time.Window` counts them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

EPOCH = datetime(1, 1, 1)
_LATEST = (datetime(9999, 12, 30) - EPOCH).total_seconds()

MINUTE, HOUR, DAY = 60, 3600, 86400
_MONTH, _YEAR = 30.44 * DAY, 365.25 * DAY


@dataclass(frozen=True, slots=True)
class _Step:
    """A distance between marks: `count` of a unit."""

    unit: str
    count: int

    @property
    def seconds(self) -> float:
        return (
            self.count
            * {"second": 1, "minute": MINUTE, "hour": HOUR, "day": DAY, "month": _MONTH, "year": _YEAR}[
                self.unit
            ]
        )


_LADDER = (
    *(_Step("second", count) for count in (1, 5, 15, 30)),
    *(_Step("minute", count) for count in (1, 5, 15, 30)),
    *(_Step("hour", count) for count in (1, 2, 3, 6, 12)),
    *(_Step("day", count) for count in (1, 2, 7)),
    *(_Step("month", count) for count in (1, 3, 6)),
    *(_Step("year", count) for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)


def moment(seconds: float) -> datetime:
    """The wall-clock time, held within the years a calendar can name."""
    return EPOCH + timedelta(seconds=min(max(seconds, 0), _LATEST))


def ticks(
    start: float, end: float, seconds_per_pixel: float, room: float
) -> Iterator[tuple[float, str, bool]]:
    """Time, words and "a larger unit begins here" for each mark from `start` to `end`.

    Args:
        room: pixels a label needs; marks stand at least that far apart.
    """
    step = next((one for one in _LADDER if one.seconds >= room * seconds_per_pixel), _LADDER[-1])
    at = _first(moment(start), step)
    while (seconds := (at - EPOCH).total_seconds()) <= end:
        if seconds >= start:
            yield (seconds, *_words(at, step))
        following = _next(at, step)
        if following is None:
            return
        at = following


def span_words(start: float, end: float) -> str:
    """What the corner above the lanes says of the stretch in view: "Wed 12 Mar 2025", "2019 to 2023"."""
    first, last = moment(start), moment(max(start, end - 1))
    if end - start <= 2 * DAY:
        # The day that begins just behind the left edge is the one that is seen, not the one that ends there.
        shown = moment(start + 0.2 * (end - start))
        return f"{shown:%a} {shown.day} {shown:%b %Y}"
    if end - start <= 62 * DAY:
        return f"{first:%B %Y}"
    return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"


def duration_words(seconds: float) -> str:
    """A length of time in the two largest units that matter: "1 h 30 min", "3 days", "12 min"."""
    total = round(abs(seconds))
    days, rest = divmod(total, DAY)
    hours, minutes = divmod(round(rest / MINUTE), 60)
    if days >= 3 or (days and not hours):
        return f"{days} day{'' if days == 1 else 's'}"
    hours += 24 * days
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min" if minutes else f"{total} s"


def range_words(start: float, end: float, *, fine: bool = False) -> str:
    """From when to when, as coarse as the stretch allows: "22 Apr 19:25 to 19:37", "2011 to 2013".

    `fine` leaves out a day that the axis shows.
    """
    first, last = moment(start), moment(end)
    if first.date() == last.date():
        day = "" if fine else f"{first.day} {first:%b} "
        return f"{day}{first:%H:%M}" if first.time() == last.time() else f"{day}{first:%H:%M} to {last:%H:%M}"
    if end - start < 300 * DAY:
        year = "" if first.year == last.year else f" {first.year}"
        return f"{first.day} {first:%b}{year} to {last.day} {last:%b} {last.year}"
    return f"{first.year} to {last.year}"


def heading_words(start: float, end: float) -> str:
    """The date a stretch belongs under, as coarse as it is: "Mon 22 April 2019", "April 2019", "2019"."""
    first, last = moment(start), moment(end)
    if end - start <= 2 * DAY:
        return f"{first:%a} {first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"


def _first(at: datetime, step: _Step) -> datetime:
    """The mark at or before a time."""
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if step.unit == "year":
        return day.replace(year=max(1, at.year - at.year % step.count), month=1, day=1)
    if step.unit == "month":
        return day.replace(month=at.month - (at.month - 1) % step.count, day=1)
    if step.unit == "day":
        return day - timedelta(days=min(day.toordinal() - 1, day.toordinal() % step.count))
    inside = int((at - day).total_seconds())
    return day + timedelta(seconds=inside - inside % int(step.seconds))


def _next(at: datetime, step: _Step) -> datetime | None:
    try:
        if step.unit == "year":
            return at.replace(year=at.year + step.count if at.year > 1 or step.count == 1 else step.count)
        if step.unit == "month":
            months = at.year * 12 + at.month - 1 + step.count
            return at.replace(year=months // 12, month=months % 12 + 1)
        return at + timedelta(seconds=step.seconds)
    except (ValueError, OverflowError):
        return None


def _words(at: datetime, step: _Step) -> tuple[str, bool]:
    if step.unit == "year":
        return str(at.year), False
    if step.unit == "month":
        return (str(at.year), True) if at.month == 1 else (f"{at:%b}", False)
    if step.unit == "day":
        new_year = at.month == 1 and at.day <= step.count
        return (f"{at.day} {at:%b %Y}", True) if new_year else (f"{at.day} {at:%b}", at.day == 1)
    if at.hour == at.minute == at.second == 0:
        return f"{at:%a} {at.day} {at:%b}", True
    return (f"{at:%H:%M:%S}" if step.unit == "second" else f"{at:%H:%M}"), False
