"""The same facts in every document: what is put right in the case is right wherever it is printed."""

from functools import cache
from itertools import cycle

import pytest

from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    CaseRecord,
    ContactPlan,
    Entity,
    EvidenceItem,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    Incident,
    LearningItem,
    Link,
    Nature,
    Profile,
    Question,
    Recommendation,
    Snapshot,
    TeamMember,
    TeamPart,
    TimelineEntry,
)
from rca_workbench.model.time import Time, TimeKind
from rca_workbench.report import Edition, build, templates
from rca_workbench.report.document import cell_text, spans_of
from tests.checks.days import TODAY


def day(iso: str) -> Time:
    return Time(TimeKind.DATE, iso)


HELD: tuple[Entity, ...] = (
    CaseRecord(id="case", title="Late result", reference="W-2026-17"),
    Incident(
        id="incident", summary="A blood result was seen late.", family_summary="The result came when nobody was looking.",
        harm="A man lost his sight.", safe_now="Inboxes are emptied by hand.", start=day("2026-05-04"),
        found=day("2026-05-06"), terms_of_reference="Why was it seen late?",
    ),
    Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY),
    ContactPlan(id="cp", person="d", lead="Matron"),
    TeamMember(id="t", role="Head of patient safety", part=TeamPart.LEAD),
    EvidenceItem(id="e", code="E1", name="Inbox log"),
    TimelineEntry(id="x", code="T1", text="The result came at noon.", time=day("2026-05-04"), harm=True),
    Excerpt(id="q", about="s", evidence="e", place="line 7"),
    Factor(id="h", code="H1", text="Sight was lost.", factor_kind=FactorKind.HARM, status=FactorStatus.FINDING),
    Factor(
        id="s", code="S1", text="No inbox has an owner.", factor_kind=FactorKind.SYSTEM_FACTOR,
        status=FactorStatus.FINDING,
    ),
    Link(id="l", source="s", target="h"),
    Finding(id="k", code="K1", text="No result has somebody who waits for it.", factors=("s",)),
    Recommendation(id="r", code="R1", text="The supplier shows who has read it.", to="The supplier", addresses=("s",)),
    Action(
        id="a", code="A1", text="Every result has one inbox.", addresses=("s",), owner="Chief pharmacist",
        due="2026-09-01", status=ActionStatus.AGREED,
    ),
    Question(id="z", code="Q1", text="Why did nobody ring us?", person="d", answer="Nobody had read the result.",
             answered_by=("k",)),
    LearningItem(id="i", text="A result needs an owner.", about=("k",), owner="Head of patient safety"),
)  # fmt: skip

FACTS = (
    ("incident", "summary", "A blood result was seen late.", "A scan was seen late.", None),
    ("incident", "harm", "A man lost his sight.", "A man lost one eye.", None),
    ("finding", "text", "No result has somebody who waits for it.", "Results wait for nobody.", None),
    ("recommendation", "text", "The supplier shows who has read it.", "The supplier rings the ward.", None),
    ("action", "text", "Every result has one inbox.", "Each ward has one inbox.", None),
    ("action", "owner", "Chief pharmacist", "Laboratory manager", ("Chief pharmacist", "chief pharmacist")),
    ("action", "due", "2026-09-01", "2026-11-03", ("1 Sep 2026", "1 September 2026")),
    ("question", "answer", "Nobody had read the result.", "It was read at night.", None),
    ("timeline_entry", "text", "The result came at noon.", "The result came at one.", None),
    ("evidence", "name", "Inbox log", "Printed log", None),
)
AFTER = {
    "2026-11-03": ("3 Nov 2026", "3 November 2026"),
    "Laboratory manager": ("Laboratory manager", "laboratory manager"),
}
PRINTED = {
    ("finding", "text"): {"investigation_report", "concise_report", "family_summary", "sbar"},
    ("action", "due"): {"investigation_report", "concise_report", "family_summary", "action_plan", "sbar"},
    ("action", "owner"): {"investigation_report", "concise_report", "family_summary", "action_plan", "sbar"},
    ("question", "answer"): {"investigation_report", "concise_report", "family_summary"},
    ("timeline_entry", "text"): {"investigation_report", "concise_report", "timeline_pack"},
    ("evidence", "name"): {"investigation_report", "concise_report", "evidence_list"},
    ("incident", "summary"): {"investigation_report", "concise_report", "initial_report", "sbar"},
    ("incident", "harm"): {
        "investigation_report",
        "concise_report",
        "initial_report",
        "sbar",
        "learning_bulletin",
    },
}
"""Documents that have to print a fact, at the least."""


@cache
def pages(changed: tuple[str, str, str] | None, profile: Profile) -> dict[str, str]:
    snapshot = Snapshot.empty().changed(HELD, (), "f" * 64)
    case = snapshot.case
    made = [case.kind.from_plain(case.id, case.kind.to_plain(case) | {"profile": str(profile)})]
    if changed is not None:
        kind, field, value = changed
        (one,) = snapshot.table(kind).values()
        made.append(one.kind.from_plain(one.id, one.kind.to_plain(one) | {field: value}))
    snapshot = snapshot.changed(made, (), snapshot.head)
    return {one.name: page(snapshot, one.name) for one in templates()}


def page(snapshot: Snapshot, name: str) -> str:
    blocks = build(snapshot, name, Edition(TODAY), pictures=False).blocks
    lines = []
    for one in blocks:
        lines += [cell_text((span,)) + span.note for span in spans_of(one)]
        lines += [cell for row in getattr(one, "rows", ()) for cell in row if isinstance(cell, str)]
    return "\n".join(lines)


def called(one: object) -> str:
    return " ".join(one[:2]) if isinstance(one, tuple) else str(one)


@pytest.mark.parametrize(("fact", "profile"), list(zip(FACTS, cycle(Profile), strict=False)), ids=called)
def test_a_fact_put_right_is_right_in_every_document_that_has_it(
    fact: tuple[str, str, str, str, tuple[str, ...] | None], profile: Profile
) -> None:
    kind, field, was, now, said = fact
    before, after = pages(None, profile), pages((kind, field, now), profile)
    held = {name for name, text in before.items() if any(one in text for one in said or (was,))}
    assert held >= PRINTED.get((kind, field), set())
    for name, text in after.items():
        assert not any(one in text for one in said or (was,)), name
        assert any(one in text for one in AFTER.get(now, (now,))) == (name in held), name


@pytest.mark.parametrize("profile", list(Profile))
def test_only_the_2015_framework_speaks_of_root_causes(profile: Profile) -> None:
    for name in ("investigation_report", "concise_report"):
        titles = [
            one.text
            for one in build(
                Snapshot.empty().changed((*HELD[1:], CaseRecord(id="case", profile=profile)), (), ""),
                name,
                Edition(TODAY),
                pictures=False,
            ).headings
        ]
        speaks = any("root cause" in title.lower() for title in titles)
        assert speaks is (profile is Profile.SIF2015), name
