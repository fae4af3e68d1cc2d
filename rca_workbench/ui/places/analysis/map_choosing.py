"""What is chosen on the map, one thing or several, and what is done to all of it at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Factor, FactorKind, Link
from rca_workbench.model.fault import Fault
from rca_workbench.ui.places.improve.findings_edits import FindingEdits

if TYPE_CHECKING:
    from rca_workbench.ui.places.analysis.map_view import MapView


class MapChoosing:
    """Each gesture here is one step, however many factors it is about."""

    def __init__(self, view: "MapView") -> None:
        self._view = view
        self._session = view.session
        self._edits = view.edits
        self._canvas = view.canvas

    @property
    def factor(self) -> Factor | None:
        """The factor gestures are about."""
        return self._of(self._canvas.selected_ref)

    @property
    def factors(self) -> tuple[Factor, ...]:
        """All factors that are chosen, the selected one first."""
        refs = (self._canvas.selected_ref, *sorted(self._canvas.also, key=lambda ref: ref.id))
        found = (self._of(ref) for ref in dict.fromkeys(refs))
        return tuple(one for one in found if one is not None)

    @property
    def link(self) -> Link | None:
        """The link that is selected."""
        ref = self._canvas.selected_ref
        return self._session.snapshot.get(Link, ref.id) if ref and ref.kind == Link.kind.name else None

    def relevel(self, by: int) -> None:
        """Bands up or down."""
        chosen, among = self.factors, self._view.shown.arrangement
        if not chosen:
            return
        if not among.by_level:
            self._session.faulted.emit(
                Fault(
                    "Bands are not levels in this arrangement.",
                    "Nothing was changed.",
                    "Choose AcciMap levels under Arrange to move factors between levels.",
                )
            )
            return
        self._edits.shift_level(chosen, by, among)
        self._canvas.reveal(self._canvas.selected_ref)

    def rekind(self, kind: FactorKind) -> None:
        """Make it another kind."""
        if chosen := self.factors:
            self._edits.rekind(chosen[0], kind, *chosen[1:])

    def pin(self) -> None:
        """Keep in place, or let go."""
        if chosen := self.factors:
            self._edits.pin(*chosen)

    def agree(self) -> None:
        """Suggestions become agreed findings, and back."""
        if chosen := self.factors:
            self._edits.agree(*chosen)

    def make_finding(self) -> None:
        """A finding that gathers what is chosen; its words wait to be put better under Improve."""
        if chosen := self.factors:
            FindingEdits(self._session).make_of(*chosen)
            self._canvas.announce("Made a finding. It stands under Improve, Findings. Undo with Control Z.")

    def remove(self) -> None:
        """Remove what is chosen; the keyboard goes to what was linked with it, so that one can go on from there."""
        link = self.link
        ids = [link.id] if link is not None else [one.id for one in self.factors]
        if ids:
            after = self._beside(ids)
            self._edits.remove(ids)
            if after is not None and self._of(after) is not None:
                self._canvas.set_current(after)
            self._canvas.announce("Removed. Undo with Control Z.")

    def _beside(self, ids: Sequence[str]) -> Ref | None:
        """The factor one came from, or one that is linked with the first of those that go."""
        came = self._canvas.came_from
        snapshot = self._session.snapshot
        effects = [link.target for link in snapshot.pointed_from(Link, "source", ids[0])]
        causes = [link.source for link in snapshot.pointed_from(Link, "target", ids[0])]
        near = [came.id if came is not None else None, *effects, *causes]
        left = (id for id in near if id and id not in ids and id in snapshot.of(Factor))
        return next((Ref(Factor.kind.name, id) for id in left), None)

    def drop(self, ref: Ref, point: QPointF) -> None:
        """A box was dragged into another band."""
        factor, among = self._of(ref), self._view.shown.arrangement
        spans = self._view.layout_now.bands
        inside = [span.band for span in spans if span.top <= point.y() < span.bottom]
        if factor is not None and inside and among.by_level:
            self._edits.relevel(factor, inside[0], among)

    def _of(self, ref: Ref | None) -> Factor | None:
        return self._session.snapshot.get(Factor, ref.id) if ref and ref.kind == Factor.kind.name else None
