"""The analysis in the report: barriers, differences, what the map shows, how far analysis and plan reach."""

from rca_workbench.model import (
    Action,
    CaseRecord,
    ComparedWith,
    Difference,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    LinkType,
    Performance,
    Snapshot,
    Strength,
    Tag,
)
from rca_workbench.report.builders import BUILDERS
from rca_workbench.report.compose import build
from rca_workbench.report.document import (
    Block,
    Bullets,
    Edition,
    Heading,
    Paragraph,
    PictureBlock,
    TableBlock,
    cell_text,
)
from tests.checks.days import TODAY
from tests.drawing.builders import case, factor, harm, link, published

HARM = harm("h")
PLAN = factor(
    "s",
    "No plan for nights.",
    code="S1",
    factor_kind=FactorKind.SYSTEM_FACTOR,
    level="ACC.ORG",
    tags=(Tag("NPSA.ORG"),),
)
COVER = factor("f", "One doctor covers four wards.", code="F1", tags=(Tag("NPSA.WORK"),))
CHAIN = (HARM, PLAN, COVER, link("s", "f"), link("f", "h"))


def made(section: str, snapshot: Snapshot) -> list[Block]:
    return BUILDERS[section](snapshot)


def table(section: str, snapshot: Snapshot, number: int = 0) -> tuple[tuple[str, ...], ...]:
    table = [one for one in made(section, snapshot) if isinstance(one, TableBlock)][number]
    return tuple(tuple(cell_text(cell) for cell in row) for row in table.rows)


def said(section: str, snapshot: Snapshot) -> str:
    lines = []
    for one in made(section, snapshot):
        if isinstance(one, Paragraph):
            lines.append("".join(span.text for span in one.spans))
        elif isinstance(one, Heading):
            lines.append(one.text)
        elif isinstance(one, Bullets):
            lines += ["".join(span.text for span in item) for item in one.items]
    return "\n".join(lines)


def test_each_barrier_says_what_it_was_for_how_it_did_and_why() -> None:
    barrier = factor(
        "b", "Second check", code="B1", factor_kind=FactorKind.BARRIER, performed=Performance.DID_NOT_HOLD
    )
    snapshot = case(*CHAIN, barrier, link("b", "h"), link("f", "b"))
    assert table("barriers", snapshot) == (
        (
            "B1 Second check",
            "Cardiac arrest, then intensive care",
            "Did not hold",
            "F1 One doctor covers four wards.",
        ),
    )
    told = factor(
        "b",
        "Second check",
        factor_kind=FactorKind.BARRIER,
        performed=Performance.HELD,
        meant_to="Catch a wrong dose",
    )
    assert table("barriers", case(told)) == (("Second check", "Catch a wrong dose", "Held", "Not said"),)


def test_a_barrier_is_explained_by_its_causes_alone() -> None:
    check = factor("b", "Second check", factor_kind=FactorKind.BARRIER, performed=Performance.DID_NOT_HOLD)
    aside = factor("g", "The bleep was off", status=FactorStatus.REJECTED)
    later = link("h", "b", link_type=LinkType.REINFORCES)
    ((_, _, _, why),) = table("barriers", case(check, HARM, aside, later, link("g", "b"), link("b", "h")))
    assert why == "Not said"


def test_a_case_without_barriers_or_differences_has_no_such_section() -> None:
    aside = factor("b", factor_kind=FactorKind.BARRIER, status=FactorStatus.REJECTED)
    assert made("barriers", case(*CHAIN, aside)) == []
    assert made("differences", case(*CHAIN)) == []


def test_differences_stand_in_order_with_the_factor_they_became() -> None:
    rows = table(
        "differences",
        case(
            COVER,
            Difference(id="2", aspect="Layout", this_time="Moved", mattered=False, order="b"),
            Difference(
                id="1", aspect="Cover", compared_with=ComparedWith.LAST_TIME, usual="Two doctors", this_time="One",
                effect="A longer wait", factor="f", order="a",
            ),
        ),
    )  # fmt: skip
    assert rows == (
        ("Cover", "The last time it went well: Two doctors", "One", "A longer wait", "F1"),
        ("Layout", "How it is usually done", "Moved", "It made no difference", ""),
    )


def test_what_the_map_shows_is_said_in_sentences() -> None:
    text = said("shown", case(*CHAIN))
    assert "Where chains stop" in text
    assert "1 chain leads to “Cardiac arrest, then intensive care”" in text
    assert made("shown", case(COVER)) == [] or "leads to" not in said("shown", case(COVER))


def test_the_reach_counts_factors_by_heading_and_names_what_nobody_looked_at() -> None:
    snapshot = case(*CHAIN, CaseRecord(id="case", classification="npsa"))
    by_label = {row[0]: row for row in table("reach", snapshot)}
    assert by_label["Organisational and strategic factors"][-1] == "1"
    assert by_label["Patient factors"][-1] == "None"
    assert "Nothing is recorded under: Patient factors" in said("reach", snapshot)


def test_the_reach_of_the_plan_names_what_nothing_addresses_and_what_is_aimed_too_low() -> None:
    snapshot = case(
        *CHAIN,
        Action(
            id="a",
            code="A1",
            text="Remind staff",
            addresses=("s",),
            level="ACC.ACT",
            strength=Strength.WEAKER,
        ),
    )
    rows = {row[0]: row for row in table("reach", snapshot, 1)}
    assert rows["S1 No plan for nights."][2] == "A1 Remind staff (aimed at a lower level)"
    assert rows["F1 One doctor covers four wards."][2] == "Nothing"
    assert "1 of 2 factors are addressed" in said("reach", snapshot)
    excused = Factor(
        **{n: getattr(COVER, n) for n in ("id", *Factor.kind.by_name)}
        | {"no_action_reason": "Posts were filled"}
    )
    rows = {
        row[0]: row
        for row in table("reach", case(HARM, PLAN, excused, Link(id="x", source="f", target="h")), 1)
    }
    assert rows["F1 One doctor covers four wards."][2] == "Posts were filled"


def test_the_views_of_the_map_stand_in_the_report_as_pictures_with_words() -> None:
    snapshot = published()
    for name in (
        "map_pictures",
        "fishbone_pictures",
        "five_whys_pictures",
        "barrier_pictures",
        "accimap_pictures",
    ):
        pictures = [one for one in made(name, snapshot) if isinstance(one, PictureBlock)]
        assert pictures, name
        assert all(b"<svg" in one.picture.svg[:500] and len(one.picture.alt) > 20 for one in pictures), name
        assert made(name, case()) == []


def test_a_heading_with_nothing_under_it_is_left_out() -> None:
    titles = [one.text for one in build(case(), "analysis_pack", edition=Edition(TODAY)).headings]
    assert titles == []
    titles = [one.text for one in build(published(), "analysis_pack", edition=Edition(TODAY)).headings]
    assert titles[:5] == [
        "The factors seen in several ways", "How the factors fit together", "Barriers on the way to harm",
        "Factors sorted by type", "Asking why",
    ]  # fmt: skip
