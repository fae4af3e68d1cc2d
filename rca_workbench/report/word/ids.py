"""Numbers by which bookmarks, controls and drawings are told apart in one file, beside those its template uses."""

from collections.abc import Iterator
from itertools import count

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from rca_workbench.report.word.contents import CONTROL


def ids_not_in(word: WordDocument) -> tuple[Iterator[int], Iterator[int], Iterator[int]]:
    """Ids for bookmarks, controls and drawings that the template has not used."""
    highest = {"bookmark": 0, "control": CONTROL, "drawing": 0}
    part = word.part
    held = [part.element, *(one.target_part.element for one in part.rels.values() if _has_words(one))]
    for root in held:
        for key, tag, name in (
            ("bookmark", "w:bookmarkStart", "w:id"),
            ("drawing", "wp:docPr", "id"),
        ):
            for one in root.iter(qn(tag)):
                highest[key] = max(highest[key], _number(one.get(qn(name) if ":" in name else name)))
        for one in root.iter(qn("w:sdtPr")):
            id = one.find(qn("w:id"))
            if id is not None:
                # Word's own are spread over all of them; those of a report stay below.
                number = _number(id.get(qn("w:val")))
                highest["control"] = max(highest["control"], number if number < 1 << 30 else 0)
    return count(highest["bookmark"] + 1), count(highest["control"] + 1), count(highest["drawing"] + 1)


def _has_words(relation: object) -> bool:
    return not relation.is_external and relation.reltype in (  # type: ignore[attr-defined]
        RELATIONSHIP_TYPE.HEADER,
        RELATIONSHIP_TYPE.FOOTER,
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and text.isascii() else 0
