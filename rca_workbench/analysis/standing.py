"""Where a case stands: what needs someone now, and one line for each place of the investigation.

Counts and absences only, said in words. Judgements with a published source belong to the checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rca_workbench.analysis import questions
from rca_workbench.analysis.contacts_standing import pressing_contacts
from rca_workbench.analysis.deadline_standing import offered_line, pressing_lines, standing_words
from rca_workbench.analysis.deciding import decided
from rca_workbench.analysis.plan_standing import plan_words, pressing_actions
from rca_workbench.analysis.residual import in_use
from rca_workbench.analysis.reviewing import (
    counts_in_words,
    is_reply,
    open_remarks,
    pressing_remarks,
    remarks,
)
from rca_workbench.analysis.securing import pressing_evidence
from rca_workbench.analysis.sign_off import report_signed_on
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    Contact,
    ContactPlan,
    EvidenceItem,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    ImmediateAction,
    Link,
    Question,
    Recommendation,
    ReportText,
    Snapshot,
    TimeKind,
    TimelineEntry,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted

NEEDS_AT_MOST = 5
"""More than five at once is a list nobody starts on."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that would help most now: what, why it matters, where to do it and the button's words."""

    what: str
    why: str
    place: str
    button: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """How far one place has come, in words."""

    place: str
    label: str
    said: str


def needs(snapshot: Snapshot, now: datetime) -> tuple[Need, ...]:
    """What needs someone now: deadlines that press, then the most basic first; at most `NEEDS_AT_MOST`."""
    return tuple(need for need, _ in zip(_needs(snapshot, now), range(NEEDS_AT_MOST), strict=False))


def standing(snapshot: Snapshot, now: datetime) -> tuple[PlaceLine, ...]:
    """One line for each place, in the order of an investigation."""
    entries = snapshot.of(TimelineEntry)
    factors = snapshot.of(Factor)
    agreed = [one for one in factors.values() if one.status is not FactorStatus.REJECTED]
    systems = [one for one in agreed if one.factor_kind is FactorKind.SYSTEM_FACTOR]
    actions, recommendations = snapshot.of(Action), snapshot.of(Recommendation)
    untimed = sum(one.time.kind is TimeKind.UNKNOWN for one in entries.values())
    incident = snapshot.incident
    return (
        PlaceLine(
            "respond",
            "Respond",
            "What happened is written"
            + (", with terms of reference." if incident.terms_of_reference else ".")
            if incident.summary
            else "What happened is not written yet.",
        ),
        PlaceLine("respond/deadlines", "Deadlines", standing_words(snapshot, now)),
        PlaceLine(
            "people",
            "People",
            (
                f"{counted(len(snapshot.of(Actor)), 'person or part', 'people and parts')} by role."
                if snapshot.of(Actor)
                else "No people or parts yet."
            )
            + (f" {questions.answered_words(snapshot)}." if snapshot.of(Question) else "")
            + (f" {counted(len(snapshot.of(Contact)), 'contact')} noted." if snapshot.of(Contact) else ""),
        ),
        PlaceLine(
            "evidence",
            "Evidence",
            _some(len(snapshot.of(EvidenceItem)), "item in the register", "items in the register")
            + (
                f" {counted(len(snapshot.by(Excerpt, 'about')), 'fact')} with a source."
                if snapshot.of(Excerpt)
                else ""
            ),
        ),
        PlaceLine(
            "timeline",
            "Timeline",
            _some(len(entries), "entry", "entries") + (f" {untimed} without a time." if untimed else ""),
        ),
        PlaceLine(
            "analysis",
            "Analysis",
            _some(len(factors), "factor", "factors")
            + (f" {counted(len(snapshot.of(Link)), 'link')}." if factors else "")
            + (f" {len(systems)} at system level." if systems else ""),
        ),
        PlaceLine(
            "improve",
            "Improve",
            _some(len(actions), "action", "actions")
            + (f" {counted(len(recommendations), 'recommendation')}." if recommendations else "")
            + f" {plan_words(snapshot)}".rstrip(),
        ),
        PlaceLine(
            "report",
            "Report",
            (
                f"{counted(len(snapshot.of(ReportText)), 'section')} with your own words."
                if snapshot.of(ReportText)
                else "The draft writes itself from the case. Add what only you can say."
            )
            + _from_readers(snapshot)
            + _signed(snapshot),
        ),
    )


def _signed(snapshot: Snapshot) -> str:
    """When the report was first signed off; nothing before."""
    on = report_signed_on(snapshot)
    return f" First signed off on {date_words(on)}." if on else ""


def _from_readers(snapshot: Snapshot) -> str:
    """How far what readers of drafts sent back is decided; nothing where nothing came back."""
    said = counts_in_words(one for one in remarks(snapshot) if not is_reply(snapshot, one))
    return f" From readers: {said}." if said else ""


def unaddressed_system_factors(snapshot: Snapshot) -> tuple[Factor, ...]:
    """System-level factors that no action or recommendation addresses and that carry no reason for none."""
    addressed = {id for one in in_use(snapshot) for id in one.addresses}
    return tuple(
        one
        for one in snapshot.of(Factor).values()
        if one.factor_kind is FactorKind.SYSTEM_FACTOR
        and one.status is FactorStatus.FINDING
        and one.id not in addressed
        and not one.no_action_reason.strip()
    )


