"""Whatever a case holds: no rule breaks on it, what is worked on from step to step is what is worked out afresh, and
no two places are accepted by one word.
"""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rca_workbench.analysis.twins import Twins
from rca_workbench.checks import Checks, Found, all_rules
from rca_workbench.model import (
    KINDS,
    AccountState,
    Action,
    ActionStatus,
    Actor,
    ButFor,
    Confidence,
    Entity,
    EntryKind,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    Knowledge,
    Link,
    LinkType,
    Logic,
    Nature,
    Performance,
    Polarity,
    Problem,
    Recommendation,
    Stance,
    Strength,
    Tag,
    Time,
    TimeKind,
    TimelineEntry,
)
from tests.checks.days import SEEDED_ON, TODAY
from tests.drawing.builders import case, factor, harm, link, published

WORDS = (
    "One doctor covers four wards at night",
    "One doctor for four wards at night",
    "",
    "Sarah Jones left",
    "Dose late",
)
LEVELS = ("ACC.GOV", "ACC.ORG", "ACC.TECH", "ACC.ACT", "ACC.ENV", "ACC.OUT", "", "NEW.LEVEL")
CODES = ("NPSA.STAFF.COG", "NPSA.EQUIP.DISP", "NPSA.PAT.CLIN", "SEIPS.WS.TASKS", "LP.ORG", "OWN.TAG", "")
IDS = [f"f{n}" for n in range(8)]
MOMENTS = [f"t{n}" for n in range(5)]


