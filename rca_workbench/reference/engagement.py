"""Involving patients, families and staff: the principles, and what to do at each stage."""

from dataclasses import dataclass
from functools import cache

from rca_workbench.reference.sheet import Checked, Sheet, sheet, text, texts, unchecked_mark


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle of engagement, in the project's own words, and what shows that it was kept."""

    id: str
    name: str
    words: str
    shown_by: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of engagement: `ES-1`, before contact, to `ES-6`, close and next steps."""

    id: str
    name: str
    do: tuple[tuple[str, str], ...]
    """What to do: an id (`ES-1.1`) and the words."""
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


def engagement() -> Sheet:
    """The whole file: principles, stages, records, support for staff, fairness."""
    return sheet("domain", "engagement.json")


@cache
def principles() -> tuple[Principle, ...]:
    """The principles, in order."""
    page = engagement()
    return tuple(
        Principle(
            text(row, "id"),
            text(row, "name"),
            text(row, "own_words"),
            text(row, "check"),
            page.checked_row(row),
        )
        for row in page.rows("principles")
    )


@cache
def engagement_stages() -> tuple[Stage, ...]:
    """The stages, in order."""
    page = engagement()
    return tuple(
        Stage(
            text(row, "id"),
            text(row, "name"),
            tuple((f"{text(row, 'id')}.{number}", said) for number, said in enumerate(texts(row, "do"), 1)),
            page.checked_row(row),
        )
        for row in page.rows("stages")
    )
