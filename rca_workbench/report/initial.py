"""The report of the first three days: made from what is there, and saying of the rest that it is not known yet.

Sections follow the initial report of report_structures.json. People by role only.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from rca_workbench.analysis.candour import StepState, candour_lines, candour_state, step_id
from rca_workbench.analysis.contacts import plan_states
from rca_workbench.analysis.first_hours import (
    FirstLine,
    Group,
    LineState,
    by_group,
    first_hours,
)
from rca_workbench.analysis.reaching import reaching
from rca_workbench.model import (
    CLOSE,
    Actor,
    Answer,
    CandourStep,
    Contact,
    EvidenceItem,
    Problem,
    SignOff,
    Snapshot,
    StepOutcome,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.time import Time, TimeKind, short_label
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted, word
from rca_workbench.reference.candour import candour_steps
from rca_workbench.reference.early_response import NOTIFY, PRESERVE, SUPPORT_STAFF, WIDER_RISK
from rca_workbench.reference.harm import harm_words
from rca_workbench.report.contacts import STATES
from rca_workbench.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Span,
    TableBlock,
    missing,
    plain,
    told_in_paragraphs,
)
from rca_workbench.report.document import told as told_of
from rca_workbench.report.telling import cell
from rca_workbench.report.timescales import timescales

NOT_KNOWN = "Not known yet"
_ENDED = (StepOutcome.DECLINED, StepOutcome.UNREACHABLE)
_NO_TALK = ("DC-01", "DC-02", "DC-08", "DC-11")
"""Steps of the Duty of Candour that are no contact: deciding, naming, keeping records."""


def facts(snapshot: Snapshot) -> list[Block]:
    """What identifies the incident, and its dates; what is not known says so."""
    case, incident = snapshot.case, snapshot.incident
    rows: tuple[tuple[str, Cell], ...] = (
        ("Reference", case.reference),
        ("Organisation", case.organisation),
        ("Service", cell(incident, "service")),
        ("Where", cell(incident, "setting")),
        ("When it happened", _when(incident.start)),
        ("When it was found", _when(incident.found)),
        ("Reported locally", _when(incident.reported)),
        ("Framework", word(case.profile)),
    )
    columns = (Column("What", 4), Column("As known", 9))
    return [TableBlock("", columns, tuple((name, said or NOT_KNOWN) for name, said in rows))]


def account(snapshot: Snapshot) -> list[Block]:
    """What happened, as far as it is known."""
    return told_in_paragraphs(snapshot.incident, "summary") or [missing("What happened is not written yet.")]


def harm(snapshot: Snapshot) -> list[Block]:
    """Who was harmed and how badly, and whether everyone is safe now."""
    incident = snapshot.incident
    rows: tuple[tuple[str, Cell], ...] = (
        ("Who was harmed, and how", cell(incident, "harm")),
        ("Level of harm", harm_words(incident.harm_level)),
        ("Is everyone safe now", cell(incident, "safe_now")),
    )
    columns = (Column("What", 4), Column("As known", 9))
    return [TableBlock("", columns, tuple((name, said or NOT_KNOWN) for name, said in rows))]


def actions(snapshot: Snapshot, day: date) -> list[Block]:
    """What was done to make things safe, what is left, and what was found not to be needed."""
    lines = [one for one in _lines(snapshot, day) if one.group in _HOURS]
    taken = tuple(
        (one.what, one.owner or "Nobody yet", _state(one), one.proof) for one in lines if not one.proposed
    )
    open_steps = [one for one in lines if one.proposed and not one.answered]
    made: list[Block] = []
    if taken:
        columns = (Column("What", 7), Column("By, by role", 3), Column("Done", 4), Column("What shows it", 4))
        made.append(TableBlock("Immediate actions", columns, taken))
    else:
        made.append(missing("No immediate action is recorded yet."))
    if open_steps:
        steps = counted(len(open_steps), "step")
        verb = "is" if len(open_steps) == 1 else "are"
        made.append(plain(f"{steps} of the early response {verb} not yet answered; see “Next steps”."))
        made += [
            Paragraph((Span(f"The list of steps: {mark.lower()}.", quiet=True),))
            for mark in _marks(open_steps)
        ]
    return made


def evidence(snapshot: Snapshot, day: date) -> list[Block]:
    """What was secured, and what will still be lost."""
    lines = by_group(_lines(snapshot, day))[Group.EVIDENCE]
    kept = len(snapshot.of(EvidenceItem))
    if not lines and kept:
        verb = "is" if kept == 1 else "are"
        return [
            plain(
                f"{counted(kept, 'item')} {verb} in the evidence register. Of none it is said that it will be lost."
            )
        ]
    if not lines:
        return [missing("No evidence is recorded yet as secured or about to be lost.")]
    rows = tuple(
        (one.what, one.due_said or "No date said", _state(one), one.owner or "Nobody yet", one.proof)
        for one in lines
    )
    columns = (
        Column("Evidence", 5), Column("Will be lost after", 3), Column("Secured", 4), Column("By, by role", 3),
        Column("Kept at", 3),
    )  # fmt: skip
    return [TableBlock("Evidence", columns, rows)]


def candour(snapshot: Snapshot, day: date) -> list[Block]:
    """Whether the statutory duty applies, how far its steps have come, and contact with those affected."""
    state = candour_state(snapshot)
    made: list[Block] = []
    if state.applies is None:
        made.append(missing("Whether the statutory Duty of Candour applies is not decided yet."))
    else:
        said = {
            Answer.YES: "The statutory Duty of Candour applies.",
            Answer.NO: "The statutory Duty of Candour was found not to apply.",
        }.get(
            state.applies,
            "Whether the statutory Duty of Candour applies is not known yet; the steps are taken.",
        )
        made.append(plain(said))
    lines = [one for one in candour_lines(snapshot) if one.required and (state.owed or one.steps)]
    if lines and state.owed:
        rows = tuple(
            (one.label, "Not yet" if one.state is StepState.OPEN else STATES[one.state]) for one in lines
        )
        made.append(TableBlock("Steps of the Duty of Candour", (Column("Step", 9), Column("State", 3)), rows))
    tried = reaching(snapshot)
    if tried.refused:
        made.append(plain(tried.words))
    return [*made, *_contact(snapshot, day)]


def staff(snapshot: Snapshot, day: date) -> list[Block]:
    """That support was offered: how often and by whom, never to whom."""
    lines = by_group(_lines(snapshot, day))[Group.STAFF]
    offered = [one for one in lines if one.answered]
    if not lines:
        return [missing("No support for staff is recorded yet.")]
    left = len(lines) - len(offered)
    said = f"{counted(len(offered), 'offer')} of support made" + (
        f", {left} still to be made." if left else "."
    )
    return [plain(said)]


def told(snapshot: Snapshot, day: date) -> list[Block]:
    """Who was told when, with their reference; and who has still to be told."""
    lines = by_group(_lines(snapshot, day))[Group.TOLD]
    rows = tuple(
        (one.what, _state(one), one.owner, one.aside.removeprefix("their reference ")) for one in lines
    )
    columns = (Column("Who", 6), Column("Told", 4), Column("By, by role", 3), Column("Reference", 3))
    return [TableBlock("Who has to be told", columns, rows)]


def concerns(snapshot: Snapshot) -> list[Block]:
    """Early concerns about care or service: provisional, not causes."""
    found = [one for one in snapshot.of(TimelineEntry).values() if isinstance(one.problem, Problem)]
    if not found:
        return []
    items = tuple((Span(f"{word(one.problem)}: ", quiet=True), told_of(one)) for one in found[:12])
    return [plain("These are first impressions. They are not causes, and may not hold."), Bullets(items)]


def wider(snapshot: Snapshot, day: date) -> list[Block]:
    """Whether others are at risk from the same thing, and what was done about it."""
    lines = [one for one in _lines(snapshot, day) if one.code == WIDER_RISK]
    said = [one for one in lines if one.answered]
    if not said:
        return [missing("Whether other places, devices or processes carry the same risk is not checked yet.")]
    return [
        plain(
            f"{one.what}: {f'not needed, {one.not_needed}' if one.not_needed else one.done_said}"
            f"{f' ({one.proof})' if one.proof else ''}."
        )
        for one in said
    ]


def clocks(snapshot: Snapshot, day: date) -> list[Block]:
    """The deadlines that run, as they stand on that day."""
    return timescales(snapshot, day) or [missing("No deadline is started yet.")]


def unknown(snapshot: Snapshot, day: date) -> list[Block]:
    """What a reader would look for and the case does not hold yet."""
    incident = snapshot.incident
    asked = (
        ("When it happened", _when(incident.start)),
        ("When it was found", _when(incident.found)),
        ("When it was reported locally", _when(incident.reported)),
        ("Where", incident.setting or incident.service),
        ("Who was harmed, and how", incident.harm),
        ("The level of harm", incident.harm_level),
        ("Whether everyone is safe now", incident.safe_now),
        ("Which questions the investigation will answer", incident.terms_of_reference),
    )
    lacking = [name for name, said in asked if not said.strip()]
    lines = _lines(snapshot, day)
    if any(one.code == WIDER_RISK and not one.answered for one in lines):
        lacking.append("Whether other places carry the same risk")
    if candour_state(snapshot).applies in (None, Answer.NOT_KNOWN):
        lacking.append("Whether the statutory Duty of Candour applies")
    if not lacking:
        return [plain("Nothing that this report asks for is left open.")]
    return [Bullets(tuple((Span(one),) for one in lacking))]


def next_steps(snapshot: Snapshot, day: date) -> list[Block]:
    """What is open, with who does it by when; then the next contact with those affected."""
    every = [one for one in _lines(snapshot, day) if not one.answered]
    groups = {one.group for one in every}
    # Where its own lines stand open, the step that stands for all of them would say it twice.
    lines = [one for one in every if _GROUP_OF.get(one.code if one.group in _HOURS else "") not in groups]
    rows = [(one.what, one.owner or "Nobody yet", one.due_said or "No date yet") for one in lines]
    actors = snapshot.of(Actor)
    rows += [
        (
            f"Contact with {_role(actors.get(one.plan.person or ''))}",
            one.plan.lead or "Nobody yet",
            date_words(one.due, short=True),
        )
        for one in plan_states(snapshot, day)
        if one.due
    ]
    if not rows:
        return [missing("No next step is recorded.")]
    return [
        TableBlock(
            "Next steps", (Column("What", 9), Column("Who, by role", 4), Column("By when", 4)), tuple(rows)
        )
    ]


def approval(snapshot: Snapshot) -> list[Block]:
    """Who stands behind it, by role."""
    said = [(one.role, date_words(one.on) if one.on else "") for one in snapshot.of(SignOff).values()]
    signed = tuple((Span(", ".join(part for part in parts if part)),) for parts in said)
    return [Bullets(signed)] if signed else [missing("Nobody has signed this report yet.")]


_GROUP_OF = {PRESERVE: Group.EVIDENCE, NOTIFY: Group.TOLD, SUPPORT_STAFF: Group.STAFF}
_HOURS = (Group.WITHIN_24, Group.WITHIN_48, Group.WITHIN_72)


def _lines(snapshot: Snapshot, day: date) -> tuple[FirstLine, ...]:
    # A document knows the day it was made, not the hour: what is due on that day is not called late.
    return first_hours(snapshot, datetime.combine(day, time.min))


def _state(one: FirstLine) -> str:
    match one.state:
        case LineState.NOT_NEEDED:
            return f"Not needed: {one.not_needed}"
        case LineState.DONE:
            return one.done_said or "Done"
        case LineState.LATE:
            return (
                f"Not yet. Was due {one.due_said}"
                if one.group is not Group.EVIDENCE
                else "Not yet, may be gone"
            )
    return f"Not yet. Due {one.due_said}" if one.due_said and one.group is not Group.EVIDENCE else "Not yet"


def _marks(lines: Iterable[FirstLine]) -> list[str]:
    return sorted({one.why for one in lines if one.why})


def _contact(snapshot: Snapshot, day: date) -> list[Block]:
    """What was said to those affected and tried, in order of time: contacts, and the talks of the Duty of Candour."""
    actors = snapshot.of(Actor)
    close = {id for id, one in actors.items() if one.nature in CLOSE}
    made = [(_start(one.when), _when(one.when), one.person, word(one.reached).lower() or "contact", one.by)
            for one in snapshot.of(Contact).values() if one.person in close or one.person is None]  # fmt: skip
    made += [
        (_start(one.when), _when(one.when), one.person, _candour_said(one), one.by)
        for one in _talks(snapshot)
    ]
    made.sort(key=lambda one: one[0])
    said: list[tuple[Span, ...]] = [
        (Span(f"{when or NOT_KNOWN}: {_role(actors.get(who or ''))}, {how}{f', by {by}' if by else ''}."),)
        for _, when, who, how, by in made
    ]
    for state in plan_states(snapshot, day):
        due = date_words(state.due) if state.due else ""
        late = f", news was due {due}" if state.late else f", next contact {due}"
        when = late if due else ", next contact not planned yet"
        lead = state.plan.lead or "nobody named yet"
        said.append((Span(f"Contact for {_role(actors.get(state.plan.person or ''))}: {lead}{when}."),))
    if not said:
        return [missing("No contact with patient or family is recorded or planned yet.")]
    return [Bullets(tuple(said))]


def _talks(snapshot: Snapshot) -> list[CandourStep]:
    """Records of the Duty of Candour in which somebody was spoken or written to; several of one talk count once."""
    talks: dict[tuple[str, str], CandourStep] = {}
    logged = {(_start(one.when), one.person) for one in snapshot.of(Contact).values()}
    for one in snapshot.of(CandourStep).values():
        when, became = _start(one.when), one.became
        if not (when or became in _ENDED) or (when, one.person) in logged:
            continue
        if step_id(one) not in _NO_TALK:
            talks.setdefault((when or one.id, one.person or ""), one)
    return list(talks.values())


def _candour_said(one: CandourStep) -> str:
    if one.became in _ENDED:
        return word(one.became).lower()
    rule = next((each for each in candour_steps() if each.id == step_id(one)), None)
    name = rule.label if rule is not None else one.step or "record"
    return f"{name[:1].lower()}{name[1:]} (Duty of Candour)"


def _start(time: Time) -> str:
    return time.start or ""


def _role(actor: Actor | None) -> str:
    return shortened(actor.role, 80) if actor is not None and actor.role else "patient or family"


def _when(one: Time) -> str:
    return short_label(one) if one.kind is not TimeKind.UNKNOWN or one.said else ""
