"""What of the graph the map shows, and how: a matter of looking, remembered for each case on this laptop."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from rca_workbench.analysis.folding import behind, leading_to
from rca_workbench.analysis.graph import paths_through
from rca_workbench.drawing.bands import JOINED, arrangement
from rca_workbench.drawing.map import MapLook
from rca_workbench.model import Confidence, Factor, FactorStatus, Link, Snapshot

ALL_LINKS = (*(str(one) for one in Confidence), "")
"""Confidences of links; "" stands for links of which it is not said."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What is shown of the map."""

    arrangement: str = JOINED
    harm: str = ""
    """Id of the one harm whose chains are shown; "" for all."""
    focus: str = ""
    """Id of the factor of which only what leads to it and from it is shown, by itself."""
    set_aside: bool = False
    good_practice: bool = True
    other_findings: bool = True
    links: tuple[str, ...] = ALL_LINKS
    short: bool = False
    folded: frozenset[str] = frozenset()
    minimap: bool = True

    def plain(self) -> dict[str, object]:
        """As settings can hold it."""
        return {
            one.name: list(value)
            if isinstance(value := getattr(self, one.name), tuple | frozenset)
            else value
            for one in fields(self)
        }

    @classmethod
    def of(cls, plain: object) -> "Showing":
        """The opposite of `plain`; what does not fit is left at its default."""
        made = cls()
        fitting: dict[str, Any] = {}
        for name, value in plain.items() if isinstance(plain, Mapping) else ():
            default = getattr(made, name, None)
            if isinstance(default, tuple | frozenset) and isinstance(value, list):
                fitting[name] = type(default)(str(one) for one in value)
            elif default is not None and type(value) is type(default):
                fitting[name] = value
        return replace(made, **fitting)

    @property
    def narrowed(self) -> bool:
        """Whether anything but what was set aside or folded away is left out."""
        whole = Showing()
        return any(
            getattr(self, name) != getattr(whole, name)
            for name in ("harm", "focus", "good_practice", "other_findings", "links")
        )


@dataclass(frozen=True, slots=True)
class Looked:
    """What `Showing` comes to on a case."""

    look: MapLook
    only: frozenset[str] | None
    """The factors of a chain shown by itself."""


def looked(snapshot: Snapshot, showing: Showing) -> Looked:
    """Which factors and links of a case are drawn, and in which bands."""
    factors, links = snapshot.of(Factor), snapshot.of(Link)
    unwanted = {
        status
        for status, shown in (
            (FactorStatus.REJECTED, showing.set_aside),
            (FactorStatus.GOOD_PRACTICE, showing.good_practice),
            (FactorStatus.OTHER_FINDING, showing.other_findings),
        )
        if not shown
    }
    hidden = {id for id, one in factors.items() if one.status in unwanted}
    if showing.harm in factors:
        hidden |= factors.keys() - leading_to(links.values(), showing.harm)
    kept = [link for link in links.values() if link.source not in hidden and link.target not in hidden]
    folds = behind(kept, [id for id in showing.folded if id in factors and id not in hidden])
    gone = frozenset().union(*folds.values()) if folds else frozenset()
    only = None
    if showing.focus in factors:
        only = paths_through(links.values(), showing.focus)[0] - hidden - gone
    look = MapLook(
        arrangement=arrangement(showing.arrangement),
        hidden=frozenset(hidden) | gone,
        folded={id: len(away) for id, away in folds.items() if away and id not in gone},
        links=frozenset(Confidence(one) if one else None for one in showing.links if one in ALL_LINKS),
        short=showing.short,
    )
    return Looked(look, only)


def seen_again(snapshot: Snapshot, showing: Showing, id: str) -> Showing:
    """The least that has to be shown besides so that one factor is seen."""
    factor = snapshot.get(Factor, id)
    if factor is None:
        return showing
    at = looked(snapshot, showing)
    if id not in at.look.hidden and (at.only is None or id in at.only):
        return showing
    over = behind(snapshot.of(Link).values(), showing.folded)
    ways = (
        replace(showing, folded=showing.folded - {one for one, away in over.items() if id in away}),
        replace(
            showing,
            set_aside=showing.set_aside or factor.status is FactorStatus.REJECTED,
            good_practice=showing.good_practice or factor.status is FactorStatus.GOOD_PRACTICE,
            other_findings=showing.other_findings or factor.status is FactorStatus.OTHER_FINDING,
        ),
        replace(showing, focus=""),
        replace(showing, focus="", harm="", folded=frozenset()),
        replace(
            showing,
            focus="",
            harm="",
            folded=frozenset(),
            set_aside=True,
            good_practice=True,
            other_findings=True,
        ),
    )
    for way in ways:
        at = looked(snapshot, way)
        if id not in at.look.hidden and (at.only is None or id in at.only):
            return way
    return ways[-1]
