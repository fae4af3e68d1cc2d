"""What differs between two texts, word by word: what was taken out, what was put in, what stayed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

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


def around_first(pieces: tuple[Piece, ...], before: int = 40) -> tuple[Piece, ...]:
    """The same, begun shortly before the first change, at a word: for where there is room for a line or two."""
    if not pieces or pieces[0].became is not Became.KEPT or len(pieces) == 1:
        return pieces
    text = pieces[0].text
    if len(text) <= before:
        return pieces
    tail = text[-before:]
    tail = tail[tail.find(" ") + 1 :] if " " in tail.strip() else tail
    return (Piece(f"… {tail}", Became.KEPT), *pieces[1:])


def _both(out: list[str], into: list[str]) -> list[Piece]:
    made = (Piece("".join(out), Became.OUT), Piece("".join(into), Became.IN))
    return [one for one in made if one.text]
