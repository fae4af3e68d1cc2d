"""Whether what a time was given for has happened by a day."""

from datetime import date

from rca_workbench.model import Time, TimeKind
from rca_workbench.model.time import moment, window


def has_happened(time: Time, today: date) -> bool:
    """A time is said, and its day has come: what an import says was done on a day to come was not done yet."""
    if time.kind is TimeKind.UNKNOWN:
        return False
    first = window(time).earliest
    return first is None or moment(first).date() <= today
