"""Which deadlines may apply, from what they would count, and what they ask of somebody on the front page."""

from datetime import datetime

import pytest

from rca_workbench.analysis.deadline_offers import offers, start_of
from rca_workbench.analysis.deadline_standing import day_words_of, pressing_lines, standing_words
from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.analysis.standing import needs, standing
from rca_workbench.model import (
    Answer,
    CandourStep,
    CandourTest,
    CaseRecord,
    Clock,
    CriterionAnswer,
    Decision,
    Entity,
    Incident,
    Notification,
    Profile,
    Snapshot,
    StepOutcome,
    Time,
    TimeKind,
)
from rca_workbench.reference.timescales import clock_rows

NOW = datetime(2026, 11, 30, 9, 0)


def day(iso: str) -> Time:
    return Time(TimeKind.DATE, iso)


INCIDENT = Incident(
    id="incident", summary="s", start=day("2026-11-01"), found=day("2026-11-03"), reported=day("2026-11-04")
)
DECIDED = Decision(id="d", outcome="Investigate", level="L2", reason="r", by="Panel", on="2026-11-06")
SIF = CaseRecord(id="case", profile=Profile.SIF2015)


def case(*things: Entity) -> Snapshot:
    return Snapshot.empty().changed([INCIDENT, *things], [], "")


def codes(snapshot: Snapshot) -> set[str]:
    return {one.row.id for one in offers(snapshot)}


@pytest.mark.parametrize(
    ("code", "things", "when"),
    [
        ("TS-SIF-01", (DECIDED,), "2026-11-06"),
        (
            "TS-SIF-01",
            (DECIDED, CriterionAnswer(id="a", criterion="SI-1", answer=Answer.YES, on="2026-11-05")),
            "2026-11-05",
        ),
        ("TS-SIF-03", (DECIDED,), None),
        ("TS-SIF-03", (Notification(id="n", whom="The commissioner", when=day("2026-11-09")),), "2026-11-09"),
        (
            "TS-SIF-03",
            (Notification(id="n", whom="Integrated care board", when=day("2026-11-09")),),
            "2026-11-09",
        ),
        (
            "TS-SIF-03",
            (
                Notification(id="p", whom="Public health commissioner", when=day("2026-11-04")),
                Notification(id="n", whom="NHS Kent ICB", when=day("2026-11-09")),
            ),
            "2026-11-09",
        ),
        ("TS-SIF-03", (Clock(id="c", code="TS-SIF-01", met=day("2026-11-08")),), "2026-11-08"),
        ("TS-SIF-05", (Clock(id="c", code="TS-SIF-03", met=day("2026-11-28")),), "2026-11-28"),
        ("TS-PSIRF-03", (DECIDED,), "2026-11-06"),
        ("TS-DOC-01", (CandourTest(id="candour_test", aware=day("2026-11-05")),), "2026-11-05"),
        ("TS-DOC-01", (), "2026-11-03"),
        ("TS-DOC-02", (), "2026-11-04"),
        ("TS-DOC-03", (CandourStep(id="s", step="DC-03", when=day("2026-11-07")),), "2026-11-07"),
        (
            "TS-DOC-03",
            (CandourStep(id="s", step="DC-03", when=day("2026-11-07"), became=StepOutcome.DECLINED),),
            None,
        ),
        ("TS-RIDDOR-02", (), "2026-11-01"),
        ("TS-COMP-01", (), None),
    ],
)
def test_each_clock_counts_from_its_own_event_and_never_from_a_guess(
    code: str, things: tuple[Entity, ...], when: str | None
) -> None:
    started, event = start_of(case(*things), code)
    assert started.start == when
    assert event
    if when is None:
        assert event == clock_rows()[code].starts


def test_the_sixty_days_never_count_from_the_incident() -> None:
    for snapshot in (case(SIF, DECIDED), case(SIF)):
        assert start_of(snapshot, "TS-SIF-03")[0].kind is TimeKind.UNKNOWN


def test_what_the_answers_ask_for_is_offered() -> None:
    yes = CriterionAnswer(id="a", criterion="ON-04", answer=Answer.YES, reason="Notes were lost")
    assert {"TS-ICO-01", "TS-ICO-02"} <= codes(case(yes))
    no = CriterionAnswer(id="a", criterion="ON-04", answer=Answer.NO)
    assert not {"TS-ICO-01", "TS-ICO-02"} & codes(case(no))


def test_candour_offers_its_clocks_only_where_the_regulation_applies() -> None:
    assert "TS-DOC-02" in codes(case(CandourTest(id="candour_test", applies=Answer.YES)))
    assert "TS-DOC-02" not in codes(case(CandourTest(id="candour_test", applies=Answer.NOT_KNOWN)))


def test_what_was_started_met_or_stopped_is_not_offered_again() -> None:
    yes = CandourTest(id="candour_test", applies=Answer.YES)
    for clock in (
        started_clock("TS-DOC-02", day("2026-11-04")),
        Clock(id="c", code="TS-DOC-02", met=day("2026-11-05")),
        Clock(id="c", code="TS-DOC-02", stopped="Not a notifiable incident"),
    ):
        assert "TS-DOC-02" not in codes(case(yes, clock))


def test_the_late_stand_first_among_what_needs_somebody_and_many_are_counted() -> None:
    late = [Clock(id=f"c{n}", what=f"Tell body {n}", due=day(f"2026-11-{10 + n}")) for n in range(5)]
    lines = pressing_lines(case(*late), NOW)
    assert [what for what, _, _ in lines] == [
        "Tell body 0: 20 days late", "Tell body 1: 19 days late", "3 more deadlines late or due soon",
    ]  # fmt: skip
    first = needs(case(*late), NOW)[0]
    assert (first.what, first.place, first.id) == ("Tell body 0: 20 days late", "respond/deadlines", "c0")


def test_the_line_of_the_deadlines_says_how_many_and_what_is_next() -> None:
    late = Clock(id="a", what="Tell the coroner", due=day("2026-11-20"))
    following = Clock(id="b", what="Pre-inquest review", due=day("2026-12-15"))
    said = standing_words(case(late, following), NOW)
    assert said == "2 deadlines running, 1 late. Next: Pre-inquest review, in 15 days, Tue 15 Dec."
    assert standing_words(case(), NOW) == "None running."
    assert (
        standing_words(case(Clock(id="a", what="x", met=day("2026-11-20"))), NOW)
        == "1 deadline met, none running."
    )
    assert any(line.place == "respond/deadlines" for line in standing(case(late), NOW))


def test_the_day_is_that_of_the_clock_by_which_the_investigation_is_due() -> None:
    report = started_clock("TS-SIF-03", day("2026-11-03"))
    assert day_words_of(case(report), NOW) == "day 19 of 60"
    assert day_words_of(case(started_clock("TS-DOC-02", day("2026-11-24"))), NOW) == ""
    assert day_words_of(case(Clock(id="c", code="TS-SIF-03", met=day("2026-11-20"))), NOW) == ""
