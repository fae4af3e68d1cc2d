"""Criteria of closure about what was found and what changes: analysis, wording, findings, actions, effect."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.classifying import by_head
from rca_workbench.analysis.closure_judged import (
    Judged,
    Wording,
    all_of,
    gap,
    judges,
    met,
    unknown,
)
from rca_workbench.analysis.levels import level_rank
from rca_workbench.analysis.plan import made, works
from rca_workbench.analysis.questions import QuestionState, state_of
from rca_workbench.analysis.residual import in_use
from rca_workbench.analysis.spc import chart
from rca_workbench.analysis.standing import unaddressed_system_factors
from rca_workbench.analysis.support import Standing, standings
from rca_workbench.model import (
    Action,
    ActionStatus,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    Link,
    Measure,
    Problem,
    Question,
    Snapshot,
    Strength,
    TimelineEntry,
)
from rca_workbench.model.words import factor_word
from rca_workbench.reference import framework

_MAP, _ACTIONS, _FINDINGS, _MEASURES = (
    "analysis/map",
    "improve/actions",
    "improve/findings",
    "improve/measures",
)
_WITHIN = level_rank("ACC.ORG") or 0
"""A factor at system level stands at the organisation or further up."""
_TYPES, _ELEMENTS, _VALUES_AFTER = 2, 3, 2
"""Figures of the checklist: SC-12, LR-2 and CA-07."""


@judges("SC-10")
def both_sorts_of_problem(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-10: Care and service delivery problems identified, a mix of both."""
    flagged = [one.problem for one in snapshot.of(TimelineEntry).values()]
    flagged += [
        one.problem for one in _kept(snapshot) if one.factor_kind is FactorKind.PROBLEM and not one.entry
    ]
    care, service = flagged.count(Problem.CARE), flagged.count(Problem.SERVICE)
    said = f"{_count(care, 'care delivery problem')} and {_count(service, 'service delivery problem')} identified"
    return (
        met(f"{said}.", "timeline")
        if care and service
        else gap(f"{said}. Both are wanted, or a reason.", "timeline")
    )


