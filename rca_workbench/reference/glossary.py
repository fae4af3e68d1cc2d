"""The words of the field, for people who meet them rarely."""

from dataclasses import dataclass
from functools import cache

from rca_workbench.reference.sheet import Checked, sheet, text, texts, unchecked_mark


@dataclass(frozen=True, slots=True)
class Term:
    """A word or abbreviation and what it means; `usage` says whether it is still in use."""

    term: str
    meaning: str
    usage: str
    stands_for: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@cache
def glossary() -> tuple[Term, ...]:
    """All terms, in alphabetical order."""
    page = sheet("domain", "glossary.json")
    terms = (
        Term(
            term=text(row, "term"),
            meaning=text(row, "meaning"),
            usage=text(row, "usage"),
            stands_for=text(row, "stands_for"),
            checked=page.checked_row(row),
        )
        for row in page.rows("terms")
    )
    return tuple(sorted(terms, key=lambda term: term.term.casefold()))


@cache
def confusable() -> tuple[tuple[str, ...], ...]:
    """Groups of terms that are easily taken for one another."""
    content = sheet("domain", "glossary.json").content
    groups = content["confusable"]
    assert isinstance(groups, tuple)
    return tuple(texts({"group": group}, "group") for group in groups)
