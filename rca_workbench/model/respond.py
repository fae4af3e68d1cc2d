"""The early response: what the incident is, judged openly; clocks; who was told; what was made safe."""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Day, Text, When
from rca_workbench.model.time import Time


class Answer(StrEnum):
    """A plain-fact answer to a criterion."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


@entity("criterion", "criterion", "criteria", title="criterion")
class CriterionAnswer(Entity):
    """The answer to one criterion of the threshold lists."""

    criterion: Annotated[str, Text(label="Criterion", help="Its id in the reference list")] = ""
    list_version: Annotated[str, Text(label="List version")] = ""
    answer: Annotated[Answer | None, Choice(label="Met", of=Answer)] = None
    reason: Annotated[str, Text(label="Reason", long=True, search=True)] = ""
    by: Annotated[str, Text(label="Answered by, by role")] = ""
    on: Annotated[str, Day(label="Answered on")] = ""


@entity("decision", "decision", "decisions", title="outcome")
class Decision(Entity):
    """What the incident was decided to be and how it will be looked into. Reopened by a new one."""

    outcome: Annotated[str, Text(label="Decision", long=True, search=True)] = ""
    level: Annotated[str, Text(label="Response")] = ""
    reason: Annotated[str, Text(label="Reasons", long=True, search=True)] = ""
    alternatives: Annotated[str, Text(label="Alternatives weighed", long=True, search=True)] = ""
    by: Annotated[str, Text(label="Decided by, by role")] = ""
    on: Annotated[str, Day(label="Decided on")] = ""


@entity("clock", "deadline", "deadlines", title="what")
class Clock(Entity):
    """A deadline, the event that started it and the proof that it was met."""

    code: Annotated[str, Text(label="Clock", help="Its id in the reference list, if it is one of those")] = ""
    what: Annotated[str, Text(label="What is due", search=True)] = ""
    started: Annotated[Time, When(label="Started by")] = Time()
    due: Annotated[Time, When(label="Due")] = Time()
    met: Annotated[Time, When(label="Met")] = Time()
    paused: Annotated[str, Text(label="Paused or extended because", long=True)] = ""
    proof: Annotated[str, Text(label="What shows it was met", long=True, search=True)] = ""


@entity("notification", "notification", "notifications", title="whom")
class Notification(Entity):
    """Someone who has to be told: commissioner, regulator, coroner."""

    whom: Annotated[str, Text(label="Who was told", search=True)] = ""
    when: Annotated[Time, When(label="When")] = Time()
    by: Annotated[str, Text(label="By, by role")] = ""
    reference: Annotated[str, Text(label="Their reference")] = ""
    note: Annotated[str, Text(label="Note", long=True, search=True)] = ""


@entity("immediate_action", "immediate action", "immediate actions", title="what")
class ImmediateAction(Entity):
    """Something done in the first days to make things safe."""

    what: Annotated[str, Text(label="What", long=True, search=True)] = ""
    owner: Annotated[str, Text(label="Who, by role")] = ""
    due: Annotated[Time, When(label="Due")] = Time()
    done: Annotated[Time, When(label="Done")] = Time()
    proof: Annotated[str, Text(label="What shows it was done", long=True)] = ""
