"""The time-person grid: who did what in which slot, and what is too unsure for one."""

import pytest

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.analysis.time_grid import LOOSE, busiest, time_grid
from rca_workbench.model import Actor, Nature, Snapshot, Time, TimelineEntry
from rca_workbench.model.time import TimeKind, window

DAY = "2025-03-12T"


def entry(id, clock, actor, kind=TimeKind.DATETIME, end=None):
    time = Time(kind, DAY + clock, DAY + end if end else None)
    return TimelineEntry(id=id, time=time, actor=actor, order=id, text=id)


def second(clock):
    return window(Time(TimeKind.DATETIME, DAY + clock)).earliest


def grid(entries, start="01:00", slots=4, minutes=15, hidden=frozenset()):
    actors = {
        "kit": Actor(id="kit", role="Monitor", nature=Nature.EQUIPMENT),
        "nurse": Actor(id="nurse", role="Nurse", nature=Nature.STAFF),
        "patient": Actor(id="patient", role="Patient", nature=Nature.PATIENT),
        "away": Actor(id="away", role="Porter", nature=Nature.STAFF),
    }
    snapshot = Snapshot({"timeline_entry": {one.id: one for one in entries}, "actor": actors}, "")
    return time_grid(snapshot, Chronology.of(entries), second(start), slots, minutes, hidden)


def cells(made):
    return {key: [(one.entry, one.sure) for one in found] for key, found in made.cells.items()}


def test_a_moment_stands_in_its_slot():
    made = grid([entry("a", "01:20", "nurse")])
    assert cells(made) == {("nurse", 1): [("a", True)]}
    assert len(made.starts) == 4 and made.length == 900


def test_a_period_fills_every_slot_it_goes_through():
    made = grid([entry("a", "01:10", "nurse", TimeKind.PERIOD, "01:35")])
    assert cells(made) == {("nurse", at): [("a", True)] for at in (0, 1, 2)}


def test_an_unsure_time_is_possible_in_each_slot_it_allows():
    made = grid([entry("a", "01:10", "nurse", TimeKind.BETWEEN, "01:20")])
    assert cells(made) == {("nurse", 0): [("a", False)], ("nurse", 1): [("a", False)]}


def test_a_time_too_unsure_for_a_slot_stands_apart():
    made = grid([TimelineEntry(id="a", time=Time(TimeKind.DATE, "2025-03-12"), actor="nurse")])
    assert cells(made) == {("nurse", LOOSE): [("a", False)]}
    assert made.has_loose


def test_those_with_something_to_show_have_a_row_and_the_patient_always():
    made = grid([entry("a", "01:20", "kit"), entry("b", "01:20", "nurse"), entry("c", "05:00", "away")])
    assert made.people == ("patient", "nurse", "kit")


def test_what_is_hidden_is_left_out():
    assert cells(grid([entry("a", "01:20", "nurse")], hidden=frozenset("a"))) == {}


@pytest.mark.parametrize("start", ["01:00", "01:07", "01:14"])
def test_slots_begin_at_whole_multiples_of_their_length(start):
    assert grid([], start).starts[0] == second("01:00")


def test_it_opens_where_most_happened():
    entries = [entry("a", "01:00", "nurse"), entry("b", "05:00", "nurse"), entry("c", "05:10", "nurse")]
    assert busiest(Chronology.of(entries), 4, 15) == second("05:00")
    assert busiest(Chronology.of([]), 4, 15) is None
