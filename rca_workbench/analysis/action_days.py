"""Whether the days of an action can be true together, in words for the one who types one."""

from datetime import date

from rca_workbench.model import Action
from rca_workbench.model.time_said import date_words

_PAST = {
    "done": "Done is a day that has come",
    "approved": "Approved on is a day that has come",
    "effect_on": "An effect is judged on a day that has come",
}
"""Days of what has happened: none of them lies ahead."""
_SAID = {"done": "it was done on", "approved": "it was approved on", "effect_on": "its effect was judged on"}


def day_problem(action: Action, field: str, day: str, today: date) -> str:
    """Why a day cannot stand in that field of an action, and what to do; empty where it can.

    Days that are not in conflict with each other are left alone, however unusual.
    """
    if not day:
        return ""
    if field in _PAST and day > today.isoformat():
        return f"{_PAST[field]}. Today is {date_words(today.isoformat())}."
    begins, due, done = (
        day if field == name else getattr(action, name) for name in ("begins", "due", "done")
    )
    if field in ("begins", "due") and begins and due and due < begins:
        other = f"It starts on {date_words(begins)}" if field == "due" else f"It is due on {date_words(due)}"
        return f"{other}, and cannot be due before it starts. Change one of the two."
    if field in ("begins", "done") and begins and done and done < begins:
        other = (
            f"It starts on {date_words(begins)}" if field == "done" else f"It was done on {date_words(done)}"
        )
        return f"{other}, and cannot be done before it starts. Change one of the two."
    return ""


def day_conflicts(action: Action, today: date) -> tuple[tuple[str, str], ...]:
    """Days of an action that cannot be true together, or yet, as an import may bring them: field, and why in words."""
    found = [
        (field, f"{said} {date_words(day)}, which lies ahead")
        for field, said in _SAID.items()
        if (day := getattr(action, field)) > today.isoformat()
    ]
    if action.begins and action.due and action.due < action.begins:
        found.append(
            ("due", f"it is due on {date_words(action.due)} and starts on {date_words(action.begins)}")
        )
    if action.begins and action.done and action.done < action.begins:
        found.append(
            ("done", f"it was done on {date_words(action.done)} and starts on {date_words(action.begins)}")
        )
    return tuple(found)


def leaving_words(day: str, today: date) -> str:
    """That an owner left the post on a day, or will: it may be said ahead, and is true from that day on."""
    return f"{'left' if day <= today.isoformat() else 'leaves'} the post on {date_words(day)}"
