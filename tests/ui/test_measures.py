"""Improve, Measures: values typed, pasted and walked, changes marked, and what the chart says, in the real window."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.spc import Effect
from rca_workbench.model import Action, DataPoint, Factor, Measure, MeasureChange, MeasureKind
from rca_workbench.store import Case
from rca_workbench.ui import style
from rca_workbench.ui.details.measure import ActionMeasures
from rca_workbench.ui.places.improve.measures import MeasuresView
from rca_workbench.ui.places.improve.measures_edits import next_day
from rca_workbench.ui.places.improve.measures_rows import NO_ACTION, SAYS
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow
from tests.analysis.spc_cases import STEADY, measured, month

from .conftest import named

Open = Callable[..., MainWindow]
FALLEN = (*STEADY, 9, 8, 9, 7, 6, 8, 9, 5)


def view_of(window: MainWindow) -> MeasuresView:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 3000)
    QApplication.processEvents()
    assert isinstance(window.view, MeasuresView)
    return window.view


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def an_action(session: Session, **fields: object) -> Action:
    with session.step("Add action") as step:
        return step.add(Action(id="a", code="A1", text="A second registrar at night", **fields))  # type: ignore[arg-type]


def a_measure(session: Session, values: tuple[object, ...] = (), **fields: object) -> Measure:
    given: dict[str, object] = {
        "name": "Late doses",
        "action": "a",
        "every": "month",
        "better": "lower",
    } | fields
    with session.step("Add measure") as step:
        measure = step.add(Measure(id="m", **given))  # type: ignore[arg-type]
        for at, one in enumerate(values):
            step.add(DataPoint(id=f"v{at}", measure="m", on=month(at), value=str(one)))
    return measure


def values(session: Session) -> list[tuple[str, str, str]]:
    found = sorted(session.snapshot.of(DataPoint).values(), key=lambda one: one.on)
    return [(one.on, one.value, one.denominator) for one in found]


def said(window: MainWindow) -> str:
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def type_in(window: MainWindow, name: str, text: str, qtbot: QtBot) -> None:
    box = named(window, name, QLineEdit)
    box.setFocus()
    qtbot.keyClicks(box, text)


def test_a_measure_is_added_for_the_action_one_is_at(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/measures")
    session, view = session_of(window), view_of(window)
    assert "Add a measure for an action: what would you count, how often?" in said(window)
    an_action(session)
    view.table.setCurrentIndex(view.measure_rows.index(0, 0))
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit) and "A second registrar at night" in box.accessibleName()
    qtbot.keyClicks(box, "Late doses")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    [measure] = session.snapshot.of(Measure).values()
    assert (measure.name, measure.action) == ("Late doses", "a")
    assert view.measure == measure and session.selected_id == measure.id
    assert view.primary().title == "Add value"


def test_values_are_typed_one_after_the_other_the_next_day_understood(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session)
    view = view_of(window)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    date_box = QApplication.focusWidget()
    assert isinstance(date_box, QLineEdit) and date_box.accessibleName() == "Date of the value"
    qtbot.keyClicks(date_box, "1/3/2025")
    qtbot.keyClick(date_box, Qt.Key.Key_Tab)
    value = QApplication.focusWidget()
    assert isinstance(value, QLineEdit)
    qtbot.keyClicks(value, "12,5")
    assert "reads 1 March 2025; reads 12.5" in said(window)
    qtbot.keyClick(value, Qt.Key.Key_Return)
    value = QApplication.focusWidget()
    assert isinstance(value, QLineEdit) and value.accessibleName() == "Value"
    qtbot.keyClicks(value, "13")
    qtbot.keyClick(value, Qt.Key.Key_Return)
    assert values(session) == [("2025-03-01", "12,5", ""), ("2025-04-01", "13", "")]
    assert "2 values; limits need 13." in said(window)


@pytest.mark.parametrize(
    ("days", "then"),
    [
        (("2025-01-31", "2025-02-28"), "2025-03-31"),
        (("2025-03-31",), "2025-04-30"),
        (("2025-01-01", "2025-02-01"), "2025-03-01"),
        (("2025-01-28", "2025-02-28"), "2025-03-28"),
    ],
)
def test_the_next_value_of_a_month_is_expected_on_its_last_day_where_those_before_were(
    days: tuple[str, ...], then: str
) -> None:
    case = measured([1] * len(days), days=days)
    assert next_day(case, case.of(Measure)["m"], date(2025, 12, 1)) == then


def test_a_value_without_a_day_is_asked_for_one_and_kept_where_it_was_typed(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session)
    view_of(window)
    type_in(window, "Value", "12", qtbot)
    qtbot.keyClick(named(window, "Value", QLineEdit), Qt.Key.Key_Return)
    assert not values(session) and "Date must be a day, like 1 March 2025 or 1/3." in said(window)
    assert named(window, "Value", QLineEdit).text() == "12"  # type: ignore[attr-defined]


def test_a_value_of_a_day_to_come_is_not_kept(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session)
    view_of(window)
    type_in(window, "Date of the value", "1/3/2099", qtbot)
    type_in(window, "Value", "12", qtbot)
    qtbot.keyClick(named(window, "Value", QLineEdit), Qt.Key.Key_Return)
    assert not values(session) and "The date is still to come." in said(window)
    assert named(window, "Value", QLineEdit).text() == "12"  # type: ignore[attr-defined]


def test_a_pasted_table_is_shown_as_read_and_comes_in_as_one_step(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session)
    view = view_of(window)
    mime = QMimeData()
    mime.setText("Month\tLate\tDoses\nJan-25\t3\t900\nFeb-25\tn/a\t870\nMar-25\t4\t910\n")
    QGuiApplication.clipboard().setMimeData(mime)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "3 rows read, 1 left out, with the reason beside it." in said(window) and not values(session)
    rows = view.pane.bringing.rows
    assert [rows.cell(row, 3).text for row in rows.rows] == [
        "Left out: “n/a” is no value",
        "Comes in",
        "Comes in",
    ]
    assert not view.chart.isVisible(), "the preview has the room of the chart"
    qtbot.keyClick(view.pane.bringing.table, Qt.Key.Key_Return)
    assert values(session) == [("2025-01-01", "3", "900"), ("2025-03-01", "4", "910")]
    session.undo()
    assert not values(session)


def test_a_table_pasted_into_the_line_is_read_as_a_table(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session)
    view_of(window)
    QGuiApplication.clipboard().setText("1/1/2025\t3\n1/2/2025\t4\n")
    box = named(window, "Value", QLineEdit)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    button = named(window, "Add 2 values", QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(values(session)) == 2


def test_a_file_of_values_comes_in(open_window: Open, empty_case: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session)
    view = view_of(window)
    path = tmp_path / "late doses.csv"
    path.write_text("Date;Value\n01/01/2025;12,5\n01/02/2025;13,1\n", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([path.as_uri()])
    QGuiApplication.clipboard().setMimeData(mime)
    view.pane.paste()
    qtbot.mouseClick(named(window, "Add 2 values", QPushButton), Qt.MouseButton.LeftButton)
    assert values(session) == [("2025-01-01", "12,5", ""), ("2025-02-01", "13,1", "")]


def test_arrows_walk_the_chart_and_read_each_value(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session, done="2025-04-01")
    a_measure(session, FALLEN, baseline_until="2025-03-31")
    view = view_of(window)
    assert view.drawn is not None and view.drawn.verdict.effect is Effect.IMPROVED
    assert "Improvement since 1 April 2025: 8 values in a row below the mean." in said(window)
    assert "Improvement since 1 April 2025" in view.chart.accessibleName()
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_C)
    assert view.chart.hasFocus()
    qtbot.keyClick(view.chart, Qt.Key.Key_End)
    assert view.chart.accessibleDescription().startswith("1 November 2025: 5")
    qtbot.keyClick(view.chart, Qt.Key.Key_Left)
    assert view.chart.at == 21 and view.pane.table.current is not None and view.pane.table.current.id == "v21"
    qtbot.keyClick(view.chart, Qt.Key.Key_Return)
    assert view.pane.table.hasFocus()
    qtbot.keyClick(view.pane.table, Qt.Key.Key_Escape)
    assert view.table.hasFocus()


def test_a_value_is_corrected_and_removed_in_the_table(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session, (1, 2, 3))
    view = view_of(window)
    view.pane.table.setFocus()
    view.pane.table.setCurrentIndex(view.pane.rows.index(1, 1))
    qtbot.keyClick(view.pane.table, Qt.Key.Key_F2)
    box = view.pane.table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    box.selectAll()
    qtbot.keyClicks(box, "20")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert [value for _, value, _ in values(session)] == ["1", "20", "3"]
    view.pane.table.setFocus()
    qtbot.keyClick(view.pane.table, Qt.Key.Key_Delete)
    assert [value for _, value, _ in values(session)] == ["1", "3"]


def test_what_x_and_mr_are_is_said_where_a_chart_is_called_so(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session, FALLEN)
    view_of(window)
    assert "SPC chart (XmR). X is each value by itself, mR how far it lies from the one before" in said(
        window
    )


def test_a_change_is_marked_and_new_limits_ask_why(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session, done="2025-04-01")
    a_measure(session, (*FALLEN, *FALLEN[15:]))
    view = view_of(window)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    what = QApplication.focusWidget()
    assert isinstance(what, QLineEdit) and what.text() == "A second registrar at night"
    assert named(window, "Day of the change", QLineEdit).text() == "1 April 2025"  # type: ignore[attr-defined]
    tick = next(
        one for one in window.findChildren(QCheckBox) if one.text().startswith("Work limits out anew")
    )
    tick.setChecked(True)
    qtbot.mouseClick(view.pane.change_line.button, Qt.MouseButton.LeftButton)
    assert not session.snapshot.of(MeasureChange)
    assert "Limits are worked out anew only with a reason. Write why." in said(window)
    type_in(window, "Why limits are worked out anew", "Held for 16 months, agreed", qtbot)
    qtbot.keyClick(named(window, "Why limits are worked out anew", QLineEdit), Qt.Key.Key_Return)
    [change] = session.snapshot.of(MeasureChange).values()
    assert (change.on, change.recalculate, change.reason) == (
        "2025-04-01",
        True,
        "Held for 16 months, agreed",
    )
    assert view.drawn is not None and len(view.drawn.segments) == 2


def test_at_the_heading_of_an_action_its_own_first_measure_is_shown_or_that_it_has_none(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    with session.step("Add") as step:
        step.add(Action(id="b", code="A2", text="One inbox", order="b"))
        step.add(Action(id="c", code="A3", text="A new bleep", order="c"))
        step.add(Measure(id="n", name="Letters read", action="b", order="b"))
        step.add(Measure(id="o", name="Visits", order="c"))
    a_measure(session, FALLEN)
    view = view_of(window)
    names = {}
    for id in ("a", "b", "c", NO_ACTION, "m"):
        view.table.setCurrentIndex(view.measure_rows.index(view.measure_rows.row_of(id), 0))
        shown = view.said.name.text() if view.said.isVisible() else view.empty.text()
        names[id] = shown
    assert names["a"] == names["m"] == "A1: Late doses" and names["b"] == "A2: Letters read"
    assert names["c"].startswith("No measure yet for “A3 A new bleep”.") and names[NO_ACTION] == "Visits"
    view.table.setCurrentIndex(view.measure_rows.index(view.measure_rows.row_of("c"), 0))
    type_in(window, "New measure for action A3 A new bleep. Enter adds it", "Calls", qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert view.said.isVisible() and view.said.name.text() == "A3: Calls"


def test_coming_in_the_measure_shown_is_the_selected_thing(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case)
    session = session_of(window)
    with session.step("Add") as step:
        step.add(Factor(id="f", text="One registrar for four wards"))
    an_action(session)
    a_measure(session, FALLEN)
    session.select("f")
    window.go("improve/measures")
    view = view_of(window)
    assert session.selected_id == "m" and view.table.current is not None and view.table.current.id == "m"


def test_a_change_opened_from_elsewhere_stays_the_selected_thing(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case)
    session = session_of(window)
    an_action(session)
    with session.step("Another action") as step:
        step.add(Action(id="a0", code="A0", text="First in the list", order="0"))
    a_measure(session, FALLEN)
    with session.step("Mark a change") as step:
        step.add(MeasureChange(id="c", measure="m", on="2025-04-01", what="Second registrar"))
    window.go("improve/measures")
    session.select("c")
    view = view_of(window)
    view.enter()
    QApplication.processEvents()
    assert session.selected_id == "c" and view.measure_id == "m"
    assert view.table.current is not None and view.table.current.id == "m"


def test_settings_are_chosen_in_details_in_plain_words(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session, (31, 35, 34, 29, 29, 32, 26, 26, 32, 35, 30, 18, 31, 25, 27, 22, 18, 25, 25, 17))
    view = view_of(window)
    session.select("m")
    pick = named(window, "A shift is", QComboBox)
    assert isinstance(pick, QComboBox)
    assert pick.currentText() == "7, as is usual here"
    assert pick.findText("6: Making Data Count Excel and SQL tools") > 0
    pick.setCurrentIndex(pick.findText("6: Making Data Count Excel and SQL tools"))
    pick.activated.emit(pick.currentIndex())
    assert session.snapshot.of(Measure)["m"].shift_points == 6
    assert "Not the usual settings: 6 points make a shift; 7 are usual." in said(window)
    assert view.drawn is not None and view.drawn.at(0)


def test_details_of_an_action_can_hold_its_measures(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    action = an_action(session)
    section = ActionMeasures(session)
    qtbot.addWidget(section)
    section.show()
    section.show_entity(action)
    section.begin()
    box = next(one for one in section.findChildren(QLineEdit) if one.accessibleName() == "New measure")
    qtbot.keyClicks(box, "Late doses")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    [measure] = session.snapshot.of(Measure).values()
    assert (measure.name, measure.action) == ("Late doses", "a")
    session.change(measure, measure_kind=MeasureKind.OUTCOME)
    section.refresh(None)
    assert "No balancing measure" in "\n".join(one.text() for one in section.findChildren(QLabel))


def test_a_case_that_can_only_be_read_offers_nothing_to_type(
    open_window: Open, empty_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session, FALLEN)
    monkeypatch.setattr(type(session), "read_only", property(lambda self: True))
    view = MeasuresView(session)
    view.refresh(None)
    view.begin()
    view.pane.begin()
    view.mark_change()
    view.pane.paste()
    assert len(session.snapshot.of(DataPoint)) == 23 and not view.pane.line.isVisibleTo(view)


@pytest.mark.parametrize("scale", [0, 10])
def test_at_any_text_size_chart_and_values_stay_within_reach(
    open_window: Open, empty_case: Path, qtbot: QtBot, scale: int
) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session, FALLEN)
    window.resize(1280, 720)
    for _ in range(scale):
        style.look().resize_text(1)
    QApplication.processEvents()
    view = view_of(window)
    assert view.chart.height() >= style.px(220) - 1 and view.pane.table.height() >= style.px(100) - 1
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    QApplication.processEvents()
    box = named(window, "Value", QLineEdit)
    assert box.visibleRegion().boundingRect().height() == box.height()
    for _ in range(scale):
        style.look().resize_text(-1)


def test_every_control_has_a_name(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session)
    a_measure(session, FALLEN)
    view = view_of(window)
    view.mark_change()
    controls = [
        *view.findChildren(QLineEdit),
        *view.findChildren(QTableView),
        *view.findChildren(QPushButton),
    ]
    assert [
        one
        for one in controls
        if one.isVisible() and not (one.accessibleName() or getattr(one, "text", str)())
    ] == []


def test_charts_go_out_as_a_picture_of_their_own(
    open_window: Open, empty_case: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty_case, "improve/measures")
    an_action(session_of(window))
    a_measure(session_of(window), FALLEN)
    chosen = (str(tmp_path / "charts"), "Charts of measures as vector picture (*.svg)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    monkeypatch.setattr(QMessageBox, "exec", lambda *_: 0)
    window.commands.run("export_other")
    qtbot.waitUntil((tmp_path / "charts.svg").exists, timeout=20_000)
    written = (tmp_path / "charts.svg").read_text(encoding="utf-8")
    assert "Late doses" in written and "<text" in written


def test_beside_a_value_stands_first_what_it_means(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "improve/measures")
    session = session_of(window)
    an_action(session, done="2025-04-01")
    a_measure(session, FALLEN)
    view = view_of(window)
    rows = view.pane.rows
    assert rows.cell(rows.rows[-1], SAYS).text == "Improvement · below the limit · run below the middle"
    assert "Signals: large disc better; H high, L low." in said(window)


def test_a_case_opens_at_the_newest_values(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "improve/measures")
    an_action(session_of(window))
    a_measure(session_of(window), STEADY * 4)
    window.open_case(Case.open(empty_case, who="Facilitator"), "improve/measures")
    table = view_of(window).pane.table
    newest = table.rows.index(len(STEADY) * 4 - 1, 0)
    qtbot.waitUntil(lambda: table.viewport().rect().contains(table.visualRect(newest).center()))
    window.resize(window.width(), window.minimumHeight())
    qtbot.waitUntil(lambda: table.viewport().rect().contains(table.visualRect(newest).center()))
