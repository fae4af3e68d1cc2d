"""What the chart of a measure looks like: values, middle, limits, target, days of change, signals by shape and letter.

A signal is a larger disc (better), a triangle (worse) or a diamond (no way is said to be better), with H or L for high
or low beside it; words say the rest. Values stand evenly, in order: a day without one takes no room, and the line over
it is broken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.analysis.spc import Chart, Meaning, ProblemKind, Rule, Side, number_words
from rca_workbench.drawing.ink import Rgba, Stroke, rgba
from rca_workbench.drawing.scene import Item, Layer, Line, Part, Ref, Scene, Shape, Words
from rca_workbench.drawing.spc_axes import ValueAxis, day_labels, limits_shown, value_axis
from rca_workbench.drawing.theme import Theme
from rca_workbench.model.time_said import date_words
from rca_workbench.reference import tokens

POINT = "data_point"
GROUND = "spc"
"""Kind of the `Ref` of all that is no value."""
LEAST = (320.0, 220.0)
"""Pixels that a chart needs at 100 %."""
_NO_ROOM = 26.0
"""Pixels between values under which letters beside signals would touch."""


@dataclass
class ChartScene(Scene):
    """A chart as painted."""

    order: tuple[Ref, ...] = ()
    """The values in order of time."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the chart is and how values become places."""

    plot: QRectF
    axis: ValueAxis
    count: int

    def x(self, at: float) -> float:
        # Half a step stays free at both ends, so that no value lies on the edge.
        return self.plot.left() + self.plot.width() * (at + 0.5) / max(self.count, 1)

    def y(self, number: float) -> float:
        share = (number - self.axis.low) / (self.axis.high - self.axis.low)
        return self.plot.bottom() - self.plot.height() * share


def chart_scene(chart: Chart, theme: Theme, width: float, height: float) -> ChartScene:
    """A chart in that room, in scene pixels; less than it needs is made up to what it needs."""
    width, height = max(width, theme.px(LEAST[0])), max(height, theme.px(LEAST[1]))
    bounds = QRectF(0, 0, width, height)
    if not chart.points:
        return ChartScene(theme=theme, bounds=bounds, items=[_empty(bounds, theme)])
    frame, tops = _frame(chart, theme, bounds)
    items = [
        Item(Ref(GROUND, "ground"), Layer.GROUND, bounds, bounds, tuple(_ground(chart, frame, theme))),
        Item(Ref(GROUND, "lines"), Layer.LINK, bounds, bounds, tuple(_lines(chart, frame, theme))),
        Item(Ref(GROUND, "changes"), Layer.LINK, bounds, bounds, tuple(_changes(chart, frame, theme, tops))),
    ]
    points = list(_points(chart, frame, theme))
    return ChartScene(
        theme=theme, bounds=bounds, items=[*items, *points],
        order=tuple(one.ref for one in points if one.ref is not None),
    )  # fmt: skip


def chart_color(theme: Theme, meaning: Meaning | None) -> Rgba:
    """The colour of a value by what it means; a shape says it too."""
    if meaning is Meaning.NEITHER:
        return theme.kinds["system_factor"].border
    role = (
        {Meaning.BETTER: "improvement", Meaning.WORSE: "concern"}.get(meaning, "common")
        if meaning
        else "common"
    )
    return line_color(theme, role)


@lru_cache(maxsize=64)
def _line_color(theme: str, role: str) -> Rgba:
    return rgba(str(tokens()["themes"][theme]["chart"][role]))


def line_color(theme: Theme, role: str) -> Rgba:
    """The colour of a line of charts: mean, limit, annotation."""
    return _line_color(theme.name, role)


def key_words(chart: Chart) -> str:
    """What the marks of signals on a chart mean, where there are any."""
    shown = {chart.meaning(at) for at in range(len(chart.points))} - {None}
    words = {
        Meaning.BETTER: "large disc better",
        Meaning.WORSE: "triangle worse",
        Meaning.NEITHER: "diamond, not said whether better",
    }
    said = [sentence for meaning, sentence in words.items() if meaning in shown]
    return f"Signals: {'; '.join(said)}; H high, L low." if said else ""


def mark(meaning: Meaning | None, x: float, y: float, theme: Theme, *, scale: float = 1) -> Shape:
    """The mark of a value: disc, large disc, triangle or diamond."""
    path = QPainterPath()
    add_mark(path, meaning, x, y, theme, scale=scale)
    return Shape(path, chart_color(theme, meaning), Stroke(theme.colors["surface"], theme.px(1.25)))


