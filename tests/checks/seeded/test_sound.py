"""The sound cases are sound: no check finds anything in them."""

import pytest

from rca_workbench.checks import Checks
from tests.checks.days import SEEDED_ON
from tests.checks.seeded.sound import SOUND


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_case_is_sound(name: str) -> None:
    checks = Checks(SOUND[name](), today=SEEDED_ON)
    assert [(one.rule.id, one.id, one.message) for one in checks.found] == []
    assert all(one.override.reason for one in checks.accepted)
