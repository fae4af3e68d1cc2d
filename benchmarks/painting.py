"""How long a frame of map and timeline takes: p95 in milliseconds at 1920x1080, into an image, without a GPU.

Run: `python benchmarks/painting.py`. The floor is 16.7 ms, one frame of a 60 Hz screen. No case file is
needed: factors and entries are made with a fixed seed.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from rca_workbench.drawing.lanes import chronology_of
from rca_workbench.drawing.map import layout_of, map_scene
from rca_workbench.drawing.paint import Detail, paint
from rca_workbench.drawing.scene import Scene
from rca_workbench.drawing.theme import theme_named
from rca_workbench.drawing.timeline import Timeline
from rca_workbench.model import (
    Factor,
    FactorKind,
    Lane,
    Link,
    Problem,
    Snapshot,
    Time,
    TimeKind,
    TimelineEntry,
)

WIDTH, HEIGHT = 1920, 1080
LEVELS = ("ACC.GOV", "ACC.ORG", "ACC.TECH", "ACC.ACT", "ACC.OUT")
WORDS = [
    "one",
    "doctor",
    "covers",
    "four",
    "wards",
    "at",
    "night",
    "while",
    "the",
    "outreach",
    "team",
    "is",
    "closed",
    "and",
    "charts",
    "are",
    "on",
    "paper",
]


def main() -> None:
    """Print one row for each gesture."""
    theme = theme_named("light")
    print(f"{'what':<52}{'median':>9}{'p95':>9}")
    for count in (300,):
        snapshot = graph(count)
        scene, seconds = timed(
            lambda snapshot=snapshot: map_scene(snapshot, layout_of(snapshot, theme), theme)
        )
        print(f"{f'map of {count}: layout and scene, once':<52}{seconds * 1000:>9.1f}")
        for name, scale in (("fitted", fitting(scene)), ("middle", 0.6), ("near", 1.0)):
            row(f"map of {count}, pan, {name}", map_pans(scene, scale))
        row(f"map of {count}, zoom", map_zooms(scene))
    for count in (1_000, 10_000):
        snapshot = entries(count)
        chronology = chronology_of(snapshot)
        timeline, seconds = timed(lambda s=snapshot, c=chronology: Timeline(s, c, theme))
        print(f"{f'timeline of {count:,}: made, once':<52}{seconds * 1000:>9.1f}")
        for name, zoom in (("whole span", 1.0), ("middle", 30.0), ("near", 600.0)):
            row(f"timeline of {count:,}, pan, {name}", timeline_pans(timeline, zoom))
        row(f"timeline of {count:,}, zoom", timeline_zooms(timeline, quick=True))
        row(f"timeline of {count:,}, sharp frame at a new scale", timeline_zooms(timeline, quick=False))


def graph(count: int) -> Snapshot:
    """A factor graph of `count` nodes and 1.26 links a node, as the published case has."""
    chance = random.Random(7)
    kinds = [FactorKind.SYSTEM_FACTOR, FactorKind.CONTRIBUTORY_FACTOR, FactorKind.PROBLEM, FactorKind.BARRIER]
    factors = [
        Factor(
            id=f"f{number}",
            factor_kind=FactorKind.HARM if number < count // 50 else chance.choice(kinds),
            text=said(chance, 6, 18),
            level=LEVELS[4] if number < count // 50 else chance.choice(LEVELS[:4]),
        )
        for number in range(count)
    ]
    rank = {level: index for index, level in enumerate(LEVELS)}
    links = []
    for number in range(round(count * 1.26)):
        a, b = sorted(chance.sample(factors, 2), key=lambda factor: rank[factor.level])
        links.append(Link(id=f"l{number}", source=a.id, target=b.id))
    return Snapshot.empty().changed([*factors, *links], (), "")


def entries(count: int) -> Snapshot:
    """A timeline of `count` entries in twelve lanes over three months, in bursts as real care has."""
    chance = random.Random(7)
    lanes = [Lane(id=f"lane{number}", label=f"Lane {number}", order=f"a{number:02}") for number in range(12)]
    made = []
    for number in range(count):
        day = chance.choice((3, 14, 15, 16, 40)) if chance.random() < 0.6 else chance.randrange(90)
        month, inside = divmod(day, 28)
        minute = min(1439, max(0, round(chance.gauss(700, 240))))
        start = f"2025-{month + 1:02}-{inside + 1:02}T{minute // 60:02}:{minute % 60:02}"
        kind = TimeKind.ABOUT_DATETIME if chance.random() < 0.2 else TimeKind.DATETIME
        made.append(
            TimelineEntry(
                id=f"t{number}",
                time=Time(kind=kind, start=start),
                lane=chance.choice(lanes).id,
                text=said(chance, 5, 20),
                problem=Problem.CARE if chance.random() < 0.05 else None,
            )
        )
    return Snapshot.empty().changed([*lanes, *made], (), "")


def said(chance: random.Random, least: int, most: int) -> str:
    """A sentence of so many words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize()