def maybe(values: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(values)


texts = st.sampled_from(WORDS)
times = st.one_of(
    st.just(Time()),
    st.integers(0, 23).map(lambda hour: Time(kind=TimeKind.DATETIME, start=f"2025-03-12T{hour:02}:00")),
    st.integers(1, 28).map(lambda day: Time(kind=TimeKind.DATE, start=f"2025-03-{day:02}")),
    st.sampled_from(MOMENTS).map(lambda id: Time(kind=TimeKind.OFFSET, anchor=id, least=600, most=1200)),
    st.just(Time(kind=TimeKind.PERIOD, start="2023-03-12T09:00", end="2025-03-12T12:00")),
)
several = st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(tuple)
moments = st.lists(st.sampled_from(MOMENTS), max_size=2, unique=True).map(tuple)
flags = maybe([True, False])

factors = st.builds(
    Factor,
    id=st.sampled_from(IDS),
    text=texts,
    factor_kind=st.sampled_from(FactorKind),
    level=st.sampled_from(LEVELS),
    tags=st.lists(st.builds(Tag, st.sampled_from(CODES), maybe(Polarity)), max_size=2).map(tuple),
    status=st.sampled_from(FactorStatus),
    confidence=maybe(Confidence),
    entries=moments,
    entry=maybe(MOMENTS),
    problem=maybe(Problem),
    is_act=flags,
    is_omission=flags,
    is_departure=flags,
    performed=maybe(Performance),
    polarity=maybe(Polarity),
    gate=maybe(Logic),
    gate_count=maybe([0, 1, 2]),
    sufficient=flags,
    no_action_reason=st.sampled_from(("", "Accepted")),
)
links = st.builds(
    Link,
    id=st.sampled_from([f"l{n}" for n in range(12)]),
    source=maybe(IDS),
    target=maybe(IDS),
    link_type=st.sampled_from(LinkType),
    but_for=maybe(ButFor),
    confidence=maybe(Confidence),
    rationale=st.sampled_from(("", "The log shows it")),
    reviewed=flags,
)
entries = st.builds(
    TimelineEntry,
    id=st.sampled_from(MOMENTS),
    text=texts,
    time=times,
    actor=maybe(["nurse", "gone"]),
    entry_kind=st.sampled_from(EntryKind),
    problem=maybe(Problem),
    harm=flags,
    is_omission=flags,
    expected=st.sampled_from(("", "Every hour")),
    conflicts_with=moments,
    accounts_state=maybe(AccountState),
)
others = st.one_of(
    st.builds(
        EvidenceItem,
        id=st.sampled_from(("e1", "e2")),
        name=texts,
        evidence_kind=maybe(EvidenceKind),
        vanishes=times,
    ),
    st.builds(
        Excerpt,
        id=st.sampled_from(("x1", "x2", "x3")),
        evidence=maybe(["e1", "e2", "gone"]),
        about=maybe([*IDS, *MOMENTS]),
        stance=st.sampled_from(Stance),
        quote=texts,
    ),
    st.builds(
        Action,
        id=st.sampled_from(("a1", "a2")),
        text=st.sampled_from((*WORDS, "Retrain all staff", "Remind all staff")),
        addresses=several,
        status=st.sampled_from(ActionStatus),
        strength=maybe(Strength),
        level=st.sampled_from(LEVELS),
    ),
    st.builds(Recommendation, id=st.just("r1"), text=texts, addresses=several),
    st.builds(Finding, id=st.sampled_from(("k1", "k2")), text=texts, factors=several),
    st.builds(
        Actor,
        id=st.just("nurse"),
        role=st.just("Ward nurse 1"),
        name=st.just("Sarah Jones"),
        nature=maybe(Nature),
    ),
    st.builds(Knowledge, id=st.just("w1"), entry=maybe(MOMENTS), actor=maybe(["nurse"]), when=times),
)
things = st.lists(st.one_of(factors, links, entries, others), max_size=24)


def said(checks: Checks) -> list[Found]:
    return list(checks.found)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(before=things, changed=things, gone=st.lists(st.sampled_from([*IDS, *MOMENTS]), max_size=3))
def test_checking_on_from_a_step_gives_what_checking_afresh_gives(
    before: list[Entity], changed: list[Entity], gone: list[str]
) -> None:
    first = case(*before)
    checks = Checks(first, today=SEEDED_ON)
    removed = [(kind, id) for kind in ("factor", "timeline_entry") for id in gone if id in first.table(kind)]
    later = first.changed(changed, removed, "later")
    assert said(checks.after(later)) == said(Checks(later, today=SEEDED_ON))
    assert said(checks.after(later, today=TODAY)) == said(Checks(later, today=TODAY))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(things)
def test_no_two_places_are_accepted_by_one_word(some: list[Entity]) -> None:
    keys = Counter(one.key for one in Checks(case(*some), today=TODAY).found if one.rule.override)
    assert [key for key, number in keys.items() if number > 1] == []


def test_no_two_places_of_the_published_case_are_accepted_by_one_word() -> None:
    keys = Counter(one.key for one in Checks(published(), today=TODAY).found if one.rule.override)
    assert [key for key, number in keys.items() if number > 1] == []


@settings(max_examples=100, deadline=None)
@given(st.lists(texts, max_size=6), st.dictionaries(st.integers(0, 7), texts, max_size=3))
def test_twins_worked_on_are_twins_worked_out_afresh(first: list[str], changes: dict[int, str]) -> None:
    def made(some: dict[str, str], before: Twins | None = None) -> Twins:
        return Twins({id: (factor(id, text), "", text) for id, text in some.items()}, before)

    was = {f"f{n}": text for n, text in enumerate(first)}
    now = was | {f"f{n}": text for n, text in changes.items()}
    later, afresh = made(now, made(was)), made(now)
    assert [(one.id, other.id) for one, other in later.pairs] == [
        (one.id, other.id) for one, other in afresh.pairs
    ]


RING = [factor(f"n{n}", f"Step {n}") for n in range(2_000)]
LARGE: dict[str, list[Entity]] = {
    "one ring": [
        *RING,
        *(link(f"n{n}", f"n{(n + 1) % 2_000}") for n in range(2_000)),
        harm("h"),
        link("n0", "h"),
    ],
    "nothing but harms in a row": [
        *(replace(one, factor_kind=FactorKind.HARM) for one in RING),
        *(link(f"n{n}", f"n{n + 1}") for n in range(1_999)),
    ],
    "the same words throughout": [replace(one, text="One doctor covers four wards at night") for one in RING],
    "barriers of one cause": [
        *(replace(one, factor_kind=FactorKind.BARRIER) for one in RING),
        factor("c"),
        harm("h"),
        *(link("c", one.id) for one in RING),
        *(link(one.id, "h") for one in RING),
    ],
    "a very long text": [factor("long", "word " * 150_000), harm("h"), link("long", "h")],
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_or_odd_map_stops_no_rule(name: str) -> None:
    checks = Checks(case(*LARGE[name]))
    assert checks.not_run == ()
    changed = checks.snapshot.changed([factor("new", "Something else")], (), "later")
    assert {one.rule.id for one in checks.after(changed).found} >= {"G-22"}


def test_every_rule_names_kinds_there_are_and_says_all_there_is_to_say() -> None:
    for one in all_rules():
        assert one.reads and one.reads <= KINDS.keys(), one.id
        assert set(one.needs) <= KINDS.keys(), one.id
        assert all((one.title, one.group, one.why, one.how, one.source, one.example, one.sound)), one.id
        assert not one.title.endswith("."), one.id


def test_there_are_over_a_hundred_rules() -> None:
    assert len(all_rules()) > 100
