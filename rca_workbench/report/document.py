"""A report before it is Word or a preview: what stands in it, in order, without a word about how it looks."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rca_workbench.drawing.pictures import Picture
from rca_workbench.model import Entity, ReportText


@dataclass(frozen=True, slots=True)
class FieldKey:
    """Which text of the case some words are: what a reader changes in them is proposed for that field."""

    kind: str
    id: str
    """Of the thing; of words for a section, `TEMPLATE:SECTION`, which may not be in the case yet."""
    field: str


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one weight."""

    text: str
    bold: bool = False
    quiet: bool = False
    of: FieldKey | None = None
    """The field of the case that holds exactly these words, where a reader may change them."""
    part: int = 0
    """Which line of that field it is, from 0; a field of several lines is several paragraphs."""
    note: str = ""
    """A footnote behind it."""
    to: str = ""
    """Id of the heading, table or figure it refers to. It is printed as that one's number or words then."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, 1 to 3. `id` names its place, for the contents list and for links."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one or several spans, in a named style of the template."""

    spans: tuple[Span, ...]
    style: str = "Normal"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its heading and its share of the width."""

    heading: str
    share: int


Cell = str | tuple[Span, ...]
"""What stands in a cell: plain words, or spans of which some are a field of the case. A newline begins a new line."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table whose first row repeats on each page and whose rows do not split. It may have no caption."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    id: str = ""
    """Names its place, for cross references; empty where nothing refers to it."""


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture with its caption."""

    picture: Picture
    caption: str
    id: str = ""
    """Names its place, for cross references."""


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on pages are landscape, or upright again."""

    landscape: bool


@dataclass(frozen=True, slots=True)
class StandsAt:
    """From here on blocks stand at another place of the template's Word file."""

    name: str
    """Of the place; empty for what the Word file itself holds behind the last of them."""


Block = Heading | Paragraph | Bullets | TableBlock | PictureBlock | Turn | StandsAt


class Copy(StrEnum):
    """What a file is made for."""

    REVIEW = "review"
    """To be read and changed: its fields are marked so that what comes back can be placed, and changes are tracked."""
    READING = "reading"
    """To be read only: nothing is marked."""
    SIGNED = "signed"
    """To be signed off: nothing is marked, nothing says draft, and it asks not to be changed."""


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since the version before."""

    version: str
    """The version before."""
    on: str
    """The day it was signed, as ISO text."""
    changes: tuple[tuple[str, str, str], ...]
    """What changed: the thing, what it said before, what it says now. Empty texts where it came or went."""
    known: bool = True
    """False where the case holds no history back to that version, as after it came from an exchange file."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One making of a document: on which day, as which version, for what."""

    day: datetime.date
    version: str = "Draft 1"
    copy: Copy = Copy.READING
    head: str = ""
    """Journal head to print; empty: that of the case given."""
    since: Since | None = None
    export_id: str = ""
    """Names this making in the file, so that a draft that comes back is known again; empty: none."""
    case_id: str = ""
    """Of the case (`Case.id`), for the same; every copy of a case has the same one."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    title: str
    subtitle: str
    reference: str
    organisation: str
    marking: str
    edition: Edition
    date: str
    """The day of the edition in words."""
    head: str
    facts: tuple[tuple[str, str], ...]
    """Name and value, on the cover."""
    acknowledgement: str
    blocks: tuple[Block, ...]
    template: str = ""
    """Name of the template it was made with."""
    inline: tuple[tuple[str, str], ...] = ()
    """Words for the placeholders of the template, by name."""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """What the contents list holds."""
        return tuple(one for one in self.blocks if isinstance(one, Heading) and one.level <= 2)


def plain(text: str, style: str = "Normal") -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Span(text),), style)


def paragraphs(text: str) -> list[Block]:
    """What a person wrote, a paragraph for each of its lines."""
    return [plain(line.strip()) for line in text.split("\n") if line.strip()]


def key_of(entity: Entity, field: str) -> FieldKey:
    """Which text of the case a field of an entity is; words for a section are known by template and section."""
    id = f"{entity.template}:{entity.section}" if isinstance(entity, ReportText) else entity.id
    return FieldKey(entity.kind.name, id, field)


def told(entity: Entity, field: str = "text", *, bold: bool = False) -> Span:
    """A field of the case as a span that readers may change: its words exactly as the case holds them."""
    return Span(str(getattr(entity, field)), bold=bold, of=key_of(entity, field))


def told_in_paragraphs(entity: Entity, field: str = "text", style: str = "Normal") -> list[Block]:
    """A field of the case, a paragraph for each of its lines, which readers may change."""
    key = key_of(entity, field)
    lines = str(getattr(entity, field)).split("\n")
    return [
        Paragraph((Span(line, of=key, part=part),), style) for part, line in enumerate(lines) if line.strip()
    ]


def cell_text(cell: Cell) -> str:
    """The words of a cell."""
    return cell if isinstance(cell, str) else "".join(span.text for span in cell)


def spans_of(block: Block) -> Iterable[Span]:
    """Every span of a block, in order."""
    match block:
        case Paragraph():
            yield from block.spans
        case Bullets():
            for item in block.items:
                yield from item
        case TableBlock():
            for row in block.rows:
                for cell in row:
                    if not isinstance(cell, str):
                        yield from cell


def missing(text: str = "Not yet written.") -> Paragraph:
    """Says that something required is not there yet."""
    return plain(text, "Placeholder")


def running_text(document: Document) -> str:
    """The words of a document as one reads them: a line for each paragraph and point, without what is missing."""
    lines: list[str] = []
    for block in document.blocks:
        match block:
            case Paragraph() if block.style != "Placeholder":
                lines.append("".join(span.text for span in block.spans))
            case Bullets():
                lines += ["".join(span.text for span in item) for item in block.items]
    return "\n".join(lines)
