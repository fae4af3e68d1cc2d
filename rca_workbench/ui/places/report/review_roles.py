"""The window that asks in which role each author of a returned draft stands in the case: names stay outside it."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model import Actor
from rca_workbench.model.words import counted
from rca_workbench.ui import style
from rca_workbench.ui.fields import Line
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.places.improve.asking import offer
from rca_workbench.ui.places.report.review_bringing import (
    Came,
    Looked,
    Writer,
    first_roles,
    first_senders,
    writers,
)
from rca_workbench.ui.session import Session

TITLE = "Bring in reviewed drafts"
ABOUT = (
    "Names stay out of the case. Say in which role each of them read the draft; what they changed and said stands under "
    "that role."
)


class RolesWindow(QDialog):
    """Each file with what is said of it, and each author with a line for the role."""

    def __init__(self, session: Session, looked: Looked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._looked = session, looked
        self._authors: dict[Writer, Line] = {}
        self._files: dict[Path, Line] = {}
        self.setWindowTitle(TITLE)
        style.role(self, "page")
        roles = first_roles(session.snapshot, looked)
        senders = first_senders(session.snapshot, looked, roles)
        self.problem = wrapped(style.role(QLabel(), "warn"))
        self.problem.hide()
        page = style.role(QWidget(), "page")
        self._body = QVBoxLayout(page)
        self._body.setContentsMargins(0, 0, 12, 0)
        self._body.setSpacing(8)
        for came in looked.files:
            self._file(came, roles, senders)
        for fault in looked.faults:
            self._body.addWidget(style.role(QFrame(), "line"))
            said = " ".join(part for part in (fault.what, fault.todo) if part)
            self._body.addWidget(wrapped(style.role(QLabel(said), "warn")))
        self._body.addStretch(1)
        leave = QPushButton("Leave it")
        leave.clicked.connect(self.reject)
        leave.setAutoDefault(False)
        take = style.role(QPushButton(f"Bring in {counted(len(looked.files), 'draft')}"), "primary")
        take.clicked.connect(self._take)
        take.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(take)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(wrapped(style.role(QLabel(TITLE), "title")))
        box.addWidget(wrapped(style.role(QLabel(ABOUT), "small")))
        box.addWidget(UprightArea(page), 1)
        box.addWidget(self.problem)
        box.addLayout(foot)
        room = self.screen().availableSize() - QSize(64, 96)
        lines = len(self._authors) + len(self._files)
        tall = 196 + 44 * lines + 68 * len(looked.files) + 44 * len(looked.faults)
        self.resize(QSize(style.px(620), style.px(min(tall, 640))).boundedTo(room))
        for line in (*self._authors.values(), *self._files.values()):
            line.escaped.connect(self.reject)
        first = next(iter((*self._authors.values(), *self._files.values())), take)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, Line):
            first.selectAll()

    def roles(self) -> dict[Writer, str]:
        """The role of each author."""
        return {author: " ".join(line.text().split()) for author, line in self._authors.items()}

    def senders(self) -> dict[Path, str]:
        """Whom each file came from that names no author."""
        return {path: " ".join(line.text().split()) for path, line in self._files.items()}

    # -- inside ---------------------------------------------------------------------------------------

    def _file(self, came: Came, roles: dict[Writer, str], senders: dict[Path, str]) -> None:
        path, file, review = came.path, came.file, came.answers.review
        if self._body.count():
            self._body.addWidget(style.role(QFrame(), "line"))
        self._body.addWidget(wrapped(style.role(QLabel(path.name), "small_strong")))
        version = file.sent.version if file.sent is not None else ""
        facts = [
            f"{review.version} to {review.to}" if review is not None and review.to else version,
            counted(len(file.comments), "comment") if file.comments else "",
            f"saved with {file.program}" if file.program else "",
        ]
        self._body.addWidget(wrapped(style.role(QLabel(", ".join(one for one in facts if one)), "small")))
        for warning in (*file.warnings, *came.answers.notes):
            self._body.addWidget(wrapped(style.role(QLabel(warning), "warn")))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        asked = [one for one in writers(came) if one not in self._authors]
        for at, one in enumerate(asked):
            question = f"Who is “{one.name}”?" if one.name.strip() else "Who wrote without a name?"
            self._authors[one] = self._line(grid, at, question, roles[one])
        if not file.authors:
            self._files[path] = self._line(grid, 0, "Whom is it from?", senders[path])
        elif not asked:
            grid.addWidget(
                wrapped(style.role(QLabel("The same people as above wrote in it."), "small")), 0, 0, 1, 2
            )
        self._body.addLayout(grid)

    def _line(self, grid: QGridLayout, row: int, question: str, role: str) -> Line:
        label = wrapped(QLabel(question))
        label.setMinimumWidth(style.px(190))
        line = Line()
        line.setAccessibleName(f"{question} By role")
        line.put(role)
        known = (one.role for one in self.session.snapshot.of(Actor).values() if one.role)
        offer(line, tuple(dict.fromkeys(known)))
        label.setBuddy(line)
        grid.addWidget(label, row, 0)
        grid.addWidget(line, row, 1)
        return line

    def _take(self) -> None:
        lines = (*self._authors.values(), *self._files.values())
        empty = next((line for line in lines if not line.text().strip()), None)
        named = next((one for one in self._authors if self._is_left(one)), None)
        if empty is not None:
            self._say("Each of them needs a role, such as Reader 1.", empty)
        elif named is not None:
            self._say(
                f"“{named.name}” is the name in the file. Write a role in its place.", self._authors[named]
            )
        else:
            self.accept()

    def _is_left(self, author: Writer) -> bool:
        """Whether the name in the file stands where a role should, and is no role of the case."""
        said = self.roles()[author].casefold()
        known = {one.role.casefold() for one in self.session.snapshot.of(Actor).values()}
        return said == " ".join(author.name.split()).casefold() and said not in known

    def _say(self, sentence: str, line: Line) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        line.setAccessibleDescription(sentence)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
