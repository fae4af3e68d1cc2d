"""`python -m rca_workbench` is the `rca-workbench` command."""

import sys

from rca_workbench.cli import main

if __name__ == "__main__":
    sys.exit(main())
