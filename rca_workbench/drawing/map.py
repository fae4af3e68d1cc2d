"""The factor graph as a map: boxes in level bands, links between them, docked actions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF

from rca_workbench.analysis.layout import Box, Layout, Place, Spacing, arrange, lay_out, tidy
from rca_workbench.drawing.box import BoxNotes, box_items, box_size
from rca_workbench.drawing.link import link_item
from rca_workbench.drawing.scene import Band, Emphasis, Item, Ref, Scene
from rca_workbench.drawing.theme import Theme
from rca_workbench.model import Action, Excerpt, Factor, FactorStatus, Link, Recommendation, Snapshot
from rca_workbench.model.words import factor_word, word
from rca_workbench.reference import tokens

UNKNOWN_LEVEL = "Level not known"
"""The band of factors without a level, or with one from a newer list."""


@dataclass(frozen=True, slots=True)
class MapBand:
    """A band of the map: the levels it gathers and what it is called."""

    levels: tuple[str, ...]
    label: str


def bands() -> tuple[MapBand, ...]:
    """The five bands of the default arrangement, from the remote to the harm, and one for the rest."""
    named = (MapBand(tuple(band["levels"]), band["label"]) for band in tokens()["node"]["bands"])
    return (*named, MapBand((), UNKNOWN_LEVEL))


def band_of(factor: Factor) -> int:
    """Index in `bands()` of the band a factor stands in."""
    known = bands()
    return next((index for index, band in enumerate(known) if factor.level in band.levels), len(known) - 1)


def band_label(factor: Factor) -> str:
    """What the band a factor stands in is called."""
    return bands()[band_of(factor)].label


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
) -> Layout:
    """Where the boxes of the map stand: where the case keeps them, new ones beside what they are linked to.

    Args:
        arranging: how far the kept places may change.
        only: ids of the factors to lay out, by themselves and afresh; None for all.
    """
    factors = [factor for factor in snapshot.of(Factor).values() if only is None or factor.id in only]
    boxes = [
        Box(factor.id, band_of(factor), *box_size(factor, theme), bool(factor.pinned)) for factor in factors
    ]
    edges = [
        (link.source, link.target)
        for link in drawn_links(snapshot)
        if link.source and link.target and (only is None or {link.source, link.target} <= only)
    ]
    used = {box.band for box in boxes}
    last = len(bands()) - 1
    levels = [band for band in range(last + 1) if band in used or (only is None and band != last)]
    spacing = Spacing().scaled(theme.unit)
    kept = {
        factor.id: Place(factor.x * theme.unit, factor.row)
        for factor in factors
        if factor.x is not None and factor.row is not None
    }
    if only is not None or not kept or arranging is Arranging.AFRESH:
        return arrange(boxes, edges, levels, spacing)
    if arranging is Arranging.TIDY:
        return tidy(boxes, edges, levels, kept, spacing)
    return lay_out(boxes, edges, levels, kept, spacing)


def drawn_links(snapshot: Snapshot) -> tuple[Link, ...]:
    """The links with both ends on the map."""
    factors = snapshot.of(Factor)
    return tuple(
        link
        for link in snapshot.of(Link).values()
        if link.source in factors and link.target in factors and link.source != link.target
    )


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
) -> MapScene:
    """The map of a case laid out by `layout_of`.

    Args:
        selected, focused: what has the ring of selection and of the keyboard.
        path: ids of the factors and links that stand out; None where no path is shown.
        only: ids of the factors to draw, where a picture shows a part of the map.
    """
    facts = FactorFacts(snapshot)
    items: list[Item] = []
    for link, course in _courses(snapshot, layout, only):
        items.append(link_item(link, course, theme, facts.link_name(link)))
    counts: dict[int, int] = {}
    for factor in snapshot.of(Factor).values():
        if only is not None and factor.id not in only:
            continue
        counts[band_of(factor)] = counts.get(band_of(factor), 0) + 1
        place = layout.rects[factor.id]
        items += box_items(
            factor, QRectF(place.x, place.y, place.width, place.height), theme, facts.notes(factor)
        )
    items.sort(key=lambda item: item.layer)
    drawn = _drawn_bands(layout, counts)
    return MapScene(
        theme=theme,
        bounds=_bounds(items, drawn, theme),
        items=items,
        bands=drawn,
        label_width=theme.px(tokens()["size"]["band_label"]),
        emphasis=Emphasis(selected, focused, None if path is None else frozenset(path)),
        layout=layout,
    )


class FactorFacts:
    """What a picture says of a factor beyond its own fields: the map, and every other view of the same graph."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._factors = snapshot.of(Factor)
        self._profile = snapshot.case.profile

    def notes(self, factor: Factor) -> BoxNotes:
        """What goes on a factor's box, with what a screen reader says of it."""
        actions = len(self._snapshot.by(Action, "addresses").get(factor.id, ()))
        actions += len(self._snapshot.by(Recommendation, "addresses").get(factor.id, ()))
        sourced = bool(factor.entries or factor.entry or self._snapshot.by(Excerpt, "about").get(factor.id))
        kind = factor_word(factor.factor_kind, self._profile)
        return BoxNotes(self._name(factor, kind, actions, sourced), kind, actions, sourced)

    def link_name(self, link: Link) -> str:
        """What a screen reader says of a link."""
        ends = [
            self._factors[id].text if id in self._factors else ""
            for id in (link.source or "", link.target or "")
        ]
        said = [f"{ends[0]} {word(link.link_type).lower()} {ends[1]}", word(link.confidence).lower()]
        if link.but_for:
            said.append(f"without it: {word(link.but_for).lower()}")
        return ", ".join(part for part in said if part)

    def _name(self, factor: Factor, kind: str, actions: int, sourced: bool) -> str:
        links = self._snapshot.by
        said = [
            kind,
            factor.text or "no text yet",
            band_label(factor),
            word(factor.performed).lower(),
            "" if factor.status is FactorStatus.FINDING else word(factor.status).lower(),
            word(factor.confidence).lower(),
            f"leads to {len(links(Link, 'source').get(factor.id, ()))}",
            f"caused by {len(links(Link, 'target').get(factor.id, ()))}",
            f"{actions} action{'' if actions == 1 else 's'}" if actions else "",
            "" if sourced else "no source yet",
        ]
        return ", ".join(part for part in said if part)


def _courses(
    snapshot: Snapshot, layout: Layout, only: frozenset[str] | None
) -> Iterable[tuple[Link, Sequence[tuple[float, float]]]]:
    for link in drawn_links(snapshot):
        course = layout.routes.get((link.source or "", link.target or ""))
        if course is not None and (only is None or {link.source, link.target} <= only):
            yield link, course


def _drawn_bands(layout: Layout, counts: Mapping[int, int]) -> tuple[Band, ...]:
    known = bands()
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
