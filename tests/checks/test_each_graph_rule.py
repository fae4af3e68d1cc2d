"""Each rule of the graph speaks up where a map breaks it, and is met where the same map is sound."""

from collections.abc import Iterable

import pytest

from rca_workbench.checks import Checks, Found, Severity, all_rules
from rca_workbench.model import (
    AccountState,
    Action,
    Actor,
    ButFor,
    Confidence,
    Contact,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Incident,
    Link,
    LinkType,
    Logic,
    Nature,
    Performance,
    Polarity,
    Question,
    Recommendation,
    Specificity,
    Stance,
    Strength,
    Tag,
    Time,
    TimeKind,
)
from tests.drawing.builders import at, case, entry, factor, harm, link

RULES = {one.id: one for one in all_rules()}
Things = Iterable[Entity]


def found(id: str, things: Things) -> tuple[Found, ...]:
    return Checks(case(*things), [RULES[id]]).found


def kind(id: str, which: str, text: str = "", **more: object) -> Factor:
    return factor(id, text or f"Something about {id}", factor_kind=FactorKind(which), **more)


def problem(id: str, **more: object) -> Factor:
    return kind(id, "problem", **({"level": "ACC.ACT"} | more))


def system(id: str, **more: object) -> Factor:
    return kind(id, "system_factor", **({"level": "ACC.ORG"} | more))


def tagged(id: str, *codes: str, **more: object) -> Factor:
    return factor(id, f"Something about {id}", tags=tuple(Tag(code) for code in codes), **more)


def source(about: str, item: str = "record", **more: object) -> Excerpt:
    return Excerpt(id=f"{item}-{about}", evidence=item, about=about, **more)  # type: ignore[arg-type]


def asked(source: str, target: str, **more: object) -> Link:
    """A link with its answers."""
    values: dict[str, object] = {
        "but_for": ButFor.LESS_LIKELY, "confidence": Confidence.PROBABLE, "rationale": "The log shows it",
    } | more  # fmt: skip
    return link(source, target, **values)


RECORD = EvidenceItem(id="record", name="Notes", evidence_kind=EvidenceKind.RECORD)
STATEMENT = EvidenceItem(id="statement", name="Statement", evidence_kind=EvidenceKind.STATEMENT)
H = harm("h")
SARAH = Actor(id="sarah", role="Ward nurse 1", name="Sarah Jones", nature=Nature.STAFF)
DAUGHTER = Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY)
CHAIN = (problem("p"), factor("f"), system("s"), H, asked("s", "f"), asked("f", "p"), asked("p", "h"))
TALL = [kind(f"n{n}", "contributory_factor", f"Step {n} of many") for n in range(42)]


def acts(*things: Entity) -> tuple[Entity, ...]:
    """Somebody's act, and what else is said of it."""
    return (kind("a", "event", is_act=True, sense="It had sounded all night"), H, asked("a", "h"), *things)


