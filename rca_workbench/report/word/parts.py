"""Parts of the package beside the text: footnotes, what a review copy says of itself, the file's own properties."""

import re
from collections.abc import Mapping
from copy import deepcopy

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from rca_workbench.report.word import xml
from rca_workbench.report.word.notes import Notes
from rca_workbench.report.word.settings import name_separators
from rca_workbench.report.word.tags import NAMESPACE, STORE_ID
from rca_workbench.report.word.words_held import notes_in

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTIES = f"{_OFFICE}/relationships/custom-properties"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STORE_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Marks a property as one a person or program added (OPC, custom file properties)."""


def own_footnotes(word: WordDocument) -> etree._Element | None:
    """The footnotes of a template; None where its text refers to none."""
    return next((note.getparent() for name, note in notes_in(word) if name.startswith("footnote ")), None)


def highest_footnote(word: WordDocument) -> int:
    """The highest number among the footnotes of a template that stay."""
    own = own_footnotes(word)
    return 0 if own is None else max(int(one.get(qn("w:id")) or 0) for one in own)


def add_footnotes(word: WordDocument, notes: Notes) -> None:
    """Put the footnotes into the package, after those of the template, if its text refers to any."""
    if not len(notes):
        return
    own = own_footnotes(word)
    if own is not None:
        own.extend(list(parse_xml(notes.bare())))
        return
    for key, relation in list(word.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            del word.part.rels[key]
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, _clean(notes.xml().encode()), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    name_separators(word)


def add_sent(word: WordDocument) -> str:
    """Make a part for what a review copy says of itself, empty yet. Gives its name in the package."""
    package = word.part.package
    number = _free(package, "/customXml/item", ".xml")
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", b"<sent/>", package)
    store = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{STORE_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    uri = PackURI(f"/customXml/itemProps{number}.xml")
    item.relate_to(Part(uri, _STORE_TYPE, store.encode(), package), f"{_OFFICE}/relationships/customXmlProps")
    word.part.relate_to(item, f"{_OFFICE}/relationships/customXml")
    return f"customXml/item{number}.xml"


def add_properties(word: WordDocument, said: Mapping[str, str]) -> None:
    """Give the file custom properties, beside those its template has."""
    package = word.part.package
    relation = next((one for one in package.rels.values() if one.reltype == _PROPERTIES), None)
    names = f'xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"'
    if relation is None:
        part = Part(
            PackURI("/docProps/custom.xml"), _PROPERTIES_TYPE, f"<Properties {names}/>".encode(), package
        )
        package.relate_to(part, _PROPERTIES)
    else:
        part = relation.target_part
    root = deepcopy(parse_xml(part.blob))
    for one in list(root):
        if one.get("name") in said:
            root.remove(one)
    number = max((int(one.get("pid") or 1) for one in root), default=1)
    for name, value in said.items():
        number += 1
        root.append(
            parse_xml(
                f'<property {names} fmtid="{_FORMAT}" pid="{number}" name="{xml.said(name)}">'
                f"<vt:lpwstr>{xml.said(value)}</vt:lpwstr></property>"
            )
        )
    etree.cleanup_namespaces(root)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _free(package: OpcPackage, before: str, after: str) -> int:
    """The first number no part is called by."""
    taken = {str(part.partname) for part in package.iter_parts()}
    return next(n for n in range(1, 10_000) if f"{before}{n}{after}" not in taken)


def _clean(data: bytes) -> bytes:
    """Without the names of spaces it does not use."""
    return re.sub(rb' xmlns:(?!w=)\w+="[^"]*"', b"", data, count=10)
