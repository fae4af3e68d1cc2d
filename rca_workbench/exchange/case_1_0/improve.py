"""What a `case-1.0` document says should change, has changed and was learned."""

from collections.abc import Mapping

from rca_workbench.exchange.reading import (
    TOP,
    Found,
    Reading,
    Shape,
    choice,
    day,
    references,
    taken,
    text,
    words,
)
from rca_workbench.model import Action, ActionStatus, LearningItem, Recommendation, Strength
from rca_workbench.model.order import keys

_RECOMMENDATION: Shape = {
    "id": ("code", text),
    "ref": ("reference", words),
    "text": ("text", text),
    "to": ("to", words),
    "date": ("on", day),
    "addresses": ("addresses", references("nodes", "nodes")),
    "strength": ("strength", choice(Strength)),
    "kind": ("recommendation_kind", text),
    "response": None,
    "reply": None,
    "note": ("note", text),
}

_ACTION: Shape = {
    "id": ("code", text),
    "text": ("text", text),
    "by": ("owner", words),
    "date": ("done", day),
    "addresses": ("addresses", references("nodes", "nodes")),
    "strength": ("strength", choice(Strength)),
    "note": ("note", text),
}

_LESSON: Shape = {"id": None, "text": ("text", text), "audience": ("audience", words)}


def take_improvement(reading: Reading, document: Mapping[str, object], after: Mapping[str, str]) -> None:
    """Take recommendations, the safety actions already taken, and the lessons."""
    found = reading.objects(document, "recommendations", "recommendation", "recommendation")
    for one, order in zip(found, keys(len(found), after.get("recommendation", "")), strict=True):
        values = taken(reading, one.source, one.place, _RECOMMENDATION)
        values["response"] = "\n".join(_responses(reading, one))
        reading.add(Recommendation(id=one.ours, order=order, **values))  # type: ignore[arg-type]
    found = reading.objects(document, "safety_actions_taken", "action", "action")
    for one, order in zip(found, keys(len(found), after.get("action", "")), strict=True):
        values = taken(reading, one.source, one.place, _ACTION)
        reading.add(Action(id=one.ours, status=ActionStatus.IMPLEMENTED, order=order, **values))  # type: ignore[arg-type]
    _take_lessons(reading, document, after.get("learning", ""))


def _responses(reading: Reading, recommendation: Found) -> list[str]:
    said = [(key, recommendation.source.get(key)) for key in ("response", "reply")]
    return [reading.text(value, recommendation.place, key) for key, value in said if value is not None]


def _take_lessons(reading: Reading, document: Mapping[str, object], after: str) -> None:
    here = TOP.inside("key_lessons", "key lessons")
    lessons = reading.items(document, "key_lessons")
    for index, (lesson, order) in enumerate(zip(lessons, keys(len(lessons), after), strict=True)):
        place = here.item(index, "lesson")
        source = lesson if isinstance(lesson, dict) else {"text": lesson}
        values = taken(reading, source, place, _LESSON)
        theirs = source.get("id")
        id = reading.id_for("learning", theirs if isinstance(theirs, str) else f"#{index + 1}")
        reading.add(LearningItem(id=id, order=order, **values))  # type: ignore[arg-type]
