"""What is proposed from the answers, and the decision: written, recorded, taken anew, with those before it."""

from functools import partial

from PySide6.QtWidgets import QPushButton

from rca_workbench.analysis.asking import response_words
from rca_workbench.analysis.deciding import decisions, drafted
from rca_workbench.analysis.proposing import proposal
from rca_workbench.model import Decision, Snapshot
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.criteria import Part, criteria
from rca_workbench.reference.responses import responses
from rca_workbench.reference.versions import list_words
from rca_workbench.ui import style
from rca_workbench.ui.fields import (
    DayEditor,
    FieldEditor,
    LabelAt,
    TextEditor,
    WordsEditor,
    clear,
    columns,
)
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.cards import keyboard_kept, label
from rca_workbench.ui.places.respond.decision_card import DecisionCard
from rca_workbench.ui.places.respond.decision_edits import DecisionEdits
from rca_workbench.ui.places.respond.folding import Folding, come_soon, keyboard_in


class ProposalCard(DecisionCard):
    """A proportionate response, with its reasons, the alternatives, and what is not certain."""

    def __init__(self, edits: DecisionEdits) -> None:
        super().__init__(edits, "Proposed response", 12)
        self._words = wrapped(label("", "lead"))
        self._reasons = wrapped(label("", "small"))
        self._others = Folding("", [])
        self._unsure = Folding("", [])
        for part in (self._words, self._reasons, self._others, self._unsure):
            self._rows.addWidget(part)

    def refresh(self) -> None:
        """Show what the answers lead to now."""
        found = proposal(self.edits.session.snapshot)
        if found == self._shown:
            return
        self._shown = found
        self._words.setText(found.words or "None yet")
        self._reasons.setText("\n".join(found.reasons))
        for fold, title, lines in (
            (self._others, "Alternatives", found.alternatives),
            (self._unsure, "What is not certain", found.uncertain),
        ):
            fold.setVisible(bool(lines))
            fold.entitle(f"{title} ({len(lines)})")
            fold.say([*(f"•  {one}" for one in lines), *(self._marks() if fold is self._others else ())])

    def _marks(self) -> list[str]:
        """How far it was checked when each response is used: the alternatives are told in the words of the list."""
        marks = {one.mark for one in responses(self.edits.session.snapshot.case.profile) if one.mark}
        return [f"{mark}: when each of these is used." for mark in sorted(marks)]


