"""The facts that rest on a piece of evidence, or that somebody takes part in."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from rca_workbench.model import Changes, Entity, Snapshot
from rca_workbench.ui import style
from rca_workbench.ui.details.more import MORE, SHOWN, more_button
from rca_workbench.ui.fields import Row, clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.names import WHERE, icon_of, ink_of, line_of
from rca_workbench.ui.session import Session

Fact = tuple[Entity, str]
"""A thing and what is said under it."""


class FactsSection(QWidget):
    """Things that have to do with the one shown: each opens where it belongs."""

    go_to = Signal(str, object)

    def __init__(
        self, session: Session, title: str, none: str, facts: Callable[[Snapshot, str], Iterable[Fact]],
        touched_by: Sequence[str],
    ) -> None:  # fmt: skip
        super().__init__()
        self.session = session
        self.id: str | None = None
        self._facts, self._touched_by = facts, tuple(touched_by)
        self._shown: object = None
        self._first = SHOWN
        self._title = title
        self._head = style.role(QLabel(title), "small_strong")
        self._none = style.role(QLabel(none), "small")
        wrapped(self._none)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._head)
        box.addWidget(self._none)
        box.addLayout(self._rows)

    def show_entity(self, entity: Entity | None) -> None:
        """Be about another thing."""
        if entity is None or entity.id != self.id:
            self._first, self._shown = SHOWN, None
        self.id = entity.id if entity is not None else None
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Show the facts as they are now."""
        if self.id is None or (changes is not None and not changes.touches(*self._touched_by)):
            return
        found = list(self._facts(self.session.snapshot, self.id))
        if found == self._shown:
            return
        self._shown = found
        clear(self._rows)
        self._none.setVisible(not found)
        self._head.setText(f"{self._title} ({len(found)})" if found else self._title)
        self._lay(found)

    def _lay(self, found: list[Fact]) -> None:
        """Lay out what was found."""
        for fact in found[: self._first]:
            self._rows.addWidget(self._row(fact))
        left = len(found) - self._first
        if left > 0:
            self._rows.addWidget(more_button(self._title, left, partial(self._show_more, found)))

    def _show_more(self, found: list[Fact]) -> None:
        self._first += MORE
        clear(self._rows)
        self._lay(found)

    def _row(self, fact: Fact) -> Row:
        one, beneath = fact
        row = Row(icon_of(one), ink_of(one), line_of(one, 120), beneath)
        row.opened.connect(partial(self._open, one))
        return row

    def _open(self, one: Entity) -> None:
        where = WHERE.get(type(one))
        if where:
            self.go_to.emit(where, one.id)
        else:
            self.session.select(one.id)
