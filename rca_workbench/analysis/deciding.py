"""What the answers ask for, and what was decided: required responses, bodies to tell, deadlines, the decision.

The same answers always give the same result. The grade of harm is read nowhere here: neither framework lets it choose
the response (resources/domain/investigation_levels.json, choose_rules).
"""

from dataclasses import dataclass

from rca_workbench.analysis.asking import Asked, Threshold, asked, names, threshold
from rca_workbench.analysis.proposing import Proposal, proposal
from rca_workbench.model import Answer, Decision, DecisionKind, Snapshot
from rca_workbench.reference.criteria import Part, begun, criteria
from rca_workbench.reference.responses import response_of
from rca_workbench.reference.timescales import clock_row

__all__ = [
    "Proposal",
    "Requirement",
    "Threshold",
    "decided",
    "decisions",
    "drafted",
    "follows",
    "proposal",
    "threshold",
]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one yes asks for: a response, bodies to tell, deadlines (ids in `clock_rows()`)."""

    code: str
    what: str
    why: str
    notify: tuple[str, ...]
    clocks: tuple[str, ...]
    mark: str
    timescale: str = ""
    warning: str = ""


def follows(snapshot: Snapshot) -> tuple[Requirement, ...]:
    """What the answers with yes ask for."""
    rows = asked(snapshot)
    yes = [row for row in rows if row.met is Answer.YES]
    made = []
    serious = [row for row in yes if row.criterion.part is Part.SERIOUS]
    if serious:
        made.append(_serious(snapshot, serious))
    required = any(row.criterion.part is Part.NATIONAL for row in yes)
    for row in yes:
        # What is required nationally outranks what the questions would lead to.
        if row.criterion.part in (Part.NATIONAL, Part.NOTIFY) or (
            row.criterion.part is Part.QUESTION and not required
        ):
            made.append(_requirement(row))
    return tuple(made)


def decided(snapshot: Snapshot) -> Decision | None:
    """The decision on the response that stands: the newest one recorded."""
    found = decisions(snapshot)
    return found[0] if found else None


def decisions(snapshot: Snapshot) -> tuple[Decision, ...]:
    """Every recorded decision on the response, newest first."""
    found = [one for one in reversed(_responses(snapshot)) if one.on]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def drafted(snapshot: Snapshot) -> Decision | None:
    """The decision that is being written and has no date yet; the newest where there are several."""
    return next((one for one in reversed(_responses(snapshot)) if not one.on), None)


def _responses(snapshot: Snapshot) -> list[Decision]:
    every = snapshot.of(Decision).values()
    return [one for one in every if one.decision_kind is DecisionKind.RESPONSE]


def _why(row: Asked) -> str:
    said = f"{names([row.criterion])} is met"
    if row.because:
        known = criteria()
        said += f", by {names(known[id] for id in row.because)}"
    reason = row.answer.reason.strip() if row.answer is not None else ""
    return f"{said}: {reason}" if reason else f"{said}."


def _serious(snapshot: Snapshot, yes: list[Asked]) -> Requirement:
    """A serious incident asks for one thing, however many criteria it meets; its level adds the clock of the report."""
    clocks = list(dict.fromkeys(code for row in yes for code in row.criterion.clocks))
    last = decided(snapshot)
    level = response_of(last.level if last is not None and last.level else proposal(snapshot).level)
    if level is not None and level.clock:
        clocks.append(level.clock)
    known = [found for code in clocks if (found := clock_row(code)) is not None]
    return Requirement(
        yes[0].criterion.id,
        "; ".join(one.what for one in known),
        " ".join(_why(row).rstrip(".") + "." for row in yes),
        tuple(begun(one.to) for one in known[:1]),
        tuple(one.id for one in known),
        yes[0].criterion.mark,
    )


def _requirement(row: Asked) -> Requirement:
    one = row.criterion
    what = one.response or f"tell {', '.join(one.notify)}"
    led = f" Led by: {one.led_by}." if one.led_by else ""
    return Requirement(
        one.id,
        f"{begun(what).rstrip('.')}.{led}",
        _why(row),
        tuple(begun(body) for body in one.notify),
        one.clocks,
        one.mark,
        one.timescale,
        one.warning,
    )
