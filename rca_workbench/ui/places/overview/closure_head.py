"""Over the criteria of closure: the three states a case can be in, and the decision to close."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.analysis.closure import Stage, closure_decision, stages
from rca_workbench.model import Changes, Decision
from rca_workbench.ui import style
from rca_workbench.ui.fields import ChoiceEditor, DayEditor, FieldEditor, LabelAt, TextEditor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.overview.closure_deciding import DecidingForm
from rca_workbench.ui.session import Session

_ICONS = {
    Stage.NONE: ("circle", "text2"),
    Stage.PART: ("circle-dot", "text2"),
    Stage.REACHED: ("circle-check", "ok"),
}
_STAGES = {Stage.NONE: "no", Stage.PART: "in part", Stage.REACHED: "yes"}
_TITLES = ("Report closed", "Actions implemented", "Effect sustained")


class ClosureHead(QWidget):
    """Three states side by side, none of which follows from another; under them the decision, once there is one."""

    left = Signal()
    """The form of a decision was confirmed or left."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        style.role(self, "summary")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heads: list[QLabel] = []
        self._marks, self._words = [QLabel() for _ in _TITLES], [_small() for _ in _TITLES]
        row = QHBoxLayout()
        row.setSpacing(24)
        for title, mark, words in zip(_TITLES, self._marks, self._words, strict=True):
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(mark)
            head = wrapped(style.role(QLabel(title), "small_strong"))
            self._heads.append(head)
            line.addWidget(head, 1)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addLayout(line)
            column.addWidget(words)
            column.addStretch(1)
            row.addLayout(column, 1)
        self._editors: tuple[FieldEditor, ...] = (
            ChoiceEditor(session, Decision.kind, "closure", label_at=LabelAt.ABOVE),
            DayEditor(session, Decision.kind, "on", label_at=LabelAt.ABOVE),
            TextEditor(session, Decision.kind, "by", label_at=LabelAt.ABOVE, label="By, by role", least=1),
            TextEditor(session, Decision.kind, "reason", label_at=LabelAt.ABOVE, least=2),
        )
        self._decision = QFrame()
        grid = QGridLayout(self._decision)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        for at, (one, share) in enumerate(zip(self._editors, (3, 3, 3, 4), strict=True)):
            grid.addWidget(one, 0, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, share)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 10, 20, 10)
        box.setSpacing(6)
        box.addLayout(row)
        box.addWidget(self._decision)
        self.form = DecidingForm()
        self.form.hide()
        self.form.left.connect(self.close_form)
        box.addWidget(self.form)
        style.look().changed.connect(self.say)

    def refresh(self, changes: Changes | None) -> None:
        """Show the decision as it is now."""
        last = closure_decision(self.session.snapshot)
        self._decision.setVisible(last is not None and self.form.isHidden())
        for one in self._editors:
            if last is None or one.id != last.id:
                one.show_entity(last)
            else:
                one.refresh()
        self.say()

    def compact(self, tight: bool) -> None:
        """Where there is little height, name the states with their marks alone; their words stand on the marks."""
        for one in self._words:
            one.setVisible(not tight)

    def begin(self) -> None:
        """Put the keyboard on the state of the decision."""
        self._editors[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def decide(self) -> None:
        """Open the form of a new decision. A decision recorded before stays; its own boxes come back with Esc."""
        if self.form.isHidden():
            self._decision.hide()
            self.form.begin(self.session.case.who)

    def close_form(self) -> None:
        """Put the form away."""
        self.form.hide()
        self._decision.setVisible(closure_decision(self.session.snapshot) is not None)
        self.left.emit()

    def say(self) -> None:
        """Say the three states in words."""
        found = stages(self.session.snapshot)
        for title, head, mark, words, stage, said in zip(
            _TITLES,
            self._heads,
            self._marks,
            self._words,
            (found.report, found.actions, found.effect),
            (found.report_words, found.actions_words, found.effect_words),
            strict=True,
        ):
            icon, ink = _ICONS[stage]
            mark.setPixmap(style.pixmap(icon, ink, 18))
            words.setText(said)
            head.setText(f"{title}: {_STAGES[stage]}")
            mark.setToolTip(said)
            mark.setAccessibleName(said)


def _small() -> QLabel:
    return wrapped(style.role(QLabel(), "small"))
