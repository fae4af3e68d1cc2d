"""The header of a place in small windows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from rca_workbench.ui import style
from rca_workbench.ui.shell.window import MainWindow

from .map_driver import settle

Open = Callable[..., MainWindow]


@pytest.mark.parametrize(
    "place",
    [
        "analysis/map", "analysis/fishbone", "analysis/barriers", "analysis/change", "people/contacts", "people/questions",
        "improve/measures", "improve/actions",
    ],
)  # fmt: skip
def test_no_word_of_a_button_is_cut_in_text_of_twice_the_size(
    open_window: Open, sample_case: Path, place: str
) -> None:
    window = open_window(sample_case, place)
    window.resize(1280, 720)
    before = style.look().percent
    try:
        style.look().percent = 200
        style.look().apply()
        settle()
        settle()
        shown = [one for one in window.header.findChildren(QPushButton) if one.isVisible()]
        assert shown
        for button in shown:
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    finally:
        style.look().percent = before
        style.look().apply()


@pytest.mark.parametrize("width", [1920, 1440, 1280, 1100, 1024])
def test_no_word_of_a_button_is_cut_in_a_narrow_window(
    open_window: Open, sample_case: Path, width: int
) -> None:
    window = open_window(sample_case, "analysis/map")
    window.resize(width, 720)
    settle()
    settle()
    shown = [one for one in window.header.findChildren(QPushButton) if one.isVisible()]
    assert shown
    for button in shown:
        assert button.width() >= button.minimumSizeHint().width(), button.text()
    tools = [one for one in shown if one.accessibleName() == "Tools"]
    if tools:
        listed = [action.text() for action in tools[0].menu().actions()]
        assert listed[:2] == ["Show", "Arrange"]
    else:
        assert {"Show", "Arrange"} <= {one.accessibleName() for one in shown}
