"""What of the action plan needs somebody now, and how far it has come, in words for the front page."""

from collections.abc import Iterator
from datetime import date

from rca_workbench.analysis.action_days import leaving_words
from rca_workbench.analysis.plan import Plan, follow_through_of, left_on, plan, same_role
from rca_workbench.analysis.quoting import quoted, row
from rca_workbench.model import Snapshot
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted

Line = tuple[str, str, str]
"""What needs somebody, why, and the id of the action to begin with."""


def pressing_actions(snapshot: Snapshot, today: date) -> Iterator[Line]:
    """Owners who left, then what is late, then what is due to be looked at again; one line each."""
    whole = plan(snapshot)
    yield from _ownerless(whole, today)
    if late := whole.overdue(today):
        days = (today - date.fromisoformat(late[0].due)).days
        worst = f"{quoted(late[0], 60)}, by {counted(days, 'day')}"
        yield f"{counted(len(late), 'action')} past the date", f"Latest of all: {worst}.", late[0].id
    if due := whole.review_due(today):
        said = f"{quoted(due[0], 60)}, since {date_words(due[0].review)}"
        yield (
            f"{counted(len(due), 'action')} to look at again",
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


def _ownerless(whole: Plan, today: date) -> Iterator[Line]:
    """One line, whether one role was left or several."""
    gone = whole.owner_left
    if not gone:
        return
    owners = list({same_role(one.owner): one.owner.strip() for one in reversed(gone)}.values())[::-1]
    if len(owners) == 1:
        what = f"New owner for {counted(len(gone), 'action')} of {owners[0]}"
        said = leaving_words(left_on(whole.snapshot, gone[0]), today)
        why = f"{said[:1].upper()}{said[1:]}."
    else:
        what = f"New owners for {counted(len(gone), 'action')}"
        ahead = any(left_on(whole.snapshot, one) > today.isoformat() for one in gone)
        why = f"{row(owners[:3], len(owners) - 3)} {'leave or have left' if ahead else 'have left'} the post."
    yield what, f"{why} What nobody owns is done by nobody.", gone[0].id
