"""The closure checklist, answered from the case: what is met, what is not, and what nobody can tell from here.

Each criterion is first judged from the case itself; a person's answer stands above that, with its reason, and both are
shown. Three states are kept apart: the report can be closed, the actions implemented and the effect sustained, and none
of them follows from another (closure_checklist.json, contradictions).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rca_workbench.analysis import closure_analysis, closure_process
from rca_workbench.analysis.answers import newest_answer, newest_answers
from rca_workbench.analysis.closure_judged import JUDGES, Judged, Verdict, Wording, judge_of
from rca_workbench.analysis.plan import (
    CLOSED,
    FollowThrough,
    closure_decision,
    follow_through_of,
    judged_undone,
)
from rca_workbench.analysis.plan import made as is_made
from rca_workbench.model import (
    Action,
    Answer,
    CriterionAnswer,
    Decision,
    Snapshot,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted, word
from rca_workbench.reference import Checked
from rca_workbench.reference.closure import (
    ClosureItem,
    ClosureSet,
    closure_item,
    closure_items,
    is_of_closure,
)

__all__ = [
    "JUDGES",
    "ClosureLine",
    "Judged",
    "Stage",
    "Stages",
    "Verdict",
    "Wording",
    "answer_to",
    "closure",
    "closure_decision",
    "gaps",
    "stages",
]

JUDGED_IN = (closure_analysis, closure_process)
"""Where the criteria are judged; each judge declares itself when its module is read."""
_OF_ANSWER = {
    Answer.YES: Verdict.MET,
    Answer.NO: Verdict.NOT_MET,
    Answer.NOT_KNOWN: Verdict.CANNOT_TELL,
    Answer.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
}
_GAPS_FIRST = (Verdict.NOT_MET, Verdict.CANNOT_TELL, Verdict.MET, Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class ClosureLine:
    """One criterion: what the case shows of it, and what somebody answered."""

    item: ClosureItem
    shown: Judged
    answer: CriterionAnswer | None

    @property
    def verdict(self) -> Verdict:
        """How it stands: as answered by a person, else as the case shows it."""
        given = self.answer.answer if self.answer is not None else None
        return _OF_ANSWER[given] if given is not None else self.shown.verdict

    @property
    def differs(self) -> bool:
        """Whether a person's answer says the opposite of what the case shows."""
        return {self.verdict, self.shown.verdict} == {Verdict.MET, Verdict.NOT_MET}

    @property
    def is_gap(self) -> bool:
        """Whether something is still wanted for it."""
        return self.verdict in (Verdict.NOT_MET, Verdict.CANNOT_TELL)


class Stage(StrEnum):
    """How far one of the three has come."""

    NONE = "none"
    PART = "part"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class Stages:
    """Report closed, actions implemented, effect sustained: three states, each with its words."""

    report: Stage
    report_words: str
    actions: Stage
    actions_words: str
    effect: Stage
    effect_words: str


def closure(snapshot: Snapshot, now: datetime, wording: Wording | None = None) -> tuple[ClosureLine, ...]:
    """The criteria of the case's own framework, gaps first and otherwise in the order of the list.

    Args:
        snapshot: the case.
        now: the time on the wall, for what is due.
        wording: what the reading of language found, where somebody has read it; without, that cannot be told.
    """
    answers = newest_answers(snapshot)
    lines = [
        ClosureLine(item, judge_of(item.id)(snapshot, now, wording), answers.get(item.id))
        for item in closure_items(snapshot.case.profile)
    ]
    lines += _dropped(answers)
    return tuple(sorted(lines, key=lambda one: _GAPS_FIRST.index(one.verdict)))


def gaps(lines: tuple[ClosureLine, ...]) -> tuple[ClosureLine, ...]:
    """Those for which something is still wanted."""
    return tuple(one for one in lines if one.is_gap)


def answer_to(snapshot: Snapshot, item: str) -> CriterionAnswer | None:
    """What somebody answered to a criterion last; None where nobody did."""
    return newest_answer(snapshot, item)


def stages(snapshot: Snapshot) -> Stages:
    """The three states of a case, each by its own evidence."""
    report, report_words = _report(closure_decision(snapshot))
    found = follow_through_of(snapshot)
    actions, actions_words = _actions(snapshot, found)
    effect, effect_words = _effect(found)
    return Stages(report, report_words, actions, actions_words, effect, effect_words)


def _dropped(answers: Mapping[str, CriterionAnswer]) -> list[ClosureLine]:
    """Answers to criteria that this edition of the list has no more: they stay, as they read then."""
    return [
        ClosureLine(
            ClosureItem(id, ClosureSet.COMMISSIONER, "", one.wording or id, "", "", Checked.NO),
            Judged(Verdict.CANNOT_TELL, f"No longer on the list. Answered to {one.list_version}."),
            one,
        )
        for id, one in answers.items()
        if closure_item(id) is None and is_of_closure(one.list_version)
    ]


def _report(decision: Decision | None) -> tuple[Stage, str]:
    if decision is None or decision.closure is None:
        return Stage.NONE, "No closure decision is recorded."
    said = word(decision.closure)
    when = f" on {date_words(decision.on)}" if decision.on else ""
    by = f", by {decision.by}" if decision.by else ""
    return (Stage.REACHED if decision.closure in CLOSED else Stage.PART), f"{said}{when}{by}."


def _actions(snapshot: Snapshot, found: FollowThrough) -> tuple[Stage, str]:
    if not found.of:
        return Stage.NONE, "No action is planned."
    made = found.implemented
    said = f"{made} of {counted(found.of, 'action')} implemented"
    every = snapshot.of(Action).values()
    shown = sum(is_made(one) and bool(one.proof.strip()) for one in every)
    said += f", {shown} of them with proof." if made else "."
    if undone := sum(map(judged_undone, every)):
        were = "was" if undone == 1 else "were"
        said += f" {counted(undone, 'action')} {were} judged with no day of being done: not counted."
    # Without proof nobody can tell that it was made: not "yes" here and open on the assurance page.
    return Stage.PART if made > shown else _stage(made, found.of), said


def _effect(found: FollowThrough) -> tuple[Stage, str]:
    if not found.of:
        return Stage.NONE, "There is no action whose effect could be shown."
    said = f"{found.effective} of {counted(found.of, 'action')} shown to work"
    said += f"; {found.failed} did not" if found.failed else ""
    said += (
        f"; {found.stopped} stopped {'is' if found.stopped == 1 else 'are'} not counted"
        if found.stopped
        else ""
    )
    return _stage(found.effective, found.of), f"{said}."


def _stage(reached: int, of: int) -> Stage:
    return Stage.REACHED if reached == of else Stage.PART if reached else Stage.NONE
