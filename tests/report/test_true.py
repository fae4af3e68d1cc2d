"""What the report says of a case is so, and nothing the case holds for it is left out."""

from datetime import date

import pytest

from rca_workbench.checks import all_rules
from rca_workbench.model import (
    Account,
    Actor,
    ButFor,
    CandourStep,
    CheckOverride,
    Clock,
    Contact,
    Decision,
    Entity,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    ImmediateAction,
    Link,
    LinkType,
    Question,
    SignOff,
    Snapshot,
    TimelineEntry,
    TimeLink,
    Unplaced,
)
from rca_workbench.report import Edition, build
from rca_workbench.report.document import Bullets, Document, Heading, Paragraph, TableBlock, cell_text

STANDARD = "investigation_report"


def case(*entities: Entity) -> Snapshot:
    return Snapshot.empty().changed(entities, (), "0" * 64)


def text(document: Document) -> str:
    lines: list[str] = []
    for one in document.blocks:
        match one:
            case Paragraph():
                lines.append("".join(span.text for span in one.spans))
            case Heading():
                lines.append(one.text)
            case Bullets():
                lines += ["".join(span.text for span in item) for item in one.items]
            case TableBlock():
                lines += [" | ".join(cell_text(cell) for cell in row) for row in one.rows]
    return "\n".join(lines)


def said(*entities: Entity, head: str = "") -> str:
    return text(
        build(case(*entities), STANDARD, pictures=False, edition=Edition(date(2026, 11, 23), head=head))
    )


def test_a_barrier_is_never_said_to_have_led_to_what_it_was_meant_to_stop() -> None:
    barrier = Factor(
        id="b", code="B1", factor_kind=FactorKind.BARRIER, text="Alarm", status=FactorStatus.FINDING
    )
    harm = Factor(id="h", code="H1", factor_kind=FactorKind.HARM, text="Fall", status=FactorStatus.FINDING)
    link = Link(id="l", source="b", target="h", link_type=LinkType.INTENDED_TO_STOP)
    assert "Was meant to stop: H1 Fall" in said(barrier, harm, link)
    assert "Contributed to: H1" not in said(barrier, harm, link)


def test_a_link_prints_what_would_have_been_without_it_and_its_reasoning() -> None:
    cause = Factor(id="f", code="F1", text="Few staff", status=FactorStatus.FINDING)
    harm = Factor(id="h", code="H1", factor_kind=FactorKind.HARM, text="Fall", status=FactorStatus.FINDING)
    link = Link(id="l", source="f", target="h", but_for=ButFor.LESS_LIKELY, rationale="Nobody was near.")
    assert "Contributed to: H1 Fall (without it: less likely). Nobody was near." in said(cause, harm, link)


def test_a_question_without_an_answer_is_not_said_to_be_answered() -> None:
    page = said(Question(id="q", code="Q1", text="Why?"))
    assert "1 question from those affected: 1 not yet answered" in page


def test_the_head_printed_in_the_appendix_is_the_one_asked_for() -> None:
    assert "f" * 64 in said(head="f" * 64)


def test_an_order_stated_between_two_entries_is_kept() -> None:
    first, second = (TimelineEntry(id=id, code=f"T{id}", text=id, order=id) for id in "12")
    page = said(first, second, TimeLink(id="l", earlier="2", later="1"))
    assert page.index("T2 |") < page.index("T1 |")


def test_the_glossary_takes_words_and_not_letters_inside_words() -> None:
    page = said(TimelineEntry(id="1", code="T1", text="When the casing was missing, a SIRI was raised"))
    assert "SIRI | " in page
    assert not any(f"\n{term} | " in page for term in ("EN", "CAS", "SI", "ICS"))


@pytest.mark.parametrize(
    "held",
    [
        Finding(id="x", code="K1", text="SAID OF IT"),
        Account(id="x", text="SAID OF IT"),
        CandourStep(id="x", step="SAID OF IT"),
        Contact(id="x", means="SAID OF IT"),
        ImmediateAction(id="x", what="SAID OF IT"),
        Clock(id="x", what="SAID OF IT"),
        Decision(id="x", outcome="SAID OF IT"),
        SignOff(id="x", role="SAID OF IT"),
        CheckOverride(id="x", rule="SAID OF IT"),
        Unplaced(id="x", path="SAID OF IT"),
        TimelineEntry(id="x", text="t", sense="SAID OF IT"),
        TimelineEntry(id="x", text="t", note="SAID OF IT"),
    ],
    ids=lambda one: one.kind.name,
)
def test_what_the_case_holds_for_the_report_is_in_it(held: Entity) -> None:
    assert "SAID OF IT" in said(held)


def test_a_contact_is_printed_by_role_and_what_was_said_is_not() -> None:
    page = said(Actor(id="a", role="Daughter", name="Ann Other"), Contact(id="c", person="a", said="PRIVATE"))
    assert "Daughter" in page
    assert "Ann Other" not in page
    assert "PRIVATE" not in page


def test_a_check_let_stand_is_printed_with_what_it_asks_of_what_why_by_whom_and_when() -> None:
    cause = Factor(id="f", code="F1", text="Few staff", status=FactorStatus.FINDING)
    harm = Factor(id="h", code="H1", factor_kind=FactorKind.HARM, text="Fall", status=FactorStatus.FINDING)
    link = Link(id="l", source="f", target="h")
    let = CheckOverride(
        id="o", rule="G-07", subject="f", reason="Seen by the panel", by="Facilitator", on="2026-03-12"
    )
    page = said(cause, harm, link, let)
    title = next(one.title for one in all_rules() if one.id == "G-07")
    assert (
        f"{title} (G-07), of factor F1 “Few staff”: "
        "Seen by the panel. Accepted by Facilitator on 12 March 2026."
    ) in page
    words = CheckOverride(id="o", rule="BL-NEW", subject="l", said="failed to", reason="A quotation.")
    page = said(cause, harm, link, words)
    assert "BL-NEW, of the link from “Few staff” to “Fall”, about the words “failed to”: A quotation." in page
    assert "of the case as a whole: no reason given" in said(CheckOverride(id="o", rule="G-07"))
