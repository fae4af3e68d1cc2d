"""The right editor for each field, and several of them as a form."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rca_workbench.model import Entity, Kind
from rca_workbench.model.fields import Choice, Day, Flag, Number, Ref, Refs, Tags, Text, When
from rca_workbench.ui.fields.choice import ChoiceEditor, FlagEditor
from rca_workbench.ui.fields.editor import FieldEditor, LabelAt
from rca_workbench.ui.fields.identity import IdentityEditor
from rca_workbench.ui.fields.refs import RefPicker, RefsEditor
from rca_workbench.ui.fields.tags import TagsEditor
from rca_workbench.ui.fields.time_edit import TimeEdit
from rca_workbench.ui.fields.typed import DayEditor, NumberEditor, TextEditor
from rca_workbench.ui.session import Session


def editor(
    session: Session, kind: Kind, name: str, *, label_at: LabelAt = LabelAt.LEFT, label: str = ""
) -> FieldEditor:
    """The editor of one field, by what the field holds."""
    type_ = kind.by_name[name].type
    if type_.identity:
        return IdentityEditor(session, kind, name, label_at=label_at, label=label)
    match type_:
        case Text() if type_.long and label_at is LabelAt.HEADING:
            return TextEditor(
                session, kind, name, label_at=label_at, label=label, look="quiet_text", hint="Not written yet"
            )
        case Text():
            return TextEditor(session, kind, name, label_at=label_at, label=label)
        case When():
            return TimeEdit(session, kind, name, label_at=label_at, label=label)
        case Choice():
            return ChoiceEditor(session, kind, name, label_at=label_at, label=label)
        case Flag():
            return FlagEditor(session, kind, name, label=label)
        case Day():
            return DayEditor(
                session, kind, name, label_at=label_at, label=label, ahead=name in ("due", "next")
            )
        case Number():
            return NumberEditor(session, kind, name, label_at=label_at, label=label)
        case Ref():
            return RefPicker(session, kind, name, label_at=label_at, label=label)
        case Refs():
            return RefsEditor(session, kind, name, label_at=LabelAt.HEADING, label=label)
        case Tags():
            return TagsEditor(session, kind, name, label_at=LabelAt.HEADING, label=label)
    raise TypeError(f"no editor for {type(type_).__name__}")


class Form(QWidget):
    """Several fields of one thing, one under the other."""

    go_to = Signal(str, object)

    def __init__(
        self, session: Session, kind: Kind, names: Sequence[str], *, label_at: LabelAt = LabelAt.LEFT
    ) -> None:
        super().__init__()
        self.editors = [editor(session, kind, name, label_at=label_at) for name in names]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for one in self.editors:
            one.go_to.connect(self.go_to)
            box.addWidget(one)

    def show_entity(self, entity: Entity | None) -> None:
        """Show the fields of another thing; what is typed for the one before is kept first."""
        for one in self.editors:
            one.show_entity(entity)

    def refresh(self) -> None:
        """Bring in what changed elsewhere."""
        for one in self.editors:
            one.refresh()

    def commit(self) -> None:
        """Keep what is typed."""
        for one in self.editors:
            one.commit()


def form(session: Session, entity: Entity, names: Sequence[str], *, label_at: LabelAt = LabelAt.LEFT) -> Form:
    """A form of these fields, showing a thing."""
    made = Form(session, entity.kind, names, label_at=label_at)
    made.show_entity(entity)
    return made