@judges("SC-11")
def nobody_is_blamed(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-11: Individuals not unfairly blamed."""
    ends = _ends_at_a_person(snapshot)
    if ends:
        return gap(f"{_count(len(ends), 'chain of causes ends', 'chains of causes end')} at what a person did.",
                   _MAP, ends)  # fmt: skip
    if wording is None:
        return unknown("No chain of causes ends at a person. The wording was not read here.", _MAP)
    if wording.blame:
        return gap(f"{_count(wording.blame, 'place reads', 'places read')} as blame and no reason is given.")
    return met("No chain of causes ends at a person, and no wording reads as blame without a reason.", _MAP)


@judges("SC-12")
def problems_have_factors(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-12: Contributory factors explored for each problem."""
    problems = [one for one in _kept(snapshot) if one.factor_kind is FactorKind.PROBLEM]
    if not problems:
        return gap("There is no problem on the map.", _MAP)
    types = _types_above(snapshot)
    lacking = [one for one in problems if types[one.id] < _TYPES]
    return all_of(
        len(problems), lacking, "problem", f"factors of at least {_TYPES} types",
        f"factors of fewer than {_TYPES} types", _MAP,
    )  # fmt: skip


@judges("SC-13")
def system_is_reached(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-13: Most fundamental issues reached."""
    systems = _systems(snapshot)
    said = factor_word(FactorKind.SYSTEM_FACTOR, snapshot.case.profile)
    if not systems:
        return gap(f"No {_lower(said)} is agreed.", _MAP)
    borne = standings(snapshot)
    lacking = [
        one
        for one in systems
        if borne.get(one.id) is Standing.NONE or not 0 < (level_rank(one.level) or 0) <= _WITHIN
    ]
    return all_of(
        len(systems), lacking, _lower(said), "evidence and a level of the organisation or above",
        "no evidence or no level above the team", _MAP,
    )  # fmt: skip


@judges("SC-14")
def strong_actions_aim_at_causes(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-14: Strong, targeted solutions aimed at root causes."""
    systems = _systems(snapshot)
    left = unaddressed_system_factors(snapshot)
    strong = [one for one in in_use(snapshot) if one.strength in (Strength.STRONGER, Strength.INTERMEDIATE)]
    said = factor_word(FactorKind.SYSTEM_FACTOR, snapshot.case.profile)
    if left:
        return gap(f"{len(left)} of {_count(len(systems), _lower(said))} "
                   f"{'has' if len(left) == 1 else 'have'} no action and no reason for none.", _ACTIONS, left)  # fmt: skip
    if not strong:
        return gap("No action or recommendation is graded stronger or intermediate.", _ACTIONS)
    return met(
        f"Each {_lower(said)} has an action or a reason; {len(strong)} stronger or intermediate.", _ACTIONS
    )


@judges("SC-15")
def actions_are_assigned(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-15: Actions assigned properly."""
    actions = _actions(snapshot)
    lacking = [one for one in actions if not one.owner.strip() or not one.due]
    return all_of(
        len(actions),
        lacking,
        "action",
        "an owner, by role, and a due date",
        "no owner or no due date",
        _ACTIONS,
    )


@judges("SC-16")
def authority_took_part(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-16: People with budget authority took part."""
    actions = _actions(snapshot)
    lacking = [one for one in actions if not one.authority.strip() and not one.approved_by.strip()]
    if actions and lacking:
        return unknown(
            f"{len(lacking)} of {_count(len(actions), 'action')} do not say who agreed to their cost, if they have any.",
            _ACTIONS,
        )
    return all_of(len(actions), lacking, "action", "somebody with authority behind it", "", _ACTIONS)


@judges("SC-18")
def plan_can_be_followed(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """SC-18: Clear plan to implement, support and monitor."""
    actions = _actions(snapshot)
    measures = snapshot.of(Measure).values()
    watched = {one.action for one in measures if one.every.strip() and one.owner.strip()}
    lacking = [one for one in actions if one.id not in watched or not one.review]
    return all_of(
        len(actions), lacking, "action", "a measure with who collects it how often, and a review date",
        "no measure that says who collects it how often, or no review date", _ACTIONS,
    )  # fmt: skip


@judges("CA-03")
def questions_are_answered(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """CA-03: Terms of reference answered."""
    asked = list(snapshot.of(Question).values())
    settled = (QuestionState.ANSWERED, QuestionState.CANNOT)
    left = [one for one in asked if state_of(snapshot, one) not in settled]
    if not snapshot.incident.terms_of_reference.strip():
        return gap("There are no terms of reference to answer.", "respond/incident")
    if left:
        return gap(f"{len(left)} of {_count(len(asked), 'question')} of those affected not answered yet.",
                   "people/questions", left)  # fmt: skip
    whole = "The one question" if len(asked) == 1 else f"All {len(asked)} questions"
    said = f"{whole} of those affected answered. " if asked else ""
    return unknown(
        f"{said}Whether each term of reference is answered, a reader has to say.", "respond/incident"
    )


@judges("CA-04")
def findings_rest_on_evidence(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """CA-04: Findings follow from evidence."""
    findings = snapshot.of(Finding)
    borne = standings(snapshot)
    lacking = [one for one in findings.values() if borne.get(one.id) is Standing.NONE]
    return all_of(len(findings), lacking, "finding", "evidence", "no evidence", _FINDINGS)


@judges("CA-05")
def similar_events_were_looked_for(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """CA-05: Similar past incidents considered."""
    said = snapshot.incident.related.strip()
    place = "respond/incident"
    return met("What was looked for, and what was found, is recorded.", place) if said else gap(
        "Whether there were similar earlier events is not recorded.", place
    )  # fmt: skip


@judges("CA-06")
def done_is_shown(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """CA-06: Actions tracked to completion with evidence."""
    done = [one for one in _actions(snapshot) if made(one)]
    if not _actions(snapshot):
        return gap("No action is planned.", _ACTIONS)
    if not done:
        return unknown("No action is implemented yet.", _ACTIONS)
    lacking = [one for one in done if not one.proof.strip()]
    return all_of(
        len(done), lacking, "implemented action", "proof", "nothing that shows it was done", _ACTIONS
    )


@judges("CA-07")
def effect_is_sustained(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """CA-07: Effect measured and sustained."""
    actions = _actions(snapshot)
    if not actions:
        return gap("There is no action whose effect could be measured.", _ACTIONS)
    good: set[str | None] = set()
    for one in snapshot.of(Measure).values():
        drawn = chart(snapshot, one)  # it says from which day on the change should show
        if drawn.changed is None:
            continue
        after = sum(at.on >= drawn.changed for at in drawn.points)
        before = bool(one.baseline.strip()) or any(at.on < drawn.changed for at in drawn.points)
        if before and after >= _VALUES_AFTER:
            good.add(one.action)
    claimed = [one for one in actions if one.status is ActionStatus.EFFECTIVE]
    empty = [one for one in claimed if one.id not in good]
    if empty:
        return gap(f"{_count(len(empty), 'action is', 'actions are')} said to work without a baseline and at least "
                   f"{_VALUES_AFTER} values from after the change.", _MEASURES, empty)  # fmt: skip
    shown = sum(one.id in good for one in actions)
    said = (
        f"{shown} of {_count(len(actions), 'action')} {'has' if shown == 1 else 'have'} a baseline and at least "
        f"{_VALUES_AFTER} values from after the change; {sum(map(works, actions))} shown to work."
    )
    return (met if shown == len(actions) and all(map(works, actions)) else gap)(said, _MEASURES)


@judges("LR-2")
def a_systems_approach(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """LR-2: A systems approach was used."""
    seips = framework("seips")
    factors = [one for one in _kept(snapshot) if one.tags]
    elements = {
        head: {one.id for one in several}
        for head, several in by_head(factors, seips).items()
        if several and head.startswith("SEIPS.WS.")
    }
    if not elements:
        return unknown("No factor is tagged with an element of SEIPS.", "analysis/coverage")
    across = sum(
        bool(_in(elements, one.source)) and bool(_in(elements, one.target))
        and _in(elements, one.source) != _in(elements, one.target)
        for one in snapshot.of(Link).values()
    )  # fmt: skip
    said = f"Factors in {_count(len(elements), 'element')} of the work system, {_count(across, 'link')} between them."
    return (met if len(elements) >= _ELEMENTS and across else gap)(said, _MAP)


@judges("LR-3")
def error_is_where_it_starts(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """LR-3: Error is treated as a starting point, not a cause."""
    if not _kept(snapshot):
        return unknown("There is nothing on the map.", _MAP)
    ends = _ends_at_a_person(snapshot)
    if ends:
        return gap(f"{_count(len(ends), 'chain ends', 'chains end')} at what a person did.", _MAP, ends)
    return met("No chain of causes ends at what a person did.", _MAP)


@judges("LR-4")
def no_blame_in_words(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """LR-4: Blame language avoided."""
    if wording is None:
        return unknown("The wording was not read here.")
    if wording.blame:
        return gap(f"{_count(wording.blame, 'place reads', 'places read')} as blame and no reason is given.")
    return met("No wording reads as blame without a reason to keep it.")


@judges("LR-5")
def it_made_sense_at_the_time(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """LR-5: Why actions made sense is explained."""
    acts = [one for one in _kept(snapshot) if one.is_act or one.is_departure]
    if not acts:
        return unknown("No factor is marked as something a person did.", _MAP)

    def sense(one: Factor) -> str:
        entry = snapshot.get(TimelineEntry, one.entry)
        return one.sense.strip() or (entry.sense.strip() if entry else "")

    lacking = [one for one in acts if not sense(one)]
    return all_of(
        len(acts), lacking, "act on the map", "a line on why it made sense at the time",
        "nothing on why it made sense at the time", _MAP, "acts on the map",
    )  # fmt: skip


@judges("LR-6")
def no_hindsight_in_words(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """LR-6: No 'could have / should have' reasoning as explanation."""
    if wording is None:
        return unknown("The wording was not read here.")
    if wording.hindsight:
        return gap(f"{_count(wording.hindsight, 'place says', 'places say')} what could or should have been.")
    return met("No wording explains by what could or should have been.")


@judges("LR-7")
def actions_change_the_system(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """LR-7: Actions are system-focused and likely to work."""
    graded = [one.strength for one in in_use(snapshot) if one.strength is not None]
    if not in_use(snapshot):
        return gap("No action is planned.", _ACTIONS)
    if not graded:
        return unknown("No action is graded for strength yet.", _ACTIONS)
    mix = ", ".join(f"{graded.count(one)} {one}" for one in Strength)
    weak = all(one is Strength.WEAKER for one in graded)
    return gap(f"All are weaker: {mix}.", _ACTIONS) if weak else met(f"{mix[:1].upper()}{mix[1:]}.", _ACTIONS)


@judges("LR-8")
def report_is_clear(snapshot: Snapshot, now: datetime, wording: Wording | None) -> Judged:
    """LR-8: Report is clear and easy to read."""
    return unknown("Whether it reads well, a reader has to say.", "report/draft")


def _kept(snapshot: Snapshot) -> list[Factor]:
    return [one for one in snapshot.of(Factor).values() if one.status is not FactorStatus.REJECTED]


def _systems(snapshot: Snapshot) -> list[Factor]:
    return [
        one
        for one in _kept(snapshot)
        if one.factor_kind is FactorKind.SYSTEM_FACTOR and one.status is FactorStatus.FINDING
    ]


def _actions(snapshot: Snapshot) -> list[Action]:
    return [one for one in snapshot.of(Action).values() if one.status is not ActionStatus.STOPPED]


def _ends_at_a_person(snapshot: Snapshot) -> list[Factor]:
    """Acts on the map that lead somewhere and that nothing leads to."""
    causal = Causal.of(snapshot)
    return [
        one
        for at, one in enumerate(causal.factors)
        if (one.is_act or one.is_departure)
        and one.status is FactorStatus.FINDING
        and causal.out[at]
        and not causal.into[at]
        and not one.stop_reason.strip()
    ]


def _types_above(snapshot: Snapshot) -> Mapping[str, int]:
    """Id of a factor -> of how many types the factors are that lead to it, near or far, in whichever framework has most.

    Handed on along the steps of the graph, so that it is quick where chains are long.
    """
    causal = Causal.of(snapshot)
    most = {one.id: 0 for one in causal.factors}
    for one in (framework("npsa"), framework("seips")):
        own: dict[str, set[str]] = {id: set() for id in most}
        for head, several in by_head(causal.factors, one).items():
            for factor in several:
                own[factor.id].add(head)
        at_step: list[set[str]] = []
        for causes, members in zip(causal.steps_into, causal.steps, strict=True):
            above: set[str] = set().union(*(at_step[at] for at in causes))
            ids = causal.ids(members)
            # What hangs in loops together leads to each other: a type that another member has counts too.
            beside = Counter(head for id in ids for head in own[id])
            for id in ids:
                others = {head for head, count in beside.items() if count > (head in own[id])}
                most[id] = max(most[id], len(above | others))
            at_step.append(above | beside.keys())
    return most


def _in(elements: Mapping[str, set[str]], id: str | None) -> frozenset[str]:
    return frozenset(head for head, ids in elements.items() if id in ids)


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number or 'no'} {one if number == 1 else several or one + 's'}"
