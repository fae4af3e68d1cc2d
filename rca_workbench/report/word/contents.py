"""The contents list and the lists of tables and figures, written full: no program has to ask before it shows them."""

from collections.abc import Mapping

from rca_workbench.report.word import xml
from rca_workbench.report.word.places import Place, Places

CONTROL = 77
"""Id of the control around the contents list."""

_APART = 320
"""Twentieths of a point between one list and the heading of the next."""
_TOGETHER = 3
"""Lines that stay with the heading of their list: fewer at the foot of a page read as the whole list."""


def contents(places: Places, pages: Mapping[str, str] | None) -> str:
    """The lists. `pages` are page numbers by name of bookmark; None where they are not known, and none are shown then."""
    hidden = "" if pages is not None else " \\n"
    entries = xml.list_field(
        f'TOC \\o "1-{places.depth}" \\h{hidden}',
        [_entry(one, one.text, pages) for one in places.headings],
        [f"TOC{one.level}" for one in places.headings],
    )
    heading = xml.paragraph(xml.run("Contents"), "TOCHeading", xml.shape(new_page=True))
    whole = (
        f'<w:sdt><w:sdtPr><w:id w:val="{CONTROL}"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{heading}{''.join(entries)}</w:sdtContent></w:sdt>"
    )
    return whole + _listed("Table", "Tables", places, pages) + _listed("Figure", "Figures", places, pages)


def _listed(kind: str, heading: str, places: Places, pages: Mapping[str, str] | None) -> str:
    """The list of tables or of figures, a field of its own; nothing where there are none."""
    held = [one for one in places.captions if one.kind == kind]
    if not held:
        return ""
    hidden = "" if pages is not None else " \\n"
    entries = xml.list_field(
        f'TOC \\h \\c "{kind}"{hidden}',
        [_entry(one, f"{kind} {one.number}. {one.text}", pages) for one in held],
        ["TableofFigures"] * len(held),
        _TOGETHER,
    )
    return xml.paragraph(xml.run(heading), "TOCHeading", xml.shape(keep_next=True, before=_APART)) + "".join(
        entries
    )


def _entry(place: Place, text: str, pages: Mapping[str, str] | None) -> str:
    line = xml.run(text)
    if pages is not None:
        line += "<w:r><w:tab/></w:r>" + xml.field(f"PAGEREF {place.name} \\h", pages.get(place.name, ""))
    return f'<w:hyperlink w:anchor="{place.name}" w:history="1">{line}</w:hyperlink>'
