"""The report as a page on the screen, near what Word will print.

It comes in pieces, one for each stretch of a section that the case makes or the team wrote, so that a window shows anew
only what changed and can say where a stretch comes from.
"""

import base64
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape

from rca_workbench.drawing.smaller import smaller_png
from rca_workbench.model import ReportText
from rca_workbench.reference import tokens
from rca_workbench.report.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Paragraph,
    PictureBlock,
    Span,
    TableBlock,
    Turn,
    cell_text,
    spans_of,
)
from rca_workbench.report.word.places import Places

PAPER_WIDTH = 794
"""Pixels of an A4 page upright at 96 to the inch."""
MARGIN = 83
"""Its margin at either side: 2.2 cm, as the standard template has it."""
SMALLEST = 12
"""Pixels under which nothing is written on a screen."""
OWN = ReportText.kind.name
_ACROSS = (1123 - 2 * MARGIN) / (PAPER_WIDTH - 2 * MARGIN)
"""How much wider the lines of a page turned across are."""
_LETTER, _CAPITAL, _NARROW = 0.58, 0.75, 0.36
"""Width of a letter, of a capital and of a thin sign in bold Arial, in parts of its height."""
_THIN = frozenset("fijlrtI1.,;:'’‘!|()[]-/ ")
_UNBROKEN, _NUMBERS = 18, 10
"""Letters up to which a word stands on one line of a column, and one of numbers; an address, or many pages, may break."""
_BESIDE = 12
"""Pixels beside the words of a cell: its padding and its lines."""


@dataclass(frozen=True, slots=True)
class PageLook:
    """How the page is drawn: theme of its colours, scale of its type, width of its lines in pixels."""

    theme: str = "light"
    scale: float = 1.0
    width: int = PAPER_WIDTH - 2 * MARGIN

    @property
    def style(self) -> str:
        """The style sheet."""
        colors = tokens()["themes"][self.theme]["color"]

        px = self.px
        return (
            f"body,p,li,td,th,a{{font-family:Arial,'Liberation Sans',sans-serif;color:{colors['text']}}}"
            f"p,li{{font-size:{px(11)}px}} p{{margin:{px(4) // 2}px 0}} td,th,td p{{font-size:{px(9)}px}}"
            f"h1{{font-size:{px(18)}px;color:{colors['accent']};margin:{px(14)}px 0 {px(6)}px 0}}"
            f"h2{{font-size:{px(14)}px;color:{colors['accent']};margin:{px(11)}px 0 {px(5)}px 0}}"
            f"h3{{font-size:{px(12)}px;color:{colors['accent']};margin:{px(8)}px 0 {px(3)}px 0}}"
            f".t{{font-size:{px(24)}px;font-weight:bold;color:{colors['accent']}}} .s{{font-size:{px(14)}px}}"
            f".q{{color:{colors['text2']}}} .c{{color:{colors['text2']};font-size:{px(9)}px;font-weight:bold}}"
            f"table{{border-collapse:collapse}} td,th{{border:1px solid {self.line};padding:4px}}"
            f"th{{background-color:{colors['accent_soft']}}}"
            f".m{{color:{colors['warn']};font-style:italic}}"
        )

    def px(self, points: float) -> int:
        """Pixels of type of a size."""
        return max(SMALLEST, round(points * 96 / 72 * self.scale))

    @property
    def line(self) -> str:
        """Colour of the lines of a table."""
        return str(tokens()["themes"][self.theme]["color"]["border_strong"])

    @property
    def ink(self) -> str:
        """Colour of words."""
        return str(tokens()["themes"][self.theme]["color"]["text"])

    @property
    def link(self) -> str:
        """Colour of words that lead to another place of the report."""
        return str(tokens()["themes"][self.theme]["color"]["link"])


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page."""

    section: str
    """Id of the section it stands in; empty for what stands before the first."""
    made: bool
    """The case makes it; otherwise the team wrote it, or it is a heading."""
    html: str


def preview_html(document: Document, theme: str = "light") -> str:
    """The document as HTML that Qt's text view can show; colours follow the theme."""
    look = PageLook(theme)
    return f"<style>{look.style}</style><body>{''.join(one.html for one in preview_pieces(document, look))}</body>"


def preview_pieces(
    document: Document, look: PageLook, sections: Collection[str] | None = None
) -> tuple[Piece, ...]:
    """The document in pieces, as HTML under the style sheet of `look`.

    Args:
        document: what is shown.
        look: how.
        sections: ids of the headings that begin a section; None for every heading of the first two levels.
    """
    drawn = _Drawn(look, Places(document.blocks))
    made: list[Piece] = [Piece("", False, _head(document))]
    section, parts, stretch_made = "", list[str](), False

    def close() -> Iterator[Piece]:
        if parts:
            yield Piece(section, stretch_made, "".join(parts))
            parts.clear()

    for number, one in enumerate(document.blocks):
        begins = isinstance(one, Heading) and (one.level <= 2 if sections is None else one.id in sections)
        # A heading inside what the case makes belongs to it.
        from_case = stretch_made and not begins if isinstance(one, Heading) else not is_own(one)
        if isinstance(one, Turn):
            continue
        if begins or from_case != stretch_made:
            made += close()
            stretch_made = from_case
        if begins and isinstance(one, Heading):
            section = one.id
        parts.append(drawn.block(one, number))
    made += close()
    return tuple(made)


