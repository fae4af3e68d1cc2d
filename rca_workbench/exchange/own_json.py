"""The product's own format, `rca-workbench-1`: everything a case holds, as JSON.

Canonical: kinds in order of declaration, entities in their own order, fields that say nothing left out, so
that exporting, importing into a new case and exporting again gives the same bytes. Fields that may identify a
person are never written; `left_out` names them. Described in docs/exchange-format.md and, for machines, in
resources/schema/rca-workbench-1.schema.json.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rca_workbench.exchange.reading import TOP, Place, Reading, shown
from rca_workbench.leaks import write_clean
from rca_workbench.model import KINDS, CaseRecord, Entity, Kind, Profile, Snapshot
from rca_workbench.model.fields import Plain, Ref, Refs

VERSION = "rca-workbench-1"

_ID = re.compile(r"[!-~]{1,64}")


def left_out() -> list[str]:
    """The fields an export never carries, each as kind.field: those that may identify a person."""
    return [
        f"{kind.name}.{field.name}" for kind in KINDS.values() for field in kind.fields if field.type.identity
    ]


def document_of(snapshot: Snapshot) -> dict[str, Plain]:
    """The case as a document of plain values, identities left out."""
    entities: dict[str, Plain] = {}
    for kind in KINDS.values():
        ordered = sorted(snapshot.table(kind.name).values(), key=_position)
        if ordered:
            entities[kind.name] = [_plain(kind, one) for one in ordered]
    return {
        "schema": VERSION,
        "profile": str(snapshot.case.profile),
        "left_out": list(left_out()),
        "entities": entities,
    }


def write_json(snapshot: Snapshot, target: Path, cancelled: Callable[[], bool] | None = None) -> None:
    """Write the case as `rca-workbench-1`.

    The fields of an identity stay in the case; a name that somebody typed into a text stops the export as any other does,
    since the file goes to people who have no register to cover it with.

    Raises:
        LeakFault: a text of the case says who somebody is.
        Fault: it was stopped, or the file cannot be written.
    """
    write_clean(target, encoded(document_of(snapshot)), snapshot, cancelled=cancelled)


def encoded(document: Mapping[str, Plain]) -> bytes:
    """A document as UTF-8, indented by one space, with a newline at the end."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_own(document: Mapping[str, object], name: str, snapshot: Snapshot) -> Reading:
    """What a document of the product's own format holds, as entities.

    Kinds and fields this version does not know come from a later one: they are kept as unplaced items.

    Args:
        document: the document.
        name: its file name.
        snapshot: the case it is to join; references may also point there.

    Raises:
        Misfit: a value does not fit its field, an id stands twice, or a reference points nowhere.
    """
    reading = Reading(name, VERSION)
    for key, value in document.items():
        if key not in ("schema", "profile", "left_out", "entities"):
            reading.keep(f"$.{key}", value)
    lists = document.get("entities")
    if not isinstance(lists, dict):
        TOP.misfit("entities", "must be an object that holds a list for each kind")
    places: dict[str, Place] = {}
    for kind_name, sources in lists.items():
        kind = KINDS.get(kind_name)
        if kind is None:
            reading.keep(f"$.entities.{kind_name}", sources)
            continue
        for entity, place in _entities(
            reading, kind, reading.items(lists, kind_name, TOP.inside("entities"))
        ):
            if entity.id in places:
                place.misfit("id", f"{shown(entity.id)} is already the id in {places[entity.id].words}")
            other = snapshot.find(entity.id)
            if other is not None and other.kind is not kind:
                place.misfit("id", f"{shown(entity.id)} is the id of a {other.kind.word} of the case")
            places[entity.id] = place
            reading.add(entity)
    _profile(reading, document)
    _check_references(reading, places, snapshot)
    return reading


def _position(one: Entity) -> tuple[str, str, int, str, str]:
    code = str(getattr(one, "code", ""))
    letters = code.rstrip("0123456789")
    # Codes come in with any digits at all; a number of a thousand digits is no number to Python.
    digits = code[len(letters) :][:18]
    return str(getattr(one, "order", "")), letters, int(digits or 0), code, one.id


def _plain(kind: Kind, one: Entity) -> dict[str, Plain]:
    hidden = {field.name for field in kind.fields if field.type.identity}
    plain = kind.to_plain(one)
    return {"id": one.id} | {name: value for name, value in plain.items() if name not in hidden}


def _entities(reading: Reading, kind: Kind, sources: list[object]) -> Iterator[tuple[Entity, Place]]:
    here = Place(TOP, "entities").inside(kind.name, kind.plural)
    if kind.single and len(sources) > 1:
        here.misfit("", "a case holds only one")
    for index, source in enumerate(sources):
        if not isinstance(source, dict):
            here.item(index, "number").misfit("", "must be an object")
        place = here.item(index, "" if source.get("code") else "number", source.get("code"))
        id = source.get("id")
        if not isinstance(id, str) or not _ID.fullmatch(id) or (kind.single and id != kind.name):
            place.misfit(
                "id",
                f'must be "{kind.name}"' if kind.single else "must be an id of up to 64 letters and digits",
            )
        plain: dict[str, object] = {}
        for name, value in source.items():
            if name in kind.by_name:
                plain[name] = value
            elif name != "id":
                reading.keep(f"{place.path}.{name}", value)
        try:
            yield kind.from_plain(id, plain), place
        except ValueError as fault:
            place.misfit("", str(fault).rstrip("."))


def _profile(reading: Reading, document: Mapping[str, object]) -> None:
    """The profile on top is there for readers; it counts only where the case record is missing."""
    said = document.get("profile")
    if said is None:
        return
    try:
        profile = Profile(said)  # type: ignore[arg-type]
    except ValueError:  # a framework this version does not know: kept in its words, never taken for another
        reading.keep("$.profile", said)
        return
    if not any(isinstance(one, CaseRecord) for one in reading.entities):
        reading.add(CaseRecord(id=CaseRecord.kind.name, profile=profile))


def _check_references(reading: Reading, places: Mapping[str, Place], snapshot: Snapshot) -> None:
    kinds = {one.id: one.kind.name for one in reading.entities}
    for one in reading.entities:
        for field, target in one.kind.references(one):
            wanted = field.type.kind if isinstance(field.type, Ref | Refs) else "*"
            found = kinds.get(target)
            if found is None:
                there = snapshot.find(target)
                found = there.kind.name if there is not None else None
            if found is None:
                places[one.id].misfit(field.name, f"there is nothing with the id {shown(target)}")
            elif wanted not in ("*", found):
                places[one.id].misfit(
                    field.name, f"must point to a {KINDS[wanted].word}, not a {KINDS[found].word}"
                )
