"""Edits of actions, each one step, and what is said of their dates."""

from datetime import date

from rca_workbench.model import Action, ActionStatus, Factor, Recommendation, Snapshot, new_id, next_code
from rca_workbench.model.order import key_between
from rca_workbench.ui.session import Session

DONE = (
    ActionStatus.IMPLEMENTED,
    ActionStatus.EFFECT_UNDER_REVIEW,
    ActionStatus.EFFECTIVE,
    ActionStatus.NOT_EFFECTIVE,
)
"""Statuses of an action whose change has been made."""
CLOSED = (*DONE, ActionStatus.STOPPED)
"""Statuses in which an action cannot be late any more."""


class ActionEdits:
    """What can be done to the actions of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, text: str, factor: str | None) -> str:
        """Add an action that addresses a factor, or none yet; returns its id."""
        id = new_id()
        with self.session.step("Add action") as step:
            orders = (one.order for one in step.snapshot.of(Action).values())
            step.add(
                Action(
                    id=id,
                    code=next_code(step.snapshot, Action),
                    text=text,
                    addresses=(factor,) if factor else (),
                    order=key_between(max(orders, default="") or None, None),
                )
            )
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
        """The same again, to be changed; returns its id."""
        id = new_id()
        with self.session.step("Duplicate action") as step:
            plain = action.kind.to_plain(action) | {"code": next_code(step.snapshot, Action)}
            step.add(action.kind.from_plain(id, plain))
        return id


def days_late(action: Action, today: date) -> int:
    """How many days an action is past its date and not done; 0 where it is not late."""
    if not action.due or action.status in CLOSED:
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
