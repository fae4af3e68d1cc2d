from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import Factor, Polarity, Tag, new_id
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


@pytest.fixture
def tagged(open_window: Open, empty_case: Path) -> Callable[..., MainWindow]:
    """A window with a factor of these tags in Details."""

    def make(*tags: Tag) -> MainWindow:
        window = open_window(empty_case, "analysis/five_whys")
        assert window.session
        with window.session.step("Add factor") as step:
            one = step.add(Factor(id=new_id(), text="No plan for nights", tags=tags))
        window.session.select(one.id)
        window.focus_details()
        QApplication.processEvents()
        return window

    return make


def tags(window: MainWindow) -> list[tuple[str, Polarity | None]]:
    assert window.session
    (one,) = window.session.snapshot.of(Factor).values()
    return [(tag.code, tag.polarity) for tag in one.tags]


def said(window: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def press(qtbot: QtBot, window: QWidget, name: str) -> None:
    QApplication.processEvents()
    button = named(window, name, QPushButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def starting(window: QWidget, words: str) -> str:
    QApplication.processEvents()
    return next(
        one.accessibleName()
        for one in window.findChildren(QPushButton)
        if one.isVisible() and one.accessibleName().startswith(words)
    )


def test_the_framework_in_use_suggests_its_own_word_and_the_first_tag_stays(
    tagged: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = tagged(Tag("NPSA.TASK.DESIGN", Polarity.HINDERED))
    assert window.session
    window.session.change(window.session.snapshot.case, classification="seips")
    assert "is often called “Tasks” in SEIPS" in said(window)
    press(qtbot, window, starting(window, "Add SEIPS: Tasks"))
    assert tags(window) == [("NPSA.TASK.DESIGN", Polarity.HINDERED), ("SEIPS.WS.TASKS", None)]
    assert "is often called" not in said(window)
    window.session.undo()
    assert tags(window) == [("NPSA.TASK.DESIGN", Polarity.HINDERED)]


def test_a_suggestion_nobody_wants_goes_and_changes_nothing(
    tagged: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = tagged(Tag("NPSA.TASK.DESIGN"))
    assert window.session
    window.session.change(window.session.snapshot.case, classification="seips")
    head = window.session.snapshot.head
    press(qtbot, window, "Not this: SEIPS: Tasks")
    assert "is often called" not in said(window)
    assert window.session.snapshot.head == head


def test_what_a_tag_asks_is_a_press_away_with_its_mark(
    tagged: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = tagged(Tag("NPSA.TASK.DESIGN"))
    before = said(window)
    press(qtbot, window, starting(window, "What to ask: "))
    more = said(window).replace(before, "")
    assert "•" in more
    assert "Not checked against the source" in more
    press(qtbot, window, starting(window, "Close what to ask: "))
    assert "•" not in said(window)


def test_which_way_a_tag_pulled_is_said_with_the_keyboard(
    tagged: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = tagged(Tag("SEIPS.WS.TASKS"), Tag("NPSA.TASK"))
    press(qtbot, window, "Tasks: which way it pulled is not said")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in range(2):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert tags(window) == [("SEIPS.WS.TASKS", Polarity.HELPED), ("NPSA.TASK", None)]


def test_the_list_of_a_framework_is_read_through_and_one_of_it_added(
    tagged: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = tagged()
    press(qtbot, window, "What SEIPS asks, category by category")
    page = named(window, "What the framework asks")
    rows = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    assert rows[0].hasFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    assert not page.isVisible()
    assert [code for code, _ in tags(window)] == ["SEIPS.WS.TASKS"]


def test_the_framework_of_the_case_stands_first_and_its_tags_too(
    tagged: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = tagged(Tag("SEIPS.WS.TASKS"), Tag("NPSA.TASK"))
    assert window.session
    window.session.change(window.session.snapshot.case, classification="npsa")
    pick = named(window, "Framework", QComboBox)
    assert isinstance(pick, QComboBox)
    assert pick.currentText() == "NPSA contributory factors"
    text = said(window)
    assert text.index("Task factors") < text.index("SEIPS · Work system")
    assert tags(window) == [("SEIPS.WS.TASKS", None), ("NPSA.TASK", None)]


def test_a_code_nobody_knows_is_kept_and_said_to_be_unknown(
    tagged: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = tagged(Tag("OURS.12", Polarity.BOTH), Tag("HFACS.SUP.PLAN"))
    assert "Unknown here: from a newer list, or your own. It is kept as it is." in said(window)
    assert "only read here, not offered" in said(window)
    press(qtbot, window, "OURS.12: Both")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert tags(window)[0] == ("OURS.12", Polarity.HINDERED)
