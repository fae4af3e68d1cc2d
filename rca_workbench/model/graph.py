"""The factor graph: what made the harm more likely, and what held it back.

Kinds, levels and statuses follow `case-1.0`; levels and tags are codes of the frameworks in `resources/` and
stay open, so that a code from a newer data pack is kept and shown as unknown.
"""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Flag, Number, OnDelete, Polarity, Ref, Refs, Tag, Tags, Text
from rca_workbench.model.timeline import Problem


class FactorKind(StrEnum):
    """What a node of the graph stands for."""

    EVENT = "event"
    PROBLEM = "problem"
    CONTRIBUTORY_FACTOR = "contributory_factor"
    SYSTEM_FACTOR = "system_factor"
    BARRIER = "barrier"
    HARM = "harm"


FROM_THE_SYSTEM = (
    FactorKind.SYSTEM_FACTOR,
    FactorKind.CONTRIBUTORY_FACTOR,
    FactorKind.BARRIER,
    FactorKind.PROBLEM,
    FactorKind.EVENT,
    FactorKind.HARM,
)
"""The kinds in the order a reader is to meet them: the system first, the harm last."""

FACTOR_CODES = {
    FactorKind.EVENT: "N",
    FactorKind.PROBLEM: "P",
    FactorKind.CONTRIBUTORY_FACTOR: "F",
    FactorKind.SYSTEM_FACTOR: "S",
    FactorKind.BARRIER: "B",
    FactorKind.HARM: "H",
}
"""Letter before a factor's short number, by kind."""


class FactorStatus(StrEnum):
    """What the team has decided about a factor."""

    CANDIDATE = "candidate"
    FINDING = "finding"
    OTHER_FINDING = "other_finding"
    GOOD_PRACTICE = "good_practice"
    REJECTED = "rejected"


class Confidence(StrEnum):
    """How well something is supported."""

    ESTABLISHED = "established"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Performance(StrEnum):
    """How a barrier did."""

    HELD = "held"
    PARTLY_HELD = "partly_held"
    DID_NOT_HOLD = "did_not_hold"
    WORKED_THEN_OVERRIDDEN = "worked_then_overridden"
    DISABLED = "disabled"
    NOT_DONE = "not_done"
    AVAILABLE_NOT_USED = "available_not_used"
    NOT_CALLED_ON = "not_called_on"


class Specificity(StrEnum):
    """Whether a factor was particular to this event or is there on other days too (London Protocol)."""

    SPECIFIC = "specific"
    GENERAL = "general"


class ButFor(StrEnum):
    """What would have become of the effect without the cause."""

    YES = "yes"
    """It would not have happened."""
    LESS_LIKELY = "less_likely"
    LESS_SEVERE = "less_severe"
    LATER = "later"
    NO_DIFFERENT = "no_different"


class Logic(StrEnum):
    """How the causes of a factor work together, where the team has stated it (fault tree logic)."""

    AND = "and"
    """All of them together were needed."""
    OR = "or"
    """Any one of them was enough."""
    K_OF_N = "k_of_n"
    """A number of them together were enough; `Factor.gate_count` says how many."""


class LinkType(StrEnum):
    """What a link claims."""

    CONTRIBUTED_TO = "contributed_to"
    INTENDED_TO_STOP = "intended_to_stop"
    REINFORCES = "reinforces"
    """Feedback over time; kept apart from the causal links."""
    CONFLICTS_WITH = "conflicts_with"


