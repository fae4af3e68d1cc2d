"""Each rule on the rest of the case speaks up where a case breaks it, and is met where the same case is sound."""

from collections.abc import Iterable

import pytest

from rca_workbench.checks import Checks, all_rules
from rca_workbench.model import (
    AccountState,
    Action,
    ActionStatus,
    Actor,
    Answer,
    Attendance,
    CandourStep,
    CandourTest,
    Clock,
    Comment,
    CommentState,
    Conflict,
    Contact,
    CriterionAnswer,
    CustodyEntry,
    DataPoint,
    Decision,
    Difference,
    Entity,
    EntryKind,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    FactorKind,
    FactorStatus,
    Finding,
    FindingKind,
    ImmediateAction,
    Incident,
    Interview,
    InterviewState,
    Knowledge,
    LearningItem,
    Measure,
    Meeting,
    MeetingDecision,
    MethodUsed,
    Nature,
    Notification,
    ParkedItem,
    Problem,
    Question,
    Recommendation,
    ReportText,
    Review,
    StaffSupport,
    StepOutcome,
    Strength,
    Tag,
    Time,
    TimeKind,
)
from tests.checks.days import TODAY
from tests.checks.each_candour import EACH_CANDOUR
from tests.checks.each_deadlines import EACH_DEADLINES
from tests.checks.each_deciding import EACH_DECIDING
from tests.checks.each_first_hours import EACH_FIRST_HOURS
from tests.checks.each_following import EACH_FOLLOWING
from tests.checks.each_measures import EACH_MEASURES
from tests.checks.each_prose import EACH_PROSE
from tests.checks.each_questions import EACH_QUESTIONS
from tests.checks.each_sharing import EACH_SHARING
from tests.checks.each_signing import EACH_SIGNING
from tests.drawing.builders import at, case, entry, factor, harm, link

RULES = {one.id: one for one in all_rules()}
Things = Iterable[Entity]


def told(**fields: object) -> Incident:
    return Incident(id="incident", **fields)  # type: ignore[arg-type]


def item(id: str, kind: str | None, **more: object) -> EvidenceItem:
    return EvidenceItem(id=id, name="Notes", evidence_kind=EvidenceKind(kind) if kind else None, **more)  # type: ignore[arg-type]


def source(about: str, evidence: str = "e", **more: object) -> Excerpt:
    return Excerpt(id=f"{evidence}-{about}", evidence=evidence, about=about, **more)  # type: ignore[arg-type]


def held(**more: object) -> Interview:
    return Interview(id="i", person="n", state=InterviewState.HELD, **more)  # type: ignore[arg-type]


def action(**more: object) -> Action:
    return Action(id="a", **({"text": "Change how nights are staffed"} | more))  # type: ignore[arg-type]


T = entry("t", at("10:00"))
F = factor("f")
S = factor("s", factor_kind=FactorKind.SYSTEM_FACTOR, level="ACC.ORG")
H = harm("h")
NURSE = Actor(id="n", role="Ward nurse 1", name="Sarah Jones", nature=Nature.STAFF)
K = Finding(id="k", text="Nights rest on one doctor")
E = item("e", "record")
LONG = "The ward had two ways of recording scores, and neither of them showed a trend to those who looked."
NEAR = [
    at("10:00"),
    at("10:05"),
    at("10:10"),
    at("10:15"),
    at("10:20"),
    at("10:25"),
    at("10:30"),
    at("16:00"),
]
ACT = factor("act", factor_kind=FactorKind.PROBLEM, is_act=True, entry="t1", entries=("t0",))


def knowing(known: str) -> tuple[Entity, ...]:
    """An act of 11:00 that rests on a result of 10:00, known to who acted from some time on."""
    return (
        ACT,
        NURSE,
        entry("t0", at("10:00"), "Result is ready"),
        entry("t1", at("11:00"), "Dose given", actor="n"),
        Knowledge(id="k", entry="t0", actor="n", when=at(known)),
    )


