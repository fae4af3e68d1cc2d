"""What of the map is in view: branches folded, a chain by itself, a path kept, filters; none of it a step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rca_workbench.analysis.graph import paths_through
from rca_workbench.analysis.layout import Layout, Place
from rca_workbench.drawing.bands import JOINED, Arrangement, arrangement, by_levels
from rca_workbench.drawing.map import MapScene, layout_job, map_scene, places_of
from rca_workbench.drawing.map_items import MapItems
from rca_workbench.drawing.scene import Ref
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Factor, Link, shortened
from rca_workbench.ui import style
from rca_workbench.ui.places.analysis.map_showing import Looked, Showing, looked, seen_again
from rca_workbench.ui.work import Work

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.map_view import MapView

LARGE = 600
"""Factors from which the map is laid out beside the window: below, it takes less than a blink or two."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a layout was made of."""

    factors: Mapping[str, Factor]
    links: Mapping[str, Link]
    at: Looked
    theme: Theme

    def same(self, other: "_Asked") -> bool:
        """Whether another would be laid out alike. Tables that did not change are one and the same object."""
        same = self.factors is other.factors and self.links is other.links and self.theme is other.theme
        return same and self.at == other.at


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A layout with what it was made of."""

    asked: _Asked
    layout: Layout


class MapShown:
    """Holds how one looks at the map, and draws it so."""

    def __init__(self, view: "MapView") -> None:
        self._view = view
        self._session = view.session
        self.showing = Showing()
        self.kept_path = ""
        """Id of the factor whose path stays while others are selected."""
        self.looked = Looked(look=looked(view.session.snapshot, self.showing).look, only=None)
        self._last: tuple[_Asked, Layout] | None = None
        self._waiting: _Asked | None = None
        self._work: Work[LaidOut] | None = None
        self._places: dict[tuple[str, str, float, bool], Mapping[str, Place]] = {}
        self._items = MapItems()

    @property
    def arrangement(self) -> Arrangement:
        """The bands in force."""
        return arrangement(self.showing.arrangement)

    def draw(self) -> tuple[Layout, MapScene] | None:
        """The map as one looks at it now; None where the picture there is has to do until a large one is laid out."""
        snapshot, theme, showing = self._session.snapshot, style.theme(), self.showing
        at = self.looked = looked(snapshot, showing)
        usual = at.only is None and at.look.arrangement == by_levels()
        # Elsewhere than in the usual arrangement the case keeps no places: those of the last picture serve instead.
        key = (showing.arrangement, showing.focus if at.only is not None else "", theme.unit, showing.short)
        places = self._first_places() if usual else self._places.get(key)
        layout = self._laid_out(at, places)
        if self.under_way and self._last is not None:
            return None
        if not usual and not self.under_way:
            self._places[key] = dict(places or {}) | dict(layout.places)
        checks = self._session.checking.standing
        kept = self._items
        return layout, map_scene(
            snapshot, layout, theme, only=at.only, look=at.look, checks=checks, kept=kept
        )

    def _laid_out(self, at: Looked, places: Mapping[str, Place] | None) -> Layout:
        """The layout; the one before where neither the graph nor the way of looking has changed since.

        A large map is laid out beside the window, which shows the one before in the meantime.
        """
        snapshot, theme = self._session.snapshot, style.theme()
        asked = _Asked(snapshot.of(Factor), snapshot.of(Link), at, theme)
        if self._last is not None and asked.same(self._last[0]):
            return self._last[1]
        job = layout_job(snapshot, theme, only=at.only, look=at.look, places=places)
        if len(asked.factors) < LARGE:
            layout = job()
            self._last = (asked, layout)
            return layout
        self._waiting = asked
        if self._work is None:  # one at a time: what was asked for since is begun when it is done
            self._work = Work("Laying out the map", lambda progress, stop: LaidOut(asked, job()))
            self._work.succeeded.connect(self._view.laid_out)
            self._work.faulted.connect(self._view.laid_out)
            self._work.start()
        return self._last[1] if self._last is not None else Layout({}, {}, (), {}, 0.0, 0.0)

    @property
    def under_way(self) -> bool:
        """Whether the map is being laid out beside the window."""
        return self._waiting is not None

    def take(self, made: object) -> None:
        """A layout made beside the window is there; one that was asked for before the last is let go."""
        self._work = None
        if not isinstance(made, LaidOut):
            self._waiting = None
        elif self._waiting is not None and made.asked.same(self._waiting):
            self._last, self._waiting = (made.asked, made.layout), None

    def _first_places(self) -> Mapping[str, Place] | None:
        """Where all stands on a map that was never edited, so that hiding some moves no others; None for one that was."""
        snapshot, theme = self._session.snapshot, style.theme()
        factors = snapshot.of(Factor)
        if any(one.x is not None for one in factors.values()) or not self.looked.look.hidden:
            return None
        key = (JOINED, "never edited", theme.unit, self.showing.short)
        if self._places.get(key, {}).keys() != factors.keys():
            self._places[key] = places_of(snapshot, theme)
        return self._places[key]

    def change(self, showing: Showing) -> None:
        """Look at the map otherwise."""
        if showing != self.showing:
            self.showing = showing
            self._view.redraw()

    def see(self, id: str) -> None:
        """Show so much more that one factor is seen."""
        self.change(seen_again(self._session.snapshot, self.showing, id))

    def fold(self) -> None:
        """Fold away what leads to the factor selected and nowhere else; unfold it where it is folded."""
        here = self._view.factor
        if here is None:
            return
        if here.id in self.showing.folded:
            self.unfold()
            return
        self.change(replace(self.showing, folded=self.showing.folded | {here.id}))
        count = self.looked.look.folded.get(here.id, 0)
        if not count:
            self.showing = replace(self.showing, folded=self.showing.folded - {here.id})
            self._view.canvas.announce("Nothing leads to this alone, so nothing is folded away.")
        else:
            self._view.canvas.announce(f"{count} folded away behind this. Plus shows them again.")

    def unfold(self, id: str = "") -> None:
        """Show again what is folded away behind a factor, the selected one if none is named."""
        here = id or (self._view.factor.id if self._view.factor else "")
        if here in self.showing.folded:
            self.change(replace(self.showing, folded=self.showing.folded - {here}))

    def unfold_all(self) -> None:
        """Show everything that is folded away."""
        self.change(replace(self.showing, folded=frozenset()))

    def focus(self) -> None:
        """Show only what leads to the factor selected and from it; all again where that is shown."""
        here = self._view.factor
        if here is None:
            return
        on = self.showing.focus != here.id
        if on and not self.path_of(here):
            self._view.canvas.announce("Nothing leads to this or from it yet.")
            return
        self.change(replace(self.showing, focus=here.id if on else ""))
        self._view.show_all_of_it()

    def keep_path(self) -> None:
        """Keep the path of the factor selected in view while others are selected, or let go of it."""
        here = self._view.factor
        self.kept_path = "" if here is None or self.kept_path == here.id else here.id
        self._view.emphasise()

    def leave(self) -> bool:
        """One step out of what is shown: the path that is kept, then the chain by itself. False if there is neither."""
        if self.kept_path:
            self.kept_path = ""
            self._view.emphasise()
            return True
        if self.showing.focus:
            self.change(replace(self.showing, focus=""))
            self._view.canvas.reveal(self._view.canvas.selected_ref)
            return True
        return False

    def path_of(self, factor: Factor | None) -> frozenset[str] | None:
        """Ids of the factors and links that lead to a factor and from it; None where there are none."""
        if factor is None:
            return None
        nodes, links = paths_through(self._session.snapshot.of(Link).values(), factor.id)
        return frozenset(nodes | links) if links else None

    def path_now(self) -> frozenset[str] | None:
        """The path that stands out: the one kept, or of what is selected."""
        kept = self._session.snapshot.get(Factor, self.kept_path)
        if kept is not None:
            return self.path_of(kept)
        if self.showing.focus and self.looked.only is not None:
            return None
        link = self._view.choosing.link
        if link is not None:
            return frozenset(id for id in (link.id, link.source, link.target) if id)
        return self.path_of(self._view.factor)

    def said(self) -> str:
        """What the chip over the map says; empty where all is shown alike."""
        factors = self._session.snapshot.of(Factor)
        if self.showing.focus in factors and self.looked.only is not None:
            return f"Only what leads to and from “{shortened(factors[self.showing.focus].text, 40)}”"
        if self.kept_path in factors:
            return f"Keeping the path of “{shortened(factors[self.kept_path].text, 40)}”"
        if self._view.canvas.also:
            return f"{len(self._view.choosing.factors)} chosen: what you do is done to all of them"
        if self._view.factor is not None and self._view.canvas.path is not None:
            return "Showing what leads to and from this"
        return ""

    def left_out(self) -> int:
        """How many factors are not drawn."""
        factors = self._session.snapshot.of(Factor)
        only = self.looked.only
        shown = only if only is not None else factors.keys() - self.looked.look.hidden
        return len(factors) - len(shown)

    def item_there(self, id: str) -> bool:
        """Whether a factor or link is drawn."""
        scene = self._view.canvas.scene
        return scene is not None and any(
            scene.item(Ref(kind, id)) is not None for kind in (Factor.kind.name, Link.kind.name)
        )
