"""Lines between entries: links with their words, what disagrees, and orders that times are counted from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from rca_workbench.drawing.ink import Stroke, blend
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Icon, Item, Layer, Line, Part, Ref, Shape, Words
from rca_workbench.drawing.shapes import outline, triangle
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import EntryLink, Snapshot, TimelineEntry, TimeLink, shortened
from rca_workbench.model.time import TimeKind
from rca_workbench.model.time_said import counted_words
from rca_workbench.reference import tokens

LINK, CONFLICT, ORDER = "link", "conflict", "order"

_NEAR = 18
"""Pixels under which two ends are too close for a line between them."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from one entry to another."""

    id: str
    """Id of the `EntryLink` or `TimeLink`; for what an entry says of itself, of that entry."""
    sort: str
    """`LINK`, `CONFLICT` or `ORDER`."""
    source: str
    target: str
    label: str

    @property
    def ref(self) -> Ref:
        """What the line stands for."""
        if self.sort == LINK:
            return Ref("entry_link", self.id)
        return Ref("timeline_entry", self.source, f"{self.sort} {self.target}")


class Ties:
    """The ties of a case by their ends."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.lasting = [*_links(snapshot), *_conflicts(snapshot)]
        """Links and disagreements, drawn wherever they are seen."""
        self._orders: dict[str, list[Tie]] = {}
        """By entry, those that were asked for."""
        self._snapshot = snapshot
        self._of: dict[str, list[Tie]] = {}
        for tie in self.lasting:
            self._of.setdefault(tie.source, []).append(tie)
            self._of.setdefault(tie.target, []).append(tie)

    def of(self, id: str) -> list[Tie]:
        """All ties of an entry, also the orders it stands in: those are drawn for it alone."""
        if id not in self._orders:
            self._orders[id] = list(_orders(self._snapshot, id))
        return [*self._of.get(id, ()), *self._orders[id]]


def _links(snapshot: Snapshot) -> Iterable[Tie]:
    for link in snapshot.of(EntryLink).values():
        if link.source and link.target and link.source != link.target:
            yield Tie(link.id, LINK, link.source, link.target, link.label)


def _conflicts(snapshot: Snapshot) -> Iterable[Tie]:
    told: set[frozenset[str]] = set()
    entries = snapshot.of(TimelineEntry)
    # The index knows who disagrees with whom without looking at every entry.
    for other, ids in snapshot.by(TimelineEntry, "conflicts_with").items():
        for id in ids:
            pair = frozenset((id, str(other)))
            if len(pair) == 2 and other in entries and pair not in told:
                told.add(pair)
                yield Tie(id, CONFLICT, id, str(other), "disagrees with")


def _orders(snapshot: Snapshot, id: str) -> Iterable[Tie]:
    """What an entry's time is counted from, and what is counted from it: from the earlier to the later."""
    entries = snapshot.of(TimelineEntry)
    own = entries.get(id)
    if own is None:
        return
    for entry in (own, *(one for one in entries.values() if one.time.anchor == id)):
        time = entry.time
        if time.anchor is None or time.anchor not in entries or time.kind is TimeKind.ORDER_ONLY:
            continue
        before = time.kind is TimeKind.BEFORE or (time.most is not None and time.most < 0)
        first, then = (entry.id, time.anchor) if before else (time.anchor, entry.id)
        counted = time.least is not None or time.most is not None
        said = counted_words(time.least, time.most, time.margin, "") if counted else "before"
        yield Tie(entry.id, ORDER, first, then, said.strip())
    for field in ("earlier", "later"):
        for link in snapshot.pointed_from(TimeLink, field, id):
            if link.earlier in entries and link.later in entries:
                yield Tie(link.id, ORDER, str(link.earlier), str(link.later), link.reason or "before")


