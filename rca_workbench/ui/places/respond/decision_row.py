"""One criterion on the Decision page: what it asks, three answers, why; folded out, what counts and what it asks for."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.asking import Asked, response_words
from rca_workbench.model import Answer, CriterionAnswer, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.reference.criteria import criteria
from rca_workbench.reference.timescales import clock_row
from rca_workbench.reference.versions import list_words
from rca_workbench.ui import style
from rca_workbench.ui.fields import DayEditor, FieldEditor, LabelAt, TextEditor, columns
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.cards import label
from rca_workbench.ui.places.respond.decision_edits import DecisionEdits
from rca_workbench.ui.places.respond.folding import come_soon, keyboard_in

ALL_THE_WAY = 10_000
CHOICES = (Answer.YES, Answer.NO, Answer.NOT_KNOWN)


class CriterionRow(QFrame):
    """One row. It has the focus as a whole; the arrow keys go from row to row, 1, 2 and 3 answer."""

    stepped = Signal(int)
    """The row so many below is asked for, or above where negative; beyond the last it is the last."""
    entered = Signal()
    """The focus came here: this is the row that keys speak of."""

    def __init__(self, edits: DecisionEdits, asked: Asked, *, marked: bool = True) -> None:
        """`marked`: it says for itself how far it is checked; else its group does for all."""
        super().__init__()
        self.edits, self.asked, self._marked = edits, asked, marked
        self.criterion = asked.criterion
        self.line = style.role(QFrame(), "line")
        """Stands above the row where another is shown before it; laid out by whom the row is in."""
        self._editors: list[FieldEditor] = []
        self._more: QWidget | None = None
        style.role(self, "check_quiet")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._ask = wrapped(QLabel(self.criterion.ask))
        self._fold = style.role(QPushButton(), "quiet")
        self._fold.setFixedWidth(style.px(32))
        self._fold.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fold.clicked.connect(self.turn)
        self._said = wrapped(label("", "small"))
        self._note = wrapped(label("", "caption"))
        self._warn = wrapped(label("", "warn"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._ask, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._segments(), 0, Qt.AlignmentFlag.AlignTop)
        self._under = QVBoxLayout()
        self._under.setContentsMargins(style.px(40), 0, 8, 0)
        self._under.setSpacing(4)
        for part in (self._said, self._note, self._warn):
            self._under.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 6, 4, 6)
        box.setSpacing(2)
        box.addLayout(line)
        box.addLayout(self._under)
        self.show_asked(asked)

    # -- what stands here -----------------------------------------------------------------------------

    @property
    def unfolded(self) -> bool:
        """Whether the details are open."""
        return self._more is not None

    def show_asked(self, asked: Asked) -> None:
        """Show the criterion as it is answered now."""
        turned = (asked.answer is None) != (self.asked.answer is None)
        self.asked = asked
        for value, button in self._buttons.items():
            button.setChecked(asked.met is value)
        held = asked.answer
        reason = held.reason.strip() if held is not None else ""
        self._say(self._said, "" if self.unfolded else reason)
        self._say(self._note, ". ".join(self._noted()))
        self._say(self._warn, self._pulls() if asked.pulls_apart else "")
        self._say_name()
        if self.unfolded and turned:
            self._close()
            self._open()
        for one in self._editors:
            one.refresh()
        self._restyle()

    def matches(self, words: list[str]) -> bool:
        """Whether all the words typed stand in it, or in what counts and what does not."""
        text = " ".join((self.criterion.ask, *self.criterion.counts, *self.criterion.excluded)).casefold()
        return all(one in text for one in words)

    def reachable(self, on: bool) -> None:
        """Whether Tab stops here: only at the row one is on, and at its buttons."""
        here = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(here)
        for button in (*self._buttons.values(), self._fold):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if on else Qt.FocusPolicy.NoFocus)

    # -- gestures -------------------------------------------------------------------------------------

    def answer(self, value: Answer | None) -> None:
        """Answer it; the answer it has already is taken back."""
        if self.edits.session.read_only or self.criterion.suspended:
            return
        own = self.asked.answer.answer if self.asked.answer is not None else None
        self.edits.answer(self.criterion, self.asked.answer, None if own is value else value)
        self._restyle_checks()

    def turn(self) -> None:
        """Fold the details out, or in."""
        if self.unfolded:
            self._close()
        else:
            self._open()
        self.show_asked(self.asked)
        if self.unfolded:
            come_soon(self)

    def give_reason(self) -> None:
        """Put the keyboard where the reason is typed."""
        if self.edits.session.read_only or self.criterion.suspended:
            return
        if self.asked.answer is None:
            self.edits.begin_reason(self.criterion)
        if not self.unfolded:
            self.turn()
        if self._editors:
            self._editors[0].setFocus()
            come_soon(self._editors[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Left if self.unfolded:
                self.turn()
            case Qt.Key.Key_Right if not self.unfolded:
                self.turn()
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self.stepped.emit(-ALL_THE_WAY if event.key() == Qt.Key.Key_Home else ALL_THE_WAY)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self.hasFocus():
                self.turn()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    # -- laying out -----------------------------------------------------------------------------------

    def _segments(self) -> QFrame:
        frame = style.role(QFrame(), "segments")
        line = QHBoxLayout(frame)
        line.setContentsMargins(3, 3, 3, 3)
        line.setSpacing(2)
        self._buttons: dict[Answer, QPushButton] = {}
        for value in () if self.criterion.suspended else CHOICES:
            button = style.role(QPushButton(word(value)), "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"{word(value)}: {shortened(self.criterion.ask, 80)}")
            button.setToolTip(word(value))
            button.setEnabled(not self.edits.session.read_only)
            button.clicked.connect(partial(self._clicked, value))
            line.addWidget(button)
            self._buttons[value] = button
        if self.criterion.suspended:
            line.addWidget(label("Suspended", "caption"))
        return frame

    def _clicked(self, value: Answer) -> None:
        self.answer(value)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _open(self) -> None:
        self._more = QWidget()
        box = QVBoxLayout(self._more)
        box.setContentsMargins(0, 4, 0, 6)
        box.setSpacing(8)
        held = self.asked.answer
        if held is not None:
            self._reason(box, held)
        facts = QGridLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(6)
        facts.setColumnStretch(1, 1)
        for at, (title, lines) in enumerate(self._facts()):
            facts.addWidget(label(title, "small_strong"), at, 0, Qt.AlignmentFlag.AlignTop)
            said = "\n".join(f"•  {one}" for one in lines) if len(lines) > 1 else lines[0]
            facts.addWidget(wrapped(label(said, "small")), at, 1)
        box.addLayout(facts)
        if self.criterion.detail_mark and self.criterion.detail_mark != self.criterion.mark:
            said = f"What counts and what does not: {_small(self.criterion.detail_mark)}"
            box.addWidget(label(said, "unchecked"), 0, Qt.AlignmentFlag.AlignLeft)
        version = f"{list_words(self.criterion.list_version)}, {self.criterion.id}"
        box.addWidget(wrapped(label(version, "caption")))
        self._under.addWidget(self._more)

    def _reason(self, box: QVBoxLayout, held: CriterionAnswer) -> None:
        session = self.edits.session
        reason = TextEditor(
            session, CriterionAnswer.kind, "reason", label_at=LabelAt.ABOVE, label="Reason", least=2,
            hint="What is known, and from whom",
        )  # fmt: skip
        by = TextEditor(session, CriterionAnswer.kind, "by", label_at=LabelAt.ABOVE)
        on = DayEditor(session, CriterionAnswer.kind, "on", label_at=LabelAt.ABOVE)
        self._editors = [reason, by, on]
        for one in self._editors:
            one.show_entity(held)
        box.addWidget(reason)
        box.addLayout(columns([by, on], 2, 12))

    def _close(self) -> None:
        if self._more is None:
            return
        for one in self._editors:
            one.commit()
        self._editors = []
        had = keyboard_in(self._more)
        self._under.removeWidget(self._more)
        self._more.hide()
        self._more.deleteLater()
        self._more = None
        if had:
            self.setFocus()

    # -- words ----------------------------------------------------------------------------------------

    def _facts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        one = self.criterion
        what = "If yes" if one.part.value != "fit" else "Points to"
        clocks = tuple(row.what for code in one.clocks if (row := clock_row(code)) is not None)
        for title, lines in (
            ("Counts", one.counts), ("Does not count", one.excluded), (what, _given(response_words(one.response))),
            ("Led by", _given(one.led_by)), ("Tell", one.notify), ("By when", _given(one.timescale)),
            ("Deadlines", clocks), ("Note", _given(one.note)), ("Not settled", _given(one.warning)),
        ):  # fmt: skip
            if lines:
                yield title, tuple(f"{said[:1].upper()}{said[1:]}" for said in lines)

    def _noted(self) -> Iterator[str]:
        held, known = self.asked.answer, criteria()
        if held is None or held.answer is None:
            if self.asked.because:
                named = ", ".join(f"“{known[id].ask}”" for id in self.asked.because)
                yield f"Yes, by {named}"
            elif self.asked.derived is not None:
                yield f"{word(self.asked.derived)}, by the answers to the list"
        else:
            on = date_words(held.on) if held.on else ""
            said = ", ".join(part for part in (held.by, on) if part)
            if said:
                yield said[:1].upper() + said[1:]
            if held.wording and held.wording != self.criterion.ask:
                yield f"Answered as it then read: “{held.wording}”"
        if self._marked and self.criterion.mark:
            yield self.criterion.mark

    def _pulls(self) -> str:
        known = criteria()
        named = ", ".join(f"“{known[id].ask}”" for id in self.asked.because)
        return f"Answered no, while {named} is answered yes."

    def _say_name(self) -> None:
        met = self.asked.met
        held = self.asked.answer
        parts = [self.criterion.ask, word(met) if met is not None else "No answer yet"]
        if self.criterion.suspended:
            parts[1] = "Suspended on the list"
        if held is not None and held.reason.strip():
            parts.append(held.reason.strip())
        if self.criterion.mark:
            parts.append(self.criterion.mark)
        self.setAccessibleName("Criterion: " + ". ".join(part.rstrip(".") for part in parts))

    def _say(self, where: QLabel, words: str) -> None:
        where.setText(words)
        where.setVisible(bool(words))

    def _restyle_checks(self) -> None:
        for value, button in self._buttons.items():
            button.setChecked(self.asked.met is value)

    def _restyle(self) -> None:
        self._fold.setIcon(style.icon("chevron-down" if self.unfolded else "chevron-right", "text2", 16))
        what = "Fold in" if self.unfolded else "More about"
        self._fold.setAccessibleName(f"{what}: {shortened(self.criterion.ask, 80)}")


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _given(words: str) -> tuple[str, ...]:
    return (words,) if words else ()
