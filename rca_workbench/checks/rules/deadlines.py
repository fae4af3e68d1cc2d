"""Whether what is due by law, policy or agreement runs, counts from a known start, and moves only by agreement."""

from collections.abc import Iterator
from datetime import datetime, time

from rca_workbench.analysis.deadline_counting import end_of
from rca_workbench.analysis.deadline_offers import offers
from rca_workbench.analysis.deadline_reckoning import DeadlineState
from rca_workbench.analysis.deadline_slips import slips
from rca_workbench.analysis.deadline_words import day_words
from rca_workbench.analysis.deadlines import deadline
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import CLOCKS, PROJECT, PSIRF, SIF_EXTENSION, SIF_TIMES
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    Clock,
    ClockChange,
    ClockChangeKind,
    TimeKind,
)
from rca_workbench.reference.timescales import clock_row, timescales_version

GROUP = "deadlines"


@case_rule(
    "C-110",
    "The deadlines that the facts ask for are started",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.MEETING,
    why="A clock that nobody started is met by chance; law and contract count from the event all the same.",
    how="Start it on Respond, Deadlines, from its own event; or start it and say there why it does not apply.",
    rests_on=(CLOCKS, SIF_TIMES, PSIRF),
    reads=(
        "clock", "criterion", "decision", "candour_test", "candour", "case", "incident", "notification",
    ),
    needs=(),
    example="Regulation 20 applies, and no clock says by when the family has to be told.",
    sound="“Initial candour notification”, 10 working days from the local report.",
)  # fmt: skip
def asked_for_are_started(case: Facts) -> Iterator[At]:
    for one in offers(case.snapshot):
        # Prompts of policy alone have no date to miss, and what is due to the provider is not the provider's to do:
        # both are offered, and nobody is asked for them.
        if (one.row.computable or one.row.statutory) and one.row.to != "provider":
            yield At(
                None,
                f"“{one.row.what}” ({one.row.framework}) is not started. {one.why} Start it, or say why it does not apply.",
                said=one.row.id,
            )


@case_rule(
    "C-111",
    "An extension has its new date, a reason, and who agreed to it when",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="More time is agreed case by case with a recorded reason; a date that nobody agreed to is a missed date.",
    how="Say to when, why, with whom it was agreed and on which day.",
    rests_on=(SIF_EXTENSION, PSIRF),
    reads=("clock_change", "clock"),
    needs=("clock_change",),
    example="“Extended to 20 June”, and nothing else.",
    sound="“Extended to 20 June: inquest. Agreed with the commissioner on 28 May.”",
)
def extensions_are_agreed(case: Facts) -> Iterator[At]:
    for one in _changes(case, ClockChangeKind.EXTENSION):
        lacking = [
            (name, said)
            for name, said in (
                ("until", "to when"),
                ("reason", "why"),
                ("agreed_with", "who agreed"),
                ("agreed", "when it was agreed"),
            )
            if not str(getattr(one, name)).strip()
        ]
        if lacking:
            said = " or ".join(said for _, said in lacking)
            yield At(
                one,
                f"The extension of {_of(case, one)} does not say {said}.",
                field=lacking[0][0],
                begin=lacking[0][0],
            )


@case_rule(
    "C-112",
    "A pause has its reason, who agreed to it, and an end by the time of signing off",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="A clock that stands still for ever hides how long those affected have waited.",
    how="Say why it was paused and with whom that was agreed; say when it went on.",
    rests_on=(SIF_EXTENSION, PROJECT),
    reads=("clock_change", "clock"),
    needs=("clock_change",),
    example="“Paused from 3 March”, and the report goes out in June.",
    sound="“Paused from 3 to 24 March, as the police asked. Agreed with the commissioner.”",
)
def pauses_end(case: Facts) -> Iterator[At]:
    for one in _changes(case, ClockChangeKind.PAUSE):
        lacking = [
            (name, said)
            for name, said in (
                ("reason", "why"),
                ("agreed_with", "who agreed to it"),
                ("until", "when it went on"),
            )
            if not str(getattr(one, name)).strip()
        ]
        if lacking:
            said = " or ".join(said for _, said in lacking)
            yield At(
                one,
                f"The pause of {_of(case, one)} does not say {said}.",
                field=lacking[0][0],
                begin=lacking[0][0],
            )


