"""A place in a finished file that says who somebody is, and the words in which an export stops for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rca_workbench.analysis.naming import FoundKind
from rca_workbench.model.fault import Fault


@dataclass(frozen=True, slots=True)
class Leak:
    """One place of a finished file that may identify somebody."""

    kind: FoundKind
    part: str
    """Part of the file: "word/header1.xml", "docProps/core.xml", or the file's own name."""
    where: str
    """The place in words: "under “Timeline”, table 2, row 4", "the header", "the alt text of “Figure 3”"."""
    tag: str = ""
    """Tag of the control it stands in, where it stands in one."""
    actors: tuple[str, ...] = ()
    """Ids of those it may mean; none where it is only like an identity."""
    text: str = field(default="", repr=False)
    """What stands there. It is shown only where names are shown, and goes into no log."""
    line: str = field(default="", repr=False)
    """The paragraph, cell or value it stands in."""


class LeakFault(Fault):
    """An export that stopped because the finished file would have said who somebody is.

    Args:
        leaks: where, at least one.
        what: what was to be written, with its article: "The report".
    """

    def __init__(self, leaks: Sequence[Leak], what: str = "The file") -> None:
        self.leaks = tuple(leaks)
        self.letter = ""
        """Name of the template, where the document is one in which somebody may be named for a reason."""
        super().__init__(
            f"{what} was not exported. It contains {_all(self.leaks)}.",
            "Nothing left this laptop.",
            "Go to the line, or put the role instead."
            if len(self.leaks) == 1
            else "Go to the lines, or put the roles instead.",
        )


def kind_words(kind: FoundKind) -> str:
    """One thing of a kind, with its article: "a name", "an NHS number"."""
    return f"{'an' if kind in (FoundKind.NHS_NUMBER, FoundKind.EMAIL) else 'a'} {kind.value}"


def leak_words(leak: Leak) -> str:
    """One leak in words that show no name: "a name in “Appendix 2, row 4”"."""
    return f"{kind_words(leak.kind)} in “{leak.where}”"


def _all(leaks: Sequence[Leak]) -> str:
    """The first of them with its place, and how many more there are."""
    places = list(dict.fromkeys(leak_words(one) for one in leaks))
    more = len(places) - 1
    if not more:
        return places[0]
    return f"{places[0]}, and more of the kind in {more} other {'place' if more == 1 else 'places'}"
