"""What an assurance page is made of: parts with lines, each with how it stands and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rca_workbench.analysis.closure_judged import Wording
from rca_workbench.analysis.invented import invented_words
from rca_workbench.analysis.spc import Chart, Verdict
from rca_workbench.model import Action


class Tone(StrEnum):
    """How a line stands. A word beside it always says the same."""

    GOOD = "good"
    """As whoever assures it would want to see it."""
    OPEN = "open"
    """Still to come, or not known."""
    CONCERN = "concern"
    """Something they would ask about."""
    PLAIN = "plain"
    """Told, not judged."""


TONE_WORDS = {Tone.GOOD: "in order", Tone.OPEN: "open", Tone.CONCERN: "to explain", Tone.PLAIN: ""}
"""What stands beside a line where colour is not to be seen."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said, and the tab it comes from, with what to select there."""

    label: str
    said: str
    tone: Tone
    where: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the page: in a few words how it stands, then its lines."""

    id: str
    title: str
    headline: str
    tone: Tone
    lines: tuple[Line, ...]
    more: str = ""
    """What is not listed one by one, in words."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action, in three states that are not the same: made or not, and whether data show that it worked."""

    action: Action
    implemented: Line
    effect: Line
    verdict: Verdict
    chart: Chart | None
    """The chart of the measure that the verdict rests on; None without a measure."""

    @property
    def invented(self) -> str:
        """The mark of an action or a measure that was invented; empty where neither was."""
        return invented_words(self.action, self.chart.measure if self.chart is not None else None)


@dataclass(frozen=True, slots=True)
class OpenChecks:
    """How many checks stand open at a gate, as whoever ran them counts them."""

    gate: str
    """In words: "before the report"."""
    must: int
    worth: int
    """Must be resolved; worth resolving."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say of the case as a whole. Whoever draws the page runs them: analysis does not judge."""

    gates: tuple[OpenChecks, ...]
    accepted: int
    wording: Wording | None = None
    """What the reading of language found; criteria of closure ask for it."""

    @property
    def must(self) -> int:
        """How many have to be resolved before some gate."""
        return sum(one.must for one in self.gates)


def count(number: int, one: str, several: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def worst(lines: Sequence[Line]) -> Tone:
    """How a part stands by its lines: as its worst, and plain without any."""
    order = (Tone.CONCERN, Tone.OPEN, Tone.GOOD, Tone.PLAIN)
    return min((one.tone for one in lines), key=order.index, default=Tone.PLAIN)
