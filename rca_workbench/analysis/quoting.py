"""How a sentence names things of a case: by their words in quotation marks, several of them in a row."""

from collections.abc import Sequence

from rca_workbench.model import Entity, shortened

_ENDS = " .;,"
"""What a text may end with and a quotation within a sentence may not."""


def quoted(one: Entity, length: int) -> str:
    """A thing by its short label or else its words, cut to a length; by its code where it has no words yet."""
    said = str(getattr(one, "short_label", "") or getattr(one, one.kind.title_field, "") or "")
    if not said.strip(_ENDS + "\n"):
        return f"{getattr(one, 'code', '') or a_or_an(one.kind.word)} without words"
    return in_quotes(said, length)


def in_quotes(said: str, length: int) -> str:
    """Words in quotation marks as they stand within a sentence: their first line, cut to a length."""
    return f"“{shortened(said, length).rstrip(_ENDS)}”"


def a_or_an(word: str) -> str:
    """A word with its article: an action, a factor."""
    return f"{'an' if word[:1].casefold() in tuple('aeiou') else 'a'} {word}"


def row(names: Sequence[str], more: int = 0) -> str:
    """Names in a row of words, and how many more there are: “a”, “b” and 3 more."""
    if more > 0:
        return f"{', '.join(names)} and {more:,} more"
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
