"""Seeded faults of passing learning on."""

from collections.abc import Iterator
from dataclasses import replace

from rca_workbench.model import Finding, FindingKind, LearningItem, Sharing, Snapshot
from tests.checks.seeded.fault import Edit, changed, fault


@fault("C-90")
def lesson_with_no_way(case: Snapshot) -> Iterator[Edit]:
    for one in case.of(LearningItem).values():
        gone = tuple(("sharing", each.id) for each in case.of(Sharing).values() if each.item == one.id)
        yield Edit(
            "a lesson that reaches nobody",
            (replace(one, route="", shared=""),),
            gone,
            speaks_of=frozenset((one.id,)),
        )


@fault("C-91")
def lesson_not_linked(case: Snapshot) -> Iterator[Edit]:
    for one in case.of(LearningItem).values():
        gone = tuple(("sharing", each.id) for each in case.of(Sharing).values() if each.form == "LS-03")
        yield Edit("a lesson linked to nothing", (replace(one, practice=""),), gone, frozenset((one.id,)))


@fault("C-170")
def kept_in_the_team(case: Snapshot) -> Iterator[Edit]:
    went = case.of(Sharing)["shared1"]
    yield changed(went, "shared, but not beyond the team", "lesson", beyond=None)
    huddle = replace(went, form="LS-02", to="Night team", beyond=None, reference="Huddle of Monday")
    yield Edit("told at the huddle", (huddle,), speaks_of=frozenset(("lesson",)))


@fault("C-171")
def training_alone(case: Snapshot) -> Iterator[Edit]:
    good = next(one for one in case.of(Finding).values() if one.finding_kind is FindingKind.GOOD_PRACTICE)
    lesson = replace(case.of(LearningItem)["lesson"], about=(good.id,))
    supervision = case.of(Sharing)["shared2"]
    lesson_of = frozenset((lesson.id,))
    yield Edit("training, and no supervision", (lesson,), (("sharing", supervision.id),), speaks_of=lesson_of)
    taught = replace(supervision, form="LS-04", to="All of the rota")
    yield Edit("two trainings", (lesson, taught), speaks_of=lesson_of)


@fault("C-172")
def bulletin_unchecked(case: Snapshot) -> Iterator[Edit]:
    whole = replace(case.of(Sharing)["shared1"], id="bulletin", item=None)
    lesson = replace(case.of(LearningItem)["lesson"], id="lesson9", checked_by="")
    yield Edit("the whole bulletin went out", (lesson, whole), speaks_of=frozenset(("lesson9",)))


@fault("C-174")
def family_told_late(case: Snapshot) -> Iterator[Edit]:
    told = case.of(Sharing)["told1"]
    yield changed(told, "the family told after the bulletin", "shared1", on="2025-10-09")
    yield changed(told, "only staff told before", "shared1", to="Staff of the ward")


@fault("C-175")
def reporter_not_told(case: Snapshot) -> Iterator[Edit]:
    told = case.of(Sharing)["told2"]
    yield Edit("nobody told the reporter", removed=(("sharing", told.id),))
    yield Edit("the feedback went elsewhere", (replace(told, form="LS-02", reach="Nine"),))


@fault("C-180", C_174="nobody was told before the bulletin either")
def affected_not_told(case: Snapshot) -> Iterator[Edit]:
    told = case.of(Sharing)["told1"]
    yield Edit("nobody told those affected", removed=(("sharing", told.id),))
    yield Edit("the feedback is called a huddle", (replace(told, form="LS-02"),))
