"""Spelling in British English: which words of a text are in no dictionary, and what may have been meant.

The dictionary is read by Hunspell, on this laptop. Words of the field, of the glossary and of the case count as known;
so does what is no plain word: abbreviations, codes, numbers, addresses, references.
"""

import importlib.util
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from rca_workbench.model import Actor, EvidenceItem, Lane, Snapshot
from rca_workbench.model.referring import REFERENCE
from rca_workbench.reference.glossary import glossary
from rca_workbench.reference.spelling import DICTIONARY, field_words, spelling_folder

LONGEST_WORD = 60
"""Letters beyond which something is no word; Hunspell takes up to 100."""
MOST_SUGGESTIONS = 6

_SKIPPED = re.compile(rf"{REFERENCE.pattern}|\b(?:https?://|www\.)\S+|\S+@\S+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A word that is in no dictionary, and where it stands."""

    start: int
    end: int
    word: str


class _Hunspell(Protocol):
    def spell(self, word: str) -> bool: ...

    def suggest(self, word: str) -> tuple[str, ...]: ...


def can_spell() -> bool:
    """Whether this computer has what reads the dictionary: there is none for some machines."""
    return importlib.util.find_spec("hunspell") is not None


def case_words(snapshot: Snapshot) -> frozenset[str]:
    """Words that a case has made its own: of roles, places, services, evidence. Names of people are none of them."""
    case, incident = snapshot.case, snapshot.incident
    said = [case.organisation, case.reference, incident.service, incident.setting]
    said += [one.role for one in snapshot.of(Actor).values()]
    said += [one.name for one in snapshot.of(EvidenceItem).values()]
    said += [one.title for one in snapshot.of(Lane).values()]
    return frozenset(word for text in said for word in _plain_words(text))


class Speller:
    """Says which words are not known. One for as long as the program runs: it remembers what it was asked.

    Args:
        known: words that are right here whatever the dictionary says.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known: frozenset[str] = frozenset()
        self._right: dict[str, bool] = {}
        self.know(known)

    def know(self, words: Iterable[str]) -> bool:
        """Take other words as known than before; whether any of them are others."""
        known = frozenset(_folded(one) for one in words)
        if known == self._known:
            return False
        self._known = known
        self._right = {}
        return True

    def load(self) -> None:
        """Read the dictionary, so that the first word waits for nothing."""
        _dictionary()
        _own_words()

    def misspelt(self, text: str) -> tuple[Misspelt, ...]:
        """The words of a text that are in no dictionary."""
        return tuple(one for one in _words(text) if not self.knows(one.word))

    def knows(self, word: str) -> bool:
        """Whether a word is spelt as it may be."""
        right = self._right.get(word)
        if right is None:
            right = self._right[word] = self._look_up(word)
        return right

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant, the likeliest first."""
        plain = word.replace("’", "'")
        found = [*_near(plain, self._known | _own_words()), *_dictionary().suggest(plain)]
        curly = "’" in word
        said = (one.replace("'", "’") if curly else one for one in found)
        return tuple(dict.fromkeys(said))[:MOST_SUGGESTIONS]

    def _look_up(self, word: str) -> bool:
        plain = word.replace("’", "'")
        if self._is_known(plain) or _dictionary().spell(plain):
            return True
        parts = [one for one in re.split(r"[-.]", plain) if one]
        return len(parts) > 1 and all(
            _is_no_word(one) or self._is_known(one) or _dictionary().spell(one) for one in parts
        )

    def _is_known(self, word: str) -> bool:
        folded = _folded(word)
        return any(one in self._known or one in _own_words() for one in (folded, folded.removesuffix("'s")))


def _words(text: str) -> Iterator[Misspelt]:
    """The words of a text that can be spelt, with their places."""
    skipped = [hit.span() for hit in _SKIPPED.finditer(text)]
    for hit in _WORD.finditer(text):
        start, end = hit.span()
        if _is_no_word(hit[0]) or any(a < end and start < b for a, b in skipped):
            continue
        yield Misspelt(start, end, hit[0])


def _is_no_word(word: str) -> bool:
    """A number, code, abbreviation or single letter: nothing that can be spelt."""
    plain = word.removesuffix("’s").removesuffix("'s").removesuffix("s")
    return (
        len(word) < 2
        or len(word) > LONGEST_WORD
        or any(sign.isdigit() for sign in word)
        or plain.isupper()
        or (
            any(sign.isupper() for sign in word[1:] if sign.isalpha())
            and not word.isupper()
            and "-" not in word
        )
        or not word.isprintable()
    )


def _plain_words(text: str) -> Iterator[str]:
    yield from (hit[0] for hit in _WORD.finditer(text))
    yield from (part for hit in _WORD.finditer(text) for part in hit[0].split("-"))


def _folded(word: str) -> str:
    return word.replace("’", "'").casefold()


def _near(word: str, known: frozenset[str]) -> list[str]:
    """Words known here that differ in a letter or two: Hunspell does not hold them, so it cannot offer them."""
    from difflib import get_close_matches

    folded = _folded(word)
    beside = [one for one in known if one[:1] == folded[:1] and abs(len(one) - len(folded)) <= 2]
    near = get_close_matches(folded, beside, n=2, cutoff=0.84)
    return [one[:1].upper() + one[1:] if word[:1].isupper() else one for one in near]


@cache
def _own_words() -> frozenset[str]:
    said = [word for entry in glossary() for word in _plain_words(f"{entry.term} {entry.meaning}")]
    return frozenset(map(_folded, (*field_words(), *said)))


@cache
def _dictionary() -> _Hunspell:
    from hunspell import Hunspell

    return cast(_Hunspell, Hunspell(DICTIONARY, hunspell_data_dir=str(spelling_folder())))
