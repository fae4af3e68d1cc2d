"""The commands of the timeline, with their keys: what the palette lists and lists and canvases answer to."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rca_workbench.ui.commands import Command
from rca_workbench.ui.places.timeline.columns import WHAT, WHEN, WHO

if TYPE_CHECKING:
    from rca_workbench.ui.places.timeline.canvas import TimelineCanvas
    from rca_workbench.ui.places.timeline.view import TimelineView


def entry_commands(view: "TimelineView") -> tuple[Command, ...]:
    """Commands for the entry selected."""
    gestures, edits = view.gestures, view.edits

    def writable() -> bool:
        return not view.session.read_only and gestures.entry is not None

    def here() -> bool:
        return gestures.entry is not None

    def made(
        id: str,
        title: str,
        run: Callable[[], object],
        *keys: str,
        icon: str = "clock",
        when: Callable[[], bool] = writable,
    ) -> Command:
        return Command(f"entry_{id}", title, run, keys, "timeline entry event", icon, "", when)

    def with_entry(job: Callable[..., object]) -> Callable[[], object]:
        return lambda: job(gestures.entry) if gestures.entry is not None else None

    def moved(job: Callable[..., object], by: int) -> Callable[[], object]:
        return with_entry(partial(job, by=by))

    return (
        made("time", "Edit the time", partial(gestures.edit, WHEN), "T"),
        made("text", "Edit what happened", partial(gestures.edit, WHAT), "F2", icon="pencil"),
        made("who", "Edit who or what", partial(gestures.edit, WHO), "Shift+F2", icon="user"),
        made("expected", "Say what was expected", partial(view.open_details, "expected"), "E", icon="circle-dashed"),
        made("flag", "Flag as a problem", with_entry(edits.flag_problem), "M", icon="flag"),
        made("good", "Mark as good practice", with_entry(edits.mark_good), "Shift+M", icon="sparkle"),
        made("harm", "Mark that harm happened here", with_entry(edits.mark_harm), "H", icon="heart-pulse"),
        made("account", "Add another account of this moment", partial(view.open_details, "account"), "D", icon="equal-not"),
        made("known", "Say who could know of it, from when", partial(view.open_details, "knowledge"), "Shift+K",
             icon="eye"),
        made("else", "What else happened then", view.what_else, "O", icon="columns-2", when=here),
        made("link", "Link to another entry", gestures.link, "L", icon="link-2"),
        made("remove", "Remove entry", gestures.remove, "Del", icon="trash-2"),
        made("copy", "Duplicate entry", with_entry(gestures.duplicate), "Ctrl+D", icon="copy"),
        made("lane_up", "Move to the lane above", moved(edits.move_lane, -1), "Alt+Shift+Up", icon="arrow-up"),
        made("lane_down", "Move to the lane below", moved(edits.move_lane, 1), "Alt+Shift+Down", icon="arrow-down"),
        made("earlier", "Move earlier in the order", moved(edits.move_order, -1), "Alt+Up", icon="arrow-up"),
        made("later", "Move later in the order", moved(edits.move_order, 1), "Alt+Down", icon="arrow-down"),
        made("map", "Put on the map, or show it there", gestures.to_map, "G", icon="waypoints"),
        made("why", "Ask why: put on the map and ask", gestures.ask_why, "W", icon="corner-left-up"),
        made("details", "Open in Details", view.open_details, "Return", "Enter", icon="panel-right"),
        made("leave", "One step out", view.leave, "Esc", when=lambda: True),
        Command(
            "entry_curtain", "Hindsight curtain: what was known then", view.toggle_curtain, ("K",),
            "knowledge knew bias slider hide later", "eye",
        ),
    )  # fmt: skip


def canvas_commands(canvas: "TimelineCanvas") -> tuple[Command, ...]:
    """All commands of the canvas: for what of it is in view, and its own."""

    def made(id: str, title: str, run: Callable[[], object], *keys: str, icon: str) -> Command:
        return Command(f"entry_{id}", title, run, keys, "timeline canvas", icon)

    return (
        made("fit", "See the whole case", canvas.fit, "Ctrl+0", icon="maximize"),
        made("in", "Zoom in", partial(canvas.zoom, 1.5), "Ctrl+=", "Ctrl+Num++", icon="zoom-in"),
        made("out", "Zoom out", partial(canvas.zoom, 1 / 1.5), "Ctrl+-", icon="zoom-out"),
        made("dense", "Go to where most happened", canvas.to_start, "Ctrl+Home", icon="compass"),
        *canvas.commands(),
    )
