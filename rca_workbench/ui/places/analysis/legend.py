"""The key under the map: what shapes and lines mean, for the kinds that are on it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from rca_workbench.drawing.shapes import outline
from rca_workbench.model import Action, Confidence, Factor, FactorKind, Recommendation, Snapshot
from rca_workbench.model.words import factor_word, word
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields import clear

_SWATCH = QSize(26, 16)


class MapLegend(QWidget):
    """One line of small samples with their words."""

    def __init__(self) -> None:
        super().__init__()
        style.role(self, "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Key to the map")
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(20, 0, 16, 0)
        self._box.setSpacing(5)
        self._labels: list[tuple[QWidget, QLabel]] = []

    def refresh(self, snapshot: Snapshot) -> None:
        """Show the key in the case's words."""
        clear(self._box)
        self._labels = []
        self.setFixedHeight(style.px(40))
        profile = snapshot.case.profile
        for kind in self._kinds(snapshot):
            said = "Action" if kind == "action" else factor_word(FactorKind(kind), profile)
            self._pair(
                _Swatch(str(kind), None),
                said.removeprefix("System-level ").capitalize()
                if kind == "system_factor" and profile == "sif2015"
                else said,
            )
        self._box.addSpacing(8)
        for confidence in Confidence:
            self._pair(_Swatch("", confidence), word(confidence))
        self._box.addStretch(1)
        self._thin()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._thin()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, style.px(40))

    def _kinds(self, snapshot: Snapshot) -> list[str]:
        """The kinds that are on the map; all of them where it is empty."""
        there = {factor.factor_kind for factor in snapshot.of(Factor).values()}
        kinds = [str(kind) for kind in FactorKind if kind in there or not there]
        addressed = bool(snapshot.of(Action)) or bool(snapshot.of(Recommendation)) or not there
        return [*kinds, "action"] if addressed else kinds

    def _thin(self) -> None:
        """Leave out what has no room: a clipped word explains nothing. Lines last, for only the key explains them."""
        room = self.width() - 36
        lines = len(Confidence)
        for swatch, label in (*self._labels[-lines:], *self._labels[:-lines]):
            room -= _SWATCH.width() + label.sizeHint().width() + 21
            for part in (swatch, label):
                part.setVisible(room >= 0)

    def _pair(self, swatch: QWidget, said: str) -> None:
        self._box.addWidget(swatch)
        label = style.role(QLabel(said), "caption")
        self._labels.append((swatch, label))
        self._box.addWidget(label)
        self._box.addSpacing(6)


class _Swatch(QWidget):
    """One small sample."""

    def __init__(self, kind: str, confidence: Confidence | None) -> None:
        super().__init__()
        self._kind, self._confidence = kind, confidence
        self.setFixedSize(_SWATCH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._confidence:
            pen = QPen(style.color("text2"), 1.5)
            dash = tokens()["edge"]["confidence"][self._confidence]["dash"]
            if dash:
                pen.setDashPattern([length / 1.5 for length in dash])
            painter.setPen(pen)
            painter.drawLine(QPointF(1, 8), QPointF(25, 8))
            return
        theme = style.theme()
        colors = theme.kinds[self._kind]
        shape = tokens()["node"]["kind"][self._kind]
        from rca_workbench.drawing.ink import Stroke, brush
        from rca_workbench.drawing.ink import pen as ink_pen

        painter.setPen(ink_pen(Stroke(colors.border, 1.25)))
        painter.setBrush(brush(colors.fill))
        corner = {"stadium": 7.0, "cut_right": 5.0, "octagon": 4.0, "tag_right": 6.0}.get(shape["shape"], 4.0)
        painter.drawPath(outline(shape["shape"], QRectF(1.5, 1.5, 23, 13), corner))
        if "inner_border" in shape:
            painter.drawPath(outline(shape["shape"], QRectF(4, 4, 18, 8), 2.0))
