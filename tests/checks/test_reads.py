"""A rule looks only at the kinds it names: otherwise a step could change what it would say without its being asked."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import pytest

from rca_workbench.checks import Rule, all_rules
from rca_workbench.checks.facts import Facts
from rca_workbench.model import KINDS, Entity, Profile, Snapshot
from tests.checks import test_each_case_rule, test_each_graph_rule
from tests.checks.days import TODAY
from tests.drawing.builders import case, published

E = TypeVar("E", bound=Entity)


class Watched(Snapshot):
    """A snapshot that notes which kinds it is asked for."""

    __slots__ = ("asked",)

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__({name: dict(snapshot.table(name)) for name in KINDS})
        self.asked: set[str] = set()

    def of(self, cls: type[E]) -> Mapping[str, E]:
        self.asked.add(cls.kind.name)
        return super().of(cls)

    def table(self, kind: str) -> Mapping[str, Entity]:
        self.asked.add(kind)
        return super().table(kind)


CASES = [
    *(things for each in test_each_graph_rule.EACH.values() for things in each),
    *(things for each in test_each_case_rule.EACH.values() for things in each),
]


@pytest.fixture(scope="module")
def snapshots() -> list[Snapshot]:
    made = [case(*things) for things in CASES]
    whole = published()
    old = replace(whole.case, profile=Profile.SIF2015)
    return [*made, whole, whole.changed([old], (), "old")]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda one: one.id)
def test_a_rule_looks_only_at_the_kinds_it_names(rule: Rule, snapshots: list[Snapshot]) -> None:
    asked: set[str] = set()
    for snapshot in snapshots:
        if all(snapshot.table(kind) for kind in rule.needs):
            watched = Watched(snapshot)
            # Only a rule that says it goes by the day is given one: another that asks for it is found out here.
            list(rule.run(Facts(watched, today=TODAY if rule.by_day else None)))
            asked |= watched.asked
    assert asked - rule.reads == set()
