"""Report templates: what each is for, what is wrong with it and where, and how to make one's own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model import Profile
from rca_workbench.model.fault import Fault
from rca_workbench.report import TemplateInfo
from rca_workbench.report.house import add_styles
from rca_workbench.store.own_templates import choose_folder, own_folder
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import UprightArea
from rca_workbench.ui.places.report.templates_names import NamesWindow
from rca_workbench.ui.places.report.templates_new import NewTemplateWindow
from rca_workbench.ui.places.report.templates_page import Looked, TemplatePage, at_hand, look_work
from rca_workbench.ui.places.report.templates_sample import sample_under_way, start_sample
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Work

WORD_FILTER = "Word files (*.docx *.dotx)"


class TemplatesWindow(QDialog):
    """The shelf on the left, the template chosen on the right."""

    changed = Signal()
    """Templates came, went or were mended."""

    def __init__(self, session: Session | None, document: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("Report templates")
        style.role(self, "page")
        room = self.screen().availableSize() - QSize(48, 72)
        self.resize(QSize(style.px(940), style.px(620)).boundedTo(room))
        self.shelf: list[Looked] = []
        self._look: Work[list[Looked]] | None = None
        self.is_looking = False
        """Whether the templates are being looked over, until the last word of it has come."""
        self._again = False
        """Whether to look once more when what is under way has ended."""
        self._then: Callable[[], None] | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("Report templates")
        self.list.setIconSize(QSize(16, 16))
        self.list.currentRowChanged.connect(lambda _: self._show())
        self._page = TemplatePage()
        self.said = style.role(QLabel(), "small")
        self.said.setWordWrap(True)
        self.where = style.role(QLabel(), "caption")
        self.where.setWordWrap(True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.styles = self._button("Add the missing styles", self._add_styles)
        self.sample = self._button("A filled sample", self._sample)
        self.stop = self._button("Stop", self._stop_sample)
        self.stop.setAccessibleName("Stop making the sample")
        self.stop.hide()
        self._work: Work[Path] | None = None
        """The sample under way."""
        self._arrange()
        if (running := sample_under_way()) is not None:
            self._follow_sample(running)
        self.check(document)
        self.list.setFocus()

    @property
    def chosen(self) -> TemplateInfo | None:
        """The template one is on."""
        row = self.list.currentRow()
        return self.shelf[row].info if 0 <= row < len(self.shelf) else None

    def check(self, name: str = "", then: Callable[[], None] | None = None) -> None:
        """Read all templates anew, and stay where one was or go to one; `then` follows once they are looked over."""
        self._then = then
        self._fill(at_hand(), name or (self.chosen.name if self.chosen else ""))
        self.where.setText(f"Your own templates are kept in {own_folder()}")
        if self.is_looking:  # what it says is not of the shelf as it is now
            self._again = True
            return
        self._begin_to_look()

    def _begin_to_look(self) -> None:
        self._again, self.is_looking = False, True
        self._look = look_work()
        self._look.succeeded.connect(self._looked)
        self._look.faulted.connect(self._fault)
        self._look.finished.connect(self._look_ended)
        self._look.start()

    def _looked(self, found: list[Looked]) -> None:
        if self._again:
            return
        self._fill(found, self.chosen.name if self.chosen else "")
        then, self._then = self._then, None
        if then is not None:
            then()

    def _look_ended(self) -> None:
        self.is_looking = False
        if self._again:
            self._begin_to_look()

    def done(self, result: int) -> None:
        """Close. What is looked over for nobody is left; a sample is finished."""
        self._again = False
        if self._look is not None:
            self._look.cancel()
        super().done(result)

    # -- what is shown --------------------------------------------------------------------------------

    def _fill(self, shelf: list[Looked], stay: str) -> None:
        self.shelf = shelf
        self.list.blockSignals(True)
        self.list.clear()
        for one in self.shelf:
            good = one.can_be_used
            tone = "ok" if good else "warn" if one.done else "text2"
            icon = style.icon("circle-check" if good else "circle-dashed", tone, 16)
            item = QListWidgetItem(icon, one.info.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.info.title}: {one.whose} {one.state}")
            item.setToolTip(f"{one.info.title}. {one.whose} {one.state}")
            item.setSizeHint(QSize(100, style.px(34)))
            self.list.addItem(item)
        rows = [row for row, one in enumerate(self.shelf) if one.info.name == stay]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.blockSignals(False)
        self._show()

    def _show(self) -> None:
        row = self.list.currentRow()
        one = self.shelf[row] if 0 <= row < len(self.shelf) else None
        lacking = one is not None and any("has no style called" in said for said in one.info.problems)
        self.styles.setVisible(bool(lacking and one is not None and one.info.own))
        self.sample.setEnabled(one is not None and one.can_be_used)
        self._page.show_template(one)

    # -- what can be done -----------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy a standard template into one's own folder."""
        self._new(None)

    def start_from_word(self) -> None:
        """Make a template of a Word file of one's own."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Your own Word file", str(Path.home()), WORD_FILTER)
        if chosen:
            self._new(Path(chosen))

    def _new(self, file: Path | None) -> None:
        profile = self.session.snapshot.case.profile if self.session else Profile.PSIRF
        dialog = NewTemplateWindow(self.chosen.name if self.chosen else "", profile, file, self)
        if not dialog.exec() or dialog.started is None:
            return
        made = dialog.started
        self.check(made.folder.name)
        added = f" Added to it: {', '.join(made.styles)}." if made.styles else ""
        placed = (
            f" Put at its end: {', '.join(f'{{{{{one}}}}}' for one in made.placed)}." if made.placed else ""
        )
        self.said.setText(f"The template is made.{placed}{added} Open style.docx in Word to change it.")
        self.changed.emit()

    def _add_styles(self) -> None:
        if self.chosen is None:
            return
        try:
            added = add_styles(self.chosen.folder)
        except Fault as fault:
            self._fault(fault)
            return
        self.check()
        self.said.setText(
            f"Added: {', '.join(added)}. The file as it was is kept beside it, as “style before”."
        )
        self.changed.emit()

    def _check_again(self) -> None:
        self.said.setText("Looking the templates over.")
        self.check(then=self._say_how_many)
        self.changed.emit()

    def _say_how_many(self) -> None:
        wrong = sum(not one.can_be_used for one in self.shelf)
        good = "All templates can be used." if not wrong else ""
        self.said.setText(good or f"{wrong} of {len(self.shelf)} templates cannot be used yet.")

    def _sample(self) -> None:
        if self.chosen is None:
            return
        if sample_under_way() is not None:
            self.said.setText(
                "A filled sample is being made already. Wait until it is there, or stop it first."
            )
            return
        from datetime import date

        snapshot = self.session.snapshot if self.session else None
        day = self.session.today() if self.session else date.today()
        self._follow_sample(start_sample(self.chosen.name, snapshot, day))

    def _follow_sample(self, work: Work[Path]) -> None:
        """Say how a sample gets on, which may have been begun before this window was opened."""
        self.said.setText("Making a filled sample. This window can be used meanwhile.")
        self.stop.show()
        self._work = work
        work.succeeded.connect(self._sampled)
        work.faulted.connect(self._fault)
        work.finished.connect(self.stop.hide)

    def _stop_sample(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self.said.setText("Stopping.")

    def _sampled(self, path: Path) -> None:
        self.said.setText(f"The sample is written: {path}")

    def _fault(self, fault: object) -> None:
        parts = (fault.what, fault.safe, fault.todo) if isinstance(fault, Fault) else (str(fault),)
        self.said.setText(" ".join(part for part in parts if part))

    def _show_folder(self) -> None:
        one = self.chosen
        folder = one.folder if one is not None and one.own else own_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            self.said.setText(f"The folder {folder} cannot be made: {fault.strerror}.")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder of your own templates", str(own_folder()))
        if not chosen:
            return
        try:
            choose_folder(Path(chosen))
        except Fault as fault:
            self._fault(fault)
            return
        self.check()
        self.said.setText(
            "Templates are read from the folder you chose. Those in the other folder stay there."
        )
        self.changed.emit()

    # -- how it is laid out ---------------------------------------------------------------------------

    def _button(self, words: str, job: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: job())
        return button

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self._button("Make a copy to change", self.copy))
        left.addWidget(self._button("Start from your own Word file", self.start_from_word))
        beside = QHBoxLayout()
        beside.setSpacing(8)
        for part in (
            self.sample,
            self._button("Check again", self._check_again),
            self._button("Show the folder", self._show_folder),
            self.styles,
        ):
            beside.addWidget(part)
        beside.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(UprightArea(self._page), 1)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.said, 1)
        told.addWidget(self.stop)
        right.addLayout(told)
        right.addLayout(beside)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addLayout(left, 2)
        middle.addLayout(right, 3)
        close = style.role(QPushButton("Close"), "primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.where, 1)
        foot.addWidget(self._button("Another folder", self._choose_folder))
        foot.addWidget(self._button("Names to type", lambda: NamesWindow(self).exec()))
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(14)
        box.addWidget(style.role(QLabel("Report templates"), "title"))
        box.addLayout(middle, 1)
        box.addLayout(foot)
