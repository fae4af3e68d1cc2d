"""One edit, committed and shown in every view, in a case of 10,000 entries."""

import os
import secrets
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.cases import write_document
from benchmarks.table import Row, ms, percentile

ENTRIES = 10_000
EDITS = 120


def measure() -> list[Row]:
    """The edit through the window with timeline and table shown, beside the same rows written by hand."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from rca_workbench.exchange import import_into
    from rca_workbench.model import TimelineEntry
    from rca_workbench.store import Case
    from rca_workbench.ui import style
    from rca_workbench.ui.shell.window import MainWindow

    app = QApplication.instance() or QApplication([])
    style.look().apply()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RCA_WORKBENCH_DATA"] = str(Path(folder) / "data")
        path = Path(folder) / "case.rca"
        with Case.create(path, title="Bench") as case:
            import_into(case, write_document(Path(folder) / "case.json", ENTRIES, 50))
        copy = Path(folder) / "floor.rca"
        copy.write_bytes(path.read_bytes())
        window = MainWindow(Path(folder) / "log")
        window.show()
        window.open_case(Case.open(path))
        window.go("analysis/map")
        window.go("timeline/both")
        for _ in range(5):
            app.processEvents()
        assert window.session is not None
        ids = list(window.session.snapshot.of(TimelineEntry))[:: ENTRIES // EDITS][:EDITS]
        floor = _Floor(copy)
        ours, floors = [], []
        for number, id in enumerate(ids):
            entry = window.session.snapshot.of(TimelineEntry)[id]
            begin = time.perf_counter()
            window.session.change(entry, "Edit what happened", text=f"{entry.text} Edited {number}.")
            app.processEvents()
            ours.append(time.perf_counter() - begin)
            begin = time.perf_counter()
            floor.edit(id, f"{entry.text} Edited {number}.")
            floors.append(time.perf_counter() - begin)
        window.close()
    a, b, p95 = statistics.median(ours), statistics.median(floors), percentile(ours, 0.95)
    ratio = statistics.median(x / y for x, y in zip(ours, floors, strict=True))
    return [
        Row(
            "one edit, committed and shown, 10,000 entries", ms(a), f"sqlite3, same rows: {ms(b)}", f"{ratio:.2f}",
            "2.5", ratio <= 2.5,
        ),
        Row("the same, 95th percentile", ms(p95), "50 ms", f"{p95 / 0.05:.2f}", "1", p95 < 0.05),
    ]  # fmt: skip


class _Floor:
    """The same rows, journal included, in one durable transaction by hand."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=DELETE")
        self.db.execute("PRAGMA synchronous=EXTRA")
        self.steps = [row[1] for row in self.db.execute("PRAGMA table_info(step)")]
        self.changes = [row[1] for row in self.db.execute("PRAGMA table_info(change)")]
        self.last_step = self.db.execute("SELECT * FROM step ORDER BY seq DESC LIMIT 1").fetchone()
        self.last_change = self.db.execute("SELECT * FROM change ORDER BY rowid DESC LIMIT 1").fetchone()
        self.seq = self.last_step[self.steps.index("seq")]

    def edit(self, id: str, text: str) -> None:
        """Update one row, add one step and one change."""
        self.seq += 1
        step = dict(zip(self.steps, self.last_step, strict=True)) | {
            "seq": self.seq,
            "id": secrets.token_hex(32),
        }
        change = dict(zip(self.changes, self.last_change, strict=True))
        if "seq" in change:
            change["seq"] = None
        change |= {"step": self.seq if isinstance(change["step"], int) else step["id"], "after": f'"{text}"'}
        for key in ("id", "n"):
            if isinstance(change.get(key), int):
                change.pop(key)
        self.db.execute("BEGIN IMMEDIATE")
        self.db.execute("UPDATE timeline_entry SET text = ? WHERE id = ?", (text, id))
        self._insert("step", step)
        self._insert("change", {key: value for key, value in change.items() if value is not None})
        self.db.execute("COMMIT")

    def _insert(self, table: str, values: dict[str, object]) -> None:
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
