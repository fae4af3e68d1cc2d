"""Asks what a new template needs: which document it is for, and whether it stands in place of the standard one."""

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model.fault import Fault
from rca_workbench.reference.documents import documents
from rca_workbench.report.house import Started, copy_to_change, start_from_word
from rca_workbench.ui import style
from rca_workbench.ui.fields.apart import keep_apart


class NewTemplateWindow(QDialog):
    """Makes a template of a standard one, or of a Word `file` of the organisation's own."""

    def __init__(self, document: str, profile: str, file: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self.started: Started | None = None
        self.setWindowTitle("New template")
        keep_apart(self)
        style.role(self, "page")
        self.setMinimumWidth(style.px(480))
        self.document = QComboBox()
        self.document.setAccessibleName("Which document")
        for name, title in documents(profile):
            self.document.addItem(title, name)
        self.document.setCurrentIndex(max(0, self.document.findData(document)))
        self.instead = QCheckBox("Use it in place of the standard one")
        self.instead.setChecked(True)
        self.follows = style.role(QLabel(), "small")
        self.follows.setWordWrap(True)
        self.title = QLineEdit()
        self.title.setAccessibleName("What the new document is called")
        self.title.setPlaceholderText("What the new document is called")
        self.instead.toggled.connect(self._follow)
        self.problem = style.role(QLabel(), "warn")
        self.problem.setWordWrap(True)
        self.problem.hide()
        leave = QPushButton("Leave it")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        make = style.role(QPushButton("Make the template"), "primary")
        make.setDefault(True)
        make.clicked.connect(self._make)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(make)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(10)
        box.addWidget(style.role(QLabel("Make a template"), "title"))
        for part in self._what():
            box.addWidget(part)
        for part in (self.document, self.instead, self.follows, self.title, self.problem):
            box.addWidget(part)
        box.addSpacing(6)
        box.addLayout(foot)
        self._follow(True)
        self.document.setFocus()

    def _what(self) -> list[QWidget]:
        said = (
            f"“{self.file.name}” is copied and stays as it is. Styles it lacks are added to the copy, in its own fonts; "
            "where it has no place for the sections, they go to its end."
            if self.file
            else "The standard Word file and its structure file are copied into your folder, for you to change."
        )
        what = style.role(QLabel(said), "small")
        what.setWordWrap(True)
        return [what, style.role(QLabel("For which document"), "label")]

    def _follow(self, instead: bool) -> None:
        """Say what follows from the choice, and ask for a name where one is needed."""
        self.follows.setText(
            "It is made under the same name from now on, and words written for it already stay."
            if instead
            else "Both are offered. The new document has words of its own."
        )
        self.title.setVisible(not instead)
        if not instead:
            self.title.setFocus()

    def _make(self) -> None:
        name = str(self.document.currentData())
        title = self.title.text().strip() if not self.instead.isChecked() else ""
        if not self.instead.isChecked() and not title:
            self._say("Give the new document a name.")
            self.title.setFocus()
            return
        try:
            self.started = (
                start_from_word(self.file, name, title) if self.file else copy_to_change(name, title)
            )
        except Fault as fault:
            self._say(" ".join(part for part in (fault.what, fault.safe, fault.todo) if part))
            return
        self.accept()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
