"""Spreadsheets: what a cell knows is taken as it is, and no file may do harm."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from rca_workbench.exchange.sheet import RowState, guess, read_sheets
from rca_workbench.exchange.sheet.zipped import extent
from rca_workbench.model import Time, TimeKind
from rca_workbench.model.fault import Fault

from .sheets import excel_file, planned, told

TOP = ("When", "Who", "What happened")


def times(path):
    return [row.time for row in planned(path).rows]


def parts_changed(path, change):
    """The same spreadsheet with one part's bytes changed: `change` maps part names to new content."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, change.get(one.filename, old.read(one)))
        for name in change.keys() - set(old.namelist()):
            new.writestr(name, change[name])
    path.write_bytes(packed.getvalue())
    return path


def test_dates_and_times_are_taken_as_the_file_knows_them(tmp_path):
    path = excel_file(
        tmp_path / "log.xlsx",
        TOP,
        (dt.datetime(2025, 4, 3, 2, 15), "Nurse", "Fall found"),
        (dt.datetime(2025, 4, 3, 2, 15, 30), "Nurse", "Help called"),
        (dt.datetime(2025, 12, 3, 14, 0), "Doctor", "Reviewed"),
    )
    assert times(path) == [
        Time(TimeKind.DATETIME, "2025-04-03T02:15"),
        Time(TimeKind.DATETIME, "2025-04-03T02:15:30"),
        Time(TimeKind.DATETIME, "2025-12-03T14:00"),
    ]
    assert not planned(path).problems


def test_a_date_and_a_time_of_day_in_two_columns_are_put_together(tmp_path):
    path = excel_file(
        tmp_path / "log.xlsx",
        ("Date", "Time", "What happened"),
        (dt.date(2025, 4, 3), dt.time(2, 15), "real cells"),
        (None, "0220", "words, the day of the row above"),
        (None, 225, "a number, its zero in front lost"),
        (dt.date(2025, 4, 4), None, "a day alone"),
        (dt.date(2025, 4, 5), "c 0300", "about"),
    )
    assert [time for time, _, _ in told(planned(path))] == [
        "at 02:15 on 3 April 2025",
        "at 02:20 on 3 April 2025",
        "at 02:25 on 3 April 2025",
        "some time on 4 April 2025",
        "about 03:00 on 5 April 2025",
    ]


