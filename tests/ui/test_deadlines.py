"""Respond, Deadlines: starting, pausing, extending and meeting deadlines by keyboard in the real window."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.deadlines import DeadlineState, deadline, started_clock
from rca_workbench.model import (
    Answer,
    CandourTest,
    Clock,
    ClockChange,
    ClockChangeKind,
    ClockUnit,
    Notification,
    Profile,
    Time,
    TimeKind,
    new_id,
)
from rca_workbench.ui.places.respond.deadlines import DeadlinesView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
NOW = datetime(2026, 11, 30, 9, 0)
REPORT = "Final report and action plan (levels 1 and 2)"


@pytest.fixture(autouse=True)
def at_that_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "now", lambda _: NOW)


def day(iso: str) -> Time:
    return Time(TimeKind.DATE, iso)


@pytest.fixture
def window(open_window: Open, empty_case: Path) -> MainWindow:
    made = open_window(empty_case, "respond/deadlines")
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made, 3000)
    return made


def view_of(window: MainWindow) -> DeadlinesView:
    QApplication.processEvents()
    assert isinstance(window.view, DeadlinesView)
    return window.view


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def clocks(window: MainWindow) -> list[Clock]:
    return list(session_of(window).snapshot.of(Clock).values())


def add(window: MainWindow, *things: object) -> None:
    with session_of(window).step("Prepare") as step:
        for thing in things:
            step.add(thing)  # type: ignore[type-var]
    QApplication.processEvents()


def a_report(**fields: object) -> Clock:
    return Clock(
        id="report", code="TS-SIF-03", what=REPORT, length=10, unit=ClockUnit.CALENDAR_DAYS, to="commissioner",
        started=day("2026-11-25"), **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def at(window: MainWindow, id: str) -> None:
    session_of(window).select(id)
    view_of(window).table.setFocus()
    QApplication.processEvents()


def rows(window: MainWindow) -> list[str]:
    model = view_of(window).deadline_rows
    return [model.said(row) for row in model.rows]


def choose(window: MainWindow, qtbot: QtBot, words: str) -> None:
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    box = window.focusWidget()
    assert box.accessibleName() == "Which deadline"
    qtbot.keyClicks(box, words)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()


def typed(window: MainWindow, qtbot: QtBot, name: str, words: str) -> None:
    box = named(window, name, QLineEdit)
    box.setFocus()
    box.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(box, words)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()


def seen(window: MainWindow, words: str) -> bool:
    return any(words in one.text() and one.isVisible() for one in window.findChildren(QLabel))


def test_a_deadline_of_the_list_starts_from_what_the_case_knows(window: MainWindow, qtbot: QtBot) -> None:
    session = session_of(window)
    session.change(session.snapshot.case, "Framework", profile=Profile.SIF2015)
    add(window, Notification(id="n", whom="Commissioner", when=day("2026-11-03")))
    choose(window, qtbot, "final report levels")
    (clock,) = clocks(window)
    assert (clock.what, clock.length, clock.unit) == (REPORT, 60, ClockUnit.WORKING_DAYS)
    assert (clock.started, clock.start_event) == (day("2026-11-03"), "reported to the commissioner")
    assert session.selected_id == clock.id
    assert any("In 41 working days, Fri 29 Jan 2027" in row for row in rows(window))


def test_where_the_start_is_not_known_it_is_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, "prevention of future deaths")
    box = window.focusWidget()
    assert box.accessibleName() == "Counts from"
    qtbot.keyClicks(box, "20 November 2026")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    (clock,) = clocks(window)
    assert clock.started.start == "2026-11-20"
    found = deadline(session_of(window).snapshot, clock, NOW)
    assert found.due is not None and found.due.date() == date(2027, 1, 15)


def test_the_list_is_grouped_by_the_framework_of_the_case(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    offered = named(window, "Deadlines of the list", QListWidget)
    assert isinstance(offered, QListWidget)
    texts = [offered.item(row).text() for row in range(offered.count())]
    assert texts[:2] == ["A deadline of our own, with a date", "Patient Safety Incident Response Framework"]
    assert "Other bodies" in texts and not any("StEIS" in text for text in texts)
    assert any(text.endswith("Not checked against the source") for text in texts)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert offered.currentItem().text() == texts[2]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert clocks(window) == []


def test_a_deadline_that_runs_is_not_started_again(window: MainWindow, qtbot: QtBot) -> None:
    add(window, started_clock("TS-PSIRF-03", day("2026-11-03")))
    view_of(window).enter()
    choose(window, qtbot, "outer limit")
    assert len(clocks(window)) == 1
    assert seen(window, "runs already since Tue 3 Nov 2026")
    assert seen(window, "extend it (Shift+E)")


def test_a_deadline_of_our_own_has_a_date_somebody_fixed(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, "our own")
    box = window.focusWidget()
    qtbot.keyClicks(box, "Pre-inquest review")
    typed(window, qtbot, "Due", "15/12")  # without a year: the next one
    (clock,) = clocks(window)
    assert (clock.what, clock.due.start, clock.length) == ("Pre-inquest review", "2026-12-15", None)
    assert any("In 15 days, Tue 15 Dec" in row for row in rows(window))


def test_words_the_list_does_not_have_become_a_deadline_of_our_own(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    qtbot.keyClicks(window.focusWidget(), "Pre-inquest review at the coroner's court")
    offered = named(window, "Deadlines of the list", QListWidget)
    assert isinstance(offered, QListWidget)
    assert [offered.item(row).text() for row in range(offered.count())] == [
        "A deadline of our own, with a date: “Pre-inquest review at the coroner's court”"
    ]
    assert named(window, "Start").isEnabled()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    box = window.focusWidget()
    assert box.accessibleName() == "Due", "what it is was typed already"
    qtbot.keyClicks(box, "15/12")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    (clock,) = clocks(window)
    assert (clock.what, clock.due.start) == ("Pre-inquest review at the coroner's court", "2026-12-15")


def test_words_that_match_start_the_match_and_leave_ones_own_below(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    qtbot.keyClicks(window.focusWidget(), "coroner")
    offered = named(window, "Deadlines of the list", QListWidget)
    assert isinstance(offered, QListWidget)
    assert "“coroner”" not in offered.currentItem().text(), "Enter takes what the list has"
    assert offered.item(offered.count() - 1).text() == "A deadline of our own, with a date: “coroner”"


def test_m_says_it_is_met_today_and_asks_what_shows_it(window: MainWindow, qtbot: QtBot) -> None:
    add(window, a_report())
    at(window, "report")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_M)
    QApplication.processEvents()
    assert clocks(window)[0].met == day("2026-11-30")
    assert window.focusWidget().accessibleName() == "What shows it"
    assert any("Met on Mon 30 Nov" in row for row in rows(window))


def test_an_extension_moves_the_date_with_its_reason(window: MainWindow, qtbot: QtBot) -> None:
    add(window, a_report())
    at(window, "report")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    assert window.focusWidget().accessibleName() == "Extended to"
    assert not any(
        one.accessibleName() == "Paused from" and one.isVisible() for one in window.findChildren(QLineEdit)
    )
    typed(window, qtbot, "Extended to", "20/12")  # the next such day, as one means for what is due
    (change,) = session_of(window).snapshot.of(ClockChange).values()
    assert (change.change, change.until) == (ClockChangeKind.EXTENSION, "2026-12-20")
    assert any("In 20 days, Sun 20 Dec" in row for row in rows(window))
    assert seen(window, "Extended from Sat 5 Dec 2026 to Sun 20 Dec 2026")


def test_an_extension_that_was_begun_and_left_goes_again(window: MainWindow, qtbot: QtBot) -> None:
    add(window, a_report())
    at(window, "report")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    assert session_of(window).snapshot.of(ClockChange)
    done = next(one for one in window.findChildren(QPushButton) if one.text() == "Done" and one.isVisible())
    qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
    assert not session_of(window).snapshot.of(ClockChange)


def test_a_pause_stops_the_clock_and_the_same_key_lets_it_go_on(window: MainWindow, qtbot: QtBot) -> None:
    add(window, a_report())
    at(window, "report")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    snapshot = session_of(window).snapshot
    assert deadline(snapshot, snapshot.of(Clock)["report"], NOW).state is DeadlineState.PAUSED
    assert window.focusWidget().accessibleName() == "Reason"
    assert named(window, "Goes on from", QLineEdit)
    at(window, "report")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    (change,) = session_of(window).snapshot.of(ClockChange).values()
    assert (change.since, change.until) == ("2026-11-30", "2026-11-30")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("3 March 2027", "met on Wed 3 Mar 2027, and that day lies ahead"),
        ("3 November 2026", "before it started on Wed 25 Nov 2026"),
    ],
)
def test_a_date_that_cannot_be_right_is_kept_and_spoken_of(
    window: MainWindow, qtbot: QtBot, words: str, said: str
) -> None:
    add(window, a_report())
    at(window, "report")
    window.focus_details("met")
    typed(window, qtbot, "Met", words)
    assert clocks(window)[0].met.kind is TimeKind.DATE
    assert seen(window, said)
    assert any(said in row for row in rows(window))


def test_due_before_its_start_is_spoken_of(window: MainWindow) -> None:
    add(window, Clock(id="own", what="Inquest", started=day("2026-11-20"), due=day("2026-11-02")))
    at(window, "own")
    assert seen(window, "It is due on Mon 2 Nov 2026, before it started on Fri 20 Nov 2026.")


def test_what_may_apply_is_offered_and_started_with_one_key(window: MainWindow, qtbot: QtBot) -> None:
    session = session_of(window)
    session.change(session.snapshot.incident, "Found", found=day("2026-11-20"), reported=day("2026-11-21"))
    add(window, CandourTest(id="candour_test", applies=Answer.YES, aware=day("2026-11-22")))
    assert "May apply, Enter starts one, Shift+A starts all" in rows(window)
    view_of(window).table.setFocus()
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    started = {clock.code: clock for clock in clocks(window)}
    assert started.keys() >= {"TS-DOC-01", "TS-DOC-02", "TS-LFPSE-01"}
    assert started["TS-DOC-01"].started == day("2026-11-22")
    assert started["TS-DOC-02"].started == day("2026-11-21")
    assert not any(row.startswith("May apply") for row in rows(window))
    session.undo()
    assert clocks(window) == []


def test_enter_on_an_offer_starts_that_one(window: MainWindow, qtbot: QtBot) -> None:
    session = session_of(window)
    session.change(session.snapshot.incident, "Found", found=day("2026-11-20"))
    view = view_of(window)
    assert view.deadline_rows.rows[1].id == "offer:TS-LFPSE-01"
    view.table.setFocus()
    view.table.setCurrentIndex(view.deadline_rows.index(1, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert [clock.code for clock in clocks(window)] == ["TS-LFPSE-01"]


def test_a_local_target_is_taken_with_one_press_and_stays_marked(window: MainWindow, qtbot: QtBot) -> None:
    add(window, started_clock("TS-DOC-03", day("2026-11-20")))
    (clock,) = clocks(window)
    at(window, clock.id)
    press = named(window, "Take 10 working days as local target (common local policy, not law)", QPushButton)
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    (clock,) = clocks(window)
    assert (clock.length, clock.local) == (10, True)
    assert named(window, "Local target", QPushButton)
    assert any("Local target" in row for row in rows(window))


def test_a_pause_that_lies_ahead_is_not_ended_before_it_begins(window: MainWindow, qtbot: QtBot) -> None:
    ahead = ClockChange(id="p", clock="report", change=ClockChangeKind.PAUSE, since="2026-12-02")
    add(window, a_report(), ahead)
    at(window, "report")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    found = {one.since: one.until for one in session_of(window).snapshot.of(ClockChange).values()}
    assert found == {"2026-12-02": "", "2026-11-30": ""}


def test_late_deadlines_stand_on_the_front_page_the_rail_and_above_the_case(window: MainWindow) -> None:
    session = session_of(window)
    session.change(session.snapshot.incident, "Summary", summary="A review was delayed")
    add(
        window,
        started_clock("TS-PSIRF-03", day("2026-11-03")),
        Clock(id="late", what="Tell the commissioner", due=day("2026-11-28")),
    )
    rail = named(window, "Respond, 1 deadline late or due within 24 hours", QToolButton)
    assert rail.toolTip() == "1 deadline late or due within 24 hours"
    assert window.topbar.line.toolTip().endswith("day 27 of 181")
    window.go("overview")
    assert seen(window, "Tell the commissioner: 2 days late")
    assert seen(window, "2 deadlines running, 1 late.")
    session.change(session.snapshot.of(Clock)["late"], "Met", met=day("2026-11-29"))
    assert named(window, "Respond", QToolButton)


def test_the_list_of_cases_shows_the_next_deadline(
    open_window: Open, empty_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty_case)
    late = (datetime.now().date() - timedelta(days=2)).isoformat()
    add(window, Clock(id="late", what="Tell the commissioner", due=day(late)))
    window.close_case()
    window.files.open_path(empty_case)
    window.show_cases()
    row = next(
        one
        for one in window.findChildren(QPushButton)
        if one.isVisible() and "next deadline: Tell the commissioner, 2 days late" in one.accessibleName()
    )
    assert row.accessibleName().startswith("Open Delayed review on ward 7")
    assert seen(window, "2 days late")


def test_what_was_typed_is_read_as_words_and_never_as_a_page(window: MainWindow, empty_case: Path) -> None:
    session = session_of(window)
    tagged = "<b>Tell</b> the commissioner"
    session.change(session.snapshot.case, "Title", title=tagged)
    session.change(session.snapshot.incident, "Summary", summary="A review was delayed")
    add(window, Clock(id="late", what=tagged, due=day("2026-11-28")))

    def plain() -> bool:
        shown = [one for one in window.findChildren(QLabel) if one.isVisible() and "<b>" in one.text()]
        return bool(shown) and all(one.textFormat() is Qt.TextFormat.PlainText for one in shown)

    window.go("overview")
    QApplication.processEvents()
    assert plain()
    window.close_case()
    window.files.open_path(empty_case)
    window.show_cases()
    QApplication.processEvents()
    assert plain()


def test_the_calendar_holds_what_is_due(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(window, a_report())
    said: list[str] = []
    monkeypatch.setattr(window.exports, "_written", lambda path, words: said.append(words))
    window.exports.write_other(tmp_path / "dates.ics", "timeline")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "DTSTART;VALUE=DATE:20261205" in (tmp_path / "dates.ics").read_text()
    assert said == ["The file is written."]


def test_removing_a_deadline_takes_its_pauses_along_and_undo_brings_all_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    add(
        window,
        a_report(),
        ClockChange(
            id=new_id(), clock="report", change=ClockChangeKind.PAUSE, since="2026-11-26", until="2026-11-27"
        ),
    )
    at(window, "report")
    qtbot.keyClick(view_of(window).table, Qt.Key.Key_Delete)
    assert clocks(window) == [] and not session_of(window).snapshot.of(ClockChange)
    session_of(window).undo()
    assert len(clocks(window)) == 1 and len(session_of(window).snapshot.of(ClockChange)) == 1


def test_the_minute_takes_no_box_away_in_which_somebody_types(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = Clock(id="long", what="Review", length=60, unit=ClockUnit.CALENDAR_DAYS, started=day("2026-10-09"))
    add(window, a_report(), long)
    view = view_of(window)
    ids = [row.id for row in view.deadline_rows.rows]
    at(window, "report")
    qtbot.keyClick(view.table, Qt.Key.Key_F2)
    box = view.table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "Report to the board")
    # The longer one is at risk before the other: it comes first from now on.
    monkeypatch.setattr(Session, "now", lambda _: datetime(2026, 12, 3, 9, 0))
    view._minute.timeout.emit()
    assert box.isVisible()
    qtbot.keyClicks(box, " in full")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "Report to the board in full" in [one.what for one in clocks(window)]
    view._minute.timeout.emit()
    assert [row.id for row in view.deadline_rows.rows] != ids
