"""Report, Sign-off: what stands open, who signs in which role, what was signed, and what changed since."""

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from rca_workbench.analysis.signed import SignedVersion, latest_signed
from rca_workbench.model import Attachment, Changes, Entity, SignOff
from rca_workbench.model.fault import Fault
from rca_workbench.model.words import counted
from rca_workbench.reference.documents import REPORT
from rca_workbench.report.shelf import folders
from rca_workbench.report.template import read_template
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Pick
from rca_workbench.ui.fields.names import place_of
from rca_workbench.ui.places.cards import CardPage, card
from rca_workbench.ui.places.report.sign_off_form import Asked, SigningForm
from rca_workbench.ui.places.report.sign_off_gate import GateCard
from rca_workbench.ui.places.report.sign_off_versions import ChangesCard, SignedCard
from rca_workbench.ui.places.report.sign_off_work import SignedFiles
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import open_check


class SignOffPage(CardPage):
    """One document at a time: what stands open at the left; signing, and what was signed, at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Sign-off", (1, 1))
        self.template = REPORT
        self.files = SignedFiles(session, self)
        self.files.signed.connect(self._signed)
        self.documents: QComboBox = Pick()
        self.documents.setAccessibleName("Document to sign off")
        self._fill_documents()
        self.documents.activated.connect(lambda at: self.show_document(str(self.documents.itemData(at))))
        self.gate = GateCard(session)
        self.gate.go_to.connect(self._to)
        self.gate.asked.connect(lambda found: open_check(self, found))
        self.form = SigningForm(session)
        self.form.asked.connect(self._sign)
        self.form.left.connect(self.setFocus)
        self.gate.gaps_found.connect(self.form.show_gaps)
        self.signed = SignedCard(session, self.files)
        self.changes = ChangesCard(session)
        self.changes.go_to_change.connect(self._go)
        self.changes.looked.connect(self.form.choose_by_changes)
        self._arrange()
        session.checking.changed.connect(self._checked)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("sign_off", "Sign off", self.begin, ("N",), "approve version seal sign", "badge-check")

    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self._fill_documents()
        self.form.show_document(self.template, changes)
        if changes is None or changes.touches(SignOff.kind.name, Attachment.kind.name):
            self.signed.forget()
        self.signed.refresh(self.template)
        self.changes.refresh(latest_signed(self.session.snapshot, self.template))
        self.gate.refresh(self.template)
        self.counts_changed.emit()

    def counts(self) -> str:
        found = self.signed.versions(self.template)
        return counted(len(found), "signed version") if found else "Not signed yet"

    def selected(self, entity: Entity | None) -> None:
        """A sign-off was chosen elsewhere: show the document it is of."""
        if isinstance(entity, SignOff) and self.documents.findData(entity.template) >= 0:
            self.show_document(entity.template)

    def document(self) -> str:
        return self.template

    def remember(self) -> dict[str, object]:
        return {"document": self.template}

    def recall(self, state: dict[str, object]) -> None:
        name = str(state.get("document", REPORT))
        if self.documents.findData(name) >= 0:
            self.show_document(name)

    # -- gestures -------------------------------------------------------------------------------------

    def show_document(self, name: str) -> None:
        """Sign another of the documents."""
        if name != self.template:
            self.template = name
            self.documents.setCurrentIndex(self.documents.findData(name))
            self.refresh(None)

    def _fill_documents(self) -> None:
        """Offer every document there is a template for; what is wrong with one is said where templates are."""
        found = []
        for folder in folders():
            with suppress(Fault):
                found.append((read_template(folder).title, folder.name))
        if [name for _, name in found] == [
            self.documents.itemData(at) for at in range(self.documents.count())
        ]:
            return
        self.documents.clear()
        for title, name in found:
            self.documents.addItem(title, name)
        if self.documents.findData(self.template) < 0:
            self.template = REPORT
        self.documents.setCurrentIndex(self.documents.findData(self.template))

    def begin(self) -> None:
        """Start signing: type the role."""
        if not self.session.read_only:
            self.form.begin()
            self.area.ensureWidgetVisible(self.form)

    def _sign(self, asked: Asked) -> None:
        if asked.signed is None:
            self.files.sign(self.template, asked.signer, unwritten_stands=asked.unwritten_stands)
        else:
            self.files.sign_too(asked.signed, asked.signer)

    def _signed(self, signed: SignedVersion) -> None:
        self.form.done()
        self.refresh(None)
        self.form.choose(signed.file_sha256)  # whoever signs next signs the same file
        self.setFocus()
        QTimer.singleShot(0, self.signed, partial(self.signed.offer_copy, signed))
        said = QAccessibleAnnouncementEvent(
            self, f"Signed. {signed.version} is kept in the case. Undo with Control Z"
        )
        QAccessible.updateAccessibility(said)

    def _to(self, where: str, id: object) -> None:
        """Go to another tab of this place, with the same document in it."""
        name, window = self.template, self.window()
        self.go_to.emit(where, id)
        view = getattr(window, "view", None)
        if view is not self and hasattr(view, "show_document"):
            view.show_document(name)

    def _go(self, id: str) -> None:
        entity = self.session.snapshot.find(id)
        if entity is not None:
            self.go_to.emit(*place_of(self.session.snapshot, entity))

    def _checked(self, _: object = None) -> None:
        if self.isVisible():
            self.gate.refresh()

    # -- laying out -----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        left, right = self.columns
        which = card(left, "Document")
        which.addWidget(self.documents)
        left.addWidget(self.gate)
        left.addStretch(1)
        sign = card(right, "Sign")
        if self.session.read_only:
            sign.addWidget(
                wrapped(QLabel("This case is open to be read here, so nothing can be signed in it."))
            )
            self._hide_form()
        else:
            sign.addWidget(self.form)
        right.addWidget(self.signed)
        right.addWidget(self.changes)
        right.addStretch(1)

    def _hide_form(self) -> None:
        holder = QWidget(self)  # never shown before it has a parent: that would be a window of its own
        QVBoxLayout(holder).addWidget(self.form)
        holder.hide()
