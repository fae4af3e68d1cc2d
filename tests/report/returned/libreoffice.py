"""A LibreOffice that edits drafts as a reader would: started once, led through UNO by the system's Python."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

HAND = Path(__file__).with_name("hand.py")
SYSTEM_PYTHON = "/usr/bin/python3"
OLDEST = (24, 8)
"""Earlier ones lose the tags of content controls."""


def why_not() -> str:
    """Why no LibreOffice can be led here; empty where one can."""
    if shutil.which("soffice") is None:
        return "LibreOffice is not installed"
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode
    ):
        return "python3-uno is not installed"
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout
    found = re.search(r"(\d+)\.(\d+)", said)
    if found is None or (int(found[1]), int(found[2])) < OLDEST:
        return f"LibreOffice is older than {OLDEST[0]}.{OLDEST[1]}: {said.strip()}"
    return ""


class LibreOffice:
    """A running LibreOffice. What it does is what `hand.py` can do."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="rca-office-", ignore_cleanup_errors=True)
        pipe = Path(self._folder.name).name
        self._office = subprocess.Popen(
            [
                "soffice", f"-env:UserInstallation={Path(self._folder.name, 'profile').as_uri()}", "--headless",
                "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._hand = subprocess.Popen(
            [SYSTEM_PYTHON, str(HAND), pipe], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def does(self, name: str, *arguments: object) -> object:
        """Have something done; gives what came of it."""
        assert self._hand.stdin is not None
        self._hand.stdin.write(json.dumps([name, arguments]) + "\n")
        self._hand.stdin.flush()
        return self._answer()

    def _answer(self) -> object:
        assert self._hand.stdout is not None
        line = self._hand.stdout.readline()
        answer = json.loads(line) if line else {"fault": "LibreOffice is gone"}
        assert "fault" not in answer, answer["fault"]
        return answer["done"]

    def close(self) -> None:
        for one in (self._hand, self._office):
            if one is self._hand and one.poll() is None:
                try:
                    self.does("quit")
                except (AssertionError, BrokenPipeError):
                    one.kill()
            try:
                one.wait(10)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()
        self._folder.cleanup()

    def __enter__(self) -> "LibreOffice":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
