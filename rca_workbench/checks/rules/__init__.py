"""The rules: one function each, one file for each heading they are listed under.

A new file is named here; the order of the names is the order in which rules are listed.
"""

from rca_workbench.checks.rules import (  # isort: skip  (the order in which rules are listed)
    structure,
    depth,
    time,
    logic,
    levels,
    breadth,
    evidence,
    coverage,
    fairness,
    barriers,
    actions,
    family,
    scope,
    reading,
    wording,
    causation,
    language,
)

__all__ = [
    "actions",
    "barriers",
    "breadth",
    "causation",
    "coverage",
    "depth",
    "evidence",
    "fairness",
    "family",
    "language",
    "levels",
    "logic",
    "reading",
    "scope",
    "structure",
    "time",
    "wording",
]
