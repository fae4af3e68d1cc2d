"""Small pieces of Word's XML, as text: parsed once, appended once, so that long tables stay quick."""

import re
from collections.abc import Sequence
from html import escape as _escape

from rca_workbench.report.document import Bullets, Cell, Heading, Paragraph, Span, TableBlock, cell_text

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

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def said(text: str) -> str:
    """Text as XML can hold it."""
    return _escape(_FORBIDDEN.sub("", text), quote=True)


def run(text: str, *, bold: bool = False, style: str = "") -> str:
    """A run; a newline in it becomes a line break."""
    marks = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "")
    props = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{said(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{props}{lines}</w:r>"


def runs(spans: Sequence[Span]) -> str:
    """Several spans."""
    return "".join(run(one.text, bold=one.bold, style="Quiet" if one.quiet else "") for one in spans)


def paragraph(content: str, style: str = "Normal", extra: str = "") -> str:
    """A paragraph of ready runs. `extra` are paragraph properties that follow the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'


def text_paragraph(one: Paragraph) -> str:
    """A paragraph of the document; one in bold throughout heads what follows, and stays with it."""
    heads = bool(one.spans) and all(span.bold for span in one.spans)
    return paragraph(runs(one.spans), one.style.replace(" ", ""), "<w:keepNext/>" if heads else "")


def bullets(one: Bullets) -> str:
    """A list."""
    return "".join(paragraph(runs(item), "ListBullet") for item in one.items)


def bookmark(number: int, name: str, inside: str) -> str:
    """A bookmark around ready runs."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def heading(one: Heading, number: int, *, new_page: bool = False) -> str:
    """A heading with the bookmark that the contents list points to."""
    extra = "<w:pageBreakBefore/>" if new_page else ""
    return paragraph(bookmark(number, anchor(one.id), run(one.text)), f"Heading{one.level}", extra)


def anchor(id: str) -> str:
    """The name of a heading's bookmark: at most 40 letters, digits and underscores."""
    return "_Toc_" + re.sub(r"\W", "_", id)[:34]


def field(code: str, shown: str = "1") -> str:
    """A field that Word keeps up to date, with what it shows until then."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def list_field(code: str, lines: Sequence[str], *styles: str) -> list[str]:
    """A contents field with its entries, one paragraph each: it opens in the first and ends in the last.

    `styles` are the entries' styles, the last of them for all that follow.
    """
    opened = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'{said(code)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    ended = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    made = []
    for number, line in enumerate(lines):
        before = opened if number == 0 else ""
        after = ended if number == len(lines) - 1 else ""
        made.append(paragraph(before + line + after, styles[min(number, len(styles) - 1)]))
    return made


def caption(kind: str, number: int, text: str, *, mark: int, above: bool) -> str:
    """The numbered caption of a table or figure; a table's stays with the table below it."""
    label = run(f"{kind} ") + field(f"SEQ {kind} \\* ARABIC", str(number))
    inside = bookmark(mark, f"_{kind}_{number}", label + run(f". {text}"))
    return paragraph(inside, "Caption", "<w:keepNext/>" if above else "")


_WHOLE, _SHORT = 8, 1000
"""Rows and signs up to which a table goes whole to the next page rather than be split."""
_TOGETHER = 3
"""Rows at the end of a longer table that stay on one page: a last row alone on a page says little."""


def table(one: TableBlock, width: int) -> str:
    """A table with a heading row that repeats and rows that do not split. `width` in twentieths of a point."""
    total = sum(column.share for column in one.columns)
    widths = [width * column.share // total for column in one.columns]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    head = "".join(
        _cell(column.heading, w, "TableHeading", keep=True)
        for column, w in zip(one.columns, widths, strict=True)
    )
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    # Thousands of rows: what is the same in each cell of a column is spelled once.
    opened, kept = ([_opened(w, keep=keep) for w in widths] for keep in (False, True))
    last = len(one.rows) - 1
    whole = (
        len(one.rows) <= _WHOLE and sum(len(cell_text(cell)) for row in one.rows for cell in row) <= _SHORT
    )
    for number, row in enumerate(one.rows):
        keep = number < last and (whole or number >= last - _TOGETHER + 1)
        cells = "".join(
            [start + _in_cell(cell) for start, cell in zip(kept if keep else opened, row, strict=True)]
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    described = f"Columns: {', '.join(column.heading for column in one.columns)}. Rows: {len(one.rows)}."
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{said(one.caption)}"/><w:tblDescription w:val="{said(described)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _opened(width: int, *, keep: bool) -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f'{cell}<w:p><w:pPr><w:pStyle w:val="TableText"/>{"<w:keepNext/>" if keep else ""}</w:pPr>'


def _in_cell(text: Cell) -> str:
    if not text:
        return "</w:p></w:tc>"
    if not isinstance(text, str):
        return runs(text) + "</w:p></w:tc>"
    if "\n" in text:
        return run(text) + "</w:p></w:tc>"
    return f'<w:r><w:t xml:space="preserve">{said(text)}</w:t></w:r></w:p></w:tc>'


def _cell(text: str, width: int, style: str, *, keep: bool = False) -> str:
    stay = "<w:keepNext/>" if keep else ""
    body = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{stay}</w:pPr>{run(text) if text else ""}</w:p>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{body}</w:tc>'


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
