"""Puts words into each part of a Word file, one part at a time: what a check of finished files has to find."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Parts = dict[str, bytes]
Seed = Callable[[Parts, str], None]


def seeded(data: bytes, words: str, seed: Seed) -> bytes:
    """A Word file with those words in one more place."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    seed(parts, words)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def into_body(made: Callable[[str], str]) -> Seed:
    """Puts what is made of the words at the end of the body."""

    def seed(parts: Parts, words: str) -> None:
        body = parts["word/document.xml"]
        at = body.rfind(b"<w:sectPr")
        parts["word/document.xml"] = body[:at] + made(words).encode() + body[at:]

    return seed


def _part(name: str, made: Callable[[str], str]) -> Seed:
    def seed(parts: Parts, words: str) -> None:
        parts[name] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{made(words)}'.encode()

    return seed


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _paragraph(words: str) -> str:
    return f"<w:p>{_run(words)}</w:p>"


def _letters(words: str) -> str:
    """Each letter a run of its own, as an editor that marks spelling leaves it."""
    return f"<w:p>{''.join(_run(one) for one in words)}</w:p>"


def _story(tag: str) -> Callable[[str], str]:
    return lambda words: f"<w:{tag} {_W}>{_paragraph(words)}</w:{tag}>"


def _png(parts: Parts, words: str) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packed = zlib.compress(words.encode("utf-8"))
    parts["word/media/seed.png"] = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"iTXt", b"Author\0\x01\0\0\0" + packed)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def _jpeg(parts: Parts, words: str) -> None:
    body = b"Exif\0\0MM\0*\0\0\0\x08" + words.encode("utf-8") + b"\0"
    parts["word/media/seed.jpeg"] = (
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(body) + 2) + body + b"\xff\xd9"
    )


def _name(parts: Parts, words: str) -> None:
    parts[f"word/media/{words.replace(' ', '_')}.png"] = b"\x89PNG\r\n\x1a\n"


