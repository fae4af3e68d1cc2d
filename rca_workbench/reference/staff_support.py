"""What staff affected by an incident are owed, as the guide to engagement lists it."""

from dataclasses import dataclass
from functools import cache

from rca_workbench.reference.sheet import sheet, text, unchecked_mark


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing to do for staff, in the project's own words."""

    id: str
    do: str
    mark: str


@cache
def owed_to_staff() -> tuple[Owed, ...]:
    """What to do for staff, in order."""
    page = sheet("domain", "engagement.json")
    return tuple(
        Owed(text(row, "id"), text(row, "do"), unchecked_mark(page.checked_row(row)))
        for row in page.rows("staff_support")
    )
