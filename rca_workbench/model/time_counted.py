"""Lengths of time and what is counted from something else: "10-15 min before T3", "bleep +20m", "half an hour after T4"."""

import re
from dataclasses import dataclass

from rca_workbench.model.time_said import default_margin
from rca_workbench.model.wall_clock import DAY, HOUR, MINUTE


@dataclass(frozen=True, slots=True)
class Counted:
    """How far from an anchor, which is the phrase between two places of the text. Seconds, after is positive."""

    least: int | None
    most: int | None
    margin: int | None
    anchor: slice


def counted(words: str) -> Counted | None:
    """What a phrase in small letters counts, and from which part of it; None where it counts nothing."""
    for read in (_no_way_off, _between_sides, _signed_behind, _plain):
        found = read(words)
        if found is not None and words[found.anchor].strip():
            return found
    return None


def lengths(words: str) -> tuple[int, int] | None:
    """A whole phrase that is a length or a range of them, in seconds: "10-15 min", "an hour and a half"."""
    found = _lengths_at(words.strip())
    return found[:2] if found and not found[2].strip() else None


_UNITS = {"s": 1, "m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
_UNIT = r"(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:(?:ee)?ks?)?)(?![a-z])\.?"
_WORD_COUNTS = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split(" ")
    )
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "ninety": 90}
_VAGUE = {"a few": (2, 5), "few": (2, 5), "several": (3, 10), "a couple of": (2, 3), "a couple": (2, 3)}
"""What loose counts stand for; the project's choice, echoed when read."""
_NUMBER = r"(\d{1,7}(?:[.,]\d{1,2})?|" + "|".join(sorted(_WORD_COUNTS, key=len, reverse=True)) + ")"

_FRACTIONS = (
    (re.compile(r"(?:a )?half(?: an| a)?[ -]hour"), 30 * MINUTE),
    (re.compile(r"three[ -]quarters of an hour"), 45 * MINUTE),
    (re.compile(r"(?:a )?quarter(?: of)?(?: an)?[ -]hour"), 15 * MINUTE),
    (re.compile(r"an hour and a quarter"), 75 * MINUTE),
    (re.compile(r"half a minute"), 30),
    (re.compile(r"half a day"), 12 * HOUR),
)
_AND_A_HALF = re.compile(_NUMBER + r" (?:and a half " + _UNIT + r"|" + _UNIT + r" and a half)\b")
_RANGE = re.compile(_NUMBER + r"\s*(?:-|to|or)\s*" + _NUMBER + r"\s*" + _UNIT)
_VAGUE_LENGTH = re.compile("(" + "|".join(sorted(_VAGUE, key=len, reverse=True)) + r")\s+" + _UNIT)
_PIECE = re.compile(_NUMBER + r"\s*" + _UNIT)
_MINUTES_BEHIND = re.compile(r"(\d{1,2})\b(?!\s*" + _UNIT + ")")
_JOIN = re.compile(r"\s*(?:,|and\b)?\s*(?=\d)")
_TO = re.compile(r"\s*(?:-|\bto\b|\bor\b)\s*")


def _lengths_at(words: str) -> tuple[int, int, str] | None:
    """A length or two at the front of the words: least, most, and what follows."""
    if match := _RANGE.match(words):
        size = _UNITS[match[3][0]]
        low, high = sorted((_seconds(match[1], size), _seconds(match[2], size)))
        return low, high, words[match.end() :]
    if match := _VAGUE_LENGTH.match(words):
        few, many = _VAGUE[match[1]]
        size = _UNITS[match[2][0]]
        return few * size, many * size, words[match.end() :]
    first = _length_at(words)
    if first is None:
        return None
    length, rest = first
    joined = _TO.match(rest)
    second = _length_at(rest[joined.end() :]) if joined else None
    if second is not None:
        return min(length, second[0]), max(length, second[0]), second[1]
    return length, length, rest


def _length_at(words: str) -> tuple[int, str] | None:
    for pattern, seconds in _FRACTIONS:
        if match := pattern.match(words):
            return seconds, words[match.end() :]
    if match := _AND_A_HALF.match(words):
        size = _UNITS[(match[2] or match[3])[0]]
        return _seconds(match[1], size) + size // 2, words[match.end() :]
    total, rest, found = 0, words, False
    while match := _PIECE.match(rest):
        total += _seconds(match[1], _UNITS[match[2][0]])
        rest, found = rest[match.end() :], True
        if found and (minutes := _MINUTES_BEHIND.match(rest)) and match[2].startswith("h"):
            return total + int(minutes[1]) * MINUTE, rest[minutes.end() :]
        joined = _JOIN.match(rest)
        if joined is None or _PIECE.match(rest[joined.end() :]) is None:
            break
        rest = rest[joined.end() :]
    return (total, rest) if found else None


