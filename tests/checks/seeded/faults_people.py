"""Seeded faults of the early response, of how people were involved, and of the evidence register."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    Actor,
    CandourStep,
    Contact,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Interview,
    Involvement,
    Nature,
    Snapshot,
    StaffSupport,
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
from tests.checks.seeded.making import when


@fault("C-04", C_120="nothing is said of the steps either", C_122="nor of wider risk")
def nobody_said_safe(case: Snapshot) -> Iterator[Edit]:
    gone = tuple(("immediate_action", id) for id in case.table("immediate_action"))
    yield Edit(
        "not said whether all are safe",
        (replace(case.incident, safe_now=""),),
        gone,
        frozenset(("incident",)),
    )


@fault("C-07")
def no_decision(case: Snapshot) -> Iterator[Edit]:
    yield Edit(
        "no decision on the response", removed=tuple(("decision", id) for id in case.table("decision"))
    )


@fault("C-13", C_16="no step of candour either")
def no_contact(case: Snapshot) -> Iterator[Edit]:
    gone = [(kind, id) for kind in ("contact", "candour", "candour_test") for id in case.table(kind)]
    yield Edit("no contact with the family", (replace(case.one(Involvement), note=""),), tuple(gone))


@fault("C-15", C_137="without the later contact, news is overdue")
def promise_unkept(case: Snapshot) -> Iterator[Edit]:
    last = list(case.of(Contact).values())[-1]
    yield changed(last, "a promise and no later contact", promised="A copy of the letter")
    first = next(iter(case.of(Contact).values()))
    yield Edit(
        "a promise and no later contact",
        (replace(first, next=""),),
        (("contact", last.id),),
        frozenset((first.id,)),
    )


@fault("C-16")
def no_candour(case: Snapshot) -> Iterator[Edit]:
    gone = [(kind, id) for kind in ("candour", "candour_test") for id in case.table(kind)]
    yield Edit("no decision and no step of candour", removed=tuple(gone))


@fault("C-18")
def no_apology(case: Snapshot) -> Iterator[Edit]:
    put = tuple(replace(one, apology="") for one in case.of(CandourStep).values())
    yield Edit("no words of apology", put)


@fault("C-19")
def candour_in_part(case: Snapshot) -> Iterator[Edit]:
    for id in ("step-DC-09", "step-DC-05", "step-DC-10"):
        yield Edit(f"candour without {id}", removed=(("candour", id),))


@fault("C-20")
def interviewed_without_support(case: Snapshot) -> Iterator[Edit]:
    for one in case.of(Interview).values():
        gone = tuple(
            ("staff_support", each.id) for each in case.pointed_from(StaffSupport, "person", one.person or "")
        )
        yield Edit(
            f"{one.id} without support",
            (replace(one, support=""),),
            gone,
            frozenset((one.id, one.person or "")),
        )


@fault("C-21")
def interviewed_and_forgotten(case: Snapshot) -> Iterator[Edit]:
    for one in case.of(Interview).values():
        put = tuple(
            replace(each, feedback="") for each in case.pointed_from(StaffSupport, "person", one.person or "")
        )
        yield Edit(
            f"{one.id} heard nothing",
            (replace(one, feedback_given=""), *put),
            (),
            frozenset((one.id, one.person or "")),
        )


@fault("C-24", C_146="nor offered support", C_148="nor told what was found")
def act_of_somebody_unasked(case: Snapshot) -> Iterator[Edit]:
    entry = next(one for one in factors(case) if one.is_act).entry
    moment = case.get(TimelineEntry, entry)
    assert moment is not None
    for number, role in enumerate(("Night porter 1", "Site manager 1"), 1):
        new = Actor(id="somebody", role=role, nature=Nature.STAFF)
        here = replace(moment, id="moment9", actor="somebody", text="The store was opened from inside")
        one, *rest = extra(case, number, is_act=True, entry="moment9", sense="It was the habit of the lodge")
        behind = extra(case, number + 1)
        yield added(
            f"an act of {role}, whom nobody asked", new, here, *sources("moment9", case, "e1", "e5", "e6"), one, *rest,
            *behind, led(behind[0].id, one.id), led(one.id, problem(case).id),
        )  # fmt: skip


@fault("C-26")
def evidence_that_vanishes(case: Snapshot) -> Iterator[Edit]:
    first, second, *_ = case.of(EvidenceItem).values()
    yield changed(first, "evidence that will be lost", vanishes=when("2025-12-31"))
    yield changed(second, "evidence that will be lost", vanishes=when("2025-12-31"), secured=False)


@fault("C-30")
def evidence_unused(case: Snapshot) -> Iterator[Edit]:
    for number, kind in enumerate((EvidenceKind.RECORD, EvidenceKind.DOCUMENT)):
        yield added("a record nobody opened", EvidenceItem(
            id=f"unused{number}", name="Key register", evidence_kind=kind, origin="Lodge", kept_at="Lodge"))  # fmt: skip


@fault(
    "C-31",
    G_47="the family's account is gone too",
    G_24="what is acted on rests on accounts alone",
    C_39="moments too",
    C_47="what was expected rests on no document",
)
def one_sort_of_evidence(case: Snapshot) -> Iterator[Edit]:
    every = list(case.of(EvidenceItem).values())
    yield Edit("documents only", tuple(replace(one, evidence_kind=EvidenceKind.DOCUMENT) for one in every))
    yield Edit("accounts only", tuple(replace(one, evidence_kind=EvidenceKind.INTERVIEW) for one in every))


@fault("C-32", G_24="one statement is one person's word", C_39="the moment rests on it")
def statements_alone(case: Snapshot) -> Iterator[Edit]:
    for number in (1, 2):
        told = tuple(
            EvidenceItem(id=f"told{each}", name=f"Written statement {each}", evidence_kind=EvidenceKind.STATEMENT,
                         origin="The lodge", kept_at="Case folder") for each in range(number)
        )  # fmt: skip
        one, *_ = extra(case, number)
        shown = sources(one.id, case, *(each.id for each in told))
        yield added("a factor that only statements tell of", one, *told, *shown, led(one.id, problem(case).id))  # fmt: skip


@fault("C-33")
def hearsay_alone(case: Snapshot) -> Iterator[Edit]:
    for number, kind in enumerate((EvidenceKind.PRESS, EvidenceKind.UNVERIFIED, EvidenceKind.INFERENCE), 1):
        told = EvidenceItem(
            id="told", name="Northmere Echo, 14 March", evidence_kind=kind, origin="Shop", kept_at="Folder"
        )
        one, *_ = extra(case, number)
        yield added(f"a factor that only {kind} tells of", one, told, *sources(one.id, case, "told"),
                    led(one.id, problem(case).id))  # fmt: skip


@fault("C-34")
def quotation_without_a_place(case: Snapshot) -> Iterator[Edit]:
    for one in list(case.of(Excerpt).values())[:2]:
        yield changed(one, "quoted words without a place", quote="It had always been answered", place="")


@fault("C-35")
def nobody_wrote_down_hands(case: Snapshot) -> Iterator[Edit]:
    for kind in (EvidenceKind.OBJECT, EvidenceKind.RECORDING, EvidenceKind.DEVICE_LOG):
        new = EvidenceItem(id="thing", name="The torch of the lodge", evidence_kind=kind, origin="Lodge", kept_at="Safe",
                           note="Shows nothing of that night", quality="Good")  # fmt: skip
        yield added(f"{kind} without a record of hands", new)
