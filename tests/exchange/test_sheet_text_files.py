"""Files of separated values: whatever wrote them, whichever sign separates them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.exchange.sheet import read_sheets, separated
from rca_workbench.exchange.sheet.encodings import decoded
from rca_workbench.model.fault import Fault

from .sheets import csv_file

LINE = "13/04/2025 02:15;Señor Müller’s nurse;“NEWS 7 – £2”"


def rows(path, raw, name="log.csv"):
    (path / name).write_bytes(raw)
    return [list(row) for row in read_sheets(path / name).sheets[0].rows]


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ("Read as UTF-16.",)),
        ("utf-16-le", ("Read as UTF-16.",)),
        ("utf-16-be", ("Read as UTF-16.",)),
        ("utf-32", ("Read as UTF-32.",)),
        ("cp1252", ("Read as Windows text (cp1252).",)),
    ],
)
def test_a_file_is_read_in_the_encoding_it_was_written_in(tmp_path, encoding, note):
    path = csv_file(tmp_path / "log.csv", "When;Who;What", LINE, encoding=encoding.removesuffix("-sig"))
    if encoding == "utf-8-sig":
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    book = read_sheets(path)
    assert list(book.sheets[0].rows[1]) == LINE.split(";")
    assert book.sheets[0].rows[0][0] == "When"
    assert book.notes == note


def test_a_file_put_together_from_two_systems_is_read_line_by_line(tmp_path):
    raw = b"When,What\n02:15,caf\xc3\xa9\n02:20,caf\xe9\n02:25,plain\n"
    path = tmp_path / "mixed.csv"
    path.write_bytes(raw)
    book = read_sheets(path)
    assert [row[1] for row in book.sheets[0].rows] == ["What", "café", "café", "plain"]
    assert book.notes == ("Line 3 read as Windows text (cp1252), the others as UTF-8: the file mixes them.",)


def test_files_put_together_leave_no_mark_in_a_cell(tmp_path):
    one = "When,What\n02:15,fell\n".encode("utf-8-sig")
    assert rows(tmp_path, one + one)[2] == ["When", "What"]


@given(st.binary(max_size=300))
def test_any_bytes_become_text(raw):
    text, notes = decoded(raw)
    assert isinstance(text, str)
    assert all(note.endswith(".") for note in notes)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_utf_8_is_read_as_it_was_written(text):
    raw = ("When,What\n" + text).encode()
    assert decoded(raw)[0].endswith(text) or b"\0" in raw


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_found_though_others_stand_in_the_words(tmp_path, sign):
    lines = [["When", "Who", "What"], ["02:15", "Nurse", '"Bleeped; no, not answered | again"']]
    found = rows(tmp_path, "\n".join(sign.join(line) for line in lines).encode())
    assert found[1] == ["02:15", "Nurse", "Bleeped; no, not answered | again"]


def test_a_line_that_says_the_separator_is_believed_and_counts_as_a_row(tmp_path):
    assert rows(tmp_path, b"sep=;\nWhen;What\n02:15;a,b,c\n") == [[], ["When", "What"], ["02:15", "a,b,c"]]


def test_a_file_of_paragraphs_that_begin_with_times_is_cut_there(tmp_path):
    found = rows(tmp_path, b"13/04/2025 02:15 Fell\nHe called.\n02:20 - Helped\n02:30 Slept\n")
    assert found == [["13/04/2025 02:15", "Fell\nHe called."], ["02:20", "Helped"], ["02:30", "Slept"]]
    assert rows(tmp_path, b"What happened\nFell\nSlept\n") == [["What happened"], ["Fell"], ["Slept"]]


def test_a_tsv_file_is_cut_at_tabs(tmp_path):
    found = rows(tmp_path, b"When\tWhat\n02:15\tfell, slipped\n", "log.tsv")
    assert found[1] == ["02:15", "fell, slipped"]


def test_cells_keep_their_line_ends_and_quotation_marks(tmp_path):
    found = rows(tmp_path, b'When,What\r\n02:15,"Said ""help""\r\nand fell"\r\n02:20,next\r\n')
    assert found[1:] == [["02:15", 'Said "help"\nand fell'], ["02:20", "next"]]


def test_rows_may_differ_in_length_and_blank_ones_count(tmp_path):
    assert rows(tmp_path, b"When,Who,What\n02:15,a\n\n02:20,b,c,d\n,,\n") == [
        ["When", "Who", "What"], ["02:15", "a"], [], ["02:20", "b", "c", "d"],
    ]  # fmt: skip


def test_zero_characters_are_taken_out_and_that_is_said(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"When,What\n02:15,fe\0ll\n")
    book = read_sheets(path)
    assert book.sheets[0].rows[1] == ["02:15", "fell"]
    assert book.notes == ("Zero characters were taken out of it: no text holds them.",)


def test_a_quotation_mark_that_is_never_closed_is_named_with_its_row(tmp_path):
    raw = b'When,What\n02:15,fell\n02:20,"helped up\n02:25,slept\n'
    with pytest.raises(Fault, match=r"log\.csv: a quotation mark that opens in row 3 is never closed"):
        rows(tmp_path, raw)


def test_a_cell_beyond_all_measure_is_named_with_its_row(tmp_path):
    raw = b"When,What\n02:15,fell\n02:20," + b"x" * 10_000_001
    with pytest.raises(Fault, match=r"log\.csv, row 3 holds a cell of more than 10,000,000 characters"):
        rows(tmp_path, raw)


def test_more_columns_than_any_spreadsheet_has_are_refused_with_their_row(tmp_path):
    with pytest.raises(Fault, match=r"row 2 has 20,001 columns"):
        rows(tmp_path, b"When,What\n" + b"," * 20_000 + b"\n")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"SQLite format 3\0and more", "is a case file"),
        (b"%PDF-1.7 and more", "is a PDF file"),
        (b"\xef\xbb\xbf\n<HTML><table><tr><td>02:15", "is a web page or XML"),
        (b",,,\n,,\n", "holds no cells"),
    ],
)
def test_what_is_no_table_is_said_in_words(tmp_path, raw, said):
    with pytest.raises(Fault, match=said) as caught:
        rows(tmp_path, raw)
    assert caught.value.safe == "Nothing was imported."


def test_the_note_excel_leaves_beside_an_open_file_is_known(tmp_path):
    with pytest.raises(Fault, match=r"only what Excel leaves beside a file that is open.*Choose log\.xlsx"):
        rows(tmp_path, b"\x05Somebody", "~$log.xlsx")


def test_more_cells_than_memory_bears_are_refused_with_the_row(tmp_path, monkeypatch):
    monkeypatch.setattr(separated, "MOST_CELLS", 100)
    with pytest.raises(Fault, match=r"holds more than 100 cells, up to row 11"):
        rows(tmp_path, b",".join([b"a"] * 10) + b"\n" + (b"," * 9 + b"\n") * 50)


def test_a_folder_and_a_missing_file_are_said_in_words(tmp_path):
    with pytest.raises(Fault, match="is a folder, not a file"):
        read_sheets(tmp_path)
    with pytest.raises(Fault, match="There is no file"):
        read_sheets(tmp_path / "none.csv")


def test_a_file_another_program_holds_is_said_in_words(tmp_path, monkeypatch):
    path = csv_file(tmp_path / "log.csv", "When,What")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(Fault, match="another program may have it open") as caught:
        read_sheets(path)
    assert caught.value.todo == "Close it in the other program, or bring in a copy of it."
