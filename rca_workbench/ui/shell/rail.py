"""The rail at the left: the places, in the order of an investigation."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.view import Place

_MARGIN, _SPACE = 8, 4
_TALL = 56
"""Height of a place with its icon, in pixels at 100 %."""


class Rail(QWidget):
    """Cases above the line, the places of the open case below it, settings at the foot."""

    chosen = Signal(str)

    def __init__(self, places: tuple[Place, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.role(self, "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Places")
        self.buttons: dict[str, QToolButton] = {}
        self._icons: dict[str, str] = {}
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, _MARGIN, 0, _MARGIN)
        box.setSpacing(_SPACE)
        box.addWidget(self._button("cases", "Cases", "library"))
        line = style.role(QFrame(), "line")
        box.addWidget(line)
        for place in places:
            box.addWidget(self._button(place.id, place.label, place.icon))
        box.addStretch(1)
        box.addWidget(self._button("settings", "Settings", tokens()["icons"]["place"]["settings"]))
        style.look().changed.connect(self._restyle)
        self._restyle()

    def mark(self, id: str) -> None:
        """Show which place one is in."""
        self.buttons[id].setChecked(True)
        self._restyle()

    def badge(self, id: str, count: int, said: str) -> None:
        """Show a number at a place, or none; `said` is what it counts, for screen readers and as a tip."""
        button = self.buttons[id]
        assert isinstance(button, _RailButton)
        button.count = count
        button.setAccessibleName(f"{button.text()}, {said}" if count else button.text())
        button.setToolTip(said)
        button.update()

    def open_case(self, there: bool) -> None:
        """Whether a case is open: without one only Cases and Settings lead anywhere, so only they show."""
        for id, button in self.buttons.items():
            button.setVisible(there or id in ("cases", "settings"))
        self._fit()

    def _button(self, id: str, label: str, icon: str) -> QToolButton:
        button = _RailButton()
        button.setText(label)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setAccessibleName(label)
        button.clicked.connect(partial(self.chosen.emit, id))
        self._group.addButton(button)
        self.buttons[id] = button
        self._icons[id] = icon
        return button

    def _restyle(self) -> None:
        size = tokens()["size"]
        self.setFixedWidth(style.px(size["rail"]))
        for id, button in self.buttons.items():
            button.setIcon(
                style.icon(self._icons[id], "accent" if button.isChecked() else "text2", size["icon_large"])
            )
            button.setIconSize(QSize(size["icon_large"], size["icon_large"]))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give each place its room. Where large text leaves too little for icons as well, the words stay."""
        shown = [one for one in self.buttons.values() if not one.isHidden()]
        room = (self.height() - 2 * _MARGIN - 12) // max(1, len(shown)) - _SPACE
        full = style.px(_TALL)
        roomy = room >= full or not self.isVisible()
        look = Qt.ToolButtonStyle.ToolButtonTextUnderIcon if roomy else Qt.ToolButtonStyle.ToolButtonTextOnly
        for button in self.buttons.values():
            button.setToolButtonStyle(look)
            button.setFixedSize(
                style.px(tokens()["size"]["rail"]), full if roomy else max(24, min(full, room))
            )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()


class _RailButton(QToolButton):
    """A rail button with the accent bar at the window's edge where one is, and a number where something presses."""

    count = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(0, 12, 3, self.height() - 24, style.color("accent"))
        if self.count:
            self._number(painter)

    def _number(self, painter: QPainter) -> None:
        """At the icon's shoulder; where only words stand, at the corner."""
        text = str(self.count) if self.count < 100 else "99+"
        font = style.font("small_strong")
        high = QFontMetrics(font).height() + 2
        wide = max(high, QFontMetrics(font).horizontalAdvance(text) + 10)
        middle = self.width() // 2 + self.iconSize().width() // 2
        with_icon = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        left = min(middle - 2 if with_icon else self.width(), self.width() - wide - 2)
        area = QRectF(left, 3 if with_icon else 0, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("danger"))
        painter.drawRoundedRect(area, high / 2, high / 2)
        painter.setPen(style.color("surface"))
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
