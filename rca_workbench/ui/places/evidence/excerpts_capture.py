"""The row at the foot of the excerpts: evidence, fact, place and words; Enter adds it and starts the next."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from rca_workbench.model import EvidenceItem, Snapshot, Stance
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Line
from rca_workbench.ui.fields.finding import FindLine, Offer, offers_of
from rca_workbench.ui.fields.names import line_of
from rca_workbench.ui.fields.source_form import stance_pick
from rca_workbench.ui.session import Session

FACT_KINDS = ("timeline_entry", "factor", "finding", "action", "recommendation")
"""Kinds offered where somebody says what an excerpt bears on."""


def fact_offers(snapshot: Snapshot) -> Iterable[Offer]:
    """Facts an excerpt can bear on, moments of the timeline first."""
    for kind in FACT_KINDS:
        yield from offers_of(snapshot, kind)


class Chosen(FindLine):
    """A line to find something by typing, which keeps the one chosen until other words are typed."""

    chosen = Signal()
    """Something was chosen, or the choice was taken back."""

    def __init__(self, session: Session, kind: str = "", *, add_word: str = "") -> None:
        super().__init__(
            lambda: offers_of(session.snapshot, kind) if kind else fact_offers(session.snapshot),
            add_word=add_word,
        )
        self.session = session
        self._id: str | None = None
        self.picked.connect(self._pick)
        self.added.connect(self._name)
        self.textEdited.connect(self._retype)

    @property
    def id(self) -> str | None:
        """Id of the thing chosen, or of the one thing called exactly what is typed."""
        if not self.text().strip():
            return None
        chosen = self.session.snapshot.find(self._id)
        return chosen.id if chosen is not None else self.exact(self.text())

    def choose(self, id: str | None) -> None:
        """Hold a thing, or nothing."""
        thing = self.session.snapshot.find(id)
        self._id = thing.id if thing is not None else None
        self.setText(line_of(thing) if thing is not None else "")
        self.setCursorPosition(0)
        self.chosen.emit()

    def _pick(self, id: str) -> None:
        self.choose(id)
        self.focusNextChild()

    def _name(self, name: str) -> None:
        self._id = None
        self.setText(name)
        self.chosen.emit()
        self.focusNextChild()

    def _retype(self) -> None:
        self._id = None
        if not self.text():
            self.chosen.emit()


class ExcerptCapture(QWidget):
    """One line for a new excerpt. What is typed stays until it is kept; the evidence stays for the next one."""

    captured = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.evidence = Chosen(session, EvidenceItem.kind.name, add_word="piece of evidence")
        self.fact = Chosen(session)
        self.place, self.quote = Line(), Line()
        self.stance = stance_pick()
        for box, name, hint in (
            (self.evidence, "Evidence", "Which evidence?"),
            (self.fact, "Fact", "Which fact?"),
            (self.place, "Place", "Place"),
            (self.quote, "Words quoted", "Words quoted"),
        ):
            box.setAccessibleName(f"New excerpt, {name}")
            box.setPlaceholderText(hint)
        self.stance.setAccessibleName("New excerpt, What it does")
        for line in (self.place, self.quote):
            line.returnPressed.connect(self.keep)
        self.problem = style.role(QLabel(), "warn")
        self.problem.hide()
        self._plus = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._plus)
        row.addWidget(self.evidence, 4)
        row.addWidget(self.fact, 4)
        row.addWidget(self.stance, 2)
        row.addWidget(self.place, 2)
        row.addWidget(self.quote, 4)
        row.addWidget(self.problem)
        row.addWidget(style.role(QLabel("Enter"), "key"))
        self._restyle()
        style.look().changed.connect(self._restyle)

    @property
    def chosen_stance(self) -> Stance:
        """What the new excerpt does."""
        return Stance(self.stance.currentData())

    def begin(self) -> None:
        """Start typing: at the evidence, or where it is chosen already, at the fact."""
        (self.fact if self.evidence.id else self.evidence).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Ask for the excerpt to be added, or say what is missing and go there."""
        for box, wanted, said in (
            (self.evidence, bool(self.evidence.text().strip()), "Evidence must be said."),
            (self.fact, self.fact.id is not None, "Fact must be one of the case."),
        ):
            if not wanted:
                self.say(said)
                box.setFocus()
                return
        self.say("")
        self.captured.emit()

    def start_next(self, evidence: str | None) -> None:
        """Begin the next excerpt from the same evidence."""
        self.evidence.forget()
        self.evidence.choose(evidence)
        for box in (self.fact, self.place, self.quote):
            box.clear()
        self.stance.setCurrentIndex(0)
        self.fact.setFocus()

    def say(self, problem: str) -> None:
        """Say what is missing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _restyle(self) -> None:
        self._plus.setPixmap(style.pixmap("plus", "accent", tokens()["size"]["icon_small"]))
