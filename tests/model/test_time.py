"""Times as values: nothing senseless can exist, and every time says itself in one line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.model.time import (
    DAY,
    Certainty,
    Time,
    TimeKind,
    Window,
    moment,
    said_in_words,
    short_label,
    span,
    window,
)

APRIL = date(2019, 4, 22)


def seconds(iso: str) -> int:
    return span(iso)[0]


def test_a_clock_time_may_have_been_at_any_second_of_its_minute() -> None:
    first = seconds("2019-04-22T14:20")
    assert window(Time(TimeKind.DATETIME, "2019-04-22T14:20")) == Window(first, first + 59)


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        (Time(TimeKind.YEAR, "2019"), "2019-01-01T00:00:00", "2019-12-31T23:59:59"),
        (Time(TimeKind.MONTH, "2020-02"), "2020-02-01T00:00:00", "2020-02-29T23:59:59"),
        (Time(TimeKind.DATE, "2019-04-22"), "2019-04-22T00:00:00", "2019-04-22T23:59:59"),
        (Time(TimeKind.HOUR, "2019-04-22T14"), "2019-04-22T14:00:00", "2019-04-22T14:59:59"),
        (Time(TimeKind.ABOUT_DATETIME, "2019-04-22T14:20"), "2019-04-22T14:05:00", "2019-04-22T14:35:59"),
        (
            Time(TimeKind.ABOUT_DATETIME, "2019-04-22T14:20", margin=300),
            "2019-04-22T14:15:00",
            "2019-04-22T14:25:59",
        ),
        (Time(TimeKind.ABOUT_DATE, "2019-04-22"), "2019-04-21T00:00:00", "2019-04-23T23:59:59"),
        (
            Time(TimeKind.BETWEEN, "2019-04-22T23:00", "2019-04-23"),
            "2019-04-22T23:00:00",
            "2019-04-23T23:59:59",
        ),
        (Time(TimeKind.PERIOD, "2019-04-22", "2019-04-23"), "2019-04-22T00:00:00", "2019-04-23T23:59:59"),
        (Time(TimeKind.DATE, "2019-04-22T14:20"), "2019-04-22T00:00:00", "2019-04-22T23:59:59"),
    ],
)
def test_a_window_runs_from_the_first_to_the_last_second_possible(time: Time, first: str, last: str) -> None:
    assert window(time) == Window(seconds(first), seconds(last))


def test_before_and_after_are_open_on_one_side_and_leave_a_whole_day_out() -> None:
    assert window(Time(TimeKind.BEFORE, "2019-04-22")) == Window(None, seconds("2019-04-22") - 1)
    assert window(Time(TimeKind.AFTER, "2019-04-22")) == Window(seconds("2019-04-23"), None)
    assert window(Time(TimeKind.BEFORE, "2019-04-22T03:00")) == Window(None, seconds("2019-04-22T03:00"))


@pytest.mark.parametrize(
    "time",
    [
        Time(),
        Time(TimeKind.ORDER_ONLY),
        Time(TimeKind.AFTER, anchor="a"),
        Time(TimeKind.OFFSET, anchor="a", least=1200, most=1200),
    ],
)
def test_what_has_no_date_of_its_own_never_lands_on_one(time: Time) -> None:
    assert window(time) == Window(None, None)


def test_about_the_first_day_of_all_does_not_fall_off_the_axis() -> None:
    assert window(Time(TimeKind.ABOUT_YEAR, "0001")).earliest == 0


@given(st.dates(), st.integers(0, DAY - 1))
def test_seconds_and_wall_clock_are_the_same_thing(day: date, second: int) -> None:
    iso = f"{day.isoformat()}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    there = moment(seconds(iso))
    assert there.isoformat() == iso
    assert there.tzinfo is None


@pytest.mark.parametrize(
    ("plain", "fault"),
    [
        ("2019", "must be a time"),
        (None, "must be a time"),
        ([], "must be a time"),
        ({}, "has a kind this program does not know"),
        ({"kind": "date "}, "has a kind this program does not know"),
        ({"kind": ["date"]}, "has a kind this program does not know"),
        ({"kind": "date"}, "has no date"),
        ({"kind": "date", "start": 2019}, "has a start that is not text"),
        ({"kind": "date", "start": "2019-02-31"}, "31 February does not exist. February 2019 has 28 days"),
        ({"kind": "date", "start": "2019-13-01"}, "13 is not a month"),
        ({"kind": "date", "start": "2019-1-1"}, "is not a date or time such as"),
        ({"kind": "date", "start": "²⁰¹⁹-01-01"}, "is not a date or time such as"),
        ({"kind": "date", "start": "2019-04-22\n"}, "is not a date or time such as"),
        ({"kind": "date", "start": "2019-04"}, "says it is known to the date"),
        ({"kind": "datetime", "start": "2019-04-22T25:00"}, "25:00 is not a time of day"),
        ({"kind": "datetime", "start": "2019-04-22T2:000"}, "is not a date or time such as"),
        ({"kind": "year", "start": "0000"}, "the year 0000 does not exist"),
        ({"kind": "between", "start": "2019"}, "needs a start and an end"),
        ({"kind": "between", "start": "2019", "end": "2018"}, "ends before it starts"),
        ({"kind": "unknown", "end": "2018"}, "has an end but no start"),
        ({"kind": "before"}, "needs a time or an entry"),
        ({"kind": "offset", "anchor": "a"}, "needs an entry to count from, and how far"),
        ({"kind": "offset", "anchor": "a", "least": 1.5}, "not a whole number"),
        ({"kind": "offset", "anchor": "a", "least": True}, "not a whole number"),
        ({"kind": "offset", "anchor": "a", "least": 10**30}, "more than four centuries"),
        ({"kind": "offset", "anchor": "a", "least": 2, "most": 1}, "from more to less"),
        ({"kind": "offset", "anchor": "a" * 10_000, "least": 2}, "whose id makes no sense"),
        ({"kind": "date", "start": "2019-04-22", "least": 2}, "not from which entry"),
        ({"kind": "date", "start": "2019-04-22", "margin": 60}, "is not about anything"),
        ({"kind": "about_date", "start": "2019-04-22", "margin": -1}, "below nothing"),
        (
            {"kind": "date", "start": "2019-04-22", "colour": "red"},
            "a part this program does not know: colour",
        ),
        ({"kind": "unknown", "said": "x" * 2_000_000}, "the most that can be kept"),
    ],
)
def test_nonsense_is_named_in_a_sentence(plain: object, fault: str) -> None:
    with pytest.raises(ValueError, match=fault.replace(".", r"\.")):
        Time.from_json(plain)


def test_a_time_made_in_code_makes_sense_too() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        Time(TimeKind.PERIOD, "2019-04-22T14:20", "2019-04-22T14:19")


hostile = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from([*TimeKind, "2019-04"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
)


@given(
    st.dictionaries(
        st.sampled_from(["kind", "start", "end", "said", "anchor", "least", "most", "margin"]), hostile
    )
    | hostile
)
def test_anything_at_all_gives_a_time_or_a_sentence(plain: object) -> None:
    try:
        time = Time.from_json(plain)
    except ValueError as refused:
        fault = str(refused)
        time = None
    if time is None:
        assert fault
        return
    assert Time.from_json(time.to_json()) == time
    assert said_in_words(time)
    assert short_label(time)
    window(time)


def test_json_holds_only_what_is_set() -> None:
    assert Time(TimeKind.DATE, "2019-04-22", said="22 Apr").to_json() == {
        "kind": "date",
        "start": "2019-04-22",
        "said": "22 Apr",
    }
    assert Time().to_json() == {"kind": "unknown"}


def test_when_the_entry_it_counts_from_goes_its_own_date_and_words_stay() -> None:
    counted = Time(TimeKind.OFFSET, said="20 min after T12", anchor="a", least=1200, most=1200, margin=60)
    assert counted.without_anchor() == Time(TimeKind.UNKNOWN, said="20 min after T12")
    both = Time(TimeKind.ABOUT_DATETIME, "2019-04-22T14:20", anchor="a", least=0, most=60, margin=300)
    assert both.without_anchor() == Time(TimeKind.ABOUT_DATETIME, "2019-04-22T14:20", margin=300)
    assert Time(TimeKind.ORDER_ONLY, anchor="a").without_anchor() == Time(TimeKind.ORDER_ONLY)
    assert Time(TimeKind.BEFORE, anchor="a").without_anchor() == Time(TimeKind.UNKNOWN)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (Time(TimeKind.DATETIME, "2019-04-22T14:20"), "at 14:20 on 22 April 2019"),
        (Time(TimeKind.HOUR, "2019-04-22T14"), "in the hour from 14:00 on 22 April 2019"),
        (Time(TimeKind.DATE, "2025-03-12"), "some time on 12 March 2025"),
        (Time(TimeKind.MONTH, "2018-03"), "in March 2018"),
        (Time(TimeKind.YEAR, "2018"), "in 2018"),
        (Time(TimeKind.ABOUT_YEAR, "0415"), "about the year AD 415"),
        (Time(TimeKind.ABOUT_DATETIME, "2019-04-22T14:20"), "about 14:20 on 22 April 2019"),
        (
            Time(TimeKind.BETWEEN, "2019-01-04T14:00", "2019-01-04T15:00"),
            "between 14:00 and 15:00 on 4 January 2019",
        ),
        (Time(TimeKind.PERIOD, "2019-01-04T02:20", "2019-01-04T03:30"), "02:20 to 03:30 on 4 January 2019"),
        (
            Time(TimeKind.BETWEEN, "2019-04-22T23:00", "2019-04-23T08:15"),
            "between 23:00 on 22 April 2019 and 08:15 on 23 April 2019",
        ),
        (Time(TimeKind.BEFORE, anchor="a"), "before T12 Handover"),
        (Time(TimeKind.OFFSET, anchor="a", least=1200, most=1200), "20 minutes after T12 Handover"),
        (Time(TimeKind.OFFSET, anchor="a", least=-900, most=-600), "10 to 15 minutes before T12 Handover"),
        (
            Time(TimeKind.OFFSET, anchor="a", least=-600, most=60),
            "between 10 minutes before and 1 minute after T12 Handover",
        ),
        (
            Time(TimeKind.OFFSET, anchor="a", least=5400, most=7200),
            "1 hour 30 minutes to 2 hours after T12 Handover",
        ),
        (
            Time(TimeKind.OFFSET, anchor="a", least=1200, most=1200, margin=300),
            "about 20 minutes after T12 Handover",
        ),
        (Time(TimeKind.OFFSET, anchor="a", most=-60), "at least 1 minute before T12 Handover"),
        (Time(TimeKind.ORDER_ONLY, anchor="a"), "after T12 Handover, time not known"),
        (Time(TimeKind.ORDER_ONLY), "order known, time not known"),
        (Time(), "time not known"),
    ],
)
def test_a_time_says_itself_in_one_line(time: Time, words: str) -> None:
    assert said_in_words(time, lambda id: "T12 Handover") == words


def test_a_day_known_from_around_it_is_left_out() -> None:
    assert said_in_words(Time(TimeKind.ABOUT_DATETIME, "2019-04-22T01:50"), day=APRIL) == "about 01:50"
    assert said_in_words(Time(TimeKind.DATE, "2019-04-22"), day=APRIL) == "some time on 22 April 2019"


@pytest.mark.parametrize(
    ("time", "label"),
    [
        (Time(TimeKind.PERIOD, "2019-04-22T02:20", "2019-04-22T03:30"), "02:20 to 03:30"),
        (Time(TimeKind.ABOUT_DATETIME, "2019-04-22T01:50", said="c 0150"), "About 01:50"),
        (Time(TimeKind.BETWEEN, "2019-04-22T01:00", "2019-04-22T01:30"), "Between 01:00 and 01:30"),
        (Time(TimeKind.DATETIME, "2019-04-21T14:20"), "21 Apr 2019 14:20"),
        (Time(TimeKind.MONTH, "2018-03"), "Mar 2018"),
        (
            Time(TimeKind.BETWEEN, "2019-04-22T17:30", "2019-04-22T18:50", "during the flight down"),
            "During the flight down",
        ),
        (Time(TimeKind.DATE, "2019-04-22", said="22 Apr, before departure"), "22 Apr, before departure"),
        (Time(TimeKind.DATE, "2011-06-20", said="20 Jun 2011"), "20 Jun 2011"),
        (Time(TimeKind.DATETIME, "2019-04-21T14:20", said="yesterday 1420"), "21 Apr 2019 14:20"),
        (Time(TimeKind.DATE, "2019-04-21", said="Today"), "21 Apr 2019"),
        (Time(TimeKind.DATE, "2019-04-08", said="two weeks ago"), "8 Apr 2019"),
        (Time(TimeKind.UNKNOWN, said="today, before lunch"), "Today, before lunch"),
        (Time(TimeKind.AFTER, anchor="a", said="after the review"), "After the review"),
        (Time(TimeKind.UNKNOWN, said="when the son rang"), "When the son rang"),
        (Time(), "Time not known"),
    ],
)
def test_the_label_for_tables_is_short_and_keeps_telling_words(time: Time, label: str) -> None:
    assert short_label(time, APRIL) == label


def test_a_label_stays_short_whatever_was_said() -> None:
    assert len(short_label(Time(said="when the family had gone " * 5000))) <= 60


def test_every_kind_has_a_mark() -> None:
    marks = {
        Time(TimeKind.DATETIME, "2019-04-22T14:20").certainty,
        Time(TimeKind.ABOUT_MONTH, "2019-04").certainty,
        Time(TimeKind.ORDER_ONLY).certainty,
        Time().certainty,
    }
    assert marks == {Certainty.EXACT, Certainty.ABOUT, Certainty.ORDER_ONLY, Certainty.UNKNOWN}


def test_what_may_lie_beyond_the_years_there_are_is_the_nearest_day_of_them() -> None:
    last = window(Time(TimeKind.ABOUT_DATE, "9999-12-31")).latest
    assert last is not None and moment(last).date() == date.max
    first = window(Time(TimeKind.ABOUT_DATE, "0001-01-01")).earliest
    assert first is not None and moment(first).date() == date.min
