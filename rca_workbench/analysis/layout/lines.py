"""Links as straight lines between the middles of boxes: a quick measure of how often one crosses others."""

from collections.abc import Collection, Iterable

Line = tuple[int, float, int, float]
"""Upper row and x, lower row and x; rows counted through all bands."""

Stop = tuple[int, float]
"""A row and an x."""


def line(one: Stop, other: Stop) -> Line:
    """The line between two stops, the upper one first."""
    return (*one, *other) if one[0] <= other[0] else (*other, *one)


def crossed(new: Line, others: Iterable[Line]) -> int:
    """How many lines another crosses; lines that meet at an end do not cross."""
    top, x0, bottom, x1 = new
    count = 0
    for other_top, u0, other_bottom, u1 in others:
        high, low = max(top, other_top), min(bottom, other_bottom)
        if high >= low:
            continue
        lean, other_lean = (x1 - x0) / (bottom - top), (u1 - u0) / (other_bottom - other_top)
        above = x0 + lean * (high - top) - u0 - other_lean * (high - other_top)
        below = x0 + lean * (low - top) - u0 - other_lean * (low - other_top)
        count += (above > 0) != (below > 0) and abs(above) > 0.01 and abs(below) > 0.01
    return count


class Lines:
    """Many lines, found by the rows and the stretch they pass."""

    def __init__(self, ends: Iterable[tuple[int, int, Line]]) -> None:
        """Lines, each behind the numbers of the boxes it joins; those inside a row are left out."""
        self._starting: dict[int, list[tuple[int, int, Line]]] = {}
        self._passing: dict[int, list[tuple[int, int, Line]]] = {}
        for end in ends:
            top, _, bottom, _ = end[2]
            if top < bottom:
                self._starting.setdefault(top, []).append(end)
            for row in range(top + 1, bottom):
                self._passing.setdefault(row, []).append(end)

    def near(self, rows: tuple[int, int], xs: tuple[float, float], without: Collection[int]) -> list[Line]:
        """The lines that pass between two rows within a stretch, but for those of some boxes."""
        left, right = xs
        found = self._passing.get(rows[0], [])
        for row in range(*rows):
            found = found + self._starting.get(row, [])
        return [
            one
            for a, b, one in found
            if a not in without
            and b not in without
            and (one[1] <= right or one[3] <= right)
            and (one[1] >= left or one[3] >= left)
        ]
