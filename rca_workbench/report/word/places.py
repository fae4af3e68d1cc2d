"""Where things stand in a document: numbers of tables and figures, and the bookmarks that lists and references lead to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rca_workbench.report.document import Block, Heading, PictureBlock, TableBlock

LONGEST_MARK = 40
"""Signs of a bookmark's name in Word."""
MOST_LISTED = 40
"""Headings up to which the contents list holds those of the third level too: more would not fit on its page."""


@dataclass(frozen=True, slots=True)
class Place:
    """A heading, or the caption of a table or figure, under the names of its bookmarks."""

    name: str
    """Of the bookmark around the whole line, for the lists."""
    text: str
    level: int = 0
    """Of a heading."""
    kind: str = ""
    """Table or Figure; empty for a heading."""
    number: int = 0
    label: str = ""
    """Of the bookmark around “Table 3” alone, for references; empty where nothing can refer to it."""


class Places:
    """The headings and captions of a document, known before a word of it is written: references lead forward too."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._taken: set[str] = set()
        self._at: dict[int, Place] = {}
        self._to: dict[str, Place] = {}
        counts = {"Table": 0, "Figure": 0}
        for number, one in enumerate(blocks):
            match one:
                case Heading():
                    self._add(number, one.id, Place(self._name("_Toc_", one.id), one.text, one.level))
                case TableBlock() | PictureBlock() if one.caption:
                    kind = "Table" if isinstance(one, TableBlock) else "Figure"
                    counts[kind] += 1
                    count = counts[kind]
                    label = self._name(f"_Ref_{kind}_", str(count)) if one.id else ""
                    name = self._name(f"_{kind}_", str(count))
                    self._add(number, one.id, Place(name, one.caption, 0, kind, count, label))
                case _:
                    pass
        headings = [one for one in self._at.values() if not one.kind]
        self.depth = 3 if len(headings) <= MOST_LISTED else 2
        """Down to which level headings are listed."""
        self.headings = [one for one in headings if one.level <= self.depth]
        self.captions = [one for one in self._at.values() if one.kind]

    def at(self, number: int) -> Place:
        """The place of a heading or of a block with a caption, by its number in the document."""
        return self._at[number]

    def target(self, id: str) -> tuple[str, str] | None:
        """Bookmark and words of what an id names, as a reference shows it; None where there is none."""
        place = self._to.get(id)
        if place is None:
            return None
        return (place.label, f"{place.kind} {place.number}") if place.kind else (place.name, place.text)

    def _add(self, number: int, id: str, place: Place) -> None:
        self._at[number] = place
        if id:
            self._to.setdefault(id, place)

    def _name(self, prefix: str, id: str) -> str:
        """The name of a bookmark: letters, digits and underscores, used once (Word does not tell capitals apart)."""
        plain = prefix + re.sub(r"[^A-Za-z0-9_]", "_", id)
        name, serial = plain[:LONGEST_MARK], 1
        while name.lower() in self._taken:
            serial += 1
            tail = f"_{serial}"
            name = plain[: LONGEST_MARK - len(tail)] + tail
        self._taken.add(name.lower())
        return name
