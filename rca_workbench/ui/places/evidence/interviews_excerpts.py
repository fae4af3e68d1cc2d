"""The excerpts of one interview, beside its notes: each says which fact it bears on, and opens in place."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from rca_workbench.model import Changes, Excerpt, Interview, Stance, shortened
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.names import icon_of, ink_of, line_of
from rca_workbench.ui.fields.refs import Row, clear
from rca_workbench.ui.fields.source_form import SourceCard, tab_after, widgets_in
from rca_workbench.ui.places.evidence.excerpts_rows import place_order
from rca_workbench.ui.session import Session

NONE = "Select words in the notes and choose “Use as excerpt”."


class InterviewExcerpts(QWidget):
    """What was quoted from an interview, in order of place; Tab comes to it from the control `after`."""

    go_to = Signal(str, object)

    def __init__(self, session: Session, after: QWidget) -> None:
        super().__init__()
        self.session = session
        self.id: str | None = None
        self._after = after
        self._shown: object = None
        self._none = wrapped(style.role(QLabel(NONE), "small"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._card = SourceCard(session, about=True)
        self._card.left.connect(self._close)
        self._card.go_to.connect(self.go_to)
        self._card.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._none)
        box.addLayout(self._rows)
        box.addWidget(self._card)

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The excerpts of the interview shown."""
        interview = self.session.snapshot.get(Interview, self.id)
        if interview is None or interview.evidence is None:
            return ()
        found = self.session.snapshot.pointed_from(Excerpt, "evidence", interview.evidence)
        return tuple(sorted(found, key=lambda one: place_order(one.place)))

    def show_interview(self, interview: Interview | None) -> None:
        """Show those of another interview; what is typed in an open one is kept."""
        id = interview.id if interview is not None else None
        if id != self.id:
            self._card.leave()
            self.id = id
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Show them as they are now."""
        self._card.refresh()
        if changes is None:
            self._shown = None  # icons are of the look in force
        snapshot = self.session.snapshot
        shown = [(one, snapshot.find(one.about)) for one in self.excerpts]
        if (shown, self._card.id) == self._shown:
            return
        self._shown = (shown, self._card.id)
        self._none.setVisible(not shown)
        self._rows.removeWidget(self._card)
        clear(self._rows)
        for excerpt, fact in shown:
            if excerpt.id == self._card.id:
                self._rows.addWidget(self._card)
                continue
            words = f"“{shortened(excerpt.quote, 160)}”" if excerpt.quote else "No words quoted yet"
            beneath = line_of(fact, 90) if fact is not None else "Not tied to a fact yet"
            if excerpt.stance is not Stance.SUPPORTS:
                beneath = f"{word(excerpt.stance)}: {beneath}"
            out = "" if self.session.read_only else f"Take out excerpt {words}"
            row = Row(icon_of(fact or excerpt), ink_of(fact or excerpt), words, beneath, out=out)
            row.opened.connect(partial(self._open, excerpt.id))
            row.taken_out.connect(partial(self.session.remove, excerpt))
            self._rows.addWidget(row)
        tab_after(self._after, widgets_in(self._rows))

    def _open(self, id: str) -> None:
        excerpt = self.session.snapshot.get(Excerpt, id)
        if excerpt is not None:
            self._card.leave()
            self._card.ask(excerpt)
            self.refresh(None)
            self._card.ask(excerpt)

    def _close(self) -> None:
        self._card.leave()
        self.refresh(None)
