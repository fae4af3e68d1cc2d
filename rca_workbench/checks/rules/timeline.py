"""Whether the timeline carries the analysis: sourced, possible and without silent gaps."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from rca_workbench.analysis.chronology import Gap
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    EACH_BABY_2015,
    LONDON,
    NPSA_REPORT,
    NPSA_TOOLS,
    OMBUDSMAN_2015,
    PROJECT,
    SIF_CLOSURE,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    AccountState,
    EntryKind,
    Excerpt,
    Factor,
    FactorKind,
    TimelineEntry,
)
from rca_workbench.model.wall_clock import DAY, HOUR, MINUTE

GROUP = "timeline"
_RESTING = ("timeline_entry", "excerpt", "account", "evidence", "factor", "finding")
_FEWEST = 3
"""Entries from which there is a timeline (closure checklist of 2015)."""
_GAPS = 5
"""The longest gaps are asked about; more at once is a list nobody starts on."""
_RHYTHM = 4
_FEW_DAYS = 3 * DAY
_TOO_VAGUE = 32 * DAY
"""Entries from which a timeline has a rhythm; and of one known by the day, gaps and times beyond which to look."""
_HAPPENED = (EntryKind.EVENT, EntryKind.DECISION, EntryKind.RESPONSE)


@case_rule(
    "C-37",
    "There is a timeline before there is an analysis",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="Of the local reviews too thin to be judged, 78 % had no timeline.",
    how="Enter what happened, each with its time as far as it is known and its source.",
    rests_on=(EACH_BABY_2015, SIF_CLOSURE),
    reads=("timeline_entry", "factor"),
    needs=("factor",),
    example="Twelve factors and one entry.",
    sound="Twelve factors and forty entries.",
)
def there_is_a_timeline(case: Facts) -> Iterator[At]:
    entries = len(case.snapshot.of(TimelineEntry))
    if entries < _FEWEST:
        said = "no entry" if not entries else "one entry" if entries == 1 else f"{entries} entries"
        yield At(None, f"The timeline has {said}. Enter what happened before saying why.")


@case_rule(
    "C-38",
    "Each entry of the timeline has a source",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Four in ten investigations were inadequate to find what happened; an entry without a source cannot be checked.",
    how="Add where it says so: page, paragraph or time of a piece of evidence.",
    rests_on=(OMBUDSMAN_2015, SIF_CLOSURE),
    reads=_RESTING,
    needs=("timeline_entry",),
    example="“Doctor bleeped, no answer”, and nobody knows from where.",
    sound="The same, from the nursing notes, page 4.",
)
def entries_have_a_source(case: Facts) -> Iterator[At]:
    cited = case.snapshot.by(Excerpt, "about")
    for one in case.snapshot.of(TimelineEntry).values():
        if one.id not in cited and not case.resting.get(one.id):
            yield At(one, f"{case.called(one)} has no source yet.", begin="excerpt")


@case_rule(
    "C-39",
    "The moments that matter rest on more than one person's word",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Memory is honest and often wrong on times and order; a second source costs little while it can be had.",
    how="Look for a log, a note or another account; or say in the report that it rests on one.",
    rests_on=(NPSA_TOOLS, LONDON),
    reads=_RESTING,
    needs=("timeline_entry", "evidence"),
    example="The moment of the harm is known from one statement.",
    sound="The monitor's log shows it too.",
)
def key_moments_are_borne_out(case: Facts) -> Iterator[At]:
    on_the_map = {one.entry for one in case.snapshot.of(Factor).values() if one.entry}
    for one in case.snapshot.of(TimelineEntry).values():
        if (one.id in on_the_map or one.problem or one.harm) and case.on_one_statement(one.id):
            yield At(
                one,
                f"{case.called(one)} matters to the analysis and rests on one statement only.",
                tuple(item.id for item in case.resting[one.id]),
                begin="excerpt",
            )


@case_rule(
    "C-40",
    "No impossible order is left standing",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.BEFORE_REPORT,
    why="Times that cannot all be true mislead everything that is built on them.",
    how="Look at the sources again; where they stay apart, show both accounts and say so.",
    rests_on=(PROJECT, NPSA_TOOLS),
    reads=("timeline_entry", "time_link"),
    needs=("timeline_entry",),
    example="B is 20 minutes after A and before C, and C is 10 minutes after A.",
    sound="The clock of the second log ran 15 minutes fast, and its times are given as about.",
)
def orders_are_possible(case: Facts) -> Iterator[At]:
    entries = case.snapshot.of(TimelineEntry)
    for conflict in case.chronology.conflicts:
        several = [entries[id] for id in conflict.ids if id in entries]
        if several:
            yield At(
                several[0],
                f"The times of {case.listed(several)} cannot all be true. Look at their sources again.",
                tuple(one.id for one in several[1:]),
                field="time",
                begin="time",
            )


@case_rule(
    "C-41",
    "Long gaps in the timeline are explained",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="What was not done, not seen or not written down lies in the gaps.",
    how="Ask what happened then; or note on the entry before it why nothing is recorded.",
    rests_on=(NPSA_TOOLS, PROJECT),
    reads=("timeline_entry", "time_link"),
    needs=("timeline_entry",),
    example="Observations every quarter of an hour, then nothing for three hours.",
    sound="The entry before says: “Ward asleep, next round due at 06:00.”",
)
def gaps_are_explained(case: Facts) -> Iterator[At]:
    entries = case.snapshot.of(TimelineEntry)
    happened = [id for id, one in entries.items() if one.entry_kind in _HAPPENED]
    gaps = case.chronology.gaps(happened) or _gaps_in_days(case, happened)
    silent = [gap for gap in gaps if not entries[gap.before].note.strip()]
    longest = sorted(silent, key=lambda gap: -gap.length)[:_GAPS]
    for gap in sorted(longest, key=lambda gap: gap.start):
        before, after = entries[gap.before], entries[gap.after]
        yield At(
            before,
            f"Nothing is recorded for {_length(gap.length)} between {case.called(before)} and {case.called(after)}. What "
            "happened then? If it is known to be nothing, note that here.",
            (after.id,),
            begin="note",
        )


@case_rule(
    "C-42",
    "Each entry has a time or a place in the order",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="An entry without any time cannot be before or after anything, so it explains nothing.",
    how="Give a rough time, or say after which entry it came.",
    rests_on=(NPSA_TOOLS, SIF_CLOSURE),
    reads=("timeline_entry", "time_link"),
    needs=("timeline_entry",),
    example="“Family asked for a doctor”, nobody knows when.",
    sound="The same, after the second call and before the transfer.",
)
def entries_have_a_time(case: Facts) -> Iterator[At]:
    entries = case.snapshot.of(TimelineEntry)
    for id in case.chronology.undated:
        one = entries[id]
        yield At(
            one,
            f"{case.called(one)} has no time yet. A rough one will do, or after which entry it came.",
            field="time",
            begin="time",
        )


@case_rule(
    "C-43",
    "A time that was worked out says how",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="A worked-out time looks as firm as a logged one once it is printed.",
    how="Note from what it was worked out, or check it against a clock.",
    rests_on=(PROJECT,),
    reads=("timeline_entry",),
    needs=("timeline_entry",),
    example="“21:47, worked out”, from nobody knows what.",
    sound="“From the track log and the speed.”",
)
def worked_out_times_say_how(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(TimelineEntry).values():
        if one.derived_time and not one.clock_time_verified and not one.note.strip():
            yield At(
                one,
                f"The time of {case.called(one)} was worked out. Note from what.",
                field="note",
                begin="note",
            )


@case_rule(
    "C-44",
    "Each event says who or what it is about",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="“It was decided” hides who had what in view; a lane of its own shows the work of each.",
    how="Choose the person or part by role, or the lane.",
    rests_on=(NPSA_TOOLS,),
    reads=("timeline_entry", "actor"),
    needs=("timeline_entry", "actor"),
    example="“Transfer was put off”.",
    sound="The same, by the site manager.",
)
def events_have_somebody(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(TimelineEntry).values():
        if one.entry_kind in _HAPPENED and one.actor is None and one.lane is None:
            yield At(one, f"Who or what is {case.called(one)} about?", field="actor", begin="actor")


@case_rule(
    "C-45",
    "What is flagged as a problem on the timeline is on the map",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.MEETING,
    why="Factors found on the way and never analysed are the most common loss between timeline and report.",
    how="Add it to the map as a problem, or show it at a factor that is there.",
    rests_on=(NPSA_TOOLS, LONDON),
    reads=("timeline_entry", "factor"),
    needs=("timeline_entry", "factor"),
    example="An entry flagged as a care delivery problem that no factor stands for.",
    sound="A problem on the map is pinned to it.",
)
def flagged_problems_are_on_the_map(case: Facts) -> Iterator[At]:
    shown = {id for one in case.snapshot.of(Factor).values() for id in (one.entry, *one.entries)}
    for one in case.snapshot.of(TimelineEntry).values():
        if one.problem is not None and one.id not in shown:
            yield At(
                one,
                f"{case.called(one)} is flagged as a problem, and nothing on the map stands for it. Add it, or show it "
                "at a factor that is there.",
            )


@case_rule(
    "C-48",
    "The harm is a moment of the timeline",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.MEETING,
    why="What led to it and what came after are told apart by that moment.",
    how="Mark the entry at which harm happened, or pin the harm on the map to it.",
    rests_on=(NPSA_TOOLS,),
    reads=("timeline_entry", "factor", "link"),
    needs=("timeline_entry", "factor"),
    example="A harm on the map, and no entry that says when.",
    sound="The harm is pinned to the arrest call of 04:12.",
)
def harm_has_its_moment(case: Facts) -> Iterator[At]:
    if any(one.harm for one in case.snapshot.of(TimelineEntry).values()):
        return
    for one in case.graph.of_kind(FactorKind.HARM):
        if not one.entry and not one.entries:
            yield At(
                one,
                f"When did {case.called(one)} happen? Choose the timeline entry.",
                field="entry",
                begin="entry",
            )


@case_rule(
    "C-49",
    "The timeline begins before the harm and goes on after it",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Starting at the last act leaves out what set it up; ending at the harm leaves out rescue and candour.",
    how="Begin earlier than feels needed, and go on to the first contact with the family.",
    rests_on=(NPSA_TOOLS,),
    reads=("timeline_entry", "time_link", "factor", "link"),
    needs=("timeline_entry", "factor"),
    example="The last entry is the harm.",
    sound="It goes on with the rescue, the call to the family and the first debrief.",
)
def timeline_is_wide_enough(case: Facts) -> Iterator[At]:
    entries = case.snapshot.of(TimelineEntry)
    marked = {id for id, one in entries.items() if one.harm}
    marked |= {one.entry for one in case.graph.harms if one.entry in entries and one.entry is not None}
    undated = set(case.chronology.undated)
    placed = [id for id in case.chronology.order if id not in undated]
    at = [place for place, id in enumerate(placed) if id in marked]
    if at and at[0] == 0:
        yield At(
            entries[placed[0]], "The timeline begins with the harm. What led up to it, and what set that up?"
        )
    if at and at[-1] == len(placed) - 1 > 0:
        yield At(
            entries[placed[-1]],
            "The timeline ends with the harm. Go on with what was done then, and with the first contact with the "
            "family.",
        )


@case_rule(
    "C-50",
    "A disagreement that was settled says how, and by whom",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A quiet choice between accounts costs the trust of those whose account was not taken.",
    how="Say what decided it, and who, by role.",
    rests_on=(PROJECT, NPSA_REPORT),
    reads=("timeline_entry",),
    needs=("timeline_entry",),
    example="“Settled”, without a word on how.",
    sound="“The call log shows 02:47; both agreed on seeing it.”",
)
def settled_accounts_say_how(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(TimelineEntry).values():
        if one.accounts_state is AccountState.RESOLVED and not one.resolution.strip():
            yield At(
                one,
                f"The accounts of {case.called(one)} are said to be settled. How, and by whom?",
                field="resolution",
                begin="resolution",
            )


def _gaps_in_days(case: Facts, ids: list[str]) -> tuple[Gap, ...]:
    """Gaps of a timeline that is known by the day, as those of months of community care are.

    Measured by its own rhythm, as the gaps of hours are: three times the usual distance, and more than a few days.
    """
    rows = []
    for id in ids:
        seen = case.chronology.window(id)
        if seen.earliest is not None and seen.latest is not None and not seen.by_order:
            if seen.latest - seen.earliest >= _TOO_VAGUE:
                continue
            rows.append((seen.earliest, seen.latest, id))
    rows.sort()
    by_the_hour = sum(last - first < DAY // 2 for first, last, _ in rows)
    if len(rows) < _RHYTHM or by_the_hour >= _RHYTHM:
        return ()
    longer_than = max(_FEW_DAYS, int(3 * median(later[0] - earlier[0] for earlier, later in pairwise(rows))))
    found, until, last = [], rows[0][1], rows[0][2]
    for low, high, id in rows[1:]:
        if low - until > longer_than:
            found.append(Gap(until, low, last, id))
        if high > until:
            until, last = high, id
    return tuple(found)


def _length(seconds: int) -> str:
    hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
    if hours >= 48:
        return f"{hours // 24} days"
    said = f"{hours} h" if hours else ""
    return f"{said} {minutes} min".strip() if minutes and hours < 12 else said or f"{minutes} min"
