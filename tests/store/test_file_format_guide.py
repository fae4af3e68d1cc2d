"""The reader printed in docs/file-format.md works on real files, and finds what was changed."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from .make_format import make

GUIDE = Path(__file__).parents[2] / "docs" / "file-format.md"


@pytest.fixture
def folder(tmp_path):
    """A folder with a case and the printed reader."""
    make(tmp_path / "case.rca")
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "reader.py").write_text(code, encoding="utf-8")
    return tmp_path


def read(folder):
    ran = subprocess.run(
        [sys.executable, "-I", "reader.py"], cwd=folder, capture_output=True, text=True, check=True
    )
    return ran.stdout.splitlines()


def test_the_printed_reader_proves_every_step_of_a_case(folder):
    assert read(folder) == [f"{n} ok" for n in range(1, 10)]


def test_the_printed_reader_finds_a_changed_step(folder):
    with closing(sqlite3.connect(folder / "case.rca")) as db, db:
        db.execute("UPDATE change SET after = '\"Something else\"' WHERE step = 4")
    assert read(folder)[3] == "4 NOT AS IT WAS KEPT"
