"""Details of a thing to which very much belongs: the first rows at once, the rest when asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from rca_workbench.model import Action, Factor, ProgressNote, Recommendation
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named
from .map_driver import settle
from .test_actions import session_of

Open = Callable[..., MainWindow]
MANY = 70


@pytest.fixture
def opened(open_window: Open, empty_case: Path) -> MainWindow:
    window = open_window(empty_case, "improve/actions")
    with session_of(window).step("Put") as step:
        step.add(Factor(id="f", text="Two makes of pump"))
        step.add(Recommendation(id="r", text="Set a standard"))
        for at in range(MANY):
            step.add(Action(id=f"a{at}", text=f"Action {at}", addresses=("f",), recommendation="r"))
            step.add(ProgressNote(id=f"n{at}", action="a0", on="2027-04-04", text=f"Note {at}"))
    return window


@pytest.mark.parametrize(
    ("shown", "of", "row"),
    [
        ("f", "Actions that address this", "Action: Action"),
        ("r", "Actions that answer it", "Action"),
        ("a0", "Progress", "Note"),
    ],
)
def test_twelve_rows_are_shown_and_the_others_fifty_at_a_time(
    opened: MainWindow, shown: str, of: str, row: str
) -> None:
    def rows() -> int:
        settle()
        found = [one.accessibleName() for one in opened.side.findChildren(QPushButton) if one.isVisible()]
        found += [one.accessibleName() for one in opened.side.findChildren(QLabel) if one.isVisible()]
        return len({said for said in found if said.startswith(f"{row} ") and said.split()[-1] != "out"})

    session_of(opened).select(shown)
    assert rows() == 12
    named(opened.side, f"{of}: show 50 more", QPushButton).click()
    assert rows() == 62
    named(opened.side, f"{of}: show 8 more", QPushButton).click()
    assert rows() == MANY
    session_of(opened).select(None)
    session_of(opened).select(shown)
    assert rows() == 12
