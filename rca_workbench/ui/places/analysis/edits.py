"""Edits of the factor graph, each one step with its places on the map, so that everyone sees the same picture."""

from collections.abc import Iterator
from contextlib import contextmanager

from rca_workbench.analysis.layout import Layout
from rca_workbench.drawing.map import Arranging, band_of, bands, layout_of
from rca_workbench.model import (
    Confidence,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    Problem,
    TimelineEntry,
    new_id,
    next_code,
)
from rca_workbench.model.fault import Fault
from rca_workbench.store import Step
from rca_workbench.ui import style
from rca_workbench.ui.session import Session

DEFAULT_LEVEL = "ACC.TECH"
"""Where a new factor goes when nothing is selected: the ward, from where one asks why upwards."""


class GraphEdits:
    """What can be done to the graph of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(
        self, text: str, level: str, *, cause_of: Factor | None = None, effect_of: Factor | None = None
    ) -> str:
        """Add a factor, linked to the one it was asked about; returns its id."""
        id = new_id()
        kind = FactorKind.HARM if level == "ACC.OUT" else FactorKind.CONTRIBUTORY_FACTOR
        with self._step(f"Add {kind.replace('_', ' ')}") as step:
            step.add(
                Factor(
                    id=id,
                    code=next_code(step.snapshot, Factor, kind),
                    factor_kind=kind,
                    text=text,
                    level=level,
                    status=FactorStatus.CANDIDATE,
                )
            )
            if cause_of:
                step.add(Link(id=new_id(), source=id, target=cause_of.id, confidence=Confidence.POSSIBLE))
            if effect_of:
                step.add(Link(id=new_id(), source=effect_of.id, target=id, confidence=Confidence.POSSIBLE))
        return id

    def add_from_entry(self, entry: TimelineEntry) -> str:
        """Put a timeline entry on the map as a problem to ask about; returns the factor's id."""
        id = new_id()
        kind = FactorKind.HARM if entry.harm else FactorKind.PROBLEM if entry.problem else FactorKind.EVENT
        with self._step(f"Put {entry.code or 'entry'} on the map") as step:
            step.add(
                Factor(
                    id=id,
                    code=next_code(step.snapshot, Factor, kind),
                    factor_kind=kind,
                    text=entry.text,
                    level="ACC.OUT" if entry.harm else "ACC.ACT",
                    problem=entry.problem or (Problem.CARE if kind is FactorKind.PROBLEM else None),
                    entry=entry.id,
                    entries=(entry.id,),
                )
            )
        return id

    def connect(self, source: Factor, target: Factor) -> None:
        """Say that one factor led to another. A link that is there already is left as it is."""
        links = self.session.snapshot.pointed_from(Link, "source", source.id)
        if source.id == target.id:
            self.session.faulted.emit(Fault("A factor cannot lead to itself.", "Nothing was changed."))
        elif any(link.target == target.id for link in links):
            self.session.faulted.emit(Fault("These two are linked already.", "The link is as it was."))
        else:
            with self._step("Link factors") as step:
                step.add(
                    Link(id=new_id(), source=source.id, target=target.id, confidence=Confidence.POSSIBLE)
                )

    def retext(self, factor: Factor, text: str) -> None:
        """Change what a factor says."""
        with self._step("Edit factor") as step:
            step.change(factor, text=text)

    def rekind(self, factor: Factor, kind: FactorKind) -> None:
        """Make a factor of another kind; its text and links stay."""
        with self._step(f"Make it a {kind.replace('_', ' ')}") as step:
            step.change(factor, factor_kind=kind)

    def relevel(self, factor: Factor, band: int) -> None:
        """Move a factor to another band; its place across stays as near as can be."""
        all_bands = bands()
        if 0 <= band < len(all_bands) - 1 and band != band_of(factor):
            with self._step(f"Move to {all_bands[band].label}") as step:
                step.change(factor, level=all_bands[band].levels[0], row=None)

    def pin(self, factor: Factor) -> None:
        """Keep a factor where it is, or let go of it."""
        with self._step("Let go of its place" if factor.pinned else "Keep in place") as step:
            step.change(factor, pinned=not factor.pinned)

    def remove(self, ids: list[str]) -> None:
        """Remove factors and links; links of a factor that goes, go with it."""
        things = [one for one in (self.session.snapshot.find(id) for id in ids) if one is not None]
        if things:
            word = things[0].kind.word if len(things) == 1 else f"{len(things)} things"
            with self._step(f"Remove {word}") as step:
                for one in things:
                    step.remove(one)

    def tidy(self) -> None:
        """Fewer crossings, everything as near to its place as can be."""
        self._rearrange("Tidy the map", Arranging.TIDY)

    def arrange_afresh(self) -> None:
        """The best picture there is, wherever that puts things."""
        self._rearrange("Arrange the map afresh", Arranging.AFRESH)

    def _rearrange(self, label: str, arranging: Arranging) -> None:
        with self.session.step(label) as step:
            _keep_places(step, layout_of(step.snapshot, style.theme(), arranging=arranging))

    @contextmanager
    def _step(self, label: str) -> Iterator[Step]:
        with self.session.step(label) as step:
            yield step
            _keep_places(step, layout_of(step.snapshot, style.theme()))


def _keep_places(step: Step, layout: Layout) -> None:
    """Write where everything stands into the step, as whole pixels."""
    factors = step.snapshot.of(Factor)
    unit = style.theme().unit
    for id, place in layout.places.items():
        factor, x = factors[id], round(place.x / unit)
        if (factor.x, factor.row) != (x, place.row):
            step.change(factor, x=x, row=place.row)
