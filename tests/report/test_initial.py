"""The report of the first three days: what is there, and what is missing said as missing."""

from datetime import date
from pathlib import Path

import docx
import pytest

from rca_workbench.model import (
    Actor,
    Answer,
    CandourStep,
    CandourTest,
    CaseRecord,
    Contact,
    ContactPlan,
    EvidenceItem,
    ImmediateAction,
    Incident,
    Nature,
    Notification,
    Profile,
    Reached,
    Snapshot,
    StaffSupport,
    StepOutcome,
    Time,
    TimeKind,
)
from rca_workbench.model.entity import Entity
from rca_workbench.report import Edition, build, check_template, export_docx
from rca_workbench.report.document import Bullets, Heading, Paragraph, TableBlock, cell_text
from rca_workbench.report.template import template
from tests.drawing.builders import case

DAY = date(2026, 3, 15)


def time(iso: str) -> Time:
    return Time(kind=TimeKind.DATETIME if "T" in iso else TimeKind.DATE, start=iso)


THREE_DAYS: tuple[Entity, ...] = (
    Incident(
        id="incident",
        summary="A pump ran on.",
        found=time("2026-03-12T14:20"),
        harm="One patient, in intensive care",
        safe_now="The pump is off the ward.",
    ),
    ImmediateAction(id="a", what="Pump taken off the ward", owner="Matron", done=time("2026-03-12T16:00")),
    ImmediateAction(id="b", code="ER-2", what="Isolate equipment", not_needed="It was taken away at once"),
    EvidenceItem(id="e", name="CCTV of corridor 3", vanishes=time("2026-03-14")),
    EvidenceItem(id="g", name="Pump log", secured=True, secured_by="Engineering lead"),
    Notification(id="n", whom="Commissioner", when=time("2026-03-13"), by="Safety lead", reference="2026/7"),
    Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY, name="Frances Quill"),
    Contact(id="c", person="d", when=time("2026-03-12T18:00"), reached=Reached.SPOKEN, by="Consultant"),
    ContactPlan(id="p", person="d", lead="Engagement lead", next="2026-03-16"),
    StaffSupport(id="s", person="d", offer="Debrief", when=time("2026-03-13")),
)


def said(snapshot: Snapshot) -> dict[str, str]:
    """What stands under each heading, as one text."""
    made: dict[str, str] = {}
    at = ""
    for block in build(snapshot, "initial_report", edition=Edition(DAY)).blocks:
        match block:
            case Heading():
                at = block.text
                made[at] = ""
            case Paragraph():
                made[at] += "".join(one.text for one in block.spans) + "\n"
            case Bullets():
                made[at] += "\n".join("".join(one.text for one in item) for item in block.items) + "\n"
            case TableBlock():
                made[at] += (
                    "\n".join(" | ".join(cell_text(cell) for cell in row) for row in block.rows) + "\n"
                )
    return made


def test_what_is_there_on_day_three_is_in_it() -> None:
    made = said(case(*THREE_DAYS))
    assert "A pump ran on." in made["What happened, as far as is known"]
    assert "The pump is off the ward." in made["Who was harmed, and who is safe now"]
    safe = made["What was done to make things safe"]
    assert "Pump taken off the ward | Matron | 12 Mar 2026 16:00" in safe
    assert "Not needed: It was taken away at once" in safe
    secured = made["Evidence secured"]
    assert "CCTV of corridor 3 | 14 Mar 2026 | Not yet, may be gone | Nobody yet" in secured
    assert "Pump log | No date said | Secured | Engineering lead" in secured
    assert "Commissioner | 13 Mar 2026 | Safety lead | 2026/7" in made["Who was told"]
    candour = made["Candour and contact with those affected"]
    assert "12 Mar 2026 18:00: Patient's daughter, spoke with them, by Consultant." in candour
    assert "Contact for Patient's daughter: Engagement lead, next contact 16 March 2026." in candour
    assert made["Support for staff"] == "1 offer of support made.\n"
    assert "Contact with Patient's daughter | Engagement lead | 16 Mar 2026" in made["Next steps"]