EACH: dict[str, tuple[Things, Things]] = {
    "C-01": ((T,), (T, told(summary="A patient had a cardiac arrest."))),
    "C-02": ((T, told(setting="Ward 7")), (T, told(setting="Ward 7", start=at("10:00")))),
    "C-03": ((T, told(harm_level="P3")), (T, told(harm_level="P3", harm="One patient, in intensive care"))),
    "C-04": ((T,), (T, told(safe_now="All pumps are off the ward"))),
    "C-05": (
        (ImmediateAction(id="i", what="Pumps off the ward"),),
        (ImmediateAction(id="i", what="Pumps off the ward", owner="Matron"),),
    ),
    "C-06": (
        (CriterionAnswer(id="c", criterion="x", answer=Answer.YES),),
        (CriterionAnswer(id="c", criterion="x", answer=Answer.YES, reason="An inquest was opened"),),
    ),
    "C-07": (
        (F,),
        (F, Decision(id="d", outcome="Investigate", reason="Little known", by="Panel", on="2025-03-14")),
    ),
    "C-08": ((F,), (F, told(terms_of_reference="What made it hard to act on the scores?"))),
    "C-09": ((F,), (F, told(scope="From arrival to transfer"))),
    "C-10": (
        (Clock(id="c", what="Report", due=at("10:00"), met=at("11:00"), proof="Receipt"),),
        (Clock(id="c", what="Report", due=at("10:00"), met=at("09:00"), proof="Receipt"),),
    ),
    "C-11": (
        (Notification(id="n", whom="Commissioner", by="Lead"),),
        (Notification(id="n", whom="Commissioner", by="Lead", when=at("10:00")),),
    ),
    "C-12": ((K,), (K, told(family_summary="She became more and more unwell."))),
    "C-13": ((F,), (F, Contact(id="c", said="She asks why"))),
    "C-14": (
        (Contact(id="c", said="She asks why"),),
        (Contact(id="c", said="She asks why", when=at("10:00")),),
    ),
    "C-15": (
        (Contact(id="c", person="d", promised="To call again"),),
        (Contact(id="c", person="d", promised="To call again"), Contact(id="c2", person="d", said="Called")),
    ),
    "C-16": ((T, told(harm_level="P3")), (T, told(harm_level="P3"), CandourStep(id="c", step="DC-03"))),
    "C-17": (
        (CandourStep(id="c", step="DC-03", by="Consultant"),),
        (CandourStep(id="c", step="DC-03", by="Consultant", when=at("10:00"), said="What was known"),),
    ),
    "C-18": (
        (CandourStep(id="c"),),
        (CandourStep(id="c", apology="I am sorry that we did not come sooner."),),
    ),
    "C-19": (
        (CandourStep(id="c", step="DC-03"),),
        [
            CandourTest(id="candour_test", applies=Answer.YES, person="p"),
            *(
                CandourStep(id=id, step=id, said="Declines contact", became=became)
                for id, became in (("DC-01", None), ("DC-02", None), ("DC-03", StepOutcome.DECLINED))
            ),
        ],
    ),
    "C-20": ((held(), NURSE), (held(support="A colleague came along"), NURSE)),
    "C-21": ((held(), NURSE), (held(), NURSE, StaffSupport(id="s", person="n", feedback="2025-05-30"))),
    "C-22": ((F, Interview(id="i", person="n", state=InterviewState.PLANNED)), (F, held())),
    "C-23": ((held(),), (held(evidence="e"), E)),
    "C-24": (
        (ACT, NURSE, entry("t1", at("11:00"), actor="n")),
        (ACT, NURSE, entry("t1", at("11:00"), actor="n"), held()),
    ),
    "C-25": (
        (Question(id="q", text="Why?"),),
        (Question(id="q", text="Why?", asked_by="Patient's daughter"),),
    ),
    "C-26": (
        (item("e", "recording", vanishes=at("10:00")),),
        (item("e", "recording", vanishes=at("10:00"), secured=True),),
    ),
    "C-27": ((E,), (item("e", "record", origin="Medical records"),)),
    "C-28": ((E,), (item("e", "record", kept_at="Medical records"),)),
    "C-29": ((item("e", None),), (E,)),
    "C-30": ((E, F), (E, F, source("f"))),
    "C-31": ((E, F), (E, F, item("i", "interview"))),
    "C-32": ((item("e", "statement"), F, source("f")), (item("e", "interview"), F, source("f"))),
    "C-33": (
        (item("e", "press"), F, source("f")),
        (item("e", "press"), F, source("f"), item("c", "coroner"), source("f", "c")),
    ),
    "C-34": (
        (source("f", quote="It was the other pump"),),
        (source("f", quote="It was the other pump", place="Page 3"),),
    ),
    "C-35": (
        (item("e", "device_log"),),
        (item("e", "device_log"), CustodyEntry(id="c", evidence="e", what="Taken")),
    ),
    "C-36": ((factor("f", wanted="Bed numbers"),), (F,)),
    "C-37": ((F, T), (F, T, entry("t2", at("10:01")), entry("t3", at("10:02")))),
    "C-38": ((T,), (T, E, source("t"))),
    "C-39": (
        (entry("t", at("10:00"), harm=True), item("e", "interview"), source("t")),
        (
            entry("t", at("10:00"), harm=True),
            item("e", "interview"),
            source("t"),
            item("r", "record"),
            source("t", "r"),
        ),
    ),
    "C-40": (
        (
            entry("a", Time(kind=TimeKind.OFFSET, anchor="b", least=60, most=60)),
            entry("b", Time(kind=TimeKind.OFFSET, anchor="a", least=60, most=60)),
        ),
        (entry("a", at("10:00")), entry("b", Time(kind=TimeKind.OFFSET, anchor="a", least=60, most=60))),
    ),
    "C-41": (
        [entry(f"t{n}", when) for n, when in enumerate(NEAR)],
        [entry(f"t{n}", when, note="Ward asleep" if n == 6 else "") for n, when in enumerate(NEAR)],
    ),
    "C-42": ((entry("u", Time()), T), (T,)),
    "C-43": (
        (entry("t", at("10:00"), derived_time=True),),
        (entry("t", at("10:00"), derived_time=True, note="From the log"),),
    ),
    "C-44": ((T, NURSE), (entry("t", at("10:00"), actor="n"), NURSE)),
    "C-45": (
        (entry("t", at("10:00"), problem=Problem.CARE), F),
        (entry("t", at("10:00"), problem=Problem.CARE), factor("f", entries=("t",))),
    ),
    "C-46": (
        (entry("t", at("10:00"), is_omission=True),),
        (entry("t", at("10:00"), is_omission=True, expected="Every hour, by the policy"),),
    ),
    "C-47": (
        (entry("t", at("10:00"), expected="Every hour"), E),
        (entry("t", at("10:00"), expected="Every hour"), item("e", "policy"), source("t")),
    ),
    "C-48": ((H, T), (factor("h", factor_kind=FactorKind.HARM, entry="t"), T)),
    "C-49": (
        (F, entry("a", at("09:00")), entry("t", at("10:00"), harm=True)),
        (F, entry("a", at("09:00")), entry("t", at("10:00"), harm=True), entry("z", at("11:00"))),
    ),
    "C-50": (
        (entry("t", at("10:00"), accounts_state=AccountState.RESOLVED),),
        (entry("t", at("10:00"), accounts_state=AccountState.RESOLVED, resolution="The log shows it"),),
    ),
    "C-51": (
        (entry("t", at("10:00"), entry_kind=EntryKind.DECISION, expected="Call at once"),),
        (
            entry(
                "t",
                at("10:00"),
                entry_kind=EntryKind.DECISION,
                expected="Call at once",
                sense="Two admissions",
            ),
        ),
    ),
    "C-52": (knowing("12:00"), knowing("10:30")),
    "C-53": ([factor(f"f{n}") for n in range(5)], [factor(f"f{n}") for n in range(5)] + [K]),
    "C-54": ((factor("f", " "),), (F,)),
    "C-55": ((K,), (Finding(id="k", text="Nights", factors=("f",)),)),
    "C-56": ((K,), (Finding(id="k", text="Nights", factors=("f",)), F, E, source("f"))),
    "C-57": (
        (S, H, link("s", "h"), K),
        (S, H, link("s", "h"), Finding(id="k", text="Nights", factors=("s",))),
    ),
    "C-58": (
        (entry("t", at("10:00"), good_practice=True), K),
        (
            entry("t", at("10:00"), good_practice=True),
            Finding(id="k", text="Rescue", finding_kind=FindingKind.GOOD_PRACTICE),
        ),
    ),
    "C-59": (
        (factor("f", status=FactorStatus.REJECTED), Finding(id="k", text="Nights", factors=("f",))),
        (F, Finding(id="k", text="Nights", factors=("f",))),
    ),
    "C-60": ((factor("f", status=FactorStatus.CANDIDATE),), (F,)),
    "C-61": (
        (factor("f", status=FactorStatus.REJECTED),),
        (factor("f", status=FactorStatus.REJECTED, reason="The log shows it answered"),),
    ),
    "C-62": (
        [factor(f"p{n}", factor_kind=FactorKind.PROBLEM, problem=Problem.CARE) for n in range(3)],
        [factor(f"p{n}", factor_kind=FactorKind.PROBLEM, problem=Problem.CARE) for n in range(3)]
        + [factor("q", factor_kind=FactorKind.PROBLEM, problem=Problem.SERVICE)],
    ),
    "C-63": ((F,), (F, MethodUsed(id="m", method="accimap"))),
    "C-64": (
        (Difference(id="d", this_time="One at handover", mattered=True),),
        (Difference(id="d", this_time="One at handover", mattered=True, factor="f"), F),
    ),
    "C-65": (
        (Difference(id="d", this_time="One at handover"),),
        (Difference(id="d", this_time="One", mattered=False),),
    ),
    "C-66": ((F,), (factor("f", tags=(Tag("SEIPS.WS.TASKS"),)),)),
    "C-67": ((factor("f", level=""),), (F,)),
    "C-68": (
        (action(text="Retrain the ward on pumps"), action(text="Retrain")),
        (action(text="One connector for all pumps"),),
    ),
    "C-69": ((S, action(addresses=("s",), level="ACC.ACT")), (S, action(addresses=("s",), level="ACC.ORG"))),
    "C-70": (
        (F, H, link("f", "h"), action(addresses=("h",))),
        (F, H, link("f", "h"), action(addresses=("f",))),
    ),
    "C-71": ((action(),), (action(strength=Strength.STRONGER),)),
    "C-72": (
        [Action(id=f"a{n}", owner="Ward manager") for n in range(6)],
        [Action(id=f"a{n}", owner="Ward manager") for n in range(5)],
    ),
    "C-73": (
        (action(text="Review the escalation policy"), Action(id="b", text="Review escalation policy")),
        (action(text="Review the escalation policy"), Action(id="b", text="Buy one model of pump")),
    ),
    "C-74": ((action(owner="All staff"),), (action(owner="Head of nursing, medicine"),)),
    "C-75": ((action(),), (action(unit="Wards 5 to 8"),)),
    "C-76": (
        (action(status=ActionStatus.IMPLEMENTED),),
        (action(status=ActionStatus.IMPLEMENTED, proof="Photograph"),),
    ),
    "C-77": (
        (action(status=ActionStatus.EFFECTIVE),),
        (
            action(status=ActionStatus.EFFECTIVE, done="2025-06-03"),
            Measure(id="m", action="a"),
            *(DataPoint(id=f"v{n}", measure="m", value="3") for n in range(3)),
        ),
    ),
    "C-78": (
        (Measure(id="m", name="Late doses", definition="Of all doses"),),
        (Measure(id="m", name="Late doses", definition="Of all doses", baseline="6 %"),),
    ),
    "C-79": (
        (action(status=ActionStatus.STOPPED),),
        (action(status=ActionStatus.STOPPED, note="Withdrawn by the supplier"),),
    ),
    "C-80": ((action(done="2025-06-03"),), (action(done="2025-06-03", status=ActionStatus.IMPLEMENTED),)),
    "C-81": (
        (Recommendation(id="r", text="Close the gap"),),
        (Recommendation(id="r", text="Close the gap", to="Regulator"),),
    ),
    "C-82": (
        (Recommendation(id="r", text="Close the gap"),),
        (Recommendation(id="r", text="Close the gap"), action(recommendation="r")),
    ),
    "C-83": (
        (entry("t", at("10:00"), "Sarah Jones called"), NURSE),
        (entry("t", at("10:00"), "Ward nurse 1 called"), NURSE),
    ),
    "C-84": (
        (ReportText(id="a", section="x", text=LONG), ReportText(id="b", section="y", text=f"Then:\n{LONG}")),
        (ReportText(id="a", section="x", text=LONG), ReportText(id="b", section="y", text="See above.")),
    ),
    "C-85": ((ReportText(id="a", text=LONG),), (ReportText(id="a", text=LONG), Review(id="r", to="Family"))),
    "C-86": (
        (Comment(id="c", text="It was earlier"),),
        (
            Comment(id="c", text="It was earlier", state=CommentState.ACCEPTED),
            Comment(id="r", text="So I thought", answers="c"),
        ),
    ),
    "C-87": (
        (Meeting(id="m"), Attendance(id="a", meeting="m", role="Matron")),
        (Meeting(id="m"), Attendance(id="a", meeting="m", role="Matron of another trust", external=True)),
    ),
    "C-88": (
        (ParkedItem(id="p", text="Was the list current?"),),
        (ParkedItem(id="p", text="Was it?", settled="It was"),),
    ),
    "C-89": (
        (MeetingDecision(id="d", text="Leave it out"),),
        (MeetingDecision(id="d", text="Leave it out", reason="Theirs"),),
    ),
    "C-90": ((K,), (K, LearningItem(id="l", text="Two systems", audience="All wards", route="Bulletin"))),
    "C-91": (
        (K, LearningItem(id="l", text="Two systems")),
        (K, LearningItem(id="l", text="Two systems", practice="Simulation")),
    ),
    **EACH_DECIDING,
    **EACH_CANDOUR,
    **EACH_DEADLINES,
    **EACH_FOLLOWING,
    **EACH_FIRST_HOURS,
    **EACH_MEASURES,
    **EACH_QUESTIONS,
    **EACH_SHARING,
    **EACH_PROSE,
    **EACH_SIGNING,
    "C-92": ((Conflict(id="c", subject_kind="timeline_entry", subject="t"),), ()),
}
NEVER_MET = {"C-92"}
"""Rules that find whatever there is of a kind: with none, they have nothing to say."""


@pytest.mark.parametrize("id", EACH)
def test_each_rule_speaks_up_where_it_is_broken_and_is_met_where_the_case_is_sound(id: str) -> None:
    broken, sound = EACH[id]
    assert Checks(case(*broken), [RULES[id]], today=TODAY).found
    checks = Checks(case(*sound), [RULES[id]], today=TODAY)
    assert [one.message for one in checks.found] == []
    assert checks.met == (() if id in NEVER_MET else (RULES[id],))


def test_every_rule_on_the_rest_of_the_case_is_among_them() -> None:
    assert set(EACH) == {id for id in RULES if id.startswith("C-")}
