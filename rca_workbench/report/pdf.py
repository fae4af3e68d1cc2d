"""A document as PDF, with its tags, so that it can be read aloud and kept: laid out by LibreOffice."""

from collections.abc import Callable

from rca_workbench.model.fault import Fault
from rca_workbench.report.office import as_pdf, installed

LONGEST_S = 300
INSTEAD = (
    "Export to Word and choose Save as PDF there, which keeps headings and descriptions of pictures; or install "
    "LibreOffice on this laptop and export again."
)
"""What to do where there is no LibreOffice. A PDF printed from this program would have no tags."""

_ACCESSIBLE = {
    "PDFUACompliance": True,
    "SelectPdfVersion": 2,  # PDF/A-2b: to be kept
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "DisplayPDFDocumentTitle": True,
}


def can_write_pdf() -> bool:
    """Whether LibreOffice is there to do it."""
    return installed() is not None


def check_pdf() -> None:
    """Say before long work that no PDF can be made here. Raises Fault."""
    if not can_write_pdf():
        raise Fault("A PDF needs LibreOffice, which is not installed here.", "Nothing was written.", INSTEAD)


def pdf_of(docx: bytes, cancelled: Callable[[], bool] | None = None) -> bytes:
    """A Word file as the bytes of a tagged PDF. `export.export_pdf` looks through it for names before it is written.

    Raises:
        Fault: LibreOffice is not installed or makes no PDF of it, or it was stopped.
    """
    check_pdf()
    made = as_pdf(docx, _ACCESSIBLE, longest_s=LONGEST_S, cancelled=cancelled)
    if cancelled and cancelled():
        raise Fault("Stopped.", "Nothing was written.")
    if made is None or not made.startswith(b"%PDF-"):
        raise Fault(
            "LibreOffice made no PDF of this document.",
            "Nothing was written.",
            "Close LibreOffice if it is open and try again, or export to Word and choose Save as PDF there.",
        )
    return made