def unlinked_factors(snapshot: Snapshot) -> tuple[Factor, ...]:
    """Agreed causal factors that nothing on the map leads to or from."""
    linked = {*snapshot.by(Link, "source"), *snapshot.by(Link, "target")}
    return tuple(
        one
        for one in snapshot.of(Factor).values()
        if one.id not in linked and one.status in (FactorStatus.CANDIDATE, FactorStatus.FINDING)
    )


def _needs(snapshot: Snapshot, now: datetime) -> Iterator[Need]:
    incident = snapshot.incident
    for what, why, id in pressing_lines(snapshot, now):
        yield Need(what, why, "respond/deadlines", "Open", id)
    if not incident.summary:
        yield Need("Say what happened", "Everything else starts from it.", "respond/incident", "Write it")
    if incident.summary and not snapshot.of(Factor):
        yield from _first_steps(snapshot)
    offered = offered_line(snapshot)
    if offered is not None:
        yield Need(*offered, "respond/deadlines", "Look")
    for what, why, id in pressing_evidence(snapshot, now):
        yield Need(what, why, "evidence/register", "Open", id)
    for what, why, place, about in pressing_contacts(snapshot, now.date()):
        yield Need(what, why, place, "Open", about)
    for what, why, id in pressing_actions(snapshot, now.date()):
        yield Need(what, why, "improve/actions", "Open", id)
    waiting = open_remarks(snapshot)
    if waiting:
        yield Need(
            f"{pressing_remarks(snapshot)} to decide on",
            "Readers of a draft sent them back. Nothing changes before you accept it.",
            "report/review",
            "Open",
            waiting[0].id,
        )
    if not incident.terms_of_reference:
        yield Need(
            "Write the terms of reference",
            "They say which questions this investigation answers, and for whom.",
            "respond/incident",
            "Write them",
        )
    if not snapshot.of(TimelineEntry):
        yield Need(
            "Start the timeline",
            "Type the first thing you are sure of. Times can be rough.",
            "timeline",
            "Start",
        )
        return
    if not snapshot.of(Factor):
        yield Need(
            "Start the map",
            "Start from a problem on the timeline and ask what made it more likely.",
            "analysis",
            "Start",
        )
    for factor in unaddressed_system_factors(snapshot):
        yield Need(
            f"No action for “{factor.short_label or factor.text}”",
            "It is a system-level finding. Add an action, or record why none is planned.",
            "improve/actions",
            "Open",
            factor.id,
        )
    loose = unlinked_factors(snapshot)
    if loose:
        yield Need(
            f"{counted(len(loose), 'factor')} not yet linked",
            "Nothing on the map leads to or from them.",
            "analysis/map",
            "Open",
            loose[0].id,
        )
    unsupported = [id for id in snapshot.of(TimelineEntry) if id not in snapshot.by(Excerpt, "about")]
    if unsupported:
        yield Need(
            f"{counted(len(unsupported), 'timeline entry', 'timeline entries')} without a source",
            "A reader cannot tell what they rest on.",
            "timeline",
            "Open",
            unsupported[0],
        )
    late = [
        one for one in snapshot.of(Action).values() if not one.due and one.status is not ActionStatus.IMPLEMENTED
        and one.status not in (ActionStatus.EFFECTIVE, ActionStatus.STOPPED)
    ]  # fmt: skip
    if late:
        yield Need(
            f"{counted(len(late), 'action')} without a date", "Nobody can follow it through.", "improve/actions", "Open",
            late[0].id,
        )  # fmt: skip
    open_questions = [
        one
        for one in snapshot.of(Question).values()
        if questions.state_of(snapshot, one) is questions.QuestionState.OPEN
    ]
    if open_questions:
        yield Need(
            f"{counted(len(open_questions), 'question')} not yet answered",
            "The family asked; the report owes an answer or a reason.",
            "people/questions",
            "Open",
            open_questions[0].id,
        )


def _first_steps(snapshot: Snapshot) -> Iterator[Need]:
    """What a case asks for in its first days, before there is an analysis."""
    if decided(snapshot) is None:
        yield Need(
            "Decide what this is",
            "What follows, who has to be told and which deadlines run come from it. “Not known yet” is a fine answer.",
            "respond/decision",
            "Decide",
        )
    if not any(one.done.kind is not TimeKind.UNKNOWN for one in snapshot.of(ImmediateAction).values()):
        yield Need(
            "Make things safe",
            "What was done at once, what has to be secured before it goes, and who looks after the staff.",
            "respond/first_actions",
            "Go through it",
        )
    if not snapshot.of(ContactPlan) and not snapshot.of(Contact):
        yield Need(
            "Plan contact with the family",
            "Who speaks to them first, when, and how far they wish to take part.",
            "people/contacts",
            "Plan it",
        )


def _some(number: int, one: str, several: str) -> str:
    said = counted(number, one, several) if number else f"No {several} yet"
    return f"{said}."
