"""Seeing the full text of something on a picture, for a moment."""

from html import escape

from PySide6.QtWidgets import QToolTip

from rca_workbench.drawing.scene import Item
from rca_workbench.ui import style
from rca_workbench.ui.canvas import Canvas

AT_MOST = 2_000
"""Letters of a text that are shown at once; Details has all of it."""


def show_full_text(canvas: Canvas, item: Item, text: str) -> None:
    """Show a text under its box, and say it, until the next key or movement."""
    at = canvas.mapToGlobal(canvas.view_rect(item.body).bottomLeft())
    said = text[:AT_MOST]
    QToolTip.showText(at, f"<div style='width: {style.px(320)}px'>{escape(said)}</div>", canvas)
    canvas.announce(said)
