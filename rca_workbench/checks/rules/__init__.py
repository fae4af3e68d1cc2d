"""The rules: one function each, one file for each heading they are listed under.

A new file is named here; the order of the names is the order in which rules are listed.
"""

from rca_workbench.checks.rules import structure

__all__ = ["structure"]
