"""The closure checklist: each criterion judged from the case, answered by people above that; three states apart."""

from dataclasses import replace
from datetime import datetime

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.classifying import heads
from rca_workbench.analysis.closure import (
    JUDGES,
    ClosureLine,
    Stage,
    Verdict,
    Wording,
    closure,
    gaps,
    stages,
)
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    Answer,
    CaseRecord,
    ClosureState,
    Comment,
    CommentState,
    ContactPlan,
    CriterionAnswer,
    DataPoint,
    Decision,
    DecisionKind,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    FactorKind,
    FactorStatus,
    Finding,
    Incident,
    InvolvedAs,
    Measure,
    MeasureChange,
    MethodUsed,
    Nature,
    Problem,
    Profile,
    Question,
    Recommendation,
    Review,
    Sharing,
    StaffSupport,
    Strength,
    Tag,
    TeamMember,
    TeamPart,
)
from rca_workbench.reference import framework
from rca_workbench.reference.closure import ClosureSet, closure_items
from tests.checks.seeded.sound import SOUND
from tests.drawing.builders import at, case, entry, factor, link

NOW = datetime(2026, 6, 1, 9)
SIF = CaseRecord(id="case", profile=Profile.SIF2015)
PSIRF = CaseRecord(id="case", profile=Profile.PSIRF)
DAUGHTER = Actor(id="d", role="Daughter", nature=Nature.FAMILY)
LEAD = TeamMember(id="t", role="Lead", part=TeamPart.LEAD)


def judged(id: str, *things: Entity, wording: Wording | None = None) -> ClosureLine:
    record = SIF if id.startswith("SC") else PSIRF
    return next(one for one in closure(case(record, *things), NOW, wording) if one.item.id == id)


def action(**more: object) -> Action:
    return Action(id="a", text="Change how nights are staffed", **more)  # type: ignore[arg-type]


def system(**more: object) -> Entity:
    return factor("s", factor_kind=FactorKind.SYSTEM_FACTOR, level="ACC.ORG", **more)


def item(id: str, kind: EvidenceKind) -> EvidenceItem:
    return EvidenceItem(id=id, name=id, evidence_kind=kind)


RECORD, ACCOUNT = item("r", EvidenceKind.RECORD), item("i", EvidenceKind.INTERVIEW)
TRAINED = TeamMember(id="t", role="Lead", part=TeamPart.LEAD, training="Systems investigation, 2 days")
ENTRIES = [entry(f"t{n}", at(f"1{n}:00")) for n in range(3)]
SOURCES = [Excerpt(id=f"x{n}", evidence="r", about=f"t{n}") for n in range(3)]
PROBLEM = factor("p", factor_kind=FactorKind.PROBLEM)
TWO_TYPES = [
    factor("f1", tags=(Tag("NPSA.TASK.GUIDE"),)),
    factor("f2", tags=(Tag("NPSA.TEAM"),)),
    link("f1", "p"),
    link("f2", "p"),
]
WATCHED = Measure(id="m", action="a", every="week", owner="Ward manager")
VALUES = [DataPoint(id=f"v{n}", measure="m", on=f"2026-0{n}-01", value="3") for n in (1, 3, 4)]
WORKS = action(status=ActionStatus.EFFECTIVE, done="2026-02-01", effect_on="2026-05-01")
CLOSED = Decision(
    id="k", decision_kind=DecisionKind.CLOSURE, closure=ClosureState.CLOSED_ACTIONS_OPEN, reason="All answered",
    by="Quality committee", on="2026-05-20",
)  # fmt: skip
ACT = factor("x", is_act=True, factor_kind=FactorKind.PROBLEM)

