"""Checks that go by the day, in a window that stays open over night."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rca_workbench.model import LearningItem, new_id
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


def test_a_promise_to_look_is_late_on_the_morning_after_its_day(
    open_window: Open, empty_case: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [datetime(2027, 1, 15, 23, 50)]
    monkeypatch.setattr(Session, "now", lambda self: clock[0])
    monkeypatch.setattr("rca_workbench.ui.checking.LOOK_AT_DAY_MS", 20)
    window = open_window(empty_case, "improve/learning")
    assert window.session is not None
    checking = window.session.checking
    with window.session.step("Add lesson") as step:
        step.add(LearningItem(id=new_id(), text="One inbox", review="2027-01-15"))

    def late() -> bool:
        return checking.checks is not None and any(one.rule.id == "C-173" for one in checking.checks.found)

    qtbot.waitUntil(lambda: checking.current, timeout=20_000)
    assert not late()
    clock[0] += timedelta(minutes=20)  # nobody touches the window
    qtbot.waitUntil(late, timeout=20_000)
