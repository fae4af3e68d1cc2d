"""The factor graph as a map: boxes in level bands, links between them, docked actions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial

from PySide6.QtCore import QRectF

from rca_workbench.analysis.layout import Box, Layout, Place, Spacing, arrange, lay_out, placed, tidy
from rca_workbench.drawing.bands import (
    UNKNOWN_LEVEL,
    Arrangement,
    MapBand,
    band_label,
    band_of,
    bands,
    by_levels,
)
from rca_workbench.drawing.box import BoxNotes, box_size
from rca_workbench.drawing.check_badge import NO_CHECKS, Standing
from rca_workbench.drawing.map_items import MapItems
from rca_workbench.drawing.scene import Band, Emphasis, Item, Ref, Scene
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import (
    Action,
    Confidence,
    Excerpt,
    Factor,
    FactorStatus,
    Link,
    LinkType,
    Recommendation,
    Snapshot,
    shortened,
)
from rca_workbench.model.words import factor_word, word
from rca_workbench.reference import tokens

__all__ = [
    "UNKNOWN_LEVEL",
    "Arrangement",
    "Arranging",
    "FactorFacts",
    "MapBand",
    "MapLook",
    "MapScene",
    "band_label",
    "band_of",
    "bands",
    "courses_of",
    "drawn_links",
    "layout_job",
    "layout_of",
    "map_scene",
    "places_of",
]

LONGEST_SAID = 400
"""Letters of a text that a screen reader says of a box at once; Details has all of it."""


@dataclass(frozen=True, slots=True)
class MapLook:
    """How the map is looked at; nothing of it is part of the case."""

    arrangement: Arrangement = field(default_factory=by_levels)
    hidden: frozenset[str] = frozenset()
    """Ids of the factors that are left out while the others stay where they are."""
    folded: Mapping[str, int] = field(default_factory=dict)
    """By the id of a factor how many causes are folded away behind it; those are among `hidden`."""
    links: frozenset[Confidence | None] = frozenset((*Confidence, None))
    """Of which confidence links are drawn; None stands for links of which it is not said."""
    short: bool = False
    """Whether boxes say their short labels."""


class Arranging(Enum):
    """How far the places a case keeps may change."""

    KEEP = "keep"
    """Only what is new finds a place; the rest gives way by as little as can be."""
    TIDY = "tidy"
    """Fewer crossings, everything near where it was."""
    AFRESH = "afresh"
    """The best picture there is, wherever that puts things."""


def layout_of(
    snapshot: Snapshot,
    theme: Theme,
    *,
    only: frozenset[str] | None = None,
    arranging: Arranging = Arranging.KEEP,
    look: MapLook | None = None,
    places: Mapping[str, Place] | None = None,
) -> Layout:
    """Where the boxes of the map stand: where the case keeps them, new ones beside what they are linked to.

    Args:
        arranging: how far the kept places may change.
        only: ids of the factors to lay out, by themselves and afresh; None for all.
        look: how the map is looked at. The places of the case count in the default arrangement only.
        places: where boxes stood before, in scene pixels, in place of what the case keeps.
    """
    return layout_job(snapshot, theme, only=only, arranging=arranging, look=look, places=places)()


def layout_job(
    snapshot: Snapshot,
    theme: Theme,
    *,
    only: frozenset[str] | None = None,
    arranging: Arranging = Arranging.KEEP,
    look: MapLook | None = None,
    places: Mapping[str, Place] | None = None,
) -> Callable[[], Layout]:
    """What is left of `layout_of` once the boxes are measured: it may be done beside the window."""
    look = look or MapLook()
    boxes, edges, levels, spacing = _graph_of(snapshot, theme, only, look)
    kept = places if places is not None else _kept_places(snapshot, theme) if _usual(look) else {}
    if (only is not None and places is None) or not kept or arranging is Arranging.AFRESH:
        return partial(arrange, boxes, edges, levels, spacing)
    return partial(tidy if arranging is Arranging.TIDY else lay_out, boxes, edges, levels, kept, spacing)


def places_of(
    snapshot: Snapshot, theme: Theme, places: Mapping[str, Place] | None = None
) -> Mapping[str, Place]:
    """The places of `layout_of` for all factors in the default arrangement, without leading the links."""
    boxes, edges, levels, spacing = _graph_of(snapshot, theme, None, MapLook())
    kept = places if places is not None else _kept_places(snapshot, theme)
    return placed(boxes, edges, levels, kept, spacing)


def _usual(look: MapLook) -> bool:
    """Whether a look has the bands of the default arrangement, whose places a case keeps."""
    return look.arrangement == by_levels()


def _graph_of(
    snapshot: Snapshot, theme: Theme, only: frozenset[str] | None, look: MapLook
) -> tuple[list[Box], list[tuple[str, str]], list[int], Spacing]:
    """What is laid out: boxes, links, bands and distances."""
    shown = snapshot.of(Factor).values()
    factors = [one for one in shown if one.id not in look.hidden and (only is None or one.id in only)]
    band_at = look.arrangement.placed(factors)
    boxes = [
        Box(one.id, band_at[one.id], *box_size(one, theme, short=look.short), bool(one.pinned))
        for one in factors
    ]
    edges = [courses_of(link, snapshot)[0] for link in drawn_links(snapshot)]
    edges = [edge for edge in edges if edge[0] in band_at and edge[1] in band_at]
    used = {box.band for box in boxes}
    last = len(look.arrangement.bands) - 1
    empty_too = only is None and _usual(look)
    levels = [band for band in range(last + 1) if band in used or (empty_too and band != last)]
    return boxes, edges, levels, Spacing().scaled(theme.unit)


def _kept_places(snapshot: Snapshot, theme: Theme) -> Mapping[str, Place]:
    """Where the case keeps its factors, in scene pixels."""
    return {
        one.id: Place(one.x * theme.unit, one.row)
        for one in snapshot.of(Factor).values()
        if one.x is not None and one.row is not None
    }


def drawn_links(snapshot: Snapshot) -> tuple[Link, ...]:
    """The links with both ends on the map."""
    factors = snapshot.of(Factor)
    return tuple(
        link
        for link in snapshot.of(Link).values()
        if link.source in factors and link.target in factors and link.source != link.target
    )


def courses_of(link: Link, snapshot: Snapshot) -> tuple[tuple[str, str], bool]:
    """Between which two boxes the layout is to lead a link, and whether the link runs the other way.

    Feedback goes against the causes: led from where it ends to where it begins it runs beside them, and cannot push
    a cause under its effect. Not so where the two are linked that way already, or both lines would be one.
    """
    ends = (link.source or "", link.target or "")
    if link.link_type is LinkType.REINFORCES:
        others = snapshot.pointed_from(Link, "source", ends[1])
        if not any(one.target == ends[0] for one in others):
            return (ends[1], ends[0]), True
    return ends, False


@dataclass
class MapScene(Scene):
    """The map as painted."""

    layout: Layout | None = None

    @property
    def page(self) -> QRectF:
        """The whole map with the labels of its bands beside it."""
        return self.bounds.adjusted(-self.label_width, 0, 0, 0)


def map_scene(
    snapshot: Snapshot,
    layout: Layout,
    theme: Theme,
    *,
    selected: Ref | None = None,
    focused: Ref | None = None,
    path: Iterable[str] | None = None,
    only: frozenset[str] | None = None,
    look: MapLook | None = None,
    checks: Mapping[str, Standing] = NO_CHECKS,
    kept: MapItems | None = None,
) -> MapScene:
    """The map of a case laid out by `layout_of`.

    Args:
        selected, focused: what has the ring of selection and of the keyboard.
        path: ids of the factors and links that stand out; None where no path is shown.
        only: ids of the factors to draw, where a picture shows a part of the map.
        look: how the map is looked at; the one it was laid out with.
        checks: what checks stand open, by factor.
        kept: the items of the picture before, where there was one; those of this one are in it afterwards.
    """
    look = look or MapLook()
    facts = FactorFacts(snapshot, look, checks)
    made = kept or MapItems()
    made.begin()
    factors = snapshot.of(Factor)
    items: list[Item] = []
    for link, course in _courses(snapshot, layout, only, look):
        ends = factors.get(link.source or ""), factors.get(link.target or "")
        items.append(made.link(link, course, theme, ends, facts.link_name))
    counts: dict[int, int] = {}
    band_at = look.arrangement.placed(factors.values())
    for factor in factors.values():
        place = layout.rects.get(factor.id)
        if place is None or (only is not None and factor.id not in only):
            continue
        counts[band_at[factor.id]] = counts.get(band_at[factor.id], 0) + 1
        items += made.box(factor, place, theme, facts.notes(factor))
    items.sort(key=lambda item: item.layer)
    drawn = _drawn_bands(layout, look.arrangement, counts)
    return MapScene(
        theme=theme,
        bounds=_bounds(items, drawn, theme),
        items=items,
        bands=drawn,
        label_width=theme.px(
            tokens()["size"]["band_label" if look.arrangement == by_levels() else "lane_label"]
        ),
        emphasis=Emphasis(selected, focused, None if path is None else frozenset(path)),
        layout=layout,
    )


class FactorFacts:
    """What a picture says of a factor beyond its own fields: the map, and every other view of the same graph."""

    def __init__(
        self, snapshot: Snapshot, look: MapLook | None = None, checks: Mapping[str, Standing] = NO_CHECKS
    ) -> None:
        self._snapshot = snapshot
        self._checks = checks
        self._look = look or MapLook()
        self._factors = snapshot.of(Factor)
        self._profile = snapshot.case.profile

    def notes(self, factor: Factor) -> BoxNotes:
        """What goes on a factor's box, with what a screen reader says of it."""
        actions = len(self._snapshot.by(Action, "addresses").get(factor.id, ()))
        actions += len(self._snapshot.by(Recommendation, "addresses").get(factor.id, ()))
        sourced = bool(factor.entries or factor.entry or self._snapshot.by(Excerpt, "about").get(factor.id))
        kind = factor_word(factor.factor_kind, self._profile)
        return BoxNotes(
            self._name(factor, kind, actions, sourced),
            kind,
            actions,
            sourced,
            causes=len(self._snapshot.by(Link, "target").get(factor.id, ())) if factor.gate else 0,
            folded=self._look.folded.get(factor.id, 0),
            short=self._look.short,
            checks=self._checks.get(factor.id),
        )

    def link_name(self, link: Link) -> str:
        """What a screen reader says of a link."""
        ends = [
            shortened(self._factors[id].text, LONGEST_SAID) if id in self._factors else ""
            for id in (link.source or "", link.target or "")
        ]
        said = [f"{ends[0]} {word(link.link_type).lower()} {ends[1]}", word(link.confidence).lower()]
        if link.but_for:
            said.append(f"without it: {word(link.but_for).lower()}")
        return ", ".join(part for part in said if part)

    def _name(self, factor: Factor, kind: str, actions: int, sourced: bool) -> str:
        links = self._snapshot.by
        folded = self._look.folded.get(factor.id, 0)
        said = [
            kind,
            shortened(factor.text, LONGEST_SAID) or "no text yet",
            band_label(factor),
            word(factor.performed).lower(),
            "" if factor.status is FactorStatus.FINDING else word(factor.status).lower(),
            word(factor.confidence).lower(),
            f"leads to {len(links(Link, 'source').get(factor.id, ()))}",
            f"caused by {len(links(Link, 'target').get(factor.id, ()))}",
            f"{actions} action{'' if actions == 1 else 's'}" if actions else "",
            "" if sourced else "no source yet",
            "evidence still wanted" if factor.wanted.strip() else "",
            f"how its causes work together: {word(factor.gate).lower()}" if factor.gate else "",
            "asking why stops here" if factor.stop_reason.strip() else "",
            f"{folded} folded away behind it" if folded else "",
            self._checks[factor.id].words if factor.id in self._checks else "",
        ]
        return ", ".join(part for part in said if part)


