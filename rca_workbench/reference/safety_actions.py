"""How strong an action is: how little it relies on people remembering."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from rca_workbench.reference.sheet import Checked, Row, Sheet, sheet, text, texts, unchecked_mark


@dataclass(frozen=True, slots=True)
class ActionType:
    """A kind of action, with an example.

    `words` begin words in an action's text that hint at this kind. It counts before the kinds it `outranks`, where both
    are hinted at. `not_to_be_confused` says which kind of another strength it is often taken for.
    """

    label: str
    example: str
    checked: Checked
    words: tuple[str, ...] = ()
    outranks: tuple[str, ...] = ()
    not_to_be_confused: str = ""

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class ActionStrength:
    """One step of the hierarchy: `stronger`, `intermediate` or `weaker`, and the kinds of action that stand on it.

    `suggested_by` are words in an action's text that hint at this strength: to suggest, never to decide. `why` says what
    such an action rests on.
    """

    id: str
    rank: int
    why: str
    types: tuple[ActionType, ...]
    suggested_by: tuple[str, ...]


@cache
def action_strengths() -> tuple[ActionStrength, ...]:
    """The hierarchy, strongest first."""
    page = safety_actions()
    hierarchy = cast(Row, page.content["action_strength"])
    hints = cast(Row, hierarchy["auto_suggest"])
    strengths = (
        ActionStrength(
            id=text(row, "id"),
            rank=int(text(row, "rank")),
            why=text(row, "why"),
            types=tuple(
                ActionType(
                    text(one, "type"),
                    text(one, "example"),
                    page.checked_row(one),
                    texts(one, "words"),
                    texts(one, "outranks"),
                    text(one, "not_to_be_confused"),
                )
                for one in cast(tuple[Row, ...], row["types"])
            ),
            suggested_by=texts(hints, text(row, "id")),
        )
        for row in page.rows("action_strength", "levels")
    )
    return tuple(sorted(strengths, key=lambda one: -one.rank))


@cache
def papers() -> tuple[str, ...]:
    """Kinds of action that stay what they are when one simplifies, replaces or standardises them."""
    return texts(cast(Row, safety_actions().content["action_strength"]), "papers")


@dataclass(frozen=True, slots=True)
class Asks:
    """One question to weigh or check an action by: its letter or word, its name, and what to ask."""

    key: str
    name: str
    ask: str


@cache
def ifaces() -> tuple[Asks, ...]:
    """The iFACES questions by which options are weighed."""
    return tuple(
        Asks(text(one, "letter"), text(one, "name"), text(one, "ask"))
        for one in safety_actions().rows("ifaces")
    )


@cache
def smart() -> tuple[Asks, ...]:
    """What makes an action SMART: initial, word, what is looked at."""
    return tuple(
        Asks(text(one, "k")[:1].upper(), text(one, "k"), text(one, "check"))
        for one in safety_actions().rows("smart")
    )


@cache
def follow_through() -> tuple[Asks, ...]:
    """When to come back to an action, and what to ask then; what the intervals rest on says `follow_through_basis`."""
    return tuple(
        Asks("", text(one, "at"), text(one, "ask")) for one in safety_actions().rows("follow_through")
    )


def follow_through_basis() -> str:
    """What the intervals of `follow_through` rest on, in words."""
    return text(safety_actions().content, "follow_through_basis")


def safety_actions() -> Sheet:
    """The whole file: the steps of developing actions, the strength hierarchy, what to record and follow through."""
    return sheet("domain", "safety_actions.json")
