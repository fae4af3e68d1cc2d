"""Who took part in a `case-1.0` document, and what the family asked."""

from collections.abc import Mapping

from rca_workbench.exchange.reading import TOP, Found, Reading, Shape, flag, references, taken, text, words
from rca_workbench.model import Actor, Involvement, Lane, Nature, Question
from rca_workbench.model.order import keys

_ACTOR: Shape = {
    "id": ("imported_id", text),
    "label": ("role", text),
    "lane": None,
    "relation": ("relation", text),
}

_SURE = {
    "patient": Nature.PATIENT,
    "the patient": Nature.PATIENT,
    "family": Nature.FAMILY,
    "the family": Nature.FAMILY,
    "patient's family": Nature.FAMILY,
}
"""Labels that leave no doubt what an actor is. "Patient and fishing vessel" is not one of them."""

_SURE_LANE = {"equipment": Nature.EQUIPMENT, "conditions": Nature.CONDITIONS}

_INVOLVEMENT: Shape = {
    "described_in_source": ("described", flag),
    "note": ("note", text),
    "questions": None,
    "illustrative_questions_invented": None,
}

_ANSWERS = ("timeline", "nodes", "recommendations", "safety_actions_taken", "sources")

_QUESTION: Shape = {
    "id": ("code", text),
    "text": ("text", text),
    "from": ("asked_by", words),
    "origin": None,
    "answered_by": ("answered_by", references("entries and nodes", *_ANSWERS)),
    "answer": ("answer", text),
    "invented": ("invented", flag),
}


def take_actors(reading: Reading, document: Mapping[str, object], after: Mapping[str, str]) -> None:
    """Take the actors and the lanes they name, both in the document's order."""
    actors = reading.objects(document, "actors", "actor", "actor")
    labels = list(dict.fromkeys(_lane(reading, one) for one in actors))
    labels = [label for label in labels if label]
    for label, order in zip(labels, keys(len(labels), after.get("lane", "")), strict=True):
        reading.add(Lane(id=reading.id_for("lane", label), label=label, order=order))
    for one, order in zip(actors, keys(len(actors), after.get("actor", "")), strict=True):
        values = taken(reading, one.source, one.place, _ACTOR)
        label = _lane(reading, one)
        nature = _SURE.get(str(values.get("role", "")).strip().lower()) or _SURE_LANE.get(
            label.strip().lower()
        )
        lane = reading.id_for("lane", label) if label else None
        reading.add(Actor(id=one.ours, lane=lane, order=order, nature=nature, **values))  # type: ignore[arg-type]


def _lane(reading: Reading, actor: Found) -> str:
    said = actor.source.get("lane")
    return "" if said is None else reading.text(said, actor.place, "lane")


def take_family(reading: Reading, document: Mapping[str, object]) -> None:
    """Take how the family was involved, and its questions with where each is answered."""
    source = document.get("family_involvement")
    if source is None:
        return
    if not isinstance(source, dict):
        TOP.misfit("family_involvement", "must be an object")
    place = TOP.inside("family_involvement", "family involvement")
    values = taken(reading, source, place, _INVOLVEMENT)
    if values:
        reading.add(Involvement(id=Involvement.kind.name, **values))  # type: ignore[arg-type]
    for key, invented in (("questions", None), ("illustrative_questions_invented", True)):
        for one in reading.objects(source, key, "question", "question", place):
            fields = taken(reading, one.source, one.place, _QUESTION)
            fields.setdefault("invented", _origin(reading, one, fields, invented))
            reading.add(Question(id=one.ours, **fields))  # type: ignore[arg-type]


def _origin(
    reading: Reading, question: Found, fields: dict[str, object], invented: bool | None
) -> bool | None:
    """Read `origin`: who asked, or that nobody did. What it says beyond that is kept apart."""
    said = question.source.get("origin")
    if said is None:
        return invented
    origin = reading.text(said, question.place, "origin")
    if "invented" in origin.lower() or "illustrat" in origin.lower():
        if origin.strip().lower() not in ("invented", "illustrative"):
            reading.keep(f"{question.place.path}.origin", said)
        return True
    if fields.setdefault("asked_by", origin) != origin:
        reading.keep(f"{question.place.path}.origin", said)
    return invented
