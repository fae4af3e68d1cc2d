"""Commands that open the window."""

import argparse
import os
import sys

from rca_workbench.model.fault import Fault


def open_library() -> int:
    """Open the window on the list of cases."""
    _need_screen()
    from rca_workbench.app import run

    return run(None, None, None, None, None)


def open_case(asked: argparse.Namespace) -> int:
    """Open the window on a case; with `--screenshot`, save its picture and leave."""
    from rca_workbench.store import Case, FileKind, sniff

    if sniff(asked.case).kind is not FileKind.CASE:
        Case.open(asked.case, read_only=True).close()  # says why it cannot be opened, before any window shows
    if asked.screenshot is None:
        _need_screen()
    else:
        from rca_workbench.store.writing import check_target

        if asked.screenshot.suffix.lower() != ".png":
            raise Fault(f"A screenshot is a .png file, not {asked.screenshot.name}.", "Nothing was written.")
        check_target(asked.screenshot)
        if not has_screen():
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from rca_workbench.app import run

    return run(asked.case, asked.place, asked.theme, asked.size, asked.screenshot)


def has_screen() -> bool:
    """True where a window could be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def platform_chosen() -> str:
    """The Qt platform somebody set by hand, such as "offscreen" for tests; empty for none."""
    return os.environ.get("QT_QPA_PLATFORM", "")


def _need_screen() -> None:
    # Without a screen Qt ends the process at once, with a page of its own words.
    if not (has_screen() or platform_chosen()):
        raise Fault("There is no screen here to show the window on.", "", "See: rca-workbench --help")
