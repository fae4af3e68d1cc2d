"""Finding on a picture: what matches stands out, and one walks from match to match without leaving it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit

from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor
from rca_workbench.ui import style
from rca_workbench.ui.fields import small_button
from rca_workbench.ui.fields.apart import keep_apart

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.fishbone_canvas import FishboneCanvas
    from rca_workbench.ui.places.analysis.map_canvas import MapCanvas
    from rca_workbench.ui.session import Session


class Searched(Protocol):
    """A view with a picture of factors that can be searched."""

    session: "Session"

    @property
    def canvas(self) -> "MapCanvas | FishboneCanvas":
        """The picture."""

    def emphasise(self) -> None:
        """Let the matches stand out, or nothing where finding has ended."""

    def place_over(self) -> None:
        """Put what lies over the picture where it belongs."""


class MapFind(QFrame):
    """A line at a picture's top right. Enter and F3 go to the next match, with Shift to the one before; Esc ends."""

    def __init__(self, view: Searched, picture: str = "map") -> None:
        """`picture` is what is searched, as in "Find on the map"."""
        super().__init__(view.canvas)
        self._view = view
        style.role(self, "popover")
        self.text = QLineEdit()
        self.text.setAccessibleName(f"Find on the {picture}")
        self.text.setPlaceholderText(f"Find on the {picture}")
        keep_apart(self.text)
        self.text.textChanged.connect(self._look)
        self.text.installEventFilter(self)
        self.count = style.role(QLabel(), "caption")
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 6, 8, 6)
        line.setSpacing(6)
        line.addWidget(self.text, 1)
        line.addWidget(self.count)
        for icon, name, run in (
            ("chevron-up", "The match before", partial(self.step, -1)),
            ("chevron-down", "The next match", partial(self.step, 1)),
            ("x", "End finding", self.leave),
        ):
            line.addWidget(small_button(icon, name, run))
        self.matches: Sequence[str] = ()
        self._at = -1
        self.hide()

    def begin(self) -> None:
        """Open the line; what was looked for before is marked."""
        self.show()
        self.raise_()
        self._view.place_over()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        self._look(self.text.text())

    def refresh(self) -> None:
        """Find again in what is drawn now."""
        if self.isVisible():
            self._look(self.text.text(), stay=True)

    def step(self, by: int) -> None:
        """Go to the next match or the one before."""
        if not self.isVisible():
            self.begin()
        elif self.matches:
            self._at = (self._at + by) % len(self.matches)
            self._go()

    def leave(self) -> None:
        """End finding; the match one is on stays selected."""
        self.hide()
        self.matches, self._at = (), -1
        self._view.emphasise()
        self._view.place_over()
        self._view.canvas.setFocus()

    def place(self) -> None:
        """At the top right of the canvas."""
        canvas = self._view.canvas
        label = canvas.scene.label_width if canvas.scene else 0
        right = canvas.width() - canvas.covered()
        width = min(style.px(380), right - round(label) - 24)
        self.setFixedWidth(max(180, width))
        self.adjustSize()
        self.move(right - self.width() - 16, 12)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
                self.step(-1 if back else 1)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def _look(self, text: str, *, stay: bool = False) -> None:
        words = text.casefold().split()
        factors = self._view.session.snapshot.of(Factor)
        shown = (item.ref.id for item in self._view.canvas.readable() if item.ref)
        self.matches = [id for id in shown if words and _holds(factors.get(id), words)]
        if not stay:
            self._at = -1
        elif self._at >= len(self.matches):
            self._at = len(self.matches) - 1
        self._say(bool(words))
        self._view.emphasise()
        if self.matches and not stay:
            self._view.canvas.reveal(Ref(Factor.kind.name, self.matches[0]))

    def _go(self) -> None:
        id = self.matches[self._at]
        self._view.session.select(id)
        self._view.canvas.set_current(Ref(Factor.kind.name, id))
        self._say(True)
        self._view.emphasise()

    def _say(self, looked: bool) -> None:
        found = len(self.matches)
        at = f"{self._at + 1} of {found}" if self._at >= 0 else f"{found} found"
        self.count.setText((at if found else "None found") if looked else "")
        if looked:
            self._view.canvas.announce(self.count.text())


def _holds(factor: Factor | None, words: Sequence[str]) -> bool:
    """Whether a factor says all of some words, in its text, its short label, its code or what it was worded besides."""
    if factor is None:
        return False
    said = f"{factor.code} {factor.text} {factor.short_label} {factor.other_wording}".casefold()
    return all(word in said for word in words)
