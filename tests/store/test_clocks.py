"""The deadlines of case files that are not open, for a list of cases."""

import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from rca_workbench.analysis.deadline_library import next_deadline
from rca_workbench.analysis.deadlines import deadlines, started_clock
from rca_workbench.analysis.plan import follow_through_of
from rca_workbench.model import (
    ClockChange,
    ClockChangeKind,
    ClosureState,
    Decision,
    DecisionKind,
    Nation,
    Time,
    TimeKind,
    new_id,
)
from rca_workbench.store import Case
from rca_workbench.store.clocks import read_clocks

NOW = datetime(2026, 11, 30, 9, 0)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "case.rca"
    with Case.create(made, title="Case", who="Tester") as case, case.step("Start") as step:
        step.change(step.snapshot.case, nation=Nation.SCOTLAND)
        report = started_clock("TS-SIF-03", Time(TimeKind.DATE, "2026-11-03"))
        step.add(report)
        step.add(started_clock("TS-SIF-01", Time(TimeKind.DATE, "2026-11-23")))
        step.add(started_clock("TS-DOC-01", Time(TimeKind.DATE, "2026-11-03")))
        step.add(
            ClockChange(
                id=new_id(),
                clock=report.id,
                change=ClockChangeKind.PAUSE,
                since="2026-11-10",
                until="2026-11-12",
            )
        )
    return made


def test_what_is_read_gives_the_dates_the_open_case_gives(path):
    read = read_clocks(path)
    with Case.open(path, read_only=True) as case:
        found = {one.clock.id: one.due for one in deadlines(case.snapshot, NOW)}
    assert read is not None and read.case.nation is Nation.SCOTLAND
    assert {one.id for one in read.clocks} == found.keys()
    following = next_deadline(read.case, read.clocks, read.changes, read.decisions, NOW)
    assert following is not None
    assert following.due == min(due for due in found.values() if due is not None)
    assert (following.what, following.late) == ("Declare on StEIS and tell the commissioner", 1)
    assert following.words == "5 days late, was due Wed 25 Nov"


def closing_of(id, state):
    return Decision(id=id, decision_kind=DecisionKind.CLOSURE, closure=state, on="2026-11-20")


def closed_in(path):
    """Whether the list of cases shows no deadline, as of a closed case; the open case says the same."""
    with Case.open(path, read_only=True) as case:
        closed = follow_through_of(case.snapshot).closed
    read = read_clocks(path)
    assert read is not None
    assert (next_deadline(read.case, read.clocks, read.changes, read.decisions, NOW) is None) is closed
    return closed


def test_reading_puts_no_file_beside_one_that_another_program_set_to_a_write_ahead_log(path):
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode=wal").fetchone() == ("wal",)
    assert read_clocks(path) is None
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_reading_writes_nothing_and_works_while_the_case_is_open(path):
    before = path.read_bytes()
    with Case.open(path, who="Tester"):
        assert read_clocks(path) is not None
    assert read_clocks(path) is not None
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("state", "closed"),
    [
        (ClosureState.SUBMITTED, False),
        (ClosureState.RETURNED, False),
        (ClosureState.CLOSED_ACTIONS_OPEN, True),
        (ClosureState.CLOSED_EFFECT_CONFIRMED, True),
    ],
)
def test_a_closed_investigation_is_known_as_closed(path, state, closed):
    with Case.open(path, who="Tester") as case, case.step("Close") as step:
        step.add(closing_of("d", state))
    assert closed_in(path) is closed


def test_what_was_decided_anew_or_last_on_a_day_is_what_holds(path):
    with Case.open(path, who="Tester") as case, case.step("Close") as step:
        step.add(closing_of("a", ClosureState.SUBMITTED))
        step.add(closing_of("b", ClosureState.CLOSED_ACTIONS_OPEN))
    assert closed_in(path)
    with Case.open(path, who="Tester") as case, case.step("Decide anew") as step:
        step.add(closing_of("c", None))
    assert not closed_in(path)


def test_what_is_no_case_of_this_format_is_not_known(tmp_path, path):
    text = tmp_path / "text.rca"
    text.write_text("not a case")
    assert read_clocks(text) is None
    assert read_clocks(tmp_path / "none.rca") is None
    assert read_clocks(tmp_path) is None
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version=3")
    assert read_clocks(path) is None


def test_a_view_in_place_of_a_table_is_not_read(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute("ALTER TABLE clock RENAME TO other")
        db.execute("CREATE VIEW clock AS SELECT * FROM other")
        db.commit()
    assert read_clocks(path) is None


def test_a_value_that_makes_no_sense_is_not_known(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("""UPDATE clock SET started = '{"kind":"nonsense"}'""")
        db.commit()
    assert read_clocks(path) is None


def test_an_empty_case_has_no_next_deadline(tmp_path):
    made = tmp_path / "empty.rca"
    Case.create(made, title="Case", who="Tester").close()
    read = read_clocks(made)
    assert read is not None and read.clocks == ()
    assert next_deadline(read.case, read.clocks, read.changes, read.decisions, NOW) is None
