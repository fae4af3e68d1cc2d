"""How actions can be grouped besides by factor: by owner, by when they are due, by how far they have come."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from rca_workbench.analysis.plan import DONE, OPEN, same_role
from rca_workbench.model import Action, ActionStatus, Recommendation
from rca_workbench.model.words import word
from rca_workbench.reference import tokens
from rca_workbench.ui.lists import Heading


class By(StrEnum):
    """What the list is grouped by."""

    FACTOR = "factor"
    OWNER = "owner"
    DUE = "due"
    STATE = "state"


WORDS = {
    By.FACTOR: "Factor they address",
    By.OWNER: "Owner",
    By.DUE: "Due date",
    By.STATE: "How far they have come",
}
SOON = timedelta(days=30)
"""How far ahead a date stands among the next ones."""
ASKED = "asked"
"""Group of recommendations, where actions are grouped by what those do not have."""
_DUE = {
    "late": ("Late", "calendar-clock"),
    "soon": ("In the next 30 days", "calendar"),
    "later": ("Later", "calendar"),
    "none": ("No date yet", "circle-dashed"),
    "done": ("Done or stopped", "circle-check"),
}
_NOBODY = "nobody"


def grouped(several: Sequence[Action | Recommendation], by: By, today: date) -> list[tuple[str, list[str]]]:
    """Groups with the ids in each, in the order they are shown; none is empty."""
    found: dict[str, list[str]] = {}
    for one in several:
        found.setdefault(group_of(one, by, today), []).append(one.id)
    if by is By.OWNER:
        order = sorted(found, key=lambda group: (group == _NOBODY, group))
    elif by is By.DUE:
        order = [group for group in (*_DUE, ASKED) if group in found]
    else:
        order = [group for group in (*ActionStatus, ASKED) if group in found]
    return [(group, found[group]) for group in order]


def group_of(one: Action | Recommendation, by: By, today: date) -> str:
    """The group a thing stands in."""
    if by is By.OWNER:
        return same_role(one.owner if isinstance(one, Action) else one.to) or _NOBODY
    if isinstance(one, Recommendation):
        return ASKED
    if by is By.STATE:
        return one.status
    if one.status in DONE or one.status is ActionStatus.STOPPED:
        return "done"
    if not one.due:
        return "none"
    if one.due < today.isoformat():
        return "late"
    return "soon" if one.due <= (today + SOON).isoformat() else "later"


def heading_of(group: str, by: By, first: Action | Recommendation | None, aside: str) -> Heading:
    """The heading of a group; `first` is a thing that stands in it."""
    if group == ASKED:
        return Heading("Recommendations to others", aside, "message-square-quote")
    if by is By.DUE:
        title, icon = _DUE[group]
        return Heading(
            title, aside, icon, "warn" if group == "late" else "text2", "warn" if group == "late" else "text2"
        )
    if by is By.STATE:
        return Heading(word(ActionStatus(group)), aside, str(tokens()["action_status"][group]["icon"]))
    if group == _NOBODY:
        return Heading("Nobody yet", aside, "user", "warn", "warn")
    said = first.owner if isinstance(first, Action) else first.to if first is not None else group
    return Heading(" ".join(said.split()), aside, "user")


def fresh(group: str, by: By, first: Action | Recommendation | None) -> dict[str, object]:
    """What an action begins with that is added to a group."""
    if by is By.OWNER and group != _NOBODY and first is not None:
        return {"owner": " ".join((first.owner if isinstance(first, Action) else first.to).split())}
    if by is By.STATE and group in OPEN[:1]:
        return {"status": ActionStatus(group)}
    return {}
