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
from rca_workbench.report import TemplateInfo, templates
from rca_workbench.report.export import advice_on
from rca_workbench.report.house import add_styles
from rca_workbench.store.own_templates import choose_folder, own_folder
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import UprightArea
from rca_workbench.ui.places.report.templates_names import NamesWindow
from rca_workbench.ui.places.report.templates_new import NewTemplateWindow
from rca_workbench.ui.places.report.templates_sample import sample_work
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
        self.shelf: list[TemplateInfo] = []
        self.list = QListWidget()
        self.list.setAccessibleName("Report templates")
        self.list.setIconSize(QSize(16, 16))
        self.list.currentRowChanged.connect(lambda _: self._show())
        self._page = style.role(QWidget(), "page")
        self._words = QVBoxLayout(self._page)
        self._words.setContentsMargins(4, 0, 12, 0)
        self._words.setSpacing(8)
        self.said = style.role(QLabel(), "small")
        self.said.setWordWrap(True)
        self.where = style.role(QLabel(), "caption")
        self.where.setWordWrap(True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.styles = self._button("Add the missing styles", self._add_styles)
        self.sample = self._button("A filled sample", self._sample)
        self._work: Work[Path] | None = None
        self._arrange()
        self.check(document)
        self.list.setFocus()

    @property
    def chosen(self) -> TemplateInfo | None:
        """The template one is on."""
        row = self.list.currentRow()
        return self.shelf[row] if 0 <= row < len(self.shelf) else None

    def check(self, name: str = "") -> None:
        """Read all templates anew, and go to the one of that name, or stay where one was."""
        stay = name or (self.chosen.name if self.chosen else "")
        self.shelf = sorted(templates(), key=lambda one: (not one.own, one.title.casefold()))
        self.list.blockSignals(True)
        self.list.clear()
        for one in self.shelf:
            good = not one.problems
            item = QListWidgetItem(
                style.icon("circle-check" if good else "circle-dashed", "ok" if good else "warn", 16),
                one.title,
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.title}: {_whose(one)} {_state(one)}")
            item.setToolTip(f"{one.title}. {_whose(one)} {_state(one)}")
            item.setSizeHint(QSize(100, style.px(34)))
            self.list.addItem(item)
        rows = [row for row, one in enumerate(self.shelf) if one.name == stay]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.blockSignals(False)
        self.where.setText(f"Your own templates are kept in {own_folder()}")
        self._show()

    # -- what is shown --------------------------------------------------------------------------------

    def _show(self) -> None:
        while self._words.count():
            taken = self._words.takeAt(0)
            if taken is not None and (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        one = self.chosen
        lacking = one is not None and any("has no style called" in problem for problem in one.problems)
        self.styles.setVisible(bool(lacking and one is not None and one.own))
        self.sample.setEnabled(one is not None and not one.problems)
        if one is None:
            return
        self._say(one.title, "heading")
        self._say(_whose(one), "small")
        if one.audience:
            self._say(f"For {one.audience[:1].lower()}{one.audience[1:]}", "small")
        if one.may_name:
            self._say("The person it is written to may be called by name in it, with a reason.", "small")
        if one.problems:
            count = len(one.problems)
            self._say(
                f"{count} {'thing has' if count == 1 else 'things have'} to be put right before it can be used",
                "label",
            )
            for problem in one.problems:
                self._say(problem, "warn")
        else:
            self._say("It can be used.", "label")
            advice = advice_on(one.folder) if one.own else []
            if advice:
                self._say("Worth knowing", "label")
            for said in advice:
                self._say(said, "small")
        self._words.addStretch(1)

    def _say(self, words: str, role: str) -> None:
        label = style.role(QLabel(words), role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._words.addWidget(label)
        label.show()

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
        self.check()
        wrong = sum(bool(one.problems) for one in self.shelf)
        good = "All templates can be used." if not wrong else ""
        self.said.setText(good or f"{wrong} of {len(self.shelf)} templates cannot be used yet.")
        self.changed.emit()

    def _sample(self) -> None:
        if self.chosen is None or (self._work is not None and self._work.isRunning()):
            return
        from datetime import date

        snapshot = self.session.snapshot if self.session else None
        day = self.session.today() if self.session else date.today()
        self.said.setText("Making a filled sample. This window can be used meanwhile.")
        work = self._work = sample_work(self.chosen.name, snapshot, day)
        work.succeeded.connect(self._sampled)
        work.faulted.connect(self._fault)
        work.start()

    def _sampled(self, path: Path) -> None:
        self.said.setText(f"The sample is written: {path}")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

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
        right.addWidget(self.said)
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


def _whose(one: TemplateInfo) -> str:
    if one.replaces:
        return "Your own. It stands in place of the one of the same name that comes with the program."
    return "Your own." if one.own else "Comes with the program."


def _state(one: TemplateInfo) -> str:
    return "Has to be put right." if one.problems else "Can be used."
