"""Design tokens, icons and typeface."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from rca_workbench.reference.locate import resource


@cache
def tokens() -> Mapping[str, Any]:
    """The design tokens as they are written: colours sRGB hex, lengths logical pixels. Not to be changed."""
    return cast(Mapping[str, Any], json.loads(resource("design_tokens.json").read_text(encoding="utf-8")))


def theme(name: str) -> Mapping[str, Any]:
    """The colours of one theme: light, dark or projector. Raises KeyError for another."""
    return cast(Mapping[str, Any], tokens()["themes"][name])


def icon_path(name: str) -> Path:
    """The SVG of an icon, by the name the design tokens use."""
    return resource("icons", "lucide", f"{name}.svg")


@cache
def font_paths() -> tuple[Path, ...]:
    """The files of the typeface that comes with the program."""
    return tuple(sorted(resource("fonts").glob("*.ttf")))


def sample_case_path() -> Path:
    """A published investigation, restated as a `case-1.0` file."""
    return resource("sample_case", "case_air_ambulance_2019.json")


def sample_sources() -> tuple[Path, ...]:
    """What the sample case is made of, in order: the published case, then a plan with measures invented to show one."""
    return (sample_case_path(), resource("sample_case", "illustration.json"))
