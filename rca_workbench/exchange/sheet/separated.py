"""Separated values: which sign separates them, and the rows they make."""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from rca_workbench.exchange.document import UNCHANGED
from rca_workbench.model.fault import Fault

MOST_COLUMNS = 16_384
"""As many as Excel has."""
MOST_CELLS = 20_000_000
"""Of one file, empty ones among them: what a laptop's memory bears."""
LONGEST_CELL = 10_000_000
"""Characters. What a case can keep is less, and said of the row; this only bounds what is read."""

_GUARDED = tuple(f"'{sign}" for sign in "=+-@\t\r'")
"""How a cell begins in which an exporter keeps Excel from taking words for a formula; the apostrophe is no part of it."""
_SEPARATORS = "\t,;|"
_LOOKED_AT = 60


def split(text: str, name: str, *, prefer: str = "") -> list[list[str]]:
    """The rows of a text of separated values, blank ones too, so that the first is row 1.

    Args:
        text: the whole of it.
        name: the file's name, for what may be wrong.
        prefer: the separator to take where two do as well.

    Raises:
        Fault: it cannot be told apart into rows; the sentence names the row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    hint = first.strip().lower()
    if hint.startswith("sep=") and len(hint) == 5:
        return [[], *_rows(rest, hint[4], name)]
    return _rows(text, _separator(text, prefer), name)


def _rows(text: str, separator: str, name: str) -> list[list[str]]:
    before = csv.field_size_limit(LONGEST_CELL)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begun = cells = 0
    guarded = "'" in text
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS:
                raise Fault(
                    f"{name}, row {len(rows) + 1} has {len(row):,} columns; the most is 16,384.", UNCHANGED
                )
            cells += len(row)
            if cells > MOST_CELLS:
                raise Fault(
                    f"{name} holds more than {MOST_CELLS:,} cells, up to row {len(rows) + 1:,}.",
                    UNCHANGED,
                    "Delete the columns that are not needed, or cut it into several files.",
                )
            rows.append([cell[1:] if cell.startswith(_GUARDED) else cell for cell in row] if guarded else row)
            lines = reader.line_num - begun
            begun = reader.line_num
    except csv.Error:
        raise Fault(
            f"{name}, row {len(rows) + 1} holds a cell of more than {LONGEST_CELL:,} characters.",
            UNCHANGED,
            "A quotation mark may be missing there.",
        ) from None
    finally:
        csv.field_size_limit(before)
    if rows and lines > 1 and not _closed(text, begun - lines, separator):
        raise Fault(
            f"{name}: a quotation mark that opens in row {len(rows)} is never closed.",
            UNCHANGED,
            "Close it or take it out, then try again.",
        )
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _closed(text: str, line: int, separator: str) -> bool:
    """True where the record that begins after that many lines closes all its quotation marks."""
    tail = text.split("\n", line)[-1]
    try:
        list(csv.reader(io.StringIO(tail, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True


def _separator(text: str, prefer: str) -> str:
    """The sign that cuts the first rows into the same number of cells most often."""
    sample = text[:200_000]
    best, best_score = prefer or ",", 0.0
    for sign in _SEPARATORS:
        score = _evenness(sample, sign) + (0.05 if sign == prefer else 0)
        if score > best_score + 1e-9:
            best, best_score = sign, score
    return best


def _evenness(sample: str, sign: str) -> float:
    rows: list[Sequence[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) == _LOOKED_AT:
                break
    except csv.Error:
        return 0.0
    if not rows:
        return 0.0
    width, times = Counter(len(row) for row in rows).most_common(1)[0]
    return times / len(rows) + min(width, 8) * 0.01 if width > 1 else 0.0