def add_mark(
    path: QPainterPath, meaning: Meaning | None, x: float, y: float, theme: Theme, *, scale: float = 1
) -> None:
    """Add the mark of a value to a path."""
    size = theme.px(4 * scale)
    if meaning is Meaning.BETTER:
        path.addEllipse(QPointF(x, y), 1.5 * size, 1.5 * size)
    elif meaning is Meaning.WORSE:
        _closed(path, (x, y - 1.8 * size), (x + 1.7 * size, y + 1.2 * size), (x - 1.7 * size, y + 1.2 * size))
    elif meaning is Meaning.NEITHER:
        _closed(path, (x, y - 1.7 * size), (x + 1.7 * size, y), (x, y + 1.7 * size), (x - 1.7 * size, y))
    else:
        path.addEllipse(QPointF(x, y), size, size)


def point_words(chart: Chart, at: int) -> str:
    """A value as a screen reader says it: day, value, what it is part of."""
    one = chart.points[at]
    unit = "" if chart.unit.startswith("%") else f" {chart.unit}" if chart.unit else ""
    sign = "%" if chart.unit.startswith("%") else ""
    said = [f"{date_words(one.on.isoformat())}: {number_words(one.value)}{sign}{unit}"]
    if " of " in one.said:
        said.append(one.said)
    rules = {signal.rule: signal.side for signal in chart.at(at)}
    said += [_RULE_WORDS[rule].format(side=side or "") for rule, side in rules.items()]
    meaning = chart.meaning(at)
    if meaning in (Meaning.BETTER, Meaning.WORSE):
        said.append("improvement" if meaning is Meaning.BETTER else "worse")
    if one.note:
        said.append(one.note)
    return ", ".join(said)


_RULE_WORDS = {
    Rule.SINGLE: "{side} the limit",
    Rule.SHIFT: "part of a run {side} the middle",
    Rule.TREND: "part of a trend",
    Rule.NEAR: "near the limit, two of three",
    Rule.LONG_RUN: "part of a long run {side} the median",
}


def _frame(chart: Chart, theme: Theme, bounds: QRectF) -> tuple[_Frame, list[tuple[float, list[str], bool]]]:
    """The room for the lines, and the words of the changes above it with their places."""
    face = theme.face("caption")
    values = [one.y for one in chart.points]
    for at, segment in enumerate(chart.segments):
        values += [one for one in limits_shown(chart, at) if one is not None]
        values.append(float(segment.limits.centre))
    if chart.target is not None:
        values.append(float(chart.target))
    axis = value_axis(values, 100.0 if chart.unit.startswith("%") and max(values) <= 100 else None)
    left = theme.px(14) + max(face.advance(said) for _, said in axis.ticks) + theme.px(6)
    labels = [said for _, said, _ in _level_words(chart, theme)]
    right = theme.px(16) + max((face.advance(said) for said in labels), default=0.0)
    across = QRectF(bounds.left() + left, 0, bounds.width() - left - right, 1)
    plain = _Frame(across, axis, len(chart.points))
    tops = _change_words(chart, plain, theme)
    rows = max((len(lines) for _, lines, _ in tops), default=0)
    top = theme.px(14) + face.line + theme.px(4) + rows * face.line + (theme.px(4) if rows else 0)
    bottom = face.line + theme.px(18)
    plot = QRectF(across.left(), bounds.top() + top, across.width(), bounds.height() - top - bottom)
    return _Frame(plot, axis, len(chart.points)), tops


def _ground(chart: Chart, frame: _Frame, theme: Theme) -> Iterator[Part]:
    """The plane, the figures up the side, the days along the foot."""
    face, plot = theme.face("caption"), frame.plot
    plane = QPainterPath()
    plane.addRect(plot)
    yield Shape(plane, theme.colors["surface"], Stroke(theme.colors["border"], theme.px(1)))
    grid = QPainterPath()
    lines: list[Line] = []
    for number, said in frame.axis.ticks:
        y = frame.y(number)
        grid.moveTo(plot.left(), y)
        grid.lineTo(plot.right(), y)
        x = plot.left() - theme.px(6) - face.advance(said)
        lines.append(Line(x, face.baseline(y - face.line / 2), said))
    yield Shape(grid, None, Stroke(theme.colors["grid"], theme.px(1)))
    ticks = QPainterPath()
    spacing = plot.width() / max(frame.count, 1)
    foot = plot.bottom() + theme.px(7)
    for at, said in day_labels(chart, spacing, face, theme.px(14)):
        x = frame.x(at)
        ticks.moveTo(x, plot.bottom())
        ticks.lineTo(x, plot.bottom() + theme.px(5))
        wide = face.advance(said)
        lines.append(Line(min(max(x - wide / 2, plot.left() - theme.px(30)), plot.right() + theme.px(40) - wide / 2),
                          face.baseline(foot), said))  # fmt: skip
    yield Shape(ticks, None, Stroke(theme.colors["border_strong"], theme.px(1)))
    if chart.unit:
        unit = chart.unit[:1].upper() + chart.unit[1:]
        said = face.elide(unit, int(plot.width()))
        lines.append(Line(theme.px(14), face.baseline(theme.px(10)), said))
    yield Words(tuple(lines), face, theme.colors["text2"])


