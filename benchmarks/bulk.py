"""Import of 10,000 entries, journal and all, beside executemany of the same values without a journal."""

import sqlite3
import tempfile
from pathlib import Path

from benchmarks.cases import write_document
from benchmarks.table import Row, alternate, ms, timed

ENTRIES = 10_000


def measure() -> list[Row]:
    """Reading the file counts on our side; the floor has its values ready."""
    from rca_workbench.exchange import import_into
    from rca_workbench.model import KINDS
    from rca_workbench.store import Case

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_document(folder / "case.json", ENTRIES)
        with Case.create(folder / "like.rca", title="Bench") as case:
            import_into(case, source)
            rows = {
                kind.name: [kind.row(one) for one in case.snapshot.table(kind.name).values()]
                for kind in KINDS.values()
            }
        with sqlite3.connect(folder / "like.rca") as db:
            schema = [
                sql
                for table, sql in db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
                if rows.get(table)
            ]
        number = 0

        def ours() -> float:
            nonlocal number
            number += 1
            with Case.create(folder / f"{number}.rca", title="Bench") as made:
                return timed(lambda: import_into(made, source))

        def floor() -> float:
            db = sqlite3.connect(folder / f"{number}.floor", isolation_level=None)
            db.execute("PRAGMA journal_mode=DELETE")
            db.execute("PRAGMA synchronous=EXTRA")
            for sql in schema:
                db.execute(sql)

            def write() -> None:
                db.execute("BEGIN IMMEDIATE")
                for table, values in rows.items():
                    if values:
                        marks = ", ".join("?" for _ in values[0])
                        db.executemany(f'INSERT INTO "{table}" VALUES ({marks})', values)
                db.execute("COMMIT")

            seconds = timed(write)
            db.close()
            return seconds

        a, b, ratio = alternate(ours, floor)
    return [
        Row(
            "import of 10,000 entries, journal included", ms(a), f"executemany, no journal: {ms(b)}",
            f"{ratio:.2f}", "8", ratio <= 8,
        )
    ]  # fmt: skip
