"""The early response: what the incident is, judged openly; clocks; who was told; what was made safe."""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.answer import Answer
from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Day, Flag, Number, OnDelete, Ref, Text, When
from rca_workbench.model.time import Time


class DecisionKind(StrEnum):
    """What was decided on."""

    RESPONSE = "response"
    """What the incident is, and how it is looked into."""
    CLOSURE = "closure"
    """Whether the investigation is closed. Actions can still be open, and the effect not yet shown."""


class ClosureState(StrEnum):
    """How far the closing of an investigation has come (resources/domain/closure_checklist.json)."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLOSED_ACTIONS_OPEN = "closed_actions_open"
    CLOSED_EFFECT_CONFIRMED = "closed_effect_confirmed"


class ClockUnit(StrEnum):
    """What a deadline is counted in (resources/domain/timescales.json, unit_rules)."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"
    WEEKS = "weeks"
    MONTHS = "months"


class ClockChangeKind(StrEnum):
    """What moves a deadline."""

    PAUSE = "pause"
    EXTENSION = "extension"


class TeamPart(StrEnum):
    """What someone does in the response (resources/domain/investigation_levels.json, psirf_roles)."""

    LEAD = "lead"
    ENGAGEMENT_LEAD = "engagement_lead"
    OVERSIGHT_LEAD = "oversight_lead"
    ADVISER = "adviser"
    PATIENT_SAFETY_PARTNER = "patient_safety_partner"
    MEMBER = "member"


@entity("criterion", "criterion", "criteria", title="criterion")
class CriterionAnswer(Entity):
    """The answer to one criterion of a list: thresholds, Never Events, candour's test, closure checklist."""

    criterion: Annotated[str, Text(label="Criterion", help="Its id in the reference list")] = ""
    list_version: Annotated[str, Text(label="List version")] = ""
    wording: Annotated[
        str,
        Text(label="Criterion as it read", long=True, help="Kept, so that a later list changes nothing here"),
    ] = ""
    answer: Annotated[Answer | None, Choice(label="Met", of=Answer)] = None
    reason: Annotated[str, Text(label="Reason", long=True, search=True)] = ""
    by: Annotated[str, Text(label="Answered by, by role")] = ""
    on: Annotated[str, Day(label="Answered on")] = ""


@entity("decision", "decision", "decisions", title="outcome")
class Decision(Entity):
    """What the incident was decided to be and how it will be looked into. Reopened by a new one."""

    decision_kind: Annotated[DecisionKind, Choice(label="About", of=DecisionKind)] = DecisionKind.RESPONSE
    outcome: Annotated[str, Text(label="Decision", long=True, search=True)] = ""
    level: Annotated[str, Text(label="Response", help="Its id in the list of responses or levels")] = ""
    closure: Annotated[ClosureState | None, Choice(label="Closure", of=ClosureState)] = None
    proposed: Annotated[
        str,
        Text(
            label="What the answers led to", long=True, help="What was proposed from the answers of that day"
        ),
    ] = ""
    reason: Annotated[str, Text(label="Reasons", long=True, search=True)] = ""
    alternatives: Annotated[str, Text(label="Alternatives weighed", long=True, search=True)] = ""
    consulted: Annotated[str, Text(label="Who was consulted, by role", search=True)] = ""
    by: Annotated[str, Text(label="Decided by, by role")] = ""
    on: Annotated[str, Day(label="Decided on")] = ""
    reconsider: Annotated[str, Day(label="To be looked at again on")] = ""
    list_version: Annotated[str, Text(label="List version")] = ""


@entity("team_member", "member of the team", "members of the team", title="role")
class TeamMember(Entity):
    """Someone who does the investigation, by role: what they do in it, and what keeps them independent."""

    role: Annotated[str, Text(label="Role", search=True)] = ""
    part: Annotated[TeamPart | None, Choice(label="Part in the response", of=TeamPart)] = None
    person: Annotated[str | None, Ref(label="Person", kind="actor")] = None
    organisation: Annotated[str, Text(label="From which organisation or team")] = ""
    independent: Annotated[
        Answer | None,
        Choice(label="Independent of the area and the people", of=Answer),
    ] = None
    interests: Annotated[
        str, Text(label="Ties to the area, and how they are handled", long=True, search=True)
    ] = ""
    training: Annotated[str, Text(label="Training for this part")] = ""
    trained: Annotated[str, Day(label="Trained on")] = ""
    order: Annotated[str, Text(label="Order")] = ""


