"""What screens and pages ask the reference data for."""

import pytest

from rca_workbench import reference
from rca_workbench.model import FactorKind, Profile
from rca_workbench.model.words import factor_word, word
from rca_workbench.reference import Checked, Sheet


def test_levels_run_from_government_to_outcome() -> None:
    levels = reference.accimap_levels()
    assert [level.id for level in levels] == [
        "ACC.GOV",
        "ACC.REG",
        "ACC.ORG",
        "ACC.TECH",
        "ACC.ACT",
        "ACC.ENV",
        "ACC.OUT",
    ]
    assert all(level.label and level.definition and level.in_the_nhs for level in levels)


def test_seips_is_offered_first_and_hfacs_not_at_all() -> None:
    offered = [framework.id for framework in reference.frameworks() if framework.offered]
    assert offered[0] == "seips"
    assert "hfacs" not in offered
    assert "individuals" in reference.framework("hfacs").warning


def test_a_tag_is_read_back_as_its_category() -> None:
    found = reference.category("NPSA.TASK.GUIDE")
    assert found is not None
    assert (found.label, found.group) == ("Guidelines, policies and procedures", "Task factors")
    assert found.prompts
    assert reference.category("OUR.OWN.TAG") is None


def test_a_framework_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        reference.framework("fishbone")


def test_a_row_outranks_its_file() -> None:
    npsa = reference.framework("npsa")
    assert npsa.checked is Checked.NO
    marks = {category.id: category.mark for category in npsa.categories}
    assert marks["NPSA.PAT"] == ""  # read in a copy, with its components
    assert marks["NPSA.PAT.CLIN"] == ""
    assert marks["NPSA.TASK"] == "Not checked against the source"
    assert marks["NPSA.TASK.GUIDE"] == "Not checked against the source"


def test_the_least_sure_of_several_flags_counts() -> None:
    page = reference.never_events()
    row = page.rows("events")[0]
    assert page.checked_row(row, "title_checked") is Checked.YES
    assert page.checked_row(row, "title_checked", "detail_checked") is Checked.NO


def test_a_row_that_says_nothing_is_as_sure_as_its_file() -> None:
    page = reference.harm_sheet()
    assert page.checked is Checked.NO
    assert {level.checked for level in reference.harm_levels()} == {Checked.NO}
    assert {level.mark for level in reference.harm_levels()} == {"Not checked against the source"}


@pytest.mark.parametrize(
    ("checked", "mark"),
    [
        (Checked.YES, ""),
        (Checked.PART, "Checked in part against the source"),
        (Checked.NO, "Not checked against the source"),
    ],
)
def test_what_is_unchecked_has_one_ready_sentence(checked: Checked, mark: str) -> None:
    assert reference.unchecked_mark(checked) == mark


def test_harm_is_graded_on_two_separate_scales() -> None:
    assert [level.id for level in reference.harm_levels("physical")] == ["P0", "P1", "P2", "P3", "P4"]
    assert [level.id for level in reference.harm_levels("psychological")] == ["Y0", "Y1", "Y2", "Y3"]
    fatal = reference.harm_levels("physical")[-1]
    assert (fatal.label, fatal.caution) == ("Fatal", "not a finding of cause")
    low = reference.harm_levels("physical")[1]
    assert low.any_of is False
    assert len(low.meaning) == 4


def test_strength_runs_from_what_does_not_rely_on_memory_to_what_does() -> None:
    strengths = reference.action_strengths()
    assert [strength.id for strength in strengths] == ["stronger", "intermediate", "weaker"]
    assert all(strength.types and strength.suggested_by for strength in strengths)


def test_the_glossary_is_in_alphabetical_order_and_marked() -> None:
    terms = reference.glossary()
    names = [term.term.casefold() for term in terms]
    assert names == sorted(names)
    assert all(term.meaning and term.mark for term in terms)


def test_a_profile_is_found_by_the_model_s_value_and_leads_to_what_it_uses() -> None:
    for value in Profile:
        profile = reference.profile(value)
        assert reference.report_structure(profile.report_structure).profile == profile.id
        assert reference.framework(profile.first_framework).offered
    assert set(reference.profiles()) == {value.value for value in Profile}


def test_profile_and_model_use_the_same_words() -> None:
    for value in Profile:
        profile = reference.profile(value)
        assert profile.name == word(value)
        assert profile.term("system_factor") == factor_word(FactorKind.SYSTEM_FACTOR, value)
        assert (
            profile.term("system_factor")
            == reference.tokens()["node"]["kind"]["system_factor"]["label_by_profile"][value]
        )


def test_only_the_2015_framework_speaks_of_root_causes() -> None:
    psirf, sif = reference.profile("psirf"), reference.profile("sif2015")
    assert set(psirf.terms) == set(sif.terms)
    assert not any("root cause" in term.lower() for term in psirf.terms.values())
    assert "root cause" in sif.term("system_factors").lower()


def test_report_structures_name_their_mandatory_sections() -> None:
    psii = reference.report_structure("psii")
    assert psii.mark
    assert any(section.mandatory and section.heading == "Findings" for section in psii.sections)
    assert all(structure.sections for structure in reference.report_structures())
    assert "draft watermark until sign-off" in reference.export_rules()
    with pytest.raises(KeyError):
        reference.report_structure("poem")


@pytest.mark.parametrize(
    ("page", "place", "count"),
    [
        (reference.thresholds, ("psirf_2022", "national_requirements"), 11),
        (reference.never_events, ("events",), 16),
        (reference.candour, ("steps",), 11),
        (reference.engagement, ("principles",), 9),
        (reference.methods, ("methods",), 16),
        (reference.blame_language, ("patterns",), 41),
        (reference.graph_rules, ("rules",), 54),
        (reference.five_rules, ("rules",), 5),
        (reference.closure_checklist, ("sif_closure",), 18),
        (reference.learning_sharing, ("sharing_forms",), 12),
        (reference.investigation_levels, ("psirf_methods",), 5),
        (reference.safety_actions, ("psirf_steps",), 7),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_lists_are_whole(page: object, place: tuple[str, ...], count: int) -> None:
    assert callable(page)
    read = page()
    assert isinstance(read, Sheet)
    assert len(read.rows(*place)) == count
