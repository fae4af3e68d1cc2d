"""`python -m tests.checks.seeded docs/checks-measured.md` measures the checks and writes what was found."""

import sys
from pathlib import Path

from tests.checks.seeded.measure import copies, harmless
from tests.checks.seeded.report import measured

Path(sys.argv[1]).write_text(measured(list(copies()), list(harmless())), encoding="utf-8")
