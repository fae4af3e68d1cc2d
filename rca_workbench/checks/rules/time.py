"""Whether causes can come before their effects, as far as anybody knows when they were."""

from collections.abc import Iterator

from rca_workbench.checks.facts import Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At
from rca_workbench.model import FactorKind

_TIMELINE = ("factor", "link", "timeline_entry", "time_link")


@graph_rule(
    "G-10",
    reads=_TIMELINE,
    needs=("link", "timeline_entry"),
    example="An alarm limit set at 10:15 is said to have led to an arrest at 10:00.",
    sound="Both are known only to the day, or the limit was set at 09:15.",
)
def no_cause_after_its_effect(case: Facts) -> Iterator[At]:
    for one, cause, effect in case.graph.joined:
        if cause.entry and effect.entry and cause is not effect:
            earliest, latest = case.begins(cause.entry)[0], case.begins(effect.entry)[1]
            if earliest is not None and latest is not None and earliest > latest:
                yield At(
                    one,
                    f"{case.called(cause)} began after {case.called(effect)}, which it is said to have led to. Check "
                    "both times and the direction of the link; or split the factor into before and after.",
                    (cause.id, effect.id, cause.entry, effect.entry),
                )


@graph_rule(
    "G-11",
    title="Events on the map are entries of the timeline",
    how="Choose the entry it is, so that map and timeline show one moment.",
    reads=("factor", "timeline_entry"),
    example="“The helicopter struck the sea” stands on the map as an event of its own.",
    sound="It is the entry of 21:58 on the timeline, shown on the map.",
)
def events_are_on_the_timeline(case: Facts) -> Iterator[At]:
    entries = case.snapshot.table("timeline_entry")
    for one in case.factors.values():
        if one.factor_kind is FactorKind.EVENT and one.entry not in entries:
            yield At(
                one,
                f"{case.called(one)} is an event on the map and no entry of the timeline. Choose the entry it is, or "
                "add one, so that its time is said in one place.",
                field="entry",
                begin="entry",
            )
