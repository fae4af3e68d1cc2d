"""One finding as a card: what a sound case shows, what is missing here, and what can be done about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from rca_workbench.checks.words import GATES, SEVERITIES
from rca_workbench.model import shortened
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.checks.acting import Acting
from rca_workbench.ui.checks.listing import Place
from rca_workbench.ui.details.flow import Flow
from rca_workbench.ui.fields import Line, small_button
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.menus import open_below

_STRIPE = 3.0
_CLOSED = 150
"""Letters of a message that a closed card shows."""


class Elided(QLabel):
    """One line that ends in an ellipsis where there is no room for all of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._full = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)
        self.setToolTip(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width()))

    def sizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height() + 2)


class Card(QFrame):
    """A finding in the list. Closed it takes a few lines; opened it has its buttons. Only the list opens it."""

    asked = Signal(str)
    """What somebody wants: "open", "close", "go", "mend", "accept", "map"."""
    reasoned = Signal(str)
    """The reason with which somebody accepts it."""
    entered = Signal()
    """It has the focus."""

    def __init__(self, row: Place, acting: Acting) -> None:
        super().__init__()
        style.role(self, "check_card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.row = row
        self.acting = acting
        self.opened: _Opened | None = None
        self._title = wrapped(style.role(QLabel(row.found.rule.title), "small_strong"))
        self._said = wrapped(style.role(QLabel(), "small"))
        self._source = _source_line(row.found.rule.source, elided=True)
        self._go = small_button("arrow-right", "", partial(self.asked.emit, "go"))
        self._go.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter on the card does the same
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._title)
        text.addWidget(self._said)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addLayout(text, 1)
        head.addWidget(self._go, 0, Qt.AlignmentFlag.AlignTop)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(13, 9, 6, 9)
        self._box.setSpacing(4)
        self._box.addLayout(head)
        self._box.addWidget(self._source)
        self.show_row(row)  # shows its parts: none may be shown before it stands in the layout

    def show_row(self, row: Place) -> None:
        """Show the finding as it is found now; its place among the others may be another."""
        self.row = row
        found = row.found
        self._title.setVisible(row.first or self.opened is not None)
        self._said.setText(found.message if self.opened is not None else shortened(found.message, _CLOSED))
        self._source.setVisible(row.first and self.opened is None)
        self._go.setVisible(self.opened is None)
        mark = f" {found.rule.mark}." if found.rule.mark else ""
        said = f"{SEVERITIES[found.severity]}: {found.rule.title.rstrip('.')}. {found.message}"
        state = "Open. " if self.opened is not None else ""
        self.setAccessibleName(f"{said}{mark} {state}{row.at} of {row.of}")
        self._go.setAccessibleName(f"Go to it: {found.message}")
        self._go.setToolTip("Go to it")

    def open(self, opened: bool) -> None:
        """Show all of it with its buttons, or only what it is."""
        if opened == (self.opened is not None):
            return
        if opened:
            self.opened = _Opened(self)
            self._box.addWidget(self.opened)
            self.opened.show()  # at once: what is in it may be given the focus
        elif self.opened is not None:
            self.opened.hide()
            self.opened.deleteLater()
            self.opened = None
        style.role(self, "check_card_open" if opened else "check_card")
        self.show_row(self.row)

    def controls(self) -> list[QWidget]:
        """What Tab goes through in it, in order."""
        return self.opened.controls() if self.opened is not None else []

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit("open")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        # Enter in the line for the reason comes up here too, and means the reason.
        wanted = _KEYS.get(Qt.Key(event.key())) if plain and self.window().focusWidget() is self else None
        if wanted is None:
            event.ignore()
        elif wanted == "open":
            self.asked.emit("close" if self.opened is not None else "open")
        else:
            self.asked.emit(wanted)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color(tokens()["check"][self.row.found.severity]["color"]))
        inset = tokens()["radius"]["card"]
        painter.drawRoundedRect(QRectF(1, inset, _STRIPE, self.height() - 2 * inset), 1.5, 1.5)


_KEYS = {
    Qt.Key.Key_Return: "go",
    Qt.Key.Key_Enter: "go",
    Qt.Key.Key_Space: "open",
    Qt.Key.Key_F2: "accept",
    Qt.Key.Key_A: "accept",
}


