"""The action plan as a whole: how strong, how far, what each action lacks, who owns what has no owner any more.

Three states are kept apart everywhere: the report is closed, an action is implemented, its effect is sustained. None
stands for another (resources/domain/safety_actions.json, action_record; closure_checklist.json).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rca_workbench.analysis.coverage import aimed_lower
from rca_workbench.analysis.residual import OUT_OF_USE
from rca_workbench.analysis.strength import Suggestion, is_training, suggested_strength
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    ClosureState,
    DataPoint,
    Decision,
    DecisionKind,
    Factor,
    Measure,
    Nature,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Snapshot,
    Standing,
    Strength,
    TeamMember,
)
from rca_workbench.model.words import counted

__all__ = [
    "DONE",
    "FOLLOWED",
    "OPEN",
    "FollowThrough",
    "Plan",
    "Suggestion",
    "approved_without",
    "closed_on",
    "closure_decision",
    "follow_through_of",
    "has_baseline",
    "judged_undone",
    "left_on",
    "made",
    "plan",
    "suggested_strength",
    "works",
]

OPEN = (ActionStatus.PROPOSED, ActionStatus.AGREED, ActionStatus.IN_PROGRESS)
"""Statuses of an action that is still to be made: it can be late, and needs an owner."""
DONE = (
    ActionStatus.IMPLEMENTED,
    ActionStatus.EFFECT_UNDER_REVIEW,
    ActionStatus.EFFECTIVE,
    ActionStatus.NOT_EFFECTIVE,
)
"""Statuses of an action whose change has been made, whatever came of it."""
FOLLOWED = (*OPEN, ActionStatus.IMPLEMENTED, ActionStatus.EFFECT_UNDER_REVIEW)
"""Statuses in which somebody still has to see to an action: it is to be made, or its effect is not known yet."""
CLOSED = (ClosureState.CLOSED_ACTIONS_OPEN, ClosureState.CLOSED_EFFECT_CONFIRMED)
"""States of a decision on closing in which the investigation is closed, whatever became of its actions."""
AGREED = "Agreed"
"""What the story of an action says of the day on which it was approved."""
_APPROVED = tuple(one for one in ActionStatus if one not in (ActionStatus.PROPOSED, ActionStatus.STOPPED))


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """The three states of a case that are not the same: report closed, actions implemented, effect sustained.

    Attributes:
        closure: how far the closing of the investigation has come; None where nothing is decided.
        closed_on: the day of that decision, or empty.
        implemented: actions whose change was made.
        effective: actions whose effect was judged, from data, to be there.
        failed: actions found not to work. They were made, and count among `of`: a plan does not look better for them.
        of: actions that were not stopped, which all three are counted of.
        stopped: the others.
    """

    closure: ClosureState | None
    closed_on: str
    implemented: int
    effective: int
    failed: int
    of: int
    stopped: int

    @property
    def closed(self) -> bool:
        """Whether the investigation is closed, whatever became of its actions."""
        return self.closure in CLOSED

    @property
    def words(self) -> tuple[str, str, str]:
        """The three states, each in words of its own."""
        report = "Report closed" if self.closed else "Report open"
        return (
            report,
            f"{self.implemented} of {self.of} implemented",
            f"{self.effective} of {self.of} shown to work",
        )


@dataclass(frozen=True)
class Plan:
    """The actions of a case, in the team's order, and what follows from looking at them together."""

    snapshot: Snapshot
    actions: tuple[Action, ...]

    @cached_property
    def counted(self) -> tuple[Action | Recommendation, ...]:
        """What the plan counts on: actions but those stopped or found not to work; recommendations not declined."""
        asked = sorted(self.snapshot.of(Recommendation).values(), key=lambda one: one.order)
        return (
            *(one for one in self.actions if one.status not in OUT_OF_USE),
            *(one for one in asked if one.standing is not Standing.DECLINED),
        )

    @cached_property
    def by_strength(self) -> Mapping[Strength | None, int]:
        """How many of what is counted on are of each strength; None: nobody has said yet."""
        made: dict[Strength | None, int] = dict.fromkeys((*Strength, None), 0)
        for one in self.counted:
            made[one.strength] += 1
        return made

    @property
    def counted_words(self) -> str:
        """What the strengths are counted of: what was stopped, declined or found not to work carries nothing."""
        actions = sum(isinstance(one, Action) for one in self.counted)
        asked = len(self.counted) - actions
        parts = [counted(actions, "action")] if actions else []
        parts += [counted(asked, "recommendation")] if asked else []
        return " and ".join(parts)

    @property
    def weak_only(self) -> bool:
        """Whether all that is graded is weaker, and something is."""
        graded = [one.strength for one in self.counted if one.strength is not None]
        return bool(graded) and all(one is Strength.WEAKER for one in graded)

    @property
    def training_only(self) -> bool:
        """Whether all that is planned is training or reminding, by its words."""
        return bool(self.counted) and all(is_training(one.text) for one in self.counted)

    @cached_property
    def without_measure(self) -> tuple[Action, ...]:
        """Actions still followed that no measure belongs to."""
        measured = self.snapshot.by(Measure, "action")
        return tuple(one for one in self.actions if one.status in FOLLOWED and one.id not in measured)

    @cached_property
    def without_baseline(self) -> tuple[Action, ...]:
        """Actions still followed whose measures do not say where they stood before."""
        bare = {one.id for one in self.without_measure}
        return tuple(
            one
            for one in self.actions
            if one.status in FOLLOWED and one.id not in bare and not has_baseline(self.snapshot, one)
        )

    @cached_property
    def aimed_lower(self) -> tuple[tuple[Action, Factor], ...]:
        """Actions that act at a lower level of the system than a factor they answer, with that factor."""
        factors = self.snapshot.of(Factor)
        return tuple(
            (one, factors[id])
            for one in self.actions
            if one.status not in OUT_OF_USE
            for id in one.addresses
            if id in factors and aimed_lower(factors[id], one.level)
        )

    @cached_property
    def owner_left(self) -> tuple[Action, ...]:
        """Actions still followed whose owner has left the post, and that nobody was given since."""
        return tuple(one for one in self.actions if left_on(self.snapshot, one))

    def overdue(self, today: date) -> tuple[Action, ...]:
        """Actions past their date and not implemented, the latest first."""
        late = (one for one in self.actions if one.status in OPEN and one.due and one.due < today.isoformat())
        return tuple(sorted(late, key=lambda one: one.due))

    def review_due(self, today: date) -> tuple[Action, ...]:
        """Actions whose day of review has come and whose effect nobody has judged, the latest first."""
        due = (one for one in self.actions if review_is_due(one, today))
        return tuple(sorted(due, key=lambda one: one.review))


