"""References in prose stay true while the case changes, and survive editing by someone who sees only words."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.prose import pieces, put_in, references, rendered, said_plainly, with_references
from rca_workbench.model import Actor, Factor, Incident, Snapshot, Time, TimelineEntry, new_id
from rca_workbench.model.time_words import read_time

NURSE = Actor(id=new_id(), role="Ward nurse 1", name="Anna Lovell")
ENTRY = TimelineEntry(id=new_id(), code="T12", text="Asked for a review")
FACTOR = Factor(
    id=new_id(), code="F3", text="One doctor covers four wards.", short_label="One doctor for four wards"
)
CASE = Snapshot.empty().changed((NURSE, ENTRY, FACTOR), (), "1")


def said(words: str) -> Time:
    return read_time(words, near=None, find=None, now=date(2025, 6, 1)).time


def changed(one: object, **fields: object) -> object:
    return replace(one, **fields)  # type: ignore[type-var]


def test_a_reference_follows_the_thing() -> None:
    stored = f"{put_in(CASE, NURSE.id)} asked at {put_in(CASE, ENTRY.id)}."
    assert rendered(CASE, stored) == "Ward nurse 1 asked at T12."
    later = CASE.changed((changed(NURSE, role="Nurse in charge"), changed(ENTRY, code="T13")), (), "2")  # type: ignore[arg-type]
    assert rendered(later, stored) == "Nurse in charge asked at T13."


def test_an_entry_is_named_by_code_and_time_and_a_factor_by_code_and_label() -> None:
    entry = TimelineEntry(id=new_id(), code="T2", time=said("4 Jan 2025 02:05"))
    case = CASE.changed((entry,), (), "2")
    assert rendered(case, put_in(case, entry.id)) == "T2, 4 Jan 2025 02:05"
    that_day = case.changed((Incident(id="incident", start=said("4 Jan 2025 01:00")),), (), "3")
    assert rendered(that_day, put_in(case, entry.id)) == "T2, 02:05"
    assert rendered(case, put_in(case, FACTOR.id)) == "F3, “One doctor for four wards”"


def test_where_the_thing_is_gone_the_text_says_so() -> None:
    stored = f"See {put_in(CASE, ENTRY.id)} for more."
    later = CASE.changed((), (("timeline_entry", ENTRY.id),), "2")
    assert rendered(later, stored) == "See T12 (no longer in the case) for more."
    assert [one.gone for one in references(later, stored)] == [True]


def test_no_name_of_a_person_gets_into_a_text() -> None:
    assert "Lovell" not in put_in(CASE, NURSE.id)


def test_the_raw_text_reads_and_its_words_can_be_had_without_the_case() -> None:
    stored = f"Seen by {put_in(CASE, NURSE.id)}."
    assert "Ward nurse 1" in stored
    assert said_plainly(stored) == "Seen by Ward nurse 1."


def test_a_part_of_the_report_is_named_in_the_words_given() -> None:
    stored = f"As {put_in(CASE, '#timeline', 'Section ‘Timeline’')} shows."
    assert rendered(CASE, stored) == "As Section ‘Timeline’ shows."
    assert [one.to for one in references(CASE, stored)] == ["timeline"]


def test_editing_around_a_reference_keeps_it() -> None:
    stored = f"First {put_in(CASE, NURSE.id)} asked, then {put_in(CASE, ENTRY.id)} came."
    edited = "At first Ward nurse 1 asked twice; T12 came later."
    assert with_references(CASE, stored, edited) == (
        f"At first {put_in(CASE, NURSE.id)} asked twice; {put_in(CASE, ENTRY.id)} came later."
    )


def test_a_reference_moved_as_a_whole_is_kept_and_one_reworded_is_words() -> None:
    stored = f"{put_in(CASE, ENTRY.id)} was the first sign of it."
    assert with_references(CASE, stored, "The first sign of it was T12.") == (
        f"The first sign of it was {put_in(CASE, ENTRY.id)}."
    )
    assert with_references(CASE, stored, "T14 was the first sign of it.") == "T14 was the first sign of it."


def test_words_that_were_never_a_reference_do_not_become_one() -> None:
    stored = f"T12 again, and {put_in(CASE, ENTRY.id)}."
    assert with_references(CASE, stored, "T12 again, and T12.") == stored


WORDS = st.lists(st.sampled_from(["the", "ward", "was", "full", "\n", ",", "T12", "nurse"]), max_size=8)
PROSE = st.lists(
    st.one_of(
        WORDS.map(" ".join), st.sampled_from([NURSE.id, ENTRY.id, FACTOR.id]).map(lambda id: put_in(CASE, id))
    ),
    max_size=8,
).map(" ".join)


@given(PROSE)
def test_a_text_left_alone_comes_back_as_it_was(stored: str) -> None:
    assert with_references(CASE, stored, rendered(CASE, stored)) == stored


@given(PROSE, PROSE)
def test_what_a_reader_wrote_is_what_a_reader_sees(stored: str, other: str) -> None:
    edited = rendered(CASE, other)
    assert rendered(CASE, with_references(CASE, stored, edited)) == edited


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert rendered(CASE, text) == "".join(
        one if isinstance(one, str) else one.words for one in pieces(CASE, text)
    )
