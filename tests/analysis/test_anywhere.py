"""Days, times and places taken out of what goes out beyond the team."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.anywhere import anywhere, taken_out
from rca_workbench.model import CaseRecord, Incident
from tests.drawing.builders import case

CASE = case(
    CaseRecord(id="case", organisation="Northwick Vale NHS Trust", reference="NV-2026-118"),
    Incident(id="incident", setting="Ward 7, St Anne's", service="general medicine"),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("On 4 January 2019 the call came.", "On [a day] the call came."),
        ("On Monday the 3rd of May the list was old.", "On [a day] the [a day] the list was old."),
        ("In March 2018 and on 12/03/25.", "In [a day] and on [a day]."),
        ("January 4th, 2019 was a Friday.", "[a day] was a [a day]."),
        ("At 02:20 and again at 3 am.", "At [a time] and again at [a time]."),
        ("At 0220 hrs, and by 1420h.", "At [a time], and by [a time]."),
        (
            "Of 1420 hours, 12 and 13 May were worst; 3–5 June too.",
            "Of [a time], [a day] were worst; [a day] too.",
        ),
        ("The doctor of ward 7 was called.", "The doctor of [a place] was called."),
        ("St Anne's sent it to Northwick Vale NHS Trust.", "[a place] sent it to [a place]."),
        ("Staff may march 4 abreast in the ward.", "Staff may march 4 abreast in the ward."),
        ("May 4 people decide? They may.", "[a day] people decide? They may."),
        ("It is a matter of general medicine.", "It is a matter of general medicine."),
        ("A ratio of 1:30 and 20 mg.", "A ratio of [a time] and 20 mg."),
        ("A dose of 2.30 mg, given at 2.30 pm.", "A dose of 2.30 mg, given at [a time]."),
        ("One nurse for 12 patients.", "One nurse for 12 patients."),
    ],
)
def test_what_says_when_and_where_is_taken_out_and_the_rest_stays(text: str, said: str) -> None:
    assert anywhere(CASE, text) == said
    assert taken_out(said) is (text != said)


@given(st.text(alphabet="abc 7JanuaryMay0123:./-,St Anne's", max_size=60))
def test_taking_out_twice_changes_nothing_more(text: str) -> None:
    once = anywhere(CASE, text)
    assert anywhere(CASE, once) == once
