"""Small pieces of Word's XML, as text: parsed once, appended once, so that long tables stay quick."""

import re
from collections.abc import Sequence
from html import escape as _escape

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_DRAWN = " ".join(
    one for one in NAMES.split() if one.split("=")[0] in ("xmlns:wp", "xmlns:a", "xmlns:pic", "xmlns:r")
)
"""What a picture names; an organisation's own template may not declare it."""

_UNSAYABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_FORBIDDEN = re.compile(f"[{_UNSAYABLE}]")
_TO_CHANGE = re.compile(f"[&<>\"'{_UNSAYABLE}]")


def said(text: str) -> str:
    """Text as XML can hold it."""
    if not _TO_CHANGE.search(text):  # most texts, in tables of thousands of rows
        return text
    return _escape(_FORBIDDEN.sub("", text), quote=True)


def run(text: str, *, bold: bool = False, style: str = "") -> str:
    """A run; a newline in it becomes a line break."""
    marks = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "")
    props = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    if "\n" not in text:
        return f'<w:r>{props}<w:t xml:space="preserve">{said(text)}</w:t></w:r>'
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{said(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{props}{lines}</w:r>"


def paragraph(content: str, style: str = "Normal", extra: str = "") -> str:
    """A paragraph of ready runs. `extra` are paragraph properties that follow the style, in Word's order: see `shape`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'


def shape(*, keep_next: bool = False, new_page: bool = False, before: int = 0) -> str:
    """Properties of a paragraph beside its style, in Word's order. `before` in twentieths of a point."""
    return (
        ("<w:keepNext/>" if keep_next else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + (f'<w:spacing w:before="{before}"/>' if before else "")
    )


def ending(section: str = "") -> str:
    """A paragraph one cannot see, where Word wants one: behind a table, between two, and at the end of a section."""
    return (
        '<w:p><w:pPr><w:pStyle w:val="TableText"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
    )


def bookmark(number: int, name: str, inside: str) -> str:
    """A bookmark around ready runs."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, shown: str = "1", *, bold: bool = False, style: str = "") -> str:
    """A field that Word keeps up to date, with what it shows until then."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown, bold=bold, style=style)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def list_field(code: str, lines: Sequence[str], styles: Sequence[str], together: int = 0) -> list[str]:
    """A contents field with its entries, one paragraph each: it opens in the first and ends in the last.

    The first `together` of them stay on one page.
    """
    opened = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'{said(code)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    ended = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    last = len(lines) - 1
    return [
        paragraph(
            (opened if number == 0 else "") + line + (ended if number == last else ""),
            style,
            shape(keep_next=number < min(together - 1, last)),
        )
        for number, (line, style) in enumerate(zip(lines, styles, strict=True))
    ]


def picture(png: str, svg: str, wide: int, high: int, alt: str, number: int) -> str:
    """A picture in line, as a vector drawing with a bitmap for programs that cannot show it. Sizes in EMU."""
    vector = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
        f'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{svg}"/></a:ext></a:extLst>'
    )
    return (
        f'<w:r><w:drawing><wp:inline {_DRAWN} distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{said(alt)}"/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}" descr="{said(alt)}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{png}">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
