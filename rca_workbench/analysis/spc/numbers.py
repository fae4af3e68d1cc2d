"""Reads a value as people and spreadsheets write it: decimal comma or point, thousands, %, a unit behind it.

Nothing is rounded: what is read is the exact fraction that was written.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

_SHAPE = re.compile(
    r"(?P<before>[£$€]?)\s*(?P<sign>[-−–+]?)\s*(?P<digits>(?:\d[\d.,' \u00a0\u2009\u202f’]*\d|\d|[.,]\d+))"
    r"(?P<power>[eE][-+]?\d{1,2})?\s*(?P<after>[%‰]|[A-Za-zµ°][\w ./%°-]*\.?)?"
)
_SPACES = re.compile(r"[ '\u00a0\u2009\u202f’]")
_GROUPS = re.compile(r"\d{1,3}(?:([ ,.'\u00a0\u2009\u202f’])\d{3})(?:\1\d{3})*")
_AS_IT_STANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?|[0-9]{1,9}")
_LONGEST = 60
_MOST = 10**15
NOTHING = frozenset(
    ("", "-", "–", "—", "n/a", "na", "nil return", "none", "not known", "missing", "null", "#n/a", ".")
)
"""What people write where there is no value."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: a number and its unit; or, where it is none, why not."""

    number: Fraction | None
    unit: str = ""
    problem: str = ""
    ambiguous: bool = False
    """True where a comma could as well have meant the other thing."""


def read_number(text: str, *, decimal_comma: bool | None = None) -> Reading:
    """What one text says. `decimal_comma` settles "1,234": 1.234 if true, otherwise 1234, as in the UK."""
    said = text.strip()
    if _AS_IT_STANDS.fullmatch(said):  # most are, and there may be thousands
        whole, _, part = said.partition(".")
        return Reading(Fraction(int(whole + part), 10 ** len(part)))
    if said.casefold() in NOTHING:
        return Reading(None, problem="no value")
    if said[:1] in "<>≤≥~":
        return Reading(
            None, problem="a limit and not a value; small numbers that are withheld cannot be drawn"
        )
    hit = _SHAPE.fullmatch(said) if len(said) <= _LONGEST else None
    if hit is None:
        return Reading(None, problem="not a number")
    plain, ambiguous = _plain(hit["digits"], decimal_comma)
    if plain is None:
        return Reading(None, problem="not a number one can be sure of")
    number = Fraction(plain + (hit["power"] or ""))
    if number >= _MOST:
        return Reading(None, problem="larger than anything that is counted; a figure may have slipped in")
    if hit["sign"] in ("-", "−", "–"):
        number = -number
    unit = (hit["before"] or (hit["after"] or "")).strip()
    return Reading(number, unit, ambiguous=ambiguous)


def says_decimal_comma(texts: Iterable[str]) -> bool:
    """Whether any of the texts has a comma that can only be a decimal one, such as "12,5"."""
    for text in texts:
        hit = _SHAPE.fullmatch(text.strip()) if "," in text and len(text) <= _LONGEST else None
        if hit is not None and hit["digits"].count(",") == 1:
            before, _, after = _SPACES.sub("", hit["digits"]).partition(",")
            before = before.replace(".", "")
            if "." not in after and (len(after) != 3 or before in ("", "0") or len(before) > 3):
                return True
    return False


def _plain(digits: str, decimal_comma: bool | None) -> tuple[str | None, bool]:
    """Digits as Python reads them, and whether the comma among them could have meant something else."""
    if "," in digits and "." in digits:
        decimal, thousands = (",", ".") if digits.rfind(",") > digits.rfind(".") else (".", ",")
        whole, _, part = digits.rpartition(decimal)
        if decimal in whole or thousands in part or not _GROUPS.fullmatch(whole):
            return None, False
        return f"{_digits(whole)}.{part}", False
    if any(space in digits for space in " '\u00a0\u2009\u202f’"):
        mark = "," if "," in digits else "."
        whole, _, part = digits.partition(mark)
        if mark in part or _SPACES.search(part) or not _GROUPS.fullmatch(whole):
            return None, False
        return (f"{_digits(whole)}.{part}" if part else _digits(whole)), False
    if digits.count(",") > 1 or digits.count(".") > 1:
        return (_digits(digits), False) if _GROUPS.fullmatch(digits) else (None, False)
    if "," in digits:
        whole, _, part = digits.partition(",")
        could_be_thousands = len(part) == 3 and 0 < len(whole) <= 3 and whole[0] != "0"
        if could_be_thousands and not decimal_comma:
            return whole + part, decimal_comma is None
        return f"{whole or '0'}.{part}", could_be_thousands
    return digits, False


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def number_words(number: Fraction | float, places: int = 2) -> str:
    """A number for people: up to so many decimal places, none where they would be 0; thousands apart from 10,000 on."""
    said = f"{float(number):.{places}f}"
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    if said in ("-0", ""):
        said = "0"
    whole, dot, part = said.partition(".")
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}"
    return f"{whole}{dot}{part}".replace("-", "−")
