"""Dates and times of day as people write them: one phrase in, what it says out, nothing assumed yet.

Reads British order, day first. What a phrase leaves to its surroundings (the day of the row above, its year) is
filled in by `model.time_settling`.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from rca_workbench.model.time_said import tells_more
from rca_workbench.model.wall_clock import MONTHS, WEEKDAYS


class Misread(ValueError):
    """Something was said that cannot be; the text is a whole sentence."""


@dataclass(slots=True)
class Said:
    """What one phrase says of a moment, and no more."""

    now: date
    """Today, which tells what century two digits mean."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    """Days from the day of the row above."""
    ago: int | None = None
    """Days from today."""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    half: str = ""
    """"am" or "pm" as said."""
    bare: bool = False
    """The hour is a bare number, which may turn out to be a day."""
    rounded: bool = False
    """Said in whole hours, as people do who mean the nearest one."""
    four: str = ""
    """Four bare digits that may be a year or a time of day."""
    part: str = ""
    """A part of the day, month or year: "morning", "early"."""
    notes: list[str] = field(default_factory=list)

    @property
    def has_clock(self) -> bool:
        """True where a time of day was said."""
        return self.hour is not None

    @property
    def has_date(self) -> bool:
        """True where anything of a date was said."""
        named = (self.year, self.month, self.day, self.weekday, self.shift, self.ago)
        return any(one is not None for one in named)


def scan(words: str, now: date) -> Said | None:
    """What a phrase in small letters says; None where it holds anything that is not part of a date or time.

    Raises Misread for a clock time or month that cannot be.
    """
    said = Said(now)
    rest = _HOUR_FROM.sub(r" \1h", words)
    try:
        for take in (_take_part, _take_iso, _take_numbers, _take_month, _take_days, _take_clock):
            rest = take(rest, said)
    except Misread:
        if tells_more(words):
            return None
        raise
    if _FILLING.fullmatch(rest) is None or not (said.has_date or said.has_clock or said.part):
        return None
    return said


_HOUR_FROM = re.compile(r"\bthe hour from (\d\d):00")
_FILLING = re.compile(r"(?:[\s,;]|\b(?:at|on|in|of|the|some ?time|during|hrs|local time)\b)*")

PARTS = {
    "early hours": ("00:00", "06:00", 0),
    "early morning": ("05:00", "08:00", 0),
    "morning": ("06:00", "12:00", 0),
    "mid morning": ("09:00", "11:00", 0),
    "late morning": ("10:00", "12:00", 0),
    "lunchtime": ("12:00", "14:00", 0),
    "afternoon": ("12:00", "18:00", 0),
    "early afternoon": ("12:00", "14:30", 0),
    "mid afternoon": ("14:00", "16:00", 0),
    "late afternoon": ("15:30", "18:00", 0),
    "evening": ("18:00", "23:00", 0),
    "early evening": ("17:00", "20:00", 0),
    "mid evening": ("19:00", "21:00", 0),
    "late evening": ("21:00", "23:59", 0),
    "night": ("20:00", "08:00", 1),
    "early night": ("20:00", "23:59", 0),
    "late night": ("22:00", "02:00", 1),
    "mid night": ("23:00", "01:00", 1),
}
"""Parts of the day: from, to, days later. The project's choice, wide rather than narrow, and echoed when read."""

_PART = re.compile(
    r"\b(?:(early|mid|late)[\s-]+)?(morning|afternoon|evening|night)\b"
    r"|\b(?:early|small) hours\b|\bover ?night\b|\blunch ?time\b|\b(to|last )night\b"
    r"|\b(early|mid|late|beginning|start|middle|end)\b(?:[\s-]+(?:of\b)?|$)"
)
_THIS = re.compile(r"\bthis\s+$")
_LOOSE = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}


