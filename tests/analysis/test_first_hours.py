"""The first hours: what is asked for, what the case shows already, and what is late."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rca_workbench.analysis.first_hours import (
    FirstLine,
    Group,
    LineState,
    by_group,
    first_hours,
    found_at,
    left_words,
    progress_words,
)
from rca_workbench.analysis.telling import COMMISSIONER, bodies, body_name
from rca_workbench.model import (
    Actor,
    Answer,
    CaseRecord,
    Clock,
    Contact,
    CriterionAnswer,
    Decision,
    EvidenceItem,
    EvidenceKind,
    ImmediateAction,
    Incident,
    Nature,
    Notification,
    Profile,
    Reached,
    StaffSupport,
    Time,
    TimeKind,
)
from rca_workbench.model.entity import Entity
from rca_workbench.model.time import short_label
from rca_workbench.reference.early_response import early_steps
from tests.drawing.builders import case

FOUND = datetime(2026, 3, 12, 14, 20)
NOW = FOUND + timedelta(hours=30)


def time(after: float) -> Time:
    """So many hours after it was found."""
    at = FOUND + timedelta(hours=after)
    return Time(kind=TimeKind.DATETIME, start=at.isoformat(timespec="minutes"))


INCIDENT = Incident(id="incident", summary="A pump ran on.", found=time(0))


def lines(*things: Entity, now: datetime = NOW) -> dict[str, FirstLine]:
    return {one.key: one for one in first_hours(case(INCIDENT, *things), now)}


def test_a_new_case_is_asked_each_step_by_its_hours_and_the_commissioner() -> None:
    made = lines()
    assert [one.id for one in early_steps()] == sorted(key for key in made if key.startswith("ER-"))
    assert {key: one.due for key, one in made.items() if key in ("ER-1", "ER-5", "ER-7")} == {
        "ER-1": FOUND + timedelta(hours=24),
        "ER-5": FOUND + timedelta(hours=48),
        "ER-7": FOUND + timedelta(hours=72),
    }
    assert made["ER-1"].state is LineState.LATE
    assert made["ER-5"].state is LineState.OPEN
    assert made["told:commissioner"].proposed


def test_evidence_is_preserved_only_where_no_line_of_it_stands_open() -> None:
    kept = EvidenceItem(id="k", name="CCTV", secured=True)
    noted = EvidenceItem(id="n", name="Bleep log")
    found = lines(kept, noted)
    assert (found["n"].state, found["ER-3"].answered) == (LineState.OPEN, False)
    assert lines(kept, replace(noted, holder="Switchboard"))["ER-3"].answered


def test_what_is_said_to_be_done_or_told_on_a_day_to_come_is_not_done_yet() -> None:
    ahead, today = time(72), time(30.5)  # by the day: a report knows the day it is made on, not the hour
    for when, state in ((ahead, LineState.OPEN), (today, LineState.DONE)):
        made = lines(
            ImmediateAction(id="a", what="Pumps off the ward", done=when),
            ImmediateAction(id="b", code="ER-7", done=when),
            Notification(id="n", whom="Coroner", when=when),
            StaffSupport(id="s", offer="Debrief", when=when),
            Clock(id="k", what="Tell the commissioner", met=when),
        )
        told = made["told:commissioner"].state is LineState.DONE
        assert {made[key].state for key in ("a", "b", "n", "s")} == {state}
        assert told is (state is LineState.DONE)
        assert made["a"].done_said == short_label(when)


def test_a_body_noted_twice_is_told_where_one_of_the_two_records_says_so() -> None:
    begun, told = (
        Notification(id="a", whom="Commissioner"),
        Notification(id="b", whom="NHS Kent ICB", when=time(3)),
    )
    (icb,) = bodies(case(begun, told))
    assert icb.noted == told


def test_hours_count_from_the_report_where_nobody_knows_when_it_was_found() -> None:
    reported = Incident(id="incident", reported=Time(kind=TimeKind.DATE, start="2026-03-12"))
    assert found_at(case(reported)) == datetime(2026, 3, 12)
    assert found_at(case(Incident(id="incident"))) is None
    made = first_hours(case(Incident(id="incident")), NOW)
    assert all(one.due is None and one.state is LineState.OPEN for one in made)


@pytest.mark.parametrize(
    "found", [Time(TimeKind.DATETIME, "9999-12-31T23:50"), Time(TimeKind.ABOUT_DATE, "9999-12-31")]
)
def test_a_slip_at_the_end_of_all_days_leaves_the_steps_standing(found: Time) -> None:
    slip = Incident(id="incident", found=found)
    made = {
        one.key: one for one in first_hours(case(slip, ImmediateAction(id="i", what="Ring", due=found)), NOW)
    }
    assert made["ER-7"].due is None
    assert made["i"].state is LineState.OPEN


@pytest.mark.parametrize(
    ("step", "things"),
    [
        ("ER-1", [ImmediateAction(id="a", what="Pumps off the ward", done=time(1))]),
        ("ER-3", [EvidenceItem(id="e", name="CCTV", secured=True, vanishes=time(90))]),
        (
            "ER-4",
            [
                Actor(id="d", role="Daughter", nature=Nature.FAMILY),
                Contact(id="c", person="d", when=time(2), reached=Reached.SPOKEN),
            ],
        ),
        ("ER-5", [Notification(id="n", whom="ICB", when=time(3))]),
        ("ER-6", [StaffSupport(id="s", offer="Debrief", when=time(4))]),
        ("ER-7", [Decision(id="k", outcome="Investigate", on="2026-03-13")]),
    ],
)
def test_what_the_case_shows_is_not_asked_again(step: str, things: list[Entity]) -> None:
    assert not lines()[step].answered
    made = lines(*things)[step]
    assert made.state is LineState.DONE
    assert made.done_said


@pytest.mark.parametrize(
    ("step", "thing"),
    [
        ("ER-1", ImmediateAction(id="a", what="Pumps off the ward")),
        ("ER-3", EvidenceItem(id="e", name="CCTV", vanishes=time(90))),
        ("ER-4", Contact(id="c", when=time(2), reached=Reached.NO_ANSWER)),
        ("ER-5", Notification(id="n", whom="Coroner", when=time(3))),
        ("ER-6", StaffSupport(id="s", offer="Debrief")),
        ("ER-7", Decision(id="k", outcome="Investigate")),
    ],
)
def test_what_is_only_begun_stays_open(step: str, thing: Entity) -> None:
    assert not lines(thing)[step].answered


def test_isolating_equipment_and_wider_risk_are_answered_by_somebody_alone() -> None:
    not_needed = ImmediateAction(id="a", code="ER-2", what="Isolate", not_needed="No device was used")
    checked = ImmediateAction(id="b", code="ER-8", what="Check other sites", done=time(20))
    made = lines(not_needed, checked)
    assert (made["a"].state, made["b"].state) == (LineState.NOT_NEEDED, LineState.DONE)
    assert "ER-2" not in made
    assert "ER-8" not in made
    assert made["b"].group is Group.WITHIN_48


def test_own_actions_stand_where_their_due_time_puts_them() -> None:
    made = lines(
        ImmediateAction(id="a", what="Now"),
        ImmediateAction(id="b", what="Next day", due=time(40)),
        ImmediateAction(id="c", what="Later", due=time(100)),
    )
    assert [made[id].group for id in "abc"] == [Group.WITHIN_24, Group.WITHIN_48, Group.WITHIN_72]
    assert [made[id].state for id in "abc"] == [LineState.OPEN] * 3


def test_evidence_lost_soonest_comes_first_and_is_late_from_the_day_it_may_be_gone() -> None:
    things = [
        EvidenceItem(id="later", name="Phone log", vanishes=Time(kind=TimeKind.DATE, start="2026-05-01")),
        EvidenceItem(id="gone", name="Bleep log", vanishes=Time(kind=TimeKind.DATE, start="2026-03-13")),
        EvidenceItem(
            id="done", name="CCTV", secured=True, vanishes=Time(kind=TimeKind.DATE, start="2026-03-01")
        ),
        EvidenceItem(id="typed", name="Rota"),
        EvidenceItem(id="there", name="Policy", kept_at="Intranet"),
        EvidenceItem(id="report", name="Report", evidence_kind=EvidenceKind.PUBLISHED_REPORT),
    ]
    made = by_group(lines(*things).values())[Group.EVIDENCE]
    assert [one.key for one in made] == ["gone", "later", "typed", "done"]
    assert made[0].state is LineState.LATE
    assert progress_words(made) == "1 of 4 answered, 1 late"


def answered(code: str, answer: Answer) -> CriterionAnswer:
    return CriterionAnswer(id=code, criterion=code, answer=answer, reason="Known")


def test_a_yes_asks_for_its_bodies_once_and_a_no_for_none() -> None:
    psirf = CaseRecord(id="case", profile=Profile.PSIRF)
    yes = (answered("NR-02", Answer.YES), answered("ON-02", Answer.YES), answered("NR-01", Answer.YES))
    wanted = [one.whom for one in bodies(case(psirf, *yes))]
    assert wanted[0] == COMMISSIONER
    assert sum("oroner" in one for one in wanted) == 1
    assert len(wanted) == len({body_name(one) for one in wanted})
    no = (answered("NR-02", Answer.NO), answered("ON-02", Answer.NOT_KNOWN))
    assert [one.whom for one in bodies(case(psirf, *no))] == [COMMISSIONER]


def test_a_record_by_whatever_name_stands_for_the_body() -> None:
    psirf = CaseRecord(id="case", profile=Profile.PSIRF)
    (icb,) = bodies(case(psirf, Notification(id="i", whom="Lead commissioner")))
    assert icb.noted is not None
    named = case(psirf, answered("ON-02", Answer.YES), Notification(id="n", whom="Coroner"))
    assert [one.noted.id for one in bodies(named) if one.noted] == ["n"]


def test_time_left_is_said_in_the_unit_that_fits() -> None:
    said = [left_words(NOW + timedelta(hours=hours), NOW) for hours in (0.5, 1, 30, 72, -2, -200)]
    assert said == ["in 30 min", "in 1 hour", "in 30 hours", "in 3 days", "2 hours late", "8 days late"]
    evening = NOW.replace(hour=21)
    assert left_words(NOW.replace(hour=0) + timedelta(days=8), evening) == "in 8 days", "days of the calendar"


def test_the_commissioner_is_told_where_the_deadline_to_tell_them_is_met() -> None:
    met = Clock(id="k", what="Declare on StEIS and tell the commissioner", met=time(2))
    noted = Notification(id="n", whom="Commissioner (ICB)")
    for things in ((met,), (met, noted)):
        (line,) = by_group(first_hours(case(*things), NOW))[Group.TOLD]
        assert (line.state, line.done_said) == (LineState.DONE, short_label(met.met))
    (line,) = by_group(first_hours(case(replace(met, met=Time()), noted), NOW))[Group.TOLD]
    assert line.state is not LineState.DONE
