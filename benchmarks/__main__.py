"""`python -m benchmarks [NAME ...]`: measure, print the table, say what falls short."""

import importlib
import sys

from benchmarks.table import Row, printed

NAMES = (
    "start",
    "edit",
    "bulk",
    "sheet",
    "word",
    "layout",
    "frames",
    "large",
    "search",
    "attachments",
    "cuts",
    "checks",
    "deadlines",
    "spc",
    "assurance",
    "leaks",
    "review",
)


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all of them but those that take minutes."""
    rows: list[Row] = []
    for name in names or NAMES:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"benchmarks.{name}").measure()
    print(printed(rows))
    return 0


sys.exit(main(sys.argv[1:]))
