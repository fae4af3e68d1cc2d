"""The key under a picture: what its shapes, lines and marks mean, in words."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.analysis.barriers import ABSENT, OUTCOMES, Outcome, barrier_rows
from rca_workbench.drawing import marks
from rca_workbench.drawing.barriers import wall
from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Scene, Shape, Words
from rca_workbench.drawing.shapes import outline, triangle
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Confidence, Factor, FactorKind, Link, LinkType, Performance, Profile, Snapshot
from rca_workbench.model.words import factor_word, word
from rca_workbench.reference import tokens

_ROW = 24
_PAD = 20
_GAP = 22
_SAMPLE = 28

_WALLS = {
    Outcome.HELD: "Held",
    Outcome.PARTLY: "Held in part",
    Outcome.DID_NOT: "Did not hold",
    Outcome.NOT_CALLED_ON: "Was not called on",
    Outcome.NOT_SAID: "Not yet said",
}

Sample = tuple[str, Callable[[float, float, Theme], list[Part]]]
"""Words, and what draws the sample from a left end and a middle height."""


def map_key(snapshot: Snapshot, theme: Theme, width: float) -> Scene:
    """The key of the map: only what this case shows."""
    profile: Profile = snapshot.case.profile
    factors, links = snapshot.by(Factor, "factor_kind"), snapshot.of(Link).values()
    samples: list[Sample] = [
        (factor_word(kind, profile), _kind_sample(kind)) for kind in FactorKind if factors.get(kind)
    ]
    samples.append(("Actions that address it", _kind_sample("action")))
    sure = {link.confidence for link in links if link.link_type is LinkType.CONTRIBUTED_TO}
    samples += [(word(one), _line_sample(one)) for one in Confidence if one in sure]
    return flow(samples, theme, width)


def barrier_key(snapshot: Snapshot, theme: Theme, width: float) -> Scene:
    """The key of the barriers: walls by how they did, and kinds of box, for those that are shown."""
    profile: Profile = snapshot.case.profile
    rows = barrier_rows(snapshot)
    barriers = [row.barrier for row in rows]
    kinds = {one.factor_kind for row in rows for one in (row.barrier, *row.causes)}
    kinds |= {FactorKind.HARM} if any(row.harms for row in rows) else set()
    did = {OUTCOMES[one.performed]: one.performed for one in barriers if one.performed not in ABSENT}
    samples: list[Sample] = [
        (said, _wall_sample(did[outcome])) for outcome, said in _WALLS.items() if outcome in did
    ]
    if any(one.performed in ABSENT for one in barriers):
        samples.append(("Was not there, or not used", _wall_sample(Performance.NOT_DONE)))
    samples += [(factor_word(kind, profile), _kind_sample(kind)) for kind in FactorKind if kind in kinds]
    return flow(samples, theme, width)


def timeline_key(shown: Iterable[str], theme: Theme, width: float) -> Scene:
    """The key of the timeline: `shown` are the marks it uses, and "problem", "harm" for cards."""
    kinds = tokens()["node"]["kind"]
    words: dict[str, str] = {}
    for certainty in tokens()["timeline"]["certainty"].values():
        words.setdefault(certainty["mark"], certainty["label"])
    words |= {
        "disc_band": "Known to the hour, day, month or year",
        "half_disc": tokens()["timeline"]["flag"]["conflict"]["label"],
        "square_dashed": tokens()["timeline"]["flag"]["expected"]["label"],
    }
    used = set(shown)
    samples = [(label, _mark_sample(mark)) for mark, label in words.items() if mark in used]
    samples += [(kinds[kind]["label"], _kind_sample(kind)) for kind in ("problem", "harm") if kind in used]
    if "good" in used:
        good = tokens()["timeline"]["flag"]["good_practice"]
        samples.append((good["label"], _icon_sample(good["icon"], "ok")))
    return flow(samples, theme, width)


def flow(samples: Sequence[Sample], theme: Theme, width: float) -> Scene:
    """Samples with their words side by side, in as many rows as they need."""
    face = theme.face("caption")
    x, y = theme.px(_PAD), theme.px(10)
    parts: list[Part] = []
    for words, draw in samples:
        needed = theme.px(_SAMPLE + 6) + face.advance(words)
        if x + needed > width - theme.px(_PAD) and x > theme.px(_PAD):
            x, y = theme.px(_PAD), y + theme.px(_ROW)
        middle = y + face.line / 2
        parts += draw(x, middle, theme)
        parts.append(
            Words((Line(x + theme.px(_SAMPLE + 6), face.baseline(y), words),), face, theme.colors["text2"])
        )
        x += needed + theme.px(_GAP)
    bounds = QRectF(0, 0, width, y + face.line + theme.px(10))
    return Scene(theme=theme, bounds=bounds, items=[Item(None, Layer.BOX, bounds, bounds, tuple(parts))])


def _kind_sample(kind: str) -> Callable[[float, float, Theme], list[Part]]:
    def draw(x: float, y: float, theme: Theme) -> list[Part]:
        shape, colors = tokens()["node"]["kind"][kind], theme.kinds[kind]
        rect = QRectF(x, y - theme.px(7), theme.px(26), theme.px(14))
        corner = theme.px({"stadium": 7, "tag_right": 6}.get(shape["shape"], 4))
        edge = Stroke(colors.border, theme.px(max(1.0, shape["border"] * 0.8)))
        parts: list[Part] = [Shape(outline(shape["shape"], rect, corner), colors.fill, edge)]
        if "inner_border" in shape:
            inner = rect.adjusted(3, 3, -3, -3)
            parts.append(
                Shape(outline("round", inner, theme.px(2)), None, Stroke(colors.border, theme.px(1)))
            )
        return parts

    return draw


def _wall_sample(performed: Performance | None) -> Callable[[float, float, Theme], list[Part]]:
    def draw(x: float, y: float, theme: Theme) -> list[Part]:
        rect = QRectF(x + theme.px(11), y - theme.px(9), theme.px(6), theme.px(18))
        return [wall(performed, rect, theme, gaps=0.22)]

    return draw


def _line_sample(confidence: Confidence) -> Callable[[float, float, Theme], list[Part]]:
    def draw(x: float, y: float, theme: Theme) -> list[Part]:
        edge = tokens()["edge"]
        dash = tuple(theme.px(length) for length in edge["confidence"][confidence]["dash"])
        tip = x + theme.px(26)
        path = QPainterPath(QPointF(x, y))
        path.lineTo(tip - theme.px(6), y)
        color = theme.colors["edge"]
        head = triangle((tip, y), (x, y), theme.px(edge["arrow"][1]), theme.px(edge["arrow"][0]))
        return [Shape(path, None, Stroke(color, theme.px(edge["width"]), dash)), Shape(head, color)]

    return draw


def _mark_sample(mark: str) -> Callable[[float, float, Theme], list[Part]]:
    def draw(x: float, y: float, theme: Theme) -> list[Part]:
        wide = theme.px(_SAMPLE - 4)
        at = x + wide if mark in ("ring_arrow_left", "disc_tether") else x + wide / 2
        if mark in ("disc_band", "ring_arrow_right"):
            at = x + theme.px(6 if mark == "disc_band" else 0)
        return marks.mark_parts(mark, x, at, x + wide, y, theme)

    return draw


def _icon_sample(name: str, role: str) -> Callable[[float, float, Theme], list[Part]]:
    def draw(x: float, y: float, theme: Theme) -> list[Part]:
        size = theme.px(14)
        return [Icon(name, x + theme.px(10), y - size / 2, size, theme.colors[role])]

    return draw
