"""The case file: open, step, undo, history, verify, safe copies.

Import from here; `store.recent`, the list of recently opened cases, stands by itself.
"""

from rca_workbench.store.attachments import AttachedFiles, Incoming, attach
from rca_workbench.store.backup import SafeCopy, backup, safe_copies
from rca_workbench.store.case import Case
from rca_workbench.store.faults import CaseFault
from rca_workbench.store.folder import data_folder
from rca_workbench.store.history import StepRecord, step_words, taken_back
from rca_workbench.store.listeners import Listener
from rca_workbench.store.problem import Problem
from rca_workbench.store.sniff import FileKind, Sniffed, sniff
from rca_workbench.store.step import Step

__all__ = [
    "AttachedFiles",
    "Case",
    "CaseFault",
    "FileKind",
    "Incoming",
    "Listener",
    "Problem",
    "SafeCopy",
    "Sniffed",
    "Step",
    "StepRecord",
    "attach",
    "backup",
    "data_folder",
    "safe_copies",
    "sniff",
    "step_words",
    "taken_back",
]
