"""The documents that come with the program: what each is called, read without what it takes to make them."""

import json
from functools import cache
from pathlib import Path

from rca_workbench.reference.locate import template_folder

REPORT = "investigation_report"
"""The document that is meant where none is named."""


def documents(profile: str, own: tuple[Path, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Name of the template and title, in the words of a framework, of every document that can be made.

    `own` are the folders of the organisation's templates; one that has the name of another stands in its place.
    """
    rows = {row[0]: row for row in _read()}
    rows |= {row[0]: row for folder in own if (row := _read_one(folder)) is not None}
    found = ((name, titles.get(profile, title)) for name, title, titles in rows.values())
    return tuple(sorted(found, key=lambda one: one[1].casefold()))


@cache
def _read() -> tuple[tuple[str, str, dict[str, str]], ...]:
    found = (_read_one(folder) for folder in sorted(template_folder().iterdir()))
    return tuple(one for one in found if one is not None)


def _read_one(folder: Path) -> tuple[str, str, dict[str, str]] | None:
    """Name, title and titles by framework; None where a folder holds none that can be read."""
    try:
        held = json.loads((folder / "structure.json").read_text(encoding="utf-8-sig"))
        return folder.name, str(held["title"]), dict(held.get("title_by_profile", {}))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # the draft and the command line say what is wrong with a template
