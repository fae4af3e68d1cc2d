"""Pasting into a text: what names people or holds their numbers asks first, by key, menu, mouse and drop alike."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAction,
    QClipboard,
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from rca_workbench.analysis.naming import Found, counted, with_roles
from rca_workbench.ui.fields.mention_question import Question
from rca_workbench.ui.fields.mention_text import Box, caret_rect, move_to, put_in

if TYPE_CHECKING:
    from rca_workbench.ui.fields.mention import Mentions

LISTED = 6
"""Lines of what was found that the question shows."""


class Pasting(QObject):
    """Looks at what is pasted into one control before it stands there."""

    def __init__(self, mentions: "Mentions", box: Box, keep: Callable[[tuple[Found, ...]], object]) -> None:
        super().__init__(box)
        self._mentions, self._box, self._keep = mentions, box, keep
        self._question: Question | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # While a control is taken down its filters still hear of it: touch it only for what somebody did.
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return event.matches(QKeySequence.StandardKey.Paste) and self._asked(_clipboard())
            case QEvent.Type.ContextMenu if isinstance(event, QContextMenuEvent):
                return self._menu(event)
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                return self._dropped(event)
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                if event.button() == Qt.MouseButton.MiddleButton:
                    return self._asked(_clipboard(QClipboard.Mode.Selection), event.position().toPoint())
        return False

    def paste(self) -> None:
        """Paste, after asking where that is called for."""
        if not self._asked(_clipboard()):
            self._box.paste()

    def _asked(self, text: str, at: QPoint | None = None) -> bool:
        """Ask about a text; False where nothing in it names anybody, and it can be pasted as ever."""
        box = self._box
        if self._question is not None:
            return True
        found = self._mentions.register.find(text) if text and not box.isReadOnly() else ()
        if not found:
            return False
        if at is not None:
            box.setFocus()
            move_to(box, at)

        def as_it_is() -> None:
            put_in(box, text)
            self._keep(found)

        near = caret_rect(box) if box.height() > 120 else _rect(box)
        question = ask_paste(box, near, text, found, put=lambda made: put_in(box, made), as_it_is=as_it_is)
        if question.open:
            self._question = question
            question.answered.connect(self._answered)
        return True

    def _answered(self) -> None:
        self._question = None

    def _menu(self, event: QContextMenuEvent) -> bool:
        """The usual menu, with a Paste that asks."""
        if self._box.isReadOnly():
            return False
        menu = self._box.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for usual in menu.actions():
            if usual.objectName() == "edit-paste":
                ours = QAction(usual.icon(), usual.text(), menu)
                ours.setEnabled(usual.isEnabled())
                ours.triggered.connect(lambda _=False: self.paste())
                menu.insertAction(usual, ours)
                menu.removeAction(usual)
        if isinstance(self._box, QPlainTextEdit):
            self._mentions.spelling.offer(menu, self._box, event)
        menu.popup(event.globalPos())
        return True

    def _dropped(self, event: QDropEvent) -> bool:
        source, box = event.source(), self._box
        within = isinstance(source, QWidget) and (source is box or box.isAncestorOf(source))
        if within or not self._asked(event.mimeData().text(), event.position().toPoint()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        # The control still shows where the text would have gone.
        into = box.viewport() if isinstance(box, QPlainTextEdit) else box
        QApplication.sendEvent(into, QDragLeaveEvent())
        return True


def ask_paste(
    beside: QWidget, near: QRect, text: str, found: tuple[Found, ...], *,
    put: Callable[[str], object], as_it_is: Callable[[], object],
) -> Question:  # fmt: skip
    """Ask what to do with a text that names people. `put` gets it with roles; nothing is done on the last answer.

    Args:
        beside: the control with the focus, which keeps it.
        near: where that is, in pixels of its window.
        found: what `Register.find` found in the text.
    """
    lines = list(dict.fromkeys(f"{' '.join(one.text.split())}: {one.instead}" for one in found))
    more = len(lines) - LISTED
    listed = [*lines[:LISTED], *([f"and {more} more"] if more > 0 else [])]
    question = Question(beside.window())
    question.answered.connect(question.deleteLater)
    question.ask(
        beside,
        near,
        f"This text holds {counted(found)}.",
        listed,
        (
            ("Paste with roles", lambda: put(with_roles(text, found))),
            ("Paste as it is", as_it_is),
            ("Do not paste", lambda: None),
        ),
    )
    return question


def _clipboard(mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> str:
    clipboard = QGuiApplication.clipboard()
    if mode is QClipboard.Mode.Selection and not clipboard.supportsSelection():
        return ""
    return clipboard.text(mode)


def _rect(box: QWidget) -> QRect:
    return QRect(box.mapTo(box.window(), box.rect().topLeft()), box.size())
