"""All checks after one edit, in a case of 300 factors and 500 entries, beside reading the same snapshot once."""

import json
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.cases import timeline_document
from benchmarks.table import Row, ms, percentile, timed
from rca_workbench.model import (
    Action,
    Actor,
    ButFor,
    Entity,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    Link,
    Nature,
    Snapshot,
    Tag,
    TimelineEntry,
)

FACTORS, LINKS, ENTRIES = 300, 400, 500
EDITS = 40
"""Of each sort."""
LARGE = 10_000
TODAY = date(2026, 6, 1)

_TAGS = (
    "NPSA.TASK.GUIDE",
    "NPSA.EQUIP.DISP",
    "NPSA.STAFF.COG",
    "NPSA.ORG.STRUC",
    "NPSA.EDU.COMP",
    "SEIPS.WS.TASKS",
)


def measure() -> list[Row]:
    """After a factor's words, a new link and an entry changed; and the first run, there and on a large import."""
    from rca_workbench.checks import Checks

    snapshot = made(ENTRIES, FACTORS, LINKS)
    first = timed(lambda: Checks(snapshot, today=TODAY))
    checks = Checks(snapshot, today=TODAY)
    took: list[float] = []
    worked: list[float] = []  # of the processor alone: what else runs on the machine leaves it as it is
    read: list[float] = []
    for changed in _edits(snapshot):
        later = checks.snapshot.changed(changed, (), "later")
        begin, processor = time.perf_counter(), time.process_time()
        checks = checks.after(later)
        took.append(time.perf_counter() - begin)
        worked.append(time.process_time() - processor)
        read.append(timed(partial(_read, later)))
    rows = []
    for name, at in (
        ("a factor's words", slice(0, None, 3)),
        ("a link added", slice(1, None, 3)),
        ("an entry's words", slice(2, None, 3)),
        ("each of them", slice(None)),
    ):
        p95 = percentile(took[at], 0.95)
        ratio = median(ours / floor for ours, floor in zip(took[at], read[at], strict=True))
        rows.append(
            Row(
                f"{len(checks.rules)} checks after one edit, {FACTORS} factors, {ENTRIES} entries: {name}, "
                f"95th percentile (median {ms(median(took[at]))}; processor time {ms(percentile(worked[at], 0.95))})",
                ms(p95), f"reading it once: {ms(median(read[at]))}", f"{ratio:.0f}", "50 ms", p95 < 0.05,
            )
        )  # fmt: skip
    usual = median(read)
    rows.append(
        Row(
            "the same, when the case is opened", ms(first), f"reading it once: {ms(usual)}", f"{first / usual:.0f}", "",
            True,
        )
    )  # fmt: skip
    large = made(ENTRIES, LARGE, LARGE)
    begin = time.perf_counter()
    several = Checks(large, today=TODAY)
    opened = time.perf_counter() - begin
    later = large.changed(next(_edits(large)), (), "later")
    after = timed(lambda: several.after(later))
    rows.append(
        Row(
            f"checks on an import of {LARGE:,} factors",
            ms(opened),
            f"after one edit: {ms(after)}",
            "",
            "10 s",
            opened < 10,
        )
    )
    return rows


def made(entries: int, factors: int, links: int) -> Snapshot:
    """A case of that size with harms, acts, tags, actions, findings and people, the same each time."""
    from rca_workbench.exchange.load import read_file

    luck = random.Random(11)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.json"
        path.write_text(json.dumps(timeline_document(entries, factors)), encoding="utf-8")
        snapshot = Snapshot.empty().changed(read_file(path, Snapshot.empty()).entities, (), "read")
    known = list(snapshot.of(Factor).values())
    moments = list(snapshot.of(TimelineEntry))
    more: list[Entity] = []
    for number, one in enumerate(known):
        fields: dict[str, object] = {"tags": (Tag(luck.choice(_TAGS)),), "entries": (luck.choice(moments),)}
        if number % 7 == 3:
            fields |= {
                "factor_kind": FactorKind.PROBLEM,
                "is_act": True,
                "entry": luck.choice(moments),
                "level": "ACC.ACT",
            }
        if number % 31 == 5:
            fields |= {"factor_kind": FactorKind.BARRIER}
        if number >= factors - 3:
            fields |= {"factor_kind": FactorKind.HARM, "level": "ACC.OUT", "tags": ()}
        more.append(replace(one, **fields))  # type: ignore[arg-type]
    for number in range(max(0, links - len(snapshot.of(Link)))):
        to = luck.randrange(1, factors)
        cause, effect = known[luck.randrange(max(0, to - 30), to)], known[to]
        more.append(
            Link(id=f"more{number}", source=cause.id, target=effect.id, but_for=ButFor.YES, rationale="Seen.")
        )
    for number in range(40):
        more.append(Action(id=f"action{number}", text=f"Review {one_of(luck)} of {one_of(luck)} {number}",
                           addresses=(luck.choice(known).id,), owner=f"Lead {number % 9}"))  # fmt: skip
    for number in range(12):
        several = tuple(one.id for one in luck.sample(known, 4))
        more.append(Finding(id=f"finding{number}", text=f"What was learned, {number}", factors=several))
    for number, name in enumerate(("Sarah Jones", "Tom Okafor", "Priya Patel", "Alan Reed", "Grace Ward")):
        more.append(Actor(id=f"person{number}", role=f"Nurse {number + 10}", name=name, nature=Nature.STAFF))
    return snapshot.changed(more, (), "made")


def one_of(luck: random.Random) -> str:
    """A thing an action may be about."""
    return luck.choice(("handover", "pumps", "staffing", "escalation", "display", "store", "rota", "policy"))


def _edits(snapshot: Snapshot) -> Iterator[list[Entity]]:
    """A factor's words, a link added, an entry's words; and so on."""
    luck = random.Random(5)
    factors, entries = list(snapshot.of(Factor).values()), list(snapshot.of(TimelineEntry).values())
    for number in range(EDITS):
        one = luck.choice(factors)
        yield [replace(one, text=f"{one.text} Seen again {number}.", status=FactorStatus.FINDING)]
        to = luck.randrange(1, len(factors))
        cause, effect = factors[luck.randrange(max(0, to - 30), to)], factors[to]
        yield [Link(id=f"new{number}", source=cause.id, target=effect.id, rationale="")]
        entry = luck.choice(entries)
        yield [replace(entry, text=f"{entry.text} Seen again {number}.")]


def _read(snapshot: Snapshot) -> int:
    """Every value of every thing, once."""
    from rca_workbench.model import KINDS

    return sum(len(kind.values(one)) for name, kind in KINDS.items() for one in snapshot.table(name).values())
