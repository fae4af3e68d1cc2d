"""What of a timeline is shown for a moment: a curtain before what was not yet known, a look at one stretch."""

from collections.abc import Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Focus:
    """A look at some entries beside the rest, such as "what else happened then"."""

    certain: frozenset[str]
    """Entries that belong to it for sure."""
    possible: frozenset[str] = frozenset()
    """Entries that may; drawn in a dashed frame, and named so."""

    @property
    def ids(self) -> Set[str]:
        """All of them."""
        return self.certain | self.possible


@dataclass(frozen=True, slots=True)
class Veil:
    """The case as it could be seen at one moment."""

    hidden: frozenset[str] = frozenset()
    """Entries that are not drawn, read aloud or counted, but for how many they are."""
    unsaid: frozenset[str] = frozenset()
    """Entries of which nobody recorded whether they were known; drawn in a dotted frame, and named so."""
    at: float | None = None
    """Second of the wall clock at which the line is drawn."""
    words: str = ""
    """What stands on the line."""


NO_VEIL = Veil()
