"""Where everything of a barrier picture stands: walls in the order they are met, what let each down under it.

The way to harm runs from left to right through the walls, and in as many rows as a width allows. Barriers that stand
on no way to harm come beside or below it. Lengths are logical pixels, y grows downwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rca_workbench.analysis.layout.values import Point, Rect

Size = tuple[float, float]
"""Width and height."""


@dataclass(frozen=True, slots=True)
class Wall:
    """A barrier to place, with its causes: ids and sizes."""

    id: str
    size: Size
    causes: tuple[tuple[str, Size], ...] = ()


@dataclass(frozen=True, slots=True)
class WallSpacing:
    """The distances kept, at a text size of 100 %."""

    wall: Size = (18, 104)
    """Of the panel that stands for a barrier."""
    gap: float = 22
    """Between two columns."""
    under: float = 14
    """From a panel to the barrier's box, and from one cause to the next."""
    indent: float = 18
    """Of causes under their barrier: room for the line that joins them."""
    lead: float = 26
    """From the hazard to the first column, and from the last to the harms."""
    row_gap: float = 40
    caption: float = 26
    """Above the barriers that stand on no way to harm."""

    def scaled(self, unit: float) -> "WallSpacing":
        """All distances times `unit`."""
        wall = (self.wall[0] * unit, self.wall[1] * unit)
        rest = {name: getattr(self, name) * unit for name in self.__slots__ if name != "wall"}
        return replace(self, wall=wall, **rest)


@dataclass(frozen=True, slots=True)
class WallRow:
    """One row: the stretch of the way to harm it holds; None for barriers on no way."""

    top: float
    bottom: float
    way: tuple[Point, Point] | None
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WallLayout:
    """A barrier picture laid out."""

    panels: Mapping[str, Rect]
    boxes: Mapping[str, Rect]
    """Of the barriers, by their ids."""
    causes: Mapping[tuple[str, str], Rect]
    """Of each cause under each barrier, by both their ids."""
    hazard: Rect | None
    harms: Mapping[str, Rect]
    rows: tuple[WallRow, ...]
    caption: Point | None
    """Top left corner of what is said over the barriers on no way to harm."""
    bounds: Rect


def lay_out_barriers(
    on_the_way: Sequence[Wall],
    aside: Sequence[Wall],
    hazard: Size,
    harms: Sequence[tuple[str, Size]],
    width: float,
    spacing: WallSpacing | None = None,
) -> WallLayout:
    """Lay out a barrier picture.

    Args:
        on_the_way: barriers on the way to harm, the first met first.
        aside: barriers on no way to harm.
        hazard: size of what stands at the beginning of the way.
        harms: ids and sizes of what stands at its end, one under the other.
        width: how wide a row may be; a column wider than that stands alone in one.
    """
    return _Laying(spacing or WallSpacing(), width).layout(on_the_way, aside, hazard, harms)


