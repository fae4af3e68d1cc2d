"""Tables as text of Word's XML: a heading row that repeats, rows that do not split, a title and a description."""

from collections.abc import Callable

from rca_workbench.report.document import TableBlock, cell_text
from rca_workbench.report.word import xml
from rca_workbench.report.word.words import Words

_WHOLE, _SHORT = 8, 1000
"""Rows and signs up to which a table goes whole to the next page rather than be split."""
_TOGETHER = 3
"""Rows at the end of a longer table that stay on one page: a last row alone on a page says little."""
_BREATH = 256
"""Rows written before it is asked whether to go on."""


def table(
    one: TableBlock, width: int, words: Words, title: str, go_on: Callable[[], None] = lambda: None
) -> str:
    """A table of `width` twentieths of a point. `title` is what a screen reader says before it; `go_on` raises to stop."""
    total = sum(column.share for column in one.columns)
    widths = [width * column.share // total for column in one.columns]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    head = "".join(
        f"{_opened(w, 'TableHeading', keep=True)}{xml.run(column.heading) if column.heading else ''}</w:p></w:tc>"
        for column, w in zip(one.columns, widths, strict=True)
    )
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    # Thousands of rows: what is the same in each cell of a column is spelled once.
    loose, kept = ([_opened(w, "TableText", keep=keep) for w in widths] for keep in (False, True))
    last = len(one.rows) - 1
    whole = (
        len(one.rows) <= _WHOLE and sum(len(cell_text(cell)) for row in one.rows for cell in row) <= _SHORT
    )
    # The heading row of a longer one does not stand with a single row at the foot of a page either.
    begun = 0 if last > _TOGETHER + 1 else -1
    for number, row in enumerate(one.rows):
        if number % _BREATH == 0:
            go_on()
        keep = number < last and (whole or number == begun or number >= last - _TOGETHER + 1)
        paragraph = _KEPT if keep else _LOOSE
        made = ["<w:tr><w:trPr><w:cantSplit/></w:trPr>"]
        for start, cell in zip(kept if keep else loose, row, strict=True):
            if isinstance(cell, str):
                inside = xml.run(cell) if cell else ""
            else:
                inside = paragraph.join(words.lines(cell, in_row=True))
            made.append(f"{start}{inside}</w:p></w:tc>")
        made.append("</w:tr>")
        rows += made
    described = f"Columns: {', '.join(column.heading for column in one.columns)}. Rows: {len(one.rows)}."
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{xml.said(title)}"/><w:tblDescription w:val="{xml.said(described)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


_LOOSE = '</w:p><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
_KEPT = '</w:p><w:p><w:pPr><w:pStyle w:val="TableText"/><w:keepNext/></w:pPr>'


def _opened(width: int, style: str, *, keep: bool) -> str:
    """A cell up to where its first paragraph's runs begin."""
    stay = "<w:keepNext/>" if keep else ""
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f'{cell}<w:p><w:pPr><w:pStyle w:val="{style}"/>{stay}</w:pPr>'
