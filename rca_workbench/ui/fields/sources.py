"""The sources of a fact: places in evidence that bear on it, added, changed and taken out where the fact is shown."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import Changes, Entity, EvidenceItem, Excerpt, Snapshot, Stance, new_id, shortened
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Line, Pages, Pick
from rca_workbench.ui.fields.finding import FindLine, offers_of
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.fields.refs import Row, add_by_name, clear
from rca_workbench.ui.session import Session

TOUCHED_BY = (Excerpt.kind.name, EvidenceItem.kind.name)


class SourcesEditor(QWidget):
    """The sources of one fact, each with its place and its words, and a short form to add one."""

    go_to = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.id: str | None = None
        self._shown: object = None
        self._editing: str | None = None
        self.add = style.role(QPushButton("Add source"), "link")
        self.add.clicked.connect(self.begin)
        self.none = style.role(QLabel("No source yet."), "small")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._form = _SourceForm(session)
        self._form.done.connect(self._done)
        self._form.left.connect(self._leave)
        self._form.hide()
        head = QHBoxLayout()
        head.addWidget(style.role(QLabel("Sources"), "small_strong"))
        head.addStretch(1)
        head.addWidget(self.add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.none)
        box.addLayout(self._rows)
        box.addWidget(self._form)
        if session.read_only:
            self.add.hide()  # never shown before it has a parent: that would be a window of its own

    def show_entity(self, entity: Entity | None) -> None:
        """Show the sources of another fact."""
        if entity is None or entity.id != self.id:
            self._form.hide()
            self._editing = None
        self.id = entity.id if entity is not None else None
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Show the sources as they are now."""
        if self.id is None or (changes is not None and not changes.touches(*TOUCHED_BY)):
            return
        snapshot = self.session.snapshot
        excerpts = snapshot.pointed_from(Excerpt, "about", self.id)
        shown = [(one, snapshot.get(EvidenceItem, one.evidence)) for one in excerpts]
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._rows)
        self.none.setVisible(not shown)
        for excerpt, item in shown:
            words = source_words(snapshot, excerpt)
            said = f"“{shortened(excerpt.quote, 220)}”" if excerpt.quote else ""
            if excerpt.stance is not Stance.SUPPORTS:
                said = " · ".join(part for part in (word(excerpt.stance), said) if part)
            out = "" if self.session.read_only else f"Take out source {words}"
            row = Row(icon_of(item) if item else "quote", "text2", words, said, out=out)
            row.opened.connect(partial(self._edit, excerpt))
            row.taken_out.connect(partial(self.session.remove, excerpt))
            self._rows.addWidget(row)

    def begin(self) -> None:
        """Start adding a source."""
        self._editing = None
        self._form.ask(None)

    def _edit(self, excerpt: Excerpt) -> None:
        if self.session.read_only:
            if excerpt.evidence:
                self.go_to.emit("evidence/register", excerpt.evidence)
            return
        self._editing = excerpt.id
        self._form.ask(excerpt)

    def _done(self) -> None:
        form, about = self._form, self.id
        name = form.typed_evidence()
        known = form.evidence_id()
        if about is None or not (known or name):
            form.say("Source must be a piece of evidence. Type its name; a new one is added to the register.")
            return
        excerpt = self.session.snapshot.get(Excerpt, self._editing)
        with self.session.step("Edit source" if excerpt else "Add source") as step:
            evidence = known or add_by_name(step, "evidence", name).id
            fields = {
                "evidence": evidence,
                "place": form.place.text().strip(),
                "quote": form.quote.value().strip(),
                "stance": form.chosen_stance(),
            }
            if excerpt is not None:
                step.change(excerpt, **fields)
            else:
                step.add(Excerpt(id=new_id(), about=about, **fields))  # type: ignore[arg-type]
        self._leave()

    def _leave(self) -> None:
        self._form.hide()
        self._editing = None
        self.add.setFocus()


class _SourceForm(QFrame):
    """Which evidence, where in it, which words, and what they do to the fact."""

    done = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        style.role(self, "quote")
        self.session = session
        self._id: str | None = None
        self.evidence = FindLine(
            lambda: offers_of(session.snapshot, "evidence"), add_word="piece of evidence"
        )
        self.evidence.setPlaceholderText("Which evidence? Type to find, or to add")
        self.evidence.picked.connect(self._picked)
        self.evidence.added.connect(self._named)
        self.evidence.textEdited.connect(self._retyped)
        self.place = Line()
        self.place.setPlaceholderText("Page, paragraph or time")
        self.quote = Pages(least=2, most=8)
        self.quote.setPlaceholderText("Words quoted")
        self.stance = Pick()
        for one in Stance:
            self.stance.addItem(word(one), str(one))
        for part, name in (
            (self.evidence, "Evidence"),
            (self.place, "Page, paragraph or time"),
            (self.quote, "Words quoted"),
            (self.stance, "What it does"),
        ):
            part.setAccessibleName(f"Source: {name}")
        self.problem = style.role(QLabel(), "warn")
        wrapped(self.problem)
        self.problem.hide()
        keep = style.role(QPushButton("Keep source"), "primary")
        leave = style.role(QPushButton("Leave it"), "quiet")
        keep.clicked.connect(self.done)
        leave.clicked.connect(self.left)
        for box in (self.evidence, self.place, self.quote):
            box.escaped.connect(self.left)
        self.place.returnPressed.connect(self.done)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(keep)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.setSpacing(6)
        parts: tuple[QWidget, ...] = (self.evidence, self.place, self.quote, self.stance, self.problem)
        for each in parts:
            whole.addWidget(each)
        whole.addLayout(foot)

    def ask(self, excerpt: Excerpt | None) -> None:
        """Open it, empty or with a source to change."""
        snapshot = self.session.snapshot
        items = list(snapshot.of(EvidenceItem).values())
        item = (
            snapshot.get(EvidenceItem, excerpt.evidence) if excerpt else items[0] if len(items) == 1 else None
        )
        self._id = item.id if item else None
        self.evidence.setText(item.title if item else "")
        self.place.setText(excerpt.place if excerpt else "")
        self.quote.put(excerpt.quote if excerpt else "")
        self.stance.setCurrentIndex(list(Stance).index(excerpt.stance if excerpt else Stance.SUPPORTS))
        self.say("")
        self.show()
        (self.place if item else self.evidence).setFocus(Qt.FocusReason.OtherFocusReason)

    def evidence_id(self) -> str | None:
        """The piece of evidence chosen."""
        return self._id or self.evidence.exact(self.evidence.text())

    def typed_evidence(self) -> str:
        """What was typed as the name of the evidence."""
        return self.evidence.text().strip()

    def chosen_stance(self) -> Stance:
        """What it does to the fact."""
        return Stance(self.stance.currentData())

    def say(self, problem: str) -> None:
        """Say what is missing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _picked(self, id: str) -> None:
        self._id = id
        item = self.session.snapshot.get(EvidenceItem, id)
        self.evidence.setText(item.title if item else "")
        self.place.setFocus()

    def _named(self, name: str) -> None:
        self._id = None
        self.evidence.setText(name)
        self.place.setFocus()

    def _retyped(self) -> None:
        self._id = None


def source_words(snapshot: Snapshot, excerpt: Excerpt) -> str:
    """A source in a line: what it is and the place in it."""
    item = snapshot.get(EvidenceItem, excerpt.evidence)
    name = (item.name or item.code) if item else "Evidence that is gone"
    return f"{name}, {excerpt.place}" if excerpt.place else name
