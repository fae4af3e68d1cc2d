"""A measure in the height of a line: its values, the middle they vary around, when something changed, and signals.

The marks are those of the large chart (`drawing.spc`); what it shows stands beside it in words.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPolygonF

from rca_workbench.analysis.spc import Chart, Meaning, verdict_words
from rca_workbench.drawing.files import Sheet, whole
from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.paint import paint_part
from rca_workbench.drawing.picture import Picture, picture_of
from rca_workbench.drawing.scene import Item, Layer, Line, Part, Ref, Scene, Shape, Words
from rca_workbench.drawing.spc import add_mark, chart_color, line_color
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import shortened

WIDTH, HEIGHT = 120.0, 30.0
"""Scene pixels of one."""
_COLUMNS = 3
_ROW, _GAP = 40.0, 24.0
_PAGE = 640.0


def spark(chart: Chart, theme: Theme, room: QRectF) -> Iterator[Part]:
    """What is drawn of a chart in so little room."""
    points = chart.points
    if not points:
        return
    numbers = [one.y for one in points]
    centres = [float(one.limits.centre) for one in chart.segments]
    low, high = min(*numbers, *centres, numbers[0]), max(*numbers, *centres, numbers[0])
    reach = (high - low) or 1.0
    inside = room.adjusted(theme.px(4), theme.px(4), -theme.px(4), -theme.px(4))

    left, base, step, rise = (
        inside.left(),
        inside.bottom(),
        inside.width() / len(points),
        inside.height() / reach,
    )

    def place(at: float, number: float) -> QPointF:
        return QPointF(left + step * (at + 0.5), base - rise * (number - low))

    for changed in chart.changes:
        at = sum(one.on < changed.on for one in points) - 0.5
        if 0 <= at < len(points):
            top, foot = place(at, high), place(at, low)
            upright = QPainterPath(QPointF(top.x(), room.top()))
            upright.lineTo(foot.x(), room.bottom())
            yield Shape(upright, None, Stroke(line_color(theme, "annotation"), theme.px(1)))
    for one, centre in zip(chart.segments, centres, strict=True):
        middle = QPainterPath(place(one.first - 0.4, centre))
        middle.lineTo(place(one.last + 0.4, centre))
        yield Shape(middle, None, Stroke(line_color(theme, "mean"), theme.px(1), (theme.px(3), theme.px(2))))
    course = QPainterPath()
    course.addPolygon(QPolygonF([place(at, number) for at, number in enumerate(numbers)]))
    yield Shape(course, None, Stroke(theme.colors["text3"], theme.px(1.25)))
    marks: dict[Meaning | None, QPainterPath] = {}
    for at in sorted({*(at for signal in chart.signals for at in signal.points), len(points) - 1}):
        meaning = chart.meaning(at)
        where, path = place(at, numbers[at]), marks.setdefault(meaning, QPainterPath())
        add_mark(path, meaning, where.x(), where.y(), theme, scale=0.5)
    for (
        meaning,
        path,
    ) in marks.items():  # one path for all of a kind: painting each by itself takes ten times as long
        yield Shape(path, chart_color(theme, meaning))


def spark_image(chart: Chart, theme: Theme, width: float, height: float, dots: float = 1.0) -> QImage:
    """The same as an image, `dots` device pixels to a pixel, with nothing behind it."""
    image = QImage(
        QSize(round(width * dots), round(height * dots)), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(dots)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for part in spark(chart, theme, QRectF(0, 0, width, height)):
        paint_part(part, painter, None, words=False, vector=False)
    painter.end()
    return image


def sparks_picture(named: Sequence[tuple[str, Chart]]) -> Picture | None:
    """Several measures, each with a short name and what it shows in two words, as one picture; None for none."""
    drawn = [(name, one) for name, one in named if one.points]
    if not drawn:
        return None
    alt = "Small charts of measures over time. " + " ".join(
        f"{name}: {one.verdict.words}" for name, one in drawn
    )
    return picture_of([_sheet(drawn, theme_named("light"))], "Measures in brief", alt, 2)


def _sheet(drawn: Sequence[tuple[str, Chart]], theme: Theme) -> Sheet:
    wide = (_PAGE - _GAP * (_COLUMNS - 1)) / _COLUMNS
    face = theme.face("caption")
    items: list[Item] = []
    for at, (name, one) in enumerate(drawn):
        row, column = divmod(at, _COLUMNS)
        left, top = column * (wide + _GAP), row * _ROW
        room = QRectF(left + wide - WIDTH, top + 4, WIDTH, HEIGHT + 6)
        words = face.wrap(f"{name}: {verdict_words(one.verdict).lower()}", wide - WIDTH - 8, 2)
        lines = tuple(Line(left, face.baseline(top + 2, number), text) for number, text in enumerate(words))
        parts = (Words(lines, face, theme.colors["text"]), *spark(one, theme, room))
        rect = QRectF(left, top, wide, _ROW)
        items.append(
            Item(Ref("measure", one.measure.id), Layer.GROUND, rect, rect, parts, shortened(name, 60))
        )
    rows = -(-len(drawn) // _COLUMNS)
    return whole(Scene(theme=theme, bounds=QRectF(0, 0, _PAGE, rows * _ROW), items=items))
