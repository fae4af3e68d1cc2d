"""What a commissioner looks for, on one page: timeliness, quality, involvement, sustained improvement, learning.

Pure: worked out from a snapshot, the time, and what the checks found. Source: commissioner's assurance and closure
criteria (resources/domain/closure_checklist.json); "closed", "implemented" and "effect" are three states
(safety_actions.json).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rca_workbench.analysis.assured import ActionLine, Checked, Line, Part, Tone, count, worst
from rca_workbench.analysis.assured_quality import involvement, quality
from rca_workbench.analysis.closure import Stage, Stages, closure, gaps, stages
from rca_workbench.analysis.closure_judged import Verdict as ClosureVerdict
from rca_workbench.analysis.deadline_words import state_words
from rca_workbench.analysis.deadlines import Deadline, DeadlineState, deadlines
from rca_workbench.analysis.learning import learning
from rca_workbench.analysis.plan import DONE, Plan, judged_undone, plan, review_is_due, works
from rca_workbench.analysis.spc import Chart, Effect, chart, measures_of, together
from rca_workbench.model import Action, ActionStatus, Answer, Measure, Snapshot, Strength, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word

CLOCKS_LISTED = 8
ACTIONS_LISTED = 24
GAPS_LISTED = 6


@dataclass(frozen=True, slots=True)
class Room:
    """How many lines are listed one by one: what still fits on a page somebody reads. The rest is counted in words."""

    clocks: int = CLOCKS_LISTED
    actions: int = ACTIONS_LISTED
    gaps: int = GAPS_LISTED


_LATE = (DeadlineState.OVERDUE, DeadlineState.MET_LATE)
_CLOCK_TONES = {
    DeadlineState.OVERDUE: Tone.CONCERN, DeadlineState.AT_RISK: Tone.OPEN, DeadlineState.MET_LATE: Tone.CONCERN,
    DeadlineState.MET: Tone.GOOD, DeadlineState.RUNNING: Tone.OPEN, DeadlineState.PAUSED: Tone.OPEN,
    DeadlineState.PROMPT: Tone.OPEN, DeadlineState.NOT_STARTED: Tone.OPEN,
}  # fmt: skip
_EFFECT_TONES = {Effect.IMPROVED: Tone.GOOD, Effect.WORSE: Tone.CONCERN}


@dataclass(frozen=True, slots=True)
class Assurance:
    """The page."""

    timeliness: Part
    quality: Part
    involvement: Part
    improvement: Part
    actions: tuple[ActionLine, ...]
    """What has to be explained first; then those with a measure, what is shown before what is still open."""
    more_actions: str
    """What is not listed of them, in words."""
    learning: Part
    closure: Part
    stages: Stages

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in their order."""
        return (
            self.timeliness,
            self.quality,
            self.involvement,
            self.improvement,
            self.learning,
            self.closure,
        )


def assurance(
    snapshot: Snapshot, now: datetime, checks: Checked | None = None, room: Room | None = None
) -> Assurance:
    """The assurance page of a case at `now`; `checks` is what the checks found, where they have been run."""
    room = room or Room()
    the_plan = plan(snapshot)
    charts = {one.id: chart(snapshot, one) for one in snapshot.of(Measure).values()}
    made = [_action(snapshot, one, charts, now.date()) for one in the_plan.actions]
    made.sort(key=lambda one: (not _wants(one), one.chart is None, _LEFT_OPEN.index(one.effect.tone)))
    three = stages(snapshot)
    rest = made[room.actions :]
    return Assurance(
        timeliness=_timeliness(snapshot, now, room.clocks),
        quality=quality(snapshot, checks),
        involvement=involvement(snapshot, now.date()),
        improvement=_improvement(the_plan, made, three, now.date()),
        actions=tuple(made[: room.actions]),
        more_actions=_more_actions(rest),
        learning=_learning(snapshot, now.date()),
        closure=_closure(snapshot, now, checks, room.gaps),
        stages=three,
    )


