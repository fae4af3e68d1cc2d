"""What is looked through in files that are no Word files, and what an export does when something is found."""

import io
import json
import struct
import zlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfWriter

from rca_workbench.analysis.naming import FoundKind, Register
from rca_workbench.exchange import export_to, import_into
from rca_workbench.leaks import (
    Leak,
    LeakFault,
    check_clean,
    leaks_in,
    placed,
    register_of,
    sources_of,
    write_clean,
)
from rca_workbench.model import (
    Actor,
    Attachment,
    EvidenceItem,
    Factor,
    Nature,
    Snapshot,
    TimelineEntry,
)
from rca_workbench.model.fault import Fault
from rca_workbench.model.time import Time, TimeKind
from rca_workbench.reference import sample_case_path
from rca_workbench.store import Case

NAME = "Zelda Quenwick"
PERSON = Actor(
    id="p",
    role="Ward nurse 1",
    nature=Nature.STAFF,
    name=NAME,
    nhs_number="943 476 5919",
    born="22 April 2019",
)
REGISTER = Register([PERSON])
NOW = datetime(2026, 12, 1, 9, 30)


def where(data: bytes, name: str) -> list[str]:
    return [one.where for one in leaks_in(data, name, REGISTER)]


def snapshot(*things: object) -> Snapshot:
    return Snapshot.empty().changed([PERSON, *things], [], "head")  # type: ignore[list-item]


def test_tables_of_text_name_row_and_column() -> None:
    data = b'Code,What happened\r\nT1,"Seen by Zelda\nQuenwick"\r\n'
    assert where(data, "t.csv") == ["row 2, What happened"]


def test_json_names_the_path_and_knows_ids_from_numbers() -> None:
    held = {"entities": {"factor": [{"id": "9" * 32, "sha": "9434765919" * 4, "text": f"By {NAME}"}]}}
    assert where(json.dumps(held).encode(), "c.json") == ["entities, factor 1, text"]
    assert where(json.dumps({"value": 9434765919}).encode(), "c.json") == ["value"]


def test_calendars_are_read_with_their_lines_unfolded() -> None:
    data = b"BEGIN:VCALENDAR\r\nSUMMARY:Call Zelda Quen\r\n wick\\, at noon\r\nEND:VCALENDAR\r\n"
    assert where(data, "c.ics") == ["line 2"]


def test_text_in_another_encoding_is_read() -> None:
    assert where(f"By {NAME}".encode("utf-16"), "c.txt") == ["line 1"]
    assert where(b"\x00\x01\xff\xfe\x00" + NAME.encode() + b"\x00\xff", "c.bin") == [
        "c.bin, which is no text"
    ]


def test_pictures_keep_nothing_beside_their_dots() -> None:
    body = b"Comment\0" + NAME.encode()
    chunk = struct.pack(">I", len(body)) + b"tEXt" + body + struct.pack(">I", zlib.crc32(b"tEXt" + body))
    assert where(b"\x89PNG\r\n\x1a\n" + chunk, "p.png") == ["what is kept beside the picture"]


def test_lines_of_a_vector_picture_are_read_together() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M130 343 1087"/><text>Zelda</text><text>Quenwick</text></svg>'
    assert where(svg, "p.svg") == ["the picture"]


def test_pdf_properties_and_attached_files_are_read() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": NAME})
    writer.add_attachment("note.txt", f"By {NAME}".encode())
    out = io.BytesIO()
    writer.write(out)
    found = where(out.getvalue(), "r.pdf")
    assert "the properties of the file" in found and "line 1" in found


def test_a_spreadsheet_names_sheet_and_cell() -> None:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Actions")
    sheet.write_string(3, 2, f"Ask {NAME}")
    sheet.write_number(4, 2, 9434765919)
    sheet.write_comment(0, 0, NAME)
    sheet.set_header(f"&L{NAME}")
    book.close()
    found = where(out.getvalue(), "a.xlsx")
    assert "Actions, cell C4" in found and "Actions, cell C5" in found
    assert "the header or footer of Actions" in found and len(found) >= 4


@pytest.mark.parametrize("name", ["c.json", "t.csv", "t.xlsx", "g.graphml", "p.svg", "p.png"])
def test_every_export_stops_and_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    factor = Factor(id="f", code="C1", text=f"The bleep of {NAME} was flat")
    case = snapshot(factor, TimelineEntry(id="t", code="T1", text=f"Seen by {NAME}"))
    (tmp_path / name).write_text("earlier")
    view = "graph" if name.startswith("p.") else None
    with pytest.raises(LeakFault) as stopped:
        export_to(case, tmp_path / name, view, now=NOW)
    assert "Nothing left this laptop." in str(stopped.value) and "Quenwick" not in str(stopped.value)
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "earlier"


