"""What would become of each row, before anything is written."""

import pytest

from rca_workbench.exchange.sheet import Mark, Role, RowState, guess, plan, read_pasted, read_sheets
from rca_workbench.model import EntryKind, Snapshot, TimeKind
from rca_workbench.model.fault import Fault
from tests.checks.days import TODAY

from .sheets import HEADER, csv_file, planned, told


def pasted(text, **how):
    return planned(read_pasted(text), **how)


def test_rows_come_in_as_they_stand_with_the_day_of_the_row_above(tmp_path):
    path = csv_file(
        tmp_path / "log.csv",
        HEADER,
        "13/04/2025,0215,Ward nurse,Obs taken,NEWS 7",
        ",02:20,Registrar,Bleeped,no answer",
        ",c 0240,,Bleeped again,",
    )
    plan = planned(path)
    assert told(plan) == [
        ("at 02:15 on 13 April 2025", "Ward nurse", "Obs taken"),
        ("at 02:20 on 13 April 2025", "Registrar", "Bleeped"),
        ("about 02:40 on 13 April 2025", "", "Bleeped again"),
    ]
    assert [row.note for row in plan.rows] == ["NEWS 7", "no answer", ""]
    assert [row.number for row in plan.rows] == [2, 3, 4]
    assert (plan.ready, plan.problems) == (True, ())


def test_a_day_that_stands_alone_as_a_heading_counts_for_the_rows_below():
    plan = pasted(
        "Time\tWhat happened\nSunday 13 April 2025\t\n0215\tFell\nMonday 14 April 2025\t\n0015\tDied\n"
    )
    assert [row.time.start for row in plan.rows] == [None, "2025-04-13T02:15", None, "2025-04-14T00:15"]
    assert [row.state for row in plan.rows] == [RowState.LEFT_OUT, RowState.NEW] * 2
    assert plan.rows[0].reason == "A heading: its day stands for the rows below it."


def test_a_clock_that_goes_back_without_a_day_is_doubted():
    plan = pasted("Date\tTime\tWhat happened\n13/04/2025\t2350\tFell\n\t0010\tHelped up\n")
    (problem,) = plan.problems
    assert (problem.where, problem.blocks) == ("row 3, column B", False)
    assert problem.sentence.startswith("It is earlier than the row above and says no day")


def test_an_end_makes_a_stretch_also_over_midnight():
    plan = pasted(
        "Start\tEnd\tDate\tWhat happened\n2350\t0010\t13/04/2025\tWalk round\n0900\t0900\t14/04/2025\tAt once\n"
        "1000\t14/04/2025 11:30\t14/04/2025\tLong\n"
    )
    assert [(row.time.kind, row.time.start, row.time.end) for row in plan.rows] == [
        (TimeKind.PERIOD, "2025-04-13T23:50", "2025-04-14T00:10"),
        (TimeKind.DATETIME, "2025-04-14T09:00", None),
        (TimeKind.PERIOD, "2025-04-14T10:00", "2025-04-14T11:30"),
    ]


def test_an_end_before_its_start_is_named():
    plan = pasted("When\tEnd\tWhat happened\n14/04/2025 10:00\t13/04/2025 11:00\tLong\n")
    (problem,) = plan.blocking
    assert (problem.where, problem.role, problem.said) == ("row 2, column B", Role.END, "13/04/2025 11:00")
    assert problem.sentence == "The end is before the start."


