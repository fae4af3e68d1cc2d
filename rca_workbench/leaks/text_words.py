"""What files of plain text say: JSON value by value, calendars with their lines unfolded, tables cell by cell."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath

from rca_workbench.leaks.words import Place, Words, at

_NUMBERED = re.compile(r"[0-9a-f-]{24,}")


def text_words(text: str, called: str) -> Iterator[Words]:
    """What a text says."""
    suffix = PurePosixPath(called).suffix.lower()
    if suffix == ".json" or text.lstrip()[:1] in ("{", "["):
        try:
            held = json.loads(text)
        except ValueError:
            pass
        else:
            yield from _json(held, called)
            return
    if text.startswith("BEGIN:VCALENDAR"):
        yield from _calendar(text, called)
    elif suffix in (".csv", ".tsv"):
        yield from _table(text, called, "\t" if suffix == ".tsv" else ",")
    else:
        yield _lines(text.splitlines(), called)


def _lines(lines: Sequence[str], called: str) -> Words:
    return Words(called, lines, lambda number, _words: (f"line {number + 1}", ""))


def _calendar(text: str, called: str) -> Iterator[Words]:
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    lines = [
        re.sub(r"\\([nN,;\\])", lambda hit: "\n" if hit[1] in "nN" else hit[1], one)
        for one in unfolded.splitlines()
    ]
    yield _lines([one for one in lines if not one.startswith(("UID:", "PRODID:"))], called)
    yield Words(
        called, [one for one in lines if one.startswith(("UID:", "PRODID:"))], at("the id of an entry")
    )


def _table(text: str, called: str, between: str) -> Iterator[Words]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    except csv.Error:
        yield _lines(text.splitlines(), called)
        return
    places = [(row, column) for row, cells in enumerate(rows) for column in range(len(cells))]
    titles = rows[0] if rows else []

    def place(number: int, _words: str) -> Place:
        row, column = places[number]
        title = titles[column] if row and column < len(titles) else f"column {column + 1}"
        return f"row {row + 1}, {title}", ""

    yield Words(called, [rows[row][column] for row, column in places], place)


def _json(held: object, called: str) -> Iterator[Words]:
    """Every value and name of a JSON document. Ids and digests are no numbers of anybody."""
    found = list(_values(held, ""))

    def place(number: int, _words: str, of: Sequence[tuple[str, str]]) -> Place:
        return of[number][0], ""

    texts = [(path, one) for path, one in found if not _NUMBERED.fullmatch(one)]
    yield Words(called, [one for _, one in texts], partial(place, of=texts), together=False)


def _values(held: object, path: str) -> Iterator[tuple[str, str]]:
    match held:
        case dict():
            for name, value in held.items():
                inner = f"{path}, {name}" if path else str(name)
                yield inner, str(name)
                yield from _values(value, inner)
        case list():
            for number, value in enumerate(held, 1):
                yield from _values(value, f"{path} {number}".strip())
        case str():
            yield path, held
        case int() | float() if not isinstance(held, bool):
            yield path, str(held)
