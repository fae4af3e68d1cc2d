"""The standard look: a Word file with named styles, a cover and headers that an organisation can make its own."""

from datetime import datetime
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from rca_workbench.report.word.xml import NAMES

INK = RGBColor(0x1F, 0x42, 0x72)
TEXT = RGBColor(0x1E, 0x22, 0x26)
QUIET = RGBColor(0x4F, 0x56, 0x5E)
WARN = RGBColor(0x8A, 0x4B, 0x00)
"""Colours of the light theme; all at least 6:1 on white."""

_NAMED = (
    ("Normal", 11, False, TEXT, 0, 6),
    ("Heading 1", 18, True, INK, 18, 8),
    ("Heading 2", 14, True, INK, 14, 6),
    ("Heading 3", 12, True, TEXT, 10, 4),
    ("Title", 28, True, INK, 120, 8),
    ("Subtitle", 16, False, TEXT, 0, 24),
    ("Caption", 9, True, QUIET, 10, 4),
    ("Quote", 11, False, TEXT, 10, 2),
    ("List Bullet", 11, False, TEXT, 0, 3),
    ("Header", 9, False, QUIET, 0, 0),
    ("Footer", 9, False, QUIET, 0, 0),
    ("TOC Heading", 18, True, INK, 0, 8),
    ("TOC 1", 10, True, TEXT, 5, 1),
    ("TOC 2", 10, False, TEXT, 0, 1),
    ("Table of Figures", 10, False, TEXT, 0, 2),
    ("Table Text", 9, False, TEXT, 2, 2),
    ("Table Heading", 9, True, TEXT, 3, 3),
    ("Cover Fact", 11, False, TEXT, 0, 3),
    ("Marking", 11, True, WARN, 0, 12),
    ("Placeholder", 11, False, WARN, 0, 6),
    ("Finding", 11, False, TEXT, 10, 1),
    ("Finding Detail", 10, False, TEXT, 0, 2),
)
"""Name, size in points, bold, colour, space before and after in points."""


_SHORT = {
    "Title": (20, 0, 2),
    "Subtitle": (12, 0, 6),
    "Marking": (9, 0, 4),
    "Cover Fact": (9, 0, 0),
    "Heading 1": (13, 12, 3),
    "Heading 2": (11, 8, 2),
    "Heading 3": (11, 6, 2),
    "Normal": (10, 0, 4),
    "List Bullet": (10, 0, 2),
    "Finding": (10, 6, 1),
    "Finding Detail": (9, 0, 2),
}
"""Of documents without cover and contents: size, space before and after in points, where they differ."""
_FAMILY = {
    "Title": (24, 6, 4),
    "Subtitle": (14, 0, 2),
    "Cover Fact": (13, 0, 6),
    "Marking": (10, 0, 4),
    "Heading 1": (17, 18, 6),
    "Heading 2": (14, 12, 4),
    "Normal": (13, 0, 8),
    "List Bullet": (13, 0, 6),
    "Quote": (13, 10, 4),
    "Placeholder": (13, 0, 8),
    "Header": (10, 0, 0),
    "Footer": (10, 0, 0),
}
"""Of what families read: nothing to read under 12 points, and room between the lines."""
_FOOT = "Page {{page}} of {{pages}}  ·  Journal head {{head.short}}  ·  {{case.reference}}"


def make_standard(path: Path) -> None:
    """Write the standard Word template, with a cover and a contents list."""
    parts = (("{{facts}}", "Cover Fact"), ("{{contents}}", "Normal"), ("{{report}}", "Normal"))
    _make(path, {}, *parts, ruled=True)


def make_short(path: Path) -> None:
    """Write the Word template of short documents, which begin on the first page."""
    _make(path, _SHORT, ("{{facts}}", "Cover Fact"), ("{{report}}", "Normal"))


def make_family(path: Path) -> None:
    """Write the Word template of what families read: large type, and nothing on the page that is not for them."""
    foot = "Page {{page}} of {{pages}}  ·  {{case.reference}}"
    parts = (("{{date}}", "Cover Fact"), ("{{report}}", "Normal"))
    _make(path, _FAMILY, *parts, subtitle="{{organisation}}", foot=foot)


