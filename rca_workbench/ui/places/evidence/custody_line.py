"""One line of the custody log, added in the step that gave rise to it."""

from datetime import datetime

from rca_workbench.model import CustodyEntry, Time, TimeKind, new_id
from rca_workbench.store import Step


def now() -> Time:
    """The time of this laptop's clock, to the minute."""
    return Time(kind=TimeKind.DATETIME, start=datetime.now().isoformat(timespec="minutes"))


def add_custody(step: Step, evidence: str, what: str, by: str) -> CustodyEntry:
    """Add to the custody log of a piece of evidence what was done to it now.

    Args:
        step: the step it belongs to.
        evidence: id of the piece of evidence.
        what: what was done.
        by: who did it, by role.
    """
    return step.add(CustodyEntry(id=new_id(), evidence=evidence, what=what, by=by, at=now()))
