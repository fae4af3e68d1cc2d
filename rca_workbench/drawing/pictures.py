"""Pictures of a case to keep and print: every view of it as SVG and PNG, with words for those who cannot see it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rca_workbench.drawing.barriers import barriers_alt
from rca_workbench.drawing.barriers_pictures import barriers_stack, report_barrier_pictures
from rca_workbench.drawing.files import Sheet, png_bytes, size_of, svg_bytes
from rca_workbench.drawing.fishbone_pictures import fishbone_stack, fishbones_alt, report_fishbone_pictures
from rca_workbench.drawing.five_whys_pictures import (
    five_whys_alt,
    five_whys_stack,
    report_five_whys_pictures,
)
from rca_workbench.drawing.map_pictures import (
    accimap_alt,
    accimap_stack,
    graph_alt,
    map_stack,
    report_accimap_pictures,
    report_graph_pictures,
)
from rca_workbench.drawing.picture import PAGE, Picture, picture_of
from rca_workbench.drawing.printing import PAPERS, TEXT_PT, fitted, printed_png, printed_svg
from rca_workbench.drawing.spc_pictures import measures_alt, measures_stack
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.drawing.timeline_pictures import report_timeline_pictures, timeline_alt, timeline_stack
from rca_workbench.model import Snapshot

__all__ = [
    "PAGE",
    "PAPERS",
    "Drawn",
    "Picture",
    "View",
    "draw_png",
    "draw_svg",
    "drawn",
    "picture",
    "report_accimap_pictures",
    "report_barrier_pictures",
    "report_fishbone_pictures",
    "report_five_whys_pictures",
    "report_graph_pictures",
    "report_timeline_pictures",
]

View = Literal["timeline", "graph", "fishbone", "accimap", "five_whys", "barriers", "measures"]


@dataclass(frozen=True, slots=True)
class _Kind:
    """One view: what it is called, how it is drawn whole, and what it shows in words."""

    title: str
    stack: Callable[[Snapshot, Theme], list[Sheet]]
    alt: Callable[[Snapshot], str]


_KINDS: dict[View, _Kind] = {
    "timeline": _Kind("Timeline", timeline_stack, timeline_alt),
    "graph": _Kind("Map of factors", map_stack, graph_alt),
    "fishbone": _Kind("Fishbone", fishbone_stack, fishbones_alt),
    "accimap": _Kind("AcciMap", accimap_stack, accimap_alt),
    "five_whys": _Kind("5 whys", five_whys_stack, five_whys_alt),
    "barriers": _Kind("Barriers", barriers_stack, barriers_alt),
    "measures": _Kind("Measures", measures_stack, measures_alt),
}


def picture(snapshot: Snapshot, view: View, theme: str = "light", *, scale: float = 2) -> Picture:
    """One whole view as one picture; `scale` is dots of the PNG to a pixel."""
    kind = _KINDS[view]
    return picture_of(kind.stack(snapshot, theme_named(theme)), kind.title, kind.alt(snapshot), scale)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A view as the bytes of a file, with what says the same in words that can be read."""

    data: bytes
    svg: bytes
    """The same as SVG, whose words can be looked through."""
    points: float
    """Size of its text on paper, in points."""


def drawn(
    snapshot: Snapshot, view: View, theme: str = "light", *, dots: bool, scale: float = 2, paper: str = ""
) -> Drawn:
    """One whole view as a file.

    Args:
        snapshot: the case.
        view: what it shows.
        theme: "light" or "dark".
        dots: a PNG rather than an SVG.
        scale: dots of a PNG to a pixel, where no paper is named.
        paper: name of the paper it is to be printed on, one of `printing.PAPERS`; empty: as large as it is.
    """
    kind = _KINDS[view]
    stack, alt = kind.stack(snapshot, theme_named(theme)), kind.alt(snapshot)
    if not paper:
        svg = svg_bytes(stack, kind.title, alt)
        return Drawn(png_bytes(stack, scale) if dots else svg, svg, TEXT_PT)
    sheet = PAPERS[paper]
    svg = printed_svg(stack, kind.title, alt, sheet)
    return Drawn(printed_png(stack, sheet) if dots else svg, svg, fitted(size_of(stack), sheet).points)


def draw_svg(snapshot: Snapshot, view: View, path: str | Path, theme: str = "light") -> None:
    """Write one whole view as an SVG file."""
    kind = _KINDS[view]
    Path(path).write_bytes(
        svg_bytes(kind.stack(snapshot, theme_named(theme)), kind.title, kind.alt(snapshot))
    )


def draw_png(
    snapshot: Snapshot, view: View, path: str | Path, theme: str = "light", *, scale: float = 2
) -> None:
    """Write one whole view as a PNG file with `scale` dots to a pixel."""
    Path(path).write_bytes(png_bytes(_KINDS[view].stack(snapshot, theme_named(theme)), scale))
