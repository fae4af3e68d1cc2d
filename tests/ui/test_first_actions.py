"""First actions: the first hours by keyboard, each line answered where it stands."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    CustodyEntry,
    EvidenceItem,
    Factor,
    ImmediateAction,
    Incident,
    Notification,
    StaffSupport,
    Time,
    TimeKind,
)
from rca_workbench.model.entity import Entity
from rca_workbench.model.fault import Fault
from rca_workbench.store import Case
from rca_workbench.ui.checks.acting import Acting
from rca_workbench.ui.details.page import Page
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.respond.first_actions import FirstActionsView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
WHAT, OWNER, DUE, DONE, PROOF = range(5)


def opened(window: MainWindow) -> tuple[FirstActionsView, Session]:
    QApplication.processEvents()
    assert isinstance(window.view, FirstActionsView)
    assert window.session is not None
    return window.view, window.session


def at(view: FirstActionsView, words: str) -> None:
    """Go to the line that begins with these words."""
    row = next(n for n, one in enumerate(view.rows.rows) if view.rows.cell(one, 0).text.startswith(words))
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(row, 0))


def typed(view: FirstActionsView, qtbot: QtBot, column: int, text: str) -> None:
    """Type over a cell of the line one is at."""
    view.table.edit_current(column)
    box = view.table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    for _ in range(3):  # the box closes, then the rows are set anew
        QApplication.processEvents()


def only(session: Session, kind: type[Entity]) -> Entity:
    (one,) = session.snapshot.of(kind).values()
    return one


def test_n_adds_an_action_and_d_marks_it_done_by_whoever_works_here(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "respond/first_actions")
    view, session = opened(window)
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    box = named(window, "New action", QLineEdit)
    assert box.hasFocus()
    qtbot.keyClicks(box, "All six pumps taken off the ward")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    at(view, "All six pumps")
    qtbot.keyClick(view.table, Qt.Key.Key_D)
    one = only(session, ImmediateAction)
    assert isinstance(one, ImmediateAction)
    assert (one.what, one.owner) == ("All six pumps taken off the ward", "Tester")
    assert one.done.kind is TimeKind.DATETIME
    session.undo()
    assert only(session, ImmediateAction) == ImmediateAction(id=one.id, what=one.what, order=one.order)


def test_a_proposed_step_comes_into_the_case_with_the_first_word_said_of_it(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    view, session = opened(open_window(empty_case, "respond/first_actions"))
    at(view, "Check for wider")
    typed(view, qtbot, OWNER, "Matron")
    one = only(session, ImmediateAction)
    assert isinstance(one, ImmediateAction)
    assert (one.code, one.owner) == ("ER-8", "Matron")
    assert view.line is not None
    assert view.line.key == one.id, "one stays on the line"
    typed(view, qtbot, DONE, "now")
    typed(view, qtbot, PROOF, "Email to all sites")
    done = only(session, ImmediateAction)
    assert isinstance(done, ImmediateAction)
    assert (done.proof, view.line.answered) == ("Email to all sites", True)


def test_not_needed_because_is_an_answer(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "respond/first_actions")
    view, session = opened(window)
    at(view, "Remove or isolate")
    qtbot.keyClick(view.table, Qt.Key.Key_X)
    box = named(window, "Not needed because", QLineEdit)
    qtbot.keyClicks(box, "No device was used")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    one = only(session, ImmediateAction)
    assert isinstance(one, ImmediateAction)
    assert (one.code, one.not_needed) == ("ER-2", "No device was used")
    assert view.table.hasFocus()
    at(view, "Commissioner")
    typed(view, qtbot, DONE, "not needed: told by the site on call")
    told = only(session, Notification)
    assert isinstance(told, Notification)
    assert told.not_needed == "told by the site on call"
    at(view, "Remove or isolate")
    qtbot.keyClick(view.table, Qt.Key.Key_X)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.accessibleName() == "New action"
    assert view.table.hasFocus()


def test_evidence_is_added_with_the_day_it_is_lost_and_secured_by_one_key(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "respond/first_actions")
    view, session = opened(window)
    row = next(n for n, one in enumerate(view.rows.rows) if one.id == "evidence")
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(row, 0))
    day = session.today() + timedelta(days=3)
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    box = named(window, "New evidence to secure", QLineEdit)
    qtbot.keyClicks(box, f"CCTV of corridor 3, lost after {day.day}/{day.month}/{day.year}")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    item = only(session, EvidenceItem)
    assert isinstance(item, EvidenceItem)
    assert (item.name, item.vanishes.start) == ("CCTV of corridor 3", day.isoformat())
    at(view, "CCTV")
    assert view.rows.cell(view.rows.rows[view.table.currentIndex().row()], DUE).second.startswith("lost in ")
    typed(view, qtbot, OWNER, "Security lead")
    qtbot.keyClick(view.table, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    secured, log = only(session, EvidenceItem), only(session, CustodyEntry)
    assert isinstance(secured, EvidenceItem)
    assert isinstance(log, CustodyEntry)
    assert (secured.secured, log.what, log.by) == (True, "Secured", "Security lead")


def test_a_time_nobody_can_read_is_said_and_leaves_all_as_it_was(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    view, session = opened(open_window(empty_case, "respond/first_actions"))
    said: list[Fault] = []
    session.faulted.connect(said.append)
    at(view, "Preserve evidence")
    typed(view, qtbot, DUE, "when we can")
    assert said[0].what == "Due must be a time or a day, like now, today 14:30 or 12 March."
    assert not session.snapshot.of(ImmediateAction)


def test_what_is_done_is_no_time_to_come(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    view, session = opened(open_window(empty_case, "respond/first_actions"))
    said: list[Fault] = []
    session.faulted.connect(said.append)
    tomorrow = session.today() + timedelta(days=1)
    at(view, "Make patients")
    typed(view, qtbot, DONE, f"{tomorrow:%d %B %Y}")
    (fault,) = said
    assert "must be a time that has come" in fault.what
    assert not session.snapshot.of(ImmediateAction)
    typed(view, qtbot, DONE, "today")
    assert only(session, ImmediateAction).done.start == session.today().isoformat()  # type: ignore[attr-defined]


def test_no_reason_is_asked_for_where_none_can_be_kept(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    view, session = opened(open_window(empty_case, "respond/first_actions"))
    said: list[Fault] = []
    session.faulted.connect(said.append)
    with session.step("Prepare") as step:
        step.add(EvidenceItem(id="e", name="CCTV of corridor 3"))
    QApplication.processEvents()
    at(view, "CCTV")
    qtbot.keyClick(view.table, Qt.Key.Key_X)
    (fault,) = said
    assert fault.what == "Evidence is secured, or removed."
    assert view.capture is not None and view.capture.box.accessibleName() == "New evidence to secure"


@pytest.mark.parametrize(("text", "kind"), [("in 4 hours", TimeKind.DATETIME), ("tomorrow", TimeKind.DATE)])
def test_a_due_time_is_typed_as_people_say_it(
    open_window: Open, empty_case: Path, qtbot: QtBot, text: str, kind: TimeKind
) -> None:
    view, session = opened(open_window(empty_case, "respond/first_actions"))
    at(view, "Make patients")
    typed(view, qtbot, DUE, text)
    one = only(session, ImmediateAction)
    assert isinstance(one, ImmediateAction)
    assert one.due.kind is kind
    assert view.line is not None
    assert view.line.due is not None
    assert view.line.due > session.now()


def test_what_is_late_is_said_in_words_over_the_list_and_in_its_group(
    open_window: Open, empty_case: Path
) -> None:
    view, session = opened(open_window(empty_case, "respond/first_actions"))
    found = session.now() - timedelta(hours=30)
    time = Time(kind=TimeKind.DATETIME, start=found.isoformat(timespec="minutes"))
    session.change(session.snapshot.one(Incident), found=time)
    assert view.counts().endswith("5 late")
    head = view.rows.heading(view.rows.rows[0])
    assert (head.text, head.aside, head.aside_ink) == ("First 24 hours", "0 of 5 answered, 5 late", "warn")
    assert view.rows.cell(view.rows.rows[1], DUE).second == "6 hours late"


def test_time_that_goes_on_makes_lines_late_and_leaves_what_is_typed_alone(
    open_window: Open, empty_case: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, session = opened(open_window(empty_case, "respond/first_actions"))
    start = session.now()
    time = Time(kind=TimeKind.DATETIME, start=start.isoformat(timespec="minutes"))
    session.change(session.snapshot.one(Incident), found=time)
    assert not view.counts().endswith("late")
    at(view, "Make patients")
    view.table.edit_current(OWNER)
    box = view.table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "Mat")
    monkeypatch.setattr(Session, "now", lambda _: start + timedelta(hours=25))
    clock = view.findChild(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(clock, QTimer)
    clock.timeout.emit()
    assert view.counts().endswith("5 late")
    qtbot.keyClicks(box, "ron")
    assert box.text() == "Matron"


def test_enter_on_a_proposed_body_notes_it_and_shows_all_about_it(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "respond/first_actions")
    view, session = opened(window)
    at(view, "Commissioner")
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    one = only(session, Notification)
    assert session.selected == one
    (page,) = [each for each in window.findChildren(Page) if each.isVisible()]
    assert page.id == one.id
    qtbot.mouseClick(named(window, "Mark as told now"), Qt.MouseButton.LeftButton)
    told = only(session, Notification)
    assert isinstance(told, Notification)
    assert (told.when.kind, told.by) == (TimeKind.DATETIME, "Tester")


def test_support_for_staff_is_the_same_record_as_under_people(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "respond/first_actions")
    view, session = opened(window)
    row = next(n for n, one in enumerate(view.rows.rows) if one.id == "staff")
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(row, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    box = named(window, "New support offer", QLineEdit)
    qtbot.keyClicks(box, "Debrief with the night team")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    at(view, "Debrief")
    typed(view, qtbot, PROOF, "yes")
    one = only(session, StaffSupport)
    assert isinstance(one, StaffSupport)
    assert (one.offer, one.taken_up) == ("Debrief with the night team", "yes")


def test_arrows_go_on_from_a_line_of_the_case_over_the_headings_and_back(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    view, session = opened(open_window(empty_case, "respond/first_actions"))
    at(view, "Remove or isolate")
    qtbot.keyClick(view.table, Qt.Key.Key_D)
    assert session.selected is not None
    start = view.table.currentIndex().row()
    for key, by in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):
        here = view.table.currentIndex().row()
        headings = 0
        while 0 < here + by < view.rows.rowCount() and headings < 2:
            qtbot.keyClick(view.table, key)
            here += by
            assert view.table.currentIndex().row() == here
            row = view.table.current
            assert row is not None
            headings += row.shape is Shape.HEADING
            if row.shape is Shape.HEADING:
                assert session.selected is None, "Details shows nothing of a heading"
        assert headings
        if by < 0:
            assert here <= start


def test_n_at_an_empty_heading_one_clicked_adds_there(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "respond/first_actions")
    view, session = opened(window)
    at(view, "Remove or isolate")
    qtbot.keyClick(view.table, Qt.Key.Key_D)
    row = next(n for n, one in enumerate(view.rows.rows) if one.id == "staff")
    view.table.scrollTo(view.rows.index(row, 0))
    middle = view.table.visualRect(view.rows.index(row, 0)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert view.table.current is not None
    assert view.table.current.id == "staff"
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    box = named(window, "New support offer", QLineEdit)
    qtbot.keyClicks(box, "Debrief with the night team")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert only(session, StaffSupport)
    assert len(session.snapshot.of(ImmediateAction)) == 1


def test_the_line_at_the_foot_says_what_it_adds_where_one_is(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    view, _ = opened(open_window(empty_case, "respond/first_actions"))
    assert view.capture is not None
    said = {}
    for number, row in enumerate(view.first.rows):
        view.table.setCurrentIndex(view.first.index(number, 0))
        said[row.group] = view.capture.box.placeholderText()
    assert "to make things safe" in said["24"]
    assert said["evidence"].startswith("What will be lost first?")
    assert said["told"] == "Who else has to be told?"
    assert said["staff"].startswith("What is offered to staff")
    view.capture.box.setText("Begun")
    view.table.setCurrentIndex(view.first.index(0, 0))
    assert view.capture.box.accessibleName() == "New support offer", (
        "what is begun is not turned into something else"
    )


def test_what_will_be_lost_is_counted_as_in_the_register(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "respond/first_actions")
    view, session = opened(window)
    with session.step("x") as step:
        for count in (1, 8):
            day = (session.today() + timedelta(days=count)).isoformat()
            step.add(
                EvidenceItem(
                    id=f"e{count}", name=f"Item {count}", vanishes=Time(kind=TimeKind.DATE, start=day)
                )
            )
    QApplication.processEvents()
    lines = {row.id: view.rows.cell(row, DUE).second for row in view.rows.rows}
    assert (lines["e1"], lines["e8"]) == ("lost tomorrow", "lost in 8 days")
    window.go("evidence/register")
    QApplication.processEvents()
    rows = getattr(window.view, "rows")  # noqa: B009
    register = {row.id: rows.cell(row, 4).second for row in rows.rows}
    assert register == {one: f"{lines[one]} unless secured" for one in ("e1", "e8")}


def test_done_before_it_happened_is_said_beside_the_time(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    view, session = opened(open_window(empty_case, "respond/first_actions"))
    session.change(session.snapshot.incident, start=Time(kind=TimeKind.DATETIME, start="2026-03-03T14:20"))
    at(view, "Remove or isolate")
    typed(view, qtbot, DONE, "3 March 2026 10:00")
    assert view.line is not None
    row = view.table.current
    assert row is not None
    cell = view.rows.cell(row, DONE)
    assert (cell.text, cell.second, cell.second_ink) == ("3 Mar 2026 10:00", "Before it happened", "warn")
    typed(view, qtbot, DONE, "3 March 2026 15:00")
    assert view.rows.cell(row, DONE).second == ""


def test_what_usually_has_to_be_secured_is_offered(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    view, session = opened(open_window(empty_case, "respond/first_actions"))
    at(view, "Preserve")
    qtbot.keyClick(view.table, Qt.Key.Key_E)
    menu = next(one for one in view.findChildren(QMenu) if one.isVisible())
    menu.actions()[2].trigger()
    menu.close()
    item = only(session, EvidenceItem)
    assert isinstance(item, EvidenceItem)
    assert item.name == "CCTV and call recordings before overwrite"


def test_a_case_that_is_only_read_takes_nothing(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.open_case(Case.open(empty_case, read_only=True))
    window.go("respond/first_actions")
    view, session = opened(window)
    for key in (Qt.Key.Key_N, Qt.Key.Key_D, Qt.Key.Key_X, Qt.Key.Key_Return):
        at(view, "Preserve")
        qtbot.keyClick(view.table, key)
    assert not session.snapshot.of(ImmediateAction)


def test_a_check_on_what_is_missing_leads_here(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "overview")
    session = window.session
    assert session is not None
    with session.step("x") as step:
        step.add(Factor(id="f", text="One doctor covers four wards"))
    qtbot.waitUntil(lambda: session.checking.current, timeout=20_000)
    checks = session.checking.checks
    assert checks is not None
    where = {one.rule.id: Acting(session).address(one)[0] for one in checks.found}
    for id in ("C-120", "C-122", "C-123"):
        assert where[id] == "respond/first_actions", id


def test_home_and_end_go_to_the_first_and_the_last_row(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    view, _ = opened(open_window(empty_case, "respond/first_actions"))
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_End)
    assert view.table.currentIndex().row() == len(view.rows.rows) - 1
    qtbot.keyClick(view.table, Qt.Key.Key_Home)
    assert view.table.currentIndex().row() == 0
