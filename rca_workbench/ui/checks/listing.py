"""What the Checks face lists, as values: sections by severity, the findings of one rule together, folded as asked.

Widgets are made from these rows as they come into view, so a case with thousands of findings costs what is seen.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rca_workbench.checks import Accepted, Checks, Found, Gate, Rule, Severity
from rca_workbench.checks.words import GATES, SEVERITIES, up_to
from rca_workbench.reference import tokens

MORE_AT_ONCE = 20
"""Further findings of one rule that open at one press."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The heading of a section."""

    id: str
    title: str
    icon: str
    ink: str
    count: int
    folded: bool

    @property
    def key(self) -> Key:
        return ("section", self.id)


@dataclass(frozen=True, slots=True)
class Place:
    """One finding. Those of a rule after its first stand under it, without the rule's words again."""

    found: Found
    at: int
    of: int
    """Which of all that are listed, counted from 1."""
    first: bool

    @property
    def key(self) -> Key:
        return ("found", *self.found.key)


@dataclass(frozen=True, slots=True)
class More:
    """Opens further findings of the same rule."""

    rule: Rule
    section: str
    hidden: int

    @property
    def key(self) -> Key:
        return ("more", self.section, self.rule.id)


@dataclass(frozen=True, slots=True)
class LetStand:
    """One finding the team let stand."""

    accepted: Accepted

    @property
    def key(self) -> Key:
        return ("accepted", self.accepted.override.id)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A rule of which there is nothing to say but that it is met, or that it could not be asked."""

    rule: Rule
    met: bool

    @property
    def key(self) -> Key:
        return ("met" if self.met else "not_run", self.rule.id)


Row = Section | Place | More | LetStand | Quiet

_BY_GATE = {gate: at for at, gate in enumerate(GATES)}


@dataclass
class Asked:
    """What one looks at: which findings, and what is open."""

    gate: Gate | None = None
    """Only what has to be settled by then."""
    belongs: Callable[[Found], bool] | None = None
    """Only what belongs to the place shown."""
    folded: set[str] = field(default_factory=lambda: {"advice", "accepted", "met"})
    opened: dict[Key, int] = field(default_factory=dict)
    """Further findings shown of a rule, by the key of its `More`."""


def listed(checks: Checks, asked: Asked) -> list[Found]:
    """The findings one looks at: the weightiest first, then by gate, those of one rule together."""
    gates = up_to(asked.gate) if asked.gate is not None else frozenset(Gate)
    belongs = asked.belongs or (lambda one: True)
    kept = [one for one in checks.found if one.gate in gates and belongs(one)]
    first: dict[tuple[Severity, str], int] = {}
    for at, one in enumerate(kept):
        first.setdefault((one.severity, one.rule.id), at)
    weights = {severity: at for at, severity in enumerate(SEVERITIES)}
    return sorted(
        kept,
        key=lambda one: (weights[one.severity], _BY_GATE[one.gate], first[one.severity, one.rule.id]),
    )


def rows(checks: Checks, asked: Asked) -> Iterator[Row]:
    """The rows from top to bottom."""
    found = listed(checks, asked)
    looks = tokens()["check"]
    for severity in SEVERITIES:
        mine = [(at, one) for at, one in enumerate(found, 1) if one.severity is severity]
        if not mine:
            continue
        look = looks[severity]
        folded = severity.value in asked.folded
        yield Section(
            severity.value, heading(severity, asked.gate), look["icon"], look["color"], len(mine), folded
        )
        if not folded:
            yield from _places(mine, severity, len(found), asked)
    yield from _not_run(checks, asked)
    yield from _settled(checks, asked)


def heading(severity: Severity, gate: Gate | None) -> str:
    """The heading of a section: errors stand at a gate, at sign-off if none is asked for."""
    if severity is not Severity.ERROR:
        return SEVERITIES[severity]
    return f"{SEVERITIES[severity]} {GATES[gate if gate not in (None, Gate.OPTIONAL) else Gate.SIGN_OFF]}"


def by_gate(found: Iterable[Found]) -> Mapping[Gate, int]:
    """How many findings have to be settled by each gate: at that gate and those before it."""
    counts: dict[Gate, int] = {}
    for one in found:
        counts[one.gate] = counts.get(one.gate, 0) + 1
    return {gate: sum(counts.get(each, 0) for each in up_to(gate)) for gate in Gate}


def _places(mine: list[tuple[int, Found]], severity: Severity, of: int, asked: Asked) -> Iterator[Row]:
    by_rule: dict[str, list[tuple[int, Found]]] = {}
    for at, one in mine:
        by_rule.setdefault(one.rule.id, []).append((at, one))
    for several in by_rule.values():
        rule = several[0][1].rule
        more = More(rule, severity.value, 0)
        shown = 1 + asked.opened.get(more.key, 0)
        for nth, (at, one) in enumerate(several[:shown]):
            yield Place(one, at, of, first=nth == 0)
        if len(several) > shown:
            yield More(rule, severity.value, len(several) - shown)


def _not_run(checks: Checks, asked: Asked) -> Iterator[Row]:
    if checks.not_run:
        folded = "not_run" in asked.folded
        yield Section("not_run", "Could not be run", "info", "text2", len(checks.not_run), folded)
        if not folded:
            yield from (Quiet(one, met=False) for one in checks.not_run)


def _settled(checks: Checks, asked: Asked) -> Iterator[Row]:
    gates = up_to(asked.gate) if asked.gate is not None else frozenset(Gate)
    belongs = asked.belongs or (lambda one: True)
    accepted = [one for one in checks.accepted if one.found.gate in gates and belongs(one.found)]
    looks = tokens()["check"]
    if accepted:
        folded = "accepted" in asked.folded
        ink = looks["accepted"]["color"]
        yield Section("accepted", looks["accepted"]["label"], "gavel", ink, len(accepted), folded)
        if not folded:
            yield from (LetStand(one) for one in accepted)
    met = [one for one in checks.met if one.gate in gates]
    if met and asked.belongs is None:
        folded = "met" in asked.folded
        yield Section("met", looks["ok"]["label"], "circle-check", looks["ok"]["color"], len(met), folded)
        if not folded:
            yield from (Quiet(one, met=True) for one in met)
