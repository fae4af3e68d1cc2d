"""One row of the table, and how rows are measured: in turn, several times, medians quoted."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, beside what, and how it compares with what is to be reached."""

    what: str
    ours: str
    floor: str
    ratio: str
    reach: str
    held: bool


def ms(seconds: float) -> str:
    """Seconds as milliseconds, for reading."""
    return f"{seconds * 1000:,.1f} ms" if seconds > 0.001 else f"{seconds * 1_000_000:,.0f} µs"


def alternate(
    ours: Callable[[], float], floor: Callable[[], float], runs: int = 5
) -> tuple[float, float, float]:
    """Run both in turn; medians of ours, of the floor, and of the ratio pair by pair.

    Each function returns the seconds that count. One pair runs first, uncounted.
    """
    pairs = []
    for number in range(runs + 1):
        gc.collect()
        a = ours()
        gc.collect()
        b = floor()
        if number:
            pairs.append((a, b))
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def timed(job: Callable[[], object]) -> float:
    """Seconds a job takes."""
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def printed(rows: list[Row]) -> str:
    """The table as Markdown."""
    lines = ["| what | ours | beside | ratio | reach | held |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [
        f"| {row.what} | {row.ours} | {row.floor} | {row.ratio} | {row.reach} | {'yes' if row.held else 'no'} |"
        for row in rows
    ]
    return "\n".join(lines)
