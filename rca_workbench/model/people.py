"""Who took part, by role; contact with patient, family and staff; their questions.

Names and other identities live on `Actor` and nowhere else.
"""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Day, Flag, OnDelete, Ref, Refs, Text, When
from rca_workbench.model.time import Time


class Nature(StrEnum):
    """What an actor is."""

    PATIENT = "patient"
    FAMILY = "family"
    STAFF = "staff"
    OTHER_PERSON = "other_person"
    TEAM = "team"
    ORGANISATION = "organisation"
    EQUIPMENT = "equipment"
    CONDITIONS = "conditions"


PEOPLE = (Nature.PATIENT, Nature.FAMILY, Nature.STAFF, Nature.OTHER_PERSON)
"""Natures that stand for one person, who may have an identity to protect."""


class LaneKind(StrEnum):
    """What a lane gathers."""

    ACTOR = "actor"
    PLACE = "place"
    SYSTEM = "system"


@entity("lane", "lane", "lanes", title="label")
class Lane(Entity):
    """A row of the timeline: a group of actors, a place or a system."""

    label: Annotated[str, Text(label="Lane", search=True)] = ""
    lane_kind: Annotated[LaneKind | None, Choice(label="Gathers", of=LaneKind)] = None
    order: Annotated[str, Text(label="Order")] = ""
    collapsed: Annotated[bool | None, Flag(label="Collapsed")] = None
    parent: Annotated[str | None, Ref(label="Group", kind="lane")] = None


@entity("actor", "person or part", "people and parts", title="role")
class Actor(Entity):
    """Who or what took part, known by role: a person, a team, an organisation, a piece of equipment."""

    role: Annotated[str, Text(label="Role", search=True, help="Such as Ward nurse 1. Shown everywhere")] = ""
    nature: Annotated[Nature | None, Choice(label="Who or what", of=Nature)] = None
    lane: Annotated[str | None, Ref(label="Lane", kind="lane")] = None
    order: Annotated[str, Text(label="Order")] = ""
    relation: Annotated[str, Text(label="Relation to the incident")] = ""
    name: Annotated[str, Text(label="Name", identity=True, help="Optional. Kept on this page only")] = ""
    also_known_as: Annotated[str, Text(label="Other names", identity=True)] = ""
    nhs_number: Annotated[str, Text(label="NHS number", identity=True)] = ""
    born: Annotated[str, Text(label="Date of birth", identity=True)] = ""
    contact: Annotated[str, Text(label="How to reach them", identity=True, long=True)] = ""
    preferences: Annotated[str, Text(label="Contact wishes", identity=True, long=True)] = ""
    needs: Annotated[str, Text(label="Needs", identity=True, long=True)] = ""
    consent: Annotated[str, Text(label="Consent", identity=True, long=True)] = ""
    imported_id: Annotated[str, Text(label="Id in the imported file")] = ""


@entity("contact", "contact", "contacts", title="said")
class Contact(Entity):
    """One contact with patient, family or staff: what was said and what was promised."""

    person: Annotated[str | None, Ref(label="With", kind="actor")] = None
    when: Annotated[Time, When(label="When")] = Time()
    by: Annotated[str, Text(label="By, by role")] = ""
    means: Annotated[str, Text(label="How")] = ""
    said: Annotated[str, Text(label="What was said", long=True, search=True)] = ""
    promised: Annotated[str, Text(label="What was promised", long=True, search=True)] = ""
    next: Annotated[str, Day(label="Next contact")] = ""


@entity("candour", "Duty of Candour step", "Duty of Candour steps", title="step")
class CandourStep(Entity):
    """One step of the Duty of Candour, with its content."""

    step: Annotated[str, Text(label="Step")] = ""
    person: Annotated[str | None, Ref(label="With", kind="actor")] = None
    when: Annotated[Time, When(label="When")] = Time()
    by: Annotated[str, Text(label="By, by role")] = ""
    said: Annotated[str, Text(label="What was said", long=True, search=True)] = ""
    apology: Annotated[str, Text(label="Apology, in the words used", long=True, search=True)] = ""
    outcome: Annotated[str, Text(label="Outcome, or attempts made", long=True, search=True)] = ""


@entity("question", "question", "questions", title="text", code="Q")
class Question(Entity):
    """A question of patient, family or staff, in their own words, and where it is answered."""

    code: Annotated[str, Text(label="Code")] = ""
    text: Annotated[str, Text(label="In their words", long=True, search=True)] = ""
    asked_by: Annotated[str, Text(label="Asked by, by role")] = ""
    person: Annotated[str | None, Ref(label="Person", kind="actor")] = None
    asked: Annotated[Time, When(label="When asked")] = Time()
    answered_by: Annotated[tuple[str, ...], Refs(label="Where the answer is", kind="*")] = ()
    answer: Annotated[str, Text(label="Answer given", long=True, search=True)] = ""
    cannot_answer: Annotated[str, Text(label="Cannot be answered because", long=True, search=True)] = ""
    invented: Annotated[bool | None, Flag(label="Invented for illustration")] = None


@entity("involvement", "involvement of the family", "involvement of the family", single=True, title="note")
class Involvement(Entity):
    """How patient, family and staff took part, as a whole: one in each case."""

    described: Annotated[bool | None, Flag(label="Described in the source")] = None
    note: Annotated[str, Text(label="How they were involved", long=True, search=True)] = ""


@entity("staff_support", "support offer", "support offers", title="offer")
class StaffSupport(Entity):
    """Support offered to staff: that it was offered, never clinical notes."""

    person: Annotated[str | None, Ref(label="For", kind="actor", on_delete=OnDelete.CASCADE)] = None
    when: Annotated[Time, When(label="When")] = Time()
    by: Annotated[str, Text(label="By, by role")] = ""
    offer: Annotated[str, Text(label="What was offered", long=True)] = ""
    feedback: Annotated[str, Day(label="Findings shared with them on")] = ""
