"""The page of one interview: plan, consent and support, notes with excerpts beside them, and the prompts at hand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import Actor, Changes, Excerpt, Interview, InterviewState
from rca_workbench.ui import style
from rca_workbench.ui.fields import FieldEditor, LabelAt, Row, TextEditor, columns, editor
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.fields.boxes import Pages
from rca_workbench.ui.fields.refs import clear
from rca_workbench.ui.fields.source_form import tab_after, widgets_in
from rca_workbench.ui.places.evidence.excerpts_edits import Origin, interview_name
from rca_workbench.ui.places.evidence.excerpts_reading import selected_passage, tint
from rca_workbench.ui.places.evidence.excerpts_use import UseBox
from rca_workbench.ui.places.evidence.interviews_edits import (
    InterviewEdits,
    feedback_words,
    next_move,
    prompts,
)
from rca_workbench.ui.places.evidence.interviews_excerpts import InterviewExcerpts
from rca_workbench.ui.session import Session

ONE_COLUMN_BELOW = 660
"""Width under which everything stands in one column, in pixels at 100 %."""
_TWO_COLUMNS = {"Plan": (0, 0), "Prompts": (0, 1), "Notes": (1, 0), "Excerpts": (1, 1), "Afterwards": (2, 0)}
_ONE_COLUMN = {"Plan": (0, 0), "Prompts": (1, 0), "Notes": (2, 0), "Excerpts": (3, 0), "Afterwards": (4, 0)}
TINT_AFTER_MS = 400
TOUCHED_BY = ("interview", "actor", "excerpt", "evidence", "timeline_entry", "factor", "finding")


class InterviewSheet(QWidget):
    """Everything about one interview. What is typed is kept on leaving a field or after a pause."""

    go_to = Signal(str, object)
    kept = Signal(str)
    """Id of the fact that words of the notes became a source of."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.edits = InterviewEdits(session)
        self.id: str | None = None
        self.editors: list[FieldEditor] = []
        self._prompts_shown: object = None
        self._quotes: object = None
        page = style.role(QWidget(), "page")
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(20, 16, 20, 20)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(16)
        head = self._head()
        self._parts = {
            "Plan": self._plan(),
            "Prompts": self._prompts(),
            "Notes": self._notes(),
            "Excerpts": self._beside(),
            "Afterwards": self._afterwards(),
        }
        self._narrow: bool | None = None
        self._place_parts(False)
        self._area = UprightArea(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self._area, 1)

    @property
    def interview(self) -> Interview | None:
        """The interview shown, as the case holds it now."""
        return self.session.snapshot.get(Interview, self.id)

    def show_interview(self, interview: Interview | None) -> None:
        """Show another interview; what is typed for the one before is kept first."""
        moved = interview is None or interview.id != self.id
        if moved:
            for one in self.editors:
                one.show_entity(interview)
            self.id = interview.id if interview is not None else None
            self.use_box.move_to(Origin(interview.id, True) if interview is not None else None)
            self._quotes = self._prompts_shown = None
            held = interview is not None and interview.state is InterviewState.HELD
            self._area.verticalScrollBar().setValue(0)
            # Where the notes stand is known once the page is laid out.
            QTimer.singleShot(0, self, partial(self.show_part, "Notes" if held else "Plan"))
        self.excerpts.show_interview(interview)
        self._say()

    def refresh(self, changes: Changes | None) -> None:
        """Bring in what changed elsewhere."""
        if changes is not None and not changes.touches(*TOUCHED_BY):
            return
        if self.interview is None:
            self.show_interview(None)
            return
        if changes is None:
            self._prompts_shown = self._quotes = None  # icons and tints are of the look in force
        for one in self.editors:
            one.refresh()
        self.excerpts.refresh(changes)
        self._say()

    def enter(self) -> None:
        """Begin where an interview is worked on: in the notes once it is held, else at what it is for."""
        (self._notes_editor if self._notes_editor.box.value() else self._purpose).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def show_part(self, name: str) -> None:
        """Bring a part of the page to its top: "Plan", "Notes" or "Afterwards"."""
        page = self._area.widget()
        if page is not None and page.layout() is not None:
            page.layout().activate()
            top = self._parts[name].mapTo(page, self._parts[name].rect().topLeft()).y()
            self._area.verticalScrollBar().setValue(max(0, top - 16))

    def use_selected(self) -> None:
        """Ask what the words selected in the notes are used for."""
        interview = self.interview
        if interview is None or self.session.read_only:
            return
        passage = selected_passage(self._page_of_notes)
        if passage is None:
            self._use_hint.show()
            return
        self._use_hint.hide()
        # The notes are part of the case before anything is quoted from them.
        self._notes_editor.commit()
        self.use_box.ask(Origin(interview.id, True), passage)
        self._area.ensureWidgetVisible(self.use_box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_parts(self.width() < style.px(ONE_COLUMN_BELOW))
        super().resizeEvent(event)

    # -- laying out -----------------------------------------------------------------------------------

    def _place_parts(self, narrow: bool) -> None:
        """Prompts and excerpts stand beside plan and notes, or under them where there is no room."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        places = _ONE_COLUMN if narrow else _TWO_COLUMNS
        for name, (row, column) in places.items():
            self._grid.removeWidget(self._parts[name])
            self._grid.addWidget(self._parts[name], row, column)
        self._grid.setColumnStretch(0, 11)
        self._grid.setColumnStretch(1, 0 if narrow else 7)
        for row in range(6):
            self._grid.setRowStretch(row, int(row == 5))

    def _head(self) -> QWidget:
        holder = style.role(QWidget(), "header")
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = wrapped(style.role(QLabel(), "title"))
        self._feedback = style.role(QLabel(), "small")
        self._move = QPushButton()
        self._move.clicked.connect(self._move_on)
        above, beneath = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self._title, 1)
        above.addWidget(self._move)
        for name in ("Plan", "Notes", "Afterwards"):
            button = style.role(QPushButton(name), "link")
            button.setAccessibleName(f"Show {name.lower()}")
            button.clicked.connect(partial(self._go_to_part, name))
            beneath.addWidget(button)
        beneath.addStretch(1)
        beneath.addWidget(self._feedback)
        box = QVBoxLayout(holder)
        box.setContentsMargins(20, 8, 20, 6)
        box.setSpacing(0)
        box.addLayout(above)
        box.addLayout(beneath)
        return holder

    def _plan(self) -> QWidget:
        card, box = _card("Plan")
        box.addLayout(columns([self._field("person"), self._field("state")], 2, 12))
        self._purpose = self._field("purpose")
        box.addLayout(columns([self._purpose, self._field("when")], 2, 12))
        box.addWidget(
            self._own(TextEditor(self.session, Interview.kind, "plan", label_at=LabelAt.ABOVE, least=5))
        )
        box.addWidget(self._field("consent"))
        box.addWidget(self._field("support"))
        box.addStretch(1)
        return card

    def _prompts(self) -> QWidget:
        found = prompts()
        card, box = _card("Prompts")
        box.setSpacing(6)
        box.addWidget(wrapped(style.role(QLabel("Choose one to put it under “What to ask”."), "small")))
        self._prompt_rows = QVBoxLayout()
        self._prompt_rows.setSpacing(2)
        box.addLayout(self._prompt_rows)
        box.addWidget(wrapped(style.role(QLabel(f"Avoid: {_joined(found.pitfalls)}."), "small")))
        box.addWidget(wrapped(style.role(QLabel(f"{found.label}. After {found.source}."), "caption")))
        if found.mark:
            box.addWidget(wrapped(style.role(QLabel(found.mark), "unchecked")))
        box.addStretch(1)
        return card

    def _notes(self) -> QWidget:
        card, box = _card("Notes")
        self._notes_editor = _NotesEditor(self.session, Interview.kind, "notes", label_at=LabelAt.NOWHERE)
        self._own(self._notes_editor)
        self._use = QPushButton("Use as excerpt")
        self._use.setToolTip("Select words in the notes first. Ctrl+Shift+X")
        self._use.clicked.connect(self.use_selected)
        # Pressing it must not take the focus from the notes: what is selected there stays to be seen.
        self._use.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if self.session.read_only:
            self._use.hide()  # never shown before it has a parent: that would be a window of its own
        self._use_hint = wrapped(style.role(QLabel("Select some words in the notes first."), "small"))
        self._use_hint.hide()
        foot = QHBoxLayout()
        foot.addWidget(self._use_hint, 1)
        foot.addStretch(1)
        foot.addWidget(self._use)
        box.addWidget(self._notes_editor)
        box.addLayout(foot)
        box.addStretch(1)
        # What is tinted moves with the text; only after a pause is it looked for anew.
        self._tint_soon = QTimer(self, singleShot=True, interval=TINT_AFTER_MS)
        self._tint_soon.timeout.connect(self._tint)
        self._page_of_notes.textChanged.connect(self._tint_soon.start)
        return card

    def _beside(self) -> QWidget:
        card, box = _card("Excerpts")
        self.use_box = UseBox(self.session)
        self.use_box.kept.connect(self._kept)
        self.use_box.left.connect(self._notes_editor.setFocus)
        self.excerpts = InterviewExcerpts(self.session, self.use_box.keep_button)
        self.excerpts.go_to.connect(self.go_to)
        box.addWidget(self.use_box)
        box.addWidget(self.excerpts)
        box.addStretch(1)
        return card

    def _afterwards(self) -> QWidget:
        card, box = _card("Afterwards")
        box.addLayout(columns([self._field("feedback_given"), self._field("evidence")], 2, 12))
        return card

    def _field(self, name: str) -> FieldEditor:
        return self._own(editor(self.session, Interview.kind, name, label_at=LabelAt.ABOVE))

    def _own(self, one: FieldEditor) -> FieldEditor:
        self.editors.append(one)
        one.go_to.connect(self.go_to)
        return one

    # -- inside ---------------------------------------------------------------------------------------

    @property
    def _page_of_notes(self) -> Pages:
        box = self._notes_editor.box
        assert isinstance(box, Pages)
        return box

    def _say(self) -> None:
        interview = self.interview
        if interview is None:
            return
        snapshot = self.session.snapshot
        person = snapshot.get(Actor, interview.person)
        self._title.setText(interview_name(snapshot, interview) if person else "Interview, nobody named yet")
        self._feedback.setText(feedback_words(interview, self.session.today()))
        self._feedback.setVisible(bool(self._feedback.text()))
        move = None if self.session.read_only else next_move(self.session, interview)
        self._move.setText(move[0] if move else "")
        self._move.setVisible(move is not None)
        self._show_prompts(interview)
        self._tint()

    def _show_prompts(self, interview: Interview) -> None:
        steps = prompts().steps
        there = tuple(step in interview.plan for step in steps)
        if there == self._prompts_shown:
            return
        at = self._at_prompt()
        self._prompts_shown = there
        clear(self._prompt_rows)
        for step, asked in zip(steps, there, strict=True):
            row = Row(
                "check" if asked else "plus", "ok" if asked else "accent", "", step,
                name=f"{step} {'Stands under What to ask' if asked else 'Press to put it under What to ask'}",
            )  # fmt: skip
            row.opened.connect(partial(self._ask, step))
            self._prompt_rows.addWidget(row)
            if at == step:
                row.button.setFocus()
        before = next(one for one in self.editors if one.name == "support").control
        tab_after(before, widgets_in(self._prompt_rows))

    def _at_prompt(self) -> str | None:
        """The prompt that has the focus, so that it keeps it when the list is made anew."""
        for number, step in enumerate(prompts().steps):
            item = self._prompt_rows.itemAt(number)
            row = item.widget() if item is not None else None
            if isinstance(row, Row) and row.button.hasFocus():
                return step
        return None

    def _go_to_part(self, name: str, *_: object) -> None:
        self.show_part(name)

    def _ask(self, prompt: str) -> None:
        for one in self.editors:
            if one.name == "plan":
                one.commit()
        interview = self.interview
        if interview is not None and not self.session.read_only:
            self.edits.ask_also(interview, prompt)

    def _move_on(self) -> None:
        for one in self.editors:
            one.commit()
        interview = self.interview
        move = next_move(self.session, interview) if interview is not None else None
        if move is not None and not self.session.read_only:
            move[1]()

    def _tint(self) -> None:
        quotes = tuple(one.quote for one in self.excerpts.excerpts)
        shown = (quotes, self._page_of_notes.document().revision())
        if shown != self._quotes:
            self._quotes = shown
            tint(self._page_of_notes, quotes)

    def _kept(self, about: str) -> None:
        if self.session.snapshot.by(Excerpt, "about").get(about):
            self.kept.emit(about)
        self._notes_editor.setFocus()


class _NotesEditor(TextEditor):
    """Notes: a large text that stays typed whatever is looked at meanwhile."""

    def _make(self) -> QWidget:
        box = Pages(least=14)
        box.setPlaceholderText("What was said, in their words where you can. By role, not by name.")
        return box


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = style.role(QFrame(), "card")
    box = QVBoxLayout(card)
    box.setContentsMargins(16, 14, 16, 16)
    box.setSpacing(10)
    box.addWidget(style.role(QLabel(title), "heading"))
    return card, box


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(parts)
