"""What is being typed over a row stays, whatever else is kept meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from rca_workbench.model import Action, Finding, TimelineEntry, new_id
from rca_workbench.ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


@pytest.mark.parametrize(
    ("place", "made", "other"),
    [
        ("improve/findings", Finding(id="one", text="As it was"), {"note": "from elsewhere"}),
        ("improve/actions", Action(id="one", text="As it was"), {"note": "from elsewhere"}),
        ("timeline/table", TimelineEntry(id="one", text="As it was"), {"note": "from elsewhere"}),
    ],
)
def test_another_step_leaves_the_box_alone(
    open_window: Open, empty_case: Path, qtbot: QtBot, place: str, made, other
) -> None:
    window = open_window(empty_case, place)
    session = window.session
    with session.step("Add") as step:
        step.add(made)
        step.add(Finding(id=new_id(), text="Another"))
    session.select("one")
    qtbot.keyClick(window.view.table, Qt.Key.Key_F2)
    box = window.view.table.findChild(QLineEdit)
    assert isinstance(box, QLineEdit)
    assert box.text() == "As it was"
    qtbot.keyClicks(box, "Now typed")
    session.change(session.snapshot.find("one"), "Edit note", **other)
    qtbot.keyClicks(box, " to the end")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.snapshot.find("one").text != "As it was")
    assert session.snapshot.find("one").text == "Now typed to the end"