MET: dict[str, tuple[list[Entity], list[Entity]]] = {
    "SC-01": ([LEAD], [TRAINED]),
    "SC-03": ([LEAD], [LEAD, TeamMember(id="u", role="Adviser")]),
    "SC-04": ([], [MethodUsed(id="m", method="seips", note="Walked through the work")]),
    "SC-05": ([RECORD], [RECORD, ACCOUNT]),
    "SC-06": ([Review(id="v", to="Family")], [Review(id="v", to="Family", sent="2026-04-01")]),
    "SC-07": (
        [DAUGHTER, ContactPlan(id="p", person="d")],
        [DAUGHTER, ContactPlan(id="p", person="d", involved_as=InvolvedAs.DRAFT), StaffSupport(id="s", offer="Debrief")],
    ),
    "SC-08": ([*ENTRIES, RECORD, *SOURCES[:2]], [*ENTRIES, RECORD, *SOURCES]),
    "SC-09": (
        [entry("t", at("10:00"), problem=Problem.CARE)],
        [entry("t", at("10:00"), problem=Problem.CARE, expected="Within 15 minutes, by the policy")],
    ),
    "SC-10": (
        [entry("t", at("10:00"), problem=Problem.CARE)],
        [entry("t", at("10:00"), problem=Problem.CARE), entry("u", at("11:00"), problem=Problem.SERVICE)],
    ),
    "SC-12": ([PROBLEM, *TWO_TYPES[:1], TWO_TYPES[2]], [PROBLEM, *TWO_TYPES]),
    "SC-13": ([system()], [system(), RECORD, Excerpt(id="x", evidence="r", about="s")]),
    "SC-14": (
        [system(), action(strength=Strength.STRONGER)],
        [system(), action(strength=Strength.STRONGER, addresses=("s",))],
    ),
    "SC-15": ([action(owner="Matron")], [action(owner="Matron", due="2026-07-01")]),
    "SC-18": ([action(), WATCHED], [action(review="2026-09-01"), WATCHED]),
    "CA-04": (
        [Finding(id="k", text="Nights", factors=("f",)), factor("f")],
        [Finding(id="k", text="Nights", factors=("f",)), factor("f"), RECORD, Excerpt(id="x", evidence="r", about="f")],
    ),
    "CA-05": ([], [Incident(id="incident", related="Two in 2024, on ward 9")]),
    "CA-06": (
        [action(status=ActionStatus.IMPLEMENTED)],
        [action(status=ActionStatus.IMPLEMENTED, proof="New rota in force")],
    ),
    "CA-07": ([WORKS, Measure(id="m", action="a"), *VALUES[:2]], [WORKS, Measure(id="m", action="a"), *VALUES]),
    "CA-08": ([Sharing(id="s", beyond=True)], [Sharing(id="s", to="All wards", beyond=True)]),
    "CA-09": (
        [DAUGHTER, Review(id="v", person="d", sent="2026-04-01"), Comment(id="c", review="v", text="It was earlier")],
        [
            DAUGHTER, Review(id="v", person="d", sent="2026-04-01"),
            Comment(id="c", review="v", text="It was earlier", state=CommentState.ACCEPTED, reply="Changed"),
        ],
    ),
    "CA-10": ([Decision(id="k", outcome="Investigate", on="2026-05-20")], [CLOSED]),
    "LR-1": (
        [DAUGHTER, Question(id="q", text="Why?")],
        [
            DAUGHTER, ContactPlan(id="p", person="d", involved_as=InvolvedAs.DRAFT), StaffSupport(id="s", offer="Debrief"),
            Question(id="q", text="Why?", answer="Because one doctor covered four wards", answered_by=("k",)),
            Finding(id="k", text="Nights rest on one doctor"),
        ],
    ),
    "LR-2": (
        [factor("f", tags=(Tag("SEIPS.WS.TASKS"),)), factor("g", tags=(Tag("SEIPS.WS.TASKS"),)), link("f", "g")],
        [
            factor("f", tags=(Tag("SEIPS.WS.TASKS"),)), factor("g", tags=(Tag("SEIPS.WS.ORGANISATION"),)),
            factor("h", tags=(Tag("SEIPS.WS.TOOLS_TECHNOLOGY"),)), link("f", "g"),
        ],
    ),
    "LR-3": ([ACT, PROBLEM, link("x", "p")], [ACT, PROBLEM, link("x", "p"), factor("f"), link("f", "x")]),
    "LR-5": ([ACT], [factor("x", is_act=True, sense="Two admissions at once")]),
    "LR-7": ([action(strength=Strength.WEAKER)], [action(strength=Strength.INTERMEDIATE)]),
}  # fmt: skip


