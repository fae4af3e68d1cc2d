"""What the commands say, and where: messages, data, progress, the log of defects."""

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rca_workbench.model.fields import Plain

DONE = 0
FINDINGS = 1
FAILED = 2
INTERRUPTED = 130

_PROGRAM = "rca-workbench"

_FRESH = "\r\x1b[K"
"""Takes a terminal back to the start of an empty line: over what progress wrote there."""

_done: list[str] = []


def complain(sentence: str) -> None:
    """One line on standard error, headed by the program's name."""
    say(f"{_PROGRAM}: {sentence}")


def say(sentence: str) -> None:
    """One line on standard error."""
    if sys.stderr is not None:
        fresh = _FRESH if sys.stderr.isatty() else ""
        print(fresh + one_line(sentence), file=sys.stderr, flush=True)


def give(line: str) -> None:
    """One line of data on standard output."""
    print(_encodable(line))


def give_json(value: Plain) -> None:
    """Data as JSON on standard output."""
    give(json.dumps(value, ensure_ascii=False, indent=2))


def mark_done(sentence: str) -> None:
    """Note that something is saved, so that Ctrl+C from now on does not claim that nothing was changed."""
    _done.append(sentence)


def was_done() -> str:
    """What was already saved when the user stopped the command; empty for nothing."""
    return f"Stopped. {_done[-1]}" if _done else ""


def begin() -> None:
    """A new command: nothing is saved yet."""
    _done.clear()


def one_line(sentence: str) -> str:
    """The sentence on one line, its indent kept, and free of what could move a terminal's cursor."""
    indent = " " * (len(sentence) - len(sentence.lstrip(" ")))
    flat = indent + " ".join(sentence.split())
    return _encodable("".join(letter if letter.isprintable() else "?" for letter in flat), sys.stderr)


def _encodable(line: str, stream: object = None) -> str:
    """The line with `?` for what the terminal's encoding lacks, so that no message ends in a crash."""
    encoding = getattr(stream or sys.stdout, "encoding", None) or "utf-8"
    return line.encode(encoding, "replace").decode(encoding)


def progress() -> Callable[[str, int, int], None] | None:
    """A callback (what, done, of how many) that keeps one line up to date; None where nobody watches.

    Of 0: nobody knows how many.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    shown = ("", 0.0)

    def show(what: str, done: int, of: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if what == shown[0] and now - shown[1] < 0.1:
            return
        shown = (what, now)
        share = f" {100 * done // of} %" if of else ""
        print(f"{_FRESH}{one_line(what)} …{share}", end="", file=sys.stderr, flush=True)

    return show


def log_path() -> Path:
    """The local file where defects are written down: the window writes to the same one."""
    from rca_workbench.store import data_folder

    return data_folder() / "log" / "rca-workbench.log"


def log_defect(defect: BaseException) -> str:
    """Write a defect to the local log. Returns the sentence for the user."""
    what = f"Something went wrong inside the program ({type(defect).__name__})."
    try:
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return f"{what} The details could not be written down."
    try:
        record = logging.LogRecord(
            _PROGRAM, logging.ERROR, "", 0, "defect", None, (type(defect), defect, defect.__traceback__)
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        handler.emit(record)
    finally:
        handler.close()
    return f"{what} The details are in {path}."
