"""Barriers in the order they are met, with what each guards and what let it down."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.analysis.barriers import (
    Outcome,
    barrier_kinds,
    barrier_rows,
    barriers_said,
    sharing_a_cause,
)
from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.common_cause import shared_causes
from rca_workbench.analysis.layout.barriers import Wall, lay_out_barriers
from rca_workbench.analysis.layout.values import Rect
from rca_workbench.exchange.load import read_file
from rca_workbench.model import (
    Entity,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    LinkType,
    Performance,
    Snapshot,
)
from rca_workbench.reference import sample_case_path


def case(*entities: Entity) -> Snapshot:
    return Snapshot.empty().changed(entities, (), "head")


def factor(id: str, kind: FactorKind = FactorKind.CONTRIBUTORY_FACTOR, **more: object) -> Factor:
    return Factor(id=id, text=id, factor_kind=kind, **more)  # type: ignore[arg-type]


def barrier(id: str, performed: Performance | None = Performance.DID_NOT_HOLD, **more: object) -> Factor:
    return factor(id, FactorKind.BARRIER, performed=performed, **more)


def harm() -> Factor:
    return factor("harm", FactorKind.HARM)


def link(source: str, target: str, type: LinkType = LinkType.CONTRIBUTED_TO) -> Link:
    return Link(id=f"{source}>{target}", source=source, target=target, link_type=type)


def order(snapshot: Snapshot) -> list[str]:
    return [row.barrier.id for row in barrier_rows(snapshot)]


def test_barriers_come_in_the_order_they_are_met() -> None:
    snapshot = case(
        barrier("loose"),
        barrier("last"),
        barrier("first"),
        barrier("middle", Performance.HELD),
        factor("problem", FactorKind.PROBLEM),
        harm(),
        link("first", "problem"),
        link("problem", "last"),
        link("last", "harm"),
        link("first", "harm"),
        link("middle", "last", LinkType.INTENDED_TO_STOP),
    )
    assert order(snapshot) == ["first", "middle", "last", "loose"]


def test_a_row_says_what_is_guarded_what_let_it_down_and_what_shows_it() -> None:
    snapshot = case(
        barrier("check", entries=("t1", "t2"), entry="t1"),
        factor("tired"),
        factor("aside", status=FactorStatus.REJECTED),
        harm(),
        link("tired", "check"),
        link("aside", "check"),
        link("check", "check"),
        link("harm", "check", LinkType.REINFORCES),
        link("check", "harm"),
        Excerpt(id="x", about="check"),
    )
    (row,) = barrier_rows(snapshot)
    assert [one.id for one in row.causes] == ["tired"]
    assert [one.id for one in row.guards] == ["harm"]
    assert row.harms == ("harm",)
    assert row.sources == 3
    assert row.outcome is Outcome.DID_NOT


def test_the_line_in_words_counts_each_way_and_what_is_shared() -> None:
    kinds = [
        ("a", Performance.HELD),
        ("b", Performance.WORKED_THEN_OVERRIDDEN),
        ("c", Performance.AVAILABLE_NOT_USED),
        ("d", Performance.DISABLED),
        ("e", None),
        ("f", Performance.NOT_CALLED_ON),
    ]
    rows = [barrier(id, how) for id, how in kinds]
    links = [link(id, "harm") for id, _ in kinds]
    shared = [factor("staffing"), link("staffing", "c"), link("staffing", "d")]
    snapshot = case(harm(), *rows, *links, *shared)
    assert barriers_said(barrier_rows(snapshot), snapshot) == (
        "6 barriers: 1 held, 1 partly, 2 did not, 1 was not called on, 1 not yet said; 2 share a cause"
    )
    assert barriers_said((), case()) == "No barriers yet"


def test_the_published_case() -> None:
    snapshot = case(*read_file(sample_case_path(), Snapshot.empty()).entities)
    rows = barrier_rows(snapshot)
    assert barriers_said(rows, snapshot) == "6 barriers: 2 held, 1 partly, 3 did not; 4 share a cause"
    assert {row.barrier.code for row in rows[:4]} == {"B1", "B2", "B3", "B6"}
    assert [row.barrier.code for row in rows[4:]] == ["B4", "B5"], "those on no way to harm come last"


def test_there_are_kinds_to_choose_from() -> None:
    assert "Administrative" in barrier_kinds()
    assert len(barrier_kinds()) == 4


@settings(max_examples=60, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30))
def test_any_graph_has_its_barriers_in_order_loops_and_all(pairs: set[tuple[int, int]]) -> None:
    ids = [f"n{n}" for n in range(8)]
    nodes = [barrier(id) if n % 2 else factor(id) for n, id in enumerate(ids)]
    links = [link(f"n{a}", "harm" if b == 8 else f"n{b}") for a, b in sorted(pairs) if a < 8]
    snapshot = case(harm(), *nodes, *links)
    found = order(snapshot)
    assert sorted(found) == ["n1", "n3", "n5", "n7"]
    rows = barrier_rows(snapshot)
    named = {one.id for group in shared_causes(Causal.of(snapshot), snapshot) for one in group.barriers}
    assert sharing_a_cause(rows, snapshot) == named, "the same as where the causes are named"
    ahead = {(one.source, one.target) for one in links}
    if all(str(a) < str(b) for a, b in ahead if a and b and b != "harm"):
        # Without loops a barrier that leads straight into another comes before it, where both lead to harm.
        leads = {row.barrier.id for row in barrier_rows(snapshot) if row.harms}
        for a, b in ahead:
            if a in leads and b in leads:
                assert found.index(a) < found.index(b)  # type: ignore[arg-type]


# -- where it all stands --------------------------------------------------------------------------------

sizes = st.tuples(st.sampled_from((160.0, 216.0)), st.floats(60, 130))


@st.composite
def walls(draw: st.DrawFn, prefix: str) -> list[Wall]:
    return [
        Wall(
            f"{prefix}{n}",
            draw(sizes),
            tuple((f"{prefix}{n}.{m}", draw(sizes)) for m in range(draw(st.integers(0, 4)))),
        )
        for n in range(draw(st.integers(0, 9)))
    ]


def overlap(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


@settings(max_examples=60, deadline=None)
@given(
    walls("w"),
    walls("a"),
    st.lists(sizes, max_size=3),
    st.sampled_from((400.0, 900.0, 1900.0, 5000.0)),
)
def test_nothing_of_the_picture_lies_on_anything_else(
    way: list[Wall], aside: list[Wall], harms: list[tuple[float, float]], width: float
) -> None:
    ends = [(f"h{n}", size) for n, size in enumerate(harms)] if way else []
    made = lay_out_barriers(way, aside, (120, 40), ends, width)
    every = [*made.panels.values(), *made.boxes.values(), *made.causes.values(), *made.harms.values()]
    every += [made.hazard] if made.hazard else []
    assert len(every) == 2 * len(way + aside) + sum(len(one.causes) for one in way + aside) + len(
        ends
    ) + bool(way)
    assert not any(overlap(a, b) for a, b in combinations(every, 2))
    assert all(
        one.x >= 0 and one.right <= made.bounds.right and one.bottom <= made.bounds.bottom for one in every
    )
    on_ways = [id for row in made.rows if row.way for id in row.ids]
    assert on_ways == [one.id for one in way], "in the order they are met"
    for row in made.rows:
        for id in row.ids if row.way else ():
            assert row.way is not None
            panel = made.panels[id]
            assert panel.y < row.way[0][1] < panel.bottom, "the way runs through every wall"
            assert row.way[0][0] <= panel.x
            assert panel.right <= row.way[1][0]
