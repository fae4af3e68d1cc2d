"""What the documents of an investigation consist of: sections, in order, with their purpose."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from rca_workbench.reference.sheet import Checked, Row, Sheet, sheet, text, texts, unchecked_mark


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a document: its heading, what it is for, and the parts of a case it draws on."""

    id: str
    heading: str
    purpose: str
    data: tuple[str, ...]
    mandatory: bool


@dataclass(frozen=True, slots=True)
class ReportStructure:
    """One kind of document. `profile` is `psirf` or `sif2015`, or empty where it serves both.

    `basis` says where the list of sections is from: a national template, or a proposal of this project.
    """

    id: str
    name: str
    profile: str
    basis: str
    sections: tuple[Section, ...]
    rules: tuple[str, ...]
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@cache
def report_structures() -> tuple[ReportStructure, ...]:
    """All kinds of document."""
    page = sheet("domain", "report_structures.json")
    return tuple(_structure(page, row) for row in page.rows("templates"))


def report_structure(id: str) -> ReportStructure:
    """The document of that id, such as `psii` or `rca_comprehensive`. Raises KeyError for another."""
    for structure in report_structures():
        if structure.id == id:
            return structure
    raise KeyError(id)


@cache
def export_rules() -> tuple[str, ...]:
    """What holds for every document that leaves the program."""
    return texts(sheet("domain", "report_structures.json").content, "export_rules")


_PROFILES = {"PSIRF-2022": "psirf", "SIF-2015": "sif2015", "any": ""}


def _structure(page: Sheet, row: Row) -> ReportStructure:
    return ReportStructure(
        id=text(row, "id"),
        name=text(row, "name"),
        profile=_PROFILES[text(row, "framework")],
        basis=text(row, "basis"),
        sections=tuple(
            Section(
                id=text(one, "id"),
                heading=text(one, "heading"),
                purpose=text(one, "purpose"),
                data=texts(one, "data"),
                mandatory=text(one, "required") == "mandatory",
            )
            for one in cast(tuple[Row, ...], row["sections"])
        ),
        rules=texts(row, "rules"),
        checked=page.checked_row(row),
    )


def sign_off_block() -> tuple[str, ...]:
    """The parts of a sign-off block, in order: author, engagement lead, executive, commissioner outcome."""
    begins = "sign-off block:"
    rule = next((one for one in export_rules() if one.startswith(begins)), begins)
    return tuple(part.strip() for part in rule.removeprefix(begins).split(",") if part.strip())
