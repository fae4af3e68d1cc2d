"""What the deadlines ask of somebody now, and how they stand in one line, for the case's front page and its header."""

from datetime import datetime

from rca_workbench.analysis.deadline_offers import offers
from rca_workbench.analysis.deadline_reckoning import ENDED, Deadline, DeadlineState
from rca_workbench.analysis.deadline_words import state_words
from rca_workbench.analysis.deadlines import day_number, deadlines
from rca_workbench.model import Snapshot

PRESSING_AT_MOST = 3
"""More than three late deadlines would leave no room for anything else that needs somebody."""

FINAL_REPORTS = ("TS-SIF-03", "TS-SIF-04", "TS-SIRI-01", "TS-SIRI-02", "TS-PSIRF-03")
"""The clocks of resources/domain/timescales.json by which the investigation itself is due."""


def pressing_lines(snapshot: Snapshot, now: datetime) -> tuple[tuple[str, str, str], ...]:
    """The late and the soon due: what, why it matters, id. Where there are many the last line counts the rest."""
    found = [
        one for one in deadlines(snapshot, now) if one.state in (DeadlineState.OVERDUE, DeadlineState.AT_RISK)
    ]
    named = found if len(found) <= PRESSING_AT_MOST else found[: PRESSING_AT_MOST - 1]
    lines = [_line(one, now) for one in named]
    rest = found[len(named) :]
    if rest:
        lines.append(
            (f"{len(rest)} more deadlines late or due soon", "Open the list to see each.", rest[0].clock.id)
        )
    return tuple(lines)


def offered_line(snapshot: Snapshot) -> tuple[str, str] | None:
    """How many deadlines may apply and run not yet: what, and why it matters."""
    found = offers(snapshot)
    if not found:
        return None
    named = found[0].row.what
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    word = "deadline may apply and is" if len(found) == 1 else "deadlines may apply and are"
    return f"{len(found)} {word} not started", f"“{named}”{more}. The facts so far ask for it."


def standing_words(snapshot: Snapshot, now: datetime) -> str:
    """How the deadlines stand, in one or two sentences."""
    found = deadlines(snapshot, now)
    going = [one for one in found if one.state not in ENDED]
    met = sum(one.state in (DeadlineState.MET, DeadlineState.MET_LATE) for one in found)
    if not going:
        return f"{_count(met)} met, none running." if met else "None running."
    late = sum(one.state is DeadlineState.OVERDUE for one in going)
    said = f"{_count(len(going))} running" + (f", {late} late." if late else ".")
    following = next((one for one in going if one.due is not None and one.due >= now), None)
    if following is not None:
        words = state_words(following, now)
        said += f" Next: {following.clock.what or 'one without words'}, {words[:1].lower()}{words[1:]}."
    return said


def day_words_of(snapshot: Snapshot, now: datetime) -> str:
    """Which day of how many, where the investigation itself has a date: "day 23 of 60"; empty where none runs."""
    for one in deadlines(snapshot, now):
        if one.clock.code in FINAL_REPORTS and one.state not in ENDED:
            number = day_number(one, snapshot, now)
            if number is not None and number[0] >= 0:
                return f"day {number[0]} of {number[1]}"
    return ""


def _line(one: Deadline, now: datetime) -> tuple[str, str, str]:
    what = one.clock.what or "A deadline without words"
    first, _, rest = state_words(one, now).partition(", ")
    if one.state is DeadlineState.OVERDUE:
        why = f"It {rest}. Do it, extend it, or say why it is late."
    else:
        why = f"Due {rest or first.lower()}" + (f", to {one.clock.to}." if one.clock.to else ".")
    return f"{what}: {first[:1].lower()}{first[1:]}", why, one.clock.id


def _count(number: int) -> str:
    return f"{number} deadline{'' if number == 1 else 's'}"
