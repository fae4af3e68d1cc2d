"""Links on the map: making them, walking onto them, and the loops they would close."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from rca_workbench.analysis.graph import cycles
from rca_workbench.analysis.loops import has_loop
from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, Link, LinkType, shortened
from rca_workbench.ui.menus import open_below

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.map_view import MapView

WAYS = (
    ("leads to", LinkType.CONTRIBUTED_TO, True),
    ("was made more likely by", LinkType.CONTRIBUTED_TO, False),
    ("was meant to stop", LinkType.INTENDED_TO_STOP, True),
    ("was meant to be stopped by", LinkType.INTENDED_TO_STOP, False),
    ("reinforces over time", LinkType.REINFORCES, True),
    ("conflicts with", LinkType.CONFLICTS_WITH, True),
)
"""What a link can claim: in words, its type, and whether it starts at the factor one is on."""


class MapLinking:
    """Gestures on links."""

    def __init__(self, view: "MapView") -> None:
        self._view = view
        self._session = view.session
        self._edits = view.edits
        self._canvas = view.canvas
        self._loops_left: tuple[str, ...] = ()

    # -- making links ---------------------------------------------------------------------------------

    def link(self) -> None:
        """Choose another factor, by typing, and what the link claims."""
        here = self._view.factor
        if here is None:
            return
        factors = self._session.snapshot.of(Factor)

        def chosen(way: int, id: str) -> None:
            _, type, out = WAYS[way]
            self.join(*((here, factors[id]) if out else (factors[id], here)), type)

        self._view.find_box.ask(
            shortened(here.title, 90), [way[0] for way in WAYS], others_than(here, factors.values()), chosen
        )

    def connect(self, source: Ref, target: Ref) -> None:
        """A line was drawn from one box to another."""
        one = self._session.snapshot.get(Factor, source.id)
        other = self._session.snapshot.get(Factor, target.id)
        if one and other:
            self.join(one, other, LinkType.CONTRIBUTED_TO)

    def join(self, source: Factor, target: Factor, type: LinkType) -> None:
        """Link two factors; where a cause would come to lead to itself, ask first."""
        loop = self._edits.loop(source, target) if type is LinkType.CONTRIBUTED_TO else ()
        if not loop:
            self._edits.connect(source, target, type)
            return
        said = f"This link would close a loop: {named(loop)}. A cause cannot lead to itself."
        self._view.offer.make(
            said,
            (
                ("Keep it as feedback over time", "", partial(self._edits.connect, source, target, LinkType.REINFORCES)),
                ("Leave it out", "Esc", lambda: None),
            ),
            focus=True,
        )  # fmt: skip

    # -- going along links ----------------------------------------------------------------------------

    def walk(self, by: int) -> None:
        """From a factor onto its links, and from link to link."""
        here = self._canvas.came_from if self._view.choosing.link else self._canvas.selected_ref
        if here is None or here.kind != Factor.kind.name:
            return
        links = self.links_at(here.id)
        if not links:
            self._canvas.announce("No links yet. L makes one.")
            return
        now = self._view.choosing.link
        ids = [link.id for link in links]
        at = (ids.index(now.id) + by) % len(ids) if now is not None and now.id in ids else 0 if by > 0 else -1
        self._canvas.came_from = Ref(Factor.kind.name, here.id)
        self._canvas.set_current(Ref(Link.kind.name, ids[at]))

    def step_off(self, dy: int) -> None:
        """From a link up to its cause or down to its effect."""
        link = self._view.choosing.link
        end = (link.source if dy < 0 else link.target) if link is not None else None
        if end:
            self._canvas.set_current(Ref(Factor.kind.name, end))

    def links_at(self, id: str) -> list[Link]:
        """The drawn links at a factor: those from its causes, then those to its effects, from left to right."""
        snapshot, scene = self._session.snapshot, self._canvas.scene
        made: list[Link] = []
        for end, other in (("target", "source"), ("source", "target")):
            found = [
                link
                for link in snapshot.pointed_from(Link, end, id)
                if scene is not None and scene.item(Ref(Link.kind.name, link.id)) is not None
            ]
            made += sorted(found, key=lambda link: self._across(getattr(link, other)))
        return made

    def _across(self, id: str | None) -> float:
        rect = self._view.layout_now.rects.get(id or "")
        return rect.centre if rect is not None else 0.0

    # -- loops ----------------------------------------------------------------------------------------

    def refresh_loops(self) -> None:
        """Say where causes lead back to themselves, as in a case that came in from elsewhere."""
        snapshot, offer = self._session.snapshot, self._view.offer
        links = snapshot.of(Link).values()
        if not has_loop(links):
            self._loops_left = ()
            if isinstance(offer.about, tuple):
                offer.leave()
            return
        found = cycles(snapshot.of(Factor).values(), links)
        if not found:
            return
        loop = found[0]
        about = tuple(one.id for one in loop)
        if about == self._loops_left or about == offer.about:
            return
        more = (
            f" There {'is 1 more loop' if len(found) == 2 else f'are {len(found) - 1} more loops'}."
            if found[1:]
            else ""
        )
        way = "is linked to itself" if len(loop) == 1 else "lead round in a loop"
        answers = [
            ("Mark a link as feedback", "", partial(self._choose_feedback, loop)),
            ("Show the loop", "", partial(self._show_loop, loop)),
            ("Not now", "Esc", partial(self._leave_loop, about)),
        ]
        if self._session.read_only:
            del answers[0]
        offer.make(f"{named(loop)} {way}. A cause cannot lead to itself.{more}", answers, about)

    def leave_offer(self) -> None:
        """Leave what is offered; a loop left alone is not named again until it is another one."""
        about = self._view.offer.about
        self._view.offer.leave()
        if isinstance(about, tuple):
            self._loops_left = about

    def _leave_loop(self, about: tuple[str, ...]) -> None:
        self._loops_left = about

    def _loop_links(self, loop: Sequence[Factor]) -> list[Link]:
        pairs = {(one.id, other.id) for one, other in zip(loop, [*loop[1:], loop[0]], strict=True)}
        return [
            link
            for link in self._session.snapshot.of(Link).values()
            if (link.source, link.target) in pairs and link.link_type is LinkType.CONTRIBUTED_TO
        ]

    def _choose_feedback(self, loop: Sequence[Factor]) -> None:
        menu = QMenu(self._view)
        factors = self._session.snapshot.of(Factor)
        for link in self._loop_links(loop):
            ends = [shortened(factors[id].text, 40) for id in (link.source or "", link.target or "")]
            menu.addAction(f"{ends[0]} → {ends[1]}", partial(self._edits.make_feedback, link))
        menu.aboutToHide.connect(self.refresh_loops)
        open_below(menu, self._view.offer)

    def _show_loop(self, loop: Sequence[Factor]) -> None:
        links = self._loop_links(loop)
        self._leave_loop(tuple(one.id for one in loop))
        self._view.show_path(frozenset((*(one.id for one in loop), *(link.id for link in links))), loop[0].id)


def others_than(here: Factor, factors: Iterable[Factor]) -> list[tuple[str, str]]:
    """The other factors in words, with their ids, for a list to choose from."""
    return [(shortened(one.title, 100), one.id) for one in factors if one.id != here.id]


def named(chain: Sequence[Factor], most: int = 6) -> str:
    """The factors of a chain in words, each in quotation marks; of a long one the first and how many more."""
    said = [f"“{shortened(one.short_label or one.text or one.code, 40)}”" for one in chain[:most]]
    return ", ".join(said) + (f" and {len(chain) - most} more" if len(chain) > most else "")
