"""The criteria of the case's framework on the Decision page, group by group, with the list of Never Events to fold out."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.asking import Asked, asked, kept, of_another_framework, threshold
from rca_workbench.model import Answer, CriterionAnswer, Profile, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.reference.criteria import (
    Part,
    never_event_scheme,
    principle,
    serious_harm,
    threshold_contradictions,
)
from rca_workbench.reference.responses import choosing_rules, level_contradictions
from rca_workbench.reference.versions import list_words
from rca_workbench.ui import style
from rca_workbench.ui.fields import Line, clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.cards import card, label
from rca_workbench.ui.places.respond.decision_edits import DecisionEdits
from rca_workbench.ui.places.respond.decision_row import CriterionRow
from rca_workbench.ui.places.respond.folding import Folding, come_soon, keyboard_in

EMPTY = "Work down the list. “Not known yet” is a fine answer."


class CriteriaColumn(QWidget):
    """All criteria, one to a row. Rows are made once for a framework and then only shown anew."""

    moved = Signal()
    """Another row is the one that keys speak of."""
    rebuilt = Signal()
    """There are other rows than before."""

    def __init__(self, edits: DecisionEdits) -> None:
        super().__init__()
        self.edits = edits
        self.rows: dict[str, CriterionRow] = {}
        self.current: CriterionRow | None = None
        self._profile: Profile | None = None
        self._building = False
        self._heads: dict[Part, tuple[QLabel, QPushButton]] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        style.look().changed.connect(self._again)

    def refresh(self) -> None:
        """Show every criterion as it is answered now."""
        if self._building:
            return  # a row that goes keeps what is typed in it, and that comes back here: it is shown in a moment
        found = asked(self.edits.session.snapshot)
        profile = self.edits.session.snapshot.case.profile
        if profile != self._profile or [row.criterion.id for row in found] != list(self.rows):
            self._profile = profile
            self._make_anew()
            found = asked(self.edits.session.snapshot)
        for one in found:
            row = self.rows[one.criterion.id]
            if row.asked != one:
                row.show_asked(one)
        self._count(found)
        self._show_kept()

    def show_one(self, id: str, *, begin: bool = False) -> bool:
        """Go to the row of a criterion; False where there is none."""
        row = self.rows.get(id)
        if row is None:
            return False
        if row.criterion.part is Part.NEVER_EVENT:
            self._events.open(True)
            self._find.clear()
        self._walk_to(row)
        if begin:
            row.give_reason()
        come_soon(row)
        return True

    def find_event(self) -> None:
        """Open the list of Never Events and put the keyboard into its find line."""
        self._events.open(True)
        self._find.setFocus()
        come_soon(self._find, 300)

    def show_by(self) -> None:
        """Show who answers, as it was remembered."""
        self._by.put(self.edits.by)

    def enter(self) -> None:
        """Put the focus on the row one was on, or the first that is open."""
        row = self.current or next((one for one in self._walked() if one.asked.met is None), None)
        row = row or next(self._walked(), None)
        if row is not None:
            self._walk_to(row)

    # -- laying out -----------------------------------------------------------------------------------

    def _make_anew(self) -> None:
        """Make all rows again; the one that keys speak of, those folded out and the focus are as they were."""
        at = self.current.criterion.id if self.current is not None else ""
        inside = keyboard_in(self.current) if self.current is not None else False
        opened = [id for id, row in self.rows.items() if row.unfolded]
        self._building = True
        try:
            for gone in self.rows.values():
                gone.blockSignals(True)  # hidden one by one, each would hand the focus to the next
            clear(self._box)
            self._build(asked(self.edits.session.snapshot))
        finally:
            self._building = False
        for id in opened:
            if id in self.rows:
                self.rows[id].turn()
        if here := self.rows.get(at):
            self._entered(here)
            if inside:
                QTimer.singleShot(0, here, partial(self._walk_to, here))
        self.rebuilt.emit()

    def _build(self, found: tuple[Asked, ...]) -> None:
        self.rows, self._heads, self.current = {}, {}, None
        self._box.addWidget(self._head())
        for part, title, said in _GROUPS:
            here = [one for one in found if one.criterion.part is part]
            if not here:
                continue
            frame = QWidget()
            outer = QVBoxLayout(frame)
            outer.setContentsMargins(0, 0, 0, 0)
            box = card(outer, "")
            box.setContentsMargins(12, 12, 12, 8)
            box.setSpacing(4)
            if part is Part.NEVER_EVENT:
                self._never_events(box, here)
            else:
                shared = {one.criterion.mark for one in here}
                self._group_head(box, part, title, said, next(iter(shared)) if len(shared) == 1 else "")
                self._put(box, here, marked=len(shared) > 1)
            self._box.addWidget(frame)
        self._kept_card = QWidget()
        self._kept_box = QVBoxLayout(self._kept_card)
        self._kept_box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._kept_card)
        self._box.addWidget(self._disagreements())

    def _head(self) -> QWidget:
        frame = QWidget()
        outer = QVBoxLayout(frame)
        outer.setContentsMargins(0, 0, 0, 0)
        box = card(outer, "")
        line = QHBoxLayout()
        self._progress = label("", "heading")
        line.addWidget(self._progress, 1)
        by = self._by = Line()
        by.setAccessibleName("Answers given by, by role")
        by.setPlaceholderText(self.edits.answering or "Who answers, by role")
        by.setText(self.edits.by)
        by.setMinimumWidth(style.px(180))
        by.setReadOnly(self.edits.session.read_only)
        by.textChanged.connect(partial(setattr, self.edits, "by"))
        by.escaped.connect(self.enter)
        caption = label("Answers by", "small")
        caption.setBuddy(by)
        line.addWidget(caption)
        line.addWidget(by)
        box.addLayout(line)
        box.addWidget(wrapped(label(EMPTY, "small")))
        said, mark = principle(self.edits.session.snapshot.case.profile)
        if said:
            box.addWidget(wrapped(label(said, "small")))
        if (
            mark
        ):  # a label that wraps and stands at the left is as narrow as Qt can make it: this one does not wrap
            box.addWidget(label(mark, "unchecked"), 0, Qt.AlignmentFlag.AlignLeft)
        self._other = wrapped(label("", "caption"))
        box.addWidget(self._other)
        return frame

    def _group_head(self, box: QVBoxLayout, part: Part, title: str, said: str, mark: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(label(title, "heading"))
        count = label("", "small")
        line.addWidget(count, 1)
        rest = style.role(QPushButton("No to the rest"), "link")
        rest.setAccessibleName(f"{title}: answer those that are open with no")
        rest.clicked.connect(partial(self._no_to_the_rest, part))
        line.addWidget(rest)
        box.addLayout(line)
        if said:
            box.addWidget(wrapped(label(said, "small")))
        if mark:
            box.addWidget(label(mark, "unchecked"), 0, Qt.AlignmentFlag.AlignLeft)
        if part is Part.SERIOUS:
            harm = Folding("What serious harm means", [f"•  {one}" for one in serious_harm()])
            box.addWidget(harm)
        self._heads[part] = count, rest

    def _put(self, box: QVBoxLayout, here: list[Asked], *, marked: bool) -> None:
        for at, one in enumerate(here):
            row = CriterionRow(self.edits, one, marked=marked)
            row.stepped.connect(partial(self._step, row))
            row.entered.connect(partial(self._entered, row))
            self.rows[one.criterion.id] = row
            box.addWidget(row.line)
            box.addWidget(row)
            row.line.setVisible(at > 0)

    def _never_events(self, box: QVBoxLayout, here: list[Asked]) -> None:
        scheme = never_event_scheme()
        self._events = Folding("", [])
        self._events.box.addWidget(wrapped(label(f"{scheme.harm} {scheme.interim}", "small")))
        for one in scheme.to_verify:
            self._events.box.addWidget(wrapped(label(f"Not settled: {one}.", "warn")))
        self._find = Line()
        self._find.setAccessibleName("Find in the list of Never Events")
        self._find.setPlaceholderText("Find in the list, such as “tube” or “insulin”")
        self._find.textChanged.connect(self._narrow)
        self._find.escaped.connect(self._found)
        self._find.returnPressed.connect(self._found)
        self._events.box.addWidget(self._find)
        line = QHBoxLayout()
        self._hits = label("", "caption")
        line.addWidget(self._hits, 1)
        rest = style.role(QPushButton("No to the rest"), "link")
        rest.setAccessibleName("Never Events: answer those that are open with no")
        rest.clicked.connect(partial(self._no_to_the_rest, Part.NEVER_EVENT))
        line.addWidget(rest)
        self._events.box.addLayout(line)
        self._put(self._events.box, here, marked=True)
        box.addWidget(self._events)
        self._heads[Part.NEVER_EVENT] = label("", "small"), rest

    def _disagreements(self) -> QWidget:
        said = (*threshold_contradictions(), *level_contradictions(), *never_event_scheme().contradictions)
        return Folding(
            "Where the sources disagree", [f"•  {one}" for one in (*said, *choosing_rules())], quiet=True
        )

    def _show_kept(self) -> None:
        clear(self._kept_box)
        gone = kept(self.edits.session.snapshot)
        if not gone:
            return
        box = card(self._kept_box, "No longer on the list")
        box.addWidget(
            wrapped(label("These answers stand as they were given. They are not weighed any more.", "small"))
        )
        for one in gone:
            box.addWidget(wrapped(label(one.wording or one.criterion, "small_strong")))
            on = date_words(one.on) if one.on else ""
            parts = (word(one.answer), one.reason.strip(), ", ".join(x for x in (one.by, on) if x))
            box.addWidget(wrapped(label(". ".join(part for part in parts if part), "small")))
            box.addWidget(wrapped(label(f"{list_words(one.list_version)}, {one.criterion}", "caption")))

    # -- gestures -------------------------------------------------------------------------------------

    def _no_to_the_rest(self, part: Part) -> None:
        # Of a list that is narrowed to some words, only what is seen: nobody answers what they cannot read.
        left = [row for row in self._walked() if row.criterion.part is part and row.asked.met is None]
        open_ = [row.criterion for row in left if not row.criterion.suspended]
        if open_ and not self.edits.session.read_only:
            self.edits.answer_all(open_, Answer.NO)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        events = [row for row in self.rows.values() if row.criterion.part is Part.NEVER_EVENT]
        hits = 0
        for row in events:
            there = row.matches(words)
            row.line.setVisible(there and hits > 0)
            row.setVisible(there)
            hits += there
        self._hits.setText(f"{hits} of {len(events)} on the list" if words else f"{len(events)} on the list")

    def _found(self) -> None:
        """From the find line to the first row it leaves; with nothing typed, back to the rows."""
        first = next((row for row in self._walked() if row.criterion.part is Part.NEVER_EVENT), None)
        if first is not None:
            self._walk_to(first)

    def _again(self) -> None:
        """Sizes are of the look in force when a row was made: make all anew when next shown."""
        self._profile = None

    # -- walking --------------------------------------------------------------------------------------

    def _walked(self) -> Iterator[CriterionRow]:
        """The rows that can be seen, from the top."""
        return (row for row in self.rows.values() if row.isVisibleTo(self))

    def _step(self, row: CriterionRow, by: int) -> None:
        shown = list(self._walked())
        if row in shown:
            self._walk_to(shown[max(0, min(shown.index(row) + by, len(shown) - 1))])

    def _walk_to(self, row: CriterionRow) -> None:
        row.setFocus()
        self._entered(row)
        come_soon(row)

    def _entered(self, row: CriterionRow) -> None:
        if row is not self.current:
            if self.current is not None:
                self.current.reachable(False)
            self.current = row
            row.reachable(True)
            self.moved.emit()

    # -- words ----------------------------------------------------------------------------------------

    def _count(self, found: tuple[Asked, ...]) -> None:
        snapshot = self.edits.session.snapshot
        far = threshold(snapshot)
        self._progress.setText(f"{far.answered} of {far.of} answered")
        for part, (count, rest) in self._heads.items():
            here = [one for one in found if one.criterion.part is part]
            open_ = sum(one.met is None and not one.criterion.suspended for one in here)
            yes = sum(one.met is Answer.YES for one in here)
            said = f"{open_} open" if open_ else "all answered"
            count.setText(f"{said}, {yes} yes" if yes else said)
            rest.setVisible(bool(open_) and not self.edits.session.read_only)
            if part is Part.NEVER_EVENT:
                self._events.entitle(
                    f"Never Events: {len(here)} on the list, {yes or 'none'} answered yes",
                )
        others = of_another_framework(snapshot)
        self._other.setText(
            f"{_some(others)} under the other framework {'is' if len(others) == 1 else 'are'} kept in the case and not "
            "shown here."
            if others
            else ""
        )
        self._other.setVisible(bool(others))
        self._narrow(self._find.text())


_GROUPS = (
    (Part.SERIOUS, "A serious incident?", "One yes is enough. Outcome alone does not decide it."),
    (Part.QUESTION, "What decides on the response", ""),
    (Part.NATIONAL, "Required nationally", "Events of these kinds always need a set response."),
    (Part.NEVER_EVENT, "Never Events", ""),
    (
        Part.FIT,
        "What kind of event is it?",
        "Plain facts that point to a response. The grade of harm is none of them.",
    ),
    (Part.NOTIFY, "Who else has to be told", ""),
)


def _some(answers: tuple[CriterionAnswer, ...]) -> str:
    if len(answers) == 1:
        return f"One answer (“{shortened(answers[0].wording or answers[0].criterion, 40)}”)"
    return f"{len(answers)} answers"
