"""Editors of fields that point to other things: one, or several."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QToolButton, QVBoxLayout, QWidget

from rca_workbench.model import Actor, Entity, EvidenceItem, Kind, Lane, new_id, next_code
from rca_workbench.model.fields import Ref, Refs
from rca_workbench.model.order import key_between
from rca_workbench.reference import tokens
from rca_workbench.store import Step
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Press
from rca_workbench.ui.fields.editor import FieldEditor, LabelAt
from rca_workbench.ui.fields.finding import FindLine, Offer, offers_of, word_of
from rca_workbench.ui.fields.names import WHERE, icon_of, ink_of, line_of
from rca_workbench.ui.fields.typed import TypedEditor
from rca_workbench.ui.session import Session

ADDABLE: dict[str, type[Entity]] = {"actor": Actor, "lane": Lane, "evidence": EvidenceItem}
"""Kinds of which a new one can be added by its name alone."""


def add_by_name(step: Step, kind: str, name: str) -> Entity:
    """Add one of a kind by what it is called, behind the others."""
    cls = ADDABLE[kind]
    fields: dict[str, object] = {cls.kind.title_field: name}
    if "order" in cls.kind.by_name:
        fields["order"] = last_order(step, kind)
    if cls.kind.code_prefix:
        fields["code"] = next_code(step.snapshot, cls)
    return step.add(cls.kind.make({"id": new_id()} | fields))


def last_order(step: Step, kind: str) -> str:
    """An order key behind all of a kind."""
    held = (str(getattr(one, "order", "")) for one in step.snapshot.table(kind).values())
    return key_between(max(held, default="") or None, None)


class RefPicker(TypedEditor):
    """One other thing, found by typing. Where its kind has a name alone, a new one can be added at once."""

    def say(self, value: object) -> str:
        entity = self.session.snapshot.find(str(value)) if value else None
        return line_of(entity) if entity is not None else ""

    def read(self, text: str) -> object:
        if not text.strip():
            return None
        found = self._line.exact(text)
        if found is None:
            add = f', or choose "Add {word_of(self._kind)}"' if self._kind in ADDABLE else ""
            raise ValueError(
                f"{self.label} must be one of the list. Type some of its words and choose it{add}."
            )
        return found

    def commit(self) -> bool:
        if (
            self._line.hasFocus()
            and self._line.exact(self._line.text()) is None
            and self._line.text().strip()
        ):
            # Half a name is not yet a choice: no word about it while somebody types.
            self._pause.stop()
            return not self.dirty
        return super().commit()

    def refresh(self) -> None:
        entity = self.entity
        if entity is not None and not self.dirty and self.say(getattr(entity, self.name)) != self._base:
            self._put(getattr(entity, self.name))
        super().refresh()

    def _make(self) -> QWidget:
        assert isinstance(self.type, Ref)
        self._kind = self.type.kind
        self._line = FindLine(
            lambda: offers_of(self.session.snapshot, self._kind, (self.id or "",)),
            add_word=word_of(self._kind) if self._kind in ADDABLE and not self.session.read_only else "",
        )
        self._line.picked.connect(self._picked)
        self._line.added.connect(self._added)
        return self._line

    def _picked(self, id: str) -> None:
        if self.keep(id) or id == self._value:
            self._put(id)

    def _added(self, name: str) -> None:
        entity = self.entity
        if entity is None:
            return
        with self.session.step(f"Add {word_of(self._kind)}") as step:
            made = add_by_name(step, self._kind, name)
            step.change(entity, **{self.name: made.id})
        self._line.forget()
        if (now := self.entity) is not None:
            self._put(getattr(now, self.name))


class Row(QWidget):
    """One thing in a list of a panel: icon, its words, what is said beneath, and a button to take it out."""

    opened = Signal()
    taken_out = Signal()

    def __init__(
        self, icon: str, ink: str, words: str, beneath: str = "", *, out: str = "", name: str = ""
    ) -> None:
        super().__init__()
        size = tokens()["size"]["icon_small"]
        mark = QLabel()
        mark.setPixmap(style.pixmap(icon, ink, size))
        mark.setFixedWidth(size + 4)
        said = style.role(Press(), "row")
        said.setAccessibleName(name or (f"{words}. {beneath}" if beneath else words))
        said.clicked.connect(self.opened)
        inside = QVBoxLayout(said)
        inside.setContentsMargins(4, 3, 4, 3)
        inside.setSpacing(0)
        for text, role in ((words, "small_strong"), (beneath, "small")):
            if text:
                label = style.role(QLabel(text), role)
                wrapped(label)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                inside.addWidget(label)
        self.button = said
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(said, 1)
        mark.setContentsMargins(0, 4, 0, 0)
        if out:
            line.addWidget(small_button("x", out, self.taken_out), 0, Qt.AlignmentFlag.AlignTop)


def small_button(icon: str, name: str, clicked: object) -> QToolButton:
    """A button that is an icon, with its name for everyone."""
    button = QToolButton()
    size = tokens()["size"]["icon_small"]
    button.setIcon(style.icon(icon, "text2", size))
    button.setIconSize(QSize(size, size))
    button.setFixedSize(style.px(28), style.px(28))
    style.role(button, "small")
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.clicked.connect(clicked)  # type: ignore[arg-type]
    return button


class RefsEditor(FieldEditor):
    """Several other things: each a row that opens it, with a button to take it out, and a line to add one."""

    def __init__(
        self, session: Session, kind: Kind, name: str, *, label_at: LabelAt = LabelAt.HEADING, label: str = "",
        add: str = "",
    ) -> None:  # fmt: skip
        self._add = add
        self._shown: object = None
        super().__init__(session, kind, name, label_at=label_at, label=label)

    def show_entity(self, entity: Entity | None) -> None:
        self.id = entity.id if entity is not None else None
        self._shown = None
        self._line.clear()
        self.refresh()

    def refresh(self) -> None:
        entity = self.entity
        ids: tuple[str, ...] = getattr(entity, self.name) if entity is not None else ()
        things = [one for one in (self.session.snapshot.find(id) for id in ids) if one is not None]
        said = [(one.id, icon_of(one), ink_of(one), line_of(one, 140)) for one in things]
        if said == self._shown:
            return
        self._shown = said
        clear(self._rows)
        for one in things:
            words = line_of(one, 140)
            out = "" if self.session.read_only else f"Take out {words}"
            row = Row(icon_of(one), ink_of(one), words, out=out)
            row.opened.connect(partial(self._open, one))
            row.taken_out.connect(partial(self._take_out, one.id))
            self._rows.addWidget(row)

    def _make(self) -> QWidget:
        assert isinstance(self.type, Refs)
        holder = QWidget()
        self._line = FindLine(self._offers)
        word = word_of(self.type.kind)
        one = word if self.type.kind == "*" else f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
        self._line.setPlaceholderText(self._add or f"Add {one}: type to find")
        self._line.setAccessibleName(f"{self.label}: add")
        self._line.picked.connect(self._picked)
        if self.session.read_only:
            self._line.hide()  # never shown before it has a parent: that would be a window of its own
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self._rows)
        box.addWidget(self._line)
        holder.setFocusProxy(self._line)
        return holder

    def _offers(self) -> Iterable[Offer]:
        assert isinstance(self.type, Refs)
        entity = self.entity
        held = getattr(entity, self.name) if entity is not None else ()
        return offers_of(self.session.snapshot, self.type.kind, (*held, self.id or ""))

    def _picked(self, id: str) -> None:
        entity = self.entity
        if entity is not None:
            self._line.clear()
            self.keep((*getattr(entity, self.name), id))
            self._line.forget()
            self.refresh()

    def _take_out(self, id: str) -> None:
        entity = self.entity
        if entity is not None:
            self.keep(tuple(one for one in getattr(entity, self.name) if one != id))
            self.refresh()
            self._line.setFocus()

    def _open(self, entity: Entity) -> None:
        open_entity(self, self.session, entity)


def open_entity(editor: FieldEditor, session: Session, entity: Entity) -> None:
    """Show another thing: in the place it belongs to, or in Details alone where no place shows it."""
    where = WHERE.get(type(entity))
    if where:
        editor.go_to.emit(where, entity.id)
    else:
        session.select(entity.id)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and out of the layouts in it."""
    while item := layout.takeAt(0):
        if inner := item.layout():
            clear(inner)
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
