"""Frames while a map of 300 factors and a timeline of 10,000 entries are dragged and zoomed, without a GPU."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.cases import write_document
from benchmarks.table import Row, ms, percentile

FRAME = 1 / 60
FRAMES = 120
SIZE = (1920, 1080)


def measure() -> list[Row]:
    """One movement and the painting it causes is one frame; the 95th percentile counts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from rca_workbench.exchange import import_into
    from rca_workbench.store import Case
    from rca_workbench.ui import style
    from rca_workbench.ui.places.analysis.map_view import MapView
    from rca_workbench.ui.places.timeline.view import TimelineView
    from rca_workbench.ui.shell.window import MainWindow

    app = QApplication.instance() or QApplication([])
    style.look().apply()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RCA_WORKBENCH_DATA"] = str(Path(folder) / "data")
        path = Path(folder) / "case.rca"
        with Case.create(path, title="Bench") as case:
            import_into(case, write_document(Path(folder) / "case.json", 10_000, 300))
        window = MainWindow(Path(folder) / "log")
        window.resize(*SIZE)
        window.show()
        window.open_case(Case.open(path))
        window.go("analysis/map")
        app.processEvents()
        assert isinstance(window.view, MapView)
        graph = window.view.canvas
        graph.fit()
        rows += _rows("map of 300 factors", graph.repaint, lambda n: graph.pan(*_way(n)), graph.zoom)
        window.go("timeline/timeline")
        app.processEvents()
        assert isinstance(window.view, TimelineView)
        canvas = window.view.canvas
        assert canvas is not None
        lanes = canvas.lanes
        for name, begin in (("whole case", lanes.fit), ("densest stretch", lanes.to_dense)):
            begin()
            what = f"timeline of 10,000 entries, {name}"
            rows += _rows(what, lanes.repaint, lambda n: lanes.pan(_way(n)[0], 0), lanes.zoom)
        window.close()
    return rows


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
