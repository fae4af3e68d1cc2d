"""The outline: every section with how far it is, how many words it has, and how much is still missing in what feeds it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from rca_workbench.report import Section
from rca_workbench.ui import style

STATES = {
    "written": ("circle-check", "ok", "You have written this."),
    "made": ("file-text", "text2", "Made from the case."),
    "missing": ("circle-dashed", "warn", "Still needs your words."),
}
"""Icon, colour and words for how far a section is."""
_GAPS = int(Qt.ItemDataRole.UserRole) + 1
_ROOM = 26


class Outline(QListWidget):
    """One row for each section."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Sections of the report")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(_Row(self))

    def show_sections(
        self, sections: Sequence[Section], gaps: Mapping[str, int], words: Mapping[str, int]
    ) -> None:
        """Show sections with how much is missing in what feeds each, and how many words each has."""
        if self.count() != len(sections):
            self.clear()
            for _ in sections:
                self.addItem(QListWidgetItem())
        for row, section in enumerate(sections):
            item = self.item(row)
            name, shade, said = STATES[section.state]
            missing = gaps.get(section.id, 0)
            item.setText(("    " * (section.level - 1)) + section.heading)
            item.setIcon(style.icon(name, shade, 16))
            item.setData(_GAPS, missing)
            words_said = f" {words[section.id]:,} words." if words.get(section.id) else ""
            gaps_said = f" {missing} still missing in what feeds it." if missing else ""
            item.setToolTip(f"{section.heading}\n{section.said or said}{words_said}{gaps_said}")
            spoken = f"{section.heading}: {section.said or said}{gaps_said}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setSizeHint(QSize(100, style.px(34)))


class _Row(QStyledItemDelegate):
    """Leaves room at the right for how many things are missing."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        missing = index.data(_GAPS)
        if not missing:
            super().paint(painter, option, index)
            return
        room = style.px(_ROOM)
        whole = QRect(option.rect)
        super().paint(painter, option, index)
        painter.save()
        badge = QRect(whole.right() - room, whole.top(), room - style.px(6), whole.height())
        painter.setFont(style.font("caption"))
        painter.setPen(style.color("warn"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(missing))
        painter.restore()

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(_GAPS):
            room = option.rect.width() - style.px(_ROOM) - style.px(34)
            option.text = option.fontMetrics.elidedText(
                option.text, Qt.TextElideMode.ElideRight, max(40, room)
            )
