"""How contact stands: promises, overdue news, and what the case shows of engagement."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from rca_workbench.analysis.contacts import (
    contacts_in_order,
    heard,
    open_promises,
    plan_states,
    promise_late,
    unplanned,
)
from rca_workbench.analysis.contacts_standing import pressing_contacts
from rca_workbench.analysis.engaging import LOOKS, engagement_shown, stage_now
from rca_workbench.analysis.standing import needs
from rca_workbench.model import (
    Actor,
    Answer,
    CandourStep,
    CandourTest,
    Contact,
    ContactPlan,
    Entity,
    InvolvedAs,
    Nature,
    Reached,
    Time,
)
from rca_workbench.reference.engagement import engagement_stages
from tests.drawing.builders import at, case

TODAY = date(2025, 4, 10)
DAUGHTER = Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY, needs="Hearing loop")
SON = Actor(id="s", role="Patient's son", nature=Nature.FAMILY)


@pytest.mark.parametrize(
    ("means", "text", "said", "promised", "reached"),
    [
        ("Telephone", "She asks why nobody came", "She asks why nobody came", "", Reached.SPOKEN),
        ("Letter", "The first account", "The first account", "", Reached.WRITTEN),
        ("", "No answer", "No answer", "", Reached.NO_ANSWER),
        ("Telephone", "Left a message with my number", "Left a message with my number", "", Reached.MESSAGE),
        ("Telephone", "She does not wish to talk yet", "She does not wish to talk yet", "", Reached.DECLINED),
        (
            "In person",
            "She asks why. Promised: a call on Friday",
            "She asks why",
            "a call on Friday",
            Reached.SPOKEN,
        ),
        ("", "Promised a copy of the letter", "", "a copy of the letter", Reached.SPOKEN),
        ("", "She asks why, and we promised a call", "She asks why", "a call", Reached.SPOKEN),
        (
            "Letter",
            "Sent the account as promised on Friday",
            "Sent the account as promised on Friday",
            "",
            Reached.WRITTEN,
        ),
        (
            "",
            "She asks what we promised her mother",
            "She asks what we promised her mother",
            "",
            Reached.SPOKEN,
        ),
        (
            "Telephone",
            "Nobody answered her bell for an hour",
            "Nobody answered her bell for an hour",
            "",
            Reached.SPOKEN,
        ),
        (
            "In person",
            "The ward's compromised handover upset her",
            "The ward's compromised handover upset her",
            "",
            Reached.SPOKEN,
        ),
    ],
)
def test_one_line_says_what_was_said_promised_and_came_of_it(
    means: str, text: str, said: str, promised: str, reached: Reached
) -> None:
    got = heard(means, text)
    assert (got.said, got.promised, got.reached) == (said, promised, reached)


def test_the_latest_contact_stands_first_and_undated_ones_wait_on_top() -> None:
    contacts = [
        Contact(id="a", when=at("10:00", "2025-03-14")),
        Contact(id="b", when=at("09:00", "2025-03-20")),
        Contact(id="c"),
        Contact(id="d", when=at("15:00", "2025-03-14")),
    ]
    assert [one.id for one in contacts_in_order(case(*contacts))] == ["c", "b", "d", "a"]


def test_a_promise_is_open_until_it_is_kept_and_late_after_its_day() -> None:
    promise = Contact(id="p", promised="A call", next="2025-04-07")
    kept = Contact(id="k", promised="A letter", kept="2025-04-01", next="2025-03-01")
    undated = Contact(id="u", promised="To ask the ward")
    assert [one.id for one in open_promises(case(undated, kept, promise))] == ["p", "u"]
    assert promise_late(promise, TODAY) == 3
    assert promise_late(promise, date(2025, 4, 7)) == 0
    assert promise_late(kept, TODAY) == promise_late(undated, TODAY) == 0


def test_news_is_overdue_by_the_interval_from_the_last_contact_that_brought_news() -> None:
    plan = ContactPlan(id="plan", person="d", every=14)
    spoke = Contact(id="a", person="d", when=at("10:00", "2025-03-20"), reached=Reached.SPOKEN)
    missed = Contact(id="b", person="d", when=at("10:00", "2025-04-08"), reached=Reached.NO_ANSWER)
    (state,) = plan_states(case(DAUGHTER, plan, spoke, missed), TODAY)
    assert (state.who, state.due, state.late) == ("Patient's daughter", "2025-04-03", 7)
    assert state.words == "News is 7 days overdue"
    assert state.last is spoke
    wrote = Contact(id="c", person="d", when=at("10:00", "2025-04-09"), reached=Reached.WRITTEN)
    (state,) = plan_states(case(DAUGHTER, plan, spoke, missed, wrote), TODAY)
    assert state.late == 0


def test_a_contact_noted_for_a_day_to_come_has_told_them_nothing_yet() -> None:
    plan = ContactPlan(id="plan", person="d", every=14)
    spoke = Contact(id="a", person="d", when=at("10:00", "2025-03-20"), reached=Reached.SPOKEN)
    ahead = Contact(id="b", person="d", when=at("10:00", "2025-04-20"))
    (state,) = plan_states(case(DAUGHTER, plan, spoke, ahead), TODAY)
    assert (state.last, state.late) == (spoke, 7)


def test_the_earlier_of_the_planned_day_and_the_interval_counts() -> None:
    spoke = Contact(id="a", person="d", when=at("10:00", "2025-04-01"), next="2025-04-05")
    plan = ContactPlan(id="plan", person="d", every=14, next="2025-04-08")
    (state,) = plan_states(case(DAUGHTER, plan, spoke), TODAY)
    assert state.due == "2025-04-05"
    # a day that has been met by a later contact is past
    later = Contact(id="b", person="d", when=at("10:00", "2025-04-09"))
    (state,) = plan_states(case(DAUGHTER, plan, spoke, later), TODAY)
    assert (state.due, state.late) == ("2025-04-23", 0)


def test_who_wants_no_news_is_not_overdue_by_the_interval() -> None:
    plan = ContactPlan(id="plan", person="d", every=14, involved_as=InvolvedAs.NONE)
    spoke = Contact(id="a", person="d", when=at("10:00", "2025-01-01"))
    (state,) = plan_states(case(DAUGHTER, plan, spoke), TODAY)
    assert (state.late, state.words) == (0, "No next contact planned")


def test_one_plan_stands_for_a_family() -> None:
    assert [one.id for one in unplanned(case(DAUGHTER, SON))] == ["d", "s"]
    assert unplanned(case(DAUGHTER, SON, ContactPlan(id="p", person="s"))) == ()
    nurse = Actor(id="n", role="Nurse", nature=Nature.STAFF)
    assert [one.id for one in unplanned(case(SON, nurse, ContactPlan(id="p", person="n")))] == ["s"]


def test_the_guide_names_everything_there_is_to_do_and_only_what_is_listed() -> None:
    listed = {id for stage in engagement_stages() for id, _ in stage.do}
    assert listed >= LOOKS.keys()
    shown = engagement_shown(case(), TODAY)
    assert [one.stage.id for one in shown] == [one.id for one in engagement_stages()]
    assert all(one.shown == "" for stage in shown for one in stage.todo)


def test_what_the_case_shows_is_said_without_reading_out_who_it_is() -> None:
    plan = ContactPlan(id="p", person="d", lead="Family liaison lead")
    shown = {
        one.id: one.shown for stage in engagement_shown(case(DAUGHTER, plan), TODAY) for one in stage.todo
    }
    assert shown["ES-1.3"] == "Family liaison lead"
    assert shown["ES-1.2"] == "Needs of 1 person are kept on People"
    assert "loop" not in " ".join(shown.values())


def test_the_stage_one_is_at_is_the_first_that_is_not_all_shown() -> None:
    stage = stage_now(engagement_shown(case(), TODAY), case())
    assert stage is not None and stage.stage.id == "ES-1"
    assert stage.count == (0, 4)


def test_before_contact_is_over_once_they_were_spoken_with() -> None:
    def at_stage(*things: Entity) -> str:
        stage = stage_now(engagement_shown(case(*things), TODAY), case(*things))
        return stage.stage.id if stage is not None else ""

    call = Contact(id="a", person="d", when=at("10:00", "2025-03-20"), reached=Reached.NO_ANSWER)
    assert at_stage(DAUGHTER, call) == "ES-1"
    assert at_stage(DAUGHTER, replace(call, reached=Reached.SPOKEN)) == "ES-2"
    told = CandourStep(id="s", step="DC-03", when=at("10:00", "2025-03-20"), said="What was known")
    assert at_stage(DAUGHTER, told) == "ES-2"


def test_a_time_of_unknown_day_waits() -> None:
    assert contacts_in_order(case(Contact(id="a", when=Time(said="some time in spring"))))[0].id == "a"


def test_the_front_page_says_whom_to_tell_who_waits_and_what_was_promised() -> None:
    owed = CandourTest(id="candour_test", applies=Answer.NOT_KNOWN)
    plan = ContactPlan(id="plan", person="d", every=14)
    spoke = Contact(
        id="a", person="d", when=at("10:00", "2025-03-20"), promised="A call", next="2025-04-02", said="Told"
    )
    found = list(pressing_contacts(case(DAUGHTER, owed, plan, spoke), TODAY))
    assert [(one[0], one[2], one[3]) for one in found] == [
        ("Tell the relevant person", "people/candour", None),
        ("News for Patient's daughter", "people/contacts", "plan"),
        ("1 promise is past its day", "people/contacts", "a"),
    ]
    assert [one.what for one in needs(case(DAUGHTER, owed, plan, spoke), datetime(2025, 4, 10, 9))][:2] == [
        "Say what happened",
        "Tell the relevant person",
    ]
    told = CandourStep(id="s", step="DC-03", when=at("10:00"), by="Consultant 1", said="What was known")
    assert not list(pressing_contacts(case(DAUGHTER, owed, told), TODAY))


def test_one_of_a_thing_is_said_as_one() -> None:
    plan = ContactPlan(id="plan", person="d", every=1)
    heard_today = Contact(id="a", person="d", when=at("10:00", TODAY.isoformat()), reached=Reached.SPOKEN)
    said = [
        one.shown
        for stage in engagement_shown(case(DAUGHTER, plan, heard_today), TODAY)
        for one in stage.todo
    ]
    assert "1 contact, and none overdue" in said
    assert "News at least every day" in said


@pytest.mark.parametrize(
    ("every", "day"), [(5_000_000, "2025-03-01"), (14, "9999-12-25"), (-3, "2025-03-01"), (0, "2025-03-01")]
)
def test_a_slip_in_a_number_or_a_year_makes_no_news_due(every: int, day: str) -> None:
    plan = ContactPlan(id="plan", person="d", every=every)
    (state,) = plan_states(case(DAUGHTER, plan, Contact(id="a", person="d", when=at("10:00", day))), TODAY)
    assert (state.due, state.late) == ("", 0)
