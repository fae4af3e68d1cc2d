"""Seeded faults of the plan and its measures, of the report, and of learning."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import (
    ActionStatus,
    Actor,
    Attendance,
    Comment,
    Conflict,
    Factor,
    Finding,
    Nature,
    ParkedItem,
    Recommendation,
    ReportText,
    Snapshot,
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
)
from tests.checks.seeded.faults_plan import actions, another_action


@fault(
    "C-68", BL040="the words of a weak action", BL041="the same", G_44="training for what is no lack of it"
)
def only_training(case: Snapshot) -> Iterator[Edit]:
    plan = [*actions(case), *case.of(Recommendation).values()]
    said = (
        "Training of the lodge in the use of badges", "A refresher day on stairs and lifts for porters",
        "Induction for new clerks covers the post room", "Teach the torch drill each spring",
        "An e-learning module about keys", "Educate visitors in the way round the building",
    )  # fmt: skip
    for words in (said, said[::-1]):
        yield Edit(
            "nothing but training",
            tuple(replace(one, text=text) for one, text in zip(plan, words, strict=False)),
        )


@fault("C-69")
def action_below_its_factor(case: Snapshot) -> Iterator[Edit]:
    for one in actions(case):
        above = [case.of(Factor)[id] for id in one.addresses]
        if any(each.level in ("ACC.ORG", "ACC.REG") for each in above):
            yield changed(one, f"{one.id} acts on the ward for what lies above it", level="ACC.ACT")


@fault("C-70")
def contributory_factor_unanswered(case: Snapshot) -> Iterator[Edit]:
    for number, level in enumerate(("ACC.TECH", "ACC.ORG"), 1):
        new = extra(case, number, level=level, no_action_reason="")
        yield added("a factor nobody answers", *new, led(new[0].id, problem(case).id))


@fault("C-72")
def owner_of_everything(case: Snapshot) -> Iterator[Edit]:
    first = actions(case)[0]
    words = ("lodge", "stairs", "letters", "torch", "kitchen", "garden")
    many = tuple(
        replace(
            first,
            id=f"more{number}",
            text=f"The {word} opens by badge at {number} in the morning",
            owner="Matron 1",
            status=ActionStatus.PROPOSED,
        )
        for number, word in enumerate(words, 1)
    )
    yield Edit("six open actions of one owner", many, speaks_of=frozenset(one.id for one in many))


@fault("C-73")
def action_twice(case: Snapshot) -> Iterator[Edit]:
    for one in actions(case)[:2]:
        yield added(
            f"{one.id} a second time",
            replace(one, id="twin", text=f"{one.text}.", status=ActionStatus.PROPOSED),
            speaks_of=("twin", one.id),
        )


@fault("C-79", C_158="nothing is said of its effect", G_39="nothing answers the factor now",
       G_42="the way is open again", C_70="as for G-39", G_37="")  # fmt: skip
def ended_unsaid(case: Snapshot) -> Iterator[Edit]:
    for status in (ActionStatus.STOPPED, ActionStatus.NOT_EFFECTIVE):
        new = another_action(case, status=status, addresses=(problem(case).id,))
        yield added(f"an action {status}, and nothing said", new)


@fault("C-83")
def named_in_print(case: Snapshot) -> Iterator[Edit]:
    staff = next(one for one in case.of(Actor).values() if one.nature is Nature.STAFF)
    finding = next(iter(case.of(Finding).values()))
    yield changed(
        case.incident, "a name in the summary", summary=f"{case.incident.summary} {staff.name} was on duty."
    )
    yield changed(finding, "a name in the note of a finding", note=f"Agreed with {staff.name.split()[-1]}")
    report = case.of(ReportText)["text1"]
    yield changed(report, "a name in the report", text=f"{report.text} {staff.name} was asked as well.")


@fault("C-84")
def paragraph_twice(case: Snapshot) -> Iterator[Edit]:
    one = case.of(ReportText)["text1"]
    yield added(
        "a paragraph in two sections",
        replace(one, id="text9", section="background"),
        speaks_of=("text9", one.id),
    )
    yield added(
        "the summary in a section", replace(one, id="text9", section="background", text=case.incident.summary)
    )


@fault("C-85")
def draft_unread(case: Snapshot) -> Iterator[Edit]:
    yield Edit(
        "no draft went out",
        (replace(case.of(Comment)["comment"], review=None),),
        tuple(("review", id) for id in case.table("review")),
    )


@fault("C-87")
def nobody_from_outside(case: Snapshot) -> Iterator[Edit]:
    put = tuple(replace(one, external=None, family=None) for one in case.of(Attendance).values())
    yield Edit("nobody from outside", put)


@fault("C-88")
def parked_and_left(case: Snapshot) -> Iterator[Edit]:
    for said in ("Who holds the key of the lodge", "Ask the second site"):
        yield added("parked and left", ParkedItem(id="parked9", meeting="meeting", text=said))


@fault("C-90")
def nothing_passed_on(case: Snapshot) -> Iterator[Edit]:
    yield Edit("no lesson", removed=tuple(("learning", id) for id in case.table("learning")))


@fault("C-92")
def copies_that_differ(case: Snapshot) -> Iterator[Edit]:
    one = next(factors(case))
    for field in ("text", "level"):
        yield added("two copies that differ", Conflict(
            id=f"two-{field}", subject_kind="factor", subject=one.id, field=field, ours='"a"', theirs='0'))  # fmt: skip
