"""Values of a measure from pasted tables and files: which columns, which days, what comes in and what does not."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook as Excel

from rca_workbench.exchange.measure_values import ValuesRead, day_of, read_values
from rca_workbench.exchange.sheet import read_pasted, read_sheets
from rca_workbench.model import DataPoint

TODAY = date(2026, 11, 30)


def pasted(text: str, *there: DataPoint, events: bool = False) -> ValuesRead:
    return read_values(read_pasted(text), there, TODAY, events=events)


def rows(read: ValuesRead) -> list[tuple[str, str, str]]:
    return [(one.on, one.value, one.denominator) for one in read.rows if one.comes_in]


def test_two_columns_with_uk_dates_and_decimal_commas_come_in_as_written() -> None:
    read = pasted("01/02/2025\t12,5\n01/03/2025\t13,1\n")
    assert rows(read) == [("2025-02-01", "12,5", ""), ("2025-03-01", "13,1", "")]


def test_titles_say_which_column_is_which_in_any_order() -> None:
    read = pasted("Falls\tMonth\tComment\tBed days\n3\tJan-25\thalf term\t900\n4\tFeb 2025\t\t870\n")
    assert rows(read) == [("2025-01-01", "3", "900"), ("2025-02-01", "4", "870")]
    assert read.rows[0].note == "half term"
    assert any("Falls as value" in one for one in read.notes)


def test_without_titles_the_third_column_of_numbers_is_what_it_is_out_of() -> None:
    assert rows(pasted("1/1/2025\t3\t40\n1/2/2025\t4\t41\n")) == [
        ("2025-01-01", "3", "40"),
        ("2025-02-01", "4", "41"),
    ]
    read = pasted("1/1/2025\t3\tquiet\n1/2/2025\t4\tbusy\n")
    assert [one.note for one in read.rows] == ["quiet", "busy"]


def test_what_does_not_come_in_is_named_row_by_row() -> None:
    read = pasted("Date\tValue\n1/1/2025\tn/a\nsoon\t4\n1/3/2025\t<5\n1/1/2030\t4\n1/4/2025\t6\n")
    assert [one.problem for one in read.rows] == [
        "“n/a” is no value", "“soon” names no day",
        "“<5” is a limit and not a value; small numbers that are withheld cannot be drawn", "the date is still to come", "",
    ]  # fmt: skip
    assert [one.place for one in read.new] == ["row 6"]


def test_dates_with_the_month_first_are_read_so_where_they_can_only_be_so_and_said() -> None:
    read = pasted("01/02/2025\t4\n02/13/2025\t5\n")
    assert [one.on for one in read.rows] == ["2025-01-02", "2025-02-13"]
    assert any("month first" in one for one in read.notes)


def test_a_second_value_of_a_day_and_a_stray_unit_come_in_with_a_word_on_it() -> None:
    read = pasted("1/1/2025\t4,4\n1/2/2025\t3,9\n1/2/2025\t4,1\n1/3/2025\t5,2%\n1/4/2025\t4\n")
    assert [one.doubt for one in read.rows] == [
        "", "same day as another value", "same day as another value",
        "in %, and most others name no unit", "",
    ]  # fmt: skip
    assert len(read.new) == 5
    other = DataPoint(id="v", measure="m", on="2025-04-01", value="7")
    assert pasted("1/4/2025\t4\n", other).rows[0].doubt == "same day as another value"
    assert not any(one.doubt for one in pasted("1/4/2025\t4 %\n1/5/2025\t5 %\n1/6/2025\t6\n").rows)


def test_days_alone_hint_at_events() -> None:
    assert any("Each event" in one for one in pasted("1/4/2025\n9/5/2025\n").notes)
    assert not any("Each event" in one for one in pasted("1/4/2025\t4\n9/5/2025\t5\n").notes)


def test_rows_out_of_order_are_said_to_be() -> None:
    assert any("not in order" in one for one in pasted("1/3/2025\t3\n1/2/2025\t4\n").notes)
    assert not pasted("1/2/2025\t3\n1/3/2025\t4\n").notes


def test_the_same_table_twice_changes_nothing() -> None:
    there = DataPoint(id="v", measure="m", on="2025-01-01", value="3")
    read = pasted("1/1/2025\t3\n1/2/2025\t4\n1/2/2025\t4\n", there)
    assert [one.known for one in read.rows] == [True, False, True]


def test_events_need_no_value() -> None:
    assert [one.on for one in pasted("14/03/2025\n15/04/2025\n", events=True).new] == [
        "2025-03-14",
        "2025-04-15",
    ]


def test_a_second_event_of_a_day_comes_in_once() -> None:
    first, second = (DataPoint(id=id, measure="m", on="2025-03-14") for id in "vw")
    two = "14/03/2025\n14/03/2025\n"
    assert [one.known for one in pasted(two, events=True).rows] == [False, False]
    assert [one.known for one in pasted(two, first, events=True).rows] == [True, False]
    assert [one.known for one in pasted(two, first, second, events=True).rows] == [True, True]


def test_a_spreadsheet_keeps_its_dates_and_every_digit(tmp_path: Path) -> None:
    book = Excel()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Week", "Rate"])
    sheet.append([datetime(2025, 3, 3), 0.1])
    sheet.append([datetime(2025, 3, 10), 12])
    path = tmp_path / "values.xlsx"
    book.save(path)
    assert rows(read_values(read_sheets(path), (), TODAY)) == [
        ("2025-03-03", "0.1", ""),
        ("2025-03-10", "12", ""),
    ]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("3/1/2025", "2025-01-03"), ("2025-01-03", "2025-01-03"), ("w/c 3 Mar 2025", "2025-03-03"),
        ("Jan-25", "2025-01-01"),
        ("Q2 2025", "2025-04-01"), ("03/2025", "2025-03-01"), ("Monday 3 March 2025", "2025-03-03"), (45000, "2023-03-15"),
        ("31/02/2025", ""), ("12", ""), ("", ""), (date(2025, 1, 3), "2025-01-03"), ("3.1.25", "2025-01-03"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(cell: object, day: str) -> None:
    assert day_of(cell, TODAY) == day  # type: ignore[arg-type]


def test_one_column_of_days_under_its_title_is_read_as_days() -> None:
    for title in ("Date", "Falls on the ward"):
        read = pasted(
            f"{title}\n14/03/2025\n\n15/04/2025 10:30\n16/4/25\n17/04/2025\nsoon\n18/04/2025\n", events=True
        )
        assert [one.on[5:] for one in read.new] == ["03-14", "04-15", "04-16", "04-17", "04-18"]
        assert [one.problem for one in read.rows if not one.comes_in] == ["“soon” names no day"]
    assert any("Each event" in one for one in pasted("Date\n1/4/2025\n9/5/2025\n").notes)
