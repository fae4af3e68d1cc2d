"""The small window that asks what a Word file is made for: to be read and commented on, or to be read only."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model import Actor
from rca_workbench.report.document import Copy
from rca_workbench.report.versions import given_out, next_version
from rca_workbench.ui import style
from rca_workbench.ui.fields import Line
from rca_workbench.ui.fields.apart import keep_apart
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.places.improve.asking import offer
from rca_workbench.ui.session import Session

WORD = "Word documents (*.docx)"
_FOR = {
    Copy.REVIEW: (
        "For reading and comments",
        "Readers can change words and add comments in Word or LibreOffice. It is kept in this case, so that what comes "
        "back can be compared with it. Nothing changes here before you accept it.",
    ),
    Copy.READING: ("To read only", "The document as it stands. It is not kept in this case."),
}
_ASKED_FIRST = ("investigation_report", "concise_report")
"""Documents that mostly go out for comments; the others are mostly to be read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants made."""

    copy: Copy
    to: str
    path: Path


class SendingWindow(QDialog):
    """Asks for what it is, for whom and where to; what was chosen last is offered the next time."""

    def __init__(
        self,
        session: Session,
        template: str,
        title: str,
        stem: str,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        """Lay it out.

        Args:
            session: the case.
            template: which document.
            title: what the document is called.
            stem: name of the file without what says which draft it is.
            folder: where exports go unless one was chosen before.
            parent: the window.
        """
        super().__init__(parent)
        self.session, self.template, self._stem = session, template, stem
        self._folder = Path(str(QSettings().value("export/folder", str(folder))))
        if not self._folder.is_dir():
            self._folder = folder
        self._given = given_out(session.case, template)
        self._named_by_hand = False
        self._agreed: Path | None = None
        """A file that somebody said may be replaced."""
        self.setWindowTitle(f"Export to Word: {title}")
        style.role(self, "page")
        self._buttons: dict[Copy, QRadioButton] = {}
        self.to = Line()
        self.where = Line()
        keep_apart(self.where)
        self.problem = wrapped(style.role(QLabel(), "warn"))
        self.make = style.role(QPushButton(), "primary")
        self._arrange(title)
        last = Copy(str(QSettings().value(f"export/copy/{template}", self._usual())))
        self._choose_copy(Copy.READING if session.read_only else last)
        (self.to if self.copy is Copy.REVIEW else self.make).setFocus()

    @property
    def copy(self) -> Copy:
        """What it is made for."""
        return next(copy for copy, button in self._buttons.items() if button.isChecked())

    @property
    def path(self) -> Path:
        """The file to write."""
        path = Path(self.where.text().strip()).expanduser()
        return path if path.suffix.lower() == ".docx" else path.with_name(f"{path.name}.docx")

    def wanted(self) -> Wanted:
        """What was chosen."""
        return Wanted(self.copy, " ".join(self.to.text().split()), self.path)

    # -- inside ---------------------------------------------------------------------------------------

    def _usual(self) -> str:
        return Copy.REVIEW if self.template in _ASKED_FIRST else Copy.READING

    def _choose_copy(self, copy: Copy) -> None:
        self._buttons[copy].setChecked(True)
        self._turned()

    def _turned(self) -> None:
        review = self.copy is Copy.REVIEW
        self._only_review.setVisible(review)
        self.make.setText("Make the copy for comments" if review else "Make the copy")
        self.make.setAccessibleName(self.make.text())
        version = next_version(self.session.snapshot, self.template, self.copy, self._given)
        self.version.setText(f"It will be called {version}." if review else "")
        self.version.setVisible(review)
        if not self._named_by_hand:
            name = (
                f"{self._stem}, {version.replace(',', '')} for comments" if review else f"{self._stem}, draft"
            )
            self.where.put(str(free_name(self._folder / f"{name}.docx")))
        self._say("")

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Where to", str(self.path), WORD)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != ".docx":
            # The window asked about the name as it was typed, without its ending.
            path = free_name(path.with_name(f"{path.name}.docx"))
        self._named_by_hand, self._agreed = True, path
        self.where.put(str(path))
        self._say("")

    def _typed(self) -> None:
        self._named_by_hand = True

    def _take(self) -> None:
        path = self.path
        if not self.where.text().strip():
            self._say("Where to needs a folder and a name.")
            self.where.setFocus()
        elif not path.parent.is_dir():
            self._say(f"There is no folder {path.parent}. Choose another one.")
            self.where.setFocus()
        elif path.exists() and path != self._agreed:
            self._agreed = path
            self._say(f"{path.name} is there already. Press again to replace it, or choose another name.")
        else:
            QSettings().setValue(f"export/copy/{self.template}", str(self.copy))
            QSettings().setValue("export/folder", str(path.parent))
            self.accept()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.where.setAccessibleDescription(sentence)

    def _arrange(self, title: str) -> None:
        page = style.role(QWidget(), "page")
        body = QVBoxLayout(page)
        body.setContentsMargins(0, 0, 8, 0)
        body.setSpacing(8)
        group = QButtonGroup(self)
        for copy, (words, help) in _FOR.items():
            button = self._buttons[copy] = QRadioButton(words)
            button.setAccessibleName(f"{words}. {help}")
            button.clicked.connect(self._turned)
            group.addButton(button)
            under = QHBoxLayout()
            under.setContentsMargins(26, 0, 0, 4)
            under.addWidget(wrapped(style.role(QLabel(help), "small")))
            body.addWidget(button)
            body.addLayout(under)
        if self.session.read_only:
            self._buttons[Copy.REVIEW].setEnabled(False)
            body.addWidget(
                wrapped(
                    style.role(
                        QLabel("This case can only be read, so no draft can be noted in it."), "caption"
                    )
                )
            )
        self._only_review = QWidget()
        to = QVBoxLayout(self._only_review)
        to.setContentsMargins(0, 4, 0, 0)
        to.setSpacing(4)
        to.addWidget(_label("To whom, by role", self.to))
        self.to.setPlaceholderText("Such as: matron, medical director, family liaison lead")
        roles = (one.role for one in self.session.snapshot.of(Actor).values() if one.role)
        offer(self.to, tuple(dict.fromkeys(roles)))
        to.addWidget(self.to)
        body.addWidget(self._only_review)
        self.version = style.role(QLabel(), "small")
        body.addWidget(self.version)
        body.addWidget(_label("Where to", self.where))
        self.where.textEdited.connect(self._typed)
        choose = QPushButton("Choose…")
        choose.setAccessibleName("Choose where to")
        choose.clicked.connect(self._choose)
        choose.setAutoDefault(False)
        line = QHBoxLayout()
        line.addWidget(self.where, 1)
        line.addWidget(choose)
        body.addLayout(line)
        body.addWidget(self.problem)
        body.addStretch(1)
        leave = QPushButton("Leave it")
        leave.clicked.connect(self.reject)
        leave.setAutoDefault(False)
        self.make.clicked.connect(self._take)
        self.make.setDefault(True)
        for box in (self.to, self.where):
            box.escaped.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self.make)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(wrapped(style.role(QLabel(title), "title")))
        whole.addWidget(UprightArea(page), 1)
        whole.addLayout(foot)
        room = self.screen().availableSize() - QSize(64, 96)
        self.resize(QSize(style.px(600), style.px(470)).boundedTo(room))


def ask_what_for(window: SendingWindow, take: Callable[[Wanted], object]) -> None:
    """Show it over its window; `take` gets what was chosen, and nothing where it was left."""
    window.accepted.connect(partial(_hand_over, window, take))
    window.finished.connect(window.deleteLater)
    window.open()


def free_name(path: Path) -> Path:
    """That name, or the next that no file has."""
    names = (path.with_stem(f"{path.stem} {number}") for number in count(2))
    return path if not path.exists() else next(one for one in names if not one.exists())


def _hand_over(window: SendingWindow, take: Callable[[Wanted], object]) -> None:
    take(window.wanted())


def _label(text: str, box: Line) -> QLabel:
    made = style.role(QLabel(text), "small_strong")
    made.setBuddy(box)
    box.setAccessibleName(text)
    return made