def _wants(one: ActionLine) -> bool:
    """Whether somebody has to explain something of an action: it stands before what is in order."""
    return Tone.CONCERN in (one.implemented.tone, one.effect.tone)


_LEFT_OPEN = (Tone.CONCERN, Tone.GOOD, Tone.OPEN, Tone.PLAIN)


def _timeliness(snapshot: Snapshot, now: datetime, most: int) -> Part:
    """Each clock: what has to be explained first, then what runs, then what was met."""
    found = [one for one in deadlines(snapshot, now) if one.state is not DeadlineState.STOPPED]
    order = [Tone.CONCERN, Tone.OPEN, Tone.GOOD]
    found.sort(key=lambda one: order.index(_CLOCK_TONES[one.state]))
    lines = tuple(
        Line(
            one.clock.what or "A deadline without words",
            _clock_words(one, state_words(one, now)),
            _CLOCK_TONES[one.state],
            "respond/deadlines",
            one.clock.id,
        )
        for one in found[:most]
    )
    met = sum(one.state is DeadlineState.MET for one in found)
    late = sum(one.state in _LATE for one in found)
    going = len(found) - met - late
    if not found:
        said = "No deadline is recorded"
    else:
        said = f"{met} of {count(len(found), 'deadline')} met in time"
        said += f", {late} late" if late else ""
        said += f", {going} running" if going else ""
    tone = Tone.OPEN if not found else Tone.CONCERN if late else Tone.OPEN if going else Tone.GOOD
    left = found[most:]
    more = f"And {len(left)} more: {_listed(_CLOCK_TONES[one.state] for one in left)}." if left else ""
    return Part("timeliness", "Timeliness", said, tone, lines, more)


def _clock_words(one: Deadline, said: str) -> str:
    """How it stands; where it was late, why, as recorded."""
    reason = one.clock.late_reason.strip() if one.state in _LATE else ""
    if one.state in _LATE and not reason:
        return f"{said}. No reason is recorded"
    return f"{said}. {reason.rstrip('.')}" if reason else said


def _listed(tones: Iterable[Tone]) -> str:
    counted = dict.fromkeys((Tone.CONCERN, Tone.OPEN, Tone.GOOD), 0)
    for one in tones:
        counted[one] += 1
    words = {Tone.CONCERN: "late", Tone.OPEN: "running", Tone.GOOD: "met in time"}
    return ", ".join(f"{number} {words[tone]}" for tone, number in counted.items() if number)


def _action(snapshot: Snapshot, one: Action, charts: Mapping[str, Chart], today: date) -> ActionLine:
    held = [charts[each.id] for each in measures_of(snapshot, one.id)]
    verdict = together(held)
    leading = max(
        held, key=lambda each: (each.verdict.effect is verdict.effect, len(each.points)), default=None
    )
    judged = ""
    tone = _EFFECT_TONES.get(verdict.effect, Tone.OPEN)
    if one.status is ActionStatus.EFFECTIVE:
        judged = "Judged effective. "
        tone = Tone.GOOD if verdict.effect is Effect.IMPROVED else Tone.CONCERN
    elif one.status is ActionStatus.NOT_EFFECTIVE:
        judged = "Judged not effective. "
        tone = Tone.CONCERN
    where = "improve/measures" if held else "improve/actions"
    about = leading.measure.id if leading is not None else one.id
    effect = Line("Effect", f"{judged}{verdict.words}", tone, where, about)
    return ActionLine(one, _implemented(one, today), effect, verdict, leading)


