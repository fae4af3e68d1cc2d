"""Every clock of the list that gives a date, against dates worked out by hand with a calendar."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from rca_workbench.analysis.deadlines import deadline, started_clock
from rca_workbench.model import CaseRecord, Nation, Snapshot, Time, TimeKind
from rca_workbench.reference.timescales import clock_rows

DATES = json.loads(
    (Path(__file__).parents[2] / "benchmarks" / "clocks_by_hand.json").read_text(encoding="utf-8")
)["dates"]


def test_each_clock_that_gives_a_date_is_worked_out_once() -> None:
    assert sorted(row["clock"] for row in DATES) == sorted(
        row.id for row in clock_rows().values() if row.computable
    )


@pytest.mark.parametrize("row", DATES, ids=lambda row: row["clock"])
def test_the_date_is_the_one_worked_out_by_hand(row: dict[str, str]) -> None:
    snapshot = Snapshot.empty().changed([CaseRecord(id="case", nation=Nation(row["nation"]))], [], "")
    kind = TimeKind.DATETIME if "T" in row["start"] else TimeKind.DATE
    clock = started_clock(row["clock"], Time(kind, row["start"]))
    due = deadline(snapshot, clock, datetime(2021, 1, 1)).due
    assert due is not None
    expected = row["due"] if "T" in row["due"] else f"{row['due']}T23:59:59"
    assert due == datetime.fromisoformat(expected)
