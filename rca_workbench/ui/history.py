"""The history of the case as anyone can read it: when, by whom, what changed."""

from itertools import islice

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model import KINDS, Change, StepKind, shortened
from rca_workbench.store import StepRecord
from rca_workbench.ui import style
from rca_workbench.ui.fields.apart import keep_apart
from rca_workbench.ui.session import Session

PORTION = 300
"""Steps read at a time, so that a long history opens at once."""

CHANGES_SHOWN = 200
"""Of one step; an import holds thousands."""

_PLACES = ("x", "row")
"""Where boxes of the map stand: kept in the history, but no news to a reader."""


class HistoryWindow(QDialog):
    """Every step, newest first; neighbouring edits of one field by one person are shown as one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle("History")
        self.resize(style.px(820), style.px(600))
        style.role(self, "page")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find in the history")
        self.search.setAccessibleName("Find in the history")
        keep_apart(self.search)
        self.search.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Steps, newest first")
        self.tree.setHeaderLabels(["When", "Who", "What"])
        self.tree.setAlternatingRowColors(True)
        self.tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(True)
        self.more = QPushButton("Show earlier steps")
        self.more.clicked.connect(self._read)
        self.undo = QPushButton("Undo the last step")
        self.undo.clicked.connect(session.undo)
        self.redo = QPushButton("Redo")
        self.redo.clicked.connect(session.redo)
        close = style.role(QPushButton("Close"), "primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        for button in (self.undo, self.redo, self.more):
            button.setEnabled(not session.read_only or button is self.more)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(12)
        box.addWidget(style.role(QLabel("History"), "title"))
        box.addWidget(style.role(QLabel(f"The head of the journal is {session.case.head[:16]}…"), "small"))
        box.addWidget(self.search)
        box.addWidget(self.tree, 1)
        box.addLayout(foot)
        QShortcut(QKeySequence.StandardKey.Undo, self, session.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, session.redo)
        session.changed.connect(self._again)
        self._again()

    def _again(self) -> None:
        self.tree.clear()
        self._steps = self.session.case.history()
        self._last: tuple[StepRecord, QTreeWidgetItem] | None = None
        self._read()

    def _read(self) -> None:
        portion = list(islice(self._steps, PORTION))
        for step in portion:
            if self._last and _same_edit(self._last[0], step):
                item = self._last[1]
                for change in step.changes:
                    item.addChild(self._change(change))
            else:
                item = self._step(step)
                self.tree.addTopLevelItem(item)
            self._last = (step, item)
        self.more.setVisible(len(portion) == PORTION)
        for column in (0, 1):
            self.tree.resizeColumnToContents(column)
        self.undo.setEnabled(bool(self.session.case.undo_label) and not self.session.read_only)
        self.redo.setEnabled(bool(self.session.case.redo_label) and not self.session.read_only)
        self._narrow(self.search.text())

    def _step(self, step: StepRecord) -> QTreeWidgetItem:
        when = step.at.astimezone()
        item = QTreeWidgetItem([f"{when.day} {when:%b %Y, %H:%M}", step.who, step.said])
        told = [change for change in islice(step.changes, CHANGES_SHOWN) if change.field not in _PLACES]
        for change in told:
            item.addChild(self._change(change))
        return item

    def _change(self, change: Change) -> QTreeWidgetItem:
        return QTreeWidgetItem(["", "", change_in_words(change, self.session)])

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for at in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(at)
            if item is None:
                continue
            said = " ".join([item.text(0), item.text(1), item.text(2)] + [
                child.text(2) for child in (item.child(n) for n in range(item.childCount())) if child
            ]).casefold()  # fmt: skip
            item.setHidden(not all(word in said for word in words))


def change_in_words(change: Change, session: Session) -> str:
    """One change as a line: "Level, of F3 One doctor covers...: Ward, was Organisation". Identities stay hidden."""
    kind = KINDS[change.kind]
    if change.field is None:
        content = change.after if change.created else change.before
        text = content.get(kind.title_field, "") if isinstance(content, dict) else ""
        field = kind.by_name.get(kind.title_field)
        said = "" if field is None or field.type.identity else shortened(str(text), 80)
        return f"{'Added' if change.created else 'Removed'} {kind.word} {said}".rstrip()
    field = kind.by_name.get(change.field)
    label = field.type.label if field else change.field
    if field and field.type.identity:
        return f"{label}: changed (hidden)"
    entity = session.snapshot.find(change.id)
    of = f", of {shortened(entity.title, 40)}" if entity else ""
    return f"{label}{of}: {_value(change.after)}, was {_value(change.before)}"


def _value(plain: object) -> str:
    if plain in (None, "", [], {}):
        return "empty"
    if isinstance(plain, dict):
        plain = plain.get("said") or plain.get("start") or plain.get("kind") or "set"
    if isinstance(plain, list):
        return f"{len(plain)} items" if len(plain) > 1 else "1 item"
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    return f"“{shortened(str(plain), 60)}”"


def _same_edit(newer: StepRecord, older: StepRecord) -> bool:
    if newer.kind is not StepKind.DO or older.kind is not StepKind.DO or newer.who != older.who:
        return False
    one, other = list(islice(newer.changes, 2)), list(islice(older.changes, 2))
    return (
        len(one) == len(other) == 1
        and one[0].field is not None
        and (one[0].kind, one[0].id, one[0].field) == (other[0].kind, other[0].id, other[0].field)
    )
