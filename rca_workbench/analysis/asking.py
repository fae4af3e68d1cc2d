"""The criteria of the case's framework, each with the answer it has: what the response is decided by.

Answers are kept with the wording and the edition of the list they were given on. Those of another framework, and those
of a criterion that a later list dropped, stay in the case and are never weighed with the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rca_workbench.analysis.answers import newest_answers
from rca_workbench.model import Answer, CriterionAnswer, Profile, Snapshot
from rca_workbench.reference.criteria import (
    NEVER_EVENTS,
    THRESHOLDS,
    Criterion,
    Part,
    begun,
    criteria,
    criteria_for,
)
from rca_workbench.reference.responses import LEVELS, response_of
from rca_workbench.reference.versions import list_named, list_version

LISTS = (THRESHOLDS, NEVER_EVENTS, LEVELS)
"""The lists a response is decided by."""
DECISIVE = (Part.SERIOUS, Part.QUESTION, Part.NATIONAL, Part.NOTIFY)
"""Parts of which every criterion is to be looked at. A Never Event is asked for once, by the criterion of that name."""
BY_NEVER_EVENTS = {Profile.SIF2015: "SI-4", Profile.PSIRF: "NR-01"}
"""The criterion that is met as soon as one event of the list is."""
BY_REQUIREMENTS = "PQ-1"
"""The question that the rows of national requirements answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion of the case's framework and how it stands.

    `derived` is what the answers to other criteria make of it, `because` the ids of those; `answer` is what somebody
    said of it itself and outranks that.
    """

    criterion: Criterion
    answer: CriterionAnswer | None
    derived: Answer | None = None
    because: tuple[str, ...] = ()

    @property
    def met(self) -> Answer | None:
        """Yes, no or not known yet; None where nobody has said."""
        if self.criterion.suspended:
            return None
        own = self.answer.answer if self.answer is not None else None
        return own if own is not None else self.derived

    @property
    def pulls_apart(self) -> bool:
        """Whether it is answered no although another answer makes it a yes."""
        return self.derived is Answer.YES and self.met is Answer.NO


class Threshold(NamedTuple):
    """How far the record of criteria has come. "Not known yet" is an answer."""

    answered: int
    of: int
    open: tuple[Criterion, ...]


def asked(snapshot: Snapshot) -> tuple[Asked, ...]:
    """Every criterion of the case's framework with its answer, in the order of the lists."""
    answers = newest_answers(snapshot)
    profile = snapshot.case.profile
    rows = [Asked(one, answers.get(one.id)) for one in criteria_for(profile)]
    events = _derived(rows, Part.NEVER_EVENT)
    rows = [_with(row, events) if row.criterion.id == BY_NEVER_EVENTS.get(profile) else row for row in rows]
    required = _derived(rows, Part.NATIONAL)
    return tuple(_with(row, required) if row.criterion.id == BY_REQUIREMENTS else row for row in rows)


def threshold(snapshot: Snapshot) -> Threshold:
    """How many of the criteria that decide have been looked at, of how many, and which have not."""
    rows = [row for row in asked(snapshot) if row.criterion.part in DECISIVE]
    left = tuple(row.criterion for row in rows if row.met is None)
    return Threshold(len(rows) - len(left), len(rows), left)


def kept(snapshot: Snapshot) -> tuple[CriterionAnswer, ...]:
    """Answers to criteria that are not in the present lists any more: they stand as they were stamped."""
    known = criteria()
    return tuple(
        one
        for one in snapshot.of(CriterionAnswer).values()
        if one.criterion not in known and list_named(one.list_version) in LISTS
    )


def of_another_framework(snapshot: Snapshot) -> tuple[CriterionAnswer, ...]:
    """Answers to criteria of a framework the case is not on now: kept, and not mixed with its own."""
    known, here = criteria(), {one.id for one in criteria_for(snapshot.case.profile)}
    return tuple(
        one
        for one in snapshot.of(CriterionAnswer).values()
        if one.criterion in known and one.criterion not in here and one.answer is not None
    )


def response_words(level: str) -> str:
    """What a response is called: by the list of levels and responses, or by the row that requires it."""
    known = response_of(level)
    if known is not None:
        return f"{known.name} ({known.id})" if known.id.startswith("L") else known.name
    row = criteria().get(level)
    if row is not None and row.response:
        return begun(row.response)
    return level


def lists_now() -> str:
    """The editions of the lists a response is decided by, as a case is stamped with them."""
    return "; ".join(list_version(name) for name in LISTS)


def names(rows: Iterable[Criterion]) -> str:
    """Several criteria in a sentence: “Child death”, “Possible crime”."""
    return ", ".join(f"“{one.ask.rstrip('?')}”" for one in rows)


def _derived(rows: Iterable[Asked], part: Part) -> tuple[Answer | None, tuple[str, ...]]:
    """What the criteria of one part say together: yes by any, no by all."""
    here = [row for row in rows if row.criterion.part is part and not row.criterion.suspended]
    yes = tuple(row.criterion.id for row in here if row.met is Answer.YES)
    if yes:
        return Answer.YES, yes
    if here and all(row.met is Answer.NO for row in here):
        return Answer.NO, ()
    return None, ()


def _with(row: Asked, derived: tuple[Answer | None, tuple[str, ...]]) -> Asked:
    return Asked(row.criterion, row.answer, *derived)
