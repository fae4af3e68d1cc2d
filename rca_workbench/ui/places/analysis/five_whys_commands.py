"""What can be done in the 5 whys outline, with the keys it has."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rca_workbench.model.words import made_into
from rca_workbench.ui.commands import Command
from rca_workbench.ui.places.analysis.map_keys import KINDS_BY_NUMBER

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.five_whys import FiveWhysView


def whys_commands(view: "FiveWhysView") -> tuple[Command, ...]:
    """All of them but the primary one."""

    def made(
        id: str, title: str, run: Callable[[], object], *keys: str, icon: str = "waypoints",
        when: Callable[[], bool] = view.writable,
    ) -> Command:  # fmt: skip
        return Command(f"whys_{id}", title, run, keys, "outline line factor", icon, "", when)

    def here() -> bool:
        return view.list.current is not None

    def line() -> bool:
        return view.writable() and view.line is not None

    return (
        made("why", "Ask why: add a cause", view.ask_why, "W", icon="corner-left-up", when=line),
        made("type", "Type in this line", view.type_here, "F2", icon="pencil", when=here),
        made("open", "Open in Details, or type where it asks", view.open, "Return", "Enter", when=here),
        made("stop", "Stop here, because…", view.stop, "Shift+S", icon="circle-slash"),
        made("link", "Add a cause that is on the map already", view.link, "L", icon="link-2", when=line),
        made("remove", "Take out this line", view.remove, "Del", icon="trash-2", when=line),
        made("up", "Move cause up", partial(view.shift, -1), "Alt+Up", icon="arrow-up", when=line),
        made("down", "Move cause down", partial(view.shift, 1), "Alt+Down", icon="arrow-down", when=line),
        made("under", "Put it under the line above", view.sink, "Ctrl+]", icon="arrow-right", when=line),
        made("out", "Put it one further out", view.rise, "Ctrl+[", icon="arrow-left", when=line),
        made("agree", "Agree, or make it a suggestion again", view.agree, "Y", icon="check", when=line),
        made("from", "Start from this line", view.start_here, icon="list", when=here),
        made("new", "Start from a new problem", view.start_new, icon="flag"),
        made("go", "Show on the map", view.to_map, "G", when=here),
        made("action", "Go to its actions", view.to_actions, "A", when=here),
        made("leave", "One step out", view.leave, "Esc", icon="x", when=lambda: True),
        *(
            made(f"kind_{one}", made_into(one), partial(view.rekind, one), f"Alt+{n}", when=line)
            for n, one in enumerate(KINDS_BY_NUMBER, 1)
        ),
    )  # fmt: skip
