"""What of the action plan needs somebody now, and how far it has come, in words for the front page."""

from collections.abc import Iterator
from datetime import date

from rca_workbench.analysis.plan import Plan, follow_through_of, left_on, plan, same_role
from rca_workbench.analysis.quoting import quoted
from rca_workbench.model import Action, Snapshot
from rca_workbench.model.time_said import date_words

Line = tuple[str, str, str]
"""What needs somebody, why, and the id of the action to begin with."""


def pressing_actions(snapshot: Snapshot, today: date) -> Iterator[Line]:
    """Owners who left, then what is late, then what is due to be looked at again; one line each."""
    whole = plan(snapshot)
    yield from _ownerless(whole)
    if late := whole.overdue(today):
        days = (today - date.fromisoformat(late[0].due)).days
        worst = f"{quoted(late[0], 60)}, by {_count(days, 'day')}"
        yield f"{_count(len(late), 'action')} past the date", f"Latest of all: {worst}.", late[0].id
    if due := whole.review_due(today):
        said = f"{quoted(due[0], 60)}, since {date_words(due[0].review)}"
        yield (
            f"{_count(len(due), 'action')} to look at again",
            f"Is it in use, and does it work? {said}.",
            due[0].id,
        )


def plan_words(snapshot: Snapshot) -> str:
    """How many actions were made, and how many are shown to work; empty where there are none."""
    whole = follow_through_of(snapshot)
    if not whole.of:
        return ""
    _, made, shown = whole.words
    return f"{made}, {shown}."


def _ownerless(whole: Plan) -> Iterator[Line]:
    """One line for each role that was left."""
    by_owner: dict[str, list[Action]] = {}
    for one in whole.owner_left:
        by_owner.setdefault(same_role(one.owner), []).append(one)
    for several in by_owner.values():
        owner, day = several[0].owner.strip(), left_on(whole.snapshot, several[0])
        yield (
            f"New owner for {_count(len(several), 'action')} of {owner}",
            f"Left the post on {date_words(day)}. What nobody owns is done by nobody.",
            several[0].id,
        )


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
