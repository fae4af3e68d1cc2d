"""Edits of actions and recommendations, each one step, and what is said of their dates."""

from dataclasses import replace
from datetime import date

from rca_workbench.analysis.plan import AGREED, DONE, OPEN, same_role
from rca_workbench.analysis.strength import Suggestion
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    Factor,
    Measure,
    Nature,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Snapshot,
    Standing,
    new_id,
    next_code,
)
from rca_workbench.model.order import key_between
from rca_workbench.store import Step
from rca_workbench.ui.session import Session

__all__ = ["DONE", "ActionEdits", "days_late", "due_words", "in_order"]


class ActionEdits:
    """What can be done to the actions of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, text: str, factor: str | None, strength: Suggestion | None = None, **fields: object) -> str:
        """Add an action that addresses a factor, or none yet; returns its id. A strength is one the team accepted."""
        id = new_id()
        if strength is not None:
            fields |= {"strength": strength.strength, "strength_reason": strength.because}
        with self.session.step("Add action") as step:
            orders = (one.order for one in step.snapshot.of(Action).values())
            step.add(
                Action(
                    id=id,
                    code=next_code(step.snapshot, Action),
                    text=text,
                    addresses=(factor,) if factor else (),
                    order=key_between(max(orders, default="") or None, None),
                    **fields,  # type: ignore[arg-type]
                )
            )
        return id

    def recommend(self, text: str, factor: str | None) -> str:
        """Add a recommendation that addresses a factor, or none yet; returns its id."""
        id = new_id()
        with self.session.step("Add recommendation") as step:
            orders = (one.order for one in step.snapshot.of(Recommendation).values())
            step.add(
                Recommendation(
                    id=id, code=next_code(step.snapshot, Recommendation), text=text,
                    addresses=(factor,) if factor else (),
                    order=key_between(max(orders, default="") or None, None),
                )
            )  # fmt: skip
        return id

    def no_action(self, factor: Factor, reason: str) -> None:
        """Record why no action is planned for a factor."""
        self.session.change(factor, "Record why no action is planned", no_action_reason=reason)

    def readdress(self, one: Action | Recommendation, add: str, instead_of: str | None = None) -> None:
        """Say that it addresses a factor: besides the others, or instead of one."""
        ids = tuple(id for id in one.addresses if id not in (add, instead_of))
        self.session.change(one, "Change what it addresses", addresses=(*ids, add))

    def take_off(self, one: Action | Recommendation, factor: str) -> None:
        """Say that it does not address a factor."""
        ids = tuple(id for id in one.addresses if id != factor)
        self.session.change(one, "Change what it addresses", addresses=ids)

    def duplicate(self, action: Action) -> str:
        """The same again, to be changed; returns its id. Nothing is taken over of how far it has come."""
        id = new_id()
        with self.session.step("Duplicate action") as step:
            step.add(
                replace(
                    action, id=id, code=next_code(step.snapshot, Action), status=ActionStatus.PROPOSED, done="",
                    approved="", approved_by="", proof="", effect="", effect_on="", effect_by="", stopped="",
                )
            )  # fmt: skip
        return id

    def accept_strength(self, one: Action | Recommendation, suggestion: Suggestion) -> None:
        """Take the strength that the words hint at; a reason somebody wrote stays."""
        fields: dict[str, object] = {"strength": suggestion.strength}
        if isinstance(one, Action) and not one.strength_reason.strip():
            fields["strength_reason"] = suggestion.because
        self.session.change(one, "Accept strength", **fields)

    def answer(self, one: Recommendation, standing: Standing | None) -> None:
        """Say what those asked have answered."""
        self.session.change(one, "Record answer to recommendation", standing=standing)

    # -- who and when: the earlier one is kept ----------------------------------------------------------

    def set_due(self, action: Action, day: str, *, first: bool = False) -> str | None:
        """Set or move the day it is due; of one that is moved the earlier day is kept. Returns the id of that note.

        `first`: it had none when somebody began to type this one, and half of it was kept in a pause: that is no move.
        """
        with self.session.step("Move due date" if action.due else "Edit due date") as step:
            step.change(action, due=day)
            return None if first else self._noted(step, action, ProgressKind.DATE_MOVED, action.due, day)
        return None

    def set_owner(self, action: Action, owner: str, *, first: bool = False) -> str | None:
        """Name the owner; an earlier one is kept in the action's story. Returns the id of that note.

        `first`: there was none when somebody began to type this one, as in `set_due`.
        """
        with self.session.step("Change owner" if action.owner.strip() else "Edit owner") as step:
            step.change(action, owner=owner)
            return (
                None if first else self._noted(step, action, ProgressKind.OWNER_CHANGED, action.owner, owner)
            )
        return None

    def owner_left(self, action: Action, on: str, owner: str) -> None:
        """Record that the owner left the post, by role, and who owns the action from now on, if that is known."""
        left = action.owner.strip()
        with self.session.step("Record that the owner has left") as step:
            who = next(
                (one for one in step.snapshot.of(Actor).values() if same_role(one.role) == same_role(left)),
                None,
            )
            if who is None:
                orders = (one.order for one in step.snapshot.of(Actor).values())
                step.add(
                    Actor(
                        id=new_id(), role=left, nature=Nature.STAFF, left=on,
                        order=key_between(max(orders, default="") or None, None),
                    )
                )  # fmt: skip
            else:
                step.change(who, left=on)
            if owner.strip():
                step.change(action, owner=owner.strip())
                step.add(
                    ProgressNote(
                        id=new_id(), action=action.id, progress_kind=ProgressKind.OWNER_CHANGED,
                        on=max(on, self.session.today().isoformat()), was=left, now=owner.strip(),
                        text="The earlier owner left the post.",
                    )
                )  # fmt: skip

    def note(self, action: Action, text: str) -> str:
        """Add a line to the story of an action; returns its id."""
        id = new_id()
        with self.session.step("Add progress note") as step:
            step.add(ProgressNote(id=id, action=action.id, on=self.session.today().isoformat(), text=text))
        return id

    # -- how far it has come ---------------------------------------------------------------------------

    def approve(
        self,
        action: Action,
        by: str,
        measure: str = "",
        baseline: str = "",
        without: str = "",
        **fields: object,
    ) -> None:
        """Agree to an action: with what will be counted and where it stands now, or with the reason for neither.

        Of one that has begun meanwhile it is said afterwards: how far it has come, and since when it is agreed, stays.
        """
        today = self.session.today().isoformat()
        with self.session.step("Approve action") as step:
            now = step.snapshot.get(Action, action.id) or action  # it may have begun while somebody was asked
            step.change(
                action,
                status=ActionStatus.AGREED if now.status is ActionStatus.PROPOSED else now.status,
                approved=now.approved or today,
                approved_by=by or now.approved_by,
                **fields,
            )
            there = next(iter(step.snapshot.pointed_from(Measure, "action", action.id)), None)
            if there is not None and baseline:
                step.change(there, baseline=baseline)
            elif measure:
                orders = (one.order for one in step.snapshot.of(Measure).values())
                step.add(
                    Measure(
                        id=new_id(), name=measure, action=action.id, baseline=baseline,
                        order=key_between(max(orders, default="") or None, None),
                    )
                )  # fmt: skip
            if without:
                step.add(
                    ProgressNote(
                        id=new_id(), action=action.id, progress_kind=ProgressKind.REVIEWED, on=today, now=AGREED,
                        text=without,
                    )
                )  # fmt: skip

    def implement(self, action: Action, done: str, proof: str, review: str = "") -> None:
        """The change has been made, and is looked at again on a day. That says nothing of whether it works."""
        fields: dict[str, object] = {"done": done}
        if action.status is not ActionStatus.EFFECT_UNDER_REVIEW:  # that would be a step back
            fields["status"] = ActionStatus.IMPLEMENTED
        fields |= {name: said for name, said in (("proof", proof), ("review", review)) if said}
        self.session.change(action, "Mark as implemented", **fields)

    def judge(self, action: Action, status: ActionStatus, effect: str, by: str) -> None:
        """Say what the data show of its effect: it works and lasts, or it does not."""
        said = "Mark as effective" if status is ActionStatus.EFFECTIVE else "Mark as not effective"
        self.session.change(
            action, said, status=status, effect=effect, effect_by=by,
            effect_on=self.session.today().isoformat(),
        )  # fmt: skip

    def stop(self, action: Action, reason: str) -> None:
        """It is given up, for a reason."""
        self.session.change(action, "Stop action", status=ActionStatus.STOPPED, stopped=reason)

    def _noted(self, step: Step, action: Action, kind: ProgressKind, was: str, now: str) -> str | None:
        """Keep what was there before. Typing over one's own change of the same day is one change, not several."""
        today = self.session.today().isoformat()
        notes = step.snapshot.pointed_from(ProgressNote, "action", action.id)
        last = next((one for one in reversed(notes) if one.progress_kind is kind), None)
        if last is not None and last.on == today and not last.text and last.now == was:
            if last.was == now:
                step.remove(last)
                return None
            step.change(last, now=now)
            return last.id
        if not was.strip():
            return None
        id = new_id()
        step.add(ProgressNote(id=id, action=action.id, progress_kind=kind, on=today, was=was, now=now))
        return id


def days_late(action: Action, today: date) -> int:
    """How many days an action is past its date and not done; 0 where it is not late."""
    if not action.due or action.status not in OPEN:
        return 0
    return max(0, (today - date.fromisoformat(action.due)).days)


def due_words(due: str, today: date) -> str:
    """A day as seen from today: "in 26 days", "tomorrow", "14 days late"."""
    days = (date.fromisoformat(due) - today).days
    if days < 0:
        return f"{-days} {'day' if days == -1 else 'days'} late"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def in_order(snapshot: Snapshot) -> list[Action | Recommendation]:
    """Recommendations and actions as they were put in order."""
    recommendations = sorted(snapshot.of(Recommendation).values(), key=lambda one: one.order)
    return [*recommendations, *sorted(snapshot.of(Action).values(), key=lambda one: one.order)]
