"""F6: the keyboard from one part of the window to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

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