def _lines(chart: Chart, frame: _Frame, theme: Theme) -> Iterator[Part]:
    """Middle, limits, target, and the line through the values."""
    middle, limits = QPainterPath(), QPainterPath()
    for at, segment in enumerate(chart.segments):
        x0, x1 = frame.x(segment.first - 0.5), frame.x(segment.last + 0.5)
        _level(middle, x0, x1, frame.y(float(segment.limits.centre)))
        for one in limits_shown(chart, at):
            if one is not None:
                _level(limits, x0, x1, frame.y(one))
    yield Shape(middle, None, Stroke(line_color(theme, "mean"), theme.px(1.5)))
    yield Shape(limits, None, Stroke(line_color(theme, "limit"), theme.px(1.5), (theme.px(6), theme.px(4))))
    if chart.target is not None:
        goal = QPainterPath()
        _level(goal, frame.plot.left(), frame.plot.right(), frame.y(float(chart.target)))
        yield Shape(goal, None, Stroke(theme.colors["ok"], theme.px(1.5), (theme.px(2), theme.px(3))))
    course, broken = QPainterPath(), QPainterPath()
    gaps = {id for problem in chart.problems if problem.kind is ProblemKind.GAP for id in problem.ids[1::2]}
    starts = {segment.first for segment in chart.segments}
    for at in range(1, len(chart.points)):
        # The line stops where limits are worked out anew: what is before is another process.
        if at in starts:
            continue
        path = broken if chart.points[at].id in gaps else course
        path.moveTo(frame.x(at - 1), frame.y(chart.points[at - 1].y))
        path.lineTo(frame.x(at), frame.y(chart.points[at].y))
    color = line_color(theme, "common")
    yield Shape(course, None, Stroke(color, theme.px(1.5)))
    yield Shape(broken, None, Stroke(color, theme.px(1), (theme.px(2), theme.px(4))))
    yield from _levels(chart, frame, theme)


def _level_words(chart: Chart, theme: Theme) -> list[tuple[float, str, Rgba]]:
    """What stands at the right of the lines: height as a number, words, colour."""
    if not chart.segments:
        return []
    segment = chart.segments[-1]
    lower, upper = limits_shown(chart, len(chart.segments) - 1)
    centre = float(segment.limits.centre)
    found = [(centre, f"{segment.centre_word} {number_words(centre)}", theme.colors["text"])]
    if upper is not None:
        found.append((upper, f"Upper limit {number_words(upper)}", theme.colors["text2"]))
    if lower is not None:
        found.append((lower, f"Lower limit {number_words(lower)}", theme.colors["text2"]))
    if chart.target is not None:
        found.append((float(chart.target), f"Target {number_words(chart.target)}", theme.colors["ok"]))
    return found


def _levels(chart: Chart, frame: _Frame, theme: Theme) -> Iterator[Part]:
    """The words at the right, moved apart where lines lie close together."""
    face = theme.face("caption")
    words = sorted(_level_words(chart, theme), reverse=True)
    taken: list[float] = []
    for number, _, _ in words:
        y = frame.y(number)
        taken.append(max(y, taken[-1] + face.line) if taken else y)
    over = (taken[-1] - frame.plot.bottom()) if taken else 0
    if over > 0:
        for at in range(len(taken) - 1, -1, -1):
            most = frame.plot.bottom() if at == len(taken) - 1 else taken[at + 1] - face.line
            taken[at] = min(taken[at], most)
    for (_, said, color), y in zip(words, taken, strict=True):
        line = Line(frame.plot.right() + theme.px(8), face.baseline(y - face.line / 2), said)
        yield Words((line,), face, color)


