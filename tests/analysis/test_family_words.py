"""What a family may stumble over is named once, and roles and codes are put as one would speak."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.family_words import as_a_family_says_it, unfamiliar
from rca_workbench.model import Actor, Entity, Factor, Profile, Snapshot


def case(*things: Entity) -> Snapshot:
    return Snapshot.empty().changed(things, (), "")


def said(text: str, profile: Profile = Profile.PSIRF) -> list[tuple[str, bool]]:
    return [(one.said, one.explained) for one in unfamiliar(text, profile)]


def test_words_of_the_field_are_found_once_in_their_order() -> None:
    assert said("The MDT met. They escalated. The MDT met again.") == [("MDT", False), ("escalated", False)]


@pytest.mark.parametrize(
    "text",
    [
        "people from several professions (the team, or MDT) met; a pager (bleep) went",
        "the bleep (pager) went",
        "a bleep, which is a pager, went",
        "A bleep is a pager.",
    ],
)
def test_a_word_with_its_meaning_beside_it_is_explained(text: str) -> None:
    found = dict(said(text))
    assert next(value for word, value in found.items() if word.casefold() == "bleep") is True


def test_a_word_with_capitals_inside_is_one_only_as_it_is_written() -> None:
    assert said("The news came late, and the score NEWS2 was high.") == [("NEWS2", False)]


def test_the_other_frameworks_words_are_not_asked_after() -> None:
    assert said("The root cause was found.") == []
    assert said("The root cause was found.", Profile.SIF2015) == [("root cause", False)]


def test_a_role_that_one_person_has_loses_its_number() -> None:
    snapshot = case(Actor(id="a", role="GP 1"), Actor(id="b", role="Patient"))
    assert as_a_family_says_it(snapshot, "GP 1 came. The Patient slept, and the gp 1 left.") == (
        "The GP came. The Patient slept, and the GP left."
    )


def test_roles_that_several_have_are_told_apart_in_words() -> None:
    snapshot = case(*(Actor(id=str(n), role=f"Ward nurse {n}") for n in (1, 2, 3)))
    assert as_a_family_says_it(snapshot, "Ward nurse 3 called Ward nurse 1.") == (
        "The third ward nurse called the first ward nurse."
    )


def test_codes_of_the_case_go_and_other_brackets_stay() -> None:
    snapshot = case(Factor(id="f", code="F3", text="Few staff"), Factor(id="g", code="F4", text="No bed"))
    told = as_a_family_says_it(snapshot, "The ward was short (F3, F4) on line B7 (see F3), ward C2 (T9).")
    assert told == "The ward was short on line B7, ward C2 (T9)."


ROLES = [f"{stem} {number}" for stem in ("Ward nurse", "GP", "Registrar (night)") for number in (1, 2, 12)]


@given(
    st.lists(st.sampled_from(ROLES), unique=True, min_size=1),
    st.lists(st.sampled_from([*ROLES, "called.", "then", "(F3)", "the", "at 14:20", "Ward 7"]), max_size=12),
)
def test_no_role_of_the_case_keeps_its_number_and_saying_it_again_changes_nothing(
    roles: list[str], words: list[str]
) -> None:
    snapshot = case(*(Actor(id=str(at), role=role) for at, role in enumerate(roles)))
    told = as_a_family_says_it(snapshot, " ".join(words))
    assert not [one for one in roles if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", told)]
    assert as_a_family_says_it(snapshot, told) == told
    assert told.count("14:20") == words.count("at 14:20") and told.count("Ward 7") == words.count("Ward 7")


@given(st.text(max_size=300))
def test_any_text_can_be_read_for_unfamiliar_words(text: str) -> None:
    found = unfamiliar(text, Profile.PSIRF)
    assert all(one.said in text and one.plain for one in found)
    assert len({one.plain for one in found}) == len(found)
