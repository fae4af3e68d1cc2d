"""Seeded faults of evidence, fairness, barriers, actions and family."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    AccountState,
    Action,
    ActionStatus,
    Actor,
    Contact,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    FindingKind,
    Link,
    LinkType,
    Measure,
    Nature,
    Performance,
    Question,
    Recommendation,
    Snapshot,
    Specificity,
    Stance,
    Strength,
    Tag,
    TimelineEntry,
)
from tests.checks.seeded.fault import (
    Edit,
    added,
    changed,
    extra,
    factors,
    fault,
    harm,
    led,
    problem,
    sources,
)

CONDITION, SYSTEM = FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR


def actions(case: Snapshot) -> list[Action]:
    return list(case.of(Action).values())


def another_action(case: Snapshot, **values: object) -> Action:
    """A further action in which nothing is amiss."""
    fields: dict[str, object] = {
        "id": "action9", "code": "A9", "owner": "Head of estates",
        "text": "The door to the store opens by badge at all hours", "status": ActionStatus.PROPOSED,
    } | values  # fmt: skip
    return replace(actions(case)[0], **fields)  # type: ignore[arg-type]


@fault("G-24", C_30="the other source has no other use")
def acted_on_with_one_account(case: Snapshot) -> Iterator[Edit]:
    action = actions(case)[0]
    for number, kind in enumerate((EvidenceKind.INTERVIEW, EvidenceKind.FAMILY_ACCOUNT), 1):
        one, *_ = extra(case, number)
        told = next(each for each in case.of(EvidenceItem).values() if each.evidence_kind is kind)
        answers = replace(action, addresses=(*action.addresses, one.id))
        yield added("a factor acted on that one person tells of", one, *sources(one.id, case, told.id), answers,
                    led(one.id, problem(case).id))  # fmt: skip


@fault("G-25")
def disagreement_unsaid(case: Snapshot) -> Iterator[Edit]:
    first, second, *_ = case.of(TimelineEntry).values()
    yield changed(second, "disputed, and nothing said of it", accounts_state=AccountState.DISPUTED)
    yield changed(second, "two entries that disagree", conflicts_with=(first.id,))
    one = next(factors(case, SYSTEM))
    yield added("a source that disputes a factor", Excerpt(
        id="against", evidence="e1", about=one.id, place="Page 9", stance=Stance.DISPUTES),
        speaks_of=(one.id,))  # fmt: skip
    other = list(factors(case, SYSTEM))[1]
    yield added(
        "two factors in conflict", led(one.id, other.id, link_type=LinkType.CONFLICTS_WITH, rationale="")
    )


@fault("G-31", C_58="the same")
def nothing_that_helped(case: Snapshot) -> Iterator[Edit]:
    put: list[Factor | TimelineEntry] = [
        replace(one, good_practice=None) for one in case.of(TimelineEntry).values() if one.good_practice
    ]
    gone: list[tuple[str, str]] = [
        ("finding", one.id)
        for one in case.of(Finding).values()
        if one.finding_kind is FindingKind.GOOD_PRACTICE
    ]
    helped = [one for one in factors(case) if one.status is FactorStatus.GOOD_PRACTICE]
    links = [
        ("link", one.id)
        for one in case.of(Link).values()
        if {one.source, one.target} & {each.id for each in helped}
    ]
    yield Edit("nothing that went well", tuple(put), (*gone, *links, *(("factor", one.id) for one in helped)))


@fault("G-32")
def act_without_sense(case: Snapshot) -> Iterator[Edit]:
    for one in factors(case):
        if one.is_act:
            put: list[Factor | TimelineEntry] = [replace(one, sense="")]
            if entry := case.get(TimelineEntry, one.entry):
                put.append(replace(entry, sense=""))
            yield Edit(f"{one.id} without why it made sense", tuple(put), speaks_of=frozenset((one.id,)))
    one, *rest = extra(case, is_act=True)
    yield added("an act without why it made sense", one, *rest, *extra(case, 2), led("new2", "new1"),
                led("new1", problem(case).id))  # fmt: skip


@fault("G-33")
def somebody_named(case: Snapshot) -> Iterator[Edit]:
    staff = next(one for one in case.of(Actor).values() if one.nature is Nature.STAFF)
    one, link, action = next(factors(case, CONDITION)), next(iter(case.of(Link).values())), actions(case)[0]
    surname = staff.name.split()[-1]
    yield changed(one, "a name in a note on the map", note=f"Told by {staff.name} in May")
    yield changed(
        link, "a name in the reasoning of a link", rationale=f"{link.rationale}, as {surname} showed"
    )
    yield changed(action, "a name as the owner of an action", owner=staff.name)


@fault(
    "G-35", G_02="the chain stops at the barrier", G_08="nothing leads to the barrier at the level of acts"
)
def barrier_half_told(case: Snapshot) -> Iterator[Edit]:
    for one in factors(case, FactorKind.BARRIER):
        yield changed(one, f"how {one.id} did not said", performed=None)
    new = extra(
        case, factor_kind=FactorKind.BARRIER, performed=Performance.DID_NOT_HOLD, text="Lock on the store"
    )
    yield added("a barrier that did not hold, and nothing behind it", *new, led("new1", harm(case).id))


@fault("G-39", G_42="the way from it stays open")
def system_factor_unanswered(case: Snapshot) -> Iterator[Edit]:
    finding = next(iter(case.of(Finding).values()))
    for number, level in enumerate(("ACC.ORG", "ACC.TECH"), 1):
        one, *rest = extra(case, number, factor_kind=SYSTEM, level=level, no_action_reason="", predicts="Seen on two wards",
                           specificity=Specificity.GENERAL)  # fmt: skip
        gathers = replace(finding, factors=(*finding.factors, one.id))
        yield added(
            "a system-level factor nobody answers", one, *rest, led(one.id, problem(case).id), gathers
        )


@fault("G-40")
def action_for_nothing(case: Snapshot) -> Iterator[Edit]:
    yield added("an action that answers nothing", another_action(case, addresses=()))
    rejected = [one.id for one in case.of(Factor).values() if one.status is FactorStatus.REJECTED]
    for id in rejected[:1]:
        yield added("an action for what was set aside", another_action(case, addresses=(id,)))
    new = extra(case, status=FactorStatus.GOOD_PRACTICE)
    yield added("an action for what leads nowhere", another_action(case, addresses=("new1",)), *new)


@fault("G-41")
def weak_plan(case: Snapshot) -> Iterator[Edit]:
    plan = [*actions(case), *case.of(Recommendation).values()]
    every = tuple(replace(one, strength=Strength.WEAKER) for one in plan)
    yield Edit(
        "every action weaker", every, speaks_of=frozenset(one.id for one in factors(case, FactorKind.HARM))
    )
    most = (*every[:-1], plan[-1])
    if 0.6 * len(plan) < len(plan) - 1:
        yield Edit(
            "all but one weaker", most, speaks_of=frozenset(one.id for one in factors(case, FactorKind.HARM))
        )


@fault("G-42", G_39="the same factor has no action")
def way_left_open(case: Snapshot) -> Iterator[Edit]:
    finding = next(iter(case.of(Finding).values()))
    for number, kind in enumerate((FactorStatus.FINDING, FactorStatus.OTHER_FINDING), 1):
        one, *rest = extra(case, number, factor_kind=SYSTEM, level="ACC.ORG", no_action_reason="",
                           predicts="Seen elsewhere", specificity=Specificity.GENERAL, status=kind)  # fmt: skip
        gathers = replace(finding, factors=(*finding.factors, one.id))
        harms = tuple(each.id for each in factors(case, FactorKind.HARM))
        yield added(
            "a way to harm that nothing closes",
            one,
            *rest,
            led(one.id, harm(case).id),
            gathers,
            speaks_of=harms,
        )


@fault("G-43", C_74="nobody owns it", C_152="nothing is counted for it")
def action_nobody_can_follow(case: Snapshot) -> Iterator[Edit]:
    first, second, third, *_ = actions(case)
    yield changed(first, "an action without an owner", owner="")
    yield changed(second, "an action without a date", due="")
    measures = [("measure", id) for id in case.by(Measure, "action").get(third.id, ())]
    unmeasured = changed(third, "an action without a sign that it worked", success="")
    yield replace(unmeasured, removed=tuple(measures))
    yield changed(first, "an action whose new risks nobody thought of", new_risks="")


@fault("G-44", BL040="the words of a weak action", BL041="the same")
def cure_of_another_kind(case: Snapshot) -> Iterator[Edit]:
    for number, text in enumerate(
        (
            "Train all staff in the new layout",
            "An e-learning module on the store",
            "Remind staff of the opening hours",
        ),
        1,
    ):
        one, *rest = extra(case, number, tags=(Tag("NPSA.EQUIP.DISP"),))
        action = another_action(case, text=text, addresses=(one.id,))
        yield added(f"“{text}” for a display", action, one, *rest, led(one.id, problem(case).id))


@fault("G-45", C_69="an action of one's own acts below what lies above")
def national_cause_answered_inside(case: Snapshot) -> Iterator[Edit]:
    for number, level in enumerate(("ACC.REG", "ACC.GOV"), 1):
        one, *rest = extra(case, number, level=level, tags=(Tag("NPSA.ORG.EXT"),))
        action = another_action(case, addresses=(one.id,))
        yield added(
            f"only an action of one's own for {level}", one, *rest, action, led(one.id, problem(case).id)
        )


@fault("G-46")
def question_unanswered(case: Snapshot) -> Iterator[Edit]:
    one = next(iter(case.of(Question).values()))
    yield changed(one, "a question without an answer", answer="", answered_by=())
    yield changed(one, "an answer that points nowhere", answered_by=())


@fault("G-47", C_31="the register has no account of the family")
def family_unheard(case: Snapshot) -> Iterator[Edit]:
    accounts = [
        one for one in case.of(EvidenceItem).values() if one.evidence_kind is EvidenceKind.FAMILY_ACCOUNT
    ]
    met = frozenset(one.person or "" for one in case.of(Contact).values())
    for kind in (EvidenceKind.DOCUMENT, EvidenceKind.OTHER):
        yield Edit("the family's account not in the register", tuple(replace(one, evidence_kind=kind) for one in accounts),
                   speaks_of=met)  # fmt: skip
