"""Taking a source file into a real case: all of it as one step, or nothing."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings

from rca_workbench.exchange import Stopped, import_into
from rca_workbench.exchange.own_json import document_of, encoded, write_json
from rca_workbench.model import (
    KINDS,
    CaseRecord,
    Excerpt,
    Factor,
    Incident,
    Lane,
    Link,
    Profile,
    TimelineEntry,
    Unplaced,
)
from rca_workbench.model.fault import Fault
from rca_workbench.reference import sample_case_path
from rca_workbench.store import Case

from .values import snapshots


def content(case):
    return {name: dict(case.snapshot.table(name)) for name in KINDS}


def steps(case):
    return [step.label for step in case.history()]


def test_an_import_is_one_step_named_after_the_file(case, write, document):
    before = len(steps(case))
    report = import_into(case, write(document, "fall on ward 4.json"))
    assert steps(case)[0] == "Import fall on ward 4.json"
    assert len(steps(case)) == before + 1
    assert report.added["timeline_entry"] == 2
    assert len(case.snapshot.of(TimelineEntry)) == 2
    assert "2 timeline entries" in report.headline()


def test_one_undo_takes_all_of_it_back(case, write, document):
    before = content(case)
    import_into(case, write(document))
    case.undo()
    assert content(case) == before
    case.redo()
    assert len(case.snapshot.of(Factor)) == 2


def test_the_sample_case_comes_in_and_stays_after_closing(tmp_path):
    with Case.create(tmp_path / "sample.rca") as case:
        report = import_into(case, sample_case_path())
        held = content(case)
    assert (report.added["timeline_entry"], report.added["factor"], report.added["link"]) == (70, 50, 63)
    assert [one.path for one in report.unplaced] == list(dict.fromkeys(one.path for one in report.unplaced))
    with Case.open(tmp_path / "sample.rca") as case:
        assert content(case) == held
        assert case.verify() == []


def test_the_same_source_twice_changes_nothing(case, write, document):
    document["mood"] = "kept apart"
    path = write(document)
    import_into(case, path)
    head, held = case.head, content(case)
    report = import_into(case, path)
    assert (case.head, content(case)) == (head, held)
    assert not report.changed
    assert "nothing new" in report.headline()
    assert [one.path for one in report.unplaced] == ["$.mood"]


def test_what_the_team_wrote_meanwhile_stays(case, write, document):
    path = write(document)
    import_into(case, path)
    entry = next(one for one in case.snapshot.of(TimelineEntry).values() if one.code == "T1")
    with case.step("Edit") as step:
        step.change(entry, text="Our words")
        step.change(case.snapshot.incident, summary="Our summary")
    head = case.head
    import_into(case, path)
    assert case.head == head
    assert case.snapshot.get(TimelineEntry, entry.id).text == "Our words"
    assert case.snapshot.incident.summary == "Our summary"


def test_a_later_version_of_the_source_adds_only_what_is_new(case, write, document):
    import_into(case, write(document))
    document["timeline"].append(dict(document["timeline"][0], id="T3"))
    document["timeline"][0]["text"] = "Changed in the source"
    report = import_into(case, write(document))
    assert report.added == {"timeline_entry": 1, "excerpt": 1}
    assert {one.text for one in case.snapshot.of(TimelineEntry).values()} == {"Turns the patient.", "Falls."}


def test_a_second_source_stands_behind_the_first_and_what_both_say_of_the_case_is_kept(case, write, document):
    import_into(case, write(document))
    other = copy.deepcopy(document) | {"case_id": "other", "title": "Another title"}
    report = import_into(case, write(other, "other.json"))
    assert case.snapshot.case.title == "Fall on ward 4"
    assert len(case.snapshot.of(TimelineEntry)) == 4
    beside = {one.path: json.loads(one.content) for one in case.snapshot.of(Unplaced).values()}
    assert beside["case.title"] == "Another title"
    assert any("Case title" in line for line in report.lines())
    orders = {one.imported_id: one.order for one in case.snapshot.of(KINDS["actor"].cls).values()}
    lanes = [one.order for one in case.snapshot.of(Lane).values()]
    assert len(set(lanes)) == 6
    assert orders
    import_into(case, write(other, "other.json"))
    assert len(case.snapshot.of(TimelineEntry)) == 4


def test_factors_come_without_a_place_so_that_the_map_lays_them_out(case, write, document):
    import_into(case, write(document))
    assert {(one.x, one.row, one.pinned) for one in case.snapshot.of(Factor).values()} == {(None, None, None)}


def test_a_circle_of_causes_comes_in_and_is_remarked(case, write, document):
    document["links"].append({"source": "H1", "target": "F1", "type": "contributed_to"})
    report = import_into(case, write(document))
    assert len(case.snapshot.of(Link)) == 2
    assert [line for line in report.lines() if "round in a circle" in line and "F1" in line and "H1" in line]


def test_a_feedback_over_time_is_not_a_circle_of_causes(case, write, document):
    document["links"].append({"source": "H1", "target": "F1", "type": "reinforces"})
    assert not [line for line in import_into(case, write(document)).lines() if "circle" in line]


def test_what_had_to_be_cleaned_is_said(case, write, document):
    document["timeline"][0]["text"] = "a\x00b"
    assert any(
        "taken out of timeline, entry T1, text" in line for line in import_into(case, write(document)).lines()
    )


FAULTS = [
    lambda document: document["timeline"][0]["time"].update(start="2025-02-31T10:00"),
    lambda document: document["links"].append({"source": "F1", "target": "H9"}),
    lambda document: document["nodes"].append(dict(document["nodes"][0])),
    lambda document: document["timeline"][1].update(text=["a"]),
    lambda document: document.update(schema="case-7"),
]


@pytest.mark.parametrize("spoil", FAULTS)
def test_a_faulty_source_leaves_the_case_as_it_was(case, write, document, spoil):
    import_into(case, write(document))
    head, held = case.head, content(case)
    document["case_id"] = "new"
    spoil(document)
    with pytest.raises(Fault, match=r"source\.json") as fault:
        import_into(case, write(document))
    assert "Nothing was imported." in str(fault.value)
    assert (case.head, content(case)) == (head, held)


def test_an_import_can_be_stopped_and_then_nothing_came_in(case, write, document):
    held = content(case)
    with pytest.raises(Stopped):
        import_into(case, write(document), cancelled=lambda: True)
    assert content(case) == held


def test_an_import_says_how_far_it_is(case, write, document):
    said = []
    import_into(case, write(document), progress=lambda words, done, of: said.append((words, done, of)))
    assert said[0][1] == 0
    assert said[-1][1] == said[-1][2] > 10


def test_export_import_export_gives_the_same_bytes(tmp_path, case, write, document):
    document |= {
        "family_involvement": {"described_in_source": True, "note": "A note."},
        "mood": [1.5],
        "graph_note": "Note.",
    }
    import_into(case, write(document))
    with case.step("Names") as step:
        actor = next(iter(case.snapshot.table("actor").values()))
        step.change(actor, name="Somebody Real")
        step.change(case.snapshot.case, profile=Profile.SIF2015, marking="", reference="WEB1")
    write_json(case.snapshot, tmp_path / "first.json")
    for name in ("second", "third"):
        with Case.create(tmp_path / f"{name}.rca", title="To be replaced") as copied:
            import_into(copied, tmp_path / "first.json")
            write_json(copied.snapshot, tmp_path / f"{name}.json")
            assert copied.verify() == []
    first = (tmp_path / "first.json").read_bytes()
    assert first == (tmp_path / "second.json").read_bytes() == (tmp_path / "third.json").read_bytes()
    assert b"Somebody" not in first


def test_an_export_joins_a_case_that_has_some_of_it(tmp_path, case, write, document):
    import_into(case, write(document))
    write_json(case.snapshot, tmp_path / "export.json")
    entry = next(iter(case.snapshot.of(TimelineEntry).values()))
    factor = next(one for one in case.snapshot.of(Factor).values() if one.code == "F1")
    with case.step("Edit") as step:
        step.remove(entry)
        step.change(factor, text="Our words")
    report = import_into(case, tmp_path / "export.json")
    assert not report.changed
    assert case.snapshot.get(Factor, factor.id).text == "Our words"
    assert any("differ from the file and were left" in line for line in report.lines())
    assert {one.about for one in case.snapshot.of(Excerpt).values()} <= {
        id for name in KINDS for id in case.snapshot.table(name)
    }


def test_what_was_removed_since_stays_out_with_what_hangs_on_it(case, write, document):
    import_into(case, write(document))
    entry = next(
        one
        for one in case.snapshot.of(TimelineEntry).values()
        if case.snapshot.by(Excerpt, "about").get(one.id)
    )
    with case.step("Remove") as step:
        step.remove(entry)
    before = case.head
    report = import_into(case, write(document))
    assert (case.head, report.changed) == (before, False)
    assert any("removed from the case since stay out" in line for line in report.lines())
    case.undo()
    assert entry.id in case.snapshot.of(TimelineEntry)


@given(snapshots())
@settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
def test_any_case_survives_the_way_out_and_in(tmp_path_factory, snapshot):
    folder = tmp_path_factory.mktemp("round")
    first = encoded(document_of(snapshot))
    (folder / "first.json").write_bytes(first)
    with Case.create(folder / "case.rca") as case:
        import_into(case, folder / "first.json")
        assert encoded(document_of(case.snapshot)) == first


def test_single_records_are_filled_where_the_case_says_nothing(case, write, document):
    with case.step("Edit") as step:
        step.change(case.snapshot.case, title="Our title")
    import_into(case, write(document))
    assert case.snapshot.one(CaseRecord).title == "Our title"
    assert case.snapshot.one(Incident).summary == "A patient fell."