def test_days_counted_from_1904_are_the_days_people_see(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (
        TOP,
        (dt.datetime(2025, 4, 3, 2, 15), "Nurse", "a real date"),
        (44288.09375, "Nurse", "a bare number"),
    ):
        book.active.append(row)
    book.save(tmp_path / "mac.xlsx")
    assert guess(read_sheets(tmp_path / "mac.xlsx")).since_1904
    assert [time.start for time in times(tmp_path / "mac.xlsx")] == ["2025-04-03T02:15", "2025-04-03T02:15"]


def test_bare_numbers_of_days_are_dates_and_keep_what_the_cell_said(tmp_path):
    path = excel_file(
        tmp_path / "log.xlsx", TOP, (45750.09375, "Nurse", "Fall found"), (45750, "Nurse", "Day only")
    )
    assert times(path) == [
        Time(TimeKind.DATETIME, "2025-04-03T02:15", said="45750.09375"),
        Time(TimeKind.DATE, "2025-04-03", said="45750"),
    ]


def test_a_bare_day_among_moments_is_doubted(tmp_path):
    path = excel_file(
        tmp_path / "log.xlsx",
        TOP,
        (dt.datetime(2025, 4, 3, 23, 50), "Nurse", "Before midnight"),
        (dt.datetime(2025, 4, 4), "Nurse", "At midnight, or some time that day"),
        (dt.datetime(2025, 4, 4, 0, 10), "Nurse", "After midnight"),
    )
    (problem,) = planned(path).problems
    assert (problem.where, problem.blocks) == ("row 3, column A", False)
    assert problem.sentence.startswith("It says a day without a time of day, or midnight exactly")


def test_formulas_are_never_carried_out_and_stand_as_text(tmp_path):
    path = excel_file(
        tmp_path / "log.xlsx",
        TOP,
        (dt.datetime(2025, 4, 3, 2, 15), "Nurse", "=cmd|'/c calc'!A1"),
        (dt.datetime(2025, 4, 3, 2, 20), "Nurse", '=HYPERLINK("http://x","y")&"<b>"'),
    )
    book = read_sheets(path)
    assert [row[2] for row in book.sheets[0].rows[1:]] == [
        "=cmd|'/c calc'!A1",
        '=HYPERLINK("http://x","y")&"<b>"',
    ]
    assert book.notes == (
        "2 cells hold formulas; their last result was read, or the formula where there is none.",
    )


def test_a_formula_that_has_a_result_gives_the_result(tmp_path):
    path = excel_file(tmp_path / "log.xlsx", TOP, (dt.datetime(2025, 4, 3, 2, 15), "Nurse", "=1+1"))
    with zipfile.ZipFile(path) as packed:
        text = packed.read("xl/worksheets/sheet1.xml").decode()
    with_result = text.replace("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>").replace(
        "<f>1+1</f><v/>", "<f>1+1</f><v>2</v>"
    )
    parts_changed(path, {"xl/worksheets/sheet1.xml": with_result.encode()})
    assert read_sheets(path).sheets[0].text(2, 2) == "2"


def test_errors_in_cells_stand_as_people_see_them(tmp_path):
    path = excel_file(tmp_path / "log.xlsx", TOP, (dt.datetime(2025, 4, 3, 2, 15), "#REF!", "Fall"))
    assert read_sheets(path).sheets[0].text(2, 1) == "#REF!"


def test_what_merged_cells_say_stands_in_each_of_their_rows(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ("Timeline of the night", None, None),
        TOP,
        (dt.date(2025, 4, 3), "Nurse", "one"),
        (None, None, "two"),
        (None, "Doctor", "three"),
    ):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A3:A5")
    book.active.merge_cells("B3:B4")
    book.save(tmp_path / "log.xlsx")
    plan = planned(tmp_path / "log.xlsx")
    assert plan.layout.header == 2
    assert told(plan) == [
        ("some time on 3 April 2025", "Nurse", "one"),
        ("some time on 3 April 2025", "Nurse", "two"),
        ("some time on 3 April 2025", "Doctor", "three"),
    ]
    assert plan.workbook.notes[0].startswith("Merged cells: what they say stands in their first column")


def test_the_sheet_that_is_a_timeline_is_found_and_hidden_ones_are_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(("Prepared by", "Somebody"))
    sheet = book.create_sheet("Events")
    for row in (TOP, (dt.datetime(2025, 4, 3, 2, 15), "Nurse", "Fall found")):
        sheet.append(row)
    hidden = book.create_sheet("Lists")
    hidden.append(("Event",))
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "log.xlsx")
    read = read_sheets(tmp_path / "log.xlsx")
    assert [one.name for one in read.sheets] == ["Sheet", "Events", "Lists"]
    assert guess(read).sheet == 1
    assert "The sheet “Lists” is hidden in the file." in read.notes


def test_a_thousand_columns_are_no_trouble(tmp_path):
    path = excel_file(
        tmp_path / "log.xlsx",
        (*TOP, *(f"Extra {n}" for n in range(1000))),
        (dt.datetime(2025, 4, 3, 2, 15), "Nurse", "Fall found", *("x" for _ in range(1000))),
    )
    plan = planned(path)
    assert told(plan) == [("at 02:15 on 3 April 2025", "Nurse", "Fall found")]
    assert plan.rows[0].state is RowState.NEW


# What no file may do


def refused(path, said):
    with pytest.raises(Fault, match=said) as caught:
        read_sheets(path)
    assert caught.value.safe == "Nothing was imported."
    return caught.value


def test_a_file_cut_short_anywhere_is_said_to_be_damaged(tmp_path):
    whole = excel_file(
        tmp_path / "log.xlsx", TOP, *([dt.datetime(2025, 4, 3), "Nurse", "x" * 50] for _ in range(50))
    )
    raw = whole.read_bytes()
    for share in (0.02, 0.3, 0.6, 0.9, 0.99):
        whole.write_bytes(raw[: int(len(raw) * share)])
        refused(whole, "damaged or cut short")


