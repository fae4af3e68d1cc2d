"""A page that scrolls up and down only: what is on it takes the width there is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget


class UprightArea(QScrollArea):
    """Holds a page at the width of the view. Left alone, Qt makes it as wide as its widest line of text."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if page := self.widget():
            page.setFixedWidth(self.viewport().width())
        super().resizeEvent(event)


def wrapped(label: QLabel) -> QLabel:
    """Let a label break its lines at any width; plain text only."""
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(1)
    return label


def come_into_view(widget: QWidget) -> None:
    """Scroll so far that a part of a form is seen, once the form has made room for it."""
    part = widget.parentWidget()
    while part is not None and not isinstance(part, QScrollArea):
        part = part.parentWidget()
    if part is not None and widget.isVisible():
        part.ensureWidgetVisible(widget, 0, 8)
