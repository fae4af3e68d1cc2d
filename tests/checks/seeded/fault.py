"""What a seeded fault is: one edit of a sound case, the rule it breaks, and of what that rule has to speak.

A function under `@fault("G-05")` gets a sound case and yields edits, one for each way and place in which the fault can
be planted. `also` names the rules that have to speak up too because of the same fault, each with the reason: those are
no false alarms, and are counted apart.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from rca_workbench.model import (
    ButFor,
    Confidence,
    Entity,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    LinkType,
    Snapshot,
    Stance,
    Tag,
)

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Edit:
    """One edit of a case."""

    what: str
    """In words."""
    put: tuple[Entity, ...] = ()
    removed: tuple[tuple[str, str], ...] = ()
    speaks_of: frozenset[str] = frozenset()
    """Ids of which the rule has to name one; empty for the case as a whole."""

    def on(self, case: Snapshot) -> Snapshot:
        """The case with the edit made."""
        return case.changed(self.put, self.removed, "edited")


Plant = Callable[[Snapshot], Iterator[Edit]]


@dataclass(frozen=True)
class Fault:
    """The ways of breaking one rule."""

    rule: str
    plant: Plant
    also: Mapping[str, str]
    """Rule -> why it speaks up too."""


FAULTS: list[Fault] = []


def fault(rule: str, **also: str) -> Callable[[Plant], Plant]:
    """Declare ways to break a rule; `also` as G_21="the same words", with a low line for the hyphen."""

    def declare(plant: Plant) -> Plant:
        FAULTS.append(Fault(rule, plant, {name.replace("_", "-"): why for name, why in also.items()}))
        return plant

    return declare


def changed(one: E, what: str, *speaks_of: str, **values: object) -> Edit:
    """One thing with other values; the rule has to speak of it, unless other ids are named."""
    return Edit(what, (replace(one, **values),), speaks_of=frozenset(speaks_of or (one.id,)))  # type: ignore[type-var]


def without(one: Entity, what: str, *speaks_of: str) -> Edit:
    """The case without one thing."""
    return Edit(what, removed=((one.kind.name, one.id),), speaks_of=frozenset(speaks_of))


def added(what: str, *several: Entity, speaks_of: tuple[str, ...] = ()) -> Edit:
    """The case with more in it; the rule has to speak of the first of it, unless other ids are named."""
    return Edit(what, several, speaks_of=frozenset(speaks_of or (several[0].id,)))


_TEXTS = (
    "The store on level 2 opens at seven in the morning",
    "Porters of the night serve both sites from one lodge",
    "Letters are scanned in the order in which post arrives",
    "The corridor to the stairs has doors that open one way",
    "Induction takes place on the first Monday of a month",
)
"""Neutral statements that no sound case holds."""


def extra(case: Snapshot, number: int = 1, **values: object) -> tuple[Entity, ...]:
    """A further factor in which nothing is amiss, with its sources: to be broken, or to be left as it is."""
    fields: dict[str, object] = {
        "factor_kind": FactorKind.CONTRIBUTORY_FACTOR, "text": _TEXTS[number - 1], "level": "ACC.TECH",
        "status": FactorStatus.FINDING, "confidence": Confidence.PROBABLE, "tags": (Tag("NPSA.WORK.ADMIN"),),
        "no_action_reason": "The estates plan of next year deals with it",
    } | values  # fmt: skip
    one = Factor(id=f"new{number}", code=f"X{number}", **fields)  # type: ignore[arg-type]
    return one, *sources(one.id, case)


def sources(about: str, case: Snapshot, *kinds: str) -> tuple[Excerpt, ...]:
    """Two sources for a fact that are nobody's word alone."""
    return tuple(
        Excerpt(id=f"x-{about}-{one}", evidence=one, about=about, place="Page 2", stance=Stance.SUPPORTS)
        for one in kinds or ("e1", "e5")
    )


def led(source: str, target: str, **values: object) -> Link:
    """A link in which nothing is amiss."""
    fields: dict[str, object] = {
        "but_for": ButFor.LESS_LIKELY, "confidence": Confidence.PROBABLE, "reviewed": True,
        "rationale": "Shown in the walk-through of the shift",
    } | values  # fmt: skip
    return Link(id=f"{source}>{target}", source=source, target=target, **fields)  # type: ignore[arg-type]


def factors(case: Snapshot, *kinds: FactorKind) -> Iterator[Factor]:
    """The factors on the map, of some kinds or of all."""
    for one in case.of(Factor).values():
        if one.status is not FactorStatus.REJECTED and (not kinds or one.factor_kind in kinds):
            yield one


def problem(case: Snapshot) -> Factor:
    """A problem of the case."""
    return next(factors(case, FactorKind.PROBLEM))


def harm(case: Snapshot) -> Factor:
    """The first harm of the case."""
    return next(factors(case, FactorKind.HARM))


def causal(case: Snapshot) -> Iterator[Link]:
    for one in case.of(Link).values():
        if one.link_type is LinkType.CONTRIBUTED_TO:
            yield one


def another_harm(case: Snapshot) -> Factor:
    """A further harm, with its moment."""
    first = harm(case)
    return replace(first, id="harm9", code="H9", text="A second patient waited for her medicine until noon")


def above(case: Snapshot, id: str) -> set[str]:
    """Everything that leads to a factor."""
    found: set[str] = set()
    ahead = [id]
    while ahead:
        at = ahead.pop()
        for link in causal(case):
            if link.target == at and link.source not in found:
                found.add(str(link.source))
                ahead.append(str(link.source))
    return found
