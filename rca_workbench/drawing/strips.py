"""The timeline for paper: entries in order, in columns under their dates, in strips one under another.

A scale of time cannot be printed where four crucial hours lie in twelve years. Here order is kept, every
entry can be read, and dates head the columns; lanes run on at the left of each strip. Entries of different
lanes share a column only where their times may be the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing.cell import COLUMN, PAD, cell_height, cell_item, mark_place
from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.lane_content import LaneRow
from rca_workbench.drawing.lanes import Lanes
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Band, Item, Layer, Line, Part, Scene, Shape, Words
from rca_workbench.drawing.shapes import outline
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.ties import CONFLICT, LINK, Ties, tie_item, tied_name
from rca_workbench.reference import tokens

_HEAD = 26
_STRIP_GAP = 18
_TOGETHER = 300
"""Seconds within which entries of different lanes stand in one column."""


@dataclass(slots=True)
class _Column:
    heading: str
    cells: dict[str, Moment]
    """By lane."""


@dataclass(slots=True)
class _Strip:
    columns: list[_Column]
    lanes: list[tuple[LaneRow, float]]
    """The lanes with something in this strip, each with its height."""

    @property
    def height(self) -> float:
        return sum(height for _, height in self.lanes)


def strip_pages(
    lanes: Lanes, theme: Theme, width: float, height: float, ties: Ties | None = None
) -> list[Scene]:
    """The timeline as pages of at most `width` by `height` pixels, each with as many strips as it holds.

    `ties` are told in the cells of their entries, and drawn where both ends stand in one strip.
    """
    told = _Told(ties, lanes)
    label = theme.px(tokens()["size"]["band_label"])
    room = max(1, int((width - label) // theme.px(COLUMN)))
    column = (width - label) / room
    columns = _columns(lanes)
    strips = [
        _strip(columns[at : at + room], lanes.rows, column, theme, told)
        for at in range(0, len(columns), room)
    ]
    pages: list[list[_Strip]] = []
    used = 0.0
    for strip in strips:
        needed = strip.height + theme.px(_HEAD + _STRIP_GAP)
        if not pages or used + needed > height:
            pages.append([])
            used = 0.0
        pages[-1].append(strip)
        used += needed
    shown = ""
    scenes = []
    for page in pages:
        scene, shown = _page(page, theme, label, column, shown, told)
        scenes.append(scene)
    return scenes


class _Told:
    """The lasting ties of a case as paper tells them."""

    def __init__(self, ties: Ties | None, lanes: Lanes) -> None:
        self._ties = ties.lasting if ties is not None else []
        self._made = lanes.made
        self._words: dict[str, list[str]] = {}
        for tie in self._ties:
            if tie.source in self._made and tie.target in self._made:
                for here, there in ((tie.source, tie.target), (tie.target, tie.source)):
                    self._words.setdefault(here, []).append(f"{_SAID[tie.sort]} {self._place(there)}")
                if tie.sort == LINK and tie.label:
                    self._words[tie.source][-1] += f": {tie.label}"

    def of(self, id: str) -> Sequence[str]:
        """What the cell of an entry says of its ties."""
        return self._words.get(id, ())

    def lines(self, marks: Mapping[str, QPointF], theme: Theme) -> Iterator[Item]:
        """The ties between entries of one strip, from mark to mark; none where they would cover it."""
        found = [tie for tie in self._ties if tie.source in marks and tie.target in marks]
        for tie in found if len(found) <= _MOST_LINES else ():
            item = tie_item(tie, marks[tie.source], marks[tie.target], self._name, theme, words=False)
            if item is not None:
                yield item

    def _place(self, id: str) -> str:
        """Where to look for an entry: paper shows no codes, but times and lanes."""
        moment = self._made[id]
        return ", ".join(part for part in (moment.words.printed, moment.around.lane_label) if part)

    def _name(self, id: str) -> str:
        return tied_name(self._made.get(id))


_SAID = {LINK: "Tied to", CONFLICT: "Disagrees with"}
_MOST_LINES = 16
"""Ties drawn in one strip; the cells tell all of them."""


def _columns(lanes: Lanes) -> list[_Column]:
    """Entries in order; one joins the column before it if its lane is free and its time may be the same."""
    names = {lane.id for lane in lanes.rows}
    columns: list[_Column] = []
    for moment in lanes.moments:
        lane = moment.lane if moment.lane in names else ""
        last = columns[-1] if columns else None
        if last is None or not _joins(moment, lane, last):
            columns.append(_Column(moment.heading, {lane: moment}))
        else:
            last.cells[lane] = moment
    return columns


def _joins(moment: Moment, lane: str, column: _Column) -> bool:
    if lane in column.cells or moment.heading != column.heading:
        return False
    return all(
        moment.start <= other.end + _TOGETHER and other.start <= moment.end + _TOGETHER
        for other in column.cells.values()
    )


def _strip(
    columns: list[_Column], lanes: Sequence[LaneRow], wide: float, theme: Theme, told: "_Told"
) -> _Strip:
    used = []
    for lane in lanes:
        heights = [
            cell_height(column.cells[lane.id], wide, theme, told.of(column.cells[lane.id].id))
            for column in columns
            if lane.id in column.cells
        ]
        if heights:
            used.append((lane, max(max(heights) + 2 * theme.px(PAD), theme.px(44))))
    return _Strip(columns, used)


def _page(
    strips: list[_Strip], theme: Theme, label: float, wide: float, shown: str, told: "_Told"
) -> tuple[Scene, str]:
    """Strips one under another, columns `wide` pixels each; `shown` is the heading that came last."""
    items: list[Item] = []
    bands: list[Band] = []
    y = 0.0
    for strip in strips:
        top = y + theme.px(_HEAD)
        items += _headings(strip, theme, label, wide, y, shown)
        shown = strip.columns[-1].heading
        marks: dict[str, QPointF] = {}
        for lane, height in strip.lanes:
            bands.append(Band(lane.id, lane.label, "", top, height))
            for index, column in enumerate(strip.columns):
                if moment := column.cells.get(lane.id):
                    place = QRectF(label + index * wide, top, wide, height)
                    items.append(cell_item(moment, place, theme, told.of(moment.id)))
                    marks[moment.id] = mark_place(moment, place, theme)
            top += height
        items += told.lines(marks, theme)
        y = top + theme.px(_STRIP_GAP)
    columns = max(len(strip.columns) for strip in strips)
    bounds = QRectF(0, 0, label + columns * wide, y - theme.px(_STRIP_GAP) + 1)
    items.sort(key=lambda item: item.layer)
    return Scene(theme=theme, bounds=bounds, items=items, bands=tuple(bands), label_width=label), shown


def _headings(
    strip: _Strip, theme: Theme, label: float, wide: float, top: float, shown: str
) -> Iterator[Item]:
    """The dates over a strip's columns, each with a line down to where its columns begin."""
    face = theme.face("label")
    bottom = top + theme.px(_HEAD) + strip.height
    at = 0
    for heading, some in groupby(strip.columns, key=lambda column: column.heading):
        count = len(list(some))
        x, width = label + at * wide, count * wide
        rect = QRectF(x + 2, top + theme.px(3), width - 4, theme.px(_HEAD - 6))
        words = f"{heading}, continued" if at == 0 and heading == shown else heading
        line = QPainterPath(QPointF(x, top + theme.px(2)))
        line.lineTo(x, bottom)
        parts: tuple[Part, ...] = (
            Shape(line, None, Stroke(theme.colors["border_strong"], theme.px(1))),
            Shape(outline("round", rect, theme.px(4)), theme.colors["accent_soft"]),
            Words(
                (
                    Line(
                        rect.left() + theme.px(6),
                        face.baseline(rect.center().y() - face.line / 2),
                        face.elide(words, int(width - theme.px(14))),
                    ),
                ),
                face,
                theme.colors["accent"],
            ),
        )
        yield Item(None, Layer.GROUND, QRectF(x - 2, top, width + 4, bottom - top), rect, parts, heading)
        at += count
