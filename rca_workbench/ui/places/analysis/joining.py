"""Two factors into one, and one into two: each a single step that keeps all that hung on them."""

from collections.abc import Mapping
from dataclasses import replace

from rca_workbench.analysis.merging import merging
from rca_workbench.model import Action, Factor, Finding, Recommendation, new_id, next_code
from rca_workbench.ui.places.analysis.edits import GraphEdits

FIRST, SECOND, BOTH = "first", "second", "both"
"""With which of the two a link goes when a factor is split."""


def make_one(edits: GraphEdits, kept: Factor, gone: Factor) -> None:
    """Make one factor of two that say the same; what the other said is kept as another wording of it."""
    made = merging(edits.session.snapshot, kept, gone)
    with edits.arranged("Make one factor of two") as step:
        for entity, values in made.changed.values():
            step.change(entity, **values)
        for entity in made.removed:
            step.remove(entity)


def split(edits: GraphEdits, factor: Factor, texts: tuple[str, str], goes: Mapping[str, str]) -> str:
    """Make two factors of one that said two things; returns the second's id.

    The second has the kind, level, tags, timeline entries and status of the first; what addresses the first or
    rests on it as a finding does so for both. Sources stay with the first, where they can be looked at again.

    Args:
        texts: what the first and the second say.
        goes: by the id of a link, with which of the two it goes; links not named go with the first.
    """
    id = new_id()
    with edits.arranged("Split a factor into two") as step:
        kind = factor.factor_kind
        step.change(factor, text=texts[0], short_label="")
        step.add(
            Factor(
                id=id,
                code=next_code(step.snapshot, Factor, kind),
                factor_kind=kind,
                text=texts[1],
                level=factor.level,
                tags=factor.tags,
                status=factor.status,
                confidence=factor.confidence,
                entries=factor.entries,
                problem=factor.problem,
                performed=factor.performed,
                note=f"Split from: {factor.text}",
            )
        )
        for link in (*edits.links_of(factor, "source"), *edits.links_of(factor, "target")):
            end = "source" if link.source == factor.id else "target"
            where = goes.get(link.id, FIRST)
            if where == SECOND:
                step.change(link, **{end: id})
            elif where == BOTH:
                ends = (id, link.target) if end == "source" else (link.source, id)
                step.add(replace(link, id=new_id(), source=ends[0], target=ends[1], reviewed=None))
        for cls, field in ((Action, "addresses"), (Recommendation, "addresses"), (Finding, "factors")):
            for one in step.snapshot.pointed_from(cls, field, factor.id):
                step.change(one, **{field: (*getattr(one, field), id)})
    return id
