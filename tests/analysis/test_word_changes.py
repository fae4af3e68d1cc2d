"""What differs between two texts: nothing is lost of either, and phrases stay together."""

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.word_changes import Became, Piece, in_short, said, word_changes

TEXTS = st.text(alphabet=st.sampled_from("ab \n.,’é"), max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_pieces(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join(one.text for one in pieces if one.became is not Became.IN) == before
    assert "".join(one.text for one in pieces if one.became is not Became.OUT) == after
    assert all(one.text for one in pieces)


@given(TEXTS)
def test_of_two_equal_texts_everything_stays(text: str) -> None:
    assert {one.became for one in word_changes(text, text)} <= {Became.KEPT}


def test_a_phrase_that_was_replaced_is_taken_out_and_put_in_whole() -> None:
    assert word_changes("The nurse rang at half past two.", "The nurse rang at 14:30 by the log.") == (
        Piece("The nurse rang at ", Became.KEPT),
        Piece("half past two", Became.OUT),
        Piece("14:30 by the log", Became.IN),
        Piece(".", Became.KEPT),
    )


def test_what_is_heard_names_what_went_and_what_came() -> None:
    assert said(word_changes("rang at two", "rang at three")) == "takes out “two”, puts in “three”"
    assert said(word_changes("rang at", "rang  at")) == "changes only blanks or lines"


def test_where_room_is_short_one_reads_from_shortly_before_the_first_change() -> None:
    long = "Nobody could say who was to call the ward back that night. "
    pieces = in_short(word_changes(f"{long}She did.", f"{long}He did."))
    assert pieces[0].text.startswith("… ") and long.endswith(pieces[0].text.removeprefix("… "))
    assert pieces[1:] == word_changes(f"{long}She did.", f"{long}He did.")[1:]


def test_where_room_is_short_what_comes_is_seen_beside_much_that_goes() -> None:
    gone = "Nobody could say who was to call the ward back that night, or when, or how often it was tried."
    out, come = in_short(word_changes(gone, "Unknown"))
    assert (out.became, come) == (Became.OUT, Piece("Unknown", Became.IN))
    assert out.text == "Nobody could say who was to … or how often it was tried."


def test_texts_of_thousands_of_words_are_compared_line_by_line() -> None:
    lines = [f"Line {number} says what happened next on the ward." for number in range(900)]
    after = [*lines[:450], "Somebody wrote this.", *lines[450:]]
    pieces = word_changes("\n".join(lines), "\n".join(after))
    assert [one for one in pieces if one.became is not Became.KEPT] == [
        Piece("Somebody wrote this.\n", Became.IN)
    ]
