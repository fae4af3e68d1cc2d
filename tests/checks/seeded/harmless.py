"""Edits in which nothing is amiss: whatever the checks newly say after one is a false alarm."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    Account,
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
    Interview,
    Link,
    LinkType,
    Nature,
    Note,
    Question,
    ReportText,
    Snapshot,
    Stance,
    TimelineEntry,
)
from tests.checks.seeded.fault import Edit, added, changed, extra, factors, harm, led, problem, sources
from tests.checks.seeded.faults_plan import actions, another_action
from tests.checks.seeded.sentences import CLEAN, CLEAN_PLANS

_BLAME = "The nurse failed to call and should have known better; it was careless."
"""In somebody else's mouth, where it is theirs."""


def edits(case: Snapshot) -> Iterator[Edit]:
    """All of them for one case."""
    yield from _sentences(case)
    yield from _others_words(case)
    yield from _more_of_the_map(case)
    yield from _more_of_the_rest(case)


def _sentences(case: Snapshot) -> Iterator[Edit]:
    first = next(iter(case.of(Finding).values()))
    report, finding = (
        case.of(ReportText)["text1"],
        next(one for one in case.of(Finding).values() if one.finding_kind is FindingKind.SYSTEM),
    )
    for said in CLEAN:
        yield changed(report, f"report: {said}", text=f"{report.text} {said}")
        yield changed(case.incident, f"summary: {said}", summary=f"{case.incident.summary} {said}")
        yield changed(finding, f"finding: {said}", text=f"{finding.text} {said}")
        yield added(f"finding: {said}", replace(first, id="finding9", text=said))
    for said in CLEAN_PLANS:
        yield changed(actions(case)[0], f"action: {said}", text=said)


def _others_words(case: Snapshot) -> Iterator[Edit]:
    entry = next(iter(case.of(TimelineEntry).values()))
    evidence = next(iter(case.of(EvidenceItem).values()))
    excerpt, contact, interview = (
        next(iter(case.of(kind).values())) for kind in (Excerpt, Contact, Interview)
    )
    yield changed(next(iter(case.of(Question).values())), "blame in a question of the family", text=_BLAME)
    yield changed(contact, "blame in what a relative said", said=_BLAME)
    yield changed(interview, "blame in the notes of an interview", notes=_BLAME)
    yield changed(excerpt, "blame in words quoted", quote=_BLAME, place="Page 2")
    yield added(
        "blame in an account",
        Account(id="account9", entry=entry.id, evidence=evidence.id, text=_BLAME, place="2"),
    )
    finding = next(iter(case.of(Finding).values()))
    yield changed(finding, "blame in quotation marks", text=f"{finding.text} Her letter says: “{_BLAME}”")


def _more_of_the_map(case: Snapshot) -> Iterator[Edit]:
    target = problem(case).id
    yield added("a sound factor", *extra(case), led("new1", target))
    yield added("a sound factor of the surroundings", *extra(case, 2, level="ACC.ENV", stop_reason="Built so"),
                led("new2", target))  # fmt: skip
    yield added(
        "a sound chain",
        *extra(case, 1, level="ACC.ORG"),
        *extra(case, 2),
        led("new1", "new2"),
        led("new2", target),
    )
    yield added("something else found", *extra(case, status=FactorStatus.OTHER_FINDING))
    yield added("good practice", *extra(case, status=FactorStatus.GOOD_PRACTICE))
    yield added(
        "set aside with a reason", *extra(case, status=FactorStatus.REJECTED, reason="Not so, by the log")
    )
    yield added("an act with what is behind it", *extra(case, is_act=True, sense="It was the habit of the lodge"),
                *extra(case, 2), led("new2", "new1"), led("new1", target))  # fmt: skip
    yield added(
        "an omission under a duty",
        *extra(case, is_omission=True, duty="Lodge standard, 3"),
        led("new1", target),
    )
    yield added("a departure with its reason", *extra(case, is_departure=True), *extra(case, 2), led("new2", "new1"),
                led("new1", target))  # fmt: skip
    some = list(factors(case, FactorKind.SYSTEM_FACTOR))
    yield added("feedback between two factors", led(some[1].id, some[0].id, link_type=LinkType.REINFORCES))
    for one in list(case.of(Factor).values())[:4]:
        yield changed(one, f"{one.id} moved and pinned", x=400, row=2, pinned=True)
        yield changed(one, f"{one.id} with a short label", short_label=f"{one.text[:20]}")
        yield changed(one, f"{one.id} with a note", note="Talked over with the ward in May")
    for link in list(case.of(Link).values())[:4]:
        yield changed(link, f"{link.id} read for missing steps", reviewed=True)
        yield changed(
            link,
            f"{link.id} with more reasoning",
            rationale=f"{link.rationale}; and so said the walk-through",
        )
        yield changed(link, f"{link.id} with a counterfactual in its reasoning",
                      rationale=f"{link.rationale}. Without it the harm would have been avoided")  # fmt: skip
    yield changed(harm(case), "the harm in other words", note="As the family asked for it to be called")


def _more_of_the_rest(case: Snapshot) -> Iterator[Edit]:
    entries = list(case.of(TimelineEntry).values())
    for one in entries[1:4]:
        new = replace(one, id="moment9", code="T99", order=f"{one.order}x", text="The lodge answered the telephone",
                      problem=None, harm=None, expected="", sense="", note="Log", good_practice=None)  # fmt: skip
        yield added(f"a sound entry beside {one.id}", new, *sources("moment9", case))
        yield changed(one, f"{one.id} with a note", note=f"{one.note} Read with the ward")
    yield added("an entry that says what was not done, with its source",
                replace(entries[1], id="moment9", code="T99", order=f"{entries[1].order}x", note="Log",
                        text="Observations were not recorded at 23:00"), *sources("moment9", case))  # fmt: skip
    told = EvidenceItem(
        id="e99",
        name="Failure to rescue: a guide",
        evidence_kind=EvidenceKind.PUBLISHED_REPORT,
        origin="Library",
    )
    yield added("a piece of evidence in use", told, *sources(entries[1].id, case, "e99"))
    yield added("a further source", Excerpt(
        id="x99", evidence="e1", about=problem(case).id, place="Page 7", stance=Stance.SUPPORTS))  # fmt: skip
    answers = actions(case)[0].addresses
    yield added("a further action", another_action(case, addresses=answers))
    for one in actions(case)[:2]:
        yield changed(one, f"{one.id} under way", status=ActionStatus.IN_PROGRESS)
        yield changed(one, f"{one.id} done, with proof", status=ActionStatus.IMPLEMENTED, done="2025-08-01",
                      proof="Delivery note 4471")  # fmt: skip
        yield changed(one, f"{one.id} with a note", note="Agreed in the meeting of May")
    yield added("another person", Actor(id="a99", role="Night porter 1", nature=Nature.STAFF))
    yield added("a note", Note(id="note9", text="Ask the lodge for its log", place="Overview"))
    yield added("another finding of good practice", Finding(
        id="finding9", text="The lodge answered within a minute", finding_kind=FindingKind.GOOD_PRACTICE,
        factors=(next(factors(case)).id,)))  # fmt: skip
    yield changed(case.case, "another title", title=f"{case.case.title}, second version")
    yield changed(
        case.incident, "more of the scope", scope=f"{case.incident.scope} The lodge was asked by letter."
    )
