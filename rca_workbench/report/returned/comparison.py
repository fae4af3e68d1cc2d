"""A file that came back laid beside the one that went out: paragraph by paragraph, row by row, field by field."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rca_workbench.analysis.reviewing import WITHIN
from rca_workbench.model import KINDS, ReportText, shortened
from rca_workbench.model.fields import Text
from rca_workbench.report.document import FieldKey
from rca_workbench.report.returned.alignment import Tag, aligned, tags_of
from rca_workbench.report.returned.fields import Assigned, FieldLine, FieldWords, assigned
from rca_workbench.report.returned.file import Line
from rca_workbench.report.returned.rows import (
    Place,
    Table,
    TableRow,
    cells_of,
    copied,
    rows_of,
    tables_of,
)

_LIST = "list"
"""Begins the name of a style of points."""


class Beside(NamedTuple):
    """A paragraph that was added, and the field of the point before it: it is one more of its kind."""

    line: int
    key: FieldKey


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two files laid beside each other. Paragraphs are known by their number in the file they stand in."""

    sent: Sequence[Line]
    back: Sequence[Line]
    pairs: Mapping[int, int]
    """For a paragraph that came back: the one that went out."""
    sent_rows: Mapping[Place, TableRow]
    rows: Mapping[Place, TableRow]
    tables: Mapping[int, Table]
    """By the number of a table in the file that went out: what of the case it shows."""
    table_pairs: Mapping[int, int]
    """For a table that came back: the one that went out."""
    fields: Mapping[FieldKey, FieldWords]
    """What came back of each field."""
    sent_fields: Mapping[FieldKey, FieldWords]
    keys: Mapping[int, Sequence[FieldKey]]
    """The fields in a paragraph that came back."""
    odd: Mapping[int, int]
    """Paragraphs in which words between the fields were changed, and those that went out."""
    new_rows: Sequence[TableRow]
    """Rows that are no row that went out."""
    gone_rows: Sequence[tuple[TableRow, TableRow | None]]
    """Rows that went out and are taken out; where that was tracked, also the row that came back."""
    new_points: Sequence[Beside]
    new_lines: Sequence[int]
    """Paragraphs that were added and belong to nothing."""
    gone_lines: Sequence[int]
    """Paragraphs without a field that went out and did not come back."""

    def place(self, line: int, *, of_sent: bool = False) -> str:
        """Where a paragraph stands, in words: the heading above it and its row."""
        lines = self.sent if of_sent else self.back
        if not 0 <= line < len(lines):
            return ""
        heading = next(
            (one for one in reversed(lines[: line + 1]) if one.heading and one.text(False).strip()), None
        )
        words = heading.text(False).strip() if heading is not None and not lines[line].story else ""
        row = lines[line].row
        if row is None:
            return words
        rows = self.sent_rows if of_sent else self.rows
        found = rows.get((row.table, row.number))
        cells = cells_of(lines, found, after=False) if found is not None else {}
        first = next((text for text in cells.values() if text), "")
        return WITHIN.join(part for part in (words, shortened(first, 40)) if part)

    def at(self, sent_line: int) -> float:
        """Where in the file that came back a paragraph stood that is not there any more."""
        there = sorted((sent, back) for back, sent in self.pairs.items())
        found = bisect_right(there, (sent_line, len(self.back)))
        return there[found - 1][1] + 0.5 if found else -0.5


def compare(sent: Sequence[Line], back: Sequence[Line], marks: Mapping[str, FieldKey]) -> Comparison:
    """Lay two files beside each other.

    Args:
        sent: paragraphs of the file that went out.
        back: paragraphs of the file that came back.
        marks: which field stands in which bookmark.
    """
    sent_rows, rows = rows_of(sent), rows_of(back)
    went_out = _words_by_tag(sent)
    copies = copied(back, rows, went_out)
    copied_lines = {number for place in copies for number in rows[place].lines}
    copied_lines |= _copied_paragraphs(back, went_out)
    pairs = aligned(sent, back, copied_lines)
    marks = {**marks, **_marks_of(sent)}
    found = assigned(sent, back, pairs, copied_lines, marks)
    new_rows = [
        row
        for row in rows.values()
        if not any(number in pairs or found.keys.get(number) for number in row.lines)
        and any(back[number].text().strip() or back[number].text(False).strip() for number in row.lines)
    ]
    taken = {number for row in new_rows for number in row.lines}
    points, loose = _added(sent, back, pairs, found, taken)
    sent_fields = {key: FieldWords(lines) for key, lines in _by_key(sent).items()}
    gone_rows = list(_gone_rows(sent, sent_rows, rows, pairs, found))
    in_gone = {number for row, _ in gone_rows for number in row.lines}
    there = frozenset(pairs.values())
    gone = [
        number
        for number, line in enumerate(sent)
        if number not in there
        and number not in in_gone
        and not line.story
        and not tags_of(line)
        and line.text().strip()
    ]
    return Comparison(
        sent=sent,
        back=back,
        pairs=pairs,
        sent_rows=sent_rows,
        rows=rows,
        tables=tables_of(sent, sent_rows),
        table_pairs=_table_pairs(sent, back, pairs),
        fields={key: FieldWords(lines) for key, lines in found.words.items()},
        sent_fields=sent_fields,
        keys=found.keys,
        odd=found.odd,
        new_rows=new_rows,
        gone_rows=gone_rows,
        new_points=points,
        new_lines=loose,
        gone_lines=gone,
    )


