"""Five whys: what lies behind one problem or harm, as a branching outline in which every branch can be asked further.

An outline is another look at the factor graph and holds nothing of its own. A factor that led to several others stands
under each, but what lies behind it is written out once, where it comes first. Loops end where they close.
Source: "Five whys, branching" in methods.json: allow several answers at every step, do not count to five.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from rca_workbench.analysis.graph import FOLLOWED
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, Snapshot
from rca_workbench.reference import category

TOP_KINDS = (FactorKind.HARM, FactorKind.PROBLEM)
"""What one begins to ask from."""

Key = tuple[str, str]
"""A line by what it stands under and itself; the top stands under nothing."""

_SYSTEM = ("ACC.GOV", "ACC.REG", "ACC.ORG", "ACC.TECH")
"""Levels at which a chain may end, by rule G-02 of the graph rules."""
_ACTS = "ACC.ACT"


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One factor where it stands in the outline."""

    factor: Factor
    link: Link | None
    """What it claims about the line it stands under; None for the top."""
    under: str
    """Id of the factor it stands under; empty for the top."""
    depth: int
    causes: int
    """How many lines stand, or would stand, directly beneath it."""
    also_under: tuple[Factor, ...] = ()
    """What else of this outline it led to."""
    elsewhere: bool = False
    """Its causes are written out at an earlier line."""
    loop: bool = False
    """It is a line above itself: here the chain comes back on itself."""
    closed: bool = False
    """Its causes are folded away."""

    @property
    def key(self) -> Key:
        """What tells it from all other lines."""
        return self.under, self.factor.id

    @property
    def ends(self) -> bool:
        """Nothing lies behind it yet."""
        return not self.causes and not self.loop


class Asks(Enum):
    """What stands where a branch could go on."""

    ELSE = "What else made this more likely?"
    WHY = "Why? What made this more likely?"
    ACT = "This stops at something a person did. What made it likely?"
    STOPS = "Stops here"
    """Somebody wrote why; the factor has the words."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The line under the causes of a factor that asks for the next."""

    factor: Factor
    """What it asks about."""
    depth: int
    asks: Asks

    @property
    def said(self) -> str:
        """What is read there."""
        return self.factor.stop_reason if self.asks is Asks.STOPS else self.asks.value


@dataclass(frozen=True, slots=True)
class Ends:
    """How the chains behind one problem or harm end."""

    deepest: int
    """How many times why was asked on the longest of them."""
    reasoned: int
    """A reason to stop is written."""
    system: int
    """At the ward or above, or outside; no reason is written."""
    acts: int
    """At something a person did."""
    open: int
    """Anywhere else."""

    @property
    def chains(self) -> int:
        """All of them."""
        return self.reasoned + self.system + self.acts + self.open


def tops(snapshot: Snapshot) -> tuple[Factor, ...]:
    """The harms and problems one can begin from, harms first, each in the order of the case.

    Where there are neither, what leads nowhere yet.
    """
    held = [one for one in snapshot.of(Factor).values() if one.status is not FactorStatus.REJECTED]
    found = tuple(one for kind in TOP_KINDS for one in held if one.factor_kind is kind)
    return found or tuple(one for one in held if one.id not in snapshot.by(Link, "source"))


def causes_of(snapshot: Snapshot, id: str) -> tuple[Link, ...]:
    """The links to what is said to lie behind a factor, one for each cause: as somebody ordered them, then as they came.

    Where two laptops gave the same place, ids decide.
    """
    factors = snapshot.of(Factor)
    found: dict[str, Link] = {}
    for link in snapshot.pointed_from(Link, "target", id):
        if link.source and link.link_type in FOLLOWED and link.source in factors:
            found.setdefault(link.source, link)
    ordered = sorted((one for one in found.values() if one.order), key=lambda one: (one.order, one.id))
    return (*ordered, *(one for one in found.values() if not one.order))


def outline(
    snapshot: Snapshot,
    top: str,
    *,
    closed: Collection[str] = (),
    already: Collection[str] = (),
) -> tuple[WhyLine, ...]:
    """The lines from a factor back through what made it more likely, from the top down.

    Args:
        snapshot: the case.
        top: id of the problem or harm one begins from.
        closed: ids of factors whose causes are folded away.
        already: ids of factors whose causes are written out in an outline before this one.
    """
    factors = snapshot.of(Factor)
    if top not in factors:
        return ()
    made: list[WhyLine] = []
    above: list[str] = []
    on_the_way: set[str] = set()
    written: set[str] = set(already)
    waiting: list[tuple[str, Link | None, int]] = [(top, None, 0)]
    effects: dict[str, list[str]] = {}
    while waiting:
        id, link, depth = waiting.pop()
        on_the_way.difference_update(above[depth:])
        del above[depth:]
        under = above[-1] if above else ""
        loop = id in on_the_way
        causes = causes_of(snapshot, id)
        elsewhere = id in written and not loop
        shut = id in closed and bool(causes) and not elsewhere and not loop
        made.append(
            WhyLine(factors[id], link, under, depth, len(causes), elsewhere=elsewhere, loop=loop, closed=shut)
        )
        effects.setdefault(id, []).append(under)
        if not (loop or elsewhere):
            above.append(id)
            on_the_way.add(id)
            written.add(id)
            if not shut:
                waiting += [(one.source or "", one, depth + 1) for one in reversed(causes)]
    return tuple(_also(line, effects, factors) for line in made)


