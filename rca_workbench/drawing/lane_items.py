"""What stands at the spots of a packed lane, as items of a view."""

from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtGui import QPainterPath

from rca_workbench.analysis.chronology import Gap
from rca_workbench.drawing import marks
from rca_workbench.drawing.clusters import cell_item, cluster_item
from rca_workbench.drawing.gaps import gap_item
from rca_workbench.drawing.ink import Stroke
from rca_workbench.drawing.moments import Moment
from rca_workbench.drawing.scene import Item, Shape
from rca_workbench.drawing.showing import NO_VEIL, Focus, Veil
from rca_workbench.drawing.single import moment_item
from rca_workbench.drawing.spots import ALONE, CELL, GAP, Spots
from rca_workbench.drawing.theme import Theme
from rca_workbench.drawing.timeview import TimeView


@dataclass(frozen=True, slots=True)
class Look:
    """How what is placed is shown."""

    theme: Theme
    veil: Veil = NO_VEIL
    focus: Focus | None = None
    path: frozenset[str] | None = None
    """Ids of what does not step back; None: nothing does."""

    def fades(self, id: str) -> bool:
        """True if an entry is to step back."""
        return self.path is not None and id not in self.path


def shown_moments(spots: Spots, index: int, veil: Veil) -> tuple[Moment, ...]:
    """The moments at a spot that the curtain leaves in view; none for a gap."""
    what = spots.of[index]
    if isinstance(what, Gap):
        return ()
    some = (what,) if isinstance(what, Moment) else what
    if not veil.hidden:
        return some
    return tuple(moment for moment in some if moment.id not in veil.hidden)


def sticks(spots: Spots, index: int, view: TimeView, theme: Theme) -> bool:
    """True if its words move along it to stay in view, so that each view draws it anew."""
    if spots.kind[index] == GAP:
        return True
    reach = (spots.high[index] - spots.low[index]) / view.seconds_per_pixel
    long = reach > 2 * theme.px(marks.LABEL_WIDTH)
    return spots.kind[index] == ALONE and (bool(spots.strip[index]) or long)


def spot_item(spots: Spots, index: int, lane_top: float, view: TimeView, look: Look) -> Item | None:
    """What is seen at a spot; None where the curtain hides it."""
    what = spots.of[index]
    if isinstance(what, Gap):
        if what.before in look.veil.hidden or what.after in look.veil.hidden:
            return None
        return gap_item(what, lane_top + spots.top[index], view, look.theme)
    some = shown_moments(spots, index, look.veil)
    if not some:
        return None
    first = what if isinstance(what, Moment) else what[0]
    if sticks(spots, index, view, look.theme):
        size = marks.block(first, look.theme, fine=spots.fine)
        item = moment_item(
            first, lane_top + spots.top[index], view, look.theme, size, strip=bool(spots.strip[index])
        )
    else:
        item = _still(spots, index, some, view, look.theme).moved(view.x(spots.low[index]), lane_top)
    return _framed(item, some, look)


def _still(spots: Spots, index: int, some: tuple[Moment, ...], view: TimeView, theme: Theme) -> Item:
    """The item with the start of its stretch at x 0 and its lane at y 0, kept for the next look."""
    scale = view.seconds_per_pixel
    if spots.drawn_at != scale:
        spots.drawn = {}
        spots.drawn_at = scale
    what = spots.of[index]
    whole = isinstance(what, Moment) or len(some) == len(cast("tuple[Moment, ...]", what))
    known = spots.drawn.get(index) if whole else None
    if known is None:
        origin = TimeView(spots.low[index], scale, 1e6, 0)
        top = spots.top[index]
        if isinstance(what, Moment):
            size = marks.block(what, theme, fine=spots.fine)
            known = moment_item(what, top, origin, theme, size, sticky=False)
        else:
            cell = spots.kind[index] == CELL
            x0 = 0.0 if cell else origin.x(some[0].at)
            x1 = origin.x(spots.high[index] if cell else some[-1].at)
            make = cell_item if cell else cluster_item
            known = make(some, x0, x1, top, theme, fine=spots.fine)
        if whole:
            spots.drawn[index] = known
    return known


def _framed(item: Item, some: tuple[Moment, ...], look: Look) -> Item:
    """What only may belong to what is looked at, or may have been known, stands in a broken frame and says so."""
    focus, unsaid = look.focus, look.veil.unsaid
    if focus is None and not unsaid:
        return item
    ids = {moment.id for moment in some}
    theme = look.theme
    if focus is not None and ids & focus.possible and not ids & focus.certain:
        edge = Stroke(theme.colors["accent"], theme.px(1.25), (theme.px(4), theme.px(3)))
        said = "may have been at the same time"
    elif unsaid and ids <= unsaid:
        edge = Stroke(theme.colors["text3"], theme.px(1.25), (theme.px(1.5), theme.px(3)))
        said = "whether it was known then is not recorded"
    else:
        return item
    dx, dy = item.shift
    frame = QPainterPath()
    frame.addRoundedRect(item.body.translated(-dx, -dy).adjusted(-3, -3, 3, 3), 5, 5)
    return replace(item, parts=(*item.parts, Shape(frame, None, edge)), name=f"{item.name}, {said}")
