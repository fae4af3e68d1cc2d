"""Page numbers for the contents list, from a layout pass by LibreOffice where it is installed."""

import io
from collections.abc import Callable

from rca_workbench.report.office import as_pdf

LONGEST_S = 120


def page_numbers_of(docx: bytes, cancelled: Callable[[], bool] | None = None) -> dict[str, str] | None:
    """Page of each bookmark of a Word file; None where no layout program is there or it does not answer in time."""
    pdf = as_pdf(docx, {"ExportBookmarksToPDFDestination": True}, longest_s=LONGEST_S, cancelled=cancelled)
    return _destinations(pdf) if pdf is not None else None


def _destinations(pdf: bytes) -> dict[str, str] | None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(pdf))
        found = reader.named_destinations
        return {
            # LibreOffice writes the underscore of a bookmark's name as 5F.
            name.removeprefix("/").replace("5F", "_"): str(
                (reader.get_destination_page_number(place) or 0) + 1
            )
            for name, place in found.items()
        }
    except (PyPdfError, ValueError, KeyError):
        return None
