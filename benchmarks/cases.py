"""Cases of a given size, made the same way each time."""

import json
import random
from datetime import datetime, timedelta
from pathlib import Path

WORDS = tuple(
    (
        "observations recorded doctor bleeped review fluids antibiotic prescribed nurse charge handover ward transfer "
        "result telephoned family asked chart paper system offline outreach called senior registrar theatre porter bed"
    ).split()
)
ACTORS = (
    "Ward nurse 1",
    "Ward nurse 2",
    "Doctor 1",
    "Registrar",
    "Patient",
    "Relative",
    "Laboratory",
    "Outreach",
)


def timeline_document(
    entries: int, factors: int = 0, seed: int = 7, actors: tuple[str, ...] = ACTORS
) -> dict[str, object]:
    """A `case-1.0` document with that many timeline entries and factors; each of `actors` has a lane of its own."""
    luck = random.Random(seed)
    start = datetime(2025, 3, 10, 6, 0)

    def sentence() -> str:
        return " ".join(luck.choice(WORDS) for _ in range(luck.randint(5, 14))).capitalize() + "."

    levels = ("ACC.GOV", "ACC.REG", "ACC.ORG", "ACC.TECH", "ACC.ACT", "ACC.ENV")
    nodes: list[dict[str, object]] = [
        {
            "id": f"F{n}",
            "kind": "system_factor" if n % 9 == 0 else "contributory_factor",
            "text": sentence()[:70],
            "accimap_level": levels[n * len(levels) // max(1, factors)],
            "tags": [],
            "status": "finding",
            "confidence": "probable",
            "evidence_refs": [],
        }
        for n in range(factors)
    ]
    links = []
    for n in range(1, factors):
        for source in {luck.randrange(max(0, n - 30), n) for _ in range(1 + (luck.random() < 0.26))}:
            links.append(
                {"source": f"F{source}", "target": f"F{n}", "type": "contributed_to", "but_for": "less_likely",
                 "confidence": "probable", "rationale": ""}
            )  # fmt: skip
    return {
        "schema": "case-1.0",
        "case_id": f"bench-{entries}-{factors}-{seed}",
        "title": "A case made for measuring",
        "incident": {"summary": "Made for measuring.", "start": "2025-03-10", "end": None, "setting": "Ward"},
        "actors": [{"id": f"a{n}", "label": name, "lane": name} for n, name in enumerate(actors)],
        "sources": [{"id": "S1", "label": "Clinical notes", "kind": "record"}],
        "timeline": [
            {
                "id": f"T{n}",
                "time": {
                    "kind": "datetime",
                    "start": (start + timedelta(minutes=3 * n)).isoformat(timespec="minutes"),
                    "end": None,
                    "display": "",
                    "sequence": n,
                },
                "actor": f"a{luck.randrange(len(actors)) if len(actors) > len(ACTORS) else n % len(actors)}",
                "text": sentence(),
                "entry_kind": "event",
                "source_ref": f"S1#p{n}",
                "verified": True,
            }
            for n in range(entries)
        ],
        "nodes": nodes,
        "links": links,
        "recommendations": [],
        "safety_actions_taken": [],
    }


def write_document(path: Path, entries: int, factors: int = 0, lanes: int = len(ACTORS)) -> Path:
    """The same, written to a file; beyond the usual actors there are as many more as there are to be lanes."""
    actors = (*ACTORS, *(f"Ward nurse {n}" for n in range(3, 3 + lanes - len(ACTORS))))[:lanes]
    path.write_text(json.dumps(timeline_document(entries, factors, actors=actors)), encoding="utf-8")
    return path
