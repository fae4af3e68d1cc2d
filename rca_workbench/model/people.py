"""Who took part, by role; contact with patient, family and staff; their questions.

Names and other identities live on `Actor` and nowhere else.
"""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.answer import Answer
from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Day, Flag, Number, OnDelete, Ref, Refs, Text, When
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
CLOSE = (Nature.PATIENT, Nature.FAMILY)
"""Natures of those whom the incident happened to, and who are told of it first."""


class Reached(StrEnum):
    """What came of trying to reach somebody (regulation 20, paragraph 5, asks for each attempt)."""

    SPOKEN = "spoken"
    WRITTEN = "written"
    MESSAGE = "message"
    NO_ANSWER = "no_answer"
    DECLINED = "declined"


class StepOutcome(StrEnum):
    """What became of a step of the Duty of Candour."""

    DONE = "done"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"


class InvolvedAs(StrEnum):
    """How far somebody wishes to take part (resources/domain/engagement.json, stage ES-3)."""

    NONE = "none"
    UPDATES = "updates"
    QUESTIONS = "questions"
    EVIDENCE = "evidence"
    DRAFT = "draft"
    MEETING = "meeting"


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
    refer_as: Annotated[str, Text(label="How they wish to be spoken of in the report", identity=True)] = ""
    sensitive: Annotated[
        str, Text(label="Days to avoid, and other things to know", identity=True, long=True)
    ] = ""
    left: Annotated[str, Day(label="Left the post on")] = ""
    imported_id: Annotated[str, Text(label="Id in the imported file")] = ""


@entity("contact_plan", "contact plan", "contact plans", title="lead")
class ContactPlan(Entity):
    """How one person or family is kept in touch with: by whom, how far they take part, how often."""

    person: Annotated[str | None, Ref(label="With", kind="actor", on_delete=OnDelete.CASCADE)] = None
    lead: Annotated[str, Text(label="Who of us keeps contact, by role")] = ""
    involved_as: Annotated[
        InvolvedAs | None, Choice(label="How far they wish to take part", of=InvolvedAs)
    ] = None
    every: Annotated[int | None, Number(label="News at least every, in days")] = None
    next: Annotated[str, Day(label="Next contact")] = ""
    support: Annotated[str, Text(label="Support offered, and what became of it", long=True)] = ""
    explained: Annotated[str, Day(label="What happens next was explained on")] = ""


@entity("contact", "contact", "contacts", title="said")
class Contact(Entity):
    """One contact with patient, family or staff: what was said and what was promised."""

    person: Annotated[str | None, Ref(label="With", kind="actor")] = None
    when: Annotated[Time, When(label="When")] = Time()
    by: Annotated[str, Text(label="By, by role")] = ""
    means: Annotated[str, Text(label="How")] = ""
    reached: Annotated[Reached | None, Choice(label="What came of it", of=Reached)] = None
    said: Annotated[str, Text(label="What was said", long=True, search=True)] = ""
    promised: Annotated[str, Text(label="What was promised", long=True, search=True)] = ""
    kept: Annotated[str, Day(label="Promise kept on")] = ""
    next: Annotated[str, Day(label="Next contact")] = ""


@entity("candour_test", "Duty of Candour decision", "Duty of Candour decisions", single=True, title="reason")
class CandourTest(Entity):
    """Whether regulation 20 applies: one in each case, apart from harm grades and from the professional duty.

    The answers to the three parts of the test are criteria (`N1` to `N3`).
    """

    provider_type: Annotated[str, Text(label="Kind of provider", help="Its id in the reference list")] = ""
    harms: Annotated[str, Text(label="Harm that counts here, or could result", long=True, search=True)] = ""
    opinion: Annotated[str, Text(label="Clinician whose opinion it is, by role")] = ""
    aware: Annotated[Time, When(label="When the organisation became aware")] = Time()
    applies: Annotated[Answer | None, Choice(label="Regulation 20 applies", of=Answer)] = None
    reason: Annotated[str, Text(label="Reason", long=True, search=True)] = ""
    by: Annotated[str, Text(label="Decided by, by role")] = ""
    on: Annotated[str, Day(label="Decided on")] = ""
    person: Annotated[str | None, Ref(label="Relevant person", kind="actor")] = None
    basis: Annotated[str, Text(label="Why it is them", help="Its id in the reference list")] = ""
    lead: Annotated[str, Text(label="Lead contact, by role")] = ""
    professional: Annotated[
        Answer | None, Choice(label="Professional duty met by the clinicians", of=Answer)
    ] = None
    professional_note: Annotated[
        str, Text(label="What the clinicians told, and to whom", long=True, search=True)
    ] = ""
    list_version: Annotated[str, Text(label="List version")] = ""


@entity("candour", "Duty of Candour step", "Duty of Candour steps", title="step")
class CandourStep(Entity):
    """One step of the Duty of Candour, with its content."""

    step: Annotated[str, Text(label="Step")] = ""
    person: Annotated[str | None, Ref(label="With", kind="actor")] = None
    when: Annotated[Time, When(label="When")] = Time()
    by: Annotated[str, Text(label="By, by role")] = ""
    means: Annotated[str, Text(label="How", help="In person, by letter, by telephone")] = ""
    present: Annotated[str, Text(label="Who was there, by role")] = ""
    became: Annotated[StepOutcome | None, Choice(label="What became of it", of=StepOutcome)] = None
    document: Annotated[str | None, Ref(label="Letter or record", kind="evidence")] = None
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
    agreed: Annotated[
        str, Text(label="Agreed with, by role", help="Who agreed that it cannot be answered")
    ] = ""
    in_terms: Annotated[bool | None, Flag(label="Is in the terms of reference")] = None
    replied: Annotated[str, Day(label="Answer given on")] = ""
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
    owner: Annotated[str, Text(label="Named contact, by role")] = ""
    due: Annotated[str, Day(label="To be offered by")] = ""
    taken_up: Annotated[Answer | None, Choice(label="Taken up", of=Answer)] = None
    invited: Annotated[str, Day(label="Invited to contribute on")] = ""
    contributed: Annotated[str, Text(label="How they contributed, or that they declined")] = ""
    feedback: Annotated[str, Day(label="Findings shared with them on")] = ""