EACH: dict[str, tuple[Things, Things]] = {
    "G-01": ((factor("a"), factor("b"), link("a", "b"), link("b", "a")),
             (factor("a"), factor("b"), link("a", "b"), link("b", "a", link_type=LinkType.REINFORCES))),
    "G-02": ((problem("p"), H, link("p", "h")),
             (problem("p", stop_reason="No evidence to be had"), H, link("p", "h"))),
    "G-03": (acts(kind("b", "event", is_act=True), link("b", "a")),
             acts(tagged("b", "SEIPS.WS.TOOLS_TECHNOLOGY"), link("b", "a"))),
    "G-04": ((problem("p", is_departure=True),),
             (problem("p", is_departure=True), factor("f"), link("f", "p"))),
    "G-05": ((problem("p", is_omission=True),),
             (problem("p", is_omission=True, duty="Observation policy, section 4"),)),
    "G-06": ((factor("f"),), CHAIN),
    "G-07": ((factor("f"), H), (factor("f"), H, link("f", "h"))),
    "G-08": ((problem("p"),), (problem("p"), factor("f"), link("f", "p"))),
    "G-09": ((factor("f"), H, link("f", "h"), Link(id="2", source="f", target="h")), CHAIN),
    "G-10": ((factor("f", entry="t2"), harm("h"), factor("g", entry="t1"), link("f", "g"),
              entry("t1", at("10:00")), entry("t2", at("11:00"))),
             (factor("f", entry="t1"), factor("g", entry="t2"), link("f", "g"),
              entry("t1", at("10:00")), entry("t2", at("11:00")))),
    "G-11": ((kind("e", "event"),), (kind("e", "event", entry="t"), entry("t", at("10:00")))),
    "G-12": ((factor("f"), H, link("f", "h")), CHAIN),
    "G-13": ((system("s", level="ACC.GOV"), problem("p"), asked("s", "p")),
             (system("s", level="ACC.GOV"), problem("p"), asked("s", "p", reviewed=True))),
    "G-14": ((factor("f"), H, asked("f", "h", but_for=ButFor.YES)),
             (factor("f"), factor("h", sufficient=True), asked("f", "h", but_for=ButFor.YES))),
    "G-15": ((problem("p"), system("s"), link("p", "s")),
             (problem("p"), system("s"), link("p", "s", rationale="Practice on the ward changed the plan"))),
    "G-16": ((system("s", level="ACC.GOV"), H, link("s", "h")),
             (system("s", level="ACC.GOV"), system("r", level="ACC.REG"), system("o"), H,
              link("s", "r"), link("r", "o"), link("o", "h"))),
    "G-17": ((problem("p"), H, link("p", "h")), CHAIN),
    "G-18": (CHAIN, (*CHAIN, system("o"), link("o", "p"))),
    "G-19": ((problem("p"), tagged("f", "NPSA.EDU.COMP"), link("f", "p")),
             (problem("p"), tagged("f", "NPSA.EDU.COMP", "NPSA.ORG.STRUC"), tagged("g", "NPSA.EQUIP.DISP"),
              link("f", "p"), link("g", "f"))),
    "G-22": ((factor("f"),), (factor("f"), RECORD, source("f"))),
    "G-23": ((factor("f"), H, link("f", "h")), CHAIN),
    "G-24": ((factor("f"), STATEMENT, source("f", "statement"), Action(id="a", addresses=("f",))),
             (factor("f"), STATEMENT, RECORD, source("f", "statement"), source("f"), Action(id="a", addresses=("f",)))),
    "G-25": ((entry("t", at("10:00"), accounts_state=AccountState.DISPUTED),),
             (entry("t", at("10:00"), accounts_state=AccountState.DISPUTED, resolution="The log shows it"),)),
    "G-26": ((factor("f"),), (factor("f", confidence=Confidence.PROBABLE),)),
    "G-27": ((problem("p"),), CHAIN),
    "G-28": ((problem("p"), entry("t", at("10:00"))), (problem("p", entry="t"), entry("t", at("10:00")))),
    "G-29": ((H, *(factor(f"f{n}") for n in range(6)), *(link(f"f{n}", "h") for n in range(6))),
             (H, problem("p"), *(factor(f"f{n}") for n in range(6)), *(link(f"f{n}", "p") for n in range(6)),
              link("p", "h"))),
    "G-30": ([factor(f"f{n}", polarity=Polarity.HINDERED) for n in range(3)],
             [factor(f"f{n}", polarity=Polarity.HINDERED) for n in range(3)] + [system("s")]),
    "G-31": ((factor("f"),), (factor("f"), factor("g", status=FactorStatus.GOOD_PRACTICE))),
    "G-32": ((kind("a", "event", is_act=True),), acts()),
    "G-33": ((factor("f", "Sarah Jones covers four wards"), SARAH), (factor("f", "Ward nurse 1 covers four wards"), SARAH)),
    "G-34": ((tagged("f", "NPSA.PAT.CLIN"), H, link("f", "h")),
             (tagged("f", "NPSA.PAT.CLIN"), tagged("g", "NPSA.TASK.GUIDE"), H, link("f", "h"), link("g", "h"))),
    "G-35": ((kind("b", "barrier", performed=Performance.DID_NOT_HOLD),),
             (kind("b", "barrier", performed=Performance.DID_NOT_HOLD), factor("f"), link("f", "b"))),
    "G-36": ((kind("b", "barrier"), kind("c", "barrier"), factor("f"), H, link("f", "b"), link("f", "c"), link("b", "h"),
              link("c", "h")),
             (kind("b", "barrier"), kind("c", "barrier"), factor("f"), H, link("f", "b"), link("b", "h"), link("c", "h"))),
    "G-37": ((factor("f"), H, link("f", "h")), (factor("f"), H, link("f", "h"), Action(id="a", addresses=("f",)))),
    "G-38": ((factor("f", gate=Logic.AND), factor("g"), factor("x"), factor("y"), link("x", "g"), link("y", "g"),
              link("g", "f")),
             (factor("f", gate=Logic.AND), factor("g", gate=Logic.OR), factor("x"), factor("y"), link("x", "g"),
              link("y", "g"), link("g", "f"))),
    "G-39": (CHAIN, (*CHAIN, Recommendation(id="r", addresses=("s",)))),
    "G-40": ((*CHAIN, Action(id="a", text="Tidy the notice board")),
             (*CHAIN, Action(id="a", text="Change the rota", addresses=("s",)))),
    "G-41": ((*CHAIN, Action(id="a", addresses=("s",), strength=Strength.WEAKER)),
             (*CHAIN, Action(id="a", addresses=("s",), strength=Strength.STRONGER))),
    "G-42": ((*CHAIN, system("o"), link("o", "h"), Action(id="a", addresses=("s",))),
             (*CHAIN, system("o", no_action_reason="Accepted by the board"), link("o", "h"),
              Action(id="a", addresses=("s",)))),
    "G-43": ((Action(id="a", text="Change the rota"),),
             (Action(id="a", text="Change the rota", owner="Site manager", due="2026-01-01", success="Fewer gaps",
                     new_risks="None seen"),)),
    "G-44": ((*CHAIN, tagged("g", "NPSA.EQUIP.DISP"), Action(id="a", text="Remind all staff", addresses=("g",))),
             (*CHAIN, tagged("g", "NPSA.EDU.COMP"), Action(id="a", text="Remind all staff", addresses=("g",)))),
    "G-45": ((system("s", level="ACC.REG"), H, link("s", "h"), Action(id="a", addresses=("s",))),
             (system("s", level="ACC.REG"), H, link("s", "h"), Action(id="a", addresses=("s",)),
              Recommendation(id="r", addresses=("s",)))),
    "G-46": ((Question(id="q", text="Why was nobody with her?"),),
             (Question(id="q", text="Why was nobody with her?", answered_by=("f",), answer="Two were ill"),)),
    "G-47": ((DAUGHTER, Contact(id="c", person="d"), entry("t", at("10:00"))),
             (DAUGHTER, Contact(id="c", person="d"), entry("t", at("10:00")),
              EvidenceItem(id="e", evidence_kind=EvidenceKind.FAMILY_ACCOUNT))),
    "G-48": ((Incident(id="incident", terms_of_reference="- How was the weekend roster agreed?"), factor("f"),
              entry("t", at("10:00"))),
             (Incident(id="incident", terms_of_reference="- How was the weekend roster agreed?"),
              factor("f", "The weekend rosters were agreed in March"), entry("t", at("10:00")))),
    "G-49": ((H, *TALL, *(link(f"n{n}", "h") for n in range(42))), CHAIN),
    "G-50": ((factor("a", "One doctor covers four wards at night"), factor("b", "One doctor for four wards at night")),
             (factor("a", "One doctor covers four wards at night"), factor("b", "The bay was full"))),
    "G-51": (CHAIN, (system("s", predicts="Other doses would be late, and six were"), H, link("s", "h"))),
    "G-52": ((factor("f"),),
             (system("s", specificity=Specificity.GENERAL), H, link("s", "h"),
              Incident(id="incident", related="None found in 24 months"))),
    "G-53": ([tagged(f"f{n}", "NPSA.STAFF.COG") for n in range(4)] + [tagged("g", "NPSA.TASK.GUIDE")],
             [tagged(f"f{n}", "NPSA.TASK.GUIDE") for n in range(4)] + [tagged("g", "NPSA.STAFF.COG")]),
    "G-54": ((factor("a"), factor("b"), H, link("a", "b"), link("b", "h"), link("a", "h")),
             (factor("a"), factor("b"), H, link("a", "b"), link("b", "h"), asked("a", "h"))),
}  # fmt: skip


