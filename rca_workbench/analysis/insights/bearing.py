"""What a factor bears on: the share of the chains that run through it, and the harms and problems below it."""

from rca_workbench.analysis.influence import Influence, influences
from rca_workbench.analysis.insights.said import (
    NO_HARM,
    Insight,
    InsightGroup,
    Looked,
    called,
    count,
    number,
    share,
)

SHOWN = 8


def bearing(looked: Looked) -> InsightGroup:
    """The factor asked about, then those most chains run through."""
    found = influences(looked.causal)
    asked = [one for one in found if one.factor.id == looked.about]
    shown = [*asked, *(one for one in found[:SHOWN] if one not in asked)]
    note = "" if found else NO_HARM
    if len(found) > SHOWN:
        note = f"The {SHOWN} factors that most chains run through are listed, of {number(len(found))}."
    return InsightGroup(
        "What a factor bears on",
        "Counted on the map as it is drawn. A factor that many chains run through is not for that reason the most "
        "important one.",
        tuple(_one(each, looked) for each in shown),
        note,
    )


def _one(one: Influence, looked: Looked) -> Insight:
    verb = "runs" if one.chains == 1 else "run"
    through = share(one.chains, one.of_chains)
    causal = looked.causal
    at = causal.number[one.factor.id]
    # The chains it stands on: what led to it and what it led to, and of the links only those between.
    above, under = causal.above(at) | {at}, causal.below(at) | {at}
    links = dict.fromkeys((*causal.between(above), *causal.between(under)))
    below = " and ".join(
        part
        for part in (count(one.harms, "harm"), count(one.problems, "problem") if one.problems else "")
        if part
    )
    return Insight(
        f"{called(one.factor)}: {through} of the chains",
        f"{number(one.chains)} of {count(one.of_chains, 'chain')} {verb} through it. It leads to {below}.",
        (*causal.ids(sorted(above | under)), *links),
        one.factor.id,
    )
