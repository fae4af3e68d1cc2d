"""Where a lane's entries lie, drawn small: the slim row of a folded lane, and frames while the scale changes.

Time is cut into buckets of a power of two of seconds, counted once for each octave of scale, so that a frame
costs what it shows and the picture is the same wherever the view stands.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, log2
from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing.ink import Stroke, blend
from rca_workbench.drawing.lane_content import LaneContent, LaneRow
from rca_workbench.drawing.scene import Bars, Item, Layer, Part, Shape
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.timeview import TimeView

SLIM = 30
"""Height of the row of a folded lane."""
_LEAST = 6
"""Pixels of the narrowest bucket; the widest is twice as wide."""
_SHADES = (0.4, 0.55, 0.7, 0.85, 1.0)
"""Share of the ink, and height, by how many lie in a bucket: 1, 2 to 4, to 19, to 99, more."""
_HALVED = 6
"""Octaves counted for a lane are let go beyond so many."""


@dataclass(slots=True)
class _Counts:
    """What lies in the buckets of a lane that are not empty, in order."""

    numbers: list[int]
    shades: list[int]


def quick_item(
    row: LaneRow, top: float, height: float, view: TimeView, theme: Theme, hidden: frozenset[str]
) -> Item:
    """The marks of a lane without words as one drawing: for frames while the scale changes."""
    rect = QRectF(view.left, top, max(view.width - view.left, 1), height)
    bar = theme.px(14)
    parts = _parts(row.contents, view, theme, hidden, min(height / 2, theme.px(24)) - bar / 2, bar)
    return Item(None, Layer.BOX, rect, rect, tuple(parts), shift=(0.0, top))


def slim_parts(
    contents: Sequence[LaneContent], view: TimeView, theme: Theme, hidden: frozenset[str]
) -> list[Part]:
    """The row of a folded lane from height 0: bars, darker and taller where more lies, with cards standing out."""
    return _parts(contents, view, theme, hidden, theme.px(SLIM - 14) / 2, theme.px(14))


def count_ahead(contents: Sequence[LaneContent], view: TimeView, theme: Theme) -> None:
    """Count what zooming one octave in or out from a view will show."""
    level = _level(view, theme)
    for content in contents:
        for near in (level - 1, level, level + 1):
            _counted(content, near)


def _parts(
    contents: Sequence[LaneContent],
    view: TimeView,
    theme: Theme,
    hidden: frozenset[str],
    top: float,
    height: float,
) -> list[Part]:
    level = _level(view, theme)
    seconds = 2.0**level
    first, last = int(view.start // seconds), int(view.end // seconds)
    base = view.left - view.start / view.seconds_per_pixel
    step = seconds / view.seconds_per_pixel
    wide = step - 1.5
    bars: list[list[QRectF]] = [[] for _ in _SHADES]
    tall = [height * (0.5 + 0.5 * share) for share in _SHADES]
    tops = [top + (height - one) / 2 for one in tall]
    for content in contents:
        counts = _counted(content, level) if not hidden else _count(_left(content, hidden), level)
        numbers, shades = counts.numbers, counts.shades
        for index in range(bisect_left(numbers, first), bisect_left(numbers, last + 1)):
            shade = shades[index]
            bars[shade].append(QRectF(base + numbers[index] * step, tops[shade], wide, tall[shade]))
    ink, ground = theme.kinds["event"].ink, theme.colors["band"]
    parts: list[Part] = [
        Bars(tuple(some), blend(ink, ground, share))
        for some, share in zip(bars, _SHADES, strict=True)
        if some
    ]
    for card in ("problem", "harm"):
        parts += _cards(contents, card, view, theme, hidden, top, height)
    return parts


def _level(view: TimeView, theme: Theme) -> int:
    return ceil(log2(view.seconds_per_pixel * theme.px(_LEAST)))


def _left(content: LaneContent, hidden: frozenset[str]) -> Iterable[float]:
    return (moment.start for moment in content.moments if moment.id not in hidden)


def _counted(content: LaneContent, level: int) -> _Counts:
    key = ("counts", level)
    known = content.kept.get(key)
    if known is None:
        known = content.kept[key] = _count(content.starts, level)
        content.kept.pop(("counts", level - _HALVED), None)
        content.kept.pop(("counts", level + _HALVED), None)
    return cast(_Counts, known)


def _count(starts: Iterable[float], level: int) -> _Counts:
    if level >= 0:
        counted = Counter([int(start) >> level for start in starts])
    else:
        counted = Counter([int(start // 2.0**level) for start in starts])
    numbers = sorted(counted)
    return _Counts(numbers, [_shade(counted[number]) for number in numbers])


def _shade(count: int) -> int:
    return 0 if count < 2 else 1 if count < 5 else 2 if count < 20 else 3 if count < 100 else 4


def _cards(
    contents: Sequence[LaneContent],
    card: str,
    view: TimeView,
    theme: Theme,
    hidden: frozenset[str],
    top: float,
    height: float,
) -> list[Part]:
    """A problem as a tall thin bar, harm as a disc: told apart by shape as well."""
    size, last = theme.px(12 if card == "harm" else 4), -1e9
    rects = []
    for time in sorted(time for content in contents for time in _standing(content, card, view, hidden)):
        x = view.x(time)
        if x - last >= size:
            last = x
            rects.append(QRectF(x - size / 2, top - theme.px(3), size, height + theme.px(6)))
    if not rects:
        return []
    colors = theme.kinds[card]
    if card == "problem":
        return [Bars(tuple(rects), colors.border)]
    path = QPainterPath()
    for rect in rects:
        path.addEllipse(rect.center(), size / 2, size / 2)
    return [Shape(path, colors.border, Stroke(theme.colors["surface"], theme.px(1)))]


def _standing(
    content: LaneContent, card: str, view: TimeView, hidden: frozenset[str]
) -> Sequence[float] | list[float]:
    """Seconds of the problems or the harm in view."""
    if hidden:
        return [
            moment.at
            for moment in content.moments
            if moment.around.card == card and moment.id not in hidden and view.start <= moment.at <= view.end
        ]
    if card not in content.kept:
        found = sorted(moment.at for moment in content.moments if moment.around.card == card)
        content.kept[card] = found
    times = cast(list[float], content.kept[card])
    return times[bisect_left(times, view.start) : bisect_left(times, view.end)]
