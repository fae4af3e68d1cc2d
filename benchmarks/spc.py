"""Limits and signals beside abspc, an independent implementation of the charts of NHS England's Making Data Count.

`make bench` puts it into `.venv/bench`, apart from what the program and its tests run with. Where the two differ the
reason is counted and printed: abspc takes 3 / 1.128 = 2.6596 for the 2.66 that the national guidance prints.
"""

import random
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.table import Row, ms
from rca_workbench.analysis.spc import Chart, Rule, chart_of
from rca_workbench.model import DataPoint, Measure

SERIES = 200
PEER_FOLDER = Path(".venv/bench")
PEER_SHIFT, PEER_TREND = 8, 6
"""What abspc takes for a shift and a trend; ours are set to the same."""
PRINTED, EXACT = 2.66, 3 / 1.128
POINTS = 60
_RULES = {Rule.SINGLE: "rule1", Rule.SHIFT: "rule2", Rule.TREND: "rule3", Rule.NEAR: "rule4"}


def measure() -> list[Row]:
    """Limits, signals on the same limits, signals on each one's own, rare events, and the time a chart takes."""
    if PEER_FOLDER.is_dir():
        sys.path.append(str(PEER_FOLDER.resolve()))
    warnings.simplefilter("ignore")
    import abspc

    peer = f"abspc {abspc.__version__}"
    made = list(_series(random.Random(20_26)))
    drawn = [_chart(values) for values in made]
    limits = sum(_limits_agree(one, values, abspc) for one, values in zip(drawn, made, strict=True))
    same = sum(_signals_agree(one, values, abspc, own=False) for one, values in zip(drawn, made, strict=True))
    differ = [
        (one, values)
        for one, values in zip(drawn, made, strict=True)
        if not _signals_agree(one, values, abspc, own=True)
    ]
    explained = sum(_between_the_limits(one, values) for one, values in differ)
    rare = sum(_rare_agrees(random.Random(seed), abspc) for seed in range(SERIES))
    flagged = sum(bool(one.signals) for one in drawn)
    return [
        _row(f"XmR limits as {peer} has them, its 3 / 1.128 put for our printed 2.66", limits, SERIES),
        _row(f"series with every point flagged as by {peer}, on the same limits ({flagged} have signals)", same, SERIES),
        _row(
            f"the same, each on its own limits: {len(differ)} differ, by a point between 2.6596 and 2.66",
            SERIES - len(differ) + explained, SERIES,
        ),
        _row(f"limits of T and G charts as {peer} has them", rare, SERIES),
        _speed(),
    ]  # fmt: skip


def _row(what: str, agreed: int, of: int) -> Row:
    return Row(what, f"{agreed} of {of}", "", "", str(of), agreed == of)


def _series(chance: random.Random) -> Sequence[list[float]]:
    """Series of many sorts and lengths: steady, shifted, rising, with single far values, with ties, whole and broken."""
    sorts: tuple[Callable[[int, int], float], ...] = (
        lambda at, count: chance.gauss(20, 4),
        lambda at, count: chance.gauss(20 if at < count // 2 else 26, 4),
        lambda at, count: chance.gauss(10 + at / 2, 2),
        lambda at, count: chance.gauss(20, 3) + (25 if chance.random() < 0.06 else 0),
        lambda at, count: chance.randint(0, 6),
        lambda at, count: chance.expovariate(1 / 12),
        lambda at, count: chance.choice((3, 4, 4, 5)),
        lambda at, count: chance.gauss(50, 10) - (12 if at % 9 > 5 else 0),
    )
    found = []
    for number in range(SERIES):
        count = chance.randint(13, 72)
        places = chance.choice((0, 0, 1, 2))
        found.append([round(sorts[number % len(sorts)](at, count), places) for at in range(count)])
    return found


def _chart(values: Sequence[float]) -> Chart:
    measure = Measure(id="m", every="week", chart="xmr", shift_points=PEER_SHIFT, trend_points=PEER_TREND)
    return chart_of(measure, _points(values))


def _points(values: Sequence[float]) -> list[DataPoint]:
    first = date(2020, 1, 6)
    return [
        DataPoint(id=f"{at}", measure="m", on=(first + timedelta(weeks=at)).isoformat(), value=repr(one))
        for at, one in enumerate(values)
    ]


def _limits_agree(drawn: Chart, values: Sequence[float], abspc: Any) -> bool:
    import pandas

    theirs = abspc.calculate_control_limits(pandas.DataFrame({"value": values}), "XmR").iloc[0]
    limits = drawn.segments[0].limits
    assert limits.upper is not None and limits.near_upper is not None and limits.near_lower is not None
    assert limits.lower is not None
    mean = float(limits.centre)
    pairs = [(mean, theirs["mean"])]
    for ours, name in (
        (limits.upper, "ucl"), (limits.lower, "lcl"), (limits.near_upper, "uwl"), (limits.near_lower, "lwl"),
    ):  # fmt: skip
        pairs.append(((float(ours) - mean) / PRINTED * EXACT + mean, theirs[name]))
    return all(abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b)) for a, b in pairs)


