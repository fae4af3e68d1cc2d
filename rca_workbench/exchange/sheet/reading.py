"""Opens a source of rows: a file of separated values, a spreadsheet, or pasted text.

Nothing is believed about a file. Every way it can be wrong is a `Fault`; nothing in it is ever carried out.
"""

import hashlib
from pathlib import Path

from rca_workbench.exchange.document import LARGEST, UNCHANGED
from rca_workbench.exchange.sheet import separated
from rca_workbench.exchange.sheet.cells import Sheet, Workbook
from rca_workbench.exchange.sheet.encodings import decoded
from rca_workbench.model.fault import Fault
from rca_workbench.model.text import clean_text

SUFFIXES = (".csv", ".tsv", ".xlsx")
"""Files `read_sheets` takes."""

PASTED = "Pasted text"


def read_sheets(path: Path) -> Workbook:
    """The rows of a file of separated values or a spreadsheet.

    Raises:
        Fault: it cannot be read, is of another format, protected, cut short, or larger than it may be.
    """
    name = clean_text(path.name)
    raw = _bytes(path)
    if not raw.strip():
        raise Fault(f"{name} is empty.", UNCHANGED)
    digest = hashlib.sha256(raw).hexdigest()
    text, notes = decoded(raw)
    rows = separated.split(text, name, prefer="\t" if path.suffix.lower() == ".tsv" else ",")
    return Workbook(name, digest, (Sheet(path.stem, rows),), notes)


def read_pasted(text: str) -> Workbook:
    """The rows of text pasted from a spreadsheet, a table or paragraphs.

    Raises:
        Fault: there is nothing in it.
    """
    if not text.strip():
        raise Fault("There is no text to bring in.", UNCHANGED)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Workbook(PASTED, digest, (Sheet(PASTED, separated.split(text, PASTED, prefer="\t")),))


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
