"""The line under a thing's words that says checks stand open on it, and opens them."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from rca_workbench.model import Changes, Entity, shortened
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.session import Session

_ORDER = ("error", "warning", "advice")
_LONGEST = 90


class ChecksLine(QWidget):
    """How many checks stand open on the thing shown; hidden where none does."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.id: str | None = None
        self._button = style.role(QPushButton(), "link")
        self._button.clicked.connect(self._open)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._button)
        line.addStretch(1)
        session.checking.changed.connect(self._show)
        self.hide()

    def show_entity(self, entity: Entity | None) -> None:
        """Be about another thing."""
        self.id = entity.id if entity is not None else None
        self._show()

    def refresh(self, changes: Changes | None) -> None:
        """Nothing to do: what a step changes is known here once it has been checked."""

    def _show(self, *_: object) -> None:
        found = self.session.checking.about(self.id) if self.id is not None else ()
        self.setVisible(bool(found))
        if not found:
            return
        worst = min((one.severity for one in found), key=_ORDER.index)
        look = tokens()["check"][worst]
        count = "1 check" if len(found) == 1 else f"{len(found)} checks"
        self._button.setText(f"{count}: {look['label'].lower()}")
        self._button.setIcon(style.icon(look["icon"], look["color"], tokens()["size"]["icon_small"]))
        self._button.setIconSize(QSize(tokens()["size"]["icon_small"], tokens()["size"]["icon_small"]))
        said = "; ".join(shortened(one.rule.title, _LONGEST) for one in found[:3])
        self._button.setAccessibleName(f"{count} on this, {look['label'].lower()}: {said}. Opens Checks")
        self._button.setToolTip("\n".join(shortened(one.message, _LONGEST) for one in found[:6]))

    def _open(self) -> None:
        window = self.window()
        if self.id is not None and hasattr(window, "checks_about"):
            window.checks_about(self.id)
