"""A report before it is Word or a preview: what stands in it, in order, without a word about how it looks."""

import datetime
from dataclasses import dataclass

from rca_workbench.drawing.pictures import Picture


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one weight."""

    text: str
    bold: bool = False
    quiet: bool = False


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


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table whose first row repeats on each page and whose rows do not split. It may have no caption."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture with its caption."""

    picture: Picture
    caption: str


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on pages are landscape, or upright again."""

    landscape: bool


Block = Heading | Paragraph | Bullets | TableBlock | PictureBlock | Turn


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    title: str
    subtitle: str
    reference: str
    organisation: str
    marking: str
    version: str
    date: str
    day: datetime.date
    """The same day, for the file's own record of when it was made."""
    head: str
    facts: tuple[tuple[str, str], ...]
    """Name and value, on the cover."""
    acknowledgement: str
    blocks: tuple[Block, ...]

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
