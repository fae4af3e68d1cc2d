"""A text made ready for its wording to be read: what is not the writer's own words taken out, sentences told apart.

Nothing moves: what is taken out leaves as many signs behind, so that a place found stands at the same place in the
text as written.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from rca_workbench.reference import blame_language
from rca_workbench.reference.sheet import texts

LONGEST_READ = 20_000
"""How many letters of a text are read: ten pages. What is behind them is not, and `read_in_part` says so."""

_NEAR = 600
"""How many letters before and after a phrase count as its sentence at most."""

TAKEN_OUT = "\ufffc"
"""Stands for each letter taken out: no letter, no space and no end of a sentence."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready to be read."""

    whole: str
    """The text as written, as far as it is read."""
    read: str
    """The same length, in small letters: quotations, references and clinical terms taken out, sentences parted by full
    stops."""
    starts: tuple[int, ...]
    """Where each sentence begins."""

    def sentence(self, at: int) -> tuple[int, int]:
        """Begin and end of the sentence that holds a place; of an endless one, what stands near."""
        number = bisect_right(self.starts, at)
        begin = max(self.starts[number - 1], at - _NEAR)
        end = min(self.starts[number] if number < len(self.starts) else len(self.whole), at + _NEAR)
        return begin, begin + len(self.whole[begin:end].rstrip())


def prepared(text: str) -> Prepared:
    """A text made ready; of a very long one, its beginning."""
    whole = text[:LONGEST_READ]
    read = list(_small(whole))
    for pattern in (*_NOT_THE_WRITERS, _clinical_terms()):
        for hit in pattern.finditer(whole):
            read[hit.start() : hit.end()] = TAKEN_OUT * (hit.end() - hit.start())
    starts = [0]
    for hit in _PARTING.finditer(whole):
        if not _parts(whole, hit):
            continue
        begin, end = hit.span(hit.lastindex or 0)
        if read[begin] != TAKEN_OUT:
            read[begin:end] = "." * (end - begin)
            starts.append(end)
    return Prepared(whole, "".join(read), tuple(starts))


def _small(text: str) -> str:
    """A text in small letters, each in its place: patterns that need not mind capitals take less than half the time."""
    small = text.lower()
    return (
        small
        if len(small) == len(text)
        else "".join(one if len(one) == 1 else "i" for one in map(str.lower, text))
    )


_NOT_THE_WRITERS = (
    # Quotations, longest reach first. An apostrophe is none: it has a letter on both sides, or before it only.
    re.compile(r"“[^”]{1,1000}”"),
    re.compile(r"«[^»]{1,1000}»"),
    re.compile(r'(?<![\w"])"(?=\S)[^"]{1,1000}"'),
    re.compile(r"(?<!\w)‘(?:[^’\n]|’(?=\w)){1,400}’(?!\w)"),
    re.compile(r"(?<![\w'])'(?=\S)(?:[^'\n]|(?<=\w)'(?=\w)){1,400}(?<=\S)'(?!\w)"),
    re.compile(r"^[ \t]*>.*$", re.MULTILINE),
    # References: a list of them to the end, one in brackets, a web address.
    re.compile(r"^\W*(?:references|bibliography|sources)\W*$[\s\S]*\Z", re.MULTILINE | re.IGNORECASE),
    re.compile(
        r"\((?:[A-Z][\w’'-]+(?: et al\.?| and| &)?,? ){1,4}(?:19|20)\d\d[a-z]?(?:[:,] ?(?:pp?\.? ?)?[\d–-]+)?\)"
    ),
    re.compile(r"\b(?:https?://|www\.|doi:)\S+"),
)

_PARTING = re.compile(r"[.!?…][\"”’')\]]{0,2}(\s+)(?=[^a-z\s])|(\n\s*)(?=[^a-z\s])|(\n[ \t]*\n\s*)")
_ABBREVIATION = re.compile(
    r"\b(?:dr|mr|mrs|ms|prof|st|e\.g|i\.e|vs|no|nos|approx|fig|para|paras|sr|jr|ref|cf|al)\.\Z", re.IGNORECASE
)


def _parts(whole: str, hit: re.Match[str]) -> bool:
    """Whether a sentence ends there: after the point of "Dr." none does."""
    if hit.lastindex != 1 or whole[hit.start()] != ".":
        return True
    return _ABBREVIATION.search(whole, max(0, hit.start() - 8), hit.start() + 1) is None


@cache
def _clinical_terms() -> re.Pattern[str]:
    """The clinical allow-list. Where a note in brackets says when a term is one, that is asked for with it."""
    made = []
    for term in texts(blame_language().content, "clinical_allow_list"):
        words, _, note = term.partition(" (")
        made.append(r"\s+".join(map(re.escape, words.split())) + _NOTED.get(note.rstrip(")"), ""))
    return re.compile(rf"\b(?:{'|'.join(made)})\b", re.IGNORECASE)


_NOTED = {
    "named service": r"(?=\s+(?:service|team|unit|ward|pathway)\b)",
    "record extract": r"(?=[^.]{0,40}\((?:record|notes?|extract))",
}
