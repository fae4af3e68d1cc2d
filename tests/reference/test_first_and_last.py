"""The lists of the first hours and of closure as the program reads them: ids, order, marks, and what belongs to which."""

import pytest

from rca_workbench.reference import Checked
from rca_workbench.reference.closure import (
    ClosureSet,
    closure_item,
    closure_items,
    closure_version,
    is_of_closure,
    set_name,
)
from rca_workbench.reference.early_response import early_response_note, early_step, early_steps


def test_each_step_of_the_early_response_says_what_to_record_and_how_sure_it_is() -> None:
    steps = early_steps()
    assert [one.id for one in steps] == [f"ER-{number}" for number in range(1, 9)]
    assert all(one.step and one.record for one in steps)
    assert {one.within_hours for one in steps} == {24, 48, 72}
    assert all(one.checked is Checked.NO and one.mark == "Not checked against the source" for one in steps)
    assert "not a national deadline" in early_response_note()


def test_a_step_is_found_by_its_id_and_another_is_none() -> None:
    step = early_step("ER-8")
    assert step is not None
    assert step.step.startswith("Check for wider immediate risk")
    assert early_step("ER-9") is None
    assert early_step("") is None


@pytest.mark.parametrize(("profile", "own"), [("psirf", ClosureSet.REVIEW_TOOL), ("sif2015", ClosureSet.SIF)])
def test_a_framework_has_the_commissioners_criteria_and_its_own(profile: str, own: ClosureSet) -> None:
    sets = list(dict.fromkeys(one.set for one in closure_items(profile)))
    assert sets == [ClosureSet.COMMISSIONER, own]
    assert all(one.criterion and one.evidence and one.rule for one in closure_items(profile))


def test_a_criterion_is_found_by_its_id_whatever_its_set() -> None:
    found = [closure_item(id) for id in ("SC-18", "CA-10", "LR-8")]
    assert [one.set for one in found if one is not None] == list(ClosureSet)
    assert closure_item("XX-1") is None
    assert all(set_name(one) for one in ClosureSet)
    assert closure_version().startswith("closure_checklist 2026-06 ")
    assert is_of_closure(closure_version())
    assert not is_of_closure("never_events 2026-06 1f0c2a9e")
