"""Makes a folder whole or not at all: beside its place, and moved there when all of it is written."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rca_workbench.model.fault import Fault
from rca_workbench.store.writing import check_parent, fault_of


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Gives an empty folder to write into; on leaving, it becomes `target`.

    Leaving with an exception removes it with all that is in it.

    Raises:
        Fault: there is something at `target` already, or nothing can be written beside it.
    """
    check_folder(target)
    try:
        making = Path(tempfile.mkdtemp(prefix=f".{target.name[:60]}-", dir=target.parent))
    except OSError as error:
        raise fault_of(error, target) from None
    try:
        yield making
        making.chmod(0o755)
        if target.is_dir():
            target.rmdir()
        os.replace(making, target)
    except OSError as error:
        raise fault_of(error, target) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def check_folder(target: Path) -> None:
    """Say at once, before long work, why no folder could be made there. Raises Fault."""
    if target.is_dir() and any(target.iterdir()):
        raise Fault(
            f"The folder {target.name} is there already and holds files.",
            "Nothing was written.",
            "Give the name of a new folder.",
        )
    if target.exists() and not target.is_dir():
        raise Fault(f"{target.name} is a file.", "Nothing was written.", "Give the name of a new folder.")
    check_parent(target)
