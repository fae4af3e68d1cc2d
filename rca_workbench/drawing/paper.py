"""The map arranged for paper: the same bands, with rows no wider than a page.

On the screen a band may run on sideways; a page may not. Here the boxes of a wide row are staggered over
several rows of the same band, and pages are cut between rows. Where the side of a page still runs through a box,
a small quiet one stands for it there: each is whole on another page.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QRectF

from rca_workbench.analysis.layout import BandSpan, Box, Layout, Spacing, arrange
from rca_workbench.drawing.again import begun_item
from rca_workbench.drawing.bands import Arrangement, by_levels
from rca_workbench.drawing.box import box_size
from rca_workbench.drawing.files import Sheet
from rca_workbench.drawing.map import MapLook, MapScene, courses_of, drawn_links, layout_of, map_scene
from rca_workbench.drawing.scene import Item, Layer
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Factor, Snapshot

ACROSS = range(3, 13)
"""How many boxes side by side are tried."""
_OVERLAP = 230
"""A little more than the widest box."""
_BESIDE = 12
"""Between the side of a page and the box that it was drawn in to."""


@dataclass(frozen=True, slots=True)
class PaperMap:
    """A map for paper and where it may be cut."""

    scene: MapScene
    rows: tuple[tuple[float, float], ...]
    """Top and bottom of each row of boxes."""

    def pages(self, width: float, height: float) -> list[QRectF]:
        """The map cut into pages of at most that size, band labels included, read line by line.

        Cut between rows, and sideways with so much overlap that every box is whole on one page.
        """
        bounds, label = self.scene.bounds, self.scene.label_width
        lines: list[tuple[float, float]] = []
        for top, bottom in self.rows:
            if lines and bottom - lines[-1][0] <= height:
                lines[-1] = (lines[-1][0], bottom)
            else:
                lines.append((top, bottom))
        columns = _cuts(bounds.left(), bounds.right(), width - label, self.scene.theme.px(_OVERLAP))
        pages: list[QRectF] = []
        for top, bottom in lines:
            boxes = [one.body for one in self._boxes if top <= one.body.center().y() <= bottom]
            line = [QRectF(left, top, right - left, bottom - top) for left, right in columns]
            pages += _drawn_in(line, boxes, self.scene.theme.px(_BESIDE))
        return [page.adjusted(-label, 0, 0, 0) for page in pages if any(map(page.contains, self._bodies))]

    def factors(self, page: QRectF) -> int:
        """How many factors are seen whole on a page."""
        return sum(map(self._inside(page).contains, self._bodies))

    def sheet(self, page: QRectF) -> Sheet:
        """A page to be drawn: no box on it is cut by its sides."""
        inside, scene = self._inside(page), self.scene
        cut = [one for one in self._boxes if one.body.intersects(inside) and not inside.contains(one.body)]
        left_out = {one.ref.id for one in cut if one.ref is not None}
        kept = (
            one
            for one in scene.items
            if one.layer is Layer.LINK or one.ref is None or one.ref.id not in left_out
        )
        begun = (begun_item(one, one.body.intersected(inside), scene.theme) for one in cut)
        return Sheet(replace(scene, items=[*kept, *begun], kept={}), page)

    def _inside(self, page: QRectF) -> QRectF:
        return page.adjusted(self.scene.label_width, 0, 0, 0)

    @property
    def _boxes(self) -> list[Item]:
        return [one for one in self.scene.items if one.layer is Layer.BOX]

    @property
    def _bodies(self) -> list[QRectF]:
        return [one.body for one in self._boxes]

    def labels(self, page: QRectF) -> str:
        """The bands on a page, in words: "Organisation to Ward and department"."""
        seen = [
            band.label
            for band in self.scene.bands
            if band.top < page.bottom() - 1 and band.top + band.height > page.top() + 1
        ]
        return seen[0] if len(seen) == 1 else f"{seen[0]} to {seen[-1]}" if seen else ""


def paper_maps(snapshot: Snapshot, theme: Theme, arrangement: Arrangement | None = None) -> list[PaperMap]:
    """The map with ever more boxes side by side, from narrow to as wide as it is on the screen.

    `arrangement` says which bands it has; without it, those the map usually has.
    """
    look = MapLook(arrangement or by_levels())
    wide = layout_of(snapshot, theme, only=frozenset(snapshot.of(Factor)), look=look)
    made: list[PaperMap] = []
    for across in ACROSS:
        layout, rows = _staggered(snapshot, theme, wide, across, look.arrangement)
        made.append(PaperMap(map_scene(snapshot, layout, theme, look=look), rows))
        if all(len(row) <= across for row in _rows(wide).values()):
            break
    return made


def _staggered(
    snapshot: Snapshot, theme: Theme, wide: Layout, across: int, arrangement: Arrangement
) -> tuple[Layout, tuple[tuple[float, float], ...]]:
    """A layout with at most `across` boxes in a row, and its rows."""
    factors = snapshot.of(Factor)
    band_at = arrangement.placed(factors.values())
    row_of: dict[str, tuple[int, int, int]] = {}
    for (_, row), ids in _rows(wide).items():
        parts = -(-len(ids) // across)
        for index, id in enumerate(ids):
            # Every other box one row down keeps each as near to its neighbours as it was.
            row_of[id] = (band_at[id], row, index % parts)
    levels = sorted(set(row_of.values()))
    number = {level: index for index, level in enumerate(levels)}
    boxes = [Box(id, number[row_of[id]], *box_size(factors[id], theme)) for id in row_of]
    edges = [courses_of(link, snapshot)[0] for link in drawn_links(snapshot)]
    spacing = replace(Spacing().scaled(theme.unit), band_pad=theme.px(26))
    made = arrange(boxes, edges, range(len(levels)), spacing)
    spans: dict[int, BandSpan] = {}
    for level, span in zip(levels, made.bands, strict=True):
        band = level[0]
        top = spans[band].top if band in spans else span.top
        spans[band] = BandSpan(band, top, span.bottom)
    rows = tuple((span.top, span.bottom) for span in made.bands)
    return replace(made, bands=tuple(spans[band] for band in sorted(spans))), rows


def _rows(layout: Layout) -> dict[tuple[int, int], list[str]]:
    """Ids of the boxes in each row of each band, from left to right."""
    band_at = [(span.top, span.bottom, span.band) for span in layout.bands]
    found: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for id, rect in sorted(layout.rects.items(), key=lambda one: one[1].x):
        middle = rect.y + rect.height / 2
        band = next(band for top, bottom, band in band_at if top <= middle <= bottom)
        found[band, layout.places[id].row].append(id)
    return dict(found)


def _cuts(start: float, end: float, size: float, overlap: float) -> list[tuple[float, float]]:
    """Stretches of at most `size` that cover `start` to `end`, each `overlap` or more over the next."""
    if end - start <= size:
        return [(start, end)]
    count = ceil((end - start - size) / (size - overlap)) + 1
    step = (end - start - size) / (count - 1)
    return [(start + number * step, start + number * step + size) for number in range(count)]


def _drawn_in(pages: list[QRectF], boxes: list[QRectF], beside: float) -> list[QRectF]:
    """Pages side by side whose sides run through as few boxes as may be, each box whole on one of them still."""
    made = list(pages)
    for number, page in enumerate(pages):
        others = made[:number] + made[number + 1 :]
        own = [one for one in boxes if page.contains(one) and not any(each.contains(one) for each in others)]
        first = min((one.left() for one in own), default=page.right())
        last = max((one.right() for one in own), default=page.left())
        if own:
            lefts = [page.left(), *(one.right() + beside for one in boxes)] if number else [page.left()]
            rights = (
                [page.right(), *(one.left() - beside for one in boxes)]
                if number + 1 < len(pages)
                else [page.right()]
            )
            left = min((x for x in lefts if page.left() <= x <= first), key=lambda x: (_through(x, boxes), x))
            right = min(
                (x for x in rights if last <= x <= page.right()), key=lambda x: (_through(x, boxes), -x)
            )
            made[number] = QRectF(left, page.top(), right - left, page.height())
    return made


def _through(x: float, boxes: list[QRectF]) -> int:
    """How many boxes a side at `x` runs through."""
    return sum(one.left() < x < one.right() for one in boxes)
