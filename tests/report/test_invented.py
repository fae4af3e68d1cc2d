"""What was invented to illustrate a case says so, wherever it goes."""

from datetime import date, datetime

import openpyxl
import pytest
from icalendar import Calendar

from rca_workbench.analysis.invented import INVENTED, invented_notice, invented_words
from rca_workbench.drawing.spc_pictures import report_chart_picture, spc_picture
from rca_workbench.exchange import export_to
from rca_workbench.model import Action, CaseRecord, DataPoint, Entity, Measure, Question, Snapshot
from rca_workbench.reference import template_folder
from rca_workbench.report.compose import build
from rca_workbench.report.document import Document, Edition, Paragraph, TableBlock, cell_text

NOW = datetime(2027, 4, 4, 9, 30)


def case(invented: bool | None = True) -> Snapshot:
    several: list[Entity] = [
        CaseRecord(id="case", title="Late review"),
        Action(id="a", code="A1", text="One make of pump", due="2027-05-03", order="V", invented=invented),
        Action(id="b", code="A2", text="A second pump in stock", order="W"),
        Measure(id="m", action="a", name="Wrong settings", order="V", invented=invented),
        Question(id="q", text="Why was nobody there?", answer="One doctor.", invented=invented),
        *(DataPoint(id=f"v{n}", measure="m", on=f"2027-01-{n:02d}", value=str(n)) for n in range(1, 15)),
    ]
    return Snapshot.empty().changed(several, (), "case")


def paragraphs(document: Document) -> list[str]:
    return [
        "".join(one.text for one in block.spans) for block in document.blocks if isinstance(block, Paragraph)
    ]


def test_the_mark_is_of_the_thing_or_of_anything_a_statement_rests_on() -> None:
    snapshot = case()
    made, real = snapshot.of(Action)["a"], snapshot.of(Action)["b"]
    assert invented_words(made) == invented_words(real, snapshot.of(Measure)["m"]) == INVENTED
    assert invented_words(real) == invented_words(None) == ""


@pytest.mark.parametrize("name", sorted(one.name for one in template_folder().iterdir() if one.is_dir()))
def test_each_document_says_first_what_was_invented(name: str) -> None:
    said = "Invented for illustration, and no part of what happened: 1 action, 1 measure and 1 question."
    assert invented_notice(case()) == said
    assert paragraphs(build(case(), name, pictures=False, edition=Edition(date(2027, 4, 4))))[0] == said
    real = build(case(None), name, pictures=False, edition=Edition(date(2027, 4, 4)))
    assert not any(INVENTED.lower() in one.lower() for one in paragraphs(real))


def test_the_rows_of_a_printed_plan_say_which_action_and_measure() -> None:
    document = build(case(), "action_plan", pictures=False, edition=Edition(date(2027, 4, 4)))
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    rows = [tuple(cell_text(cell) for cell in row) for table in tables for row in table.rows]
    marked = [row for row in rows if any(INVENTED in cell for cell in row)]
    assert any(row[0] == "A1" for row in marked) and any("Wrong settings" in row[0] for row in marked)
    assert not any(row[0] == "A2" for row in marked)


def test_a_chart_as_a_picture_says_it_whether_its_name_stands_on_it_or_not() -> None:
    for picture in (spc_picture, report_chart_picture):
        measure = case().of(Measure)["m"]
        drawn, real = picture(case(), measure), picture(case(None), case(None).of(Measure)["m"])
        assert INVENTED in drawn.svg.decode() and INVENTED in drawn.alt
        assert INVENTED not in real.svg.decode() and INVENTED not in real.alt


def test_the_spreadsheet_has_a_column_for_it_only_where_something_is(tmp_path) -> None:
    for invented in (True, None):
        path = tmp_path / f"{invented}.xlsx"
        export_to(case(invented), path, "actions", now=NOW)
        book = openpyxl.load_workbook(path)
        for name, marks in (("Actions", [INVENTED, None]), ("Measures", [INVENTED])):
            head, *rows = book[name].iter_rows(values_only=True)
            assert ("Invented" in head) is bool(invented)
            if invented:
                assert [row[head.index("Invented")] for row in rows] == marks


def test_a_date_in_a_calendar_says_it(tmp_path) -> None:
    path = tmp_path / "dates.ics"
    export_to(case(), path, now=NOW)
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert INVENTED in str(event["description"])