def asking(lines: Sequence[WhyLine]) -> Iterator[WhyLine | Prompt]:
    """The lines, and after the causes of each the line that asks for more: what else, or why, or why it stops here."""
    pending: list[Prompt] = []
    for line in lines:
        while pending and pending[-1].depth > line.depth:
            yield pending.pop()
        yield line
        if line.loop or line.elsewhere or line.closed or line.factor.status is FactorStatus.REJECTED:
            continue
        pending.append(Prompt(line.factor, line.depth + 1, _asks(line)))
    while pending:
        yield pending.pop()


def ends(lines: Sequence[WhyLine]) -> Ends:
    """How the chains of an outline end; what is folded away or set aside does not count."""
    last = [
        line for line in lines if line.ends and line.depth and line.factor.status is not FactorStatus.REJECTED
    ]
    last = list({line.factor.id: line for line in last}.values())
    reasoned = [line for line in last if line.factor.stop_reason.strip()]
    rest = [line for line in last if not line.factor.stop_reason.strip()]
    acts = [line for line in rest if stops_at_an_act(line.factor)]
    other = [line for line in rest if not stops_at_an_act(line.factor)]
    system = [line for line in other if _is_system(line.factor)]
    return Ends(
        max((line.depth for line in lines if not line.loop), default=0),
        len(reasoned),
        len(system),
        len(acts),
        len(other) - len(system),
    )


def ends_in_words(said: Ends) -> str:
    """How far the asking has come, for a reader who counts nothing."""
    if not said.chains:
        return "Nothing lies behind it yet."
    parts = [
        f"{count} {words}"
        for count, words in (
            (said.system, "at the ward or above"),
            (said.reasoned, "with a reason to stop"),
            (said.acts, "at something a person did"),
            (said.open, "still to ask further"),
        )
        if count
    ]
    chains = "1 chain ends" if said.chains == 1 else f"{said.chains} chains end"
    most = " at most" if said.deepest > 1 else ""
    return f"Why was asked {times(said.deepest)}{most}. {chains}: {', '.join(parts)}."


def times(number: int) -> str:
    """A count of askings in words: once, twice, three times."""
    words = ("never", "once", "twice", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    if number < 3:
        return words[number]
    return f"{words[number] if number < len(words) else number} times"


def stops_at_an_act(factor: Factor) -> bool:
    """Whether a chain that ended here would end at what a person did or did not do.

    Source: rules G-02 and G-08 of the graph rules, and the tags that on their own stop at a person.
    """
    if factor.stop_reason.strip() or factor.factor_kind in (FactorKind.SYSTEM_FACTOR, FactorKind.HARM):
        return False
    if factor.is_act is not None:
        return factor.is_act
    if factor.level == _ACTS:
        return True
    return any(known.person_focused for tag in factor.tags if (known := category(tag.code)) is not None)


def is_loop(snapshot: Snapshot, cause: str, effect: str) -> bool:
    """Whether saying that `cause` led to `effect` would close a loop: `effect` already lies behind `cause`."""
    ahead, seen = [cause], {cause}
    while ahead:
        one = ahead.pop()
        if one == effect:
            return True
        for link in causes_of(snapshot, one):
            if link.source and link.source not in seen:
                seen.add(link.source)
                ahead.append(link.source)
    return False


def top_for(snapshot: Snapshot, id: str) -> str:
    """The harm or problem whose outline holds a factor: the first harm it led to, else problem, else itself."""
    if (factor := snapshot.get(Factor, id)) is None or factor.factor_kind is FactorKind.HARM:
        return id
    ahead, seen = [id], {id}
    while ahead:
        for link in snapshot.pointed_from(Link, "source", ahead.pop()):
            if link.link_type in FOLLOWED and link.target and link.target not in seen:
                seen.add(link.target)
                ahead.append(link.target)
    return next((one.id for one in tops(snapshot) if one.id in seen), id)


def _asks(line: WhyLine) -> Asks:
    if line.causes:
        return Asks.ELSE
    if line.factor.stop_reason.strip():
        return Asks.STOPS
    return Asks.ACT if stops_at_an_act(line.factor) else Asks.WHY


def _is_system(factor: Factor) -> bool:
    return factor.factor_kind is FactorKind.SYSTEM_FACTOR or factor.level in _SYSTEM


def _also(line: WhyLine, effects: Mapping[str, Sequence[str]], factors: Mapping[str, Factor]) -> WhyLine:
    others = tuple(factors[id] for id in effects[line.factor.id] if id and id != line.under)
    if not others:
        return line
    return WhyLine(
        line.factor,
        line.link,
        line.under,
        line.depth,
        line.causes,
        others,
        line.elsewhere,
        line.loop,
        line.closed,
    )
