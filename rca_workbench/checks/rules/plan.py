"""Whether the plan can work: aimed at the system, owned, graded and one thing each."""

import re
from collections.abc import Iterator

from rca_workbench.analysis.coverage import aimed_lower
from rca_workbench.analysis.plan import OPEN
from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.analysis.residual import OUT_OF_USE
from rca_workbench.checks.action_words import is_training
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    HIBBERT_2018,
    HONG_KONG_2020,
    HSSIB_2024,
    KELLOGG_2017,
    PEERALLY_2024,
    RCA2,
    SAFETY_ACTIONS,
    SIF_CLOSURE,
    WRIGSTAD,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    Action,
    Factor,
    FactorKind,
    FactorStatus,
)

GROUP = "plan"
_MOST_FOR_ONE = 5
"""Open actions of one owner above which the load is asked about: the project's number."""
_NOBODY = re.compile(
    r"^\s*(?:all\b|every\w*\b|each\b|tb[cad]\b|to be\b|various\b)|^[^\d]{0,40}\b(?:staff|teams?)\s*$",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:head|lead|leader|manager|director|matron|chief|chair|officer|nurse|consultant|secretary)\b",
    re.IGNORECASE,
)
"""Owners that are nobody in particular."""


@case_rule(
    "C-68",
    "The plan is more than training",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Training was 61 % of recommendations in Hong Kong and the first of solutions in the United States, where the "
    "same events came again.",
    how="Ask what would make the right thing easy for somebody who was not trained.",
    rests_on=(HONG_KONG_2020, KELLOGG_2017),
    reads=("action", "recommendation"),
    needs=("action",),
    example="Three training sessions and a reminder.",
    sound="One connector for all pumps, and a session on its use.",
)
def plan_is_more_than_training(case: Facts) -> Iterator[At]:
    plan = [
        one for one in case.measures_planned if not (isinstance(one, Action) and one.status in OUT_OF_USE)
    ]
    if plan and all(is_training(one.text) for one in plan):
        yield At(
            None,
            "All that is planned is training or reminding. What would make the right thing easy for somebody who was "
            "not there?",
            tuple(one.id for one in plan),
        )


@case_rule(
    "C-69",
    "Actions act at the level of the factor they answer",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Of 822 controls in 126 action plans most were aimed at people, also where the problem was the organisation's.",
    how="Choose an action where the factor is, or add one there.",
    rests_on=(PEERALLY_2024,),
    reads=("action", "factor"),
    needs=("action", "factor"),
    example="How the trust staffs its nights is answered by a talk with one ward.",
    sound="It is answered by how the trust staffs its nights.",
)
def actions_act_at_the_level(case: Facts) -> Iterator[At]:
    factors = case.snapshot.of(Factor)
    for one in case.snapshot.of(Action).values():
        if one.status in OUT_OF_USE:
            continue
        lower = [factors[id] for id in one.addresses if id in factors and aimed_lower(factors[id], one.level)]
        if lower:
            yield At(
                one,
                f"{case.called(one)} acts at a lower level of the system than {case.listed(lower)}.",
                tuple(factor.id for factor in lower),
                field="level",
                said=one.level,
                begin="level",
            )


@case_rule(
    "C-70",
    "Agreed contributory factors have an action, or a reason for none",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="15 % of contributory factors in 126 action plans had no control.",
    how="Let an action address it, or say why none is planned.",
    rests_on=(PEERALLY_2024,),
    reads=("factor", "link", "action", "recommendation"),
    needs=("factor", "action"),
    example="“The second checker is on another floor at night”, and no action.",
    sound="“Covered by the action on night cover.”",
)
def contributory_factors_have_a_response(case: Facts) -> Iterator[At]:
    graph = case.graph
    covered = graph.led_to_by(case.addressing)
    for one in graph.of_kind(FactorKind.CONTRIBUTORY_FACTOR):
        if (
            one.status is FactorStatus.FINDING
            and one.id in graph.leading_to_harm
            and one.id not in case.addressing
            and not one.no_action_reason.strip()
            and one.id not in covered
        ):
            yield At(
                one,
                f"No action addresses {case.called(one)} or anything that led to it. Add one, or say why none is "
                "planned.",
                begin="action",
            )


