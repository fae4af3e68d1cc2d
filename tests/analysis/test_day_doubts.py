"""Days that cannot be right beside the others of a case are said, whatever record they stand on."""

from datetime import datetime

import pytest

from rca_workbench.analysis.day_doubts import day_doubt
from rca_workbench.model import (
    CandourTest,
    Contact,
    ContactPlan,
    Decision,
    Entity,
    ImmediateAction,
    Incident,
    Notification,
    Question,
    Time,
    TimeKind,
)
from tests.drawing.builders import case

NOW = datetime(2026, 11, 30, 21, 0)


def at(iso: str) -> Time:
    return Time(TimeKind.DATETIME if "T" in iso else TimeKind.DATE, iso)


INCIDENT = Incident(
    id="incident", start=at("2026-11-27T23:40"), found=at("2026-11-28T06:15"), reported=at("2026-11-28")
)


def said(entity: Entity, name: str) -> str:
    incident = () if isinstance(entity, Incident) else (INCIDENT,)
    found = day_doubt(case(*incident, entity), entity, name, NOW)
    return found.said if found is not None else ""


def incident(**times: Time) -> Incident:
    given = {"start": INCIDENT.start, "found": INCIDENT.found} | times
    return Incident(id="incident", **given)


@pytest.mark.parametrize(
    ("entity", "name", "words"),
    [
        (incident(reported=at("2026-11-27")), "reported", "27 Nov 2026 is before it was found, 28 Nov 2026 06:15."),
        (incident(reported=at("2026-12-27")), "reported", "27 Dec 2026 lies ahead. Is the date right?"),
        (incident(found=at("2026-11-27T23:10")), "found", "27 Nov 2026 23:10 is before it happened"),
        (incident(end=at("2026-11-26")), "end", "26 Nov 2026 is before it happened"),
        (ImmediateAction(id="a", done=at("2026-11-27T22:00")), "done", "is before it happened, 27 Nov 2026 23:40."),
        (ImmediateAction(id="a", done=at("2026-12-01")), "done", "1 Dec 2026 lies ahead."),
        (Notification(id="n", when=at("2026-11-30T21:01")), "when", "lies ahead."),
        (CandourTest(id="c", aware=at("2026-11-27")), "aware", "is before it was found, 28 Nov 2026 06:15."),
        (ContactPlan(id="p", explained="2026-12-02"), "explained", "2 Dec 2026 lies ahead."),
        (Contact(id="k", when=at("2026-11-29"), kept="2026-11-28"), "kept", "is before it was promised, 29 Nov 2026."),
        (Decision(id="d", reconsider="2026-11-29"), "reconsider", "29 Nov 2026 has passed already."),
        (Decision(id="d", on="2026-11-29", reconsider="2026-11-28"), "reconsider", "is before it was decided."),
        (Question(id="q", asked=at("2026-11-29"), replied="2026-11-28"), "replied", "is before it was asked"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said(entity: Entity, name: str, words: str) -> None:
    assert words in said(entity, name)


@pytest.mark.parametrize(
    ("entity", "name"),
    [
        (INCIDENT, "reported"),  # on the day it was found, the minute not known
        (incident(found=at("2026-11-27")), "found"),
        (incident(found=Time(TimeKind.BEFORE, "2026-11-28")), "found"),
        (incident(start=Time(), found=Time(), reported=at("2026-11-28")), "reported"),
        (ImmediateAction(id="a", done=at("2026-11-27")), "done"),
        (ImmediateAction(id="a", done=at("2026-11-30T21:00")), "done"),
        (ImmediateAction(id="a", done=Time(said="soon after")), "done"),
        (ImmediateAction(id="a", due=at("2026-12-04")), "due"),
        (ContactPlan(id="p", next="2026-12-02"), "next"),
        (CandourTest(id="c", aware=at("2026-11-28")), "aware"),
        (Decision(id="d", reconsider="2026-11-30"), "reconsider"),
        (Decision(id="d", on="2026-11-28", reconsider="2026-11-29"), "reconsider"),
    ],
)
def test_what_may_be_right_is_left_alone(entity: Entity, name: str) -> None:
    assert said(entity, name) == ""


def test_without_its_beginning_the_finding_of_the_incident_is_what_counts() -> None:
    one = ImmediateAction(id="a", done=at("2026-11-27"))
    found = day_doubt(case(incident(start=Time()), one), one, "done", NOW)
    assert found is not None
    assert (found.short, found.said.split(",")[0]) == (
        "Before it was found",
        "27 Nov 2026 is before it was found",
    )
