"""The program as a person meets it: its own process, a real X11 window, real keys. Runs where there is a screen."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rca_workbench.model import Factor, Link, TimelineEntry
from rca_workbench.store import Case

PATIENCE_S = 30


class Screen:
    """The window on a case, and a keyboard before it."""

    def __init__(self, case: Path, data: Path, place: str) -> None:
        env = {
            **os.environ,
            "QT_QPA_PLATFORM": "xcb",
            "RCA_WORKBENCH_DATA": str(data),
            "XDG_CONFIG_HOME": str(data),
        }
        words = [sys.executable, "-m", "rca_workbench", "open", str(case), "--place", place]
        self.process = subprocess.Popen(words, env=env)
        found = _xdotool(
            "search", "--sync", "--onlyvisible", "--pid", str(self.process.pid), "--name", "RCA Workbench"
        )
        self.window = found.split()[-1]
        _xdotool("windowfocus", "--sync", self.window)

    def press(self, *keys: str, delay: int = 60) -> None:
        _xdotool("key", "--delay", str(delay), *keys)

    def type(self, text: str) -> None:
        _xdotool("type", "--delay", "25", text)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Callable[..., Screen]]:
    """Opens the program's window on a case."""
    shown: list[Screen] = []

    def open_on(case: Path, place: str = "timeline") -> Screen:
        shown.append(Screen(case, tmp_path / "data", place))
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
    case: Path, show: Callable[..., Screen]
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


def test_two_hundred_keys_in_two_seconds_lose_and_misplace_no_line_of_the_outline(
    case: Path, show: Callable[..., Screen]
) -> None:
    screen = show(case, "analysis/five_whys")
    screen.press("n")
    keys: list[str] = ["t", "o", "p"]
    wanted: dict[str, list[str]] = {"top": []}
    way, number = ["top"], 0
    while len(keys) < 200:
        keys.append("Return")
        # In by one under the line before, then another beside it, then out again, over and over.
        turn = number % 3
        if turn == 1:
            keys.append("Tab")
        elif turn == 0 and number:
            keys.append("shift+Tab")
            del way[-1]
        words = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")
        keys += words
        above = way[-1]
        if turn == 1:
            above = wanted[way[-1]][-1]
            way.append(above)
        wanted[above].append(words)
        wanted[words] = []
        number += 1
    screen.press(*keys, delay=10)
    screen.press("Escape")
    _wait_for(lambda: len(_outline(case)) >= len(wanted))
    screen.kill()
    assert _outline(case) == wanted


def _outline(path: Path) -> dict[str, list[str]]:
    """The words of each factor with those of its causes; what is being written at this moment may lack an end."""
    with Case.open(path, read_only=True) as case:
        factors = case.snapshot.of(Factor)
        found: dict[str, list[str]] = {one.text: [] for one in factors.values()}
        for link in case.snapshot.of(Link).values():
            if link.target in factors and link.source in factors:
                found[factors[link.target].text].append(factors[link.source].text)
        return found


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
