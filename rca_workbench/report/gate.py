"""What a Word file from outside has to pass before anything opens it.

A file may be small and hold ten million empty paragraphs, ask to be fetched from elsewhere, or carry macros. Limits
are those of the design: real files compress 14 to 52 times, and the largest report measured holds 540,000 elements.
"""

import zipfile
from pathlib import Path

from rca_workbench.model.fault import Fault

MOST_PARTS = 2_000
MOST_IN_PART = 64 * 1024 * 1024
MOST_BYTES = 256 * 1024 * 1024
MOST_TIMES = 250
"""How many times larger than packed a part over 1 MB may be."""
MOST_ELEMENTS = 3_000_000

WORD_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
"""What a Word document and a Word template (.dotx) call their main part."""
_STRICT = b"http://purl.oclc.org/ooxml/"
"""What the relations of a file begin with that was saved as Strict Open XML."""
_LEAVE = "Nothing was written."
_MAIN_PART = "word/document.xml"


def look_over(
    file: Path,
    meant: str = "a template",
    *,
    safe: str = _LEAVE,
    may_be_crossed: bool = False,
    may_be_template: bool = False,
) -> None:
    """Refuse what is not an ordinary Word file. Raises Fault in words.

    Args:
        file: the file.
        meant: what it ought to be, for the sentences.
        safe: what is safe, for the sentences.
        may_be_crossed: let a main part through whose tags do not close, as LibreOffice up to 7.4 writes them: it can
            still be read, though not relied on.
        may_be_template: let a Word template (.dotx) through.
    """
    try:
        _look_over(file, meant, may_be_crossed, may_be_template)
    except Fault as fault:
        raise Fault(fault.what, safe, fault.todo) from None


def _look_over(file: Path, meant: str, may_be_crossed: bool, may_be_template: bool) -> None:
    name = file.name
    try:
        with file.open("rb") as held:
            first = held.read(8)
    except OSError as fault:
        raise Fault(f"{file} cannot be read: {fault.strerror}.", _LEAVE) from None
    if first.startswith(b"\xd0\xcf\x11\xe0"):
        raise Fault(
            f"{name} is locked with a password, or in the old Word format.",
            _LEAVE,
            "Save it as .docx without a password.",
        )
    try:
        with zipfile.ZipFile(file) as package:
            _check_parts(name, package, meant)
            _check_type(name, package, may_be_template)
            _count_elements(name, package, meant, may_be_crossed)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as fault:
        if isinstance(fault, zipfile.BadZipFile):
            raise Fault(f"{name} is not a Word file.", _LEAVE, "Choose a .docx file.") from None
        raise Fault(f"{name} cannot be read whole.", _LEAVE, "Open it in Word and save it again.") from None


def _check_parts(name: str, package: zipfile.ZipFile, meant: str) -> None:
    """Names and sizes, before a byte is unpacked."""
    parts = package.infolist()
    names = [one.filename for one in parts]
    squeezed = (
        one.file_size > 1024 * 1024 and one.file_size > MOST_TIMES * max(1, one.compress_size)
        for one in parts
    )
    if (
        len(parts) > MOST_PARTS
        or sum(one.file_size for one in parts) > MOST_BYTES
        or any(one.file_size > MOST_IN_PART for one in parts)
        or any(squeezed)
    ):
        raise Fault(f"{name} is far larger inside than {meant} can be.", _LEAVE)
    if any(one.flag_bits & 1 for one in parts):
        raise Fault(f"{name} is locked with a password.", _LEAVE, "Save it without one.")
    odd = any(".." in one or one.startswith("/") or "\\" in one for one in names)
    if odd or len({one.lower() for one in names}) != len(names):
        raise Fault(f"{name} is not put together as Word does it.", _LEAVE)
    if any("vbaproject" in one.lower() or "activex" in one.lower() for one in names):
        raise Fault(f"{name} holds macros.", _LEAVE, "Save it as .docx without macros.")
    if _MAIN_PART not in names or "[Content_Types].xml" not in names:
        raise Fault(f"{name} is not a Word file.", _LEAVE)


def _check_type(name: str, package: zipfile.ZipFile, may_be_template: bool) -> None:
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types:
        raise Fault(f"{name} is made for macros.", _LEAVE, "Save it as .docx without macros.")
    if not (WORD_TYPE in types or (may_be_template and TEMPLATE_TYPE in types)):
        raise Fault(f"{name} is not a Word document.", _LEAVE, "Open it in Word and save it as .docx.")
    if "_rels/.rels" in package.namelist() and _STRICT in package.read("_rels/.rels"):
        raise Fault(
            f"{name} is saved as Strict Open XML, which only Word itself reads whole.",
            _LEAVE,
            "In Word, save it as “Word document (.docx)”.",
        )


def _count_elements(name: str, package: zipfile.ZipFile, meant: str, may_be_crossed: bool) -> None:
    seen = _Counter(name, meant)
    for part in package.namelist():
        if part.lower().endswith((".xml", ".rels", ".vml")):
            seen.read(package.read(part), crossed=may_be_crossed and part == _MAIN_PART)


class _Counter:
    """A parser's target: counts elements and refuses a document type, without building a tree."""

    def __init__(self, name: str, meant: str) -> None:
        self._name = name
        self._meant = meant
        self._elements = 0

    def read(self, content: bytes, *, crossed: bool = False) -> None:
        """Take in one part; `crossed` reads on where its tags do not close."""
        from lxml import etree

        parser = etree.XMLParser(
            target=self, resolve_entities=False, no_network=True, load_dtd=False, recover=crossed
        )
        try:
            etree.fromstring(content, parser)
        except etree.XMLSyntaxError:
            raise Fault(f"{self._name} is not put together as Word does it.", _LEAVE) from None

    def start(self, tag: str | bytes, attributes: object) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise Fault(f"{self._name} is far larger inside than {self._meant} can be.", _LEAVE)

    def end(self, tag: str | bytes) -> None:
        """Nothing to do."""

    def data(self, data: str | bytes) -> None:
        """Text is not counted."""

    def comment(self, text: str | bytes) -> None:
        """Comments are not counted."""

    def pi(self, target: str | bytes, data: str | bytes | None = None) -> None:
        """Instructions are not counted."""

    def doctype(self, name: str, public: object, system: object) -> None:
        raise Fault(f"{self._name} is not put together as Word does it.", _LEAVE)

    def close(self) -> None:
        """Nothing was built."""
