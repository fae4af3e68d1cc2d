"""What changes: findings, recommendations, actions, measures of their effect, and learning passed on."""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Day, Flag, OnDelete, Ref, Refs, Text


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
    unit: Annotated[str, Text(label="Unit")] = ""
    due: Annotated[str, Day(label="Due")] = ""
    status: Annotated[ActionStatus, Choice(label="Status", of=ActionStatus)] = ActionStatus.PROPOSED
    done: Annotated[str, Day(label="Done on")] = ""
    strength: Annotated[Strength | None, Choice(label="Strength", of=Strength)] = None
    level: Annotated[str, Text(label="Level it acts on")] = ""
    success: Annotated[str, Text(label="How you will know it worked", long=True, search=True)] = ""
    proof: Annotated[str, Text(label="What shows it was done", long=True, search=True)] = ""
    new_risks: Annotated[str, Text(label="New risks", long=True, search=True)] = ""
    note: Annotated[str, Text(label="Note", long=True, search=True)] = ""
    order: Annotated[str, Text(label="Order")] = ""


@entity("progress", "progress note", "progress notes", title="text")
class ProgressNote(Entity):
    """How an action is coming on."""

    action: Annotated[str | None, Ref(label="Action", kind="action", on_delete=OnDelete.CASCADE)] = None
    on: Annotated[str, Day(label="Date")] = ""
    text: Annotated[str, Text(label="Progress", long=True, search=True)] = ""


@entity("measure", "measure", "measures", title="name")
class Measure(Entity):
    """What is counted to see whether an action reduced risk."""

    name: Annotated[str, Text(label="Measure", search=True)] = ""
    action: Annotated[str | None, Ref(label="For action", kind="action")] = None
    definition: Annotated[str, Text(label="What exactly is counted", long=True, search=True)] = ""
    unit: Annotated[str, Text(label="Unit")] = ""
    chart: Annotated[str, Text(label="Chart")] = ""
    better: Annotated[str, Text(label="Better is")] = ""
    baseline: Annotated[str, Text(label="Baseline", long=True)] = ""


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
    audience: Annotated[str, Text(label="Who else could learn from it")] = ""
    route: Annotated[str, Text(label="How it is shared")] = ""
    practice: Annotated[str, Text(label="Training or supervision it is linked to", long=True)] = ""
    shared: Annotated[str, Day(label="Shared on")] = ""
    order: Annotated[str, Text(label="Order")] = ""