@pytest.mark.parametrize(
    ("name", "view"),
    [("a.xlsx", "actions"), ("e.xlsx", "evidence"), ("c.ics", None), ("p.png", "graph"), ("t.csv", None)],
)
def test_an_export_that_is_stopped_leaves_nothing(name: str, view: str | None, tmp_path: Path) -> None:
    case = Snapshot.empty().changed([Factor(id="f", code="C1", text="The bleep was flat")], [], "head")
    with pytest.raises(Fault, match=r"Stopped\."):
        export_to(case, tmp_path / name, view, now=NOW, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_the_evidence_list_puts_roles_also_in_names_of_files(tmp_path: Path) -> None:
    item = EvidenceItem(id="e", code="E1", name=f"Statement of {NAME}")
    export_to(snapshot(item), tmp_path / "e.xlsx", "evidence", now=NOW)
    from openpyxl import load_workbook

    assert load_workbook(tmp_path / "e.xlsx")["Evidence"]["B2"].value == "Statement of Ward nurse 1"
    file = Attachment(id="a", evidence="e", name="scan Zelda_Quenwick.pdf", sha256="0" * 64)
    export_to(snapshot(item, file), tmp_path / "f.xlsx", "evidence", now=NOW)
    assert "Quenwick" not in str([one.value for one in load_workbook(tmp_path / "f.xlsx")["Evidence"]["N"]])


def test_a_newborns_day_is_no_leak_on_the_day_it_all_happened() -> None:
    day = TimelineEntry(id="t", text="Born", time=Time(TimeKind.DATETIME, start="2019-04-22T03:10"))
    assert [one.kind for one in leaks_in(b"On 22 April 2019", "a.txt", register_of(snapshot()))] == [
        FoundKind.BORN
    ]
    assert leaks_in(b"On 22 April 2019", "a.txt", register_of(snapshot(day))) == ()


def test_where_a_leak_comes_from_is_found_with_what_to_say_instead() -> None:
    first = TimelineEntry(id="t1", text=f"Then {NAME} came")
    second = TimelineEntry(id="t2", text="Later Quen\u00adwick left, 943 476 5919")
    case = snapshot(first, second)
    assert [
        (one.entity.id, one.becomes) for one in sources_of(case, leaks_in(NAME.encode(), "a.txt", REGISTER))
    ] == [
        ("t1", "Then Ward nurse 1 came"),
        ("t2", "Later Ward nurse 1 left, 943 476 5919"),
    ]
    leaks = leaks_in(b"Code,What\nT2,Later Quenwick left\nT1,Then Zelda Quenwick came\n", "a.csv", REGISTER)
    assert [source.entity.id for _, source in placed(case, leaks) if source] == ["t2", "t1"]
    assert sources_of(case, [Leak(FoundKind.EMAIL, "a", "b", text="a@b.example")]) == ()


def test_write_clean_writes_what_names_nobody(tmp_path: Path) -> None:
    write_clean(tmp_path / "a.txt", b"Ward nurse 1 came", snapshot())
    assert (tmp_path / "a.txt").read_bytes() == b"Ward nurse 1 came"
    with pytest.raises(LeakFault, match="the name of the file"):
        write_clean(tmp_path / "Quenwick.txt", b"", snapshot())
    with pytest.raises(LeakFault, match="The picture was not exported"):
        check_clean(
            "p.png", b"\x89PNG\r\n\x1a\n", snapshot(), shown=f"<svg><text>{NAME}</text></svg>".encode()
        )


def test_the_sample_case_with_invented_people_raises_no_alarm(tmp_path: Path) -> None:
    names = [
        "Quillon Abernaught",
        "Perpetua Vandersloot",
        "Ignatius Mbeki-Lindqvist",
        "Oona Featherstonehaugh",
    ]
    with Case.create(tmp_path / "s.rca", title="Sample") as case:
        import_into(case, sample_case_path())
        known = [
            replace(one, name=f"{names[at % 4]}{chr(97 + at)}", nhs_number="401 023 2137", born="03/02/1951")
            for at, one in enumerate(case.snapshot.of(Actor).values())
        ]
        sample = case.snapshot.changed(known, [], case.snapshot.head)
    for name, view in (
        ("c.json", None), ("t.csv", None), ("t.xlsx", None), ("g.graphml", None), ("a.xlsx", "actions"),
        ("e.xlsx", "evidence"), ("c.ics", None), ("p.svg", "timeline"), ("m.png", "graph"),
    ):  # fmt: skip
        export_to(sample, tmp_path / name, view, now=NOW)
        assert (tmp_path / name).exists()
