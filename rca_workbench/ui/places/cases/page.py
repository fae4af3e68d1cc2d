"""The start screen: cases opened on this laptop, a new one, the sample case."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.analysis.deadline_library import NextDeadline, next_deadline
from rca_workbench.analysis.deadline_reckoning import DeadlineState
from rca_workbench.store.clocks import read_clocks
from rca_workbench.store.recent import RecentCase, forget, recent_cases
from rca_workbench.ui import style
from rca_workbench.ui.fields.cut import CutLabel

if TYPE_CHECKING:
    from rca_workbench.ui.case_files import CaseFiles


NEXT_WIDTH = 240
"""Room for the next deadline of a case, in pixels at 100 %: all else that is left is the title's."""


class CasesPage(QScrollArea):
    """What the window shows when no case is open, and behind the first button of the rail."""

    def __init__(self, files: "CaseFiles") -> None:
        super().__init__()
        self.files = files
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Cases")
        QShortcut(QKeySequence("N"), self, files.new, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        style.look().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the list of recent cases again."""
        page = style.role(QWidget(), "page")
        box = QVBoxLayout(page)
        box.setContentsMargins(48, 40, 48, 40)
        box.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(style.role(QLabel("Cases"), "display"))
        head.addStretch(1)
        self.new = style.role(QPushButton("New case"), "primary")
        self.new.setIcon(style.icon("plus", "on_accent"))
        self.new.clicked.connect(self.files.new)
        head.addWidget(self.new)
        box.addLayout(head)
        self._cards(box)
        found = recent_cases()
        if found:
            box.addSpacing(12)
            self._list(box, found)
        else:
            empty = style.role(
                QLabel("No cases on this laptop yet. Start one, or look round the sample case."), "empty"
            )
            empty.setWordWrap(True)
            box.addWidget(empty)
        box.addStretch(1)
        foot = style.role(
            QLabel("Everything stays on this laptop, in one file per case. Nothing is sent anywhere."),
            "small",
        )
        box.addWidget(foot)
        self.setWidget(page)

    def enter(self) -> None:
        """Put the focus where work starts."""
        self.new.setFocus()

    def _cards(self, box: QVBoxLayout) -> None:
        line = QHBoxLayout()
        line.setSpacing(16)
        for title, said, icon, run in (
            (
                "Start a case",
                "One page of plain questions. Only the first needs an answer.",
                "file-plus",
                self.files.new,
            ),
            (
                "Look round the sample case",
                "A published investigation with its timeline, map and actions. Change what you like.",
                "library",
                self.files.open_sample,
            ),
            (
                "Open another file",
                "A case from a colleague, a stick or a shared folder.",
                "folder-open",
                self.files.open,
            ),
        ):
            line.addWidget(_Card(title, said, icon, run))
        box.addLayout(line)

    def _list(self, box: QVBoxLayout, found: list[RecentCase]) -> None:
        head = QHBoxLayout()
        head.addWidget(style.role(QLabel("Opened on this laptop"), "heading"))
        head.addStretch(1)
        find = QLineEdit()
        find.setPlaceholderText("Find a case")
        find.setAccessibleName("Find a case")
        find.setFixedWidth(style.px(220))
        head.addWidget(find)
        find.setHidden(len(found) <= 6)
        box.addLayout(head)
        card = style.role(QFrame(), "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(4, 4, 4, 4)
        rows.setSpacing(0)
        made = [(one, _Row(one, self)) for one in found]
        for _, row in made:
            rows.addWidget(row)
        box.addWidget(card)

        def narrow(text: str) -> None:
            for one, row in made:
                row.setVisible(text.casefold() in f"{one.title} {one.path}".casefold())

        find.textChanged.connect(narrow)


class _Card(QPushButton):
    """A large button with a title and a line that says what it does."""

    def __init__(self, title: str, said: str, icon: str, run: object) -> None:
        super().__init__()
        style.role(self, "big")
        self.setAccessibleName(f"{title}. {said}")
        self.clicked.connect(run)
        picture = QLabel()
        picture.setPixmap(style.pixmap(icon, "accent", 24))
        text = style.role(QLabel(said), "small")
        text.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 18)
        box.setSpacing(6)
        for part in (picture, style.role(QLabel(title), "heading"), text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            box.addWidget(part)
        box.addStretch(1)
        self.setMinimumHeight(style.px(136))


class _Row(QPushButton):
    """One case: its title, how far it has come, when it was last opened; opens it."""

    def __init__(self, case: RecentCase, page: CasesPage) -> None:
        super().__init__()
        style.role(self, "case")
        there = case.path.exists()
        self.setMinimumHeight(style.px(52))
        self.setAccessibleName(
            f"Open {case.title or case.path.stem}, {case.stage}, last opened {_ago(case.opened)}"
        )
        self.setEnabled(True)
        self.clicked.connect(lambda: self._open(case, page))
        following = _next(case.path) if there else None
        if following is not None:
            self.setAccessibleName(
                f"{self.accessibleName()}, next deadline: {following.what}, {following.words}"
            )
        title = style.role(CutLabel(case.title or case.path.stem), "body_strong")
        where = style.role(
            CutLabel(str(case.path) if there else f"Not found: {case.path}"), "caption" if there else "warn"
        )
        more = QToolButton()
        more.setIcon(style.icon("ellipsis"))
        more.setIconSize(QSize(16, 16))
        more.setAccessibleName(f"More for {case.title or case.path.stem}")
        menu = QMenu(more)
        menu.addAction("Take off this list (the file stays)", partial(self._forget, case.path, page))
        if case.path.name == "Sample case.rca":
            menu.addAction("Bring the sample case back as it came", page.files.reset_sample)
        more.setMenu(menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 4, 4, 4)
        grid.setVerticalSpacing(0)
        grid.addWidget(title, 0, 0)
        grid.addWidget(where, 1, 0)
        grid.addWidget(style.role(QLabel(case.stage), "muted"), 0, 1, 2, 1)
        due, what = _deadline_labels(following)
        grid.addWidget(due, 0, 2)
        grid.addWidget(what, 1, 2)
        grid.addWidget(style.role(QLabel(_ago(case.opened)), "muted"), 0, 3, 2, 1)
        grid.addWidget(more, 0, 4, 2, 1)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, style.px(120))
        grid.setColumnMinimumWidth(2, style.px(NEXT_WIDTH))
        grid.setColumnMinimumWidth(3, style.px(100))
        for part in (title, where, due, what):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setTextFormat(Qt.TextFormat.PlainText)  # words of a file that somebody else may have written
            part.setMinimumWidth(10)

    @staticmethod
    def _open(case: RecentCase, page: CasesPage) -> None:
        session = page.files.window.session
        if session and session.case.path == case.path:
            page.files.window.go("overview")
        else:
            page.files.open_path(case.path)

    @staticmethod
    def _forget(path: Path, page: CasesPage) -> None:
        forget(path)
        page.refresh()


def _next(path: Path) -> NextDeadline | None:
    """The next deadline of a case that is not open; None for a closed one, and where nothing can be read."""
    read = read_clocks(path)
    if read is None:
        return None
    return next_deadline(read.case, read.clocks, read.changes, read.decisions, datetime.now())


def _deadline_labels(following: NextDeadline | None) -> tuple[QLabel, QLabel]:
    """When it is due, and beneath it what; a late one says so in colour as well."""
    if following is None:
        return style.role(CutLabel(), "caption"), style.role(CutLabel(), "caption")
    words = following.words.partition(", was due")[0]
    more = f", {following.late - 1} more late" if following.late > 1 else ""
    late = following.state is DeadlineState.OVERDUE
    due = style.role(CutLabel(words + more), "danger" if late else "small")
    what = style.role(CutLabel(following.what), "caption")
    return due, what


def _ago(when: datetime) -> str:
    days = (datetime.now().date() - when.astimezone().date()).days
    if days <= 0:
        return "Today"
    if days == 1:
        return "Yesterday"
    return f"{days} days ago" if days < 15 else f"{when.day} {when:%b %Y}"
