"""What is on every path: the smallest sets of factors that every chain to a harm passes."""

from rca_workbench.analysis.cuts import LARGEST, HarmCuts, structural_cuts
from rca_workbench.analysis.insights.said import (
    HARMS_AT_MOST,
    NO_HARM,
    Insight,
    InsightGroup,
    Looked,
    called,
    count,
    listed,
    measures_said,
    number,
)
from rca_workbench.analysis.quoting import row
from rca_workbench.model import Factor, FactorKind

SETS_SHOWN = 4
"""Sets shown for one harm; they come smallest first, and by level from the top."""


def every_path(looked: Looked) -> InsightGroup:
    """For each harm its smallest sets; where even those are large, how many factors it takes."""
    found: list[Insight] = []
    left = 0
    whole = True
    cuts = structural_cuts(looked.causal, most=HARMS_AT_MOST)
    for one in cuts:
        found += [_set(cut, one, looked) for cut in one.sets[:SETS_SHOWN]]
        left += max(0, len(one.sets) - SETS_SHOWN)
        whole = whole and one.whole
        if not one.sets and one.size:
            found.append(_many(one))
    notes = [] if cuts else [NO_HARM]
    if left:
        what = "more set of the same kind is" if left == 1 else "more sets of the same kind are"
        notes.append(f"{number(left)} {what} not listed.")
    if not whole:
        notes.append("The search was ended early: there are more sets than those found.")
    if len(looked.causal.harms) > len(cuts):
        notes.append(f"{number(len(looked.causal.harms) - len(cuts))} more harms were not looked at.")
    return InsightGroup(
        "What is on every path",
        "Read off the picture: take these out, and no chain to the harm is left. It does not say that they were "
        "enough for it.",
        tuple(found),
        " ".join(notes),
    )


def _set(cut: tuple[Factor, ...], one: HarmCuts, looked: Looked) -> Insight:
    harm = called(one.harm, 48)
    ids = (*(factor.id for factor in cut), one.harm.id)
    plan = _planned(cut, looked)
    if len(cut) == 1:
        return Insight(f"One factor is on every path to {harm}", f"{called(cut[0])}. {plan}", ids)
    title = f"These {'two' if len(cut) == 2 else 'three'} factors together are on every path to {harm}"
    return Insight(title, f"{row([called(factor) for factor in cut])}. {plan}", ids)


def _planned(cut: tuple[Factor, ...], looked: Looked) -> str:
    """What is planned for the factors of a set. An earlier harm is what is to be prevented, and no place to act on."""
    harms = [factor for factor in cut if factor.factor_kind is FactorKind.HARM]
    others = [factor for factor in cut if factor not in harms]
    if harms:
        free = [factor for factor in others if factor.id not in looked.acting]
        named = f"{listed(harms)} {'is a harm itself' if len(harms) == 1 else 'are harms themselves'}; see what led there."
        return f"{named} Nothing is planned for {listed(free)}." if free else named
    if len(cut) == 1:
        planned = looked.acting.get(cut[0].id)
        return f"Planned for it: {measures_said(planned)}." if planned else "Nothing is planned for it."
    free = [factor for factor in cut if factor.id not in looked.acting]
    if not free:
        return "Something is planned for each of them."
    if len(free) == len(cut):
        return f"Nothing is planned for {'either' if len(cut) == 2 else 'any'} of them."
    return f"Nothing is planned for {listed(free)}."


def _many(one: HarmCuts) -> Insight:
    return Insight(
        f"It takes {count(one.size, 'factor')} to be on every path",
        f"{number(one.size)} chains to {called(one.harm)} share no factor, so no set of {LARGEST} or fewer is on all of "
        f"them. One set that is: {listed(one.smallest)}.",
        (*(factor.id for factor in one.smallest), one.harm.id),
    )
