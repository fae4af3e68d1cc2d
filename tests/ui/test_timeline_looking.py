"""Ways of looking at the timeline: columns, groups, kinds, what else happened then, the curtain, the grid."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.knowing import Curtain
from rca_workbench.model import (
    Account,
    AccountState,
    Actor,
    EvidenceItem,
    Excerpt,
    Factor,
    Knowledge,
    Nature,
    Time,
    TimelineEntry,
    TimeLink,
    new_id,
)
from rca_workbench.model.time import TimeKind, window
from rca_workbench.store import Case
from rca_workbench.ui.places.timeline.columns import CODE, LANE, NOTE, WHAT, WHEN
from rca_workbench.ui.places.timeline.disputes import join
from rca_workbench.ui.places.timeline.grid import GridView
from rca_workbench.ui.places.timeline.showing import GroupBy, Only
from rca_workbench.ui.places.timeline.view import TimelineView
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def at(clock: str, kind: TimeKind = TimeKind.DATETIME, end: str | None = None) -> Time:
    return Time(kind, f"2025-03-12T{clock}", f"2025-03-12T{end}" if end else None)


def second(clock: str) -> int:
    found = window(at(clock)).earliest
    assert found is not None
    return found


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """A short night: two people, four entries, one of them a problem with a source."""
    path = tmp_path / "night.rca"
    with Case.create(path, title="A night", who="Tester") as case, case.step("Begin") as step:
        nurse = step.add(Actor(id="nurse", role="Ward nurse 1", nature=Nature.STAFF))
        doctor = step.add(Actor(id="doctor", role="Doctor 1", nature=Nature.STAFF))
        step.add(EvidenceItem(id="notes", code="E1", name="Ward notes"))
        rows = (
            ("a", at("01:00"), nurse.id, "Observations taken"),
            ("b", at("01:30", TimeKind.PERIOD, "02:30"), doctor.id, "Doctor in theatre"),
            ("c", at("02:00"), nurse.id, "Doctor bleeped"),
            ("d", at("05:00"), nurse.id, "Found collapsed"),
        )
        for order, (id, time, actor, text) in enumerate(rows):
            step.add(
                TimelineEntry(
                    id=id, code=f"T{order + 1}", time=time, actor=actor, text=text, order=f"a{order}"
                )
            )
        step.change(step.snapshot.of(TimelineEntry)["c"], problem="care")
        step.add(Excerpt(id=new_id(), evidence="notes", about="c", place="page 2"))
    return path


def table(window: MainWindow) -> TimelineView:
    assert isinstance(window.view, TimelineView)
    return window.view


def words_shown(view: TimelineView) -> list[str]:
    entries = (view.rows.entry(row) for row in range(view.rows.rowCount()))
    return [entry.text for entry in entries if entry is not None]


def menu(window: MainWindow) -> QMenu:
    return next(one for one in window.findChildren(QMenu) if one.isVisible())


def choose(window: MainWindow, qtbot: QtBot, *words: str) -> None:
    """Choose from the menu of Show, by the words of its entries."""
    qtbot.mouseClick(named(window, "Show", QPushButton), Qt.MouseButton.LeftButton)
    shown = menu(window)
    at: QMenu = shown
    for word in words[:-1]:
        at = next(one.menu() for one in at.actions() if one.text() == word)
    next(one for one in at.actions() if one.text() == words[-1]).trigger()
    shown.close()


def test_columns_are_chosen_moved_and_come_back_with_the_case(
    open_window: Open, night: Path, qtbot: QtBot
) -> None:
    window = open_window(night, "timeline/table")
    choose(window, qtbot, "Columns", "Note")
    choose(window, qtbot, "Columns", "When")
    shown = table(window).table.columns_shown
    assert NOTE in shown and WHEN not in shown and WHAT in shown
    window.close_case()
    window.open_case(Case.open(night, who="Tester"), "timeline/table")
    assert table(window).table.columns_shown == shown


def test_what_happened_cannot_be_hidden(open_window: Open, night: Path) -> None:
    view = table(open_window(night, "timeline/table"))
    view.table.show_columns([CODE, LANE])
    assert set(view.table.columns_shown) == {WHAT, CODE, LANE}


def test_groups_fold_by_keyboard_and_entries_outside_stay(
    open_window: Open, night: Path, qtbot: QtBot
) -> None:
    window = open_window(night, "timeline/table")
    view = table(window)
    choose(window, qtbot, "Group", "By day")
    heading = view.rows.heading(0)
    assert heading is not None and heading.words == "Wed 12 March 2025" and heading.count == 4
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, WHAT))
    qtbot.keyClick(view.table, Qt.Key.Key_Left)
    assert view.rows.rowCount() == 1
    assert view.rows.heading(view.table.currentIndex().row()) is not None
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    assert view.rows.rowCount() == 5


def test_by_lane_each_lane_is_a_group_in_its_order(open_window: Open, sample_case: Path) -> None:
    view = table(open_window(sample_case, "timeline/table"))
    view._group(GroupBy.LANE)
    found = [one.words for row in range(view.rows.rowCount()) if (one := view.rows.heading(row))]
    lanes = sorted(view.session.snapshot.table("lane").values(), key=lambda one: (one.order, one.id))
    assert found == [one.label for one in lanes if one.label in found]
    assert len(found) > 3


@pytest.mark.parametrize(
    ("only", "shown"),
    [
        (Only.PROBLEMS, ["Doctor bleeped"]),
        (Only.UNSOURCED, ["Observations taken", "Doctor in theatre", "Found collapsed"]),
        (Only.HARM, []),
        (Only.UNTIMED, []),
    ],
)
def test_one_kind_of_entry_can_be_looked_at_alone(
    open_window: Open, night: Path, only: Only, shown: list[str]
) -> None:
    view = table(open_window(night, "timeline/table"))
    view._only(only)
    assert words_shown(view) == shown
    assert f"{len(shown)} of 4 events shown" in view.counts()


def test_what_is_chosen_with_show_is_marked_in_its_menu(open_window: Open, night: Path, qtbot: QtBot) -> None:
    window = open_window(night, "timeline/table")
    choose(window, qtbot, "Problems")
    assert words_shown(table(window)) == ["Doctor bleeped"]
    qtbot.mouseClick(named(window, "Show", QPushButton), Qt.MouseButton.LeftButton)
    assert [one.text() for one in menu(window).actions() if one.isChecked()] == ["Problems"]
    menu(window).close()


def test_what_else_happened_then_is_one_key_and_escape_ends_it(
    open_window: Open, night: Path, qtbot: QtBot
) -> None:
    window = open_window(night, "timeline/table")
    view = table(window)
    window.session.select("c")
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_O)
    assert words_shown(view) == ["Doctor in theatre", "Doctor bleeped"]
    assert "1 for sure" in view.else_strip.said.text()
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert len(words_shown(view)) == 4
    assert not view.else_strip.isVisible()


def test_the_curtain_takes_out_of_view_what_was_not_known(
    open_window: Open, night: Path, qtbot: QtBot
) -> None:
    window = open_window(night, "timeline/table")
    view = table(window)
    window.session.select("c")
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_K)
    assert words_shown(view) == ["Observations taken", "Doctor in theatre", "Doctor bleeped"]
    assert "1 not yet known" in view.curtain.count.text()
    view.curtain.slider.setValue(view.curtain.slider.minimum())
    qtbot.waitUntil(lambda: words_shown(view) == ["Observations taken"])
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert len(words_shown(view)) == 4


def test_escape_on_the_slider_opens_the_curtain_and_goes_back_to_the_table(
    open_window: Open, night: Path, qtbot: QtBot
) -> None:
    window = open_window(night, "timeline/table")
    view = table(window)
    window.session.select("c")
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_K)
    assert view.curtain.slider.hasFocus()
    qtbot.keyClick(view.curtain.slider, Qt.Key.Key_Escape)
    assert window.session.curtain is None and view.table.hasFocus()


def test_the_curtain_through_somebodys_eyes(open_window: Open, night: Path) -> None:
    window = open_window(night, "timeline/both")
    session = window.session
    with session.step("Say who knew") as step:
        step.add(Knowledge(id=new_id(), entry="a", actor="doctor", when=at("04:00")))
    session.draw_curtain(Curtain(second("03:00"), "doctor"))
    assert "Observations taken" not in words_shown(table(window))
    session.draw_curtain(Curtain(second("04:01"), "doctor"))
    assert "Observations taken" in words_shown(table(window))


def test_the_curtain_is_the_same_in_every_view_and_goes_with_the_case(open_window: Open, night: Path) -> None:
    window = open_window(night, "timeline/table")
    window.session.draw_curtain(Curtain(second("01:10")))
    window.go("timeline/grid")
    assert isinstance(window.view, GridView)
    assert "1 event" in window.view.counts()
    assert window.session.case.undo_label == "Begin"  # looking is no step


def test_another_account_puts_both_versions_side_by_side(
    open_window: Open, night: Path, qtbot: QtBot
) -> None:
    window = open_window(night, "timeline/table")
    view = table(window)
    window.session.select("c")
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_D)
    snapshot = window.session.snapshot
    first, second_one = snapshot.pointed_from(Account, "entry", "c")
    assert (first.text, first.evidence, first.place) == ("Doctor bleeped", "notes", "page 2")
    assert second_one.text == ""
    assert snapshot.of(TimelineEntry)["c"].accounts_state is AccountState.DISPUTED


def test_settling_on_an_account_keeps_the_others_and_the_earlier_words(
    open_window: Open, night: Path, qtbot: QtBot
) -> None:
    window = open_window(night, "timeline/table")
    session = window.session
    with session.step("Tell it differently") as step:
        step.add(Account(id="other", entry="c", time=at("02:25"), text="Doctor bleeped twice"))
    session.select("c")
    section = window.panel._details.page.sections["account"]
    section.open("other")
    qtbot.mouseClick(section._use, Qt.MouseButton.LeftButton)
    entry = session.snapshot.of(TimelineEntry)["c"]
    assert (entry.text, entry.time.start) == ("Doctor bleeped twice", "2025-03-12T02:25")
    assert entry.accounts_state is AccountState.RESOLVED
    assert len(session.snapshot.of(Account)) == 1
    session.undo()
    assert session.snapshot.of(TimelineEntry)["c"].text == "Doctor bleeped"


def test_an_account_left_without_a_word_does_not_stay(open_window: Open, night: Path) -> None:
    window = open_window(night, "timeline/table")
    session = window.session
    session.select("c")
    section = window.panel._details.page.sections["knowledge"]
    section.begin()
    assert len(session.snapshot.of(Knowledge)) == 1
    session.select("d")
    assert not session.snapshot.of(Knowledge)


def test_two_entries_become_accounts_of_one_moment_and_nothing_is_lost(
    open_window: Open, night: Path
) -> None:
    window = open_window(night, "timeline/table")
    session = window.session
    with session.step("Tie") as step:
        step.add(
            TimelineEntry(
                id="e", time=at("02:20"), text="Bleep answered", note="From the bleep log", order="a9"
            )
        )
        step.add(Excerpt(id="said", evidence="notes", about="e", place="page 3"))
        step.add(Factor(id="f", entry="e", text="One doctor for four wards"))
        step.add(TimeLink(id="l", earlier="c", later="e"))
        step.change(step.snapshot.of(TimelineEntry)["d"], time=Time(TimeKind.AFTER, anchor="e"))
        step.change(step.snapshot.of(TimelineEntry)["c"], conflicts_with=("e",))
    entries = session.snapshot.of(TimelineEntry)
    join(session, entries["c"], entries["e"])
    snapshot = session.snapshot
    entries = snapshot.of(TimelineEntry)
    assert "e" not in entries
    assert {one.text for one in snapshot.of(Account).values()} == {"Doctor bleeped", "Bleep answered"}
    assert snapshot.of(Excerpt)["said"].about == "c"
    assert snapshot.of(Factor)["f"].entry == "c"
    assert entries["d"].time.anchor == "c"
    assert entries["c"].conflicts_with == ()
    assert "From the bleep log" in entries["c"].note
    assert not snapshot.of(TimeLink)
    session.undo()
    assert "e" in session.snapshot.of(TimelineEntry)
    assert session.case.verify() == []


def test_the_entries_of_an_impossible_order_are_one_press_away(
    open_window: Open, night: Path, qtbot: QtBot
) -> None:
    window = open_window(night, "timeline/table")
    session = window.session
    with session.step("Say which was first") as step:
        step.add(TimeLink(id=new_id(), earlier="d", later="a"))
    view = table(window)
    assert view.conflict.isVisible()
    qtbot.waitUntil(lambda: bool(view.conflict.findChildren(QPushButton)[-1].isVisible()))
    qtbot.mouseClick(named(window, "Show T4 Found collapsed", QPushButton), Qt.MouseButton.LeftButton)
    assert session.selected_id == "d"


def test_the_grid_shows_who_did_what_when_and_adds_where_one_is(
    open_window: Open, night: Path, qtbot: QtBot
) -> None:
    window = open_window(night, "timeline/grid")
    view = window.view
    assert isinstance(view, GridView)
    assert [view.rows.headerData(row, Qt.Orientation.Vertical) for row in range(2)] == [
        "Doctor 1",
        "Ward nurse 1",
    ]
    place = view.rows.place_of("c")
    assert view.rows.data(place) == "Doctor bleeped"
    blank = view.rows.index(place.row(), place.column() + 1)
    assert "does not mean" in str(view.rows.data(blank, Qt.ItemDataRole.ToolTipRole))
    view.table.setFocus()
    view.table.setCurrentIndex(blank)
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    assert view.capture.who.text() == "Ward nurse 1"
    qtbot.keyClicks(view.capture.what, "Second bleep")
    qtbot.keyClick(view.capture.what, Qt.Key.Key_Return)
    assert view.rows.data(blank) == "Second bleep"


def test_a_cell_of_any_text_column_is_typed_over(open_window: Open, night: Path) -> None:
    window = open_window(night, "timeline/table")
    view = table(window)
    view.rows.setData(view.rows.index(0, NOTE), "Seen on the chart")
    assert window.session.snapshot.of(TimelineEntry)["a"].note == "Seen on the chart"
