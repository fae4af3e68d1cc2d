"""Barriers in the order they are met on the way to harm: what each guards, how it did, why, and how they did together.

Convention of the graph (`barrier_convention` of the graph rules): what let a barrier down leads into it, and a barrier
that did not hold leads on to the event or harm; one that held was meant to stop it and nothing more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from rca_workbench.analysis.causal import Causal
from rca_workbench.analysis.graph import FOLLOWED
from rca_workbench.model import (
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    LinkType,
    Performance,
    Snapshot,
)
from rca_workbench.reference import methods
from rca_workbench.reference.sheet import text, texts


class Outcome(Enum):
    """How a barrier did, in as few words as a summary needs."""

    HELD = "held"
    PARTLY = "partly"
    DID_NOT = "did not"
    NOT_CALLED_ON = "not called on"
    NOT_SAID = "not yet said"


OUTCOMES: Mapping[Performance | None, Outcome] = {
    Performance.HELD: Outcome.HELD,
    Performance.PARTLY_HELD: Outcome.PARTLY,
    Performance.WORKED_THEN_OVERRIDDEN: Outcome.PARTLY,
    Performance.DID_NOT_HOLD: Outcome.DID_NOT,
    Performance.DISABLED: Outcome.DID_NOT,
    Performance.NOT_DONE: Outcome.DID_NOT,
    Performance.AVAILABLE_NOT_USED: Outcome.DID_NOT,
    Performance.NOT_CALLED_ON: Outcome.NOT_CALLED_ON,
    None: Outcome.NOT_SAID,
}
ABSENT = (Performance.NOT_DONE, Performance.AVAILABLE_NOT_USED)
"""A barrier that should have been there, and was not."""


@dataclass(frozen=True, slots=True)
class BarrierRow:
    """One barrier with what stands round it on the graph."""

    barrier: Factor
    causes: tuple[Factor, ...]
    """What made it more likely that it did not hold."""
    guards: tuple[Factor, ...]
    """What it was meant to stop, or did not stop."""
    sources: int
    """Excerpts and timeline entries that show it."""
    harms: tuple[str, ...]
    """Ids of the harms it stands on the way to."""

    @property
    def outcome(self) -> Outcome:
        """How it did."""
        return OUTCOMES.get(self.barrier.performed, Outcome.NOT_SAID)


@cache
def barrier_kinds() -> tuple[str, ...]:
    """The kinds of barrier a barrier analysis tells apart."""
    row = next(one for one in methods().rows("methods") if text(one, "id") == "barrier_analysis")
    return texts(row, "kinds")


def barrier_rows(snapshot: Snapshot) -> tuple[BarrierRow, ...]:
    """All barriers but those set aside, the first met on the way to harm first; those on no way come last."""
    factors = snapshot.of(Factor)
    links = tuple(snapshot.of(Link).values())
    ahead = _ways(factors, links)
    far = _steps_to_harm(factors, ahead)
    found = [
        _row(snapshot, one, ahead)
        for one in factors.values()
        if one.factor_kind is FactorKind.BARRIER and one.status is not FactorStatus.REJECTED
    ]
    # A stable sort: barriers as far from harm as each other keep the order in which they came.
    return tuple(sorted(found, key=lambda row: -far.get(row.barrier.id, 0)))


def barriers_said(rows: Sequence[BarrierRow], snapshot: Snapshot) -> str:
    """How the barriers did, in one line: "9 barriers: 2 held, 3 partly, 4 did not; 2 share a cause"."""
    if not rows:
        return "No barriers yet"
    counts = {outcome: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    each = ", ".join(f"{count} {_said(outcome, count)}" for outcome, count in counts.items() if count)
    said = f"{len(rows)} {'barrier' if len(rows) == 1 else 'barriers'}: {each}"
    sharing = sharing_a_cause(rows, snapshot)
    return f"{said}; {len(sharing)} share a cause" if sharing else said


def sharing_a_cause(rows: Sequence[BarrierRow], snapshot: Snapshot) -> frozenset[str]:
    """Ids of the barriers that share a cause with another one on the way to the same harm (rule G-36).

    The same as the barriers of `common_cause.shared_causes`, without naming the causes: barriers are bits of a number,
    so that thousands of them cost no more than a walk over the graph.
    """
    causal = Causal.of(snapshot)
    bit = {row.barrier.id: 1 << at for at, row in enumerate(rows)}
    guarding: dict[str, int] = {}
    for row in rows:
        for harm in row.harms:
            guarding[harm] = guarding.get(harm, 0) | bit[row.barrier.id]
    let_down = [0] * len(causal.steps)
    shared = 0
    for at in range(len(causal.steps) - 1, -1, -1):
        own = 0
        for one in causal.steps[at]:
            own |= bit.get(causal.factors[one].id, 0)
            for effect in causal.out[one]:
                own |= let_down[causal.step_of[effect]]
        let_down[at] = own
        if own & (own - 1):
            for guards in guarding.values():
                both = own & guards
                if both & (both - 1):
                    shared |= both
    return frozenset(id for id, one in bit.items() if shared & one)


def _said(outcome: Outcome, count: int) -> str:
    if outcome is Outcome.NOT_CALLED_ON:
        return "was not called on" if count == 1 else "were not called on"
    return str(outcome.value)


def _row(snapshot: Snapshot, barrier: Factor, ahead: Mapping[str, Sequence[str]]) -> BarrierRow:
    factors = snapshot.of(Factor)
    causes: dict[str, Factor] = {}
    for link in snapshot.pointed_from(Link, "target", barrier.id):
        cause = factors.get(link.source or "")
        if cause is not None and cause.id != barrier.id and link.link_type is LinkType.CONTRIBUTED_TO:
            causes[cause.id] = cause
    shown = len(snapshot.by(Excerpt, "about").get(barrier.id, ()))
    shown += len({*barrier.entries, *([barrier.entry] if barrier.entry else [])})
    return BarrierRow(
        barrier,
        tuple(one for one in causes.values() if one.status is not FactorStatus.REJECTED),
        tuple(factors[id] for id in ahead.get(barrier.id, ())),
        shown,
        tuple(id for id in _reached(barrier.id, ahead) if factors[id].factor_kind is FactorKind.HARM),
    )


def _ways(factors: Mapping[str, Factor], links: Sequence[Link]) -> dict[str, list[str]]:
    """Id of a factor -> ids of what it leads to or was meant to stop, each once, without what was set aside."""
    made: dict[str, list[str]] = {}
    for link in links:
        source, target = factors.get(link.source or ""), factors.get(link.target or "")
        if source is None or target is None or source is target or link.link_type not in FOLLOWED:
            continue
        if FactorStatus.REJECTED in (source.status, target.status):
            continue
        there = made.setdefault(source.id, [])
        if target.id not in there:
            there.append(target.id)
    return made


def _steps_to_harm(factors: Mapping[str, Factor], ahead: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Id -> how many steps lie between a factor and harm on the longest way; nothing for what leads to none.

    Counted from the harms backwards; where causes run in a circle, the way round counts once.
    """
    behind: dict[str, list[str]] = {}
    for source, targets in ahead.items():
        for target in targets:
            behind.setdefault(target, []).append(source)
    far = {id: 0 for id, one in factors.items() if one.factor_kind is FactorKind.HARM}
    reaching = _reaching(far, behind)
    waiting = {id: sum(target in reaching for target in ahead.get(id, ())) for id in reaching}
    ready = [id for id in reaching if waiting[id] == 0]
    left = dict.fromkeys(reaching)
    while left:
        if not ready:  # a circle: begin it at what is nearest to harm by now
            ready.append(max(left, key=lambda id: far.get(id, -1)))
        id = ready.pop()
        if id not in left:
            continue
        del left[id]
        for cause in behind.get(id, ()):
            if cause in left:
                far[cause] = max(far.get(cause, 0), far.get(id, 0) + 1)
                waiting[cause] -= 1
                if waiting[cause] == 0:
                    ready.append(cause)
    return far


def _reaching(harms: Mapping[str, int], behind: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """Ids of all that leads to a harm, the harms among them."""
    found = dict.fromkeys(harms)
    ahead = list(harms)
    while ahead:
        for cause in behind.get(ahead.pop(), ()):
            if cause not in found:
                found[cause] = None
                ahead.append(cause)
    return found


def _reached(start: str, ahead: Mapping[str, Sequence[str]]) -> dict[str, None]:
    found = {start: None}
    to_do = [start]
    while to_do:
        for effect in ahead.get(to_do.pop(), ()):
            if effect not in found:
                found[effect] = None
                to_do.append(effect)
    return found
