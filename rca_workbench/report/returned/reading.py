"""Reads a Word file that came back."""

from pathlib import Path

from rca_workbench.report.returned.file import ReturnedFile


def read(path: Path) -> ReturnedFile:
    """Read a Word file that came back, whoever saved it with whatever program. Nothing is compared yet.

    Raises:
        Fault: it is no Word file, or none that can be opened safely; in words.
    """
    raise NotImplementedError