@pytest.mark.parametrize("id", EACH)
def test_each_rule_speaks_up_where_it_is_broken_and_is_met_where_the_map_is_sound(id: str) -> None:
    broken, sound = EACH[id]
    assert found(id, broken)
    checks = Checks(case(*sound), [RULES[id]])
    assert [one.message for one in checks.found] == []
    assert checks.met == (RULES[id],)


def test_every_rule_of_the_graph_is_among_them_but_those_of_wording() -> None:
    assert set(EACH) | {"G-20", "G-21"} == {id for id in RULES if id.startswith("G-")}


def test_nothing_that_was_set_aside_is_asked_about() -> None:
    aside = factor("f", status=FactorStatus.REJECTED, is_omission=True, is_departure=True, is_act=True)
    for id in EACH:
        about = [one for one in found(id, (aside, H, link("f", "h"))) if one.id == "f"]
        assert not about, id


def test_a_link_that_made_no_difference_weighs_more_than_one_without_an_answer() -> None:
    (one,) = found("G-12", (factor("f"), H, link("f", "h", but_for=ButFor.NO_DIFFERENT)))
    assert one.severity is Severity.ERROR


def test_times_known_only_to_the_day_accuse_nobody() -> None:
    day = Time(kind=TimeKind.DATE, start="2025-03-12")
    things = (
        factor("f", entry="t2"),
        factor("g", entry="t1"),
        link("f", "g"),
        entry("t1", at("10:00")),
        entry("t2", day),
    )
    assert not found("G-10", things)


