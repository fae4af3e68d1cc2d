"""How sentences name things: their own words, without what would end the sentence."""

import pytest

from rca_workbench.analysis.quoting import quoted, row
from rca_workbench.model import Action, Factor


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("The bay was full.", "“The bay was full”"),
        ("Two charts; ", "“Two charts”"),
        ("Who was told?", "“Who was told?”"),
        ("First line.\nSecond line.", "“First line”"),
        (
            "The check that was meant to be made by two was made by one",
            "“The check that was meant to be made by…”",
        ),
    ],
)
def test_words_stand_within_a_sentence(said: str, named: str) -> None:
    assert quoted(Action(id="a", text=said), 40) == named


@pytest.mark.parametrize("text", ["", " ", ".", "\n"])
def test_what_has_no_words_is_named_by_its_code_or_kind(text: str) -> None:
    assert quoted(Factor(id="f", code="F3", text=text), 40) == "F3 without words"
    assert quoted(Factor(id="f", text=text), 40) == "a factor without words"
    assert quoted(Action(id="a", text=text), 40) == "an action without words"


def test_a_short_label_comes_before_the_text() -> None:
    assert quoted(Factor(id="f", text="A long text", short_label="Short."), 40) == "“Short”"


def test_a_row_says_how_many_more_there_are() -> None:
    assert row(["A"]) == "A"
    assert row(["A", "B", "C"]) == "A, B and C"
    assert row(["A", "B"], 1_200) == "A, B and 1,200 more"
