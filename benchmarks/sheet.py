"""Import of a 50,000-row spreadsheet into a case file, beside a pass of openpyxl over the same file that keeps nothing."""

import random
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.table import Row, alternate, timed

ROWS = 50_000
REACH = 2.0

_ROLES = ("Ward nurse", "Ward sister", "Registrar", "Consultant", "Switchboard", "Porter", "Bed manager")
_DONE = (
    "Observations taken",
    "Bleep sent",
    "Door opened",
    "Medication given",
    "Call answered",
    "Alarm silenced",
)


def measure() -> list[Row]:
    """Reading, guessing, planning and writing with journal and sources count on our side."""
    import openpyxl  # type: ignore[import-untyped]

    from rca_workbench.exchange.sheet import bring_in, guess, plan, read_sheets
    from rca_workbench.store import Case

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_sheet(folder / "log.xlsx", ROWS)
        number = 0

        def ours() -> float:
            nonlocal number
            number += 1
            with Case.create(folder / f"{number}.rca", title="Bench") as case:

                def job() -> None:
                    book = read_sheets(source)
                    done = bring_in(case, plan(book, guess(book), case.snapshot, now=date(2026, 6, 1)))
                    assert done.added == ROWS

                return timed(job)

        def floor() -> float:
            def job() -> None:
                book = openpyxl.load_workbook(source, read_only=True)
                rows = sum(1 for _ in book.active.iter_rows(values_only=True))
                assert rows == ROWS + 1

            return timed(job)

        a, b, ratio = alternate(ours, floor, runs=3)
    return [
        Row(
            f"import of a {ROWS:,}-row .xlsx, journal and sources included", f"{a:.1f} s",
            f"openpyxl, read-only pass: {b:.1f} s", f"{ratio:.2f}", f"{REACH:g}", ratio <= REACH,
        )
    ]  # fmt: skip


def write_sheet(path: Path, rows: int) -> Path:
    """A log such as a hospital's systems export: real dates, seven columns."""
    import openpyxl

    chance = random.Random(3)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Log")
    sheet.append(["Ref", "Date and time", "Who", "Location", "What happened", "Type", "Comments"])
    at = datetime(2025, 1, 1)
    for number in range(rows):
        at += timedelta(seconds=chance.randint(5, 400))
        what = f"{chance.choice(_DONE)} for bed {chance.randint(1, 28)}, entry {number}"
        comment = f"Checked against chart {number % 40}" if number % 3 == 0 else None
        sheet.append(
            [number + 1, at, chance.choice(_ROLES), f"Ward {number % 7 + 1}", what, "Event", comment]
        )
    book.save(path)
    return path
