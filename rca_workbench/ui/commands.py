"""Everything the window can do, by name: what the palette lists, keys press and menus show.

A command is declared once with its words, its keys and what it does; the palette, the shortcut list and the
menu bar are made from the same declarations.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask for.

    `also` holds other words people look for. `keys` are shortcuts, the first of which is shown. A command
    with `where` set works only while that widget or a child of it has the focus.
    """

    id: str
    title: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    also: str = ""
    icon: str = ""
    menu: str = ""
    enabled: Callable[[], bool] = field(default=lambda: True)

    @property
    def key_text(self) -> str:
        """The first shortcut as people read it on this system."""
        return (
            QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if self.keys else ""
        )


class Commands:
    """The commands at hand: those of the window, and those of the view shown now."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._fixed: dict[str, Command] = {}
        self._view: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._view_actions: list[tuple[QWidget, QAction]] = []

    def add(self, *commands: Command) -> None:
        """Commands that are always there."""
        for command in commands:
            self._fixed[command.id] = command
            context = Qt.ShortcutContext.WindowShortcut
            self._actions[command.id] = _bound(command, self._window, command.keys, context)

    def show_view(self, view: QWidget, keyed: Iterable[QWidget], commands: tuple[Command, ...]) -> None:
        """Replace the commands of the view that was shown by those of the one shown now.

        Keys with Ctrl work anywhere in the view. All others work only while one of `keyed`, its lists and
        canvases, has the focus itself, so that they never get in the way of typing.
        """
        for owner, action in self._view_actions:
            owner.removeAction(action)
        self._view = {command.id: command for command in commands}
        self._view_actions = []
        for command in commands:
            wide = tuple(key for key in command.keys if key.startswith("Ctrl"))
            near = tuple(key for key in command.keys if not key.startswith("Ctrl"))
            if wide:
                context = Qt.ShortcutContext.WidgetWithChildrenShortcut
                self._view_actions.append((view, _bound(command, view, wide, context)))
            for widget in keyed if near else ():
                context = Qt.ShortcutContext.WidgetShortcut
                self._view_actions.append((widget, _bound(command, widget, near, context)))

    def action(self, id: str) -> QAction:
        """The Qt action of a fixed command, for buttons and menus."""
        return self._actions[id]

    def __iter__(self) -> Iterator[Command]:
        """All commands that make sense now, those of the view first."""
        fixed = (command for id, command in self._fixed.items() if id not in self._view)
        for command in (*self._view.values(), *fixed):
            if command.enabled():
                yield command

    def __contains__(self, id: str) -> bool:
        """Whether there is such a command where one is."""
        return id in self._view or id in self._fixed

    def run(self, id: str) -> None:
        """Run one by its id."""
        command = self._view.get(id) or self._fixed[id]
        if command.enabled():
            command.run()


def _bound(command: Command, owner: QWidget, keys: tuple[str, ...], context: Qt.ShortcutContext) -> QAction:
    action = QAction(command.title, owner)
    action.setShortcuts([QKeySequence(key) for key in keys if len(key) > 1 or single_letters()])
    action.setShortcutContext(context)
    action.triggered.connect(lambda: command.run() if command.enabled() else None)
    owner.addAction(action)
    return action


def single_letters() -> bool:
    """Whether single letters may be shortcuts; people who dictate switch them off."""
    return str(QSettings().value("keys/single_letters", "true")) != "false"
