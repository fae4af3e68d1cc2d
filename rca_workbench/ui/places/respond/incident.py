"""Respond, Incident: what happened, when, where, who was harmed, and whether everyone is safe now."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rca_workbench.model import CaseRecord, Changes, Incident, Note, new_id, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.harm import harm_level
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields import (
    FieldEditor,
    LabelAt,
    Line,
    TextEditor,
    WordsEditor,
    clear,
    columns,
    editor,
    small_button,
)
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.reading_line import ReadingLine
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.places.cards import CardPage, card, label
from rca_workbench.ui.places.respond.harm_offers import harm_mark, harm_offers
from rca_workbench.ui.session import Session

PLACE = "incident"


class IncidentPage(CardPage):
    """The incident on one page: for the record at the left, for the family and the brief at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Incident")
        self._note_editors: list[TextEditor] = []
        self._editors: list[FieldEditor] = []
        self._record(self.columns[0])
        self._brief(self.columns[1])

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("incident_note", "Add note", self.add_note, ("N",), "incident remark new", "plus")

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches("incident", "case", "note"):
            return
        snapshot = self.session.snapshot
        for one in self._editors:
            if changes is None:
                one.show_entity(snapshot.one(one.kind.cls))
            else:
                one.refresh()
        self._say_harm()
        self._reads.show_text(snapshot.incident.family_summary, snapshot.case.profile)
        if changes is None:
            self._note_editors = []
        if changes is None or changes.touches("note"):
            self._show_notes()
        self.counts_changed.emit()

    def counts(self) -> str:
        count = len(self._notes_here())
        return f"{count} {'note' if count == 1 else 'notes'}" if count else ""

    def enter(self) -> None:
        if not self.session.snapshot.incident.summary and not self.session.read_only:
            self._what.setFocus()
        else:
            self.setFocus()

    # -- gestures -------------------------------------------------------------------------------------

    def add_note(self) -> None:
        """Start typing a note."""
        if not self.session.read_only:
            self._note_line.setFocus()
            self.area.ensureWidgetVisible(self._note_line)

    def _keep_note(self) -> None:
        text = self._note_line.text().strip()
        if text:
            with taking(self.session, self._note_line), self.session.step("Add note") as step:
                step.add(Note(id=new_id(), text=text, on=self.session.today().isoformat(), place=PLACE))

    # -- laying out -----------------------------------------------------------------------------------

    def _record(self, column: QVBoxLayout) -> None:
        what = card(column, "What happened")
        self._what = TextEditor(
            self.session, Incident.kind, "summary", label_at=LabelAt.NOWHERE, least=5,
            hint="In one or two sentences: what happened, and is everyone safe now?",
        )  # fmt: skip
        what.addWidget(self._own(self._what))
        names = ("start", "end", "found", "reported", "service", "setting")
        what.addLayout(columns([self._field(name) for name in names], 2, 12))
        harm = card(column, "Harm")
        self._harm = WordsEditor(
            self.session, Incident.kind, "harm_level", harm_offers(), label_at=LabelAt.ABOVE
        )
        harm.addWidget(self._own(self._harm))
        self._harm_meaning = wrapped(label("", "small"))
        self._harm_mark = wrapped(label("", "unchecked"))
        harm.addWidget(self._harm_meaning)
        harm.addWidget(self._harm_mark)
        harm.addWidget(self._field("harm"))
        harm.addWidget(self._field("safe_now"))
        case = card(column, "This case")
        case.addWidget(self._case("title"))
        case.addLayout(columns([self._case("reference"), self._case("organisation")], 2, 12))
        case.addLayout(columns([self._case("profile"), self._case("nation")], 2, 12))
        case.addWidget(self._case("marking"))
        column.addStretch(1)

    def _brief(self, column: QVBoxLayout) -> None:
        family = card(column, "In words for the family")
        family.addWidget(wrapped(label("Plain words the family can share. No jargon, no blame.", "small")))
        family.addWidget(self._field("family_summary", label_at=LabelAt.NOWHERE, least=5))
        self._reads = ReadingLine()
        family.addWidget(self._reads)
        terms = card(column, "Terms of reference")
        terms.addWidget(wrapped(label("The questions this investigation answers, one to a line.", "small")))
        terms.addWidget(self._field("terms_of_reference", label_at=LabelAt.NOWHERE, least=4))
        scope = card(column, "Scope and limits")
        scope.addWidget(self._field("scope", label_at=LabelAt.NOWHERE, least=3))
        notes = card(column, "Notes")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(2)
        notes.addLayout(self._notes)
        self._note_line = Line()
        self._note_line.setAccessibleName("New note")
        self._note_line.setPlaceholderText("Type a note. Enter keeps it")
        self._note_line.returnPressed.connect(self._keep_note)
        self._note_line.escaped.connect(self.enter)
        if self.session.read_only:
            self._note_line.hide()  # never shown before it has a parent: that would be a window of its own
        notes.addWidget(self._note_line)
        column.addStretch(1)

    def _field(self, name: str, *, label_at: LabelAt = LabelAt.ABOVE, least: int = 2) -> FieldEditor:
        type_ = Incident.kind.by_name[name].type
        if getattr(type_, "long", False):
            return self._own(TextEditor(self.session, Incident.kind, name, label_at=label_at, least=least))
        return self._own(editor(self.session, Incident.kind, name, label_at=label_at))

    def _case(self, name: str) -> FieldEditor:
        return self._own(editor(self.session, CaseRecord.kind, name, label_at=LabelAt.ABOVE))

    def _own(self, one: FieldEditor) -> FieldEditor:
        self._editors.append(one)
        one.go_to.connect(self.go_to)
        return one

    # -- inside ---------------------------------------------------------------------------------------

    def _say_harm(self) -> None:
        level = harm_level(self.session.snapshot.incident.harm_level)
        meaning = ""
        if level is not None:
            joined = "; or ".join(level.meaning) if level.any_of else "; and ".join(level.meaning)
            meaning = f"{level.label} means: {joined}."
        self._harm_meaning.setText(meaning)
        self._harm_meaning.setVisible(bool(meaning))
        mark = level.mark if level is not None else ""
        said = f"Levels of harm: {mark[:1].lower()}{mark[1:]}" if mark else ""
        said = said if level is not None else harm_mark()
        self._harm_mark.setText(said)
        self._harm_mark.setVisible(bool(said))

    def _notes_here(self) -> list[Note]:
        return [one for one in self.session.snapshot.of(Note).values() if one.place == PLACE]

    def _show_notes(self) -> None:
        notes = self._notes_here()
        if notes and [one.id for one in notes] == [one.id for one in self._note_editors]:
            for one in self._note_editors:
                one.refresh()
            return
        clear(self._notes)
        self._note_editors = [self._note(note) for note in notes]

    def _note(self, note: Note) -> TextEditor:
        made = TextEditor(self.session, Note.kind, "text", label_at=LabelAt.NOWHERE, look="quiet_text")
        made.show_entity(note)
        line = QHBoxLayout()
        line.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(made)
        if note.on:
            words.addWidget(label(date_words(note.on), "caption"))
        line.addLayout(words, 1)
        if not self.session.read_only:
            out = small_button(
                "x", f"Remove note: {shortened(note.text)}", partial(self._remove_note, note.id)
            )
            line.addWidget(out, 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        self._notes.addWidget(holder)
        return made

    def _remove_note(self, id: str) -> None:
        note = self.session.snapshot.get(Note, id)
        if note is not None:
            self.session.remove(note)
            self._note_line.setFocus()
