"""What facts rest on: the evidence register, its custody, and the excerpts that tie it to facts."""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Day, Flag, Number, OnDelete, Ref, Text, When
from rca_workbench.model.time import Time


class EvidenceKind(StrEnum):
    """What sort of thing a piece of evidence is."""

    DOCUMENT = "document"
    RECORD = "record"
    INTERVIEW = "interview"
    STATEMENT = "statement"
    PHOTOGRAPH = "photograph"
    RECORDING = "recording"
    POLICY = "policy"
    DEVICE_LOG = "device_log"
    SYSTEM_LOG = "system_log"
    OBJECT = "object"
    PUBLISHED_REPORT = "published_report"
    FAMILY_ACCOUNT = "family_account"
    PRESS = "press"
    CORONER = "coroner"
    INFERENCE = "inference"
    UNVERIFIED = "unverified"
    OTHER = "other"


class Stance(StrEnum):
    """What an excerpt does to the fact it is tied to."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    CONTEXT = "context"


@entity("evidence", "piece of evidence", "evidence", title="name", code="E")
class EvidenceItem(Entity):
    """Anything facts can point to."""

    code: Annotated[str, Text(label="Code")] = ""
    name: Annotated[str, Text(label="Name", search=True)] = ""
    evidence_kind: Annotated[EvidenceKind | None, Choice(label="Kind", of=EvidenceKind)] = None
    kind_as_said: Annotated[str, Text(label="Kind in the source's own words")] = ""
    origin: Annotated[str, Text(label="Where it came from", search=True)] = ""
    obtained_by: Annotated[str, Text(label="Obtained by, by role")] = ""
    obtained: Annotated[Time, When(label="When obtained")] = Time()
    kept_at: Annotated[str, Text(label="Where it is kept")] = ""
    holder: Annotated[str, Text(label="Who holds it, by role")] = ""
    vanishes: Annotated[
        Time, When(label="Will be lost after", help="Recordings and logs are often overwritten")
    ] = Time()
    secured_by: Annotated[str, Text(label="Who secures it, by role")] = ""
    secured: Annotated[bool | None, Flag(label="Secured")] = None
    quality: Annotated[str, Text(label="How good it is as a source", long=True, search=True)] = ""
    reference_form: Annotated[
        str, Text(label="How places in it are named", help="For example: page, paragraph")
    ] = ""
    note: Annotated[str, Text(label="Note", long=True, search=True)] = ""
    order: Annotated[str, Text(label="Order")] = ""


@entity("excerpt", "source", "sources", title="place")
class Excerpt(Entity):
    """A place in a piece of evidence that bears on a fact: what is called that fact's source."""

    evidence: Annotated[str | None, Ref(label="Evidence", kind="evidence", on_delete=OnDelete.CASCADE)] = None
    about: Annotated[str | None, Ref(label="Fact", kind="*", on_delete=OnDelete.CASCADE)] = None
    place: Annotated[str, Text(label="Page, paragraph or time", search=True)] = ""
    quote: Annotated[str, Text(label="Words quoted", long=True, search=True)] = ""
    stance: Annotated[Stance, Choice(label="What it does", of=Stance)] = Stance.SUPPORTS


@entity("custody", "custody entry", "custody entries", title="what")
class CustodyEntry(Entity):
    """One change of hands of a piece of evidence."""

    evidence: Annotated[str | None, Ref(label="Evidence", kind="evidence", on_delete=OnDelete.CASCADE)] = None
    what: Annotated[str, Text(label="What was done", search=True)] = ""
    by: Annotated[str, Text(label="By, by role")] = ""
    at: Annotated[Time, When(label="When")] = Time()


class AttachmentUse(StrEnum):
    """What a file is kept for where it is no evidence."""

    SENT = "sent"
    """A draft that went out."""
    RETURNED = "returned"
    """A reviewed draft that came back."""
    SIGNED = "signed"
    """The file that was signed off."""


@entity("attachment", "attached file", "attached files", title="name")
class Attachment(Entity):
    """A file kept inside the case; its bytes lie apart, found by their hash."""

    evidence: Annotated[str | None, Ref(label="Evidence", kind="evidence", on_delete=OnDelete.CASCADE)] = None
    use: Annotated[AttachmentUse | None, Choice(label="Kept as", of=AttachmentUse)] = None
    name: Annotated[str, Text(label="File name", search=True)] = ""
    media_type: Annotated[str, Text(label="Type")] = ""
    size: Annotated[int | None, Number(label="Size in bytes")] = None
    sha256: Annotated[str, Text(label="SHA-256")] = ""
    covered: Annotated[str, Text(label="Plain description shown before it is opened")] = ""


class InterviewState(StrEnum):
    """How far an interview has come."""

    PLANNED = "planned"
    INVITED = "invited"
    HELD = "held"
    DECLINED = "declined"


@entity("interview", "interview", "interviews", title="purpose")
class Interview(Entity):
    """A conversation with someone who was there, with the support they were offered."""

    person: Annotated[str | None, Ref(label="With", kind="actor")] = None
    state: Annotated[InterviewState | None, Choice(label="State", of=InterviewState)] = None
    when: Annotated[Time, When(label="When")] = Time()
    purpose: Annotated[str, Text(label="What it is for", search=True)] = ""
    consent: Annotated[str, Text(label="Consent", long=True)] = ""
    support: Annotated[str, Text(label="Support offered", long=True)] = ""
    plan: Annotated[str, Text(label="What to ask", long=True, search=True)] = ""
    notes: Annotated[str, Text(label="Notes", long=True, search=True)] = ""
    evidence: Annotated[str | None, Ref(label="Entry in the register", kind="evidence")] = None
    feedback_given: Annotated[str, Day(label="Feedback given on")] = ""
