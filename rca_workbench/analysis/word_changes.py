"""What differs between two texts, word by word: what was taken out, what was put in, what stayed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

_WORDS = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")
MOST_WORK = 4_000_000
"""Pairs of words up to which two texts are compared word by word; longer ones are compared line by line."""


class Became(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    text: str
    became: Became


@lru_cache(maxsize=2048)
def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The runs of which two texts consist, in order; what went stands before what came in its place.

    Runs that stay only between two changes and hold no word, such as a blank, are taken with the changes: whole
    phrases read better than words that alternate.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) * len(new) > MOST_WORK:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    out: list[str] = []
    into: list[str] = []
    pieces: list[Piece] = []
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (tag, i, j, k, m) in enumerate(blocks):
        same = "".join(old[i:j])
        if tag == "equal" and (same.strip() or at in (0, len(blocks) - 1)):
            pieces += _both(out, into)
            out, into = [], []
            pieces.append(Piece(same, Became.KEPT))
        else:
            out.append("".join(old[i:j]))
            into.append("".join(new[k:m]))
    pieces += _both(out, into)
    return tuple(pieces)


def said(pieces: Iterable[Piece]) -> str:
    """The changes in words, for those who hear them: "takes out “two”, puts in “three”"."""
    verbs = {Became.OUT: "takes out", Became.IN: "puts in"}
    told = [
        f"{verbs[one.became]} “{' '.join(one.text.split())}”"
        for one in pieces
        if one.became in verbs and one.text.strip()
    ]
    return ", ".join(told) or "changes only blanks or lines"


def in_short(pieces: tuple[Piece, ...], before: int = 40, most: int = 64) -> tuple[Piece, ...]:
    """The same for where there is room for a line or two.

    It begins shortly before the first change, at a word; of longer runs the middle is left out, so that what comes is seen
    beside what goes.
    """
    if len(pieces) < 2:
        return pieces
    made = [Piece(_without_middle(one.text, most), one.became) for one in pieces]
    first = pieces[0]
    if first.became is Became.KEPT and len(first.text) > before:
        tail = first.text[-before:]
        tail = tail[tail.find(" ") + 1 :] if " " in tail.strip() else tail
        made[0] = Piece(f"… {tail}", Became.KEPT)
    return tuple(made)


def _without_middle(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    half = most // 2
    head, tail = text[:half], text[-half:]
    head = head[: head.rfind(" ") + 1] if " " in head.strip() else head
    tail = tail[tail.find(" ") :] if " " in tail.strip() else tail
    return f"{head}…{tail}"


def _both(out: list[str], into: list[str]) -> list[Piece]:
    made = (Piece("".join(out), Became.OUT), Piece("".join(into), Became.IN))
    return [one for one in made if one.text]
