"""Charts of measures as pictures to keep and print, with their verdict, key and settings."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.analysis.invented import invented_words
from rca_workbench.analysis.spc import CHART_WORDS, Chart, Meaning, chart
from rca_workbench.drawing.files import Sheet, whole
from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.key import Sample, flow
from rca_workbench.drawing.picture import Picture, picture_of
from rca_workbench.drawing.scene import Item, Layer, Line, Part, Ref, Scene, Shape, Words
from rca_workbench.drawing.spc import GROUND, chart_scene, line_color, mark
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import Action, Measure, Snapshot
from rca_workbench.model.time_said import date_words

WIDTH, HEIGHT = 960.0, 380.0
"""Pixels of one chart as a picture of its own."""
PAGE_WIDTH, PAGE_HEIGHT = 790.0, 330.0
"""Pixels of one chart on an upright A4 page: 17 cm are 482 points, so that text of 12 pixels prints at 7.3 point."""
_LISTED = 12


def spc_picture(
    snapshot: Snapshot, measure: Measure, theme: str | Theme = "light", *, scale: float = 2
) -> Picture:
    """The chart of one measure as a picture, with its verdict above and its key below."""
    look = theme_named(theme) if isinstance(theme, str) else theme
    drawn = chart(snapshot, measure)
    return picture_of(chart_stack(drawn, look), measure.name or "Measure", chart_alt(drawn), scale)


def report_chart_picture(snapshot: Snapshot, measure: Measure, *, scale: float = 2) -> Picture:
    """The chart of a measure for a report, which says its name and verdict in its own words."""
    drawn = chart(snapshot, measure)
    stack = chart_stack(drawn, theme_named("light"), PAGE_WIDTH, PAGE_HEIGHT, headed=False)
    return picture_of(stack, measure.name or "Measure", chart_alt(drawn), scale)


def measures_in_order(snapshot: Snapshot) -> list[Measure]:
    """The measures by the order of their actions; those of no action last."""
    place = {
        one.id: at for at, one in enumerate(sorted(snapshot.of(Action).values(), key=lambda one: one.order))
    }
    return sorted(
        snapshot.of(Measure).values(), key=lambda one: (place.get(one.action or "", len(place)), one.order)
    )


def measures_stack(snapshot: Snapshot, theme: Theme) -> list[Sheet]:
    """All charts of a case, one under another."""
    sheets = [
        sheet for one in measures_in_order(snapshot) for sheet in chart_stack(chart(snapshot, one), theme)
    ]
    return sheets or [whole(_words_scene(("No measures yet.",), theme, WIDTH, "heading"))]


def measures_alt(snapshot: Snapshot) -> str:
    """What the charts show, in words."""
    said = [
        f"{one.name or 'Measure'}: {chart(snapshot, one).verdict.words}"
        for one in measures_in_order(snapshot)[:_LISTED]
    ]
    return "Charts of measures over time. " + " ".join(said) if said else "No measures yet."


def chart_stack(
    drawn: Chart, theme: Theme, width: float = WIDTH, height: float = HEIGHT, *, headed: bool = True
) -> list[Sheet]:
    """Name and verdict unless they stand elsewhere, the chart, its key, and the settings it was made with."""
    width, height = theme.px(width), theme.px(height)
    invented = invented_words(drawn.measure)
    head = _words_scene((drawn.measure.name or "Measure", drawn.verdict.words), theme, width, "heading")
    foot = [
        " ".join(one for one in (drawn.limit_words, drawn.rule_words) if one),
        f"{CHART_WORDS[drawn.kind]}. {drawn.why}",
    ]
    if drawn.mark:
        foot.append(f"{drawn.mark}.")
    stack = [*([whole(head)] if headed else []), whole(chart_scene(drawn, theme, width, height))]
    if invented:  # also where the name stands elsewhere: a picture is copied out of a report
        stack.append(whole(_words_scene((f"{invented}.",), theme, width, "caption")))
    if drawn.points:
        stack += [whole(flow(_samples(drawn), theme, width))]
        if headed:
            stack += [whole(_words_scene(tuple(one for one in foot[::-1] if one), theme, width, "caption"))]
    return stack


def chart_alt(drawn: Chart) -> str:
    """A chart in a few sentences for those who cannot see it."""
    points = drawn.points
    said = [f"{CHART_WORDS[drawn.kind]} of {drawn.measure.name or 'a measure'}."]
    if invented := invented_words(drawn.measure):
        said.append(f"{invented}.")
    if points:
        first, last = date_words(points[0].on.isoformat()), date_words(points[-1].on.isoformat())
        said.append(f"{len(points)} {'value' if len(points) == 1 else 'values'} from {first} to {last}.")
    said.append(drawn.verdict.words)
    if drawn.assurance:
        said.append(drawn.assurance)
    said += [
        f"{date_words(one.on.isoformat())}: {one.what.rstrip('.')}." for one in drawn.changes if one.what
    ]
    return " ".join(said)


def _samples(drawn: Chart) -> list[Sample]:
    """The key: only what this chart shows."""
    shown = {drawn.meaning(at) for at in range(len(drawn.points))}
    words = {
        Meaning.BETTER: "Signal: better",
        Meaning.WORSE: "Signal: worse",
        Meaning.NEITHER: "Signal, H high or L low",
        None: "Value",
    }
    made = [(said, _mark_sample(meaning)) for meaning, said in words.items() if meaning in shown]
    made.append((drawn.segments[-1].centre_word, _line_sample("mean")))
    if drawn.segments[-1].limits.upper is not None:
        made.append(("Limit of chance variation", _line_sample("limit")))
    if drawn.changes:
        made.append(("Something changed", _line_sample("annotation")))
    return made


def _mark_sample(meaning: Meaning | None) -> Callable[[float, float, Theme], list[Part]]:
    def draw(x: float, y: float, theme: Theme) -> list[Part]:
        return [mark(meaning, x + theme.px(13), y, theme)]

    return draw


def _line_sample(role: str) -> Callable[[float, float, Theme], list[Part]]:
    dashes = {"limit": (6, 4), "annotation": (4, 3)}

    def draw(x: float, y: float, theme: Theme) -> list[Part]:
        path = QPainterPath()
        path.moveTo(x, y)
        path.lineTo(x + theme.px(26), y)
        dash = tuple(theme.px(one) for one in dashes.get(role, ()))
        return [Shape(path, None, Stroke(line_color(theme, role), theme.px(1.5), dash))]

    return draw


def _words_scene(said: Sequence[str], theme: Theme, width: float, role: str) -> Scene:
    """Lines of text across the page: the first in that role, the rest plain."""
    x, y = theme.px(14), theme.px(8)
    parts: list[Part] = []
    for at, text in enumerate(said):
        face = theme.face(role if not at else "small" if role == "heading" else role)
        lines = face.wrap(text, width - 2 * x, 4)
        color = theme.colors["text" if role == "heading" else "text2"]
        parts.append(
            Words(tuple(Line(x, face.baseline(y, row), line) for row, line in enumerate(lines)), face, color)
        )
        y += len(lines) * face.line + theme.px(2)
    bounds = QRectF(0, 0, width, y + theme.px(6))
    return Scene(
        theme=theme,
        bounds=bounds,
        items=[Item(Ref(GROUND, "words"), Layer.BOX, bounds, bounds, tuple(parts))],
    )
