"""How sure a time is, chosen by its mark: the same moment as exact, about, before or after."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from rca_workbench.drawing.marks import mark_parts
from rca_workbench.drawing.paint import paint_part
from rca_workbench.model import Kind, Time, TimeKind
from rca_workbench.model.time import Certainty
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.choice import ChoiceEditor
from rca_workbench.ui.fields.editor import LabelAt
from rca_workbench.ui.session import Session

_EXACT = {
    4: TimeKind.YEAR,
    7: TimeKind.MONTH,
    10: TimeKind.DATE,
    13: TimeKind.HOUR,
}
"""Kind of a plain time by how much of its ISO text is known."""
_ABOUT = {
    4: TimeKind.ABOUT_YEAR,
    7: TimeKind.ABOUT_MONTH,
    10: TimeKind.ABOUT_DATE,
    13: TimeKind.ABOUT_HOUR,
}
_WIDE = 34


class CertaintyEditor(ChoiceEditor):
    """The certainty of a time field. What is a stretch, or counted from another entry, is retyped instead."""

    def __init__(self, session: Session, kind: Kind, name: str, *, label: str = "How sure") -> None:
        self._offered: list[tuple[object, str]] = []
        super().__init__(session, kind, name, label_at=LabelAt.LEFT, label=label)

    def choices(self) -> Sequence[tuple[object, str]]:
        return self._offered

    def _make(self) -> QWidget:
        made = super()._make()
        self._pick.setIconSize(QSize(_WIDE, 16))
        return made

    def _chosen(self, at: int) -> None:
        entity = self.entity
        time = getattr(entity, self.name) if entity is not None else None
        if isinstance(time, Time):
            self.keep(with_certainty(time, Certainty(str(self._offered[at][0]))))
        self.refresh()

    def _show(self, value: object) -> None:
        assert isinstance(value, Time)
        offered: list[tuple[object, str]] = [(str(one), certainty_word(one)) for one in possible(value)]
        if offered != self._offered:
            self._offered = offered
            self._pick.clear()
            for one, said in offered:
                self._pick.addItem(_icon(str(one)), said, one)
        self._pick.setEnabled(len(offered) > 1 and not self.session.read_only)
        super()._show(str(value.certainty))


def possible(time: Time) -> tuple[Certainty, ...]:
    """How sure a time could be instead, itself among them, with the same moment."""
    plain = time.start is not None and time.end is None and time.anchor is None
    if not plain or time.start is None:
        return (time.certainty,)
    exact = Time(kind=_EXACT.get(len(time.start), TimeKind.DATETIME), start=time.start).certainty
    return (exact, Certainty.ABOUT, Certainty.BEFORE, Certainty.AFTER)


def with_certainty(time: Time, certainty: Certainty) -> Time:
    """The same moment, as sure as said."""
    if certainty is time.certainty or time.start is None:
        return time
    depth = len(time.start)
    kind = {
        Certainty.ABOUT: _ABOUT.get(depth, TimeKind.ABOUT_DATETIME),
        Certainty.BEFORE: TimeKind.BEFORE,
        Certainty.AFTER: TimeKind.AFTER,
    }.get(certainty, _EXACT.get(depth, TimeKind.DATETIME))
    return replace(time, kind=kind, margin=None)


def certainty_word(certainty: Certainty) -> str:
    """What users read for a certainty."""
    return str(tokens()["timeline"]["certainty"][certainty]["label"])


def _icon(certainty: str) -> QIcon:
    """The mark the timeline draws for it."""
    mark = str(tokens()["timeline"]["certainty"][certainty]["mark"])
    factor = 2
    drawn = QPixmap(_WIDE * factor, 16 * factor)
    drawn.fill(Qt.GlobalColor.transparent)
    if mark != "tray":
        painter = QPainter(drawn)
        painter.scale(factor, factor)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = _WIDE / 2
        for part in mark_parts(mark, middle - 11, middle, middle + 11, 8.0, style.theme()):
            paint_part(part, painter, None, words=False, vector=False)
        painter.end()
    drawn.setDevicePixelRatio(factor)
    return QIcon(drawn)
