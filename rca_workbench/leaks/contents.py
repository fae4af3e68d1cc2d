"""What a file says, whatever kind of file it is: told by its first bytes, since a name can say anything."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from rca_workbench.leaks.words import Words, at, loosened

_LATIN = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff][\x00\x01]){4,}")


def words_of(data: bytes, name: str, part: str = "") -> Iterator[Words]:
    """Everything a file says, part by part, its own name first.

    Args:
        data: its bytes.
        name: its name; empty: it has none.
        part: what it is called inside the file that holds it.
    """
    if name and not part:
        for spelled, said in ((False, name), (True, loosened(name))):
            yield Words("its name", (said,), at("the name of the file"), spelled=spelled)
    called = part or name
    if data.startswith(b"PK\x03\x04"):
        yield from _packed(data, part)
    elif data.startswith(b"%PDF"):
        from rca_workbench.leaks.pdf_words import pdf_words

        yield from pdf_words(data, called)
    elif data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        from rca_workbench.leaks.picture_words import jpeg_words, png_words

        yield from (png_words if data.startswith(b"\x89PNG") else jpeg_words)(data, called)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        from rca_workbench.leaks.markup import markup_words

        yield from markup_words(data, called)
    else:
        yield from _text(data, called)


def _packed(data: bytes, inside: str) -> Iterator[Words]:
    """The parts of a Word file, a spreadsheet or a folder packed as one file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        held = {one.filename: package.read(one) for one in package.infolist() if not one.is_dir()}
        names = [one.filename for one in package.infolist()]
        said = [package.comment.decode("utf-8", "replace")]
        said += [one.comment.decode("utf-8", "replace") for one in package.infolist()]
    part, place = inside or "names of its parts", at("the name of a part")
    yield Words(part, (*names, *filter(None, said)), place, together=False)
    yield Words(part, [loosened(one) for one in names], place, together=False, spelled=True)
    sheets = any(one.startswith("xl/") for one in names)
    if sheets:
        from rca_workbench.leaks.sheet_words import sheet_words

        yield from sheet_words(held)
    for one, content in held.items():
        if not (sheets and one.startswith("xl/") and one.endswith(".xml")):
            yield from words_of(content, one, f"{inside} {one}".strip())


def _text(data: bytes, called: str) -> Iterator[Words]:
    from rca_workbench.leaks.text_words import text_words

    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            yield from text_words(text, called)
            return
    # Neither text nor a kind that is known: what can be read in it, in the two ways programs keep text in binary files.
    pieces = [hit[0].decode("latin-1") for hit in _LATIN.finditer(data)]
    pieces += [hit[0].decode("utf-16-le", "replace") for hit in _WIDE.finditer(data)]
    yield Words(
        called, pieces, at(f"{PurePosixPath(called).name or 'the file'}, which is no text"), together=False
    )
