"""Report templates: a folder with the structure as data and a Word file for the look."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rca_workbench.model import Profile
from rca_workbench.model.fault import Fault
from rca_workbench.reference import template_folder


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
        """The Word file that gives the look."""
        return self.folder / "style.docx"


@cache
def template(name: str) -> Template:
    """The template of that name. Raises Fault where there is none, or where its structure cannot be read."""
    folder = template_folder() / name
    return read_template(folder)


def read_template(folder: Path) -> Template:
    """The template in a folder."""
    file = folder / "structure.json"
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        sections = tuple(
            SectionPlan(
                id=row["id"], level=int(row.get("level", 1)), made_by=row.get("made_by", ""),
                headings={"any": row["heading"], **row.get("heading_by_profile", {})},
                required=bool(row.get("required")), asks=row.get("asks", ""), landscape=bool(row.get("landscape")),
                instead=bool(row.get("instead")),
            )
            for row in held["sections"]
        )  # fmt: skip
        return Template(
            folder.name, held["title"], folder, held.get("title_by_profile", {}), sections, bool(held.get("for_family")),
            bool(held.get("names_nothing")), str(held.get("audience", "")), bool(held.get("may_name")),
        )  # fmt: skip
    except FileNotFoundError:
        raise Fault(f"There is no report template called {folder.name}.", "Nothing was written.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Fault(
            f"{file} cannot be read as a template: {type(fault).__name__} {fault}.", "Nothing was written.",
            "Compare it with the standard template.",
        ) from None  # fmt: skip


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
