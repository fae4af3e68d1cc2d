"""The commands of the actions list beyond those all lists have, with their keys."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rca_workbench.analysis.plan import OPEN
from rca_workbench.model import Action, ActionStatus, Recommendation, Standing
from rca_workbench.ui.commands import Command
from rca_workbench.ui.places.improve.rows import DUE, OWNER

if TYPE_CHECKING:
    from rca_workbench.ui.places.improve.view import ActionsView


def commands_of(view: "ActionsView") -> Sequence[Command]:
    """What can be done in the list; each works on the row one is at."""

    def made(
        id: str,
        title: str,
        run: Callable[[], object],
        *keys: str,
        icon: str,
        when: Callable[[], bool],
        also: str = "",
    ) -> Command:
        return Command(f"action_{id}", title, run, keys, f"improve factor {also}".strip(), icon, "", when)

    def writable() -> bool:
        return not view.session.read_only

    def here() -> bool:
        return view.current is not None

    def chosen() -> bool:
        return writable() and isinstance(view.current, Action | Recommendation)

    def on_action() -> bool:
        return writable() and isinstance(view.current, Action)

    def on_open() -> bool:
        return on_action() and isinstance(view.current, Action) and view.current.status in OPEN

    def on_asked() -> bool:
        return writable() and isinstance(view.current, Recommendation)

    def to(status: ActionStatus) -> Callable[[], None]:
        return partial(view.move_on, status)

    def answered(standing: Standing) -> Callable[[], None]:
        return partial(view.answer, standing)

    edit = view.table.edit_current
    return (
        made("recommend", "Add recommendation", view.recommend, "Shift+N", icon="message-square-quote", when=writable),
        made("reason", "Record why no action is planned", view.excuse, "Shift+R", icon="info", when=writable),
        made("link", "Change what it addresses", view.link, "L", icon="link-2", when=chosen),
        made("off", "Take off this factor", view.take_off, "Shift+Del", icon="unlink", when=chosen),
        made("owner", "Edit owner", partial(edit, OWNER), "Shift+F2", icon="user", when=chosen),
        made("due", "Edit date", partial(edit, DUE), "T", icon="calendar-clock", when=chosen),
        made("strength", "Accept the strength its words say", view.accept_strength, "Shift+S", icon="check", when=chosen,
             also="grade hierarchy"),
        made("note", "Add progress note", view.note, "P", icon="pencil", when=on_action, also="progress"),
        made("approve", "Approve action", view.approve, "A", icon="circle", when=on_open, also="agree measure baseline"),
        made("start", "Start action", to(ActionStatus.IN_PROGRESS), icon="circle-dot", when=on_action),
        made("implemented", "Mark as implemented", to(ActionStatus.IMPLEMENTED), "I", icon="circle-check", when=on_action,
             also="done"),
        made("review", "Review its effect", to(ActionStatus.EFFECT_UNDER_REVIEW), icon="chart-spline", when=on_action),
        made("effective", "Mark as effective", to(ActionStatus.EFFECTIVE), "E", icon="badge-check", when=on_action,
             also="effect sustained works"),
        made("not_effective", "Mark as not effective", to(ActionStatus.NOT_EFFECTIVE), icon="rotate-ccw", when=on_action,
             also="does not work"),
        made("stop", "Stop action", to(ActionStatus.STOPPED), icon="circle-slash", when=on_action, also="give up"),
        made("left", "Owner has left", view.owner_left, "O", icon="triangle-alert", when=on_action, also="new owner"),
        made("accepted", "Recommendation accepted", answered(Standing.ACCEPTED), icon="circle-check", when=on_asked),
        made("partly", "Recommendation accepted in part", answered(Standing.PARTLY), icon="circle-dot", when=on_asked),
        made("declined", "Recommendation declined", answered(Standing.DECLINED), icon="circle-slash", when=on_asked),
        made("considered", "Recommendation still considered", answered(Standing.CONSIDERED), icon="circle-dashed",
             when=on_asked),
        made("mixes", "Your plan beside published plans", view.show_mixes, icon="layers", when=lambda: True,
             also="strength mix compare"),
        made("word", "Action plan to Word", partial(view.export, False), icon="file-output", when=lambda: True,
             also="export print sign"),
        made("sheet", "Action plan as a spreadsheet", partial(view.export, True), icon="table", when=lambda: True,
             also="export excel xlsx"),
        made("copy", "Duplicate action", view.duplicate, "Ctrl+D", icon="copy", when=chosen),
        made("go", "Show its factor on the map", view.to_map, "G", icon="waypoints", when=here),
    )  # fmt: skip
