"""Values are read as people and spreadsheets write them, exactly, or it is said why not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.spc import number_words, read_number
from rca_workbench.analysis.spc.numbers import says_decimal_comma


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("12", "12", ""), ("12,5", "12.5", ""), (" 0,125 ", "0.125", ""), ("1,234", "1234", ""), ("1,234.5", "1234.5", ""),
        ("1.234,5", "1234.5", ""), ("1 234", "1234", ""), ("1\u00a0234,5", "1234.5", ""), ("12 345 678", "12345678", ""),
        ("1,234,567", "1234567", ""), ("-3", "-3", ""), ("−3", "-3", ""), ("12%", "12", "%"), ("12 %", "12", "%"),
        ("£1,200", "1200", "£"), ("14 min", "14", "min"), ("3.5 per 1,000 bed days", "", ""), (".5", "0.5", ""),
        ("1e3", "1000", ""), ("0.1", "0.1", ""), ("12345,67", "12345.67", ""),
    ],
)  # fmt: skip
def test_a_number_is_read(text: str, number: str, unit: str) -> None:
    read = read_number(text)
    if not number:
        assert read.number is None
    else:
        assert (read.number, read.unit) == (Fraction(number), unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "n/a",
        "-",
        "about ten",
        "<5",
        "12-15",
        "12/40",
        "1,23,4",
        "1.2.3",
        "12 5",
        "1,2.3.4",
        "9" * 80,
        "²",
    ],
)
def test_what_is_no_number_says_why(text: str) -> None:
    read = read_number(text)
    assert read.number is None and read.problem


def test_a_comma_before_three_figures_is_settled_by_the_other_values() -> None:
    assert says_decimal_comma(["12,5", "1,234"])
    assert not says_decimal_comma(["1,234", "12.5", "2,000,000"])
    assert read_number("1,234", decimal_comma=True).number == Fraction("1.234")
    assert read_number("1,234").ambiguous


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-99_999, max_value=99_999))
def test_no_digit_is_lost(number: object) -> None:
    said = f"{number:f}"
    assert read_number(said).number == Fraction(said)
    assert read_number(said.replace(".", ","), decimal_comma=True).number == Fraction(said)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    read = read_number(text)
    assert (read.number is None) == bool(read.problem)


def test_numbers_are_said_shortly() -> None:
    assert [number_words(one) for one in (Fraction(1, 3), 12.0, 12345.5, -0.001, -2.5)] == [
        "0.33", "12", "12,345.5", "0", "−2.5",
    ]  # fmt: skip