def _courses(
    snapshot: Snapshot, layout: Layout, only: frozenset[str] | None, look: MapLook
) -> Iterable[tuple[Link, Sequence[tuple[float, float]]]]:
    for link in drawn_links(snapshot):
        if link.confidence not in look.links or (only is not None and not {link.source, link.target} <= only):
            continue
        ends, turned = courses_of(link, snapshot)
        course = layout.routes.get(ends)
        if course is not None:
            yield link, course[::-1] if turned else course


def _drawn_bands(layout: Layout, arrangement: Arrangement, counts: Mapping[int, int]) -> tuple[Band, ...]:
    known = arrangement.bands
    made = []
    for span in layout.bands:
        count = counts.get(span.band, 0)
        note = f"{count} item" if count == 1 else f"{count} items"
        made.append(Band(str(span.band), known[span.band].label, note, span.top, span.bottom - span.top))
    return tuple(made)


def _bounds(items: Sequence[Item], drawn: Sequence[Band], theme: Theme) -> QRectF:
    """All that is painted, with a margin; empty bands count, so that an empty map still shows them."""
    bounds = QRectF()
    for item in items:
        bounds = bounds.united(item.rect)
    for band in drawn:
        bounds = bounds.united(QRectF(bounds.left(), band.top, max(bounds.width(), 1), band.height))
    return bounds.adjusted(-theme.px(8), 0, theme.px(8), 0)
