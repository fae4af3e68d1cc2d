"""A reviewed draft comes home: read, compared with what went out, brought in, decided on."""

from rca_workbench.report.returned.bringing_in import (
    BroughtIn,
    Coming,
    bring_in,
    compared,
    take_in,
    what_it_proposes,
)
from rca_workbench.report.returned.deciding import (
    Undone,
    accept_in_words,
    decide,
    key_for,
    now_of,
    would_say,
)
from rca_workbench.report.returned.file import Proposed, ReturnedFile
from rca_workbench.report.returned.proposing import proposed
from rca_workbench.report.returned.reading import read

__all__ = [
    "BroughtIn",
    "Coming",
    "Proposed",
    "ReturnedFile",
    "Undone",
    "accept_in_words",
    "bring_in",
    "compared",
    "decide",
    "key_for",
    "now_of",
    "proposed",
    "read",
    "take_in",
    "what_it_proposes",
    "would_say",
]
