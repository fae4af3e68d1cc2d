"""Searching and filtering 100,000 entries as one types, beside the raw full-text query."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.cases import write_document
from benchmarks.table import Row, ms, percentile

ENTRIES = 100_000
TYPED = ("theatre bleeped", "observations recorded doctor", "senior registrar", "ward transfer result")


def measure() -> list[Row]:
    """Every letter of some searches, one after the other: the answer with its first hits described."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from rca_workbench.exchange import import_into
    from rca_workbench.store import Case
    from rca_workbench.store.search import Search
    from rca_workbench.ui.places.timeline.rows import EntryRows
    from rca_workbench.ui.session import Session

    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["RCA_WORKBENCH_DATA"] = str(folder / "data")
        with Case.create(folder / "case.rca", title="Bench") as case:
            import_into(case, write_document(folder / "case.json", ENTRIES))
            search = Search.of(case.snapshot)
            raw = sqlite3.connect(":memory:")
            raw.execute(
                "CREATE VIRTUAL TABLE words USING fts5(said, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
            )
            texts = [(one.text,) for one in case.snapshot.table("timeline_entry").values()]  # type: ignore[attr-defined]
            raw.executemany("INSERT INTO words (said) VALUES (?)", texts)
            rows = EntryRows(Session(case))
            rows.refresh(None)
            rows.prepare()
            app.processEvents()
            found, asked, narrowed = [], [], []
            for text in (typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)):
                words = text.split()
                query = " ".join(f'"{word}"' for word in words) + "*"
                asked.append(_seconds(lambda query=query: raw.execute(_RAW, (query,)).fetchall()))  # type: ignore[misc]
                found.append(_seconds(lambda text=text: search.find(text)))  # type: ignore[misc]
                narrowed.append(_seconds(lambda text=text: rows.narrow(text)))  # type: ignore[misc]
    ratio = sum(found) / sum(asked)
    p95, wait = percentile(found, 0.95), percentile(narrowed, 0.95)
    beside = f"raw FTS5 query: {ms(percentile(asked, 0.5))}"
    return [
        Row(
            f"search {ENTRIES:,} entries as one types, median", ms(percentile(found, 0.5)), beside,
            f"{ratio:.2f}", "3", ratio <= 3,
        ),
        Row(
            "the same, 95th percentile", ms(p95), "50 ms", f"{p95 / 0.05:.2f}", "1", p95 <= 0.05,
        ),
        Row(
            f"narrow a table of {ENTRIES:,} entries as one types, 95th percentile", ms(wait), "50 ms",
            f"{wait / 0.05:.2f}", "1", wait <= 0.05,
        ),
    ]  # fmt: skip


_RAW = "SELECT rowid FROM words WHERE words MATCH ?"


def _seconds(job: Callable[[], object]) -> float:
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin
