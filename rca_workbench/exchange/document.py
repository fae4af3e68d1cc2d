"""Reads a source file into a document, or says in one sentence why it cannot be one.

Nothing is believed about the file: it may be empty, cut short, huge, in another encoding or written to
make a reader fall over. Every way it can be wrong is a `Fault` that names the place.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf
from pathlib import Path

from rca_workbench.exchange.locate import first_flaw
from rca_workbench.model.fault import Fault
from rca_workbench.model.text import clean_text

LARGEST = 200_000_000
"""Bytes a source may have: some hundred times the largest investigation, and what a laptop's memory bears."""

UNCHANGED = "Nothing was imported."

Document = dict[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    """A source file as read."""

    name: str
    """The file's name without its folder: names of folders may identify a person."""
    version: str
    """What its `schema` says."""
    content: Document
    digest: str
    """SHA-256 of the file, in hexadecimal."""


def read_source(path: Path, versions: Sequence[str]) -> Source:
    """The document in a file.

    Args:
        path: the file.
        versions: the schema names that can be read.

    Raises:
        Fault: it cannot be read, is not JSON, or is of a version not among `versions`.
    """
    name = clean_text(path.name)
    raw = _bytes(path)
    content = _parsed(_text(raw, name), name)
    version = content.get("schema")
    known = " and ".join(versions)
    if version is None:
        raise Fault(
            f"{name} does not say which format it is in.", UNCHANGED, f'"schema" must be one of {known}.'
        )
    if not isinstance(version, str) or version not in versions:
        said = version if isinstance(version, str) else json.dumps(version)
        raise Fault(
            f"{name} is in the format {said[:60]!r}, which this version does not know.",
            UNCHANGED,
            f"It reads {known}.",
        )
    return Source(name, version, content, hashlib.sha256(raw).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Fault(f"{path.name or path} is a folder, not a file.", UNCHANGED)
        size = path.stat().st_size
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1) if size <= LARGEST else b""
        if max(size, len(raw)) > LARGEST:
            most = f"{LARGEST / 1e6:,.0f} MB"
            raise Fault(f"{path.name} is larger than {most}, the most a file to import may have.", UNCHANGED)
        return raw
    except FileNotFoundError:
        raise Fault(f"There is no file {path}.", UNCHANGED, "Check the name and the folder.") from None
    except OSError as error:
        raise Fault(f"{path.name} could not be read: {error.strerror or error}.", UNCHANGED) from None
    except MemoryError:
        raise Fault(f"{path.name} is too large for this computer's memory.", UNCHANGED) from None


def _text(raw: bytes, name: str) -> str:
    if not raw.strip():
        raise Fault(f"{name} is empty.", UNCHANGED)
    if raw.startswith(b"SQLite format 3\0"):
        raise Fault(f"{name} is a case file, not a file to import.", UNCHANGED, "Open it instead.")
    if raw.startswith(b"PK\x03\x04"):
        raise Fault(f"{name} is a Word, Excel or zip file; this version imports JSON.", UNCHANGED)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Fault(f"{name} is UTF-16 text.", UNCHANGED, "Save it as UTF-8.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Fault(
            f"{name} is not UTF-8 text: line {line} holds a byte that cannot be read.",
            UNCHANGED,
            "Save it as UTF-8.",
        ) from None


class _Flaw(ValueError):
    """Something JSON allows, or Python does, and a case does not."""


def _parsed(text: str, name: str) -> Document:
    try:
        content = json.loads(
            text, object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_number
        )
    except json.JSONDecodeError as error:
        raise Fault(
            f"{name} is not valid JSON: line {error.lineno}, column {error.colno}: {_said(error.msg)}.",
            UNCHANGED,
            "It may be cut short." if error.pos >= len(text.rstrip()) else "",
        ) from None
    except RecursionError:
        raise Fault(f"{name} is nested too deeply to be a case.", UNCHANGED) from None
    except MemoryError:
        raise Fault(f"{name} is too large for this computer's memory.", UNCHANGED) from None
    except ValueError:  # _Flaw, or a whole number of more digits than Python converts
        raise Fault(f"{name}: {first_flaw(text)}.", UNCHANGED) from None
    if not isinstance(content, dict):
        raise Fault(f"{name} is JSON, but not a case: it must begin with {{.", UNCHANGED)
    return content


def _said(message: str) -> str:
    if message.startswith("Invalid control character"):
        return "a control character stands in a text as it is"
    return message[:1].lower() + message[1:]


def _object(pairs: list[tuple[str, object]]) -> Document:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Flaw
    return made


def _no_constant(_: str) -> float:
    raise _Flaw


def _number(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise _Flaw
    return number
