"""Edits of the factor graph, each one step with its places on the map, so that everyone sees the same picture."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager

from rca_workbench.analysis.layout import Place
from rca_workbench.analysis.loops import way_back
from rca_workbench.drawing.bands import band_of, by_levels
from rca_workbench.drawing.map import Arrangement, Arranging, layout_of, places_of
from rca_workbench.model import (
    Confidence,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    LinkType,
    Problem,
    Tag,
    TimelineEntry,
    new_id,
    next_code,
)
from rca_workbench.model.fault import Fault
from rca_workbench.model.words import made_into
from rca_workbench.store import Step
from rca_workbench.ui import style
from rca_workbench.ui.places.analysis.cause_order import put_behind
from rca_workbench.ui.session import Session

DEFAULT_LEVEL = "ACC.TECH"
"""Where a new factor goes when nothing is selected: the ward, from where one asks why upwards."""
OUTCOME = "ACC.OUT"
"""Where harms stand."""


class GraphEdits:
    """What can be done to the graph of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(
        self,
        text: str,
        level: str,
        *,
        cause_of: Factor | None = None,
        effect_of: Factor | None = None,
        behind: str | None = None,
        tags: tuple[Tag, ...] = (),
    ) -> str:
        """Add a factor, linked to the one it was asked about; returns its id.

        `behind` is the cause of the same effect it is listed behind, "" for none: then it is the first.
        """
        id = new_id()
        kind = FactorKind.HARM if level == OUTCOME else FactorKind.CONTRIBUTORY_FACTOR
        with self._step(f"Add {kind.replace('_', ' ')}") as step:
            step.add(
                Factor(
                    id=id,
                    code=next_code(step.snapshot, Factor, kind),
                    factor_kind=kind,
                    text=text,
                    level=level,
                    status=FactorStatus.CANDIDATE,
                    tags=tags,
                )
            )
            if cause_of:
                link = step.add(
                    Link(id=new_id(), source=id, target=cause_of.id, confidence=Confidence.POSSIBLE)
                )
                if behind is not None:
                    put_behind(step, link, behind)
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
                    level=OUTCOME if entry.harm else "ACC.ACT",
                    problem=entry.problem or (Problem.CARE if kind is FactorKind.PROBLEM else None),
                    entry=entry.id,
                    entries=(entry.id,),
                )
            )
        return id

    def connect(
        self, source: Factor, target: Factor, link_type: LinkType = LinkType.CONTRIBUTED_TO
    ) -> str | None:
        """Say what one factor has to do with another; returns the link's id. One that is there stays as it is.

        Whether a cause would come to lead to itself is asked before, with `loop`.
        """
        links = self.session.snapshot.pointed_from(Link, "source", source.id)
        there = [link for link in links if link.target == target.id]
        if source.id == target.id:
            self.session.faulted.emit(Fault("A factor cannot lead to itself.", "Nothing was changed."))
        elif any(link.link_type is link_type for link in there):
            self.session.faulted.emit(Fault("These two are linked already.", "The link is as it was."))
        else:
            id = new_id()
            with self._step("Link factors") as step:
                step.add(
                    Link(
                        id=id,
                        source=source.id,
                        target=target.id,
                        link_type=link_type,
                        confidence=Confidence.POSSIBLE,
                    )
                )
            return id
        return None

    def loop(self, source: Factor, target: Factor) -> tuple[Factor, ...]:
        """The chain of causes that a causal link between two would close, from its effect to its cause; else empty."""
        factors = self.session.snapshot.of(Factor)
        way = way_back(self.session.snapshot.of(Link).values(), source.id, target.id)
        return tuple(factors[id] for id in way if id in factors) if source.id != target.id else ()

    def make_feedback(self, link: Link) -> None:
        """Say that a link is feedback over time, not a cause: it then closes no loop."""
        with self._step("Make it feedback over time") as step:
            step.change(link, link_type=LinkType.REINFORCES)

    def retext(self, factor: Factor, text: str) -> None:
        """Change what a factor says."""
        with self._step("Edit factor") as step:
            step.change(factor, text=text)

    def rekind(self, factor: Factor, kind: FactorKind, *others: Factor) -> None:
        """Make factors of another kind; their texts and links stay. A harm goes to the outcomes, where it is read."""
        values: dict[str, object] = {"factor_kind": kind}
        if kind is FactorKind.HARM:
            values |= {"level": OUTCOME, "row": None}
        self._change(made_into(kind), (factor, *others), values)

    def relevel(self, factor: Factor, band: int, among: Arrangement | None = None) -> None:
        """Move a factor to another band; its place across stays as near as can be.

        Args:
            band: index of the band among those of `among`, an arrangement by level; the usual one where it is None.
        """
        among = among or by_levels()
        if 0 <= band < len(among.bands) - 1 and band != among.placed((factor,))[factor.id]:
            self._relevel(((factor, band),), among)

    def shift_level(self, factors: Sequence[Factor], by: int, among: Arrangement) -> None:
        """Move each of some factors up or down by bands, as far as there are any."""
        at = among.placed(factors)
        last = len(among.bands) - 2
        moves = [(one, max(0, min(last, at[one.id] + by))) for one in factors]
        self._relevel([(one, band) for one, band in moves if band != at[one.id]], among)

    def _relevel(self, moves: Sequence[tuple[Factor, int]], among: Arrangement) -> None:
        if moves:
            named = {among.bands[band].label for _, band in moves}
            label = (
                f"Move to {named.pop()}" if len(named) == 1 else f"Move {len(moves)} factors to another level"
            )
            with self._step(label) as step:
                for factor, band in moves:
                    step.change(factor, level=among.bands[band].levels[0], row=None)

    def pin(self, factor: Factor, *others: Factor) -> None:
        """Keep factors where they are, or let go of them."""
        label = "Let go of its place" if factor.pinned else "Keep in place"
        self._change(label, (factor, *others), {"pinned": not factor.pinned})

    def agree(self, factor: Factor, *others: Factor) -> None:
        """Suggestions become agreed findings; what is agreed becomes a suggestion again."""
        agreed = factor.status is FactorStatus.CANDIDATE
        status = FactorStatus.FINDING if agreed else FactorStatus.CANDIDATE
        self._change(
            "Agree factor" if agreed else "Make it a suggestion", (factor, *others), {"status": status}
        )

    def set_aside(self, factors: Sequence[Factor], reason: str) -> None:
        """Set ideas aside, with the reason; they stay in the case and can be taken up again."""
        self._change("Set aside", factors, {"status": FactorStatus.REJECTED, "reason": reason})

    def take_up(self, factors: Sequence[Factor]) -> None:
        """Take up ideas again that were set aside; why they were stays on them."""
        self._change("Take up again", factors, {"status": FactorStatus.CANDIDATE})

    def _change(self, label: str, factors: Sequence[Factor], values: Mapping[str, object]) -> None:
        with self._step(label if len(factors) == 1 else f"{label}: {len(factors)} factors") as step:
            for factor in factors:
                step.change(factor, **values)

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
            _keep_places(step, layout_of(step.snapshot, style.theme(), arranging=arranging).places)

    def links_of(self, factor: Factor, end: str) -> tuple[Link, ...]:
        """The links that have a factor as their "source" or as their "target"."""
        return self.session.snapshot.pointed_from(Link, end, factor.id)

    def arranged(self, label: str) -> AbstractContextManager[Step]:
        """A step after which everything on the map has its place."""
        return self._step(label)

    @contextmanager
    def _step(self, label: str) -> Iterator[Step]:
        before = self._first_places()
        with self.session.step(label) as step:
            yield step
            factors, were = step.snapshot.of(Factor), self.session.snapshot.of(Factor)
            stay = {
                id: place
                for id, place in before.items()
                if id in factors and band_of(factors[id]) == band_of(were[id])
            }
            _keep_places(step, places_of(step.snapshot, style.theme(), stay or None))

    def _first_places(self) -> Mapping[str, Place]:
        """Where everything stands on a map that was never edited, as after an import: from there it moves little."""
        snapshot = self.session.snapshot
        if any(one.x is not None for one in snapshot.of(Factor).values()):
            return {}
        return places_of(snapshot, style.theme())


def _keep_places(step: Step, places: Mapping[str, Place]) -> None:
    """Write where everything stands into the step, as whole pixels."""
    factors = step.snapshot.of(Factor)
    unit = style.theme().unit
    for id, place in places.items():
        factor, x = factors[id], round(place.x / unit)
        if (factor.x, factor.row) != (x, place.row):
            step.change(factor, x=x, row=place.row)
