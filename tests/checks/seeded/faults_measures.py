"""Seeded faults of measures and of what is claimed from them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rca_workbench.model import (
    Action,
    ActionStatus,
    DataPoint,
    LearningItem,
    Measure,
    MeasureChange,
    MeasureKind,
    ProgressNote,
    ReportText,
    Snapshot,
)
from tests.checks.seeded.fault import Edit, added, changed, fault

STEADY = (14, 12, 17, 13, 15, 11, 16, 14, 13, 15, 12, 16, 14, 15, 12, 13, 16, 14, 12, 15)


def outcome(case: Snapshot) -> Measure:
    return next(one for one in case.of(Measure).values() if one.measure_kind is MeasureKind.OUTCOME)


def action_of(case: Snapshot) -> Action:
    return case.of(Action)[outcome(case).action or ""]


def months(case: Snapshot, values: Sequence[object]) -> tuple[DataPoint, ...]:
    """A value each month from January 2024 on."""
    return tuple(
        DataPoint(
            id=f"v{at}", measure=outcome(case).id, on=f"{2024 + at // 12}-{at % 12 + 1:02}-01", value=str(one)
        )
        for at, one in enumerate(values)
    )


def told(case: Snapshot, text: str) -> tuple[Edit, ...]:
    """The same words in the text of the report, in a lesson and as what the data are said to show."""
    lesson = next(iter(case.of(LearningItem).values()))
    section = ReportText(id="effect", template="investigation_report", section="actions", text=text)
    action = action_of(case)
    return (
        Edit(f"the report: {text}", (section,), speaks_of=frozenset(("effect",))),
        changed(lesson, f"what was seen: {text}", seen_how=text),
        Edit(f"the effect: {text}", (replace(action, effect=text),), speaks_of=frozenset((action.id,))),
        Edit(
            f"a progress note: {text}",
            (ProgressNote(id="note9", action=action.id, on="2025-09-01", text=text),),
            speaks_of=frozenset(("note9",)),
        ),
    )


@fault("C-160")
def claimed_without_a_chart(case: Snapshot) -> Iterator[Edit]:
    for text in (
        "Since the change, calls that go unanswered have fallen.",
        "Handover has improved since the second registrar came.",
        "There was a sustained reduction in late reviews after June.",
    ):
        yield from told(case, text)


@fault("C-161")
def two_figures(case: Snapshot) -> Iterator[Edit]:
    yield from told(case, "Late reviews fell from 14 to 9 since the change.")
    yield from told(case, "Compared with last year late reviews have fallen since June.")


@fault("C-162", C_76="what shows that it was done is not its matter here", C_158="nor who judged it")
def effective_by_chance(case: Snapshot) -> Iterator[Edit]:
    action = replace(action_of(case), status=ActionStatus.EFFECTIVE, done="2024-10-01", proof="Order 4471")
    about = frozenset((action.id,))
    yield Edit("chance variation", (action, *months(case, STEADY)), speaks_of=about)
    worse = (*STEADY[:13], *(25 + at % 2 for at in range(9)))
    yield Edit("it got worse", (action, *months(case, worse)), speaks_of=about)
    yield Edit("too few values", (action, *months(case, (14, 9, 8, 7))), speaks_of=about)


@fault("C-163")
def not_set_out(case: Snapshot) -> Iterator[Edit]:
    one = outcome(case)
    for field in ("better", "every", "source"):
        yield changed(one, f"a measure without “{field}”", **{field: ""})


@fault("C-163")
def of_no_sort(case: Snapshot) -> Iterator[Edit]:
    yield changed(outcome(case), "a measure of no sort", measure_kind=None)


@fault("C-164")
def cannot_show_it_in_time(case: Snapshot) -> Iterator[Edit]:
    one, action = outcome(case), action_of(case)
    early = replace(action, begins="2025-06-01", review="2025-08-01")
    about = frozenset((one.id,))
    yield Edit("reviewed after two months", (early,), speaks_of=about)
    yield Edit(
        "reviewed after two quarters",
        (replace(early, review="2025-12-01"), replace(one, every="quarter")),
        speaks_of=about,
    )
    small = replace(one, expected="13.6")
    yield Edit(
        "a change far too small",
        (replace(early, review="2028-06-01"), small, *months(case, STEADY)),
        speaks_of=about,
    )


@fault("C-165")
def values_unread(case: Snapshot) -> Iterator[Edit]:
    one = outcome(case)
    for what, values in (
        ("two units", ("12 min", "14 min", "0.3 h", "11 min")),
        ("no number", ("12", "about ten", "13")),
        ("withheld", ("12", "<5", "13")),
    ):
        yield Edit(what, months(case, values), speaks_of=frozenset((one.id,)))


@fault("C-166")
def values_not_steady(case: Snapshot) -> Iterator[Edit]:
    one = outcome(case)
    there = months(case, STEADY)
    about = frozenset((one.id,))
    yield Edit("three months missing", (*there[:4], *there[7:]), speaks_of=about)
    yield Edit("one month twice", (*there, replace(there[3], id="twice")), speaks_of=about)
    yield Edit("half a year missing", (*there[:2], *there[8:]), speaks_of=about)


@fault("C-167")
def new_limits_for_no_reason(case: Snapshot) -> Iterator[Edit]:
    for number, reason in enumerate(("", " ", "\t"), 1):
        change = MeasureChange(
            id=f"change{number}", measure=outcome(case).id, on=f"2024-0{number + 2}-01", what="New form", recalculate=True,
            reason=reason,
        )  # fmt: skip
        yield added(f"limits anew from month {number + 2}", change)


@fault("C-168")
def nothing_watches(case: Snapshot) -> Iterator[Edit]:
    for one in list(case.of(Measure).values()):
        if one.measure_kind is MeasureKind.BALANCING:
            yield Edit(
                "no balancing measure",
                removed=(("measure", one.id),),
                speaks_of=frozenset((one.action or "",)),
            )


@fault("C-168")
def process_alone(case: Snapshot) -> Iterator[Edit]:
    one = outcome(case)
    process = replace(one, measure_kind=MeasureKind.PROCESS)
    yield Edit("process and balancing alone", (process,), speaks_of=frozenset((one.action or "",)))


@fault("C-169")
def rare_counts(case: Snapshot) -> Iterator[Edit]:
    about = frozenset((outcome(case).id,))
    for what, values in (
        ("one in a year", (0,) * 7 + (1,) + (0,) * 6),
        ("two in a year", (0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0)),
        ("five of fourteen", (0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0)),
    ):
        yield Edit(what, months(case, values), speaks_of=about)
