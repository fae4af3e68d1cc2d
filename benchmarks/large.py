"""A case of 100,000 entries opened to a usable timeline, the memory it takes, and relative times worked out."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.cases import write_document
from benchmarks.table import Row, alternate, ms, timed

ENTRIES = 100_000
RELATIVE_OF = 10_000

MEMORY = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
if len(sys.argv) > 1:
    from rca_workbench.store import Case
    from rca_workbench.ui import style
    from rca_workbench.ui.shell.window import MainWindow
    style.look().apply()
    window = MainWindow(Path(sys.argv[2]))
    window.resize(1920, 1080)
    window.show()
    window.open_case(Case.open(Path(sys.argv[1]), read_only=True), "timeline/timeline")
else:
    window = QMainWindow()
    window.resize(1920, 1080)
    window.show()
app.processEvents()
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
"""


def measure() -> list[Row]:
    """Opening ends when the timeline is painted and takes input."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from rca_workbench.exchange import import_into
    from rca_workbench.store import Case
    from rca_workbench.ui import style
    from rca_workbench.ui.shell.window import MainWindow

    app = QApplication.instance() or QApplication([])
    style.look().apply()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["RCA_WORKBENCH_DATA"] = str(folder / "data")
        path = folder / "case.rca"
        with Case.create(path, title="Bench") as case:
            import_into(case, write_document(folder / "case.json", ENTRIES))

        def ours() -> float:
            window = MainWindow(folder / "log")
            window.resize(1920, 1080)
            window.show()
            app.processEvents()

            def job() -> None:
                window.open_case(Case.open(path, read_only=True), "timeline/timeline")
                app.processEvents()

            seconds = timed(job)
            window.close()
            return seconds

        def floor() -> float:
            db = sqlite3.connect(path)
            tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            tables = [one for one in tables if one not in ("step", "change", "piece")]
            seconds = timed(lambda: [db.execute(f'SELECT * FROM "{one}"').fetchall() for one in tables])
            db.close()
            return seconds

        a, b, ratio = alternate(ours, floor, runs=3)
        what = f"open {ENTRIES:,} entries to a usable timeline"
        rows = [
            Row(what, f"{a:.2f} s", f"SELECT of the same rows: {b:.2f} s", f"{ratio:.2f}", "4", ratio <= 4)
        ]
        if Path("/proc/self/status").exists():
            bare, full = _resident(), _resident(str(path), str(folder / "log2"))
            rows.append(
                Row(
                    f"memory with {ENTRIES:,} entries open", f"{full:,} MB", f"a bare window: {bare:,} MB",
                    f"{full / bare:.1f}", "stated", True,
                )
            )  # fmt: skip
    return [*rows, *_propagation()]


def _resident(*arguments: str) -> int:
    said = subprocess.run(
        [sys.executable, "-c", MEMORY, *arguments], capture_output=True, text=True, check=True
    ).stdout
    return int(said.split()[-1]) // 1024


def _propagation() -> list[Row]:
    """Windows tightened along 5,000 statements, beside one sort of the same graph by NetworkX."""
    import networkx as nx

    from rca_workbench.analysis.chronology import Chronology
    from rca_workbench.analysis.time_network import solve
    from rca_workbench.analysis.time_statements import edges_of, item_of
    from rca_workbench.analysis.time_trees import hanging_together
    from rca_workbench.model import Time, TimelineEntry
    from rca_workbench.model.time import TimeKind

    luck = random.Random(3)
    start = datetime(2025, 3, 10, 6)
    entries: list[TimelineEntry] = []
    graph: nx.DiGraph = nx.DiGraph()
    for n in range(RELATIVE_OF):
        id = f"{n:05d}"
        graph.add_node(id)
        if n % 2 and n > 2:
            anchor = f"{luck.randrange(max(0, n - 50), n):05d}"
            graph.add_edge(anchor, id)
            length = luck.randint(1, 90) * 60
            exact = luck.random() < 0.6
            time = (
                Time(TimeKind.OFFSET, anchor=anchor, least=length, most=length)
                if exact
                else Time(TimeKind.AFTER, anchor=anchor)
            )
        else:
            at = start + timedelta(minutes=n)
            time = Time(TimeKind.DATETIME, at.isoformat(timespec="minutes"))
        entries.append(TimelineEntry(id=id, time=time, order=id))
    items = {one.id: item_of(one.id, one.order, one.time) for one in entries}
    ranks = sorted(item.rank for item in items.values())

    def propagate() -> None:
        for members in hanging_together(items, ranks):
            solve(members, [edge for item in members for edge in edges_of(item)])

    def sort() -> float:
        return timed(lambda: list(nx.topological_sort(graph)))

    a, b, ratio = alternate(lambda: timed(propagate), sort, runs=9)
    whole, _, times = alternate(lambda: timed(lambda: Chronology.of(entries)), sort, runs=5)
    beside = f"one topological sort by NetworkX: {ms(b)}"
    return [
        Row(
            "propagation over 10,000 entries, 5,000 relative times", ms(a), beside,
            f"{ratio:.2f}", "5", ratio <= 5,
        ),
        Row("the whole order of the same entries", ms(whole), beside, f"{times:.2f}", "stated", True),
    ]  # fmt: skip