@case_rule(
    "C-113",
    "What law and policy leave without a number is marked as a local target",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Regulation 20 sets no number of days: a local target shown as law misleads those who wait and those who judge.",
    how="Mark it as a local target, or take the date off.",
    rests_on=(CLOCKS,),
    reads=("clock",),
    needs=("clock",),
    example="“Written follow-up (regulation 20), due in 10 working days”.",
    sound="The same, marked as a local target.",
)
def local_targets_are_marked(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Clock).values():
        row = clock_row(one.code)
        if row is None or one.local:
            continue
        fixed = one.due.kind is not TimeKind.UNKNOWN
        if not row.computable and (one.length is not None or fixed):
            yield At(
                one,
                f"{case.called(one)} has a date, and {row.framework} sets none. Mark it as a local target.",
                field="local",
                begin="local",
            )
        elif one.list_version not in ("", timescales_version()):
            continue  # stamped with an earlier list, whose length stands whatever the list says now
        elif row.computable and one.length is not None and (one.length, one.unit) != (row.length, row.unit):
            yield At(
                one,
                f"{case.called(one)} has another length than {row.framework} gives. Mark it as a local target, or put "
                "the length right.",
                field="local",
                begin="length",
            )


@case_rule(
    "C-114",
    "The dates of a deadline can all be true",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A deadline met before it started proves nothing, and one slip in a date moves everything counted from it.",
    how="Look at the dates in Details and put the wrong one right.",
    rests_on=(PROJECT,),
    reads=("clock", "clock_change", "case"),
    needs=("clock",),
    example="Started on 12 March, met on 3 March.",
    sound="Started on 12 March, met on 14 March.",
    by_day=True,
)
def dates_can_be_true(case: Facts) -> Iterator[At]:
    now = end_of(case.today)
    for one in case.snapshot.of(Clock).values():
        if not one.stopped.strip():
            for said in slips(case.snapshot, deadline(case.snapshot, one, now), now):
                yield At(one, f"{case.called(one)}: {said[:1].lower()}{said[1:]}", said=said, begin="started")


@case_rule(
    "C-115",
    "A deadline counts from a start that is written",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Each clock runs from its own event, not from the incident; without that day nobody can say when it was due.",
    how="Write when the event was that starts it; a rough time is counted from the earliest it can mean.",
    rests_on=(CLOCKS, SIF_TIMES),
    reads=("clock",),
    needs=("clock",),
    example="“60 working days”, from nobody knows when.",
    sound="“60 working days from 14 March, reported to the commissioner.”",
)
def starts_are_written(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Clock).values():
        due = one.due.kind is not TimeKind.UNKNOWN
        if one.stopped.strip() or one.started.kind is not TimeKind.UNKNOWN or (due and one.length is None):
            continue
        event = f" ({one.start_event})" if one.start_event.strip() else ""
        yield At(
            one,
            f"From when does {case.called(one)} count? Write the day of the event that starts it{event}.",
            field="started",
            begin="started",
        )


@case_rule(
    "C-116",
    "A deadline that has passed is met, extended, or says why it is late",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Whoever assures the investigation asks of each clock whether it was met, and what was agreed where not.",
    how="Say when it was met and what shows it; or extend it, say why it is late, or why it does not apply.",
    rests_on=(SIF_TIMES, PSIRF),
    reads=("clock", "clock_change", "case"),
    needs=("clock",),
    example="The first notification was due on 26 March, and nothing says what became of it.",
    sound="“Met on 25 March: letter and note of the visit.”",
    by_day=True,
)
def passed_ones_are_answered(case: Facts) -> Iterator[At]:
    begins = datetime.combine(case.today, time())  # what is due on a day is not late on it
    for one in case.snapshot.of(Clock).values():
        found = deadline(case.snapshot, one, begins)
        if found.state is DeadlineState.OVERDUE and not one.late_reason.strip() and found.due is not None:
            yield At(
                one,
                f"{case.called(one)} was due on {day_words(found.due)}, and nothing says that it was met or why it is "
                "late.",
                field="met",
                begin="met",
            )


def _changes(case: Facts, kind: ClockChangeKind) -> Iterator[ClockChange]:
    """The pauses, or the extensions, of deadlines that still apply."""
    for one in case.snapshot.of(ClockChange).values():
        clock = case.snapshot.get(Clock, one.clock)
        if one.change is kind and clock is not None and not clock.stopped.strip():
            yield one


def _of(case: Facts, one: ClockChange) -> str:
    clock = case.snapshot.get(Clock, one.clock)
    return case.called(clock) if clock is not None else "a deadline"
