"""Texts that say the same or nearly the same, as when two groups add the same factor.

Only offered, never acted on: two texts with the same words may still mean two things.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from rca_workbench.model import Factor

SHARED_AT_LEAST = 0.75
"""Share of words that two texts have in common from which they count as alike."""
LETTERS_AT_LEAST = 0.9
"""Share of letters in common, in order, from which two texts count as alike: a slip of the pen."""
_TURNING = frozenset(
    (
        "no",
        "not",
        "never",
        "none",
        "without",
        "nor",
        "nobody",
        "cannot",
        "t",
        "before",
        "after",
        "less",
        "more",
        "too",
    )
)
"""Words that turn a sentence round: texts that differ in one of them do not say the same."""
_LIGHT = frozenset(
    ("a", "an", "the", "of", "to", "in", "on", "at", "for", "and", "was", "were", "is", "are", "by")
)


def alike(text: str, factors: Iterable[Factor], *, but: str = "") -> Factor | None:
    """The factor that says most nearly the same as a text, or None.

    Args:
        text: what is said.
        factors: those to compare with.
        but: id of the factor that says it, which is left out.
    """
    best: tuple[float, Factor] | None = None
    for one in factors:
        if one.id != but:
            how = likeness(text, one.text)
            if how and (best is None or how > best[0]):
                best = (how, one)
    return best[1] if best else None


def likeness(one: str, other: str) -> float:
    """How nearly two texts say the same, up to 1; 0 where they are not alike."""
    (words, turns, plain), (others, other_turns, other_plain) = _words(one), _words(other)
    if not words or not others or turns != other_turns:
        return 0.0
    if plain == other_plain:
        return 1.0
    shared = len(words & others) / len(words | others)
    if shared >= SHARED_AT_LEAST and min(len(words), len(others)) > 2:
        return shared
    if shared < 0.4 or len(plain) > 400 or len(other_plain) > 400:
        return 0.0
    letters = SequenceMatcher(None, plain, other_plain, autojunk=False)
    # The first two are bounds that are told far faster: of texts that share a few words, nearly all stop there.
    if letters.real_quick_ratio() < LETTERS_AT_LEAST or letters.quick_ratio() < LETTERS_AT_LEAST:
        return 0.0
    ratio = letters.ratio()
    return ratio if ratio >= LETTERS_AT_LEAST else 0.0


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[frozenset[str], frozenset[str], str]:
    """The words that carry a text, those that turn it round (numbers among them), and all of it plainly."""
    found = re.findall(r"\w+", text[:2_000].casefold())
    turning = frozenset(one for one in found if one in _TURNING or any(sign.isdigit() for sign in one))
    return frozenset(found) - _LIGHT, turning, " ".join(found)
