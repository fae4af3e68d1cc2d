"""Driving the map as a person does: key by key into whatever has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rca_workbench.model import Factor, Link, Snapshot
from rca_workbench.ui.places.analysis.map_view import MapView
from rca_workbench.ui.shell.window import MainWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier
SHIFT, CTRL, ALT = Modifier.ShiftModifier, Modifier.ControlModifier, Modifier.AltModifier


class Typist:
    """Presses keys at the window, never at a widget, and counts them."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.pressed = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifiers)
        self.pressed += 1

    def write(self, text: str) -> None:
        """Type words, and Enter."""
        handle = self.window.windowHandle()
        assert handle is not None
        for letter in text:
            QTest.keyClick(handle, letter)
        self.pressed += len(text)
        self.press(Key.Key_Return)


def the_map(window: MainWindow) -> MapView:
    assert isinstance(window.view, MapView)
    return window.view


def snapshot(window: MainWindow) -> Snapshot:
    assert window.session
    return window.session.snapshot


def factor(window: MainWindow, text: str) -> Factor:
    return next(one for one in snapshot(window).of(Factor).values() if one.text == text)


def coded(window: MainWindow, code: str) -> Factor:
    return next(one for one in snapshot(window).of(Factor).values() if one.code == code)


def linked(window: MainWindow) -> set[tuple[str, str]]:
    """All links as pairs of texts, cause and effect."""
    factors = snapshot(window).of(Factor)
    return {
        (factors[link.source or ""].text, factors[link.target or ""].text)
        for link in snapshot(window).of(Link).values()
    }


def selected(window: MainWindow) -> str:
    """The text of the factor selected."""
    assert window.session
    one = window.session.selected
    return one.text if isinstance(one, Factor) else ""


def settle() -> None:
    QApplication.processEvents()
