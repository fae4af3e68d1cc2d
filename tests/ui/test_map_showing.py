"""What of the map is shown: branches folded, a chain by itself, other bands, finding, the overview."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.folding import leading_to
from rca_workbench.analysis.graph import paths_through
from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, FactorStatus, Link
from rca_workbench.store import Case
from rca_workbench.ui.places.analysis.map_menus import arrange_menu, show_menu
from rca_workbench.ui.places.analysis.map_showing import Showing
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named
from .map_driver import CTRL, SHIFT, Key, Typist, coded, selected, snapshot, the_map

Open = Callable[..., MainWindow]


def boxes(window: MainWindow) -> set[str]:
    return {item.ref.id for item in the_map(window).canvas.readable() if item.ref}


def choose(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text().startswith(words)).trigger()


def test_a_branch_folds_behind_its_factor_and_stays_folded_when_the_case_is_opened_again(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    view, problem = the_map(window), coded(window, "P1")
    places = dict(view.layout_now.places)
    window.session.select(problem.id)
    by = Typist(window)
    by.press(Key.Key_Minus)
    folded = view.shown.looked.look.folded[problem.id]
    assert folded > 0
    assert len(boxes(window)) == 50 - folded
    stayed = view.layout_now.places
    assert [id for id in stayed if abs(stayed[id].x - places[id].x) > 1] == []
    scene = view.canvas.scene
    assert scene is not None
    tag = scene.item(Ref("factor", problem.id, "folded"))
    assert tag is not None
    assert f"{folded} cause" in tag.name
    assert f"{folded} folded away behind it" in scene.item(Ref("factor", problem.id)).name  # type: ignore[union-attr]
    window.close()

    again = open_window(sample_case, "analysis/map")
    assert len(boxes(again)) == 50 - folded
    assert again.session
    again.session.select(problem.id)
    Typist(again).press(Key.Key_Plus)
    assert len(boxes(again)) == 50
    assert the_map(again).layout_now.places == places


def test_the_tag_of_a_folded_branch_unfolds_it(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    view, problem = the_map(window), coded(window, "P1")
    window.session.select(problem.id)
    Typist(window).press(Key.Key_Minus)
    view.canvas.reveal(Ref("factor", problem.id))
    assert view.canvas.scene is not None
    tag = view.canvas.scene.item(Ref("factor", problem.id, "folded"))
    assert tag is not None
    qtbot.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=view.canvas.view_rect(tag.body).center())
    assert len(boxes(window)) == 50


def test_a_chain_is_shown_by_itself_and_esc_brings_the_others_back_where_they_were(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    view, one = the_map(window), coded(window, "P3")
    places = dict(view.layout_now.places)
    window.session.select(one.id)
    by = Typist(window)
    by.press(Key.Key_F)
    assert boxes(window) == paths_through(snapshot(window).of(Link).values(), one.id)[0]
    by.press(Key.Key_W)
    by.write("Something behind it")
    assert selected(window) == "Something behind it"
    assert len(boxes(window)) < 51
    by.press(Key.Key_Escape)
    assert len(boxes(window)) == 51
    after = view.layout_now.places
    moved = [id for id, place in places.items() if abs(after[id].x - place.x) > 60]
    assert len(moved) <= 3


def test_a_path_is_kept_while_others_are_selected(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    view, one = the_map(window), coded(window, "P1")
    window.session.select(one.id)
    path = view.canvas.path
    by = Typist(window)
    by.press(Key.Key_P)
    window.session.select(coded(window, "F01").id)
    assert view.canvas.path == path
    assert "Keeping the path" in view.chips.path_chip.text()
    by.press(Key.Key_Escape)
    assert view.canvas.path != path


def test_other_bands_do_not_touch_the_places_the_case_keeps(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    view = the_map(window)
    view.edits.tidy()
    head, places = window.session.case.head, dict(view.layout_now.places)
    for words, label in (
        ("AcciMap levels, each", "Regulatory bodies, commissioners and associations"),
        ("NPSA", "Task factors"),
        ("SEIPS", "Not sorted by SEIPS"),
    ):
        choose(arrange_menu(view), words)
        assert view.canvas.scene is not None
        assert label in [band.label for band in view.canvas.scene.bands]
        assert len(boxes(window)) == 50
    choose(arrange_menu(view), "AcciMap levels, in five")
    assert window.session.case.head == head
    assert view.layout_now.places == places


def test_adding_in_other_bands_leaves_the_others_where_they_stand(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    view = the_map(window)
    choose(arrange_menu(view), "NPSA")
    before = dict(view.layout_now.places)
    window.session.select(coded(window, "F01").id)
    by = Typist(window)
    by.press(Key.Key_W)
    by.write("Something new")
    after = view.layout_now.places
    assert len([id for id, place in before.items() if abs(after[id].x - place.x) > 60]) <= 3
    by.press(Key.Key_Up, Qt.KeyboardModifier.AltModifier | SHIFT)
    assert window.notice.isVisible()


def test_one_harms_chains_good_practice_and_what_was_set_aside_are_shown_as_one_likes(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    view = the_map(window)
    harm = coded(window, "H3")
    choose(show_menu(view), "Only what leads to H3")
    assert boxes(window) == leading_to(snapshot(window).of(Link).values(), harm.id)
    assert 1 < len(boxes(window)) < 50
    choose(show_menu(view), "What leads to any harm")
    choose(show_menu(view), "Good practice")
    good = {
        one.id for one in snapshot(window).of(Factor).values() if one.status is FactorStatus.GOOD_PRACTICE
    }
    assert good
    assert not good & boxes(window)
    choose(show_menu(view), "Show everything")
    assert len(boxes(window)) == 50


def test_links_are_shown_by_how_sure_they_are(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/map")
    view = the_map(window)
    choose(show_menu(view), "Links: possible")
    assert view.canvas.scene is not None
    drawn = {item.ref.id for item in view.canvas.scene.items if item.ref and item.ref.kind == "link"}
    assert {snapshot(window).of(Link)[id].confidence for id in drawn} == {"probable", "established"}


def test_what_matches_stands_out_and_is_walked_through(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/map")
    view = the_map(window)
    by = Typist(window)
    by.press(Key.Key_F, CTRL)
    line = named(window, "Find on the map", QLineEdit)
    assert line.hasFocus()
    by.write("goggles")
    wanted = [one.id for one in snapshot(window).of(Factor).values() if "goggles" in one.text.casefold()]
    assert view.canvas.path == frozenset(wanted)
    assert view.finding.count.text() == f"1 of {len(wanted)}"
    first = selected(window)
    by.press(Key.Key_F3)
    assert selected(window) != first
    by.press(Key.Key_F3, SHIFT)
    assert selected(window) == first
    by.press(Key.Key_Escape)
    assert view.canvas.hasFocus()
    assert selected(window) == first


def test_the_overview_shows_where_one_is_goes_elsewhere_and_can_be_hidden(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/map")
    view = the_map(window)
    view.canvas.zoom(1 / view.canvas.scale)
    overview = named(window, "Overview of the map. Drag to go elsewhere")
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    left = view.canvas.origin.x()
    qtbot.mouseClick(
        overview, Qt.MouseButton.LeftButton, pos=QPoint(overview.width() - 8, overview.height() - 8)
    )
    assert view.canvas.origin.x() > left
    Typist(window).press(Key.Key_M, CTRL)
    assert not overview.isVisible()


def test_nothing_the_keyboard_is_on_stays_under_the_overview(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    view = the_map(window)
    view.canvas.zoom(1 / view.canvas.scale)
    for one in list(snapshot(window).of(Factor).values())[:20]:
        window.session.select(one.id)
        assert view.canvas.scene is not None
        item = view.canvas.scene.item(Ref("factor", one.id))
        assert item is not None
        seen = view.canvas.view_rect(item.body)
        assert not any(
            seen.intersects(over.geometry()) for over in view.canvas.covering if over.isVisible()
        ), one.text


def test_how_one_looks_survives_settings_and_bad_settings() -> None:
    showing = Showing(arrangement="npsa", short=True, folded=frozenset(("a", "b")), links=("possible", ""))
    assert Showing.of(showing.plain()) == showing
    assert Showing.of(None) == Showing()
    assert Showing.of({"short": "yes", "folded": 3, "unheard_of": True}) == Showing()


def test_what_is_odd_in_a_case_is_shown_and_kept(open_window: Open, tmp_path: Path) -> None:
    path = tmp_path / "odd.rca"
    with Case.create(path, title="Odd", who="Tester") as case, case.step("Add") as step:
        step.add(Factor(id="long", text="A very long text. " * 600, level="ACC.TECH"))
        step.add(Factor(id="empty", text="", level="ACC.TECH"))
        step.add(Factor(id="new", text="From a newer list", level="ACC.SPACE"))
        step.add(Link(id="self", source="new", target="new"))
    window = open_window(path, "analysis/map")
    assert window.session
    view = the_map(window)
    assert boxes(window) == {"long", "empty", "new"}
    assert view.canvas.scene is not None
    assert "Level not known" in [band.label for band in view.canvas.scene.bands]
    height = view.layout_now.rects["long"].height
    assert height < 120
    window.session.select("long")
    assert window.panel.isVisible()
    view.shown.change(replace(view.shown.showing, short=True))
    assert view.layout_now.rects["long"].height <= height
    by = Typist(window)
    window.session.select("new")
    by.press(Key.Key_W)
    by.write("Cause of it")
    assert snapshot(window).of(Factor)["new"].level == "ACC.SPACE"


def test_a_large_map_is_laid_out_beside_the_window(
    open_window: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rca_workbench.ui.places.analysis.map_shown.LARGE", 30)
    path = tmp_path / "large.rca"
    with Case.create(path, title="Large", who="Tester") as case, case.step("Add") as step:
        for number in range(40):
            step.add(Factor(id=f"f{number}", text=f"Factor {number}", level="ACC.TECH"))
        for number in range(39):
            step.add(Link(id=f"l{number}", source=f"f{number}", target=f"f{number + 1}"))
    window = open_window(path, "analysis/map")
    assert window.session
    view = the_map(window)
    qtbot.waitUntil(lambda: len(boxes(window)) == 40, timeout=20_000)
    window.session.select("f5")
    by = Typist(window)
    by.press(Key.Key_W)
    by.write("Something behind it")
    by.press(Key.Key_W)
    by.write("And behind that")
    assert selected(window) == "And behind that"
    qtbot.waitUntil(lambda: len(boxes(window)) == 42, timeout=20_000)
    assert not view.shown.under_way
