"""Factor graphs of a given size to lay out, made the same way each time."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.cases import timeline_document
from rca_workbench.analysis.layout import Box, Edge

PUBLISHED = Path(__file__).parents[1] / "resources" / "sample_case" / "case_air_ambulance_2019.json"
BAND_OF = {"ACC.GOV": 0, "ACC.REG": 0, "ACC.ORG": 1, "ACC.TECH": 2, "ACC.ACT": 3, "ACC.ENV": 3, "ACC.OUT": 4}
BANDS = range(5)
SHARES = (8, 4, 14, 21, 3)
"""Factors of the published case in each band."""
LINKS_A_NODE = 1.26
"""The same, links to one factor."""
RECENT, MOSTLY = 25, 0.9
"""Why is asked of one of so many named last, mostly; else of any."""

Graph = tuple[list[Box], list[Edge]]


def published() -> Graph:
    """The published case: 50 factors, 63 links."""
    return _of(json.loads(PUBLISHED.read_text(encoding="utf-8")))


def grown(count: int, seed: int) -> Graph:
    """A graph grown like a case: why is asked of a factor, mostly of a late one; its level shares and links."""
    luck = random.Random(f"grown {count} {seed}")
    bands = [4] * max(1, round(count * SHARES[4] / sum(SHARES)))
    bands += luck.choices(range(4), SHARES[:4], k=count - len(bands))
    edges: dict[Edge, None] = {}
    for node in range(1, count):
        wanted = 1 + (luck.random() < LINKS_A_NODE - 1)
        for _ in range(wanted):
            back = luck.randint(1, RECENT) if luck.random() < MOSTLY else luck.randint(1, node)
            other = max(0, node - back)
            cause, effect = (node, other) if bands[node] <= bands[other] else (other, node)
            edges[f"n{cause}", f"n{effect}"] = None
    return [_box(f"n{node}", band, luck) for node, band in enumerate(bands)], list(edges)


def imported(count: int, seed: int) -> Graph:
    """The graph of a case made for measuring, as the other benchmarks import it."""
    return _of(timeline_document(0, count, seed))


def layered(count: int, seed: int) -> Graph:
    """Links between boxes picked at random, mostly of neighbouring bands and never inside one."""
    luck = random.Random(f"layered {count} {seed}")
    bands = [node * 5 // count for node in range(count)]
    edges: dict[Edge, None] = {}
    while len(edges) < LINKS_A_NODE * count:
        one, other = sorted((luck.randrange(count), luck.randrange(count)))
        if bands[one] < bands[other] <= bands[one] + (1 if luck.random() < 0.8 else 4):
            edges[f"n{one}", f"n{other}"] = None
    return [_box(f"n{node}", band, luck) for node, band in enumerate(bands)], list(edges)


KINDS: dict[str, Callable[[int, int], Graph]] = {"grown": grown, "imported": imported, "layered": layered}


def _of(document: dict[str, Any]) -> Graph:
    luck = random.Random(1)
    boxes = [_box(node["id"], BAND_OF[node["accimap_level"]], luck) for node in document["nodes"]]
    links = dict.fromkeys((link["source"], link["target"]) for link in document["links"])
    return boxes, list(links)


def _box(id: str, band: int, luck: random.Random) -> Box:
    """A box of one of the sizes the map gives to texts."""
    return Box(id, band, luck.choice((160.0, 160.0, 216.0)), luck.choice((60.0, 60.0, 76.0, 92.0)))
