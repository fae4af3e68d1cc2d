"""What is done about a factor: its actions and recommendations as green tags, and a line to add one."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from rca_workbench.model import Action, Changes, Factor, Recommendation, Snapshot, Strength
from rca_workbench.model.words import word
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields import Line, Press
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.names import icon_of, ink_of
from rca_workbench.ui.fields.section import Section
from rca_workbench.ui.fields.taking import taking
from rca_workbench.ui.lists.cells import draw_bars
from rca_workbench.ui.places.improve.edits import ActionEdits
from rca_workbench.ui.session import Session

_BARS = {one: int(tokens()["strength"][one]["bars"]) for one in Strength}


class ActionsSection(Section):
    """The actions and recommendations that address a factor."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session, "Actions that address this", "Add action", "No action yet.", gap=6, between=6
        )
        self._new = Line()
        self._new.returnPressed.connect(self._keep)
        self._add_with(self._new, "New action", "What will change, and where? Enter adds it")

    def refresh(self, changes: Changes | None) -> None:
        """Show the actions as they are now."""
        if changes is not None and not changes.touches("action", "recommendation"):
            return
        found = addressing(self.session.snapshot, self.id) if self.id else []
        if found == self._shown:
            return
        self._shown = found
        self._count(len(found))
        self._lay_first(found, self._tag)

    def _tag(self, one: Action | Recommendation) -> Press:
        tag = ActionTag(one)
        tag.clicked.connect(partial(self._open, one.id))
        return tag

    def _keep(self) -> None:
        factor = self.session.snapshot.get(Factor, self.id)
        text = self._new.text().strip()
        if text and factor is not None:
            with taking(self.session, self._new):
                ActionEdits(self.session).add(text, factor.id)

    def _open(self, id: str, *_: object) -> None:
        self.go_to.emit("improve/actions", id)


class ActionTag(Press):
    """An action as the map docks it: a green tag that points to what it addresses, with its words."""

    def __init__(self, one: Action | Recommendation) -> None:
        super().__init__()
        style.role(self, "row")
        owner = one.owner if isinstance(one, Action) else one.to
        said = " · ".join(part for part in (word(one.strength), owner) if part)
        self._bars = _BARS.get(one.strength, 0) if one.strength else 0
        self.setAccessibleName(f"{one.kind.word.capitalize()}: {one.text}. {said}")
        size = tokens()["size"]["icon_small"]
        mark = QLabel()
        mark.setPixmap(style.pixmap(icon_of(one), ink_of(one), size))
        words = style.role(QLabel(one.text), "small_strong")
        wrapped(words)
        self._beneath = style.role(QLabel(said), "small")
        wrapped(self._beneath)
        self._beneath.setIndent(style.px(24) if self._bars else 0)
        if not said:
            self._beneath.hide()
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(words)
        text.addWidget(self._beneath)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 6, 22, 6)
        line.setSpacing(8)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(text, 1)
        for label in (mark, words, self._beneath):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = style.theme().kinds["action"]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 1, -2, -2)
        tip = tokens()["node"]["kind"]["action"]["tip"]
        shape = QPolygon([
            area.topLeft(), QPoint(area.right() - tip, area.top()), QPoint(area.right(), area.center().y()),
            QPoint(area.right() - tip, area.bottom()), area.bottomLeft(),
        ])  # fmt: skip
        border = style.color("focus") if self.hasFocus() else QColor.fromRgba(look.border)
        painter.setPen(QPen(border, 2 if self.hasFocus() else 1.5))
        painter.setBrush(QColor.fromRgba(look.fill))
        painter.drawPolygon(shape)
        if self._bars and self._beneath.isVisible():
            place = self._beneath.geometry()
            ink = QColor.fromRgba(look.ink)
            faded = QColor(ink)
            faded.setAlpha(70)
            draw_bars(painter, place.left(), place.center().y(), self._bars, ink, faded)
        painter.end()


def addressing(snapshot: Snapshot, factor: str) -> list[Action | Recommendation]:
    """The actions and recommendations that address a factor."""
    return [
        *snapshot.pointed_from(Action, "addresses", factor),
        *snapshot.pointed_from(Recommendation, "addresses", factor),
    ]
