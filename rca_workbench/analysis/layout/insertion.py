"""Laying out what has its places, and finding places for what has none while everything else stays put."""

from collections.abc import Iterable, Mapping, Sequence

from rca_workbench.analysis.layout.afresh import fresh_places
from rca_workbench.analysis.layout.board import Board
from rca_workbench.analysis.layout.drawn import framed, laid_out
from rca_workbench.analysis.layout.lanes import WORK, WORK_AFRESH
from rca_workbench.analysis.layout.network import Network, network, parts
from rca_workbench.analysis.layout.rows import longest_paths, stacked
from rca_workbench.analysis.layout.shelf import laid_alone
from rca_workbench.analysis.layout.slack import settled
from rca_workbench.analysis.layout.values import DEFAULT_SPACING, Box, Edge, Layout, Place, Spacing


def lay_out(
    boxes: Iterable[Box],
    edges: Iterable[Edge],
    bands: Sequence[int],
    places: Mapping[str, Place],
    spacing: Spacing = DEFAULT_SPACING,
) -> Layout:
    """Rectangles, bands and routes for places that a case keeps; what has no place yet finds one.

    A box moves only if it no longer fits: where its row has become too narrow for boxes that have grown, as
    little as can be; up, when rows above it in its band have become empty. Without any place at all the
    graph is arranged afresh. Places of ids that are not among the boxes are ignored.

    Raises:
        ValueError: two boxes with one id, a band twice or unknown, or an edge to a box that is not there.
    """
    net = network(boxes, edges, bands)
    afresh = not any(box.id in places for box in net.boxes)
    return laid_out(net, filled(net, places, spacing), spacing, WORK_AFRESH if afresh else WORK)


def insert(
    boxes: Iterable[Box],
    edges: Iterable[Edge],
    bands: Sequence[int],
    places: Mapping[str, Place],
    spacing: Spacing = DEFAULT_SPACING,
) -> Layout:
    """The layout after an edit: boxes without a place get one, the others keep theirs.

    A new box takes the slot with the fewest crossings in a row its links allow, near what it is linked to.
    Neighbours in that row give way by isotonic regression in which the new box hardly weighs; no two boxes
    change their order. Where the links need a row that is not there, it is opened and the rows below move
    down together. Arguments, result and errors are those of `lay_out`, which this is the name of in edits.
    """
    return lay_out(boxes, edges, bands, places, spacing)


def placed(
    boxes: Iterable[Box],
    edges: Iterable[Edge],
    bands: Sequence[int],
    places: Mapping[str, Place],
    spacing: Spacing = DEFAULT_SPACING,
) -> Mapping[str, Place]:
    """The places that `lay_out` gives, without the courses of the links, which take most of its time."""
    net = network(boxes, edges, bands)
    frame, _ = framed(net, filled(net, places, spacing), spacing)
    return {
        box.id: Place(rect.x, frame.stack.in_band(number, net.levels[number]))
        for number, (box, rect) in enumerate(zip(net.boxes, frame.rects, strict=True))
    }


def filled(net: Network, places: Mapping[str, Place], spacing: Spacing) -> Mapping[str, Place]:
    """A place for every box of the network: the one given, or the one found for it."""
    given = {number: places[box.id] for number, box in enumerate(net.boxes) if box.id in places}
    if not given:
        return fresh_places(net, spacing)
    if len(given) == len(net.boxes):
        return places
    board = Board(net, given, spacing)
    neighbours = net.neighbours()
    waiting = dict.fromkeys(number for number in range(len(net.boxes)) if number not in given)
    _add_linked(board, neighbours, waiting)
    if waiting:
        rows = settled(net, longest_paths(net))
        for part in parts(neighbours, (box for box in waiting if neighbours[box])):
            _add_part(board, part, rows)
        for box in waiting:
            if not neighbours[box]:
                board.add_loose(box)
    return board.places()


def _add_linked(board: Board, neighbours: Sequence[Sequence[int]], waiting: dict[int, None]) -> None:
    """Place, one after the other, the boxes that hang together with a placed one; they no longer wait."""
    ready = dict.fromkeys(box for box in waiting if any(other in board.left for other in neighbours[box]))
    while ready:
        box = next(iter(ready))
        del ready[box], waiting[box]
        board.add(box, neighbours[box])
        ready |= dict.fromkeys(other for other in neighbours[box] if other in waiting)


def _add_part(board: Board, part: Sequence[int], rows: Sequence[int]) -> None:
    """Lay a new connected part out alone and put it to the right of everything in its rows."""
    net = board.net
    in_part = set(part)
    everyone = [rows[box] if box in in_part else board.row.get(box, 0) for box in range(len(net.boxes))]
    alone = laid_alone(net, part, stacked(net, everyone), board.spacing)
    board.add_part({box: everyone[box] for box in part}, alone.lefts)
