"""What a finished investigation is judged by: three sets of criteria, each for its own framework."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rca_workbench.reference.sheet import Checked, Row, Sheet, sheet, text, unchecked_mark
from rca_workbench.reference.versions import list_named, list_version


class ClosureSet(StrEnum):
    """Whose criteria they are."""

    SIF = "sif_closure"
    """The closure checklist of the Serious Incident Framework 2015."""
    COMMISSIONER = "commissioner_assurance"
    """What a commissioner looks for, under either framework."""
    REVIEW_TOOL = "lrrit"
    """The learning response review and improvement tool, for PSIRF."""


@dataclass(frozen=True, slots=True)
class ClosureItem:
    """One criterion. `evidence` is what shows it; `rule` what a program can look for."""

    id: str
    set: ClosureSet
    phase: str
    criterion: str
    evidence: str
    rule: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


_LIST = "closure_checklist"
_SETS = {
    # The two sets of the frameworks contradict each other and never meet in one case: see `contradictions` in the file.
    "psirf": (ClosureSet.COMMISSIONER, ClosureSet.REVIEW_TOOL),
    "sif2015": (ClosureSet.COMMISSIONER, ClosureSet.SIF),
}
_NAMES = {
    ClosureSet.SIF: "Closure checklist, Serious Incident Framework 2015",
    ClosureSet.COMMISSIONER: "What a commissioner looks for",
    ClosureSet.REVIEW_TOOL: "Learning response review and improvement tool",
}


@cache
def closure_items(profile: str) -> tuple[ClosureItem, ...]:
    """The criteria for a framework, `psirf` or `sif2015`: those of the commissioner first."""
    return tuple(one for part in _SETS[profile] for one in _items(part))


def closure_item(id: str) -> ClosureItem | None:
    """The criterion of that id, such as `CA-07`; None for another."""
    return next((one for part in ClosureSet for one in _items(part) if one.id == id), None)


def set_name(part: ClosureSet) -> str:
    """What a set is called."""
    return _NAMES[part]


def closure_version() -> str:
    """Which edition of the list answers are given to."""
    return list_version(_LIST)


def is_of_closure(version: str) -> bool:
    """Whether a stamp is of some edition of this list."""
    return list_named(version) == _LIST


@cache
def _items(part: ClosureSet) -> tuple[ClosureItem, ...]:
    page = _page()
    path = ("lrrit", "criteria") if part is ClosureSet.REVIEW_TOOL else (str(part),)
    return tuple(_item(page, part, row) for row in page.rows(*path))


def _item(page: Sheet, part: ClosureSet, row: Row) -> ClosureItem:
    return ClosureItem(
        id=text(row, "id"),
        set=part,
        phase=text(row, "phase"),
        criterion=text(row, "criterion"),
        evidence=text(row, "evidence"),
        rule=text(row, "machine_check"),
        checked=page.checked_row(row),
    )


def _page() -> Sheet:
    return sheet("domain", f"{_LIST}.json")
