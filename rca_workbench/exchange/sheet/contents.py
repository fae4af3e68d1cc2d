"""What the cells of a column look like: dates, times of day, both, numbers or words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from rca_workbench.exchange.sheet.cells import Cell

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    rf"|(?:[a-z]{{3,9}},?\s+)?\d{{1,2}}(?:st|nd|rd|th)?[-\s]+{_MONTH}[-,\s]*(?:\d{{4}}|\d{{2}})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?)"
)
_HOUR = (
    r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|[0-2]\d[0-5]\d)"
    r"(?:\s*h(?:rs|ours)?)?"
)
_ABOUT = r"(?:c\.?|ca\.?|circa|about|approx\.?(?:imately)?|around|before|after|by|~)?\s*"
_TO = rf"(?:\s*(?:-|–|to|and)\s*{_HOUR})?"
_ZONE = r"\s*(?:z|utc|gmt|bst|[+-]\d\d:?\d\d)?"

DATE = re.compile(rf"{_ABOUT}{_DATE}", re.IGNORECASE)
CLOCK = re.compile(rf"{_ABOUT}{_HOUR}{_TO}{_ZONE}", re.IGNORECASE)
BOTH = re.compile(
    rf"{_ABOUT}{_DATE}[T,\s]\s*(?:at\s+)?{_ABOUT}{_HOUR}{_TO}{_ZONE}|{_HOUR},?\s+(?:on\s+)?{_DATE}",
    re.IGNORECASE,
)
LEADING = re.compile(
    rf"({_ABOUT}{_DATE}(?:[T,\s]\s*(?:at\s+)?{_ABOUT}{_HOUR}{_TO})?|{_ABOUT}{_HOUR}{_TO}{_ZONE})(?:\s*[-–—:,;.|]+\s*|\s+|$)",
    re.IGNORECASE,
)
"""A time at the start of a paragraph, with what parts it from the words."""
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
_NUMBERS_OF_DAY = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")

SERIALS = (20_000, 80_000)
"""Excel's numbers of the days from 1954 to 2119: no other column of a timeline is likely to hold only these."""


class Shape(StrEnum):
    """What one cell looks like."""

    BOTH = "both"
    DATE = "date"
    CLOCK = "clock"
    SERIAL = "serial"
    NUMBER = "number"
    WORDS = "words"


def shape(cell: Cell) -> Shape | None:
    """What a cell looks like; None where it is empty."""
    if isinstance(cell, str):
        return _shape_of_text(cell.strip())
    if isinstance(cell, datetime):
        return Shape.BOTH if cell.time() != time() else Shape.DATE
    if isinstance(cell, date):
        return Shape.DATE
    if isinstance(cell, time | timedelta):
        return Shape.CLOCK
    if isinstance(cell, bool):
        return Shape.WORDS
    return Shape.SERIAL if SERIALS[0] < cell < SERIALS[1] else Shape.NUMBER


def _shape_of_text(text: str) -> Shape | None:
    if not text:
        return None
    if len(text) > 60 or not any(letter.isdigit() for letter in text):
        return Shape.WORDS
    if CLOCK.fullmatch(text):
        return Shape.CLOCK
    if DATE.fullmatch(text):
        return Shape.DATE
    if BOTH.fullmatch(text):
        return Shape.BOTH
    if _NUMBER.fullmatch(text):
        number = float(text.replace(",", ""))
        return Shape.SERIAL if SERIALS[0] < number < SERIALS[1] else Shape.NUMBER
    return Shape.WORDS


@dataclass(frozen=True, slots=True)
class Look:
    """What a column holds, as shares of its cells that are not empty."""

    filled: int
    shares: dict[Shape, float]
    length: float
    """Of its words, on average."""
    distinct: float
    """How many of its cells differ, as a share."""

    def share(self, *shapes: Shape) -> float:
        """Of the cells that are not empty, how many have one of these shapes."""
        return sum(self.shares.get(one, 0.0) for one in shapes)

    @classmethod
    def at(cls, cells: Iterable[Cell]) -> "Look":
        """The look of a column's cells."""
        counts: dict[Shape, int] = {}
        seen: set[Cell] = set()
        letters = 0
        for cell in cells:
            found = shape(cell)
            if found is not None:
                counts[found] = counts.get(found, 0) + 1
                seen.add(cell)
                letters += len(cell) if isinstance(cell, str) else 5
        filled = sum(counts.values())
        most = max(filled, 1)
        return cls(filled, {one: n / most for one, n in counts.items()}, letters / most, len(seen) / most)


def days_first(cells: Iterable[Cell]) -> bool | None:
    """Which of the first two numbers of the dates is the day, if any cell tells: True the first, False the second.

    None where none tells, or where they tell different things.
    """
    first = second = False
    for cell in cells:
        if isinstance(cell, str) and cell:
            for match in _NUMBERS_OF_DAY.finditer(cell):
                first = first or int(match[1]) > 12 >= int(match[3])
                second = second or int(match[3]) > 12 >= int(match[1])
    return None if first == second else first
