"""An action on its way: approved, moved, handed over, done, judged; each asks for what has to be said, and no more."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Action,
    ActionStatus,
    DataPoint,
    Entity,
    Measure,
    MeasureKind,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Snapshot,
    Standing,
    Strength,
)
from rca_workbench.ui.details.action import ActionPage, baseline_words
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named
from .test_actions import a_factor, go_to_row, headings, session_of, view_of

Open = Callable[..., MainWindow]
TODAY = date(2027, 4, 4)


@pytest.fixture
def opened(open_window: Open, empty_case: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(Session, "today", lambda self: TODAY)
    return open_window(empty_case, "improve/actions")


def put(window: MainWindow, *several: Entity) -> None:
    with session_of(window).step("Put") as step:
        for one in several:
            step.add(one)


def an_action(window: MainWindow, **values: object) -> Action:
    fields: dict[str, object] = {"text": "One model of pump", "code": "A1", "order": "V", **values}
    put(window, Action(id="a", **fields))  # type: ignore[arg-type]
    view = view_of(window)
    go_to_row(view, "a")
    return now(window)


def now(window: MainWindow) -> Action:
    return session_of(window).snapshot.of(Action)["a"]


def notes(window: MainWindow) -> list[ProgressNote]:
    return list(session_of(window).snapshot.of(ProgressNote).values())


def typed(qtbot: QtBot, window: QWidget, name: str, text: str) -> QLineEdit:
    box = named(window, name, QLineEdit)
    assert isinstance(box, QLineEdit)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    return box


def key(qtbot: QtBot, window: MainWindow, letter: Qt.Key) -> None:
    view = view_of(window)
    view.table.setFocus()
    qtbot.keyClick(view.table, letter)


def notice(window: MainWindow) -> str:
    return "\n".join(one.text() for one in window.notice.findChildren(QLabel) if one.isVisible())


def test_what_an_action_reads_as_is_offered_while_it_is_typed_and_never_set_by_itself(
    opened: MainWindow, qtbot: QtBot
) -> None:
    an_action(opened)
    key(qtbot, opened, Qt.Key.Key_N)
    box = opened.focusWidget()
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "Remind staff at handover")
    assert "Reads as weaker" in box.accessibleDescription()
    assert "training or reminder" in box.accessibleDescription()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    box = opened.focusWidget()
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "Interlock on the pump door")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    _, plain, accepted = session_of(opened).snapshot.of(Action).values()
    assert (plain.text, plain.strength) == ("Remind staff at handover", None)
    assert accepted.strength is Strength.STRONGER
    assert "interlock" in accepted.strength_reason.lower()


def test_one_key_accepts_the_strength_and_keeps_the_reason(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, text="Checklist for every transfer")
    view = view_of(opened)
    assert view.rows.cell(view.rows.rows[view.rows.row_of("a")], 1).second == "reads as intermediate"
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert now(opened).strength is Strength.INTERMEDIATE
    assert "checklist" in now(opened).strength_reason
    assert session_of(opened).case.undo_label == "Accept strength"


def test_details_offers_the_strength_with_its_reason(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, text="Second check of every dose")
    session_of(opened).select("a")
    qtbot.mouseClick(named(opened, "Accept strength: weaker", QPushButton), Qt.MouseButton.LeftButton)
    assert now(opened).strength is Strength.WEAKER
    assert "Redundancy" in now(opened).strength_reason


def test_approving_asks_for_a_measure_with_a_baseline(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, owner="Matron", due="2027-05-01")
    key(qtbot, opened, Qt.Key.Key_A)
    box = typed(qtbot, opened, "Approved by, by role", "Medical director")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert now(opened).status is ActionStatus.PROPOSED, "neither a measure nor a reason was given"
    typed(qtbot, opened, "What will be counted, to see whether it works", "Late doses, each week")
    box = typed(qtbot, opened, "Where does that stand now?", "6 in 100")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (now(opened).status, now(opened).approved) == (ActionStatus.AGREED, "2027-04-04")
    assert now(opened).approved_by == "Medical director"
    (measure,) = session_of(opened).snapshot.of(Measure).values()
    assert (measure.name, measure.baseline, measure.action) == ("Late doses, each week", "6 in 100", "a")


def test_approving_without_a_measure_keeps_the_reason(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened)
    key(qtbot, opened, Qt.Key.Key_A)
    typed(qtbot, opened, "Owner, by role", "Matron")
    typed(qtbot, opened, "Due", "in 4 weeks")
    box = typed(
        qtbot, opened, "Or: why is there no measure with a baseline?", "The door is there or it is not"
    )
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (now(opened).status, now(opened).owner, now(opened).due) == (
        ActionStatus.AGREED,
        "Matron",
        "2027-05-02",
    )
    (note,) = notes(opened)
    assert (note.progress_kind, note.text) == (ProgressKind.REVIEWED, "The door is there or it is not")


def test_approving_with_nobody_to_own_it_says_so(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, due="2027-05-01")
    key(qtbot, opened, Qt.Key.Key_A)
    box = typed(
        qtbot, opened, "Or: why is there no measure with a baseline?", "The door is there or it is not"
    )
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert now(opened).status is ActionStatus.AGREED
    assert notice(opened).startswith("It is approved, and nobody owns it yet.")


def test_a_baseline_of_nothing_is_not_dropped_in_silence(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, owner="Matron", due="2027-05-01")
    key(qtbot, opened, Qt.Key.Key_A)
    typed(qtbot, opened, "Where does that stand now?", "6 in 100")
    box = typed(qtbot, opened, "Or: why is there no measure with a baseline?", "Too early")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert now(opened).status is ActionStatus.PROPOSED
    box = typed(qtbot, opened, "What will be counted, to see whether it works", "Late doses")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    (measure,) = session_of(opened).snapshot.of(Measure).values()
    assert (measure.name, measure.baseline) == ("Late doses", "6 in 100")


def test_a_measure_without_a_name_can_be_given_its_baseline(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, owner="Matron", due="2027-05-01")
    put(opened, Measure(id="m", action="a"))
    key(qtbot, opened, Qt.Key.Key_A)
    box = typed(qtbot, opened, "Where does that stand now?", "6 in 100")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert now(opened).status is ActionStatus.AGREED
    assert session_of(opened).snapshot.of(Measure)["m"].baseline == "6 in 100"


def test_saying_afterwards_what_was_open_when_it_was_approved_takes_no_step_back(
    opened: MainWindow, qtbot: QtBot
) -> None:
    an_action(
        opened, owner="Matron", due="2027-05-01", status=ActionStatus.IN_PROGRESS, approved="2027-03-01"
    )
    key(qtbot, opened, Qt.Key.Key_A)
    box = typed(qtbot, opened, "Or: why is there no measure with a baseline?", "It is there or it is not")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [note.text for note in notes(opened)] == ["It is there or it is not"]
    assert (now(opened).status, now(opened).approved) == (ActionStatus.IN_PROGRESS, "2027-03-01")


def test_a_reason_for_no_measure_gives_way_to_the_baseline_it_has_now() -> None:
    action = Action(id="a", status=ActionStatus.AGREED)
    why = ProgressNote(
        id="n", action="a", progress_kind=ProgressKind.REVIEWED, now="Agreed", text="Too early"
    )
    without = Snapshot.empty().changed([action, why], (), "")
    assert baseline_words(without, action) == "Approved without a measure and baseline: Too early"
    measured = without.changed([Measure(id="m", action="a", name="Late doses", baseline="6")], (), "")
    assert baseline_words(measured, action) == ""


def test_what_a_box_over_a_row_begins_with_is_what_is_kept_and_not_what_stands_for_nothing(
    opened: MainWindow,
) -> None:
    an_action(opened, text="")
    put(opened, Recommendation(id="r", text="", order="V"))
    rows = view_of(opened).rows
    for id in ("a", "r"):
        kept = [rows.index(rows.row_of(id), at).data(Qt.ItemDataRole.EditRole) for at in (0, 2, 3)]
        assert kept == ["", "", ""]
        assert rows.index(rows.row_of(id), 2).data() == "Nobody yet"


def test_words_of_the_opposite_judgement_are_not_offered_again(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(
        opened, status=ActionStatus.EFFECTIVE, done="2027-01-04", effect="From 9 a month to 3",
        effect_by="Medical director",
    )  # fmt: skip
    view_of(opened).move_on(ActionStatus.NOT_EFFECTIVE)
    box = named(opened, "What the data show of its effect", QLineEdit)
    assert isinstance(box, QLineEdit) and box.text() and box.text() != "From 9 a month to 3"


def test_leaving_the_box_leaves_all_as_it_was(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened)
    key(qtbot, opened, Qt.Key.Key_A)
    box = named(opened, "Owner, by role", QLineEdit)
    qtbot.keyClicks(box, "Matron")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not named(opened, "Actions by the factor they address").isHidden()
    assert (now(opened).status, now(opened).owner) == (ActionStatus.PROPOSED, "")


def test_implemented_asks_what_shows_it(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, status=ActionStatus.IN_PROGRESS)
    key(qtbot, opened, Qt.Key.Key_I)
    typed(qtbot, opened, "Done on", "5/4/2027")
    box = typed(qtbot, opened, "What shows it was done", "Photograph")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert now(opened).status is ActionStatus.IN_PROGRESS, "the day lies ahead"
    typed(qtbot, opened, "When is it looked at again?", "in 3 months")
    box = typed(qtbot, opened, "Done on", "2/4/2027")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    found = now(opened)
    assert found.review == "2027-07-04"
    assert (found.status, found.done, found.proof) == (ActionStatus.IMPLEMENTED, "2027-04-02", "Photograph")


def test_nobody_calls_it_effective_without_data(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, status=ActionStatus.EFFECT_UNDER_REVIEW, done="2027-01-04")
    key(qtbot, opened, Qt.Key.Key_E)
    assert now(opened).status is ActionStatus.EFFECT_UNDER_REVIEW
    assert "No measure belongs to this action" in notice(opened) and "Add a measure" in notice(opened)
    session_of(opened).select("a")
    page = opened.findChild(ActionPage)
    assert page is not None
    pick = named(page, "Status", QComboBox)
    assert isinstance(pick, QComboBox)
    at = pick.findText("Effective")
    pick.setCurrentIndex(at)
    pick.activated.emit(at)
    assert now(opened).status is ActionStatus.EFFECT_UNDER_REVIEW
    assert pick.currentText() == "Effect under review"


@pytest.mark.parametrize("status", [ActionStatus.PROPOSED, ActionStatus.AGREED, ActionStatus.IN_PROGRESS])
@pytest.mark.parametrize(
    "judged", [ActionStatus.EFFECT_UNDER_REVIEW, ActionStatus.EFFECTIVE, ActionStatus.NOT_EFFECTIVE]
)
def test_what_was_not_done_is_not_judged_before_it_is_said_when_it_was_done(
    opened: MainWindow, qtbot: QtBot, status: ActionStatus, judged: ActionStatus
) -> None:
    an_action(opened, status=status)
    view_of(opened).move_on(judged)
    asked = view_of(opened).moves.box
    assert (
        asked.said.text().startswith("First say when it was done") and "not implemented" in asked.help.text()
    )
    box = typed(qtbot, opened, "Done on", "2/4/2027")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (now(opened).status, now(opened).done) == (ActionStatus.IMPLEMENTED, "2027-04-02")


def test_one_that_was_judged_and_never_done_does_not_look_done_in_the_list(opened: MainWindow) -> None:
    an_action(opened, status=ActionStatus.EFFECTIVE, due="2027-03-01")
    rows = view_of(opened).table.rows
    row = rows.rows[rows.row_of("a")]
    cells = [rows.cell(row, column) for column in range(len(rows.columns))]
    assert (cells[0].second, cells[0].second_ink) == ("Effective", "warn")
    assert any(one.second == "day done not said" for one in cells)


def test_one_under_review_is_asked_for_its_day_and_stays_under_review(
    opened: MainWindow, qtbot: QtBot
) -> None:
    an_action(opened, status=ActionStatus.EFFECT_UNDER_REVIEW)
    key(qtbot, opened, Qt.Key.Key_E)
    box = typed(qtbot, opened, "Done on", "2/4/2027")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (now(opened).status, now(opened).done) == (ActionStatus.EFFECT_UNDER_REVIEW, "2027-04-02")


def test_not_effective_needs_a_reason_and_no_chart(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, status=ActionStatus.EFFECT_UNDER_REVIEW, done="2027-01-04")
    view_of(opened).move_on(ActionStatus.NOT_EFFECTIVE)
    box = typed(qtbot, opened, "What the data show of its effect", "Nobody uses it")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (now(opened).status, now(opened).effect) == (ActionStatus.NOT_EFFECTIVE, "Nobody uses it")
    assert now(opened).effect_on == "2027-04-04"


def test_effective_is_said_where_a_chart_shows_it(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, status=ActionStatus.EFFECT_UNDER_REVIEW, done="2026-07-01")
    measure = Measure(
        id="m", action="a", name="Late doses", better="lower", every="week", measure_kind=MeasureKind.OUTCOME
    )
    days = [date(2026, 3, 2) + timedelta(weeks=week) for week in range(44)]
    counts = [(40, 44, 38, 42) if week < 17 else (9, 12, 8, 11) for week in range(44)]
    values = [
        DataPoint(id=f"v{n:02}", measure="m", on=day.isoformat(), value=str(counts[n][n % 4]))
        for n, day in enumerate(days)
    ]
    put(opened, measure, *values)
    key(qtbot, opened, Qt.Key.Key_E)
    box = typed(qtbot, opened, "Judged by, by role", "Medical director")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert now(opened).status is ActionStatus.EFFECTIVE
    assert now(opened).effect and now(opened).effect_by == "Medical director"


def test_stopping_needs_the_reason(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, status=ActionStatus.IN_PROGRESS)
    view_of(opened).move_on(ActionStatus.STOPPED)
    box = named(opened, "Stopped because", QLineEdit)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert now(opened).status is ActionStatus.IN_PROGRESS
    qtbot.keyClicks(box, "The supplier withdrew it")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (now(opened).status, now(opened).stopped) == (ActionStatus.STOPPED, "The supplier withdrew it")


def test_the_list_is_grouped_by_owner_due_date_and_state_and_remembers_it(
    opened: MainWindow, empty_case: Path, open_window: Open
) -> None:
    an_action(opened, owner="Matron", due="2027-03-01")
    put(
        opened,
        Action(id="b", text="B", owner="matron", due="2027-04-20", order="W", status=ActionStatus.AGREED),
        Action(id="c", text="C", order="X"),
        Recommendation(id="r", text="R", to="Regulator"),
    )
    view = view_of(opened)
    run = view.group_by
    from rca_workbench.ui.places.improve.grouping import By

    run(By.OWNER)
    assert headings(view) == [("Matron", "2 actions"), ("Regulator", "1 action"), ("Nobody yet", "1 action")]
    run(By.STATE)
    assert [one for one, _ in headings(view)] == ["Proposed", "Approved", "Recommendations to others"]
    run(By.DUE)
    assert [one for one, _ in headings(view)] == [
        "Late", "In the next 30 days", "No date yet", "Recommendations to others",
    ]  # fmt: skip
    assert view.remember()["by"] == "due"
    view.recall({"by": "owner"})
    assert headings(view)[0][0] == "Matron"


def test_an_action_added_to_an_owners_group_is_theirs(opened: MainWindow, qtbot: QtBot) -> None:
    from rca_workbench.ui.places.improve.grouping import By

    an_action(opened, owner="Matron")
    view = view_of(opened)
    view.group_by(By.OWNER)
    go_to_row(view, "a")
    key(qtbot, opened, Qt.Key.Key_N)
    box = opened.focusWidget()
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "Another pump")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [one.owner for one in session_of(opened).snapshot.of(Action).values()] == ["Matron", "Matron"]


def test_an_answer_to_a_recommendation_is_chosen_and_shown(opened: MainWindow) -> None:
    put(opened, Recommendation(id="r", text="Close the gap", reference="21/1", response="We will see"))
    view = view_of(opened)
    go_to_row(view, "r")
    opened.commands.run("action_declined")
    found = session_of(opened).snapshot.of(Recommendation)["r"]
    assert found.standing is Standing.DECLINED
    assert view.rows.cell(view.rows.rows[view.rows.row_of("r")], 0).second == "Recommendation 21/1, declined"


def test_smart_is_said_in_words_and_letters(opened: MainWindow) -> None:
    an_action(opened, owner="Matron", authority="Holds the budget", unit="Ward 7", due="2027-05-01")
    view = view_of(opened)
    cell = view.rows.cell(view.rows.rows[view.rows.row_of("a")], 4)
    assert cell.letters == (("S", True), ("M", False), ("A", True), ("R", False), ("T", False))
    assert "a measure (measurable)" in cell.text and "a day to review it" in cell.text


def test_the_plan_stands_beside_published_plans(opened: MainWindow, qtbot: QtBot) -> None:
    an_action(opened, text="Remind staff", strength=Strength.WEAKER)
    qtbot.mouseClick(
        named(opened, "Strength: 1 weaker: training and reminders only", QPushButton),
        Qt.MouseButton.LeftButton,
    )
    box = named(opened, "Your plan beside published plans", QFrame)
    pictures = [one.accessibleName() for one in box.findChildren(QWidget)]
    assert any("Victoria, Australia: 8 % stronger, 44 % intermediate, 48 % weaker" in one for one in pictures)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_a_copy_of_an_action_begins_anew(opened: MainWindow) -> None:
    an_action(opened, status=ActionStatus.EFFECTIVE, done="2027-01-04", effect="It works", owner="Matron")
    view_of(opened).duplicate()
    copy = list(session_of(opened).snapshot.of(Action).values())[1]
    assert (copy.status, copy.done, copy.effect, copy.owner) == (ActionStatus.PROPOSED, "", "", "Matron")


def test_a_read_only_case_asks_for_nothing(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    an_action(opened)
    monkeypatch.setattr(Session, "read_only", property(lambda self: True))
    enabled = {one.id for one in view_of(opened).commands() if one.enabled()}
    assert not enabled & {
        "action_approve",
        "action_stop",
        "action_left",
        "action_strength",
        "action_effective",
    }


def test_an_action_below_the_level_of_its_factor_says_so(opened: MainWindow) -> None:
    factor = a_factor(session_of(opened))
    an_action(opened, addresses=(factor.id,), level="ACC.ACT", strength=Strength.WEAKER)
    view = view_of(opened)
    cell = view.rows.cell(view.rows.rows[view.rows.row_of("a")], 1)
    assert (cell.text, cell.second, cell.bars) == ("Weaker", "below its factor", 1)


def test_the_plan_goes_out_as_a_spreadsheet_from_the_list(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    an_action(opened)
    out = tmp_path / "plan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    monkeypatch.setattr(opened.exports, "_written", lambda *_: None)
    opened.commands.run("action_sheet")
    qtbot.waitUntil(lambda: not opened.busy)
    assert (tmp_path / "plan.xlsx").read_bytes().startswith(b"PK")
