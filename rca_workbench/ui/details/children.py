"""A section of Details for what belongs to the thing shown: accounts of a moment, who knew it when, hands it went through.

Each is one line; pressing it opens its fields in place. A new one begins with its fields open.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from rca_workbench.model import Changes, Entity, new_id
from rca_workbench.model.entity import Kind
from rca_workbench.model.fields import Text
from rca_workbench.ui import style
from rca_workbench.ui.fields import FieldEditor, LabelAt, Row, editor
from rca_workbench.ui.fields.section import Section
from rca_workbench.ui.session import Session

Line = tuple[str, str, str]
"""Icon, words, and what is said beneath."""


class ChildrenSection(Section):
    """Things of one kind that point to the thing shown with one field."""

    def __init__(
        self,
        session: Session,
        kind: Kind,
        parent_field: str,
        *,
        title: str,
        none: str,
        add: str,
        fields: Sequence[str],
        line: Callable[[Entity], Line],
        touched_by: Sequence[str] = (),
    ) -> None:
        super().__init__(session, title, add, none, between=2)
        self.kind = kind
        self._parent_field = parent_field
        self._line_of = line
        self._touched_by = (kind.name, *touched_by)
        self._form = _ChildForm(session, kind, fields)
        self._form.left.connect(self._leave)
        self._form.go_to.connect(self.go_to)
        self._form.hide()
        self._box.addWidget(self._form)

    @property
    def children_shown(self) -> tuple[Entity, ...]:
        """What belongs to the thing shown, in order of arrival."""
        if self.id is None:
            return ()
        return tuple(self.session.snapshot.pointed_from(self.kind.cls, self._parent_field, self.id))

    def fresh(self) -> dict[str, object]:
        """Values a new one begins with."""
        return {}

    def refresh(self, changes: Changes | None) -> None:
        """Show them as they are now."""
        if self.id is None or (changes is not None and not changes.touches(*self._touched_by)):
            return
        found = self.children_shown
        lines = [(one.id, self._line_of(one)) for one in found]
        self._form.refresh()
        if lines == self._shown:
            return
        self._shown = lines
        self._under.setVisible(not found)
        self._lay_first(list(zip(found, (line for _, line in lines), strict=True)), self._row)

    def _row(self, child: tuple[Entity, Line]) -> Row:
        one, (icon, words, beneath) = child
        out = "" if self.session.read_only else f"Remove this {self.kind.word}: {words}"
        row = Row(icon, "text2", words, beneath, out=out, name=f"{words}. {beneath}. Press to change it")
        row.opened.connect(partial(self.open, one.id))
        row.taken_out.connect(partial(self.session.remove, one))
        return row

    def begin(self) -> None:
        """Add a new one and open its fields."""
        if self.id is None or self.session.read_only:
            return
        id = new_id()
        with self.session.step(f"Add {self.kind.word}") as step:
            step.add(self.kind.make({"id": id, self._parent_field: self.id} | self.fresh()))
        self.open(id)

    def open(self, id: str) -> None:
        """Open the fields of one."""
        one = self.session.snapshot.get(self.kind.cls, id)
        if one is not None:
            self._form.ask(one)

    def _leave(self) -> None:
        self._leave_quietly()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        super()._turn()
        self._leave_quietly()

    def _leave_quietly(self) -> None:
        """Close the fields. One that was added and left without a word goes again."""
        one = self._form.leave()
        if one is not None and not self.session.read_only and self._is_blank(one):
            self.session.remove(one)

    def _is_blank(self, one: Entity) -> bool:
        said = one.kind.to_plain(one)
        fresh = one.kind.to_plain(one.kind.make({"id": one.id} | self.fresh()))
        return {name: value for name, value in said.items() if name != self._parent_field} == fresh


class _ChildForm(QFrame):
    """The fields of one child, each kept on leaving it."""

    left = Signal()
    go_to = Signal(str, object)

    def __init__(self, session: Session, kind: Kind, fields: Sequence[str]) -> None:
        super().__init__()
        style.role(self, "quote")
        self.session = session
        self.kind = kind
        self.id: str | None = None
        self.editors: list[FieldEditor] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        for name in fields:
            type_ = kind.by_name[name].type
            long = isinstance(type_, Text) and type_.long
            made = editor(session, kind, name, label_at=LabelAt.ABOVE if long else LabelAt.LEFT)
            made.go_to.connect(self.go_to)
            self.editors.append(made)
            box.addWidget(made)
        done = style.role(QPushButton("Done"), "quiet")
        done.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(done)
        box.addLayout(foot)

    def ask(self, one: Entity) -> None:
        """Show the fields of one, and begin in the first."""
        self.id = one.id
        for each in self.editors:
            each.show_entity(one)
        self.show()
        self.editors[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what changed elsewhere."""
        if self.id is None:
            return
        if self.session.snapshot.get(self.kind.cls, self.id) is None:
            self.leave()
            return
        for each in self.editors:
            each.refresh()

    def leave(self) -> Entity | None:
        """Close it, keeping what is typed; returns what it was about, as the case holds it now."""
        id, self.id = self.id, None
        if id is None:
            return None
        for each in self.editors:
            each.show_entity(None)
        self.hide()
        return self.session.snapshot.get(self.kind.cls, id)
