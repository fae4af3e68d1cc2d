"""The clocks against dates worked out by hand, and the next deadlines of a large library beside reading its rows."""

import json
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from shutil import copyfile

from benchmarks.table import Row, alternate, ms, timed

CASES = 1_000
KINDS = ("case", "clock", "clock_change", "decision")
NOW = datetime(2026, 11, 30, 9, 0)
BY_HAND = Path(__file__).with_name("clocks_by_hand.json")
CODES = (
    "TS-SIF-01",
    "TS-SIF-02",
    "TS-SIF-03",
    "TS-DOC-02",
    "TS-DOC-01",
    "TS-COR-02",
    "TS-CDR-02",
    "TS-PSIRF-03",
)


def measure() -> list[Row]:
    """How many of the dates worked out by hand are given, and how much computing costs beside reading."""
    return [_by_hand(), _library()]


def _by_hand() -> Row:
    from rca_workbench.analysis.deadlines import deadline, started_clock
    from rca_workbench.model import CaseRecord, Nation, Snapshot, Time, TimeKind

    dates = json.loads(BY_HAND.read_text(encoding="utf-8"))["dates"]
    agreed = 0
    for row in dates:
        snapshot = Snapshot.empty().changed([CaseRecord(id="case", nation=Nation(row["nation"]))], [], "")
        kind = TimeKind.DATETIME if "T" in row["start"] else TimeKind.DATE
        due = deadline(snapshot, started_clock(row["clock"], Time(kind, row["start"])), NOW).due
        expected = row["due"] if "T" in row["due"] else f"{row['due']}T23:59:59"
        agreed += due == datetime.fromisoformat(expected)
    said = f"{agreed} of {len(dates)}"
    return Row(
        "clocks that give the date worked out by hand", said, "", "", str(len(dates)), agreed == len(dates)
    )


def _library() -> Row:
    from rca_workbench.analysis.deadline_library import next_deadline
    from rca_workbench.store.clocks import read_clocks
    from rca_workbench.store.tables import load_sql

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder)
        files = sorted(folder.glob("*.rca"))

        def computed() -> int:
            found = (read_clocks(path) for path in files)
            following = (
                next_deadline(one.case, one.clocks, one.changes, one.decisions, NOW)
                for one in found
                if one is not None
            )
            return sum(one is not None for one in following)

        def rows() -> int:
            """The same rows as they stand in the files, without a word of what they mean."""
            count = 0
            for path in files:
                with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
                    count += sum(len(db.execute(load_sql(kind)).fetchall()) for kind in KINDS)
            return count

        assert computed() == CASES and rows() == CASES * (len(CODES) + 2)
        ours, floor, ratio = alternate(lambda: timed(computed), lambda: timed(rows))
    return Row(
        f"next deadline of {CASES:,} cases with {len(CODES)} clocks each", ms(ours), f"reading the rows: {ms(floor)}",
        f"{ratio:.2f}", "2", ratio <= 2,
    )  # fmt: skip


def _fill(folder: Path) -> None:
    """A case with clocks and a pause, as many times as the library has cases: each is a file of its own."""
    from rca_workbench.analysis.deadlines import started_clock
    from rca_workbench.model import ClockChange, ClockChangeKind, Time, TimeKind, new_id
    from rca_workbench.store import Case

    first = folder / "0000.rca"
    with Case.create(first, title="Bench") as case, case.step("Start") as step:
        for at, code in enumerate(CODES):
            clock = started_clock(code, Time(TimeKind.DATE, f"2026-11-{at + 2:02}"))
            step.add(clock)
            if code == "TS-SIF-03":
                pause = ClockChangeKind.PAUSE
                step.add(
                    ClockChange(
                        id=new_id(), clock=clock.id, change=pause, since="2026-11-16", until="2026-11-20"
                    )
                )
    for number in range(1, CASES):
        copyfile(first, folder / f"{number:04}.rca")
