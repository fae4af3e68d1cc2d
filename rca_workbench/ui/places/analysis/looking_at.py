"""Which part of a picture one looks at, and how large: kept between two visits."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF

from rca_workbench.ui.canvas import Canvas


def looking_at(canvas: Canvas) -> dict[str, object]:
    """What of a picture is seen, as a view remembers it."""
    return {"scale": canvas.scale, "x": canvas.origin.x(), "y": canvas.origin.y()}


def looked_at(state: Mapping[str, object]) -> tuple[float, QPointF] | None:
    """Scale and upper left corner out of what was remembered; None where nothing was, or nothing that can be read."""
    try:
        scale, x, y = float(state["scale"]), float(state["x"]), float(state["y"])  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError):
        return None
    return scale, QPointF(x, y)
