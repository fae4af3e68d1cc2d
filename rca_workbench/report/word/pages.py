"""Page numbers for the contents list, from a layout pass by LibreOffice where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LONGEST_S = 120


def page_numbers_of(docx: bytes, cancelled: Callable[[], bool] | None = None) -> dict[str, str] | None:
    """Page of each bookmark of a Word file; None where no layout program is there or it does not answer in time."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="rca-layout-") as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(docx)
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
            'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}',
            "--outdir", str(folder), str(folder / "report.docx"),
        ]  # fmt: skip
        # A group of its own: soffice is a script, and the program it starts has to end with it.
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            begun = time.monotonic()
            try:
                while process.poll() is None:
                    if (cancelled and cancelled()) or time.monotonic() - begun > LONGEST_S:
                        return None
                    time.sleep(0.1)
            finally:
                if process.poll() is None:
                    _end(process)
        return _destinations(folder / "report.pdf")


def _end(process: "subprocess.Popen[bytes]") -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _destinations(pdf: Path) -> dict[str, str] | None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(pdf)
        found = reader.named_destinations
        return {
            # LibreOffice writes the underscore of a bookmark's name as 5F.
            name.removeprefix("/").replace("5F", "_"): str(
                (reader.get_destination_page_number(place) or 0) + 1
            )
            for name, place in found.items()
        }
    except (OSError, PyPdfError, ValueError, KeyError):
        return None
