"""What the Checks face lists, as values: sections by severity, the findings of one rule together, folded as asked.

Widgets are made from these rows as they come into view, so a case with thousands of findings costs what is seen.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

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


class Listing:
    """The findings one looks at: the weightiest first, then by gate, those of one rule together."""

    def __init__(
        self, checks: Checks, gate: Gate | None = None, belongs: Callable[[Found], bool] | None = None
    ) -> None:
        self.checks = checks
        self.gate = gate
        self.belongs = belongs
        self.gates = up_to(gate) if gate is not None else frozenset(Gate)
        groups: dict[tuple[Severity, Gate, str], list[Found]] = {}
        for one in checks.found:
            if one.gate in self.gates and (belongs is None or belongs(one)):
                groups.setdefault((one.severity, one.gate, one.rule.id), []).append(one)
        weights = {severity: at for at, severity in enumerate(SEVERITIES)}
        order = sorted(groups, key=lambda key: (weights[key[0]], _BY_GATE[key[1]]))
        self.groups: dict[tuple[Severity, Gate, str], list[Found]] = {key: groups[key] for key in order}
        """By severity, gate and rule."""

    @cached_property
    def found(self) -> list[Found]:
        """All of them in order."""
        return [one for several in self.groups.values() for one in several]

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, self.groups.values()))

    @cached_property
    def at(self) -> Mapping[Key, int]:
        """Where each stands among all, counted from 0, by the key of its row."""
        return {("found", *one.key): at for at, one in enumerate(self.found)}

    def same(self, one: Found) -> list[Found]:
        """Those of the same rule and weight."""
        return self.groups.get((one.severity, one.gate, one.rule.id), [])

    def by_gate(self) -> Mapping[Gate, int]:
        """How many checks have to be settled by each gate: at that gate and those before it."""
        counts: dict[Gate, int] = {}
        for _, gate, _ in self.groups:
            counts[gate] = counts.get(gate, 0) + 1
        return {gate: sum(counts.get(each, 0) for each in up_to(gate)) for gate in Gate}


def rows(listing: Listing, asked: Asked) -> Iterator[Row]:
    """The rows from top to bottom."""
    looks = tokens()["check"]
    before = 0
    for severity in SEVERITIES:
        mine = [several for key, several in listing.groups.items() if key[0] is severity]
        if not mine:
            continue
        look = looks[severity]
        folded = severity.value in asked.folded
        yield Section(
            severity.value, heading(severity, listing.gate), look["icon"], look["color"], len(mine), folded
        )
        for several in mine:
            if not folded:
                yield from _places(several, before, severity, listing.count, asked)
            before += len(several)
    yield from _not_run(listing.checks, asked)
    yield from _settled(listing, asked)


def heading(severity: Severity, gate: Gate | None) -> str:
    """The heading of a section: errors stand at a gate, at sign-off if none is asked for."""
    if severity is not Severity.ERROR:
        return SEVERITIES[severity]
    return f"{SEVERITIES[severity]} {GATES[gate if gate not in (None, Gate.OPTIONAL) else Gate.SIGN_OFF]}"


def _places(several: list[Found], before: int, severity: Severity, of: int, asked: Asked) -> Iterator[Row]:
    rule = several[0].rule
    more = More(rule, severity.value, 0)
    shown = 1 + asked.opened.get(more.key, 0)
    for nth, one in enumerate(several[:shown]):
        yield Place(one, before + nth + 1, of, first=nth == 0)
    if len(several) > shown:
        yield More(rule, severity.value, len(several) - shown)


def _not_run(checks: Checks, asked: Asked) -> Iterator[Row]:
    if checks.not_run:
        folded = "not_run" in asked.folded
        yield Section("not_run", "Could not be run", "info", "text2", len(checks.not_run), folded)
        if not folded:
            yield from (Quiet(one, met=False) for one in checks.not_run)


def _settled(listing: Listing, asked: Asked) -> Iterator[Row]:
    checks, belongs = listing.checks, listing.belongs
    accepted = [
        one
        for one in checks.accepted
        if one.found.gate in listing.gates and (belongs is None or belongs(one.found))
    ]
    looks = tokens()["check"]
    if accepted:
        folded = "accepted" in asked.folded
        ink = looks["accepted"]["color"]
        yield Section("accepted", looks["accepted"]["label"], "gavel", ink, len(accepted), folded)
        if not folded:
            yield from (LetStand(one) for one in accepted)
    met = [one for one in checks.met if one.gate in listing.gates]
    if met and belongs is None:
        folded = "met" in asked.folded
        yield Section("met", looks["ok"]["label"], "circle-check", looks["ok"]["color"], len(met), folded)
        if not folded:
            yield from (Quiet(one, met=True) for one in met)
