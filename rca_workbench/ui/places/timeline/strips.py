"""Strips over the timeline: orders that cannot be, what else happened then, and the hindsight curtain."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout

from rca_workbench.analysis.chronology import Conflict
from rca_workbench.analysis.knowing import Curtain
from rca_workbench.model import Actor, TimelineEntry, shortened
from rca_workbench.model.people import PEOPLE
from rca_workbench.model.time import moment
from rca_workbench.ui import style
from rca_workbench.ui.fields import Pick, small_button
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.session import Session

SETTLE_MS = 40
"""How long the slider has to rest before the views are drawn anew."""


class Strip(QFrame):
    """One line over the timeline; never in the way when it has nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        style.role(self, "over")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line: QBoxLayout = QHBoxLayout(self)
        self.line.setContentsMargins(12, 4, 12, 4)
        self.line.setSpacing(8)
        self.hide()


class ConflictStrip(Strip):
    """Names one set of entries that cannot all be true, with a button for each of them, and steps through the sets."""

    go = Signal(str)
    """An entry of the set, to be shown."""

    def __init__(self, session: Session, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self.session = session
        self._name_of = name_of
        self._at = 0
        self._shown: Conflict | None = None
        self.said = style.role(QLabel(), "warn")
        wrapped(self.said)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self.before = small_button("chevron-left", "The set before", partial(self._step, -1))
        self.behind = small_button("chevron-right", "The next set", partial(self._step, 1))
        self.count = style.role(QLabel(), "caption")
        self.line.addWidget(self.said, 1)
        self.line.addLayout(self._buttons)
        for part in (self.before, self.count, self.behind):
            self.line.addWidget(part)

    def refresh(self) -> None:
        """Show what cannot be, as the case stands now."""
        found = self.session.chronology.conflicts
        self.setVisible(bool(found))
        if not found:
            self._shown = None
            return
        self._at = min(self._at, len(found) - 1)
        one = found[self._at]
        several = len(found) > 1
        for part in (self.before, self.behind, self.count):
            part.setVisible(several)
        self.count.setText(f"{self._at + 1} of {len(found)}")
        self.said.setText(one.sentence(self._name_of))
        if one != self._shown:
            self._shown = one
            self._name_entries(one.ids)

    def _step(self, by: int) -> None:
        self._at = (self._at + by) % max(1, len(self.session.chronology.conflicts))
        self.refresh()

    def _name_entries(self, ids: Sequence[str]) -> None:
        while item := self._buttons.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for id in ids[:6]:
            entry = self.session.snapshot.get(TimelineEntry, id)
            if entry is not None:
                button = style.role(QPushButton(entry.code or shortened(entry.text, 14)), "chip")
                button.setAccessibleName(f"Show {self._name_of(id)}")
                button.clicked.connect(partial(self._go, id))
                self._buttons.addWidget(button)

    def _go(self, id: str, *_: object) -> None:
        self.go.emit(id)


class ElseStrip(Strip):
    """What else happened then: says of which entry, how many surely and how many possibly, and how to end it."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = style.role(QLabel(), "small_strong")
        wrapped(self.said)
        end = style.role(QPushButton("Show all  Esc"), "link")
        end.setAccessibleName("Show all entries again")
        end.clicked.connect(self.ended)
        self.line.addWidget(self.said, 1)
        self.line.addWidget(end)

    def say(self, name: str, sure: int, maybe: int) -> None:
        """Show it for an entry."""
        self.said.setText(
            f"What else happened during “{name}”: {sure} for sure, {maybe} possibly (their times do not rule it out)."
        )
        self.show()


class CurtainStrip(Strip):
    """The hindsight curtain: a slider along the case's moments, and through whose eyes. Esc opens it again."""

    left = Signal()
    """It was opened from here: the focus belongs to the timeline again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._stops: tuple[int, ...] = ()
        self._drawing = False
        self.eyes = Pick()
        self.eyes.setAccessibleName("Hindsight curtain: as seen by")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(
            "Hindsight curtain: the moment. What was not yet known then is out of view"
        )
        self.slider.setMinimumWidth(120)
        self.slider.setTracking(True)
        self.at = style.role(QLabel(), "small_strong")
        self.count = style.role(QLabel(), "caption")
        wrapped(self.count)
        self.before = small_button("chevron-left", "The moment before", partial(self.step, -1))
        self.behind = small_button("chevron-right", "The next moment", partial(self.step, 1))
        end = small_button("x", "Open the curtain: show everything", partial(session.draw_curtain, None))
        eye = QLabel()
        eye.setPixmap(style.pixmap("eye", "text2", 18))
        controls = QHBoxLayout()
        controls.setSpacing(8)
        controls.addWidget(eye)
        controls.addWidget(style.role(QLabel("What was known at"), "small"))
        controls.addWidget(self.at)
        controls.addWidget(style.role(QLabel("to"), "small"))
        controls.addWidget(self.eyes)
        controls.addWidget(self.before)
        controls.addWidget(self.slider, 1)
        controls.addWidget(self.behind)
        controls.addWidget(end)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(controls)
        column.addWidget(self.count)
        self.line.addLayout(column, 1)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self.slider.valueChanged.connect(self._moved)
        self.eyes.currentIndexChanged.connect(self._draw)

    def begin(self) -> None:
        """Draw the curtain: at the selected entry, or at the end, where everything is still in view."""
        stops = self.session.knowing.moments
        if not stops:
            return
        at = stops[-1]
        chosen = self.session.selected
        if isinstance(chosen, TimelineEntry):
            seen = self.session.chronology.window(chosen.id)
            at = (
                seen.latest if seen.latest is not None else seen.earliest if seen.earliest is not None else at
            )
        self.session.draw_curtain(Curtain(at))
        self.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.session.draw_curtain(None)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """To the next moment at which something comes into view, or the one before."""
        curtain = self.session.curtain
        if curtain is not None:
            self.session.draw_curtain(
                Curtain(self.session.knowing.next_moment(curtain.at, by), curtain.actor)
            )

    def refresh(self) -> None:
        """Show the curtain as it is drawn now."""
        curtain = self.session.curtain
        self.setVisible(curtain is not None)
        if curtain is None:
            return
        self._drawing = True
        self._offer(curtain.actor)
        self._stops = self.session.knowing.moments
        self.slider.setRange(0, max(0, len(self._stops) - 1))
        self.slider.setPageStep(max(1, len(self._stops) // 20))
        self.slider.setValue(max(0, bisect_right(self._stops, curtain.at) - 1))
        said = moment(curtain.at)
        self.at.setText(f"{said.day} {said:%b %Y %H:%M}")
        sight = self.session.sight
        unsaid = (
            f" {len(sight.unsaid)} may have been known: it is not recorded from when." if sight.unsaid else ""
        )
        self.count.setText(f"{len(sight.hidden)} not yet known, out of view.{unsaid}")
        self._drawing = False

    def _offer(self, actor: str | None) -> None:
        people = [
            one
            for one in self.session.snapshot.of(Actor).values()
            if one.nature in PEOPLE or one.nature is None
        ]
        offered = [("Anybody", None), *sorted((one.role, one.id) for one in people if one.role)]
        now = [(self.eyes.itemText(at), self.eyes.itemData(at)) for at in range(self.eyes.count())]
        if offered != now:
            self.eyes.clear()
            for words, id in offered:
                self.eyes.addItem(words, id)
        self.eyes.setCurrentIndex(max(0, self.eyes.findData(actor)))

    def _moved(self, value: int) -> None:
        if not self._drawing and self._stops:
            said = moment(self._stops[value])
            self.at.setText(f"{said.day} {said:%b %Y %H:%M}")
            self._settle.start()

    def _draw(self) -> None:
        if not self._drawing and self._stops and self.session.curtain is not None:
            at = self._stops[min(self.slider.value(), len(self._stops) - 1)]
            self.session.draw_curtain(Curtain(at, self.eyes.currentData()))
