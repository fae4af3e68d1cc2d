"""In and out: the product's own JSON, `case-1.0`, GraphML, pictures.

What is read is refused whole or taken in whole; what is written is written whole or not at all.
"""

from rca_workbench.exchange.export import export_to
from rca_workbench.exchange.load import ImportReport, Stopped, import_into

__all__ = ["ImportReport", "Stopped", "export_to", "import_into"]
