"""Editions of lists in readers' words."""

from rca_workbench.reference.candour import candour_version
from rca_workbench.reference.versions import list_words


def test_an_edition_is_said_in_words_and_without_its_number() -> None:
    assert list_words("duty_of_candour 2026-06 e4b802ee") == "Duty of Candour, list of June 2026"
    said = list_words("never_events 2026-06 1f0c2a9e; incident_thresholds 2024-01 0a1b2c3d")
    assert said == "Never Events, list of June 2026; Incident thresholds, list of January 2024"
    assert "_" not in list_words(candour_version())


def test_what_is_no_stamp_stays_as_it_is() -> None:
    assert list_words("") == ""
    assert list_words("Our own list of 2019") == "Our own list of 2019"
    assert list_words("mine undated 12") == "mine undated 12"
