"""What is remembered on this laptop of how one looked at a case: where one was, and how each view stood."""

import json
from pathlib import Path

from PySide6.QtCore import QSettings

Looked = dict[str, object]
"""By name, what can be written as JSON."""


def looked_at(case: Path) -> Looked:
    """How a case was looked at last; empty where it never was, or what is kept cannot be read."""
    try:
        found = json.loads(str(QSettings().value(_key(case), "{}")))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def remember(case: Path, looked: Looked) -> None:
    """Keep how a case is looked at."""
    QSettings().setValue(_key(case), json.dumps(looked))


def within(looked: Looked, name: str) -> Looked:
    """A part that holds others by name; empty where it is not there, or is something else."""
    found = looked.get(name)
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}


def _key(case: Path) -> str:
    return "cases/" + str(case).replace("/", "|").replace("\\", "|")
