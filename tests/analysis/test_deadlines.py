"""Deadlines counted from their start: the arithmetic, pauses and extensions, and how one stands."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.assurance import assurance
from rca_workbench.analysis.deadline_counting import Pause, counted_days, day_counted_to, in_one, months_after
from rca_workbench.analysis.deadline_words import state_words
from rca_workbench.analysis.deadlines import (
    Deadline,
    DeadlineState,
    day_number,
    deadline,
    deadlines,
    pressing,
    running,
    started_clock,
)
from rca_workbench.analysis.working_days import (
    is_bank_holiday,
    is_working_day,
    working_day_after,
    working_days_between,
)
from rca_workbench.model import (
    CaseRecord,
    Clock,
    ClockChange,
    ClockChangeKind,
    ClockUnit,
    Entity,
    Nation,
    Snapshot,
    Time,
    TimeKind,
)
from rca_workbench.reference.timescales import bank_holidays

NATIONS = st.sampled_from(Nation)
DAYS = st.dates(date(2012, 1, 1), date(2028, 6, 30))
IN_DAYS = st.sampled_from([one for one in ClockUnit if one is not ClockUnit.HOURS])
LENGTHS = st.integers(1, 60)
NOW = datetime(2026, 11, 30, 9, 0)


def day(iso: str) -> Time:
    return Time(TimeKind.DATETIME if "T" in iso else TimeKind.DATE, iso)


def case(*things: Entity, nation: Nation = Nation.ENGLAND, timezone: str = "") -> Snapshot:
    record = CaseRecord(id="case", nation=nation, timezone=timezone)
    return Snapshot.empty().changed([record, *things], [], "")


def counted(length: int, unit: ClockUnit, started: str, **fields: object) -> Clock:
    return Clock(id="c", what="Report", length=length, unit=unit, started=day(started), **fields)  # type: ignore[arg-type]


def pause(since: str, until: str = "", id: str = "p") -> ClockChange:
    return ClockChange(id=id, clock="c", change=ClockChangeKind.PAUSE, since=since, until=until)


def extension(until: str, agreed: str = "", id: str = "e") -> ClockChange:
    return ClockChange(id=id, clock="c", change=ClockChangeKind.EXTENSION, until=until, agreed=agreed)


def read(*things: Entity, now: datetime = NOW, **of_case: object) -> Deadline:
    snapshot = case(*things, **of_case)  # type: ignore[arg-type]
    return deadline(snapshot, snapshot.of(Clock)["c"], now)


def due(*things: Entity, now: datetime = NOW, **of_case: object) -> str:
    found = read(*things, now=now, **of_case).due
    return "" if found is None else found.isoformat()[:10]


# -- the arithmetic -----------------------------------------------------------------------------------


@given(DAYS, LENGTHS, NATIONS)
def test_working_days_added_and_counted_are_two_sides_of_one_thing(
    start: date, number: int, nation: Nation
) -> None:
    end = working_day_after(start, number, nation)
    assert is_working_day(end, nation)
    assert working_days_between(start, end, nation) == number
    assert working_days_between(end, start, nation) == -number


@given(DAYS, st.integers(0, 500), NATIONS)
def test_working_days_between_two_days_are_those_one_can_count_one_by_one(
    start: date, apart: int, nation: Nation
) -> None:
    end = start + timedelta(days=apart)
    one_by_one = sum(is_working_day(start + timedelta(days=n), nation) for n in range(1, apart + 1))
    assert working_days_between(start, end, nation) == one_by_one


@given(DAYS, LENGTHS, IN_DAYS, NATIONS)
def test_a_longer_deadline_is_never_due_sooner_nor_one_that_started_later(
    start: date, length: int, unit: ClockUnit, nation: Nation
) -> None:
    first = day_counted_to(start, length, unit, (), nation)
    longer = day_counted_to(start, length + 1, unit, (), nation)
    later = day_counted_to(start + timedelta(days=1), length, unit, (), nation)
    assert first is not None and longer is not None and later is not None
    assert start < first < longer
    assert first <= later


@given(DAYS, st.integers(1, 60), st.integers(0, 90), st.integers(1, 60), NATIONS)
def test_a_pause_moves_calendar_days_by_just_the_days_paused(
    start: date, length: int, after: int, paused: int, nation: Nation
) -> None:
    since = start + timedelta(days=1 + after)
    plain = day_counted_to(start, length, ClockUnit.CALENDAR_DAYS, (), nation)
    moved = day_counted_to(
        start, length, ClockUnit.CALENDAR_DAYS, (Pause(since, since + timedelta(days=paused)),), nation
    )
    assert plain is not None and moved is not None
    assert moved - plain == timedelta(days=paused if since <= plain else 0)


PAUSES = st.lists(st.tuples(st.integers(-20, 120), st.integers(-2, 30)), max_size=4)


@given(DAYS, LENGTHS, IN_DAYS, PAUSES, NATIONS)
def test_what_is_counted_up_to_the_due_date_is_the_length_whatever_the_pauses(
    start: date, length: int, unit: ClockUnit, drawn: list[tuple[int, int]], nation: Nation
) -> None:
    pauses = in_one(
        Pause(start + timedelta(days=at), start + timedelta(days=at + days)) for at, days in drawn
    )
    end = day_counted_to(start, length, unit, pauses, nation)
    assert end is not None
    expected = length
    if unit is ClockUnit.WEEKS:
        expected = 7 * length
    elif unit is ClockUnit.MONTHS:
        expected = (months_after(start, length) - start).days
    assert counted_days(start, end, unit, pauses, nation) == expected
    assert counted_days(start, end - timedelta(days=1), unit, pauses, nation) < expected


@given(PAUSES)
def test_pauses_brought_together_hold_the_same_days_once(drawn: list[tuple[int, int]]) -> None:
    first = date(2026, 1, 1)
    pauses = [Pause(first + timedelta(days=at), first + timedelta(days=at + days)) for at, days in drawn]

    def days_of(ones: list[Pause]) -> list[date]:
        return [
            one.since + timedelta(days=n)
            for one in ones
            if one.until is not None
            for n in range((one.until - one.since).days)
        ]

    joined = list(in_one(pauses))
    assert sorted(set(days_of(pauses))) == days_of(joined)
    assert all(a.until is not None and a.until < b.since for a, b in pairwise(joined))


@given(DAYS, st.integers(1, 12))
def test_months_end_on_the_same_date_or_the_last_of_the_month(start: date, months: int) -> None:
    end = months_after(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


# -- bank holidays ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("iso", "nation", "off"),
    [
        ("2022-09-19", Nation.WALES, True),  # State Funeral
        ("2026-12-28", Nation.ENGLAND, True),  # in place of Boxing Day on a Saturday
        ("2026-04-06", Nation.SCOTLAND, False),  # Easter Monday is none in Scotland
        ("2026-04-06", Nation.NORTHERN_IRELAND, True),
        ("2026-01-02", Nation.SCOTLAND, True),
        ("2026-03-17", Nation.NORTHERN_IRELAND, True),
        ("2026-08-03", Nation.SCOTLAND, True),
        ("2026-08-31", Nation.SCOTLAND, False),
    ],
)
def test_each_nation_has_its_own_days_off(iso: str, nation: Nation, off: bool) -> None:
    assert is_bank_holiday(date.fromisoformat(iso), nation) is off
    assert is_working_day(date.fromisoformat(iso), nation) is not off


@pytest.mark.parametrize("nation", Nation)
def test_the_published_days_are_those_the_rule_gives_with_the_one_off_ones(nation: Nation) -> None:
    from holidays.countries.united_kingdom import UnitedKingdom

    known = bank_holidays(nation)
    years = range(known.published_from, known.published_to + 1)
    ruled = UnitedKingdom(subdiv=known.subdivision, years=years)
    published = {day for days in known.days.values() for day in days}
    assert sorted(known.days) == list(years)
    assert published == {day for day in ruled if day.weekday() < 5}


@given(
    st.dates(date(2029, 1, 1), date(2040, 12, 31)) | st.dates(date(1990, 1, 1), date(2011, 12, 31)), NATIONS
)
def test_years_that_were_not_published_follow_the_rule(day: date, nation: Nation) -> None:
    christmas = date(day.year, 12, 25)
    if christmas.weekday() < 5:
        assert is_bank_holiday(christmas, nation)
    assert not (is_bank_holiday(day, nation) and day.weekday() > 4)


def test_a_clock_set_by_law_counts_the_days_of_england_and_wales_and_says_so() -> None:
    # 2 January is a holiday in Scotland only.
    law = started_clock("TS-COMP-01", day("2025-12-30"))
    policy = started_clock("TS-SCR-01", day("2025-12-30"))
    snapshot = case(law, policy, nation=Nation.SCOTLAND)
    by_law, by_policy = deadline(snapshot, law, NOW), deadline(snapshot, policy, NOW)
    assert by_law.due is not None and by_law.due.date() == date(2026, 1, 5)
    assert "England and Wales count" in by_law.how
    assert by_policy.due is not None and by_policy.due.date() == date(2026, 1, 6)


def test_a_date_beyond_the_published_bank_holidays_says_so() -> None:
    far = read(counted(20, ClockUnit.WORKING_DAYS, "2028-12-20"))
    assert far.beyond and "published up to 2028" in far.how
    near = read(counted(20, ClockUnit.WORKING_DAYS, "2026-12-20"))
    assert not near.beyond and "published up to" not in near.how
    in_days = read(counted(20, ClockUnit.CALENDAR_DAYS, "2028-12-20"))
    assert not in_days.beyond


# -- pauses and extensions ----------------------------------------------------------------------------

TEN = counted(10, ClockUnit.CALENDAR_DAYS, "2026-11-20")


def test_days_of_a_pause_do_not_count_and_the_day_it_ends_does() -> None:
    assert due(TEN) == "2026-11-30"
    paused = read(TEN, pause("2026-11-24", "2026-11-27"))
    assert paused.due is not None and paused.due.date() == date(2026, 12, 3)
    assert "3 days paused do not count" in paused.how


def test_an_open_pause_stops_the_clock() -> None:
    found = read(TEN, pause("2026-11-24"))
    assert (found.state, found.due) == (DeadlineState.PAUSED, None)
    assert "without an end" in found.how


def test_a_pause_that_starts_after_it_was_due_changes_nothing() -> None:
    late = counted(5, ClockUnit.CALENDAR_DAYS, "2026-11-01")
    assert read(late, pause("2026-11-20")).state is DeadlineState.OVERDUE


def test_an_open_pause_that_lies_ahead_does_not_count_yet() -> None:
    later = counted(30, ClockUnit.CALENDAR_DAYS, "2026-11-20")
    assert due(later, pause("2026-12-05")) == "2026-12-20"


def test_an_extension_sets_the_date_and_the_furthest_holds() -> None:
    found = read(TEN, extension("2026-12-10"), extension("2026-12-05", id="f"))
    assert found.due is not None and found.due.date() == date(2026, 12, 10)
    assert found.before is not None and found.before.date() == date(2026, 11, 30)
    assert "Extended from Mon 30 Nov 2026 to Thu 10 Dec 2026 (2 extensions)" in found.how


def test_a_date_before_the_one_counted_is_no_extension() -> None:
    assert due(TEN, extension("2026-11-25")) == "2026-11-30"


def test_a_pause_after_an_extension_was_agreed_moves_the_new_date() -> None:
    changes = extension("2026-12-10", "2026-11-25"), pause("2026-12-01", "2026-12-04")
    assert due(TEN, *changes) == "2026-12-13"


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 60))
def test_a_pause_leaves_an_extension_as_many_working_days_as_it_had(
    after: int, paused: int, more: int
) -> None:
    clock, nation = counted(10, ClockUnit.WORKING_DAYS, "2026-11-02"), Nation.ENGLAND
    since = date(2026, 11, 20) + timedelta(days=after)
    until, to = since + timedelta(days=paused), since + timedelta(days=more)
    changes = extension(to.isoformat(), "2026-11-10"), pause(since.isoformat(), until.isoformat())
    moved = date.fromisoformat(due(clock, *changes))
    left = working_days_between(since - timedelta(days=1), to, nation)
    assert moved >= to
    if moved > to:
        assert moved.weekday() < 5
        assert working_days_between(until - timedelta(days=1), moved, nation) == left
    else:
        assert (
            working_days_between(since - timedelta(days=1), until - timedelta(days=1), nation) == 0
            or not left
        )


def test_an_extension_that_a_pause_moved_says_what_was_agreed() -> None:
    clock = counted(10, ClockUnit.WORKING_DAYS, "2026-11-02")
    found = read(clock, extension("2026-12-04", "2026-11-10"), pause("2026-11-30", "2026-12-01"))
    assert found.due is not None and found.due.date() == date(2026, 12, 7)
    assert "Fri 4 Dec 2026 was agreed; a pause after that moved it." in found.how


def test_a_pause_over_days_that_do_not_count_anyway_is_not_said_to_cost_any() -> None:
    clock = counted(10, ClockUnit.WORKING_DAYS, "2026-11-09")
    weekend = read(clock, pause("2026-11-14", "2026-11-16"))
    assert weekend.due == read(clock).due and "paused" not in weekend.how
    assert "3 days paused do not count" in read(clock, pause("2026-11-14", "2026-11-17")).how
    assert "2 days paused do not count" in read(TEN, pause("2026-11-21", "2026-11-23")).how


@given(st.integers(1, 40), st.integers(1, 40))
def test_an_extension_never_makes_it_due_sooner(length: int, to: int) -> None:
    clock = counted(length, ClockUnit.WORKING_DAYS, "2026-11-02")
    new = (date(2026, 11, 2) + timedelta(days=to)).isoformat()
    assert due(clock, extension(new)) >= max(due(clock), new)


def test_a_pause_stops_hours_for_its_days() -> None:
    clock = counted(48, ClockUnit.HOURS, "2026-11-20T10:00")
    found = read(clock, pause("2026-11-21", "2026-11-23"))
    assert found.due == datetime(2026, 11, 24, 10, 0)


# -- uncertain times ----------------------------------------------------------------------------------


def test_an_uncertain_start_is_taken_as_early_as_it_can_be_and_that_is_said() -> None:
    between = Time(TimeKind.BETWEEN, "2026-11-02", "2026-11-06")
    found = read(Clock(id="c", length=10, unit=ClockUnit.CALENDAR_DAYS, started=between))
    assert found.due is not None and found.due.date() == date(2026, 11, 12)
    assert "the earliest it can have been" in found.how
    month = Time(TimeKind.MONTH, "2026-11")
    assert due(Clock(id="c", length=1, unit=ClockUnit.WEEKS, started=month)) == "2026-11-08"


def test_hours_from_a_day_alone_count_from_its_beginning() -> None:
    found = read(counted(24, ClockUnit.HOURS, "2026-11-29"))
    assert found.due == datetime(2026, 11, 30)
    assert "the minute is not known" in found.how


def test_hours_pass_as_they_do_when_clocks_change() -> None:
    back = counted(48, ClockUnit.HOURS, "2026-10-24T10:00")
    assert read(back).due == datetime(2026, 10, 26, 9, 0)
    assert "clocks changed" in read(back).how
    # Another zone, another night.
    assert read(back, timezone="Pacific/Auckland").due == datetime(2026, 10, 26, 10, 0)
    assert read(back, timezone="no such zone").due == datetime(2026, 10, 26, 9, 0)


def test_a_start_known_only_by_its_order_cannot_be_counted_from() -> None:
    found = read(Clock(id="c", length=5, unit=ClockUnit.CALENDAR_DAYS, started=Time(TimeKind.ORDER_ONLY)))
    assert (found.state, found.due) == (DeadlineState.NOT_STARTED, None)
    assert "nothing can be counted" in found.how


@pytest.mark.parametrize("length", [0, -3, 10**9])
def test_a_length_that_makes_no_sense_gives_no_date(length: int) -> None:
    found = read(counted(length, ClockUnit.WORKING_DAYS, "2026-11-20"))
    assert found.due is None and "no length that can be counted" in found.how


def test_a_slip_into_the_year_9999_gives_no_date() -> None:
    assert read(counted(12, ClockUnit.MONTHS, "9999-11-20")).due is None
    assert read(counted(60, ClockUnit.WORKING_DAYS, "9999-11-20")).due is None


def test_a_fixed_date_is_the_end_of_what_was_said() -> None:
    fixed = Clock(id="c", what="Inquest", due=day("2026-12-15"))
    assert read(fixed).due == datetime(2026, 12, 15, 23, 59, 59)
    month = Clock(id="c", what="Inquest", due=Time(TimeKind.MONTH, "2026-12"))
    assert due(month) == "2026-12-31"
    about = Clock(id="c", what="Inquest", due=Time(TimeKind.ABOUT_DATE, "2026-12-15"))
    assert due(about) == "2026-12-14"
    assert due(fixed, extension("2026-12-20")) == "2026-12-20"


# -- how it stands ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "state", "words"),
    [
        (counted(60, ClockUnit.WORKING_DAYS, "2026-11-03"), "running", "In 41 working days, Fri 29 Jan 2027"),
        (counted(10, ClockUnit.CALENDAR_DAYS, "2026-11-18"), "overdue", "2 days late, was due Sat 28 Nov"),
        (counted(10, ClockUnit.CALENDAR_DAYS, "2026-11-21"), "at_risk", "Tomorrow, Tue 1 Dec"),
        (counted(10, ClockUnit.CALENDAR_DAYS, "2026-11-20"), "at_risk", "Today, Mon 30 Nov"),
        (counted(72, ClockUnit.HOURS, "2026-11-28T14:20"), "at_risk", "In 29 hours, 14:20 on Tue 1 Dec"),
        (
            counted(24, ClockUnit.HOURS, "2026-11-29T07:00"),
            "overdue",
            "2 hours late, was due 07:00 on Mon 30 Nov",
        ),
        (
            counted(24, ClockUnit.HOURS, "2026-11-28T16:00"),
            "overdue",
            "17 hours late, was due 16:00 on Sun 29 Nov",
        ),
        (
            counted(24, ClockUnit.HOURS, "2026-11-26T16:00"),
            "overdue",
            "3 days late, was due 16:00 on Fri 27 Nov",
        ),
        (
            counted(24, ClockUnit.HOURS, "2026-11-26T16:00", met=day("2026-11-28")),
            "met_late",
            "Met on Sat 28 Nov, 1 day late",
        ),
        (counted(5, ClockUnit.CALENDAR_DAYS, "2026-12-02"), "not_started", "Starts on Wed 2 Dec"),
        (counted(5, ClockUnit.CALENDAR_DAYS, "2026-11-02", met=day("2026-11-06")), "met", "Met on Fri 6 Nov"),
        (
            counted(5, ClockUnit.CALENDAR_DAYS, "2026-11-02", met=day("2026-11-09")),
            "met_late",
            "Met on Mon 9 Nov, 2 days late",
        ),
        (counted(5, ClockUnit.CALENDAR_DAYS, "2026-11-02", stopped="Withdrawn"), "stopped", "Stopped"),
        (Clock(id="c", code="TS-DOC-01", started=day("2026-11-27")), "prompt", "3 days since it started"),
    ],
)
def test_how_it_stands_in_words(clock: Clock, state: str, words: str) -> None:
    found = read(clock)
    assert found.state == state
    assert state_words(found, NOW) == words


@pytest.mark.parametrize(
    ("start", "now", "words"),
    [
        # Clocks go back on 25 October 2026 and forward on 28 March 2027: 72 hours less those that passed.
        ("2026-10-23T10:00", "2026-10-24T10:00", "In 48 hours, 09:00 on Mon 26 Oct"),
        ("2027-03-27T10:00", "2027-03-28T00:30", "In 57 hours, 11:00 on Tue 30 Mar"),
        ("2026-10-21T23:30", "2026-10-25T03:30", "5 hours late, was due 23:30 on Sat 24 Oct"),
    ],
)
def test_hours_left_and_late_are_those_that_pass_where_clocks_change(
    start: str, now: str, words: str
) -> None:
    clock = counted(72, ClockUnit.HOURS, start)
    at = datetime.fromisoformat(now)
    assert state_words(deadline(case(clock), clock, at), at) == words


def test_the_days_left_are_counted_as_the_due_date_was() -> None:
    # Law says England and Wales: 4 January 2027 is a working day for it, and a bank holiday of Scotland.
    clock = started_clock("TS-COMP-01", day("2026-12-31"))
    at = datetime(2026, 12, 31, 9, 0)
    scotland = case(clock, nation=Nation.SCOTLAND)
    words = "In 3 working days, Wed 6 Jan 2027"
    assert state_words(deadline(scotland, clock, at), at) == words
    (line,) = assurance(scotland, at).timeliness.lines
    assert words.removeprefix("In ") in line.said


@pytest.mark.parametrize(
    ("minute", "state"), [("14:20", DeadlineState.MET), ("14:21", DeadlineState.MET_LATE)]
)
def test_met_in_the_very_minute_is_in_time(minute: str, state: DeadlineState) -> None:
    met = day(f"2026-11-04T{minute}")
    assert read(counted(24, ClockUnit.HOURS, "2026-11-03T14:20", met=met)).state is state
    assert read(Clock(id="c", what="Report", due=day("2026-11-04T14:20"), met=met)).state is state


def test_an_extension_of_a_paused_deadline_says_that_it_waits() -> None:
    clock = counted(20, ClockUnit.WORKING_DAYS, "2026-11-02")
    found = read(clock, pause("2026-11-16"), extension("2027-01-15", agreed="2026-11-20"))
    assert (found.state, found.due) == (DeadlineState.PAUSED, None)
    assert found.how.endswith("The extension to Fri 15 Jan 2027 counts again once it goes on.")
    on = read(clock, pause("2026-11-16", "2026-11-23"), extension("2027-01-15", agreed="2026-11-20"))
    assert on.due == datetime(2027, 1, 15, 23, 59, 59)


def test_met_on_the_day_it_was_due_is_in_time_to_the_last_second() -> None:
    clock = counted(10, ClockUnit.CALENDAR_DAYS, "2026-11-02", met=day("2026-11-12"))
    assert read(clock).state is DeadlineState.MET


def test_it_is_at_risk_from_the_working_day_before_or_the_last_tenth() -> None:
    short = counted(
        10, ClockUnit.WORKING_DAYS, "2026-11-16"
    )  # due Mon 30 Nov; Fri 27 is the working day before
    assert read(short, now=datetime(2026, 11, 26, 23, 59)).state is DeadlineState.RUNNING
    assert read(short, now=datetime(2026, 11, 27)).state is DeadlineState.AT_RISK
    long = counted(100, ClockUnit.CALENDAR_DAYS, "2026-11-01")  # due 9 Feb; a tenth before is 30 Jan
    assert read(long, now=datetime(2027, 1, 29)).state is DeadlineState.RUNNING
    assert read(long, now=datetime(2027, 1, 31)).state is DeadlineState.AT_RISK


def test_a_prompt_never_shows_a_due_date_even_with_an_extension() -> None:
    found = read(Clock(id="c", code="TS-DOC-01", started=day("2026-11-01")), extension("2026-12-24"))
    assert (found.state, found.due) == (DeadlineState.PROMPT, None)


def test_a_local_target_is_counted_and_marked_local() -> None:
    clock = started_clock("TS-DOC-03", day("2026-11-02"), local=True)
    found = deadline(case(clock), clock, NOW)
    assert clock.local and found.due is not None and found.due.date() == date(2026, 11, 16)
    assert "A local target, not set by law" in found.how
    assert started_clock("TS-DOC-03", day("2026-11-02")).length is None


def test_what_is_late_comes_first_and_the_rail_counts_what_presses() -> None:
    def made(id: str, length: int, **fields: object) -> Clock:
        return Clock(
            id=id,
            length=length,
            unit=ClockUnit.CALENDAR_DAYS,
            started=day("2026-11-20"),
            **fields,  # type: ignore[arg-type]
        )

    snapshot = case(
        made("far", 60),
        made("late", 2),
        made("done", 5, met=day("2026-11-21")),
        made("today", 10),
        made("soon", 11),
    )
    found = deadlines(snapshot, NOW)
    assert [one.clock.id for one in found] == ["late", "today", "soon", "far", "done"]
    assert pressing(found, NOW) == 2


def test_a_clock_runs_until_it_is_met_or_stopped() -> None:
    clock = started_clock("TS-SIF-03", day("2026-11-02"))
    assert running(case(clock), "TS-SIF-03") is clock
    assert running(case(Clock(id="c", code="TS-SIF-03", met=day("2026-11-20"))), "TS-SIF-03") is None
    assert running(case(Clock(id="c", code="TS-SIF-03", stopped="Downgraded")), "TS-SIF-03") is None


def test_what_is_stamped_stays_when_the_list_changes() -> None:
    clock = started_clock("TS-SIF-03", day("2026-11-02"), by="Patient safety lead")
    assert (clock.length, clock.unit, clock.to) == (60, ClockUnit.WORKING_DAYS, "commissioner")
    assert clock.set_by == "Patient safety lead" and clock.list_version.startswith("timescales ")
    with pytest.raises(KeyError):
        started_clock("TS-NONE", day("2026-11-02"))


def test_the_day_of_how_many_counts_as_the_deadline_does() -> None:
    clock = counted(60, ClockUnit.WORKING_DAYS, "2026-11-03")
    snapshot = case(clock, pause("2026-11-09", "2026-11-16"))
    assert day_number(deadline(snapshot, clock, NOW), snapshot, NOW) == (14, 60)
