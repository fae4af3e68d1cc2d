"""The assurance page as a document."""

from datetime import date

from rca_workbench.model import (
    Action,
    ActionStatus,
    CaseRecord,
    Clock,
    ClockUnit,
    DataPoint,
    Entity,
    Incident,
    Measure,
    Time,
    TimeKind,
)
from rca_workbench.reference import template_folder
from rca_workbench.report import Edition, build, check_template, outline
from rca_workbench.report.document import Document, Heading, PictureBlock, TableBlock, cell_text
from tests.drawing.builders import case

DAY = date(2026, 6, 1)
BASE = (
    CaseRecord(id="case", title="Late result"),
    Incident(id="incident", summary="A result was seen late."),
)


def made(*more: Entity) -> Document:
    return build(case(*BASE, *more), "assurance_page", edition=Edition(DAY))


def cells(document: Document) -> list[str]:
    return [
        cell_text(cell)
        for one in document.blocks
        if isinstance(one, TableBlock)
        for row in one.rows
        for cell in row
    ]


def test_the_template_has_nothing_wrong_with_it() -> None:
    assert check_template(template_folder() / "assurance_page") == []


def test_the_page_has_its_parts_each_with_how_it_stands() -> None:
    headings = [one.text for one in made().blocks if isinstance(one, Heading)]
    assert headings[1] == "Timeliness: no deadline is recorded"
    assert [one.partition(":")[0] for one in headings[1:]] == [
        "Timeliness", "Quality", "Involvement", "Sustained improvement", "Learning", "Closure criteria",
    ]  # fmt: skip


def test_checks_are_run_for_the_page_and_counted_by_gate() -> None:
    said = cells(made(Action(id="a", text="A poster", status=ActionStatus.EFFECTIVE)))
    assert "Checks before sign-off" in said
    assert any("must be resolved" in one for one in said)


def test_what_is_due_on_the_day_is_not_called_late() -> None:
    start = Time(kind=TimeKind.DATE, start="2026-05-22")
    clock = Clock(id="c", what="Draft", started=start, length=10, unit=ClockUnit.CALENDAR_DAYS)
    said = cells(made(clock))
    at = said.index("Draft")
    assert said[at + 2] == "Open"


def test_measures_stand_there_as_a_picture_with_words_for_it() -> None:
    action = Action(id="a", code="A1", text="One inbox", status=ActionStatus.IMPLEMENTED)
    measure = Measure(id="m", name="Answered", action="a", better="higher", chart="xmr", every="day")
    values = [
        DataPoint(id=f"p{at}", measure="m", on=f"2026-03-{at + 1:02}", value=str(50 + at % 4))
        for at in range(20)
    ]
    (picture,) = [one for one in made(action, measure, *values).blocks if isinstance(one, PictureBlock)]
    assert "A1: " in picture.picture.alt
    assert b"<svg" in picture.picture.svg
    assert not any(isinstance(one, PictureBlock) for one in made(action, measure).blocks)


def test_the_outline_of_the_draft_does_not_wait_for_the_checks() -> None:
    (section,) = outline(case(*BASE), "assurance_page", DAY)
    assert section.state == "made"


def test_what_is_due_is_said_by_its_date_and_not_from_the_day_it_was_made() -> None:
    started = Time(TimeKind.DATE, "2026-05-31")
    for length in (1, 2, 12):
        clock = Clock(
            id="c", what="Board paper", length=length, unit=ClockUnit.CALENDAR_DAYS, started=started
        )
        said = next(one for one in cells(made(clock)) if one.startswith("Due "))
        assert not any(word in said for word in ("Today", "Tomorrow", "In "))
        assert "Jun" in said