def review_is_due(action: Action, today: date) -> bool:
    """Whether the day of an action's review has come, and nobody has judged its effect."""
    return action.status in FOLLOWED and bool(action.review) and action.review <= today.isoformat()


def plan(snapshot: Snapshot) -> Plan:
    """The action plan of a case."""
    return Plan(snapshot, tuple(sorted(snapshot.of(Action).values(), key=lambda one: one.order)))


def follow_through_of(snapshot: Snapshot) -> FollowThrough:
    """Report closed, actions implemented, effect sustained: how far each has come."""
    last, every = closure_decision(snapshot), snapshot.of(Action).values()
    actions = [one for one in every if one.status is not ActionStatus.STOPPED]
    return FollowThrough(
        closure=last.closure if last else None,
        closed_on=last.on if last else "",
        implemented=sum(made(one) for one in actions),
        effective=sum(works(one) for one in actions),
        failed=sum(one.status is ActionStatus.NOT_EFFECTIVE for one in actions),
        of=len(actions),
        stopped=len(every) - len(actions),
    )


def made(action: Action) -> bool:
    """Whether the change of an action has been made. One that was judged and never done was not, whatever is said of it."""
    return action.status in DONE and not judged_undone(action)


def judged_undone(action: Action) -> bool:
    """Whether somebody judged the effect of an action of which no day is known on which it was done."""
    return action.status in (ActionStatus.EFFECTIVE, ActionStatus.NOT_EFFECTIVE) and not action.done


def works(action: Action) -> bool:
    """Whether an action is shown to work: it was done on a day, and on a day somebody judged so."""
    return action.status is ActionStatus.EFFECTIVE and bool(action.effect_on) and made(action)