def _take_part(rest: str, said: Said) -> str:
    match = _PART.search(rest)
    if match is None:
        return rest
    words = match.group()
    before = rest[: match.start()]
    if match[2]:
        said.part = f"{match[1]} {match[2]}" if match[1] else match[2]
        if before.endswith("last ") and match[2] == "night":
            said.ago, before = -1, before[:-5]
        elif _THIS.search(before):
            said.ago, before = 0, _THIS.sub("", before)
    elif match[3]:
        said.part, said.ago = "night", 0 if match[3] == "to" else -1
    elif match[4]:
        said.part = _LOOSE.get(match[4], match[4])
    else:
        said.part = "night" if "over" in words else "lunchtime" if "lunch" in words else "early hours"
    return f"{before} {rest[match.end() :]}"


_ZONE = r"(\s?(?:z|utc|gmt|bst|[+-]\d\d:?\d\d)\b)?"
_AS_WRITTEN = "the clock as written, zones are not converted"
_ISO = re.compile(
    r"\b(\d{4})-(\d\d)-(\d\d)(?:t(\d\d)(?::?(\d\d)(?::?(\d\d)(?:\.\d+)?)?)?" + _ZONE + r")?(?!\d)"
)
_ISO_MONTH = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b(?![-:/]|\d)")


def _take_iso(rest: str, said: Said) -> str:
    match = _ISO.search(rest)
    if match:
        said.year, said.month, said.day = int(match[1]), int(match[2]), int(match[3])
        said.hour, said.minute, said.second = (int(part) if part else None for part in match.group(4, 5, 6))
        if said.hour is not None:
            _check_clock(said)
        if match[7]:
            said.notes.append(_AS_WRITTEN)
    else:
        match = _ISO_MONTH.search(rest)
        if match is None:
            return rest
        said.year, said.month = int(match[1]), int(match[2])
    return rest[: match.start()] + rest[match.end() :]


_DAY_MONTH_YEAR = re.compile(r"(?<![\d:.])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d:])")
_MONTH_YEAR = re.compile(r"(?<![\d/])(\d{1,2})/(\d{4})(?!\d)")
_DAY_MONTH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")


def _take_numbers(rest: str, said: Said) -> str:
    if said.year is not None:
        return rest
    match = _DAY_MONTH_YEAR.search(rest)
    if match:
        said.day, said.month, said.year = int(match[1]), int(match[3]), _year(said, match[4])
    elif match := _MONTH_YEAR.search(rest):
        said.month, said.year = int(match[1]), int(match[2])
    elif match := _DAY_MONTH.search(rest):
        said.day, said.month = int(match[1]), int(match[2])
    else:
        return rest
    if not 1 <= said.month <= 12:
        raise Misread(f"{said.month} is not a month. Dates are read day first, like 12/3 for 12 March.")
    return rest[: match.start()] + " " + rest[match.end() :]


