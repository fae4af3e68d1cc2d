"""Seeded faults of the findings and of how factors are sorted."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    Difference,
    Entity,
    FactorKind,
    FactorStatus,
    Finding,
    FindingKind,
    Problem,
    Snapshot,
    Specificity,
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
    led,
    problem,
    sources,
)
from tests.checks.seeded.faults_plan import actions


@fault("C-53", C_58="good practice is stated no more")
def no_findings(case: Snapshot) -> Iterator[Edit]:
    yield Edit("no findings", removed=tuple(("finding", id) for id in case.table("finding")))


@fault("C-54")
def nothing_written(case: Snapshot) -> Iterator[Edit]:
    one = list(case.of(TimelineEntry).values())[1]
    yield changed(one, f"{one.id} without words", text="")


@fault("C-56", C_55="it gathers nothing")
def finding_on_nothing(case: Snapshot) -> Iterator[Edit]:
    for kind in (FindingKind.OTHER, FindingKind.GOOD_PRACTICE):
        yield added(
            "a finding on nothing",
            Finding(id="finding9", text="The lodge is open all night", finding_kind=kind),
        )


@fault("C-57")
def system_factor_in_no_finding(case: Snapshot) -> Iterator[Edit]:
    action = actions(case)[0]
    for number, level in enumerate(("ACC.ORG", "ACC.TECH"), 1):
        one, *rest = extra(case, number, factor_kind=FactorKind.SYSTEM_FACTOR, level=level, predicts="Seen on two wards",
                           specificity=Specificity.GENERAL)  # fmt: skip
        yield added("a system-level factor in no finding", one, *rest, led(one.id, problem(case).id),
                    replace(action, addresses=(*action.addresses, one.id)))  # fmt: skip


@fault("C-58")
def good_practice_unstated(case: Snapshot) -> Iterator[Edit]:
    good = [one for one in case.of(Finding).values() if one.finding_kind is FindingKind.GOOD_PRACTICE]
    yield Edit("good practice in no finding", removed=tuple(("finding", one.id) for one in good))


@fault("C-59", C_60="what is not agreed is undecided")
def finding_gathers_what_is_not_agreed(case: Snapshot) -> Iterator[Edit]:
    finding = next(iter(case.of(Finding).values()))
    for number, status in enumerate((FactorStatus.REJECTED, FactorStatus.CANDIDATE), 1):
        one, *rest = extra(case, number, status=status, reason="Not so, by the log")
        gathers = replace(finding, factors=(*finding.factors, one.id))
        yield added(f"a finding that gathers what is {status}", gathers, one, *rest)


@fault("C-60")
def suggestion_left(case: Snapshot) -> Iterator[Edit]:
    for number in (1, 2):
        new = extra(case, number, status=FactorStatus.CANDIDATE)
        yield added("a suggestion left as it is", *new, led(new[0].id, problem(case).id))


@fault("C-61")
def set_aside_unsaid(case: Snapshot) -> Iterator[Edit]:
    for number in (1, 2):
        yield added("set aside without a reason", *extra(case, number, status=FactorStatus.REJECTED))


@fault("C-62")
def one_sort_of_problem(case: Snapshot) -> Iterator[Edit]:
    problems = list(factors(case, FactorKind.PROBLEM))
    for sort in Problem:
        made: list[Entity] = [replace(one, problem=sort) for one in problems]
        for number in range(len(problems), 3):
            new = replace(problems[0], id=f"problem{number}", problem=sort,
                          text=f"Letter {number} reached the wrong clinic", is_omission=None, duty="")  # fmt: skip
            behind = [
                replace(link, id=f"{link.id}{number}", target=new.id)
                for link in case.table("link").values()
                if getattr(link, "target", "") == problems[0].id
            ]  # type: ignore[type-var]
            made += [
                new,
                *behind,
                *sources(new.id, case),
                led(new.id, next(factors(case, FactorKind.HARM)).id),
            ]
        yield Edit(f"problems of {sort} only", tuple(made))


@fault("C-63")
def method_unsaid(case: Snapshot) -> Iterator[Edit]:
    yield Edit("no method recorded", removed=tuple(("method_used", id) for id in case.table("method_used")))


@fault("C-64")
def difference_off_the_map(case: Snapshot) -> Iterator[Edit]:
    for number, said in enumerate(("Three porters", "A key at the desk")):
        yield added("a difference that mattered, off the map", Difference(
            id=f"differs{number}", aspect="The lodge", usual=said, this_time="One porter", mattered=True,
            effect="The door stayed shut until six"))  # fmt: skip


@fault("C-65")
def difference_undecided(case: Snapshot) -> Iterator[Edit]:
    for number, said in enumerate(("Three porters", "A key at the desk")):
        yield added("a difference nobody weighed", Difference(
            id=f"differs{number}", aspect="The lodge", usual=said, this_time="One porter"))  # fmt: skip


@fault("C-66", G_19="fewer types stand behind the problem")
def untagged(case: Snapshot) -> Iterator[Edit]:
    for number, tags in enumerate(((), (Tag("NPSA.NEWS.THING"),)), 1):
        new = extra(case, number, tags=tags)
        yield added("a factor without a tag that is known", *new, led(new[0].id, problem(case).id))
