"""The menu behind Show on the timeline: kinds of entries, headings, columns, the curtain."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from rca_workbench.ui.places.timeline.columns import COLUMNS, WHAT
from rca_workbench.ui.places.timeline.showing import GROUP_WORDS, ONLY_WORDS, GroupBy, Only, Showing
from rca_workbench.ui.places.timeline.table import EntryTable


def show_menu(
    view: QWidget,
    showing: Showing,
    table: EntryTable | None,
    *,
    only: Callable[[Only], object],
    group: Callable[[GroupBy], object],
    curtain: Callable[[], object],
) -> None:
    """Open it under the Show button of the window, or in the middle of the view where there is none."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _offer(menu, ONLY_WORDS, showing.only, only)
    if table is not None:
        menu.addSeparator()
        _offer(menu.addMenu("Group"), GROUP_WORDS, showing.group, group)
        _columns(menu.addMenu("Columns"), table)
    menu.addSeparator()
    menu.addAction("Hindsight curtain: what was known then  K", curtain)
    found = (one for one in view.window().findChildren(QPushButton) if one.accessibleName() == "Show")
    button = next((one for one in found if one.isVisible()), None)
    middle = view.mapToGlobal(view.rect().center())
    menu.popup(button.mapToGlobal(QPoint(0, button.height())) if button else middle)


def _columns(menu: QMenu, table: EntryTable) -> None:
    def toggle(at: int, shown: bool) -> None:
        now = table.columns_shown
        table.show_columns([*now, at] if shown else [one for one in now if one != at])

    for at, column in enumerate(COLUMNS):
        if column.title and at != WHAT:
            action = QAction(column.title, menu, checkable=True, checked=at in table.columns_shown)
            action.toggled.connect(partial(toggle, at))
            menu.addAction(action)
    menu.addSeparator()
    menu.addAction(
        "As at first",
        partial(table.show_columns, [at for at, column in enumerate(COLUMNS) if column.chosen]),
    )


def _offer(menu: QMenu, words: Mapping, now: object, job: Callable[..., object]) -> None:
    """Put one of several into a menu, the present one marked."""
    for value, said in words.items():
        action = QAction(said, menu, checkable=True, checked=value == now)
        action.triggered.connect(lambda _=False, value=value: job(value))
        menu.addAction(action)
