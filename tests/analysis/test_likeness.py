import pytest

from rca_workbench.analysis.likeness import alike, likeness
from rca_workbench.analysis.twins import pairs_alike
from rca_workbench.model import Factor


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("One doctor covers four wards at night", "One doctor covers four wards at night."),
        ("One doctor covers four wards at night", "At night, one doctor covers four wards"),
        ("Outreach closed at weekends", "Outreech closed at weekends"),
        ("No step-down bed was free", "no step down bed free"),
    ],
)
def test_texts_that_say_the_same_are_alike(one: str, other: str) -> None:
    assert likeness(one, other) > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The observations were recorded on the chart", "The observations were not recorded on the chart"),
        ("Bed 4 had no working monitor", "Bed 5 had no working monitor"),
        ("Alarm heard before the arrest call", "Alarm heard after the arrest call"),
        ("Night shift one nurse short", "Day shift two doctors short"),
        ("", ""),
        ("", "Anything"),
    ],
)
def test_texts_that_differ_in_what_matters_are_not(one: str, other: str) -> None:
    assert likeness(one, other) == 0


def test_the_nearest_is_offered_and_never_the_factor_itself() -> None:
    near = Factor(id="near", text="Staffing set by bed count alone")
    same = Factor(id="same", text="Staffing set by bed count")
    assert alike("staffing set by bed count", [near, same]) == same
    assert alike("staffing set by bed count", [near, same], but="same") == near
    assert alike("Something else entirely", [near, same]) is None


def test_two_panels_that_added_the_same_are_paired() -> None:
    first, second = (
        Factor(id="1", text="No cover at night for the lab"),
        Factor(id="2", text="No cover for lab at night"),
    )
    other = Factor(id="3", text="Porters called late")
    assert pairs_alike([first, other, second]) == ((first, second),)


def test_of_thousands_of_factors_only_those_with_a_rare_word_in_common_are_compared() -> None:
    """Nearly all share their longest words, as in an import; comparing each two of them would take a minute."""
    words = "transfer handover observation escalation documentation equipment".split()
    many = [
        Factor(id=f"{at}", text=f"{words[at % 6]} {words[at // 6 % 6]} on the ward, case {at}")
        for at in range(5_000)
    ]
    twin = Factor(id="twin", text=f"{many[7].text}.")
    assert pairs_alike([*many, twin]) == ((many[7], twin),)


def test_a_long_text_is_compared_without_reading_all_of_it() -> None:
    long = "word " * 10_000
    assert likeness(long, long) == 1.0
