"""The written report: its text, what readers said of it, and who signed it. Also what a merge left open."""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Day, Flag, OnDelete, Ref, Text


@entity("report_text", "report text", "report texts", title="section")
class ReportText(Entity):
    """What the team wrote for one section of a report; the rest of the section is made from the case."""

    template: Annotated[str, Text(label="Template")] = ""
    section: Annotated[str, Text(label="Section")] = ""
    text: Annotated[str, Text(label="Text", long=True, search=True)] = ""


class ReviewKind(StrEnum):
    """What a draft went out for."""

    DRAFT = "draft"
    """To be read and commented on by colleagues."""
    ACCURACY = "accuracy"
    """To those affected or concerned, to say whether the facts are right."""


@entity("review", "review", "reviews", title="version")
class Review(Entity):
    """A draft that went out to be read, and what came back."""

    version: Annotated[str, Text(label="Version")] = ""
    sent: Annotated[str, Day(label="Sent on")] = ""
    review_kind: Annotated[ReviewKind, Choice(label="For", of=ReviewKind)] = ReviewKind.DRAFT
    to: Annotated[str, Text(label="To, by role")] = ""
    person: Annotated[str | None, Ref(label="Person", kind="actor")] = None
    means: Annotated[
        str, Text(label="How it was shared", help="Sent, read through together, in large print")
    ] = ""
    declined: Annotated[bool | None, Flag(label="They did not wish to read it")] = None
    returned: Annotated[str, Day(label="Returned on")] = ""
    file_sha256: Annotated[str, Text(label="SHA-256 of the file")] = ""


class CommentState(StrEnum):
    """What became of a comment."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DEFERRED = "deferred"


@entity("comment", "comment", "comments", title="text")
class Comment(Entity):
    """A remark on a draft or on anything in the case."""

    review: Annotated[str | None, Ref(label="Review", kind="review")] = None
    about: Annotated[str | None, Ref(label="About", kind="*", on_delete=OnDelete.CLEAR)] = None
    by: Annotated[str, Text(label="By, by role")] = ""
    on: Annotated[str, Day(label="Date")] = ""
    quote: Annotated[str, Text(label="Words it is about", long=True)] = ""
    text: Annotated[str, Text(label="Comment", long=True, search=True)] = ""
    state: Annotated[CommentState, Choice(label="State", of=CommentState)] = CommentState.OPEN
    reply: Annotated[str, Text(label="Reply", long=True, search=True)] = ""


@entity("sign_off", "sign-off", "sign-offs", title="role")
class SignOff(Entity):
    """Someone's approval of one exported file, with the journal head printed in it."""

    role: Annotated[str, Text(label="Role")] = ""
    on: Annotated[str, Day(label="Date")] = ""
    version: Annotated[str, Text(label="Version")] = ""
    file_sha256: Annotated[str, Text(label="SHA-256 of the file")] = ""
    head: Annotated[str, Text(label="Journal head")] = ""


@entity("override", "accepted check", "accepted checks", title="rule")
class CheckOverride(Entity):
    """A check the team let stand, with the reason; printed in the report."""

    rule: Annotated[str, Text(label="Check")] = ""
    subject: Annotated[str | None, Ref(label="About", kind="*", on_delete=OnDelete.CASCADE)] = None
    said: Annotated[
        str, Text(label="What it was about", help="When this changes, the check speaks up again")
    ] = ""
    reason: Annotated[str, Text(label="Reason", long=True, search=True)] = ""
    by: Annotated[str, Text(label="By, by role")] = ""
    on: Annotated[str, Day(label="Date")] = ""


@entity("conflict", "conflict", "conflicts", title="field")
class Conflict(Entity):
    """Two copies of the case said different things of one field; both are kept until someone decides."""

    subject_kind: Annotated[str, Text(label="Kind")] = ""
    subject: Annotated[str, Text(label="Id")] = ""
    field: Annotated[str, Text(label="Field")] = ""
    ours: Annotated[str, Text(label="One copy, as JSON", long=True)] = ""
    ours_step: Annotated[str, Text(label="Step")] = ""
    theirs: Annotated[str, Text(label="The other, as JSON", long=True)] = ""
    theirs_step: Annotated[str, Text(label="Step")] = ""