def _implemented(one: Action, today: date) -> Line:
    where = ("improve/actions", one.id)
    if one.status is ActionStatus.STOPPED:
        return Line("Implemented", f"Stopped. {one.stopped.strip()}".strip(), Tone.PLAIN, *where)
    if judged_undone(one):
        return Line(
            "Implemented", f"{word(one.status)}, and no day on which it was done", Tone.CONCERN, *where
        )
    if one.status in DONE:
        on = f" on {date_words(one.done, short=True)}" if one.done else ""
        shown = one.proof.strip()
        said = f"Implemented{on}{'' if shown else ', no proof recorded'}"
        if review_is_due(one, today):
            said += f"; to be reviewed since {date_words(one.review, short=True)}"
            return Line("Implemented", said, Tone.CONCERN, *where)
        return Line("Implemented", said, Tone.GOOD if shown else Tone.OPEN, *where)
    late = bool(one.due) and one.due < today.isoformat()
    due = f", {'was due' if late else 'due'} {date_words(one.due, short=True)}" if one.due else ", no date"
    return Line("Implemented", f"{word(one.status)}{due}", Tone.CONCERN if late else Tone.OPEN, *where)


def _improvement(of: Plan, made: Sequence[ActionLine], three: Stages, today: date) -> Part:
    """The three states of the case, the mix of strengths, and what the plan lacks."""
    where = "improve/actions"
    tones = {Stage.REACHED: Tone.GOOD, Stage.PART: Tone.OPEN, Stage.NONE: Tone.OPEN}
    lines = [
        Line("Report closed", three.report_words, tones[three.report], "overview/closure"),
        Line("Actions implemented", three.actions_words, tones[three.actions], where),
        Line("Effect shown by data", three.effect_words, tones[three.effect], where),
        *_charts(made),
        _mix(of),
    ]
    late, bare = of.overdue(today), of.without_measure
    if late:
        lines.append(Line("Past their date", count(len(late), "action"), Tone.CONCERN, where, late[0].id))
    if bare:
        lines.append(Line("Without a measure", count(len(bare), "action"), Tone.OPEN, where, bare[0].id))
    if all(one.status is ActionStatus.STOPPED for one in of.actions):
        return Part("improvement", "Sustained improvement", "No action is planned", Tone.OPEN, tuple(lines))
    asked = any(one.tone is Tone.CONCERN for one in lines)
    tone = Tone.CONCERN if asked else Tone.GOOD if three.effect is Stage.REACHED else Tone.OPEN
    said = three.effect_words.partition(";")[0].rstrip(".")
    return Part("improvement", "Sustained improvement", said, tone, tuple(lines))


def _charts(made: Sequence[ActionLine]) -> Iterator[Line]:
    """What the charts say, of the actions that have one; and whoever was judged to work without a chart that shows it."""
    where, kept = "improve/measures", [one for one in made if one.action.status is not ActionStatus.STOPPED]
    drawn = [one for one in kept if one.chart is not None]
    better = sum(one.verdict.effect is Effect.IMPROVED for one in drawn)
    worse = sum(one.verdict.effect is Effect.WORSE for one in drawn)
    if drawn:
        said = f"Improvement for {better} of {count(len(drawn), 'action')} with a measure"
        said += f"; something is worse for {worse}" if worse else ""
        tone = Tone.CONCERN if worse else Tone.GOOD if better == len(drawn) else Tone.OPEN
        yield Line("What charts show", said, tone, where)
    bare = [one for one in kept if works(one.action) and one.verdict.effect is not Effect.IMPROVED]
    if bare:
        said = f"{count(len(bare), 'action')}: judged to work, and no chart shows it"
        yield Line("Judged without a chart", said, Tone.CONCERN, where, bare[0].effect.about)


def _mix(of: Plan) -> Line:
    by = of.by_strength
    said = ", ".join(f"{by[one]} {word(one).lower()}" for one in Strength if by[one])
    said += f"{', ' if said else ''}{by[None]} not graded" if by[None] else ""
    said += f", of {of.counted_words} counted on" if said else ""
    tone = Tone.PLAIN
    if of.training_only:
        said, tone = f"{said}. All of it is training or reminding", Tone.CONCERN
    elif of.weak_only:
        said, tone = f"{said}. All that is graded asks people to remember", Tone.CONCERN
    elif by[None]:
        tone = Tone.OPEN
    elif by[Strength.STRONGER] or by[Strength.INTERMEDIATE]:
        tone = Tone.GOOD
    return Line("Strength of the plan", said or "Nothing planned", tone, "improve/actions")


