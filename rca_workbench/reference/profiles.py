"""The framework a case is on: its name, its words, and what it expects to be used first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from rca_workbench.reference.sheet import Checked, Row, sheet, text, unchecked_mark


@dataclass(frozen=True, slots=True)
class ProfileWords:
    """One framework. The terms of two frameworks never mix in a case.

    `report_structure` and `first_framework` are ids in `report_structures()` and `frameworks()`.
    """

    id: str
    name: str
    short_name: str
    report_structure: str
    first_framework: str
    terms: Mapping[str, str]
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)

    def term(self, name: str) -> str:
        """What this framework calls something, such as `system_factor`. Raises KeyError for an unknown name."""
        return self.terms[name]


@cache
def profiles() -> Mapping[str, ProfileWords]:
    """Both frameworks by id, which is the value of `model.Profile`."""
    page = sheet("profiles.json")
    made = (
        ProfileWords(
            id=text(row, "id"),
            name=text(row, "name"),
            short_name=text(row, "short_name"),
            report_structure=text(row, "report_structure"),
            first_framework=text(row, "first_framework"),
            terms=MappingProxyType({name: str(term) for name, term in cast(Row, row["terms"]).items()}),
            checked=page.checked_row(row),
        )
        for row in page.rows("profiles")
    )
    return MappingProxyType({profile.id: profile for profile in made})


def profile(id: str) -> ProfileWords:
    """The framework of that id: psirf or sif2015; a `model.Profile` serves. Raises KeyError for another."""
    return profiles()[id]