def map_pans(scene: Scene, scale: float) -> Iterable[Callable[[QPainter], None]]:
    """A drag across the map, 12 pixels a frame."""
    bounds = scene.bounds
    for step in range(120):
        left = bounds.left() + step * 12 / scale
        visible = QRectF(left, bounds.top() + step * 4 / scale, WIDTH / scale, HEIGHT / scale)
        yield lambda painter, visible=visible: paint(scene, painter, visible, scale, Detail.PANNING)


def map_zooms(scene: Scene) -> Iterable[Callable[[QPainter], None]]:
    """Wheel steps from the fitted map to twice its size and back, at its middle."""
    least = fitting(scene)
    middle = scene.bounds.center()
    for step in range(120):
        scale = least * (2 / least) ** (1 - abs(step - 60) / 60)
        visible = QRectF(0, 0, WIDTH / scale, HEIGHT / scale)
        visible.moveCenter(middle)
        yield lambda painter, visible=visible, scale=scale: paint(
            scene, painter, visible, scale, Detail.ZOOMING
        )


def timeline_pans(timeline: Timeline, zoom: float) -> Iterable[Callable[[QPainter], None]]:
    """A drag along the timeline, 12 pixels a frame; each frame makes its scene and paints it."""
    view = timeline.fit(WIDTH).zoomed(zoom, WIDTH / 2)
    timeline.scene(view)
    for _ in range(120):
        view = view.panned(-12)
        yield lambda painter, view=view: frame(timeline, painter, view, quick=False, detail=Detail.PANNING)


def timeline_zooms(timeline: Timeline, *, quick: bool) -> Iterable[Callable[[QPainter], None]]:
    """Wheel steps from the whole span inwards and back."""
    view = timeline.fit(WIDTH)
    timeline.scene(view)
    detail = Detail.ZOOMING if quick else Detail.SHARP
    for step in range(120):
        view = view.zoomed(1.12 if step < 60 else 1 / 1.12, WIDTH / 3)
        yield lambda painter, view=view: frame(timeline, painter, view, quick=quick, detail=detail)


def frame(timeline: Timeline, painter: QPainter, view, *, quick: bool, detail: Detail) -> None:  # type: ignore[no-untyped-def]
    """One frame of the timeline."""
    paint(timeline.scene(view, quick=quick), painter, QRectF(0, 0, WIDTH, HEIGHT), 1, detail)


def fitting(scene: Scene) -> float:
    """The scale at which the whole scene is seen."""
    return min((WIDTH - scene.label_width) / scene.bounds.width(), HEIGHT / scene.bounds.height(), 1.0)


def row(name: str, frames: Iterable[Callable[[QPainter], None]]) -> None:
    """Measure frames and print them."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    times = []
    for draw in frames:
        painter = QPainter(image)
        started = time.process_time()
        draw(painter)
        painter.end()
        times.append((time.process_time() - started) * 1000)
    times = times[5:]
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{name:<52}{statistics.median(times):>9.1f}{p95:>9.1f}", flush=True)


def timed(make):  # type: ignore[no-untyped-def]
    """What `make` makes, and the seconds it took."""
    started = time.process_time()
    made = make()
    return made, time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
