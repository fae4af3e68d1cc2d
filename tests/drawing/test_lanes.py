"""Lanes in their groups, and what a step changes of them."""

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.drawing.lane_tree import branches, siblings
from rca_workbench.drawing.lanes import Lanes, chronology_of, lanes_of
from rca_workbench.model import (
    Actor,
    Change,
    Changes,
    Entity,
    Excerpt,
    Lane,
    Snapshot,
    Time,
    TimeKind,
    TimelineEntry,
)
from rca_workbench.model.changes import StepKind

from .builders import at, case, entry, lane


def grouped(id: str, parent: str, order: str = "a", *, collapsed: bool = False) -> Lane:
    return Lane(id=id, label=id.capitalize(), order=order, parent=parent, collapsed=collapsed)


def step(
    before: Snapshot, *put: Entity, removed: tuple[tuple[str, str], ...] = ()
) -> tuple[Snapshot, Changes]:
    """The case after a step, and the step as views hear of it."""
    items = []
    for one in put:
        old = before.find(one.id)
        if old is None:
            items.append(Change(one.kind.name, one.id, None, None, one.kind.to_plain(one)))
        else:
            was, now = one.kind.to_plain(old), one.kind.to_plain(one)
            items += [
                Change(one.kind.name, one.id, name, was.get(name), now.get(name))
                for name in was.keys() | now.keys()
                if was.get(name) != now.get(name)
            ]
    for kind, id in removed:
        gone = before.find(id)
        assert gone is not None
        items.append(Change(kind, id, None, gone.kind.to_plain(gone), None))
    return before.changed(put, removed, "later"), Changes("s", StepKind.DO, "A step", tuple(items))


def told(lanes: Lanes) -> list[tuple[str, list[tuple[str, float, str]]]]:
    """What a reading of lanes says, to compare."""
    return [(row.label, sorted((one.name, one.start, one.mark) for one in row.moments)) for row in lanes.rows]


def after(before: Snapshot, *put: Entity, removed: tuple[tuple[str, str], ...] = ()) -> tuple[Lanes, Lanes]:
    """Lanes kept up to date through a step, and lanes read afresh after it."""
    first = chronology_of(before)
    lanes = lanes_of(before, first)
    later, changes = step(before, *put, removed=removed)
    entries = later.of(TimelineEntry)
    ids = list(changes.ids("timeline_entry"))
    chronology: Chronology = first.updated(
        [entries[id] for id in ids if id in entries], [id for id in ids if id not in entries]
    )
    return lanes_of(later, chronology, lanes, changes), lanes_of(later, chronology_of(later))


MANY = [entry(f"t{n}", at(f"02:{n:02}"), lane="ward", order=f"{n:02}") for n in range(40)]


def test_lanes_of_a_group_stand_under_it_with_an_indent() -> None:
    snapshot = case(
        lane("ward", "b"), lane("other", "a"), grouped("nurses", "ward"), grouped("bank", "nurses")
    )
    assert [(one.lane.id, one.depth) for one in branches(snapshot)] == [
        ("other", 0), ("ward", 0), ("nurses", 1), ("bank", 2)
    ]  # fmt: skip


def test_a_folded_group_hides_its_lanes_and_keeps_their_entries() -> None:
    snapshot = case(
        Lane(id="ward", label="Ward", order="a", collapsed=True),
        grouped("nurses", "ward"),
        grouped("bank", "nurses"),
        entry("t", at("02:05"), lane="nurses"),
        entry("u", at("02:10"), lane="bank"),
        entry("v", at("02:15"), lane="ward"),
    )
    (row,) = lanes_of(snapshot, chronology_of(snapshot)).rows
    assert row.folded
    assert row.group
    assert sorted(one.id for content in row.contents for one in content.moments) == ["t", "u", "v"]


def test_a_lane_can_be_folded_on_one_screen_only() -> None:
    snapshot = case(lane("ward"), grouped("nurses", "ward"))
    assert [one.lane.id for one in branches(snapshot, {"ward": True})] == ["ward"]


def test_lanes_that_lie_in_one_another_are_all_shown() -> None:
    snapshot = case(grouped("a", "b"), grouped("b", "a"), grouped("c", "c"), grouped("d", "gone"))
    assert sorted(one.lane.id for one in branches(snapshot)) == ["a", "b", "c", "d"]
    assert [one.id for one in siblings(snapshot, "")] == ["a", "b", "c", "d"]


def test_a_step_on_the_words_of_an_entry_moves_nothing() -> None:
    kept, afresh = after(
        case(lane("ward"), *MANY), entry("t3", at("02:03"), "Other", lane="ward", order="03")
    )
    assert told(kept) == told(afresh)
    assert kept.places_kept
    assert [one.pairs[0][1].text for one in kept.swaps] == ["Other"]


def test_a_step_that_moves_adds_or_removes_an_entry_is_read_as_if_afresh() -> None:
    before = case(lane("ward"), lane("bank", "b"), *MANY)
    for put, removed in (
        ([entry("t3", at("05:00"), lane="ward", order="03")], ()),
        ([entry("t3", at("02:03"), lane="bank", order="03")], ()),
        ([entry("t3", Time(), lane="ward", order="03")], ()),
        ([entry("new", at("02:03"), lane="ward", order="99")], ()),
        ([], (("timeline_entry", "t3"),)),
    ):
        kept, afresh = after(before, *put, removed=removed)
        assert told(kept) == told(afresh)
        assert [one.id for one in kept.tray] == [one.id for one in afresh.tray]
        assert not kept.places_kept


def test_what_is_counted_from_an_entry_moves_with_it() -> None:
    counted = entry("z", Time(TimeKind.OFFSET, anchor="t3", least=600, most=600), lane="ward", order="98")
    loose = entry("y", Time(TimeKind.ORDER_ONLY, anchor="t3"), lane="ward", order="97")
    before = case(lane("ward"), *MANY, counted, loose)
    kept, afresh = after(before, entry("t3", at("05:00"), lane="ward", order="03"))
    assert told(kept) == told(afresh)


def test_sources_roles_and_lanes_of_an_entry_are_kept_up_to_date() -> None:
    who = Actor(id="a", role="Nurse 1", lane="ward")
    own = entry("t40", at("02:40"), actor="a", order="40")
    source = Excerpt(id="x", evidence=None, about="t3")
    before = case(lane("ward"), lane("bank", "b"), who, *MANY, own)
    for put, removed in (
        ([source], ()),
        ([Actor(id="a", role="Nurse 2", lane="ward")], ()),
        ([Actor(id="a", role="Nurse 1", lane="bank")], ()),
        ([Lane(id="ward", label="Ward 7", order="a")], ()),
        ([Lane(id="ward", label="Ward", order="z", collapsed=True)], ()),
        ([lane("new", "c")], ()),
        ([], (("lane", "bank"),)),
        ([], (("lane", "ward"),)),
    ):
        kept, afresh = after(before, *put, removed=removed)
        assert told(kept) == told(afresh)


def test_a_lane_of_many_steps_says_what_it_would_say_afresh() -> None:
    before = case(lane("ward"), *MANY)
    lanes, chronology = lanes_of(before, chronology_of(before)), chronology_of(before)
    for n in range(12):
        put = entry(
            f"t{n}", at(f"0{n % 5}:30"), f"Changed {n}", lane="ward" if n % 3 else None, order=f"{n:02}"
        )
        before, changes = step(before, put)
        chronology = chronology.updated([put])
        lanes = lanes_of(before, chronology, lanes, changes)
    assert told(lanes) == told(lanes_of(before, chronology_of(before)))
