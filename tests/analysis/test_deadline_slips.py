"""Slips in the dates of a deadline are spoken of, and sound dates are not."""

from datetime import datetime

import pytest

from rca_workbench.analysis.deadline_slips import slips
from rca_workbench.analysis.deadlines import deadline
from rca_workbench.model import (
    Clock,
    ClockChange,
    ClockChangeKind,
    ClockUnit,
    Entity,
    Snapshot,
    Time,
    TimeKind,
)

NOW = datetime(2026, 11, 30, 9, 0)


def day(iso: str) -> Time:
    return Time(TimeKind.DATE, iso)


def clock(id: str = "c", **fields: object) -> Clock:
    plain = {"what": "Report", "length": 10, "unit": ClockUnit.CALENDAR_DAYS, "started": day("2026-11-16")}
    return Clock(id=id, **(plain | fields))  # type: ignore[arg-type]


def change(
    kind: ClockChangeKind | None, since: str = "", until: str = "", reason: str = "Inquest"
) -> ClockChange:
    return ClockChange(id="x", clock="c", change=kind, since=since, until=until, reason=reason)


def said(*things: Entity) -> tuple[str, ...]:
    snapshot = Snapshot.empty().changed(things, [], "")
    return slips(snapshot, deadline(snapshot, snapshot.of(Clock)["c"], NOW), NOW)


PAUSE, EXTENSION = ClockChangeKind.PAUSE, ClockChangeKind.EXTENSION


@pytest.mark.parametrize(
    "things",
    [
        (clock(),),
        (clock(met=day("2026-11-16")),),
        (clock(met=day("2026-11-30")),),
        (clock(length=None, unit=None, due=day("2026-11-16")),),
        (clock(), change(PAUSE, "2026-11-18", "2026-11-20")),
        (clock(), change(PAUSE, "2026-11-18")),
        (clock(), change(EXTENSION, until="2026-12-20")),
        (clock(code="TS-COR-02"), clock("d", code="TS-COR-02", met=day("2026-11-20"))),
        (clock(code="TS-COR-02"), clock("d", code="TS-COR-02", stopped="Withdrawn")),
        (clock(), clock("d")),
        (clock(), change(EXTENSION, reason="")),
    ],
)
def test_what_can_be_true_is_left_alone(things: tuple[Entity, ...]) -> None:
    assert said(*things) == ()


@pytest.mark.parametrize(
    ("things", "words"),
    [
        ((clock(met=day("2027-03-03")),), "met on Wed 3 Mar 2027, and that day lies ahead"),
        ((clock(met=day("2026-11-15")),), "met on Sun 15 Nov 2026, before it started on Mon 16 Nov 2026"),
        ((clock(length=None, unit=None, due=day("2026-11-02")),), "due on Mon 2 Nov 2026, before it started"),
        ((clock(code="TS-COR-02"), clock("d", code="TS-COR-02")), "runs twice"),
        ((clock(), change(PAUSE)), "no first day"),
        ((clock(), change(PAUSE, "2026-11-20", "2026-11-18")), "not after it begins"),
        ((clock(), change(PAUSE, "2026-11-20", "2026-11-20")), "no day is left out"),
        ((clock(), change(PAUSE, "2026-12-20")), "does not count yet"),
        ((clock(), change(PAUSE, "2026-11-01", "2026-11-10")), "before the deadline started"),
        ((clock(), change(PAUSE, "2026-11-28", "2026-11-29")), "after the due date"),
        ((clock(), change(EXTENSION)), "no new date"),
        ((clock(), change(EXTENSION, until="2026-11-26")), "not later than the date it is due anyway"),
        ((clock(), change(None, "2026-11-20")), "neither marked as a pause nor as an extension"),
    ],
)
def test_what_cannot_be_true_is_spoken_of(things: tuple[Entity, ...], words: str) -> None:
    (sentence,) = said(*things)
    assert words in sentence
