"""What a `case-1.0` document says of the case as a whole and of the incident."""

from collections.abc import Mapping

from rca_workbench.exchange.case_1_0.timeline import take_day_or_words
from rca_workbench.exchange.reading import TOP, Place, Reading, Shape, taken, text, words
from rca_workbench.model import CaseRecord, Incident

_INCIDENT: Shape = {
    "summary": ("summary", text),
    "start": ("start", take_day_or_words),
    "end": ("end", take_day_or_words),
    "setting": ("setting", text),
    "harm_level": ("harm_level", text),
    "timezone": None,
}

_PRINTED = ("document", "publisher", "year", "address")
"""What an acknowledgement names. `section` tells how the document was used and is kept apart."""

_SOURCE: Shape = {key: (key, words) for key in _PRINTED}


def take_record(reading: Reading, document: Mapping[str, object], case_id: str) -> None:
    """Take the case record, with source and licence as they are to be printed, and the incident."""
    incident = document.get("incident")
    if incident is None:
        incident = {}
    if not isinstance(incident, dict):
        TOP.misfit("incident", "must be an object")
    place = TOP.inside("incident")
    reading.add(
        CaseRecord(
            id=CaseRecord.kind.name,
            title=_text(reading, document, "title", TOP),
            timezone=_text(reading, incident, "timezone", place),
            acknowledgement=_acknowledgement(reading, document),
            imported_id=case_id,
        )
    )
    values = taken(reading, incident, place, _INCIDENT)
    if document.get("domain") is not None:
        values["domain"] = reading.text(document["domain"], TOP, "domain")
    reading.add(Incident(id=Incident.kind.name, **values))  # type: ignore[arg-type]


def _text(reading: Reading, source: Mapping[str, object], key: str, place: Place) -> str:
    value = source.get(key)
    return "" if value is None else reading.text(value, place, key)


def _acknowledgement(reading: Reading, document: Mapping[str, object]) -> str:
    """Where the facts come from, in one line, and under which licence, in the next."""
    source = document.get("source")
    lines: list[str] = []
    if isinstance(source, dict):
        said = taken(reading, source, TOP.inside("source"), _SOURCE)
        parts = [str(said[key]) for key in _PRINTED if said.get(key)]
        lines.append(". ".join(part.rstrip(".") for part in parts))
    elif source is not None:
        lines.append(str(words(reading, source, TOP, "source")))
    if document.get("licence") is not None:
        lines.append(str(words(reading, document["licence"], TOP, "licence")))
    return "\n".join(line for line in lines if line)
