"""The zip file a spreadsheet is: looked at before it is opened, and counted while it is inflated."""

import io
import re
import zipfile
import zlib

from rca_workbench.exchange.document import UNCHANGED
from rca_workbench.model.fault import Fault

MOST_PARTS = 10_000
LARGEST_INFLATED = 300_000_000
"""Bytes all parts may come to: some ten times a sheet of 50,000 rows."""
MOST_TIMES = 400
"""How many times its packed size a spreadsheet of some size may come to. Real ones reach thirty."""
_SMALL = 20_000_000
_CHUNK = 1 << 20
_TEXT = (".xml", ".rels", ".vml")


def parts_of(raw: bytes, name: str) -> dict[str, bytes]:
    """The parts of a spreadsheet that are text, by their path in the file in small letters: readers differ in that.

    The directory is believed only as far as it refuses: what is inflated is counted as it comes.

    Raises:
        Fault: it is cut short, damaged, protected, or larger inside than it may be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            listed = packed.infolist()
            if len(listed) > MOST_PARTS:
                raise _too_much(name, f"holds {len(listed):,} parts")
            if len({_path(one) for one in listed}) < len(listed):
                raise zipfile.BadZipFile  # two of one name: which one counts, readers do not agree on
            if any(one.flag_bits & 1 for one in listed):
                raise protected(name)
            _check_size(sum(one.file_size for one in listed), len(raw), name)
            read: dict[str, bytes] = {}
            total = 0
            for one in listed:
                if _path(one).endswith(_TEXT):
                    content = bytearray()
                    with packed.open(one) as part:
                        while chunk := part.read(_CHUNK):
                            content += chunk
                            total += len(chunk)
                            _check_size(total, len(raw), name)
                    read[_path(one)] = bytes(content)
            return read
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        what = (
            f"{name} is damaged or cut short."
            if not isinstance(error, NotImplementedError)
            else f"{name} is packed in a way this program does not know."
        )
        raise Fault(what, UNCHANGED, "Open it in Excel and save it again, or ask for another copy.") from None
    except MemoryError:
        raise Fault(f"{name} is too large for this computer's memory.", UNCHANGED) from None


def _path(part: zipfile.ZipInfo) -> str:
    return part.filename.lower().replace("\\", "/").lstrip("/")


def check_text(parts: dict[str, bytes], name: str) -> None:
    """Refuse what no spreadsheet program writes and readers stumble over. Raises Fault."""
    for content in parts.values():
        start = content[:2000]
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start or b"\0" in start:
            raise Fault(
                f"{name} is not a spreadsheet as Excel writes them.", UNCHANGED, "Save it again in Excel."
            )


_COLUMNS = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{1,3})[0-9]""")
_FAR_ROWS = re.compile(rb"""\sr\s*=\s*["']\s*[A-Za-z]{0,3}([0-9]{6,10})""")
_ROWS = re.compile(rb"""\sr\s*=\s*["']\s*[A-Za-z]{0,3}([0-9]{1,10})""")


def extent(content: bytes, most: int) -> tuple[int, int]:
    """The last row and column a sheet names, counted from 1: empty space up to there costs memory.

    Rows are counted closely only where their product could pass `most`.
    """
    columns = max((_number(letters) for letters in set(_COLUMNS.findall(content))), default=1)
    rows = max(map(int, _FAR_ROWS.findall(content)), default=99_999)
    if rows * columns > most:
        rows = max(map(int, set(_ROWS.findall(content))), default=1)
    return rows, columns


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def protected(name: str) -> Fault:
    """What to say of a file that asks for a password."""
    return Fault(
        f"{name} is protected by a password.",
        UNCHANGED,
        "Open it in Excel, save a copy without a password, and bring in the copy.",
    )


def _check_size(size: int, packed: int, name: str) -> None:
    if size > LARGEST_INFLATED or (size > _SMALL and size > packed * MOST_TIMES):
        raise _too_much(name, f"would unpack to {size / 1e6:,.0f} MB or more")


def _too_much(name: str, does: str) -> Fault:
    return Fault(
        f"{name} {does}, which no timeline does.", UNCHANGED, "Check where it came from before opening it."
    )
