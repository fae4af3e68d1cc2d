"""Whether a group can read the map together."""

from collections.abc import Iterator

from rca_workbench.checks.facts import Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At

_NODES = 40
_WORDS = 25
"""Factors before one harm, and words in one of them, beyond which a shared screen is hard to read (rule G-49)."""


@graph_rule(
    "G-49",
    example="Sixty factors before one harm, one of them a paragraph long.",
    sound="Thirty factors, each in one short sentence; or the map is shown one problem at a time.",
)
def map_can_be_read(case: Facts) -> Iterator[At]:
    # How often lines cross is not asked: the layout keeps that low by itself.
    graph = case.graph
    for harm in graph.harms_asked:
        above = len(graph.above(harm.id))
        if above > _NODES:
            yield At(
                harm,
                f"{above} factors stand before {case.called(harm)}: too many for one screen. Show one problem at a "
                "time, or collapse what is settled.",
            )
    for one in graph.factors.values():
        words = case.kept("words", one, lambda at: len(at.text.split()))
        if words > _WORDS and not one.short_label:
            yield At(
                one,
                f"{case.called(one)} has {words} words. Say it in {_WORDS} or fewer, give it a short label, and move "
                "the rest to its note.",
                field="text",
                said=one.text,
                begin="text",
            )
