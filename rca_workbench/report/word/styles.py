"""Styles the writer needs, for templates that came without them, and the names under which a template holds the others."""

import re

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from rca_workbench.report.word.xml import NAMES

_QUIET, _WARN, _INK = "4F565E", "8A4B00", "1F4272"


def _paragraph(id: str, name: str, size: int, look: str = "", shape: str = "") -> str:
    return (
        f'<w:style {NAMES} w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:pPr>{shape}</w:pPr><w:rPr>{look}<w:sz w:val="{size * 2}"/>'
        f'<w:szCs w:val="{size * 2}"/></w:rPr></w:style>'
    )


def _character(id: str, name: str, look: str) -> str:
    return (
        f'<w:style {NAMES} w:type="character" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr>{look}</w:rPr>'
        "</w:style>"
    )


_RAISED = '<w:vertAlign w:val="superscript"/>'
_NOTE = '<w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/>'
WANTED = {
    "footnote text": ("FootnoteText", _paragraph("FootnoteText", "footnote text", 9, shape=_NOTE)),
    "footnote reference": (
        "FootnoteReference",
        _character("FootnoteReference", "footnote reference", _RAISED),
    ),
    "annotation text": ("CommentText", _paragraph("CommentText", "annotation text", 10)),
    "annotation reference": (
        "CommentReference",
        _character("CommentReference", "annotation reference", '<w:sz w:val="18"/><w:szCs w:val="18"/>'),
    ),
    "placeholder text": (
        "PlaceholderText",
        _character("PlaceholderText", "Placeholder Text", f'<w:color w:val="{_WARN}"/>'),
    ),
    "hyperlink": ("Hyperlink", _character("Hyperlink", "Hyperlink", f'<w:color w:val="{_INK}"/>')),
    "quiet": ("Quiet", _character("Quiet", "Quiet", f'<w:color w:val="{_QUIET}"/>')),
    "list continue": (
        "ListContinue",
        _paragraph(
            "ListContinue", "List Continue", 11, shape='<w:spacing w:after="60"/><w:ind w:left="360"/>'
        ),
    ),
    "toc 3": (
        "TOC3",
        _paragraph("TOC3", "toc 3", 10, shape='<w:spacing w:before="0" w:after="20"/><w:ind w:left="680"/>'),
    ),
}
"""By name: the id the writer calls it by, and how it looks where a template has none."""

_CALLED = {
    "Normal": "normal", "Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3", "Caption": "caption",
    "ListBullet": "list bullet", "TableText": "table text", "TableHeading": "table heading", "ReportTable": "report table",
    "CoverFact": "cover fact", "TOCHeading": "toc heading", "TOC1": "toc 1", "TOC2": "toc 2",
    "TableofFigures": "table of figures", "Placeholder": "placeholder", "Finding": "finding",
    "FindingDetail": "finding detail", "Quote": "quote", **{id: name for name, (id, _) in WANTED.items()},
}  # fmt: skip
"""By what the writer calls them: the styles' names. A template made elsewhere may call them by another id."""

_NAMED = re.compile(r'<w:(pStyle|rStyle|tblStyle) w:val="([^"]*)"/>')


def complete(word: WordDocument, width: int) -> None:
    """Add the styles that are missing. `width` of the text, in twentieths of a point, is where page numbers stand."""
    there = _ids(word)
    for name, (id, made) in WANTED.items():
        if name not in there:
            style = parse_xml(made)
            if id == "TOC3":
                tabs = f'<w:tabs {NAMES}><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
                next(style.iter(qn("w:pPr"))).insert(0, parse_xml(tabs))
            word.styles.element.append(style)


def called(word: WordDocument) -> dict[str, str]:
    """What the template calls the styles it gave another id than the writer does."""
    there = _ids(word)
    return {id: there[name] for id, name in _CALLED.items() if name in there and there[name] != id}


def renamed(body: str, names: dict[str, str]) -> str:
    """The text of a part with styles called as the template does."""
    if not names:
        return body
    return _NAMED.sub(lambda m: f'<w:{m[1]} w:val="{names.get(m[2], m[2])}"/>', body)


def _ids(word: WordDocument) -> dict[str, str]:
    return {
        str(name.get(qn("w:val"))).lower(): str(style.get(qn("w:styleId")))
        for style in word.styles.element.findall(qn("w:style"))
        if (name := style.find(qn("w:name"))) is not None
    }
