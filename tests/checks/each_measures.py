"""For each rule on measures, a case that breaks it and a sound one."""

from collections.abc import Iterable, Sequence

from rca_workbench.model import (
    Action,
    ActionStatus,
    DataPoint,
    Entity,
    LearningItem,
    Measure,
    MeasureChange,
    MeasureKind,
    ReportText,
)

STEADY = (20, 24, 20, 26, 22, 16, 18, 16, 31, 28, 34, 26, 30, 19, 18)
"""Fifteen months of chance variation (the published test series without a signal)."""
FALLEN = (*STEADY, 9, 8, 9, 7, 6, 8, 9, 5)
"""The same, and eight months below them after the change of 1 April 2025."""
RARE = (0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0)


def action(**fields: object) -> Action:
    return Action(id="a", text="A second registrar at night", **fields)  # type: ignore[arg-type]


def measure(id: str = "m", **fields: object) -> Measure:
    values: dict[str, object] = {
        "name": "Late doses", "action": "a", "every": "month", "better": "lower", "source": "Drug chart",
        "measure_kind": MeasureKind.OUTCOME, "baseline_until": "2025-03-31",
    } | fields  # fmt: skip
    return Measure(id=id, **values)  # type: ignore[arg-type]


def months(values: Sequence[object], of: str = "m") -> tuple[DataPoint, ...]:
    return tuple(
        DataPoint(id=f"{of}{at}", measure=of, on=f"{2024 + at // 12}-{at % 12 + 1:02}-01", value=str(one))
        for at, one in enumerate(values)
    )


def dated(*values: tuple[str, str]) -> tuple[DataPoint, ...]:
    return tuple(DataPoint(id=f"d{at}", measure="m", on=on, value=one) for at, (on, one) in enumerate(values))


DONE = action(done="2025-04-01", status=ActionStatus.IMPLEMENTED)
EFFECTIVE = action(done="2025-04-01", status=ActionStatus.EFFECTIVE)
BALANCE = measure("b", name="Calls at night", measure_kind=MeasureKind.BALANCING)
SAID = ReportText(id="t", text="Late doses have fallen since the change.")
TWO = LearningItem(id="l", text="Late doses fell from 12 to 4 since the change.")

EACH_MEASURES: dict[str, tuple[Iterable[Entity], Iterable[Entity]]] = {
    "C-160": (
        (DONE, measure(), *months(STEADY), SAID),
        (DONE, measure(), *months(FALLEN), SAID),
    ),
    "C-161": ((DONE, measure(), *months(STEADY), TWO), (DONE, measure(), *months(FALLEN), TWO)),
    "C-162": (
        (EFFECTIVE, measure(), *months(STEADY + STEADY)),
        (EFFECTIVE, measure(), *months(FALLEN)),
    ),
    "C-163": ((measure(source=""),), (measure(),)),
    "C-164": (
        (action(begins="2025-06-01", review="2025-09-01"), measure(baseline_until="")),
        (action(begins="2025-06-01", review="2027-09-01"), measure(baseline_until="")),
    ),
    "C-165": (
        (measure(), *dated(("2025-01-01", "12 min"), ("2025-02-01", "14 min"), ("2025-03-01", "0.3 h"))),
        (measure(), *dated(("2025-01-01", "12 min"), ("2025-02-01", "14 min"), ("2025-03-01", "18 mins"))),
    ),
    "C-166": (
        (measure(), *dated(("2025-01-01", "12"), ("2025-02-01", "14"), ("2025-06-01", "11"))),
        (measure(), *dated(("2025-01-01", "12"), ("2025-02-01", "14"), ("2025-03-01", "11"))),
    ),
    "C-167": (
        (measure(), MeasureChange(id="c", measure="m", on="2025-04-01", what="Second registrar", recalculate=True)),
        (
            measure(),
            MeasureChange(
                id="c", measure="m", on="2025-04-01", what="Second registrar", recalculate=True, reason="It held"
            ),
        ),
    ),
    "C-168": ((action(), measure()), (action(), measure(), BALANCE)),
    "C-169": (
        (measure(), *months(RARE)),
        (measure(every="each event"), *dated(("2025-03-03", ""), ("2025-07-11", ""))),
    ),
}  # fmt: skip
