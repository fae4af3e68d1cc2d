"""The documents that come with the program: what each is called, read without what it takes to make them."""

import json
from functools import cache

from rca_workbench.reference.locate import template_folder


def documents(profile: str) -> tuple[tuple[str, str], ...]:
    """Name of the template and title, in the words of a framework, of every document that can be made."""
    found = ((name, titles.get(profile, title)) for name, title, titles in _read())
    return tuple(sorted(found, key=lambda one: one[1].casefold()))


@cache
def _read() -> tuple[tuple[str, str, dict[str, str]], ...]:
    found = []
    for folder in sorted(template_folder().iterdir()):
        file = folder / "structure.json"
        if not file.exists():
            continue
        try:
            held = json.loads(file.read_text(encoding="utf-8"))
            found.append((folder.name, str(held["title"]), dict(held.get("title_by_profile", {}))))
        except (OSError, ValueError, KeyError, TypeError):
            continue  # the draft and the command line say what is wrong with a template
    return tuple(found)
