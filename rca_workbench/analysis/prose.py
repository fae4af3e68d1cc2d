"""References in what the team writes: to entries, factors, evidence, people, findings, actions, and to parts of a report.

A reference is kept as a token (`model/referring.py`) and read in words made from the case as it is now: "T12, 02:05"
becomes "T12, 02:10" when the time is put right. Where the thing is gone, the text says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rca_workbench.model import (
    Action,
    Actor,
    Entity,
    EvidenceItem,
    Factor,
    Finding,
    ReportText,
    Snapshot,
    Time,
    TimeKind,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.referring import REFERENCE, reference, said_plainly
from rca_workbench.model.time import moment, short_label, window

REFERRED: tuple[type[Entity], ...] = (TimelineEntry, Factor, EvidenceItem, Actor, Finding, Action)
"""Kinds of thing a text can refer to."""
PART = "#"
"""Begins the id of a heading, table or figure of the report."""
GONE = "no longer in the case"
_LONGEST = 60
_ENDS = " .;,:"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a text that stands for a thing of the case, or for a part of the report."""

    id: str
    """Of the thing; of a part of the report, `#` and the id of the heading, table or figure."""
    said: str
    """The words it was put in with."""
    words: str
    """What a reader sees now."""
    gone: bool = False
    """The thing is no longer in the case."""

    @property
    def to(self) -> str:
        """Id of the heading, table or figure of the report it refers to; empty where it is a thing of the case."""
        return self.id.removeprefix(PART) if self.id.startswith(PART) else ""

    @property
    def token(self) -> str:
        """It as the text holds it."""
        return reference(self.said, self.id)


def pieces(snapshot: Snapshot, text: str) -> tuple[str | Reference, ...]:
    """A stored text taken apart: words, and references with what they say now."""
    made: list[str | Reference] = []
    at = 0
    for hit in REFERENCE.finditer(text):
        if hit.start() > at:
            made.append(text[at : hit.start()])
        made.append(_reference(snapshot, hit[1], hit[2]))
        at = hit.end()
    if at < len(text):
        made.append(text[at:])
    return tuple(made)


def rendered(snapshot: Snapshot, text: str) -> str:
    """A stored text as a reader sees it."""
    if "⟦" not in text:
        return text
    return "".join(one if isinstance(one, str) else one.words for one in pieces(snapshot, text))


def references(snapshot: Snapshot, text: str) -> tuple[Reference, ...]:
    """The references of a stored text, in order."""
    return tuple(one for one in pieces(snapshot, text) if isinstance(one, Reference))


def field_words(snapshot: Snapshot, entity: Entity, field: str) -> str:
    """A text field of a thing as a reader sees it: references in words."""
    said = str(getattr(entity, field))
    return rendered(snapshot, said) if isinstance(entity, ReportText) else said


def put_in(snapshot: Snapshot, id: str, said: str = "") -> str:
    """The token for a thing of the case; for a part of the report (`#` and its id), in the words given."""
    entity = snapshot.find(id)
    return reference(words_for(snapshot, entity) if entity is not None else said, id)


def words_for(snapshot: Snapshot, one: Entity) -> str:
    """How a text names a thing: an entry by code and time (on another day than the incident's, with its date), people by
    role, everything else by code and words.
    """
    code = str(getattr(one, "code", ""))
    match one:
        case Actor():
            said = one.role or one.kind.word
        case TimelineEntry():
            said = ", ".join(part for part in (code, _time(snapshot, one.time)) if part) or _quoted(one)
        case EvidenceItem():
            said = f"{code}, {shortened(one.name, _LONGEST)}" if code and one.name else code or one.name
        case _:
            said = f"{code}, {_quoted(one)}" if code else _quoted(one)
    return " ".join(re.sub(r"[⟦⟧|]", " ", said).split())


def with_references(snapshot: Snapshot, stored: str, edited: str) -> str:
    """The stored form of a rendered text that was edited: references that still stand become tokens again.

    A reference stands where its words do: in their old place among what did not change, or, moved as a whole, somewhere
    among what is new. Words that were changed are words from then on.
    """
    known = pieces(snapshot, stored)
    before = "".join(one if isinstance(one, str) else one.words for one in known)
    if not any(isinstance(one, Reference) for one in known):
        return edited
    kept, fresh = _alignment(before, edited)
    placed: dict[int, tuple[int, Reference]] = {}
    moved: list[Reference] = []
    at = 0
    for one in known:
        length = len(one) if isinstance(one, str) else len(one.words)
        if isinstance(one, Reference):
            where = next(
                (new + at - old for old, new, size in kept if old <= at and at + length <= old + size), None
            )
            if where is None:
                moved.append(one)
            else:
                placed[where] = (length, one)
        at += length
    for one in moved:
        for start, end in fresh:
            where = edited.find(one.words, start, end) if one.words else -1
            if where >= 0 and not any(
                p < where + len(one.words) and where < p + n for p, (n, _) in placed.items()
            ):
                placed[where] = (len(one.words), one)
                break
    made, last = [], 0
    for where, (length, one) in sorted(placed.items()):
        made += [edited[last:where], one.token]
        last = where + length
    return "".join((*made, edited[last:]))


def offered(snapshot: Snapshot) -> Iterator[Entity]:
    """Every thing a text can refer to, kind by kind in the order of the case."""
    for cls in REFERRED:
        yield from snapshot.of(cls).values()


def _alignment(before: str, after: str) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]]]:
    """What stayed (place before, place after, length), and the stretches of `after` that are new.

    Compared by words: letters that happen to be alike in two different words are no sign that one stayed.
    """
    ours, theirs = _WORDS.findall(before), _WORDS.findall(after)
    old, new = _starts(ours), _starts(theirs)
    same = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    kept = [(old[a], new[b], old[a + size] - old[a]) for a, b, size in same if size]
    fresh, last = [], 0
    for _, start, size in kept:
        if start > last:
            fresh.append((last, start))
        last = start + size
    if last < len(after):
        fresh.append((last, len(after)))
    return kept, fresh


def _starts(words: list[str]) -> list[int]:
    starts = [0]
    for one in words:
        starts.append(starts[-1] + len(one))
    return starts


_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


def _reference(snapshot: Snapshot, said: str, id: str) -> Reference:
    if id.startswith(PART):
        return Reference(id, said, said)
    entity = snapshot.find(id)
    if entity is None:
        return Reference(id, said, f"{said} ({GONE})", gone=True)
    return Reference(id, said, words_for(snapshot, entity))


def _time(snapshot: Snapshot, time: Time) -> str:
    if time.kind is TimeKind.UNKNOWN:
        return ""
    first = window(snapshot.incident.start).earliest
    return short_label(time, None if first is None else moment(first).date())


def _quoted(one: Entity) -> str:
    said = str(getattr(one, "short_label", "") or getattr(one, one.kind.title_field, "") or "")
    return f"“{shortened(said, _LONGEST).rstrip(_ENDS)}”" if said.strip(_ENDS) else one.kind.word


__all__ = [
    "GONE",
    "PART",
    "REFERRED",
    "Reference",
    "field_words",
    "offered",
    "pieces",
    "put_in",
    "references",
    "rendered",
    "said_plainly",
    "with_references",
    "words_for",
]
