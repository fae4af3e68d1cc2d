"""Text of twice the size in a window of 1280 by 720: the list and the line one adds with stay in reach."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from rca_workbench.model import EvidenceItem
from rca_workbench.ui import style
from rca_workbench.ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


@pytest.fixture
def twice() -> Iterator[None]:
    look = style.look()
    before = look.percent
    look.percent = 200
    look.apply()
    yield
    look.percent = before
    look.apply()


@pytest.fixture
def window(open_window: Open, empty_case: Path, twice: None) -> MainWindow:
    made = open_window(empty_case, "evidence/register")
    made.resize(1280, 720)
    settle()
    return made


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def place_of(window: MainWindow, part: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def test_details_without_anything_to_show_stands_in_nobodys_way(window: MainWindow) -> None:
    assert not window.side.isVisible()
    assert not window.topbar.details.isChecked()
    window.toggle_details()
    assert window.side.isVisible(), "asked for, it comes, to say what it is for"
    window.toggle_details()
    assert not window.side.isVisible()


def test_details_comes_with_what_is_selected_clear_of_the_line_and_goes_with_it(
    window: MainWindow,
) -> None:
    assert window.session is not None
    with window.session.step("x") as step:
        step.add(EvidenceItem(id="e", name="CCTV of corridor 3"))
    window.session.select("e")
    settle()
    assert window.side.isVisible()
    line = getattr(window.view, "capture", None)
    assert isinstance(line, QWidget)
    assert not place_of(window, window.side).intersects(place_of(window, line))
    window.focus_details()
    window.session.select(None)
    settle()
    assert not window.side.isVisible()
    focus = window.focusWidget()
    assert focus is not None and focus.isVisible(), "the keyboard is not left in what is gone"


def test_details_that_were_put_away_come_back_with_something_to_show_only(window: MainWindow) -> None:
    window.toggle_details()
    window.toggle_details()
    window.side.checks()
    settle()
    assert window.side.isVisible(), "checks were asked for"
    window.side.checks()
    settle()
    assert not window.side.isVisible()


def test_where_there_is_room_beside_the_view_details_stays_open(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "evidence/register")
    assert window.side.isVisible()


def test_the_strip_cuts_no_word_in_the_middle(window: MainWindow) -> None:
    strip = window.strip
    assert strip.names.width() >= strip.names.minimumSizeHint().width()
    assert strip.kept.width() >= strip.kept.sizeHint().width()
    shown = [one for one in (strip.marking, strip.last, strip.counts) if one.isVisible() and one.text()]
    for one in shown:
        one.repaint()
        whole = one.width() >= one.fontMetrics().horizontalAdvance(one.text())
        assert one.toolTip() == ("" if whole else one.text()), "what is cut can be read in full"
    assert strip.counts.width() >= strip.counts.sizeHint().width()
