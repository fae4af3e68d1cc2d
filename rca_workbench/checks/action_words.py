"""What kind of action the words of one hint at. To ask about it, never to decide: the team sets its strength."""

import re
from functools import cache, lru_cache

from rca_workbench.analysis.strength import is_training
from rca_workbench.reference import action_strengths

__all__ = ["aimed_at_people", "is_training"]

_NOT_ABOUT_PEOPLE = frozenset(("policy", "guideline", "audit", "double check"))
"""Of the words that hint at a weaker action, those that do not ask people to know or remember something."""


@lru_cache(maxsize=4_096)
def aimed_at_people(text: str) -> bool:
    """Whether an action is to train, remind or tell people, and nothing in its words changes the work itself."""
    said = text.casefold()
    return bool(_hints("people").search(said)) and not _hints("stronger").search(said)


@cache
def _hints(which: str) -> re.Pattern[str]:
    """Words at whose beginning a hint stands: those of people, or of the stronger and intermediate actions."""
    words = {one.id: one.suggested_by for one in action_strengths()}
    if which == "people":
        chosen = [
            *(one for one in words["weaker"] if one not in _NOT_ABOUT_PEOPLE),
            "retrain",
            "teach",
            "educat",
            "e-learning",
        ]
    else:
        chosen = [*words["stronger"], *words["intermediate"]]
    return re.compile(r"\b(?:" + "|".join(re.escape(one) for one in chosen) + ")")