@entity("clock", "deadline", "deadlines", title="what", gone=("paused",))
class Clock(Entity):
    """A deadline, the event that started it and the proof that it was met.

    Length and unit are stamped when it is started, so that a later list moves no date. `due` is said only where
    no length is: a date fixed by somebody. What is due when is worked out in `analysis.deadlines`.
    """

    code: Annotated[str, Text(label="Clock", help="Its id in the reference list, if it is one of those")] = ""
    what: Annotated[str, Text(label="What is due", search=True)] = ""
    to: Annotated[str, Text(label="To whom", search=True)] = ""
    started: Annotated[Time, When(label="Started by")] = Time()
    start_event: Annotated[str, Text(label="What started it")] = ""
    set_by: Annotated[str, Text(label="Started by, by role")] = ""
    length: Annotated[int | None, Number(label="Length")] = None
    unit: Annotated[ClockUnit | None, Choice(label="Counted in", of=ClockUnit)] = None
    local: Annotated[bool | None, Flag(label="Local target, not a national one")] = None
    due: Annotated[Time, When(label="Due", help="Only where it is not counted from the start")] = Time()
    owner: Annotated[str, Text(label="Who sees to it, by role")] = ""
    met: Annotated[Time, When(label="Met")] = Time()
    proof: Annotated[str, Text(label="What shows it was met", long=True, search=True)] = ""
    late_reason: Annotated[str, Text(label="If late, why, and what was agreed", long=True, search=True)] = ""
    stopped: Annotated[str, Text(label="Does not apply any more because", long=True)] = ""
    list_version: Annotated[str, Text(label="List version")] = ""


@entity("clock_change", "pause or extension", "pauses and extensions", title="reason")
class ClockChange(Entity):
    """A pause of a deadline or an extension, with its reason and who agreed to it."""

    clock: Annotated[str | None, Ref(label="Deadline", kind="clock", on_delete=OnDelete.CASCADE)] = None
    change: Annotated[ClockChangeKind | None, Choice(label="What it is", of=ClockChangeKind)] = None
    since: Annotated[str, Day(label="Paused from")] = ""
    until: Annotated[str, Day(label="Paused until, or extended to", help="Empty while the pause goes on")] = (
        ""
    )
    reason: Annotated[str, Text(label="Reason", long=True, search=True)] = ""
    agreed_with: Annotated[str, Text(label="Agreed with, by role")] = ""
    agreed: Annotated[str, Day(label="Agreed on")] = ""


@entity("notification", "notification", "notifications", title="whom")
class Notification(Entity):
    """Someone who has to be told: commissioner, regulator, coroner."""

    whom: Annotated[str, Text(label="Who has to be told", search=True)] = ""
    code: Annotated[
        str, Text(label="Because of", help="The id of the row in the reference list that asks for it")
    ] = ""
    why: Annotated[str, Text(label="Why", long=True, search=True)] = ""
    owner: Annotated[str, Text(label="Who tells them, by role")] = ""
    due: Annotated[Time, When(label="Due")] = Time()
    when: Annotated[Time, When(label="Told")] = Time()
    by: Annotated[str, Text(label="Told by, by role")] = ""
    channel: Annotated[str, Text(label="How")] = ""
    reference: Annotated[str, Text(label="Their reference")] = ""
    proof: Annotated[str, Text(label="What shows they were told", long=True)] = ""
    not_needed: Annotated[str, Text(label="Not needed because", long=True)] = ""
    note: Annotated[str, Text(label="Note", long=True, search=True)] = ""


@entity("immediate_action", "immediate action", "immediate actions", title="what")
class ImmediateAction(Entity):
    """Something done in the first days to make things safe."""

    what: Annotated[str, Text(label="What", long=True, search=True)] = ""
    code: Annotated[
        str, Text(label="Step", help="The id of the step of the early response, if it is one")
    ] = ""
    owner: Annotated[str, Text(label="Who, by role")] = ""
    due: Annotated[Time, When(label="Due")] = Time()
    done: Annotated[Time, When(label="Done")] = Time()
    proof: Annotated[str, Text(label="What shows it was done", long=True)] = ""
    not_needed: Annotated[str, Text(label="Not needed because", long=True)] = ""
    order: Annotated[str, Text(label="Order")] = ""
