"""The layered layout with bands beside Graphviz dot: crossings, time, and what moves when a factor is added.

Graphs: the published case; graphs grown like it (its shares of levels, its 1.26 links a factor); those that the
other benchmarks import; and links at random between levels. Both draw the same boxes in the same rows: dot is
given each link with the number of rows it passes as its least length, so that it keeps the bands (see
`benchmarks/dot.py`). Crossings are counted where links change their order from one row to the next, boxes
counting as points; as drawn, dot's come out higher and ours do not. Time is processor time, of dot with its
start. dot takes minutes at 3,000 factors: `python -m benchmarks layout3000`.
"""

import random
import shutil
import time
from dataclasses import replace
from statistics import median

from benchmarks.dot import crossings, crossings_drawn, drawn_by_dot, ours
from benchmarks.graphs import BANDS, KINDS, Graph, grown, published
from benchmarks.table import Row, ms, percentile
from rca_workbench.analysis.layout import Box, Layout, arrange, lay_out

SEEDS = {30: 8, 100: 6, 300: 3, 1_000: 1}
"""Graphs of each kind at each size: the small ones differ more from each other."""
MOVES = {100: 30, 300: 10}
"""Edits, each on the same map, at each size, to see what moves."""


def measure() -> list[Row]:
    """Crossings and time at each size, then movement."""
    if shutil.which("dot") is None:
        return [Row("layout beside dot", "", "Graphviz is not installed", "", "", False)]
    rows = beside("the published case", [published()])
    for size, seeds in SEEDS.items():
        graphs = [kind(size, seed) for kind in KINDS.values() for seed in range(seeds)]
        rows += beside(f"{size:,} factors, {len(graphs)} graphs", graphs)
    for size, additions in MOVES.items():
        rows += _movement(size, additions)
    return rows


def beside(what: str, graphs: list[Graph]) -> list[Row]:
    """Crossings, kept bands and time of both, summed over some graphs of one size."""
    our, their = [], []
    for boxes, edges in graphs:
        # Anew each time: what was arranged before is kept otherwise.
        fresh = [Box(box.id, box.band, box.width, box.height) for box in boxes]
        begin = time.process_time()
        layout = arrange(fresh, edges, BANDS)
        seconds = time.process_time() - begin
        picture = ours(layout)
        our.append((picture, seconds, _bands_kept(boxes, layout)))
        their.append(drawn_by_dot(boxes, edges, rows_of(boxes, layout)))
    counts = [sum(crossings(picture) for picture in side) for side in ([one[0] for one in our], their)]
    drawn = [sum(crossings_drawn(picture) for picture in side) for side in ([one[0] for one in our], their)]
    times = sum(seconds for _, seconds, _ in our), sum(picture.seconds for picture in their)
    kept = all(one[2] for one in our)
    most = 1.0 if len(graphs[0][0]) > 1_000 else 3.0
    return [
        Row(
            f"layout of {what}: crossings, bands {'kept' if kept else 'not kept'}",
            f"{counts[0]:,} ({drawn[0]:,} as drawn)",
            f"dot: {counts[1]:,} ({drawn[1]:,} as drawn)",
            f"{counts[0] / max(1, counts[1]):.2f}",
            "1",
            kept and counts[0] <= counts[1],
        ),
        Row(
            f"layout of {what}: time a graph",
            ms(times[0] / len(graphs)),
            f"dot: {ms(times[1] / len(graphs))}",
            f"{times[0] / times[1]:.2f}",
            f"{most:g}",
            times[0] <= most * times[1],
        ),
    ]


def rows_of(boxes: list[Box], layout: Layout) -> dict[str, int]:
    """The row of each box counted through all bands."""
    number = {
        row: index
        for index, row in enumerate(sorted({(box.band, layout.places[box.id].row) for box in boxes}))
    }
    return {box.id: number[box.band, layout.places[box.id].row] for box in boxes}


def _bands_kept(boxes: list[Box], layout: Layout) -> bool:
    spans = {span.band: span for span in layout.bands}
    return all(
        spans[box.band].top <= layout.rects[box.id].y
        and layout.rects[box.id].bottom <= spans[box.band].bottom
        for box in boxes
    )


def _movement(size: int, edits: int) -> list[Row]:
    """How far the others move to the side: ours makes room, dot draws afresh."""
    boxes, edges = grown(size, 0)
    before = arrange(boxes, edges, BANDS)
    dot_before = drawn_by_dot(boxes, edges, rows_of(boxes, before))
    rows: list[Row] = []
    for what in ("why is asked of one", "one is moved a level up"):
        luck = random.Random(size)
        our, their = [], []
        for _ in range(edits):
            at = luck.randrange(len(boxes))
            places = dict(before.places)
            if what.startswith("why"):
                why = Box("why", max(0, boxes[at].band - 1), 160.0, 60.0)
                more = [*boxes, why], [*edges, ("why", boxes[at].id)]
            else:
                del places[boxes[at].id]
                more = (
                    [*boxes[:at], replace(boxes[at], band=max(0, boxes[at].band - 1)), *boxes[at + 1 :]],
                    edges,
                )
            after = lay_out(*more, BANDS, places)
            our += [abs(after.places[id].x - place.x) for id, place in places.items()]
            drawn = drawn_by_dot(*more, rows_of(more[0], after))
            their += [abs(drawn.middles[id][0] - dot_before.middles[id][0]) for id in places]
        rows += _far(f"movement of the others when {what}, of {size}", our, their)
    return rows


def _far(what: str, our: list[float], their: list[float]) -> list[Row]:
    medians, tails = (
        [median(side) for side in (our, their)],
        [percentile(side, 0.95) for side in (our, their)],
    )
    return [
        Row(
            f"{what}: median",
            f"{medians[0]:.0f} px",
            f"dot afresh: {medians[1]:,.0f} px",
            "",
            "0 px",
            medians[0] == 0,
        ),
        Row(
            "the same, 95th percentile",
            f"{tails[0]:.0f} px",
            f"dot afresh: {tails[1]:,.0f} px",
            f"{tails[0] / max(1, tails[1]):.2f}",
            "0.1",
            tails[0] <= 0.1 * tails[1],
        ),
    ]
