"""A place in a finished file that says who somebody is, and the words in which an export stops for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rca_workbench.analysis.naming import FoundKind
from rca_workbench.model.fault import Fault

_MOST_NAMED = 3
"""Places an export names before it only counts the rest."""


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
            f"Put the role instead at {'the line' if len(self.leaks) == 1 else 'these lines'}, and export again.",
        )


def kind_words(kind: FoundKind) -> str:
    """One thing of a kind, with its article: "a name", "an NHS number"."""
    return f"{'an' if kind in (FoundKind.NHS_NUMBER, FoundKind.EMAIL) else 'a'} {kind.value}"


def leak_words(leak: Leak) -> str:
    """One leak in words that show no name: "a name in “Appendix 2, row 4”"."""
    return f"{kind_words(leak.kind)} in “{leak.where}”"


def _all(leaks: Sequence[Leak]) -> str:
    """All of them, the first few with their places."""
    places: dict[str, None] = dict.fromkeys(leak_words(one) for one in leaks)
    named = list(places)[:_MOST_NAMED]
    if rest := len(places) - len(named):
        named.append(f"{rest} more {'place' if rest == 1 else 'places'} of the kind")
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
