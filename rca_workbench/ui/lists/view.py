"""A tab that is a list: find, move, open, edit, remove, and a line at the foot to add the next one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.model import Changes, Entity
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.apart import keep_apart
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Line
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.lists.rows import ListRows, Shape
from rca_workbench.ui.lists.table import ListTable
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View


class CaptureLine(QWidget):
    """One line at the foot of a list. What is typed stays until it is kept; Enter keeps it and begins the next."""

    def __init__(
        self,
        session: Session,
        name: str,
        hint: str,
        keep: Callable[[str], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._keep_job = session, keep
        self.box = Line()
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(hint)
        self.box.returnPressed.connect(self._keep)
        self.box.escaped.connect(leave)
        self._plus = QLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self._plus)
        line.addWidget(self.box, 1)
        line.addWidget(style.role(QLabel("Enter"), "key"))
        line.addWidget(style.role(QLabel("add, start next"), "caption"))
        self.setFocusProxy(self.box)
        style.look().changed.connect(self._restyle)
        self._restyle()

    def _keep(self) -> None:
        text = self.box.text().strip()
        if text:
            with taking(self._session, self.box):
                self._keep_job(text)

    def _restyle(self) -> None:
        self._plus.setPixmap(style.pixmap("plus", "accent", tokens()["size"]["icon_small"]))


class ListView(View):
    """A list of one kind of thing. Places say what its rows are, what is added, and what is removed."""

    word = "thing"
    """What one row is called in the commands."""
    prefix = "list"
    """Begins the ids of the commands."""

    def __init__(
        self, session: Session, rows: ListRows, name: str, *, empty: str, folds: bool = False
    ) -> None:
        super().__init__(session)
        self.rows = rows
        self.table = ListTable(rows, name, folds=folds)
        self.table.chosen.connect(session.select)
        self.table.opened.connect(lambda _: self.open())
        rows.edited.connect(self.edited)
        self.find_line = Line()
        self.find_line.setAccessibleName(f"Show only {name.lower()} with these words")
        self.find_line.setPlaceholderText("Show only what has these words. Esc shows all")
        keep_apart(self.find_line)
        self.find_line.textChanged.connect(self._narrow)
        self.find_line.escaped.connect(self._found)
        self.find_line.returnPressed.connect(self.table.setFocus)
        self.find_line.hide()
        self.empty = style.role(QLabel(empty), "empty")
        assert isinstance(self.empty, QLabel)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setMargin(32)
        self.capture: CaptureLine | None = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.box.addWidget(self.find_line)
        self.box.addWidget(wrapped(self.empty), 1)
        self.box.addWidget(self.table, 1)

    def capture_with(self, name: str, hint: str) -> None:
        """Have a line at the foot to add with."""
        self.capture = CaptureLine(self.session, name, hint, self._captured, self.enter)
        if self.session.read_only:
            self.capture.hide()  # never shown before it has a parent: that would be a window of its own
        self.box.addWidget(self.capture)

    # -- what a place says ----------------------------------------------------------------------------

    def add(self, text: str) -> str | None:
        """Add what was typed; returns its id."""
        raise NotImplementedError

    def edited(self, id: str, column: int, text: str) -> None:
        """Something was typed over a cell."""

    def removable(self, entity: Entity) -> bool:
        """Whether Del removes it."""
        return True

    def further(self) -> Sequence[Command]:
        """Commands of this list beyond those all lists have."""
        return ()

    def shown(self) -> None:
        """The rows were refreshed."""

    # -- what the shell asks --------------------------------------------------------------------------

    def tools(self) -> tuple[Command, ...]:
        return (Command(f"{self.prefix}_find", "Find", self.find, ("Ctrl+F",), "filter show only", "funnel"),)

    def commands(self) -> tuple[Command, ...]:
        def here() -> bool:
            return self.current is not None

        def writable() -> bool:
            return here() and not self.session.read_only

        def made(
            id: str,
            title: str,
            run: Callable[[], object],
            *keys: str,
            icon: str,
            when: Callable[[], bool] = writable,
        ) -> Command:
            return Command(f"{self.prefix}_{id}", title, run, keys, self.word, icon, "", when)

        return (
            made("open", "Open in Details", self.open, "Return", "Enter", icon="panel-right", when=here),
            made("edit", f"Edit {self.word}", self.edit, "F2", icon="pencil"),
            made("remove", f"Remove {self.word}", self.remove, "Del", icon="trash-2"),
            made("leave", "One step out", self.leave, "Esc", icon="x", when=lambda: True),
            *self.further(),
        )

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.table,)

    def refresh(self, changes: Changes | None) -> None:
        self.rows.refresh(changes)
        if changes is None or changes.touches(*self.rows.touched_by):
            there = self.rows.rowCount() > 0 or bool(self.rows.words)
            self.empty.setVisible(not there)
            self.table.setVisible(there)
            self.shown()
            self.counts_changed.emit()

    def show_checks(self) -> None:
        self.table.viewport().update()

    def selected(self, entity: Entity | None) -> None:
        if entity is None and self.table.current is not None and self.current is None:
            # One is at a heading, or a line to type in, that is no thing of the case. A view that tells the session so
            # would lose its place by it: the arrows would begin at the top, and N would add to the first group.
            return
        self.table.mark(entity.id if entity is not None else None)

    def remember(self) -> dict[str, object]:
        wide = [self.table.columnWidth(at) for at in range(len(self.rows.columns))]
        if 0 in wide:
            return {"closed": sorted(self.rows.closed)}
        return {"widths": wide, "closed": sorted(self.rows.closed)}

    def recall(self, state: dict[str, object]) -> None:
        wide, closed = state.get("widths"), state.get("closed")
        if isinstance(wide, list) and len(wide) == len(self.rows.columns):
            for at, (column, pixels) in enumerate(zip(self.rows.columns, wide, strict=True)):
                if column.width and isinstance(pixels, int) and 24 <= pixels <= 2000:
                    self.table.setColumnWidth(at, pixels)
        if isinstance(closed, list) and closed:
            self.rows.closed = frozenset(str(one) for one in closed)
            self.rows.reset()

    def enter(self) -> None:
        # Not in the line to add with: there N would be a letter, and everywhere it is the key that adds.
        (self.table if self.table.isVisibleTo(self) else self).setFocus()

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def current(self) -> Entity | None:
        """What the row one is at shows."""
        row = self.table.current
        return self.session.snapshot.find(row.id) if row is not None else None

    def begin(self) -> None:
        """Start typing a new one."""
        if self.capture is not None:
            self.capture.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit(self, column: int | None = None) -> None:
        """Type over a cell of the row one is at: in that column, or in the first that can be typed in."""
        self.table.edit_current(column)

    def open(self) -> None:
        """Show all about it in Details."""
        row = self.table.current
        if row is not None and row.shape is Shape.LINE:
            line = self.table.line(row.group)
            if line is not None:
                line.setFocus()
            return
        if row is not None:
            self.session.select(row.id)
        self.open_details()

    def remove(self) -> None:
        """Remove what the row shows; undo brings it back."""
        entity, at = self.current, self.table.currentIndex().row()
        if entity is None or not self.removable(entity):
            return
        self.session.remove(entity)
        row = self.rows.row(min(at, self.rows.rowCount() - 1))
        self.session.select(row.id if row is not None else None)
        self.announce("Removed. Undo with Control Z.")

    def find(self) -> None:
        """Show only what has the words typed."""
        self.find_line.show()
        self.find_line.setFocus()
        self.find_line.selectAll()

    def leave(self) -> None:
        """One step out: of finding, then of the selection."""
        if self.find_line.isVisible():
            self._found()
        else:
            self.session.select(None)

    def announce(self, sentence: str) -> None:
        """Say a result to screen readers."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.table, sentence))

    def added(self, id: str | None) -> None:
        """Select what was just added and say so; where it could not be kept, what is wrong was said already."""
        if self.session.snapshot.find(id) is not None:
            self.session.select(id)
            self.announce(f"Added. {self.counts()}. Undo with Control Z.")

    def _captured(self, text: str) -> None:
        self.added(self.add(text))
        if self.capture is not None:
            self.capture.box.setFocus()

    def _narrow(self, text: str) -> None:
        self.rows.narrow(text)
        self.selected(self.session.selected)
        self.shown()

    def _found(self) -> None:
        self.find_line.clear()
        self.find_line.hide()
        self.table.setFocus()