def _by_key(lines: Sequence[Line]) -> dict[FieldKey, list[FieldLine]]:
    """The lines of each field in the file that went out."""
    made: dict[FieldKey, list[FieldLine]] = {}
    for number, line in enumerate(lines):
        for tag in tags_of(line):
            pieces = tuple(one for one in line.pieces if one.tag == tag)
            made.setdefault(tag[0], []).append(FieldLine(tag[1], pieces, line.end, number))
    return made


def _words_by_tag(lines: Sequence[Line]) -> dict[Tag, str]:
    words: dict[Tag, str] = {}
    for line in lines:
        for one in line.pieces:
            if one.tag is not None:
                words[one.tag] = words.get(one.tag, "") + one.text
    return words


def _marks_of(lines: Sequence[Line]) -> dict[str, FieldKey]:
    """Which field stands in which bookmark, from the controls inside."""
    return {name: one.tag[0] for line in lines for one in line.pieces if one.tag for name in one.marks}


def _copied_paragraphs(back: Sequence[Line], went_out: Mapping[Tag, str]) -> set[int]:
    """Paragraphs outside rows that hold the field of another once more, whole: copies. Parted ones are no copies."""
    seen: dict[Tag, int] = {}
    found: set[int] = set()
    for number, line in enumerate(back):
        if line.row is not None:
            continue
        for tag in tags_of(line):
            said = "".join(one.text for one in line.pieces if one.tag == tag and one.taken_out is None)
            if tag not in seen:
                seen[tag] = number
            elif number > seen[tag] + 1 or said == went_out.get(tag):
                found.add(number)
    return found


def _added(
    sent: Sequence[Line], back: Sequence[Line], pairs: Mapping[int, int], found: Assigned, taken: set[int]
) -> tuple[list[Beside], list[int]]:
    """Paragraphs that were added: more of the field before them, one more point of a list, or words for themselves."""
    points: list[Beside] = []
    loose: list[int] = []
    last: int | None = None
    for number, line in enumerate(back):
        if line.story:
            continue
        words = line.text().strip() or line.text(False).strip()
        if number in pairs or found.keys.get(number):
            last = number
            continue
        if not words or number in taken:
            continue
        keys = found.keys.get(last) if last is not None else None
        key = keys[-1] if keys else None
        if key is None or last is None or not _goes_with(back[last], line):
            loose.append(number)
            last = number if line.heading else last
        elif line.style.casefold().startswith(_LIST) and not _is_prose(key) and line.row is None:
            points.append(Beside(number, key))
        elif line.row is not None or _is_prose(key):
            found.add(key, FieldLine(None, line.pieces, line.end, number))
            last = number
        else:
            loose.append(number)
    return points, loose


def _goes_with(before: Line, line: Line) -> bool:
    """Whether an added paragraph continues the one before it."""
    if (before.row is None) != (line.row is None):
        return False
    if before.row is not None and line.row is not None:
        return _same_cell(before, line)
    return before.style == line.style or not line.style


def _same_cell(one: Line, other: Line) -> bool:
    first, second = one.row, other.row
    assert first is not None and second is not None
    return (first.table, first.number, first.cell) == (second.table, second.number, second.cell)


def _is_prose(key: FieldKey) -> bool:
    """Whether a field may hold several paragraphs."""
    kind = KINDS.get(key.kind)
    field = kind.by_name.get(key.field) if kind is not None else None
    return key.kind == ReportText.kind.name or (
        field is not None and isinstance(field.type, Text) and field.type.long
    )


def _gone_rows(
    sent: Sequence[Line],
    sent_rows: Mapping[Place, TableRow],
    rows: Mapping[Place, TableRow],
    pairs: Mapping[int, int],
    found: Assigned,
) -> list[tuple[TableRow, TableRow | None]]:
    back_of = {sent_line: number for number, sent_line in pairs.items()}
    row_of = {number: row for row in rows.values() for number in row.lines}
    made: list[tuple[TableRow, TableRow | None]] = []
    for row in sent_rows.values():
        if row.heads or not any(sent[number].text().strip() for number in row.lines):
            continue
        there = [
            row_of[back]
            for number in row.lines
            if (back := back_of.get(number)) is not None and back in row_of
        ]
        kept = any(tag[0] in found.words for tag in row.tags)
        if not there and not kept:
            made.append((row, None))
        elif there and there[0].taken_out is not None:
            made.append((row, there[0]))
    return made


def _table_pairs(sent: Sequence[Line], back: Sequence[Line], pairs: Mapping[int, int]) -> dict[int, int]:
    made: dict[int, int] = {}
    for number, at in pairs.items():
        ours, theirs = sent[at].row, back[number].row
        if ours is not None and theirs is not None:
            made.setdefault(theirs.table, ours.table)
    return made
