"""Improve, Actions: what is done about each factor, by keyboard and mouse, in the real window."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Action,
    ActionStatus,
    Factor,
    FactorKind,
    FactorStatus,
    Recommendation,
    Strength,
    new_id,
)
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.improve.view import ActionsView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
SYSTEM = "Staffing set by bed count, not by how ill patients are"
LINE = f"What will change, and where? Enter adds it. For: {SYSTEM}"


def view_of(window: MainWindow) -> ActionsView:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 3000)
    QApplication.processEvents()
    assert isinstance(window.view, ActionsView)
    return window.view


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def a_factor(session: Session, text: str = SYSTEM, kind: FactorKind = FactorKind.SYSTEM_FACTOR) -> Factor:
    with session.step("Add factor") as step:
        return step.add(
            Factor(
                id=new_id(),
                code="S1",
                text=text,
                factor_kind=kind,
                level="ACC.ORG",
                status=FactorStatus.FINDING,
            )
        )


def headings(view: ActionsView) -> list[tuple[str, str]]:
    rows = view.rows
    found = (rows.heading(row) for row in rows.rows if row.shape is Shape.HEADING)
    return [(one.text, one.aside) for one in found]


def items(view: ActionsView) -> list[str]:
    return [view.rows.cell(row, 0).text for row in view.rows.rows if row.shape is Shape.ITEM]


def said(view: ActionsView) -> str:
    return "\n".join(one.text() for one in view.findChildren(QLabel) if one.isVisible())


def go_to_row(view: ActionsView, id: str) -> None:
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(id), 0))


def test_an_empty_case_says_what_to_do(open_window: Open, empty_case: Path) -> None:
    view = view_of(open_window(empty_case, "improve/actions"))
    assert "A change to the system beats a reminder" in said(view)
    assert not view.table.isVisible()


def test_a_system_level_factor_without_action_invites_one_line(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/actions")
    session = session_of(window)
    factor = a_factor(session)
    view = view_of(window)
    assert headings(view) == [(SYSTEM, "No action yet")]
    line = named(window, LINE, QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "Safe staffing rule built into the rota")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    (action,) = session.snapshot.of(Action).values()
    assert (action.text, action.addresses, action.code) == (
        "Safe staffing rule built into the rota",
        (factor.id,),
        "A1",
    )
    assert headings(view) == [(SYSTEM, "1 action")]
    assert session.case.undo_label == "Add action"


def test_lines_are_added_one_after_the_other_without_losing_any(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/actions")
    session = session_of(window)
    a_factor(session)
    view_of(window)
    named(window, LINE, QLineEdit).setFocus()
    for number in range(12):
        box = window.focusWidget()
        qtbot.keyClicks(box, f"Change {number}")
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [one.text for one in session.snapshot.of(Action).values()] == [f"Change {n}" for n in range(12)]


def test_why_none_is_planned_is_recorded_instead(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/actions")
    session = session_of(window)
    factor = a_factor(session)
    view = view_of(window)
    qtbot.mouseClick(
        named(window, f"Record why none is planned: {SYSTEM}", QPushButton), Qt.MouseButton.LeftButton
    )
    line = named(window, f"Why is no action planned? Enter keeps the reason. For: {SYSTEM}", QLineEdit)
    qtbot.keyClicks(line, "The trust board owns this")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    found = session.snapshot.get(Factor, factor.id)
    assert found and found.no_action_reason == "The trust board owns this"
    assert headings(view) == [(SYSTEM, "None planned, with reason")]
    assert not session.snapshot.of(Action)


def test_n_adds_to_the_factor_one_is_at(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/actions")
    session = session_of(window)
    factor = a_factor(session)
    other = a_factor(session, "Paper charts not kept", FactorKind.CONTRIBUTORY_FACTOR)
    with session.step("Add action") as step:
        step.add(Action(id=new_id(), text="Downtime pack", addresses=(other.id,)))
    view = view_of(window)
    go_to_row(view, other.id)
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    qtbot.keyClicks(window.focusWidget(), "Check it each week")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    added = next(one for one in session.snapshot.of(Action).values() if one.text == "Check it each week")
    assert added.addresses == (other.id,)
    assert factor.id not in added.addresses


def test_n_twice_after_a_click_on_the_tab_types_into_the_line_of_the_one_factor(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/findings")
    session = session_of(window)
    factor = a_factor(session)
    if not window.side.isVisible():
        window.toggle_details()
    qtbot.mouseClick(named(window, "Actions, tab of Improve"), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    for typed in ("n", "new rota"):
        qtbot.keyClicks(window.focusWidget(), typed)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    (action,) = session.snapshot.of(Action).values()
    assert (action.text, action.addresses) == ("new rota", (factor.id,))


def test_n_on_an_empty_case_adds_an_action_tied_to_nothing_yet(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/actions")
    view = view_of(window)
    view.begin()
    QApplication.processEvents()
    box = window.focusWidget()
    qtbot.keyClicks(box, "One escalation route")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert headings(view) == [("Not tied to a factor yet", "1 action")]
    assert items(view) == ["One escalation route"]


def test_the_strip_counts_strength_and_dates(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "improve/actions")
    session = session_of(window)
    factor = a_factor(session)
    today = session.today()
    with session.step("Add actions") as step:
        for text, days, strength in (("Rebuild", 26, Strength.STRONGER), ("Remind", -14, Strength.WEAKER)):
            due = (today + timedelta(days=days)).isoformat()
            step.add(Action(id=new_id(), text=text, due=due, strength=strength, addresses=(factor.id,)))
        step.add(
            Action(
                id=new_id(),
                text="Done already",
                due=today.replace(year=2020).isoformat(),
                status=ActionStatus.IMPLEMENTED,
            )
        )
    view = view_of(window)
    words = said(view)
    assert "3 actions" in words
    assert "for 1 of 1 factors" in words
    assert "in 26 days" in words
    assert "1 action" in words
    assert "14 days" in words
    named(view, "Strength: 1 stronger, 1 weaker, 1 not said")
    assert "Strength of 3 actions" in words


def test_a_late_action_says_so_in_amber_words_not_red(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "improve/actions")
    session = session_of(window)
    late = (session.today() - timedelta(days=1)).isoformat()
    with session.step("Add action") as step:
        action = step.add(Action(id=new_id(), text="Remind", due=late))
    view = view_of(window)
    cell = view.rows.cell(view.rows.rows[view.rows.row_of(action.id)], 3)
    assert cell.second == "1 day late"
    assert cell.second_ink == "warn"
    session.change(action, status=ActionStatus.IMPLEMENTED, done=session.today().isoformat())
    cell = view.rows.cell(view.rows.rows[view.rows.row_of(action.id)], 3)
    assert cell.second == "done 1 day late"
    session.change(session.snapshot.of(Action)[action.id], done=late)
    cell = view.rows.cell(view.rows.rows[view.rows.row_of(action.id)], 3)
    assert cell.second.startswith("done ") and "late" not in cell.second


def test_an_action_stands_under_every_factor_it_addresses(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "improve/actions")
    view = view_of(window)
    session = session_of(window)
    counted = [row.id for row in view.rows.rows if row.shape is Shape.ITEM]
    for one in (*session.snapshot.of(Action).values(), *session.snapshot.of(Recommendation).values()):
        assert counted.count(one.id) == max(1, len(one.addresses))
    assert view.counts() == "3 actions, 2 recommendations"


def test_what_it_addresses_is_changed_by_typing(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/actions")
    session = session_of(window)
    factor = a_factor(session)
    other = a_factor(session, "Paper charts not kept", FactorKind.CONTRIBUTORY_FACTOR)
    with session.step("Add action") as step:
        action = step.add(Action(id=new_id(), text="Downtime pack", addresses=(factor.id,)))
    view = view_of(window)
    go_to_row(view, action.id)
    qtbot.keyClick(view.table, Qt.Key.Key_L)
    box = named(window, "The other one", QLineEdit)
    qtbot.keyClicks(box, "paper charts")
    if popup := QApplication.activePopupWidget():
        popup.hide()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    found = session.snapshot.get(Action, action.id)
    assert found and found.addresses == (factor.id, other.id)


def test_del_removes_and_undo_brings_back(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "improve/actions")
    session = session_of(window)
    view = view_of(window)
    action = next(iter(session.snapshot.of(Action).values()))
    before = items(view)
    go_to_row(view, action.id)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert action.id not in session.snapshot.of(Action)
    assert view.rows.row_of(action.id) < 0
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert items(view) == before


def test_f2_edits_the_words_and_the_date_in_place(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/actions")
    session = session_of(window)
    with session.step("Add action") as step:
        action = step.add(Action(id=new_id(), text="Downtime pack"))
    view = view_of(window)
    go_to_row(view, action.id)
    qtbot.keyClick(view.table, Qt.Key.Key_F2)
    box = named(window, "Action", QLineEdit)
    assert isinstance(box, QLineEdit)
    box.selectAll()
    qtbot.keyClicks(box, "Downtime pack on every ward")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    view.edited(action.id, 3, "30/4/27")
    found = session.snapshot.get(Action, action.id)
    assert found and (found.text, found.due) == ("Downtime pack on every ward", "2027-04-30")
    view.edited(action.id, 3, "whenever")
    assert "Due must be a day" in "\n".join(
        one.text() for one in window.findChildren(QLabel) if one.isVisible()
    )


def test_groups_fold_with_the_arrow_keys(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    view = view_of(open_window(sample_case, "improve/actions"))
    before = len(view.rows.rows)
    go_to_row(view, view.rows.rows[1].id)
    qtbot.keyClick(view.table, Qt.Key.Key_Left)
    assert len(view.rows.rows) < before
    current = view.table.current
    assert current is not None
    assert current.shape is Shape.HEADING
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    assert len(view.rows.rows) == before


def test_selecting_a_row_shows_it_in_details(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "improve/actions")
    view = view_of(window)
    action = next(iter(session_of(window).snapshot.of(Action).values()))
    go_to_row(view, action.id)
    assert session_of(window).selected_id == action.id
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    focus = window.focusWidget()
    assert focus is not None
    assert window.panel.isAncestorOf(focus)


def test_a_read_only_case_offers_no_line(open_window: Open, empty_case: Path) -> None:
    from rca_workbench.store import Case

    with Case.open(empty_case, who="Tester") as case, case.step("Add factor") as step:
        step.add(Factor(id=new_id(), text=SYSTEM, factor_kind=FactorKind.SYSTEM_FACTOR))
    window = open_window()
    window.open_case(Case.open(empty_case, read_only=True, who="Tester"))
    window.go("improve/actions")
    view = view_of(window)
    assert headings(view) == [(SYSTEM, "No action yet")]
    assert not [row for row in view.rows.rows if row.shape is Shape.LINE]


@pytest.mark.parametrize("words", ["operator", "no such words at all"])
def test_find_narrows_to_what_holds_the_words(
    open_window: Open, sample_case: Path, qtbot: QtBot, words: str
) -> None:
    window = open_window(sample_case, "improve/actions")
    view = view_of(window)
    everything = len(items(view))
    view.find()
    box = named(window, "Show only actions by the factor they address with these words", QLineEdit)
    qtbot.keyClicks(box, words)
    assert len(items(view)) < everything
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert len(items(view)) == everything


def test_what_was_invented_says_so_in_the_list_and_in_details(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/actions")
    with session_of(window).step("Put") as step:
        step.add(Action(id="a", text="One make of pump", order="V", invented=True))
        step.add(Action(id="b", text="A second pump in stock", order="W"))
    view = view_of(window)
    said = {
        id: str(view.rows.index(view.rows.row_of(id), 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for id in ("a", "b")
    }
    assert "Invented · Proposed" in said["a"] and "Invented" not in said["b"]
    session_of(window).select("a")
    assert named(window.side, "Invented for illustration").isVisible()
    session_of(window).select("b")
    shown = [one.text() for one in window.side.findChildren(QPushButton) if one.isVisible()]
    assert "Invented for illustration" not in shown


def test_a_folded_group_says_how_many_it_holds(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "improve/actions")
    factor = a_factor(session_of(window))
    with session_of(window).step("Put") as step:
        step.add(Action(id="a", text="One make of pump", addresses=(factor.id,), order="V"))
        step.add(Action(id="b", text="Call list", order="W"))
        step.add(Recommendation(id="r", text="Set a standard", order="V"))
    view = view_of(window)
    for group in (factor.id, "nothing"):
        view.table.fold(group, True)
    asides = {row.group: view.rows.heading(row).aside for row in view.rows.rows if row.shape is Shape.HEADING}
    assert asides == {factor.id: "1 action", "nothing": "2 actions"}
