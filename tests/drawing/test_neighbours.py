from rca_workbench.drawing.lanes import chronology_of, lanes_of
from rca_workbench.drawing.neighbours import across, beside, nearest
from rca_workbench.model import Lane

from .builders import at, case, entry, lane

SNAPSHOT = case(
    lane("a", "a"),
    lane("b", "b"),
    Lane(id="c", label="C", order="c", collapsed=True),
    lane("d", "d"),
    entry("t1", at("01:00"), lane="a"),
    entry("t2", at("02:00"), lane="b"),
    entry("t2b", at("02:00"), lane="d"),
    entry("t3", at("03:00"), lane="a"),
    entry("t4", at("04:00"), lane="c"),
    entry("t5", at("05:00"), lane="d"),
)
LANES = lanes_of(SNAPSHOT, chronology_of(SNAPSHOT))


def walked(by: int, hidden: frozenset[str] = frozenset()) -> list[str]:
    found = []
    here = None
    while (here := beside(LANES.rows, here, by, hidden)) is not None:
        found.append(here.id)
    return found


def test_time_is_walked_entry_by_entry_through_the_open_lanes_both_ways() -> None:
    assert walked(1) == ["t1", "t2", "t2b", "t3", "t5"]
    assert walked(-1) == ["t5", "t3", "t2b", "t2", "t1"]


def test_what_is_hidden_is_passed_over() -> None:
    assert walked(1, frozenset({"t2", "t5"})) == ["t1", "t2b", "t3"]


def test_lanes_are_crossed_to_what_is_nearest_in_time() -> None:
    start = LANES.made["t1"].start
    one = across(LANES.rows, "a", start, 1)
    assert one
    assert one.id == "t2"
    two = across(LANES.rows, "b", LANES.made["t5"].start, 1)
    assert two
    assert two.id == "t5", "the folded lane between is passed over"
    assert across(LANES.rows, "a", start, -1) is None
    near = nearest(LANES.contents["a"], LANES.made["t2"].start + 60)
    assert near
    assert near.id == "t3"
