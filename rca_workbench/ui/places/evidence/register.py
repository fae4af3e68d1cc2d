"""The evidence register: what there is, where it is, and what will be lost first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLabel

from rca_workbench.analysis.securing import at_risk, risk_words
from rca_workbench.model import Entity, EvidenceItem, new_id, next_code
from rca_workbench.model.order import key_between
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.lists import ListView
from rca_workbench.ui.places.evidence.attach import ask_for_files, dropped_files, file_work
from rca_workbench.ui.places.evidence.custody import mark_secured
from rca_workbench.ui.places.evidence.register_bar import RegisterBar
from rca_workbench.ui.places.evidence.rows import KEPT, NAME, ORIGIN, SECURED, EvidenceRows
from rca_workbench.ui.session import Session

_FIELDS = {NAME: "name", ORIGIN: "origin", KEPT: "kept_at", SECURED: "secured_by"}
EMPTY = "Drop files here or add an item. What will be lost first?"
NONE_AT_RISK = "Nothing here will be lost: it is secured, or no date is given after which it may be gone."
NONE_LIKE_IT = "No item is of this kind."


class RegisterView(ListView):
    """Everything facts can point to. Files dropped on an item are attached to it, elsewhere to a new one each."""

    word = "item"
    prefix = "evidence"

    def __init__(self, session: Session) -> None:
        self.items = EvidenceRows(session)
        super().__init__(session, self.items, "Evidence register", empty=EMPTY)
        self.bar = RegisterBar()
        self.bar.narrowed.connect(self._narrowed)
        self.box.insertWidget(0, self.bar)
        self.hint = style.role(QLabel(), "chip")
        self.hint.hide()
        self.box.insertWidget(1, self.hint)
        self.capture_with("New item", "What is it? A record, an interview, a recording, a photograph")
        self.setAcceptDrops(not session.read_only)
        file_work(session).attached.connect(self._say_attached)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("evidence_add", "Add item", self.begin, ("N",), "evidence document record new", "plus")

    def tools(self) -> tuple[Command, ...]:
        attach = Command(
            "evidence_attach", "Attach a file", self.attach, ("A",), "file photograph recording document copy",
            "paperclip", "", self._writable,
        )  # fmt: skip
        return (*super().tools(), attach) if not self.session.read_only else super().tools()

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], key: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(f"evidence_{id}", title, run, (key,), "lost vanish secure custody", icon, "", when)

        return (
            made(
                "losing",
                "Show what will be lost first, or all",
                self.turn_list,
                "V",
                "calendar-clock",
                _always,
            ),
            made("secured", "Mark as secured", self.secure, "Shift+S", "check", self._at_risk),
            made("custody", "Add to the custody log", self.note_custody, "C", "history", self._on_item),
        )

    def shown(self) -> None:
        self.bar.say(list(self.session.snapshot.of(EvidenceItem).values()))
        self._show_what_is_there()

    def counts(self) -> str:
        items = self.session.snapshot.of(EvidenceItem).values()
        loose = sum(at_risk(one) for one in items)
        said = f"{len(items)} {'item' if len(items) == 1 else 'items'}"
        return said + (f", {loose} that will be lost" if loose else "")

    def remember(self) -> dict[str, object]:
        return super().remember() | {"losing": self.bar.part}

    def recall(self, state: dict[str, object]) -> None:
        super().recall(state)
        if state.get("losing"):
            self.bar.show_list(True)

    # -- gestures -------------------------------------------------------------------------------------

    def add(self, text: str) -> str | None:
        id = new_id()
        with self.session.step("Add evidence") as step:
            orders = (one.order for one in step.snapshot.of(EvidenceItem).values())
            step.add(
                EvidenceItem(
                    id=id, code=next_code(step.snapshot, EvidenceItem), name=text,
                    order=key_between(max(orders, default="") or None, None),
                )
            )  # fmt: skip
        if self.items.row_of(id) < 0:
            self.bar.clear()  # what was just added is never left out of view
        return id

    def edited(self, id: str, column: int, text: str) -> None:
        item = self.session.snapshot.get(EvidenceItem, id)
        if item is not None:
            name = _FIELDS[column]
            self.session.change(
                item, f"Edit {item.kind.by_name[name].type.label.lower()} of evidence", **{name: text}
            )

    def attach(self) -> None:
        """Choose files and attach them: to the item one is at, or to a new one each."""
        item = self.current
        file_work(self.session).attach(self, ask_for_files(self), item.id if item is not None else None)

    def turn_list(self) -> None:
        """Show only what will be lost and is not secured, soonest first; or everything again."""
        self.bar.show_list(not self.bar.part)
        first = self.items.row(0)
        item = self.session.snapshot.get(EvidenceItem, first.id) if first is not None else None
        said = risk_words(item, self.session.now()) if item is not None else ""
        self.announce(f"{item.name}: {said}" if item is not None and said else self.counts())

    def secure(self) -> None:
        """Mark the item one is at as secured, with a line in its custody log."""
        item = self.current
        if isinstance(item, EvidenceItem):
            mark_secured(self.session, item)
            self.announce("Secured, and noted in the custody log. Undo with Control Z.")

    def note_custody(self) -> None:
        """Add a line to the custody log of the item one is at."""
        item = self.current
        if item is not None:
            self.session.select(item.id)
            self.open_details("custody")

    def leave(self) -> None:
        if not self.find_line.isVisible() and self.items.narrowed:
            self.bar.clear()
        else:
            super().leave()

    # -- dropping files -------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        item = self._item_at(event.position().toPoint())
        self.hint.setText(
            f"Attach to {item.code} {item.name}".strip()
            if item is not None
            else "Make a new item of each file"
        )
        self.hint.show()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        item = self._item_at(event.position().toPoint())
        self.hint.hide()
        event.acceptProposedAction()
        paths = dropped_files(event.mimeData())
        file_work(self.session).attach(self, paths, item.id if item is not None else None)

    # -- inside ---------------------------------------------------------------------------------------

    def _item_at(self, point: QPoint) -> EvidenceItem | None:
        viewport = self.table.viewport()
        inside = viewport.mapFrom(self, point)
        if not self.table.isVisible() or not viewport.rect().contains(inside):
            return None
        row = self.items.row(self.table.rowAt(inside.y()))
        return self.session.snapshot.get(EvidenceItem, row.id) if row is not None else None

    def _show_what_is_there(self) -> None:
        there = self.items.rowCount() > 0 or bool(self.items.words)
        some = bool(self.session.snapshot.of(EvidenceItem))
        self.empty.setText(NONE_AT_RISK if some and self.items.losing else NONE_LIKE_IT if some else EMPTY)
        self.empty.setVisible(not there)
        self.table.setVisible(there)
        self.bar.setVisible(some)

    def _narrowed(self) -> None:
        self.items.kind, self.items.losing = self.bar.kind, self.bar.part
        self.items.reset()
        self._show_what_is_there()
        self.selected(self.session.selected)

    def _say_attached(self, item: str, files: int) -> None:
        if self.items.row_of(item) < 0:
            self.bar.clear()
        if self.isVisible():
            self.selected(self.session.selected)
            self.announce(f"{files} {'file' if files == 1 else 'files'} attached. Undo with Control Z.")

    def _writable(self) -> bool:
        return not self.session.read_only

    def _on_item(self) -> bool:
        return isinstance(self.current, Entity) and not self.session.read_only

    def _at_risk(self) -> bool:
        item = self.current
        return isinstance(item, EvidenceItem) and at_risk(item) and not self.session.read_only


def _always() -> bool:
    return True
