"""Bringing a spreadsheet or a list into the timeline: chosen, pasted or dropped, on a page that covers it meanwhile."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from rca_workbench.ui.commands import Command
from rca_workbench.ui.session import Session

if TYPE_CHECKING:
    from rca_workbench.ui.places.timeline.bring_in import BringIn
    from rca_workbench.ui.places.timeline.bring_in_said import BroughtInStrip

SUFFIXES = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
_WORDS = "import spreadsheet excel csv list table paste word"


class Bringing(QObject):
    """The page for bringing in, made at first use, and the strip that says afterwards what came in."""

    covered = Signal(bool)
    """Whether the page stands in place of the timeline is different now."""

    def __init__(self, session: Session, view: QWidget, capture: Callable[[str], None]) -> None:
        """`capture` takes pasted words that are no rows."""
        super().__init__(view)
        self.session, self.view, self.capture = session, view, capture
        self.page: BringIn | None = None
        self.strip: BroughtInStrip | None = None
        self.covers = False

    def commands(self) -> tuple[Command, ...]:
        """The ways in that have keys."""

        def writable() -> bool:
            return not self.session.read_only

        return (
            Command(
                "bring_in", "Bring in a spreadsheet or list", self.choose_file, ("Ctrl+Shift+I",), _WORDS, "file-plus",
                "", writable,
            ),
            Command("paste_rows", "Paste rows", self.paste, ("Ctrl+V",), _WORDS, "clipboard-list", "", writable),
        )  # fmt: skip

    def open_file(self, path: Path) -> None:
        """Show what a file would become on the timeline."""
        self._over().open_file(path)

    def open_pasted(self, text: str) -> None:
        """Show what pasted rows would become on the timeline."""
        self._over().open_pasted(text)

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileName(
            self.view, "Bring in a spreadsheet or list", str(Path.home()), f"Spreadsheets and lists ({kinds})"
        )
        if chosen:
            self.open_file(Path(chosen))

    def paste(self) -> None:
        """Take what is on the clipboard: a file, rows, or words for the capture line."""
        from rca_workbench.ui.places.timeline.bring_in import accepts, pasted_rows

        mime = QApplication.clipboard().mimeData()
        path, text = accepts(mime), pasted_rows(mime)
        if path is not None:
            self.open_file(path)
        elif text:
            self.open_pasted(text)
        elif mime.text().strip() and not mime.hasUrls():
            self.capture(" ".join(mime.text().split()))

    def _over(self) -> "BringIn":
        if self.page is None:
            from rca_workbench.ui.places.timeline.bring_in import BringIn
            from rca_workbench.ui.places.timeline.bring_in_said import BroughtInStrip

            made = BringIn(self.session)
            made.done.connect(self._brought_in)
            made.left.connect(self._uncover)
            layout = self.view.layout()
            assert layout is not None
            self.strip = BroughtInStrip(self.session, self.view)
            layout.insertWidget(0, self.strip)  # type: ignore[attr-defined]
            layout.addWidget(made)
            self.page = made
        self._cover(True)
        return self.page

    def _brought_in(self, said: str) -> None:
        self._uncover()
        if self.strip is not None:
            self.strip.say(f"{said} Ctrl+Z takes it back.")

    def _uncover(self) -> None:
        self._cover(False)

    def _cover(self, covers: bool) -> None:
        self.covers = covers
        if self.page is not None:
            self.page.setVisible(covers)
        self.covered.emit(covers)