SEEDS: Mapping[str, Seed] = {
    "a paragraph": into_body(_paragraph),
    "a letter to a run": into_body(_letters),
    "two cells": into_body(
        lambda words: "<w:tbl><w:tr>"
        + "".join(f"<w:tc>{_paragraph(one)}</w:tc>" for one in words.partition(" ")[::2])
        + "</w:tr></w:tbl>"
    ),
    "lines of a cell": into_body(
        lambda words: "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>"
        + escape(words).replace(" ", "</w:t><w:br/><w:t>")
        + "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    ),
    "a control": into_body(
        lambda words: f'<w:p><w:sdt><w:sdtPr><w:tag w:val="rca/factor/abc/text/0"/></w:sdtPr><w:sdtContent>{_run(words)}'
        "</w:sdtContent></w:sdt></w:p>"
    ),
    "what was added": into_body(
        lambda words: f'<w:p><w:ins w:id="7" w:author="A">{_run(words)}</w:ins></w:p>'
    ),
    "what was removed": into_body(
        lambda words: f'<w:p><w:del w:id="8" w:author="A"><w:r><w:delText>{escape(words)}</w:delText></w:r></w:del></w:p>'
    ),
    "half of it removed": into_body(
        lambda words: f"<w:p>{_run(words[:3])}<w:del w:id=\"9\" w:author=\"A\"><w:r><w:delText>xq</w:delText></w:r></w:del>"
        f"{_run(words[3:])}</w:p>"
    ),
    "the author of a change": into_body(
        lambda words: f"<w:p><w:ins w:id=\"7\" w:author={quoteattr(words)}>{_run('more')}</w:ins></w:p>"
    ),
    "the code of a field": into_body(
        lambda words: f"<w:p><w:r><w:instrText> COMMENTS {escape(words)} </w:instrText></w:r></w:p>"
    ),
    "a bookmark": into_body(
        lambda words: f'<w:p><w:bookmarkStart w:id="9" w:name={quoteattr(words.replace(" ", "_"))}/>'
        '<w:bookmarkEnd w:id="9"/></w:p>'
    ),
    "alt text": into_body(
        lambda words: "<w:p><w:r><w:drawing>"
        '<wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" id="901" '
        f'name="Picture" descr={quoteattr(words)}/></w:drawing></w:r></w:p>'
    ),
    "the title of a table": into_body(
        lambda words: f"<w:tbl><w:tblPr><w:tblCaption w:val={quoteattr(words)}/></w:tblPr></w:tbl>"
    ),
    "a box": into_body(
        lambda words: "<w:p><w:r><w:t>See </w:t></w:r><w:r><w:pict><w:txbxContent>"
        f"{_paragraph(words)}</w:txbxContent></w:pict></w:r></w:p>"
    ),
    "the watermark": into_body(
        lambda words: '<w:p><w:r><w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" '
        f"string={quoteattr(words)}/></w:pict></w:r></w:p>"
    ),
    "a header": _part("word/header9.xml", _story("hdr")),
    "a footer": _part("word/footer9.xml", _story("ftr")),
    "a footnote": _part(
        "word/footnotes.xml",
        lambda words: f'<w:footnotes {_W}><w:footnote w:id="3">{_paragraph(words)}</w:footnote></w:footnotes>',
    ),
    "an endnote": _part(
        "word/endnotes.xml",
        lambda words: f'<w:endnotes {_W}><w:endnote w:id="3">{_paragraph(words)}</w:endnote></w:endnotes>',
    ),
    "a comment": _part(
        "word/comments.xml",
        lambda words: f'<w:comments {_W}><w:comment w:id="1" w:author="A">{_paragraph(words)}</w:comment></w:comments>',
    ),
    "the author of a comment": _part(
        "word/comments.xml",
        lambda words: f"<w:comments {_W}><w:comment w:id=\"1\" w:author={quoteattr(words)}>{_paragraph('Yes')}</w:comment>"
        "</w:comments>",
    ),
    "the list of authors": _part(
        "word/people.xml",
        lambda words: '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        f"<w15:person w15:author={quoteattr(words)}/></w15:people>",
    ),
    "a property": _part(
        "docProps/core.xml",
        lambda words: "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{escape(words)}</dc:creator></cp:coreProperties>',
    ),
    "a property of the program": _part(
        "docProps/app.xml",
        lambda words: '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Manager>{escape(words)}</Manager></Properties>",
    ),
    "a property of one's own": _part(
        "docProps/custom.xml",
        lambda words: '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property pid="2" name="Owner"><vt:lpwstr>{escape(words)}</vt:lpwstr></property></Properties>',
    ),
    "custom XML": _part("customXml/item9.xml", lambda words: f'<kept xmlns="urn:x"><who of={quoteattr(words)}/></kept>'),
    "the text of custom XML": _part(
        "customXml/item9.xml", lambda words: f'<kept xmlns="urn:x">By {escape(words)} <b/>today</kept>'
    ),
    "a link": _part(
        "word/_rels/footer9.xml.rels",
        lambda words: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        f'Id="rId1" Type="h" TargetMode="External" Target={quoteattr("https://x.example/" + words.replace(" ", "%20"))}/>'
        "</Relationships>",
    ),
    "a vector picture": _part(
        "word/media/seed.svg",
        lambda words: '<svg xmlns="http://www.w3.org/2000/svg">'
        + "".join(f"<text>{escape(one)}</text>" for one in words.split(" "))
        + "</svg>",
    ),
    "the description of a vector picture": _part(
        "word/media/seed.svg",
        lambda words: f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{escape(words)}</desc></svg>',
    ),
    "a comment in the XML": _part("word/header9.xml", lambda words: f"<w:hdr {_W}><!-- {escape(words)} --></w:hdr>"),
    "the text of a picture": _png,
    "Exif": _jpeg,
    "the name of a part": _name,
}  # fmt: skip
"""Each place, and what puts words there."""
