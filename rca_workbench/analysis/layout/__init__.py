"""Where the boxes of the factor graph stand and how its links run, in level bands.

Own code, because no library gives both bands and calm: when one box is added the others stay where they are.
Work is counted in sweeps, never in seconds, so the same graph gives the same picture on every machine; the
order of boxes and edges settles ties.
"""

from rca_workbench.analysis.layout.afresh import arrange
from rca_workbench.analysis.layout.insertion import insert, lay_out, placed
from rca_workbench.analysis.layout.tidying import tidy
from rca_workbench.analysis.layout.values import BandSpan, Box, Edge, Layout, Place, Point, Rect, Spacing

__all__ = [
    "BandSpan",
    "Box",
    "Edge",
    "Layout",
    "Place",
    "Point",
    "Rect",
    "Spacing",
    "arrange",
    "insert",
    "lay_out",
    "placed",
    "tidy",
]
