"""Improve, Findings: from agreed factors to statements, and from a statement to both its ends, in the real window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Action,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    FindingKind,
    Question,
    new_id,
)
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.improve.findings_view import FindingsView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
COVER = "One doctor covers four wards at night"


def view_of(window: MainWindow) -> FindingsView:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 3000)
    QApplication.processEvents()
    assert isinstance(window.view, FindingsView)
    return window.view


def a_factor(window: MainWindow, text: str = COVER, status: FactorStatus = FactorStatus.FINDING) -> Factor:
    assert window.session is not None
    with window.session.step("Add factor") as step:
        return step.add(
            Factor(
                id=new_id(), text=text, factor_kind=FactorKind.SYSTEM_FACTOR, level="ACC.ORG", status=status
            )
        )


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def findings(window: MainWindow) -> list[Finding]:
    return list(session_of(window).snapshot.of(Finding).values())


def shown(view: FindingsView) -> list[str]:
    return [view.rows.cell(row, 0).text for row in view.rows.rows if row.shape is Shape.ITEM]


def go_to_row(view: FindingsView, id: str) -> None:
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(id), 0))


def test_an_empty_case_says_where_findings_come_from(open_window: Open, empty_case: Path) -> None:
    view = view_of(open_window(empty_case, "improve/findings"))
    said = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
    assert "Findings come from the map. Choose a factor and “Make a finding”." in said


def test_findings_are_typed_one_after_the_other_with_the_keyboard(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "improve/findings")
    view = view_of(window)
    window.commands.run("finding_add")
    box = named(view, "New finding: About the system")
    qtbot.keyClicks(box, "Cover at night was set by beds")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    box = named(view, "New finding: About the system")
    qtbot.keyClicks(box, "Paper charts were not kept on the ward")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [(one.code, one.text) for one in findings(window)] == [
        ("K1", "Cover at night was set by beds"),
        ("K2", "Paper charts were not kept on the ward"),
    ]
    qtbot.keyClick(named(view, "New finding: About the system"), Qt.Key.Key_Escape)
    assert view.table.hasFocus()


def test_an_agreed_factor_becomes_a_finding_with_one_key(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "improve/findings")
    view = view_of(window)
    cover = a_factor(window)
    helped = a_factor(window, "A relative's concern was acted on", FactorStatus.GOOD_PRACTICE)
    a_factor(window, "Perhaps the bleep was off", FactorStatus.CANDIDATE)
    assert shown(view) == [cover.text, helped.text]
    for one in (cover, helped):
        go_to_row(view, one.id)
        qtbot.keyClick(view.table, Qt.Key.Key_M)
        view.table.setFocus()
    made = findings(window)
    assert [(one.text, one.factors, one.finding_kind) for one in made] == [
        (cover.text, (cover.id,), FindingKind.SYSTEM),
        (helped.text, (helped.id,), FindingKind.GOOD_PRACTICE),
    ]
    session_of(window).undo()
    session_of(window).undo()
    assert findings(window) == []
    assert shown(view) == [cover.text, helped.text]


def test_a_finding_gathers_another_factor_by_typing(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "improve/findings")
    view = view_of(window)
    cover, beds = a_factor(window), a_factor(window, "Posts are set by bed count")
    id = view.edits.make_of(cover)
    go_to_row(view, id)
    qtbot.keyClick(view.table, Qt.Key.Key_L)
    box = named(view, "The other one")
    qtbot.keyClicks(box, "bed count")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert findings(window)[0].factors == (cover.id, beds.id)
    assert shown(view) == [cover.text]


def test_details_trace_a_finding_down_to_words_and_up_to_actions_and_questions(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "improve/findings")
    view = view_of(window)
    cover = a_factor(window)
    id = view.edits.make_of(cover)
    with session_of(window).step("Add") as step:
        step.add(Excerpt(id=new_id(), about=cover.id, quote="We just know to ring round"))
        step.add(Action(id=new_id(), text="One route for nights", addresses=(cover.id,)))
        step.add(Question(id=new_id(), text="Why did nobody come?", answered_by=(id,)))
    go_to_row(view, id)
    said = "\n".join(one.text() for one in window.panel.findChildren(QLabel) if one.isVisible())
    for words in (
        "Words of sources (1)",
        "What follows from it (1)",
        "Questions it answers (1)",
        "One route for nights",
    ):
        assert words in said
    row = next(row for row in view.rows.rows if row.id == id)
    assert [view.rows.cell(row, at).text for at in (1, 2, 3)] == ["1 factor", "No source yet", "1 action"]


def test_findings_move_among_those_of_their_sort(qtbot: QtBot, open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "improve/findings")
    view = view_of(window)
    ids = [view.edits.add(text) for text in ("One", "Two", "Three")]
    view.edits.add("Helped", FindingKind.GOOD_PRACTICE)
    go_to_row(view, ids[2])
    qtbot.keyClick(view.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shown(view) == ["One", "Three", "Two", "Helped"]
    qtbot.keyClick(view.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(view.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shown(view) == ["Three", "One", "Two", "Helped"]


def test_the_box_over_a_finding_without_words_is_empty(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "improve/findings")
    with session_of(window).step("Put") as step:
        step.add(Finding(id="k"))
        step.add(Finding(id="l", text="One doctor covers four wards"))
    rows = view_of(window).rows
    shown, kept = (
        [str(rows.index(rows.row_of(id), 0).data(role)) for id in ("k", "l")]
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
    )
    assert shown == ["No words yet", "One doctor covers four wards"]
    assert kept == ["", "One doctor covers four wards"]
