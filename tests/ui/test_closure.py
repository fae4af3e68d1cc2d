"""Overview, Closure: criteria answered from the case and by people, and the decision to close."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.closure import closure
from rca_workbench.model import (
    Answer,
    CaseRecord,
    ClosureState,
    CriterionAnswer,
    Decision,
    DecisionKind,
    EvidenceItem,
    Incident,
    Profile,
)
from rca_workbench.model.fault import Fault
from rca_workbench.reference.closure import closure_version
from rca_workbench.store import Case
from rca_workbench.ui.fields.names import place_of
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places import PLACES
from rca_workbench.ui.places.overview.closure import ClosureView
from rca_workbench.ui.places.respond.incident import IncidentPage
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow
from tests.checks.seeded.sound import SOUND
from tests.drawing.builders import case as built

from .conftest import named

Open = Callable[..., MainWindow]


def opened(window: MainWindow) -> tuple[ClosureView, Session]:
    QApplication.processEvents()
    assert isinstance(window.view, ClosureView)
    assert window.session is not None
    return window.view, window.session


def at(view: ClosureView, id: str) -> None:
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(id), 0))


def answer(session: Session) -> CriterionAnswer:
    (one,) = session.snapshot.of(CriterionAnswer).values()
    return one


def shown(head: QWidget) -> list[QLabel]:
    return [each for each in head.findChildren(QLabel) if each.isVisible()]


def reason(view: ClosureView, qtbot: QtBot, text: str) -> None:
    box = view.table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    assert box.accessibleName() == "Reason"
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    for _ in range(3):
        QApplication.processEvents()


def test_gaps_stand_first_and_what_the_case_shows_beside_each(open_window: Open, empty_case: Path) -> None:
    view, session = opened(open_window(empty_case, "overview/closure"))
    assert view.rows.heading(view.rows.rows[0]).text == "Not met"
    row = next(one for one in view.rows.rows if one.id == "CA-05")
    assert view.rows.cell(row, 1).text == "Whether there were similar earlier events is not recorded."
    assert "Not checked against the source" in view.rows.cell(row, 0).second
    before = view.counts()
    session.change(session.snapshot.one(Incident), related="Two in 2024, on ward 9")
    assert next(one for one in view.rows.rows if one.id == "CA-05").group == "met"
    assert view.counts() != before


def test_one_key_answers_and_the_reason_is_typed_at_once(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    view, session = opened(open_window(empty_case, "overview/closure"))
    at(view, "CA-05")
    qtbot.keyClick(view.table, Qt.Key.Key_1)
    reason(view, qtbot, "Looked for in the terms")
    one = answer(session)
    assert (one.criterion, one.answer, one.reason, one.by) == (
        "CA-05",
        "yes",
        "Looked for in the terms",
        "Tester",
    )
    assert (one.wording, one.list_version) == ("Similar past incidents considered", closure_version())
    row = view.table.current
    assert row is not None
    assert (row.id, row.group) == ("CA-05", "met")
    assert view.rows.cell(row, 2).second == "differs from the case"
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_0)
    assert not session.snapshot.of(CriterionAnswer)
    session.undo()
    assert answer(session) == one


def test_what_the_checks_find_meanwhile_leaves_the_reason_being_typed_alone(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "overview/closure")
    view, session = opened(window)
    at(view, "CA-05")
    qtbot.keyClick(view.table, Qt.Key.Key_1)
    box = view.table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "Looked for ")
    qtbot.waitUntil(lambda: session.checking.current, timeout=20_000)
    QApplication.processEvents()
    assert window.focusWidget() is box
    qtbot.keyClicks(box, "in the terms")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    for _ in range(3):
        QApplication.processEvents()
    assert answer(session).reason == "Looked for in the terms"
    qtbot.waitUntil(
        lambda: next(one for one in view.rows.rows if one.id == "LR-4").group == "met", timeout=20_000
    )


def test_the_reason_is_typed_where_it_can_be_seen_also_where_its_column_stood_back(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "overview/closure")
    view, session = opened(window)
    window.resize(900, 700)
    QApplication.processEvents()
    view.table.resize(620, view.table.height())
    assert view.table.isColumnHidden(3)
    assert not view.table.isColumnHidden(1), "what the case shows is read first"
    at(view, "CA-05")
    qtbot.keyClick(view.table, Qt.Key.Key_2)
    box = view.table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    assert box.width() > 100
    reason(view, qtbot, "Nobody looked")
    assert answer(session).reason == "Nobody looked"
    assert view.table.isColumnHidden(3)


def test_an_answer_can_be_typed_and_what_cannot_be_read_is_said(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    view, session = opened(open_window(empty_case, "overview/closure"))
    said: list[object] = []
    session.faulted.connect(said.append)
    view.edited("CA-05", 2, "perhaps")
    QApplication.processEvents()
    assert len(said) == 1
    assert not session.snapshot.of(CriterionAnswer)
    view.edited("CA-05", 2, "Not applicable")
    QApplication.processEvents()
    assert answer(session).answer == "not_applicable"


def test_who_answers_anew_answers_the_criterion_as_it_reads_now(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    view, session = opened(open_window(empty_case, "overview/closure"))
    old = "closure_checklist 2024-01 0a1b2c3d"
    with session.step("Answers of an earlier list") as step:
        for id, criterion in (("kept", "CA-05"), ("dropped", "CA-99")):
            step.add(CriterionAnswer(id=id, criterion=criterion, wording="As it read", list_version=old))
    QApplication.processEvents()
    for criterion in ("CA-05", "CA-99"):
        view.edited(criterion, 2, "yes")
        QApplication.processEvents()
    kept, dropped = (session.snapshot.get(CriterionAnswer, id) for id in ("kept", "dropped"))
    assert kept is not None and dropped is not None
    assert (kept.wording, kept.list_version) == ("Similar past incidents considered", closure_version())
    assert (dropped.answer, dropped.wording, dropped.list_version) == ("yes", "As it read", old)


def test_n_records_the_decision_and_the_three_states_stay_apart(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "overview/closure")
    view, session = opened(window)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    pick = window.focusWidget()
    assert isinstance(pick, QComboBox)
    assert pick.accessibleName() == "Decision on closing"
    record = named(view, "Record this decision", QPushButton)
    assert isinstance(record, QPushButton)
    record.click()
    assert not session.snapshot.of(Decision), "nothing is recorded before something is chosen"
    assert any(each.text() == "Choose what is decided first." for each in shown(view.head))
    pick.setCurrentIndex(pick.findText("Closed, actions still followed"))
    record.click()
    (one,) = session.snapshot.of(Decision).values()
    assert (one.decision_kind, one.closure, one.by) == (
        DecisionKind.CLOSURE,
        ClosureState.CLOSED_ACTIONS_OPEN,
        "Tester",
    )
    words = [each.text() for each in shown(view.head)]
    assert any(each.startswith("Closed, actions still followed on ") for each in words)
    assert "There is no action whose effect could be shown." in words
    QApplication.processEvents()
    assert named(window, "Decide anew", QPushButton).isVisible()
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    qtbot.keyClicks(window.focusWidget(), "submitted")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert list(session.snapshot.of(Decision).values()) == [one], "what was typed and left is no decision"
    assert named(view.head, "Closure", QComboBox).isVisible()
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    pick.setCurrentIndex(pick.findText("Returned with queries"))
    record.click()
    assert len(session.snapshot.of(Decision)) == 2, "the earlier decision stays"


def test_an_answer_typed_over_a_heading_asks_for_a_criterion_and_its_reason_is_no_command(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "overview/closure")
    view, session = opened(window)
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    assert view.rows.rows[0].shape is Shape.HEADING
    faults: list[Fault] = []
    session.faulted.connect(faults.append)
    before = session.snapshot
    for letter in "1no reason 2 given g":
        qtbot.keyClick(view.table, letter)
    assert [one.what for one in faults] == ["Choose a criterion first."]
    assert session.snapshot is before
    assert window.view is view
    assert not view.head.form.isVisible()
    assert view.rows.rows[0].group not in view.criteria.closed


def test_enter_goes_to_where_a_criterion_is_shown(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "overview/closure")
    view, _ = opened(window)
    at(view, "CA-05")
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert isinstance(window.view, IncidentPage)


def test_words_are_judged_once_the_checks_have_read_them(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "overview/closure")
    view, session = opened(window)
    qtbot.waitUntil(lambda: session.checking.current, timeout=20_000)
    QApplication.processEvents()
    assert next(one for one in view.rows.rows if one.id == "LR-4").group == "met"
    session.change(
        session.snapshot.one(Incident), summary="The nurse failed to act and was careless and negligent."
    )
    qtbot.waitUntil(
        lambda: next(one for one in view.rows.rows if one.id == "LR-4").group == "not_met", timeout=20_000
    )


def test_a_case_that_is_only_read_takes_no_answer(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.open_case(Case.open(empty_case, read_only=True))
    window.go("overview/closure")
    view, session = opened(window)
    at(view, "CA-05")
    for key in (Qt.Key.Key_1, Qt.Key.Key_N, Qt.Key.Key_R):
        qtbot.keyClick(view.table, key)
    assert not session.snapshot.of(CriterionAnswer)
    assert not session.snapshot.of(Decision)
    assert not session.snapshot.of(EvidenceItem)


def test_every_place_a_criterion_points_to_is_there() -> None:
    tabs = {f"{place.id}/{tab.id}" for place in PLACES for tab in place.tabs} | {one.id for one in PLACES}
    empty = [built(CaseRecord(id="case", profile=profile)) for profile in Profile]
    for snapshot in (*empty, *(make() for make in SOUND.values())):
        for line in closure(snapshot, datetime(2026, 6, 1), None):
            assert not line.shown.place or line.shown.place in tabs, line.item.id


def test_an_answer_found_elsewhere_leads_to_its_criterion(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "overview/overview")
    session = window.session
    assert session is not None
    with session.step("x") as step:
        step.add(CriterionAnswer(id="c", criterion="CA-08", answer=Answer.NO, reason="Not yet"))
    window.go(*place_of(session.snapshot, session.snapshot.of(CriterionAnswer)["c"]))
    view, _ = opened(window)
    row = view.table.current
    assert row is not None
    assert row.id == "CA-08"
