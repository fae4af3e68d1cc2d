"""Typing on the map: a new factor, a cause, an effect, another cause of the same effect, other words, a reason."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from rca_workbench.drawing.map import band_of, bands
from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, LinkType, shortened
from rca_workbench.ui.places.analysis.edits import DEFAULT_LEVEL

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.map_view import MapView

_PEOPLE, _OUTCOME = 3, 4
"""Bands in which one asks what something led to: only a problem leads to the outcome by itself."""


class MapTyping:
    """Opens the box one types in, and makes a step of what was typed."""

    def __init__(self, view: "MapView") -> None:
        self._view = view
        self._session = view.session
        self._edits = view.edits
        self._canvas = view.canvas

    def add(self) -> None:
        """Type a new factor: beside the one selected, or at the ward's level."""
        here = self._view.factor
        named = here is not None and band_of(here) < _OUTCOME
        level = here.level if here is not None and named else DEFAULT_LEVEL
        self._ask("New factor", self._near(here), lambda text: self._added(self._edits.add(text, level)))

    def ask(self, *, up: bool) -> None:
        """Type a cause (or an effect) of the factor selected; it is linked at once."""
        here = self._view.factor
        if here is None:
            return
        level = _level_of_cause(here) if up else _level_of_effect(here)
        said = shortened(here.text, 50)
        name = f"What made “{said}” more likely?" if up else f"What did “{said}” lead to?"

        def keep(text: str) -> None:
            cause_of, effect_of = (here, None) if up else (None, here)
            self._added(self._edits.add(text, level, cause_of=cause_of, effect_of=effect_of))

        self._ask(name, self._near(here, above=up), keep)

    def beside(self) -> None:
        """Type another cause of what the factor selected led to, in the same band."""
        here = self._view.factor
        if here is None:
            return
        effect = self._effect_of(here)
        if effect is None:
            self.add()
            return

        def keep(text: str) -> None:
            self._added(self._edits.add(text, here.level, cause_of=effect))

        self._ask(f"What else made “{shortened(effect.text, 50)}” more likely?", self._near(here), keep)

    def edit(self) -> None:
        """Change the text where it stands."""
        here = self._view.factor
        if here is not None:

            def keep(text: str) -> None:
                self._edits.retext(here, text)
                self._view.pairs.offer_alike(here.id)

            self._ask("Text of the factor", self._near(here), keep, here.text)

    def set_aside(self) -> None:
        """Type why an idea is set aside; or take up again what was."""
        chosen = self._view.choosing.factors
        if not chosen:
            return
        if all(one.status is FactorStatus.REJECTED for one in chosen):
            self._edits.take_up(chosen)
            return
        name = "Why is it set aside?" if len(chosen) == 1 else f"Why are these {len(chosen)} set aside?"
        self._ask(name, self._near(chosen[0]), partial(self._edits.set_aside, chosen))

    def _effect_of(self, here: Factor) -> Factor | None:
        """What the factor led to: where one came from, if that is among it, or the first."""
        factors = self._session.snapshot.of(Factor)
        links = self._session.snapshot.pointed_from(Link, "source", here.id)
        effects = [link.target for link in links if link.link_type is LinkType.CONTRIBUTED_TO]
        came = self._canvas.came_from.id if self._canvas.came_from else ""
        wanted = came if came in effects else effects[0] if effects else ""
        return factors.get(wanted or "")

    def _ask(self, name: str, near: QRect, keep: Callable[[str], object], text: str = "") -> None:
        if not self._session.read_only:
            self._view.inline.ask(near, name, text, keep)

    def _added(self, id: str) -> None:
        before = self._canvas.selected_ref
        self._session.select(id)
        if before is not None and before.kind == Factor.kind.name:
            self._canvas.came_from = before
        self._canvas.setFocus()
        self._canvas.reveal(Ref(Factor.kind.name, id))
        self._canvas.announce(f"Added. {self._view.counts()}. Undo with Control Z.")
        self._view.pairs.offer_alike(id)

    def _near(self, factor: Factor | None, *, above: bool | None = None) -> QRect:
        canvas = self._canvas
        item = canvas.scene.item(Ref(Factor.kind.name, factor.id)) if canvas.scene and factor else None
        if item is None:
            centre = canvas.rect().center()
            return QRect(centre.x() - 108, centre.y() - 40, 216, 80)
        canvas.reveal(item.ref)
        rect = canvas.view_rect(item.body)
        if above is not None:
            rect.translate(0, -rect.height() - 40 if above else rect.height() + 40)
        return rect


def _level_of_cause(here: Factor) -> str:
    """One band up; in the topmost another cause there. What stands in no known band is asked about from the ward."""
    band = band_of(here)
    return bands()[max(0, band - 1)].levels[0] if band <= _OUTCOME else DEFAULT_LEVEL


def _level_of_effect(here: Factor) -> str:
    """One band down; among people and conditions only a problem leads to the outcome."""
    band = band_of(here)
    if band > _OUTCOME:
        return DEFAULT_LEVEL
    if band == _PEOPLE and here.factor_kind is not FactorKind.PROBLEM:
        return here.level
    return bands()[min(_OUTCOME, band + 1)].levels[0]
