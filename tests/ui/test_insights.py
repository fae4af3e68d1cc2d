"""What the map shows: a drawer whose results stand out on the map, by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, Link, new_id, shortened
from rca_workbench.ui.canvas import Canvas
from rca_workbench.ui.places.analysis.insights_row import InsightRow
from rca_workbench.ui.places.analysis.map_view import MapView
from rca_workbench.ui.shell.window import MainWindow
from tests.ui.conftest import named


@pytest.fixture
def window(open_window: Callable[..., MainWindow], sample_case: Path) -> MainWindow:
    return open_window(sample_case, "analysis/map")


def map_of(window: MainWindow) -> Canvas:
    assert isinstance(window.view, MapView)
    return window.view.canvas


def rows(window: MainWindow) -> list[InsightRow]:
    drawer = named(window, "What the map shows")
    return [one for one in drawer.findChildren(InsightRow) if one.isVisible()]


def opened(window: MainWindow, qtbot: QtBot) -> list[InsightRow]:
    qtbot.keyClick(map_of(window), Qt.Key.Key_I)
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), InsightRow))
    return rows(window)


def focus(window: MainWindow) -> QWidget:
    found = window.focusWidget()
    assert found is not None
    return found


def standing_out(window: MainWindow) -> set[str]:
    return set(map_of(window).path or ())


def codes(window: MainWindow) -> set[str]:
    assert window.session is not None
    factors = window.session.snapshot.of(Factor)
    return {factors[id].code for id in standing_out(window) if id in factors}


def test_it_opens_with_one_key_under_short_headings_and_the_first_result_stands_out(
    window: MainWindow, qtbot: QtBot
) -> None:
    found = opened(window, qtbot)
    drawer = named(window, "What the map shows")
    headings = [one.text() for one in drawer.findChildren(QLabel) if one.property("role") == "heading"]
    assert headings == [
        "Where chains stop",
        "What is on every path",
        "Paths left open",
        "Shared causes of barriers",
        "What a factor bears on",
        "Stated logic",
    ]
    assert focus(window) is found[0]
    assert standing_out(window) == set(found[0].insight.ids)
    assert named(window, f"{shortened(found[0].insight.title, 44)}. Press to show everything")


def test_arrows_walk_and_the_map_follows(window: MainWindow, qtbot: QtBot) -> None:
    found = opened(window, qtbot)
    at = next(one for one in found if "three factors together" in one.insight.title)
    while focus(window) is not at:
        qtbot.keyClick(focus(window), Qt.Key.Key_Down)
    assert codes(window) == {"H1", "F22", "B6", "H2"}
    qtbot.keyClick(focus(window), Qt.Key.Key_Up)
    assert codes(window) != {"H1", "F22", "B6", "H2"}
    qtbot.keyClick(focus(window), Qt.Key.Key_End)
    assert focus(window) is found[-1]
    qtbot.keyClick(focus(window), Qt.Key.Key_Home)
    assert focus(window) is found[0]


def test_enter_goes_to_the_map_with_the_result_still_shown_and_escape_shows_everything(
    window: MainWindow, qtbot: QtBot
) -> None:
    found = opened(window, qtbot)
    qtbot.keyClick(focus(window), Qt.Key.Key_Return)
    canvas = map_of(window)
    assert focus(window) is canvas
    assert standing_out(window) == set(found[0].insight.ids)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.path is None
    assert rows(window)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not named_or_none(window, "What the map shows")


def named_or_none(window: MainWindow, name: str) -> list[QWidget]:
    return [one for one in window.findChildren(QWidget) if one.accessibleName() == name and one.isVisible()]


def test_escape_in_the_drawer_closes_it_and_gives_the_focus_back(window: MainWindow, qtbot: QtBot) -> None:
    opened(window, qtbot)
    qtbot.keyClick(focus(window), Qt.Key.Key_Escape)
    assert focus(window) is map_of(window)
    assert map_of(window).path is None
    assert not named_or_none(window, "What the map shows")


def test_with_a_factor_selected_it_opens_at_what_that_bears_on(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    factor = next(one for one in window.session.snapshot.of(Factor).values() if one.code == "S9")
    window.session.select(factor.id)
    opened(window, qtbot)
    row = focus(window)
    assert isinstance(row, InsightRow)
    assert row.insight.of == factor.id
    assert row.insight.title.endswith("of the chains")
    qtbot.keyClick(row, Qt.Key.Key_Return)
    other = next(one for one in window.session.snapshot.of(Factor).values() if one.code == "F22")
    window.session.select(other.id)
    qtbot.keyClick(map_of(window), Qt.Key.Key_I)
    qtbot.waitUntil(lambda: isinstance(focus(window), InsightRow))
    again = focus(window)
    assert isinstance(again, InsightRow)
    assert again.insight.of == other.id


def test_working_it_out_anew_leaves_the_keyboard_on_the_map(window: MainWindow, qtbot: QtBot) -> None:
    before = len(opened(window, qtbot))
    qtbot.keyClick(focus(window), Qt.Key.Key_Return)
    assert window.session is not None
    factors = {one.code: one for one in window.session.snapshot.of(Factor).values()}
    with window.session.step("Link factors") as step:
        step.add(Link(id=new_id(), source=factors["P1"].id, target=factors["P3"].id))
    qtbot.waitUntil(lambda: len(rows(window)) not in (0, before))
    assert focus(window) is map_of(window)


def test_choosing_a_factor_on_the_map_shows_its_path_instead(window: MainWindow, qtbot: QtBot) -> None:
    opened(window, qtbot)
    assert window.session is not None
    factor = next(one for one in window.session.snapshot.of(Factor).values() if one.code == "S9")
    window.session.select(factor.id)
    assert map_of(window).selected_ref == Ref("factor", factor.id)
    assert factor.id in standing_out(window)
    window.session.select(None)
    assert map_of(window).path is None


def test_it_is_worked_out_anew_after_an_edit_and_stays_where_one_was(
    window: MainWindow, qtbot: QtBot
) -> None:
    found = opened(window, qtbot)
    before = len(found)
    assert window.session is not None
    factors = {one.code: one for one in window.session.snapshot.of(Factor).values()}
    with window.session.step("Link factors") as step:
        step.add(Link(id=new_id(), source=factors["P1"].id, target=factors["P3"].id))
    qtbot.waitUntil(lambda: any("circle" in one.insight.title for one in rows(window)), timeout=5000)
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), InsightRow))
    assert len(rows(window)) != before


def test_an_empty_map_says_why_there_is_nothing(
    open_window: Callable[..., MainWindow], empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/map")
    qtbot.keyClick(map_of(window), Qt.Key.Key_I)
    drawer = named(window, "What the map shows")

    def said() -> str:
        return " ".join(one.text() for one in drawer.findChildren(QLabel) if one.isVisible())

    qtbot.waitUntil(lambda: "Nothing leads to a harm yet" in said())
    qtbot.keyClick(focus(window), Qt.Key.Key_Escape)
    assert focus(window) is map_of(window)


def test_what_lies_over_the_map_keeps_to_its_edge_as_the_drawer_comes_and_goes(
    window: MainWindow, qtbot: QtBot
) -> None:
    canvas = map_of(window)
    corner = named(window, "See the whole map").parentWidget()
    assert corner is not None

    def from_the_edge() -> int:
        return canvas.width() - corner.geometry().right()

    before, wide = from_the_edge(), canvas.width()
    opened(window, qtbot)
    qtbot.waitUntil(lambda: canvas.width() < wide)
    assert from_the_edge() == before
    qtbot.keyClick(focus(window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: canvas.width() == wide)
    assert from_the_edge() == before
