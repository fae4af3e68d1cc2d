"""Which steps of the early response the rest of the case shows to be done, and by what."""

from collections.abc import Callable, Mapping
from datetime import date

from rca_workbench.analysis.deciding import decided
from rca_workbench.analysis.happened import has_happened
from rca_workbench.analysis.securing import to_secure
from rca_workbench.analysis.telling import bodies, is_commissioner, told_by_deadline
from rca_workbench.model import (
    CLOSE,
    Actor,
    CandourStep,
    Contact,
    EvidenceItem,
    ImmediateAction,
    Notification,
    Reached,
    Snapshot,
    StaffSupport,
)
from rca_workbench.model.time import short_label
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.early_response import (
    DECIDE,
    NOTIFY,
    PRESERVE,
    SAFE,
    SUPPORT_STAFF,
    TELL_FAMILY,
    early_step,
)

_TALKED = (Reached.SPOKEN, Reached.WRITTEN, None)
"""What makes a contact one in which something was told; those noted before this was asked say nothing of it."""


def shown_by_case(snapshot: Snapshot, today: date) -> Mapping[str, str]:
    """Id of a step -> what in the case shows it to be done, in words; steps the case does not show are left out."""
    looked = {id: look(snapshot, today) for id, look in _LOOKS.items()}
    return {id: said for id, said in looked.items() if said}


def _safe(snapshot: Snapshot, today: date) -> str:
    done = [
        one
        for one in snapshot.of(ImmediateAction).values()
        if early_step(one.code) is None and has_happened(one.done, today)
    ]
    if not done:
        return ""
    return f"{len(done)} {'action' if len(done) == 1 else 'actions'} done"


def _preserved(snapshot: Snapshot, today: date) -> str:
    items = snapshot.of(EvidenceItem).values()
    if any(map(to_secure, items)) or not any(one.secured for one in items):
        return ""
    secured = sum(bool(one.secured) for one in items)
    return f"{secured} {'item' if secured == 1 else 'items'} secured"


def _family_told(snapshot: Snapshot, today: date) -> str:
    close = {one.id for one in snapshot.of(Actor).values() if one.nature in CLOSE}
    for one in snapshot.of(Contact).values():
        if one.person in close and one.reached in _TALKED and has_happened(one.when, today):
            return f"First contact {short_label(one.when)}"
    for step in snapshot.of(CandourStep).values():
        if has_happened(step.when, today):
            return f"Duty of Candour begun {short_label(step.when)}"
    return ""


def _told(snapshot: Snapshot, today: date) -> str:
    noted = list(snapshot.of(Notification).values())
    told = [one for one in noted if has_happened(one.when, today)]
    by_deadline = told_by_deadline(snapshot, today) is not None
    wanted = [one for one in bodies(snapshot) if not (one.commissioner and by_deadline)]
    left = [one for one in noted if one not in told and not one.not_needed.strip()]
    left = [one for one in left if not (by_deadline and is_commissioner(one.whom))]
    others = by_deadline and not any(is_commissioner(one.whom) for one in told)
    count = len(told) + others
    if not count or left or any(one.noted is None for one in wanted):
        return ""
    return f"{count} {'body' if count == 1 else 'bodies'} told"


def _staff(snapshot: Snapshot, today: date) -> str:
    offered = [one for one in snapshot.of(StaffSupport).values() if has_happened(one.when, today)]
    return f"{len(offered)} {'offer' if len(offered) == 1 else 'offers'} made" if offered else ""


def _decided(snapshot: Snapshot, today: date) -> str:
    last = decided(snapshot)
    return (
        f"Decided {date_words(last.on, short=True)}"
        if last is not None and last.on <= today.isoformat()
        else ""
    )


_LOOKS: Mapping[str, Callable[[Snapshot, date], str]] = {
    SAFE: _safe,
    PRESERVE: _preserved,
    TELL_FAMILY: _family_told,
    NOTIFY: _told,
    SUPPORT_STAFF: _staff,
    DECIDE: _decided,
}
"""Isolating equipment and looking for wider risk leave no record elsewhere: somebody has to say."""
