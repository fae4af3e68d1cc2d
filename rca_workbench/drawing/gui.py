"""Fonts and images need a running QGuiApplication; this is the one place that sees to it."""

import os
import sys

from PySide6.QtGui import QGuiApplication

_kept: list[QGuiApplication] = []


def ensure_gui() -> None:
    """Make sure a QGuiApplication runs, without a display if there is none. Does nothing inside a window.

    The command line and the report call it through `theme.theme_named`; a window has made its own before.
    """
    if QGuiApplication.instance() is not None:
        return
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _kept.append(QGuiApplication(["rca-workbench"]))