def tie_item(
    tie: Tie,
    start: QPointF,
    end: QPointF,
    name_of: Callable[[str], str],
    theme: Theme,
    *,
    strong: bool = False,
    words: bool = True,
) -> Item | None:
    """A tie between two places; None where they are too close.

    Args:
        strong: one of its ends is selected.
        words: its label is written on it if there is room.
    """
    if (start - end).manhattanLength() < theme.px(_NEAR):
        return None
    path = _course(start, end)
    role = {LINK: "edge", CONFLICT: "warn", ORDER: "accent"}[tie.sort]
    ground = theme.colors["band"]
    color = theme.colors[role] if strong else blend(theme.colors[role], ground, 0.75)
    dash = {LINK: (), CONFLICT: (theme.px(4), theme.px(3)), ORDER: ()}[tie.sort]
    width = theme.px(1.75 if strong else 1.25)
    parts: list[Part] = [Shape(path, None, Stroke(color, width, dash))]
    if tie.sort == ORDER:
        back = path.pointAtPercent(0.96)
        head = triangle((end.x(), end.y()), (back.x(), back.y()), theme.px(8), theme.px(6))
        parts.append(Shape(head, color))
    elif tie.sort == LINK:
        dots = QPainterPath()
        for point in (start, end):
            dots.addEllipse(point, theme.px(2.5), theme.px(2.5))
        parts.append(Shape(dots, color))
    middle = path.pointAtPercent(0.5)
    if tie.sort == CONFLICT:
        parts += _sign(middle, color, theme)
    elif words and tie.label and path.length() > theme.px(90):
        parts += _label(tie.label, middle, path.length(), color, theme)
    said = {LINK: f"Link: {tie.label or 'tied'}", CONFLICT: "Disagreement", ORDER: f"Order: {tie.label}"}[
        tie.sort
    ]
    name = f"{said}, from {name_of(tie.source)} to {name_of(tie.target)}"
    rect = path.boundingRect().adjusted(-60, -14, 60, 14)
    return Item(tie.ref, Layer.LINK, rect, path.boundingRect(), tuple(parts), name, outline=path)


def tied_name(moment: Moment | None) -> str:
    """What an end of a tie is called."""
    if moment is None:
        return "an entry"
    return moment.entry.code or f"“{shortened(moment.text, 40)}”"


def _course(start: QPointF, end: QPointF) -> QPainterPath:
    """A calm line: it leaves and arrives level, and bows out where both ends share a height."""
    path = QPainterPath(start)
    dx, dy = end.x() - start.x(), end.y() - start.y()
    if abs(dy) < 8:
        bow = min(26.0, abs(dx) / 4)
        path.cubicTo(
            QPointF(start.x() + dx * 0.25, start.y() - bow), QPointF(end.x() - dx * 0.25, end.y() - bow), end
        )
    elif abs(dx) < 40:
        side = 34 if dx >= 0 else -34
        path.cubicTo(
            QPointF(start.x() + side, start.y() + dy * 0.2), QPointF(end.x() + side, end.y() - dy * 0.2), end
        )
    else:
        path.cubicTo(QPointF(start.x() + dx / 2, start.y()), QPointF(end.x() - dx / 2, end.y()), end)
    return path


def _sign(at: QPointF, color: int, theme: Theme) -> list[Part]:
    """The sign of disagreement in a small disc on the line."""
    disc = QPainterPath()
    disc.addEllipse(at, theme.px(9), theme.px(9))
    size = theme.px(12)
    name = tokens()["timeline"]["flag"]["conflict"]["icon"]
    return [
        Shape(disc, theme.colors["surface"], Stroke(color, theme.px(1))),
        Icon(name, at.x() - size / 2, at.y() - size / 2, size, theme.colors["warn"]),
    ]


def _label(said: str, at: QPointF, room: float, color: int, theme: Theme) -> list[Part]:
    face = theme.face("caption")
    text = face.elide(said, int(min(room - theme.px(50), theme.px(150))))
    wide = face.advance(text) + theme.px(10)
    pill = QRectF(at.x() - wide / 2, at.y() - theme.px(9), wide, theme.px(18))
    words = Line(pill.left() + theme.px(5), face.baseline(at.y() - face.line / 2), text)
    return [
        Shape(outline("round", pill, theme.px(9)), theme.colors["surface"], Stroke(color, theme.px(0.75))),
        Words((words,), face, theme.colors["text2"]),
    ]
