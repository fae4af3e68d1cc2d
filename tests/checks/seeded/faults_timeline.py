"""Seeded faults of the timeline, and of hindsight."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    Knowledge,
    Problem,
    Snapshot,
    Time,
    TimelineEntry,
    TimeLink,
)
from rca_workbench.model.timeline import EntryKind
from tests.checks.seeded.fault import (
    Edit,
    added,
    changed,
    factors,
    fault,
    sources,
)


@fault(
    "C-37",
    G_28="problems have no moment",
    C_48="the harm has none",
    C_56="what it rested on is gone",
    G_11="its moment is gone",
    G_22="it rested on the timeline",
)
def no_timeline(case: Snapshot) -> Iterator[Edit]:
    ids = list(case.table("timeline_entry"))
    put = tuple(replace(one, entry=None, entries=()) for one in factors(case) if one.entry or one.entries)
    yield Edit("no timeline", put, tuple(("timeline_entry", id) for id in ids))
    yield Edit("two entries only", put, tuple(("timeline_entry", id) for id in ids[2:]))


@fault("C-38")
def entry_without_source(case: Snapshot) -> Iterator[Edit]:
    for id in list(case.table("timeline_entry"))[1:3]:
        one = case.of(TimelineEntry)[id]
        new = replace(one, id="moment9", code="T99", order=f"{one.order}x", text="The lodge was locked", expected="",
                      harm=None, problem=None, note="As seen by the porter")  # fmt: skip
        yield added("an entry without a source", new)


@fault("C-39")
def moment_on_one_word(case: Snapshot) -> Iterator[Edit]:
    told = next(one for one in case.of(EvidenceItem).values() if one.evidence_kind is EvidenceKind.INTERVIEW)
    for id in list(case.table("timeline_entry"))[1:3]:
        one = case.of(TimelineEntry)[id]
        new = replace(one, id="moment9", code="T99", order=f"{one.order}x", text="The lodge was locked", expected="",
                      harm=True, problem=None, note="As seen by the porter")  # fmt: skip
        yield added("a moment of harm on one person's word", new, *sources("moment9", case, told.id))


@fault("C-40", C_41="the gaps lie elsewhere")
def impossible_order(case: Snapshot) -> Iterator[Edit]:
    entries = [one for one in case.of(TimelineEntry).values() if one.time.start and len(one.time.start) >= 10]
    for first, last in ((entries[0], entries[-1]), (entries[1], entries[-2])):
        yield added("a later moment said to be earlier", TimeLink(
            id="order", earlier=last.id, later=first.id, reason="Told so"), speaks_of=(first.id, last.id))  # fmt: skip


@fault("C-41")
def gap_unexplained(case: Snapshot) -> Iterator[Edit]:
    for one in case.of(TimelineEntry).values():
        if one.note and one.entry_kind is EntryKind.EVENT:
            yield changed(one, f"the gap after {one.id} without a note", note="")


@fault("C-42")
def entry_without_time(case: Snapshot) -> Iterator[Edit]:
    one = list(case.of(TimelineEntry).values())[1]
    for number in (1, 2):
        new = replace(one, id="moment9", code="T99", order="", time=Time(), text="The lodge was locked", note="As seen",
                      actor=one.actor, expected="", problem=None)  # fmt: skip
        yield added(f"an entry nobody knows when ({number})", new, *sources("moment9", case))


@fault("C-45")
def problem_not_on_the_map(case: Snapshot) -> Iterator[Edit]:
    shown = {id for one in case.of(Factor).values() for id in (one.entry, *one.entries)}
    for one in case.of(TimelineEntry).values():
        if one.id not in shown and one.entry_kind is EntryKind.EVENT and not one.problem:
            yield Edit(f"{one.id} flagged, and nothing on the map for it",
                       (replace(one, problem=Problem.CARE, expected="Opened by a key"), *sources(one.id, case, "e5", "e6")),
                       speaks_of=frozenset((one.id,)))  # fmt: skip


@fault("C-46")
def expected_unsaid(case: Snapshot) -> Iterator[Edit]:
    for one in case.of(TimelineEntry).values():
        if one.problem:
            yield changed(one, f"what was to be expected at {one.id} not said", expected="")
    for one in list(case.of(TimelineEntry).values())[1:3]:
        if not one.problem:
            yield changed(one, f"{one.id} marked as not done", is_omission=True)


@fault("C-47")
def expected_by_nobody(case: Snapshot) -> Iterator[Edit]:
    written = (EvidenceKind.POLICY, EvidenceKind.PUBLISHED_REPORT, EvidenceKind.DOCUMENT)
    for one in case.of(TimelineEntry).values():
        rests = {
            case.of(EvidenceItem)[each.evidence or ""].evidence_kind
            for each in case.pointed_from(Excerpt, "about", one.id)
        }
        if rests.isdisjoint(written) and not one.expected:
            yield changed(
                one, f"an expectation at {one.id} that rests on nothing", expected="A key held by the lodge"
            )


@fault("C-48")
def harm_without_moment(case: Snapshot) -> Iterator[Edit]:
    put: list[Entity] = [replace(one, harm=None) for one in case.of(TimelineEntry).values() if one.harm]
    put += [replace(one, entry=None) for one in factors(case, FactorKind.HARM)]
    harms = frozenset(one.id for one in factors(case, FactorKind.HARM))
    yield Edit("the harm is no moment of the timeline", tuple(put), speaks_of=harms)


@fault("C-49")
def narrow_timeline(case: Snapshot) -> Iterator[Edit]:
    entries = list(case.of(TimelineEntry).values())
    yield changed(entries[-1], "the timeline ends with the harm", harm=True)
    yield changed(entries[0], "the timeline begins with the harm", harm=True)


@fault("C-51")
def decision_without_sense(case: Snapshot) -> Iterator[Edit]:
    for one in case.of(TimelineEntry).values():
        if one.problem:
            yield changed(
                one, f"the decision at {one.id} without why", entry_kind=EntryKind.DECISION, sense=""
            )


@fault("C-52")
def act_explained_by_later(case: Snapshot) -> Iterator[Edit]:
    last = list(case.of(TimelineEntry).values())[-1]
    for one in factors(case):
        moment = case.get(TimelineEntry, one.entry)
        if one.is_act and moment is not None:
            knows = Knowledge(
                id="know", entry=last.id, actor=moment.actor, when=last.time, how="Told afterwards"
            )
            yield Edit(f"{one.id} shown by what came later", (replace(one, entries=(last.id,)), knows),
                       speaks_of=frozenset((one.id,)))  # fmt: skip
