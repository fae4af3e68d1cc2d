"""Pictures of a case to keep and print: its timeline and its map, as SVG and PNG, with words for those who
cannot see them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rca_workbench.drawing.files import Sheet, png_bytes, size_of, svg_bytes, whole
from rca_workbench.drawing.key import map_key, timeline_key
from rca_workbench.drawing.lanes import Lanes, chronology_of, lanes_of
from rca_workbench.drawing.map import layout_of, map_scene
from rca_workbench.drawing.paper import paper_maps
from rca_workbench.drawing.scene import Scene
from rca_workbench.drawing.strips import strip_pages
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.drawing.ties import Ties
from rca_workbench.model import Factor, FactorKind, Lane, Link, Snapshot, TimelineEntry, shortened
from rca_workbench.model.words import factor_word

View = Literal["timeline", "graph"]

PAGE = (1240.0, 760.0)
"""Pixels of a landscape A4 page inside its margins, so scaled that 12 pixel text prints at 7 point or more:
26.5 cm are 751 points, 12 pixels of 1240 are 7.3 of them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as files hold it."""

    title: str
    alt: str
    """One or two sentences that say what is to be seen."""
    svg: bytes
    png: bytes
    width: float
    """In pixels of 1/96 inch, as the height."""
    height: float


def picture(snapshot: Snapshot, view: View, theme: str = "light", *, scale: float = 2) -> Picture:
    """The whole timeline or the whole map as one picture; `scale` is dots of the PNG to a pixel."""
    look = theme_named(theme)
    if view == "graph":
        return _made(_map_stack(snapshot, look), "Map of factors", graph_alt(snapshot), scale)
    return _made(_timeline_stack(snapshot, look), "Timeline", timeline_alt(snapshot), scale)


def draw_svg(snapshot: Snapshot, view: View, path: str | Path, theme: str = "light") -> None:
    """Write the timeline or the map as an SVG file."""
    look = theme_named(theme)
    if view == "graph":
        made = svg_bytes(_map_stack(snapshot, look), "Map of factors", graph_alt(snapshot))
    else:
        made = svg_bytes(_timeline_stack(snapshot, look), "Timeline", timeline_alt(snapshot))
    Path(path).write_bytes(made)


def draw_png(
    snapshot: Snapshot, view: View, path: str | Path, theme: str = "light", *, scale: float = 2
) -> None:
    """Write the timeline or the map as a PNG file with `scale` dots to a pixel."""
    look = theme_named(theme)
    stack = _map_stack(snapshot, look) if view == "graph" else _timeline_stack(snapshot, look)
    Path(path).write_bytes(png_bytes(stack, scale))


def report_timeline_pictures(snapshot: Snapshot, *, scale: float = 2) -> tuple[Picture, ...]:
    """The timeline as pictures of one landscape A4 page each, in order; none for a case without entries."""
    theme = theme_named("light")
    lanes = _lanes(snapshot)
    pages = strip_pages(lanes, theme, *PAGE, Ties(snapshot))
    made = []
    for number, page in enumerate(pages, 1):
        shown = _headings(page)
        title = "Timeline" if len(pages) == 1 else f"Timeline, part {number} of {len(pages)}"
        alt = f"{title}: {shown}." if number > 1 else f"{title}: {shown}. {timeline_alt(snapshot)}"
        stack = [whole(page)]
        if number == len(pages):
            stack.append(whole(timeline_key(_marks(lanes), theme, page.page.width())))
        made.append(_made(stack, title, alt, scale))
    return tuple(made)


def report_graph_pictures(snapshot: Snapshot, *, scale: float = 2) -> tuple[Picture, ...]:
    """The map for a report: the whole on one page, and, where that could not be read in print, page by page.

    The pages run from the outside of the organisation down to the outcome, with every box whole on one of
    them. None for a case without factors.
    """
    if not snapshot.of(Factor):
        return ()
    theme = theme_named("light")
    maps = paper_maps(snapshot, theme)
    best = max(maps, key=lambda one: _print_scale(one.scene))
    title, alt = "Map of factors", graph_alt(snapshot)
    stack = [whole(best.scene), whole(map_key(snapshot, theme, best.scene.page.width()))]
    made = [_made(stack, title, alt, scale)]
    if _print_scale(best.scene) < 1:
        chosen = min(maps, key=lambda one: len(one.pages(*PAGE)))
        pages = chosen.pages(*PAGE)
        for number, page in enumerate(pages, 1):
            part = f"{title}, part {number} of {len(pages)}: {chosen.labels(page)}"
            count = _count(chosen.factors(page), "factor")
            said = f"{part}. {count}, with the links that lead to and from them."
            made.append(_made([Sheet(chosen.scene, page)], part, said, scale))
    return tuple(made)


def _print_scale(scene: Scene) -> float:
    """How large the scene can be printed on one page; 1 is where its text can just be read."""
    return min(PAGE[0] / scene.page.width(), PAGE[1] / (scene.page.height() + 40))


def graph_alt(snapshot: Snapshot) -> str:
    """What the map shows, in words: how many of each kind, how many links, and to what harm they lead."""
    factors = snapshot.of(Factor)
    harms = [factor.text for factor in factors.values() if factor.factor_kind is FactorKind.HARM]
    said = [
        f"Map of {_count(len(factors), 'factor')} in levels from outside the organisation down to the outcome"
    ]
    said.append(
        f"{_counted(snapshot, frozenset(factors))}, joined by {_count(len(snapshot.of(Link)), 'link')}"
    )
    if harms:
        said.append("It leads to: " + "; ".join(shortened(text, 120).rstrip(".") for text in harms[:5]))
    return ". ".join(said) + "."


def timeline_alt(snapshot: Snapshot) -> str:
    """What the timeline shows, in words: how many entries, in which lanes, and where harm happened."""
    lanes = _lanes(snapshot)
    moments = lanes.moments
    said = [f"Timeline of {_count(len(snapshot.of(TimelineEntry)), 'entry', 'entries')}"]
    if moments:
        said[0] += f", from {moments[0].heading} to {moments[-1].heading}"
    named = [lane.label for lane in lanes.rows if lane.moments]
    if named:
        said.append(f"Lanes: {', '.join(named)}")
    harm = [moment for moment in moments if moment.card == "harm"]
    if harm:
        said.append(
            "Harm: " + "; ".join(f"{one.when}, {shortened(one.text, 100).rstrip('.')}" for one in harm[:5])
        )
    if lanes.tray:
        said.append(f"{_count(len(lanes.tray), 'entry has', 'entries have')} no time yet")
    return ". ".join(said) + "."


def _map_stack(snapshot: Snapshot, theme: Theme, only: frozenset[str] | None = None) -> list[Sheet]:
    scene = map_scene(snapshot, layout_of(snapshot, theme, only=only), theme, only=only)
    return [whole(scene), whole(map_key(snapshot, theme, scene.page.width()))]


def _timeline_stack(snapshot: Snapshot, theme: Theme) -> list[Sheet]:
    lanes = _lanes(snapshot)
    pages = strip_pages(lanes, theme, PAGE[0], float("inf"), Ties(snapshot))
    width = pages[0].page.width() if pages else PAGE[0]
    return [*(whole(page) for page in pages), whole(timeline_key(_marks(lanes), theme, width))]


def _made(stack: Sequence[Sheet], title: str, alt: str, scale: float) -> Picture:
    size = size_of(stack)
    return Picture(
        title, alt, svg_bytes(stack, title, alt), png_bytes(stack, scale), size.width(), size.height()
    )


def _lanes(snapshot: Snapshot) -> Lanes:
    """All lanes open: nothing on paper can be unfolded."""
    return lanes_of(snapshot, chronology_of(snapshot), folded=dict.fromkeys(snapshot.of(Lane), False))


def _marks(lanes: Lanes) -> set[str]:
    """The marks and cards that a timeline uses."""
    moments = lanes.moments
    used = {moment.mark for moment in moments if not moment.card} | {moment.card for moment in moments}
    used |= {"half_disc" for moment in moments if moment.disagrees}
    return used | {"good" for moment in moments if moment.good}


def _headings(page: Scene) -> str:
    dates = list(dict.fromkeys(item.name for item in page.items if item.ref is None and item.name))
    return dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}" if dates else ""


def _counted(snapshot: Snapshot, ids: frozenset[str]) -> str:
    factors = [factor for id, factor in snapshot.of(Factor).items() if id in ids]
    said = []
    for kind in FactorKind:
        count = sum(1 for factor in factors if factor.factor_kind is kind)
        if count:
            one = factor_word(kind, snapshot.case.profile).lower()
            said.append(_count(count, one))
    return ", ".join(said).capitalize() if said else "No factors"


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"
