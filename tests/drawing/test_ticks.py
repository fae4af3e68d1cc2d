from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.drawing.ticks import (
    DAY,
    HOUR,
    duration_words,
    heading_words,
    range_words,
    span_words,
    ticks,
)

starts = st.integers(0, int(9_990 * 365.25 * DAY))
scales = st.floats(0.01, 10**7)


def seconds(text: str) -> float:
    return (datetime.fromisoformat(text) - datetime(1, 1, 1)).total_seconds()


@given(starts, scales)
def test_marks_stand_in_the_view_in_order_and_apart(start: int, scale: float) -> None:
    end = start + 1500 * scale
    found = list(ticks(start, end, scale, 84))
    times = [time for time, _, _ in found]
    assert all(start <= time <= end for time in times)
    # Months and years differ in length, and a week may be cut short by nothing: a tenth is their slack.
    assert all(b - a >= 84 * scale * 0.9 for a, b in pairwise(times))
    assert all(label for _, label, _ in found)


@given(starts, scales)
def test_some_mark_is_always_in_view(start: int, scale: float) -> None:
    if start + 1500 * scale < 9_000 * 365.25 * DAY:
        assert list(ticks(start, start + 1500 * scale, scale, 84))


def test_midnight_names_the_day() -> None:
    start = seconds("2025-03-11T20:00")
    found = list(ticks(start, start + 8 * HOUR, 30, 84))
    assert [label for _, label, _ in found][:5] == ["20:00", "21:00", "22:00", "23:00", "Wed 12 Mar"]
    assert [strong for _, _, strong in found][:5] == [False, False, False, False, True]


def test_january_names_the_year() -> None:
    start = seconds("2018-11-01T00:00")
    labels = [label for _, label, _ in ticks(start, start + 120 * DAY, 30 * DAY / 90, 84)]
    assert labels == ["Nov", "Dec", "2019", "Feb", "Mar"]


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (20, "20 s"),
        (3300, "55 min"),
        (5400, "1 h 30 min"),
        (7200, "2 h"),
        (26 * HOUR, "26 h"),
        (DAY, "1 day"),
        (5 * DAY + HOUR, "5 days"),
        (-3300, "55 min"),
    ],
)
def test_lengths_are_said_in_the_units_that_matter(length: float, said: str) -> None:
    assert duration_words(length) == said


def test_stretches_are_named_as_coarsely_as_they_are() -> None:
    night = seconds("2019-04-22T19:25")
    assert span_words(night, night + HOUR) == "Mon 22 Apr 2019"
    assert span_words(night, night + 20 * DAY) == "April 2019"
    assert span_words(night, night + 900 * DAY) == "2019 to 2021"
    assert range_words(night, night + 12 * 60) == "22 Apr 19:25 to 19:37"
    assert range_words(night, night + 3 * DAY) == "22 Apr to 25 Apr 2019"
    assert heading_words(night, night) == "Mon 22 April 2019"
    assert heading_words(seconds("2019-04-01"), seconds("2019-04-30T23:59")) == "April 2019"
    assert heading_words(seconds("2013-01-01"), seconds("2013-12-31T23:59")) == "2013"
