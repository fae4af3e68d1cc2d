"""Reads a Word file that came back."""

import zipfile
from pathlib import Path

from lxml import etree

from rca_workbench.model.fault import Fault
from rca_workbench.report.gate import look_over
from rca_workbench.report.returned.body import Body
from rca_workbench.report.returned.comments import comments_in
from rca_workbench.report.returned.file import Line, ReturnedFile
from rca_workbench.report.returned.package import Package

UNCHANGED = "The case is unchanged."
_CROSSED = (
    "The program that saved this file wrote tracked changes so that the file is damaged, as LibreOffice up to version 7.4 "
    "does. Its words can be read here, but no changes are proposed from it. Ask for a copy saved with a newer program."
)


def read(path: Path) -> ReturnedFile:
    """Read a Word file that came back, whoever saved it with whatever program. Nothing is compared yet.

    Raises:
        Fault: it is no Word file, or none that can be opened safely; in words.
    """
    look_over(path, "a reviewed draft", safe=UNCHANGED, may_be_crossed=True)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Fault(f"{path.name} cannot be read: {error.strerror or error}.", UNCHANGED) from None
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> ReturnedFile:
    """The same of bytes that passed the gate, or that this program wrote."""
    try:
        package = Package(data)
        root, broken = package.main()
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError):
        root = None
    if root is None:
        raise Fault(
            f"{name} is damaged: its text cannot be read.", UNCHANGED, "Open it in Word and save it again."
        )
    sent = package.sent()
    short = sent.by_short if sent is not None else {}
    styles = package.styles()
    body = Body(styles, short)
    body.read(root)
    lines: list[Line] = list(body.lines)
    for story, part in package.stories():
        other = Body(styles, short, story)
        other.read(part)
        lines += other.lines
    file = ReturnedFile(
        name=name,
        data=data,
        sent=sent,
        program=package.program(),
        made_on=package.made_on(),
        has_pictures=any(part.startswith("word/media/") for part in package.names),
        lines=tuple(lines),
        comments=comments_in(package, body.spots),
        broken=broken,
        warnings=(*((_CROSSED,) if broken else ()), *package.warnings()),
    )
    if broken and not any(one.pieces for one in body.lines):
        raise Fault(
            f"{name} is damaged: its text cannot be read.", UNCHANGED, "Open it in Word and save it again."
        )
    return file
