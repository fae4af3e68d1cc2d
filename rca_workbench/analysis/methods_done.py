"""Which methods a case shows to have been used, and by what: what the report's method statement is written from.

A case can show that a timeline was built, not that somebody walked through a ward. So each method has what the team
recorded of it and what the case itself holds of it, and neither is taken for the other.
Source of the methods: methods.json.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rca_workbench.analysis.classifying import by_head, framework_of, head_of
from rca_workbench.analysis.five_whys import times
from rca_workbench.analysis.whys_asked import WHYS, whys_asked, whys_were_asked
from rca_workbench.model import (
    ComparedWith,
    Difference,
    EvidenceItem,
    EvidenceKind,
    Factor,
    FactorKind,
    FactorStatus,
    Interview,
    InterviewState,
    Link,
    LinkType,
    Meeting,
    MethodUsed,
    Snapshot,
    TimeKind,
    TimelineEntry,
)
from rca_workbench.model.words import counted
from rca_workbench.reference import Framework, accimap_levels, category, framework, methods

FIVE_WHYS = "five_whys"
LEVELS = HEADINGS = 3
"""Levels of the system, or headings of a framework, from which on a map or a fishbone is one."""


@dataclass(frozen=True, slots=True)
class MethodTrace:
    """One method: what the team recorded of it, and what the case holds of it."""

    id: str
    """As in the list of methods; for one of the team's own, what they called it."""
    label: str
    recorded: tuple[MethodUsed, ...]
    shown: str
    """What the case holds of it, in sentences; empty where there is nothing."""
    enough: bool
    """Whether that is enough to say that it was used."""

    @property
    def leaves_trace(self) -> bool:
        """Whether a case would show it: of a walkthrough, say, it can only be recorded that it was made."""
        return self.id in _LOOKS

    @property
    def used(self) -> bool:
        """Recorded, or shown by the case."""
        return bool(self.recorded) or self.enough


def traces(snapshot: Snapshot) -> tuple[MethodTrace, ...]:
    """Every method of the list, in its order, then those the team named themselves."""
    made = []
    for id, label, recorded in _listed(snapshot):
        shown, enough = _shown(snapshot, id, label)
        made.append(MethodTrace(id, label, recorded, shown, enough))
    return tuple(made)


def labels_used(snapshot: Snapshot) -> tuple[str, ...]:
    """The methods that were recorded as used or that the case shows to have been, by their labels."""
    return tuple(
        label for id, label, recorded in _listed(snapshot) if recorded or _is_shown(snapshot, id, label)
    )


def _listed(snapshot: Snapshot) -> Iterator[tuple[str, str, tuple[MethodUsed, ...]]]:
    """Id, label and records of every method."""
    recorded: dict[str, list[MethodUsed]] = {}
    labels = {str(row["id"]): str(row["label"]) for row in methods().rows("methods")}
    ids = {label.casefold(): id for id, label in labels.items()} | {id.casefold(): id for id in labels}
    for one in snapshot.of(MethodUsed).values():
        said = one.method.strip()
        recorded.setdefault(ids.get(said.casefold(), said), []).append(one)
    own = {id: id or "A method without a name" for id in recorded if id not in labels}
    for id, label in (labels | own).items():
        yield id, label, tuple(recorded.get(id, ()))


def _shown(snapshot: Snapshot, id: str, label: str) -> tuple[str, bool]:
    look = _LOOKS.get(id)
    said, enough = look(snapshot) if look is not None else ("", False)
    held = _meetings(snapshot, id, label)
    meetings = f"{counted(held, 'meeting')} held with it." if held else ""
    return " ".join(part for part in (said, meetings) if part), enough or bool(held)


def _is_shown(snapshot: Snapshot, id: str, label: str) -> bool:
    if id == FIVE_WHYS:  # in a case of thousands of factors the words take longer than the answer
        return whys_were_asked(snapshot) or bool(_meetings(snapshot, id, label))
    return _shown(snapshot, id, label)[1]


def _meetings(snapshot: Snapshot, id: str, label: str) -> int:
    names = {id.casefold(), label.casefold()}
    return sum(one.method.strip().casefold() in names for one in snapshot.of(Meeting).values())


def _timeline(snapshot: Snapshot) -> tuple[str, bool]:
    entries = snapshot.of(TimelineEntry).values()
    if not entries:
        return "", False
    unsure = sum(one.time.kind is not TimeKind.DATETIME for one in entries)
    said = f"The timeline holds {counted(len(entries), 'entry', 'entries')}"
    return f"{said}; {unsure} of their times are not known to the minute." if unsure else f"{said}.", True


def _accimap(snapshot: Snapshot) -> tuple[str, bool]:
    factors = _agreed(snapshot)
    known = {level.id for level in accimap_levels()}
    levels = {one.level for one in factors} & known
    links = len(snapshot.of(Link))
    if not factors:
        return "", False
    said = (
        f"The map holds {counted(len(factors), 'factor')} on {counted(len(levels), 'level')} of the system, "
        f"with {counted(links, 'link')} between them."
    )
    return said, len(levels) >= LEVELS and links > 1


