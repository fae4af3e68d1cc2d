"""What every editor of a field shares: its label, its help, its problem, and how it keeps what was said."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.model import Entity, Kind
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.session import Session

LABEL_WIDTH = 84
"""Room for a label at the left of its field, in pixels at 100 %."""


class LabelAt(Enum):
    """Where a field's label stands."""

    LEFT = "left"
    ABOVE = "above"
    HEADING = "heading"
    """Above, as the heading of a section; the field itself has no frame until somebody works in it."""
    NOWHERE = "nowhere"
    """Said to screen readers only."""


class FieldEditor(QWidget):
    """One field of one thing: shows it, lets a person change it, keeps each change as one step.

    What it is about is set with `show_entity`, and `refresh` brings in what changed elsewhere. Subclasses make the
    control and say how a value comes into it and out of it.
    """

    go_to = Signal(str, object)
    """Ask for another tab with something selected."""
    turned = Signal()
    """It shows the field of another thing."""

    def __init__(
        self, session: Session, kind: Kind, name: str, *, label_at: LabelAt = LabelAt.LEFT, label: str = ""
    ) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.name = name
        self.type = kind.by_name[name].type
        self.label = label or self.type.label
        self.label_at = label_at
        self.id: str | None = None
        self.control = self._make()
        self.control.setAccessibleName(self.label)
        self.setFocusProxy(self.control)
        self.note = style.role(QLabel(), "caption")
        self.problem = style.role(QLabel(), "warn")
        self._doubt: QLabel | None = None
        for said in (self.note, self.problem):
            wrapped(said)
            said.hide()
        self._arrange()

    @property
    def entity(self) -> Entity | None:
        """What the field belongs to, as the case holds it now."""
        if self.kind.single:
            return self.session.snapshot.one(self.kind.cls)
        return self.session.snapshot.get(self.kind.cls, self.id)

    def show_entity(self, entity: Entity | None) -> None:
        """Show the field of another thing; what was being typed for the one before is kept first."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the value as it is now, unless somebody is typing here."""
        raise NotImplementedError

    def commit(self) -> bool:
        """Keep what is typed; False where it cannot be kept as it stands."""
        return True

    def say_problem(self, sentence: str) -> None:
        """Say under the field what is wrong, or nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence)

    def say_doubt(self, sentence: str) -> None:
        """Say under the field why what is kept there can hardly be right, or nothing."""
        if self._doubt is None:
            if not sentence:
                return
            self._doubt = style.role(QLabel(), "warn")
            self._column.addWidget(wrapped(self._doubt))
        self._doubt.setText(sentence)
        self._doubt.setVisible(bool(sentence))
        if not self.problem.text():
            self.control.setAccessibleDescription(sentence)

    def say_note(self, sentence: str) -> None:
        """Say quietly under the field what was understood, or nothing."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def put_under(self, widget: QWidget) -> None:
        """Set something under the control, such as an offer about what is typed."""
        self._column.insertWidget(self._column.indexOf(self.control) + 1, widget)

    def keep(self, value: object) -> bool:
        """Make it one step; True if the case now holds the value."""
        entity = self.entity
        if entity is None:
            return False
        try:
            value = self.kind.clean(self.name, value)
        except ValueError as fault:
            self.say_problem(str(fault))
            return False
        self.say_problem("")
        if getattr(entity, self.name) != value:
            self.session.change(entity, f"Edit {in_a_sentence(self.label)}", **{self.name: value})
        now = self.entity
        return now is not None and getattr(now, self.name) == value

    def _make(self) -> QWidget:
        raise NotImplementedError

    def _arrange(self) -> None:
        words = style.role(QLabel(self.label), _LABEL_ROLES[self.label_at])
        words.setBuddy(self.control)
        wrapped(words)
        column = self._column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        if self.label_at is LabelAt.LEFT:
            line = QHBoxLayout(self)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            words.setFixedWidth(style.px(LABEL_WIDTH))
            words.setMinimumHeight(style.px(32))
            line.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
            line.addLayout(column, 1)
        else:
            box = QVBoxLayout(self)
            box.setContentsMargins(0, 0, 0, 0)
            box.addLayout(column)
            if self.label_at is not LabelAt.NOWHERE:
                column.addWidget(words)
        if self.type.help and self.label_at is LabelAt.ABOVE:
            help = style.role(QLabel(self.type.help), "caption")
            wrapped(help)
            column.addWidget(help)
        elif self.type.help:
            self.control.setToolTip(self.type.help)
        for part in (self.control, self.note, self.problem):
            column.addWidget(part)
        if self.label_at is LabelAt.NOWHERE:
            words.deleteLater()
        else:
            self.words = words
            style.look().changed.connect(self._restyle)

    def _restyle(self) -> None:
        if self.label_at is LabelAt.LEFT:
            self.words.setFixedWidth(style.px(LABEL_WIDTH))
            self.words.setMinimumHeight(style.px(32))


_LABEL_ROLES = {
    LabelAt.LEFT: "small",
    LabelAt.ABOVE: "small_strong",
    LabelAt.HEADING: "small_strong",
    LabelAt.NOWHERE: "small",
}


def in_a_sentence(label: str) -> str:
    """A label as it stands inside a sentence: "What happened" to "what happened", "NHS number" as it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def columns(parts: list[QWidget], count: int = 2, spacing: int = 24) -> QGridLayout:
    """Parts beside each other in columns of equal width, row by row."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(spacing)
    grid.setVerticalSpacing(16)
    for at, part in enumerate(parts):
        grid.addWidget(part, at // count, at % count, Qt.AlignmentFlag.AlignTop)
    for column in range(count):
        grid.setColumnStretch(column, 1)
    return grid
