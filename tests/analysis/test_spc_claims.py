"""Words that claim an improvement are found; what is planned, hoped, denied or asked is none."""

import pytest

from rca_workbench.analysis.spc import claims


@pytest.mark.parametrize(
    "text",
    [
        "Falls were reduced on the ward.", "Handover has improved since March.", "Late doses fell by half.",
        "There is a sustained improvement in reviews.", "The new chart has worked.", "No further incidents since then.",
        "The change was effective.", "Calls went down after June.", "A reduction in late doses followed.",
    ],
)  # fmt: skip
def test_a_claim_is_found(text: str) -> None:
    assert [one.words for one in claims(text)]


@pytest.mark.parametrize(
    "text",
    [
        "This will reduce falls.", "Falls should be reduced.", "We aim to have improved handover by June.",
        "Falls have not reduced.", "It is not known whether handover has improved.", "Has handover improved since March?",
        "The reduced staffing led to delays.", "It is intended to be effective.", "", "The ward was busy.",
    ],
)  # fmt: skip
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert list(claims(text)) == []


def test_two_figures_side_by_side_are_told_apart() -> None:
    [two] = claims("Falls fell from 12.5 to 4.1 since the change.")
    [signal] = claims("Falls have fallen: 8 values in a row below the mean.")
    assert two.two_points and not signal.two_points


def test_a_report_may_say_that_staffing_was_reduced() -> None:
    assert list(claims("Supervision was reduced at night.", of_a_change=True)) == []
    text = "The bleep rang. Handover has improved since the change."
    [one] = claims(text, of_a_change=True)
    assert (one.words, one.start) == ("improved", text.index("improved"))