def closure_decision(snapshot: Snapshot) -> Decision | None:
    """The latest decision on closing the investigation; None where there is none. Of one day, the one recorded last."""
    found = [one for one in snapshot.of(Decision).values() if one.decision_kind is DecisionKind.CLOSURE]
    return max(reversed(found), key=lambda one: one.on, default=None)


def closed_on(snapshot: Snapshot) -> str:
    """The day on which the investigation was closed, whatever became of its actions; empty while it is not."""
    last = closure_decision(snapshot)
    return last.on if last is not None and last.closure in CLOSED else ""


def has_baseline(snapshot: Snapshot, action: Action) -> bool:
    """Whether a measure of an action says, or shows, where things stood before the change was made.

    A value counts where it is of a day before the action began, or before it was done; of any day while neither is known.
    """
    change = action.done or action.begins
    for one in snapshot.pointed_from(Measure, "action", action.id):
        if one.baseline.strip():
            return True
        values = snapshot.pointed_from(DataPoint, "measure", one.id)
        if any(each.value.strip() and (not change or each.on < change) for each in values):
            return True
    return False


def approved_without(snapshot: Snapshot, action: Action) -> str:
    """The reason for which an action was approved without a measure and baseline; empty where none is recorded.

    Kept as a line of the action's story: reviewed, and from then on agreed.
    """
    notes = snapshot.pointed_from(ProgressNote, "action", action.id)
    found = (
        one.text.strip() for one in notes if one.progress_kind is ProgressKind.REVIEWED and one.now == AGREED
    )
    return next((said for said in found if said), "")


def is_approved(action: Action) -> bool:
    """Whether somebody agreed to an action: by its state, or by a day of approval."""
    return action.status in _APPROVED or bool(action.approved)


def left_on(snapshot: Snapshot, action: Action) -> str:
    """The day on which the owner of an action left the post; empty where somebody owns it, or nobody has to.

    Who takes over a post bears the same name of role, so an owner named after that day counts as a new one.
    """
    owner = same_role(action.owner)
    if not owner or action.status not in FOLLOWED:
        return ""
    left = _departed(snapshot).get(owner, "")
    if not left:
        return ""
    named = named_on(snapshot, action)
    return "" if named is not None and (named.on > left or _taken_over(named, left)) else left


def named_on(snapshot: Snapshot, action: Action) -> ProgressNote | None:
    """The note of the last time somebody became the owner an action has now; None where the owner never changed."""
    owner = same_role(action.owner)
    notes = snapshot.pointed_from(ProgressNote, "action", action.id)
    found = [
        one
        for one in notes
        if one.progress_kind is ProgressKind.OWNER_CHANGED and same_role(one.now) == owner
    ]
    return max(found, key=lambda one: one.on, default=None)


def _taken_over(named: ProgressNote, left: str) -> bool:
    """Whether a post was taken over on the very day it was left."""
    return named.on == left and same_role(named.was) == same_role(named.now)


def _departed(snapshot: Snapshot) -> Mapping[str, str]:
    """Role -> the day on which whoever held it left, for those who did."""
    actors, made = snapshot.of(Actor), dict[str, str]()
    for left, ids in snapshot.by(Actor, "left").items():
        for id in ids if left else ():
            role = same_role(actors[id].role)
            made[role] = max(str(left), made.get(role, ""))
    return made


def same_role(role: str) -> str:
    """A role as it is compared: without regard to capitals and spaces."""
    return " ".join(role.split()).casefold()


def roles_known(snapshot: Snapshot) -> tuple[str, ...]:
    """Roles that somebody in this case has, to choose an owner from; those who left the post are not among them."""
    gone = {same_role(one.role) for one in snapshot.of(Actor).values() if one.left}
    return tuple(_once(_roles(snapshot), gone))


def _roles(snapshot: Snapshot) -> Iterable[str]:
    for action in snapshot.of(Action).values():
        yield action.owner
    for member in snapshot.of(TeamMember).values():
        yield member.role
    for actor in snapshot.of(Actor).values():
        if actor.nature in (None, Nature.STAFF, Nature.OTHER_PERSON):
            yield actor.role
    for asked in snapshot.of(Recommendation).values():
        yield asked.to


def _once(roles: Iterable[str], gone: set[str]) -> Iterable[str]:
    seen = set(gone)
    for role in roles:
        said = " ".join(role.split())
        if said and said.casefold() not in seen:
            seen.add(said.casefold())
            yield said
