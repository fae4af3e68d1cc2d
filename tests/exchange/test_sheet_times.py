"""The times of a sheet, in every order and on every clock they are written in."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.exchange.sheet import Layout, Zone
from rca_workbench.exchange.sheet.moments import Moments
from rca_workbench.exchange.sheet.uk_clock import came_twice, uk_wall
from rca_workbench.model import Time, TimeKind
from rca_workbench.model.time import short_label
from rca_workbench.model.time_words import read_time

NOW = date(2026, 11, 23)
NEAR = date(2025, 4, 1)
UK = Layout(0, 1, (), day_settled=True)
US = Layout(0, 1, (), day_first=False, day_settled=True)
UTC = Layout(0, 1, (), day_settled=True, zone=Zone.UTC)
OPEN = Layout(0, 1, ())


def read(day="", clock="", layout=UK, near=NEAR):
    return Moments(layout, NOW, None).read(day, clock, near)


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("2025-04-13 14:20", "2025-04-13T14:20"),
        ("2025-04-13T14:20:05.123", "2025-04-13T14:20:05"),
        ("2025/04/13 14:20", "2025-04-13T14:20"),
        ("20250413 1420", "2025-04-13T14:20"),
        ("20250413142005", "2025-04-13T14:20:05"),
        ("20250413", "2025-04-13"),
        ("13/04/2025 14:20", "2025-04-13T14:20"),
        ("13/04/25 14:20", "2025-04-13T14:20"),
        ("13.4.2025, 14.20", "2025-04-13T14:20"),
        ("13/04/2025 1420", "2025-04-13T14:20"),
        ("13/04/2025 2:20 PM", "2025-04-13T14:20"),
        ("13/04/2025 12:20 am", "2025-04-13T00:20"),
        ("13-Apr-2025 14:20:05", "2025-04-13T14:20:05"),
        ("13 April 2025", "2025-04-13"),
        ("Sun 13 Apr 2025 14:20", "2025-04-13T14:20"),
        ("14:20 13/04/2025", "2025-04-13T14:20"),
        ("1420hrs", "2025-04-01T14:20"),
        ("14.20 h", "2025-04-01T14:20"),
        ("0415", "2025-04-01T04:15"),
        ("13/04/2025 24:00", "2025-04-14T00:00"),
    ],
)
def test_the_shapes_sheets_hold_are_read_and_what_was_said_is_kept(said, start):
    moment = read(said)
    assert (moment.time.start, moment.time.said, moment.problem) == (start, said, "")


def test_uncertain_words_stay_as_uncertain_as_they_are():
    assert read("c 0150").time.kind is TimeKind.ABOUT_DATETIME
    assert read("13/04/2025", "c 0150").time == Time(
        TimeKind.ABOUT_DATETIME, "2025-04-13T01:50", said="13/04/2025 c 0150"
    )
    assert read("14:20-14:40").time == Time(
        TimeKind.PERIOD, "2025-04-01T14:20", "2025-04-01T14:40", "14:20-14:40"
    )
    assert read("after 0300").time.kind is TimeKind.AFTER
    assert read("evening of 13/4/2025").time.kind is TimeKind.BETWEEN


@given(st.datetimes(datetime(1950, 1, 1), datetime(2049, 1, 1)), st.booleans())
def test_the_fast_way_reads_what_the_time_field_reads(at, seconds):
    for form in ("%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d %b %Y %H:%M", "%d.%m.%Y %H:%M"):
        said = at.strftime(form + (":%S" if seconds else ""))
        assert read(said).time == read_time(said, near=NEAR, find=None, now=NOW).time


@given(st.datetimes(datetime(1950, 1, 1), datetime(2049, 1, 1)))
def test_month_first_is_read_where_the_layout_says_so(at):
    assert read(f"{at:%m/%d/%Y %H:%M}", layout=US).time.start == f"{at:%Y-%m-%dT%H:%M}"
    assert read(f"{at:%m/%d/%Y}", f"{at:%I:%M %p}", layout=US).time.start == f"{at:%Y-%m-%dT%H:%M}"
    assert read(f"about {at:%m/%d/%Y}", layout=US).time.start == f"{at:%Y-%m-%d}"


def test_a_day_that_could_be_two_is_named_unless_the_sheet_settles_it():
    doubt = "03/04 may be 3 April or 4 March. It was read as 3 April."
    assert read("03/04/2025 14:20", layout=OPEN).problem == doubt
    assert read("evening of 03/04/2025", layout=OPEN).problem == doubt
    assert read("03/04/2025 14:20").problem == ""
    assert read("04/04/2025 14:20", layout=OPEN).problem == ""
    assert read("13/04/2025 14:20", layout=OPEN).problem == ""


def test_a_day_that_can_only_be_read_the_other_way_is_read_so_and_named():
    moment = read("04/13/2025 10:00")
    assert moment.time.start == "2025-04-13T10:00"
    assert moment.problem == "There is no month 13, so 4 was taken for the month."


def test_what_cannot_be_is_not_kept_as_a_time():
    assert read("31/02/2025") == (None, "31 February does not exist. February 2025 has 28 days.", False)
    assert read("", "25:10").time is None
    assert read("", timedelta(hours=25)).time is None
    assert "no day" in read("", time(2, 15), near=None).problem


def test_words_without_a_time_are_kept_as_said():
    moment = read("during the handover")
    assert moment.time == Time(TimeKind.UNKNOWN, said="during the handover")
    assert moment.problem.startswith("Kept as said, without a time")


def test_a_year_nobody_said_is_that_of_the_row_above_or_named():
    assert read("3 Apr", near=None).problem.startswith("It says no year: it reads 3 April 2026")
    assert read("3 Apr").problem == ""
    assert read("3 Apr").time.start == "2025-04-03"


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("2025-07-03T14:20Z", "2025-07-03T15:20"),
        ("2025-01-03T14:20Z", "2025-01-03T14:20"),
        ("2025-07-03T14:20+02:00", "2025-07-03T13:20"),
        ("2025-07-03T23:30:05-0100", "2025-07-04T01:30:05"),
        ("03/07/2025 14:20 GMT", "2025-07-03T15:20"),
        ("03/07/2025 14:20 BST", "2025-07-03T14:20"),
        ("Thu, 03 Jul 2025 14:20:05 +0100", "2025-07-03T14:20:05"),
        ("03/07/2025 23:50 UTC", "2025-07-04T00:50"),
    ],
)
def test_a_time_with_an_offset_moves_to_the_clock_on_a_uk_wall_and_keeps_what_it_said(said, start):
    assert (read(said).time.start, read(said).time.said) == (start, said)


def test_a_time_that_was_moved_is_shown_by_the_clock_on_the_wall():
    assert short_label(read("03/07/2025 14:20 GMT").time) == "3 Jul 2025 15:20"
    assert short_label(read("2025-07-03T14:20Z").time) == "3 Jul 2025 15:20"


def test_a_sheet_in_utc_moves_to_the_clock_on_a_uk_wall():
    assert read("03/07/2025 23:30", layout=UTC).time.start == "2025-07-04T00:30"
    assert read("03/07/2025 23:30 - 23:50", layout=UTC).time.end == "2025-07-04T00:50"
    known = read(datetime(2025, 7, 3, 23, 30), layout=UTC).time
    assert known == Time(TimeKind.DATETIME, "2025-07-04T00:30", said="2025-07-03 23:30Z")
    assert read("03/07/2025", layout=UTC).time.start == "2025-07-03"


def test_an_hour_that_came_twice_is_named():
    assert read("2025-10-26 00:30Z").problem == (
        "Clocks went back that night: 01:30 came twice. This was 00:30 UTC."
    )
    assert read("2025-10-26 02:00Z").problem == ""


def test_times_before_the_rule_of_summer_time_stand_as_utc_and_say_so():
    moment = read("1995-07-01 12:00Z")
    assert moment.time.start == "1995-07-01T12:00"
    assert moment.problem.startswith("Clock changes before 1996 are not known here")


@given(st.datetimes(datetime(1996, 1, 1), datetime(2050, 1, 1)))
def test_the_clock_on_a_uk_wall_is_that_of_the_zone_tables(at):
    there = at.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo("Europe/London"))
    assert uk_wall(at) == there.replace(tzinfo=None, fold=0)
    if came_twice(at):
        assert there.replace(fold=1).utcoffset() != there.replace(fold=0).utcoffset()


@given(st.text(max_size=40), st.text(max_size=20))
def test_whatever_a_cell_says_nothing_is_raised(day, clock):
    for layout in (UK, US, UTC, OPEN):
        moment = read(day, clock, layout)
        assert moment.time is not None or moment.problem
