"""A graph in rows for ordering: long links are cut into pieces, with a bend in each row they pass."""

import itertools
from collections.abc import Sequence

from rca_workbench.analysis.layout.network import Pair

Order = list[list[int]]
"""The elements of each row from left to right."""


class Layers:
    """Elements in rows and the pieces of links between neighbouring rows.

    Elements below `boxes` are boxes, the others bends of long links. `up` and `down` list the elements an
    element is tied to in the row above and below. Links against the rows are turned; links inside a row
    are left out.
    """

    def __init__(self, rows: Sequence[int], links: Sequence[Pair]) -> None:
        """Rows of the boxes, counted from the top without holes, and links between boxes by number."""
        self.boxes = len(rows)
        self.row = list(rows)
        self.up: list[list[int]] = [[] for _ in rows]
        self.down: list[list[int]] = [[] for _ in rows]
        self.chains: dict[Pair, list[int]] = {}
        """For each link that joins two rows: its upper box, its bends from the top, its lower box."""
        for link in links:
            upper, lower = link if rows[link[0]] <= rows[link[1]] else (link[1], link[0])
            if rows[upper] != rows[lower]:
                self.chains[link] = self._cut(upper, lower)
        self.height = max(self.row, default=-1) + 1

    def __len__(self) -> int:
        return len(self.row)

    def is_bend(self, element: int) -> bool:
        """Whether an element is a bend of a long link and not a box."""
        return element >= self.boxes

    def by_row(self) -> Order:
        """The elements of each row in order of their numbers."""
        order: Order = [[] for _ in range(self.height)]
        for element, row in enumerate(self.row):
            order[row].append(element)
        return order

    def _cut(self, upper: int, lower: int) -> list[int]:
        chain = [upper]
        for row in range(self.row[upper] + 1, self.row[lower]):
            chain.append(len(self.row))
            self.row.append(row)
            self.up.append([])
            self.down.append([])
        chain.append(lower)
        for above, below in itertools.pairwise(chain):
            self.down[above].append(below)
            self.up[below].append(above)
        return chain


def positions(order: Order, size: int) -> list[int]:
    """The place of each element in its row."""
    place = [0] * size
    for row in order:
        for index, element in enumerate(row):
            place[element] = index
    return place
