"""From places to a drawing: rectangles, spans of the bands, and the courses of the links."""

from collections.abc import Iterable, Mapping
from math import floor

from rca_workbench.analysis.layout.frame import Frame
from rca_workbench.analysis.layout.lanes import WORK
from rca_workbench.analysis.layout.network import Network
from rca_workbench.analysis.layout.pixels import PINNED, apart
from rca_workbench.analysis.layout.routes import routes
from rca_workbench.analysis.layout.rows import Rows, stacked
from rca_workbench.analysis.layout.values import BandSpan, Layout, Place, Point, Rect, Spacing


def laid_out(net: Network, places: Mapping[str, Place], spacing: Spacing, work: int = WORK) -> Layout:
    """The drawing of a network with a place for every box.

    Boxes that stand too near each other give way; rows of a band that nothing stands in are closed up.
    """
    frame, spans = framed(net, places, spacing)
    courses = routes(frame, work)
    return Layout(
        places={
            box.id: Place(rect.x, frame.stack.in_band(number, net.levels[number]))
            for number, (box, rect) in enumerate(zip(net.boxes, frame.rects, strict=True))
        },
        rects={box.id: rect for box, rect in zip(net.boxes, frame.rects, strict=True)},
        bands=spans,
        routes=courses,
        width=_right_end(frame, courses.values()) + spacing.left,
        height=spans[-1].bottom if spans else 0.0,
    )


def framed(net: Network, places: Mapping[str, Place], spacing: Spacing) -> tuple[Frame, tuple[BandSpan, ...]]:
    """The boxes in their rows, and the bands."""
    stack = stacked(net, [places[box.id].row for box in net.boxes])
    lefts = [places[box.id].x for box in net.boxes]
    order = stack.members()
    for row in order:
        row.sort(key=lambda box: (lefts[box], box))
        weights = [PINNED if net.boxes[box].pinned else 1.0 for box in row]
        kept = apart([lefts[box] for box in row], [net.boxes[box].width for box in row], weights, spacing)
        for box, left in zip(row, kept, strict=True):
            lefts[box] = left
    heights = [max((net.boxes[box].height for box in row), default=0.0) for row in order]
    spans, tops = _stack_bands(net, stack, heights, spacing)
    rects = tuple(
        Rect(lefts[number], tops[row] + floor((heights[row] - box.height) / 2), box.width, box.height)
        for number, (box, row) in enumerate(zip(net.boxes, stack.of, strict=True))
    )
    return Frame(net, stack, rects, tuple(map(tuple, order)), tuple(tops), tuple(heights), spacing), spans


def _stack_bands(
    net: Network, stack: Rows, heights: list[float], spacing: Spacing
) -> tuple[tuple[BandSpan, ...], list[float]]:
    """The span of each band and the top of each row."""
    spans, tops = [], [0.0] * len(heights)
    y = 0.0
    for level, band in enumerate(net.bands):
        top = y
        first, end = stack.first[level], stack.first[level + 1]
        y += spacing.band_pad
        for row in range(first, end):
            tops[row] = y
            last = row == end - 1
            y += heights[row] if last else max(spacing.row_pitch, heights[row] + spacing.row_gap)
        y = top + spacing.band_min if first == end else y + spacing.band_pad
        spans.append(BandSpan(band, top, y))
    return tuple(spans), tops


def _right_end(frame: Frame, courses: Iterable[tuple[Point, ...]]) -> float:
    boxes = max((rect.right for rect in frame.rects), default=0.0)
    return max(boxes, max((x for course in courses for x, _ in course), default=0.0))