_MONTH = re.compile(
    r"(?<![a-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_NUMBER_OF = {name[:3].lower(): number for number, name in enumerate(MONTHS) if number}
_DAY_BEFORE = re.compile(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?$")
_NO_CLOCK = r"(?![\d:h]|\.\d|\s*(?:[ap]\.?m\b|noon|midnight|o'?clock|hrs))"
_YEAR_AFTER = re.compile(
    r"[\s,]*(?:ad (\d{1,4})\b|((?:19|20)\d\d)" + _NO_CLOCK + r"|'?(\d\d)" + _NO_CLOCK + ")"
)
_DAY_AFTER = re.compile(r"\s*(\d{1,2})(?:st|nd|rd|th)?(?:[\s,]+(ad \d{1,4}|(?:19|20)\d\d))" + _NO_CLOCK)
_ONE_AFTER = re.compile(r"\s*(?:(\d{1,2})(st|nd|rd|th)?)" + _NO_CLOCK)


def _take_month(rest: str, said: Said) -> str:
    match = _MONTH.search(rest)
    if match is None or said.month is not None:
        return rest
    said.month = _NUMBER_OF[match.group()[:3]]
    before, after = rest[: match.start()], rest[match.end() :]
    day = _DAY_BEFORE.search(before)
    if day:
        said.day, before = int(day[1]), before[: day.start()]
        year = _YEAR_AFTER.match(after)
        if year:
            said.year, after = (
                _year(said, year[1] or year[2] or year[3], ancient=bool(year[1])),
                after[year.end() :],
            )
    elif both := _DAY_AFTER.match(after):
        said.day, after = int(both[1]), after[both.end() :]
        said.year = _year(said, both[2].removeprefix("ad "), ancient=both[2].startswith("ad"))
    elif (year := _YEAR_AFTER.match(after)) and (year[1] or year[2] or "'" in year.group()):
        said.year, after = (
            _year(said, year[1] or year[2] or year[3], ancient=bool(year[1])),
            after[year.end() :],
        )
    elif one := _ONE_AFTER.match(after):
        after = after[one.end() :]
        _day_or_year(said, one[1], ordinal=bool(one[2]), clock_follows=bool(re.search(r"\d", after + before)))
    return f"{before} {after}"


def _day_or_year(said: Said, digits: str, *, ordinal: bool, clock_follows: bool) -> None:
    """`Mar 18`: a day or a year. Two digits that can be a recent year are one, unless a clock time stands beside."""
    number = int(digits)
    month = MONTHS[said.month or 0]
    recent = len(digits) == 2 and (number <= said.now.year % 100 or number > 31)
    if recent and not ordinal and not clock_follows:
        said.year = _year(said, digits)
        if number and number <= 31:
            said.notes.append(f"for the day type {number} {month}")
    else:
        said.day = number
        if not ordinal and not clock_follows:
            said.notes.append(f"for the year type {month} {2000 + number}")


_WEEKDAY = re.compile(
    r"(?<![a-z])(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?(?![a-z])\.?,?"
)
_DAYS = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
_COUNTS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_DAYS_FROM = re.compile(
    r"\b(?:(\d{1,4}|"
    + "|".join(_COUNTS)
    + r") (day|week)s? (later|after(?:wards)?|earlier|before|ago|previously)\b"
    r"|((?:on )?the )?(same|that|next|following|previous) day\b|(?:the )?day (after|before)\b|(today|yesterday|tomorrow)\b)"
)
_ORDINAL = re.compile(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th)\b")
_YEAR_SAID = re.compile(
    r"\b(?:in|(?:the )?year|during)\s+(?:the year )?(?:ad (\d{1,4})|(\d{4}))\b(?!\s*hrs)|\bad (\d{1,4})\b"
)


def _take_days(rest: str, said: Said) -> str:
    match = _WEEKDAY.search(rest)
    if match:
        said.weekday = _DAYS[match[1][:3]]
        rest = rest[: match.start()] + " " + rest[match.end() :]
    if said.day is None and (match := _DAYS_FROM.search(rest)):
        if match[7]:
            said.ago = {"today": 0, "yesterday": -1, "tomorrow": 1}[match[7]]
        elif match[1]:
            count = int(match[1]) if match[1].isdecimal() else _COUNTS[match[1]]
            count *= 7 if match[2] == "week" else 1
            if match[3] == "ago":
                said.ago = -count
            else:
                said.shift = count if match[3].startswith(("later", "after")) else -count
        else:
            word = match[5] or match[6]
            said.shift = {"same": 0, "that": 0, "previous": -1, "before": -1}.get(word, 1)
        rest = rest[: match.start()] + " " + rest[match.end() :]
    if said.day is None and said.year is None and (match := _ORDINAL.search(rest)):
        said.day = int(match[1])
        rest = rest[: match.start()] + " " + rest[match.end() :]
    if said.year is None and said.day is None and (match := _YEAR_SAID.search(rest)):
        said.year = int(match[1] or match[2] or match[3])
        rest = rest[: match.start()] + " " + rest[match.end() :]
    return rest


_HALF = r"\s*([ap])\.?\s?m\b\.?"
_CLOCKS = (
    re.compile(
        r"(?<![\d.:])(?P<h>\d{1,2})[:.](?P<m>\d\d)(?::(?P<s>\d\d)(?:\.\d+)?)?(?:"
        + _HALF
        + r")?(?![\d:])(?:\s?(?:hrs?|hours)\b)?"
    ),
    re.compile(r"(?<![\d.:])(?P<h>\d{1,2})\s?h\s?(?P<m>\d\d)(?!\d)(?P<s>)()"),
    re.compile(r"(?<![\d.:])(?P<h>\d{1,2})\s?h(?:rs?|ours?)?(?![a-z\d])(?P<m>)(?P<s>)()"),
    re.compile(
        r"(?<![\d.:])(?P<h>\d{1,2})(?P<m>\d\d)(?P<s>)(?:" + _HALF + r")?(?!\d)(?:\s?(?:hrs?|hours|h)\b)?"
    ),
)
_HOUR_AND_HALF = re.compile(r"(?<![\d.:])(\d{1,2})" + _HALF)
_NAMED = re.compile(r"\b(?:12 ?)?(noon|mid-?day|mid-?night)\b")
_PAST = re.compile(
    r"\b(half past|half|(?:a )?quarter past|(?:a )?quarter to) (\d{1,2})\b(?![:.]\d)(?:" + _HALF + r")?"
)
_OCLOCK = re.compile(r"(?<![\d.:])(\d{1,2})\s?o'?\s?clock(?:" + _HALF + r")?")
_BARE = re.compile(r"(?<![\d.:/])(\d{1,2})(?![\d.:/])")
_ZONES = re.compile(r"^\s?(?:z|utc|gmt|bst)\b")


def _take_clock(rest: str, said: Said) -> str:
    if said.hour is not None:
        return rest
    match = _find_clock(rest, said)
    if match is None:
        return rest
    before, after = rest[: match.start()], rest[match.end() :]
    zone = _ZONES.match(after)
    if zone:
        said.notes.append(_AS_WRITTEN)
        after = after[zone.end() :]
    _check_clock(said)
    return f"{before} {after}"


def _find_clock(rest: str, said: Said) -> re.Match[str] | None:
    if match := _NAMED.search(rest):
        said.hour, said.minute = (12, 0) if match[1] in ("noon", "midday", "mid-day") else (0, 0)
        if said.hour == 0 and said.has_date:
            said.notes.append("midnight at the start of that day")
        return match
    if match := _PAST.search(rest):
        said.hour, said.half = int(match[2]), f"{match[3]}m" if match[3] else ""
        said.minute = 15 if "quarter past" in match[1] else 30 if "half" in match[1] else 45
        if said.minute == 45:
            said.hour = (said.hour - 2) % 12 + 1 if said.hour <= 12 else said.hour - 1
        return match
    if match := _OCLOCK.search(rest) or _HOUR_AND_HALF.search(rest):
        said.hour, said.minute, said.half = int(match[1]), 0, f"{match[2]}m" if match[2] else ""
        said.rounded = True
        return match
    for pattern in _CLOCKS:
        if match := pattern.search(rest):
            said.hour, said.minute = int(match["h"]), int(match["m"]) if match["m"] else None
            said.second = int(match["s"]) if match["s"] else None
            said.half = f"{match[4]}m" if match[4] else ""
            digits = match.group()
            if digits.isdecimal() and len(digits) == 4 and digits[:2] in ("19", "20") and not said.has_date:
                said.four = digits
            return match
    if match := _BARE.search(rest):
        said.hour, said.minute, said.bare, said.rounded = int(match[1]), 0, True, True
        return match
    return None


def _check_clock(said: Said) -> None:
    """Put am and pm into 24 hours. Raises Misread where there is no such time of day."""
    hour, minute = said.hour or 0, said.minute or 0
    shown = str(hour) if said.bare else f"{hour:02}:{minute:02}"
    if said.half:
        if not 1 <= hour <= 12:
            if not (said.half == "pm" and 13 <= hour <= 23):
                raise Misread(f"{hour} {said.half} is not a time of day.")
        else:
            said.hour = hour % 12 + (12 if said.half == "pm" else 0)
    if said.four and minute > 59:
        said.year, said.hour, said.minute, said.four = int(said.four), None, None, ""
        return
    if minute > 59 or (said.second or 0) > 59 or hour > 24 or (hour == 24 and (minute or said.second)):
        raise Misread(f"{shown} is not a time of day. A day runs from 00:00 to 23:59.")


def _year(said: Said, digits: str, *, ancient: bool = False) -> int:
    """A year; of two digits, the one of this century up to next year, else the last century's."""
    if len(digits) != 2 or ancient:
        return int(digits)
    number = int(digits)
    return 2000 + number if number <= said.now.year % 100 + 1 else 1900 + number
