"""The files attached to a piece of evidence, in Details."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel

from rca_workbench.model import Attachment, Changes, Entity, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.store.file_names import safe_file_name
from rca_workbench.ui import style
from rca_workbench.ui.fields import clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.section import Section
from rca_workbench.ui.places.evidence.attach import ask_for_files, dropped_files, file_work
from rca_workbench.ui.places.evidence.attach_card import FileCard
from rca_workbench.ui.places.evidence.attach_open import hand_over, refuse_programs
from rca_workbench.ui.places.evidence.custody_line import add_custody
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Progress

_NONE = "No file yet. Drop files here: they are copied into the case, and Verify proves later that they are unchanged."


class AttachedSection(Section):
    """Attached files: add, open a copy, save a copy, remove."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Attached files", "Attach a file", _NONE, between=8)
        self.cards: dict[str, FileCard] = {}
        self._said = wrapped(style.role(QLabel(), "ok"))
        self._said.hide()
        self._box.addWidget(self._said)
        self.setAcceptDrops(not session.read_only)
        file_work(session).saved.connect(self._say_saved)

    def show_entity(self, entity: Entity | None) -> None:
        """Be about another piece of evidence; what was uncovered is covered again."""
        for card in self.cards.values():
            card.commit()
        super().show_entity(entity)

    def refresh(self, changes: Changes | None) -> None:
        """Show the files as they are now."""
        if changes is not None and not changes.touches(Attachment.kind.name):
            return
        found = tuple(self.session.snapshot.pointed_from(Attachment, "evidence", self.id)) if self.id else ()
        if [one.id for one in found] != list(self.cards):
            clear(self._rows)
            self.cards = {one.id: self._card(one) for one in found}
        for one in found:
            self.cards[one.id].show_file(one)
        self._count(len(found))

    def begin(self) -> None:
        """Choose files and attach them."""
        if self.id is not None and not self.session.read_only:
            file_work(self.session).attach(self, ask_for_files(self), self.id)

    def open(self, one: Attachment) -> None:
        """Show it with the program this laptop has for it: a copy that can only be read and goes with the case."""
        refuse_programs(one)
        files = self.session.case.files

        def job(progress: Progress, cancelled: Callable[[], bool]) -> Path:
            return files.open_copy(one)

        file_work(self.session).run(
            self, f"Opening {shortened(one.name, 40)}", job, partial(_shown, self.session, hand_over)
        )

    def save(self, one: Attachment) -> None:
        """Write a copy where somebody says."""
        name = str(Path.home() / safe_file_name(one.name))
        chosen, _ = QFileDialog.getSaveFileName(self.window(), "Save a copy", name)
        if chosen:
            file_work(self.session).save(self, one, Path(chosen))

    def remove(self, one: Attachment) -> None:
        """Take it off the piece of evidence; undo brings it back. The custody log says so."""
        with self.session.step("Remove an attached file") as step:
            step.remove(one)
            if one.evidence is not None:
                add_custody(
                    step, one.evidence, f"Taken off this item: {shortened(one.name)}", self.session.case.who
                )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        file_work(self.session).attach(self, dropped_files(event.mimeData()), self.id)

    def _turn(self) -> None:
        super()._turn()
        self._said.hide()
        self.cards = {}
        clear(self._rows)

    def _card(self, one: Attachment) -> FileCard:
        card = FileCard(self.session, one)
        card.asked.connect(self._asked)
        self._rows.addWidget(card)
        return card

    def _asked(self, id: str, what: str) -> None:
        one = self.session.snapshot.get(Attachment, id)
        if one is None:
            return
        try:
            {"open": self.open, "save": self.save, "remove": self.remove}[what](one)
        except Fault as fault:
            self.session.faulted.emit(fault)

    def _say_saved(self, path: str) -> None:
        self._said.setText(f"Saved as {path}.")
        self._said.setVisible(True)


def _shown(session: Session, job: Callable[[Path], object], path: Path) -> None:
    try:
        job(path)
    except Fault as fault:
        session.faulted.emit(fault)
