"""What all sections share: the values they give, the case they look at, and how they name things."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.quoting import quoted, row
from rca_workbench.analysis.residual import Counting, Measure, Residual, residual
from rca_workbench.model import Factor, Snapshot
from rca_workbench.reference import Level, tokens

NAMED_AT_MOST = 3
"""Factors named in one sentence; the map shows all of them."""
LENGTH = 56
"""Characters of a factor's text in a sentence."""
HARMS_AT_MOST = 6
"""Harms that are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Insight:
    """One result: `title` says it, `explanation` says what it means, `ids` are the factors and links it speaks of.

    `of` is the id of the one factor it is about, where there is such a one.
    """

    title: str
    explanation: str
    ids: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class InsightGroup:
    """The results of one kind.

    `about` says how they are to be read; `note` says what was left out, or why there is nothing.
    """

    title: str
    about: str
    insights: tuple[Insight, ...]
    note: str = ""


class Looked:
    """One case as the sections look at it; what several of them need is worked out once."""

    def __init__(self, snapshot: Snapshot, about: str | None = None) -> None:
        self.snapshot = snapshot
        self.about = about
        """Id of the factor that is asked about in particular."""
        self.causal = Causal.of(snapshot)

    @cached_property
    def chains(self) -> int:
        """Chains to all harms together."""
        up = self.causal.ways_up
        return sum(up[self.causal.step_of[at]] for at in self.causal.harms)

    @cached_property
    def planned(self) -> Residual:
        """What stays open if everything planned works."""
        return residual(self.causal, self.snapshot, Counting.ALL)

    @cached_property
    def acting(self) -> Mapping[str, tuple[Measure, ...]]:
        """Factor id -> what is planned for it and can be counted on."""
        return {one.factor.id: one.measures for one in self.planned.cuts}


NO_HARM = "Nothing leads to a harm yet, so there are no chains to look at."


def called(one: Factor, length: int = LENGTH) -> str:
    """How a sentence names a factor: its short label or its text, in quotation marks."""
    return quoted(one, length)


def level_name(level: Level) -> str:
    """A level's name without what stands in brackets or after a colon."""
    return level.label.split(":")[0].split(" (")[0]


def band_name(level: Level) -> str:
    """The band of the map a level stands in, as the map calls it; "" for one that stands in none."""
    bands = tokens()["node"]["bands"]
    return next((str(band["label"]) for band in bands if level.id in band["levels"]), "")


def listed(factors: Sequence[Factor], most: int = NAMED_AT_MOST) -> str:
    """Factors in a row of words: “a”, “b” and 3 more."""
    return row([called(one) for one in factors[:most]], len(factors) - most)


def measures_said(measures: Sequence[Measure]) -> str:
    """Actions and recommendations by their codes."""
    names = [one.code or quoted(one, 30) for one in measures]
    return row(names[:NAMED_AT_MOST], len(names) - NAMED_AT_MOST)


def count(how_many: int, word: str, words: str = "") -> str:
    """A number with its word: 1 chain, 2 chains."""
    return f"{number(how_many)} {word if how_many == 1 else words or word + 's'}"


def number(value: int) -> str:
    """A number people can read: chains can be more than there is a word for."""
    digits = len(str(value)) if value.bit_length() < 4_000 else int(value.bit_length() * 0.30103) + 1
    return f"{value:,}" if digits <= 9 else f"over 10 to the power of {digits - 1}"


def share(part: int, whole: int) -> str:
    """A share in whole per cent; what is some but rounds to none, or not all but rounds to all, says so."""
    percent = part * 100 // whole if whole else 0
    rounded = (part * 200 + whole) // (whole * 2) if whole else 0
    if part == whole:
        return "all"
    if not rounded:
        return "under 1 %"
    return "over 99 %" if rounded == 100 else f"{max(percent, rounded)} %"


def both(factors: Iterable[Factor], causal: Causal) -> tuple[str, ...]:
    """Ids of factors and of the causal links among them."""
    numbers = [causal.number[one.id] for one in factors]
    return (*causal.ids(numbers), *causal.between(numbers))
