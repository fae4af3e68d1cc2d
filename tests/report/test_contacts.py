"""The record of contact and Duty of Candour, and what the investigation report says of both."""

from datetime import date

from rca_workbench.model import (
    Actor,
    Answer,
    CandourStep,
    CandourTest,
    Contact,
    ContactPlan,
    CriterionAnswer,
    Entity,
    InvolvedAs,
    Nature,
    Reached,
    Snapshot,
    StepOutcome,
)
from rca_workbench.report import Edition, build, people
from rca_workbench.report.contacts import contacts, decision, promises, steps
from rca_workbench.report.document import Block, Bullets, Document, Heading, Paragraph, TableBlock, cell_text
from tests.drawing.builders import at, case

DAY = date(2025, 4, 10)
DAUGHTER = Actor(
    id="d", role="Patient's daughter", nature=Nature.FAMILY, name="Jo Bloggs", refer_as="Mrs B",
    sensitive="14 March, her birthday", preferences="After 6 pm",
)  # fmt: skip
TEST = CandourTest(
    id="candour_test", provider_type="health_service_body", opinion="Consultant 1", applies=Answer.YES, by="Panel",
    reason="She was moved to intensive care", on="2025-03-14", person="d", basis="RP2", lead="Liaison lead",
)  # fmt: skip
TOLD = CandourStep(
    id="s3", step="DC-03", person="d", when=at("14:30", "2025-03-15"), by="Consultant 1", means="In person",
    present="Ward sister", said="What was known then", apology="I am sorry that we came late.",
)  # fmt: skip
PLAN = ContactPlan(
    id="p",
    person="d",
    lead="Liaison lead",
    involved_as=InvolvedAs.DRAFT,
    every=14,
    support="Bereavement service",
)
SPOKE = Contact(
    id="c", person="d", when=at("10:00", "2025-03-20"), by="Liaison lead", means="Telephone", reached=Reached.SPOKEN,
    said="She asks why nobody came", promised="A call", next="2025-04-01",
)  # fmt: skip


def words(blocks: list[Block] | Document) -> str:
    said: list[str] = []
    for one in blocks.blocks if isinstance(blocks, Document) else blocks:
        if isinstance(one, TableBlock):
            said += [one.caption, *(cell_text(cell) for row in one.rows for cell in row)]
        elif isinstance(one, Paragraph):
            said.append("".join(span.text for span in one.spans))
        elif isinstance(one, Bullets):
            said += ["".join(span.text for span in item) for item in one.items]
        elif isinstance(one, Heading):
            said.append(one.text)
    return "\n".join(said)


def whole(*more: Entity) -> Snapshot:
    return case(DAUGHTER, TEST, TOLD, PLAN, SPOKE, *more)


def test_the_decision_stands_with_its_test_its_reason_and_its_mark() -> None:
    n3 = CriterionAnswer(
        id="n3", criterion="N3", answer=Answer.NOT_KNOWN, reason="The consultant will see her"
    )
    said = words(decision(whole(n3)))
    for part in (
        "Regulation 20 applies.",
        "moved to intensive care",
        "Not known yet",
        "The consultant will see her",
    ):
        assert part in said
    assert "after death (checked in part against the source)" in said
    assert "Panel, 14 March 2025" in said


def test_the_professional_duty_is_said_to_be_another() -> None:
    test = CandourTest(
        id="candour_test", applies=Answer.NO, reason="No harm that counts", professional=Answer.YES
    )
    said = words(decision(case(test)))
    assert "Regulation 20 was found not to apply." in said
    assert "It changes nothing in the statutory duty." in said


def test_each_step_stands_with_its_content() -> None:
    said = words(steps(whole()))
    for part in (
        "Notify in person, 15 Mar 2025 14:30",
        "Ward sister",
        "What was known then",
        "I am sorry that we came late.",
    ):
        assert part in said
    assert "Send written notification\nNot recorded" in said


def test_the_letter_is_listed_item_by_item() -> None:
    letter = CandourStep(
        id="s9", step="DC-09", when=at("09:00", "2025-03-25"), by="Liaison lead", said="Letter"
    )
    held = CriterionAnswer(id="h", criterion="DC-09.1", answer=Answer.YES)
    said = words(steps(whole(letter, held)))
    assert "The account given\nYes" in said
    assert "Details of enquiries to be made\nNot said" in said
    assert "all that the letter has to hold" in said


def test_attempts_are_listed_with_the_rule_they_are_held_to() -> None:
    out = CandourStep(
        id="s3", step="DC-03", when=at("10:00"), by="Matron", became=StepOutcome.UNREACHABLE, outcome="x"
    )
    call = Contact(
        id="c1", person="d", when=at("10:00"), means="Telephone", by="Matron", reached=Reached.NO_ANSWER
    )
    said = words(steps(case(DAUGHTER, TEST, out, call)))
    assert "Attempts to reach them" in said
    assert "Still missing: 2 more attempts" in said
    assert "this number is the project's own" in said


def test_contacts_stand_in_order_with_what_was_said_and_promised() -> None:
    first = Contact(
        id="a", person="d", when=at("09:00", "2025-03-14"), said="First call", reached=Reached.SPOKEN
    )
    said = words(contacts(whole(first), DAY))
    assert said.index("First call") < said.index("She asks why nobody came")
    assert "A call\nopen" in said
    assert "At least every 14 days" in said and "News is 9 days overdue" in said
    assert "Bereavement service" in said


def test_open_promises_say_how_late_they_are_on_the_day_of_the_document() -> None:
    assert "1 April 2025, 9 days late" in words(promises(whole(), DAY))
    assert "late" not in words(promises(whole(), date(2025, 4, 1)))
    kept = Contact(id="c", person="d", promised="A call", kept="2025-03-30")
    assert words(promises(case(DAUGHTER, kept), DAY)) == "No promise is open."
    assert words(promises(case(DAUGHTER), DAY)) == "Nothing was promised, as far as is recorded."


def test_what_is_missing_is_said_to_be_missing() -> None:
    for blocks in (decision(case()), steps(case()), contacts(case(), DAY)):
        assert any(isinstance(one, Paragraph) and one.style == "Placeholder" for one in blocks)
    no = CandourTest(id="candour_test", applies=Answer.NO, reason="x")
    assert steps(case(no)) == []


def test_the_document_holds_all_of_it_and_nobody_by_name() -> None:
    made = build(whole(), "contact_and_candour", edition=Edition(DAY))
    said = words(made)
    assert made.title == "Record of contact and Duty of Candour"
    for part in (
        "Whether regulation 20 applies",
        "What was said and done",
        "Contacts",
        "Promises still open",
    ):
        assert part in said
    for secret in ("Bloggs", "Mrs B", "birthday", "After 6 pm"):
        assert secret not in said


def test_the_report_says_how_it_went_without_what_was_said_in_a_contact() -> None:
    said = words(people.involvement(whole()))
    assert "How they were kept in touch with" in said and "Also reads the draft" in said
    assert "Regulation 20 applies. She was moved to intensive care" in said
    assert "Notify in person\nDone" in said
    assert "nobody came" not in said
    assert "DC-03" not in said


def test_steps_of_ones_own_are_not_lost_in_the_report() -> None:
    own = CandourStep(
        id="o", step="Told by the ward on the night", when=at("04:00"), by="Ward sister", said="x"
    )
    assert "Told by the ward on the night" in words(people.involvement(case(own)))
    assert "Told by the ward on the night" in words(steps(case(own)))
