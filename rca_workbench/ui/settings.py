"""Settings of this laptop: the look, the keys, who you are in the history, and where everything is kept."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench import __version__
from rca_workbench.store import data_folder
from rca_workbench.ui import style
from rca_workbench.ui.session import Session

_THEMES = {"system": "Follow this laptop", "light": "Light", "dark": "Dark"}


def role_of_user() -> str:
    """How steps made here are signed in the history: a role, never asked to be a name."""
    return str(QSettings().value("who/role", "Investigator")) or "Investigator"


class SettingsWindow(QDialog):
    """Every change holds at once; there is nothing to confirm."""

    def __init__(self, session: Session | None, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        style.role(self, "page")
        self.setMinimumWidth(style.px(520))
        look = style.look()
        theme = QComboBox()
        for key, said in _THEMES.items():
            theme.addItem(said, key)
        theme.setCurrentIndex(list(_THEMES).index(look.choice))
        theme.currentIndexChanged.connect(lambda: look.choose(theme.currentData()))
        smaller, larger = QPushButton("Smaller"), QPushButton("Larger")
        size = QLabel(f"{look.percent} %")

        def resize(by: int) -> None:
            look.resize_text(by)
            size.setText(f"{look.percent} %")

        smaller.clicked.connect(partial(resize, -1))
        larger.clicked.connect(partial(resize, 1))
        text = QHBoxLayout()
        for part in (smaller, size, larger):
            text.addWidget(part)
        text.addStretch(1)
        who = QLineEdit(role_of_user())
        who.setAccessibleName("Your role in the history")
        who.editingFinished.connect(lambda: self._set_role(who.text().strip(), session))
        letters = QCheckBox("Single letters work as shortcuts in lists and on the map")
        letters.setChecked(str(QSettings().value("keys/single_letters", "true")) != "false")
        letters.toggled.connect(
            lambda on: QSettings().setValue("keys/single_letters", "true" if on else "false")
        )
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow("Look", theme)
        form.addRow("Text size", text)
        form.addRow("Your role in the history", who)
        form.addRow("Keys", letters)
        if session:
            form.addRow("This case", _path(session.case.path))
        form.addRow("Safe copies", _path(data_folder()))
        form.addRow("Log file", _path(log_file))
        close = style.role(QPushButton("Close"), "primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(
            style.role(QLabel(f"RCA Workbench {__version__}. Nothing leaves this laptop."), "small")
        )
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(16)
        box.addWidget(style.role(QLabel("Settings"), "title"))
        box.addLayout(form)
        box.addStretch(1)
        box.addLayout(foot)

    @staticmethod
    def _set_role(role: str, session: Session | None) -> None:
        QSettings().setValue("who/role", role or "Investigator")
        if session:
            session.case.who = role or "Investigator"


def _path(path: Path) -> QWidget:
    line = QWidget()
    box = QHBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 0)
    said = style.role(QLabel(str(path)), "small")
    said.setWordWrap(True)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    show = QPushButton("Show")
    show.setAccessibleName(f"Show {path} in its folder")
    folder = path if path.is_dir() else path.parent
    show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    box.addWidget(said, 1)
    box.addWidget(show)
    return line
