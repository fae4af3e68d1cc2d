"""The zoom buttons of map, fishbone and barriers: one corner that keeps to the edge of what can be seen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.ui.canvas import Canvas
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
PICTURES = [("analysis/map", "map"), ("analysis/fishbone", "fishbone"), ("analysis/barriers", "picture")]


def corner_of(window: MainWindow, picture: str) -> tuple[Canvas, QWidget]:
    corner = named(window, f"See the whole {picture}").parentWidget()
    assert corner is not None
    canvas = corner.parentWidget()
    assert isinstance(canvas, Canvas)
    return canvas, corner


def from_the_edges(window: MainWindow, picture: str) -> tuple[int, int]:
    """How far the corner is from the right and the foot of the canvas."""
    canvas, corner = corner_of(window, picture)
    return canvas.width() - corner.geometry().right(), canvas.height() - corner.geometry().bottom()


@pytest.mark.parametrize(("place", "picture"), PICTURES)
def test_it_keeps_to_the_edge_of_its_canvas_however_large_that_is(
    open_window: Open, sample_case: Path, qtbot: QtBot, place: str, picture: str
) -> None:
    window = open_window(sample_case, place)
    before = from_the_edges(window, picture)
    assert 0 < min(before) <= max(before) < 24
    canvas, _ = corner_of(window, picture)
    wide = canvas.width()
    window.resize(1250, 700)
    qtbot.waitUntil(lambda: canvas.width() < wide)
    assert from_the_edges(window, picture) == before


@pytest.mark.parametrize(("place", "picture"), PICTURES)
def test_in_a_narrow_window_it_stays_clear_of_details_and_goes_back_when_they_close(
    open_window: Open, sample_case: Path, qtbot: QtBot, place: str, picture: str
) -> None:
    window = open_window(sample_case, place)
    window.resize(1000, 720)
    details = named(window, "Details", QAbstractButton)
    canvas, corner = corner_of(window, picture)

    def clear_of_details() -> bool:
        left = canvas.mapFromGlobal(window.side.mapToGlobal(QPoint(0, 0))).x()
        return 0 < left - corner.geometry().right() < 24

    qtbot.waitUntil(clear_of_details)
    details.click()
    qtbot.waitUntil(lambda: 0 < from_the_edges(window, picture)[0] < 24)
    details.click()
    qtbot.waitUntil(clear_of_details)


@pytest.mark.parametrize(("place", "picture"), PICTURES)
def test_it_says_how_large_the_picture_is_drawn_and_offers_other_sizes(
    open_window: Open, sample_case: Path, qtbot: QtBot, place: str, picture: str
) -> None:
    window = open_window(sample_case, place)
    canvas, _ = corner_of(window, picture)
    size = named(window, f"How large the {picture} is drawn", QAbstractButton)
    whole = size.text()
    qtbot.mouseClick(size, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text() == "150 %")
    menu.close()
    action.trigger()
    assert (canvas.scale, size.text()) == (pytest.approx(1.5), "150 %")
    named(window, "Zoom out", QAbstractButton).click()
    assert size.text() == "120 %"
    named(window, "Zoom in", QAbstractButton).click()
    assert size.text() == "150 %"
    named(window, f"See the whole {picture}", QAbstractButton).click()
    assert canvas.scale < 1
    assert size.text() != "150 %"
    assert whole.endswith(" %")
