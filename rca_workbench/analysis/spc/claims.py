"""Words that claim an improvement, found in a text: each should be borne out by a signal on a chart.

Of 99 statements in board papers that spoke of change, 72 % had a chart to support them; those without leaned to
"improved" (Kroll and others, 2026). The words stand in learning_sharing.json and are this project's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rca_workbench.reference.measuring import claim_words

_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\d))+[.!?]?")
_BEFORE = 60
"""Letters before the words in which "will" or "not" is looked for."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One place in a text that claims an improvement."""

    words: str
    start: int
    two_points: bool
    """True where two figures are set side by side: that shows no change over time."""


def claims(text: str, *, of_a_change: bool = False) -> Iterator[Claim]:
    """The claims in a text, at most one in each sentence. What is planned, hoped, denied or asked is none.

    With `of_a_change` only where the sentence also speaks of a change or of time since: a report may say that staffing
    was reduced, which claims nothing.
    """
    patterns = claim_words()
    for sentence in _SENTENCE.finditer(text):
        said = sentence.group()
        if said.rstrip().endswith("?") or (of_a_change and not patterns.needs_one_of.search(said)):
            continue
        for hit in patterns.words.finditer(said):
            if not patterns.not_a_claim.search(said[max(0, hit.start() - _BEFORE) : hit.start()]):
                two = patterns.two_points.search(said) is not None
                yield Claim(hit.group(), sentence.start() + hit.start(), two)
                break
