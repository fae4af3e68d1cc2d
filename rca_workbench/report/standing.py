"""Which sections a template prints, and in what order: as the structure file has them, or as its Word file places them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rca_workbench.reference import template_folder
from rca_workbench.report.shelf import is_own
from rca_workbench.report.template import SectionPlan, Template, read_template
from rca_workbench.store.own_templates import is_template

if TYPE_CHECKING:
    from rca_workbench.report.word.standing import Standing


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is printed at one place of the Word file."""

    name: str
    """Of the place."""
    sections: tuple[SectionPlan, ...] = ()
    heading: str = ""
    """A heading of the organisation's own, with placeholders, in place of sections."""
    level: int = 0


def stretches(plan: Template) -> tuple[Stretch, ...]:
    """What is printed, place by place. A template that names no section has one place, for all of them."""
    places, more = _places(plan)
    placed = {
        one.name: _group(plan, one.name, places) for one in places if one.name != "report" and not one.heading
    }
    taken = {section.id for group in placed.values() for section in group}
    placed["report"] = tuple(section for section in plan.sections if section.id not in taken)
    found: list[Stretch] = []
    for one, after in zip(places, (*places[1:], None), strict=True):
        if not one.heading:
            found.append(Stretch(one.name, placed[one.name]))
        elif after is not None and after.headed and after.name != "report":
            first, *others = placed[after.name]
            first = replace(first, headings={"any": one.heading}, level=one.level)
            placed[after.name] = (first, *others)
        else:
            found.append(Stretch(one.name, (), one.heading, one.level))
    return (*found, Stretch("")) if more else tuple(found)


def sections_of(plan: Template) -> tuple[SectionPlan, ...]:
    """The sections a template prints, in order."""
    return tuple(section for stretch in stretches(plan) for section in stretch.sections)


def _group(plan: Template, name: str, places: "tuple[Standing, ...]") -> tuple[SectionPlan, ...]:
    """A section, and those of a deeper level behind it, but for those with a place of their own."""
    others = {one.name for one in places if one.name != name}
    at = next((n for n, one in enumerate(plan.sections) if name in (one.id, one.made_by)), None)
    if at is None:
        return (_as_in_another(name),)
    return (plan.sections[at], *_below(plan.sections[at + 1 :], plan.sections[at].level, others))


@cache
def _as_in_another(name: str) -> SectionPlan:
    """A section that the structure does not have, as a document of the program has it."""
    for folder in sorted(template_folder().iterdir()):
        for section in read_template(folder).sections if is_template(folder) else ():
            if section.made_by == name:
                return replace(section, id=name, level=1, required=False)
    heading = name.replace("_", " ").capitalize()
    return SectionPlan(name, 1, name, {"any": heading}, required=False, asks="", landscape=False)


def _below(sections: tuple[SectionPlan, ...], level: int, others: set[str]) -> Iterator[SectionPlan]:
    for one in sections:
        if one.level <= level:
            return
        if one.id not in others and one.made_by not in others:
            yield one


def _places(plan: Template) -> "tuple[tuple[Standing, ...], bool]":
    """The places of the Word file, and whether it goes on behind the last of them."""
    from rca_workbench.report.word.standing import Standing

    if not is_own(plan.folder):
        return (Standing("report"),), False
    style = plan.style
    try:
        known = style.stat()
    except OSError:
        return (Standing("report"),), False
    return _read(style, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=64)
def _read(style: Path, changed: int, size: int) -> "tuple[tuple[Standing, ...], bool]":
    """What was read last; anew where the file `changed`. One that is not right has a place for all, until it is mended."""
    from rca_workbench.model.fault import Fault
    from rca_workbench.report.word.opening import opened
    from rca_workbench.report.word.standing import Standing, standing, words_after

    try:
        word = opened(style)
    except Fault:
        return (Standing("report"),), False
    found = standing(word)
    if not any(not one.heading for one, _ in found):
        return (Standing("report"),), False
    return tuple(one for one, _ in found), words_after(word, found[-1][1])
