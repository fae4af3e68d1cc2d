"""The map and the AcciMap as pictures to keep and print: the same graph in five bands or in its seven levels."""

from rca_workbench.drawing.bands import SPLIT, Arrangement, by_levels
from rca_workbench.drawing.files import Sheet, whole
from rca_workbench.drawing.key import map_key
from rca_workbench.drawing.map import MapLook, layout_of, map_scene
from rca_workbench.drawing.paper import paper_maps
from rca_workbench.drawing.picture import PAGE, Picture, picture_of, print_scale
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import Factor, FactorKind, Link, Snapshot, shortened
from rca_workbench.model.words import counted, factor_word

MAP_TITLE = "Map of factors"
ACCIMAP_TITLE = "AcciMap"


def map_stack(snapshot: Snapshot, theme: Theme) -> list[Sheet]:
    """The whole map, where the case keeps its factors, and the key."""
    return _stack(snapshot, theme, by_levels())


def accimap_stack(snapshot: Snapshot, theme: Theme) -> list[Sheet]:
    """The whole graph in the levels of the AcciMap, each by itself, and the key."""
    return _stack(snapshot, theme, by_levels(SPLIT))


def graph_alt(snapshot: Snapshot) -> str:
    """What the map shows, in words: how many of each kind, how many links, and to what harm they lead."""
    count = counted(len(snapshot.of(Factor)), "factor")
    return _alt(snapshot, f"Map of {count} in levels from outside the organisation down to the outcome")


def accimap_alt(snapshot: Snapshot) -> str:
    """What the AcciMap shows, in words: besides, how many factors stand at each level."""
    bands = by_levels(SPLIT).bands
    at = by_levels(SPLIT).placed(snapshot.of(Factor).values())
    full = [
        f"{band.label} {sum(place == index for place in at.values())}"
        for index, band in enumerate(bands)
        if index in at.values()
    ]
    count = counted(len(snapshot.of(Factor)), "factor")
    levels = f", by level: {', '.join(full)}" if full else ""
    return _alt(snapshot, f"AcciMap of {count}{levels}")


def report_graph_pictures(snapshot: Snapshot, *, scale: float = 2) -> tuple[Picture, ...]:
    """The map for a report: the whole on one page, and, where that could not be read in print, page by page.

    The pages run from the outside of the organisation down to the outcome, with every box whole on one of
    them. None for a case without factors.
    """
    return _report(snapshot, by_levels(), MAP_TITLE, graph_alt(snapshot), scale)


def report_accimap_pictures(snapshot: Snapshot, *, scale: float = 2) -> tuple[Picture, ...]:
    """The AcciMap for a report, as `report_graph_pictures` does the map."""
    return _report(snapshot, by_levels(SPLIT), ACCIMAP_TITLE, accimap_alt(snapshot), scale)


def _stack(snapshot: Snapshot, theme: Theme, arrangement: Arrangement) -> list[Sheet]:
    look = MapLook(arrangement)
    scene = map_scene(snapshot, layout_of(snapshot, theme, look=look), theme, look=look)
    return [whole(scene), whole(map_key(snapshot, theme, scene.page.width()))]


def _report(
    snapshot: Snapshot, arrangement: Arrangement, title: str, alt: str, scale: float
) -> tuple[Picture, ...]:
    if not snapshot.of(Factor):
        return ()
    theme = theme_named("light")
    maps = paper_maps(snapshot, theme, arrangement)
    best = max(maps, key=lambda one: print_scale(one.scene.page))
    stack = [whole(best.scene), whole(map_key(snapshot, theme, best.scene.page.width()))]
    made = [picture_of(stack, title, alt, scale)]
    if print_scale(best.scene.page) < 1:
        chosen = min(maps, key=lambda one: len(one.pages(*PAGE)))
        pages = chosen.pages(*PAGE)
        for number, page in enumerate(pages, 1):
            part = f"{title}, part {number} of {len(pages)}: {chosen.labels(page)}"
            count = counted(chosen.factors(page), "factor")
            said = f"{part}. {count}, with the links that lead to and from them."
            made.append(picture_of([chosen.sheet(page)], part, said, scale))
    return tuple(made)


def _alt(snapshot: Snapshot, begun: str) -> str:
    factors = snapshot.of(Factor)
    said = [begun]
    said.append(f"{_counted(snapshot)}, joined by {counted(len(snapshot.of(Link)), 'link')}")
    harms = [factor.text for factor in factors.values() if factor.factor_kind is FactorKind.HARM]
    if harms:
        said.append("It leads to: " + "; ".join(shortened(text, 120).rstrip(".") for text in harms[:5]))
    return ". ".join(said) + "."


def _counted(snapshot: Snapshot) -> str:
    factors = snapshot.of(Factor).values()
    said = []
    for kind in FactorKind:
        count = sum(1 for factor in factors if factor.factor_kind is kind)
        if count:
            said.append(counted(count, factor_word(kind, snapshot.case.profile).lower()))
    return ", ".join(said).capitalize() if said else "No factors"