def _change_words(chart: Chart, frame: _Frame, theme: Theme) -> list[tuple[float, list[str], bool]]:
    """The changes: where their lines stand, and their words, each in the room up to the next."""
    face = theme.face("caption")
    places: list[tuple[float, str, bool]] = []
    for change in chart.changes:
        at = next((at for at, one in enumerate(chart.points) if one.on >= change.on), len(chart.points))
        said = change.what or ("Limits worked out anew" if change.recalculates else "Something changed")
        if change.recalculates and change.what:
            drawn = chart.segments[-1]
            said += f" ({'limits' if drawn.limits.upper is not None else drawn.centre_word.lower()} anew)"
        places.append(
            (
                frame.x(at - 0.5),
                f"{date_words(change.on.isoformat(), short=True)}: {said}",
                change.recalculates,
            )
        )
    found: list[tuple[float, list[str], bool]] = []
    for index, (x, said, anew) in enumerate(places):
        end = places[index + 1][0] if index + 1 < len(places) else frame.plot.right()
        room = end - x - theme.px(10)
        if room < theme.px(70) and index + 1 == len(places):
            room = theme.px(150)  # the last one's words may stand over the words of the lines
        lines = list(face.wrap(said, max(room, theme.px(40)), 2)) if room >= theme.px(40) else []
        found.append((x, lines, anew))
    return found


def _changes(
    chart: Chart, frame: _Frame, theme: Theme, tops: list[tuple[float, list[str], bool]]
) -> Iterator[Part]:
    """A line down the chart for each day on which something changed, with its words above."""
    face = theme.face("caption")
    dash = tuple(theme.px(length) for length in tokens()["chart"]["change_point"]["dash"])
    rows = max((len(lines) for _, lines, _ in tops), default=0)
    top = frame.plot.top() - theme.px(4) - rows * face.line
    color = line_color(theme, "annotation")
    for x, lines, anew in tops:
        path = QPainterPath(QPointF(x, top))
        path.lineTo(x, frame.plot.bottom())
        yield Shape(path, None, Stroke(color, theme.px(1.5), () if anew else dash))
        said = tuple(Line(x + theme.px(5), face.baseline(top, at), line) for at, line in enumerate(lines))
        yield Words(said, face, theme.colors["text2"])


def _points(chart: Chart, frame: _Frame, theme: Theme) -> Iterator[Item]:
    face = theme.face("caption", 600)
    roomy = frame.plot.width() / max(frame.count, 1) >= theme.px(_NO_ROOM)
    for at, one in enumerate(chart.points):
        x, y = frame.x(at), frame.y(one.y)
        meaning = chart.meaning(at)
        parts: list[Part] = [mark(meaning, x, y, theme)]
        # Where there is no room for a letter at each value, the longest signal has one at its end.
        signal = max(chart.at(at), key=lambda one: len(one.points), default=None)
        if signal is not None and signal.side is not None and (roomy or at == signal.points[-1]):
            high = signal.side is Side.ABOVE
            letter = "H" if high else "L"
            over, under = y - theme.px(10) - face.line, y + theme.px(8)
            up = over if high or under + face.line > frame.plot.bottom() else under
            line = Line(x - face.advance(letter) / 2, face.baseline(up), letter)
            parts.append(Words((line,), face, chart_color(theme, meaning)))
        reach = theme.px(10)
        body = QRectF(x - reach, y - reach, 2 * reach, 2 * reach)
        rect = body.adjusted(-2, -face.line, 2, face.line)
        yield Item(
            Ref(POINT, one.id), Layer.DOCKED, rect, body, tuple(parts), name=point_words(chart, at),
            radius=reach,
        )  # fmt: skip


def _empty(bounds: QRectF, theme: Theme) -> Item:
    face = theme.face("body")
    said = "No values yet. The chart draws itself as they are entered."
    line = Line(
        bounds.center().x() - face.advance(said) / 2, face.baseline(bounds.center().y() - face.line / 2), said
    )
    return Item(
        Ref(GROUND, "empty"), Layer.GROUND, bounds, bounds, (Words((line,), face, theme.colors["text2"]),)
    )


def _level(path: QPainterPath, x0: float, x1: float, y: float) -> None:
    path.moveTo(x0, y)
    path.lineTo(x1, y)


def _closed(path: QPainterPath, *corners: tuple[float, float]) -> None:
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.closeSubpath()
