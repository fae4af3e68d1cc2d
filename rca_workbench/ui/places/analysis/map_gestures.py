"""What a gesture on the map means: each is one small method that ends in one step."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect

from rca_workbench.drawing.map import band_of, bands
from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, FactorKind, FactorStatus, shortened
from rca_workbench.ui.places.analysis.edits import DEFAULT_LEVEL

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.map_view import MapView


class MapGestures:
    """Turns keys, drags and typing on the map into edits of the graph."""

    def __init__(self, view: "MapView") -> None:
        self._view = view
        self._session = view.session
        self._edits = view.edits
        self._canvas = view.canvas

    @property
    def factor(self) -> Factor | None:
        """The factor gestures are about."""
        ref = self._canvas.selected_ref
        return self._session.snapshot.get(Factor, ref.id) if ref and ref.kind == Factor.kind.name else None

    def add(self) -> None:
        """Type a new factor: beside the one selected, or at the ward's level."""
        here = self.factor
        level = here.level if here and here.level != "ACC.OUT" else DEFAULT_LEVEL
        self._ask_text("New factor", self._near(here), lambda text: self._added(self._edits.add(text, level)))

    def ask(self, *, up: bool) -> None:
        """Type a cause (or an effect) of the factor selected; it is linked at once."""
        here = self.factor
        if here is None:
            return
        band = band_of(here)
        target = max(0, band - 1) if up else min(len(bands()) - 2, band + 1)
        level = bands()[target].levels[0]
        said = shortened(here.text, 50)
        name = f"What made “{said}” more likely?" if up else f"What did “{said}” lead to?"

        def keep(text: str) -> None:
            link = {"cause_of": here} if up else {"effect_of": here}
            self._added(self._edits.add(text, level, **link))

        self._ask_text(name, self._near(here, above=up), keep)

    def edit(self) -> None:
        """Change the text where it stands."""
        here = self.factor
        if here is not None:
            self._ask_text(
                "Text of the factor", self._near(here), partial(self._edits.retext, here), here.text
            )

    def link(self) -> None:
        """Choose another factor, by typing, and which way the link goes."""
        here = self.factor
        if here is not None:
            factors = self._session.snapshot.of(Factor)
            others = [(shortened(one.title, 100), one.id) for one in factors.values() if one.id != here.id]

            def link(way: int, id: str) -> None:
                self._edits.connect(*((here, factors[id]) if way == 0 else (factors[id], here)))

            self._view.find_box.ask(
                shortened(here.title, 90), ("leads to", "was made more likely by"), others, link
            )

    def relevel(self, by: int) -> None:
        """One band up or down."""
        here = self.factor
        if here is not None:
            self._edits.relevel(here, band_of(here) + by)
            self._canvas.reveal(self._canvas.selected_ref)

    def rekind(self, kind: FactorKind) -> None:
        """Make it another kind."""
        if self.factor is not None:
            self._edits.rekind(self.factor, kind)

    def pin(self) -> None:
        """Keep in place, or let go."""
        if self.factor is not None:
            self._edits.pin(self.factor)

    def agree(self) -> None:
        """A suggestion becomes an agreed finding, and back."""
        here = self.factor
        if here is not None:
            agreed = here.status is FactorStatus.CANDIDATE
            status = FactorStatus.FINDING if agreed else FactorStatus.CANDIDATE
            self._session.change(here, "Agree factor" if agreed else "Make it a suggestion", status=status)

    def remove(self) -> None:
        """Remove what is selected."""
        ref = self._canvas.selected_ref
        if ref is not None:
            self._edits.remove([ref.id])
            self._canvas.announce("Removed. Undo with Control Z.")

    def open(self, ref: Ref | None) -> None:
        """A double click: on the ground a new factor, on a box its text."""
        if ref is None:
            self.add()
        elif ref.kind == Factor.kind.name:
            self.edit()

    def connect(self, source: Ref, target: Ref) -> None:
        """A line was drawn from one box to another."""
        one = self._session.snapshot.get(Factor, source.id)
        other = self._session.snapshot.get(Factor, target.id)
        if one and other:
            self._edits.connect(one, other)

    def drop(self, ref: Ref, point: QPointF) -> None:
        """A box was dragged into another band."""
        factor = self._session.snapshot.get(Factor, ref.id)
        spans = self._view.layout_now.bands
        if factor is None or not spans:
            return
        inside = [span.band for span in spans if span.top <= point.y() < span.bottom]
        if inside:
            self._edits.relevel(factor, inside[0])

    def _ask_text(self, name: str, near: QRect, keep: Callable[[str], object], text: str = "") -> None:
        if not self._session.read_only:
            self._view.inline.ask(near, name, text, keep)

    def _added(self, id: str) -> None:
        self._session.select(id)
        self._canvas.setFocus()
        self._canvas.reveal(Ref(Factor.kind.name, id))
        self._canvas.announce(f"Added. {self._view.counts()}. Undo with Control Z.")

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
