"""What is said twice: a sentence of the team's that stands, the same or nearly so, in another section as well.

Two sentences are held beside each other by their runs of five words. What the case makes is allowed to repeat itself (a
table and its summary do); so only sentences that somebody wrote are looked for.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

RUN = 5
"""Words of a run."""
LEAST_WORDS = 8
"""Words from which a sentence said twice is worth a word."""
ALIKE = 0.6
"""Share of its runs that a sentence has in common with another from which they say the same."""
_MOST_PLACES = 200
"""Places of one run beyond which it tells nothing: a phrase of the house."""

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class AlsoSaid:
    """A sentence of one section that another says as well."""

    section: str
    words: str
    other: str
    """The other section."""


def also_said(written: Mapping[str, str], whole: Mapping[str, str]) -> tuple[AlsoSaid, ...]:
    """The sentences of each section that another section says too, each once.

    Args:
        written: what the team wrote, by section.
        whole: all that stands in each section, what the case makes included.
    """
    places: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for section, text in whole.items():
        for sentence in _sentences(text):
            for run in _runs(sentence):
                places[run].add(section)
    found: dict[tuple[str, str], AlsoSaid] = {}
    for section, text in written.items():
        for sentence in _sentences(text):
            runs = _runs(sentence)
            shared: Counter[str] = Counter()
            for run in runs:
                held = places.get(run, set())
                if len(held) <= _MOST_PLACES:
                    shared.update(held)
            del shared[section]
            other, most = max(shared.items(), key=lambda one: one[1], default=("", 0))
            if other and most >= ALIKE * len(runs):
                found.setdefault((section, sentence), AlsoSaid(section, sentence, other))
    return tuple(found.values())


def _sentences(text: str) -> Iterator[str]:
    for hit in _SENTENCE.finditer(text):
        sentence = hit[0].strip()
        if len(_WORD.findall(sentence)) >= LEAST_WORDS:
            yield sentence


def _runs(sentence: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(sentence.casefold())
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
