"""The timeline: entries, what each actor could know when, and accounts that compete."""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Flag, OnDelete, Ref, Refs, Text, When
from rca_workbench.model.time import Time


class EntryKind(StrEnum):
    """What sort of thing happened."""

    BACKGROUND = "background"
    EVENT = "event"
    DECISION = "decision"
    RESPONSE = "response"
    INVESTIGATION = "investigation"


class Problem(StrEnum):
    """What kind of problem an entry or factor shows (NPSA)."""

    CARE = "care"
    """Care delivery problem: in the giving of care, by act or omission."""
    SERVICE = "service"
    """Service delivery problem: in the systems around care."""


class AccountState(StrEnum):
    """Where the competing accounts of one moment stand."""

    DISPUTED = "disputed"
    RESOLVED = "resolved"
    LEFT_OPEN = "left_open"


@entity("timeline_entry", "timeline entry", "timeline entries", title="text", code="T")
class TimelineEntry(Entity):
    """One thing that happened, or that should have."""

    code: Annotated[str, Text(label="Code")] = ""
    time: Annotated[Time, When(label="Time")] = Time()
    order: Annotated[
        str,
        Text(label="Order", help="The order the source gives; decides where times do not"),
    ] = ""
    actor: Annotated[str | None, Ref(label="Who or what", kind="actor")] = None
    lane: Annotated[
        str | None,
        Ref(label="Lane", kind="lane", help="Empty: the lane of who or what"),
    ] = None
    text: Annotated[str, Text(label="What happened", search=True)] = ""
    entry_kind: Annotated[EntryKind, Choice(label="Kind", of=EntryKind)] = EntryKind.EVENT
    problem: Annotated[Problem | None, Choice(label="Flag", of=Problem)] = None
    good_practice: Annotated[bool | None, Flag(label="Good practice")] = None
    harm: Annotated[bool | None, Flag(label="Harm happened here")] = None
    is_omission: Annotated[bool | None, Flag(label="Something not done")] = None
    verified: Annotated[bool | None, Flag(label="Verified against the source")] = None
    expected: Annotated[str, Text(label="What should have happened", long=True, search=True)] = ""
    expected_time: Annotated[Time, When(label="When it should have happened")] = Time()
    sense: Annotated[str, Text(label="Why it made sense at the time", long=True, search=True)] = ""
    note: Annotated[str, Text(label="Note", long=True, search=True)] = ""
    conflict_note: Annotated[str, Text(label="Where sources disagree", long=True, search=True)] = ""
    conflicts_with: Annotated[tuple[str, ...], Refs(label="Disagrees with", kind="timeline_entry")] = ()
    derived_time: Annotated[bool | None, Flag(label="Time worked out, not stated")] = None
    clock_time_verified: Annotated[bool | None, Flag(label="Clock time verified")] = None
    offset_verified: Annotated[bool | None, Flag(label="Interval verified")] = None
    printed_date: Annotated[str, Text(label="Date as printed in the source", help="May be impossible")] = ""
    accounts_state: Annotated[
        AccountState | None, Choice(label="Where the accounts stand", of=AccountState)
    ] = None
    resolution: Annotated[str, Text(label="How it was resolved", long=True, search=True)] = ""
    resolved_by: Annotated[str, Text(label="Resolved by, by role")] = ""


@entity("entry_link", "link between entries", "links between entries", title="label")
class EntryLink(Entity):
    """A tie between two timeline entries that is not a claim about cause."""

    source: Annotated[str | None, Ref(label="From", kind="timeline_entry", on_delete=OnDelete.CASCADE)] = None
    target: Annotated[str | None, Ref(label="To", kind="timeline_entry", on_delete=OnDelete.CASCADE)] = None
    label: Annotated[str, Text(label="What ties them", search=True)] = ""


@entity("knowledge", "moment of knowing", "moments of knowing", title="how")
class Knowledge(Entity):
    """From when an actor could know of an entry."""

    entry: Annotated[
        str | None,
        Ref(label="Entry", kind="timeline_entry", on_delete=OnDelete.CASCADE),
    ] = None
    actor: Annotated[str | None, Ref(label="Who", kind="actor", on_delete=OnDelete.CASCADE)] = None
    when: Annotated[Time, When(label="Could know from")] = Time()
    how: Annotated[str, Text(label="How", search=True)] = ""


@entity(
    "account",
    "account",
    "accounts",
    title="text",
    gone=(
        "state",
        "resolution",
        "resolved_by",
    ),  # format 1; a dispute belongs to the moment, not to one account
)
class Account(Entity):
    """One source's version of a moment that sources tell differently."""

    entry: Annotated[
        str | None,
        Ref(label="Moment", kind="timeline_entry", on_delete=OnDelete.CASCADE),
    ] = None
    evidence: Annotated[str | None, Ref(label="According to", kind="evidence")] = None
    time: Annotated[Time, When(label="Time")] = Time()
    text: Annotated[str, Text(label="What it says", long=True, search=True)] = ""
    place: Annotated[str, Text(label="Page, paragraph or time", search=True)] = ""


@entity("time_link", "order in time", "orders in time", title="reason")
class TimeLink(Entity):
    """A stated order between two entries beyond the one an entry's own time can say."""

    earlier: Annotated[
        str | None,
        Ref(label="Earlier", kind="timeline_entry", on_delete=OnDelete.CASCADE),
    ] = None
    later: Annotated[
        str | None,
        Ref(label="Later", kind="timeline_entry", on_delete=OnDelete.CASCADE),
    ] = None
    reason: Annotated[str, Text(label="Says who", search=True)] = ""
