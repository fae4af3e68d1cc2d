"""What a check is: one rule with its source, and what it finds in a case.

A rule is one function under `@rule(...)` in a file of `checks/rules/`. It gets the `Facts` of a case and yields an
`At` for each place where the rule speaks up. Listing, panel, command line and the published page follow from that.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from rca_workbench.model import Entity, Profile

if TYPE_CHECKING:
    from rca_workbench.checks.facts import Facts


class Severity(StrEnum):
    """How much hangs on it."""

    ERROR = "error"
    """Must be resolved, or accepted with a reason, before its gate."""
    WARNING = "warning"
    """Worth resolving."""
    ADVICE = "advice"
    """Worth a look."""


class Gate(StrEnum):
    """When it matters. No rule stops work; an unmet one stands at its gate."""

    ALWAYS = "always"
    MEETING = "meeting"
    BEFORE_REPORT = "before_report"
    SIGN_OFF = "sign_off"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Set:
    """Give fields of a thing new values."""

    entity: Entity
    fields: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a thing out of the case."""

    entity: Entity


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend that is safe to make at one press, as one step that can be undone. Never a rewording."""

    label: str
    """What the button says, and the step: a verb and its object."""
    edits: tuple[Set | Remove, ...]


@dataclass(frozen=True, slots=True)
class At:
    """One place where a rule speaks up."""

    subject: Entity | None
    """What it is about; None for the case as a whole."""
    message: str
    """What is missing here and what would help, in one or two plain sentences."""
    others: tuple[str, ...] = ()
    """Ids of the other things it speaks of."""
    field: str = ""
    """Name of the subject's field it is about, if it is about one."""
    said: str = ""
    """The words it is about, as they stand in that field. When they change, an acceptance no longer counts."""
    begin: str = ""
    """Field or section of the subject's Details where one would mend it: "rationale", "excerpt", "action", "cause" (what
    led to it), "link" (what it led to)."""
    fix: Fix | None = None
    severity: Severity | None = None
    """Where this place weighs less, or more, than the rule says."""
    lacks: str = ""
    """Where it is about the case as a whole: the kind of which something is missing, to be added where those are."""


Run = Callable[["Facts"], Iterable[At]]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule of the investigation linter."""

    id: str
    title: str
    """What a sound case shows, in one line: "Every link has evidence or stated reasoning"."""
    severity: Severity
    gate: Gate
    group: str
    why: str
    """Why it matters, in a sentence or two."""
    how: str
    """What to do about it."""
    source: str
    """Who published what it rests on, or that it is the project's own."""
    reads: frozenset[str]
    """Names of the kinds it looks at: it is asked again when one of them changed."""
    run: Run = field(repr=False)
    mark: str = ""
    """What to show where its source has not been checked: "Not checked against the source"."""
    override: bool = True
    """Whether the team can accept a case as it is, with a reason."""
    needs: tuple[str, ...] = ()
    """Kinds of which there must be one before the rule has anything to say, or can be called met."""
    profiles: tuple[Profile, ...] = ()
    """The frameworks it belongs to; empty for all."""
    example: str = ""
    """A case that breaks it, in words."""
    sound: str = ""
    """The same, sound."""
    by_day: bool = False
    """Whether it asks which day it is (`Facts.today`): it is asked again on another day, and not where no day is given."""


RULES: dict[str, Rule] = {}
"""Every rule by id, in the order they are listed."""


def rule(
    id: str,
    *,
    title: str,
    severity: Severity,
    gate: Gate,
    group: str,
    why: str,
    how: str,
    source: str,
    reads: Iterable[str],
    mark: str = "",
    override: bool = True,
    needs: Iterable[str] = (),
    profiles: Iterable[Profile] = (),
    example: str = "",
    sound: str = "",
    by_day: bool = False,
) -> Callable[[Run], Run]:
    """Declare a rule. Raises ValueError where the id is taken: a rule is declared once."""

    def declare(run: Run) -> Run:
        add(
            Rule(
                id,
                title,
                severity,
                gate,
                group,
                why,
                how,
                source,
                frozenset(reads),
                run,
                mark,
                override,
                tuple(needs),
                tuple(profiles),
                example,
                sound,
                by_day,
            )
        )
        return run

    return declare


def add(one: Rule) -> None:
    """Put a rule in the list."""
    if one.id in RULES:
        raise ValueError(f"There is a rule {one.id} already.")
    RULES[one.id] = one
