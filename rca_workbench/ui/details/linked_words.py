"""What one thing has to do with another, in the words a heading has for all that have the same."""

from rca_workbench.model import Entity

_POINTS_HERE = {
    ("account", "evidence"): "Accounts it gives",
    ("action", "addresses"): "Addressed by",
    ("action", "recommendation"): "Answered by",
    ("actor", "lane"): "In this lane",
    ("difference", "factor"): "Differences it stands for",
    ("factor", "entries"): "Shown by it on the map",
    ("factor", "entry"): "Stands for it on the map",
    ("finding", "factors"): "Findings that rest on it",
    ("interview", "evidence"): "Interview it comes from",
    ("interview", "person"): "Interviews",
    ("lane", "parent"): "Lanes in this group",
    ("question", "answered_by"): "Answered here",
    ("recommendation", "addresses"): "Addressed by",
    ("timeline_entry", "actor"): "On the timeline",
    ("timeline_entry", "conflicts_with"): "Disagrees with it",
    ("timeline_entry", "expected_time"): "Expected by its time",
    ("timeline_entry", "lane"): "In this lane",
    ("timeline_entry", "time"): "Timed by it",
}
"""What has a field that points here is to what it points at."""
_TIED = {
    ("account", "entry"): "According to",
    ("account", "evidence"): "Gives an account of",
    ("attendance", "meeting"): "Came to it",
    ("entry_link", "source"): "Tied to",
    ("entry_link", "target"): "Tied to",
    ("excerpt", "about"): "Sources",
    ("excerpt", "evidence"): "Bears out",
    ("knowledge", "actor"): "Could know of",
    ("knowledge", "entry"): "Could be known to",
    ("link", "source"): "Leads to",
    ("link", "target"): "Caused by",
    ("time_link", "earlier"): "Comes before",
    ("time_link", "later"): "Comes after",
}
"""What a tie makes of its other end for the thing at this one."""


def from_words(one: Entity, id: str) -> tuple[str, str]:
    """What a thing that points to another is to it; beneath, what kind of thing it is where that is not said."""
    word = _first_capital(one.kind.word)
    known = next((said for name in _fields(one, id) if (said := _POINTS_HERE.get((one.kind.name, name)))), "")
    return (known, word) if known else (_first_capital(one.kind.plural), "")


def seen_words(tie: Entity, id: str) -> str:
    """What the other end of a tie is to the thing at this end."""
    known = next((said for name in _fields(tie, id) if (said := _TIED.get((tie.kind.name, name)))), "")
    return known or _first_capital(tie.kind.plural)


def _fields(one: Entity, id: str) -> list[str]:
    """Names of the fields through which a thing points to another."""
    return [field.name for field, target in one.kind.references(one) if target == id]


def _first_capital(word: str) -> str:
    return word[:1].upper() + word[1:]
