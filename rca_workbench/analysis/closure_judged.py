"""How one criterion of closure is judged from the case: what was looked for, what was found, and where."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rca_workbench.model import Entity, Snapshot


class Verdict(StrEnum):
    """How a criterion stands."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"
    """The case holds nothing that could show it either way: somebody has to say."""
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the case shows: the verdict, the evidence in words, and where one would see or mend it."""

    verdict: Verdict
    words: str
    place: str = ""
    """The tab, such as "improve/actions"."""
    about: tuple[str, ...] = ()
    """Ids of what the words speak of."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a reading of the language found: how many places that were not let stand with a reason."""

    blame: int
    hindsight: int
    """Counterfactual and hindsight wording."""


Judge = Callable[[Snapshot, datetime, Wording | None], Judged]

JUDGES: dict[str, Judge] = {}
"""The judge of each criterion by its id."""


def judges(*ids: str) -> Callable[[Judge], Judge]:
    """Declare what judges a criterion."""

    def declare(judge: Judge) -> Judge:
        for id in ids:
            JUDGES[id] = judge
        return judge

    return declare


def judge_of(id: str) -> Judge:
    """The judge of a criterion; for one that a program cannot judge, one that says so."""
    return JUDGES.get(id, _nobody)


def met(words: str, place: str = "") -> Judged:
    """It is met, and this shows it."""
    return Judged(Verdict.MET, _begun(words), place)


def gap(words: str, place: str = "", about: Iterable[Entity] = ()) -> Judged:
    """It is not met, and this is what is missing."""
    return Judged(Verdict.NOT_MET, _begun(words), place, tuple(one.id for one in about))


def unknown(words: str, place: str = "") -> Judged:
    """The case cannot show it."""
    return Judged(Verdict.CANNOT_TELL, words, place)


def all_of(
    whole: int, lacking: Iterable[Entity], one: str, has: str, lacks: str, place: str, several: str = ""
) -> Judged:
    """Met where none lacks it: "All 7 actions have an owner and a date.", else "3 of 7 actions have no owner."."""
    without = tuple(lacking)
    plural = several or f"{one}s"
    if not whole:
        return gap(f"There are no {plural} yet.", place)
    if not without:
        return met(f"All {whole} {plural} have {has}." if whole > 1 else f"The one {one} has {has}.", place)
    verb = "has" if len(without) == 1 else "have"
    said = f"{len(without)} of {whole} {plural}" if whole > 1 else f"The one {one}"
    return gap(f"{said} {verb} {lacks}.", place, without)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _nobody(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    return unknown("The case cannot show this. Somebody has to say.")
