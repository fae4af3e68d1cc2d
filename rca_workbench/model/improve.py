"""What changes: findings, recommendations, actions, measures of their effect, and learning passed on."""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.answer import Answer
from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Day, Flag, Number, OnDelete, Ref, Refs, Text


class FindingKind(StrEnum):
    """What sort of finding."""

    SYSTEM = "system"
    GOOD_PRACTICE = "good_practice"
    OTHER = "other"


class Strength(StrEnum):
    """How strongly an action changes the system (action hierarchy)."""

    STRONGER = "stronger"
    INTERMEDIATE = "intermediate"
    WEAKER = "weaker"


class Standing(StrEnum):
    """What those asked have answered to a recommendation."""

    CONSIDERED = "considered"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"


class MeasureKind(StrEnum):
    """What a measure can show (resources/domain/learning_sharing.json, measure_set)."""

    PROCESS = "process"
    OUTCOME = "outcome"
    BALANCING = "balancing"


class ProgressKind(StrEnum):
    """What a line in the story of an action tells."""

    PROGRESS = "progress"
    DATE_MOVED = "date_moved"
    OWNER_CHANGED = "owner_changed"
    REVIEWED = "reviewed"


class ActionStatus(StrEnum):
    """How far an action has come. Implemented and effective are two different things."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    IN_PROGRESS = "in_progress"
    IMPLEMENTED = "implemented"
    EFFECT_UNDER_REVIEW = "effect_under_review"
    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "not_effective"
    STOPPED = "stopped"


@entity("finding", "finding", "findings", title="text", code="K")
class Finding(Entity):
    """What was learned, in one neutral statement, and the factors it gathers."""

    code: Annotated[str, Text(label="Code")] = ""
    text: Annotated[str, Text(label="Finding", long=True, search=True)] = ""
    finding_kind: Annotated[FindingKind, Choice(label="Kind", of=FindingKind)] = FindingKind.SYSTEM
    factors: Annotated[tuple[str, ...], Refs(label="Because of", kind="factor")] = ()
    note: Annotated[str, Text(label="Note", long=True, search=True)] = ""
    order: Annotated[str, Text(label="Order")] = ""


@entity("recommendation", "recommendation", "recommendations", title="text", code="R")
class Recommendation(Entity):
    """What someone with the power to do so is asked to change."""

    code: Annotated[str, Text(label="Code")] = ""
    reference: Annotated[str, Text(label="Reference")] = ""
    text: Annotated[str, Text(label="Recommendation", long=True, search=True)] = ""
    to: Annotated[str, Text(label="To", search=True)] = ""
    on: Annotated[str, Day(label="Date")] = ""
    addresses: Annotated[tuple[str, ...], Refs(label="Addresses", kind="factor")] = ()
    strength: Annotated[Strength | None, Choice(label="Strength", of=Strength)] = None
    recommendation_kind: Annotated[str, Text(label="Kind")] = ""
    standing: Annotated[Standing | None, Choice(label="Answer", of=Standing)] = None
    response: Annotated[str, Text(label="Response", long=True, search=True)] = ""
    note: Annotated[str, Text(label="Note", long=True, search=True)] = ""
    order: Annotated[str, Text(label="Order")] = ""


@entity("action", "action", "actions", title="text", code="A")
class Action(Entity):
    """A change someone owns, with a date and, later, proof that it was made and that it worked."""

    code: Annotated[str, Text(label="Code")] = ""
    text: Annotated[str, Text(label="What will change, and where", long=True, search=True)] = ""
    addresses: Annotated[tuple[str, ...], Refs(label="Addresses", kind="factor")] = ()
    recommendation: Annotated[str | None, Ref(label="Answers recommendation", kind="recommendation")] = None
    owner: Annotated[str, Text(label="Owner, by role", search=True)] = ""
    authority: Annotated[
        str, Text(label="What lets them do it", help="Budget, post or mandate; or who agreed to it")
    ] = ""
    unit: Annotated[str, Text(label="Unit")] = ""
    begins: Annotated[str, Day(label="Starts")] = ""
    due: Annotated[str, Day(label="Due")] = ""
    review: Annotated[str, Day(label="To be reviewed on")] = ""
    approved: Annotated[str, Day(label="Approved on")] = ""
    approved_by: Annotated[str, Text(label="Approved by, by role")] = ""
    status: Annotated[ActionStatus, Choice(label="Status", of=ActionStatus)] = ActionStatus.PROPOSED
    done: Annotated[str, Day(label="Done on")] = ""
    strength: Annotated[Strength | None, Choice(label="Strength", of=Strength)] = None
    strength_reason: Annotated[str, Text(label="Why it is that strong", long=True)] = ""
    level: Annotated[str, Text(label="Level it acts on")] = ""
    success: Annotated[str, Text(label="How you will know it worked", long=True, search=True)] = ""
    proof: Annotated[str, Text(label="What shows it was done", long=True, search=True)] = ""
    new_risks: Annotated[str, Text(label="New risks", long=True, search=True)] = ""
    effect: Annotated[str, Text(label="What the data show of its effect", long=True, search=True)] = ""
    effect_on: Annotated[str, Day(label="Effect judged on")] = ""
    effect_by: Annotated[str, Text(label="Effect judged by, by role")] = ""
    stopped: Annotated[str, Text(label="Stopped because", long=True, search=True)] = ""
    risk_register: Annotated[str, Text(label="Risk register reference")] = ""
    invented: Annotated[bool | None, Flag(label="Invented for illustration")] = None
    note: Annotated[str, Text(label="Note", long=True, search=True)] = ""
    order: Annotated[str, Text(label="Order")] = ""


@entity("progress", "progress note", "progress notes", title="text")
class ProgressNote(Entity):
    """How an action is coming on: a note, a date that was moved, an owner who changed, a review."""

    action: Annotated[str | None, Ref(label="Action", kind="action", on_delete=OnDelete.CASCADE)] = None
    progress_kind: Annotated[ProgressKind, Choice(label="Kind", of=ProgressKind)] = ProgressKind.PROGRESS
    on: Annotated[str, Day(label="Date")] = ""
    was: Annotated[str, Text(label="Before", help="The earlier date or owner")] = ""
    now: Annotated[str, Text(label="After")] = ""
    text: Annotated[str, Text(label="Progress", long=True, search=True)] = ""


@entity("measure", "measure", "measures", title="name")
class Measure(Entity):
    """What is counted to see whether an action reduced risk.

    The settings of the chart are empty where the usual ones hold (learning_sharing.json, default_for_app).
    """

    name: Annotated[str, Text(label="Measure", search=True)] = ""
    action: Annotated[str | None, Ref(label="For action", kind="action")] = None
    definition: Annotated[str, Text(label="What exactly is counted", long=True, search=True)] = ""
    measure_kind: Annotated[MeasureKind | None, Choice(label="What it can show", of=MeasureKind)] = None
    unit: Annotated[str, Text(label="Unit")] = ""
    every: Annotated[str, Text(label="How often", help="day, week, month or quarter; or each event")] = ""
    source: Annotated[str, Text(label="Where the figures come from", search=True)] = ""
    owner: Annotated[str, Text(label="Who collects them, by role")] = ""
    chart: Annotated[str, Text(label="Chart", help="run, xmr, t or g")] = ""
    better: Annotated[str, Text(label="Better is", help="higher or lower")] = ""
    target: Annotated[str, Text(label="Target")] = ""
    baseline: Annotated[str, Text(label="Baseline", long=True)] = ""
    baseline_until: Annotated[str, Day(label="Limits held from the values up to")] = ""
    expected: Annotated[str, Text(label="Value expected once it works")] = ""
    shift_points: Annotated[int | None, Number(label="Points that make a shift")] = None
    trend_points: Annotated[int | None, Number(label="Points that make a trend")] = None
    beyond_counts: Annotated[bool | None, Flag(label="Points beyond a limit count in two of three")] = None
    screened: Annotated[bool | None, Flag(label="Very large moving ranges are left out of the limits")] = None
    invented: Annotated[bool | None, Flag(label="Invented for illustration")] = None
    order: Annotated[str, Text(label="Order")] = ""


@entity("data_point", "value", "values", title="on")
class DataPoint(Entity):
    """One value of a measure. Kept as text in the form it was given: a value is never rounded."""

    measure: Annotated[str | None, Ref(label="Measure", kind="measure", on_delete=OnDelete.CASCADE)] = None
    on: Annotated[str, Day(label="Date")] = ""
    value: Annotated[str, Text(label="Value")] = ""
    denominator: Annotated[str, Text(label="Out of")] = ""
    note: Annotated[str, Text(label="Note")] = ""


@entity("measure_change", "change to a measure", "changes to measures", title="what")
class MeasureChange(Entity):
    """A date on which something changed, or on which limits were recalculated, and why."""

    measure: Annotated[str | None, Ref(label="Measure", kind="measure", on_delete=OnDelete.CASCADE)] = None
    on: Annotated[str, Day(label="Date")] = ""
    what: Annotated[str, Text(label="What changed", search=True)] = ""
    recalculate: Annotated[bool | None, Flag(label="Limits recalculated from here")] = None
    reason: Annotated[str, Text(label="Reason", long=True)] = ""


@entity("learning", "lesson", "learning", title="text")
class LearningItem(Entity):
    """A lesson passed on, with its link to training and supervision."""

    text: Annotated[str, Text(label="Lesson", long=True, search=True)] = ""
    about: Annotated[tuple[str, ...], Refs(label="From which findings and actions", kind="*")] = ()
    owner: Annotated[str, Text(label="Who sees to it, by role")] = ""
    audience: Annotated[str, Text(label="Who else could learn from it")] = ""
    route: Annotated[str, Text(label="How it is shared")] = ""
    practice: Annotated[str, Text(label="Training or supervision it is linked to", long=True)] = ""
    shared: Annotated[str, Day(label="Shared on")] = ""
    checked_by: Annotated[str, Text(label="Second check for identities, by role")] = ""
    seen: Annotated[Answer | None, Choice(label="Seen in practice", of=Answer)] = None
    seen_how: Annotated[str, Text(label="Where and how it was seen, or what was seen instead", long=True)] = (
        ""
    )
    seen_on: Annotated[str, Day(label="Looked at on")] = ""
    review: Annotated[str, Day(label="To be reviewed on")] = ""
    order: Annotated[str, Text(label="Order")] = ""


@entity("sharing", "sharing", "sharings", title="to")
class Sharing(Entity):
    """One time a lesson, a bulletin or feedback went out: in which form, to whom, when, and how it was taken in."""

    item: Annotated[
        str | None,
        # Without its lesson it would read as the whole bulletin, and every lesson as gone out.
        Ref(
            label="Lesson",
            kind="learning",
            on_delete=OnDelete.CASCADE,
            help="Empty where the whole bulletin went out",
        ),
    ] = None
    form: Annotated[str, Text(label="Form", help="Its id in the reference list")] = ""
    to: Annotated[str, Text(label="To whom", search=True)] = ""
    beyond: Annotated[bool | None, Flag(label="Beyond the team it happened in")] = None
    on: Annotated[str, Day(label="On")] = ""
    by: Annotated[str, Text(label="By, by role")] = ""
    reference: Annotated[str, Text(label="Session, paper or version")] = ""
    reach: Annotated[str, Text(label="How many it reached, or who opened it")] = ""
    reaction: Annotated[str, Text(label="What came back", long=True, search=True)] = ""
