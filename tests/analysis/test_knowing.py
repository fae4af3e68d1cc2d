"""The hindsight curtain: what was not yet known at a moment, to someone, is out of view."""

import pytest

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.analysis.knowing import Curtain, Knowing
from rca_workbench.model import Actor, Knowledge, Snapshot, Time, TimelineEntry
from rca_workbench.model.time import TimeKind, window


def at(clock, kind=TimeKind.DATETIME):
    return Time(kind, f"2025-03-12T{clock}")


def second(clock):
    return window(at(clock)).earliest


def knowing(entries, known=()):
    tables = {
        "timeline_entry": {one.id: one for one in entries},
        "actor": {id: Actor(id=id, role=id) for id in ("nurse", "doctor")},
        "knowledge": {one.id: one for one in known},
    }
    snapshot = Snapshot(tables, "")
    return Knowing(snapshot, Chronology.of(entries))


def entry(id, clock, actor=None, **more):
    return TimelineEntry(id=id, time=at(clock), actor=actor, order=id, **more)


STORY = (entry("a", "01:00", "nurse"), entry("b", "02:00", "doctor"), entry("c", "03:00", "nurse"))


def test_what_had_not_happened_yet_is_hidden_from_everybody():
    seen = knowing(STORY).sight(Curtain(second("02:30")))
    assert (seen.hidden, seen.unsaid) == ({"c"}, set())


def test_one_knows_ones_own_entries_and_nothing_is_claimed_of_the_rest():
    seen = knowing(STORY).sight(Curtain(second("02:30"), "nurse"))
    assert (seen.hidden, seen.unsaid) == ({"c"}, {"b"})


def test_a_moment_of_knowing_decides_from_when():
    told = [Knowledge(id="k", entry="b", actor="nurse", when=at("02:40"))]
    story = knowing(STORY, told)
    assert "b" in story.sight(Curtain(second("02:30"), "nurse")).hidden
    assert (
        "b"
        not in story.sight(Curtain(second("02:41"), "nurse")).hidden
        | story.sight(Curtain(second("02:41"), "nurse")).unsaid
    )


def test_who_is_left_out_where_others_are_recorded_as_knowing_did_not_know():
    story = knowing(STORY, [Knowledge(id="k", entry="a", actor="nurse", when=at("01:05"))])
    assert story.sight(Curtain(second("23:00"), "doctor")).hidden == {"a"}


def test_for_everybody_an_entry_is_known_once_anybody_knew():
    told = [
        Knowledge(id="k1", entry="a", actor="doctor", when=at("04:00")),
        Knowledge(id="k2", entry="a", actor="nurse", when=at("02:00")),
    ]
    story = knowing(STORY, told)
    assert "a" in story.sight(Curtain(second("01:59"))).hidden
    assert "a" not in story.sight(Curtain(second("02:01"))).hidden


def test_what_may_have_been_known_is_neither_hidden_nor_known():
    loose = TimelineEntry(id="x", time=Time(TimeKind.HOUR, "2025-03-12T02"), order="x")
    undated = TimelineEntry(id="y", order="y")
    seen = knowing([loose, undated]).sight(Curtain(second("02:30")))
    assert (seen.hidden, seen.unsaid) == (set(), {"x", "y"})


def test_a_period_is_known_of_once_it_has_begun():
    long = TimelineEntry(
        id="p", time=Time(TimeKind.PERIOD, "2025-03-12T01:00", "2025-03-12T05:00"), order="p"
    )
    seen = knowing([long]).sight(Curtain(second("02:00")))
    assert (seen.hidden, seen.unsaid) == (set(), set())


def test_knowing_may_be_counted_from_the_entry_itself():
    after = Time(TimeKind.OFFSET, anchor="a", least=1200, most=1200)
    story = knowing(STORY, [Knowledge(id="k", entry="a", actor="doctor", when=after)])
    assert "a" in story.sight(Curtain(second("01:19"), "doctor")).hidden
    assert "a" not in story.sight(Curtain(second("01:21"), "doctor")).hidden


@pytest.mark.parametrize(
    ("now", "by", "stop"), [("01:30", 1, "02:00"), ("01:30", -1, "01:00"), ("23:00", 1, "23:00")]
)
def test_the_slider_stops_where_something_comes_into_view(now, by, stop):
    story = knowing(STORY)
    found = story.next_moment(second(now), by)
    assert found - found % 60 == second(stop)
