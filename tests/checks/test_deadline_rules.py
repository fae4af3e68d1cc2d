"""The rules on deadlines, where a sound and a broken case are not enough to say what they ask."""

from dataclasses import replace

from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.checks import Checks, all_rules
from rca_workbench.model import Entity
from tests.checks.days import TODAY
from tests.checks.each_deadlines import day
from tests.drawing.builders import case

RULES = {one.id: one for one in all_rules()}
REPORT = started_clock("TS-SIF-03", day("2026-11-02"))


def asked(id: str, *things: Entity) -> list[str]:
    return [one.message for one in Checks(case(*things), [RULES[id]], today=TODAY).found]


def test_a_length_stamped_with_an_earlier_list_is_no_slip() -> None:
    other = replace(REPORT, length=45)
    assert not asked("C-113", REPORT)
    (said,) = asked("C-113", other)
    assert "has another length than SIF-2015 gives" in said
    assert not asked("C-113", replace(other, list_version="timescales 2024-01 0a1b2c3d"))
