"""How strong the words of an action hint it is, with the reason in words. To suggest, never to decide.

The kinds of action and their strength are those of the action hierarchy (resources/domain/safety_actions.json); the
words that hint at a kind are the project's own. What the first words of an action say is taken for what it is: to
remind staff of a checklist is a reminder, and a checklist with training is a checklist.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rca_workbench.model import Strength
from rca_workbench.reference import ActionStrength, ActionType, action_strengths, papers

_REACH = 4
"""Words after a verb of change within which its object is looked for."""
_NOT = re.compile(
    r"\b(?:instead\s+of|rather\s+than|without|(?:and|but|is|are)\s+not|no\s+longer|in\s+place\s+of)\b[^,.;]*",
    re.IGNORECASE,
)
"""What an action says it is not."""
_CHANGES = re.compile(r"replac|remov|redesign|simplif|streamlin|standardi[sz]|automat|structured|electronic")
"""Verbs whose object decides: a simplified policy is still a policy."""
_BY = re.compile(r"\b(?:with|by)\b", re.IGNORECASE)
"""Words that begin what something is replaced with."""
_ELSEWHERE = re.compile(r"[,;.:]|\b(?:with|by|and|then)\b", re.IGNORECASE)
"""What a verb does not reach over to its object."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A strength that the words of an action hint at.

    Attributes:
        type: the kind of action, in the words of the hierarchy.
        because: the reason in words, such as "“Checklist” reads like a checklist or cognitive aid: ...".
        also: a kind of another strength that the words hint at too; empty for none.
        mark: what to show beside it where the kind is not checked against its source.
    """

    strength: Strength
    type: str
    because: str
    also: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    at: int
    end: int
    level: ActionStrength
    type: ActionType

    @property
    def paper(self) -> bool:
        return self.type.label in papers()


@lru_cache(maxsize=4_096)
def suggested_strength(text: str) -> Suggestion | None:
    """The strength the words of an action hint at; None where they hint at none."""
    said = _NOT.sub(lambda found: " " * len(found[0]), text)
    hits = sorted(_hits(said.casefold()), key=lambda hit: (hit.at, hit.at - hit.end))
    if not hits:
        return None
    chosen = _object_of(said, hits[0], hits)
    for hit in hits:
        if chosen.type.label in hit.type.outranks:
            chosen = hit
    others = [hit for hit in hits if hit.level.id != chosen.level.id and hit is not hits[0]]
    also = f"“{others[0].type.label}” ({others[0].level.id})" if others else ""
    words = said[chosen.at : chosen.end].strip()
    because = (
        f"“{words[:1].upper()}{words[1:]}” reads like “{chosen.type.label}”, which is {chosen.level.id}: "
        f"{chosen.level.why}."
    )
    if chosen.type.not_to_be_confused:
        because += f" {chosen.type.not_to_be_confused}."
    if also:
        because += f" It also speaks of {also}."
    return Suggestion(Strength(chosen.level.id), chosen.type.label, because, also, chosen.type.mark)


@lru_cache(maxsize=4_096)
def is_training(text: str) -> bool:
    """Whether the words of an action are of training, teaching or reminding."""
    return bool(_TRAINING.search(text.casefold()))


_TRAINING = re.compile(
    r"\b(?:train|retrain|teach|educat|remind|e-?learning|induction|awareness|refresher|drill)"
)


def _object_of(said: str, first: _Hit, hits: list[_Hit]) -> _Hit:
    """What an action that begins with a verb of change comes to; the first hint where it begins otherwise.

    What replaces something decides, and not what is replaced; paper and training stay what they are.
    """
    if first.paper or not _CHANGES.match(said[first.at :].casefold()):
        return first
    later = [hit for hit in hits if hit.at > first.at]
    if said[first.at :].casefold().startswith("replac"):
        by = next((found.end() for found in _BY.finditer(said) if found.start() > first.at), None)
        instead = [hit for hit in later if by is not None and hit.at >= by]
        if instead:
            return instead[0]
    for hit in later:
        between = said[first.at : hit.at]
        if hit.paper and len(between.split()) <= _REACH and not _ELSEWHERE.search(between):
            return hit
    return first


def _hits(said: str) -> Iterator[_Hit]:
    for pattern, level, type_ in _patterns():
        for found in pattern.finditer(said):
            yield _Hit(found.start(), found.end(), level, type_)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ActionStrength, ActionType], ...]:
    """A pattern for each kind, which finds its words where a word of the text begins, and the rest of that word."""
    return tuple(
        (
            re.compile(
                rf"(?<![\w-])(?:{'|'.join(re.escape(one) for one in _longest_first(type_.words))})\w*"
            ),
            level,
            type_,
        )
        for level in action_strengths()
        for type_ in level.types
    )


def _longest_first(words: tuple[str, ...]) -> list[str]:
    """Words so that a longer one is tried before a shorter one it begins with."""
    return sorted(words, key=lambda one: -len(one))
