"""Opening a case loads nothing the store does not need: it stands on the way to the first window."""

import subprocess
import sys

CODE = """
import sys
from pathlib import Path
from rca_workbench.store import Case
with Case.open(Path(sys.argv[1]), keep_copy=False) as case:
    with case.step("Edit") as step:
        step.change(step.snapshot.incident, summary="x")
    assert case.verify() == []
heavy = ("sqlalchemy.orm", "sqlalchemy.ext", "networkx", "docx", "lxml", "jsonschema", "platformdirs", "PySide6")
print([name for name in heavy if name in sys.modules])
"""


def test_opening_and_changing_a_case_loads_no_orm_and_nothing_heavy(case):
    case.close()
    ran = subprocess.run([sys.executable, "-c", CODE, case.path], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
