"""Grades of harm, as recorded nationally: two separate scales, and the one before them for old cases."""

from dataclasses import dataclass
from functools import cache

from rca_workbench.reference.sheet import Checked, Row, Sheet, sheet, text, texts, unchecked_mark


@dataclass(frozen=True, slots=True)
class HarmLevel:
    """One grade of a scale.

    `scale` is `physical` or `psychological` (Learn from patient safety events) or `nrls` (closed in 2024, for old
    cases). `any_of` tells whether one line of `meaning` suffices or all must hold; None where there is one line only.
    """

    id: str
    scale: str
    label: str
    meaning: tuple[str, ...]
    any_of: bool | None
    caution: str
    checked: Checked

    @property
    def name(self) -> str:
        """What it is called with its scale, as one chooses it: "Severe physical harm"."""
        scale = _SCALES.get(self.scale, "")
        return self.label if self.label.startswith("No") or not scale else f"{self.label} {scale}"

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


_SCALES = {"physical": "physical harm", "psychological": "psychological harm"}
_FATAL = ("fatal", "death", "died")
_MODERATE_OR_WORSE = ("moderate", "severe", *_FATAL)
"""How the grades of every scale begin, and other words for them."""


@cache
def harm_levels(scale: str | None = None) -> tuple[HarmLevel, ...]:
    """The grades, least harm first: of all scales, or of `physical`, `psychological` or `nrls`."""
    page = harm_sheet()
    grades = (
        *(_level(page, "physical", row) for row in page.rows("lfpse", "physical")),
        *(_level(page, "psychological", row) for row in page.rows("lfpse", "psychological")),
        *(_level(page, "nrls", row) for row in page.rows("nrls", "grades")),
    )
    return tuple(grade for grade in grades if scale in (None, grade.scale))


def harm_level(said: str) -> HarmLevel | None:
    """The grade that what is kept of an incident stands for: by its id, its name, or the grade alone; None for other words.

    A grade alone is of the physical scale where that has it. "Low" alone is on each scale and stands for none.
    """
    folded = said.strip().casefold()
    levels = harm_levels()
    found = [one for one in levels if folded == one.id.casefold()]
    found += [one for one in levels if folded == one.name.casefold() and one.scale in _SCALES]
    found += [one for one in levels if folded == one.label.casefold() != "low"]
    return found[0] if found else None


def harm_words(said: str) -> str:
    """A level of harm for a reader, with the mark of what is not checked; words of no list as they are."""
    level = harm_level(said)
    if level is None:
        return said
    return f"{level.name} ({level.mark.lower()})" if level.mark else level.name


def is_fatal(said: str) -> bool:
    """Whether what is kept of an incident says that somebody died of it."""
    return _begins(said, _FATAL)


def is_moderate_or_worse(said: str) -> bool:
    """Whether what is kept of an incident is a grade from which the Duty of Candour is likely to hold."""
    return _begins(said, _MODERATE_OR_WORSE)


def harm_sheet() -> Sheet:
    """The whole file: rules of grading, the grades of regulation 20, and how the scales meet."""
    return sheet("domain", "harm_levels.json")


def _begins(said: str, words: tuple[str, ...]) -> bool:
    level = harm_level(said)
    return (level.label if level is not None else said.strip()).casefold().startswith(words)


def _level(page: Sheet, scale: str, row: Row) -> HarmLevel:
    rule = text(row, "rule")
    return HarmLevel(
        id=text(row, "id"),
        scale=scale,
        label=text(row, "grade").capitalize(),
        meaning=texts(row, "own_words") or texts(row, "sub"),
        any_of=rule == "any" if rule else None,
        caution=text(row, "pitfall"),
        checked=page.checked_row(row),
    )
