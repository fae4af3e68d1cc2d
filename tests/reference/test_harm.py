"""The grades of harm by whatever they are kept as."""

import pytest

from rca_workbench.reference.harm import harm_level, harm_levels, harm_words, is_fatal, is_moderate_or_worse


@pytest.mark.parametrize("level", harm_levels())
def test_a_grade_is_known_by_its_id_and_by_its_name(level) -> None:
    assert harm_level(level.id) == level
    if level.scale != "nrls":  # that has the names of others, without a scale
        assert harm_level(level.name.upper()) == level


@pytest.mark.parametrize(
    ("said", "id"), [("severe", "P3"), ("None", "Y0"), ("No harm", "NR0"), ("Death", "NR4")]
)
def test_a_grade_alone_is_of_the_first_scale_that_has_it(said: str, id: str) -> None:
    found = harm_level(said)
    assert found is not None and found.id == id


@pytest.mark.parametrize("said", ["", "low", "moderate (three injured, none fatal)"])
def test_other_words_are_no_grade_and_stay_as_they_are(said: str) -> None:
    assert harm_level(said) is None and harm_words(said) == said


def test_a_grade_carries_its_mark_to_a_reader_however_it_is_kept() -> None:
    words = "Severe physical harm (not checked against the source)"
    assert harm_words("P3") == harm_words("Severe physical harm") == words


@pytest.mark.parametrize(
    ("said", "fatal"),
    [("P4", True), ("NR4", True), ("Fatal physical harm", True), ("Fatal: two people", True), ("P3", False),
     ("moderate (three injured, none fatal)", False), ("", False)],
)  # fmt: skip
def test_who_died_is_known_however_it_is_kept(said: str, fatal: bool) -> None:
    assert is_fatal(said) is fatal


def test_the_grades_from_which_the_duty_of_candour_is_likely_to_hold() -> None:
    worse = [one.id for one in harm_levels() if is_moderate_or_worse(one.id)]
    assert worse == "P2 P3 P4 Y2 Y3 NR2 NR3 NR4".split()
    assert is_moderate_or_worse("moderate (three injured)") and not is_moderate_or_worse("low")
