"""Snapshots: values that never change, and indexes that are always as if built anew."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.model import (
    Actor,
    CaseRecord,
    Excerpt,
    Factor,
    Incident,
    Lane,
    Snapshot,
    Time,
    TimeKind,
    TimelineEntry,
    new_id,
)


def of(*entities):
    return Snapshot.empty().changed(entities, (), "head")


def test_an_empty_snapshot_has_a_case_and_an_incident_to_read():
    empty = Snapshot.empty()
    assert (empty.case, empty.incident) == (CaseRecord(id="case"), Incident(id="incident"))
    assert empty.of(Lane) == {}
    assert empty.get(Lane, None) is None
    assert empty.find(None) is None
    assert empty.find("nothing") is None


def test_things_are_found_by_kind_and_by_id_alone():
    lane, entry = Lane(id=new_id(), label="Ward"), TimelineEntry(id=new_id(), text="Falls")
    snapshot = of(lane, entry)
    assert snapshot.get(Lane, lane.id) == snapshot.find(lane.id) == lane
    assert snapshot.get(Lane, entry.id) is None
    assert snapshot.table("timeline_entry") == {entry.id: entry}


def test_a_later_snapshot_leaves_the_earlier_one_as_it_was():
    lane, other = Lane(id="a", label="Ward"), Lane(id="b", label="Theatre")
    first = of(lane, other)
    assert first.by(Lane, "label") == {"Ward": ("a",), "Theatre": ("b",)}
    second = first.changed([Lane(id="a", label="Ward 4")], [("lane", "b")], "later")
    assert (first.head, second.head) == ("head", "later")
    assert list(first.of(Lane).values()) == [lane, other]
    assert first.by(Lane, "label") == {"Ward": ("a",), "Theatre": ("b",)}
    assert second.by(Lane, "label") == {"Ward 4": ("a",)}
    assert second.find("b") is None
    assert first.find("b") == other


def test_what_did_not_change_is_shared():
    first = of(Lane(id="a"), *(TimelineEntry(id=f"e{n}") for n in range(10)))
    second = first.changed([Lane(id="b")], (), "later")
    assert second.of(TimelineEntry) is first.of(TimelineEntry)


def test_a_thing_that_is_changed_keeps_its_place():
    snapshot = of(*(Lane(id=str(n)) for n in range(5)))
    assert list(snapshot.changed([Lane(id="2", label="x")], (), "").of(Lane)) == list("01234")


def test_removing_what_is_not_there_changes_nothing():
    assert of(Lane(id="a")).changed((), [("lane", "b"), ("factor", "a")], "").find("a") is not None


def test_what_points_to_a_thing_is_found_through_every_field():
    first = TimelineEntry(id="e1")
    offset = TimelineEntry(id="e2", time=Time(TimeKind.OFFSET, anchor="e1", least=60, most=60))
    factor = Factor(id="f", entry="e1", entries=("e1",))
    excerpt = Excerpt(id="x", about="e1")
    snapshot = of(first, offset, factor, excerpt, Actor(id="a"))
    assert {one.id for one in snapshot.pointing_to("e1")} == {"e2", "f", "x"}
    assert list(snapshot.pointing_to("a")) == []
    later = snapshot.changed([Factor(id="f")], [("excerpt", "x")], "")
    assert {one.id for one in later.pointing_to("e1")} == {"e2"}


def test_sources_of_a_fact_come_in_order_of_arrival():
    excerpts = [Excerpt(id=f"x{n}", about="e1" if n % 2 else "e2") for n in range(20)]
    snapshot = of(*excerpts)
    assert [one.id for one in snapshot.pointed_from(Excerpt, "about", "e1")] == [
        f"x{n}" for n in range(1, 20, 2)
    ]
    moved = snapshot.changed([Excerpt(id="x0", about="e1")], (), "")
    assert [one.id for one in moved.pointed_from(Excerpt, "about", "e1")][:2] == ["x0", "x1"]


IDS = st.sampled_from([f"{n:02}" for n in range(24)])
EDITS = st.lists(
    st.lists(st.tuples(st.booleans(), IDS, st.sampled_from("abc"), st.lists(IDS, max_size=3)), max_size=3),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(EDITS, st.booleans())
def test_an_index_kept_up_to_date_is_the_one_built_anew(edits, crowded):
    start = [
        Factor(id=f"{n:02}", code="abc"[n % 3], entries=(f"{n + 1:02}",)) for n in range(24 if crowded else 3)
    ]
    snapshot = of(*start)
    for step in edits:
        snapshot.by(Factor, "code"), snapshot.by(Factor, "entries"), list(snapshot.pointing_to("00"))
        put = {
            id: Factor(id=id, code=code, entries=tuple(dict.fromkeys(to)))
            for add, id, code, to in step
            if add
        }
        gone = {id for add, id, _, _ in step if not add} - put.keys()
        snapshot = snapshot.changed(put.values(), [("factor", id) for id in gone], "")
        anew = Snapshot({"factor": dict(snapshot.of(Factor))})
        for field in ("code", "entries"):
            assert snapshot.by(Factor, field) == anew.by(Factor, field)
        for id in ("00", "05", "23"):
            assert {one.id for one in snapshot.pointing_to(id)} == {one.id for one in anew.pointing_to(id)}
