"""The published JSON Schema says what the product writes."""

import json
from pathlib import Path

import jsonschema
import pytest

from rca_workbench.exchange.own_json import document_of, encoded
from rca_workbench.exchange.schema import schema
from rca_workbench.model import KINDS, Actor, Nature, Snapshot

PUBLISHED = Path(__file__).parents[2] / "resources" / "schema" / "rca-workbench-1.schema.json"


def test_the_published_schema_is_the_one_the_declarations_give():
    assert PUBLISHED.read_bytes() == encoded(schema()), "run python -m rca_workbench.exchange.schema FILE"


def test_the_schema_is_valid_and_covers_every_kind():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert set(schema()["properties"]["entities"]["properties"]) == set(KINDS)


def test_an_export_fits_the_schema_and_an_identity_does_not():
    actor = Actor(id="a1", role="Ward nurse 1", nature=Nature.STAFF, name="Somebody Real")
    document = document_of(Snapshot({"actor": {"a1": actor}}))
    jsonschema.validate(document, schema())
    document["entities"]["actor"][0]["name"] = "Somebody Real"
    with pytest.raises(jsonschema.ValidationError, match="'name' was unexpected"):
        jsonschema.validate(document, schema())
    assert "Somebody" not in json.dumps(document_of(Snapshot({"actor": {"a1": actor}})))