def _seconds(number: str, size: int) -> int:
    if number in _WORD_COUNTS:
        return _WORD_COUNTS[number] * size
    whole, _, part = number.replace(",", ".").partition(".")
    return int(whole) * size + (int(part) * size // 10 ** len(part) if part else 0)


_ABOUT = r"(?:about|around|approx(?:\.|imately)?|roughly|c\.?|ca\.?|circa|some|~|nearly|almost)\s*"
_LEAD = re.compile(
    r"(?:(?P<about>" + _ABOUT + r")|(?P<least>at least|more than|over|not less than)\s+"
    r"|(?P<most>at most|up to|within|less than|not more than|no more than)\s+"
    r"|(?P<late>no later than|not later than|by)\s+|(?P<early>no earlier than|not earlier than|not before)\s+)?"
    r"(?P<sign>[+-])?\s*"
)
_AFTER = r"after|later than|following|from|past|post|since|on from"
_BEFORE = r"before|earlier than|prior to|ahead of|pre"
_SIDE = re.compile(rf"\s*(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE}))\s+")
_GIVE = re.compile(r",?\s*(?:give or take|\+/-|±|plus or minus)\s*(.+)$")


def _plain(words: str) -> Counted | None:
    lead = _LEAD.match(words)
    assert lead is not None
    given = _GIVE.search(words)
    margin = lengths(given[1]) if given else None
    end = given.start() if given and margin else len(words)
    body = words[lead.end() : end]
    found = _lengths_at(body)
    if found is None and lead["sign"] and (bare := re.match(r"\d{1,4}\b", body)):
        minutes = int(bare.group()) * MINUTE
        found = minutes, minutes, body[bare.end() :]
    if found is None:
        return None
    low, high, rest = found
    side = _SIDE.match(rest)
    if side is None or (lead["sign"] == "-" and side["after"] and low):
        return None
    anchor = slice(end - len(rest) + side.end(), end)
    return _with_side(
        lead, low, high, anchor, before=bool(side["before"]), margin=margin[1] if margin else None
    )


def _with_side(
    lead: re.Match[str], low: int, high: int, anchor: slice, *, before: bool, margin: int | None
) -> Counted:
    least, most = (-high, -low) if before else (low, high)
    if lead["least"]:
        return Counted(None, most, None, anchor) if before else Counted(least, None, None, anchor)
    if lead["most"]:
        return Counted(least, 0, None, anchor) if before else Counted(0, most, None, anchor)
    if lead["late"]:
        return Counted(None, most, None, anchor)
    if lead["early"]:
        return Counted(least, None, None, anchor)
    if low == high and margin is None and lead["about"]:
        margin = default_margin(low)
    return Counted(least, most, margin if low == high else None, anchor)


_SIGNED = re.compile(r"^(?P<name>.+?)\s*(?P<sign>[+])\s*(?P<rest>\S.*)$")
_MINUS = re.compile(r"^(?P<name>.+?)(?:\s+-\s*|\s*-\s+)(?P<rest>\d.*)$")


def _signed_behind(words: str) -> Counted | None:
    """`bleep +20m`, `T12+20`, `T12 - 10 min`."""
    match = _SIGNED.match(words) or _MINUS.match(words)
    if match is None or match["name"][0] in "+-":
        return None
    rest = match["rest"].strip()
    found = lengths(rest) or ((int(rest) * MINUTE,) * 2 if rest.isdecimal() and len(rest) <= 4 else None)
    if found is None:
        return None
    low, high = found if "sign" in match.groupdict() else (-found[1], -found[0])
    return Counted(low, high, None, slice(0, match.end("name")))


_NO_WAY = re.compile(r"^(?:(?:at )?(?:exactly )?the )?same time as\s+|^at (?:the )?same time as\s+")
_BOUND = re.compile(r"^(?:no|not) (earlier|later) than\s+")


def _no_way_off(words: str) -> Counted | None:
    """`at the same time as T12`, `no later than T12`."""
    if match := _NO_WAY.match(words):
        return Counted(0, 0, None, slice(match.end(), len(words)))
    match = _BOUND.match(words)
    if match is None or _lengths_at(words[match.end() :]) is not None:
        return None
    early = match[1] == "earlier"
    return Counted(0 if early else None, None if early else 0, None, slice(match.end(), len(words)))


_SIDES = re.compile(rf"^between (?P<one>.+?) (?P<from>{_BEFORE}) and (?P<two>.+?) (?P<to>{_AFTER})\s+")
_BETWEEN = re.compile(
    rf"^between (?P<one>.+?) and (?P<two>.+?) (?:(?P<before>{_BEFORE})|(?P<after>{_AFTER}))\s+"
)


def _between_sides(words: str) -> Counted | None:
    """`between 10 minutes before and 20 minutes after T12`, `between 10 and 15 minutes after T12`."""
    if match := _SIDES.match(words):
        one, two = lengths(match["one"]), lengths(match["two"])
        return Counted(-one[1], two[1], None, slice(match.end(), len(words))) if one and two else None
    match = _BETWEEN.match(words)
    if match is None:
        return None
    found = lengths(f"{match['one']} to {match['two']}")
    if found is None:
        return None
    low, high = (-found[1], -found[0]) if match["before"] else found
    return Counted(low, high, None, slice(match.end(), len(words)))
