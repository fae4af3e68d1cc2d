"""The frame of a Details page: kind line, statement, chips, sections, history, and buttons at the foot."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.analysis.invented import invented_words
from rca_workbench.model import Changes, Entity, Kind
from rca_workbench.model.fields import Text
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.details.checks_line import ChecksLine
from rca_workbench.ui.details.flow import Flow
from rca_workbench.ui.details.history import HistorySection
from rca_workbench.ui.details.linked import LinkedSection
from rca_workbench.ui.fields import (
    FieldEditor,
    LabelAt,
    TextEditor,
    clear,
    editor,
    small_button,
)
from rca_workbench.ui.fields.area import UprightArea
from rca_workbench.ui.fields.names import WHERE, icon_of, ink_of, kind_word, line_of, place_of
from rca_workbench.ui.session import Session

Chip = tuple[str, str, Callable[[], object] | None]
"""Icon, words and what pressing it does."""


class Part(Protocol):
    """A section of a page that keeps itself up to date."""

    def show_entity(self, entity: Entity | None) -> None: ...

    def refresh(self, changes: Changes | None) -> None: ...


class Page(QWidget):
    """Details of one kind. Subclasses lay out their fields in `fill` and say what changes with the thing shown."""

    go_to = Signal(str, object)
    shows: tuple[str, ...] = ()
    """Names of kinds that a page shows in sections of their own, beside those one can add to."""

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.id: str | None = None
        self.editors: list[FieldEditor] = []
        self.parts: list[Part] = []
        self.sections: dict[str, QWidget] = {}
        """Sections one can add to, by the name of the kind they add."""
        self._frame()
        self.part(ChecksLine(session))
        self.fill()
        self._linked = LinkedSection(session)
        self._linked.shown_fields = frozenset(one.name for one in self.editors)
        self._linked.shown_kinds = frozenset((*self.shows, *self.sections))
        self.part(self._linked)
        self._linked.hide()
        self.history = HistorySection(session)
        self.line()
        self.add(self.history)
        self.parts.append(self.history)
        self._body.addStretch(1)

    # -- what a kind says of itself -------------------------------------------------------------------

    def fill(self) -> None:
        """Lay out the page."""
        raise NotImplementedError

    def statement_editor(self, name: str) -> TextEditor:
        """The editor of the thing's words, at the head of the page."""
        return TextEditor(
            self.session, self.kind, name, label_at=LabelAt.NOWHERE, flat=True, look="statement",
            hint=self.kind.by_name[name].type.label,
        )  # fmt: skip

    def kinds(self, entity: Entity) -> Sequence[tuple[str, Callable[[], object]]]:
        """What the thing can be made instead; empty where its kind cannot change."""
        return ()

    def chips(self, entity: Entity) -> Sequence[Chip]:
        """Short facts under the statement."""
        return ()

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        """Buttons at the foot, the main one last: words, icon, what it does, its key."""
        return ()

    def changed(self, entity: Entity) -> None:
        """The thing shown is another, or its fields changed: show or hide what depends on them."""

    @property
    def headed_by(self) -> str:
        """The field whose words head the page; empty where what names the kind is no text."""
        name = self.kind.title_field
        return name if name and isinstance(self.kind.by_name[name].type, Text) else ""

    # -- the thing shown ------------------------------------------------------------------------------

    @property
    def entity(self) -> Entity | None:
        """The thing shown, as the case holds it now."""
        return self.session.snapshot.get(self.kind.cls, self.id)

    def show_entity(self, entity: Entity | None) -> None:
        """Show another thing."""
        moved = entity is None or entity.id != self.id
        self.id = entity.id if entity is not None else None
        for one in self.editors:
            one.show_entity(entity)
        for part in self.parts:
            part.show_entity(entity)
        if entity is not None:
            self._head(entity)
            self.changed(entity)
        if moved:
            self._area.verticalScrollBar().setValue(0)

    def refresh(self, changes: Changes | None) -> None:
        """Bring in what changed elsewhere."""
        entity = self.entity
        if entity is None:
            return
        for one in self.editors:
            one.refresh()
        for part in self.parts:
            part.refresh(changes)
        self._head(entity)
        self.changed(entity)

    def enter(self) -> None:
        """Put the focus on the words of the thing, or on its first field."""
        first = next((one for one in self.editors if one.isVisible()), None)
        (first or self._more).setFocus(Qt.FocusReason.TabFocusReason)

    def begin(self, name: str) -> None:
        """Start typing in a field by its name, or adding to a section by what it adds ("excerpt", "account")."""
        if name in self.sections and not self.session.read_only:
            self.sections[name].begin()  # type: ignore[attr-defined]
            QTimer.singleShot(0, self._reveal_focus)  # what was opened has its place once it is laid out
            return
        for one in self.editors:
            if one.name == name:
                one.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self._reveal_focus()

    def _reveal_focus(self) -> None:
        focus = self.window().focusWidget()
        if not focus:
            return
        if self.isAncestorOf(focus):
            self._area.ensureWidgetVisible(focus, 0, style.px(120))

    # -- laying out -----------------------------------------------------------------------------------

    def add(self, widget: QWidget) -> QWidget:
        """Add a widget behind the others."""
        self._body.addWidget(widget)
        return widget

    def part(self, widget: QWidget, adds: str = "") -> QWidget:
        """Add a section that keeps itself up to date; `adds` is the name of the kind one can add to it."""
        self.parts.append(widget)  # type: ignore[arg-type]
        if adds:
            self.sections[adds] = widget
        if hasattr(widget, "go_to"):
            widget.go_to.connect(self.go_to)
        return self.add(widget)

    def line(self) -> QWidget:
        """A thin line between sections."""
        return self.add(style.role(QFrame(), "line"))

    def heading(self, text: str) -> QWidget:
        """The heading of a section."""
        return self.add(style.role(QLabel(text), "small_strong"))

    def field(self, name: str, *, label_at: LabelAt = LabelAt.LEFT, label: str = "") -> FieldEditor:
        """Add the editor of a field."""
        type_ = self.kind.by_name[name].type
        if label_at is LabelAt.LEFT and isinstance(type_, Text) and type_.long and not type_.identity:
            label_at = LabelAt.HEADING
        return self.own(editor(self.session, self.kind, name, label_at=label_at, label=label))

    def own(self, one: FieldEditor) -> FieldEditor:
        """Add an editor made elsewhere."""
        one.go_to.connect(self.go_to)
        self.editors.append(one)
        self.add(one)
        return one

    def run(self, command: str, where: str = "") -> None:
        """Run a command of the view shown, after going to the view that has it."""
        if where:
            self.go_to.emit(where, self.id)
        commands = getattr(self.window(), "commands", None)
        if commands is not None:
            commands.run(command)

    # -- inside ---------------------------------------------------------------------------------------

    def _frame(self) -> None:
        self._icon = QLabel()
        self._kind_line = style.role(QPushButton(), "kind")
        self._kind_line.clicked.connect(self._ask_kind)
        self._more = small_button("ellipsis", "More about this", self._ask_more)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._icon)
        head.addWidget(self._kind_line)
        head.addStretch(1)
        head.addWidget(self._more)
        page = style.role(QWidget(), "panel_page")
        self._body = QVBoxLayout(page)
        self._body.setContentsMargins(16, 12, 16, 16)
        self._body.setSpacing(10)
        self._body.addLayout(head)
        if self.headed_by:
            self.statement = self.statement_editor(self.headed_by)
            self.own(self.statement)
        self._chip_row = QWidget()
        self._chips = Flow(self._chip_row, 6)
        self._chips_said: object = None
        self.add(self._chip_row)
        self._area = UprightArea(page)
        self._foot = QWidget()
        self._foot_box = QHBoxLayout(self._foot)
        self._foot_box.setContentsMargins(16, 10, 16, 10)
        self._foot_box.setSpacing(8)
        self._foot_line = style.role(QFrame(), "line")
        self._foot_said: object = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._area, 1)
        box.addWidget(self._foot_line)
        box.addWidget(self._foot)

    def _head(self, entity: Entity) -> None:
        size = tokens()["size"]["icon"]
        ink = ink_of(entity)
        self._icon.setPixmap(style.pixmap(icon_of(entity), ink, size))
        said = kind_word(entity, self.session.snapshot)
        code = getattr(entity, "code", "")
        can_change = bool(self.kinds(entity)) and not self.session.read_only
        self._kind_line.setText(f"{said} {code}".strip())
        self._kind_line.setStyleSheet(f"color: {ink};" if ink.startswith("#") else "")
        self._kind_line.setIcon(
            style.icon("chevron-down", ink, 14) if can_change else style.icon("check", "surface", 1)
        )
        self._kind_line.setIconSize(QSize(14, 14) if can_change else QSize(1, 1))
        self._kind_line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._kind_line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not can_change)
        self._kind_line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can_change else Qt.FocusPolicy.NoFocus)
        self._kind_line.setAccessibleName(f"{said}. Press to make it something else" if can_change else said)
        shown = [*self.chips(entity)]
        if invented := invented_words(entity):
            shown.append(("info", invented, None))
        chips = [(icon, words) for icon, words, _ in shown]
        if chips != self._chips_said:
            self._chips_said = chips
            self._chips.clear()
            for icon, words, run in shown:
                self._chips.addWidget(_chip(icon, words, run))
            self._chip_row.setVisible(bool(chips))
        self._show_foot(entity)

    def _show_foot(self, entity: Entity) -> None:
        buttons = self.foot(entity)
        said = [(words, key) for words, _, _, key in buttons]
        if said == self._foot_said:
            return
        self._foot_said = said
        clear(self._foot_box)
        for at, (words, icon, run, key) in enumerate(buttons):
            main = at == len(buttons) - 1
            button = style.role(QPushButton(f"{words}  {key}".rstrip()), "primary" if main else "")
            style.icon_before(button, icon, "on_accent" if main else "text2")
            button.setAccessibleName(words)
            button.clicked.connect(partial(_run, run))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._foot_box.addWidget(button, 1)
        self._foot.setVisible(bool(buttons))
        self._foot_line.setVisible(bool(buttons))

    def _ask_kind(self) -> None:
        entity = self.entity
        if entity is not None:
            menu = QMenu(self)
            for words, run in self.kinds(entity):
                menu.addAction(words, run)
            menu.popup(self._kind_line.mapToGlobal(self._kind_line.rect().bottomLeft()))

    def _ask_more(self) -> None:
        entity = self.entity
        if entity is None:
            return
        menu = QMenu(self)
        if type(entity) in WHERE:
            where, _ = place_of(self.session.snapshot, entity)
            menu.addAction(style.icon("arrow-right"), "Go to it", partial(self.go_to.emit, where, entity.id))
        if not self.session.read_only:
            word = entity.kind.word
            menu.addAction(style.icon("trash-2"), f"Remove this {word}", partial(self.session.remove, entity))
        if not menu.isEmpty():
            menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _chip(icon: str, words: str, run: Callable[[], object] | None) -> QWidget:
    chip = style.role(QPushButton(words), "chip")
    style.icon_before(chip, icon, size=14)
    chip.setAccessibleName(words)
    if run is not None:
        chip.clicked.connect(partial(_run, run))
    else:
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return chip


def _run(job: Callable[[], object], *_: object) -> None:
    """A slot for buttons: what the click says of itself is of no interest."""
    job()


def short(entity: Entity) -> str:
    """A thing in a few words, for menus."""
    return line_of(entity, 60)
