"""Slips in the dates of a deadline, each as a sentence. Nothing is refused for them: what was typed stays."""

from collections.abc import Iterable
from datetime import date, datetime

from rca_workbench.analysis.deadline_reckoning import Deadline, earliest
from rca_workbench.analysis.deadline_words import day_words
from rca_workbench.analysis.deadlines import ended
from rca_workbench.model import Clock, ClockChange, ClockChangeKind, Snapshot
from rca_workbench.model.time import moment, window


def slips(snapshot: Snapshot, found: Deadline, now: datetime) -> tuple[str, ...]:
    """What cannot be right or changes nothing, the most likely slip first."""
    clock, today = found.clock, now.date()
    made: list[str] = []
    met_first = earliest(clock.met)
    if met_first is not None and met_first > now:
        made.append(f"It was met on {day_words(met_first)}, and that day lies ahead. Is the date right?")
    elif found.met is not None and found.started is not None and found.met < found.started:
        made.append(
            f"It was met on {day_words(found.met)}, before it started on {day_words(found.started)}. "
            "One of the two is not right."
        )
    fixed = window(clock.due).latest
    if clock.length is None and fixed is not None and found.started is not None:
        due = moment(fixed)
        if due < found.started:
            made.append(f"It is due on {day_words(due)}, before it started on {day_words(found.started)}.")
    if _runs_twice(snapshot, clock):
        made.append("The same deadline runs twice, as after a merge. Stop one of the two and say why.")
    changes = snapshot.pointed_from(ClockChange, "clock", clock.id)
    made += _of_changes(clock, changes, found, today)
    return tuple(made)


def _runs_twice(snapshot: Snapshot, clock: Clock) -> bool:
    if not clock.code or ended(clock):
        return False
    several = snapshot.by(Clock, "code").get(clock.code, ())
    return sum(not ended(snapshot.of(Clock)[id]) for id in several) > 1


def _of_changes(clock: Clock, changes: Iterable[ClockChange], found: Deadline, today: date) -> Iterable[str]:
    for one in changes:
        since, until = _day(one.since), _day(one.until)
        if since is None and until is None and not one.reason.strip():
            continue  # only just begun: somebody is about to say it
        if one.change is ClockChangeKind.PAUSE:
            if since is None:
                yield "A pause has no first day, so it does not count."
            elif until is not None and until <= since:
                yield f"A pause ends on {day_words(until)}, which is not after it begins: no day is left out."
            elif until is None and since > today:
                yield f"A pause begins on {day_words(since)} and has no end: it does not count yet."
            elif until is not None and found.started is not None and until <= found.started.date():
                yield f"A pause ended on {day_words(until)}, before the deadline started: it changes nothing."
            elif found.due is not None and since > found.due.date():
                yield f"A pause begins on {day_words(since)}, after the due date: it changes nothing."
        elif one.change is ClockChangeKind.EXTENSION:
            before = found.before or found.due
            if until is None:
                yield "An extension has no new date, so it changes nothing."
            elif before is not None and until <= before.date():
                yield (
                    f"The extension to {day_words(until)} is not later than the date it is due anyway, "
                    f"{day_words(before)}: it changes nothing."
                )
        elif since is not None or until is not None:
            yield "A change is neither marked as a pause nor as an extension, so it does not count."


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
