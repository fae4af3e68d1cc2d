"""Finds the files that come with the program, in a checkout and in an installed package alike."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


@cache
def _folder(name: str) -> Path:
    # A wheel carries the top-level folders inside the package under a leading underscore (pyproject.toml).
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """A file or folder below `resources/`, such as `resource("domain", "glossary.json")`."""
    return _folder("resources").joinpath(*parts)


def template_folder() -> Path:
    """The folder of the report templates that come with the program, one folder each."""
    return _folder("report_templates")