def test_damage_inside_is_found(tmp_path):
    path = excel_file(
        tmp_path / "log.xlsx", TOP, *([dt.datetime(2025, 4, 3), f"Nurse {n}", "x"] for n in range(200))
    )
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        at = packed.getinfo("xl/worksheets/sheet1.xml").header_offset + 200
    raw[at : at + 40] = bytes(40)
    path.write_bytes(raw)
    refused(path, "damaged or cut short")


def test_a_sheet_that_is_no_xml_is_refused(tmp_path):
    path = excel_file(tmp_path / "log.xlsx", TOP)
    parts_changed(path, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row r='1'><c r='A1'"})
    refused(path, "could not be read as a spreadsheet|holds no cells")


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path):
    path = excel_file(tmp_path / "log.xlsx", TOP)
    parts_changed(path, {"xl/worksheets/sheet1.xml": b" " * 60_000_000})
    fault = refused(path, "would unpack to 60 MB or more, which no timeline does")
    assert fault.todo == "Check where it came from before opening it."


def test_a_zip_bomb_that_lies_in_its_directory_is_stopped_while_it_is_read(tmp_path):
    path = excel_file(tmp_path / "log.xlsx", TOP)
    parts_changed(path, {"xl/worksheets/sheet1.xml": b" " * 60_000_000})
    raw = bytearray(path.read_bytes())
    size = (60_000_000).to_bytes(4, "little")
    assert raw.count(size) >= 1
    path.write_bytes(bytes(raw).replace(size, (1000).to_bytes(4, "little")))
    refused(path, "damaged or cut short|would unpack")


def test_thousands_of_parts_are_refused(tmp_path):
    path = excel_file(tmp_path / "log.xlsx", TOP)
    parts_changed(path, {f"xl/media/{n}.bin": b"" for n in range(10_100)})
    refused(path, "parts, which no timeline does")


def test_a_sheet_with_one_cell_in_the_farthest_corner_is_refused_before_memory_is_taken(tmp_path):
    path = excel_file(tmp_path / "log.xlsx", TOP)
    far = (
        b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b"<row><c\nr = 'XFD1048576'><v>1</v></c></row></sheetData></worksheet>"
    )
    parts_changed(path, {"xl/worksheets/sheet1.xml": far})
    refused(path, "“Log” reaches to row 1,048,576 and column 16,384, more than can be read")


@pytest.mark.parametrize(
    ("content", "most", "found"),
    [
        (b'<row r="12"><c r="C12"/></row>', 100, (12, 3)),
        (b'<row r="12"><c r="C12"/></row>', 10**9, (99_999, 3)),
        (b'<row r="1"><c r="AB200000"/></row>', 10**9, (200_000, 28)),
        (b"<sheetData/>", 100, (1, 1)),
    ],
)
def test_how_far_a_sheet_reaches(content, most, found):
    assert extent(content, most) == found


def test_two_parts_of_one_name_are_refused(tmp_path):
    path = excel_file(tmp_path / "log.xlsx", TOP)
    parts_changed(path, {"xl/Worksheets/SHEET1.xml": b"<worksheet/>"})
    refused(path, "damaged or cut short")


def test_text_that_grows_as_it_is_read_is_refused(tmp_path):
    path = excel_file(tmp_path / "log.xlsx", TOP)
    laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><sst>&lol2;</sst>'
    parts_changed(path, {"xl/sharedStrings.xml": laughs})
    refused(path, "is not a spreadsheet as Excel writes them")


def test_a_password_is_said_to_be_in_the_way(tmp_path):
    path = tmp_path / "log.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(99)
    )
    fault = refused(path, "log.xlsx is protected by a password")
    assert "save a copy without a password" in fault.todo


def test_other_formats_are_named_with_what_to_do(tmp_path):
    path = tmp_path / "log.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "save it as .xlsx or .csv" in refused(path, "Excel before 2007").todo
    for name, part, said in (
        ("a.docx", "word/document.xml", "is a Word file"),
        ("a.xlsb", "xl/_rels/workbook.bin.rels", "is a binary spreadsheet"),
        ("a.zip", "readme.xml", "is a zip file, not a spreadsheet"),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as packed:
            packed.writestr(part, "<x/>")
        refused(tmp_path / name, said)
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    refused(tmp_path / "a.ods", "is an OpenDocument file")


def test_a_spreadsheet_without_cells_is_refused(tmp_path):
    refused(excel_file(tmp_path / "log.xlsx"), "holds no cells")
