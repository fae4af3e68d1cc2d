"""Dates for a calendar: what they hold, what they never hold, and that taking them in again makes nothing twice."""

from datetime import date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from rca_workbench.exchange import export_to
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    CaseRecord,
    Clock,
    ClockUnit,
    Contact,
    ContactPlan,
    Entity,
    LearningItem,
    Nature,
    Reached,
    Snapshot,
    Time,
    TimeKind,
)

NOW = datetime(2026, 11, 30, 9, 0)
CASE = CaseRecord(
    id="case", title="Death of Mary Example", reference="2026/0417", marking="Confidential: personal"
)
CLOCK = Clock(
    id="c1", what="Final report", to="commissioner", length=10, unit=ClockUnit.CALENDAR_DAYS,
    started=Time(TimeKind.DATE, "2026-11-25"),
)  # fmt: skip


def written(tmp_path: Path, *things: Entity, case: CaseRecord = CASE, now: datetime = NOW) -> Calendar:
    path = tmp_path / "dates.ics"
    export_to(Snapshot.empty().changed([case, *things], [], ""), path, now=now)
    return Calendar.from_ical(path.read_bytes())


def events(calendar: Calendar) -> dict[str, object]:
    return {str(one["uid"]): one for one in calendar.walk("VEVENT")}


def test_a_deadline_counted_in_days_is_a_whole_day(tmp_path):
    (one,) = written(tmp_path, CLOCK).walk("VEVENT")
    assert str(one["summary"]) == "2026/0417: Due: Final report"
    assert (one["dtstart"].dt, one["dtend"].dt) == (date(2026, 12, 5), date(2026, 12, 6))
    assert "To: commissioner" in str(one["description"])


def test_a_deadline_counted_in_hours_is_a_minute_whatever_the_clock_change(tmp_path):
    summer = Clock(
        id="h",
        what="Notify",
        length=24,
        unit=ClockUnit.HOURS,
        started=Time(TimeKind.DATETIME, "2026-07-01T14:20"),
    )
    (one,) = written(tmp_path, summer).walk("VEVENT")
    assert one["dtstart"].dt.isoformat() == "2026-07-02T13:20:00+00:00"


def test_taking_it_in_again_moves_an_entry_and_makes_no_second_one(tmp_path):
    first = events(written(tmp_path, CLOCK))
    later = Clock(
        id="c1", what="Final report", length=20, unit=ClockUnit.CALENDAR_DAYS, started=CLOCK.started
    )
    second = events(written(tmp_path, later, now=datetime(2026, 12, 1, 9, 0)))
    assert first.keys() == second.keys()
    (before,), (after,) = first.values(), second.values()
    assert after["sequence"] > before["sequence"] and after["dtstamp"].dt > before["dtstamp"].dt


def test_a_deadline_that_was_met_says_so_and_a_stopped_one_is_not_there(tmp_path):
    met = Clock(
        id="c1", what="Final report", length=10, unit=ClockUnit.CALENDAR_DAYS, started=CLOCK.started,
        met=Time(TimeKind.DATE, "2026-11-29"),
    )  # fmt: skip
    stopped = Clock(id="c2", what="Other", due=Time(TimeKind.DATE, "2026-12-24"), stopped="Withdrawn")
    prompt = Clock(id="c3", what="Tell", code="TS-DOC-01", started=CLOCK.started)
    (one,) = written(tmp_path, met, stopped, prompt).walk("VEVENT")
    assert str(one["summary"]) == "2026/0417: Met: Final report"


def test_actions_reviews_and_next_contacts_are_there_by_role(tmp_path):
    things = (
        Action(id="a", code="A1", text="Change the pump's default", owner="Matron", due="2027-01-10", review="2027-04-10"),
        Action(id="b", code="A2", text="Done", due="2026-10-01", status=ActionStatus.EFFECTIVE, review="2026-11-01"),
        Action(id="c", code="A3", text="Rota", due="2026-10-01", status=ActionStatus.IMPLEMENTED, review="2027-05-01"),
        Actor(id="p", role="Patient's sister", nature=Nature.FAMILY, name="Jane Example"),
        ContactPlan(id="k", person="p", lead="Family liaison lead", next="2026-12-04"),
        Contact(id="m", person="p", next="2026-12-02"),
    )  # fmt: skip
    titles = [
        str(one["summary"]).removeprefix("2026/0417: ") for one in written(tmp_path, *things).walk("VEVENT")
    ]
    assert titles == [
        "Next contact",
        "Action due: A1 Change the pump's default",
        "Review of action: A1 Change the pump's default",
        "Review of action: A3 Rota",
    ]


