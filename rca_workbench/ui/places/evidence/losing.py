"""What will be lost, and when, in words."""

from datetime import date

from rca_workbench.model import EvidenceItem, Time
from rca_workbench.model.time import moment, window

SOON = 14
"""Days before something may be gone in which it stands out."""


def lost_on(time: Time) -> date | None:
    """The first day on which something may be gone; None where nothing is said."""
    seen = window(time)
    first = seen.earliest if seen.earliest is not None else seen.latest
    return moment(first).date() if first is not None else None


def at_risk(item: EvidenceItem) -> bool:
    """Whether it will be lost some day and nobody has secured it yet."""
    return not item.secured and lost_on(item.vanishes) is not None


def risk_words(item: EvidenceItem, today: date) -> str:
    """When it will be lost: "lost in 2 days unless secured"; empty where nothing is said or it is secured."""
    day = lost_on(item.vanishes)
    if day is None or item.secured:
        return ""
    days = (day - today).days
    if days < 0:
        return "may be lost by now"
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return f"lost {when} unless secured"
