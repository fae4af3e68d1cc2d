"""The timeline as a spreadsheet and as separated values: safe to open, and the same when it comes back."""

import csv
import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from rca_workbench.exchange import export_to, import_into
from rca_workbench.exchange.sheet import bring_in, guess, plan, read_sheets
from rca_workbench.model import (
    Account,
    Actor,
    EvidenceItem,
    Excerpt,
    Snapshot,
    Time,
    TimeKind,
    TimelineEntry,
    TimeLink,
)
from rca_workbench.model.fault import Fault
from rca_workbench.reference import sample_case_path
from rca_workbench.store import Case
from tests.checks.days import TODAY

SUFFIXES = (".csv", ".xlsx")
RISKY = (
    "=cmd|' /C calc'!A0",
    "+44 bleep",
    "-5 degrees",
    "@all staff",
    "'quoted' words",
    "\tTab first",
    "plain words",
)


def rows_of(path):
    if path.suffix == ".csv":
        return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(path).active
    return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]


def column(path, title):
    head, *rows = rows_of(path)
    return [row[head.index(title)] for row in rows]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_real_timeline_comes_back_with_the_same_words_times_and_order(case, tmp_path, suffix):
    import_into(case, sample_case_path())
    path = tmp_path / f"timeline{suffix}"
    export_to(case.snapshot, path)
    book = read_sheets(path)
    with Case.create(tmp_path / "back.rca", title="Back") as back:
        made = plan(book, guess(book), back.snapshot, now=TODAY)
        assert made.ready
        bring_in(back, made)
        ours = {one.text: one for one in case.snapshot.of(TimelineEntry).values()}
        theirs = list(back.snapshot.of(TimelineEntry).values())
        assert {one.text for one in theirs} == set(ours)
        for one in theirs:
            was = ours[one.text].time
            assert (one.time.kind, one.time.start, one.time.end) == (was.kind, was.start, was.end)
            assert (one.time.least, one.time.most, bool(one.time.anchor)) == (
                was.least,
                was.most,
                bool(was.anchor),
            )


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_words_that_look_like_formulas_stay_words_on_the_way_out_and_in(case, tmp_path, suffix):
    with case.step("Type") as step:
        for number, text in enumerate(RISKY):
            time = Time(TimeKind.DATETIME, f"2025-03-12T04:0{number}")
            step.add(TimelineEntry(id=f"t{number}", text=text, time=time, order=f"a{number}"))
    kept = [one.text for one in case.snapshot.of(TimelineEntry).values()]
    path = tmp_path / f"timeline{suffix}"
    export_to(case.snapshot, path)
    book = read_sheets(path)
    assert [row.what for row in plan(book, guess(book), Snapshot.empty(), now=TODAY).rows] == [
        one.strip() for one in kept
    ]
    if suffix == ".csv":
        cells = column(path, "What happened")
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    else:
        sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        marked = [cell for cell in openpyxl.load_workbook(path).active["I"] if cell.quotePrefix]
        assert len(marked) >= 4


def test_moments_are_real_dates_in_the_spreadsheet_and_old_ones_text(case, tmp_path):
    with case.step("Add") as step:
        step.add(
            TimelineEntry(id="a", text="Now", time=Time(TimeKind.DATETIME, "2025-03-12T04:15"), order="a")
        )
        step.add(TimelineEntry(id="b", text="Hospital founded", time=Time(TimeKind.YEAR, "1851"), order="b"))
        step.add(TimelineEntry(id="c", text="Some time", order="c"))
    export_to(case.snapshot, tmp_path / "t.xlsx")
    earliest = dict(
        zip(
            column(tmp_path / "t.xlsx", "What happened"), column(tmp_path / "t.xlsx", "Earliest"), strict=True
        )
    )
    assert earliest == {
        "Now": datetime(2025, 3, 12, 4, 15),
        "Hospital founded": "1851-01-01 00:00",
        "Some time": "",
    }


def test_who_somebody_is_never_leaves(case, tmp_path):
    with case.step("Add") as step:
        step.add(Actor(id="n", role="Ward nurse 1", name="Zuleika Dobson", nhs_number="943 476 5919", born="1/2/1950",
                       contact="zuleika@ward.example", needs="Hearing loop"))  # fmt: skip
        step.add(TimelineEntry(id="t", text="Observations", actor="n"))
    for suffix in SUFFIXES:
        path = tmp_path / f"t{suffix}"
        export_to(case.snapshot, path)
        said = str(rows_of(path))
        if suffix == ".xlsx":
            book = zipfile.ZipFile(path)
            said += "".join(book.read(name).decode() for name in book.namelist())
        assert "Ward nurse 1" in said
        assert not [
            word for word in ("Zuleika", "943 476", "1950", "ward.example", "Hearing") if word in said
        ]


def test_sources_and_competing_accounts_stand_beside_their_entry(case, tmp_path):
    with case.step("Add") as step:
        step.add(EvidenceItem(id="e", code="E1", name="Bleep log"))
        step.add(EvidenceItem(id="f", code="E2", name="Statement"))
        step.add(TimelineEntry(id="t", text="Bleeped", accounts_state="resolved", resolution="The log decides",
                               resolved_by="Lead investigator"))  # fmt: skip
        step.add(Excerpt(id="x", evidence="e", about="t", place="line 4"))
        step.add(Account(id="a", entry="t", evidence="e", text="One bleep at 02:10"))
        step.add(Account(id="b", entry="t", evidence="f", text="Two bleeps"))
    export_to(case.snapshot, tmp_path / "t.csv")
    assert column(tmp_path / "t.csv", "Sources") == ["E1, line 4"]
    (said,) = column(tmp_path / "t.csv", "Accounts")
    assert "E1: " in said and "≠ E2: " in said
    assert said.endswith("Resolved: The log decides; by Lead investigator")


def test_entries_stand_in_the_order_of_the_timeline(case, tmp_path):
    with case.step("Add") as step:
        for id, clock in (("late", "09:00"), ("early", "04:00")):
            step.add(
                TimelineEntry(id=id, text=id, time=Time(TimeKind.DATETIME, f"2025-03-12T{clock}"), order=id)
            )
        step.add(TimelineEntry(id="loose", text="loose", order="z"))
        step.add(TimeLink(id="l", earlier="loose", later="late"))
    export_to(case.snapshot, tmp_path / "t.csv")
    found = column(tmp_path / "t.csv", "What happened")
    assert found.index("early") < found.index("late") and found.index("loose") < found.index("late")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_timeline_is_a_table_with_headings(case, tmp_path, suffix):
    export_to(case.snapshot, tmp_path / f"t{suffix}")
    (head,) = rows_of(tmp_path / f"t{suffix}")
    assert head[0] == "Code" and "What happened" in head


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_cannot_be_written_is_said_and_nothing_is_left(case, tmp_path, suffix):
    with pytest.raises(Fault, match="There is no folder"):
        export_to(case.snapshot, tmp_path / "gone" / f"t{suffix}")
    assert list(tmp_path.glob("*.part")) == []
