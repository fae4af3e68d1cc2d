"""The first hours of a response: what is done at once, and within how many hours a team looks at it."""

from dataclasses import dataclass
from functools import cache

from rca_workbench.reference.sheet import Checked, Row, Sheet, sheet, text, texts, unchecked_mark


@dataclass(frozen=True, slots=True)
class EarlyStep:
    """One step of the early response.

    `record` names what is written down of it. `within_hours` is where it stands in the checklist, counted from when the
    incident was found: a proposal of this project, no deadline.
    """

    id: str
    step: str
    record: tuple[str, ...]
    within_hours: int
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


SAFE, ISOLATE, PRESERVE, TELL_FAMILY, NOTIFY, SUPPORT_STAFF, DECIDE, WIDER_RISK = (
    f"ER-{number}" for number in range(1, 9)
)
"""The ids of the steps by what they are about."""


@cache
def early_steps() -> tuple[EarlyStep, ...]:
    """The steps in the order of the list."""
    page = _page()
    return tuple(_step(page, row) for row in page.rows("early_response"))


def early_step(id: str) -> EarlyStep | None:
    """The step of that id, such as `ER-8`; None for another."""
    return next((one for one in early_steps() if one.id == id), None)


def early_response_note() -> str:
    """How far the list can be relied on."""
    return text(_page().content, "early_response_note")


def _page() -> Sheet:
    return sheet("domain", "incident_thresholds.json")


def _step(page: Sheet, row: Row) -> EarlyStep:
    return EarlyStep(
        id=text(row, "id"),
        step=text(row, "step"),
        record=texts(row, "record"),
        within_hours=int(text(row, "within_hours")),
        checked=page.checked_row(row),
    )