def is_own(one: Block) -> bool:
    """Whether a block is the team's own words for a section."""
    return any(span.of is not None and span.of.kind == OWN for span in spans_of(one))


def _head(document: Document) -> str:
    said = [
        f"<p class='q'>{escape(document.marking)} · {escape(document.edition.version)}</p>",
        f"<p class='t'>{escape(document.title)}</p><p class='s'>{escape(document.subtitle)}</p>",
    ]
    said += [f"<p class='q'>{escape(name)}: {escape(words)}</p>" for name, words in document.facts]
    return "".join(said)


class _Drawn:
    """Blocks as HTML."""

    def __init__(self, look: PageLook, places: Places) -> None:
        self._look, self._places = look, places

    def block(self, one: Block, number: int) -> str:
        match one:
            case Heading():
                return f"<h{one.level}><a name='{escape(one.id)}'></a>{escape(one.text)}</h{one.level}>"
            case Paragraph():
                kind = " class='m'" if one.style == "Placeholder" else ""
                return f"<p{kind}>{self._spans(one.spans)}</p>"
            case Bullets():
                return "<ul>" + "".join(f"<li>{self._spans(item)}</li>" for item in one.items) + "</ul>"
            case TableBlock():
                return self._table(one, number)
            case PictureBlock():
                width = min(self._look.width, round(one.picture.width * self._look.scale))
                data = base64.b64encode(smaller_png(one.picture.png, width)).decode()
                shown = f"<img width='{width}' src='data:image/png;base64,{data}'>"
                return f"<p>{shown}</p>{self._caption(number, one.caption)}"
        return ""

    def _table(self, one: TableBlock, number: int) -> str:
        widths = _widths(one, self._look)
        head = "".join(
            f"<th align='left' width='{width}'>{escape(column.heading)}</th>"
            for width, column in zip(widths, one.columns, strict=True)
        )
        rows = "".join(
            "<tr>" + "".join(f"<td valign='top'>{self._cell(cell)}</td>" for cell in row) + "</tr>"
            for row in one.rows
        )
        held = f"<thead><tr>{head}</tr></thead>{rows}"
        whole = max(sum(widths), self._look.width)
        return f"{self._caption(number, one.caption)}<table width='{whole}' border='1' cellspacing='0'>{held}</table>"

    def _caption(self, number: int, text: str) -> str:
        if not text:
            return ""
        place = self._places.at(number)
        return f"<p class='c'>{place.kind} {place.number}. {escape(text)}</p>"

    def _cell(self, cell: Cell) -> str:
        return _lines(cell) if isinstance(cell, str) else self._spans(cell)

    def _spans(self, spans: tuple[Span, ...]) -> str:
        return "".join(map(self._span, spans))

    def _span(self, one: Span) -> str:
        said = _lines(self._referred(one))
        if one.bold:
            said = f"<b>{said}</b>"
        elif one.quiet:
            said = f"<span class='q'>{said}</span>"
        if one.to:
            return f"<a href='#{escape(one.to)}' style='color:{self._look.link}'>{said}</a>"
        if one.note:
            said += f"<sup title='{escape(one.note)}'>†</sup>"
        if one.of is not None and one.of.kind != OWN:
            return f"<a href='of:{escape(one.of.id)}' style='color:{self._look.ink};text-decoration:none'>{said}</a>"
        return said

    def _referred(self, one: Span) -> str:
        """The words of a span; of a reference to a part of the report what Word prints there."""
        target = self._places.target(one.to) if one.to else None
        return target[1] if target is not None else one.text


def _widths(table: TableBlock, look: PageLook) -> list[int]:
    """How wide each column is, in pixels: as its share says, but no word breaks in it.

    A page on the screen may be narrower than the words of a table need that lies across in Word: then the table is as
    wide as a page turned across, or as its words.
    """
    size = look.px(9)
    columns = enumerate(table.columns)
    texts = ((one.heading, *(cell_text(row[at]) for row in table.rows)) for at, one in columns)
    least = [round(size * max(map(_length, column))) + _BESIDE for column in texts]
    width = look.width if sum(least) <= look.width else round(look.width * _ACROSS)
    room = max(0, width - sum(least))
    total = sum(column.share for column in table.columns)
    more = [
        max(0.0, width * column.share / total - need)
        for column, need in zip(table.columns, least, strict=True)
    ]
    return [need + int(room * extra / (sum(more) or 1)) for need, extra in zip(least, more, strict=True)]


def _length(text: str) -> float:
    """Width of the longest word of a text, in parts of the height of its type; of one that may break, of its beginning."""
    word = max(text.split(), key=len, default="")
    word = word[: _UNBROKEN if word[:1].isalpha() else _NUMBERS]
    return sum(_NARROW if one in _THIN else _CAPITAL if one.isupper() else _LETTER for one in word)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
