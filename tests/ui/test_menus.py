"""Menus open under their button and leave nothing behind."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import Confidence, Factor
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named
from .map_driver import coded

Open = Callable[..., MainWindow]


def opened() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def thrown_away() -> None:
    """Let what is to be thrown away go, as it does when the program comes to rest."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_choice_in_details_opens_under_its_chip_from_the_keyboard_and_chooses(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    problem = coded(window, "P1")
    window.session.change(problem, confidence=Confidence.POSSIBLE)
    window.session.select(problem.id)
    QApplication.processEvents()
    chip = next(
        one
        for one in window.panel.findChildren(QPushButton)
        if one.isVisible() and one.text().strip().startswith("Possible")
    )
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    menu = opened()
    # Across it is moved into the screen, which is narrower than the window where tests run.
    assert abs(menu.pos().y() - chip.mapToGlobal(chip.rect().bottomLeft()).y()) < 4
    wanted = next(one for one in menu.actions() if one.text() == "Probable")
    menu.setActiveAction(wanted)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert window.session.snapshot.of(Factor)[problem.id].confidence is Confidence.PROBABLE


def test_opening_a_menu_again_and_again_keeps_none(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/map")
    thrown_away()
    before = len(window.findChildren(QMenu))
    for _ in range(3):
        for name in ("Show", "Arrange"):
            button = named(window, name, QPushButton)
            assert isinstance(button, QPushButton)
            button.click()
            qtbot.keyClick(opened(), Qt.Key.Key_Escape)
            thrown_away()
    assert len(window.findChildren(QMenu)) == before
