"""The investigation linter: judgements on a case, each with its published source.

`Checks(snapshot)` says what the rules find; `.after(later)` works that out anew for what changed. A rule is one
function in `checks/rules/`; it never blocks work.
"""

from rca_workbench.checks.engine import Checks, all_rules
from rca_workbench.checks.found import Accepted, Found
from rca_workbench.checks.rule import At, Fix, Gate, Remove, Rule, Set, Severity

__all__ = [
    "Accepted",
    "At",
    "Checks",
    "Fix",
    "Found",
    "Gate",
    "Remove",
    "Rule",
    "Set",
    "Severity",
    "all_rules",
]
