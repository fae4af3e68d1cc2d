"""Rules that go by the day: from which day on they speak up, and when they are asked again."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from rca_workbench.checks import At, Checks, Gate, Rule, Severity, all_rules
from rca_workbench.checks.facts import Facts
from rca_workbench.model import (
    Action,
    ActionStatus,
    Clock,
    ClockUnit,
    ClosureState,
    Contact,
    ContactPlan,
    Decision,
    DecisionKind,
    Entity,
    EvidenceItem,
    ImmediateAction,
    LearningItem,
    Notification,
    StaffSupport,
    Time,
    TimeKind,
)
from tests.checks.days import TODAY
from tests.checks.each_candour import DAUGHTER
from tests.drawing.builders import case, factor

RULES = {one.id: one for one in all_rules()}
TOMORROW = TODAY + timedelta(days=1)


def day(on: date) -> Time:
    return Time(TimeKind.DATE, on.isoformat())


def closed(on: date) -> Decision:
    return Decision(
        id="closed", decision_kind=DecisionKind.CLOSURE, closure=ClosureState.CLOSED_ACTIONS_OPEN, on=on.isoformat()
    )  # fmt: skip


def found(id: str, *things: Entity, today: date = TODAY) -> list[str]:
    return [one.message for one in Checks(case(*things), [RULES[id]], today=today).found]


DECIDED = Decision(id="d", outcome="Levelled", on="2026-12-01", reconsider=TODAY.isoformat())
HEARD = Contact(id="c", person="d", when=day(TODAY - timedelta(days=14)), said="Told")
DUE_TODAY: dict[str, tuple[Entity, ...]] = {
    "C-105": (DECIDED,),
    "C-116": (Clock(id="k", started=day(TODAY - timedelta(days=3)), length=3, unit=ClockUnit.CALENDAR_DAYS),),
    "C-121": (ImmediateAction(id="i", what="Tell all wards", due=day(TODAY)),),
    "C-124": (EvidenceItem(id="e", name="CCTV", vanishes=day(TODAY)),),
    "C-135": (Contact(id="c", person="d", promised="A call", next=TODAY.isoformat()), DAUGHTER),
    "C-137": (DAUGHTER, HEARD, ContactPlan(id="p", person="d", every=14)),
    "C-181": (Action(id="a", text="One inbox", due=TODAY.isoformat()),),
    "C-182": (
        Action(
            id="a",
            text="One inbox",
            status=ActionStatus.IMPLEMENTED,
            done="2026-01-05",
            review=TODAY.isoformat(),
        ),
    ),
    "C-173": (LearningItem(id="l", text="One inbox", review=TODAY.isoformat()),),
}

OTHERS = (
    *(ImmediateAction(id=code, code=code, not_needed="None was used") for code in ("ER-1", "ER-2", "ER-3")),
    factor("f"),
)
AHEAD: dict[str, tuple[Entity, ...]] = {
    "C-11": (Notification(id="n", whom="ICB", by="Lead", when=day(TOMORROW)),),
    "C-120": (*OTHERS, StaffSupport(id="s", offer="Debrief", when=day(TOMORROW))),
    "C-122": (*OTHERS, ImmediateAction(id="w", code="ER-8", done=day(TOMORROW))),
    "C-123": (*OTHERS, Notification(id="n", whom="ICB", when=day(TOMORROW))),
}


@pytest.mark.parametrize("id", DUE_TODAY)
def test_what_is_due_on_a_day_is_not_late_on_it_and_is_on_the_next(id: str) -> None:
    assert not found(id, *DUE_TODAY[id])
    assert found(id, *DUE_TODAY[id], today=TOMORROW)


def test_every_rule_that_goes_by_the_day_is_among_them_or_looks_for_what_lies_ahead() -> None:
    assert {one.id for one in all_rules() if one.by_day} == {*DUE_TODAY, *AHEAD, "C-114", "C-151"}


def test_what_was_done_on_a_day_to_come_cannot_be_true_yet() -> None:
    for field, said in (
        ("done", "was done on"),
        ("approved", "was approved on"),
        ("effect_on", "was judged on"),
    ):
        (message,) = found("C-151", Action(id="a", text="One inbox", **{field: TOMORROW.isoformat()}))  # type: ignore[arg-type]
        assert said in message and "lies ahead" in message
        assert not found("C-151", Action(id="a", **{field: TODAY.isoformat()}))  # type: ignore[arg-type]
    clock = Clock(
        id="k", what="Report", started=day(TODAY), length=3, unit=ClockUnit.CALENDAR_DAYS, met=day(TOMORROW)
    )
    assert found("C-114", clock) and not found("C-114", clock, today=TOMORROW)


@pytest.mark.parametrize("id", AHEAD)
def test_what_an_import_says_was_done_or_told_on_a_day_to_come_is_asked_after_until_then(id: str) -> None:
    assert found(id, *AHEAD[id])
    assert not found(id, *AHEAD[id], today=TOMORROW)


def test_the_record_that_says_the_commissioner_was_told_first_stands_for_them() -> None:
    told = Notification(id="later", whom="NHS Kent ICB", when=day(TODAY), by="Patient safety lead")
    assert not found("C-123", *AHEAD["C-123"], told)


def test_when_the_case_is_closed_news_at_an_interval_ends_and_what_was_agreed_does_not() -> None:
    plan = ContactPlan(id="p", person="d", every=14)
    agreed = ContactPlan(id="p", person="d", next=TODAY.isoformat())
    later = TODAY + timedelta(days=90)
    assert found("C-137", DAUGHTER, HEARD, plan, today=later)
    assert not found("C-137", DAUGHTER, HEARD, plan, closed(TODAY), today=later)
    assert found("C-137", DAUGHTER, HEARD, agreed, closed(TODAY), today=later)


def test_a_decision_is_not_to_be_looked_at_again_once_the_case_was_closed_before_that_day() -> None:
    assert not found("C-105", DECIDED, closed(TODAY - timedelta(days=1)), today=TOMORROW)
    assert found("C-105", DECIDED, closed(TOMORROW), today=TOMORROW)


def dated(asked: list[date]) -> Rule:
    def run(facts: Facts) -> Iterator[At]:
        asked.append(facts.today)
        yield At(None, f"It is {facts.today}.")

    return Rule("DAY", "No day has come", Severity.ADVICE, Gate.ALWAYS, "tests", "", "", "tests", frozenset(), run,
                by_day=True)  # fmt: skip


def test_without_a_day_such_a_rule_is_not_asked_and_not_called_met() -> None:
    asked: list[date] = []
    checks = Checks(case(), [dated(asked)])
    assert (asked, checks.found, checks.met) == ([], (), ())


def test_it_is_asked_again_on_another_day_and_only_then() -> None:
    asked: list[date] = []
    before = case()
    first = Checks(before, [dated(asked)], today=TODAY)
    later = before.changed([LearningItem(id="l")], (), "later")
    assert first.after(before) is first
    assert first.after(before, today=TODAY) is first
    assert [one.message for one in first.after(later).found] == [f"It is {TODAY}."]
    assert asked == [TODAY]
    assert [one.message for one in first.after(before, today=TOMORROW).found] == [f"It is {TOMORROW}."]
    assert asked == [TODAY, TOMORROW]


def test_a_rule_that_asks_for_the_day_without_saying_so_is_a_defect() -> None:
    with pytest.raises(RuntimeError):
        Facts(case()).today  # noqa: B018  asking is what is tested
