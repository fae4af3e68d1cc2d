"""Whatever a file holds, it is taken in, kept apart or refused in one sentence: nothing else can happen."""

import copy
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rca_workbench.exchange.case_1_0 import read_case
from rca_workbench.exchange.load import read_file
from rca_workbench.exchange.own_json import read_own
from rca_workbench.exchange.reading import Misfit
from rca_workbench.model import KINDS, Snapshot
from rca_workbench.model.fault import Fault

from .conftest import SMALL
from .values import snapshots

QUICK = settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)

STRANGE = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(st.characters(), max_size=6),
        st.sampled_from(
            [
                "T1",
                "F1",
                "S1",
                "S1+S3",
                "S1#",
                "+",
                "#",
                "2025-02-31",
                "2025-03",
                "event",
                "about_date",
                "\ud800",
            ]
        ),
    ),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.text(max_size=4) | st.sampled_from(["id", "text"]), inside)
    ),
    max_leaves=4,
)

WHOLE = copy.deepcopy(SMALL) | {
    "counts": {"timeline": 2},
    "source": {"document": "Report", "year": 2020},
    "licence": "Open",
    "graph_note": "Note.",
    "recommendations": [
        {"id": "R1", "text": "Do.", "to": "Trust", "date": "2025-05-01", "addresses": ["F1"]}
    ],
    "safety_actions_taken": [{"text": "Done.", "by": "Ward", "addresses": ["F1"], "date": "2025-05-01"}],
    "key_lessons": ["Look."],
    "family_involvement": {
        "note": "None.",
        "questions": [{"id": "Q1", "text": "Why?", "answered_by": ["T1"]}],
    },
}


def outcome(read):
    """What was read, or the sentence with which it was refused."""
    try:
        return read()
    except (Misfit, Fault) as refusal:
        return str(refusal)


def places(value, way=()):
    """Every place in a document, as the keys that lead there."""
    yield way
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*way, key))


@st.composite
def spoiled(draw, whole):
    """A document with strange things in one or two places."""
    document = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from([way for way in places(document) if way]))
        inner = document
        for key in way:
            inner = inner[key]
        if isinstance(inner, dict) and draw(st.booleans()):
            last = draw(st.text(max_size=4))
        inner[last] = draw(STRANGE)
    return document


@given(spoiled(WHOLE))
@QUICK
def test_any_spoiled_case_1_0_document_is_read_or_refused(document):
    reading = outcome(lambda: read_case(document, "spoiled.json", "digest"))
    if isinstance(reading, str):
        assert reading
        assert "\n" not in reading
        return
    for one in (*reading.entities, *reading.unplaced):
        for field in one.kind.fields:  # what came in is what a case can hold
            assert field.type.clean(getattr(one, field.name)) == getattr(one, field.name), (one, field.name)
    assert len({(one.kind.name, one.id) for one in reading.entities}) == len(reading.entities)


@given(
    snapshots().flatmap(lambda snapshot: spoiled({"schema": "rca-workbench-1", "entities": _plain(snapshot)}))
)
@settings(QUICK, max_examples=40)
def test_any_spoiled_document_of_our_own_is_read_or_refused(document):
    reading = outcome(lambda: read_own(document, "spoiled.json", Snapshot.empty()))
    if isinstance(reading, str):
        assert "\n" not in reading
        return
    ids = {one.id for one in reading.entities}
    assert all(target in ids for one in reading.entities for _, target in one.kind.references(one))


def _plain(snapshot):
    return {
        name: [{"id": one.id} | kind.to_plain(one) for one in snapshot.table(name).values()]
        for name, kind in KINDS.items()
        if snapshot.table(name)
    }


@given(
    st.binary(max_size=40)
    | st.text(alphabet='{}[]",:0123456789eE.-+naNIfity \\u', max_size=40).map(str.encode)
)
@QUICK
def test_any_bytes_are_refused_in_one_sentence(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.json"
    for written in (content, b'{"schema": "case-1.0", "timeline": ' + content + b"}"):
        path.write_bytes(written)
        contents = outcome(lambda: read_file(path, Snapshot.empty()))
        assert not isinstance(contents, str) or contents.startswith("bytes.json")


def test_a_deep_place_nobody_knows_is_kept_or_refused_but_never_breaks(tmp_path):
    path = tmp_path / "deep.json"
    path.write_text('{"schema": "case-1.0", "mood": ' + "[" * 900 + "]" * 900 + "}")
    contents = outcome(lambda: read_file(path, Snapshot.empty()))
    if isinstance(contents, str):
        assert "nested too deeply" in contents
    else:
        assert [one.path for one in contents.unplaced] == ["$.mood"]


def test_the_whole_document_without_a_fault_is_taken_in():
    assert {one.path for one in read_case(copy.deepcopy(WHOLE), "whole.json", "digest").unplaced} == {
        "$.counts"
    }
    assert json.dumps(WHOLE)
