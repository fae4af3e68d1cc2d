"""The contributory-factor frameworks: what a factor can be tagged with, and the levels of the system."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from rca_workbench.reference.sheet import Checked, Row, Sheet, Source, sheet, text, texts, unchecked_mark


@dataclass(frozen=True, slots=True)
class Category:
    """One thing a factor can be tagged with.

    `group` is what it stands under (a factor type, a ring, a part of the model) in words; `prompts` are questions or
    examples that help to find it. `person_focused` warns that the tag, on its own, stops at a person.
    """

    id: str
    label: str
    framework: str
    group: str = ""
    definition: str = ""
    prompts: tuple[str, ...] = ()
    person_focused: bool = False
    checked: Checked = Checked.NO

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the system in an AcciMap; `order` runs from the top, 1 to 7."""

    id: str
    label: str
    order: int
    definition: str
    examples: tuple[str, ...]
    in_the_nhs: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class Framework:
    """A list of contributory factors somebody published.

    `polarities` are the words for whether a factor hindered or helped, as the framework has them; empty where it has
    none. A framework that is not `offered` is there only to read somebody else's coding; `warning` says why.
    """

    id: str
    label: str
    title: str
    source: Source
    licence: str
    checked: Checked
    check_note: str
    categories: tuple[Category, ...]
    levels: tuple[Level, ...] = ()
    polarities: tuple[str, ...] = ()
    offered: bool = True
    warning: str = ""

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class Crossing:
    """One idea and what each framework calls it: a suggestion for a person to confirm, never a conversion."""

    id: str
    concept: str
    categories: Mapping[str, tuple[str, ...]]
    levels: tuple[str, ...]
    fit: str


@cache
def frameworks() -> tuple[Framework, ...]:
    """All frameworks, in the order to offer them."""
    return tuple(framework(name) for name in _FILES)


@cache
def framework(id: str) -> Framework:
    """The framework of that id: seips, npsa, ycff, london_protocol, accimap or hfacs. Raises KeyError for another."""
    label, file, categories = _FILES[id]
    page = _page(file)
    levels = accimap_levels() if id == "accimap" else ()
    warning = cast(Row, page.content.get("warning", {}))
    return Framework(
        id=id,
        label=label,
        title=page.title,
        source=page.source,
        licence=page.licence,
        checked=page.checked,
        check_note=page.check_note,
        categories=tuple(categories(page)),
        levels=levels,
        polarities=_polarities(page),
        offered=page.content.get("use") != "crosswalk_only",
        warning=text(warning, "text"),
    )


def category(id: str) -> Category | None:
    """The category a tag names, such as `NPSA.TASK.GUIDE`; None for a tag of an organisation's own."""
    return _categories().get(id)


@cache
def accimap_levels() -> tuple[Level, ...]:
    """The levels of the system, top first."""
    page = _page("accimap_levels.json")
    hints = cast(Row, page.content["nhs_mapping_hint"])
    levels = (
        Level(
            id=text(row, "id"),
            label=text(row, "label"),
            order=int(text(row, "order_top_down")),
            definition=text(row, "definition"),
            examples=texts(row, "healthcare_examples"),
            in_the_nhs=text(hints, text(row, "id")),
            checked=page.checked_row(row),
        )
        for row in page.rows("levels")
    )
    return tuple(sorted(levels, key=lambda level: level.order))


@cache
def crosswalk() -> tuple[Crossing, ...]:
    """What the frameworks call the same idea."""
    return tuple(
        Crossing(
            id=text(row, "id"),
            concept=text(row, "concept"),
            categories=MappingProxyType(
                {
                    "seips": texts(row, "seips"),
                    "npsa": texts(row, "npsa"),
                    "ycff": texts(row, "ycff"),
                    "london_protocol": texts(row, "london_protocol"),
                    "hfacs": texts(row, "hfacs_read_only"),
                }
            ),
            levels=texts(row, "accimap_typical_levels"),
            fit=text(row, "fit"),
        )
        for row in _page("crosswalk.json").rows("rows")
    )


@cache
def _page(file: str) -> Sheet:
    return sheet("frameworks", file)


@cache
def _categories() -> dict[str, Category]:
    return {one.id: one for each in frameworks() for one in each.categories}


def _polarities(page: Sheet) -> tuple[str, ...]:
    if "polarity_values" in page.content:
        return texts(page.content, "polarity_values")
    return texts(cast(Row, page.content.get("polarity", {})), "values")


def _made(page: Sheet, id: str, row: Row, group: str = "", *flags: str, under: Row | None = None) -> Category:
    """A category from a row; a row that does not say how sure it is takes what the row it stands under says."""
    said = next((one for one in (row, under) if one is not None and any(flag in one for flag in flags)), row)
    return Category(
        id=text(row, "id"),
        label=text(row, "label"),
        framework=id,
        group=group,
        definition=text(row, "definition"),
        prompts=texts(row, "prompts") or texts(row, "examples") or texts(row, "healthcare_examples"),
        person_focused=bool(row.get("person_focused_risk", False)),
        checked=page.checked_row(said, *flags),
    )


def _seips(page: Sheet) -> Iterator[Category]:
    for part, group in (("elements", "Work system"), ("processes", "Processes"), ("outcomes", "Outcomes")):
        for row in page.rows(part):
            yield _made(page, "seips", row, group)


def _npsa(page: Sheet) -> Iterator[Category]:
    for kind in page.rows("factor_types"):
        # Two of the nine types were read in a copy; the row says which.
        yield _made(page, "npsa", kind, "", "wording_seen_in_store")
        for row in cast(tuple[Row, ...], kind["components"]):
            yield _made(page, "npsa", row, text(kind, "label"), "wording_seen_in_store", under=kind)


def _yorkshire(page: Sheet) -> Iterator[Category]:
    rings = {row["key"]: text(row, "label") for row in page.rows("rings")}
    for row in page.rows("domains"):
        yield _made(page, "ycff", row, rings[row["ring"]])


def _london(page: Sheet) -> Iterator[Category]:
    for row in page.rows("factor_types"):
        yield _made(page, "london_protocol", row)


def _accimap(page: Sheet) -> Iterator[Category]:
    for row in page.rows("levels"):
        yield _made(page, "accimap", row)


def _hfacs(page: Sheet) -> Iterator[Category]:
    for level in page.rows("levels"):
        for row in cast(tuple[Row, ...], level["categories"]):
            yield _made(page, "hfacs", row, text(level, "label"))


# Teams under PSIRF expect SEIPS, so it comes first; the NPSA and Yorkshire lists serve as prompts.
_FILES: dict[str, tuple[str, str, Callable[[Sheet], Iterator[Category]]]] = {
    "seips": ("SEIPS", "seips.json", _seips),
    "npsa": ("NPSA contributory factors", "npsa_contributory_factors.json", _npsa),
    "ycff": ("Yorkshire contributory factors", "yorkshire_yccf.json", _yorkshire),
    "london_protocol": ("London Protocol", "london_protocol.json", _london),
    "accimap": ("AcciMap levels", "accimap_levels.json", _accimap),
    "hfacs": ("HFACS", "hfacs.json", _hfacs),
}
