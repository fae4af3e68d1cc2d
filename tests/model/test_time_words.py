"""What people type about time is read, echoed and never lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.model.time import Time, TimeKind, said_in_words, span
from rca_workbench.model.time_words import EntryRef, Reading, read_time

NEAR = date(2019, 4, 22)
NOW = date(2026, 11, 23)
ENTRIES = {"T12": "Handover", "T3": "Observations", "T4": "Doctor bleeped"}


def find(words: str) -> EntryRef | None:
    for code, text in ENTRIES.items():
        if words == code or words == f"{code} {text}" or words.lower() in text.lower():
            return EntryRef(f"id of {code}", code)
    return None


def read(text: str, near: date | None = NEAR) -> Reading:
    return read_time(text, near=near, find=find, now=NOW)


# A time of day


@pytest.mark.parametrize(
    "text",
    [
        "0415", "04:15", "4.15", "4:15", "4:15am", "4.15 a.m.", "415", "04.15 hrs", "0415hrs", "0415 hours", "04h15",
        "at 0415", "quarter past 4", "quarter past 4 am", "22/4 0415", "0415 on 22 April 2019", "Mon 22 Apr 0415",
        "2019-04-22T04:15", "2019-04-22 04:15", "22.04.2019, 04:15", "same day 0415", "04:15 GMT", "٠٤١٥",
        "4:15 in the morning",
    ],
)  # fmt: skip
def test_a_time_of_day_is_on_the_day_of_the_row_above(text: str) -> None:
    time = read(text).time
    assert time is not None
    assert (time.kind, time.start) == (TimeKind.DATETIME, "2019-04-22T04:15")
    assert time.said == text


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2pm", "T14:00"),
        ("2 p.m.", "T14:00"),
        ("4:15pm", "T16:15"),
        ("12am", "T00:00"),
        ("12pm", "T12:00"),
        ("12.30 am", "T00:30"),
        ("14:20:05", "T14:20:05"),
        ("noon", "T12:00"),
        ("12 noon", "T12:00"),
        ("midday", "T12:00"),
        ("midnight", "T00:00"),
        ("0000", "T00:00"),
        ("half past 2 pm", "T14:30"),
        ("quarter to 1", "T12:45"),
        ("3 o'clock", "T03:00"),
        ("8 at night", "T20:00"),
        ("2045", "T20:45"),
        ("1945", "T19:45"),
    ],
)
def test_clock_times_are_understood_as_people_say_them(text: str, iso: str) -> None:
    time = read(text).time
    assert time is not None
    assert time.start == f"2019-04-22{iso}"


def test_an_hour_alone_is_an_hour() -> None:
    assert read("14h").time == Time(TimeKind.HOUR, "2019-04-22T14", said="14h")
    assert read("14h").echo == "reads in the hour from 14:00"


def test_the_echo_says_the_reading_before_it_is_kept() -> None:
    assert read("c 0150").echo == "reads about 01:50"
    assert read("0415").echo == "reads 04:15"
    assert read("between 2 and 3 pm on 4 Jan").echo == (
        "reads between 14:00 and 15:00 on 4 January 2019, the year taken from the row above"
    )
    assert read("before the handover").echo == "reads before T12"
    assert read("?").echo == "reads time not known"


def test_without_a_row_above_a_time_of_day_asks_for_its_day() -> None:
    reading = read("0415", near=None)
    assert reading.time is None
    assert reading.problem.startswith("Time needs a day as well, like 0415 on 12 March.")


def test_a_zone_is_named_and_not_converted() -> None:
    reading = read("2025-03-12T04:15+01:00")
    assert reading.time is not None
    assert reading.time.start == "2025-03-12T04:15"
    assert reading.echo.endswith("the clock as written, zones are not converted")


# Guesses


@pytest.mark.parametrize(
    "text",
    [
        "c 0150", "c. 0150", "c0150", "c.0150", "ca. 0150", "circa 0150", "about 01:50", "around 0150", "approx 1.50",
        "approx. 0150", "approximately 01:50", "roughly 0150", "~0150", "at about 0150", "0150?", "0150ish", "0150 or so",
        "0150 approx", "some time around 0150",
    ],
)  # fmt: skip
def test_every_way_to_say_about(text: str) -> None:
    time = read(text).time
    assert time is not None
    assert (time.kind, time.start, time.margin) == (TimeKind.ABOUT_DATETIME, "2019-04-22T01:50", None)


def test_a_guess_in_whole_hours_is_wider() -> None:
    reading = read("approx 2 pm")
    assert reading.time == Time(TimeKind.ABOUT_DATETIME, "2019-04-22T14:00", said="approx 2 pm", margin=1800)
    assert reading.echo == "reads about 14:00, give or take 30 minutes"


def test_a_margin_can_be_said() -> None:
    time = read("14:20 give or take 5 min").time
    assert time is not None
    assert (time.kind, time.margin) == (TimeKind.ABOUT_DATETIME, 300)


# Dates


@pytest.mark.parametrize(
    "text",
    [
        "12/3/25", "12/03/2025", "12.03.2025", "12-3-25", "2025-03-12", "12 March 2025", "12th March 2025", "12 Mar 25",
        "12mar2025", "Wed 12 March 2025", "Wednesday, 12th of March, 2025", "March 12, 2025", "12th of March '25",
    ],
)  # fmt: skip
def test_dates_are_read_day_first(text: str) -> None:
    reading = read(text)
    assert reading.time == Time(TimeKind.DATE, "2025-03-12", said=text)
    assert reading.echo == "reads 12 March 2025"
    assert reading.problem == ""


@pytest.mark.parametrize("text", ["12/3", "12 March", "12th Mar", "March 12th", "12.3.19"])
def test_a_date_without_its_year_takes_the_one_of_the_row_above(text: str) -> None:
    reading = read(text)
    assert reading.time is not None
    assert reading.time.start == "2019-03-12"
    assert ("the year taken from the row above" in reading.echo) is ("19" not in text)


def test_a_date_just_across_the_new_year_takes_the_year_next_to_it() -> None:
    assert read("2 Jan", near=date(2018, 12, 30)).echo == (
        "reads 2 January 2019, the year after that of the row above"
    )
    assert read("30 Dec", near=date(2019, 1, 2)).echo == (
        "reads 30 December 2018, the year before that of the row above"
    )


def test_without_a_row_above_a_date_is_the_last_that_fits() -> None:
    assert read("24 Nov", near=None).echo == "reads 24 November 2025, the year taken as the last one it fits"
    assert read("Wed 12 March", near=None).echo.startswith("reads 12 March 2025")
    assert read("29 Feb", near=None).echo.startswith("reads 29 February 2024")


def test_a_weekday_that_does_not_fit_is_named_beside_the_reading() -> None:
    reading = read("Tue 12 March 2025")
    assert reading.time is not None
    assert reading.time.start == "2025-03-12"
    assert reading.problem == "12 March 2025 was a Wednesday, not a Tuesday. Check the day or the date."


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("March 2018", Time(TimeKind.MONTH, "2018-03")),
        ("in Mar 2018", Time(TimeKind.MONTH, "2018-03")),
        ("3/2018", Time(TimeKind.MONTH, "2018-03")),
        ("2018-03", Time(TimeKind.MONTH, "2018-03")),
        ("about March 2018", Time(TimeKind.ABOUT_MONTH, "2018-03")),
        ("March", Time(TimeKind.MONTH, "2019-03")),
        ("in 2018", Time(TimeKind.YEAR, "2018")),
        ("about the year 2018", Time(TimeKind.ABOUT_YEAR, "2018")),
        ("1997", Time(TimeKind.YEAR, "1997")),
        ("about 4 Jan", Time(TimeKind.ABOUT_DATE, "2019-01-04")),
        ("early March 2018", Time(TimeKind.BETWEEN, "2018-03-01", "2018-03-10")),
        ("end of February 2020", Time(TimeKind.BETWEEN, "2020-02-21", "2020-02-29")),
        ("late 2018", Time(TimeKind.BETWEEN, "2018-09", "2018-12")),
        ("w/c 4 March", Time(TimeKind.BETWEEN, "2019-03-04", "2019-03-10")),
        ("1990s", Time(TimeKind.BETWEEN, "1990", "1999")),
        ("today", Time(TimeKind.DATE, "2026-11-23")),
        ("yesterday", Time(TimeKind.DATE, "2026-11-22")),
        ("same day", Time(TimeKind.DATE, "2019-04-22")),
        ("next day", Time(TimeKind.DATE, "2019-04-23")),
        ("the next day 0200", Time(TimeKind.DATETIME, "2019-04-23T02:00")),
        ("day before", Time(TimeKind.DATE, "2019-04-21")),
        ("18 days later", Time(TimeKind.DATE, "2019-05-10")),
        ("three days ago", Time(TimeKind.DATE, "2026-11-20")),
        ("Wednesday 0415", Time(TimeKind.DATETIME, "2019-04-24T04:15")),
        ("24:00", Time(TimeKind.DATETIME, "2019-04-23T00:00")),
        ("15th", Time(TimeKind.DATE, "2019-04-15")),
    ],
)
def test_coarser_and_relative_dates(text: str, time: Time) -> None:
    found = read(text).time
    assert found is not None
    assert (found.kind, found.start, found.end) == (time.kind, time.start, time.end)


def test_a_month_and_two_digits_say_how_they_were_read() -> None:
    assert read("Mar 18").echo == "reads March 2018; for the day type 18 March"
    assert read("Mar 31").echo.startswith("reads 31 March 2019")
    assert read("Jan 4").echo.startswith("reads 4 January 2019")
    assert read("Mar 18 14:20").echo.startswith("reads 14:20 on 18 March 2019")


def test_four_digits_are_a_time_of_day_where_there_is_a_day_and_else_a_year() -> None:
    assert read("2018").echo == "reads 20:18; for the year type in 2018"
    assert read("2018", near=None).echo == "reads the year 2018; for the time of day type 20:18 and the day"
    assert read("2030 on 4 Jan").echo.startswith("reads 20:30 on 4 January 2019")


# Stretches


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("0220-0245", TimeKind.PERIOD, "22T02:20", "22T02:45"),
        ("02:20 to 03:30", TimeKind.PERIOD, "22T02:20", "22T03:30"),
        ("from 0220 until 0330", TimeKind.PERIOD, "22T02:20", "22T03:30"),
        ("0220 – 0330", TimeKind.PERIOD, "22T02:20", "22T03:30"),
        ("2300-0100", TimeKind.PERIOD, "22T23:00", "23T01:00"),
        ("2000-0200", TimeKind.PERIOD, "22T20:00", "23T02:00"),
        ("10pm to midnight", TimeKind.PERIOD, "22T22:00", "23T00:00"),
        ("2-3pm", TimeKind.PERIOD, "22T14:00", "22T15:00"),
        ("11-1pm", TimeKind.PERIOD, "22T11:00", "22T13:00"),
        ("2pm-3", TimeKind.PERIOD, "22T14:00", "22T15:00"),
        ("11am to 1", TimeKind.PERIOD, "22T11:00", "22T13:00"),
        ("between 2300 and 0100", TimeKind.BETWEEN, "22T23:00", "23T01:00"),
        ("between 11 and 1 pm", TimeKind.BETWEEN, "22T11:00", "22T13:00"),
        ("c 0220-0245", TimeKind.BETWEEN, "22T02:20", "22T02:45"),
        ("0140 or 0225", TimeKind.BETWEEN, "22T01:40", "22T02:25"),
        ("22-23 Apr", TimeKind.PERIOD, "22", "23"),
        ("22 Apr to 23 Apr 2019", TimeKind.PERIOD, "22", "23"),
        ("morning", TimeKind.BETWEEN, "22T06:00", "22T12:00"),
        ("afternoon of 22 April", TimeKind.BETWEEN, "22T12:00", "22T18:00"),
        ("22 Apr evening", TimeKind.BETWEEN, "22T18:00", "22T23:00"),
        ("early hours", TimeKind.BETWEEN, "22T00:00", "22T06:00"),
        ("overnight 22-23 Apr", TimeKind.BETWEEN, "22T20:00", "23T08:00"),
        ("night of 22-23 Apr", TimeKind.BETWEEN, "22T20:00", "23T08:00"),
        ("mid-morning 22 Apr to early 23 Apr", TimeKind.PERIOD, "22T09:00", "23T06:00"),
        ("2200 22/4 to 0200 23/4", TimeKind.PERIOD, "22T22:00", "23T02:00"),
        ("22:00 to 02:00 on 22 April", TimeKind.PERIOD, "22T22:00", "23T02:00"),
    ],
)
def test_stretches_and_ranges(text: str, kind: TimeKind, start: str, end: str) -> None:
    found = read(text).time
    assert found is not None
    assert (found.kind, found.start, found.end) == (kind, f"2019-04-{start}", f"2019-04-{end}")


def test_a_range_takes_its_date_from_either_side() -> None:
    assert read("between 1400 and 1500 4/1/19").echo == "reads between 14:00 and 15:00 on 4 January 2019"
    assert read("4 Jan 1400 to 1500").echo.startswith("reads 14:00 to 15:00 on 4 January 2019")


def test_a_range_that_ends_before_it_starts_is_said_so() -> None:
    assert read("4 Jan to 3 Jan").problem == "Time ends before it starts. Check both ends."


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        ("before 3", TimeKind.BEFORE, "2019-04-22T03:00"),
        ("by 15:00", TimeKind.BEFORE, "2019-04-22T15:00"),
        ("no later than 4 Jan", TimeKind.BEFORE, "2019-01-05"),
        ("by March 2018", TimeKind.BEFORE, "2018-04"),
        ("before March 2018", TimeKind.BEFORE, "2018-03"),
        ("after 16:10", TimeKind.AFTER, "2019-04-22T16:10"),
        ("shortly after 1610", TimeKind.AFTER, "2019-04-22T16:10"),
        ("since 4 Jan", TimeKind.AFTER, "2019-01-03"),
        ("from 4 Jan onwards", TimeKind.AFTER, "2019-01-03"),
        ("4 Jan or later", TimeKind.AFTER, "2019-01-03"),
        ("after 4 Jan", TimeKind.AFTER, "2019-01-04"),
        ("before the morning of 4 Jan", TimeKind.BEFORE, "2019-01-04T06:00"),
    ],
)
def test_before_and_after_a_time(text: str, kind: TimeKind, start: str) -> None:
    found = read(text).time
    assert found is not None
    assert (found.kind, found.start, found.anchor) == (kind, start, None)


# Counted from another entry


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("before the handover", "before T12"),
        ("prior to handover", "before T12"),
        ("by the handover", "before T12"),
        ("after T12", "after T12"),
        ("after t 12", "after T12"),
        ("just after “the handover”", "after T12"),
        ("since T12", "after T12"),
        ("after T12, time not known", "after T12, time not known"),
        ("+20 min after T12", "20 minutes after T12"),
        ("20 minutes after the bleep", "20 minutes after T4"),
        ("bleep +20m", "20 minutes after T4"),
        ("T12+20", "20 minutes after T12"),
        ("T12 - 10 min", "10 minutes before T12"),
        ("10-15 min before T3", "10 to 15 minutes before T3"),
        ("between 10 and 15 minutes before T3", "10 to 15 minutes before T3"),
        ("half an hour after T4", "30 minutes after T4"),
        ("an hour and a half before T3", "1 hour 30 minutes before T3"),
        ("1h30 after T4", "1 hour 30 minutes after T4"),
        ("1½ hours after T4", "1 hour 30 minutes after T4"),
        ("2 hrs 5 mins after T4", "2 hours 5 minutes after T4"),
        ("1.5 hours after T4", "1 hour 30 minutes after T4"),
        ("two days after T4", "2 days after T4"),
        ("about 20 min after T12", "about 20 minutes after T12"),
        ("about 5 minutes before the handover", "about 5 minutes before T12"),
        ("within 10 minutes after T4", "up to 10 minutes after T4"),
        ("at least an hour before T3", "at least 1 hour before T3"),
        ("no more than 20 min after T3", "up to 20 minutes after T3"),
        ("no earlier than T12", "no earlier than T12"),
        ("a few minutes after T4", "2 to 5 minutes after T4"),
        ("at the same time as T12", "at the same time as T12"),
        ("at the handover", "at the same time as T12"),
        ("T12", "at the same time as T12"),
    ],
)
def test_times_counted_from_another_entry(text: str, words: str) -> None:
    reading = read(text)
    assert reading.time is not None
    assert said_in_words(reading.time, lambda id: id.removeprefix("id of ")) == words
    assert reading.echo == f"reads {words}"


def test_a_length_counted_from_a_clock_time_is_worked_out() -> None:
    assert read("10 min before 1500").echo == "reads 14:50"
    assert read("half an hour after midnight").echo.startswith("reads 00:30")
    assert read("2 weeks before 4 Jan 2019").echo == "reads 21 December 2018"
    assert read("at least 20 min after 1500").echo == "reads after 15:20"


def test_both_a_clock_time_and_a_length_can_be_known() -> None:
    time = read("at 14:20 on 22 April 2019, 20 minutes after T12").time
    assert time == Time(TimeKind.DATETIME, "2019-04-22T14:20", anchor="id of T12", least=1200, most=1200)


# What cannot be read


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Time must be a time or a guess, like 0415 or c 0150."),
        ("!!", "Time must be a time or a guess, like 0415 or c 0150."),
        ("-", "Time must be a time or a guess, like 0415 or c 0150."),
        ("31 February 2019", "31 February does not exist. February 2019 has 28 days."),
        ("31/2", "31 February does not exist. February 2019 has 28 days."),
        ("29 Feb 2019 0415", "29 February does not exist. February 2019 has 28 days."),
        ("between 30 Feb and 4 March", "30 February does not exist. February 2019 has 28 days."),
        ("25:00", "25:00 is not a time of day. A day runs from 00:00 to 23:59."),
        ("2575", "25:75 is not a time of day. A day runs from 00:00 to 23:59."),
        ("14:60", "14:60 is not a time of day. A day runs from 00:00 to 23:59."),
        ("99", "99 is not a time of day. A day runs from 00:00 to 23:59."),
        ("12/13", "13 is not a month. Dates are read day first, like 12/3 for 12 March."),
        ("+20", "Time needs an entry to count from, like +20 min after T12."),
    ],
)
def test_what_cannot_be_is_named_plainly(text: str, problem: str) -> None:
    assert read(text) == Reading(None, "", problem)


@pytest.mark.parametrize("text", ["?", "??", "unknown", "not known", "Time not known", "n/k", "not recorded"])
def test_not_known_is_an_answer(text: str) -> None:
    time = read(text).time
    assert time is not None
    assert time.kind is TimeKind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("after the review", "no single entry is found for “the review”"),
        ("during the flight down", "no single entry is found for “the flight down”"),
        ("when the son rang", "no single entry is found for “the son rang”"),
        ("straight away", "no date or clock time was found in it"),
        ("20 mins after", "it does not say from what"),
        ("between T3 and T4", "a time between two entries cannot be kept. Type after T3 or before T4"),
        ("x" * 300, "it is too long to be read as a time"),
    ],
)
def test_words_nobody_can_read_are_kept_as_said(text: str, why: str) -> None:
    reading = read(text)
    assert reading.time == Time(TimeKind.UNKNOWN, said=text)
    assert reading.echo.startswith("kept as said, without a time: ")
    assert why in reading.echo


def test_without_entries_to_look_among_words_are_kept_too() -> None:
    reading = read_time("after the handover", near=NEAR, find=None, now=NOW)
    assert reading.time == Time(TimeKind.UNKNOWN, said="after the handover")


# Whatever is typed


PIECES = st.sampled_from(
    "0415 04:15 2018 31 Feb March 12/3 between and to - from before after about c T12 the handover +20 min half an hour "
    "pm ? on 4 Jan 25:61 overnight give or take , am noon 1990s week of late 99999 0 9999 0001-01-01 last day".split()
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=8).map(" ".join) | st.text(max_size=40), st.none() | st.dates())
def test_nothing_typed_ever_breaks_it_or_is_lost(text: str, near: date | None) -> None:
    reading = read_time(text, near=near, find=find, now=NOW)
    if reading.time is None:
        assert reading.problem.endswith(".")
        assert reading.echo == ""
    else:
        assert reading.echo.startswith(("reads ", "kept as said"))
        assert (
            reading.time.said
            or said_in_words(reading.time, lambda id: id.removeprefix("id of ")) == text.strip()
        )


LENGTHS = st.integers(0, 400 * 86_400) | st.integers(0, 600).map(lambda minutes: 60 * minutes)


@st.composite
def an_iso(draw: st.DrawFn, depth: int | None = None) -> str:
    day = draw(st.dates() | st.dates(date(1995, 1, 1), date(2030, 1, 1)))
    depth = depth or draw(st.integers(1, 6))
    clock = f"{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}:{draw(st.integers(0, 59)):02}"
    return f"{day.isoformat()}T{clock}"[: (4, 7, 10, 13, 16, 19)[depth - 1]]


@st.composite
def a_time(draw: st.DrawFn) -> Time:
    kind = draw(st.sampled_from(sorted(TimeKind)))
    unit = {"year": 1, "month": 2, "date": 3, "hour": 4, "datetime": draw(st.sampled_from([5, 6]))}
    anchor = draw(st.sampled_from(["id of T12", "id of T3"]))
    beside = draw(st.booleans())
    least, most = sorted(
        (draw(LENGTHS) * draw(st.sampled_from([1, -1])), draw(LENGTHS) * draw(st.sampled_from([1, -1])))
    )
    bounds = draw(
        st.sampled_from(
            [(least, most), (least, None), (None, most), (least, least), (0, most) if most > 0 else (0, 0)]
        )
    )
    counted = {"anchor": anchor, "least": bounds[0], "most": bounds[1]} if beside else {}
    name = kind.removeprefix("about_")
    if name in unit:
        margin = draw(st.none() | LENGTHS) if kind.startswith("about_") else None
        return Time(kind, draw(an_iso(unit[name])), margin=margin, **counted)  # type: ignore[arg-type]
    if kind in (TimeKind.BETWEEN, TimeKind.PERIOD):
        start, end = sorted((draw(an_iso()), draw(an_iso())), key=lambda iso: span(iso))
        return Time(kind, start, end, **counted)  # type: ignore[arg-type]
    if kind in (TimeKind.BEFORE, TimeKind.AFTER):
        if draw(st.booleans()):
            return Time(kind, anchor=anchor)
        return Time(kind, draw(an_iso()), **(counted or draw(st.sampled_from([{}, {"anchor": anchor}]))))  # type: ignore[arg-type]
    if kind is TimeKind.OFFSET:
        margin = draw(st.none() | LENGTHS) if bounds[0] == bounds[1] else None
        return Time(kind, anchor=anchor, least=bounds[0], most=bounds[1], margin=margin)
    return Time(kind, anchor=anchor if beside and kind is TimeKind.ORDER_ONLY else None)


@settings(max_examples=600)
@given(a_time(), st.none() | st.dates(), st.booleans())
def test_what_the_program_says_of_a_time_reads_back_to_the_same_time(
    time: Time, near: date | None, long: bool
) -> None:
    def name(id: str) -> str:
        code = id.removeprefix("id of ")
        return f"{code} {ENTRIES[code]}" if long else code

    words = said_in_words(time, name)
    reading = read_time(
        words,
        near=near,
        find=lambda said: EntryRef(found.id, said) if (found := find(said)) else None,
        now=NOW,
    )
    assert reading.time == time, words
