"""Reading and changing the text of a control one types in, counted in whole letters.

Qt counts a letter beyond the first 65,536 (an emoji) as two; here every letter is one, as in Python.
"""

from PySide6.QtCore import QMimeData, QPoint, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

Box = QLineEdit | QPlainTextEdit
"""A control in which text is typed."""


def text_of(box: Box) -> str:
    """What stands in it."""
    return box.text() if isinstance(box, QLineEdit) else box.toPlainText()


def caret_of(box: Box) -> int:
    """Letters in front of the cursor."""
    units = box.cursorPosition() if isinstance(box, QLineEdit) else box.textCursor().position()
    return letters(text_of(box), units)


def replace(box: Box, start: int, end: int, by: str) -> None:
    """Put other words in place of the letters from `start` to `end`, as typing does: undo takes it back."""
    text = text_of(box)
    first, last = units(text, start), units(text, end)
    if isinstance(box, QLineEdit):
        box.setSelection(first, last - first)
        if last > first and not by:
            box.del_()
        else:
            box.insert(by)
    else:
        cursor = box.textCursor()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(by)
        box.setTextCursor(cursor)


def move_caret(box: Box, letters: int) -> None:
    """Put the cursor behind so many letters."""
    at = units(text_of(box), letters)
    if isinstance(box, QLineEdit):
        box.setCursorPosition(at)
    else:
        cursor = box.textCursor()
        cursor.setPosition(at)
        box.setTextCursor(cursor)


def put_in(box: Box, text: str) -> None:
    """Put text in at the cursor, in place of what is selected, as pasting does."""
    if isinstance(box, QLineEdit):
        box.insert(text)
    else:
        carried = QMimeData()
        carried.setText(text)
        box.insertFromMimeData(carried)


def move_to(box: Box, at: QPoint) -> None:
    """Put the cursor where a point of the control is."""
    if isinstance(box, QLineEdit):
        box.setCursorPosition(box.cursorPositionAt(at))
    else:
        box.setTextCursor(box.cursorForPosition(at))


def caret_rect(box: Box) -> QRect:
    """Where the cursor stands, in pixels of the control's window."""
    inside = box if isinstance(box, QLineEdit) else box.viewport()
    rect = box.cursorRect()
    return QRect(inside.mapTo(box.window(), rect.topLeft()), rect.size())


def stand_by(popup: QWidget, near: QRect, width: int) -> None:
    """Give a popup its place under a rectangle of its window, or over it where there is no room below."""
    window = popup.parentWidget()
    room = window.rect().adjusted(8, 8, -8, -8)
    width = min(width, room.width())
    popup.setFixedWidth(width)
    layout = popup.layout()
    wanted = (
        layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    )
    height = min(wanted, room.height())
    left = max(room.left(), min(near.left(), room.right() - width))
    below = near.bottom() + 4
    top = below if below + height <= room.bottom() else near.top() - 4 - height
    top = max(room.top(), min(top, room.bottom() - height))
    popup.setGeometry(left, top, width, height)


def units(text: str, count: int) -> int:
    """Where Qt counts so many letters of a text."""
    return count if text.isascii() else count + sum(letter > "\uffff" for letter in text[:count])


def letters(text: str, units: int) -> int:
    """How many letters of a text stand before a place as Qt counts."""
    if text.isascii():
        return units
    for at, letter in enumerate(text):
        if units <= 0:
            return at
        units -= 2 if letter > "\uffff" else 1
    return len(text)
