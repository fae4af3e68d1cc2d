"""A finished document names nobody, except somebody whom a letter may call by name for a reason."""

from dataclasses import replace
from datetime import date

import pytest

from rca_workbench.leaks import NAMES, LeakFault
from rca_workbench.model import Actor, CheckOverride, Incident, Nature, Snapshot
from rca_workbench.reference import template_folder
from rca_workbench.report import Edition
from rca_workbench.report.accepted import accepted_checks
from rca_workbench.report.document import Copy
from rca_workbench.report.export import docx_of
from rca_workbench.report.leaving import check_document
from rca_workbench.report.template import read_template

NAME = "Zelda Quenwick"
EDITION = Edition(date(2026, 12, 1))
LETTER = read_template(template_folder() / "family_summary")


def case(*things: object) -> Snapshot:
    person = Actor(id="p", role="Patient", nature=Nature.PATIENT, name=NAME, nhs_number="943 476 5919")
    told = Incident(id="incident", family_summary=f"{NAME} waited for a bed.")
    return Snapshot.empty().changed([person, told, *things], [], "head")  # type: ignore[list-item]


def reason(text: str, template: str = "family_summary") -> CheckOverride:
    return CheckOverride(id="o", rule=f"{NAMES}{template}", subject="p", reason=text)


@pytest.mark.parametrize("copy", list(Copy))
def test_no_copy_of_a_document_is_made_that_names_somebody(copy: Copy) -> None:
    edition = replace(EDITION, copy=copy, export_id="x" if copy is Copy.REVIEW else "")
    with pytest.raises(LeakFault, match="The document was not exported") as stopped:
        docx_of(case(), edition, template="family_summary", page_numbers=False)
    assert "Quenwick" not in str(stopped.value)
    (leak, *_) = stopped.value.leaks
    assert leak.actors == ("p",)


def test_a_letter_names_somebody_only_for_a_reason() -> None:
    made = f"Dear {NAME}".encode()
    with pytest.raises(LeakFault) as stopped:
        check_document(case(), LETTER, made)
    assert stopped.value.letter == "family_summary"
    with pytest.raises(LeakFault):
        check_document(case(reason("  ")), LETTER, made)
    with pytest.raises(LeakFault):
        check_document(case(reason("She asked for it", "sbar")), LETTER, made)
    check_document(case(reason("She asked for it")), LETTER, made)


def test_a_reason_opens_nothing_else() -> None:
    given = case(reason("She asked for it"))
    with pytest.raises(LeakFault):
        check_document(given, replace(LETTER, may_name=False), f"Dear {NAME}".encode())
    with pytest.raises(LeakFault, match="an NHS number"):
        check_document(given, LETTER, b"NHS number 943 476 5919")


@pytest.mark.parametrize(
    "nature", [one for one in Nature if one not in (Nature.PATIENT, Nature.FAMILY)] + [None]
)
def test_no_reason_names_anybody_the_letter_is_not_to(nature: Nature | None) -> None:
    nurse = Actor(id="n", role="Ward nurse 1", nature=nature, name="Otto Ferncastle")
    for_both = [reason("She asked for it"), replace(reason("He asked for it"), id="o2", subject="n")]
    given = case(nurse, *for_both)
    check_document(given, LETTER, f"Dear {NAME}".encode())
    with pytest.raises(LeakFault) as stopped:
        check_document(given, LETTER, f"Dear {NAME}, Otto Ferncastle called".encode())
    assert {id for one in stopped.value.leaks for id in one.actors} == {"n"}


def test_the_reason_is_printed_nowhere() -> None:
    assert accepted_checks(case(reason("She asked for it"))) == []


def test_numbers_of_the_template_are_the_organisations() -> None:
    with pytest.raises(LeakFault, match="an e-mail address"):
        check_document(case(), LETTER, b"Write to pals@trust.example")
