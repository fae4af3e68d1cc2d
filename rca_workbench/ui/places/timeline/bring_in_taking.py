"""What the timeline takes from the clipboard and from a drag: a file of rows, or several rows of text."""

from html.parser import HTMLParser
from pathlib import Path

from PySide6.QtCore import QMimeData

from rca_workbench.exchange.sheet import SUFFIXES

_SAID_WHY_NOT = (".xls", ".ods")
"""Spreadsheets that cannot be read: taken all the same, so that it is said what to do about them."""


def accepts(mime: QMimeData) -> Path | None:
    """The one file in what is dragged or on the clipboard that can be brought in; None where there is none."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in (*SUFFIXES, *_SAID_WHY_NOT) else None


def pasted_rows(mime: QMimeData) -> str:
    """The text on the clipboard, if it holds several rows; empty otherwise, so that it is pasted as words.

    Word and other writers cut the paragraphs of a cell into lines, or leave tabs out: where the text is not as
    even as a table is, the cells are taken from the table that is beside it.
    """
    if mime.hasUrls():
        return ""
    text = mime.text() if mime.hasText() else ""
    if mime.hasHtml() and not _is_even(text):
        text = _table_of(mime.html()) or text
    return text if sum(1 for line in text.splitlines() if line.strip()) > 1 else ""


def _is_even(text: str) -> bool:
    """True where every line has as many tabs, and has some: no cell of it was cut."""
    tabs = {line.count("\t") for line in text.splitlines() if line.strip()}
    return len(tabs) == 1 and tabs != {0}


def _table_of(html: str) -> str:
    """The cells of the one table that HTML holds, as separated values; empty where there is no such table."""
    found = _Table()
    found.feed(html)
    found.close()
    rows = [row for row in found.rows if any(row)]
    if found.tables != 1 or len(rows) < 2 or max(map(len, rows)) < 2:
        return ""
    width = max(map(len, rows))
    return "\n".join("\t".join(_quoted(cell) for cell in (*row, *[""] * (width - len(row)))) for row in rows)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if "\n" in cell or '"' in cell else cell


class _Table(HTMLParser):
    """Reads the cells of a table; a cell over several columns is followed by empty ones."""

    def __init__(self) -> None:
        super().__init__()
        self.tables = 0
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._wide = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables += 1
        elif tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._end_cell()
            wide = dict(attrs).get("colspan") or "1"
            self._cell, self._wide = [], min(int(wide), 100) if wide.isdecimal() else 1
        elif tag in ("br", "p", "div", "li") and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(
                " ".join(data.split(" ")).replace("\r", " ").replace("\n", " ").replace("\t", " ")
            )

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        if not self.rows:
            self.rows.append([])
        self.rows[-1] += ["\n".join(line for line in lines if line), *[""] * (self._wide - 1)]
        self._cell = None
