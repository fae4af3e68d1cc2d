"""Tidying: fewer crossings from the picture as it stands, everything as near to its place as can be."""

from collections.abc import Iterable, Mapping, Sequence

from rca_workbench.analysis.layout.board import Board
from rca_workbench.analysis.layout.crossing import crossings
from rca_workbench.analysis.layout.drawn import framed, laid_out
from rca_workbench.analysis.layout.insertion import filled
from rca_workbench.analysis.layout.lanes import bends
from rca_workbench.analysis.layout.layers import Layers
from rca_workbench.analysis.layout.network import Network, network
from rca_workbench.analysis.layout.rows import lowered, stacked
from rca_workbench.analysis.layout.values import DEFAULT_SPACING, Box, Edge, Layout, Place, Spacing

CAREFUL_UP_TO = 600
"""Boxes up to which they try other slots; in larger graphs, to stay within seconds, only neighbours swap."""


def tidy(
    boxes: Iterable[Box],
    edges: Iterable[Edge],
    bands: Sequence[int],
    places: Mapping[str, Place],
    spacing: Spacing = DEFAULT_SPACING,
) -> Layout:
    """One round of sifting from the present picture: boxes take another slot of their row for fewer crossings.

    Each tries the slots around where its links would have it and moves if the crossings saved are worth the
    way, and neighbours change places. Boxes go to a lower row where a link inside their band would otherwise
    lead upwards. Pinned boxes keep their row and their place. If the links would cross no less than before,
    places stay as they are. Arguments, result and errors are those of `lay_out`.
    """
    net = network(boxes, edges, bands)
    present = _rows_put_right(net, filled(net, places, spacing))
    tried = [present]
    neighbours = net.neighbours()
    either_order = ((Board.swap, Board.reseat), (Board.reseat, Board.swap))
    for improvements in either_order if len(net.boxes) <= CAREFUL_UP_TO else ((Board.swap,),):
        board = Board(net, {number: present[box.id] for number, box in enumerate(net.boxes)}, spacing)
        for improve in improvements:
            improve(board, neighbours)
            tried.append(board.places())
    best = min(tried, key=lambda one: _crossings(net, one, spacing))
    return laid_out(net, best, spacing)


def _rows_put_right(net: Network, places: Mapping[str, Place]) -> dict[str, Place]:
    """The places with boxes lowered to rows in which the links of their band lead down."""
    stack = stacked(net, [places[box.id].row for box in net.boxes])
    rows = [stack.in_band(number, level) for number, level in enumerate(net.levels)]
    return {
        box.id: Place(places[box.id].x, row if box.pinned else lower)
        for box, row, lower in zip(net.boxes, rows, lowered(net, rows), strict=True)
    }


def _crossings(net: Network, places: Mapping[str, Place], spacing: Spacing) -> int:
    """How often the links cross as drawn."""
    frame, _ = framed(net, places, spacing)
    layers = Layers(frame.stack.of, net.links)
    x = bends(frame, layers)
    order = layers.by_row()
    for row in order:
        row.sort(key=lambda element: x[element])
    return crossings(layers, order)
