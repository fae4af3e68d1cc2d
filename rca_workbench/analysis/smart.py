"""The SMART check of an action: what stands there already, and what is still open, in words.

What each letter asks is of resources/domain/safety_actions.json. It asks only whether something is written, never
whether it is good.
"""

from dataclasses import dataclass

from rca_workbench.model import Action, Factor, Measure, Snapshot
from rca_workbench.reference import smart as smart_list


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its word, whether it is met, and what is still open, with the field where one would say it."""

    letter: str
    word: str
    met: bool
    said: str
    field: str


def smart(snapshot: Snapshot, action: Action) -> tuple[Letter, ...]:
    """The five letters of one action, in order."""
    measures = snapshot.pointed_from(Measure, "action", action.id)
    factors = [one for id in action.addresses if (one := snapshot.get(Factor, id)) is not None]
    lacking: dict[str, tuple[tuple[str, str, bool], ...]] = {
        "specific": (
            ("text", "what will change", len(action.text.split()) > 1),
            ("unit", "where", bool(action.unit.strip())),
        ),
        "measurable": (("measure", "a measure", bool(measures)),),
        "achievable": (
            ("owner", "an owner", bool(action.owner.strip())),
            ("authority", "what lets them do it", bool(action.authority.strip())),
        ),
        "relevant": (("addresses", "what it addresses", bool(factors)),),
        "time-bound": (
            ("due", "a date", bool(action.due or action.done)),
            ("review", "a day to review it", bool(action.review)),
        ),
    }
    made = []
    for asks in smart_list():
        open_ = [(field, said) for field, said, there in lacking[asks.name] if not there]
        said = " and ".join(said for _, said in open_)
        made.append(Letter(asks.key, asks.name.capitalize(), not open_, said, open_[0][0] if open_ else ""))
    return tuple(made)


def smart_words(letters: tuple[Letter, ...]) -> str:
    """The check in a sentence: "Not yet SMART. Still open: a measure (measurable)."."""
    open_ = [f"{one.said} ({one.word.lower()})" for one in letters if not one.met]
    if not open_:
        return "SMART: specific, measurable, achievable, relevant and time-bound, as far as that can be read."
    return f"Not yet SMART. Still open: {'; '.join(open_)}."
