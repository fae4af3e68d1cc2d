"""The product's own format holds everything but identities, and comes back the same."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from rca_workbench.exchange.own_json import document_of, encoded, left_out, read_own
from rca_workbench.exchange.reading import Misfit
from rca_workbench.model import KINDS, Actor, CaseRecord, Factor, Link, Profile, Snapshot, TimelineEntry

from .values import snapshots

settings.register_profile(
    "brief", max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None
)
settings.load_profile("brief")


def read(document, snapshot=None):
    return read_own(document, "own.json", snapshot or Snapshot.empty())


def again(snapshot):
    """The case as another copy of the program reads it from an export."""
    reading = read(json.loads(encoded(document_of(snapshot))))
    assert not reading.unplaced
    tables = {name: {} for name in KINDS}
    for one in reversed(reading.entities):
        tables[one.kind.name][one.id] = one
    return Snapshot(tables)


@given(snapshots())
def test_export_import_export_gives_the_same_bytes(snapshot):
    first = encoded(document_of(snapshot))
    assert encoded(document_of(again(snapshot))) == first


@given(snapshots())
def test_everything_but_identities_comes_back(snapshot):
    back = again(snapshot)
    for kind in KINDS.values():
        assert set(back.table(kind.name)) == set(snapshot.table(kind.name))
        for id, one in snapshot.table(kind.name).items():
            for field in kind.fields:
                wanted = field.default if field.type.identity else getattr(one, field.name)
                assert getattr(back.table(kind.name)[id], field.name) == wanted, (kind.name, field.name)


@given(snapshots())
def test_no_identity_is_ever_written(snapshot):
    text = encoded(document_of(snapshot)).decode()
    written = json.loads(text)["entities"]
    for name in left_out():
        kind, field = name.split(".")
        assert all(field not in one for one in written.get(kind, []))


def test_what_is_left_out_is_said():
    assert {"actor.name", "actor.nhs_number", "actor.born", "actor.contact"} <= set(left_out())
    assert document_of(Snapshot.empty())["left_out"] == left_out()


def test_the_file_is_plain_utf_8_with_a_newline_at_its_end():
    snapshot = Snapshot({"case": {"case": CaseRecord(id="case", title="Été שלום")}})
    written = encoded(document_of(snapshot))
    assert "Été שלום".encode() in written
    assert written.endswith(b"}\n")
    assert written.startswith(b'{\n "schema": "rca-workbench-1",\n "profile": "psirf",')


def test_entities_stand_in_their_own_order():
    entries = [
        TimelineEntry(id="a", code="T10", order="V"), TimelineEntry(id="b", code="T2", order="V"),
        TimelineEntry(id="c", code="T1", order="W"), TimelineEntry(id="d", order="A"),
    ]  # fmt: skip
    snapshot = Snapshot({"timeline_entry": {one.id: one for one in entries}})
    assert [one["id"] for one in document_of(snapshot)["entities"]["timeline_entry"]] == ["d", "b", "a", "c"]


def test_an_id_never_means_two_things():
    there = Snapshot({"factor": {"f": Factor(id="f")}})
    with pytest.raises(Misfit, match='lanes, number 1, id: "f" is the id of a factor of the case'):
        read(own(lane=[{"id": "f"}]), there)


def own(**entities):
    return {"schema": "rca-workbench-1", "entities": entities}


def test_the_profile_on_top_counts_where_the_case_record_is_missing():
    assert [one.profile for one in read({"profile": "sif2015"} | own()).entities] == [Profile.SIF2015]
    document = {"profile": "sif2015"} | own(case=[{"id": "case", "title": "A"}])
    assert [one.profile for one in read(document).entities] == [Profile.PSIRF]


def test_a_framework_of_a_later_version_is_kept_and_never_taken_for_another():
    document = {"profile": "framework_of_2031"} | own(case=[{"id": "case", "title": "A"}])
    reading = read(document)
    assert [(one.path, one.content) for one in reading.unplaced] == [("$.profile", '"framework_of_2031"')]
    with pytest.raises(Misfit, match="Framework must be one of"):
        read(own(case=[{"id": "case", "profile": "framework_of_2031"}]))


def test_answers_to_a_criterion_of_another_list_come_in_as_they_were_stamped():
    stamped = {
        "id": "0" * 32, "criterion": "NR-99", "wording": "Incident in a scheme that ended", "answer": "yes",
        "list_version": "incident_thresholds 2024-01 0a1b2c3d",
    }  # fmt: skip
    (one,) = read(own(criterion=[stamped])).entities
    assert one.kind.to_plain(one) == {name: value for name, value in stamped.items() if name != "id"}


def test_what_a_later_version_adds_is_kept_as_it_came():
    document = own(actor=[{"id": "a", "role": "Nurse", "mood": 1}], spell=[{"id": "s"}]) | {"stars": 5}
    reading = read(document)
    assert [one.role for one in reading.entities if isinstance(one, Actor)] == ["Nurse"]
    assert {one.path: one.content for one in reading.unplaced} == {
        "$.stars": "5",
        "$.entities.actor[0].mood": "1",
        "$.entities.spell": '[{"id": "s"}]',
    }


def test_a_reference_may_point_into_the_case_it_joins():
    there = Snapshot({"factor": {"f": Factor(id="f")}})
    document = own(factor=[{"id": "g"}], link=[{"id": "l", "source": "f", "target": "g"}])
    assert [one.source for one in read(document, there).entities if isinstance(one, Link)] == ["f"]


ACTORS = "people and parts, "
ACROSS = "Place across the map must be a whole number"


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"schema": "rca-workbench-1"}, "entities: must be an object"),
        (own(actor={}), "entities, actor: must be a list"),
        (own(actor=["a"]), ACTORS + "number 1: must be an object"),
        (own(actor=[{"role": "Nurse"}]), ACTORS + "number 1, id: must be an id"),
        (own(actor=[{"id": "x y"}]), ACTORS + "number 1, id: must be an id"),
        (own(actor=[{"id": "a"}, {"id": "a"}]), ACTORS + 'number 2, id: "a" is already the id'),
        (own(actor=[{"id": "a"}], lane=[{"id": "a"}]),
         'lanes, number 1, id: "a" is already the id in people and parts'),
        (own(case=[{"id": "other"}]), 'cases, number 1, id: must be "case"'),
        (own(case=[{"id": "case"}, {"id": "case"}]), "cases: a case holds only one"),
        (own(actor=[{"id": "a", "role": 5}]), ACTORS + "number 1: Role must be text"),
        (own(actor=[{"id": "a", "nature": "ghost"}]), ACTORS + "number 1: Who or what must be one of"),
        (own(factor=[{"id": "f", "code": "F1", "x": 1.5}]), "factors, F1: " + ACROSS),
        (own(factor=[{"id": "f", "x": 2**60}]), "factors, number 1: " + ACROSS),
        (own(timeline_entry=[{"id": "t", "code": "T4", "time": {"kind": "date", "start": "2025-02-31"}}]),
         "timeline entries, T4: Time 31 February does not exist"),
        (own(action=[{"id": "a", "due": "2025-02-31"}]), "actions, number 1: Due must be a day"),
        (own(factor=[{"id": "f"}], link=[{"id": "l", "source": "f", "target": "g"}]),
         'links, number 1, target: there is nothing with the id "g"'),
        (own(lane=[{"id": "a"}], link=[{"id": "l", "source": "a"}]),
         "links, number 1, source: must point to a factor, not a lane"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(document, sentence):
    with pytest.raises(Misfit) as misfit:
        read(document)
    assert str(misfit.value).startswith(sentence)
