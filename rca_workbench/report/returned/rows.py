"""Rows of tables: which were added, copied or taken out, and what they say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rca_workbench.model import KINDS
from rca_workbench.report.document import FieldKey
from rca_workbench.report.returned.adding import row_words
from rca_workbench.report.returned.alignment import Tag, tags_of
from rca_workbench.report.returned.file import Line, Mark, stands
from rca_workbench.report.word.tags import plain_text

Place = tuple[int, int]
"""Number of a table in the file, and of a row in it."""


@dataclass(slots=True)
class TableRow:
    """One row of a file."""

    place: Place
    lines: list[int] = field(default_factory=list)
    """Numbers of its paragraphs."""
    tags: list[Tag] = field(default_factory=list)
    heads: bool = False
    put_in: Mark | None = None
    taken_out: Mark | None = None


def rows_of(lines: Sequence[Line]) -> dict[Place, TableRow]:
    """Every row of a file, in order."""
    found: dict[Place, TableRow] = {}
    for number, line in enumerate(lines):
        if line.row is None or line.story:
            continue
        place = (line.row.table, line.row.number)
        row = found.setdefault(
            place, TableRow(place, heads=line.row.heads, put_in=line.row.put_in, taken_out=line.row.taken_out)
        )
        row.lines.append(number)
        row.tags += [tag for tag in tags_of(line) if tag not in row.tags]
    for row in found.values():
        _whole(row, lines)
    return found


def _whole(row: TableRow, lines: Sequence[Line]) -> None:
    """A row of which every word was taken out, or put in, counts as a row that was."""
    pieces = [one for number in row.lines for one in lines[number].pieces if one.text.strip()]
    ends = [lines[number].end for number in row.lines]
    if row.put_in is None and pieces and all(one.put_in for one in (*pieces, *ends)):
        row.put_in = pieces[0].put_in


@dataclass(frozen=True, slots=True)
class Table:
    """A table of things of the case: of which kind they are, and which column holds which field."""

    kind: str
    fields: Mapping[int, str]
    """By the number of a column: the field that its cells hold."""
    headings: Mapping[int, str]


def tables_of(lines: Sequence[Line], rows: Mapping[Place, TableRow]) -> dict[int, Table]:
    """Of each table that shows things of the case: what its rows are."""
    tags: dict[int, Counter[tuple[int, str, str]]] = defaultdict(Counter)
    headings: dict[int, dict[int, str]] = defaultdict(dict)
    for place, row in rows.items():
        for number in row.lines:
            line = lines[number]
            assert line.row is not None
            if row.heads or place[1] == 0:
                headings[place[0]][line.row.cell] = line.text(after=False).strip()
            for tag in tags_of(line):
                tags[place[0]][line.row.cell, tag[0].kind, tag[0].field] += 1
    found: dict[int, Table] = {}
    for table, counts in tags.items():
        kinds = Counter[str]()
        for (_, kind, _), count in counts.items():
            kinds[kind] += count
        kind = kinds.most_common(1)[0][0]
        fields: dict[int, str] = {}
        for (cell, of, name), _ in counts.most_common():
            if of == kind:
                fields.setdefault(cell, name)
        found[table] = Table(kind, fields, headings[table])
    return found


def subject_of(row: TableRow, rows: Iterable[TableRow]) -> FieldKey | None:
    """What a row is about: the first thing in it that stands in no other row."""
    others = {(tag[0].kind, tag[0].id) for one in rows if one is not row for tag in one.tags}
    own = [tag[0] for tag in row.tags]
    return next((key for key in own if (key.kind, key.id) not in others), own[0] if own else None)


def copied(back: Sequence[Line], rows: Mapping[Place, TableRow], went_out: Mapping[Tag, str]) -> set[Place]:
    """Rows that hold the same fields as another: copies, made to be filled in. The row that says what went out stays."""
    holding: dict[Tag, list[TableRow]] = defaultdict(list)
    for row in rows.values():
        for tag in row.tags:
            holding[tag].append(row)
    found: set[Place] = set()
    for some in holding.values():
        there = [row for row in some if row.place not in found and row.taken_out is None]
        if len(some) < 2 or len(there) < 2:
            continue
        original = max(there, key=lambda row: (row.put_in is None, _kept(back, row, went_out)))
        found |= {row.place for row in there if row is not original}
    return found


def _kept(back: Sequence[Line], row: TableRow, went_out: Mapping[Tag, str]) -> int:
    """How many fields of a row say what went out."""
    count = 0
    for tag in row.tags:
        said = "".join(
            one.text
            for number in row.lines
            for one in back[number].pieces
            if one.tag == tag and stands(one, False)
        )
        count += plain_text(said) == plain_text(went_out.get(tag, ""))
    return count


def cells_of(lines: Sequence[Line], row: TableRow, after: bool = True) -> dict[int, str]:
    """What stands in each cell of a row."""
    cells: dict[int, list[str]] = defaultdict(list)
    for number in row.lines:
        line = lines[number]
        assert line.row is not None
        cells[line.row.cell].append(line.text(after).strip())
    return {cell: "\n".join(one for one in texts if one) for cell, texts in cells.items()}


def said_in(lines: Sequence[Line], row: TableRow, table: Table | None, after: bool = True) -> str:
    """A row in words, a line for each cell behind the name of its field or column."""
    kind = KINDS.get(table.kind) if table is not None else None
    named: dict[str, str] = {}
    for cell, text in cells_of(lines, row, after).items():
        name = table.headings.get(cell, "") if table is not None else ""
        of = table.fields.get(cell, "") if table is not None else ""
        if kind is not None and of in kind.by_name:
            name = kind.by_name[of].type.label
        name = name or f"Column {cell + 1}"
        named[name] = f"{named[name]}\n{text}".strip() if name in named else text
    return row_words(named)