@case_rule(
    "C-71",
    "Each action is graded for strength",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="74 % of controls were weak in one study, and 8 % of recommendations strong in another: nobody had looked.",
    how="Say whether it is stronger, intermediate or weaker; words are suggested, the choice is the team's.",
    rests_on=(PEERALLY_2024, HIBBERT_2018, RCA2),
    reads=("action", "recommendation"),
    needs=(),
    example="Six actions, none graded.",
    sound="One stronger, three intermediate, two weaker.",
)
def actions_are_graded(case: Facts) -> Iterator[At]:
    for one in case.measures_planned:
        if one.strength is None and not (isinstance(one, Action) and one.status in OUT_OF_USE):
            yield At(one, f"How strong is {case.called(one)}?", field="strength", begin="strength")


@case_rule(
    "C-72",
    "No owner carries more open actions than one person can",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="The sheer number of recommendations keeps those who should carry them out from putting any first.",
    how="Put the most telling ones first, and share or drop the rest.",
    rests_on=(HSSIB_2024,),
    reads=("action",),
    needs=("action",),
    example="Nine open actions of the ward manager.",
    sound="Two of the ward manager, two of the head of pharmacy, one of the medical director.",
)
def owners_are_not_overloaded(case: Facts) -> Iterator[At]:
    by_owner: dict[str, list[Action]] = {}
    for one in case.snapshot.of(Action).values():
        if one.status in OPEN and one.owner.strip():
            by_owner.setdefault(" ".join(one.owner.split()).casefold(), []).append(one)
    for several in by_owner.values():
        if len(several) > _MOST_FOR_ONE:
            yield At(
                several[0],
                f"{several[0].owner.strip()} owns {len(several)} open actions of this case. Put the most telling first, "
                "and share or drop the rest.",
                tuple(one.id for one in several[1:]),
                field="owner",
                begin="owner",
            )


@case_rule(
    "C-73",
    "No action stands there twice",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Twin actions with two owners are done by neither.",
    how="Make them one, with the factors of both.",
    rests_on=(HSSIB_2024,),
    reads=("action",),
    needs=("action",),
    example="“Review the escalation policy” and “Review escalation policy”.",
    sound="One action that addresses both factors.",
)
def no_action_twice(case: Facts) -> Iterator[At]:
    for first, one in case.action_twins.pairs:
        yield At(
            one,
            f"{case.called(one)} says nearly the same as {case.called(first)}. If they are one, make them one.",
            (first.id,),
            field="text",
            said=str(getattr(one, "text", "")),
        )


@case_rule(
    "C-74",
    "An owner is one person by role, not a team or everyone",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="What everyone owns nobody does; owner and time were named in 55 % of one set of reports.",
    how="Name one role that can decide it.",
    rests_on=(SAFETY_ACTIONS, SIF_CLOSURE),
    reads=("action",),
    needs=("action",),
    example="“All staff”.",
    sound="“Head of nursing, medicine”.",
)
def owners_are_somebody(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if one.status in OPEN and _NOBODY.search(one.owner) and not _SOMEBODY.search(one.owner):
            yield At(
                one,
                f"{in_quotes(one.owner, 80)} is not one person who can be asked. Who, by role, owns {case.called(one)}?",
                field="owner",
                said=one.owner,
                begin="owner",
            )


@case_rule(
    "C-75",
    "Each action says where it is to be made",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Actions took hold where management was stable and the target was that of a unit.",
    how="Name the unit.",
    rests_on=(WRIGSTAD,),
    reads=("action",),
    needs=("action",),
    example="“Standardise the pumps”, nobody knows where.",
    sound="The same, wards 5 to 8.",
)
def actions_have_a_unit(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Action).values():
        if not one.unit.strip() and one.status in OPEN:
            yield At(
                one, f"Where is {case.called(one)} to be made? Name the unit.", field="unit", begin="unit"
            )
