"""Whether the data of an action's measures show that it worked: what may be said of its effect, and what is missing.

Done and effective are two things: 2 of 21 studies tie such work to better safety (Martin-Delgado and others 2020), and
"effective needs measure data after baseline" (resources/domain/safety_actions.json).
"""

from dataclasses import dataclass

from rca_workbench.analysis.plan import OPEN
from rca_workbench.analysis.spc import Effect, effect_of
from rca_workbench.model import Action, Measure, MeasureKind, Snapshot

_DO = {
    Effect.NO_DATA: "Enter values from before the change and from after it.",
    Effect.TOO_FEW: "Go on counting, and enter values from before the change where there are any.",
    Effect.NO_SIGNAL: "Go on counting; if the chart stays as it is, judge it as not effective.",
    Effect.WORSE: "Look at what changed, and judge it as not effective if that is the reason.",
}


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


def not_done_words(action: Action) -> str:
    """Why nothing can be said of the effect of an action yet: it is not done, or nobody said when."""
    if action.status in OPEN:
        return "It is not implemented, and what was not done has no effect."
    return "It is not said on which day it was done, so no value can be told to come after it."


def effect_shown(snapshot: Snapshot, action: Action) -> Shown:
    """What the measures of an action show, and what is missing for calling it effective."""
    measures = snapshot.pointed_from(Measure, "action", action.id)
    if not measures:
        return Shown(
            False,
            "No measure belongs to this action, so nothing can show its effect.",
            "Add a measure: what would you count, how often, and where does it stand now?",
        )
    if action.status in OPEN or not action.done:
        return Shown(
            False, not_done_words(action), "Mark it as implemented, with the day on which it was done."
        )
    verdict = effect_of(snapshot, action)
    if verdict.effect is Effect.IMPROVED:
        return Shown(True, verdict.words)
    if not any(one.measure_kind in (MeasureKind.OUTCOME, None) for one in measures):
        return Shown(False, verdict.words, "Add a measure of outcome: is harm or risk lower?")
    if verdict.moved:
        return Shown(False, verdict.words, "Say in Details of the measure whether higher or lower is better.")
    return Shown(False, verdict.words, _DO[verdict.effect])
