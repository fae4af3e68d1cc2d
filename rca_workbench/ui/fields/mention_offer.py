"""The quiet line under a text that holds a registered name: use the role, or keep it as it is."""

from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.naming import Found, FoundKind
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import come_into_view, wrapped
from rca_workbench.ui.fields.mention_text import stand_by


class OfferLine(QFrame):
    """Says which name is in the text and whose it is. Under a field it is part of the form; beside anything else
    one types in it lies over the window.
    """

    taken = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget, *, floats: bool) -> None:
        from rca_workbench.ui.details.flow import (
            Flow,
        )  # Details is made of fields: they know it only when asked

        super().__init__(parent)
        self._floats = floats
        self.said = wrapped(style.role(QLabel(), "caption"))
        self.use = style.role(QPushButton(), "link")
        self.keep = style.role(QPushButton("Keep as it is"), "link")
        self.keep.setToolTip("Ctrl+Shift+R")
        self.use.clicked.connect(self.taken)
        self.keep.clicked.connect(self.kept)
        for button in (self.use, self.keep):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus if floats else Qt.FocusPolicy.TabFocus)
        answers = QWidget()
        line = Flow(answers, 8)
        line.addWidget(self.use)
        line.addWidget(self.keep)
        box = QVBoxLayout(self)
        box.setSpacing(0)
        box.addWidget(self.said)
        box.addWidget(answers)
        if floats:
            style.role(self, "popover")
            box.setContentsMargins(8, 6, 8, 4)
        else:
            box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def offer(self, found: Found, near: QRect) -> None:
        """Say what was found. `near` is in pixels of the window; what lies over it takes its place there."""
        said, use = offer_in_words(found)
        news = said != self.said.text() or not self.isVisible()
        self.said.setText(said)
        self.use.setText(f"{use} (Ctrl+R)")
        self.use.setAccessibleName(f"{said} {use}, Control R")
        self.keep.setAccessibleName("Keep as it is, Control Shift R")
        if self._floats:
            stand_by(self, near, style.px(340))
        self.show()
        if self._floats:
            self.raise_()
        elif news:
            QTimer.singleShot(0, self, partial(come_into_view, self))
        if news:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{said} {use}: Control R"))


def offer_in_words(found: Found) -> tuple[str, str]:
    """What is said of a find, and what can be done."""
    shown = f"‘{' '.join(found.text.split())}’"
    match found.kind:
        case FoundKind.NAME if len(found.roles) > 1:
            return f"{shown} in People may be {' or '.join(found.roles)}.", "Choose the role"
        case FoundKind.NAME if found.roles:
            return f"{shown} is in People as {found.roles[0]}.", "Use the role"
        case FoundKind.NAME:
            return f"{shown} is a name in People that has no role yet.", "Leave it out"
        case FoundKind.BORN if found.roles:
            return f"{shown} is the date of birth of {' or '.join(found.roles)}.", "Leave it out"
        case FoundKind.NHS_NUMBER if found.roles:
            return f"{shown} is the NHS number of {found.roles[0]}.", "Leave it out"
        case FoundKind.NHS_NUMBER:
            return f"{shown} is written like an NHS number, and its check digit fits.", "Leave it out"
        case FoundKind.LIKE_NHS_NUMBER:
            return f"{shown} is written like an NHS number.", "Leave it out"
        case FoundKind.EMAIL:
            return f"{shown} looks like an e-mail address.", "Leave it out"
    return f"{shown} looks like a {found.kind.value}.", "Leave it out"
