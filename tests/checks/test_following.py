"""Rules on following actions that speak up in several ways."""

from collections.abc import Iterable

import pytest

from rca_workbench.checks import Checks, all_rules
from rca_workbench.model import ActionStatus, Actor, Entity
from tests.checks.days import TODAY
from tests.checks.each_following import ALSO, action
from tests.drawing.builders import case

RULES = {one.id: one for one in all_rules()}


@pytest.mark.parametrize(("rule", "broken", "sound"), ALSO)
def test_a_rule_speaks_up_each_way_it_is_broken(
    rule: str, broken: Iterable[Entity], sound: Iterable[Entity]
) -> None:
    assert Checks(case(*broken), [RULES[rule]], today=TODAY).found
    assert not Checks(case(*sound), [RULES[rule]], today=TODAY).found


def test_what_is_done_with_needs_no_owner_any_more() -> None:
    left = Actor(id="p", role="Matron", left="2025-03-01")
    for status in (ActionStatus.STOPPED, ActionStatus.EFFECTIVE, ActionStatus.NOT_EFFECTIVE):
        assert not Checks(case(left, action(owner="Matron", status=status)), [RULES["C-150"]]).found
    assert Checks(
        case(left, action(owner="Matron", status=ActionStatus.IMPLEMENTED)), [RULES["C-150"]]
    ).found, "its effect is still to be judged"
