"""Seeded faults of the decision on the response: criteria, lists, time, team."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    Answer,
    Clock,
    CriterionAnswer,
    Decision,
    Notification,
    Profile,
    Snapshot,
    TeamMember,
)
from tests.checks.seeded.fault import Edit, added, changed, fault, without
from tests.checks.seeded.making import when


def the_decision(case: Snapshot) -> Decision:
    return case.of(Decision)["decision"]


def answer(case: Snapshot, id: str) -> CriterionAnswer:
    return case.of(CriterionAnswer)[f"criterion-{id}"]


@fault("C-100")
def a_criterion_left_out(case: Snapshot) -> Iterator[Edit]:
    for id in ("ON-09", "ON-01"):
        yield without(answer(case, id), f"{id} was not looked at", "decision")


@fault("C-101")
def decided_on_an_earlier_list(case: Snapshot) -> Iterator[Edit]:
    for stamp in ("never_events 2024-01 0a1b2c3d", "incident_thresholds 2025-02 5e6f7a8b; our own list 3"):
        yield changed(the_decision(case), "decided on an earlier list", list_version=stamp)


@fault("C-102")
def decided_before_it_was_known(case: Snapshot) -> Iterator[Edit]:
    yield changed(the_decision(case), "other facts had led to another response", proposed="Thematic review")


@fault("C-103", C_110="the deadline that was taken away is missed as well")
def declared_late(case: Snapshot) -> Iterator[Edit]:
    if case.case.profile is not Profile.SIF2015:
        return
    clock = case.of(Clock)["clock-TS-SIF-01"]
    first = answer(case, "SI-2")
    for days, on in (("three weeks", "2025-03-24"), ("a month", "2025-03-12")):
        yield changed(first, f"seen as serious {days} before", on=on)
    put = Notification(
        id="late", code="SI-2", whom="Commissioner (StEIS)", when=when("2025-05-20"), by="Lead"
    )
    yield Edit("told in May", (put,), (("clock", clock.id),), frozenset((first.id,)))


@fault("C-104")
def lead_of_the_area(case: Snapshot) -> Iterator[Edit]:
    lead = case.of(TeamMember)["lead"]
    yield without(lead, "nobody leads", "decision")
    yield changed(lead, "not said whether the lead is independent", independent=None)
    yield changed(lead, "a lead of the area", independent=Answer.NO)


@fault("C-105")
def not_looked_at_again(case: Snapshot) -> Iterator[Edit]:
    yield changed(the_decision(case), "the day passed", reconsider="2025-05-02")


@fault(
    "C-106",
    C_102="the answers lead to the required response now",
    C_125="whom it asks to tell was not told",
    C_110="its deadlines are not started",
)
def not_what_is_required(case: Snapshot) -> Iterator[Edit]:
    if case.case.profile is not Profile.PSIRF:
        return
    for id, level in (("NR-02", "M-SWARM"), ("NR-03", "M-AAR")):
        put = replace(the_decision(case), level=level, alternatives="", proposed="")
        required = replace(answer(case, id), answer=Answer.YES, reason="By the review of the death")
        yield Edit(f"{id} and {level}", (put, required), speaks_of=frozenset(("decision",)))


@fault("C-107")
def nobody_engages(case: Snapshot) -> Iterator[Edit]:
    if case.case.profile is Profile.PSIRF:
        member = case.of(TeamMember)["engaging"]
        yield without(member, "nobody leads engagement", "decision")
        yield changed(member, "the part is not said", "decision", part=None)


@fault("C-108")
def answers_pull_apart(case: Snapshot) -> Iterator[Edit]:
    by = "NR-01" if case.case.profile is Profile.PSIRF else "SI-4"
    yield added(
        "a Never Event, and not one",
        CriterionAnswer(id="event", criterion="NE-05", answer=Answer.YES, reason="By the drug chart"),
        speaks_of=(f"criterion-{by}",),
    )


@fault("C-109")
def still_not_known(case: Snapshot) -> Iterator[Edit]:
    yield changed(answer(case, "ON-02"), "still not known", answer=Answer.NOT_KNOWN)