def test_contacts_and_promises_are_those_people_still_waits_for(tmp_path):
    def talk(id: str, on: str, **more: object) -> Contact:
        return Contact(
            id=id, person="p", when=Time(TimeKind.DATE, on), reached=Reached.SPOKEN, by="Lead", **more
        )  # type: ignore[arg-type]

    sister = Actor(id="p", role="Patient's sister", nature=Nature.FAMILY, name="Jane Example")
    plan = ContactPlan(id="k", person="p", lead="Lead", next="2026-11-10")
    later = talk("b", "2026-11-12", next="2026-12-04")
    # Entered after the later one, and overtaken by it; what was promised then is owed still.
    earlier = talk("a", "2026-11-02", next="2026-11-09", promised="Jane Example hears of the bed log")
    entries = [
        (str(one["summary"]).removeprefix("2026/0417: "), one["dtstart"].dt.isoformat())
        for one in written(tmp_path, sister, plan, later, earlier).walk("VEVENT")
    ]
    assert entries == [("Promise due", "2026-11-09"), ("Next contact", "2026-12-04")]
    without_plan = [str(one["summary"]) for one in written(tmp_path, sister, later, earlier).walk("VEVENT")]
    assert without_plan == ["2026/0417: Promise due", "2026/0417: Next contact, as agreed"]


def test_no_name_and_no_case_title_leaves_the_case(tmp_path):
    patient = Actor(
        id="p", role="Patient", nature=Nature.PATIENT, name="Mary Example", nhs_number="943 476 5919"
    )
    own = Clock(
        id="o",
        what="Meeting with Mary Example",
        to="Mary Example's solicitor",
        due=Time(TimeKind.DATE, "2026-12-24"),
    )
    action = Action(id="a", text="Follow up 943 476 5919", owner="Mary Example", due="2026-12-20")
    calendar = written(tmp_path, patient, own, action)
    text = calendar.to_ical().decode().replace("\r\n ", "")
    assert "Example" not in text and "5919" not in text and "Death" not in text
    assert "Meeting with Patient" in text


@pytest.mark.parametrize("before", range(60, 112))
def test_a_name_or_number_at_the_place_where_a_title_is_cut_does_not_come_out_by_half(tmp_path, before):
    # "Grace" alone is a word like others, and half an NHS number is any number.
    patient = Actor(
        id="p", role="Patient", nature=Nature.PATIENT, name="Grace Will", nhs_number="943 476 5919"
    )
    long = ("word " * 30)[:before]
    things = (
        Action(id="a", code="A1", text=f"{long} 943 476 5919 is followed up", due="2026-12-20"),
        Clock(id="o", what=f"{long} Grace Will is told", due=Time(TimeKind.DATE, "2026-12-24")),
        LearningItem(id="l", text=f"{long} Grace Will was moved", review="2026-12-24"),
    )
    text = written(tmp_path, patient, *things).to_ical().decode().replace("\r\n ", "")
    assert "Grace" not in text and "943" not in text
    assert all(
        len(str(one["summary"])) <= 110 for one in events(written(tmp_path, patient, *things)).values()
    )


def test_a_date_at_the_end_of_all_days_is_written_like_any_other(tmp_path):
    (one,) = written(tmp_path, Action(id="a", text="Slip of a finger", due="9999-12-31")).walk("VEVENT")
    assert one["dtstart"].dt == date(9999, 12, 31)


def test_a_name_in_the_reference_or_the_marking_does_not_come_out(tmp_path):
    patient = Actor(id="p", role="Patient", nature=Nature.PATIENT, name="Mary Example")
    case = CaseRecord(id="case", reference="Example 26/1", marking="Confidential: Mary Example")
    text = written(tmp_path, patient, CLOCK, case=case).to_ical().decode().replace("\r\n ", "")
    assert "Example" not in text and "Patient 26/1" in text


def test_each_entry_carries_the_marking(tmp_path):
    (one,) = written(tmp_path, CLOCK).walk("VEVENT")
    assert str(one["description"]).endswith("Confidential: personal")
    assert str(one["class"]) == "CONFIDENTIAL" and str(one["transp"]) == "TRANSPARENT"


def test_a_case_without_dates_gives_a_calendar_without_entries(tmp_path):
    calendar = written(tmp_path, case=CaseRecord(id="case"))
    assert calendar.walk("VEVENT") == [] and str(calendar["version"]) == "2.0"
