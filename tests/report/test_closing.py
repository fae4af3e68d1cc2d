"""The criteria of closure in documents: gaps first, what shows each, and the three states apart."""

from datetime import date

from rca_workbench.model import (
    Answer,
    CaseRecord,
    ClosureState,
    CriterionAnswer,
    Decision,
    DecisionKind,
    Incident,
    Profile,
)
from rca_workbench.report.builders import built
from rca_workbench.report.document import Edition, Paragraph, TableBlock
from tests.checks.seeded.sound import SOUND
from tests.drawing.builders import case

DAY = date(2026, 6, 1)
CLOSED = Decision(
    id="d", decision_kind=DecisionKind.CLOSURE, closure=ClosureState.RETURNED, reason="Two terms left",
    by="Quality committee", on="2026-05-20",
)  # fmt: skip


def tables(*things: object, profile: Profile = Profile.PSIRF) -> dict[str, TableBlock]:
    made = built("closure", case(CaseRecord(id="case", profile=profile), *things), Edition(DAY))  # type: ignore[arg-type]
    return {one.caption: one for one in made if isinstance(one, TableBlock)}


def test_each_framework_prints_its_own_criteria_with_gaps_first() -> None:
    psirf, sif = tables(), tables(profile=Profile.SIF2015)
    assert "Learning response review and improvement tool" in psirf
    assert "Learning response review and improvement tool" not in sif
    assert "Closure checklist, Serious Incident Framework 2015" in sif
    states = [row[2] for row in sif["Closure checklist, Serious Incident Framework 2015"].rows]
    order = ["Not met", "Cannot be told from the case", "Met", "Not applicable"]
    assert states == sorted(states, key=order.index)


def test_what_somebody_answered_stands_beside_what_the_case_shows() -> None:
    yes = CriterionAnswer(
        id="c", criterion="CA-05", answer=Answer.YES, reason="In the terms", by="Lead", on="2026-05-01"
    )
    rows = {row[0]: row for row in tables(yes)["What a commissioner looks for"].rows}
    assert rows["CA-05"][2:] == (
        "Met",
        "Answered met, Lead: In the terms\nThe case shows: Whether there were similar earlier events is not recorded.",
    )


def test_the_wording_is_read_for_the_document() -> None:
    blamed = tables(Incident(id="incident", summary="The nurse was careless and negligent."))
    rows = {row[0]: row for row in blamed["Learning response review and improvement tool"].rows}
    assert rows["LR-4"][2] == "Not met"


def test_the_decision_is_said_with_its_reasons() -> None:
    made = built("closure", case(CLOSED), Edition(DAY))
    said = ["".join(span.text for span in one.spans) for one in made if isinstance(one, Paragraph)]
    assert "Closure decision: Returned with queries, 20 May 2026, by Quality committee." in said
    assert "Two terms left" in said


def test_a_report_prints_them_only_once_somebody_closes() -> None:
    ward = SOUND["ward"]()
    assert built("closure_appendix", ward, Edition(DAY)) == []
    assert built("closure_appendix", ward.changed([CLOSED], (), "x"), Edition(DAY)) != []