def test_what_cannot_be_is_named_with_row_and_column_and_can_be_mended_or_left_out():
    text = (
        "When\tWho\tWhat happened\n31/02/2025 10:00\tNurse\tFell\n13/04/2025 25:10\tNurse\tSlept\n"
        "13/04/2025 11:00\tNurse\t\n"
    )
    book = read_pasted(text)
    layout = guess(book)
    first = plan(book, layout, Snapshot.empty(), now=TODAY)
    assert [(one.where, one.said) for one in first.blocking] == [
        ("row 2, column A", "31/02/2025 10:00"),
        ("row 3, column A", "13/04/2025 25:10"),
        ("row 4, column C", ""),
    ]
    assert [row.state for row in first.rows] == [RowState.PROBLEM] * 3
    fixes = {(2, Role.TIME): "28/02/2025 10:00", (4, Role.WHAT): "Woke"}
    second = plan(book, layout, Snapshot.empty(), fixes, left_out={3}, now=TODAY)
    assert [row.state for row in second.rows] == [RowState.NEW, RowState.LEFT_OUT, RowState.NEW]
    assert second.rows[0].time.start == "2025-02-28T10:00"
    assert second.rows[2].what == "Woke"
    assert second.ready


def test_ambiguous_days_are_named_per_row_unless_the_column_settles_it():
    open_ = pasted("When\tWhat happened\n03/04/2025 10:00\tFell\n05/04/2025 10:00\tSlept\n")
    assert [(one.where, one.blocks) for one in open_.problems] == [
        ("row 2, column A", False), ("row 3, column A", False),
    ]  # fmt: skip
    assert pasted("When\tWhat happened\n03/04/2025 10:00\tFell\n15/04/2025 10:00\tSlept\n").problems == ()


def test_rows_counted_from_other_rows_find_them_by_their_number():
    text = (
        "No\tTime\tWhat happened\nE1\t13/04/2025 02:15\tFell\nE2\t20 minutes after E1\tHelped up\n"
        "E3\tbefore E2\tCalled\nE4\tafter E9\tNobody knows\n"
    )
    plan = pasted(text)
    first, second, third, fourth = plan.rows
    assert (second.time.kind, second.time.anchor, second.time.least) == (TimeKind.OFFSET, first.id, 1200)
    assert (third.time.kind, third.time.anchor) == (TimeKind.BEFORE, second.id)
    assert fourth.time.kind is TimeKind.UNKNOWN
    left = pasted(text, left_out={3})
    assert left.rows[2].time.anchor is None
    assert "row 3, which does not come in" in left.rows[2].problems[0].sentence


def test_kinds_and_flags_are_understood_and_unknown_ones_named():
    text = (
        "When\tWhat happened\tType\tCDP\tGood practice\tFlag\n"
        "13/04/2025 02:15\tFell\tDecision\tyes\t\tharm\n"
        "13/04/2025 02:20\tHelped\tevent\tno\tX\tservice delivery problem; omission\n"
        "13/04/2025 02:25\tSlept\tnonsense\t\t\tblue\n"
    )
    one, two, three = pasted(text).rows
    assert (one.kind, one.marks) == (EntryKind.DECISION, {Mark.CARE, Mark.HARM})
    assert (two.kind, two.marks) == (EntryKind.EVENT, {Mark.GOOD_PRACTICE, Mark.SERVICE, Mark.OMISSION})
    assert (three.kind, three.marks) == (EntryKind.EVENT, frozenset())
    assert [problem.sentence for problem in three.problems] == [
        "“nonsense” is no kind of entry here. It comes in as an event.",
        "“blue” is no flag here. It is left out.",
    ]


def test_several_columns_of_words_are_joined_and_named():
    text = "When\tEvent\tNotes\tFurther information\n13/04/2025 02:15\tFell\tdark\tno bed rails\n"
    book = read_pasted(text)
    layout = guess(book)
    found = plan(book, layout.with_role(3, Role.NOTE), Snapshot.empty(), now=TODAY).rows[0]
    assert found.note == "dark\nFurther information: no bed rails"


def test_without_a_column_for_what_happened_there_is_no_plan():
    book = read_pasted("When\tWho\n13/04/2025 02:15\tNurse\n13/04/2025 02:20\tNurse\n")
    layout = guess(book)
    if layout.column(Role.WHAT) is not None:
        layout = layout.with_role(layout.column(Role.WHAT), Role.IGNORE)
    with pytest.raises(Fault, match="No column is chosen for what happened"):
        plan(book, layout, Snapshot.empty(), now=TODAY)


