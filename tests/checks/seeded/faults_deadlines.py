"""Seeded faults of deadlines: not started, moved without agreement, shown as law, dates that cannot be."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.model import (
    Answer,
    Clock,
    ClockChange,
    ClockChangeKind,
    ClockUnit,
    CriterionAnswer,
    Snapshot,
    Time,
)
from tests.checks.seeded.fault import Edit, added, fault
from tests.checks.seeded.making import when

REPORT = Clock(
    id="report", code="TS-COMP-02", what="Answer to the complaint", started=when("2025-04-14"), length=6,
    unit=ClockUnit.MONTHS, met=when("2025-08-20"), proof="Letter of 20 August",
)  # fmt: skip
EXTENDED = ClockChange(
    id="extended", clock="report", change=ClockChangeKind.EXTENSION, until="2025-11-20", reason="Inquest",
    agreed_with="Complainant", agreed="2025-08-02",
)  # fmt: skip
PAUSED = ClockChange(
    id="paused", clock="report", change=ClockChangeKind.PAUSE, since="2025-05-03", until="2025-05-24",
    reason="The police asked for it", agreed_with="Complainant",
)  # fmt: skip


@fault("C-110", C_125="the body was not told either")
def asked_for_but_not_started(case: Snapshot) -> Iterator[Edit]:
    answers = {one.criterion: one for one in case.of(CriterionAnswer).values()}
    for code in ("ON-01", "ON-04", "ON-07"):
        one = answers.get(code, CriterionAnswer(id=f"new {code}", criterion=code, wording="Has to be told"))
        yes = replace(
            one, answer=Answer.YES, reason="Said by the ward", by="Patient safety lead", on="2025-04-15"
        )
        yield Edit(f"{code} is met, and its clocks stand still", (yes,))


@fault("C-111")
def extended_without_agreement(case: Snapshot) -> Iterator[Edit]:
    for field in ("until", "reason", "agreed_with", "agreed"):
        if field != "until":
            yield added(f"an extension without {field}", replace(EXTENDED, **{field: ""}), REPORT)  # type: ignore[arg-type]


@fault("C-112")
def paused_for_ever(case: Snapshot) -> Iterator[Edit]:
    for field in ("reason", "agreed_with"):
        yield added(f"a pause without {field}", replace(PAUSED, **{field: ""}), REPORT)  # type: ignore[arg-type]
    yield added("a pause without an end", replace(PAUSED, until=""), REPORT)


@fault("C-113")
def local_shown_as_law(case: Snapshot) -> Iterator[Edit]:
    ten = {"length": 10, "unit": ClockUnit.WORKING_DAYS, "met": when("2025-04-20"), "proof": "Letter"}
    for code in ("TS-DOC-04", "TS-CQC-18", "TS-SGA-01"):
        clock = replace(started_clock(code, when("2025-04-14")), id=code, **ten)  # type: ignore[arg-type]
        yield added(f"ten working days for {code}", clock)
    yield added("five months where the list has six", replace(REPORT, length=5))


@fault("C-114")
def dates_that_cannot_be(case: Snapshot) -> Iterator[Edit]:
    yield added("met before it started", replace(REPORT, met=when("2025-04-03")))
    yield added(
        "due before it started",
        Clock(
            id="own",
            what="Meeting with the coroner",
            started=when("2025-04-14"),
            due=when("2025-04-02"),
            met=when("2025-04-16"),
            late_reason="Moved by the coroner",
            proof="Letter",
        ),
    )
    twice = [
        replace(REPORT, id=id, met=Time(), proof="", late_reason="Inquest") for id in ("first", "second")
    ]
    yield added("the same deadline running twice", *twice, speaks_of=("first", "second"))
    yield added("a pause that ends before it begins", REPORT, replace(PAUSED, until="2025-05-01"))
    yield added("an extension to an earlier day", REPORT, replace(EXTENDED, until="2025-09-01"))


@fault("C-116")
def passed_and_nothing_said(case: Snapshot) -> Iterator[Edit]:
    late = replace(REPORT, met=Time(), proof="")
    for code, length, unit in (
        ("TS-COMP-01", 3, ClockUnit.WORKING_DAYS),
        ("TS-IRMER-01", 2, ClockUnit.WEEKS),
        ("TS-CDR-01", 24, ClockUnit.HOURS),
    ):
        yield added(f"{code} has passed", replace(late, id=code, code=code, length=length, unit=unit))


@fault("C-115")
def started_nobody_knows_when(case: Snapshot) -> Iterator[Edit]:
    for code in ("TS-COMP-01", "TS-COR-02", "TS-LEDER-01"):
        yield added(f"{code} from no day", replace(started_clock(code, Time()), id=code))
