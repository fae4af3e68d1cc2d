"""The checks catch what is wrong and leave alone what is not."""

from pathlib import Path

import pytest

from rca_workbench.checks import all_rules
from tests.checks.seeded.measure import (
    Copy,
    Harmless,
    by_rule,
    copies,
    harmless,
    precision,
    recall,
    strict_precision,
)
from tests.checks.seeded.report import measured

PUBLISHED = Path(__file__).parents[3] / "docs" / "checks-measured.md"


@pytest.fixture(scope="module")
def made() -> list[Copy]:
    return list(copies())


@pytest.fixture(scope="module")
def unharmed() -> list[Harmless]:
    return list(harmless())


def test_every_check_has_at_least_three_seeded_faults(made: list[Copy]) -> None:
    counts = {one.id: len(by_rule(made).get(one.id, [])) for one in all_rules()}
    assert {id: count for id, count in counts.items() if count < 3} == {}


def test_faults_are_caught(made: list[Copy]) -> None:
    assert recall(made) >= 0.95
    silent = [rule for rule, several in by_rule(made).items() if not any(one.caught for one in several)]
    assert silent == []


def test_what_is_newly_found_is_what_was_planted(made: list[Copy]) -> None:
    assert precision(made) >= 0.90
    assert strict_precision(made) >= 0.85


def test_edits_in_which_nothing_is_amiss_are_left_alone(unharmed: list[Harmless]) -> None:
    assert sum(bool(one.alarms) for one in unharmed) <= 0.05 * len(unharmed)


def test_the_published_figures_are_those_measured(made: list[Copy], unharmed: list[Harmless]) -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == measured(made, unharmed), (
        "run python -m tests.checks.seeded docs/checks-measured.md"
    )