class RecordCard(DecisionCard):
    """The decision that stands, the one being written, and the earlier ones."""

    def __init__(self, edits: DecisionEdits) -> None:
        super().__init__(edits, "The decision", 10)
        self._which: object = None
        self._editors: list[FieldEditor] = []

    def refresh(self) -> None:
        """Show the decision as it is now. While one is written, its fields stay as they are under the cursor."""
        snapshot = self.edits.session.snapshot
        draft, found = drafted(snapshot), decisions(snapshot)
        which = (
            draft.id if draft is not None else None,
            tuple(one.id for one in found),
            snapshot.case.profile,
        )
        said = (which, found)
        if said != self._shown and not (which == self._which and self._typing()):
            self._shown, self._which = said, which
            with keyboard_kept(self):
                self._lay(snapshot, draft, found)
        for one in self._editors:
            one.refresh()
        if draft is not None:
            self._say_lacking(draft)

    def begin(self) -> None:
        """Begin the decision, or go on with it."""
        if self.edits.session.read_only:
            return
        if drafted(self.edits.session.snapshot) is None:
            self.edits.begin_decision()
        if self._editors:
            self._editors[0].setFocus()
            come_soon(self._editors[0], 320)

    def show_one(self, id: str) -> None:
        """Bring the decision with that id into view."""
        if not any(one.id == id for one in self._editors):
            self._earlier_fold_open()
        if self._editors:
            self._editors[0].setFocus()
            come_soon(self._editors[0], 320)
        else:
            come_soon(self)

    # -- laying out -----------------------------------------------------------------------------------

    def _lay(self, snapshot: Snapshot, draft: Decision | None, found: tuple[Decision, ...]) -> None:
        clear(self._rows)
        self._editors = []
        if draft is not None:
            self._write(draft)
        elif found:
            self._stands(found[0])
        else:
            self._begin(
                "Write the decision", "Nothing is decided yet. Answer what you can, then write it down."
            )
        earlier = found if draft is not None else found[1:]
        if earlier:
            self._earlier(snapshot, earlier)

    def _begin(self, words: str, said: str) -> None:
        self._rows.addWidget(wrapped(label(said, "small")))
        self._buttons((words, self.begin, False))

    def _write(self, draft: Decision) -> None:
        session = self.edits.session
        level = _LevelEditor(self.edits)
        made: list[FieldEditor] = [level]
        for name, least, hint in (
            ("outcome", 2, "What it is, and how it is looked into, in a sentence"),
            ("reason", 3, "Why this response is in proportion to what can be learned"),
            ("alternatives", 2, "What else was weighed, and why not that"),
        ):
            made.append(
                TextEditor(session, Decision.kind, name, label_at=LabelAt.ABOVE, least=least, hint=hint)
            )
        consulted = TextEditor(
            session, Decision.kind, "consulted", label_at=LabelAt.ABOVE, label="Who was consulted, by role",
            hint="Commissioner, safeguarding, family",
        )  # fmt: skip
        by = TextEditor(session, Decision.kind, "by", label_at=LabelAt.ABOVE)
        again = DayEditor(session, Decision.kind, "reconsider", label_at=LabelAt.ABOVE, ahead=True)
        self._editors = [*made, consulted, by, again]
        for one in self._editors:
            one.show_entity(draft)
            one.go_to.connect(self.go_to)
        self._rows.addWidget(label(level.label, "small_strong"))
        for one in (*made, consulted):
            self._rows.addWidget(one)
        self._rows.addLayout(columns([by, again], 2, 12))
        self._lacking = wrapped(label("", "small"))
        self._rows.addWidget(self._lacking)
        self._buttons(
            ("Record the decision", self._record, True), ("Discard", partial(self._drop, draft.id), False)
        )

    def _stands(self, one: Decision) -> None:
        self._rows.addWidget(wrapped(label(one.outcome or response_words(one.level) or "No words", "lead")))
        for name, said in _said(one):
            self._rows.addWidget(label(name, "small_strong"))
            self._rows.addWidget(wrapped(label(said, "small")))
        lacking = [name for name in ("reason", "by") if not str(getattr(one, name)).strip()]
        for name in lacking:
            made = TextEditor(self.edits.session, Decision.kind, name, label_at=LabelAt.ABOVE)
            made.show_entity(one)
            self._editors.append(made)
            self._rows.addWidget(made)
        if one.list_version:
            self._rows.addWidget(wrapped(label(f"Answered on: {list_words(one.list_version)}", "caption")))
        self._buttons(("Decide anew", self.begin, False))

    def _earlier(self, snapshot: Snapshot, earlier: tuple[Decision, ...]) -> None:
        standing = drafted(snapshot) is not None
        count = len(earlier)
        title = f"{count} earlier {'decision' if count == 1 else 'decisions'}"
        self._old = Folding(title, [], opened=standing and count == 1)
        for one in earlier:
            self._old.box.addWidget(wrapped(label(one.outcome or response_words(one.level), "small_strong")))
            for name, said in _said(one):
                self._old.box.addWidget(wrapped(label(f"{name}: {said}", "small")))
        self._rows.addWidget(self._old)

    def _buttons(self, *several: tuple[str, object, bool]) -> None:
        if self.edits.session.read_only:
            return
        made: list[QPushButton] = []
        for words, run, first in several:
            button = QPushButton(words)
            if first:
                style.role(button, "primary")
            button.clicked.connect(run)  # type: ignore[arg-type]
            made.append(button)
        self._lay_buttons(*made)

    # -- inside ---------------------------------------------------------------------------------------

    def _typing(self) -> bool:
        """Whether somebody is in one of the fields: what stands under the cursor is not to be made anew."""
        return any(keyboard_in(one) for one in self._editors)

    def _record(self) -> None:
        for one in self._editors:
            if not one.commit():
                one.setFocus()
                return
        draft = drafted(self.edits.session.snapshot)
        if draft is not None:
            self.edits.record(draft)
            come_soon(self)

    def _drop(self, id: str) -> None:
        draft = self.edits.session.snapshot.get(Decision, id)
        if draft is not None:
            self.edits.session.remove(draft)

    def _say_lacking(self, draft: Decision) -> None:
        names = (("outcome", "what was decided"), ("reason", "why"), ("by", "by whom"))
        lacking = [said for name, said in names if not str(getattr(draft, name)).strip()]
        words = f"Not said yet: {', '.join(lacking)}. It can be recorded without." if lacking else ""
        self._lacking.setText(words)
        self._lacking.setVisible(bool(words))

    def _earlier_fold_open(self) -> None:
        fold = getattr(self, "_old", None)
        if isinstance(fold, Folding) and self._rows.indexOf(fold) >= 0:
            fold.open(True)

    def _again(self) -> None:
        super()._again()
        self._which = None


class _LevelEditor(WordsEditor):
    """Which response. The sentence of the decision follows as long as nobody has changed it."""

    def __init__(self, edits: DecisionEdits) -> None:
        self._edits = edits
        snapshot = edits.session.snapshot
        offered = [(one.id, response_words(one.id)) for one in responses(snapshot.case.profile)]
        offered += [
            (one.id, _short(response_words(one.id)))
            for one in criteria().values()
            if one.part is Part.NATIONAL and one.response and snapshot.case.profile == "psirf"
            and one.response != "locally led PSII"
        ]  # fmt: skip
        if snapshot.case.profile == "psirf":
            offered += [(id, response_words(id)) for id in ("PQ-2", "PQ-4")]
        super().__init__(edits.session, Decision.kind, "level", offered, label_at=LabelAt.NOWHERE)

    def keep(self, value: object) -> bool:
        draft = self.entity
        if isinstance(draft, Decision) and draft.level != value:
            self._edits.choose(draft, str(value))
        return True


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"


def _led_to(one: Decision) -> str:
    """What was proposed on the day; in short where that is what was decided."""
    first = one.proposed.partition("\n")[0]
    return "The same response" if first and first == response_words(one.level) else one.proposed


def _said(one: Decision) -> list[tuple[str, str]]:
    """The parts of a recorded decision that are not its sentence."""
    decided = ", ".join(part for part in (one.by, date_words(one.on) if one.on else "") if part)
    rows = (
        ("Response", response_words(one.level)), ("Reasons", one.reason), ("Alternatives weighed", one.alternatives),
        ("Consulted", one.consulted), ("Decided", decided), ("What the answers led to", _led_to(one)),
        ("To be looked at again on", date_words(one.reconsider) if one.reconsider else ""),
    )  # fmt: skip
    return [(name, said.strip()) for name, said in rows if said.strip()]