def _seips(snapshot: Snapshot) -> tuple[str, bool]:
    seips = framework("seips")
    elements = {one.id: _heads_of(one, seips) for one in _agreed(snapshot)}
    tagged = {id: heads for id, heads in elements.items() if heads}
    if not tagged:
        return "", False
    used = {head for heads in tagged.values() for head in heads}
    joined = sum(len(heads) > 1 for heads in tagged.values())
    links = [one for one in snapshot.of(Link).values() if one.source in tagged and one.target in tagged]
    across = sum(tagged[one.source or ""] != tagged[one.target or ""] for one in links)
    said = f"{counted(len(tagged), 'factor is', 'factors are')} tagged over {counted(len(used), 'part')} of SEIPS"
    if joined or across:
        said += (
            f"; {counted(joined + across, 'interaction')} between its parts can be read from tags and links"
        )
    return f"{said}.", len(used) >= HEADINGS and bool(joined or across)


def _fishbone(snapshot: Snapshot) -> tuple[str, bool]:
    chosen = framework_of(snapshot)
    under = {head: found for head, found in by_head(_agreed(snapshot), chosen).items() if found}
    count = len({one.id for found in under.values() for one in found})
    if not count:
        return "", False
    said = f"{counted(count, 'factor stands', 'factors stand')} under {counted(len(under), 'heading')} of {chosen.label}."
    return said, len(under) >= HEADINGS


def _five_whys(snapshot: Snapshot) -> tuple[str, bool]:
    asked = whys_asked(snapshot)
    if not asked.deepest:
        return "", False
    most = " at most" if asked.deepest > 1 else ""
    said = f"Why was asked {times(asked.deepest)}{most}"
    if well := len(asked.ends_well):
        said += (
            f"; {well} of {counted(len(asked.ends), 'chain')} asked it {times(WHYS)} or more and "
            f"{'ends' if well == 1 else 'end'} at a factor of the system or with a reason to stop"
        )
    return f"{said}.", bool(well)


def _barriers(snapshot: Snapshot) -> tuple[str, bool]:
    barriers = [one for one in _agreed(snapshot) if one.factor_kind is FactorKind.BARRIER]
    if not barriers:
        return "", False
    performed = [one for one in barriers if one.performed]
    causes = [one for one in performed if _has_causes(snapshot, one)]
    said = f"{counted(len(barriers), 'barrier is', 'barriers are')} on the map"
    if performed:
        said += f"; for {len(performed)} it is said how well {'it' if len(performed) == 1 else 'they'} held"
        said += f", for {len(causes)} also what made it so" if causes else ""
    return f"{said}.", bool(causes)


def _change(snapshot: Snapshot) -> tuple[str, bool]:
    rows = snapshot.of(Difference).values()
    if not rows:
        return "", False
    kinds = Counter(one.compared_with for one in rows)
    parts = [f"{kinds[kind]} with {words}" for kind, words in _AGAINST.items() if kinds[kind]]
    mattered = sum(one.mattered is True for one in rows)
    placed = sum(one.factor is not None for one in rows)
    said = f"{counted(len(rows), 'difference was', 'differences were')} compared: {', '.join(parts)}"
    said += f"; {mattered} mattered" if mattered else ""
    said += f", {placed} {'is' if placed == 1 else 'are'} on the map" if placed else ""
    return f"{said}.", True


def _interviews(snapshot: Snapshot) -> tuple[str, bool]:
    held = sum(one.state is InterviewState.HELD for one in snapshot.of(Interview).values())
    planned = len(snapshot.of(Interview)) - held
    told = sum(
        one.evidence_kind in (EvidenceKind.INTERVIEW, EvidenceKind.FAMILY_ACCOUNT)
        for one in snapshot.of(EvidenceItem).values()
    )
    parts = [
        f"{counted(held, 'interview was', 'interviews were')} held" if held else "",
        f"{planned} more {'is' if planned == 1 else 'are'} planned or not held" if planned else "",
        f"{counted(told, 'account')} of people stand in the register" if told else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}." if said else "", bool(held or told)


_LOOKS: dict[str, Callable[[Snapshot], tuple[str, bool]]] = {
    "tabular_timeline": _timeline,
    "accimap": _accimap,
    "seips_worksheet": _seips,
    "fishbone": _fishbone,
    FIVE_WHYS: _five_whys,
    "barrier_analysis": _barriers,
    "change_analysis": _change,
    "interview": _interviews,
}
"""Methods that leave something in a case. Of the others it can only be recorded that they were used."""

_AGAINST = {
    ComparedWith.USUAL: "the usual way",
    ComparedWith.POLICY: "the procedure",
    ComparedWith.LAST_TIME: "the last time it went well",
}


def _agreed(snapshot: Snapshot) -> list[Factor]:
    """The factors that were not set aside."""
    return [one for one in snapshot.of(Factor).values() if one.status is not FactorStatus.REJECTED]


def _heads_of(factor: Factor, one: Framework) -> frozenset[str]:
    known: Iterable[str] = (tag.code for tag in factor.tags)
    found = (category(code) for code in known)
    return frozenset(head_of(each, one) for each in found if each is not None and each.framework == one.id)


def _has_causes(snapshot: Snapshot, barrier: Factor) -> bool:
    links = snapshot.pointed_from(Link, "target", barrier.id)
    return any(one.link_type is LinkType.CONTRIBUTED_TO for one in links)
