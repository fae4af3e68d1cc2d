"""The keyboard in the window: F6 from one of its parts to the next, and Enter on a button."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QToolButton, QWidget

from rca_workbench.ui.view import View


def next_region(parts: Sequence[QWidget], focus: QWidget | None) -> None:
    """Put the focus into the part after the one that has it; what holds views is entered as its view says."""
    regions = [part for part in parts if part.isVisible()]
    at = next((i for i, part in enumerate(regions) if focus and part.isAncestorOf(focus)), -1)
    for step in range(1, len(regions) + 1):
        region = regions[(at + step) % len(regions)]
        view = region.currentWidget() if isinstance(region, QStackedWidget) else None
        if isinstance(view, View):
            view.enter()
            return
        inside = [one for one in region.findChildren(QWidget) if one.isVisible() and one.focusPolicy()]
        if inside:
            inside[0].setFocus(Qt.FocusReason.TabFocusReason)
            return


def pressed_by_enter(focus: QWidget | None, event: QKeyEvent) -> bool:
    """Press the button that has the focus where the key is Enter: Qt does it by itself in dialogs only.

    For keys that nothing between the button and the window had a use for.
    """
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not enter or not isinstance(focus, QPushButton | QToolButton):
        return False
    if focus.isEnabled() and not event.isAutoRepeat():
        focus.click()
    return True
