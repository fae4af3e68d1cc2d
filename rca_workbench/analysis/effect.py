"""Whether the data of an action's measures show that it worked: what may be said of its effect, and what is missing.

Done and effective are two things: 2 of 21 studies tie such work to better safety (Martin-Delgado and others 2020), and
"effective needs measure data after baseline" (resources/domain/safety_actions.json).
"""

from dataclasses import dataclass

from rca_workbench.model import Action, DataPoint, Measure, Snapshot

FEWEST = 3
"""Values below which nothing can be said: a baseline and two later ones."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the data show of an action's effect.

    Attributes:
        shown: whether they bear out "effective".
        words: what they show, in a sentence.
        do: what to do next; empty where nothing is missing.
    """

    shown: bool
    words: str
    do: str = ""


def effect_shown(snapshot: Snapshot, action: Action) -> Shown:
    """What the measures of an action show, and what is missing for calling it effective."""
    measures = snapshot.pointed_from(Measure, "action", action.id)
    if not measures:
        return Shown(
            False,
            "No measure belongs to this action, so nothing can show its effect.",
            "Add a measure: what would you count, how often, and where does it stand now?",
        )
    most = max(len(snapshot.pointed_from(DataPoint, "measure", one.id)) for one in measures)
    if most == 0:
        return Shown(
            False,
            "Its measures hold no values yet.",
            "Enter values from before the change and from after it.",
        )
    if most < FEWEST:
        return Shown(
            False,
            f"Its measures hold {'1 value' if most == 1 else f'{most} values'}: too few to show a change.",
            "Go on counting, and enter values from before the change where there are any.",
        )
    return Shown(True, f"{most} values are entered.")