@pytest.mark.parametrize("id", MET)
def test_a_criterion_is_met_by_what_it_asks_for_and_not_by_less(id: str) -> None:
    less, enough = MET[id]
    assert judged(id, *less).verdict is Verdict.NOT_MET, judged(id, *less).shown.words
    found = judged(id, *enough)
    assert found.verdict is Verdict.MET, found.shown.words
    assert found.shown.words.endswith(".")


@pytest.mark.parametrize("id", ["LR-4", "LR-6", "SC-11"])
def test_wording_is_judged_only_where_somebody_has_read_it(id: str) -> None:
    assert judged(id).verdict is Verdict.CANNOT_TELL
    assert judged(id, wording=Wording(0, 0)).verdict is Verdict.MET
    assert judged(id, wording=Wording(2, 2)).verdict is Verdict.NOT_MET


def test_what_only_a_reader_can_say_is_left_to_one() -> None:
    for id in ("SC-02", "SC-17", "LR-8"):
        assert judged(id).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("profile", "sets"),
    [
        (PSIRF, {ClosureSet.COMMISSIONER, ClosureSet.REVIEW_TOOL}),
        (SIF, {ClosureSet.COMMISSIONER, ClosureSet.SIF}),
    ],
)
def test_each_set_is_run_for_its_own_framework_alone(profile: CaseRecord, sets: set[ClosureSet]) -> None:
    lines = closure(case(profile), NOW)
    assert {one.item.set for one in lines} == sets
    assert len(lines) == len(closure_items(profile.profile))


def test_every_criterion_has_a_judge() -> None:
    every = {one.id for profile in Profile for one in closure_items(profile)}
    assert every == set(JUDGES)


def test_gaps_stand_first_in_the_order_of_the_list() -> None:
    lines = closure(case(SIF, TRAINED), NOW)
    verdicts = [one.verdict for one in lines]
    order = [Verdict.NOT_MET, Verdict.CANNOT_TELL, Verdict.MET, Verdict.NOT_APPLICABLE]
    assert verdicts == sorted(verdicts, key=order.index)
    assert len(gaps(lines)) == sum(one in order[:2] for one in verdicts)


def test_an_answer_stands_above_what_the_case_shows_and_says_where_it_differs() -> None:
    yes = CriterionAnswer(
        id="c", criterion="CA-05", answer=Answer.YES, reason="In the terms", on="2026-05-01"
    )
    line = judged("CA-05", yes)
    assert (line.verdict, line.shown.verdict, line.differs) == (Verdict.MET, Verdict.NOT_MET, True)
    agreed = judged("CA-05", CriterionAnswer(id="c", criterion="CA-05", answer=Answer.NO))
    assert not agreed.differs
    open_one = judged("CA-05", CriterionAnswer(id="c", criterion="CA-05", answer=None, by="Lead"))
    assert open_one.verdict is Verdict.NOT_MET


def test_the_latest_answer_to_a_criterion_holds() -> None:
    line = judged(
        "CA-05",
        CriterionAnswer(id="b", criterion="CA-05", answer=Answer.NOT_APPLICABLE, on="2026-05-02"),
        CriterionAnswer(id="a", criterion="CA-05", answer=Answer.YES, on="2026-05-01"),
    )
    assert line.verdict is Verdict.NOT_APPLICABLE


