"""Seeded faults of the map: structure, depth, time, logic, levels."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    ButFor,
    Factor,
    FactorKind,
    FactorStatus,
    Snapshot,
    Tag,
)
from tests.checks.seeded.fault import (
    Edit,
    added,
    another_harm,
    causal,
    changed,
    extra,
    factors,
    fault,
    harm,
    led,
    problem,
    sources,
)

CONDITION, SYSTEM, PROBLEM = FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR, FactorKind.PROBLEM
CAUSES = (CONDITION, SYSTEM, PROBLEM)


@fault("G-01", G_10="one of the two began long before the other")
def loop(case: Snapshot) -> Iterator[Edit]:
    for one in causal(case):
        ends = (str(one.source), str(one.target))
        if all(case.of(Factor)[end].factor_kind in (CONDITION, SYSTEM) for end in ends):
            yield added(f"a link back from {ends[1]} to {ends[0]}", led(ends[1], ends[0]), speaks_of=ends)


@fault("G-02")
def chain_that_stops(case: Snapshot) -> Iterator[Edit]:
    for level in ("ACC.ENV", ""):
        one, *rest = extra(case, level=level)
        if level:
            yield added(
                "a factor of the surroundings with nothing behind it",
                one,
                *rest,
                led("new1", problem(case).id),
            )
    for one in factors(case, CONDITION):
        if one.stop_reason:
            yield changed(
                one, f"{one.id} without the reason why its chain stops", stop_reason="", level="ACC.ENV"
            )


@fault("G-03")
def act_without_condition(case: Snapshot) -> Iterator[Edit]:
    stands = {"level": "ACC.ACT", "stop_reason": "Nothing more can be known"}
    sense = {"sense": "It was how the shift had always begun"}
    target = problem(case).id
    one, *rest = extra(case, is_act=True, **stands, **sense)
    yield added("an act with nothing behind it", one, *rest, led("new1", target))
    one, *rest = extra(case, tags=(Tag("NPSA.STAFF.COG"),), **stands)
    yield added("a factor about one person with nothing behind it", one, *rest, led("new1", target))
    behind = extra(case, 2, is_act=True, **stands, **sense)
    one, *rest = extra(case, is_act=True, level="ACC.ACT", **sense)
    more = extra(case, 3)
    yield added(
        "an act with another person's act behind it", one, *rest, *behind, *more, led("new1", target),
        led("new2", "new1"), led("new3", "new2"),
    )  # fmt: skip


@fault("G-04")
def departure_without_reason(case: Snapshot) -> Iterator[Edit]:
    one, *rest = extra(case, is_departure=True)
    yield added("a departure with nothing behind it", one, *rest, led("new1", problem(case).id))
    one, *rest = extra(case, is_departure=True)
    moment = next(one.entry for one in factors(case) if one.is_act)
    event = extra(case, 2, factor_kind=FactorKind.EVENT, entry=moment)
    yield added(
        "only an event behind a departure",
        one,
        *rest,
        *event,
        led("new2", "new1"),
        led("new1", problem(case).id),
    )
    one, *rest = extra(
        case,
        is_departure=True,
        level="ACC.ORG",
        text="Orders go by telephone, where the rule says in writing",
    )
    yield added("a departure at the trust with nothing behind it", one, *rest, led("new1", problem(case).id))


@fault("G-05")
def omission_without_duty(case: Snapshot) -> Iterator[Edit]:
    for one in factors(case):
        if one.is_omission:
            yield changed(one, f"{one.id} without its duty", duty="")
    one, *rest = extra(case, is_omission=True)
    yield added("an omission without a duty", one, *rest, led("new1", problem(case).id))


@fault("G-06", G_41="an answer to one harm is none to the other", G_42="as before")
def harms_that_are_not_one_each(case: Snapshot) -> Iterator[Edit]:
    yield added("a harm nothing leads to", another_harm(case))
    into = [
        replace(one, id=f"{one.id}9", target="harm9") for one in causal(case) if one.target == harm(case).id
    ]
    yield added(
        "two harms with the same behind them", another_harm(case), *into, speaks_of=("harm9", harm(case).id)
    )


@fault("G-07")
def factor_that_leads_nowhere(case: Snapshot) -> Iterator[Edit]:
    yield added("a factor without a link", *extra(case))
    yield added("a factor without a link, on the ward", *extra(case, 2, level="ACC.ENV"))


@fault("G-08", G_02="the chain stops at the level of acts")
def act_level_unexplained(case: Snapshot) -> Iterator[Edit]:
    for one in factors(case):
        if one.level == "ACC.ACT" and one.stop_reason:
            yield changed(one, f"{one.id} without what is behind it", stop_reason="")
    one, *rest = extra(case, level="ACC.ACT")
    yield added(
        "a factor at the level of acts with nothing behind it", one, *rest, led("new1", problem(case).id)
    )


@fault("G-09", G_01="a link to itself is a circle too")
def links_that_are_none(case: Snapshot) -> Iterator[Edit]:
    first = next(causal(case))
    ends = (str(first.source), str(first.target))
    yield added("the same link twice", replace(first, id="again"), speaks_of=(*ends, "again"))
    yield added("a link to itself", led(ends[0], ends[0]), speaks_of=(ends[0],))
    yield added("a link to what is gone", led(ends[0], "gone"))


@fault("G-10")
def cause_after_effect(case: Snapshot) -> Iterator[Edit]:
    last = list(case.table("timeline_entry"))[-1]
    for one in factors(case, CONDITION, PROBLEM):
        if one.entry and one.entry != last and one.status is FactorStatus.FINDING:
            new, *rest = extra(case, entry=last)
            yield added(
                f"a cause of {one.id} that began after it", new, *rest, led("new1", one.id),
                speaks_of=(f"new1>{one.id}",),
            )  # fmt: skip


@fault("G-11")
def event_off_the_timeline(case: Snapshot) -> Iterator[Edit]:
    for one in factors(case, FactorKind.EVENT):
        yield changed(one, f"{one.id} without its entry", entry=None)


@fault("G-12")
def but_for_unanswered(case: Snapshot) -> Iterator[Edit]:
    for one in list(causal(case))[:2]:
        yield changed(one, f"{one.id} without the but-for answer", but_for=None)
        yield changed(one, f"{one.id} answered with no different", but_for=ButFor.NO_DIFFERENT)


@fault("G-13")
def long_step_unread(case: Snapshot) -> Iterator[Edit]:
    for number, level in enumerate(("ACC.REG", "ACC.ORG", "ACC.GOV"), 1):
        one, *rest = extra(case, number, level=level, tags=(Tag("NPSA.ORG.EXT"),))
        link = led(one.id, problem(case).id, reviewed=None)
        yield added(f"{level} straight to the ward", one, *rest, link, speaks_of=(link.id,))


@fault("G-14")
def sufficiency_unasked(case: Snapshot) -> Iterator[Edit]:
    for one in factors(case, CONDITION):
        into = [link for link in causal(case) if link.target == one.id]
        if into and one.sufficient is None:
            made = tuple(replace(link, but_for=ButFor.YES) for link in into)
            yield Edit(
                f"all causes of {one.id} needed, nobody asked if enough", made, speaks_of=frozenset((one.id,))
            )


@fault("G-15")
def upward_link_unexplained(case: Snapshot) -> Iterator[Edit]:
    for number, level in enumerate(("ACC.ORG", "ACC.TECH", "ACC.REG"), 1):
        low, *rest = extra(case, number, level="ACC.ACT", stop_reason="Out of remit")
        high, *more = extra(case, number + 1, level=level)
        link = led(low.id, high.id, rationale="")
        shown = sources(link.id, case)
        yield added(f"a link up to {level}", high, *more, low, *rest, link, *shown, led(high.id, problem(case).id),
                    speaks_of=(link.id,))  # fmt: skip


@fault(
    "G-16", G_08="what was moved to the level of acts has nothing behind it", G_13="links now span levels",
    G_15="links now run upwards", C_69="actions stand above what was moved", G_02="as for G-08",
    G_17="nothing is left above the ward",
)  # fmt: skip
def levels_skipped(case: Snapshot) -> Iterator[Edit]:
    moved = [one for one in factors(case) if one.level in ("ACC.ORG", "ACC.TECH")]
    top, *rest = extra(case, level="ACC.REG", tags=(Tag("NPSA.ORG.EXT"),))
    for number, keep in enumerate(("ACC.ACT", "ACC.ENV")):
        put = tuple(replace(one, level=keep) for one in moved)
        yield Edit(
            f"everything at the trust and in local management called {keep}",
            (*put, top, *rest, led("new1", problem(case).id)),
            (("graph_note", "graph_note"),) if case.table("graph_note") else (),
            frozenset(one.id for one in factors(case, FactorKind.HARM)),
        )
        if number:
            break


@fault(
    "G-17",
    G_15="links now run upwards",
    C_69="actions stand above what was moved",
    G_13="links now span levels",
)
def nothing_above_the_team(case: Snapshot) -> Iterator[Edit]:
    upper = [one for one in factors(case) if one.level in ("ACC.ORG", "ACC.REG", "ACC.GOV")]
    for tag in ("NPSA.TEAM.LEAD", "NPSA.WORK.TIME"):
        put = tuple(replace(one, level="ACC.TECH", tags=(Tag(tag),)) for one in upper)
        yield Edit("everything above the ward moved down to it", put)


@fault("G-18")
def one_straight_chain(case: Snapshot) -> Iterator[Edit]:
    action = next(iter(case.table("action").values()))
    answers = replace(action, addresses=(*action.addresses, "new1", "new2"))  # type: ignore[type-var, attr-defined]
    first, second = extra(case, 1, level="ACC.ORG"), extra(case, 2)
    chain = (led("new1", "new2"), led("new2", "harm9"))
    yield added("a harm at the end of one line", another_harm(case), *first, *second, *chain, answers)
    third = extra(case, 3, level="ACC.ENV")
    longer = (led("new1", "new2"), led("new2", "new3"), led("new3", "harm9"))
    more = replace(answers, addresses=(*answers.addresses, "new3"))  # type: ignore[type-var, attr-defined]
    yield added(
        "a harm at the end of a longer line", another_harm(case), *first, *second, *third, *longer, more
    )
