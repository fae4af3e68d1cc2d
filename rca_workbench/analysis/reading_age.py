"""How old a reader has to be to read a text with ease, and what makes it hard.

The reading age is the Flesch-Kincaid grade with five years added; its limits stand in
resources/domain/plain_words.json and are shown wherever the figure is. Nothing here asks a network: syllables are
counted from a list of words and a rule.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from rca_workbench.reference.plain_words import reading_aim, reading_formula

_WORD = re.compile(r"[^\W_]+(?:['’\-:.,/][^\W_]+)*")
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)")
_NO_END = re.compile(r"(?:\b(?:dr|mr|mrs|ms|prof|vs|approx|e\.g|i\.e|a\.m|p\.m)|(?<!\w)[A-Z])\.$", re.I)
_ADULT = 18
"""Beyond this a figure in years says no more than that it is hard."""
_MARK = re.compile(r"^\s*(?:[-•*–]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class ReadingAge:
    """How hard a text is to read."""

    words: int
    sentences: int
    age: int | None
    """In years; None where there are too few words to tell."""
    sure: bool
    """Whether there are words enough for the figure to hold still."""
    long_sentences: tuple[str, ...]
    """Sentences with more words than the NHS advises, the longest first."""
    hard_words: tuple[str, ...]
    """Words of three syllables or more, those said most often first."""

    @property
    def too_old(self) -> bool:
        """Whether it asks for a reader older than the NHS aims for."""
        return self.age is not None and self.age > reading_aim().oldest

    @property
    def in_words(self) -> str:
        """The figure as a sentence."""
        aim = reading_aim()
        if self.age is None:
            return f"Too few words to tell a reading age. The NHS aims for {aim.youngest} to {aim.oldest}."
        about = "about" if self.sure else "perhaps"
        said = "over 18" if self.age > _ADULT else f"{about} {self.age}"
        return f"Reading age {said}. The NHS aims for {aim.youngest} to {aim.oldest}."

    @property
    def helps(self) -> str:
        """What would make it easier, as a sentence; empty where it is easy enough."""
        if not self.too_old:
            return ""
        said = []
        if self.long_sentences:
            count, most = len(self.long_sentences), reading_aim().sentence
            said.append(
                f"{count} {'sentence has' if count == 1 else 'sentences have'} more than {most} words: "
                "make two of one"
            )
        if self.hard_words:
            named = ", ".join(self.hard_words[:4])
            said.append(f"long words such as {named}")
        return f"{'; '.join(said)[:1].upper()}{'; '.join(said)[1:]}." if said else ""


def how_it_is_worked_out() -> str:
    """The formula and its limits in plain words."""
    formula = reading_formula()
    said = (
        f"Worked out from words per sentence and syllables per word ({formula.name}, plus {formula.years_added} "
        f"years). {' '.join(formula.limits)}"
    )
    return f"{said} {formula.mark}." if formula.mark else said


def reading_age(text: str) -> ReadingAge:
    """How hard a text is to read. Each line ends a sentence, as a heading or a point in a list does."""
    formula, aim = reading_formula(), reading_aim()
    lengths: list[tuple[int, str]] = []
    counted: Counter[str] = Counter()
    syllables = 0
    for sentence in _sentences(text):
        words = _WORD.findall(sentence)
        if not words:
            continue
        lengths.append((len(words), sentence))
        for word in words:
            count = _syllables(word.lower())
            syllables += count
            if count >= formula.hard_syllables:
                counted[word.lower()] += 1
    total = sum(count for count, _ in lengths)
    age = None
    if total >= formula.least_words:
        grade = (
            formula.per_sentence * total / len(lengths) + formula.per_word * syllables / total - formula.less
        )
        age = max(5, round(grade + formula.years_added))
    longest = sorted((one for one in lengths if one[0] > aim.sentence), key=lambda one: -one[0])
    return ReadingAge(
        total,
        len(lengths),
        age,
        total >= formula.sure_from,
        tuple(sentence for _, sentence in longest),
        tuple(word for word, _ in counted.most_common()),
    )


def _sentences(text: str) -> list[str]:
    made: list[str] = []
    for line in text.splitlines():
        rest = _MARK.sub("", line).strip()
        start = 0
        for end in _END.finditer(rest):
            if not _NO_END.search(rest[: end.start() + 1]):
                made.append(rest[start : end.end()].strip())
                start = end.end()
        made.append(rest[start:].strip())
    return [one for one in made if one]


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    from syllapy import count

    # A figure or a time is said in a word or two; the list knows none of them.
    return max(1, int(count(word.replace("’", "'"))))
