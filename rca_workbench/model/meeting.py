"""Facilitated meetings: agenda, who was there by role, what was parked and decided."""

from typing import Annotated

from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Flag, Number, OnDelete, Ref, Text, When
from rca_workbench.model.time import Time


@entity("meeting", "meeting", "meetings", title="purpose")
class Meeting(Entity):
    """One meeting of the team."""

    purpose: Annotated[str, Text(label="Purpose", search=True)] = ""
    when: Annotated[Time, When(label="When")] = Time()
    where: Annotated[str, Text(label="Where")] = ""
    method: Annotated[str, Text(label="Method")] = ""
    ground_rules: Annotated[str, Text(label="Ground rules", long=True)] = ""
    private_notes: Annotated[str, Text(label="Private notes", long=True)] = ""


@entity("agenda_item", "agenda item", "agenda items", title="question")
class AgendaItem(Entity):
    """One step of a meeting's agenda."""

    meeting: Annotated[str | None, Ref(label="Meeting", kind="meeting", on_delete=OnDelete.CASCADE)] = None
    question: Annotated[str, Text(label="Question", search=True)] = ""
    minutes: Annotated[int | None, Number(label="Minutes")] = None
    order: Annotated[str, Text(label="Order")] = ""


@entity("attendance", "attendance", "attendances", title="role")
class Attendance(Entity):
    """Someone at a meeting, by role."""

    meeting: Annotated[str | None, Ref(label="Meeting", kind="meeting", on_delete=OnDelete.CASCADE)] = None
    role: Annotated[str, Text(label="Role")] = ""
    external: Annotated[bool | None, Flag(label="From outside")] = None
    family: Annotated[bool | None, Flag(label="Speaks for the family")] = None


@entity("parked", "parked item", "parked items", title="text")
class ParkedItem(Entity):
    """Something set aside in a meeting, to come back to."""

    meeting: Annotated[str | None, Ref(label="Meeting", kind="meeting", on_delete=OnDelete.CASCADE)] = None
    text: Annotated[str, Text(label="Parked", long=True, search=True)] = ""
    settled: Annotated[str, Text(label="How it was settled", long=True)] = ""


@entity("meeting_decision", "meeting decision", "meeting decisions", title="text")
class MeetingDecision(Entity):
    """What a meeting decided, and why."""

    meeting: Annotated[str | None, Ref(label="Meeting", kind="meeting", on_delete=OnDelete.CASCADE)] = None
    text: Annotated[str, Text(label="Decision", long=True, search=True)] = ""
    reason: Annotated[str, Text(label="Why", long=True, search=True)] = ""
    by: Annotated[str, Text(label="By, by role")] = ""
