"""Whatever a sheet holds, it comes in whole or is refused in words, and never twice."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from rca_workbench.exchange.sheet import Role, RowState, bring_in, guess, plan, read_pasted, read_sheets
from rca_workbench.model import Snapshot
from rca_workbench.store import Case
from tests.checks.days import TODAY

from .sheets import entries

CELLS = st.one_of(
    st.sampled_from(
        "||13/04/2025|03/04/25|0215|02:15|25:99|31/02/2025|2025-04-13T02:15Z|45750.5|c 0300|after R1|20 min after R2"
        "|R1|R2|Nurse|NURSE |Fell down the stairs|CDP|yes|=1+1|0|-1|1e400|nan|13/04/2025 02:15|14:20-13:00|\ufeff"
        "|\"|'; DROP TABLE|Jo\x1fhn".split("|")
    ),
    st.text(max_size=12),
)
HEADERS = (
    "No",
    "Date",
    "Time",
    "End",
    "Who",
    "What happened",
    "Comments",
    "CDP",
    "Type",
    "Location",
    "Source",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=11), min_size=1, max_size=8))
def test_any_rows_make_a_plan_and_its_times_make_sense(rows):
    layout_rows = "\n".join(
        "\t".join(cell.replace("\t", " ") for cell in row) for row in [list(HEADERS), *rows]
    )
    book = read_pasted(layout_rows)
    found = plan(book, guess(book), Snapshot.empty(), now=TODAY)
    ids = [row.id for row in found.rows if row.state is RowState.NEW]
    assert len(ids) == len(set(ids))
    assert all(row.problems for row in found.rows if row.state is RowState.PROBLEM)
    assert all(row.what for row in found.rows if row.state is RowState.NEW)
    for row in found.rows:
        assert row.time.anchor is None or row.time.anchor in ids


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=11), min_size=1, max_size=6))
def test_whatever_comes_in_comes_in_once_and_can_be_undone(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("any")
    written = io.StringIO()
    csv.writer(written).writerows([HEADERS, *rows])
    (folder / "log.csv").write_bytes(written.getvalue().encode("utf-8", "replace"))
    book = read_sheets(folder / "log.csv")
    layout = guess(book)
    if layout.column(Role.WHAT) is None:
        return
    with Case.create(folder / "a.rca") as case:
        first = bring_in(case, plan(book, layout, case.snapshot, now=TODAY))
        assert first.added == len(entries(case.snapshot))
        head = case.head
        again = plan(book, layout, case.snapshot, now=TODAY)
        assert not bring_in(case, again).changed
        assert case.head == head
        assert case.verify() == []
        if first.changed:
            case.undo()
            assert entries(case.snapshot) == []
