"""Overview, Assurance: the page in the real window, its links by keyboard, and what it says after a step."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from rca_workbench.model import Action, Clock, ClockUnit, DataPoint, Measure, Time, TimeKind, new_id
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def page_of(window: MainWindow) -> QTextBrowser:
    found = named(window, "Assurance page", QTextBrowser)
    assert isinstance(found, QTextBrowser)
    return found


def with_a_clock_and_a_chart(window: MainWindow) -> tuple[str, str]:
    """A late deadline, and an action with a measure of twenty values; their ids."""
    with session_of(window).step("Fill") as step:
        start = Time(kind=TimeKind.DATE, start="2024-01-08")
        clock = step.add(
            Clock(
                id=new_id(),
                what="Report to the commissioner",
                started=start,
                length=2,
                unit=ClockUnit.WORKING_DAYS,
            )
        )
        action = step.add(Action(id=new_id(), code="A1", text="One inbox for all results"))
        measure = step.add(
            Measure(id=new_id(), name="Answered in time", action=action.id, better="higher", chart="xmr")
        )
        for at in range(20):
            day = f"2024-02-{at + 1:02}"
            step.add(DataPoint(id=new_id(), measure=measure.id, on=day, value=str(50 + at % 3)))
    return clock.id, action.id


def test_the_page_says_how_the_case_stands_and_follows_a_step(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "overview/assurance")
    page = page_of(window)
    assert "No deadline is recorded" in page.toPlainText()
    assert "No action is planned" in page.toPlainText()
    with_a_clock_and_a_chart(window)
    said = page.toPlainText()
    assert "0 of 1 deadline met in time, 1 late" in said
    assert "One inbox for all results" in said
    session_of(window).undo()
    assert "No deadline is recorded" in page.toPlainText()


def test_each_line_leads_by_keyboard_to_where_it_comes_from(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "overview/assurance")
    clock, _ = with_a_clock_and_a_chart(window)
    page = page_of(window)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert session_of(window).selected_id == clock
    assert window.view is not page.parent()


def test_a_measure_is_drawn_beside_its_action(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "overview/assurance")
    _, action = with_a_clock_and_a_chart(window)
    page = page_of(window)
    image = page.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"spark:{action}"))
    assert isinstance(image, QImage)
    inked = {
        image.pixelColor(x, y).alpha() > 0 for x in range(0, image.width(), 2) for y in range(image.height())
    }
    assert inked == {True, False}


def test_checks_are_counted_when_they_have_been_run(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "overview/assurance")
    page = page_of(window)
    qtbot.waitUntil(lambda: session_of(window).checking.checks is not None)
    with_a_clock_and_a_chart(window)
    qtbot.waitUntil(lambda: session_of(window).checking.current)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: "Checks before sign-off" in page.toPlainText())


def test_the_page_keeps_its_place_when_the_case_changes(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "overview/assurance")
    page = page_of(window)
    bar = page.verticalScrollBar()
    bar.setValue(120)
    with_a_clock_and_a_chart(window)
    assert bar.value() == 120


def test_the_lines_of_checks_open_the_checks(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "overview/assurance")
    page = page_of(window)
    qtbot.waitUntil(lambda: "Checks before sign-off" in page.toPlainText(), timeout=20_000)
    page.anchorClicked.emit(QUrl("go:checks"))
    panel = window.side.panel
    qtbot.waitUntil(lambda: panel.isVisible() and panel.checks is not None and panel.checks.isVisible())
