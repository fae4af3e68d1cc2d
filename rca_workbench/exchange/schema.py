"""The JSON Schema of `rca-workbench-1`, made from the declarations of the entity kinds.

`python -m rca_workbench.exchange.schema FILE` writes it; a test keeps the published file equal to it.
"""

import sys
from pathlib import Path

from rca_workbench.exchange.own_json import VERSION, encoded, left_out
from rca_workbench.model import KINDS, Field, Kind, Polarity, Profile, TimeKind
from rca_workbench.model.fields import Choice, Day, Flag, Number, Plain, Ref, Refs, Tags, Text, When
from rca_workbench.model.text import LONGEST_TEXT
from rca_workbench.store.writing import write_whole

Schema = dict[str, Plain]

_ID: Schema = {"type": "string", "pattern": "^[!-~]{1,64}$"}
_ISO = r"^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?$"
_MOST_EXACT = (1 << 53) - 1


def schema() -> Schema:
    """The schema, as a JSON value (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "RCA Workbench case",
        "description": "A case of RCA Workbench. Identities of people are never part of it.",
        "type": "object",
        "required": ["schema", "entities"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": VERSION},
            "profile": {
                "description": "The framework the case follows",
                "enum": [str(one) for one in Profile],
            },
            "left_out": {
                "description": "Fields never exported because they may identify a person",
                "const": list(left_out()),
            },
            "entities": {
                "type": "object",
                "additionalProperties": False,
                "properties": {kind.name: _entities(kind) for kind in KINDS.values()},
            },
        },
        "$defs": {"id": _ID, "time": _time(), "tag": _tag()},
    }


def _entities(kind: Kind) -> Schema:
    properties: dict[str, Plain] = {"id": {"const": kind.name} if kind.single else {"$ref": "#/$defs/id"}}
    properties |= {field.name: _field(field) for field in kind.fields if not field.type.identity}
    one: Schema = {
        "type": "object",
        "title": kind.word,
        "description": " ".join((kind.cls.__doc__ or "").split()),
        "required": ["id"],
        "additionalProperties": False,
        "properties": properties,
    }
    listed: Schema = {"type": "array", "minItems": 1, "items": one}
    return listed | {"maxItems": 1} if kind.single else listed


def _field(field: Field) -> Schema:
    described: Schema = {"title": field.type.label}
    if field.type.help:
        described["description"] = field.type.help
    return described | _holds(field)


def _holds(field: Field) -> Schema:
    match field.type:
        case Text():
            return {"type": "string", "maxLength": LONGEST_TEXT}
        case Number():
            return {"type": ["integer", "null"], "minimum": -_MOST_EXACT, "maximum": _MOST_EXACT}
        case Flag():
            return {"type": ["boolean", "null"]}
        case Choice(of=of):
            return {"enum": [*(str(one) for one in of), None]}
        case Day():
            return {"type": "string", "pattern": r"^(\d{4}-\d\d-\d\d)?$"}
        case When():
            return {"$ref": "#/$defs/time"}
        case Ref(kind=kind):
            return {"anyOf": [{"$ref": "#/$defs/id"}, {"type": "null"}], "$comment": _points_to(kind)}
        case Refs(kind=kind):
            return {
                "type": "array",
                "items": {"$ref": "#/$defs/id"},
                "uniqueItems": True,
                "$comment": _points_to(kind),
            }
        case Tags():
            return {"type": "array", "items": {"$ref": "#/$defs/tag"}}
    raise TypeError(f"{field.name} is of a type the schema cannot describe yet: {type(field.type).__name__}")


def _points_to(kind: str) -> str:
    return "the id of anything in the case" if kind == "*" else f"the id of a {kind}"


def _time() -> Schema:
    iso: Schema = {"type": "string", "pattern": _ISO}
    seconds: Schema = {"type": "integer"}
    return {
        "type": "object",
        "description": "A time as uncertain as its source, by the wall clock of the place",
        "required": ["kind"],
        "additionalProperties": False,
        "properties": {
            "kind": {"enum": [str(one) for one in TimeKind]},
            "start": _said("ISO text cut to what is known", iso),
            "end": iso,
            "said": _said("The words of the source", {"type": "string"}),
            "anchor": _said("The entry it is counted from", {"$ref": "#/$defs/id"}),
            "least": _said("Seconds from there, at least", seconds),
            "most": _said("Seconds from there, at most", seconds),
            "margin": _said("Seconds either side that “about” stands for", seconds | {"minimum": 0}),
        },
    }


def _said(description: str, holds: Schema) -> Schema:
    return {"description": description, **holds}


def _tag() -> Schema:
    return {
        "type": "object",
        "required": ["code"],
        "additionalProperties": False,
        "properties": {"code": {"type": "string"}, "polarity": {"enum": [str(one) for one in Polarity]}},
    }


if __name__ == "__main__":
    write_whole(Path(sys.argv[1]), encoded(schema()))