def test_a_header_alone_gives_a_plan_without_rows(tmp_path):
    found = planned(csv_file(tmp_path / "log.csv", HEADER))
    assert (found.rows, found.ready) == ((), True)


def test_ragged_rows_and_rows_without_a_time_keep_their_place(tmp_path):
    path = csv_file(
        tmp_path / "log.csv",
        HEADER,
        "13/04/2025,0215,Nurse,Fell,a,b,c,d",
        ",,Nurse,Helped up",
        "14/04/2025",
        ",,,x",
    )
    found = planned(path)
    assert [row.time.kind for row in found.rows] == [
        TimeKind.DATETIME, TimeKind.ORDER_ONLY, TimeKind.UNKNOWN, TimeKind.ORDER_ONLY,
    ]  # fmt: skip
    assert found.rows[2].state is RowState.LEFT_OUT


def test_lines_that_say_nothing_happened_are_left_out_and_named(tmp_path):
    path = csv_file(
        tmp_path / "log.csv",
        HEADER,
        "13/04/2025,0215,Nurse,Fell,",
        " ,, ,,",
        ",,Nurse,,only a comment",
        "Page 1 of 3,,,,",
        "Total: 31,,,,",
        "13/04/2025,0230,Nurse,,not finished",
    )
    found = planned(path)
    assert [(row.number, row.state, row.reason) for row in found.rows] == [
        (2, RowState.NEW, ""),
        (4, RowState.LEFT_OUT, "Nothing in it says what happened."),
        (5, RowState.LEFT_OUT, "Nothing in it says what happened."),
        (6, RowState.LEFT_OUT, "Nothing in it says what happened."),
        (7, RowState.PROBLEM, ""),
    ]
    mended = planned(path, fixes={(4, Role.WHAT): "Woke", (7, Role.WHAT): "Slept"})
    assert [row.what for row in mended.rows if row.state is RowState.NEW] == ["Fell", "Woke", "Slept"]


def test_formulas_in_separated_values_are_only_words(tmp_path):
    path = csv_file(tmp_path / "log.csv", HEADER, "13/04/2025,0215,@SUM(A1),=cmd|' /c calc'!A1,+1+1")
    (row,) = planned(path).rows
    assert (row.who, row.what, row.note) == ("@SUM(A1)", "=cmd|' /c calc'!A1", "+1+1")


def test_a_cell_longer_than_a_case_can_keep_is_named(tmp_path):
    path = csv_file(tmp_path / "log.csv", HEADER, f"13/04/2025,0215,Nurse,{'x' * 1_000_001},")
    (problem,) = planned(path).blocking
    assert problem.where == "row 2, column D"
    assert "1,000,001 characters; the most that can be kept is 1,000,000" in problem.sentence


def test_the_same_row_twice_in_one_source_comes_in_twice_and_is_named():
    found = pasted("When\tWhat happened\n13/04/2025 02:15\tDoor opened\n13/04/2025 02:15\tDoor  Opened\n")
    assert [row.state for row in found.rows] == [RowState.NEW, RowState.NEW]
    assert found.rows[0].id != found.rows[1].id
    assert found.problems[0].sentence == "It says the same as row 2."


def test_control_characters_are_taken_out(tmp_path):
    path = csv_file(tmp_path / "log.csv", HEADER, "13/04/2025,0215,Nu\x07rse,Fe\x1bll,\x0bdark")
    (row,) = planned(path).rows
    assert (row.who, row.what, row.note) == ("Nurse", "Fell", "dark")


def test_plans_of_one_source_are_equal(tmp_path):
    path = csv_file(tmp_path / "log.csv", HEADER, "13/04/2025,0215,Nurse,Fell,a")
    assert planned(path) == planned(read_sheets(path))