def _make(
    path: Path,
    other: dict[str, tuple[int, int, int]],
    *parts: tuple[str, str],
    subtitle: str = "{{case.title}}",
    foot: str = _FOOT,
    ruled: bool = False,
) -> None:
    document = docx.Document()
    for name, size, bold, color, before, after in _NAMED:
        size, before, after = other.get(name, (size, before, after))
        _style(document, name, size, bold, color, before, after)
    if ruled:
        _rule(document)
    _character_styles(document)
    _table_style(document)
    _page(document)
    _language(document)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    for text, style in (
        ("{{marking}}", "Marking"),
        ("{{title}}", "Title"),
        (subtitle, "Subtitle"),
        *parts,
    ):
        document.add_paragraph(text, style=style)
    section = document.sections[0]
    section.different_first_page_header_footer = False
    section.header.paragraphs[0].text = "{{marking}}  ·  {{version}}, {{date}}"
    section.footer.paragraphs[0].text = foot
    for held in (document.part, document.part.package):
        for key, relation in list(held.rels.items()):
            if relation.reltype.endswith(("stylesWithEffects", "thumbnail")):
                del held.rels[key]
    core = document.core_properties
    core.author, core.title, core.comments, core.language = "", "", "", "en-GB"
    core.created = core.modified = datetime(2026, 1, 1)
    document.save(str(path))


def _style(
    document: object, name: str, size: int, bold: bool, color: RGBColor, before: int, after: int
) -> None:
    styles = document.styles  # type: ignore[attr-defined]
    try:
        style = styles[name]
    except KeyError:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
    assert isinstance(style, ParagraphStyle)
    font, form = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = "Arial", Pt(size), bold, False
    font.color.rgb = color
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if "Theme" in key or "theme" in key:
            del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), "Arial")
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing = 1.0 if name.startswith("Table") else 1.12
    form.keep_with_next = name.startswith("Heading") or name in ("Finding", "Quote")
    if name == "Quote":
        form.left_indent = Cm(0.6)
    if name in ("Finding Detail",):
        form.left_indent = Cm(0.6)
    if name == "TOC 2":
        form.left_indent = Cm(0.6)
    if name in ("TOC 1", "TOC 2", "Table of Figures"):
        form.tab_stops.add_tab_stop(Cm(16.2), alignment=2, leader=1)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _rule(document: object) -> None:
    """A line over the title of a cover."""
    form = document.styles["Title"].element.get_or_add_pPr()  # type: ignore[attr-defined]
    line = f'<w:pBdr {NAMES}><w:top w:val="single" w:sz="36" w:space="18" w:color="{INK}"/></w:pBdr>'
    form.find(qn("w:spacing")).addprevious(parse_xml(line))


def _character_styles(document: object) -> None:
    styles = document.styles  # type: ignore[attr-defined]
    quiet = styles.add_style("Quiet", WD_STYLE_TYPE.CHARACTER)
    quiet.font.color.rgb = QUIET
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = INK


def _table_style(document: object) -> None:
    document.styles.element.append(  # type: ignore[attr-defined]
        parse_xml(
            f'<w:style {NAMES} w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>'
            '<w:top w:val="single" w:sz="8" w:space="0" w:color="7F868E"/>'
            '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="7F868E"/>'
            '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9C5BD"/></w:tblBorders>'
            '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/>'
            '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
            '<w:shd w:val="clear" w:color="auto" w:fill="EFEDE8"/></w:tcPr></w:tblStylePr></w:style>'
        )
    )


def _page(document: object) -> None:
    section = document.sections[0]  # type: ignore[attr-defined]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.0)


def _language(document: object) -> None:
    root = document.styles.element  # type: ignore[attr-defined]
    for lang in root.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")
        for key in ("w:eastAsia", "w:bidi"):
            lang.attrib.pop(qn(key), None)
    settings = document.settings.element  # type: ignore[attr-defined]
    theme = settings.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), "en-GB")
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    for one in list(compat):
        if one.get(qn("w:name")) == "compatibilityMode":
            compat.remove(one)
    mode = OxmlElement("w:compatSetting")
    for key, value in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        mode.set(qn(f"w:{key}"), value)
    compat.append(mode)
