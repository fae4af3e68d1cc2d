"""Seeded faults of following actions: who owns them, when they are due, what was agreed and judged."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    ActionStatus,
    Actor,
    Measure,
    Nature,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Snapshot,
    Standing,
    Strength,
)
from tests.checks.seeded.fault import Edit, added, changed, fault
from tests.checks.seeded.faults_plan import actions, another_action


def moves(case: Snapshot, count: int, text: str) -> tuple[ProgressNote, ...]:
    return tuple(
        ProgressNote(
            id=f"move{at}", action=actions(case)[0].id, progress_kind=ProgressKind.DATE_MOVED, on=f"2025-06-{at + 10}",
            was=f"2025-07-{at + 10}", now=f"2025-08-{at + 10}", text=text,
        )
        for at in range(count)
    )  # fmt: skip


@fault("C-150")
def owner_gone(case: Snapshot) -> Iterator[Edit]:
    for one in actions(case)[:2]:
        gone = Actor(id="gone", role=one.owner.upper(), nature=Nature.STAFF, left="2025-07-01")
        owned = tuple(each.id for each in actions(case) if each.owner == one.owner)
        yield added(f"{one.owner} left", gone, speaks_of=owned)


@fault("C-151")
def due_before_start(case: Snapshot) -> Iterator[Edit]:
    for one in actions(case)[:2]:
        yield changed(one, "due before it starts", begins="2026-12-01")


@fault("C-152")
def approved_bare(case: Snapshot) -> Iterator[Edit]:
    first = actions(case)[0]
    measures = [one for one in case.of(Measure).values() if one.action == first.id]
    bare = Edit(
        "approved without a measure", removed=tuple((one.kind.name, one.id) for one in measures),
        speaks_of=frozenset((first.id,)),
    )  # fmt: skip
    yield bare


@fault("C-152", C_78="the measure has no baseline")
def approved_without_baseline(case: Snapshot) -> Iterator[Edit]:
    first = actions(case)[0]
    measures = [one for one in case.of(Measure).values() if one.action == first.id]
    yield added(
        "no measure with a baseline", *(replace(one, baseline="") for one in measures), speaks_of=(first.id,)
    )


@fault("C-153")
def moved_unsaid(case: Snapshot) -> Iterator[Edit]:
    yield added("a date moved, and no reason", *moves(case, 1, ""))


@fault("C-154")
def drifting(case: Snapshot) -> Iterator[Edit]:
    first = actions(case)[0].id
    for count in (3, 5):
        yield added(
            f"moved {count} times", *moves(case, count, "The maker delivers later"), speaks_of=(first,)
        )


@fault("C-155")
def unreviewed(case: Snapshot) -> Iterator[Edit]:
    for one in actions(case)[:2]:
        yield changed(one, "never looked at again", review="")


@fault("C-156")
def declined_unsaid(case: Snapshot) -> Iterator[Edit]:
    asked = Recommendation(
        id="rec9", text="The supplier should say which whole sizes fit", to="Supplier", standing=Standing.DECLINED,
        strength=Strength.STRONGER, addresses=actions(case)[0].addresses,
    )  # fmt: skip
    yield added("declined, and no reason", asked)


@fault("C-157")
def without_mandate(case: Snapshot) -> Iterator[Edit]:
    for one in actions(case)[:2]:
        yield changed(one, "nothing lets its owner do it", authority="")


@fault("C-158", G_39="nothing answers the factor now", G_42="the way is open again", C_70="as for G-39")
def judged_by_nobody(case: Snapshot) -> Iterator[Edit]:
    new = another_action(
        case,
        status=ActionStatus.NOT_EFFECTIVE,
        done="2025-07-01",
        proof="Order 4471",
        effect="No change to be seen",
    )
    yield added("judged by nobody", new)


@fault("C-159")
def graded_kindly(case: Snapshot) -> Iterator[Edit]:
    for text in ("A label at the store says where the keys are", "A guideline says who opens the store"):
        yield added(
            f"graded too kindly: {text}",
            another_action(case, text=text, strength=Strength.STRONGER, strength_reason=""),
        )


@fault("C-181")
def past_its_date(case: Snapshot) -> Iterator[Edit]:
    for one in actions(case)[:2]:
        yield changed(one, "past its date, and nobody says why", due="2025-10-31")


@fault("C-182", C_77="no proof yet")
def never_looked_at_again(case: Snapshot) -> Iterator[Edit]:
    for one in actions(case)[:2]:
        yield changed(
            one, "the day of its review went by", status=ActionStatus.IMPLEMENTED, done="2025-09-01",
            proof="Order 4471", review="2025-11-01",
        )  # fmt: skip
