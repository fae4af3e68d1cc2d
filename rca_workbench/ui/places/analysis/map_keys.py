"""The commands of the map, with their keys: what the palette lists and the canvas answers to."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rca_workbench.model import FactorKind
from rca_workbench.model.words import made_into
from rca_workbench.ui.commands import Command

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.map_view import MapView

KINDS_BY_NUMBER = (
    FactorKind.EVENT,
    FactorKind.PROBLEM,
    FactorKind.CONTRIBUTORY_FACTOR,
    FactorKind.SYSTEM_FACTOR,
    FactorKind.BARRIER,
    FactorKind.HARM,
)


def map_commands(view: "MapView") -> tuple[Command, ...]:
    """What can be done with what is chosen, with links, with what is shown, and with the map."""
    return (*_on_factors(view), *_on_links(view), *_on_showing(view))


def _made(
    id: str,
    title: str,
    run: Callable[[], object],
    keys: tuple[str, ...],
    when: Callable[[], bool],
    icon: str = "waypoints",
    also: str = "map factor",
) -> Command:
    return Command(f"map_{id}", title, run, keys, also, icon, "", when)


def _on_factors(view: "MapView") -> tuple[Command, ...]:
    typing, chosen, pairs = view.typing, view.choosing, view.pairs

    def one() -> bool:
        return not view.session.read_only and view.factor is not None

    def here() -> bool:
        return view.factor is not None

    def any_one() -> bool:
        return view.factor is not None or chosen.link is not None

    def some() -> bool:
        return not view.session.read_only and any_one()

    kinds = tuple(
        _made(
            f"kind_{kind}",
            made_into(kind),
            partial(chosen.rekind, kind),
            (f"Alt+{n}",),
            one,
        )
        for n, kind in enumerate(KINDS_BY_NUMBER, 1)
    )
    return (
        _made("why", "Ask why: add a cause", partial(typing.ask, up=True), ("W",), one, "corner-left-up"),
        _made("effect", "Ask what it led to: add an effect", partial(typing.ask, up=False), ("Shift+W",), one),
        _made("beside", "Add another cause of the same effect", typing.beside, ("Alt+W",), one, also="map sibling"),
        _made("edit", "Edit the text", typing.edit, ("F2",), one, "pencil"),
        _made("up", "Move to the level above", partial(chosen.relevel, -1), ("Alt+Shift+Up",), one, "arrow-up"),
        _made("down", "Move to the level below", partial(chosen.relevel, 1), ("Alt+Shift+Down",), one, "arrow-down"),
        _made("remove", "Remove from the map", chosen.remove, ("Del", "Backspace"), some, "trash-2"),
        _made("pin", "Keep in place, or let go", chosen.pin, ("Shift+P",), one, "map-pin"),
        _made("agree", "Agree, or make it a suggestion again", chosen.agree, ("Y",), one, "check"),
        _made(
            "aside", "Set aside with the reason, or take up again", typing.set_aside, ("R",), one, "circle-slash",
            "map reject rule out",
        ),
        _made("merge", "Make one of two that say the same", pairs.merge, ("M",), one, "merge", "map duplicate join"),
        _made("split", "Split into two", pairs.split, ("X",), one, "columns-2", "map divide separate"),
        _made("finding", "Make a finding of what is chosen", chosen.make_finding, ("K",), one, "lightbulb", "map findings"),
        *kinds,
        _made("details", "Open in Details", view.to_details, ("Return", "Enter"), any_one),
        _made("peek", "See the full text", view.peek, ("Space",), any_one, "eye"),
        _made("go", "Show on the timeline", view.to_timeline, ("G",), here),
        _made("action", "Go to its actions", view.to_actions, ("A",), here),
    )  # fmt: skip


def _on_links(view: "MapView") -> tuple[Command, ...]:
    linking, chosen = view.linking, view.choosing

    def writable() -> bool:
        return not view.session.read_only

    def one() -> bool:
        return writable() and view.factor is not None

    def near() -> bool:
        return view.factor is not None or chosen.link is not None

    return (
        _made("link", "Link to another factor", linking.link, ("L",), one, "link-2"),
        _made("link_next", "Onto its links: the next", partial(linking.walk, 1), (".",), near, "link-2"),
        _made("link_before", "Onto its links: the one before", partial(linking.walk, -1), (",",), near, "link-2"),
        _made(
            "alike", "Find factors that say nearly the same", view.pairs.find_alike, (), writable, "merge",
            "map duplicate merge twice",
        ),
    )  # fmt: skip


def _on_showing(view: "MapView") -> tuple[Command, ...]:
    shown, canvas, find = view.shown, view.canvas, view.finding

    def here() -> bool:
        return view.factor is not None

    def always() -> bool:
        return True

    def arranged() -> bool:
        return not view.session.read_only and shown.arrangement.id == "joined"

    look = "map look view"
    return (
        _made("fold", "Fold away what leads only to this", shown.fold, ("-",), here, "minus", "map collapse branch"),
        _made("unfold", "Show what is folded away here", shown.unfold, ("+", "="), here, "plus", "map expand branch"),
        _made("unfold_all", "Unfold every branch", shown.unfold_all, (), always, "plus", "map expand"),
        _made("focus", "Show only what leads to and from this", shown.focus, ("F",), here, "compass", "map chain alone"),
        _made("keep_path", "Keep its path in view, or let go", shown.keep_path, ("P",), here, "waypoints", "map pin path"),
        _made("find", "Find on the map", find.begin, ("Ctrl+F",), always, "search", look),
        _made("find_next", "The next match", partial(find.step, 1), ("F3",), always, "search", look),
        _made("find_before", "The match before", partial(find.step, -1), ("Shift+F3",), always, "search", look),
        _made("overview", "Overview of the map", view.toggle_overview, ("Ctrl+M",), always, "map-pin", "map minimap"),
        _made("tidy", "Tidy the map", view.edits.tidy, (), arranged, "layers"),
        _made("afresh", "Arrange the map afresh", view.edits.arrange_afresh, (), arranged, "layers"),
        _made("fit", "See the whole map", canvas.fit, ("Ctrl+0",), always, "maximize"),
        _made("in", "Zoom in", partial(canvas.zoom, 1.25), ("Ctrl+=", "Ctrl+Num++"), always, "zoom-in"),
        _made("out", "Zoom out", partial(canvas.zoom, 0.8), ("Ctrl+-",), always, "zoom-out"),
        _made("leave", "One step out", view.step_out, ("Esc",), always),
    )  # fmt: skip
