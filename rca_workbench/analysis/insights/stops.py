"""Where chains stop: how many lead to each harm, at what level asking why ended, and loops."""

from rca_workbench.analysis.chains import (
    Chain,
    HarmChains,
    LevelStops,
    harm_chains,
    longest_chain,
    stops_by_level,
)
from rca_workbench.analysis.insights.said import (
    HARMS_AT_MOST,
    NO_HARM,
    Insight,
    InsightGroup,
    Looked,
    band_name,
    both,
    called,
    count,
    level_name,
    listed,
    number,
)
from rca_workbench.model import Factor

CHAIN_NAMED = 8
"""Factors named along one chain; the map shows all of it."""
CHAIN_NAME = 44


def stops(looked: Looked) -> InsightGroup:
    """Chains to each harm, then where they stop by level of the system, then what leads round in a circle."""
    harms = harm_chains(looked.causal, most=1, first=HARMS_AT_MOST)
    found = [_loop(loop, looked) for loop in looked.causal.loops]
    for one in harms:
        found += _harm(one, looked)
    found += [_level(one, looked) for one in stops_by_level(looked.causal)]
    note = "" if harms else NO_HARM
    if len(looked.causal.harms) > HARMS_AT_MOST:
        note = f"{number(len(looked.causal.harms) - HARMS_AT_MOST)} more harms are not listed one by one."
    return InsightGroup(
        "Where chains stop",
        "A chain runs from where asking why ended, along the links, to a harm.",
        tuple(found),
        note,
    )


def _harm(one: HarmChains, looked: Looked) -> list[Insight]:
    """How many chains lead to a harm, then the shortest and the longest of them by themselves."""
    made = [_chains(one, looked)]
    longest = longest_chain(looked.causal, looked.causal.number[one.harm.id])
    if longest is not None and len(longest.factors) > len(one.listed[0].factors):
        made += [_one("Shortest", one.listed[0], looked), _one("Longest", longest, looked)]
    return made


def _one(which: str, chain: Chain, looked: Looked) -> Insight:
    factors = [looked.causal.factors[looked.causal.number[id]] for id in chain.factors]
    names = [called(one, CHAIN_NAME) for one in factors[:-1]]
    if len(names) > CHAIN_NAMED:
        middle = f"{number(len(names) - CHAIN_NAMED)} more"
        names = [*names[: CHAIN_NAMED - 1], middle, names[-1]]
    said = f"{', then '.join(names)}, then the harm."
    if len(factors) == 2:
        said += " Is a step missing between?"
    title = f"{which} chain to {called(factors[-1], 48)}: {count(len(factors) - 1, 'factor')}"
    return Insight(title, said, chain.ids)


def _chains(one: HarmChains, looked: Looked) -> Insight:
    verb = "leads" if one.count == 1 else "lead"
    lengths = (
        f"It passes {count(one.shortest, 'factor')}."
        if one.shortest == one.longest and one.count == 1
        else f"Each passes {count(one.shortest, 'factor')}."
        if one.shortest == one.longest
        else f"The shortest passes {count(one.shortest, 'factor')}, the longest {number(one.longest)}."
    )
    above = looked.causal.above(looked.causal.number[one.harm.id]) | {looked.causal.number[one.harm.id]}
    ids = (*looked.causal.ids(sorted(above)), *looked.causal.between(above))
    return Insight(f"{count(one.count, 'chain')} {verb} to {called(one.harm)}", lengths, ids)


def _level(one: LevelStops, looked: Looked) -> Insight:
    factors = [stop.factor for stop in one.stops]
    causal = looked.causal
    # The factors of a loop are one step: the chains that begin there begin once.
    begun = {causal.step_of[causal.number[stop.factor.id]]: stop.chains for stop in one.stops}
    chains = sum(begun.values())
    where = f"at the level “{level_name(one.level)}”" if one.level else "where the level is not known"
    begin = "begins" if chains == 1 else "begin"
    said = [f"{number(chains)} of {count(looked.chains, 'chain')} {begin} there: {listed(factors)}."]
    band = band_name(one.level) if one.level else ""
    if one.level and band and band != level_name(one.level):
        said.append(f"On the map that is in “{band}”.")
    unexplained = [stop.factor for stop in one.stops if not stop.well and not stop.factor.stop_reason.strip()]
    explained = [one for one in factors if one.stop_reason.strip()]
    if unexplained:
        said.append(
            "Asking why ended at people, equipment or conditions, and no reason is written down for "
            f"{_all_or(unexplained, factors)}. What made it more likely?"
        )
    if explained:
        said.append(f"Why it ends there is written down for {_all_or(explained, factors)}.")
    return Insight(
        f"Chains stop at {count(len(factors), 'factor')} {where}",
        " ".join(said),
        tuple(f.id for f in factors),
    )


def _all_or(some: list[Factor], all_of_them: list[Factor]) -> str:
    if len(some) == len(all_of_them):
        return "it" if len(some) == 1 else "any of them" if not some[0].stop_reason.strip() else "all of them"
    return listed(some)


def _loop(loop: tuple[Factor, ...], looked: Looked) -> Insight:
    way = " leads to ".join(called(one, 40) for one in (*loop[:6], *(() if len(loop) > 6 else (loop[0],))))
    rest = f" and so on, {count(len(loop), 'factor')} in all" if len(loop) > 6 else ""
    return Insight(
        "These lead round in a circle",
        f"{way}{rest}. Chains are counted as if the circle were one step. If one of the links is feedback over "
        "time, mark it as “Reinforces over time”.",
        both(loop, looked.causal),
    )
