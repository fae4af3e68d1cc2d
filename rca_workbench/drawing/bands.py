"""The bands of the map: what each gathers, in the default arrangement and in others of the same graph."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rca_workbench.analysis.classifying import by_head, heads
from rca_workbench.model import Factor, FactorKind
from rca_workbench.reference import Framework, accimap_levels, frameworks, tokens

UNKNOWN_LEVEL = "Level not known"
"""The band of factors without a level, or with one from a newer list."""

JOINED, SPLIT = "joined", "split"
"""Ids of the two arrangements by level: five bands, and one for each level of the AcciMap."""
CHAIN = "chain"
"""Id of the arrangement that heeds no level: every cause above what it led to, however remote either is."""


@dataclass(frozen=True, slots=True)
class MapBand:
    """A band of the map: the levels (or the headings of a framework) it gathers and what it is called."""

    levels: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One way of putting the factors in bands. Places a case keeps belong to the joined levels alone."""

    id: str
    label: str
    bands: tuple[MapBand, ...]
    framework: Framework | None = None

    @property
    def by_level(self) -> bool:
        """Whether a band stands for levels, so that moving a factor to another says something of it."""
        return self.id in (JOINED, SPLIT)

    def placed(self, factors: Iterable[Factor]) -> Mapping[str, int]:
        """Index in `bands` of the band each factor stands in, by its id."""
        last = len(self.bands) - 1
        if self.framework is None:
            if not self.by_level:
                return dict.fromkeys((factor.id for factor in factors), 0)
            at = {level: index for index, band in enumerate(self.bands) for level in band.levels}
            return {factor.id: at.get(factor.level, last) for factor in factors}
        listed = list(factors)
        made: dict[str, int] = {}
        for index, under in enumerate(by_head(listed, self.framework).values()):
            for factor in under:
                made.setdefault(factor.id, index)
        harms = {factor.id: last for factor in listed if factor.factor_kind is FactorKind.HARM}
        return {factor.id: last - 1 for factor in listed} | made | harms


@cache
def by_levels(id: str = JOINED) -> Arrangement:
    """The levels of the AcciMap, with the joined ones of the design as one band each, or every level by itself."""
    if id == SPLIT:
        named = [MapBand((level.id,), _first_words(level.label)) for level in accimap_levels()]
        return Arrangement(SPLIT, "AcciMap levels, each by itself", (*named, MapBand((), UNKNOWN_LEVEL)))
    named = [MapBand(tuple(band["levels"]), band["label"]) for band in tokens()["node"]["bands"]]
    return Arrangement(JOINED, "AcciMap levels, in five bands", (*named, MapBand((), UNKNOWN_LEVEL)))


@cache
def as_chain() -> Arrangement:
    """One band for all: rows follow from the links alone."""
    return Arrangement(
        CHAIN, "A chain from cause to effect, without levels", (MapBand((), "From cause to effect"),)
    )


@cache
def by_framework(id: str) -> Arrangement:
    """The main headings of a framework of factors, then what it does not sort, then the harms.

    Raises:
        StopIteration: no framework has that id.
    """
    framework = next(one for one in frameworks() if one.id == id)
    named = [MapBand((one.id,), one.label) for one in heads(framework)]
    rest = (MapBand((), f"Not sorted by {framework.label}"), MapBand((), "Outcome"))
    return Arrangement(id, f"{framework.label}, by its headings", (*named, *rest), framework)


def arrangement(id: str) -> Arrangement:
    """The arrangement with that id; the joined levels where there is none such."""
    if id in (JOINED, SPLIT):
        return by_levels(id)
    if id == CHAIN:
        return as_chain()
    known = {one.id for one in frameworks() if one.offered and not one.levels}
    return by_framework(id) if id in known else by_levels()


def bands() -> tuple[MapBand, ...]:
    """The five bands of the default arrangement, from the remote to the harm, and one for the rest."""
    return by_levels().bands


def band_of(factor: Factor) -> int:
    """Index in `bands()` of the band a factor stands in."""
    known = bands()
    return next((index for index, band in enumerate(known) if factor.level in band.levels), len(known) - 1)


def band_label(factor: Factor) -> str:
    """What the band a factor stands in is called."""
    return bands()[band_of(factor)].label


def _first_words(label: str) -> str:
    """A level's name as it fits beside its band: without what stands in brackets or after a colon."""
    return label.split(":")[0].split(" (")[0]
