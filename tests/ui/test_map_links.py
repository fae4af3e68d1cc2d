"""Links on the map: what they claim, walking onto them, and loops they would close."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, Link, LinkType
from rca_workbench.store import Case
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named
from .map_driver import SHIFT, Key, Typist, factor, linked, selected, snapshot, the_map

Open = Callable[..., MainWindow]


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    """A case in which A led to B, and B to C."""
    path = tmp_path / "chain.rca"
    with Case.create(path, title="Chain", who="Tester") as case, case.step("Add") as step:
        for id in "abc":
            step.add(Factor(id=id, text=id.upper(), level="ACC.TECH"))
        step.add(Link(id="ab", source="a", target="b"))
        step.add(Link(id="bc", source="b", target="c"))
    return path


@pytest.fixture
def loop(chain: Path) -> Path:
    """The same with a link from C back to A, as it may come in from elsewhere, and B linked to itself."""
    with Case.open(chain, who="Tester") as case, case.step("Add") as step:
        step.add(Link(id="ca", source="c", target="a"))
        step.add(Link(id="bb", source="b", target="b"))
    return chain


def press(window: MainWindow, name: str) -> None:
    button = named(window, name, QPushButton)
    assert isinstance(button, QPushButton)
    button.click()


@pytest.mark.parametrize(
    ("way", "type", "ends"),
    [
        ("leads to", LinkType.CONTRIBUTED_TO, ("A", "C")),
        ("was meant to stop", LinkType.INTENDED_TO_STOP, ("A", "C")),
        ("was meant to be stopped by", LinkType.INTENDED_TO_STOP, ("C", "A")),
        ("reinforces over time", LinkType.REINFORCES, ("A", "C")),
        ("conflicts with", LinkType.CONFLICTS_WITH, ("A", "C")),
    ],
)
def test_linking_says_which_way_and_what_it_claims(
    open_window: Open, chain: Path, qtbot: QtBot, way: str, type: LinkType, ends: tuple[str, str]
) -> None:
    window = open_window(chain, "analysis/map")
    assert window.session
    window.session.select("a")
    by = Typist(window)
    by.press(Key.Key_L)
    choice = named(window, "How they are linked", QComboBox)
    assert isinstance(choice, QComboBox)
    choice.setCurrentText(way)
    by.write("C")
    new = next(one for one in snapshot(window).of(Link).values() if one.id not in ("ab", "bc"))
    factors = snapshot(window).of(Factor)
    assert new.link_type is type
    assert (factors[new.source or ""].text, factors[new.target or ""].text) == ends


def test_one_walks_onto_links_and_off_again_by_keys(open_window: Open, chain: Path) -> None:
    window = open_window(chain, "analysis/map")
    assert window.session
    window.session.select("b")
    by = Typist(window)
    by.press(Key.Key_Period)
    assert window.session.selected_id == "ab"
    by.press(Key.Key_Period)
    assert window.session.selected_id == "bc"
    by.press(Key.Key_Comma)
    assert window.session.selected_id == "ab"
    by.press(Key.Key_Up)
    assert selected(window) == "A"
    by.press(Key.Key_Period)
    by.press(Key.Key_Escape)
    assert selected(window) == "A"


def test_a_link_is_opened_and_removed_by_keys(open_window: Open, chain: Path) -> None:
    window = open_window(chain, "analysis/map")
    assert window.session
    window.session.select("b")
    by = Typist(window)
    by.press(Key.Key_Period)
    by.press(Key.Key_Return)
    assert window.panel.isAncestorOf(window.focusWidget())
    the_map(window).canvas.setFocus()
    by.press(Key.Key_Delete)
    assert set(snapshot(window).of(Link)) == {"bc"}
    assert selected(window) == "B"


def test_a_link_that_would_close_a_loop_is_named_and_kept_as_feedback_if_wanted(
    open_window: Open, chain: Path
) -> None:
    window = open_window(chain, "analysis/map")
    assert window.session
    window.session.select("c")
    by = Typist(window)
    by.press(Key.Key_L)
    by.write("A")
    assert linked(window) == {("A", "B"), ("B", "C")}
    assert "“A”, “B”, “C”" in the_map(window).offer.said.text()
    by.press(Key.Key_Return)
    (new,) = (one for one in snapshot(window).of(Link).values() if one.id not in ("ab", "bc"))
    assert (new.source, new.target, new.link_type) == ("c", "a", LinkType.REINFORCES)
    assert not the_map(window).offer.isVisible()


def test_a_link_that_would_close_a_loop_can_be_left_out(open_window: Open, chain: Path) -> None:
    window = open_window(chain, "analysis/map")
    assert window.session
    window.session.select("c")
    by = Typist(window)
    by.press(Key.Key_L)
    by.write("A")
    by.press(Key.Key_Escape)
    assert linked(window) == {("A", "B"), ("B", "C")}
    assert the_map(window).canvas.hasFocus()


def test_loops_that_came_in_are_named_until_they_are_mended(open_window: Open, loop: Path) -> None:
    window = open_window(loop, "analysis/map")
    assert window.session
    view = the_map(window)
    assert "“B” is linked to itself" in view.offer.said.text()
    view.edits.remove(["bb"])
    assert "“A”, “B”, “C” lead round in a loop" in view.offer.said.text()
    view.edits.make_feedback(snapshot(window).of(Link)["ca"])
    assert not view.offer.isVisible()
    scene = view.canvas.scene
    assert scene is not None
    assert scene.item(Ref("link", "ca")) is not None


def test_a_loop_left_alone_is_not_named_again_at_every_step(open_window: Open, loop: Path) -> None:
    window = open_window(loop, "analysis/map")
    assert window.session
    view = the_map(window)
    by = Typist(window)
    by.press(Key.Key_Escape)
    assert not view.offer.isVisible()
    by.press(Key.Key_N)
    by.write("Something else")
    assert not view.offer.isVisible()
    assert factor(window, "Something else")


def test_feedback_is_listed_apart_from_causes(open_window: Open, chain: Path) -> None:
    window = open_window(chain, "analysis/map")
    assert window.session
    the_map(window).edits.connect(factor(window, "C"), factor(window, "A"), LinkType.REINFORCES)
    window.session.select("a")
    assert named(window, "Feedback over time")


def test_two_are_chosen_with_shift_and_the_mouse(open_window: Open, chain: Path, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt

    window = open_window(chain, "analysis/map")
    view = the_map(window)
    view.canvas.fit()
    scene = view.canvas.scene
    assert scene is not None
    for id, modifier in (("a", Qt.KeyboardModifier.NoModifier), ("c", SHIFT)):
        item = scene.item(Ref("factor", id))
        assert item is not None
        qtbot.mouseClick(
            view.canvas, Qt.MouseButton.LeftButton, modifier, view.canvas.view_rect(item.body).center()
        )
    assert {one.id for one in view.choosing.factors} == {"a", "c"}


def test_the_line_that_finds_has_a_name(open_window: Open, chain: Path) -> None:
    window = open_window(chain, "analysis/map")
    assert window.session
    window.session.select("a")
    Typist(window).press(Key.Key_L)
    assert named(window, "The other one", QLineEdit).hasFocus()


@pytest.mark.parametrize("width", [1440, 900, 620, 480])
def test_what_is_offered_can_be_read_whole_however_narrow_the_map_is(
    open_window: Open, loop: Path, width: int
) -> None:
    window = open_window(loop, "analysis/map")
    view = the_map(window)
    view.canvas.setFixedWidth(width)
    QApplication.processEvents()
    offer = view.offer
    buttons = [one for one in offer.findChildren(QPushButton) if one.isVisible()]
    assert len(buttons) == 3
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert offer.rect().contains(button.geometry())
        assert not button.geometry().intersects(offer.said.geometry())
    assert offer.said.width() >= 200
    assert offer.said.height() >= offer.said.heightForWidth(offer.said.width())
