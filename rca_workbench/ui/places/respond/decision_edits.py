"""Edits of the response decision, each one step: answers, whom to tell, deadlines, the decision, the team."""

from collections.abc import Iterable

from rca_workbench.analysis.asking import lists_now
from rca_workbench.analysis.deadline_offers import start_of
from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.analysis.deciding import Requirement, decided
from rca_workbench.analysis.proposing import outcome, proposal
from rca_workbench.analysis.telling import Body
from rca_workbench.model import (
    Answer,
    CaseRecord,
    Clock,
    CriterionAnswer,
    Decision,
    Notification,
    Snapshot,
    TeamMember,
    TeamPart,
    new_id,
    shortened,
)
from rca_workbench.model.order import key_between
from rca_workbench.model.words import counted, word
from rca_workbench.reference.criteria import Criterion
from rca_workbench.store import Step
from rca_workbench.ui.session import Session


class DecisionEdits:
    """What can be done on the Decision page of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.by = ""
        """Who answers, by role, as last said on the page."""

    @property
    def answering(self) -> str:
        """The role that stands under a new answer: the one said on the page, else that of the newest answer."""
        if self.by.strip():
            return self.by.strip()
        said = [one.by for one in self.session.snapshot.of(CriterionAnswer).values() if one.by.strip()]
        return said[-1] if said else ""

    def answer(self, criterion: Criterion, held: CriterionAnswer | None, value: Answer | None) -> None:
        """Answer a criterion; the same answer again takes it back."""
        with self.session.step(
            f"Answer “{shortened(criterion.ask, 50)}”: {word(value).lower() or 'open'}"
        ) as step:
            self._put(step, criterion, held, value)

    def answer_all(self, criteria: Iterable[Criterion], value: Answer) -> None:
        """Answer several criteria that have no answer yet the same way, as one step."""
        several = list(criteria)
        with self.session.step(f"Answer {len(several)} open criteria: {word(value).lower()}") as step:
            held = {one.criterion: one for one in step.snapshot.of(CriterionAnswer).values()}
            for one in several:
                self._put(step, one, held.get(one.id), value)

    def begin_reason(self, criterion: Criterion) -> str:
        """A record for the reason of a criterion that has no answer yet; returns its id."""
        id = new_id()
        with self.session.step("Add reason") as step:
            step.add(CriterionAnswer.kind.make({"id": id} | self._stamp(criterion)))
        return id

    def tell(self, missing: Iterable[Body]) -> None:
        """Put the bodies that have to be told among the notifications, as one step."""
        several = list(missing)
        with self.session.step(f"Add {counted(len(several), 'notification')}") as step:
            for one in several:
                step.add(Notification(id=new_id(), whom=one.whom, code=one.code, why=one.why))

    def start(self, codes: Iterable[str]) -> None:
        """Add the deadlines, as one step: each from its own event, where the case knows when that was."""
        several = list(codes)
        with self.session.step(f"Start {counted(len(several), 'deadline')}") as step:
            for code in several:
                started, event = start_of(step.snapshot, code)
                step.add(started_clock(code, started, by=self.answering, event=event))

    def begin_decision(self) -> None:
        """Begin to write the decision with what is proposed; what an earlier decision said stays as it was."""
        snapshot = self.session.snapshot
        before, found = decided(snapshot), proposal(snapshot)
        level = found.level or (before.level if before is not None else "")
        with self.session.step("Decide anew" if before is not None else "Begin the decision") as step:
            step.add(
                Decision(
                    id=new_id(),
                    level=level,
                    outcome=outcome(snapshot, level),
                    reason="\n".join(found.reasons),
                    by=self.answering or (before.by if before is not None else ""),
                    consulted=before.consulted if before is not None else "",
                )
            )

    def choose(self, draft: Decision, level: str) -> None:
        """Choose the response; the sentence follows while nobody has changed it."""
        snapshot = self.session.snapshot
        fields: dict[str, object] = {"level": level}
        if draft.outcome.strip() in ("", outcome(snapshot, draft.level).strip()):
            fields["outcome"] = outcome(snapshot, level)
        self.session.change(draft, "Choose response", **fields)

    def record(self, draft: Decision) -> None:
        """Record the decision: from now on it stands, with what was proposed and the editions of the lists."""
        snapshot = self.session.snapshot
        found = proposal(snapshot)
        said = [found.words or "No response proposed.", *found.reasons]
        with self.session.step("Record the decision") as step:
            step.change(
                draft,
                on=draft.on or self.session.today().isoformat(),
                proposed="\n".join(said),
                list_version=lists_now(),
            )
            step.change(step.snapshot.one(CaseRecord), lists=with_lists(snapshot.case.lists))

    def add_member(self, part: TeamPart | None) -> str:
        """Add someone to the team, by the part they have; returns the id."""
        id = new_id()
        with self.session.step("Add member of the team") as step:
            orders = (one.order for one in step.snapshot.of(TeamMember).values())
            step.add(TeamMember(id=id, part=part, order=key_between(max(orders, default="") or None, None)))
        return id

    def _put(
        self, step: Step, criterion: Criterion, held: CriterionAnswer | None, value: Answer | None
    ) -> None:
        today = self.session.today().isoformat()
        stamp = self._stamp(criterion)
        if held is None:
            fresh: dict[str, object] = {"id": new_id(), "answer": value, "on": today, "by": self.answering}
            step.add(CriterionAnswer.kind.make(fresh | stamp))
        elif value is None and not held.reason.strip():
            step.remove(held)
        else:
            step.change(
                held, answer=value, on=today, by=self.by.strip() or held.by or self.answering, **stamp
            )

    def _stamp(self, criterion: Criterion) -> dict[str, object]:
        return {
            "criterion": criterion.id,
            "wording": criterion.ask,
            "list_version": criterion.list_version,
        }


def unstarted(snapshot: Snapshot, found: Iterable[Requirement]) -> list[str]:
    """The deadlines that follow and are not in the case yet, each once."""
    known = {one.code for one in snapshot.of(Clock).values()}
    return [code for code in dict.fromkeys(code for one in found for code in one.clocks) if code not in known]


def with_lists(said: str) -> str:
    """The editions a case says it was judged against, with those of now in place of earlier ones of the same lists."""
    now = lists_now().split("; ")
    names = {one.partition(" ")[0] for one in now}
    others = [one for one in said.split("; ") if one.strip() and one.partition(" ")[0] not in names]
    return "; ".join((*others, *now))
