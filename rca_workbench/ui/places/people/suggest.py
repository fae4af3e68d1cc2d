"""Roles to choose from while somebody is added: the next of those there are, then those most cases have."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent

from rca_workbench.analysis.roles import Suggestion, suggestions
from rca_workbench.model import Actor, Changes
from rca_workbench.ui.fields.boxes import Line
from rca_workbench.ui.fields.mention_list import RoleList
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.session import Session

SHOWN = 6


class RoleSuggestions(QObject):
    """Opens over the line to add with. Down marks a role, Enter adds it; nothing is marked until then, so that Enter
    adds what was typed.
    """

    def __init__(self, session: Session, box: Line, add: Callable[[str], object]) -> None:
        super().__init__(box)
        self._session, self._box, self._add = session, box, add
        self._list: RoleList | None = None
        self._made: Sequence[Suggestion] | None = None
        box.installEventFilter(self)
        box.textChanged.connect(self._narrow)
        session.changed.connect(self._changed)

    def open(self) -> None:
        """Show what may come next."""
        if not self._session.read_only:
            self._narrow(self._box.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return self._key(event.key())
            case QEvent.Type.FocusOut | QEvent.Type.Hide:
                self._close()
        return False

    def _key(self, key: int) -> bool:
        shown = self._list
        if shown is None or not shown.isVisible():
            if key == Qt.Key.Key_Down:
                self.open()
                return True
            return False
        marked = shown.list.currentRow() >= 0
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            shown.mark(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self._close()
        elif marked and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            shown.take()
        else:
            return False
        return True

    def _narrow(self, text: str) -> None:
        box = self._box
        if not box.hasFocus() or self._session.read_only:
            return
        words = text.casefold().split()
        found = [one for one in self._suggestions() if all(each in one.role.casefold() for each in words)]
        found = [one for one in found if one.role.casefold() != " ".join(words)]
        if not found or "@" in text:
            self._close()
            return
        if self._list is None:
            self._list = RoleList(box.window())
            self._list.chosen.connect(self._took)
            box.destroyed.connect(self._list.deleteLater)
        rows = [
            (one.role, icon_of(Actor(id="new", role=one.role, nature=one.nature)), one.role)
            for one in found[:SHOWN]
        ]
        self._list.show_at(QRect(box.mapTo(box.window(), box.rect().topLeft()), box.size()), rows, mark=False)

    def _took(self, role: str) -> None:
        self._box.clear()
        self._add(role)

    def _suggestions(self) -> Sequence[Suggestion]:
        if self._made is None:
            self._made = suggestions(self._session.snapshot.of(Actor).values())
        return self._made

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Actor.kind.name):
            self._made = None
            if self._list is not None and self._list.isVisible():
                self._narrow(self._box.text())

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()
