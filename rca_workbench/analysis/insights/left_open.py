"""Paths left open: the chains that no planned action cuts, and which action cuts what."""

from rca_workbench.analysis.chains import Chain
from rca_workbench.analysis.insights.said import (
    NO_HARM,
    Insight,
    InsightGroup,
    Looked,
    called,
    count,
    listed,
    measures_said,
    number,
    share,
)
from rca_workbench.analysis.residual import Counting, Cut, Residual, residual
from rca_workbench.model import Action, Factor

CHAINS_SHOWN = 6
CUTS_SHOWN = 6


def left_open(looked: Looked) -> InsightGroup:
    """What stays open if all that is planned works, and if only the stronger of it does; then each cut by name."""
    about = "Worked out as if each factor that is acted on were gone, with every chain through it."
    if not looked.causal.harms:
        return InsightGroup("Paths left open", about, (), NO_HARM)
    every, stronger = looked.planned, residual(looked.causal, looked.snapshot, Counting.STRONGER)
    if not every.measures:
        alone = Insight(
            "Nothing is planned yet, so every chain stays open",
            "Count on an action by saying on it which factors it addresses. A recommendation counts once it is taken "
            "up: a response says so, or an action answers it.",
            every.on_open,
        )
        return InsightGroup("Paths left open", about, (alone,))
    found = [_left(every, "everything planned"), _left(stronger, "only what is stronger")]
    shown = _shown(every)
    found += [_chain(chain, looked) for chain in shown]
    found += [_cut(cut, every) for cut in every.cuts[:CUTS_SHOWN]]
    notes = []
    if every.after > len(shown):
        notes.append(f"Of {count(every.after, 'open chain')} the {number(len(shown))} shortest are listed.")
    if len(every.cuts) > CUTS_SHOWN:
        notes.append(f"{number(len(every.cuts) - CUTS_SHOWN)} more factors are acted on.")
    return InsightGroup("Paths left open", about, tuple(found), " ".join(notes))


def _left(one: Residual, what: str) -> Insight:
    actions = sum(isinstance(each, Action) for each in one.measures)
    counted = [
        part
        for part in (
            count(actions, "action") if actions else "",
            count(len(one.measures) - actions, "recommendation") if len(one.measures) > actions else "",
        )
        if part
    ]
    per_harm = "; ".join(
        f"{number(each.after)} of {number(each.before)} to {called(each.harm, 40)}" for each in one.harms[:4]
    )
    if not one.after:
        title = f"If {what} works, no chain stays open"
        return Insight(
            title, f"Counted on: {' and '.join(counted)}.", tuple(cut.factor.id for cut in one.cuts)
        )
    verb = "stays" if one.after == 1 else "stay"
    title = f"If {what} works, {number(one.after)} of {count(one.before, 'chain')} {verb} open"
    said = f"Counted on: {' and '.join(counted) or 'nothing'}. Open: {per_harm}."
    return Insight(title, said, one.on_open)


def _shown(one: Residual) -> list[Chain]:
    """The shortest open chains of all harms together, each harm in turn, so that none is left out."""
    made: list[Chain] = []
    for turn in range(CHAINS_SHOWN):
        for harm in one.harms:
            if turn < len(harm.listed) and len(made) < CHAINS_SHOWN:
                made.append(harm.listed[turn])
    return made


def _chain(chain: Chain, looked: Looked) -> Insight:
    factors: list[Factor] = [looked.causal.factors[looked.causal.number[id]] for id in chain.factors]
    between = factors[1:-1]
    through = (
        f"It leads through {listed(between)}, and nothing planned acts on it."
        if between
        else ("It leads there straight, and nothing planned acts on it.")
    )
    return Insight(f"Open: {called(factors[0], 48)} to {called(factors[-1], 48)}", through, chain.ids)


def _cut(cut: Cut, one: Residual) -> Insight:
    verb = "runs" if cut.chains == 1 else "run"
    return Insight(
        f"Cut at {called(cut.factor)} by {measures_said(cut.measures)}",
        f"{number(cut.chains)} of {count(one.before, 'chain')} ({share(cut.chains, one.before)}) {verb} through it.",
        (cut.factor.id,),
    )
