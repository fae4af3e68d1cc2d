"""The editor of classification tags: one framework at a time, each tag with which way it pulled."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import Entity, Kind, Polarity, Tag
from rca_workbench.model.words import word
from rca_workbench.reference import Category, category, framework, frameworks, profile
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Pick
from rca_workbench.ui.fields.editor import FieldEditor, LabelAt
from rca_workbench.ui.fields.finding import FindLine, Offer
from rca_workbench.ui.fields.refs import clear, small_button
from rca_workbench.ui.session import Session

_LEVELS_ONLY = "accimap"
"""The levels of the system have a field of their own."""


class TagsEditor(FieldEditor):
    """Tags by framework, with a line to add one."""

    def __init__(
        self, session: Session, kind: Kind, name: str, *, label_at: LabelAt = LabelAt.HEADING, label: str = ""
    ) -> None:
        self._shown: object = None
        super().__init__(session, kind, name, label_at=label_at, label=label)

    def show_entity(self, entity: Entity | None) -> None:
        self.id = entity.id if entity is not None else None
        self._shown = None
        self._line.clear()
        self.refresh()

    def refresh(self) -> None:
        entity = self.entity
        tags: tuple[Tag, ...] = getattr(entity, self.name) if entity is not None else ()
        if tags == self._shown:
            return
        self._shown = tags
        clear(self._rows)
        for tag in tags:
            self._rows.addWidget(self._row(tag))

    def _make(self) -> QWidget:
        holder = QWidget()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._framework = Pick()
        self._framework.setAccessibleName("Framework")
        for one in frameworks():
            if one.offered and one.id != _LEVELS_ONLY:
                self._framework.addItem(one.label, one.id)
        first = profile(self.session.snapshot.case.profile).first_framework
        self._framework.setCurrentIndex(max(0, self._framework.findData(first)))
        self._framework.currentIndexChanged.connect(self._turned)
        self._line = FindLine(self._offers)
        self._line.picked.connect(self._picked)
        self._line.setPlaceholderText("Add a tag: type to find")
        self._line.setAccessibleName(f"{self.label}: add")
        self._mark = style.role(QLabel(), "unchecked")
        wrapped(self._mark)
        for part in (self._framework, self._line):
            if self.session.read_only:
                part.hide()  # never shown before it has a parent: that would be a window of its own
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(self._rows)
        box.addWidget(self._framework)
        box.addWidget(self._line)
        box.addWidget(self._mark)
        holder.setFocusProxy(self._line)
        self._turned()
        return holder

    def _turned(self) -> None:
        self._line.forget()
        said = framework(str(self._framework.currentData())).mark
        self._mark.setText(said)
        if not said or self.session.read_only:
            self._mark.hide()
        elif self._mark.parent() is not None:
            self._mark.show()

    def _offers(self) -> list[Offer]:
        entity = self.entity
        held = {tag.code for tag in getattr(entity, self.name)} if entity is not None else set()
        one = framework(str(self._framework.currentData()))
        return [Offer(each.id, _offered(each), "tag") for each in one.categories if each.id not in held]

    def _picked(self, code: str) -> None:
        entity = self.entity
        if entity is not None:
            self._line.clear()
            self.keep((*getattr(entity, self.name), Tag(code)))
            self._line.forget()
            self.refresh()

    def _row(self, tag: Tag) -> QWidget:
        known = category(tag.code)
        label = known.label if known else tag.code
        source = framework(known.framework).label if known else "Not in a framework known here"
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        words = QLabel(label)
        wrapped(words)
        beneath = style.role(
            QLabel(source + (f" · {known.group}" if known and known.group else "")), "caption"
        )
        wrapped(beneath)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(words)
        text.addWidget(beneath)
        if known and known.person_focused:
            warn = style.role(QLabel("On its own this stops at a person. Ask what made it likely."), "warn")
            wrapped(warn)
            text.addWidget(warn)
        if known and known.definition:
            words.setToolTip(known.definition)
        pull = style.role(QPushButton(word(tag.polarity) or "Which way?"), "chip")
        pull.setAccessibleName(f"{label}: {word(tag.polarity) or 'which way it pulled is not said'}")
        pull.clicked.connect(partial(self._ask_pull, tag, pull))
        pull.setEnabled(not self.session.read_only)
        line.addLayout(text, 1)
        line.addWidget(pull, 0, Qt.AlignmentFlag.AlignTop)
        if not self.session.read_only:
            line.addWidget(
                small_button("x", f"Take out {label}", partial(self._take_out, tag)),
                0,
                Qt.AlignmentFlag.AlignTop,
            )
        return row

    def _ask_pull(self, tag: Tag, near: QPushButton) -> None:
        menu = QMenu(self)
        for value in (*Polarity, None):
            menu.addAction(word(value) or "Not said", partial(self._set_pull, tag, value))
        menu.popup(near.mapToGlobal(near.rect().bottomLeft()))

    def _set_pull(self, tag: Tag, value: Polarity | None) -> None:
        entity = self.entity
        if entity is not None:
            tags = (Tag(one.code, value) if one == tag else one for one in getattr(entity, self.name))
            self.keep(tuple(tags))
            self.refresh()

    def _take_out(self, tag: Tag) -> None:
        entity = self.entity
        if entity is not None:
            self.keep(tuple(one for one in getattr(entity, self.name) if one != tag))
            self.refresh()
            self._line.setFocus()


def _offered(one: Category) -> str:
    return f"{one.group}: {one.label}" if one.group else one.label
