"""The program as a person meets it: its own process, a real X11 window, real keys. Runs where there is a screen."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rca_workbench.model import TimelineEntry
from rca_workbench.store import Case

PATIENCE_S = 30


class Screen:
    """The window on a case, and a keyboard before it."""

    def __init__(self, case: Path, data: Path) -> None:
        env = {
            **os.environ,
            "QT_QPA_PLATFORM": "xcb",
            "RCA_WORKBENCH_DATA": str(data),
            "XDG_CONFIG_HOME": str(data),
        }
        words = [sys.executable, "-m", "rca_workbench", "open", str(case), "--place", "timeline"]
        self.process = subprocess.Popen(words, env=env)
        found = _xdotool(
            "search", "--sync", "--onlyvisible", "--pid", str(self.process.pid), "--name", "RCA Workbench"
        )
        self.window = found.split()[-1]
        _xdotool("windowfocus", "--sync", self.window)

    def press(self, *keys: str) -> None:
        _xdotool("key", "--delay", "60", *keys)

    def type(self, text: str) -> None:
        _xdotool("type", "--delay", "25", text)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Callable[[Path], Screen]]:
    """Opens the program's window on a case."""
    shown: list[Screen] = []

    def open_on(case: Path) -> Screen:
        shown.append(Screen(case, tmp_path / "data"))
        return shown[-1]

    yield open_on
    for screen in shown:
        screen.kill()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "ward 7.rca"
    Case.create(path, title="Delayed review on ward 7", who="Tester").close()
    return path


def test_an_entry_typed_with_the_keyboard_outlives_a_kill_and_is_undone_after_a_restart(
    case: Path, show: Callable[[Path], Screen]
) -> None:
    screen = show(case)
    screen.press("ctrl+n")
    screen.type("about 14:20 on 3 March 2025")
    screen.press("Tab", "Tab")
    screen.type("Observations were due")
    screen.press("Return")
    _wait_for(lambda: _texts(case) == ["Observations were due"])
    screen.kill()

    assert _texts(case) == ["Observations were due"]

    screen = show(case)
    screen.press("ctrl+z")
    _wait_for(lambda: _texts(case) == [])


def _texts(path: Path) -> list[str]:
    with Case.open(path, read_only=True) as case:
        return [entry.text for entry in case.snapshot.of(TimelineEntry).values()]


def _wait_for(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < until, "the window did not do it in time"
        time.sleep(0.1)


def _xdotool(*words: str) -> str:
    return subprocess.run(
        ["xdotool", *words], check=True, capture_output=True, text=True, timeout=PATIENCE_S
    ).stdout
