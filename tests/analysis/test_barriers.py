"""Barriers in the order they are met, with what each guards and what let it down."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.analysis.barriers import Outcome, barrier_kinds, barrier_rows, barriers_said
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
    ahead = {(one.source, one.target) for one in links}
    if all(str(a) < str(b) for a, b in ahead if a and b and b != "harm"):
        # Without loops a barrier that leads straight into another comes before it, where both lead to harm.
        leads = {row.barrier.id for row in barrier_rows(snapshot) if row.harms}
        for a, b in ahead:
            if a in leads and b in leads:
                assert found.index(a) < found.index(b)  # type: ignore[arg-type]
