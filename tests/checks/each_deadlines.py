"""For each rule on deadlines, a case that breaks it and a sound one."""

from collections.abc import Iterable
from dataclasses import replace

from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.model import (
    Answer,
    CandourTest,
    Clock,
    ClockChange,
    ClockChangeKind,
    ClockUnit,
    Decision,
    Entity,
    Incident,
    Time,
    TimeKind,
)


def day(said: str) -> Time:
    return Time(kind=TimeKind.DATE, start=said)


TOLD = Incident(id="incident", found=day("2026-03-12"), reported=day("2026-03-12"))
APPLIES = CandourTest(id="candour_test", applies=Answer.YES)
CLOCK = Clock(
    id="c", code="TS-PSIRF-03", what="Response", started=day("2026-03-12"), length=6, unit=ClockUnit.MONTHS
)
EXTENDED = ClockChange(
    id="x", clock="c", change=ClockChangeKind.EXTENSION, until="2026-10-20", reason="Inquest",
    agreed_with="Commissioner", agreed="2026-08-28",
)  # fmt: skip
PAUSED = ClockChange(
    id="p", clock="c", change=ClockChangeKind.PAUSE, since="2026-04-03", until="2026-04-24",
    reason="The police asked", agreed_with="Commissioner",
)  # fmt: skip
WRITTEN = Clock(
    id="c", code="TS-DOC-03", what="Letter", started=day("2026-03-12"), length=10, unit=ClockUnit.WORKING_DAYS
)

EACH_DEADLINES: dict[str, tuple[Iterable[Entity], Iterable[Entity]]] = {
    "C-110": (
        (TOLD, APPLIES),
        (TOLD, APPLIES, *(started_clock(code, day("2026-03-12")) for code in ("TS-DOC-01", "TS-DOC-02"))),
    ),
    "C-111": ((CLOCK, replace(EXTENDED, agreed_with="")), (CLOCK, EXTENDED)),
    "C-112": ((CLOCK, replace(PAUSED, until="")), (CLOCK, PAUSED)),
    "C-113": ((WRITTEN,), (replace(WRITTEN, local=True),)),
    "C-114": ((replace(CLOCK, met=day("2026-03-03")),), (replace(CLOCK, met=day("2026-08-14")),)),
    "C-116": (
        (WRITTEN, Decision(id="d", outcome="Closed", on="2026-06-20")),
        (
            replace(WRITTEN, late_reason="The family was abroad"),
            Decision(id="d", outcome="Closed", on="2026-06-20"),
        ),
    ),
    "C-115": ((replace(CLOCK, started=Time()),), (CLOCK,)),
}
