"""Numbers by which bookmarks, controls and drawings are told apart in one file, beside those its template uses."""

from collections.abc import Iterator
from itertools import count

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from rca_workbench.report.word.contents import CONTROL
from rca_workbench.report.word.words_held import parts_of


def ids_not_in(word: WordDocument) -> tuple[Iterator[int], Iterator[int], Iterator[int]]:
    """Ids for bookmarks, controls and drawings that the template has not used."""
    highest = {"bookmark": 0, "control": CONTROL, "drawing": 0}
    for root in parts_of(word):
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


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and text.isascii() else 0
