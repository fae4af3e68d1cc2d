"""Reading ages go by words and sentences alone, say when they cannot tell, and never ask a network."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.reading_age import how_it_is_worked_out, reading_age

PLAIN = (
    "The nurse saw that your mother was not well. She called the doctor at 14:20. The doctor was with two very ill "
    "people. He could not come for an hour. We are sorry. Your mother was moved to a ward where she could be watched."
)
HARD = (
    "The multidisciplinary investigation identified that organisational prioritisation of competing demands "
    "contributed to insufficient escalation of physiological deterioration, notwithstanding the availability of a "
    "documented standard operating procedure for the communication of abnormal observations."
)


def test_the_figure_is_that_of_the_published_formula() -> None:
    # 10 words of one syllable in each of 4 sentences: 0.39 x 10 + 11.8 x 1 - 15.59 = 0.11, and five years.
    text = "The cat sat on the mat and did not move. " * 4
    read = reading_age(text)
    assert (read.words, read.sentences, read.age) == (40, 4, 5)


def test_plain_words_are_within_what_the_nhs_aims_for_and_a_report_is_not() -> None:
    plain, hard = reading_age(PLAIN), reading_age(HARD)
    assert plain.age is not None and plain.age <= 11 and not plain.too_old
    assert hard.too_old
    assert "over 18" in hard.in_words
    assert hard.long_sentences == (HARD,)
    assert "multidisciplinary" in hard.hard_words
    assert "make two of one" in hard.helps


def test_too_few_words_give_no_figure() -> None:
    assert reading_age("We are sorry.").age is None
    assert reading_age("").in_words.startswith("Too few words")


def test_a_short_text_is_said_to_be_unsure() -> None:
    assert "perhaps" in reading_age(PLAIN).in_words
    assert "about" in reading_age(PLAIN * 4).in_words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Green came at 3.30 p.m. and left. She was calm.", 2),
        ("First point\nSecond point\n- third point", 3),
        ("He said no. She left.", 2),
        ("Was it late? Yes! It was…", 3),
        ("“It hurts.” She cried.", 2),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, sentences: int) -> None:
    assert reading_age(text).sentences == sentences


def test_nothing_is_asked_of_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a network was asked")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert reading_age("Quagmirish anaesthetists hyperbolically gesticulated. " * 10).age is not None


def test_what_it_cannot_tell_is_said() -> None:
    said = how_it_is_worked_out()
    assert "Flesch-Kincaid" in said and "cannot tell" in said


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    read = reading_age(text)
    assert read.age is None or read.age >= 5
    assert (read.words == 0) == (read.sentences == 0)
    assert read.in_words


@given(st.lists(st.sampled_from(["We came late.", "The ward was full.", "She was in pain."]), min_size=12))
def test_joining_sentences_never_makes_it_easier(sentences: list[str]) -> None:
    apart = reading_age(" ".join(sentences))
    joined = reading_age(" and ".join(one.rstrip(".") for one in sentences) + ".")
    assert apart.age is not None and joined.age is not None
    assert joined.age >= apart.age
