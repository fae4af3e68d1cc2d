"""Opens a source of rows: a file of separated values, a spreadsheet, or pasted text.

Nothing is believed about a file. Every way it can be wrong is a `Fault`; nothing in it is ever carried out.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

from rca_workbench.exchange.document import LARGEST, UNCHANGED
from rca_workbench.exchange.sheet import excel, separated
from rca_workbench.exchange.sheet.cells import Sheet, Workbook
from rca_workbench.exchange.sheet.encodings import decoded
from rca_workbench.exchange.sheet.guessing import upright
from rca_workbench.exchange.sheet.pasted import PASTED, is_prose, rows_of
from rca_workbench.model.fault import Fault
from rca_workbench.model.text import clean_text
from rca_workbench.store.collecting import gc_paused

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
"""Files `read_sheets` takes."""


def read_sheets(path: Path) -> Workbook:
    """The rows of a file of separated values or a spreadsheet, whichever it is, whatever its name ends in.

    A text file (.txt) is read as if it were pasted: it may be a table, or paragraphs that begin with a time.

    Raises:
        Fault: it cannot be read, is of another format, protected, cut short, or larger than it may be.
    """
    name = clean_text(path.name)
    if name.startswith("~$"):
        raise Fault(
            f"{name} is only what Excel leaves beside a file that is open.", UNCHANGED, f"Choose {name[2:]}."
        )
    raw = _bytes(path)
    if not raw.strip():
        raise Fault(f"{name} is empty.", UNCHANGED)
    digest = hashlib.sha256(raw).hexdigest()
    if raw.startswith((excel.ZIP, excel.OLE)):
        with gc_paused():
            read = excel.read_excel(raw, name)
        return _checked(Workbook(name, digest, tuple(read.sheets), tuple(read.notes), read.since_1904))
    if raw.startswith(b"SQLite format 3\0"):
        raise Fault(f"{name} is a case file, not a timeline to bring in.", UNCHANGED, "Open it instead.")
    if raw.startswith(b"%PDF"):
        raise Fault(
            f"{name} is a PDF file.", UNCHANGED, "Copy its table and paste it, or ask for the spreadsheet."
        )
    if (
        raw[:300]
        .lstrip(b"\xef\xbb\xbf \r\n\t")
        .lower()
        .startswith((b"<!doctype html", b"<html", b"<table", b"<?xml"))
    ):
        raise Fault(
            f"{name} is a web page or XML, whatever its name says.",
            UNCHANGED,
            "Open it in Excel and save it as .xlsx or .csv.",
        )
    text, notes = decoded(raw)
    text = text.replace("\ufeff", "")  # files put together each bring the mark of their start
    if "\0" in text:
        notes = (*notes, "Zero characters were taken out of it: no text holds them.")
        text = text.replace("\0", "")
    if path.suffix.lower() == ".txt":
        return _checked(Workbook(name, digest, (Sheet(path.stem, rows_of(text)),), notes))
    rows = separated.split(text, name, prefer="\t" if path.suffix.lower() == ".tsv" else ",")
    if is_prose(rows):
        rows = rows_of(text)
    return _checked(Workbook(name, digest, (Sheet(path.stem, rows),), notes))


def read_pasted(text: str) -> Workbook:
    """The rows of text pasted from a spreadsheet, a table or paragraphs.

    Raises:
        Fault: there is nothing in it.
    """
    if not text.strip():
        raise Fault("There is no text to bring in.", UNCHANGED)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _checked(Workbook(PASTED, digest, (Sheet(PASTED, rows_of(text)),)))


def _checked(book: Workbook) -> Workbook:
    if not any(any(row) for sheet in book.sheets for row in sheet.rows):
        raise Fault(f"{book.name} holds no cells.", UNCHANGED)
    sheets = tuple(upright(sheet) for sheet in book.sheets)
    turned = [
        f"{f'“{sheet.name}”' if len(sheets) > 1 else 'The sheet'} holds its events in columns and was turned: "
        "row 3 here is its column C."
        for sheet in sheets
        if sheet.sideways
    ]
    return replace(book, sheets=sheets, notes=(*book.notes, *turned)) if turned else book


def _bytes(path: Path) -> bytes:
    name = clean_text(path.name) or str(path)
    try:
        if path.is_dir():
            raise Fault(f"{name} is a folder, not a file.", UNCHANGED)
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Fault(f"There is no file {path}.", UNCHANGED, "Check the name and the folder.") from None
    except PermissionError:
        raise Fault(
            f"{name} could not be read: another program may have it open, or you may not read it.",
            UNCHANGED,
            "Close it in the other program, or bring in a copy of it.",
        ) from None
    except OSError as error:
        raise Fault(f"{name} could not be read: {error.strerror or error}.", UNCHANGED) from None
    except MemoryError:
        raise Fault(f"{name} is too large for this computer's memory.", UNCHANGED) from None
    if len(raw) > LARGEST:
        most = f"{LARGEST / 1e6:,.0f} MB"
        raise Fault(f"{name} is larger than {most}, the most a file to import may have.", UNCHANGED)
    return raw