class _Opened(QWidget):
    """The lower part of an opened card: buttons, source, and, when asked for, reasons and a line to accept with."""

    def __init__(self, card: Card) -> None:
        super().__init__(card)
        self._card = card
        found, acting = card.row.found, card.acting
        rule = found.rule
        buttons = QWidget()
        row = Flow(buttons, 8)
        self.go = _button("Go to", "arrow-right", "", partial(card.asked.emit, "go"))
        self.go.setAccessibleName(f"Go to it: {found.message}")
        row.addWidget(self.go)
        mend = acting.mend(found)
        self.mend: QPushButton | None = None
        if mend is not None:
            self.mend = _button(mend.words, mend.icon, "primary", partial(card.asked.emit, "mend"))
            self.mend.setAccessibleName(mend.about)
            self.mend.setToolTip(mend.about)
            row.addWidget(self.mend)
        self.more = small_button("ellipsis", "More about this check", self._ask_more)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(_source_line(rule.source, elided=False), 1)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 4, 6, 0)
        self._box.setSpacing(6)
        self._box.addWidget(buttons)
        self._box.addWidget(style.role(QFrame(), "line"))
        self._box.addLayout(foot)
        if rule.mark:
            mark = style.role(QLabel(rule.mark), "unchecked")
            self._box.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeft)
        when = wrapped(style.role(QLabel(f"Matters {GATES[rule.gate]}. Check {rule.id}."), "caption"))
        self._box.addWidget(when)
        self._why: QWidget | None = None
        self.reason: Line | None = None
        self._keep: QPushButton | None = None

    def controls(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        return [one for one in (self.go, self.mend, self.more, self.reason, self._keep) if one is not None]

    def explain(self, first: str = "") -> None:
        """Say why it matters and what helps; `first` is said before."""
        if self._why is not None:
            self._why.hide()
            self._why.deleteLater()
        rule = self._card.row.found.rule
        why = self._why = QWidget()
        box = QVBoxLayout(why)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for head, text in (
            ("", first),
            ("Why this matters", rule.why),
            ("What helps", rule.how),
            ("For example", rule.example),
            ("Sound", rule.sound),
        ):
            if text:
                if head:
                    box.addSpacing(4)
                    box.addWidget(style.role(QLabel(head), "label"))
                box.addWidget(wrapped(style.role(QLabel(text), "small")))
        self._box.addWidget(why)
        why.show()

    def begin_accepting(self) -> None:
        """Open the line for the reason, or say why it cannot be accepted."""
        rule = self._card.row.found.rule
        if self._card.acting.session.read_only:
            return
        if not rule.override:
            self.explain("This one cannot be accepted with a reason: what follows from the case rests on it.")
            return
        if self.reason is None:
            label = style.role(QLabel("Why does it stand as it is? The report prints this."), "label")
            self.reason = Line()
            self.reason.setAccessibleName("Reason why this stands. The report prints it")
            self.reason.returnPressed.connect(self._accept)
            self.reason.escaped.connect(self._card.setFocus)
            self._keep = _button("Accept", "gavel", "", self._accept)
            self._keep.setAccessibleName("Accept with this reason")
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(self.reason, 1)
            line.addWidget(self._keep)
            self._box.addWidget(wrapped(label))
            self._box.addLayout(line)
            for part in (self.reason, self._keep):
                part.show()
            QWidget.setTabOrder(self.more, self.reason)
            QWidget.setTabOrder(self.reason, self._keep)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        reason = self.reason.text().strip() if self.reason is not None else ""
        if reason:
            self._card.reasoned.emit(reason)
        elif self.reason is not None:
            self.reason.setPlaceholderText("Type the reason first")
            self.reason.setFocus()

    def _ask_more(self) -> None:
        menu = QMenu(self)
        menu.addAction(style.icon("circle-help"), "Why this matters", self.explain)
        if not self._card.acting.session.read_only:
            menu.addAction(
                style.icon("gavel"), "Accept with a reason", partial(self._card.asked.emit, "accept")
            )
        if self._card.acting.on_the_map(self._card.row.found) is not None:
            menu.addAction(style.icon("waypoints"), "Show on the map", partial(self._card.asked.emit, "map"))
        open_below(menu, self.more)


def _button(words: str, icon: str, look: str, run: Callable[[], object]) -> QPushButton:
    button = style.role(QPushButton(words), look)
    style.icon_before(
        button, icon, "on_accent" if look == "primary" else "text2", tokens()["size"]["icon_small"]
    )
    button.clicked.connect(lambda: run())
    return button


def _source_line(source: str, *, elided: bool) -> QWidget:
    """Where a rule comes from, behind a small book."""
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    book = QLabel()
    book.setPixmap(style.pixmap("book-open", "text2", 14))
    book.setContentsMargins(0, 1, 0, 0)
    line.addWidget(book, 0, Qt.AlignmentFlag.AlignTop)
    said = style.role(Elided(source), "caption") if elided else wrapped(style.role(QLabel(source), "caption"))
    line.addWidget(said, 1)
    return whole
