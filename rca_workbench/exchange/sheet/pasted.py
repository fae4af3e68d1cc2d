"""Rows of pasted text: cells of a spreadsheet, a table of a Word document, or paragraphs that begin with a time."""

import re
from collections import Counter
from contextlib import suppress

from rca_workbench.exchange.sheet import separated
from rca_workbench.exchange.sheet.contents import BOTH, CLOCK, DATE, LEADING, Shape, shape
from rca_workbench.model.fault import Fault

PASTED = "Pasted text"

_BULLET = re.compile(r"^[ \t]*(?:[•·▪◦●○‣*]|[-–—](?=\t))[ \t]+", re.MULTILINE)
_QUOTED = re.compile(r'(?:^|[\t\n])"(?:[^"]|"")*[\n\t](?:[^"]|"")*"(?=[\t\n]|$)|(?:^|[\t\n])"[^"\n\t]*""')


def rows_of(text: str) -> list[list[str]]:
    """The rows of a pasted text; text that is no table has its times in the first column, its words in the second."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x07", "\t")
    text = _BULLET.sub("", text).strip("\n")
    lines = [line for line in text.split("\n") if line.strip()]
    tabbed = sum("\t" in line for line in lines)
    if lines and ("\t" in lines[0] or tabbed * 2 > len(lines)):
        if _QUOTED.search(text):
            with suppress(Fault):  # quotation marks that do not belong to cells stand as they are
                return separated.split(text, PASTED, prefer="\t")
        return _table(text)
    with suppress(Fault):
        if rows := _commas(text, lines):
            return rows
    return [[_one_cell(line)] for line in lines] if _is_column(lines) else _paragraphs(text)


def is_prose(rows: list[list[str]]) -> bool:
    """True where rows of one cell each are paragraphs, most of which begin with a time."""
    filled = [row[0] for row in rows if len(row) == 1]
    return len(filled) == sum(map(bool, rows)) and sum(map(_leads, filled)) * 2 > len(filled)


def _leads(line: str) -> bool:
    return LEADING.match(line.strip()) is not None


def _table(text: str) -> list[list[str]]:
    """Cells between tabs. Word writes the paragraphs of one cell as lines of their own: they are put together."""
    lines = [[_one_cell(cell) for cell in line.split("\t")] for line in text.split("\n")]
    first = next((len(line) for line in lines if len(line) > 1), 1)
    for width in dict.fromkeys((first, max(len(line) for line in lines))):
        rows = _put_together(lines, width)
        if all(len(row) == width or not any(row) for row in rows):
            return rows
    return lines


def _put_together(lines: list[list[str]], width: int) -> list[list[str]]:
    """Rows of that many cells, as far as lines can be put together to give them."""
    rows: list[list[str]] = []
    for line in lines:
        last = rows[-1] if rows else []
        short = 0 < len(last) < width and len(last) + len(line) - 1 <= width and any(last)
        goes_on = len(last) == width and len(line) == 1 and line[0] != "" and not _begins_row(line[0])
        if short or (goes_on and width > 1):
            last[-1] = f"{last[-1]}\n{line[0]}".strip()
            last += line[1:]
        else:
            rows.append(list(line))
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _one_cell(cell: str) -> str:
    return cell.replace("\x0b", "\n").strip()


def _begins_row(text: str) -> bool:
    return shape(text) in (Shape.BOTH, Shape.DATE, Shape.CLOCK)


def _commas(text: str, lines: list[str]) -> list[list[str]]:
    """The rows of separated values, where the text is that: every line cut alike, and a time in some column."""
    if len(lines) < 2:
        return []
    rows = separated.split(text, PASTED)
    filled = [row for row in rows if any(row)]
    width, times = Counter(len(row) for row in filled).most_common(1)[0]
    if width < 2 or times < 0.8 * len(filled):
        return []
    for at in range(width):
        cells = [row[at].strip() for row in filled[1:] if at < len(row)]
        timed = sum(1 for cell in cells if any(one.fullmatch(cell) for one in (BOTH, DATE, CLOCK)))
        if timed and timed >= 0.6 * len(cells):
            return rows
    return []


def _is_column(lines: list[str]) -> bool:
    """Whether they are one column of times under its title: hardly any of them says anything else."""
    if not lines or _leads(lines[0]):
        return False
    times = sum(
        (match := LEADING.match(line.strip())) is not None and match[0] == line.strip() for line in lines[1:]
    )
    return times > 0 and times >= 0.8 * (len(lines) - 1)


def _paragraphs(text: str) -> list[list[str]]:
    """A row for each paragraph that begins with a time; one that does not goes on with what is above it."""
    rows: list[list[str]] = []
    for line in text.split("\n"):
        line = _one_cell(line)
        match = LEADING.match(line)
        if match:
            rows.append([match[1].strip(), line[match.end() :].strip()])
        elif line and rows and rows[-1][1]:
            rows[-1][1] += f"\n{line}"
        elif line:
            rows.append(["", line])
    return rows
