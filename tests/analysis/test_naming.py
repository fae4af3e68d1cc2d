"""Who a text names: registered names, numbers that identify, and the roles that stand in their place."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.naming import FoundKind, Register, counted, fold, with_roles
from rca_workbench.analysis.naming_numbers import nhs_number_holds
from rca_workbench.analysis.roles import (
    holder,
    name_mentions,
    nature_of,
    new_role,
    role_mentions,
    suggestions,
    texts,
)
from rca_workbench.model import Actor, Entity, Nature, Question, Snapshot, TimelineEntry

PEOPLE = (
    Actor(
        id="a", role="Ward nurse 1", name="Sarah Jones", nhs_number="943 476 5919", born="12/03/1948",
        also_known_as="Sal, Sally Price",
    ),
    Actor(id="b", role="Doctor 1", name="Dr Zoë van der Berg MBBS"),
    Actor(id="c", role="Ward sister", name="WARD, Grace"),
    Actor(id="d", role="Porter 1", name="José O'Brien"),
    Actor(id="e", role="Ward nurse 2", name="Sarah Okafor-Lee"),
    Actor(id="f", role="Patient", name="Li"),
)  # fmt: skip
REGISTER = Register(PEOPLE)


def named(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.instead) for one in REGISTER.find(text)]


@pytest.mark.parametrize(
    ("text", "what", "who"),
    [
        ("Seen by Sarah Jones at 04:15", "Sarah Jones", "Ward nurse 1"),
        ("seen by SARAH  JONES", "SARAH  JONES", "Ward nurse 1"),
        ("Jones, Sarah (RN) signed", "Jones, Sarah", "Ward nurse 1"),
        ("then Mrs S. Jones's bleep", "Mrs S. Jones", "Ward nurse 1"),
        ("Then Jones left", "Jones", "Ward nurse 1"),
        ("said to Nurse Jones", "Nurse Jones", "Ward nurse 1"),
        ("Sally Price", "Sally Price", "Ward nurse 1"),
        ("zoe VAN DER BERG came", "zoe VAN DER BERG", "Doctor 1"),
        ("Dr van der Berg came", "Dr van der Berg", "Doctor 1"),
        ("Zoe\u0308 came", "Zoe\u0308", "Doctor 1"),
        ("Jose\u0301 O’Brien", "Jose\u0301 O’Brien", "Porter 1"),
        ("obey O'Brien", "O'Brien", "Porter 1"),
        ("told by Mrs Ward", "Mrs Ward", "Ward sister"),
        ("Sister Ward knew", "Sister Ward", "Ward sister"),
        ("Grace Ward knew", "Grace Ward", "Ward sister"),
        ("Sarah Okafor-Lee", "Sarah Okafor-Lee", "Ward nurse 2"),
        ("Mr Li slept", "Mr Li", "Patient"),
    ],
)
def test_a_registered_name_is_found_however_it_is_written(text: str, what: str, who: str) -> None:
    assert named(text) == [(what, who)]


@pytest.mark.parametrize(
    "text",
    [
        "The ward was busy and the patient slept",
        "Ward nurse 1 told Ward sister, the nurse ward round had begun",
        "By the grace of the night team",
        "She said David Jones is somebody else",
        "with Sarah Smith",
        "Jonestown, sarahs, Bergen",
        "A li of text",
    ],
)
def test_words_that_only_look_like_a_name_are_left_alone(text: str) -> None:
    assert named(text) == []


def test_a_name_two_people_share_says_both_roles() -> None:
    assert named("Sarah came back") == [("Sarah", "Ward nurse 1 or Ward nurse 2")]
    assert named("Sarah Jones came back") == [("Sarah Jones", "Ward nurse 1")]


def test_the_text_with_roles_reads_well() -> None:
    text = "Sarah Jones told Dr van der Berg.\nThen Jones's shift ended."
    assert (
        with_roles(text, REGISTER.find(text))
        == "Ward nurse 1 told Doctor 1.\nThen Ward nurse 1's shift ended."
    )


def test_numbers_and_dates_that_identify_are_found_and_said() -> None:
    text = "NHS no: 943 476 5919, born 12 March 1948 (12.3.48), not 13/03/1948. 07700 900123, s.jones@ward.nhs.uk"
    found = REGISTER.find(text)
    assert [(one.kind, one.text) for one in found] == [
        (FoundKind.NHS_NUMBER, "943 476 5919"),
        (FoundKind.BORN, "12 March 1948"),
        (FoundKind.BORN, "12.3.48"),
        (FoundKind.PHONE, "07700 900123"),
        (FoundKind.EMAIL, "s.jones@ward.nhs.uk"),
    ]
    assert with_roles(text, found) == (
        "NHS no: [NHS number], born [date of birth] ([date of birth]), not 13/03/1948. "
        "[telephone number], [e-mail address]"
    )
    said = counted(REGISTER.find("Sarah Jones, Sally Price, Doctor 1, Zoë and 943 476 5919"))
    assert said == "2 names and an NHS number"


def test_a_number_written_like_an_nhs_number_is_found_without_its_check_digit() -> None:
    assert [one.kind for one in REGISTER.find("123 456 7890")] == [FoundKind.LIKE_NHS_NUMBER]
    assert [one.kind for one in REGISTER.find("NHS number: 1234567890")] == [FoundKind.LIKE_NHS_NUMBER]
    assert [one.instead for one in REGISTER.find("123-456-7890")] == ["[NHS number]"]


@pytest.mark.parametrize(
    "text",
    [
        "0415 0220 0345",
        "at 04:15 and 02:20, then 15 0220 03",
        "incident 1234567890",
        "WEB-2026-1234567",
        "12 litres, 500 mg, 100 000 units",
        "on 12/03/2025 at 14:05",
        "ratio 0.1234567891",
        "SpO2 94 % on 15 l",
    ],
)
def test_times_doses_and_references_are_no_numbers_of_a_person(text: str) -> None:
    assert REGISTER.find(text) == ()


def test_the_check_digit_is_that_of_the_nhs_data_dictionary() -> None:
    assert nhs_number_holds("9434765919") and nhs_number_holds("4010232137")
    assert not nhs_number_holds("9434765918") and not nhs_number_holds("123456789")


@given(st.integers(0, 999_999_999))
def test_at_most_one_last_digit_holds(number: int) -> None:
    assert sum(nhs_number_holds(f"{number:09d}{last}") for last in range(10)) <= 1


letters = st.text(alphabet="aAeéÉe\u0301 .,'-\nJjoneSsarhZoëØß😀1", max_size=40)


@given(letters, st.sampled_from(["Sarah Jones", "SARAH JONES", "Mrs Jones", "José O'Brien"]), letters)
def test_a_full_name_is_found_anywhere_and_everything_else_stays(before: str, name: str, after: str) -> None:
    text = f"{before} | {name} | {after}"
    found = REGISTER.find(text)
    assert any(one.start <= text.index(f"| {name}") + 2 and name in one.text for one in found)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    made = with_roles(text, found)
    rest = text
    for one in reversed(found):
        rest = rest[: one.start] + one.instead + rest[one.end :]
    assert made == rest


@given(st.text(max_size=60))
def test_no_text_upsets_it(text: str) -> None:
    for one in REGISTER.find(text):
        assert 0 <= one.start < one.end <= len(text)


@given(st.text(alphabet="abcéÉøŁİ ß", max_size=30))
def test_case_and_accents_do_not_matter_and_no_letter_is_lost(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text.replace("é", "É")) == fold(text)


def test_an_empty_register_still_finds_numbers_and_no_names() -> None:
    empty = Register([])
    assert not empty
    assert [one.kind for one in empty.find("Sarah Jones 943 476 5919")] == [FoundKind.NHS_NUMBER]


# -- roles --------------------------------------------------------------------------------------------------


def roles_after(*roles: str) -> list[str]:
    return [one.role for one in suggestions(Actor(id=str(n), role=role) for n, role in enumerate(roles))]


def test_the_next_of_each_numbered_role_comes_first_and_then_the_usual_ones() -> None:
    assert roles_after()[:3] == ["Patient", "Patient's daughter", "Patient's son"]
    after = roles_after("Patient", "Ward nurse 1", "Ward nurse 3", "Bleep holder 1")
    assert after[:2] == ["Ward nurse 4", "Bleep holder 2"]
    assert "Patient" not in after and "Ward nurse 1" not in after


def test_suggestions_are_those_of_a_nature_and_stay_the_same() -> None:
    people = [Actor(id="a", role="Ward nurse 1"), Actor(id="b", role="Patient")]
    assert [one.role for one in suggestions(people, Nature.FAMILY)][:2] == [
        "Patient's daughter",
        "Patient's son",
    ]
    assert suggestions(people) == suggestions(people)


@pytest.mark.parametrize(
    ("wanted", "role"),
    [
        ("ward nurse", "Ward nurse 3"),
        ("WARD NURSE 2", "Ward nurse 3"),
        ("Ward nurse 7", "Ward nurse 7"),
        ("patient", "patient 2"),
        ("Patient", "Patient 2"),
        ("  Site   manager ", "Site manager"),
    ],
)
def test_a_role_that_is_taken_is_numbered_on(wanted: str, role: str) -> None:
    people = [Actor(id=str(n), role=one) for n, one in enumerate(("Patient", "Ward nurse 1", "Ward nurse 2"))]
    assert new_role(people, wanted) == role


@given(
    st.lists(
        st.sampled_from(["Nurse", "nurse", "Nurse 1", "Nurse 2", "NURSE 02", "Doctor", "Nurse 2 2"]),
        max_size=8,
    )
)
def test_numbered_on_no_two_hold_the_same_role(wanted: list[str]) -> None:
    people: list[Actor] = []
    for role in wanted:
        people.append(Actor(id=str(len(people)), role=new_role(people, role)))
    assert len({one.role.casefold() for one in people}) == len(people)
    assert all(holder(people, one.role.upper(), one.id) is None for one in people)


@pytest.mark.parametrize(
    ("role", "nature"),
    [
        ("Patient", Nature.PATIENT),
        ("Patient's daughter", Nature.FAMILY),
        ("Resident doctor 1", Nature.STAFF),
        ("Ward sister", Nature.STAFF),
        ("Results system", Nature.EQUIPMENT),
        ("Crash team", Nature.TEAM),
        ("The other one", None),
    ],
)
def test_a_role_tells_who_or_what_it_is(role: str, nature: Nature | None) -> None:
    assert nature_of(role) is nature


def a_case(*entities: Entity) -> Snapshot:
    return Snapshot.empty().changed(entities, (), "head")


def test_renaming_finds_the_role_word_for_word_and_nothing_longer() -> None:
    case = a_case(
        Actor(id="a", role="Patient"),
        Actor(id="b", role="Patient's daughter"),
        Actor(id="c", role="Ward nurse 1"),
        TimelineEntry(
            id="t", text="Patient's daughter told the patient. Patient slept, Patient's bed. Inpatient"
        ),
        TimelineEntry(id="u", text="Ward nurse 10 and ward nurse 1"),
        Question(id="q", asked_by="Patient"),
    )
    found = role_mentions(case, "Patient", "Resident of bay 2")
    assert [(one.entity.id, one.field, one.count) for one in found] == [
        ("t", "text", 2),
        ("q", "asked_by", 1),
    ]
    assert found[0].becomes == (
        "Patient's daughter told the patient. Resident of bay 2 slept, Resident of bay 2's bed. Inpatient"
    )
    assert role_mentions(case, "Ward nurse 1", "X") == []
    assert role_mentions(case, "", "X") == []


def test_texts_that_hold_a_name_are_found_with_what_they_become() -> None:
    sarah, other = PEOPLE[0], PEOPLE[1]
    case = a_case(
        sarah,
        other,
        TimelineEntry(id="t", text="sarah jones rang Zoë, NHS 943 476 5919"),
        TimelineEntry(id="u", text="Zoë rang"),
    )
    [found] = name_mentions(case, sarah)
    assert (found.entity.id, found.where, found.count) == ("t", "What happened", 2)
    assert found.becomes == "Ward nurse 1 rang Zoë, NHS [NHS number]"
    assert sum(text == "Sarah Jones" for _, _, text in texts(case)) == 0
