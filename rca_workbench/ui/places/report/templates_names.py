"""The names one can type into a template, each with what stands in its place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.report.builders import names
from rca_workbench.report.inline import INLINE
from rca_workbench.report.word.placeholders import BLOCKS
from rca_workbench.ui import style


class NamesWindow(QDialog):
    """Lists them; Enter copies the one chosen, braces and all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Names to type in a template")
        style.role(self, "page")
        self.resize(style.px(620), style.px(560))
        self.list = QListWidget()
        self.list.setAccessibleName("Names to type in a template")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self._head("In the middle of a line, also in headers and footers")
        for name, what in INLINE.items():
            self._name(name, what)
        self._head("Alone in a paragraph")
        for name, what in BLOCKS.items():
            self._name(name, what)
        self._head("A section, alone in a paragraph, where the Word file is to give the order")
        for name in sorted(names()):
            self._name(name, "")
        self.said = style.role(QLabel("Enter copies a name, to be pasted in Word."), "caption")
        self.list.itemActivated.connect(self._copy)
        copy = QPushButton("Copy the name")
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: self._copy(self.list.currentItem()))
        close = style.role(QPushButton("Close"), "primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(copy)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(style.role(QLabel("Names to type in a template"), "title"))
        box.addWidget(self.list, 1)
        box.addLayout(foot)
        self.list.setCurrentRow(1)
        self.list.setFocus()

    def _head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        bold = self.list.font()
        bold.setBold(True)
        item.setFont(bold)
        self.list.addItem(item)

    def _name(self, name: str, what: str) -> None:
        item = QListWidgetItem(f"{{{{{name}}}}}" + (f"   {what}" if what else ""))
        item.setData(Qt.ItemDataRole.UserRole, name)
        self.list.addItem(item)

    def _copy(self, item: QListWidgetItem | None) -> None:
        name = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if name:
            QGuiApplication.clipboard().setText(f"{{{{{name}}}}}")
            self.said.setText(f"{{{{{name}}}}} is copied.")
