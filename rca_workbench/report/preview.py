"""The report as a page on the screen, near what Word will print."""

import base64
from html import escape

from rca_workbench.reference import tokens
from rca_workbench.report.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Paragraph,
    PictureBlock,
    Span,
    TableBlock,
)

PICTURE_WIDTH = 520


def preview_html(document: Document, theme: str = "light") -> str:
    """The document as HTML that Qt's text view can show; colours follow the theme."""
    colors = tokens()["themes"][theme]["color"]
    quiet, line, warn = colors["text2"], colors["border_strong"], colors["warn"]
    parts = [
        f"<style>body{{font-family:Arial,'Liberation Sans',sans-serif;color:{colors['text']};margin:24px}}"
        f"h1{{font-size:20px}}h2{{font-size:16px}}h3{{font-size:14px}}p{{margin:6px 0}}"
        f"td,th{{padding:4px 6px}}.q{{color:{quiet}}}.m{{color:{warn};font-style:italic}}</style><body>",
        f"<p class='q'>{escape(document.marking)} · {escape(document.edition.version)}</p>",
        f"<p style='font-size:24px'><b>{escape(document.title)}</b></p>",
        f"<p style='font-size:16px'>{escape(document.subtitle)}</p>",
    ]
    parts += [f"<p class='q'>{escape(name)}: {escape(said)}</p>" for name, said in document.facts]
    parts += [_block(one, line) for one in document.blocks]
    return "".join(parts) + "</body>"


def _block(one: Block, line: str) -> str:
    match one:
        case Heading():
            return f"<h{one.level}><a name='{escape(one.id)}'></a>{escape(one.text)}</h{one.level}>"
        case Paragraph():
            kind = "m" if one.style == "Placeholder" else ""
            return f"<p class='{kind}'>{_spans(one.spans)}</p>"
        case Bullets():
            return "<ul>" + "".join(f"<li>{_spans(item)}</li>" for item in one.items) + "</ul>"
        case TableBlock():
            total = sum(column.share for column in one.columns)
            head = "".join(
                f"<th align='left' width='{column.share * 100 // total}%'>{escape(column.heading)}</th>"
                for column in one.columns
            )
            rows = "".join(
                "<tr>" + "".join(f"<td valign='top'>{_cell(cell)}</td>" for cell in row) + "</tr>"
                for row in one.rows
            )
            return (
                f"{_caption(one.caption, 'b')}<table width='100%' border='1' cellspacing='0' "
                f"style='border-color:{line};border-collapse:collapse'><tr>{head}</tr>{rows}</table>"
            )
        case PictureBlock():
            data = base64.b64encode(one.picture.png).decode()
            shown = f"<img width='{PICTURE_WIDTH}' src='data:image/png;base64,{data}'>"
            return f"<p>{shown}</p>{_caption(one.caption, 'span')}"
    return ""


def _caption(text: str, tag: str) -> str:
    return f"<p class='q'><{tag}>{escape(text)}</{tag}></p>" if text else ""


def _spans(spans: tuple[Span, ...]) -> str:
    return "".join(
        f"<b>{_lines(one.text)}</b>"
        if one.bold
        else f"<span class='q'>{_lines(one.text)}</span>"
        if one.quiet
        else _lines(one.text)
        for one in spans
    )


def _cell(cell: Cell) -> str:
    return _lines(cell) if isinstance(cell, str) else _spans(cell)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
