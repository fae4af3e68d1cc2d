"""Report templates: a folder with the structure as data and a Word file for the look."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from rca_workbench.model import Profile
from rca_workbench.model.fault import Fault
from rca_workbench.report.shelf import folder_of, is_own
from rca_workbench.store.own_templates import is_template

FILE = "structure.json"
"""The file of a template's folder that holds its sections."""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section as the structure file has it."""

    id: str
    level: int
    made_by: str
    """The builder that makes its content from the case; empty for text only."""
    headings: dict[str, str]
    required: bool
    asks: str
    """What the team is asked to write."""
    landscape: bool
    instead: bool = False
    """What the team writes stands in place of what the case makes, not before it."""
    text: str = ""
    """Fixed words of the organisation that stand first, with placeholders."""

    def heading(self, profile: Profile) -> str:
        """Its heading in the words of the case's framework."""
        return self.headings.get(profile, "") or self.headings["any"]


@dataclass(frozen=True, slots=True)
class Template:
    """A template read from its folder."""

    name: str
    title: str
    folder: Path
    titles: dict[str, str]
    sections: tuple[SectionPlan, ...]
    for_family: bool = False
    """Whether it is for patient and family: the draft then says its reading age."""
    names_nothing: bool = False
    """Whether it goes to people who are not to know which case it is: nor does the name of its file say so then."""
    audience: str = ""
    """Whom the document is for, in words; empty where nobody said."""
    may_name: bool = False
    """Whether an actor who is addressed in it may be called by name, with a reason: so in the family's own letter only."""

    @property
    def style(self) -> Path:
        """The Word file that gives the look: a document, or else a Word template."""
        document, word_template = self.folder / "style.docx", self.folder / "style.dotx"
        return word_template if not document.exists() and word_template.exists() else document


def template(name: str) -> Template:
    """The template of that name. Raises Fault where there is none, or where its structure is not right.

    One that was right and is being worked on is what it last was, so that a window on it goes on. Nothing is written with
    it meanwhile, for an export reads the folder anew.
    """
    folder = folder_of(name)
    try:
        found = _read(folder, (folder / FILE).stat().st_mtime_ns)
    except (OSError, Fault):
        if name in _right:
            return _right[name]
        if is_template(folder):
            raise
        return read_template(folder)  # says that there is none
    _right[name] = found
    return found


_right: dict[str, Template] = {}
"""Templates as they last were right, by name."""


@lru_cache(maxsize=64)
def _read(folder: Path, changed: int) -> Template:
    """What was read last; anew where the file has `changed`. Raises Fault where anything in it is not right."""
    if is_own(folder):
        from rca_workbench.report.structure import problems_in

        for problem in problems_in(held_in(folder)):
            raise Fault(problem, "Nothing was written.", "Report templates says what has to be put right.")
    return read_template(folder)


def read_template(folder: Path) -> Template:
    """The template in a folder. Raises Fault where there is none, or where its structure cannot be read."""
    held = held_in(folder)
    try:
        sections = tuple(_section(row) for row in cast(list[dict[str, object]], held["sections"]))
        return Template(
            name=folder.name,
            title=str(held["title"]),
            folder=folder,
            titles=_by_profile(held.get("title_by_profile", {})),
            sections=sections,
            for_family=bool(held.get("for_family")),
            names_nothing=bool(held.get("names_nothing")),
            audience=str(held.get("audience", "")),
            may_name=bool(held.get("may_name")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Fault(
            f"{FILE} of “{folder.name}” cannot be read as a template: {type(fault).__name__} {fault}.",
            "Nothing was written.",
            "Compare it with the standard template.",
        ) from None


def held_in(folder: Path) -> Mapping[str, object]:
    """What the structure file of a folder holds, as JSON. Raises Fault where it cannot be read, with the line."""
    file = folder / FILE
    try:
        held = json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise Fault(f"There is no report template called {folder.name}.", "Nothing was written.") from None
    except json.JSONDecodeError as fault:
        raise Fault(
            f"{FILE} of “{folder.name}” cannot be read as a template, line {fault.lineno}: {fault.msg}.",
            "Nothing was written.",
            "Mostly a comma or a quotation mark is missing there, or one too many. Compare it with the standard template.",
        ) from None
    except (OSError, ValueError, RecursionError) as fault:
        raise Fault(f"{file} cannot be read as a template: {fault}.", "Nothing was written.") from None
    if not isinstance(held, dict):
        raise Fault(f"{FILE} of “{folder.name}” holds no template.", "Nothing was written.")
    return cast(Mapping[str, object], held)


def _section(row: dict[str, object]) -> SectionPlan:
    return SectionPlan(
        id=str(row["id"]),
        level=int(str(row.get("level", 1))),
        made_by=str(row.get("made_by", "")),
        headings={"any": str(row["heading"]), **_by_profile(row.get("heading_by_profile", {}))},
        required=bool(row.get("required")),
        asks=str(row.get("asks", "")),
        landscape=bool(row.get("landscape")),
        instead=bool(row.get("instead")),
        text=str(row.get("text", "")),
    )


def _by_profile(held: object) -> dict[str, str]:
    return {str(profile): str(said) for profile, said in cast(dict[str, str], held).items()}


def is_for_family(name: str) -> bool:
    """Whether the document of a template is for patient and family."""
    return template(name).for_family


def names_nothing(name: str) -> bool:
    """Whether the document of a template goes to people who are not to know which case it is."""
    return template(name).names_nothing


def title_of(name: str, profile: Profile) -> str:
    """What the document of a template is called in the words of a framework."""
    plan = template(name)
    return plan.titles.get(profile, plan.title)
