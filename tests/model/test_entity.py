"""Entity kinds: what follows from one declaration."""

import pytest

from rca_workbench.model import (
    KINDS,
    Actor,
    CaseRecord,
    Entity,
    Factor,
    Incident,
    Time,
    TimelineEntry,
    new_id,
)
from rca_workbench.model.entity import entity
from rca_workbench.model.fields import OnDelete, Ref, Refs


def test_ids_are_32_hexadecimal_digits_and_never_the_same():
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(id) == 32 and set(id) <= set("0123456789abcdef") for id in ids)


def test_every_kind_has_the_words_users_read_for_it():
    for kind in KINDS.values():
        assert kind.word
        assert kind.plural
        assert kind.cls.__doc__
        assert kind.title_field in kind.by_name
        assert all(field.type.label for field in kind.fields)


def test_every_reference_leads_to_a_kind_that_exists():
    for kind in KINDS.values():
        for field in kind.pointing:
            if isinstance(field.type, Ref | Refs):
                assert field.type.kind in {"*", *KINDS}, f"{kind.name}.{field.name}"


def test_identities_stand_on_actors_only():
    found = {(kind.name, f.name) for kind in KINDS.values() for f in kind.fields if f.type.identity}
    assert {kind for kind, _ in found} == {"actor"}
    assert {("actor", "name"), ("actor", "nhs_number"), ("actor", "born"), ("actor", "contact")} <= found


def test_an_identity_field_starts_empty():
    """The journal keeps identities in rows of their own, which start from an empty text."""
    for kind in KINDS.values():
        for field in kind.fields:
            if field.type.identity:
                assert field.type.to_plain(field.default) == ""


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_an_entity_left_at_its_defaults_comes_back_from_row_and_plain(kind):
    one = kind.cls(id="a1")
    assert kind.from_row(kind.row(one)) == one
    assert kind.from_plain("a1", kind.to_plain(one)) == one
    assert kind.to_plain(one) == {}
    assert kind.said(one) == []
    assert list(kind.references(one)) == []


def test_only_what_differs_from_the_default_is_written():
    entry = TimelineEntry(id="e1", text="Falls", verified=False, conflicts_with=("e2",))
    assert entry.kind.to_plain(entry) == {"text": "Falls", "verified": False, "conflicts_with": ["e2"]}
    assert entry.kind.from_plain("e1", entry.kind.to_plain(entry)) == entry
    assert entry.kind.from_row(entry.kind.row(entry)) == entry


def test_an_entity_says_what_it_points_to():
    factor = Factor(id="f1", entry="e1", entries=("e1", "e2"))
    found = [(field.name, id) for field, id in factor.kind.references(factor)]
    assert found == [("entries", "e1"), ("entries", "e2"), ("entry", "e1")]
    entry = TimelineEntry(
        id="e1", time=Time.from_json({"kind": "offset", "anchor": "e2", "least": 1, "most": 2})
    )
    assert [(field.name, id) for field, id in entry.kind.references(entry)] == [("time", "e2")]


def test_a_title_is_the_code_and_the_main_text():
    assert TimelineEntry(id="e1", code="T4", text="Falls").title == "T4 Falls"
    assert TimelineEntry(id="e1", code="T4").title == "T4"
    assert TimelineEntry(id="e1").title == "timeline entry"
    assert Actor(id="a1", role="Ward nurse 1", name="Somebody").title == "Ward nurse 1"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"id": "e1", "colour": "red"}, "timeline entry has no field called colour"),
        ({"id": "e1", "text": None}, "What happened must be text"),
        ({"id": "e1", "verified": "yes"}, "Verified against the source must be yes or no"),
        ({"id": "e1", "entry_kind": ""}, "Kind must be chosen"),
        ({"id": "", "text": "x"}, "The id of a timeline entry must be an id"),
    ],
)
def test_values_that_do_not_fit_are_named_by_label(values, words):
    with pytest.raises(ValueError, match=words):
        TimelineEntry.kind.make(values)


def test_a_kind_of_which_a_case_has_one_is_marked_so():
    assert {name for name, kind in KINDS.items() if kind.single} == {
        "case",
        "candour_test",
        "incident",
        "involvement",
        "graph_note",
    }
    assert CaseRecord.kind.single
    assert Incident.kind.name == "incident"


def test_a_field_without_a_type_or_default_is_refused():
    with pytest.raises(TypeError, match="needs a field type"):

        @entity("odd", "odd thing", "odd things")
        class Odd(Entity):
            text: str = ""

    with pytest.raises((TypeError, KeyError)):

        @entity("odder", "odd thing", "odd things")
        class Odder(Entity):
            other: int

    assert not {"odd", "odder"} & set(KINDS)


def test_what_means_nothing_alone_goes_with_what_it_belongs_to():
    cascading = {
        (kind.name, field.name)
        for kind in KINDS.values()
        for field in kind.fields
        if isinstance(field.type, Ref) and field.type.on_delete is OnDelete.CASCADE
    }
    assert {("link", "source"), ("link", "target"), ("excerpt", "about"), ("knowledge", "entry")} <= cascading
    assert ("actor", "lane") not in cascading
