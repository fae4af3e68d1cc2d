"""The layout of 3,000 factors beside dot, which takes minutes; run by name only."""

from benchmarks.graphs import grown, imported, layered
from benchmarks.layout import beside
from benchmarks.table import Row


def measure() -> list[Row]:
    """One graph of each kind."""
    return [
        row
        for kind in (imported, grown, layered)
        for row in beside(f"3,000 factors, {kind.__name__}", [kind(3_000, 0)])
    ]
