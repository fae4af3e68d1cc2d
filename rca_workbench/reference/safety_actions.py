"""How strong an action is: how little it relies on people remembering."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from rca_workbench.reference.sheet import Checked, Row, Sheet, sheet, text, texts, unchecked_mark


@dataclass(frozen=True, slots=True)
class ActionType:
    """A kind of action, with an example."""

    label: str
    example: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class ActionStrength:
    """One step of the hierarchy: `stronger`, `intermediate` or `weaker`, and the kinds of action that stand on it.

    `suggested_by` are words in an action's text that hint at this strength: to suggest, never to decide.
    """

    id: str
    rank: int
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
            types=tuple(
                ActionType(text(one, "type"), text(one, "example"), page.checked_row(one))
                for one in cast(tuple[Row, ...], row["types"])
            ),
            suggested_by=texts(hints, text(row, "id")),
        )
        for row in page.rows("action_strength", "levels")
    )
    return tuple(sorted(strengths, key=lambda one: -one.rank))


def safety_actions() -> Sheet:
    """The whole file: the steps of developing actions, the strength hierarchy, what to record and follow through."""
    return sheet("domain", "safety_actions.json")
