"""Numbers, dates and addresses in a text that may identify a person.

An NHS number has ten digits, written 3-3-4, the last of which checks the nine before it (NHS Data Model and
Dictionary, NHS NUMBER: weights 10 to 2, modulus 11).
"""

import re
from collections.abc import Iterator

from rca_workbench.analysis.naming_words import MONTHS

Day = tuple[int, int, int]
"""Year, month, day."""

_GROUPED = re.compile(r"(?<![\w.+/-])\d{3}([ \u00a0\u2009-])\d{3}\1\d{4}(?![\w/-]|\.\d)")
_TEN = re.compile(r"(?<![\w.+/-])\d{10}(?![\w/-]|\.\d)")
_RUN = re.compile(r"\d(?:[ \u00a0\u2009()-]{0,3}\d){8,}")
_SAID_NHS = re.compile(r"nhs(?:\s+(?:number|no|num))?\W{0,3}\Z", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w+.:/-])(?:\+44[ \u00a0]?(?:\(0\)[ \u00a0]?)?[1-378]|\(?0[1-378])"
    r"(?:[ \u00a0()-]{0,2}\d){8,9}(?![ \u00a0-]?\d|\w|:)"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\w.])(?=[\djfmasond])(?:
        (?P<iso_year>\d{{4}})-(?P<iso_month>\d{{1,2}})-(?P<iso_day>\d{{1,2}})
      | (?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d{{2}})
      | (?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ \u00a0-](?:of[ ])?(?P<named>{_MONTH})\.?,?[ \u00a0-](?P<y>\d{{4}}|\d{{2}})
      | (?P<us>{_MONTH})\.?[ \u00a0](?P<usd>\d{{1,2}})(?:st|nd|rd|th)?,?[ \u00a0](?P<usy>\d{{4}})
    )(?![\w/])""",
    re.IGNORECASE | re.VERBOSE,
)


def nhs_number_holds(digits: str) -> bool:
    """Whether ten digits are a number the NHS could have given: the last one checks the others."""
    if len(digits) != 10 or not digits.isdigit():
        return False
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest != 10 and rest % 11 == int(digits[9])


def digits_of(text: str) -> str:
    """The digits of a text, without what stands between them."""
    return "".join(letter for letter in text if letter in "0123456789")


def nhs_numbers(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether the check digit holds, of all that is written like an NHS number.

    Ten digits in a row count only where the check digit holds or the words NHS number stand before them.
    """
    for hit in _in_runs(_GROUPED, text):
        yield hit.start(), hit.end(), nhs_number_holds(digits_of(hit[0]))
    for hit in _in_runs(_TEN, text):
        holds = nhs_number_holds(hit[0])
        if holds or _SAID_NHS.search(text[max(0, hit.start() - 16) : hit.start()]):
            yield hit.start(), hit.end(), holds


def _in_runs(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches of a pattern that needs nine digits or more, looked for only where so many stand together."""
    for run in _RUN.finditer(text):
        yield from pattern.finditer(text, max(0, run.start() - 2), run.end() + 3)


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Where telephone numbers of the United Kingdom stand."""
    return (hit.span() for hit in _in_runs(_PHONE, text))


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses stand."""
    return (hit.span() for hit in _EMAIL.finditer(text))


def dates(text: str) -> Iterator[tuple[int, int, Day]]:
    """Where dates with a year stand, and which; a year of two digits as it is, below 100."""
    for hit in _DATE.finditer(text):
        year = hit["iso_year"] or hit["year"] or hit["y"] or hit["usy"]
        named = hit["named"] or hit["us"]
        month = MONTHS[named.casefold()] if named else int(hit["iso_month"] or hit["month"])
        day = int(hit["iso_day"] or hit["day"] or hit["d"] or hit["usd"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield hit.start(), hit.end(), (int(year), month, day)
