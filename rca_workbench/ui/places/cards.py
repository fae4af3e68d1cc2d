"""Pages made of cards: one or two columns of them, which stand one under the other where the window is narrow."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import UprightArea
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

_ALL_THE_WAY = 10_000
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason,
)  # fmt: skip
ONE_COLUMN_BELOW = 860
"""Width under which the two columns stand one under the other, in pixels at 100 %."""


class CardPage(View):
    """A page that scrolls upright. Subclasses put cards into `columns` and refresh what stands in them."""

    uses_details = False

    def __init__(self, session: Session, name: str, shares: tuple[int, ...] = (11, 9)) -> None:
        """`name` is what a screen reader calls the page; `shares` are the widths of its columns."""
        super().__init__(session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self._page = style.role(QWidget(), "page")
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side_by_side.setSpacing(24)
        self.columns = tuple(QVBoxLayout() for _ in shares)
        for column, share in zip(self.columns, shares, strict=True):
            column.setSpacing(16)
            self._side_by_side.addLayout(column, share)
        self.whole = QVBoxLayout(self._page)
        self.whole.setContentsMargins(24, 20, 24, 24)
        self.whole.setSpacing(16)
        self.whole.addLayout(self._side_by_side)
        self.whole.addStretch(1)
        self.area = UprightArea(self._page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        FocusRing(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -_ALL_THE_WAY, Qt.Key.Key_End: _ALL_THE_WAY,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + step * style.px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < style.px(ONE_COLUMN_BELOW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._side_by_side.direction() != way:
            self._side_by_side.setDirection(way)
        # Lines longer than 80 characters are hard to follow back.
        most = int(tokens()["type"]["line_length_max_ch"]) * len(self.columns)
        widest = self.fontMetrics().averageCharWidth() * most
        side = max(24, (self.width() - widest) // 2)
        self.whole.setContentsMargins(24, 20, max(24, 2 * side - 24), 24)
        super().resizeEvent(event)


@contextmanager
def keyboard_kept(part: QWidget, *, on: bool = False) -> Iterator[None]:
    """Wrap what makes a part of a page anew or hides a button in it: the focus stays where one works.

    It goes to the control that is called the same afterwards; where there is none, with `on` to the first button left
    in the part, else to the page. Qt would send it to whatever comes next in the window, such as the rail.
    """
    focus = _focus_of(part)
    if focus is None or not (focus is part or part.isAncestorOf(focus)):
        yield
        return
    page, name = _page_of(part), _called(focus)
    if isinstance(focus, QAbstractButton):  # out of a field only afterwards: leaving one keeps what is typed
        page.setFocus(Qt.FocusReason.ShortcutFocusReason)
    yield
    page.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTimer.singleShot(0, part, partial(_go_on, part, page, name, on))


def _go_on(part: QWidget, page: QWidget, name: str, on: bool) -> None:
    if _focus_of(part) is not page:
        return
    every = [one for one in part.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    stops = [one for one in every if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    same = next((one for one in stops if name and _called(one) == name), None)
    following = next((one for one in stops if isinstance(one, QAbstractButton)), None) if on else None
    if found := same or following:
        found.setFocus(Qt.FocusReason.OtherFocusReason)


def _called(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _focus_of(part: QWidget) -> QWidget | None:
    return cast("QWidget | None", part.window().focusWidget())


def _page_of(part: QWidget) -> QWidget:
    page: QWidget | None = part
    while page is not None and not isinstance(page, View):
        page = page.parentWidget()
    return page or part


class FocusRing(QWidget):
    """A line round a page that was given the focus by a key, as by Esc in one of its fields; none on coming to it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        page.installEventFilter(self)

    def eventFilter(self, page: QObject, event: QEvent) -> bool:
        assert isinstance(page, QWidget)
        if isinstance(event, QFocusEvent):
            self.setGeometry(page.rect())
            self.setVisible(event.gotFocus() and event.reason() in _BY_KEYS)
            self.raise_()
        elif event.type() == QEvent.Type.Resize:
            self.setGeometry(page.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(style.color("focus"), 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()


def card(column: QVBoxLayout, title: str) -> QVBoxLayout:
    """A card with a heading at the foot of a column; returns the room inside."""
    frame = style.role(QFrame(), "card")
    box = QVBoxLayout(frame)
    box.setContentsMargins(16, 14, 16, 16)
    box.setSpacing(12)
    if title:
        box.addWidget(label(title, "heading"))
    column.addWidget(frame)
    return box


def label(text: str, role: str) -> QLabel:
    """Words in one of the roles of the style: heading, small, caption, unchecked."""
    made = QLabel(text)
    style.role(made, role)
    return made
