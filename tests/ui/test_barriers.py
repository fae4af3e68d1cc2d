"""Barriers: a table that edits the graph, a picture beside it, worked with keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, LinkType, Performance, new_id
from rca_workbench.store import Case
from rca_workbench.ui import style
from rca_workbench.ui.places.analysis.barriers_rows import BARRIER, MEANT, PERFORMED, SOURCES, WHY
from rca_workbench.ui.places.analysis.barriers_view import BarriersView, Show
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
NONE = Qt.KeyboardModifier.NoModifier
WHY_LINE = "Why did it not do all it was there for? Type to find a factor, or to add one. For: "
MISSING = "Which barrier should have been there, and was not?"


@pytest.fixture
def one_harm(empty_case: Path) -> Path:
    """A case with one harm and one factor."""
    with Case.open(empty_case, who="Tester") as case, case.step("Begin") as step:
        step.add(Factor(id="harm", factor_kind=FactorKind.HARM, text="Insulin given twice", level="ACC.OUT"))
        step.add(Factor(id="tired", text="The checker had worked eleven hours", level="ACC.ACT"))
    return empty_case


def barriers(window: MainWindow) -> tuple[BarriersView, Session]:
    QApplication.processEvents()
    assert isinstance(window.view, BarriersView)
    assert window.session is not None
    return window.view, window.session


def press(widget: QWidget, qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    widget.setFocus()
    for key in keys:
        qtbot.keyClick(widget, key, modifier)
    QApplication.processEvents()


def typed(window: QWidget, qtbot: QtBot, name: str, text: str) -> None:
    box = named(window, name, QLineEdit)
    qtbot.keyClicks(box, text)
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup or box, Qt.Key.Key_Return)
    window.activateWindow()  # offscreen, a list that closes takes the window's focus with it
    QApplication.processEvents()


def choose(words: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text() == words)
    menu.close()
    action.trigger()
    QApplication.processEvents()


def shown(view: BarriersView, row: int, column: int) -> tuple[str, str]:
    cell = view.rows.cell(view.rows.rows[row], column)
    return cell.text, cell.second


def by_text(session: Session, text: str) -> Factor:
    return next(one for one in session.snapshot.of(Factor).values() if one.text == text)


def links(session: Session, source: str, target: str) -> list[LinkType]:
    found = session.snapshot.of(Link).values()
    return [one.link_type for one in found if (one.source, one.target) == (source, target)]


def test_the_published_case_reads_as_a_table(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/barriers")
    view, _ = barriers(window)
    assert named(window, "6 barriers: 2 held, 1 partly, 3 did not; 4 share a cause")
    assert shown(view, 0, BARRIER) == ("Second pair of eyes: night-vision crew member", "Human")
    assert shown(view, 0, MEANT)[1].startswith("Guards: The rate of descent")
    assert shown(view, 0, PERFORMED)[0] == "Partly held"
    assert shown(view, 0, WHY)[0].startswith("The paramedic's aviation training")
    assert shown(view, 1, WHY)[1].startswith("and 1 more: The operator had no way")
    assert shown(view, 4, WHY) == ("", ""), "a barrier that held needs no why"
    assert shown(view, 3, SOURCES)[0] == "2"


def test_a_barrier_is_added_and_told_in_full_with_the_keyboard_alone(
    open_window: Open, one_harm: Path, qtbot: QtBot
) -> None:
    window = open_window(one_harm, "analysis/barriers")
    view, session = barriers(window)
    view.begin()
    typed(window, qtbot, "New barrier", "Second check of the dose")
    one = by_text(session, "Second check of the dose")
    assert (one.factor_kind, one.status) == (FactorKind.BARRIER, FactorStatus.CANDIDATE)
    assert links(session, one.id, "harm") == [LinkType.INTENDED_TO_STOP]
    view.table.setFocus()

    press(view.table, qtbot, Qt.Key.Key_H)
    choose("Did not hold")
    assert by_text(session, one.text).performed is Performance.DID_NOT_HOLD
    assert links(session, one.id, "harm") == [LinkType.CONTRIBUTED_TO], "it led on to the harm"
    assert shown(view, 0, WHY)[0] == "Not asked yet"

    press(view.table, qtbot, Qt.Key.Key_W)
    typed(window, qtbot, WHY_LINE + one.text, "eleven hours")
    assert links(session, "tired", one.id) == [LinkType.CONTRIBUTED_TO], "found, not added again"
    press(view.table, qtbot, Qt.Key.Key_W)
    typed(window, qtbot, WHY_LINE + one.text, "Both read from one label")
    new = by_text(session, "Both read from one label")
    assert links(session, new.id, one.id) == [LinkType.CONTRIBUTED_TO]
    assert shown(view, 0, WHY) == (
        "The checker had worked eleven hours",
        "and 1 more: Both read from one label",
    )

    press(view.table, qtbot, Qt.Key.Key_K)
    typed(window, qtbot, "What kind of barrier is it? Type to find, or to add. For: " + one.text, "human")
    assert by_text(session, one.text).barrier_kind == "Human action"
    press(view.table, qtbot, Qt.Key.Key_M)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Find a wrong dose before it is given")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert by_text(session, one.text).meant_to == "Find a wrong dose before it is given"
    assert view.table.hasFocus()

    press(view.table, qtbot, Qt.Key.Key_H)
    choose("Held")
    assert links(session, one.id, "harm") == [LinkType.INTENDED_TO_STOP], (
        "one that held was meant to stop, no more"
    )
    for _ in range(8):
        window.commands.run("undo")
    assert one.id not in session.snapshot.of(Factor)


def test_the_barrier_that_was_not_there_is_asked_for(open_window: Open, one_harm: Path, qtbot: QtBot) -> None:
    window = open_window(one_harm, "analysis/barriers")
    view, session = barriers(window)
    view.begin()
    typed(window, qtbot, "New barrier", "Allergy band")
    view.table.setFocus()
    press(view.table, qtbot, Qt.Key.Key_N, modifier=Qt.KeyboardModifier.ShiftModifier)
    typed(window, qtbot, MISSING, "Barcode check at the bedside")
    new = by_text(session, "Barcode check at the bedside")
    assert new.performed is Performance.NOT_DONE
    assert links(session, new.id, "harm") == [LinkType.CONTRIBUTED_TO]
    assert named(window, MISSING, QLineEdit).hasFocus(), "one can go on"
    how = named(window, "Whether it was there at all", QComboBox)
    assert isinstance(how, QComboBox)
    how.setCurrentIndex(1)
    typed(window, qtbot, MISSING, "Smart pump limits")
    assert by_text(session, "Smart pump limits").performed is Performance.AVAILABLE_NOT_USED
    assert named(window, "3 barriers: 2 did not, 1 not yet said")


def test_what_a_barrier_guards_is_found_by_typing(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "analysis/barriers")
    view, session = barriers(window)
    one = by_text(session, "Operator's flight following")
    two = next(f for f in session.snapshot.of(Factor).values() if f.code == "H2")
    session.select(one.id)
    press(view.table, qtbot, Qt.Key.Key_L)
    typed(
        window, qtbot, "What was it meant to stop? Type to find it. For: " + one.text, "sixteen hours ashore"
    )
    assert links(session, one.id, two.id) == [LinkType.INTENDED_TO_STOP]
    row = view.rows.row_of(one.id)
    assert row < 5, "it has its place on the way to harm now"


def test_escape_leaves_a_line_as_it_was(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "analysis/barriers")
    view, session = barriers(window)
    before = session.snapshot
    one = by_text(session, "Radio altimeter with set heights")
    session.select(one.id)
    press(view.table, qtbot, Qt.Key.Key_W)
    box = named(window, WHY_LINE + one.text, QLineEdit)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert view.table.hasFocus()
    assert session.snapshot is before
    assert session.selected_id == one.id


def test_the_picture_is_walked_and_selects_in_the_table(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/barriers")
    view, session = barriers(window)
    codes = []
    view.canvas.setFocus()
    view.canvas.set_current(view.canvas.readable()[0].ref)
    for _ in range(4):
        codes.append(session.selected.code if isinstance(session.selected, Factor) else "")
        press(view.canvas, qtbot, Qt.Key.Key_Right)
    view.canvas.set_current(Ref("factor", by_text(session, "Personal beacons, fixed beacon and raft").id))
    assert codes == ["B2", "B3", "B1", "B6"]
    row = view.table.current
    assert row is not None
    assert row.id == session.selected_id
    press(view.canvas, qtbot, Qt.Key.Key_Down)
    assert isinstance(session.selected, Factor)
    assert session.selected.code == "P7"
    said = [item.name for item in view.canvas.readable()]
    assert said[0].startswith("Barrier, Second pair of eyes")
    assert "partly held" in said[0]
    assert sum(name.startswith("Harm") for name in said) == 3


def test_keys_work_from_the_picture_too(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "analysis/barriers")
    view, session = barriers(window)
    one = by_text(session, "Radio altimeter with set heights")
    view.canvas.setFocus()
    view.canvas.set_current(Ref("factor", one.id))
    press(view.canvas, qtbot, Qt.Key.Key_H)
    choose("Disabled")
    assert by_text(session, one.text).performed is Performance.DISABLED


def test_table_picture_or_both_is_remembered(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "analysis/barriers")
    view, _ = barriers(window)
    assert view.table.isVisible()
    assert view.canvas.isVisible()
    press(view.table, qtbot, Qt.Key.Key_V)
    assert (view.table.isVisible(), view.canvas.isVisible()) == (True, False)
    press(view.table, qtbot, Qt.Key.Key_V)
    assert (view.table.isVisible(), view.canvas.isVisible()) == (False, True)
    assert view.canvas.hasFocus()
    window.close()
    again, _ = barriers(open_window(sample_case, "analysis/barriers"))
    assert again.show_as is Show.PICTURE
    assert not again.table.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_M])
def test_typing_from_the_picture_alone_brings_the_table_to_type_in(
    open_window: Open, sample_case: Path, qtbot: QtBot, key: Qt.Key
) -> None:
    window = open_window(sample_case, "analysis/barriers")
    view, session = barriers(window)
    one = by_text(session, "Radio altimeter with set heights")
    press(view.table, qtbot, Qt.Key.Key_V, Qt.Key.Key_V)
    assert not view.table.isVisible()
    view.canvas.set_current(Ref("factor", one.id))
    press(view.canvas, qtbot, key)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    assert box.isVisible()
    box.selectAll()
    qtbot.keyClicks(box, "Said in the table")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    kept = session.snapshot.of(Factor)[one.id]
    assert "Said in the table" in (kept.text, kept.meant_to)


def test_a_new_case_says_what_to_do_and_odd_texts_are_shown(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/barriers")
    view, session = barriers(window)
    assert view.empty.isVisible()
    assert not view.canvas.isVisible()
    typed(window, qtbot, "New barrier", "First")
    assert view.canvas.isVisible()
    with session.step("Odd") as step:
        for text in ("", "word " * 3000, "\u202eعربي 👩🏽‍⚕️"):
            one = Factor(id=new_id(), factor_kind=FactorKind.BARRIER, text=text)
            step.add(one)
            step.add(Link(id=new_id(), source=one.id, target=one.id))
    assert named(window, "4 barriers: 4 not yet said")
    window.grab()
    style.look().resize_text(3)
    window.grab()
    style.look().resize_text(-3)


def test_a_case_that_is_read_only_is_not_changed(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.open_case(Case.open(sample_case, who="Tester", read_only=True))
    window.go("analysis/barriers")
    view, session = barriers(window)
    before = session.snapshot
    session.select(by_text(session, "Radio altimeter with set heights").id)
    press(view.table, qtbot, Qt.Key.Key_W, Qt.Key.Key_H, Qt.Key.Key_K, Qt.Key.Key_Delete)
    assert session.snapshot is before
    assert not [one for one in window.findChildren(QLineEdit) if one.accessibleName() == MISSING]
