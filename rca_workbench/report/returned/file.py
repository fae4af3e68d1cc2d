"""What was read of a Word file that came back, before it is compared with anything."""

from dataclasses import dataclass
from typing import NamedTuple

from rca_workbench.model import Comment, Proposal
from rca_workbench.report.document import FieldKey
from rca_workbench.report.word.tags import Sent


class Mark(NamedTuple):
    """Who put something in or took something out with Track Changes, and on which day."""

    author: str
    on: str
    """As ISO text; empty where the file does not say."""


class Piece(NamedTuple):
    """A run of text alike in everything: in which field it stands, and what was tracked of it."""

    text: str
    """A newline alone is the end of a paragraph, or a line break."""
    tag: tuple[FieldKey, int] | None = None
    """The field whose control it stands in, and which line of that field the control holds."""
    put_in: Mark | None = None
    taken_out: Mark | None = None
    marks: tuple[str, ...] = ()
    """Names of the bookmarks around fields that it stands in."""
    control: int = 0
    """Number of the control: two of one tag are two controls."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table that a paragraph stands in."""

    table: int
    number: int
    cell: int
    heads: bool = False
    """It is the heading row that repeats."""
    put_in: Mark | None = None
    taken_out: Mark | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    pieces: tuple[Piece, ...]
    end: Piece
    """The mark at its end, which may have been put in or taken out."""
    heading: int = 0
    """Level of a heading; 0 for other paragraphs."""
    style: str = ""
    row: Row | None = None
    story: str = ""
    """Empty in the body; otherwise "footnote", "header", "footer", "contents"."""

    def text(self, after: bool = True) -> str:
        """Its words with all tracked changes taken in, or with none."""
        return "".join(one.text for one in self.pieces if stands(one, after))


@dataclass(frozen=True, slots=True)
class ReturnedComment:
    """A comment as the file holds it."""

    id: str
    author: str
    on: str
    text: str
    quote: str
    line: int | None
    """Number of the paragraph it is about; None where its place is not in the file any more."""
    tags: tuple[FieldKey, ...]
    """The fields it is about, the innermost around its ends first."""
    answers: str = ""
    """Id of the comment it replies to."""
    resolved: bool = False
    at: str = ""
    """Day and time as the file says them."""


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A Word file that came back."""

    name: str
    data: bytes
    sent: Sent | None
    """What it says of itself; None where nothing in it says so."""
    program: str
    """Which program saved it last, in words; empty where it does not say."""
    lines: tuple[Line, ...]
    comments: tuple[ReturnedComment, ...]
    broken: bool = False
    """Its XML is crossed: what it says can be read, but not be relied on."""
    made_on: str = ""
    """The day on which it was first made, as ISO text."""
    has_pictures: bool = False
    warnings: tuple[str, ...] = ()
    """What else there is to say of it, in sentences."""

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of those who wrote in it, in the order in which they first did. They are no part of the case."""
        found: dict[str, None] = {}
        for line in self.lines:
            row = (line.row.put_in, line.row.taken_out) if line.row else ()
            for mark in (*row, *(m for one in (*line.pieces, line.end) for m in (one.put_in, one.taken_out))):
                if mark is not None:
                    found[mark.author] = None
        return tuple(found | dict.fromkeys(one.author for one in self.comments))

    @property
    def has_tags(self) -> bool:
        """Whether any control of ours is left in it."""
        return any(one.tag for line in self.lines for one in line.pieces)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a file that came back proposes. Nothing of it is in the case yet."""

    proposals: tuple[Proposal, ...]
    comments: tuple[Comment, ...]
    notes: tuple[str, ...]
    """About the file as a whole, in sentences."""


def stands(piece: Piece, after: bool) -> bool:
    """Whether a piece is there with all tracked changes taken in, or with none."""
    return piece.taken_out is None if after else piece.put_in is None
