"""Details: everything about the thing selected, whatever its kind, to read and to change in place."""

from rca_workbench.ui.details.panel import DetailsPanel

__all__ = ["DetailsPanel"]
