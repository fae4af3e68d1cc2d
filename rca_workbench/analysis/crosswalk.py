"""What another framework often calls what a factor is tagged with: a suggestion for a person to take, never a conversion.

Source: crosswalk.json, a judgement of its makers and no standard. The tag that led to a suggestion always stays.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rca_workbench.model import Factor
from rca_workbench.reference import Category, Crossing, Framework, category, crosswalk

AT_MOST = 3
"""Suggestions at once; more would be a second list to read."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One tag the chosen framework may have for what is tagged already."""

    held: Category
    """What the factor is tagged with."""
    offered: Category
    fit: str
    """How well the two go together, as the crosswalk says it."""


def suggestions(factor: Factor, framework: Framework) -> tuple[Suggestion, ...]:
    """What a framework often calls what a factor is tagged with in others; a tag it has an answer to is left out."""
    held = {tag.code for tag in factor.tags}
    found: dict[str, Suggestion] = {}
    for tag in factor.tags:
        known = category(tag.code)
        if known is None or known.framework == framework.id:
            continue
        answers = tuple(_answers(known, framework))
        if any(one.id in held for one, _ in answers):
            continue
        for one, fit in answers:
            found.setdefault(one.id, Suggestion(known, one, fit))
    return tuple(found.values())[:AT_MOST]


def _answers(held: Category, framework: Framework) -> Iterator[tuple[Category, str]]:
    """The categories of a framework for one of another: those of its rows; for a heading, the one most rows begin with."""
    rows = [row for row in crosswalk() if held.id in row.categories.get(held.framework, ())]
    if rows:
        codes = dict.fromkeys(
            (code, row.fit) for row in rows for code in row.categories.get(framework.id, ())
        )
    else:
        under = [row for row in crosswalk() if _under(row, held)]
        firsts = Counter(row.categories[framework.id][0] for row in under if row.categories.get(framework.id))
        codes = dict.fromkeys((code, "") for code, _ in firsts.most_common(1))
    for code, fit in codes:
        known = category(code)
        if known is not None:
            yield known, fit


def _under(row: Crossing, held: Category) -> bool:
    """Whether a row speaks of a component of a heading."""
    return any(code.startswith(f"{held.id}.") for code in row.categories.get(held.framework, ()))
