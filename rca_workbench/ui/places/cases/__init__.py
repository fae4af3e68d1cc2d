"""Cases: the list of cases on this laptop, and the start of a new one."""

from rca_workbench.ui.places.cases.page import CasesPage

__all__ = ["CasesPage"]
