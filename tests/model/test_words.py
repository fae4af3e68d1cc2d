"""Numbers of things and lists of things, as sentences say them."""

import pytest

from rca_workbench.model.words import counted, listed


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (12000, "12,000 entries")]
)
def test_a_number_agrees_with_what_it_counts(number: int, said: str) -> None:
    assert counted(number, "entry", "entries") == said


def test_several_have_an_s_unless_said_otherwise() -> None:
    assert counted(3, "factor") == "3 factors"


@pytest.mark.parametrize(
    ("words", "most", "said"),
    [
        ("", None, ""),
        ("a", None, "a"),
        ("ab", None, "a and b"),
        ("abc", None, "a, b and c"),
        ("abcd", 4, "a, b, c and d"),
        ("abcdef", 4, "a, b, c, d and 2 more"),
    ],
)
def test_a_list_reads_as_part_of_a_sentence(words: str, most: int | None, said: str) -> None:
    assert listed(list(words), most) == said
