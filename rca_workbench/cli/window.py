"""Commands that open the window."""

import argparse

from rca_workbench.model.fault import Fault
from rca_workbench.store import Case, FileKind, sniff


def open_library() -> int:
    """Open the window on the list of cases."""
    from rca_workbench.app import run

    return run(None, None, None, None, None)


def open_case(asked: argparse.Namespace) -> int:
    """Open the window on a case; with `--screenshot`, save its picture and leave."""
    if sniff(asked.case).kind is not FileKind.CASE:
        Case.open(asked.case, read_only=True).close()  # says why it cannot be opened, before any window shows
    if asked.screenshot is not None:
        from rca_workbench.exchange.writing import check_target

        if asked.screenshot.suffix.lower() != ".png":
            raise Fault(f"A screenshot is a .png file, not {asked.screenshot.name}.", "Nothing was written.")
        check_target(asked.screenshot)
    from rca_workbench.app import run

    return run(asked.case, asked.place, asked.theme, asked.size, asked.screenshot)
