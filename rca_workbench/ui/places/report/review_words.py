"""A box over the Review tab where a field says something else now: three texts, and the words to keep."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.word_changes import said, word_changes
from rca_workbench.model import Proposal
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.fields.boxes import Pages
from rca_workbench.ui.places.improve.asking import width_seen
from rca_workbench.ui.places.report.review_painting import marked

SAID = "This says something else now than what went out. Which words are to be kept?"


class WordsBox(QFrame):
    """Shows what went out, and what differs in what came back and in what stands now; what is typed beneath is kept."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._take_words: Callable[[str], object] = lambda _: None
        style.role(self, "popover")
        self.setAccessibleName(SAID)
        self._texts: dict[str, QLabel] = {}
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(6)
        box.addWidget(wrapped(style.role(QLabel(SAID), "small_strong")))
        for name in ("Went out", "Came back", "Says now"):
            box.addWidget(style.role(QLabel(name), "label"))
            text = self._texts[name] = wrapped(QLabel())
            text.setAccessibleName(name)
            text.setTextFormat(Qt.TextFormat.PlainText if name == "Went out" else Qt.TextFormat.RichText)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(text)
        box.addWidget(style.role(QLabel("Words to keep"), "small_strong"))
        self.words = Pages(least=2, most=10)
        self.words.setAccessibleName("Words to keep")
        self.words.escaped.connect(self.leave)
        box.addWidget(self.words)
        starts = QHBoxLayout()
        for button, name in (
            ("Begin from what came back", "Came back"),
            ("Begin from what stands now", "Says now"),
        ):
            made = style.role(QPushButton(button), "link")
            made.clicked.connect(lambda _=False, name=name: self._begin_from(name))
            starts.addWidget(made)
        starts.addStretch(1)
        box.addLayout(starts)
        foot = QHBoxLayout()
        foot.addStretch(1)
        out = QPushButton("Leave it")
        out.clicked.connect(self.leave)
        keep = style.role(QPushButton("Accept with these words"), "primary")
        keep.clicked.connect(self._take)
        foot.addWidget(out)
        foot.addWidget(keep)
        box.addLayout(foot)
        self._inside = inside
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(UprightArea(inside))
        over.installEventFilter(self)
        self.words.textChanged.connect(self._place)
        self.hide()

    def ask(self, proposal: Proposal, now: str, both: str | None, take: Callable[[str], object]) -> None:
        """Open it for a proposed change.

        Args:
            proposal: the change.
            now: what the field says now.
            both: the words of now with the reader's change in them; None where both changed the same words.
            take: gets the words to keep.
        """
        self._take_words = take
        self._texts["Went out"].setText(proposal.before or "Nothing")
        for name, text in (("Came back", proposal.after), ("Says now", now)):
            pieces = word_changes(proposal.before, text)
            self._texts[name].setText(marked(pieces) or "Nothing")
            self._texts[name].setAccessibleDescription(said(pieces))
        self.words.put(proposal.after if both is None else both)
        self._of = {"Came back": proposal.after, "Says now": now}
        self._place()
        self.show()
        self.raise_()
        self._place()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close it; nothing is decided."""
        self.hide()
        getattr(self._over, "enter", self._over.setFocus)()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._take()
        else:
            super().keyPressEvent(event)

    def _begin_from(self, name: str) -> None:
        self.words.put(self._of[name])
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        words = self.words.value().strip()
        self.leave()
        self._take_words(words)

    def _place(self) -> None:
        over, room = self._over, width_seen(self._over)
        width = min(style.px(640), room - 16)
        layout = self._inside.layout()
        layout.activate()
        tall = max(layout.totalHeightForWidth(width - 4), layout.totalMinimumSize().height())
        self.setGeometry((room - width) // 2, 8, width, min(tall + 6, over.height() - 16))
