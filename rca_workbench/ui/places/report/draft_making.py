"""What the draft shows of a document, made beside the window: its page in pieces, and what is said twice in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rca_workbench.analysis.repetition import AlsoSaid, also_said
from rca_workbench.model import Changes, ReportText, Snapshot
from rca_workbench.report import Edition, build
from rca_workbench.report.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    PictureBlock,
    TableBlock,
)
from rca_workbench.report.preview import PageLook, Piece, is_own, preview_pieces
from rca_workbench.report.remaking import Remaking
from rca_workbench.report.standing import sections_of
from rca_workbench.report.template import template
from rca_workbench.ui.fields.prose_box import Part


@dataclass(frozen=True, slots=True)
class Made:
    """A document as the draft shows it."""

    template: str
    pieces: tuple[Piece, ...]
    sheet: str
    """The style sheet of the page."""
    twice: tuple[AlsoSaid, ...]
    parts: tuple[Part, ...]
    """What a text can refer to in the report itself."""
    words: Mapping[str, int]
    """How many words each section has."""
    headings: Mapping[str, tuple[str, str]]
    """By the words of each heading: the section it stands in and the name of its place on the page."""


def make(
    snapshot: Snapshot, name: str, day: date, look: PageLook, remaking: Remaking, *, pictures: bool = True
) -> Made:
    """Make what the draft shows of a document; `remaking` holds what was made before."""
    document = build(snapshot, name, edition=Edition(day), pictures=pictures, make=remaking.built)
    sections = [one.id for one in sections_of(template(name))]
    own, whole = _texts(document, frozenset(sections))
    return Made(
        name,
        preview_pieces(document, look, frozenset(sections)),
        look.style,
        also_said(own, whole),
        tuple(_parts(document, frozenset(sections))),
        {section: len(text.split()) for section, text in whole.items()},
        _headings(document, frozenset(sections)),
    )


def rewritten(snapshot: Snapshot, changes: Changes | None) -> set[str] | None:
    """The sections whose words changed, where nothing else did; None where more may have."""
    if changes is None or set(changes.by_kind) != {ReportText.kind.name}:
        return None
    texts = [snapshot.get(ReportText, id) for id in changes.ids(ReportText.kind.name)]
    return None if None in texts else {one.section for one in texts if one is not None}


def _headings(document: Document, sections: frozenset[str]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    section = ""
    for one in document.headings:
        section = one.id if one.id in sections else section
        found.setdefault(one.text, (section, one.id))
    return found


def _texts(document: Document, sections: frozenset[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What the team wrote in each section, and all that stands in it."""
    own: dict[str, list[str]] = {}
    whole: dict[str, list[str]] = {}
    section = ""
    for one in document.blocks:
        if isinstance(one, Heading):
            section = one.id if one.id in sections else section
            continue
        lines = _lines(one)
        whole.setdefault(section, []).extend(lines)
        if is_own(one):
            own.setdefault(section, []).extend(lines)
    return {id: "\n".join(lines) for id, lines in own.items()}, {
        id: "\n".join(lines) for id, lines in whole.items()
    }


def _lines(one: Block) -> list[str]:
    match one:
        case Paragraph() if one.style != "Placeholder":
            return ["".join(span.text for span in one.spans)]
        case Bullets():
            return ["".join(span.text for span in item) for item in one.items]
        case TableBlock():
            cells = (cell for row in one.rows for cell in row)
            return [cell if isinstance(cell, str) else "".join(span.text for span in cell) for cell in cells]
    return []


def _parts(document: Document, sections: frozenset[str]) -> list[Part]:
    found: list[Part] = []
    for one in document.blocks:
        match one:
            case Heading() if one.id in sections:
                found.append((one.id, f"section ‘{one.text}’"))
            case TableBlock() if one.id and one.caption:
                found.append((one.id, f"table ‘{one.caption}’"))
            case PictureBlock() if one.id and one.caption:
                found.append((one.id, f"figure ‘{one.caption}’"))
    return found
