"""Whether the investigation touched all it was asked to look at."""

import re
from collections.abc import Iterator
from functools import partial

from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At
from rca_workbench.model import Entity

_ITEM = re.compile(r"^\s*(?:[-•*–]|\(?\d{1,2}[.):]|\(?[a-z][.)])?\s*", re.IGNORECASE)
_WORD = re.compile(r"[a-z][a-z'’-]{4,}")
_STEM = 6
"""Letters by which two words count as one: examine and examined."""
_EMPTY = frozenset(
    one[:_STEM]
    for one in (
        "about above address after again against agree along analyse asked assess aspects before being between care "
        "cause causes check clearly conclude consider contributed could describe determine during establish every "
        "evaluate event events examine explore factors family findings following further happened identify impact "
        "incident include including investigate investigation issues learning lessons level looked matters might "
        "other others outcome patient place possible practice problem problems provide quality question questions "
        "reasons recommend recommendations relevant report review safety service should staff system systems their "
        "there these those through timeline under understand underlying whether where which while would"
    ).split()
)
"""Words that any terms of reference use."""
_TEXTS = (
    ("factor", ("text", "note", "sense")),
    ("timeline_entry", ("text", "note", "expected")),
    ("finding", ("text", "note")),
    ("report_text", ("text",)),
)


@graph_rule(
    "G-48",
    reads=("incident", "factor", "timeline_entry", "finding", "report_text"),
    needs=("incident", "factor", "timeline_entry"),
    example="“How was the rota for that weekend agreed?” is asked, and nothing speaks of a rota.",
    sound="A factor or the report speaks of it; or it was agreed to leave it out, and the terms say so.",
)
def terms_are_touched(case: Facts) -> Iterator[At]:
    incident = case.snapshot.incident
    items = [
        one
        for line in incident.terms_of_reference.splitlines()
        if (one := _ITEM.sub("", line, count=1).strip())
    ]
    asked = [(item, words) for item in items if len(words := _stems(item)) > 1]
    if not asked:
        return
    said: set[str] = set()
    for kind, fields in _TEXTS:
        for text in case.snapshot.table(kind).values():
            said |= case.kept("stems", text, partial(_of, fields))
    for item, words in asked:
        if len(words & said) * 2 < len(words):
            yield At(
                incident,
                f"{in_quotes(item, 80)} is in the terms of reference, and neither map, timeline nor report seems to "
                "speak of it. Cover it, or agree to leave it out and say so.",
                field="terms_of_reference",
                said=item,
                begin="terms_of_reference",
            )


def _of(fields: tuple[str, ...], one: Entity) -> frozenset[str]:
    return _stems(" ".join(str(getattr(one, name)) for name in fields))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text[:20_000].casefold())) - _EMPTY