def test_a_cause_that_began_before_and_lasted_on_is_no_fault() -> None:
    period = Time(kind=TimeKind.PERIOD, start="2025-03-12T09:00", end="2025-03-12T12:00")
    things = (
        factor("f", entry="t2"),
        factor("g", entry="t1"),
        link("f", "g"),
        entry("t1", at("10:00")),
        entry("t2", period),
    )
    assert not found("G-10", things)


def test_a_second_link_is_removed_only_where_nothing_is_lost_with_it() -> None:
    (one,) = found("G-09", (factor("f"), H, link("f", "h"), Link(id="2", source="f", target="h")))
    assert one.at.fix is not None and one.at.fix.label == "Remove the link"
    (one,) = found(
        "G-09", (factor("f"), H, link("f", "h"), Link(id="2", source="f", target="h", rationale="Seen"))
    )
    assert one.at.fix is None


def test_a_disputed_factor_asks_what_the_team_makes_of_it() -> None:
    things = (factor("f"), RECORD, source("f", stance=Stance.DISPUTES), entry("t", at("10:00")))
    assert [one.id for one in found("G-25", things)] == ["f"]


def test_a_patient_who_consented_may_be_named_and_staff_never() -> None:
    patient = Actor(
        id="p", role="Patient", name="Ada Lovell", nature=Nature.PATIENT, consent="Wishes to be named"
    )
    said = factor("f", "Ada Lovell rang twice")
    assert not found("G-33", (said, patient))
    assert found("G-33", (said, Actor(id="p", role="Patient", name="Ada Lovell", nature=Nature.PATIENT)))


def test_a_dominant_factor_is_found_behind_branches() -> None:
    things = (system("s"), factor("a"), factor("b"), problem("p"), H, link("s", "a"), link("s", "b"), link("a", "p"),
              link("b", "p"), link("p", "h"))  # fmt: skip
    assert [one.id for one in found("G-37", things)] == ["s", "p"]


def test_the_words_of_the_2015_framework_stay_in_it() -> None:
    from rca_workbench.model import CaseRecord, Profile

    old = CaseRecord(id="case", profile=Profile.SIF2015)
    assert "root cause" in found("G-39", (*CHAIN, old))[0].message
    assert "root cause" not in found("G-39", CHAIN)[0].message
