"""Seeded faults of the map: breadth, balance, statements, evidence, reading."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    Confidence,
    Excerpt,
    FactorKind,
    FactorStatus,
    Incident,
    Logic,
    Polarity,
    Snapshot,
    Tag,
)
from tests.checks.seeded.fault import (
    Edit,
    above,
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


@fault("G-19")
def few_types(case: Snapshot) -> Iterator[Edit]:
    for number, tag in enumerate(("NPSA.WORK.ADMIN", "NPSA.EDU.COMP"), 1):
        new = replace(problem(case), id="problem9", code="P9", text="Two letters reached the wrong clinic", duty="",
                      is_omission=None)  # fmt: skip
        behind = extra(case, number, tags=(Tag(tag),))
        yield added(
            f"a problem with nothing but {tag} behind it", new, *sources("problem9", case), *behind,
            led(behind[0].id, "problem9"), led("problem9", harm(case).id),
        )  # fmt: skip


@fault("G-30")
def only_shortfalls_above(case: Snapshot) -> Iterator[Edit]:
    upper = [
        one for one in factors(case, *CAUSES) if one.level in ("ACC.ORG", "ACC.REG", "ACC.GOV", "ACC.TECH")
    ]
    yield Edit(
        "everything above the acts hindered", tuple(replace(one, polarity=Polarity.HINDERED) for one in upper)
    )
    tagged = tuple(
        replace(one, tags=tuple(Tag(tag.code, Polarity.HINDERED) for tag in one.tags)) for one in upper
    )
    yield Edit("everything above the acts tagged as hindering", tagged)


@fault("G-36")
def shared_cause_of_barriers(case: Snapshot) -> Iterator[Edit]:
    barriers = [one.id for one in factors(case, FactorKind.BARRIER)]
    for number in (1, 2):
        new = extra(case, number)
        links = [led(new[0].id, barrier) for barrier in barriers]
        on = [led(barrier, harm(case).id) for barrier in barriers
              if not any(link.source == barrier and link.target == harm(case).id for link in causal(case))]  # fmt: skip
        yield added("one cause behind both barriers", *new, *links, *on, speaks_of=(new[0].id, *barriers))


@fault("G-37", G_42="what is behind it is not answered either")
def choke_point_without_action(case: Snapshot) -> Iterator[Edit]:
    behind = (*extra(case, 2), *extra(case, 3, level="ACC.ORG"))
    for level in ("ACC.TECH", "ACC.ENV"):
        one = extra(case, 1, level=level)
        links = (led("new2", "new1"), led("new3", "new1"), led("new1", "harm9"))
        yield added("every way to a harm through one factor", *one, *behind, another_harm(case), *links)


@fault("G-38")
def gates_in_part(case: Snapshot) -> Iterator[Edit]:
    for one in factors(case):
        into = {str(link.source) for link in causal(case) if link.target == one.id}
        deeper = [
            each for each in above(case, one.id) if sum(link.target == each for link in causal(case)) > 1
        ]
        if len(into) > 1 and deeper:
            yield changed(one, f"a gate on {one.id} and none behind it", *deeper, gate=Logic.AND)
        if len(into) > 1 and not deeper:
            yield changed(one, f"some causes of {one.id} enough, without a number", gate=Logic.K_OF_N)


@fault("G-49", G_21="more than forty words are more than one statement")
def long_words(case: Snapshot) -> Iterator[Edit]:
    for one in list(factors(case, CONDITION))[:2]:
        said = f"{one.text}, and so it was on each of the days before, on the ward and the floor above, day and night"
        yield changed(one, f"{one.id} in more than 25 words", text=said)


@fault("G-50", C_73="the same")
def said_twice(case: Snapshot) -> Iterator[Edit]:
    for one in list(factors(case, CONDITION))[:2]:
        new = extra(case, text=f"{one.text}.", tags=one.tags, level=one.level)
        if not (one.is_act or one.stop_reason or one.is_departure):
            up = extra(case, 2, level="ACC.ORG")
            yield added(f"{one.id} a second time", *new, *up, led("new1", problem(case).id), led("new2", "new1"),
                        speaks_of=("new1", one.id))  # fmt: skip
    for one in factors(case, SYSTEM):
        near = extra(case, factor_kind=SYSTEM, text=one.text.replace(" the ", " "), level=one.level, tags=one.tags,
                     predicts="Seen elsewhere", specificity=one.specificity)  # fmt: skip
        finding = next(iter(case.table("finding").values()))
        gathers = replace(finding, factors=(*finding.factors, "new1"))  # type: ignore[type-var, attr-defined]
        if near[0].text != one.text:  # type: ignore[attr-defined]
            yield added(f"{one.id} a second time, nearly", *near, led("new1", problem(case).id), gathers,
                        speaks_of=("new1", one.id))  # fmt: skip
            break


@fault("G-51")
def nothing_predicted(case: Snapshot) -> Iterator[Edit]:
    for one in list(factors(case, SYSTEM))[:2]:
        yield changed(one, f"{one.id} without what else it would show", predicts="")


@fault("G-52")
def not_looked_for_before(case: Snapshot) -> Iterator[Edit]:
    yield changed(case.one(Incident), "nothing said of earlier events", related="")
    for one in list(factors(case, SYSTEM))[:2]:
        yield changed(one, f"{one.id} neither specific nor general", specificity=None)


@fault("G-53")
def mostly_individuals(case: Snapshot) -> Iterator[Edit]:
    named = [
        one for one in factors(case, *CAUSES) if one.level in ("ACC.ACT", "ACC.TECH", "ACC.ENV", "ACC.ORG")
    ]
    for tag in ("NPSA.STAFF.COG", "LP.STAFF"):
        chosen = [one for one in named if any(link.target == one.id for link in causal(case))]
        put = tuple(replace(one, tags=(*one.tags, Tag(tag))) for one in chosen)
        yield Edit(f"most factors tagged {tag} as well", put)


@fault("G-54")
def unexplained_shortcut(case: Snapshot) -> Iterator[Edit]:
    links = list(causal(case))
    there = {(one.source, one.target) for one in links}
    for one in links:
        for other in links:
            if one.target == other.source and (one.source, other.target) not in there:
                link = led(str(one.source), str(other.target), rationale="")
                yield added(f"a shortcut from {one.source} to {other.target}", link, *sources(link.id, case))


@fault("G-48")
def term_untouched(case: Snapshot) -> Iterator[Edit]:
    incident = case.one(Incident)
    for item in (
        "Was the laundry tender renewed with the helipad surveyors?",
        "Catering invoices and the orchestra subsidy",
    ):
        yield changed(
            incident, "a term nothing speaks of", terms_of_reference=f"{incident.terms_of_reference}\n{item}"
        )


@fault("G-29", G_54="some of the links are shortcuts", G_37="the way through is another one now")
def star(case: Snapshot) -> Iterator[Edit]:
    there = {(one.source, one.target) for one in causal(case)}
    for which in (CAUSES, (CONDITION, SYSTEM)):
        links = tuple(
            led(one.id, harm(case).id)
            for one in factors(case, *which)
            if one.status is FactorStatus.FINDING and (one.id, harm(case).id) not in there
        )
        yield Edit("every factor straight to the harm", links)


@fault("G-26")
def confidence_unstated(case: Snapshot) -> Iterator[Edit]:
    for one in list(factors(case, *CAUSES))[:1]:
        yield changed(one, f"how sure of {one.id} not said", confidence=None)
    for link in list(causal(case))[:1]:
        yield changed(link, f"how sure of {link.id} not said", confidence=None)
    for one in factors(case, SYSTEM):
        out = [link for link in causal(case) if link.source == one.id]
        if len(out) == 1:
            yield changed(out[0], f"only a possible link from {one.id}", confidence=Confidence.POSSIBLE)


@fault("G-20", G_21="no words say nothing that could be true", C_54="the same")
def end_without_words(case: Snapshot) -> Iterator[Edit]:
    for one in list(factors(case, CONDITION, PROBLEM))[:3]:
        links = [link.id for link in causal(case) if one.id in (link.source, link.target)]
        yield changed(one, f"{one.id} without words", *links, text=" ")


@fault("G-21", G_49="more than 40 words are more than 25", G_50="one text twice")
def no_statement(case: Snapshot) -> Iterator[Edit]:
    several = [one for one in factors(case, CONDITION) if not (one.is_act or one.is_departure)]
    long = "The ward has two sides with six bays each and a desk between them where the telephone stands and "
    for one, said in zip(several, ("Staffing levels", "Who had the key that night?", long * 3), strict=False):
        yield changed(one, f"{one.id} no statement", text=said)


@fault("G-22", C_30="the source has no other use", C_56="the finding rested on it")
def nothing_shows_it(case: Snapshot) -> Iterator[Edit]:
    for one in factors(case, *CAUSES):
        if not one.entry and not one.entries:
            gone = tuple(("excerpt", each.id) for each in case.pointed_from(Excerpt, "about", one.id))
            yield Edit(f"{one.id} without its sources", removed=gone, speaks_of=frozenset((one.id,)))


@fault("G-23")
def link_without_reasoning(case: Snapshot) -> Iterator[Edit]:
    for one in causal(case):
        yield changed(one, f"{one.id} without reasoning", rationale="")


@fault("G-27")
def problem_without_factor(case: Snapshot) -> Iterator[Edit]:
    for number, level in enumerate(("ACC.TECH", "ACC.ORG")):
        new = replace(problem(case), id="problem9", code="P9", text="Two letters reached the wrong clinic", level=level,
                      duty="", is_omission=None)  # fmt: skip
        yield added(f"a problem with nothing behind it ({number})", new, *sources("problem9", case),
                    led("problem9", harm(case).id))  # fmt: skip


@fault("G-28", C_45="the flagged moment is on the map no more")
def problem_without_moment(case: Snapshot) -> Iterator[Edit]:
    for one in factors(case, PROBLEM):
        yield changed(one, f"{one.id} without its moment", entries=(), entry=None)


@fault("G-34")
def patient_alone(case: Snapshot) -> Iterator[Edit]:
    middle = extra(case, 2)
    for tag in ("NPSA.PAT.SOC", "LP.PAT"):
        one = extra(case, 1, tags=(Tag(tag),), level="ACC.ACT", stop_reason="The patient's own life")
        yield added(f"the patient alone behind a factor ({tag})", *one, *middle, led("new1", "new2"),
                    led("new2", problem(case).id))  # fmt: skip