def test_what_is_missing_is_said_as_missing() -> None:
    made = said(case(*THREE_DAYS))
    left = made["What is not known yet"].splitlines()
    assert "When it happened" in left
    assert "When it was found" not in left
    assert "Whether other places carry the same risk" in left
    assert "is not checked yet" in made["Wider immediate risk and early learning"]
    assert "not decided yet" in made["Candour and contact with those affected"]
    assert "Not known yet" in made["The incident and its dates"]


def test_wider_risk_that_was_checked_is_said_with_what_shows_it() -> None:
    checked = ImmediateAction(
        id="w",
        code="ER-8",
        what="Same pumps on other wards",
        done=time("2026-03-14"),
        proof="Email to all sites",
    )
    made = said(case(*THREE_DAYS, checked))
    assert made["Wider immediate risk and early learning"] == (
        "Same pumps on other wards: 14 Mar 2026 (Email to all sites).\n"
    )
    assert "Whether other places carry the same risk" not in made["What is not known yet"]


def test_nobody_is_named_and_no_support_is_tied_to_a_person(tmp_path: Path) -> None:
    out = tmp_path / "initial.docx"
    export_docx(case(*THREE_DAYS), out, template="initial_report", page_numbers=False, edition=Edition(DAY))
    whole = docx.Document(str(out)).element.xml
    assert "Frances Quill" not in whole
    assert "daughter" not in said(case(*THREE_DAYS))["Support for staff"]


@pytest.mark.parametrize(
    ("profile", "title"),
    [(Profile.PSIRF, "72-hour report"), (Profile.SIF2015, "72-hour report (3 working days)")],
)
def test_its_title_is_the_frameworks(profile: Profile, title: str) -> None:
    assert (
        build(case(CaseRecord(id="case", profile=profile)), "initial_report", edition=Edition(DAY)).title
        == title
    )


def test_the_template_has_nothing_wrong_with_it() -> None:
    assert check_template(template("initial_report").folder) == []


def test_talks_of_the_duty_of_candour_stand_among_the_contacts_once() -> None:
    talk = {"person": "d", "when": time("2026-03-13T10:30"), "by": "Consultant"}
    made = said(
        case(
            *THREE_DAYS,
            CandourTest(id="candour_test", applies=Answer.YES, person="d"),
            CandourStep(id="s3", step="DC-03", said="What was known", **talk),  # type: ignore[arg-type]
            CandourStep(id="s6", step="DC-06", apology="I am sorry that we came late.", **talk),  # type: ignore[arg-type]
        )
    )["Candour and contact with those affected"]
    line = "13 Mar 2026 10:30: Patient's daughter, notify in person (Duty of Candour), by Consultant."
    assert made.count("13 Mar 2026 10:30") == 1 and line in made
    assert made.index("12 Mar 2026 18:00") < made.index(line)
    assert "Apologise | Done" in made


def test_who_declined_is_said_to_have_declined_and_the_rest_to_fall_away() -> None:
    made = said(
        case(
            *THREE_DAYS[:7],
            CandourTest(id="candour_test", applies=Answer.YES, person="d"),
            CandourStep(
                id="s3", step="DC-03", person="d", when=time("2026-03-13"), became=StepOutcome.DECLINED,
                outcome="“Not now”",
            ),
        )
    )["Candour and contact with those affected"]  # fmt: skip
    assert "They declined; no more attempts are asked for." in made
    assert "13 Mar 2026: Patient's daughter, declined" in made
    assert "Notify in person | Declined by them" in made
    assert "Send written notification | Falls away" in made
    assert "No contact" not in made


def test_the_next_contact_is_the_one_that_people_has() -> None:
    plan = ContactPlan(id="p", person="d", lead="Engagement lead", every=7, next="2026-03-01")
    made = said(case(*(one for one in THREE_DAYS if one.id != "p"), plan))
    assert "Engagement lead, next contact 19 March 2026." in made["Candour and contact with those affected"]
    assert "Contact with Patient's daughter | Engagement lead | 19 Mar 2026" in made["Next steps"]