def _signals_agree(drawn: Chart, values: Sequence[float], abspc: Any, *, own: bool) -> bool:
    import pandas

    frame = pandas.DataFrame({"value": values})
    if own:
        frame = abspc.calculate_control_limits(frame, "XmR")
    else:
        limits = drawn.segments[0].limits
        for name, limit in (
            ("mean", limits.centre), ("ucl", limits.upper), ("lcl", limits.lower),
            ("uwl", limits.near_upper), ("lwl", limits.near_lower),
        ):  # fmt: skip
            frame[name] = float(limit or 0)
    theirs = abspc.detect_special_causes(frame)
    return all(
        {at for one in drawn.signals if one.rule is rule for at in one.points}
        == {at for at, flag in enumerate(theirs[name]) if flag}
        for rule, name in _RULES.items()
    )


def _between_the_limits(drawn: Chart, values: Sequence[float]) -> bool:
    """Whether a value lies between a limit at 2.66 and the same at 2.6596: the whole of the difference."""
    limits = drawn.segments[0].limits
    mean, average = float(limits.centre), float(limits.average_range or 0)
    return any(
        EXACT * share * average <= abs(one - mean) + 1e-12
        and abs(one - mean) <= PRINTED * share * average + 1e-12
        for one in values
        for share in (1.0, 2 / 3)
    )


def _rare_agrees(chance: random.Random, abspc: Any) -> bool:
    import pandas

    from rca_workbench.analysis.spc.rare import g_limits, t_limits

    gaps = [chance.randint(1, 200) for _ in range(chance.randint(13, 40))]
    frame = pandas.DataFrame({"value": gaps})
    theirs_t = abspc.calculate_control_limits(frame, "t").iloc[0]
    theirs_g = abspc.calculate_control_limits(frame, "g").iloc[0]
    even, _ = t_limits(gaps)
    mean = float(even.centre)
    upper = (float(even.upper or 0) - mean) / PRINTED * EXACT + mean
    ours_g = g_limits(gaps)
    pairs = [
        (mean**3.6, theirs_t["mean"]), (upper**3.6, theirs_t["ucl"]),
        (float(ours_g.upper or 0), theirs_g["ucl"]), (float(ours_g.lower or 0), theirs_g["lcl"]),
    ]  # fmt: skip
    return all(abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b)) for a, b in pairs)


def _processor(job: Callable[[], object]) -> float:
    begin = time.process_time()
    job()
    return time.process_time() - begin


def _speed() -> Row:
    from PySide6.QtGui import QImage, QPainter

    from rca_workbench.drawing.paint import paint
    from rca_workbench.drawing.spc import chart_scene
    from rca_workbench.drawing.theme import theme_named

    theme = theme_named("light")
    chance = random.Random(7)
    points = _points([chance.randint(10, 60) for _ in range(POINTS)])
    measure = Measure(id="m", every="week", better="lower", target="20")
    image = QImage(960, 380, QImage.Format.Format_RGB32)

    def draw() -> None:
        scene = chart_scene(chart_of(measure, points), theme, 960, 380)
        painter = QPainter(image)
        paint(scene, painter, scene.bounds)
        painter.end()

    draw()
    took = sorted(_processor(draw) for _ in range(20))[10]
    return Row(
        f"a chart of {POINTS} values worked out, laid out and painted",
        ms(took),
        "",
        "",
        "10 ms",
        took < 0.010,
    )
