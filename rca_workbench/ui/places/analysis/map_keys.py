"""The commands of the map, with their keys: what the palette lists and the canvas answers to."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rca_workbench.model import FactorKind
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
    """What can be done with what is selected, and with the map."""
    do, edits, canvas = view.gestures, view.edits, view.canvas

    def writable() -> bool:
        return not view.session.read_only

    def chosen() -> bool:
        return writable() and view.factor is not None

    def always() -> bool:
        return True

    def made(
        id: str,
        title: str,
        run: Callable[[], object],
        *keys: str,
        icon: str = "waypoints",
        when: Callable[[], bool] = chosen,
    ) -> Command:
        return Command(f"map_{id}", title, run, keys, "map factor", icon, "", when)

    return (
        made("why", "Ask why: add a cause", partial(do.ask, up=True), "W", icon="corner-left-up"),
        made("effect", "Ask what it led to: add an effect", partial(do.ask, up=False), "Shift+W"),
        made("edit", "Edit the text", do.edit, "F2"),
        made("link", "Link to another factor", do.link, "L", icon="link-2"),
        made("up", "Move to the level above", partial(do.relevel, -1), "Alt+Shift+Up", icon="arrow-up"),
        made("down", "Move to the level below", partial(do.relevel, 1), "Alt+Shift+Down", icon="arrow-down"),
        made(
            "remove", "Remove from the map", do.remove, "Del", "Backspace", icon="trash-2",
            when=lambda: writable() and canvas.selected_ref is not None,
        ),
        made("pin", "Keep in place, or let go", do.pin, "P", icon="map-pin"),
        made("agree", "Agree, or make it a suggestion again", do.agree, "Y", icon="check"),
        made("tidy", "Tidy the map", edits.tidy, when=writable, icon="layers"),
        made("afresh", "Arrange the map afresh", edits.arrange_afresh, when=writable, icon="layers"),
        made("fit", "See the whole map", canvas.fit, "Ctrl+0", when=always, icon="maximize"),
        made("in", "Zoom in", partial(canvas.zoom, 1.25), "Ctrl++", "Ctrl+=", when=always, icon="zoom-in"),
        made("out", "Zoom out", partial(canvas.zoom, 0.8), "Ctrl+-", when=always, icon="zoom-out"),
        made("leave", "One step out", view.step_out, "Esc", when=always),
        made("details", "Open in Details", view.to_details, "Return", "Enter"),
        made("go", "Show on the timeline", view.to_timeline, "G"),
        made("action", "Go to its actions", view.to_actions, "A"),
        *(
            made(f"kind_{kind}", f"Make it a {kind.replace('_', ' ')}", partial(do.rekind, kind), f"Alt+{n}")
            for n, kind in enumerate(KINDS_BY_NUMBER, 1)
        ),
    )  # fmt: skip
