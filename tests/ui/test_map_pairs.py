"""Two panels that added the same factor, and one factor that says two things."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import Action, Factor, Link
from rca_workbench.store import Case
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named
from .map_driver import CTRL, Key, Typist, factor, linked, selected, snapshot, the_map

Open = Callable[..., MainWindow]


@pytest.fixture
def two_panels(tmp_path: Path) -> Path:
    """The same factor added twice, each with a cause and an effect of its own and one they share."""
    path = tmp_path / "panels.rca"
    with Case.create(path, title="Panels", who="Tester") as case, case.step("Add") as step:
        for id, text in (
            ("one", "One doctor covers four wards"),
            ("two", "Four wards are covered by a single medic"),
            ("cause", "Rota by bed count"),
            ("effect", "Review came late"),
            ("other", "Bleep not answered"),
        ):
            step.add(Factor(id=id, text=text, level="ACC.TECH"))
        for source, target in (("cause", "one"), ("one", "effect"), ("two", "effect"), ("two", "other")):
            step.add(Link(id=f"{source}-{target}", source=source, target=target))
        step.add(Action(id="act", addresses=("two",), text="Second doctor"))
    return path


def test_two_are_made_one_by_typing_which_and_undone_in_one_step(open_window: Open, two_panels: Path) -> None:
    window = open_window(two_panels, "analysis/map")
    assert window.session
    before = snapshot(window)
    window.session.select("one")
    by = Typist(window)
    by.press(Key.Key_M)
    by.write("single medic")
    after = snapshot(window)
    assert set(after.of(Factor)) == {"one", "cause", "effect", "other"}
    assert after.of(Factor)["one"].other_wording == "Four wards are covered by a single medic"
    assert linked(window) == {
        ("Rota by bed count", "One doctor covers four wards"),
        ("One doctor covers four wards", "Review came late"),
        ("One doctor covers four wards", "Bleep not answered"),
    }
    assert after.of(Action)["act"].addresses == ("one",)
    window.commands.run("undo")
    assert dict(snapshot(window).of(Factor)) == dict(before.of(Factor))
    assert dict(snapshot(window).of(Link)) == dict(before.of(Link))
    assert dict(snapshot(window).of(Action)) == dict(before.of(Action))


def test_a_text_that_is_there_already_is_offered_to_be_made_one_and_typing_goes_on(
    open_window: Open, two_panels: Path
) -> None:
    window = open_window(two_panels, "analysis/map")
    assert window.session
    window.session.select("effect")
    by = Typist(window)
    by.press(Key.Key_W)
    by.write("rota by bed count.")
    view = the_map(window)
    assert "nearly the same as" in view.offer.said.text()
    assert view.canvas.hasFocus()
    by.press(Key.Key_M)
    assert selected(window) == "Rota by bed count"
    assert ("Rota by bed count", "Review came late") in linked(window)
    assert not view.offer.isVisible()


def test_an_offer_forces_nothing_and_goes_with_the_next_thing_typed(
    open_window: Open, two_panels: Path
) -> None:
    window = open_window(two_panels, "analysis/map")
    assert window.session
    window.session.select("effect")
    by = Typist(window)
    by.press(Key.Key_W)
    by.write("Rota by bed count")
    by.press(Key.Key_W)
    by.write("Budget set in spring")
    assert not the_map(window).offer.isVisible()
    assert len([one for one in snapshot(window).of(Factor).values() if one.text == "Rota by bed count"]) == 2


def test_one_that_says_two_things_is_split_with_its_links_given_to_either(
    open_window: Open, two_panels: Path, qtbot: QtBot
) -> None:
    window = open_window(two_panels, "analysis/map")
    assert window.session
    before = snapshot(window)
    window.session.select("two")
    by = Typist(window)
    by.press(Key.Key_X)
    first, second = (named(window, f"What the {one} says", QPlainTextEdit) for one in ("first", "second"))
    assert isinstance(first, QPlainTextEdit)
    assert isinstance(second, QPlainTextEdit)
    first.setPlainText("Four wards, one medic")
    second.setPlainText("The medic has no relief")
    where = named(window, "The link that leads to Bleep not answered", QComboBox)
    assert isinstance(where, QComboBox)
    where.setCurrentText("with the second")
    by.press(Key.Key_Return, CTRL)
    pairs = linked(window)
    assert ("The medic has no relief", "Bleep not answered") in pairs
    assert ("Four wards, one medic", "Bleep not answered") not in pairs
    assert {
        ("The medic has no relief", "Review came late"),
        ("Four wards, one medic", "Review came late"),
    } <= pairs
    new = factor(window, "The medic has no relief")
    assert set(snapshot(window).of(Action)["act"].addresses) == {"two", new.id}
    window.commands.run("undo")
    assert dict(snapshot(window).of(Factor)) == dict(before.of(Factor))
    assert dict(snapshot(window).of(Link)) == dict(before.of(Link))


def test_splitting_is_left_with_esc_as_it_was(open_window: Open, two_panels: Path) -> None:
    window = open_window(two_panels, "analysis/map")
    assert window.session
    head = window.session.case.head
    window.session.select("two")
    by = Typist(window)
    by.press(Key.Key_X)
    by.press(Key.Key_Escape)
    assert window.session.case.head == head
    assert the_map(window).canvas.hasFocus()


@pytest.mark.parametrize("id", ["two", "cause", "other"])
def test_what_stands_in_the_page_for_splitting_stands_apart(
    open_window: Open, two_panels: Path, id: str
) -> None:
    window = open_window(two_panels, "analysis/map")
    assert window.session
    window.session.select(id)
    Typist(window).press(Key.Key_X)
    page = named(window, "Split a factor into two", QFrame)
    parts = page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    placed = [one.geometry() for one in parts if one.isVisible()]
    assert len(placed) > 4
    for at, one in enumerate(placed):
        assert not any(one.intersects(other) for other in placed[at + 1 :])
