"""LibreOffice, where it is installed: lays a Word file out as PDF, beside whatever else runs and without a window."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

_PLACES = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
}
"""Where the installers put it: on those systems it is on no path."""

Setting = bool | int


def installed() -> str | None:
    """The program; None where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((one for one in _PLACES.get(sys.platform, ()) if Path(one).exists()), None)


def as_pdf(
    docx: bytes,
    settings: Mapping[str, Setting],
    *,
    longest_s: float,
    cancelled: Callable[[], bool] | None = None,
) -> bytes | None:
    """A Word file as PDF; None where LibreOffice is not there, was stopped, or gives none in time.

    Args:
        docx: the Word file.
        settings: of LibreOffice's PDF export, by their names there.
        longest_s: how long to wait, in seconds.
        cancelled: asked again and again whether to stop.
    """
    program = installed()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="rca-layout-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(docx)
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
            f"pdf:writer_pdf_Export:{_filter(settings)}", "--outdir", str(folder), str(folder / "report.docx"),
        ]  # fmt: skip
        # A group of its own: soffice is a script, and the program it starts has to end with it.
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            begun = time.monotonic()
            try:
                while process.poll() is None:
                    if (cancelled and cancelled()) or time.monotonic() - begun > longest_s:
                        return None
                    time.sleep(0.1)
            finally:
                if process.poll() is None:
                    _end(process)
        made = folder / "report.pdf"
        return made.read_bytes() if made.exists() else None


def _filter(settings: Mapping[str, Setting]) -> str:
    said = {
        name: {"type": "boolean", "value": str(value).lower()}
        if isinstance(value, bool)
        else {"type": "long", "value": str(value)}
        for name, value in settings.items()
    }
    return json.dumps(said, separators=(",", ":"))


def _end(process: "subprocess.Popen[bytes]") -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
