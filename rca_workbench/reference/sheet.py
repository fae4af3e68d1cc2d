"""One file of the field's facts: what it says, where that is from and how sure it is.

Every file in `resources/` names its source, its licence and whether the core of it was read in a copy of the source.
A row may say so for itself, which outranks the file. Whatever is not checked carries a mark wherever a user sees it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import cast

from rca_workbench.reference.locate import resource

Row = Mapping[str, object]
"""A row of a file as it is written there, read-only: mappings, tuples, text, numbers, true, false and None."""


class Checked(StrEnum):
    """Whether something was read in a copy of its source."""

    YES = "yes"
    PART = "part"
    NO = "no"


_MARKS = {
    Checked.YES: "",
    Checked.PART: "Checked in part against the source",
    Checked.NO: "Not checked against the source",
}


def unchecked_mark(checked: Checked) -> str:
    """What to show beside something, such as "Not checked against the source"; empty where nothing need be said."""
    return _MARKS[checked]


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a file restates."""

    document: str
    publisher: str
    year: str
    section: str

    def __str__(self) -> str:
        return ", ".join(part for part in (self.document, self.publisher, self.year) if part)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: its provenance and, in `content`, all that it holds, read-only."""

    title: str
    source: Source
    licence: str
    checked: Checked
    check_note: str
    content: Row

    @property
    def mark(self) -> str:
        """What to show beside anything from this file that does not say for itself how sure it is."""
        return unchecked_mark(self.checked)

    def rows(self, *path: str) -> tuple[Row, ...]:
        """The list of rows at that place, such as `rows("lfpse", "physical")`. Raises KeyError where none is."""
        found: object = self.content
        for name in path:
            found = cast(Row, found)[name]
        return cast(tuple[Row, ...], found)

    def checked_row(self, row: Row, *flags: str) -> Checked:
        """How sure a row is: the least sure of its own flags (`checked` unless named), else the file's."""
        said = [_checked(row[flag]) for flag in flags or ("checked",) if flag in row]
        return max(said, key=_UNSURE.index) if said else self.checked


_UNSURE = (Checked.YES, Checked.PART, Checked.NO)


def _checked(flag: object) -> Checked:
    # Some files say yes, part or no, others true or false. False stands for "part or all is from knowledge": the
    # unsure reading is taken.
    if isinstance(flag, bool):
        return Checked.YES if flag else Checked.NO
    return Checked(str(flag))


@cache
def sheet(*parts: str) -> Sheet:
    """The file at that place below `resources/`, such as `sheet("domain", "glossary.json")`; read once."""
    content = cast(Row, _read_only(json.loads(resource(*parts).read_text(encoding="utf-8"))))
    source = cast(Row, content["source"])
    return Sheet(
        title=str(content["title"]),
        source=Source(*(str(source[name]) for name in ("document", "publisher", "year", "section"))),
        licence=str(content["licence"]),
        checked=_checked(content["source_checked"]),
        # The two halves of the data spell this key differently.
        check_note=str(content.get("source_checked_note") or content.get("source_check_note") or ""),
        content=content,
    )


def text(row: Row, name: str) -> str:
    """A field of a row as text; empty where it is not given."""
    value = row.get(name)
    return "" if value is None else str(value)


def texts(row: Row, name: str) -> tuple[str, ...]:
    """A field of a row that holds one text or several, as several."""
    value = row.get(name)
    if value is None:
        return ()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(str(one) for one in value)
    return (str(value),)


def _read_only(value: object) -> object:
    if isinstance(value, dict):
        return MappingProxyType({name: _read_only(one) for name, one in value.items()})
    if isinstance(value, list):
        return tuple(_read_only(one) for one in value)
    return value
