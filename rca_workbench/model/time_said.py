"""Moments, stretches and lengths in plain words: the pieces `model.time` puts together.

Dates read `12 March 2025`, short `12 Mar 2025`; the clock has 24 hours. `model.time_words` reads every one of these
forms back to the same value. Years outside 1900 to 2099 say AD, because four digits alone are a time of day.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from rca_workbench.model.wall_clock import (
    DATE,
    DAY,
    HOUR,
    HOUR_OF_DAY,
    MINUTE,
    MONTH,
    MONTHS,
    WEEKDAYS,
    YEAR,
    parts,
)

_UNITS = (("day", DAY), ("hour", HOUR), ("minute", MINUTE), ("second", 1))


def day_of(iso: str) -> str:
    """The day in an ISO text, itself as ISO text; empty where it names none."""
    return iso[:10] if len(iso) >= 10 else ""


def moment_words(iso: str, *, short: bool = False, day: str = "") -> str:
    """What an ISO text names: "14:20 on 22 April 2019", short "22 Apr 2019 14:20"; the day left out if it is `day`."""
    date_said = date_words(iso, short=short)
    clock = clock_words(iso)
    if not clock:
        return date_said
    if day_of(iso) == day:
        return clock
    return f"{date_said} {clock}" if short else f"{clock} on {date_said}"


def date_words(iso: str, *, short: bool = False) -> str:
    """The date in an ISO text: "22 April 2019", "March 2018", "the year 2018", short "2018"."""
    return _date_words(iso[:10], short)


@lru_cache(maxsize=4096)
def _date_words(iso: str, short: bool) -> str:
    numbers = parts(iso)
    year = str(numbers[0]) if 1900 <= numbers[0] <= 2099 else f"AD {numbers[0]}"
    if len(numbers) == YEAR:
        return year if short else f"the year {year}"
    month = MONTHS[numbers[1]][: 3 if short else None]
    return f"{month} {year}" if len(numbers) == MONTH else f"{numbers[2]} {month} {year}"


def clock_words(iso: str) -> str:
    """The time of day in an ISO text: "14:20", "14h" where only the hour is known, empty where none is."""
    depth = len(parts(iso))
    if depth <= DATE:
        return ""
    return f"{iso[11:]}h" if depth == HOUR_OF_DAY else iso[11:]


def range_words(start: str, end: str, joined: str, *, short: bool = False, day: str = "") -> str:
    """Two moments, the day said once where they share it: "14:00 and 15:00 on 4 January 2019"."""
    first, last = clock_words(start), clock_words(end)
    if first and last and day_of(start) == day_of(end):
        if day_of(start) == day:
            return f"{first} {joined} {last}"
        said = date_words(start, short=short)
        return f"{said} {first} {joined} {last}" if short else f"{first} {joined} {last} on {said}"
    return f"{moment_words(start, short=short)} {joined} {moment_words(end, short=short)}"


def length_words(seconds: int) -> str:
    """A length of time, exactly: "20 minutes", "1 day 2 hours"."""
    said: list[str] = []
    rest = abs(seconds)
    for unit, size in _UNITS:
        count, rest = divmod(rest, size)
        if count:
            said.append(f"{count} {unit}{'' if count == 1 else 's'}")
    return " ".join(said) or "0 seconds"


def default_margin(seconds: int) -> int:
    """What "about" means of a length where nobody said: a quarter of it, in whole minutes, at least one minute."""
    return max(MINUTE, abs(seconds) // 4 // MINUTE * MINUTE)


def counted_words(least: int | None, most: int | None, margin: int | None, name: str) -> str:
    """How far something is from the thing called `name`: "10 to 15 minutes before T12"."""
    if least is None or most is None:
        return _open_words(least, most, name)
    if least == most:
        if least == 0 and margin is None:
            return f"at the same time as {name}"
        side = f"{length_words(least)} {'before' if least < 0 else 'after'} {name}"
        if margin is None:
            return side
        return f"about {side}{give_or_take(margin, default_margin(least))}"
    if least < 0 < most:
        return f"between {length_words(least)} before and {length_words(most)} after {name}"
    if least == 0:
        return f"up to {length_words(most)} after {name}"
    if most == 0:
        return f"up to {length_words(least)} before {name}"
    near, far = sorted((abs(least), abs(most)))
    return f"{_two_lengths(near, far)} {'before' if most < 0 else 'after'} {name}"


def give_or_take(margin: int | None, usual: int | None) -> str:
    """The margin of a guess, where it is not the usual one."""
    return "" if margin is None or margin == usual else f", give or take {length_words(margin)}"


def _open_words(least: int | None, most: int | None, name: str) -> str:
    if least is None and most is None:
        return f"counted from {name}"
    bound = least if least is not None else most or 0
    if bound == 0:
        return f"no {'earlier' if most is None else 'later'} than {name}"
    side = "before" if bound < 0 else "after"
    if (bound > 0) == (most is None):
        return f"at least {length_words(bound)} {side} {name}"
    return f"no {'earlier' if most is None else 'later'} than {length_words(bound)} {side} {name}"


def _two_lengths(near: int, far: int) -> str:
    """The unit said once where both lengths are whole in it: "10 to 15 minutes"."""
    one, other = length_words(near).split(), length_words(far).split()
    if len(one) == len(other) == 2 and one[1].rstrip("s") == other[1].rstrip("s"):
        return f"{one[0]} to {other[0]} {other[1]}"
    return f"{' '.join(one)} to {' '.join(other)}"


_WORDS = re.compile(r"[^\W\d_]+")
_OF_TIMES = """about around approx approximately roughly c ca circa and at to from between before after by on in of the
some time hr hrs h am pm a p m o clock noon midnight midday st nd rd th until till since s t z give or take sept utc gmt
bst"""
_PLAIN = frozenset(_OF_TIMES.split()) | {
    word.lower() for name in (*MONTHS[1:], *WEEKDAYS) for word in (name, name[:3])
}


def tells_more(said: str) -> bool:
    """True where what was said holds words beyond times and dates: "during the flight down", "on arrival"."""
    return any(word not in _PLAIN for word in _WORDS.findall(said[:200].lower()))


_HANGS_ON_TODAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|last night|this (?:morning|afternoon|evening|night)|(?:days?|weeks?) ago)\b"
)


def hangs_on_today(said: str) -> bool:
    """True where what was said means another day tomorrow: "today 10:30", "last night", "two days ago"."""
    return _HANGS_ON_TODAY.search(said[:200].lower()) is not None


Naming = Callable[[str], str]
"""Gives the name an entry is known by, from its id."""
