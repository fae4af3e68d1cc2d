"""Looks over the structure file of a template, and says at which place it is not right."""

import difflib
from collections.abc import Iterable, Mapping

from rca_workbench.model import Profile
from rca_workbench.report.builders import known, names
from rca_workbench.report.inline import INLINE, asked_in
from rca_workbench.report.template import FILE

_FLAG, _TEXT, _BY_PROFILE, _LEVEL = (
    "true or false",
    "words in quotation marks",
    "words by framework",
    "1, 2 or 3",
)
DOCUMENT_KEYS: Mapping[str, str] = {
    "title": _TEXT, "title_by_profile": _BY_PROFILE, "source": _TEXT, "audience": _TEXT, "may_name": _FLAG,
    "for_family": _FLAG, "names_nothing": _FLAG, "sections": "a list of sections",
}  # fmt: skip
"""What can be said of a document, and what has to stand behind each."""
SECTION_KEYS: Mapping[str, str] = {
    "id": _TEXT, "heading": _TEXT, "heading_by_profile": _BY_PROFILE, "level": _LEVEL, "made_by": _TEXT, "text": _TEXT,
    "required": _FLAG, "asks": _TEXT, "landscape": _FLAG, "instead": _FLAG,
}  # fmt: skip
"""And of a section."""


def problems_in(held: Mapping[str, object]) -> list[str]:
    """What is wrong with a structure file, one sentence each with its place; empty if nothing is."""
    found = [*_keys(FILE, held, DOCUMENT_KEYS, ("title", "sections"))]
    sections = held.get("sections")
    if not isinstance(sections, list):
        return found
    if not sections:
        found.append(f"{FILE} has no sections.")
    seen: dict[str, int] = {}
    for number, row in enumerate(sections, 1):
        if not isinstance(row, dict):
            found.append(f"{FILE}, section {number}, has to stand in braces: {{ … }}.")
            continue
        heading = row.get("heading") or row.get("id") or ""
        place = f"{FILE}, section {number}" + (f" “{str(heading)[:40]}”" if heading else "")
        found += _keys(place, row, SECTION_KEYS, ("id", "heading"))
        found += _section(place, row)
        id = str(row.get("id", ""))
        if id and id in seen:
            found.append(f"{place}: the id “{id}” is that of section {seen[id]} already. Give each its own.")
        seen.setdefault(id, number)
    return found


def nearest(name: str, known_names: Iterable[str]) -> str:
    """The hint that names what was probably meant; empty where nothing is like it."""
    near = difflib.get_close_matches(name, list(known_names), 1, 0.5)
    return f" Did you mean “{near[0]}”?" if near else ""


def _keys(
    place: str, row: Mapping[str, object], keys: Mapping[str, str], wanted: tuple[str, ...]
) -> list[str]:
    """Names that are not known, values of another kind, and what is missing."""
    found = [f"{place}: nothing is called “{key}”.{nearest(key, keys)}" for key in row if key not in keys]
    found += [
        f"{place}: behind “{key}” there have to be {keys[key]}."
        for key, value in row.items()
        if key in keys and not _is(value, keys[key])
    ]
    found += [f"{place} has no “{key}”." for key in wanted if not row.get(key) and row.get(key) != []]
    for key in row:
        value = row[key]
        if keys.get(key) == _BY_PROFILE and isinstance(value, dict):
            profiles = [one.value for one in Profile]
            found += [
                f"{place}: “{key}” names no framework “{one}”.{nearest(one, profiles)}"
                for one in value
                if one not in profiles
            ]
    return found


def _is(value: object, kind: str) -> bool:
    if kind == _FLAG:
        return isinstance(value, bool)
    if kind == _LEVEL:
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 3
    if kind == _BY_PROFILE:
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    return isinstance(value, str if kind == _TEXT else list)


def _section(place: str, row: Mapping[str, object]) -> list[str]:
    """A builder that is not there, and placeholders in the fixed words that are none."""
    found = []
    made_by = row.get("made_by", "")
    if isinstance(made_by, str) and made_by and not known(made_by):
        found.append(
            f"{place}: there is nothing called {made_by} to make it from.{nearest(made_by, names())}"
        )
    text = row.get("text", "")
    if isinstance(text, str):
        usable = [one for one in INLINE if one not in ("page", "pages")]
        for name in asked_in(text):
            if name not in usable:
                found.append(
                    f"{place}: its text asks for {{{{{name}}}}}, which is not known there.{nearest(name, usable)}"
                )
        if text.count("{{") != text.count("}}"):
            found.append(f"{place}: a placeholder in its text is not closed.")
    return found
