"""A reviewed draft is taken into the case: the file, what it proposes and its comments, in one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rca_workbench.model import ReviewedDraft
from rca_workbench.report.returned.file import Proposed
from rca_workbench.store import Case


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of it."""

    draft: ReviewedDraft
    proposed: Proposed
    again: bool = False
    """The same file was brought in before; nothing was added."""


def bring_in(case: Case, path: Path, roles: Mapping[str, str], today: date, *, by: str = "") -> BroughtIn:
    """Take a reviewed draft into the case, in one step. Nothing it proposes is applied.

    Args:
        case: the case it belongs to.
        path: the Word file that came back.
        roles: for each author named in it (`ReturnedFile.authors`), what the case calls them.
        today: the day it came back.
        by: whom it came from, by role; where nothing is said, those who wrote in it.

    Raises:
        Fault: it is not a draft of this case, or cannot be read; in words. The case is unchanged then.
    """
    raise NotImplementedError
