"""The family's own letter calls people by name only where somebody decided that it may, with a reason."""

from dataclasses import replace

import pytest

from rca_workbench.model import (
    Actor,
    CheckOverride,
    Entity,
    Finding,
    Incident,
    Nature,
    ReportText,
    Snapshot,
)
from rca_workbench.report import Edition, build, templates
from rca_workbench.report.document import Paragraph, cell_text, spans_of
from rca_workbench.report.template import template
from tests.checks.days import TODAY

MOTHER = Actor(
    id="m", role="Patient's mother", name="Frances Quillfeather", refer_as="Frances", nature=Nature.FAMILY
)
NURSE = Actor(id="n", role="Ward nurse 1", refer_as="Sam", nature=Nature.STAFF)
STORY = Incident(
    id="incident",
    family_summary="Patient's mother called twice. The patient's mother was not heard by Ward nurse 1.",
)
FOUND = Finding(id="k", text="Nobody asked the patient's mother")
MAY = CheckOverride(id="o", rule="names:family_summary", subject="m", reason="She asked for it")


def said(name: str, *held: Entity) -> str:
    document = build(
        Snapshot.empty().changed((MOTHER, NURSE, STORY, FOUND, *held), (), ""),
        name,
        Edition(TODAY),
        pictures=False,
    )
    return "\n".join(cell_text(tuple(spans_of(block))) for block in document.blocks)


def test_without_a_decision_the_letter_speaks_of_roles() -> None:
    page = said("family_summary")
    assert "Frances" not in page and "Dear" not in page
    assert "mother called twice" in page


def test_with_a_reason_the_letter_begins_with_the_name_and_has_it_in_place_of_the_role() -> None:
    page = said("family_summary", MAY)
    assert "Dear Frances," in page
    assert "Frances called twice. Frances was not heard by the ward nurse." in page
    assert "Nobody asked Frances" in page
    assert "Quillfeather" not in page and "Sam" not in page


def test_the_greeting_stays_above_what_the_team_writes_itself_unless_that_has_one() -> None:
    own = ReportText(id="w", template="family_summary", section="family_opening", text="We are sorry.")
    assert "Dear Frances,\nWe are sorry.\n\n" in said("family_summary", MAY, own)
    assert "Dear" not in said("family_summary", own)
    page = said("family_summary", MAY, replace(own, text="Dear Frances and all of you,\nWe are sorry."))
    assert page.count("Dear") == 1 and "Dear Frances and all of you,\nWe are sorry." in page


@pytest.mark.parametrize(
    "held",
    [
        CheckOverride(id="o", rule="names:family_summary", subject="m", reason=" "),
        CheckOverride(id="o", rule="names:investigation_report", subject="m", reason="Asked for"),
        CheckOverride(id="o", rule="names:family_summary", subject="n", reason="Staff are not addressed"),
    ],
    ids=["no reason", "another document", "staff"],
)
def test_a_decision_that_does_not_hold_here_names_nobody(held: CheckOverride) -> None:
    page = said("family_summary", held)
    assert "Frances" not in page and "Sam" not in page


def test_the_familys_own_letter_may_name_them() -> None:
    assert template("family_summary").may_name


@pytest.mark.parametrize("name", [one.name for one in templates() if one.name != "family_summary"])
def test_no_other_document_calls_anybody_by_name(name: str) -> None:
    assert not template(name).may_name
    page = said(name, MAY, CheckOverride(id="p", rule=f"names:{name}", subject="m", reason="Asked for"))
    assert "Frances" not in page


def test_words_with_a_name_in_them_are_no_field_a_reader_changes() -> None:
    snapshot = Snapshot.empty().changed((MOTHER, STORY, MAY), (), "")
    blocks = build(snapshot, "family_summary", Edition(TODAY)).blocks
    named = [
        span for one in blocks if isinstance(one, Paragraph) for span in one.spans if "Frances" in span.text
    ]
    assert named and all(span.of is None for span in named)
