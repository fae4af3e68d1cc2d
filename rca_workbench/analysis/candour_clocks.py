"""The deadlines of the Duty of Candour that may be started now, each with the event it counts from.

They are offered while it is not known whether the duty applies as well: until it is, act as if it did. Three of them
have no length in law (resources/domain/timescales.json, TS-DOC-01, -03 and -04).
"""

from collections.abc import Iterator

from rca_workbench.analysis.candour import StepState, candour_lines, candour_state
from rca_workbench.analysis.deadline_offers import Offer, Start, start_of
from rca_workbench.analysis.sign_off import report_signed_on
from rca_workbench.model import Clock, Snapshot, StepOutcome, Time, TimeKind
from rca_workbench.reference.timescales import clock_row

PREFIX = "TS-DOC-"
"""Begins the ids of the deadlines of the duty."""
_SHOWN_BY = {
    f"{PREFIX}01": "DC-03",
    f"{PREFIX}02": "DC-03",
    f"{PREFIX}03": "DC-09",
    f"{PREFIX}04": "DC-10",
}
"""The step that meets each of them."""
_TOLD, _WRITTEN, _RESULTS = f"{PREFIX}01", f"{PREFIX}03", f"{PREFIX}04"


def candour_offers(snapshot: Snapshot) -> tuple[Offer, ...]:
    """What the duty asks for and the case has no deadline for; nothing where it does not apply or falls away."""
    state, there = candour_state(snapshot), snapshot.by(Clock, "code")
    if not state.owed or state.excused:
        return ()
    made = []
    for code, why, (started, event) in _asked(snapshot):
        row = clock_row(code)
        if row is not None and code not in there:
            made.append(Offer(row, why, started, event or row.starts))
    return tuple(made)


def candour_clocks(snapshot: Snapshot) -> tuple[Clock, ...]:
    """The deadlines of the duty that the case has."""
    return tuple(one for one in snapshot.of(Clock).values() if one.code.startswith(PREFIX))


def met_by_steps(snapshot: Snapshot) -> tuple[tuple[Clock, Time, str], ...]:
    """Deadlines that the steps on record show to be met and that do not say so yet: when, and by which step."""
    lines = {one.id: one for one in candour_lines(snapshot)}
    made = []
    for clock in candour_clocks(snapshot):
        line = lines.get(_SHOWN_BY.get(clock.code, ""))
        if line is None or line.state is not StepState.DONE or clock.stopped.strip():
            continue
        whens = [one.when for one in line.steps if one.when.start and one.became in (None, StepOutcome.DONE)]
        if whens and clock.met.kind is TimeKind.UNKNOWN:
            made.append((clock, min(whens, key=lambda one: one.start or ""), line.label))
    return tuple(made)


def _asked(snapshot: Snapshot) -> Iterator[tuple[str, str, Start]]:
    yield _TOLD, "Regulation 20 asks for it as soon as reasonably practicable.", start_of(snapshot, _TOLD)
    contract = f"{PREFIX}02"
    yield contract, "The NHS Standard Contract sets a limit.", start_of(snapshot, contract)
    told = start_of(snapshot, _WRITTEN)
    if told[0].kind is not TimeKind.UNKNOWN:
        yield _WRITTEN, "The notification in person was given; a written one follows.", told
    signed = report_signed_on(snapshot)
    results = next((one for one in candour_lines(snapshot) if one.id == "DC-10"), None)
    if signed and (results is None or not results.steps):
        done = (Time(TimeKind.DATE, signed), "report signed off")
        yield _RESULTS, "The enquiries are complete; their results are owed in writing.", done
