"""Measures with values for tests, written in one line."""

from collections.abc import Iterable, Sequence
from datetime import date

from rca_workbench.analysis.spc import Chart, chart
from rca_workbench.model import DataPoint, Entity, Measure, Snapshot

STEADY = (20, 24, 20, 26, 22, 16, 18, 16, 31, 28, 34, 26, 30, 19, 18)
"""Fifteen values without a signal (test vector SPC-T1)."""


def measured(
    values: Sequence[object], *others: Entity, days: Iterable[str] | None = None, **fields: object
) -> Snapshot:
    """A case with one measure, `m`, and its values: one each month from January 2024 unless days are given.

    A value may be a pair: what was counted, and out of what.
    """
    on = list(days) if days is not None else [month(at) for at in range(len(values))]
    points = []
    for at, one in enumerate(values):
        value, of = one if isinstance(one, tuple) else (one, "")
        points.append(DataPoint(id=f"v{at}", measure="m", on=on[at], value=str(value), denominator=str(of)))
    settings: dict[str, object] = {"every": "month"} | fields
    measure = Measure(id="m", name="Late doses", **settings)  # type: ignore[arg-type]
    return Snapshot.empty().changed([measure, *points, *others], [], "")


def drawn(
    values: Sequence[object], *others: Entity, days: Iterable[str] | None = None, **fields: object
) -> Chart:
    """The chart of such a measure."""
    case = measured(values, *others, days=days, **fields)
    return chart(case, case.of(Measure)["m"])


def month(at: int) -> str:
    """The first of a month, counted from January 2024."""
    return date(2024 + at // 12, at % 12 + 1, 1).isoformat()