def test_an_answer_to_a_criterion_that_left_the_list_stays_as_it_read() -> None:
    old = CriterionAnswer(
        id="o", criterion="CA-99", wording="Cost of the investigation known", answer=Answer.YES, on="2024-03-01",
        list_version="closure_checklist 2024-01 0a1b2c3d",
    )  # fmt: skip
    other = CriterionAnswer(
        id="n", criterion="NR-99", answer=Answer.YES, list_version="never_events 2024-01 0a1b2c3d"
    )
    (line,) = [one for one in closure(case(PSIRF, old, other), NOW) if one.item.id in ("CA-99", "NR-99")]
    assert (line.item.criterion, line.verdict) == ("Cost of the investigation known", Verdict.MET)
    assert line.shown.words == "No longer on the list. Answered to closure_checklist 2024-01 0a1b2c3d."


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14), st.sets(st.integers(0, 6)))
def test_types_are_those_of_what_leads_to_a_problem_in_loops_too(
    ends: list[tuple[int, int]], aside: set[int]
) -> None:
    codes = (*[one.id for one in heads(framework("npsa"))[:3]], "")
    factors = [
        factor(
            f"f{at}",
            factor_kind=FactorKind.PROBLEM if at < 3 else FactorKind.CONTRIBUTORY_FACTOR,
            status=FactorStatus.REJECTED if at in aside else FactorStatus.FINDING,
            tags=(Tag(code=codes[at % 4]),) if codes[at % 4] else (),
        )
        for at in range(7)
    ]
    links = [link(f"f{a}", f"f{b}") for a, b in dict.fromkeys(ends)]
    graph = nx.DiGraph((a, b) for a, b in ends if not {a, b} & aside)
    few = 0
    for number in {0, 1, 2} - aside:
        above = nx.ancestors(graph, number) - {number} if number in graph else set()
        few += len({codes[one % 4] for one in above if codes[one % 4]}) < 2
    found = judged("SC-12", *factors, *links).shown
    problems = 3 - len({0, 1, 2} & aside)
    assert len(found.about) == few
    assert (found.verdict is Verdict.MET) is (problems > 0 and few == 0)


def test_an_effect_is_not_sustained_by_completion_alone() -> None:
    done = action(status=ActionStatus.IMPLEMENTED, done="2026-02-01", proof="New rota")
    found = stages(case(PSIRF, done, CLOSED))
    assert (found.report, found.actions, found.effect) == (Stage.REACHED, Stage.REACHED, Stage.NONE)
    unproven = stages(case(PSIRF, replace(done, proof="")))
    assert (unproven.actions, unproven.actions_words) == (
        Stage.PART,
        "1 of 1 action implemented, 0 of them with proof.",
    )
    assert judged("CA-07", done, Measure(id="m", action="a"), *VALUES).verdict is Verdict.NOT_MET
    # A change marked on the chart counts from its day, also where the action was called done later.
    marked = MeasureChange(id="c", measure="m", on="2026-02-01", what="New rota")
    measured = (Measure(id="m", action="a"), *VALUES, marked)
    assert judged("CA-07", replace(WORKS, done="2026-05-10"), *measured).verdict is Verdict.MET
    assert judged("CA-07", replace(WORKS, done="2026-05-10"), *measured[:-1]).verdict is Verdict.NOT_MET
    works = stages(case(PSIRF, WORKS))
    assert (works.report, works.effect) == (Stage.NONE, Stage.REACHED)


def test_the_report_can_be_sent_back_and_is_not_closed_then() -> None:
    back = Decision(
        id="k", decision_kind=DecisionKind.CLOSURE, closure=ClosureState.RETURNED, on="2026-05-20"
    )
    assert stages(case(back)).report is Stage.PART


def test_of_two_decisions_on_one_day_the_one_recorded_last_is_judged_everywhere() -> None:
    first, last = (
        Decision(
            id=id, decision_kind=DecisionKind.CLOSURE, closure=state, reason="r", by="Board", on="2026-05-20"
        )
        for id, state in (("1", ClosureState.SUBMITTED), ("2", ClosureState.CLOSED_ACTIONS_OPEN))
    )
    assert (
        judged("CA-10", first, last).shown.words == "Closed, actions still followed, 20 May 2026, by Board."
    )
    assert stages(case(first, last)).report is Stage.REACHED


def test_a_stopped_action_and_a_rejected_factor_ask_for_nothing() -> None:
    stopped = action(status=ActionStatus.STOPPED, stopped="Not affordable")
    assert judged("CA-06", stopped).shown.words == "No action is planned."
    aside = factor("x", is_act=True, status=FactorStatus.REJECTED)
    assert judged("LR-5", aside).verdict is Verdict.CANNOT_TELL
    asked = Recommendation(id="r", text="Fund a second doctor", strength=Strength.STRONGER)
    assert judged("LR-7", asked).verdict is Verdict.MET


@pytest.mark.parametrize("name", SOUND)
def test_every_criterion_of_a_whole_case_is_judged_in_words(name: str) -> None:
    lines = closure(SOUND[name](), NOW, Wording(0, 0))
    assert all(one.shown.words.strip() for one in lines)
    assert sum(one.verdict is Verdict.MET for one in lines) > len(lines) // 3
