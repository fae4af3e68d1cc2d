"""The commands of the fishbone, with their keys."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rca_workbench.model.words import made_into
from rca_workbench.ui.commands import Command
from rca_workbench.ui.places.analysis.map_keys import KINDS_BY_NUMBER

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.fishbone_view import FishboneView


def fishbone_commands(view: "FishboneView") -> tuple[Command, ...]:
    """What can be done with what is selected, and with the picture."""
    do, canvas, find = view.gestures, view.canvas, view.finding

    def chosen() -> bool:
        return not view.session.read_only and do.factor is not None

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
        return Command(f"fish_{id}", title, run, keys, "fishbone bone factor", icon, "", when)

    return (
        made("why", "Ask why: add a cause", do.ask_why, "W", icon="corner-left-up"),
        made("edit", "Edit the text", do.edit, "F2", icon="pencil"),
        made("left", "Move to the bone before", partial(do.move, -1), "Alt+Shift+Left", icon="arrow-left"),
        made("right", "Move to the next bone", partial(do.move, 1), "Alt+Shift+Right", icon="arrow-right"),
        made("bone", "Choose the bone it belongs on", do.choose_bone, "M", icon="tag"),
        made("remove", "Remove from the graph", do.remove, "Del", "Backspace", icon="trash-2"),
        made("agree", "Agree, or make it a suggestion again", do.agree, "Y", icon="check"),
        made("question", "Next question for this bone", view.prompts.next, "Q", icon="circle-help", when=always),
        made("peek", "See the full text", view.peek, "Space", when=always, icon="eye"),
        made("find", "Find on the fishbone", find.begin, "Ctrl+F", when=always, icon="search"),
        made("find_next", "The next match", partial(find.step, 1), "F3", when=always, icon="search"),
        made("find_before", "The match before", partial(find.step, -1), "Shift+F3", when=always, icon="search"),
        made("fit", "See the whole fishbone", canvas.fit, "Ctrl+0", when=always, icon="maximize"),
        made("in", "Zoom in", partial(canvas.zoom, 1.25), "Ctrl+=", "Ctrl+Num++", when=always, icon="zoom-in"),
        made("out", "Zoom out", partial(canvas.zoom, 0.8), "Ctrl+-", when=always, icon="zoom-out"),
        made("leave", "One step out", view.step_out, "Esc", when=always, icon="x"),
        made("details", "Open in Details", view.to_details, "Return", "Enter", icon="panel-right", when=always),
        made("go", "Show on the map", view.to_map, "G", when=always),
        made("action", "Go to its actions", view.to_actions, "A", icon="badge-check", when=always),
        *(
            made(f"kind_{kind}", made_into(kind), partial(do.rekind, kind), f"Alt+{n}")
            for n, kind in enumerate(KINDS_BY_NUMBER, 1)
        ),
    )  # fmt: skip