def _more_actions(rest: Sequence[ActionLine]) -> str:
    if not rest:
        return ""
    made = sum(one.action.status in DONE for one in rest)
    return f"And {count(len(rest), 'more action', 'more actions')}, {made} of them implemented."


def _learning(snapshot: Snapshot, today: date) -> Part:
    found, where = learning(snapshot), "improve/learning"
    total = len(found.lessons)
    if not total:
        return Part("learning", "Learning", "No lesson is written down yet", Tone.OPEN, ())
    late = [one for one in found.lessons if one.overdue(today)]
    lines = [
        _share("Beyond the team", found.beyond, total, where),
        _share("Linked to training or supervision", found.linked, total, where),
        _share("Seen in practice", found.seen, total, where),
        Line(
            "Those affected told", "Yes" if found.to_affected else "Not recorded",
            Tone.GOOD if found.to_affected else Tone.OPEN, where,
        ),
        Line(
            "Who reported told", "Yes" if found.to_reporter else "Not recorded",
            Tone.GOOD if found.to_reporter else Tone.OPEN, where,
        ),
    ]  # fmt: skip
    marked = [one for one in found.lessons if one.beyond and not one.reached]
    if marked:
        said = count(len(marked), "lesson")
        lines.append(Line("Marked as gone out, to whom not said", said, Tone.OPEN, where, marked[0].item.id))
    unsaid = [one for one in found.lessons if one.item.seen is Answer.YES and not one.seen]
    if unsaid:
        said = count(len(unsaid), "lesson")
        lines.append(
            Line("Marked as seen, where and how not said", said, Tone.OPEN, where, unsaid[0].item.id)
        )
    if found.training_only:
        first = found.training_only[0].item.id
        said = count(len(found.training_only), "lesson")
        lines.append(Line("Training is all there is", said, Tone.CONCERN, where, first))
    if late:
        lines.append(Line("Review is late", count(len(late), "lesson"), Tone.CONCERN, where, late[0].item.id))
    said = f"{found.seen} of {count(total, 'lesson')} seen in practice, {found.beyond} beyond the team"
    return Part("learning", "Learning", said, worst(lines), tuple(lines))


def _share(label: str, number: int, of: int, where: str) -> Line:
    return Line(label, f"{number} of {of}", Tone.GOOD if number == of else Tone.OPEN, where)


def _closure(snapshot: Snapshot, now: datetime, checks: Checked | None, most: int) -> Part:
    """How many criteria are met, and the first that are not."""
    found = closure(snapshot, now, checks.wording if checks is not None else None)
    asked = [one for one in found if one.verdict is not ClosureVerdict.NOT_APPLICABLE]
    met = sum(one.verdict is ClosureVerdict.MET for one in asked)
    open_ones = gaps(found)
    lines = tuple(
        Line(
            shortened(one.item.criterion, 110),
            shortened((one.answer.reason if one.answer is not None else "") or one.shown.words, 140),
            Tone.CONCERN if one.verdict is ClosureVerdict.NOT_MET else Tone.OPEN,
            "overview/closure",
        )
        for one in open_ones[:most]
    )  # fmt: skip
    left = len(open_ones) - len(lines)
    more = (
        f"And {left} more that {'is' if left == 1 else 'are'} not met or cannot be told. " if left > 0 else ""
    )
    # The words of the criteria are those of a list: how far it was checked stands wherever they do.
    marks = sorted({one.item.mark for one in open_ones[:most] if one.item.mark})
    more += " ".join(f"The criteria: {mark[:1].lower()}{mark[1:]}." for mark in marks)
    return Part(
        "closure", "Closure criteria", f"{met} of {len(asked)} met", worst(lines) if lines else Tone.GOOD, lines,
        more.strip(),
    )  # fmt: skip
