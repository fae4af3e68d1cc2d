"""Spelling: British, at home in care and in the case, quiet about what is no plain word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.analysis.prose import put_in
from rca_workbench.analysis.spelling import Speller, can_spell, case_words
from rca_workbench.model import Actor, EvidenceItem, Incident, Snapshot, TimelineEntry, new_id

pytestmark = pytest.mark.skipif(not can_spell(), reason="no library for spelling on this machine")


def wrong(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    return [one.word for one in Speller(known).misspelt(text)]


def test_british_spelling_is_right_and_american_is_not() -> None:
    assert wrong("The anaesthetist’s colour-coded programme was organised.") == []
    assert wrong("The color of the organized ward was off.") == ["color", "organized"]


def test_a_slip_is_found_where_it_stands_with_what_was_meant() -> None:
    text = "The handovr was late."
    (one,) = Speller().misspelt(text)
    assert text[one.start : one.end] == "handovr"
    assert "handover" in Speller().suggestions("handovr")


def test_words_of_care_and_of_the_field_are_known() -> None:
    assert (
        wrong("She desaturated, was extubated too early and had hypoxia; the AcciMap shows the workaround.")
        == []
    )


def test_a_slip_in_a_word_of_care_is_mended_to_it() -> None:
    assert "extubated" in Speller().suggestions("extubatd")
    assert "Noradrenaline" in Speller().suggestions("Noradrenalin")


@pytest.mark.parametrize(
    "text",
    [
        "ICU and NHSE",
        "T12, F3 and 02:05",
        "SpO2 88%",
        "https://example.org/qwzx",
        "a.b@qwzx.nhs",
        "ICBs",
        "STs'",
        "é",
        "2nd",
    ],
)
def test_what_is_no_plain_word_is_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_words_of_the_case_are_known_in_it_alone() -> None:
    case = Snapshot.empty().changed(
        (
            Actor(id=new_id(), role="Zibblefoot nurse 1", name="Anna Qwortle"),
            EvidenceItem(id=new_id(), name="Vocera log"),
            Incident(id="incident", setting="Ward Tythegston"),
        ),
        (),
        "1",
    )
    text = "The Zibblefoot nurse of Tythegston’s ward read the Vocera log."
    assert wrong(text, case_words(case)) == []
    assert wrong(text) == ["Zibblefoot", "Tythegston’s", "Vocera"]
    assert "Qwortle" not in case_words(case)


def test_a_reference_is_not_spelt() -> None:
    entry = TimelineEntry(id=new_id(), text="Qwzzx fhtagn")
    case = Snapshot.empty().changed((entry,), (), "1")
    assert wrong(f"See {put_in(case, entry.id)}.") == []


def test_what_is_known_can_change() -> None:
    speller = Speller()
    assert not speller.knows("Tythegston")
    speller.know(["tythegston"])
    assert speller.knows("Tythegston") and speller.knows("Tythegston’s")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_read_and_what_is_found_stands_there(text: str) -> None:
    assert all(text[one.start : one.end] == one.word for one in Speller().misspelt(text))
