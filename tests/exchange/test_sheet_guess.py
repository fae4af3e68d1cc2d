"""What the columns of a sheet are taken for."""

import pytest

from rca_workbench.exchange.sheet import Mark, Role, Zone, guess, read_pasted, read_sheets

from .sheets import csv_file, planned, told


def roles(text, **_):
    layout = guess(read_pasted(text))
    return {column.name: column.role for column in layout.columns}, layout


def test_common_headers_are_known():
    found, layout = roles(
        "No\tEvent date\tEvent time\tEnd\tStaff role\tWhat happened\tWhat should have happened\tSupplementary information"
        "\tWard\tType\tCDP/SDP\tGood practice\tSource\tPage\n"
        "1\t13/04/2025\t02:15\t02:40\tNurse\tFell\tBed rails\tDark\tWard 4\tevent\tCDP\t\tNotes\tp.3\n"
    )
    assert list(found.values()) == [
        Role.REFERENCE, Role.DATE, Role.CLOCK, Role.END, Role.WHO, Role.WHAT, Role.EXPECTED, Role.NOTE,
        Role.LANE, Role.KIND, Role.FLAG, Role.FLAG, Role.SOURCE, Role.PLACE,
    ]  # fmt: skip
    assert (layout.header, layout.day_first, layout.day_settled, layout.zone) == (1, True, True, Zone.UK)


@pytest.mark.parametrize(
    ("header", "cell", "role"),
    [
        ("Time", "13/04/2025 02:15", Role.TIME),
        ("Date", "13/04/2025 02:15", Role.TIME),
        ("Time", "02:15", Role.CLOCK),
        ("Date/Time", "02:15", Role.CLOCK),
        ("Timestamp", "2025-04-13T02:15:00Z", Role.TIME),
        ("Start", "0215", Role.CLOCK),
        ("Date of entry", "13 April 2025", Role.DATE),
    ],
)
def test_what_a_column_holds_decides_between_date_time_of_day_and_both(header, cell, role):
    found, _ = roles(f"{header}\tWhat\n{cell}\tFell\n{cell}\tSlept\n")
    assert found[header] is role


def test_headers_are_found_below_titles_and_blank_rows():
    _, layout = roles(
        "Timeline of the night\t\t\nPrepared for the panel\t\t\n\t\t\nDate\tTime\tEvent\n13/04/2025\t02:15\tFell\n"
    )
    assert layout.header == 4


def test_a_sheet_without_headers_is_read_by_what_it_holds():
    rows = "\n".join(
        f"13/04/2025 02:{n:02}\t{('Nurse', 'Doctor')[n % 2]}\tSomething longer happened, number {n}"
        for n in range(9)
    )
    _, layout = roles(rows)
    assert layout.header == 0
    assert [column.role for column in layout.columns] == [Role.TIME, Role.WHO, Role.WHAT]
    assert all(column.sure < 0.7 for column in layout.columns)


def test_month_first_shows_itself():
    _, layout = roles("When\tWhat\n04/03/2025 10:00\tone\n04/13/2025 10:00\ttwo\n")
    assert (layout.day_first, layout.day_settled) == (False, True)


def test_nothing_is_settled_where_dates_contradict_or_say_nothing():
    for dates in (("04/03/2025", "05/03/2025"), ("13/04/2025", "04/13/2025")):
        _, layout = roles("When\tWhat\n" + "".join(f"{one}\tx y z\n" for one in dates))
        assert (layout.day_first, layout.day_settled) == (True, False)


def test_a_header_that_says_utc_is_believed():
    assert roles("Timestamp (UTC)\tWhat\n2025-07-13 02:15\tFell\n")[1].zone is Zone.UTC
    assert roles("Times are UTC\t\nWhen\tWhat\n2025-07-13 02:15\tFell\n")[1].zone is Zone.UTC


def test_a_column_of_a_role_two_cannot_have_is_left_to_the_user():
    layout = guess(read_pasted("When\tLogged at\tWhat\n13/04/2025 02:15\t13/04/2025 02:20\tFell\n"))
    assert [column.role for column in layout.columns] == [Role.TIME, Role.IGNORE, Role.WHAT]
    chosen = layout.with_role(1, Role.TIME)
    assert [column.role for column in chosen.columns] == [Role.IGNORE, Role.TIME, Role.WHAT]
    assert chosen.columns[1].sure == 1.0
    assert chosen.with_role(0, Role.WHAT).all_of(Role.WHAT) == (0, 2)


def test_a_file_whose_columns_say_little_still_gives_its_words(tmp_path):
    path = csv_file(tmp_path / "x.csv", "a,b", "13/04/2025 02:15,The patient fell in the bay")
    assert told(planned(path)) == [("at 02:15 on 13 April 2025", "", "The patient fell in the bay")]


def test_a_tabular_timeline_with_its_events_in_columns_is_turned(tmp_path):
    path = csv_file(
        tmp_path / "npsa.csv",
        "Event date/time,13/04/2025 02:15,13/04/2025 02:20,13/04/2025 02:40",
        "Event,Fell,Helped up,Doctor called",
        "Supplementary information,dark,,",
        "Good practice,,yes,",
        "Care delivery problem,no bed rails,,",
    )
    found = planned(path)
    assert told(found) == [
        ("at 02:15 on 13 April 2025", "", "Fell"),
        ("at 02:20 on 13 April 2025", "", "Helped up"),
        ("at 02:40 on 13 April 2025", "", "Doctor called"),
    ]
    assert [row.note for row in found.rows] == ["dark", "", ""]
    assert [row.marks for row in found.rows] == [{Mark.CARE}, {Mark.GOOD_PRACTICE}, set()]
    sheet = found.workbook.sheets[0]
    assert (sheet.sideways, sheet.place(2)) == (True, "column B")
    assert found.workbook.notes == (
        "The sheet holds its events in columns and was turned: row 3 here is its column C.",
    )


def test_an_upright_sheet_is_not_turned(tmp_path):
    path = csv_file(tmp_path / "a.csv", "Date,Event,Note", "13/04/2025,Event,Time", "14/04/2025,Time,Event")
    assert not read_sheets(path).sheets[0].sideways
