"""The action plan as a spreadsheet: days are days, words are words, and the three sheets hang together."""

import zipfile
from datetime import datetime

import openpyxl
import pytest

from rca_workbench.exchange import export_to
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    DataPoint,
    Factor,
    Measure,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Snapshot,
    Standing,
    Strength,
)

NOW = datetime(2027, 4, 4, 9, 30)
RISKY = ("=1+1", "+44 20", "-5 degrees", "@everyone", "\tTab", "plain words")


def written(tmp_path, *several):
    path = tmp_path / "plan.xlsx"
    export_to(Snapshot.empty().changed(several, (), "case"), path, "actions", now=NOW)
    return openpyxl.load_workbook(path)


def rows(book, name):
    head, *found = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in found]


def test_the_plan_has_three_sheets_and_days_are_days(tmp_path):
    book = written(
        tmp_path,
        Factor(id="f", code="S1", text="Two makes of pump"),
        Action(
            id="a", code="A1", text="One make of pump", addresses=("f",), owner="Head of devices", begins="2027-02-01",
            due="2027-03-21", status=ActionStatus.IN_PROGRESS, strength=Strength.STRONGER, order="V",
        ),
        Measure(id="m", action="a", name="Wrong settings", baseline="9 a month", order="V"),
        DataPoint(id="v", measure="m", on="2027-01-31", value="9"),
        ProgressNote(
            id="n", action="a", progress_kind=ProgressKind.DATE_MOVED, on="2027-02-10", was="2027-02-28",
            now="2027-03-21", text="Delivery",
        ),
        Recommendation(id="r", reference="R1", text="Set a standard", to="Regulator", standing=Standing.DECLINED,
                       response="Not in its remit"),
    )  # fmt: skip
    assert book.sheetnames == ["Actions", "Progress", "Measures"]
    action, asked = rows(book, "Actions")
    assert action["Due"] == datetime(2027, 3, 21)
    assert (action["Days late"], action["State"], action["Strength"]) == (14, "In progress", "Stronger")
    assert action["Addresses"] == "S1 Two makes of pump" and action["Measures"] == "Wrong settings"
    assert (asked["Kind"], asked["State"], asked["Answer to a recommendation"]) == (
        "Recommendation", "Declined", "Not in its remit",
    )  # fmt: skip
    (note,) = rows(book, "Progress")
    assert (note["Before"], note["After"]) == (datetime(2027, 2, 28), datetime(2027, 3, 21))
    (measure,) = rows(book, "Measures")
    assert (measure["Values"], measure["Last on"], measure["Last value"]) == (1, datetime(2027, 1, 31), "9")


@pytest.mark.parametrize("text", RISKY)
def test_what_could_be_a_formula_is_text(tmp_path, text):
    book = written(
        tmp_path,
        Action(id="a", text=text, owner=text, note=text),
        ProgressNote(id="n", action="a", text=text),
        Measure(id="m", action="a", name=text, definition=text),
    )
    for sheet in book:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
        assert any(cell.value == text for cell in cells)
        assert not [cell for cell in cells if cell.data_type == "n" and cell.value not in (0,)]


def test_a_day_no_spreadsheet_could_hold_stands_there_as_it_was_written(tmp_path):
    (action,) = rows(written(tmp_path, Action(id="a", text="Old", due="1850-01-01")), "Actions")
    assert action["Due"] == "1850-01-01"


def test_an_owner_who_left_is_named_in_the_plan(tmp_path):
    (action,) = rows(
        written(
            tmp_path,
            Action(id="a", text="Pumps", owner="Matron"),
            Actor(id="p", role="Matron", left="2027-03-01"),
        ),
        "Actions",
    )
    assert "left the post" in action["To look at"]


def test_days_that_cannot_be_true_are_named_in_the_plan(tmp_path):
    wrong = Action(id="a", text="Pumps", begins="2027-05-03", due="2027-04-30", done="2027-05-06")
    (action,) = rows(written(tmp_path, wrong), "Actions")
    assert action["To look at"] == (
        "It was done on 6 May 2027, which lies ahead\nIt is due on 30 April 2027 and starts on 3 May 2027"
    )


def test_a_case_without_actions_makes_a_plan_without_rows(tmp_path):
    book = written(tmp_path)
    assert [sheet.max_row for sheet in book] == [1, 1, 1]


def test_a_registered_name_in_a_text_goes_out_as_the_role(tmp_path):
    name = "Zebedee Quillfeather"
    path = tmp_path / "plan.xlsx"
    written(
        tmp_path,
        Actor(id="n", role="Ward nurse 1", name=name),
        Factor(id="f", text=f"{name} was alone"),
        Action(
            id="a",
            text=f"{name} trains all",
            owner=name,
            addresses=("f",),
            proof=f"{name} said so",
            order="V",
        ),
        ProgressNote(id="p", action="a", on="2027-03-01", text=f"Talked to {name}"),
        Measure(id="m", action="a", name=f"Calls of {name}", order="V"),
    )
    with zipfile.ZipFile(path) as parts:
        assert not [one for one in parts.namelist() if b"Quillfeather" in parts.read(one)]
    (action,) = rows(openpyxl.load_workbook(path), "Actions")
    assert (action["What will change, and where"], action["Owner"]) == (
        "Ward nurse 1 trains all",
        "Ward nurse 1",
    )


def test_a_row_is_as_high_as_its_cell_of_most_lines(tmp_path):
    measures = [Measure(id=f"m{n}", action="a", name=f"M{n}", order=f"V{n}") for n in range(1, 4)]
    sheet = written(tmp_path, Action(id="a", text="One pump", order="V"), *measures)["Actions"]
    assert sheet.row_dimensions[2].height >= 45
