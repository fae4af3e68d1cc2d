"""One line of text on any painter."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from rca_workbench.drawing.face import Face
from rca_workbench.drawing.ink import Rgba, Stroke, pen


def write(
    painter: QPainter, text: str, x: float, baseline: float, face: Face, color: Rgba, *, vector: bool
) -> None:
    """Write a line with its left end and baseline given; as letters where `vector`, else from kept glyphs."""
    painter.setPen(pen(Stroke(color, 1)))
    painter.setFont(face.font)
    if vector:
        painter.drawText(QPointF(x, baseline), text)
    else:
        painter.drawStaticText(QPointF(x, baseline - face.ascent), face.ready(text))
