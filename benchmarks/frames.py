"""Frames while a map of 300 factors and a timeline of 100,000 entries are dragged and zoomed, without a GPU."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cases import write_document
from benchmarks.table import Row, ms, percentile

if TYPE_CHECKING:
    from rca_workbench.ui.shell.window import MainWindow

ENTRIES, LANES = 100_000, 40
FRAME = 1 / 60
FRAMES = 120
SIZE = (1920, 1080)


def measure() -> list[Row]:
    """One movement and the painting it causes is one frame; the 95th percentile counts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from rca_workbench.ui import style

    QApplication.instance() or QApplication([])
    style.look().apply()
    return [*_map(), *_timeline()]


def _map() -> list[Row]:
    from rca_workbench.ui.places.analysis.map_view import MapView

    with _window(10, 300) as window:
        window.go("analysis/map")
        _settle(lambda: False)
        assert isinstance(window.view, MapView)
        graph = window.view.canvas
        graph.fit()
        return _rows("map of 300 factors", graph.repaint, lambda n: graph.pan(*_way(n)), graph.zoom)


def _timeline() -> list[Row]:
    """At four scales: the whole case, where most happened, days and minutes; and what it takes to begin."""
    from rca_workbench.ui.places.timeline.view import TimelineView

    rows: list[Row] = []
    with _window(ENTRIES, 0) as window:
        window.go("overview")
        _settle(lambda: False)
        before = _memory()
        begin = time.perf_counter()
        window.go("timeline/timeline")
        assert isinstance(window.view, TimelineView)
        assert window.view.canvas is not None
        lanes = window.view.canvas.lanes
        lanes.repaint()
        first = time.perf_counter() - begin
        rows.append(
            Row(
                f"timeline of {ENTRIES:,} entries in {LANES} lanes, first shown",
                ms(first),
                "",
                "",
                "stated",
                True,
            )
        )
        for name, zoom in (
            ("whole case", 0.0),
            ("where most happened", 1.0),
            ("days", 30.0),
            ("minutes", 3000.0),
        ):
            if zoom:
                lanes.to_dense()
            else:
                lanes.fit()
            if zoom > 1:
                lanes.zoom(zoom)
            _settle(lambda: lanes.busy)
            what = f"timeline of {ENTRIES:,} entries, {name}"
            rows += _rows(what, lanes.repaint, lambda n: lanes.pan(*_way(n)), lanes.zoom)
        _settle(lambda: lanes.busy)
        rows.append(Row("memory of that timeline", f"{_memory() - before:,.0f} MB", "", "", "stated", True))
    return rows


@contextmanager
def _window(entries: int, factors: int) -> Iterator["MainWindow"]:
    """A window on a case of that size, and nothing left of it afterwards."""
    from rca_workbench.exchange import import_into
    from rca_workbench.store import Case
    from rca_workbench.ui.shell.window import MainWindow

    with tempfile.TemporaryDirectory() as folder:
        os.environ["RCA_WORKBENCH_DATA"] = str(Path(folder) / "data")
        path = Path(folder) / "case.rca"
        with Case.create(path, title="Bench") as case:
            import_into(case, write_document(Path(folder) / "case.json", entries, factors, LANES))
        window = MainWindow(Path(folder) / "log")
        window.resize(*SIZE)
        window.show()
        window.open_case(Case.open(path))
        yield window
        window.close()


def _settle(busy: Callable[[], bool]) -> None:
    """Let everything happen that was put off until nothing else is asked for."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    while busy():
        QApplication.processEvents()


def _memory() -> float:
    """Megabytes this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _rows(
    what: str, paint: Callable[[], None], pan: Callable[[int], None], zoom: Callable[[float], None]
) -> list[Row]:
    paint()
    pans = [_frame(lambda n=n: pan(n), paint) for n in range(FRAMES)]  # type: ignore[misc]
    zooms = [_frame(lambda n=n: zoom(1.06 if n % 40 < 20 else 1 / 1.06), paint) for n in range(FRAMES)]  # type: ignore[misc]
    return [_row(f"{what}: pan", pans), _row(f"{what}: zoom", zooms)]


def _row(what: str, frames: list[float]) -> Row:
    p95 = percentile(frames, 0.95)
    return Row(
        what + ", 95th percentile", ms(p95), "a frame: 16.7 ms", f"{p95 / FRAME:.2f}", "1", p95 <= FRAME
    )


def _frame(move: Callable[[], None], paint: Callable[[], None]) -> float:
    begin = time.perf_counter()
    move()
    paint()
    return time.perf_counter() - begin


def _way(n: int) -> tuple[float, float]:
    return (24.0, 10.0) if n % 60 < 30 else (-24.0, -10.0)
