"""How well the checks tell sound from faulty: recall and precision on the seeded faults, and false alarms on edits
in which nothing is amiss.

What counts as what:

- A fault is caught where its rule, silent before, speaks of what was broken (its subject or what it names beside it).
- Every place where any rule speaks that did not before is counted. It is the fault itself; or a declared consequence,
  where the same fault has to break that rule as well; or neither, a false alarm.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import islice

from rca_workbench.checks import Checks, Found
from rca_workbench.model import Snapshot
from tests.checks.days import SEEDED_ON
from tests.checks.seeded.fault import FAULTS, Edit, Fault
from tests.checks.seeded.harmless import edits
from tests.checks.seeded.sound import SOUND

TABLES = (
    "structure",
    "map",
    "plan",
    "following",
    "questions",
    "measures",
    "emptied",
    "people",
    "deciding",
    "candour",
    "deadlines",
    "first_hours",
    "timeline",
    "findings",
    "report",
    "prose",
    "signing",
    "sharing",
    "words",
)
"""The files that hold the seeded faults."""

MOST = 4
"""Copies of one case for one way of breaking a rule, so that no rule outweighs the others."""

Place = tuple[str, str, str, str]


@dataclass(frozen=True)
class Copy:
    """One faulty copy, and what the checks said of it."""

    rule: str
    case: str
    what: str
    caught: bool
    itself: tuple[Found, ...]
    consequences: tuple[Found, ...]
    others: tuple[Found, ...]
    """False alarms."""


@cache
def checked(name: str) -> Checks:
    """The checks on a sound case."""
    return Checks(SOUND[name](), today=SEEDED_ON)


def copies() -> Iterator[Copy]:
    """Every faulty copy."""
    _declared()
    for fault in FAULTS:
        for name in SOUND:
            for edit in islice(fault.plant(SOUND[name]()), MOST):
                yield copy(fault, name, edit)


def copy(fault: Fault, name: str, edit: Edit) -> Copy:
    """What the checks say of one faulty copy that they did not say before."""
    before = checked(name)
    new = newly(before, edit.on(before.snapshot))
    itself = tuple(one for one in new if one.rule.id == fault.rule and _about(one, edit))
    rest = [one for one in new if one not in itself]
    return Copy(
        fault.rule,
        name,
        edit.what,
        bool(itself),
        itself,
        tuple(one for one in rest if one.rule.id in fault.also),
        tuple(one for one in rest if one.rule.id not in fault.also),
    )


@dataclass(frozen=True)
class Harmless:
    """An edit in which nothing is amiss, and what the checks said of it all the same."""

    case: str
    what: str
    alarms: tuple[Found, ...]


def harmless() -> Iterator[Harmless]:
    """Every edit in which nothing is amiss."""
    for name in SOUND:
        before = checked(name)
        for edit in edits(before.snapshot):
            yield Harmless(name, edit.what, tuple(newly(before, edit.on(before.snapshot))))


def newly(before: Checks, later: Snapshot) -> list[Found]:
    """What is found in a later snapshot and was not before."""
    known = {_place(one) for one in before.found}
    return [one for one in before.after(later).found if _place(one) not in known]


def by_rule(made: list[Copy]) -> Mapping[str, list[Copy]]:
    """The copies by the rule that was broken."""
    found: dict[str, list[Copy]] = {}
    for one in made:
        found.setdefault(one.rule, []).append(one)
    return found


def recall(made: list[Copy]) -> float:
    """The share of faults that were caught."""
    return sum(one.caught for one in made) / len(made)


def precision(made: list[Copy]) -> float:
    """Of all that was newly found, the share that is the fault or a declared consequence of it."""
    right = sum(len(one.itself) + len(one.consequences) for one in made)
    return right / (right + sum(len(one.others) for one in made))


def strict_precision(made: list[Copy]) -> float:
    """The same with every declared consequence counted as a false alarm."""
    right = sum(len(one.itself) for one in made)
    return right / (right + sum(len(one.others) + len(one.consequences) for one in made))


def _about(one: Found, edit: Edit) -> bool:
    return not edit.speaks_of or bool(edit.speaks_of & {one.id, *one.at.others})


def _place(one: Found) -> Place:
    return one.rule.id, one.id, one.at.field, one.at.said


def _declared() -> None:
    """See that every table of faults is read."""
    for table in TABLES:
        import_module(f"tests.checks.seeded.faults_{table}")
