"""Opens the Word file of a template: past the gate, its placeholders taken up, and without a look at anything outside."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from rca_workbench.model.fault import Fault
from rca_workbench.report.gate import TEMPLATE_TYPE, WORD_TYPE, look_over
from rca_workbench.report.word.controls import take_up
from rca_workbench.report.word.words_held import parts_of

_REACHING = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|RD|IMPORT|DATABASE|EMBED)\b", re.IGNORECASE
)
"""Fields that Word fills from another file or program."""
_HARMLESS = ("hyperlink", "attachedTemplate")
"""Relations to something outside that nothing is fetched for: the second is taken out."""
_HELD = {"oleObject": "an embedded object", "aFChunk": "another file", "package": "an embedded file"}


def opened(file: Path) -> WordDocument:
    """The Word file of a template. Raises Fault where it is not an ordinary one."""
    look_over(file, may_be_template=True)
    try:
        word = docx.Document(io.BytesIO(_as_document(file)))
    except Exception as fault:
        raise Fault(
            f"{file.name} cannot be opened as a Word file: {fault}.",
            "Nothing was written.",
            "Open it in Word and save it again as .docx.",
        ) from None
    _forget_attached(word)
    _call_properties_right(word)
    for root in parts_of(word):
        take_up(root)
    return word


def reaching(word: WordDocument) -> list[str]:
    """What a template would fetch from elsewhere, or carries that could be run, one sentence each."""
    problems = []
    for part in word.part.package.iter_parts():
        where = _where(str(part.partname))
        for relation in part.rels.values():
            kind = relation.reltype.rsplit("/", 1)[-1]
            if relation.is_external and kind not in _HARMLESS:
                problems.append(
                    f"The Word file fetches something from outside ({kind}), {where}: “{relation.target_ref[:60]}”. "
                    "Put it into the file itself."
                )
            elif kind in _HELD and not relation.is_external:
                problems.append(
                    f"The Word file holds {_HELD[kind]}, {where}. Take it out, or put a picture of it there."
                )
        element = getattr(part, "element", None)
        if element is not None:
            problems += [
                f"The Word file has a field that reads another file, {where}: “{code.strip()[:60]}”. Take it out."
                for code in _codes(element)
                if _REACHING.match(code)
            ]
    return problems


def unfinished(word: WordDocument) -> list[str]:
    """What is left of somebody's work on a template, and would stand in each report, one sentence each."""
    problems = []
    roots = list(parts_of(word))
    changes = sum(1 for root in roots for _ in root.iter(*(qn(f"w:{one}") for one in _TRACKED)))
    if changes:
        problems.append(
            "The Word file holds tracked changes. Accept or reject them in Word, and turn tracking off."
        )
    if any(True for root in roots for _ in root.iter(qn("w:commentReference"))):
        problems.append("The Word file holds comments. Delete them in Word.")
    tags = (str(one.get(qn("w:val"))) for root in roots for one in root.iter(qn("w:tag")))
    if any(one.startswith(_FIELD) for one in tags):
        problems.append(
            "The Word file is a report that was made from a case: what stands in it would stand in each report. Begin "
            "from your letterhead, or from a copy of the standard template."
        )
    return problems


_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_FIELD = "rca/"
"""What the tag of a field of a case begins with, in a copy that went out to readers."""


def _as_document(file: Path) -> bytes:
    """The bytes of the file; a Word template (.dotx) is called a document inside, and is one then."""
    data = file.read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        types = held.read("[Content_Types].xml")
        if TEMPLATE_TYPE not in types:
            return data
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for name in held.namelist():
                content = (
                    types.replace(TEMPLATE_TYPE, WORD_TYPE)
                    if name == "[Content_Types].xml"
                    else held.read(name)
                )
                written.writestr(name, content)
    return out.getvalue()


def _forget_attached(word: WordDocument) -> None:
    """Take out the name of the Word template a file was begun from: Word would look for it on opening each report."""
    settings = word.settings.element
    for one in settings.findall(qn("w:attachedTemplate")):
        settings.remove(one)
    part = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for key, relation in list(part.rels.items()):
        if relation.reltype.endswith("/attachedTemplate"):
            del part.rels[key]


def _call_properties_right(word: WordDocument) -> None:
    """LibreOffice gives the file's properties a relation of another name: the package would hold them twice."""
    package = word.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/core-properties") and relation.reltype != _PROPERTIES:
            del package.rels[key]
            package.relate_to(relation.target_part, _PROPERTIES)


_PROPERTIES = RELATIONSHIP_TYPE.CORE_PROPERTIES


def _codes(root: etree._Element) -> Iterator[str]:
    """The codes of all fields, one that is split over runs as one."""
    for simple in root.iter(qn("w:fldSimple")):
        yield str(simple.get(qn("w:instr")) or "")
    code: list[str] = []
    for one in root.iter(qn("w:fldChar"), qn("w:instrText")):
        if one.tag == qn("w:instrText"):
            code.append(one.text or "")
        elif code:
            yield "".join(code)
            code = []
    if code:
        yield "".join(code)


def _where(part: str) -> str:
    """A part of the file in words."""
    name = part.rsplit("/", 1)[-1]
    for kind in ("header", "footer", "settings", "footnotes", "endnotes", "comments"):
        if name.startswith(kind):
            return f"in its {kind}"
    return "in its text" if name.startswith("document") else f"in {name}"
