import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from rca_workbench.drawing.ink import blend
from rca_workbench.drawing.lanes import chronology_of
from rca_workbench.drawing.map import layout_of, map_scene
from rca_workbench.drawing.paint import READABLE, Detail, paint
from rca_workbench.drawing.scene import Ref, Scene
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.timeline import Timeline

from .builders import case, factor, harm, link, published


def image(scene: Scene, visible: QRectF, scale: float, detail: Detail = Detail.SHARP) -> QImage:
    made = QImage(round(visible.width() * scale), round(visible.height() * scale), QImage.Format.Format_RGB32)
    made.fill(QColor("magenta"))
    painter = QPainter(made)
    paint(scene, painter, visible, scale, detail)
    painter.end()
    return made


def the_map(theme: Theme) -> Scene:
    snapshot = case(factor("a"), factor("b", level="ACC.ORG"), harm("h"), link("a", "h"), link("b", "a"))
    return map_scene(snapshot, layout_of(snapshot, theme), theme)


def without_labels(scene: Scene) -> Scene:
    """The scene without the pinned column, which would cover a small picture."""
    scene.label_width = 0
    return scene


@pytest.mark.parametrize("detail", list(Detail))
@pytest.mark.parametrize("scale", [0.1, 0.3, 0.6, 1.0, 2.0])
def test_every_point_of_the_view_is_painted(any_theme: Theme, scale: float, detail: Detail) -> None:
    scene = the_map(any_theme)
    made = image(scene, QRectF(-200, -100, 900, 700), scale, detail)
    corners = [made.pixelColor(x, y).name() for x in (1, made.width() - 2) for y in (1, made.height() - 2)]
    assert "#ff00ff" not in corners


@pytest.mark.parametrize(("scale", "share"), [(0.12, 0.7), (0.3, 0.9), (0.6, 0.97), (1.0, 0.97)])
def test_a_kind_shows_its_colour_from_near_and_far(theme: Theme, scale: float, share: float) -> None:
    scene = without_labels(the_map(theme))
    body = scene.item(Ref("factor", "h")).body  # type: ignore[union-attr]
    made = image(scene, QRectF(scene.page), scale)
    x = round((body.left() + body.width() * share - scene.page.left()) * scale)
    y = round((body.center().y() - scene.page.top()) * scale)
    assert made.pixelColor(x, y) == QColor.fromRgba(theme.kinds["harm"].fill)


def test_a_strip_painted_alone_looks_like_the_whole(theme: Theme) -> None:
    scene = the_map(theme)
    visible = QRectF(0, 0, 500, 400)
    whole = image(scene, visible, 1)
    part = QImage(500, 400, QImage.Format.Format_RGB32)
    painter = QPainter(part)
    strip = QRectF(300, 0, 60, 400)
    painter.setClipRect(strip)
    paint(scene, painter, visible, 1, exposed=strip)
    painter.end()
    assert part.copy(302, 0, 56, 400) == whole.copy(302, 0, 56, 400)


def test_band_labels_stay_put_while_the_map_moves(theme: Theme) -> None:
    scene = the_map(theme)
    width = round(scene.label_width)
    first = image(scene, QRectF(0, 0, 700, 500), 1).copy(0, 0, width, 500)
    moved = image(scene, QRectF(213, 0, 700, 500), 1).copy(0, 0, width, 500)
    assert first == moved


def test_the_ring_of_the_selection_is_as_wide_at_any_scale(theme: Theme) -> None:
    scene = without_labels(the_map(theme)).emphasised(Ref("factor", "a"))
    body = scene.item(Ref("factor", "a")).body  # type: ignore[union-attr]
    ink = theme.color("accent")
    for scale in (0.3, 0.6, 1.0, 2.0):
        visible = body.adjusted(-60, -60, 60, 60)
        made = image(scene, visible, scale, Detail.PANNING)
        y = round(60 * scale + body.height() * scale / 2)
        ring = sum(made.pixelColor(x, y) == ink for x in range(round(59 * scale)))
        assert 1 <= ring <= 4


def test_what_lies_beside_a_shown_path_steps_back(theme: Theme) -> None:
    scene = without_labels(the_map(theme))
    body = scene.item(Ref("factor", "b")).body  # type: ignore[union-attr]
    spot = QRectF(body.right() - 6, body.center().y(), 4, 4)
    plain = image(scene, spot, 1).pixelColor(1, 1)
    faded = image(scene.emphasised(Ref("factor", "h"), path=("h", "a", "a-h")), spot, 1).pixelColor(1, 1)
    shown = image(scene.emphasised(Ref("factor", "h"), path=("h", "a", "b")), spot, 1).pixelColor(1, 1)
    colors = theme.kinds["contributory_factor"]
    assert plain == shown == QColor.fromRgba(colors.fill)
    assert faded == QColor.fromRgba(blend(colors.fill, theme.colors["window"], READABLE))


@pytest.mark.parametrize("quick", [True, False])
def test_the_timeline_paints_its_axis_over_its_lanes(any_theme: Theme, quick: bool) -> None:
    snapshot = published()
    timeline = Timeline(snapshot, chronology_of(snapshot), any_theme)
    scene = timeline.scene(timeline.initial_view(1200), quick=quick)
    made = image(scene, QRectF(0, 300, 1200, 500), 1)
    assert made.pixelColor(1198, 4) == any_theme.color("surface")
