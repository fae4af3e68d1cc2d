from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.classifying import framework_of
from rca_workbench.model import Changes, Factor
from rca_workbench.ui.places.analysis.framework_menu import FrameworkMenu
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow
from rca_workbench.ui.view import View

Open = Callable[..., MainWindow]


class Sorted(View):
    """A view whose picture follows the framework."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.menu = FrameworkMenu(self)

    def refresh(self, changes: Changes | None) -> None:
        self.menu.refresh(changes)


def shown(window: MainWindow, qtbot: QtBot) -> Sorted:
    assert window.session
    view = Sorted(window.session)
    qtbot.addWidget(view)
    view.resize(900, 700)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.menu.command().run()
    QApplication.processEvents()
    return view


def rows(view: Sorted) -> list[QPushButton]:
    return [one for one in view.menu.findChildren(QPushButton) if one.isVisible()]


def test_the_frameworks_say_where_they_are_from_and_hfacs_is_not_among_them(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    view = shown(open_window(sample_case), qtbot)
    said = [one.accessibleName() for one in rows(view)]
    assert [name.split(".")[0] for name in said] == [
        "SEIPS", "NPSA contributory factors", "Yorkshire contributory factors", "London Protocol",
    ]  # fmt: skip
    assert ["in use" in name for name in said] == [False, True, False, False]
    assert all("Source: " in name and "Licence: " in name for name in said)
    assert "Not checked against the source" in said[1]
    assert not any("HFACS" in name for name in said)


def test_another_framework_is_chosen_by_keyboard_as_a_step_and_keeps_all_tags(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case)
    assert window.session
    tags = {one.id: one.tags for one in window.session.snapshot.of(Factor).values()}
    view = shown(window, qtbot)
    assert rows(view)[1].hasFocus()
    qtbot.keyClick(rows(view)[1], Qt.Key.Key_Up)
    qtbot.keyClick(rows(view)[0], Qt.Key.Key_Return)
    assert framework_of(window.session.snapshot).id == "seips"
    assert window.session.last_label == "Sort factors by SEIPS"
    assert {one.id: one.tags for one in window.session.snapshot.of(Factor).values()} == tags
    assert not view.menu.isVisible()
    assert view.menu.command().title == "By SEIPS"
    window.session.undo()
    assert framework_of(window.session.snapshot).id == "npsa"


def test_esc_leaves_the_choice_as_it_was(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case)
    assert window.session
    head = window.session.snapshot.head
    view = shown(window, qtbot)
    qtbot.keyClick(rows(view)[0], Qt.Key.Key_Escape)
    assert not view.menu.isVisible()
    assert window.session.snapshot.head == head
