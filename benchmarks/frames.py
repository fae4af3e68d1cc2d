"""Frames while maps of up to 10,000 factors and a timeline of 100,000 entries are moved, without a GPU.

And what it takes to see such a map at first, to select in it and to add to it.
"""

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
    from rca_workbench.ui.places.analysis.map_view import MapView
    from rca_workbench.ui.shell.window import MainWindow

ENTRIES, LANES = 100_000, 40
MAPS = (300, 3_000, 10_000)
SCALES = {"fitted": 0.0, "middle": 0.5, "near": 1.0}
"""Scales of a map by name; 0: all of it, or as much as the smallest scale shows."""
ADDED = {300: 0.05, 1_000: None}
"""Seconds that adding a factor to a map of a size may take until it is ready to be painted."""
FRAME = 1 / 60
FRAMES = 120
SIZE = (1920, 1080)


def measure() -> list[Row]:
    """One movement and the painting it causes is one frame, once the checks stand; the 95th percentile counts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from rca_workbench.ui import style

    QApplication.instance() or QApplication([])
    style.look().apply()
    return [*_map(), *_timeline()]


def _map() -> list[Row]:
    """Maps of three sizes at three scales each; then adding to one."""
    from rca_workbench.drawing.scene import Ref
    from rca_workbench.model import Factor

    rows: list[Row] = []
    for factors in MAPS:
        with _window(10, factors) as window:
            what = f"map of {factors:,} factors"
            window.go("overview")
            _settle(lambda: False)
            before, begin = _memory(), time.perf_counter()
            view = _shown_map(window)
            rows.append(
                Row(
                    f"{what}, first arranged and shown",
                    ms(time.perf_counter() - begin),
                    "",
                    "",
                    "stated",
                    True,
                )
            )
            rows.append(_checked(what, window))
            for name, scale in SCALES.items():
                view.canvas.fit()
                if scale:
                    view.canvas.zoom(scale / view.canvas.scale)
                middle = list(view.session.snapshot.of(Factor))[factors // 2]
                view.canvas.reveal(Ref("factor", middle), 300)
                moved = view.canvas.pan
                _settle(lambda: False)
                rows += _rows(
                    f"{what}, {name}",
                    view.canvas.repaint,
                    lambda n, pan=moved: pan(*_way(n)),
                    view.canvas.zoom,
                )  # type: ignore[misc]
            rows.append(
                Row(
                    f"memory of that map of {factors:,}",
                    f"{_memory() - before:,.0f} MB",
                    "",
                    "",
                    "stated",
                    True,
                )
            )
            rows.append(_selecting(what, window))
    return [*rows, *(_adding(factors, most) for factors, most in ADDED.items())]


def _shown_map(window: "MainWindow") -> "MapView":
    """The map, laid out and painted."""
    from rca_workbench.ui.places.analysis.map_view import MapView

    window.go("analysis/map")
    _settle(lambda: False)
    assert isinstance(window.view, MapView)
    shown = window.view.shown
    _settle(lambda: shown.under_way)
    _settle(lambda: False)
    window.view.canvas.repaint()
    return window.view


def _selecting(what: str, window: "MainWindow") -> Row:
    """A factor in the middle selected, with all that leads to it and from it, until it is painted."""
    from rca_workbench.model import Factor

    assert window.session is not None
    ids = list(window.session.snapshot.of(Factor))
    times = []
    for id in (ids[len(ids) // 2], ids[0], ids[-1]):
        begin = time.perf_counter()
        window.session.select(id)
        _settle(lambda: False)
        times.append(time.perf_counter() - begin)
    return Row(
        f"{what}: select one, slowest of three",
        ms(max(times)),
        "1 s",
        f"{max(times):.2f}",
        "1",
        max(times) < 1,
    )


def _adding(factors: int, most: float | None) -> Row:
    """A cause added, to where a repaint would show it.

    The first time, when the places of all are kept in the case, does not count.
    """
    from rca_workbench.model import Factor

    with _window(10, factors) as window:
        view = _shown_map(window)
        assert window.session is not None
        effects = list(window.session.snapshot.of(Factor).values())[:: factors // 12]
        times = []
        for effect in effects:
            begin = time.perf_counter()
            view.edits.add("Nobody looked at the chart", effect.level, cause_of=effect)
            if view.shown.under_way:
                _settle(lambda: view.shown.under_way)
            times.append(time.perf_counter() - begin)
            # People pause; what is checked beside the window after an edit is not part of the next.
            pause = time.perf_counter() + 0.7
            _settle(lambda until=pause: time.perf_counter() < until)  # type: ignore[misc]
        taken = percentile(times[1:], 0.5)
    what = f"a cause added to a map of {factors:,}: kept, laid out and drawn"
    if most is None:
        return Row(what, ms(taken), "", "", "stated", True)
    return Row(what, ms(taken), ms(most), f"{taken / most:.2f}", "1", taken <= most)


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
        rows.append(_checked(f"timeline of {ENTRIES:,} entries", window))
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


def _checked(what: str, window: "MainWindow") -> Row:
    """Waits until the checks of a case just opened stand: beside them, frames take about twice as long."""
    assert window.session is not None
    checking = window.session.checking
    begin = time.perf_counter()
    _settle(lambda: not checking.current)
    took = time.perf_counter() - begin
    return Row(f"{what}: until its checks stand, beside the window", ms(took), "", "", "stated", True)


def _settle(busy: Callable[[], bool]) -> None:
    """Let everything happen that was put off until nothing else is asked for."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    while busy():
        time.sleep(0.002)  # else this thread takes the turn of the one it waits for
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