class _Laying:
    def __init__(self, spacing: WallSpacing, width: float) -> None:
        self.spacing, self.width = spacing, width
        self.panels: dict[str, Rect] = {}
        self.boxes: dict[str, Rect] = {}
        self.causes: dict[tuple[str, str], Rect] = {}
        self.rows: list[WallRow] = []
        self.y = 0.0

    def layout(
        self, walls: Sequence[Wall], aside: Sequence[Wall], hazard: Size, harms: Sequence[tuple[str, Size]]
    ) -> WallLayout:
        """Row by row, the way first."""
        start: Rect | None = None
        ends: dict[str, Rect] = {}
        self.y = self.spacing.caption if aside else 0.0
        if walls or harms:
            start = self._way(walls, hazard, harms, ends)
        caption = self._aside(aside, ends) if aside else None
        rects = [*self.panels.values(), *self.boxes.values(), *self.causes.values(), *ends.values()]
        rects += [start] if start else []
        right = max([one.right for one in rects], default=0.0)
        bottom = max([one.bottom for one in rects], default=0.0)
        return WallLayout(
            self.panels,
            self.boxes,
            self.causes,
            start,
            ends,
            tuple(self.rows),
            caption,
            Rect(0, 0, right, bottom),
        )

    def _aside(self, aside: Sequence[Wall], ends: Mapping[str, Rect]) -> Point:
        """Barriers on no way: right of the harms where there is room, else in rows below; returns their caption."""
        ways = [row for row in self.rows if row.way is not None]
        placed = (*ends.values(), *self.boxes.values(), *self.causes.values())
        x = max([one.right for one in placed], default=0.0) + 3 * self.spacing.gap
        if len(ways) == 1 and x + self._wide(aside) <= self.width:
            _, (_, line) = ways[0].way or ((0, 0), (0, 0))
            kept = self.y
            self._row(aside, x, line)
            self.y = max(kept, self.y)
            return x, line - self.spacing.wall[1] / 2 - self.spacing.caption
        top = self.y
        if ways:
            self.y += self.spacing.caption
        else:
            top -= self.spacing.caption
        for row in self._filled(aside, self.width):
            self._row(row, 0.0, self.y + self.spacing.wall[1] / 2)
        return 0.0, top

    def _way(
        self, walls: Sequence[Wall], hazard: Size, harms: Sequence[tuple[str, Size]], ends: dict[str, Rect]
    ) -> Rect:
        """The rows of the way to harm; returns where the hazard stands and fills in where the harms do."""
        lead = self.spacing.lead
        begin = hazard[0] + lead
        rows = list(self._filled(walls, self.width - begin)) or [[]]
        needed = (begin if len(rows) == 1 else lead) + self._wide(rows[-1]) + lead
        if rows[-1] and needed + max([size[0] for _, size in harms], default=0.0) > self.width:
            rows.append([])  # the harms have no room beside the last barriers
        start = Rect(0, 0, *hazard)
        for at, row in enumerate(rows):
            first, last = at == 0, at == len(rows) - 1
            beside = [hazard[1]] if first else []
            beside += [harms[0][1][1]] if last and harms else []
            line = self.y + max(self.spacing.wall[1], *beside, 0.0) / 2
            if first:
                start = replace(start, y=line - hazard[1] / 2)
            right = self._row(row, begin if first else lead, line) + lead
            if last and harms:
                self._harms(harms, right, line, ends)
            self.rows[-1] = replace(self.rows[-1], way=((start.right if first else 0.0, line), (right, line)))
        return start

    def _harms(self, harms: Sequence[tuple[str, Size]], x: float, line: float, ends: dict[str, Rect]) -> None:
        y = line - harms[0][1][1] / 2
        for id, size in harms:
            ends[id] = Rect(x, y, *size)
            y += size[1] + self.spacing.under
        bottom = y - self.spacing.under
        self.rows[-1] = replace(self.rows[-1], bottom=max(self.rows[-1].bottom, bottom))
        self.y = max(self.y, bottom + self.spacing.row_gap)

    def _filled(self, walls: Sequence[Wall], first: float) -> Iterator[list[Wall]]:
        """Walls in rows; the first row has another width than those that follow."""
        row: list[Wall] = []
        room = first
        for wall in walls:
            if row and self._wide([*row, wall]) > room:
                yield row
                row, room = [], self.width - self.spacing.lead
            row.append(wall)
        if row:
            yield row

    def _wide(self, walls: Sequence[Wall]) -> float:
        return sum(self._column(one) for one in walls) + self.spacing.gap * max(0, len(walls) - 1)

    def _column(self, wall: Wall) -> float:
        causes = max((size[0] for _, size in wall.causes), default=-self.spacing.indent)
        return max(wall.size[0], causes + self.spacing.indent)

    def _row(self, walls: Sequence[Wall], x: float, line: float) -> float:
        """Place a row of walls with its panels about a line; returns where its last column ends."""
        space = self.spacing
        top = line - space.wall[1] / 2
        bottom = top + space.wall[1]
        right = x
        for at, wall in enumerate(walls):
            x = right + (space.gap if at else 0)
            self.panels[wall.id] = Rect(x + (wall.size[0] - space.wall[0]) / 2, top, *space.wall)
            self.boxes[wall.id] = box = Rect(x, top + space.wall[1] + space.under, *wall.size)
            y = box.bottom + 2 * space.under
            for id, size in wall.causes:
                self.causes[wall.id, id] = Rect(x + space.indent, y, *size)
                y += size[1] + space.under
            bottom = max(bottom, box.bottom, y - space.under if wall.causes else 0.0)
            right = x + self._column(wall)
        self.rows.append(WallRow(min(self.y, top), bottom, None, tuple(one.id for one in walls)))
        self.y = bottom + space.row_gap
        return right
