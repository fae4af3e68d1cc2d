"""Factors that say the same, and one that says two things: offered, chosen, made one or split."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from rca_workbench.analysis.likeness import alike
from rca_workbench.analysis.twins import pairs_alike
from rca_workbench.model import Factor, Link, LinkType, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.ui.places.analysis.joining import make_one, split
from rca_workbench.ui.places.analysis.map_linking import WAYS, others_than
from rca_workbench.ui.places.analysis.split_box import SplitBox

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.map_view import MapView

_BOTH = (LinkType.CONTRIBUTED_TO, LinkType.INTENDED_TO_STOP)
"""Types of links that read differently from their two ends."""
ALIKE = "alike"
"""What an offer is about that would make one of two."""


class MapPairs:
    """One factor of two, two of one."""

    def __init__(self, view: "MapView") -> None:
        self._view = view
        self._session = view.session
        self._edits = view.edits
        self._canvas = view.canvas
        self._split_box: SplitBox | None = None

    def offer_alike(self, id: str) -> None:
        """Offer to make one of two, where a text says nearly what another factor says."""
        offer = self._view.offer
        if offer.isVisible() and not isinstance(offer.about, tuple):
            offer.leave()
        factors = self._session.snapshot.of(Factor)
        here = factors.get(id)
        other = alike(here.text, factors.values(), but=id) if here is not None else None
        if here is not None and other is not None:
            self._offer_pair(other, here)

    def find_alike(self) -> None:
        """List the factors of the case that say nearly the same, to make one of two."""
        pairs = pairs_alike(self._session.snapshot.of(Factor).values())
        if not pairs:
            self._canvas.announce("No two factors say nearly the same.")
            self._session.faulted.emit(Fault("No two factors say nearly the same.", "Nothing was changed."))
            return
        listed = [
            (f"{shortened(one.title, 60)}  |  {shortened(two.title, 60)}", f"{at}")
            for at, (one, two) in enumerate(pairs)
        ]

        def keep(_way: int, at: str) -> None:
            self._offer_pair(*pairs[int(at)])

        self._view.find_box.ask("These say nearly the same. Which two shall be one?", ("",), listed, keep)

    def merge(self) -> None:
        """Make one of the factor selected and another: the one offered, or one chosen by typing."""
        offer = self._view.offer
        if offer.isVisible() and offer.about == ALIKE:
            offer.accept()
            return
        chosen = self._view.choosing.factors
        if len(chosen) == 2:
            self._make_one(chosen[0], chosen[1])
        elif chosen:
            here, factors = chosen[0], self._session.snapshot.of(Factor)

            def keep(way: int, id: str) -> None:
                self._make_one(*((here, factors[id]) if way == 0 else (factors[id], here)))

            self._view.find_box.ask(
                f"{shortened(here.title, 90)}: which other says the same?",
                ("keeps its words", "takes the other's words"),
                others_than(here, factors.values()),
                keep,
            )

    def split(self) -> None:
        """Say apart what one factor says of two things."""
        here = self._view.factor
        if here is None:
            return
        if self._split_box is None:
            self._split_box = SplitBox(self._view)
        links = [(link, self._session.snapshot.of(Factor)) for link in self._view.linking.links_at(here.id)]

        def keep(first: str, second: str, goes: dict[str, str]) -> None:
            self._session.select(split(self._edits, here, (first, second), goes))
            self._canvas.setFocus()

        self._split_box.ask(here, [(link.id, _said_of(link, here, factors)) for link, factors in links], keep)

    def _offer_pair(self, earlier: Factor, later: Factor) -> None:
        self._view.offer.make(
            f"“{shortened(later.text, 70)}” says nearly the same as {earlier.code} “{shortened(earlier.text, 70)}”.",
            (
                ("Make them one", "M", partial(self._make_one, earlier, later)),
                ("Keep both", "Esc", lambda: None),
            ),
            ALIKE,
        )

    def _make_one(self, kept: Factor, gone: Factor) -> None:
        factors = self._session.snapshot.of(Factor)
        if kept.id in factors and gone.id in factors:
            make_one(self._edits, factors[kept.id], factors[gone.id])
            self._session.select(kept.id)
            self._canvas.setFocus()
            self._canvas.announce(
                "Made one. The other words are kept under Also worded. Undo with Control Z."
            )


def _said_of(link: Link, here: Factor, factors: Mapping[str, Factor]) -> str:
    """A link as seen from one of its factors."""
    out = link.source == here.id
    other = factors.get((link.target if out else link.source) or "")
    way = next(
        words
        for words, type, outward in WAYS
        if type is link.link_type and (outward is out or type not in _BOTH)
    )
    return f"{way} {shortened(other.text, 60) if other else ''}"
