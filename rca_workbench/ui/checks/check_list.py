"""The list of checks as widgets: made as they come into view, walked with the arrows, one card open at a time."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.checks.acting import Acting
from rca_workbench.ui.checks.card import Card
from rca_workbench.ui.checks.listing import Key, LetStand, More, Place, Quiet, Row, Section
from rca_workbench.ui.checks.rows import LetStandRow, MoreRow, QuietRow, SectionRow
from rca_workbench.ui.fields.area import UprightArea

CHUNK = 24
"""Rows made at once; further ones when one scrolls or walks near the last."""
_NEAR = 500
"""Pixels above the end from which further rows are made."""


class CheckList(UprightArea):
    """Shows rows. What somebody asks of one is told, and done elsewhere."""

    asked = Signal(object, str)
    """A `Place` and what is wanted of it; see `Card.asked`."""
    reasoned = Signal(object, str)
    """A `Place` and the reason to accept it with."""
    folded = Signal(str)
    """A section is to be folded, or unfolded."""
    more = Signal(object)
    """The `More` of which further ones are to be shown."""
    taken_back = Signal(object)
    """The `Accepted` that is to speak up again."""
    left = Signal()
    """Esc: one step out."""

    def __init__(self, acting: Acting) -> None:
        self._page = style.role(QWidget(), "checks_page")
        super().__init__(self._page)
        self._page.setAutoFillBackground(True)
        self._acting = acting
        self._rows: Sequence[Row] = ()
        self._made: dict[Key, QWidget] = {}
        self._order: list[Key] = []
        self._built = CHUNK
        self._open: Key | None = None
        self._current: Key | None = None
        self._before: QWidget | None = None
        self._box = QVBoxLayout(self._page)
        self._box.setContentsMargins(10, 10, 10, 16)
        self._box.setSpacing(7)
        self._box.addStretch(1)
        self.verticalScrollBar().valueChanged.connect(self._near_the_end)
        self.verticalScrollBar().rangeChanged.connect(self._near_the_end)

    # -- what is shown --------------------------------------------------------------------------------

    @property
    def open_key(self) -> Key | None:
        """Which card is open."""
        return self._open

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, made or not."""
        return self._rows

    def comes_after(self, widget: QWidget) -> None:
        """Tab comes from that control into the list."""
        self._before = widget

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; widgets of those that stay are kept, and so is where one is."""
        at = self._at(self._current)
        had_focus = self._holds_focus()
        self._rows = rows
        keys = {row.key for row in rows}
        if self._open not in keys:
            self._open = None
        self._build()
        if self._current not in keys:
            row = self._nearest(at)
            self._current = row.key if row is not None else None
            if had_focus and row is not None:
                self.focus(row.key)
        self._chain()

    def clear(self) -> None:
        """Make all of it anew: the look has changed."""
        for widget in self._made.values():
            widget.hide()
            widget.deleteLater()
        self._made.clear()
        self._order = []
        self.show_rows(self._rows)

    def show_open(self, key: Key | None) -> None:
        """Open one card, and close the one that was open."""
        if key == self._open:
            return
        for one, opened in ((self._open, False), (key, True)):
            widget = self._made.get(one) if one is not None else None
            if isinstance(widget, Card):
                widget.open(opened)
        self._open = key
        if key is not None:
            self._current = key
        self._chain()

    def focus(self, key: Key) -> None:
        """Put the focus on a row and bring it into view."""
        self._current = key
        index = self._at(key)
        if index >= self._built:
            self._built = index + CHUNK
            self._build()
        widget = self._made.get(key)
        if widget is not None:
            self._chain()
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, partial(self._reveal, key))  # once what was opened has its room

    def enter(self) -> None:
        """Put the focus on the row one was at, or on the first."""
        row = self._nearest(self._at(self._current))
        if row is not None:
            self.focus(row.key)
        else:
            self.setFocus()

    def card(self, key: Key) -> Card | None:
        """The card of a finding, if it is made."""
        found = self._made.get(key)
        return found if isinstance(found, Card) else None

    # -- keys -----------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._came_to(watched)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From a control inside a card: the arrows still walk, Esc goes back to the card.
        if event.key() == Qt.Key.Key_Escape and self._current in self._made:
            self._made[self._current].setFocus()  # type: ignore[index]
        elif not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
            Qt.Key(event.key())
        )
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain:
            return False
        if step is not None:
            self._walk(self._at(self._current) + step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(0 if event.key() == Qt.Key.Key_Home else len(self._rows) - 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(event.key() == Qt.Key.Key_Left)
        else:
            return False
        return True

    def _walk(self, to: int) -> None:
        if self._rows:
            self.focus(self._rows[max(0, min(len(self._rows) - 1, to))].key)

    def _fold(self, fold: bool) -> None:
        """Left folds the section one is in, Right unfolds the one one is on."""
        at = self._at(self._current)
        head = next((row for row in reversed(self._rows[: at + 1]) if isinstance(row, Section)), None)
        if head is not None and head.folded is not fold:
            self._current = head.key
            self.folded.emit(head.id)
            self.focus(head.key)

    # -- inside ---------------------------------------------------------------------------------------

    def _build(self) -> None:
        """Make the widgets of the first rows and put them in order."""
        rows = self._rows[: self._built]
        keys = [row.key for row in rows]
        wanted = set(keys)
        for key in [one for one in self._made if one not in wanted]:
            gone = self._made.pop(key)
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for row in rows:
            widget = self._made.get(row.key)
            if widget is None:
                self._made[row.key] = self._make(row)
            else:
                widget.show_row(row)  # type: ignore[attr-defined]
        if keys != self._order:
            for at, key in enumerate(keys):
                if self._box.indexOf(self._made[key]) != at:
                    self._box.insertWidget(at, self._made[key])
                    self._made[
                        key
                    ].show()  # at once, not when the layout comes to it: it may be given the focus
            self._order = keys

    def _make(self, row: Row) -> QWidget:
        widget: QWidget
        match row:
            case Section():
                made = widget = SectionRow(row)
                made.clicked.connect(partial(self._fold_by, row.id))
            case Place():
                card = widget = Card(row, self._acting)
                card.asked.connect(partial(self._ask, card))
                card.reasoned.connect(lambda reason: self.reasoned.emit(card.row, reason))
                card.open(row.key == self._open)
            case More():
                further = widget = MoreRow(row)
                further.clicked.connect(lambda: self.more.emit(further.row))
            case LetStand():
                stands = widget = LetStandRow(row, read_only=self._acting.session.read_only)
                stands.taken_back.connect(partial(self.taken_back.emit, row.accepted))
            case Quiet():
                widget = QuietRow(row)
        widget.setProperty("key", row.key)
        widget.installEventFilter(self)
        return widget

    def _ask(self, card: Card, what: str) -> None:
        if what in ("open", "accept"):
            self.show_open(card.row.key)
            card.setFocus()
        if what == "close":
            self.show_open(None)
        elif what == "accept" and card.opened is not None:
            card.opened.begin_accepting()
            self._chain()
            QTimer.singleShot(30, self, partial(self._reveal, card.row.key))  # once its lines are broken
        elif what == "open":
            QTimer.singleShot(0, self, partial(self._reveal, card.row.key))
        else:
            self.asked.emit(card.row, what)

    def _fold_by(self, id: str, *_: object) -> None:
        self.folded.emit(id)

    def _came_to(self, widget: QWidget) -> None:
        key = widget.property("key")
        if key is not None:
            self._current = tuple(key)
            self._chain()

    def _chain(self) -> None:
        """Tab comes to the row one is at, goes through what is in it, and then on."""
        for key, widget in self._made.items():
            near = key == self._current
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus if near else Qt.FocusPolicy.ClickFocus)
        here = self._made.get(self._current) if self._current is not None else None
        if here is None:
            return
        inside = here.controls() if isinstance(here, Card | LetStandRow) else []
        chain = [*([self._before] if self._before is not None else []), here, *inside]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _at(self, key: Key | None) -> int:
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def _nearest(self, at: int) -> Row | None:
        """The row at a place, or the first finding where one was at none."""
        if not self._rows:
            return None
        if at < 0:
            return next((row for row in self._rows if isinstance(row, Place)), self._rows[0])
        return self._rows[min(at, len(self._rows) - 1)]

    def _holds_focus(self) -> bool:
        return any(one.hasFocus() for one in self._page.findChildren(QWidget))

    def _reveal(self, key: Key) -> None:
        widget = self._made.get(key)
        if widget is None:
            return
        focus = self.window().focusWidget()
        inside = focus if focus and widget.isAncestorOf(focus) else widget
        self.ensureWidgetVisible(inside, 0, style.px(12))
        if inside is widget and widget.height() > self.viewport().height():
            self.verticalScrollBar().setValue(widget.y())  # its beginning, where not all of it can be seen

    def _near_the_end(self, *_: int) -> None:
        bar = self.verticalScrollBar()
        if self._built < len(self._rows) and bar.value() > bar.maximum() - _NEAR:
            self._built += CHUNK
            self._build()
