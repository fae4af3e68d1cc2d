"""What may be meant while one types in a narrow line: a list as wide as its words, whole within the window."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QMargins, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from rca_workbench.ui import style

_GAP = 4
_EDGE = 8


class Offers(QObject):
    """Keeps the list of a line inside its window, over the line where there is no room below."""

    def __init__(self, box: QLineEdit, words: QAbstractItemModel) -> None:
        super().__init__(box)
        self._box = box
        finder = self._finder = QCompleter(words, box)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        box.setCompleter(finder)
        finder.popup().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        return False

    def _fit(self) -> None:
        """Qt makes the list as wide as the line and keeps it on the screen, which may be far larger than the window."""
        popup, box = self._finder.popup(), self._box
        window = box.window()
        room = QRect(
            window.mapToGlobal(QPoint(_EDGE, _EDGE)),
            window.size().shrunkBy(QMargins(_EDGE, _EDGE, _EDGE, _EDGE)),
        )
        shown = min(self._finder.completionCount(), self._finder.maxVisibleItems())
        height = max(popup.sizeHintForRow(0), style.px(24)) * max(shown, 1) + 2 * popup.frameWidth() + _GAP
        width = min(max(box.width(), popup.sizeHintForColumn(0) + style.px(32)), room.width())
        corner = box.mapToGlobal(QPoint(0, 0))
        left = max(room.left(), min(corner.x(), room.right() - width))
        top = corner.y() + box.height()
        if top + height > room.bottom():
            top = max(room.top(), corner.y() - height)
        wanted = QRect(left, top, width, height)
        if popup.geometry() != wanted:
            popup.setGeometry(wanted)
