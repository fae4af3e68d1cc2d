"""No part of the window comes up as a window of its own for a blink, which takes the keyboard away from the program.

Qt does so with every widget that is shown before it has a parent.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import Action, EvidenceItem, Factor, Finding, Link, TimelineEntry
from rca_workbench.ui.places import PLACES
from rca_workbench.ui.places.analysis.insights_row import InsightRow
from rca_workbench.ui.shell.window import MainWindow

Open = Callable[..., MainWindow]
SHOWN = (Factor, Link, TimelineEntry, Action, EvidenceItem, Finding)
POPUPS = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


class Watch(QObject):
    """Notes what is shown as a window, popups aside."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and watched.windowType() not in POPUPS:
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    made = Watch()
    yield made
    qapp.removeEventFilter(made)


@pytest.mark.parametrize("where", [f"{place.id}/{tab.id}" for place in PLACES for tab in place.tabs])
def test_going_round_shows_no_window(
    open_window: Open, sample_case: Path, qapp: QApplication, watch: Watch, where: str
) -> None:
    window = open_window(sample_case)
    assert window.session
    qapp.installEventFilter(watch)
    window.go(where)
    for cls in SHOWN:
        for id in list(window.session.snapshot.of(cls))[:2]:
            window.session.select(id)
            qapp.processEvents()
    assert watch.seen == []


def test_checks_and_what_the_map_shows_open_within_the_window(
    open_window: Open, sample_case: Path, qapp: QApplication, watch: Watch, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "analysis/map")
    assert window.session
    checking = window.session.checking
    qtbot.waitUntil(lambda: checking.current, timeout=20_000)
    qapp.installEventFilter(watch)
    for key in (Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F8, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(window.focusWidget() or window, key)
        qapp.processEvents()
    assert watch.seen == []
    assert qapp.activeWindow() is window
    window.commands.run("map_insights")
    qtbot.waitUntil(lambda: len(window.findChildren(InsightRow)) > 5, timeout=20_000)
    qapp.processEvents()
    assert watch.seen == []
    assert qapp.activeWindow() is window