@entity("factor", "factor", "factors", title="text")
class Factor(Entity):
    """A node of the graph: an event, problem, contributory or system factor, barrier or harm."""

    code: Annotated[str, Text(label="Code")] = ""
    factor_kind: Annotated[FactorKind, Choice(label="Kind", of=FactorKind)] = FactorKind.CONTRIBUTORY_FACTOR
    text: Annotated[str, Text(label="Text", search=True)] = ""
    short_label: Annotated[
        str, Text(label="Short label", help="At most 60 characters, for narrow places")
    ] = ""
    level: Annotated[str, Text(label="Level", help="AcciMap level")] = ""
    tags: Annotated[tuple[Tag, ...], Tags(label="Classification")] = ()
    status: Annotated[FactorStatus, Choice(label="Status", of=FactorStatus)] = FactorStatus.CANDIDATE
    confidence: Annotated[Confidence | None, Choice(label="Confidence", of=Confidence)] = None
    entries: Annotated[
        tuple[str, ...], Refs(label="Timeline entries that show it", kind="timeline_entry")
    ] = ()
    entry: Annotated[str | None, Ref(label="On the timeline at", kind="timeline_entry")] = None
    problem: Annotated[Problem | None, Choice(label="Delivery problem", of=Problem)] = None
    is_act: Annotated[bool | None, Flag(label="Something a person did")] = None
    is_omission: Annotated[bool | None, Flag(label="Something not done")] = None
    duty: Annotated[str, Text(label="Duty it was not done under")] = ""
    is_departure: Annotated[bool | None, Flag(label="Differed from procedure")] = None
    sense: Annotated[str, Text(label="Why it made sense at the time", long=True, search=True)] = ""
    specificity: Annotated[Specificity | None, Choice(label="Specific or general", of=Specificity)] = None
    meant_to: Annotated[str, Text(label="What it was meant to do", long=True, search=True)] = ""
    performed: Annotated[Performance | None, Choice(label="How the barrier did", of=Performance)] = None
    barrier_kind: Annotated[str, Text(label="Kind of barrier")] = ""
    actual_harm: Annotated[bool | None, Flag(label="Harm that happened")] = None
    polarity: Annotated[Polarity | None, Choice(label="Hindered or helped", of=Polarity)] = None
    reason: Annotated[str, Text(label="Why it was set aside", long=True, search=True)] = ""
    no_action_reason: Annotated[str, Text(label="Why no action is planned", long=True, search=True)] = ""
    stop_reason: Annotated[
        str, Text(label="Why the chain stops here", long=True, search=True, help="Where asking why ends")
    ] = ""
    gate: Annotated[Logic | None, Choice(label="How its causes work together", of=Logic)] = None
    gate_count: Annotated[int | None, Number(label="How many of them were enough")] = None
    sufficient: Annotated[bool | None, Flag(label="Its causes together are enough to explain it")] = None
    predicts: Annotated[
        str,
        Text(
            label="What else it would lead to, and whether that was seen",
            long=True,
            search=True,
            help="A cause that is real shows elsewhere too",
        ),
    ] = ""
    wanted: Annotated[str, Text(label="Evidence still wanted", long=True, search=True)] = ""
    other_wording: Annotated[
        str, Text(label="Also worded", long=True, search=True, help="What merged duplicates said")
    ] = ""
    note: Annotated[str, Text(label="Note", long=True, search=True)] = ""
    x: Annotated[int | None, Number(label="Place across the map")] = None
    row: Annotated[int | None, Number(label="Row in its band")] = None
    pinned: Annotated[bool | None, Flag(label="Kept in place")] = None


@entity("link", "link", "links", title="rationale")
class Link(Entity):
    """A claim that one factor led to another, from cause to effect."""

    source: Annotated[str | None, Ref(label="Cause", kind="factor", on_delete=OnDelete.CASCADE)] = None
    target: Annotated[str | None, Ref(label="Effect", kind="factor", on_delete=OnDelete.CASCADE)] = None
    link_type: Annotated[LinkType, Choice(label="What it claims", of=LinkType)] = LinkType.CONTRIBUTED_TO
    but_for: Annotated[ButFor | None, Choice(label="Without it", of=ButFor)] = None
    confidence: Annotated[Confidence | None, Choice(label="Confidence", of=Confidence)] = None
    rationale: Annotated[str, Text(label="Reasoning", long=True, search=True)] = ""
    reviewed: Annotated[bool | None, Flag(label="Read for missing steps")] = None
    order: Annotated[str, Text(label="Order", help="Among what led to the same effect")] = ""


@entity("graph_note", "note on the graph", "notes on the graph", single=True, title="note")
class GraphNote(Entity):
    """What a reader of the whole graph should know: one in each case."""

    note: Annotated[str, Text(label="Note on the graph", long=True, search=True)] = ""


@entity("method_used", "method used", "methods used", title="method")
class MethodUsed(Entity):
    """A method the team really used, from which the report's method statement is written."""

    method: Annotated[str, Text(label="Method")] = ""
    note: Annotated[str, Text(label="How it was used", long=True, search=True)] = ""
    on: Annotated[str, Text(label="When")] = ""


class ComparedWith(StrEnum):
    """What a change analysis holds this time against."""

    USUAL = "usual"
    """How the work is normally done."""
    POLICY = "policy"
    """How a procedure says it is done."""
    LAST_TIME = "last_time"
    """How it went the last time it went well."""


@entity("difference", "difference", "differences", title="this_time")
class Difference(Entity):
    """One row of a change analysis: what differed this time, and what came of it."""

    aspect: Annotated[str, Text(label="What is compared", search=True)] = ""
    compared_with: Annotated[ComparedWith, Choice(label="Compared with", of=ComparedWith)] = (
        ComparedWith.USUAL
    )
    usual: Annotated[str, Text(label="There or then", long=True, search=True)] = ""
    this_time: Annotated[str, Text(label="This time", long=True, search=True)] = ""
    mattered: Annotated[bool | None, Flag(label="It made a difference")] = None
    effect: Annotated[str, Text(label="What came of it", long=True, search=True)] = ""
    factor: Annotated[str | None, Ref(label="On the map as", kind="factor")] = None
    order: Annotated[str, Text(label="Order")] = ""
