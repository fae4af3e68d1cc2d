"""No key means two things where one is: Qt then does neither, and only prints that it is ambiguous."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from rca_workbench.ui.places import PLACES
from rca_workbench.ui.shell.window import MainWindow

Open = Callable[..., MainWindow]

NEAR = Qt.ShortcutContext.WidgetShortcut


@pytest.mark.parametrize("where", [f"{place.id}/{tab.id}" for place in PLACES for tab in place.tabs])
def test_no_two_commands_answer_to_one_key(open_window: Open, sample_case: Path, where: str) -> None:
    window = open_window(sample_case, where)
    answering: dict[str, list[tuple[QWidget, QAction]]] = defaultdict(list)
    for owner in (window, *(one for one in window.findChildren(QWidget) if not isinstance(one, QMenu))):
        for action in owner.actions():
            for key in action.shortcuts():
                answering[key.toString()].append((owner, action))
    assert "Ctrl+K" in answering
    for key, all_of in answering.items():
        said = f"{key}: {[action.text() for _, action in all_of]}"
        assert len(all_of) == 1 or all(action.shortcutContext() is NEAR for _, action in all_of), said
        assert len({owner for owner, _ in all_of}) == len(all_of), said
