"""What of a case was invented to illustrate it, in words: nobody may take it for what was planned, counted or asked.

Wherever such a thing is shown, printed or exported, it says so with these words.
"""

from rca_workbench.model import KINDS, Entity, Snapshot
from rca_workbench.model.words import counted, listed

INVENTED = KINDS["action"].by_name["invented"].type.label
"""Invented for illustration."""
IN_SHORT = INVENTED.split()[0]
"""Where there is room for a word only."""
_KINDS = tuple(kind for kind in KINDS.values() if "invented" in kind.by_name)


def invented_words(*several: Entity | None) -> str:
    """The mark of a thing, or of what is said of several together; empty where nothing of it was invented."""
    return INVENTED if any(getattr(one, "invented", None) for one in several) else ""


def anything_invented(snapshot: Snapshot) -> bool:
    """Whether the case holds anything that was invented."""
    return any(
        getattr(one, "invented", None) for kind in _KINDS for one in snapshot.table(kind.name).values()
    )


def invented_notice(snapshot: Snapshot) -> str:
    """What was invented, counted, as a sentence; empty where nothing was."""
    parts = []
    for kind in _KINDS:
        count = sum(bool(getattr(one, "invented", None)) for one in snapshot.table(kind.name).values())
        if count:
            parts.append(counted(count, kind.word, kind.plural))
    return f"{INVENTED}, and no part of what happened: {listed(parts)}." if parts else ""
