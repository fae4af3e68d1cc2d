"""Where an organisation keeps its own report templates."""

import json
from pathlib import Path

from rca_workbench.model.fault import Fault
from rca_workbench.store.folder import data_folder
from rca_workbench.store.writing import write_whole

_STRUCTURE = "structure.json"
MOST = 200
"""Folders that are looked at: a chosen folder may be the top of a share."""


def own_folder() -> Path:
    """The folder of the organisation's own templates: the one chosen, or one beside the program's own files."""
    try:
        held = json.loads(_choice().read_text(encoding="utf-8"))
        chosen = str(held["folder"])
    except (OSError, ValueError, KeyError, TypeError):
        chosen = ""
    return Path(chosen) if chosen else data_folder() / "report templates"


def choose_folder(folder: Path | None) -> None:
    """Keep the organisation's templates in another folder, such as one on a share; None takes the usual one again.

    Raises:
        Fault: there is no such folder, or the choice cannot be kept.
    """
    if folder is not None and not folder.is_dir():
        raise Fault(f"There is no folder {folder}.", "The templates are where they were.")
    _choice().parent.mkdir(parents=True, exist_ok=True)
    write_whole(_choice(), json.dumps({"folder": str(folder) if folder else ""}).encode())


def own_folders() -> tuple[Path, ...]:
    """The folders of the organisation's own templates."""
    return templates_in(own_folder())


def is_template(folder: Path) -> bool:
    """Whether a folder is meant for a template."""
    try:
        return (folder / _STRUCTURE).is_file()
    except OSError:
        return False


def templates_in(folder: Path) -> tuple[Path, ...]:
    """The folders of templates in a folder, in the order of their names."""
    try:
        held = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    except OSError:
        return ()
    return tuple(one for one in held[:MOST] if is_template(one))


def _choice() -> Path:
    """The file that keeps which folder was chosen."""
    return data_folder() / "report templates.json"
