"""From nothing to a usable window with the sample case open, beside a bare window that opens the same file."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.table import Row, alternate, ms

OURS = """
import sys
from pathlib import Path
import rca_workbench.app as app

def usable(qt, window, path):
    qt.processEvents()
    print("usable", flush=True)
    window.close()
    return 0

app._photograph = usable
sys.exit(app.run(Path(sys.argv[1]), "overview", "light", (1440, 900), Path("unused.png")))
"""

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
from sqlalchemy import URL, create_engine, text
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
engine = create_engine(URL.create("sqlite", database=sys.argv[1]))
with engine.connect() as db:
    for (name,) in db.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).all():
        db.execute(text(f'SELECT * FROM "{name}"')).all()
app.processEvents()
print("usable", flush=True)
"""


def measure() -> list[Row]:
    """Seconds from starting the process to its word that the window is painted and takes input."""
    from rca_workbench.exchange import import_into
    from rca_workbench.reference import sample_case_path
    from rca_workbench.store import Case

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.rca"
        with Case.create(path, title="Sample") as case:
            import_into(case, sample_case_path())
        # A program that is installed has its modules compiled, whatever the shell says that runs the benchmark.
        compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env = compiled | {
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled"),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "RCA_WORKBENCH_DATA": str(Path(folder) / "data"),
        }

        def until_usable(script: str) -> float:
            begin = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, env=env, text=True
            ) as process:
                assert process.stdout is not None
                line = process.stdout.readline()
                seconds = time.perf_counter() - begin
            assert line.strip() == "usable", line
            return seconds

        a, b, ratio = alternate(lambda: until_usable(OURS), lambda: until_usable(BARE))
    return [
        Row(
            "start to usable window, sample case open", ms(a), f"bare window, SQLAlchemy, same file: {ms(b)}",
            f"{ratio:.2f}", "2", ratio <= 2,
        )
    ]  # fmt: skip
