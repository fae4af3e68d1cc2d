"""The coverage pages: two tables reached from the map, whose cells open what they count."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import Action, Factor, FactorStatus, new_id
from rca_workbench.store import Case
from rca_workbench.ui.places.analysis.map_view import MapView
from rca_workbench.ui.shell.window import MainWindow
from tests.ui.conftest import named

HEAT = "Coverage by framework: headings down, levels of the system across"
MATRIX = "Factors and actions: factors down, actions and recommendations across"


@pytest.fixture
def window(open_window: Callable[..., MainWindow], sample_case: Path) -> MainWindow:
    window = open_window(sample_case, "analysis/map")
    assert window.session is not None
    window.session.change(window.session.snapshot.case, "Sort by NPSA", classification="npsa")
    return window


def press(window: MainWindow, name: str) -> None:
    button = named(window, name, QAbstractButton)
    assert isinstance(button, QAbstractButton)
    button.click()


def table(window: MainWindow, name: str) -> QTableView:
    found = named(window, name, QTableView)
    assert isinstance(found, QTableView)
    return found


def read(view: QTableView, row: int, column: int) -> str:
    return str(view.model().index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))


def row_of(view: QTableView, head: str) -> int:
    model = view.model()
    heads = [str(model.headerData(at, Qt.Orientation.Vertical)) for at in range(model.rowCount())]
    return next(at for at, one in enumerate(heads) if one.startswith(head))


def column_of(view: QTableView, head: str) -> int:
    model = view.model()
    heads = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]
    return heads.index(head)


def code(window: MainWindow, id: str | None) -> str:
    assert window.session is not None
    found = window.session.snapshot.find(id)
    return str(getattr(found, "code", ""))


def listed(window: MainWindow, name: str) -> list[str]:
    area = named(window, name)
    rows = [
        one for one in area.findChildren(QPushButton) if one.property("role") == "row" and one.isVisible()
    ]
    return [one.accessibleName() for one in rows]


def focus(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


def test_the_drawer_opens_the_page_and_escape_goes_back_to_the_map(window: MainWindow, qtbot: QtBot) -> None:
    assert isinstance(window.view, MapView)
    qtbot.keyClick(window.view.canvas, Qt.Key.Key_I)
    press(window, "Open the table: Coverage")
    view = table(window, HEAT)
    assert focus(window) is view
    assert window.header.tabs["map"].isChecked()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert isinstance(window.view, MapView)
    assert focus(window) is window.view.canvas


def test_the_pages_are_no_tabs_of_their_own(window: MainWindow) -> None:
    assert "map" in window.header.tabs
    assert not {"coverage", "matrix"} & set(window.header.tabs)


def test_each_cell_says_what_it_counts_and_lists_it(window: MainWindow, qtbot: QtBot) -> None:
    window.go("analysis/coverage")
    view = table(window, HEAT)
    row, column = row_of(view, "Task factors"), column_of(view, "Organisation")
    assert read(view, row, column) == "Task factors, Organisation: 3 factors"
    view.setCurrentIndex(view.model().index(row, column))
    shown = lambda: sorted(one.split()[0] for one in listed(window, "Factors in this cell"))  # noqa: E731
    qtbot.waitUntil(lambda: shown() == ["F14", "F15", "S1"])
    row = row_of(view, "Patient factors")
    assert read(view, row, column) == "Patient factors, Organisation: no factor"
    view.setCurrentIndex(view.model().index(row, column))
    qtbot.waitUntil(lambda: shown() == [])


def test_what_helped_is_told_apart_from_what_hindered(window: MainWindow) -> None:
    window.go("analysis/coverage")
    view = table(window, HEAT)
    last = view.model().columnCount() - 1
    assert "1 helped" in read(view, row_of(view, "Team and social factors"), last)


def test_a_framework_with_nothing_sorted_by_it_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.go("analysis/coverage")
    assert window.session is not None
    window.session.change(window.session.snapshot.case, "Sort by SEIPS", classification="seips")
    view = table(window, HEAT)
    last = view.model().columnCount() - 1
    assert read(view, row_of(view, "Not sorted by SEIPS yet"), last).startswith(
        "Not sorted by SEIPS yet, All levels: 47 factors"
    )
    assert named(window, "Framework: SEIPS. Choose another")


def test_enter_shows_the_factors_of_a_cell_on_the_map(window: MainWindow, qtbot: QtBot) -> None:
    window.go("analysis/coverage")
    view = table(window, HEAT)
    view.setCurrentIndex(view.model().index(row_of(view, "Task factors"), column_of(view, "Organisation")))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert isinstance(window.view, MapView)
    canvas = window.view.canvas
    assert {code(window, id) for id in canvas.path or ()} == {"S1", "F14", "F15"}
    assert focus(window) is canvas
    assert named(window, "Task factors, organisation. Press to show everything")
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.path is None


def test_an_empty_cell_opens_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.go("analysis/coverage")
    view = table(window, HEAT)
    view.setCurrentIndex(view.model().index(row_of(view, "Patient factors"), 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert table(window, HEAT) is view


def test_a_row_of_the_list_selects_its_factor(window: MainWindow, qtbot: QtBot) -> None:
    window.go("analysis/coverage")
    view = table(window, HEAT)
    view.setCurrentIndex(view.model().index(row_of(view, "Task factors"), column_of(view, "Organisation")))
    qtbot.waitUntil(lambda: len(listed(window, "Factors in this cell")) == 3)
    name = listed(window, "Factors in this cell")[0]
    press(window, name)
    assert window.session is not None
    assert code(window, window.session.selected_id) == name.split()[0]


def test_the_matrix_says_what_addresses_what_and_what_has_no_action(window: MainWindow) -> None:
    window.go("analysis/matrix")
    view = table(window, MATRIX)
    row = row_of(view, "National rules set no standard")
    assert read(view, row, column_of(view, "REC1")).startswith("REC1 addresses “National rules")
    assert read(view, row, column_of(view, "SA1")).startswith("SA1 does not address")
    assert read(view, row, 0).endswith("addressed by 1")
    assert read(view, row_of(view, "Over-water rules"), 0).endswith("no action yet")
    said = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    assert "31 of 43 agreed factors have no action yet." in said


def test_an_action_aimed_lower_than_its_factor_is_marked_in_words(window: MainWindow) -> None:
    window.go("analysis/matrix")
    assert window.session is not None
    factor = next(one for one in window.session.snapshot.of(Factor).values() if one.code == "S2")
    with window.session.step("Add action") as step:
        step.add(Action(id=new_id(), code="A9", text="Remind", addresses=(factor.id,), level="ACC.ACT"))
    view = table(window, MATRIX)
    index = view.model().index(row_of(view, "National rules"), column_of(view, "A9"))
    assert index.data() == "Lower"
    assert read(view, index.row(), index.column()).endswith("aimed at a lower level than it")
    said = " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())
    assert "1 action is aimed at a lower level of the system than a factor." in said


def test_only_what_has_no_action_can_be_shown(window: MainWindow) -> None:
    window.go("analysis/matrix")
    view = table(window, MATRIX)
    before = view.model().rowCount()
    press(window, "Show only factors without an action")
    assert 0 < view.model().rowCount() < before
    assert all("addressed by" not in read(view, at, 0) for at in range(view.model().rowCount()))


def test_enter_goes_to_the_action_of_a_cell(window: MainWindow, qtbot: QtBot) -> None:
    window.go("analysis/matrix")
    view = table(window, MATRIX)
    view.setCurrentIndex(view.model().index(row_of(view, "National rules"), column_of(view, "REC1")))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.address == "improve/actions"
    assert window.session is not None
    assert code(window, window.session.selected_id) == "REC1"


def test_an_empty_case_has_empty_tables(
    open_window: Callable[..., MainWindow], empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/matrix")
    view = table(window, MATRIX)
    assert view.model().rowCount() == 0
    qtbot.keyClick(view, Qt.Key.Key_Return)
    press(window, "By framework, page of coverage")
    assert table(window, HEAT).model().rowCount() > 0
    press(window, "Back to the map")
    assert isinstance(window.view, MapView)


def test_the_matrix_is_reached_from_the_actions_too(window: MainWindow) -> None:
    window.go("improve/actions")
    window.commands.run("action_matrix")
    assert table(window, MATRIX).hasFocus()


def test_the_round_of_tabs_passes_the_pages_by(window: MainWindow) -> None:
    window.go("analysis/map")
    window.next_tab(-1)
    assert window.address not in ("analysis/coverage", "analysis/matrix")
    window.next_tab(1)
    assert window.address == "analysis/map"
    window.go("analysis/coverage")
    window.next_tab(1)
    assert window.address == "analysis/fishbone"


def test_the_matrix_of_a_case_in_which_nothing_is_agreed_says_so(
    open_window: Callable[..., MainWindow], empty_case: Path
) -> None:
    with Case.open(empty_case, who="Tester") as case, case.step("Add") as step:
        step.add(
            Factor(id=new_id(), text="Bleep not answered", level="ACC.ACT", status=FactorStatus.CANDIDATE)
        )
    opened = open_window(empty_case, "analysis/matrix")
    said = [one.text() for one in opened.findChildren(QLabel) if one.isVisible()]
    assert any(one.startswith("No factor is agreed yet.") for one in said)
    assert not any("0 of 0" in one for one in said)
