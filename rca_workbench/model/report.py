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


@entity("review", "review", "reviews", title="version", gone=("file_sha256",))
class Review(Entity):
    """A draft that went out to be read, and what came back."""

    version: Annotated[str, Text(label="Version")] = ""
    template: Annotated[str, Text(label="Document")] = ""
    """Name of the template it was made from."""
    sent: Annotated[str, Day(label="Sent on")] = ""
    review_kind: Annotated[ReviewKind, Choice(label="For", of=ReviewKind)] = ReviewKind.DRAFT
    to: Annotated[str, Text(label="To, by role")] = ""
    person: Annotated[str | None, Ref(label="Person", kind="actor")] = None
    means: Annotated[
        str, Text(label="How it was shared", help="Sent, read through together, in large print")
    ] = ""
    declined: Annotated[bool | None, Flag(label="They did not wish to read it")] = None
    returned: Annotated[str, Day(label="Returned on")] = ""
    file: Annotated[str | None, Ref(label="File that went out", kind="attachment")] = None
    head: Annotated[
        str, Text(label="Journal head", help="Of the case as it stood when the file was made")
    ] = ""


@entity("reviewed_draft", "reviewed draft", "reviewed drafts", title="by")
class ReviewedDraft(Entity):
    """One Word file that came back: of one reader, or of several who wrote in the same file."""

    review: Annotated[str | None, Ref(label="Draft it answers", kind="review")] = None
    template: Annotated[str, Text(label="Document")] = ""
    version: Annotated[str, Text(label="Version", help="As the file says it")] = ""
    by: Annotated[str, Text(label="From, by role")] = ""
    on: Annotated[str, Day(label="Came back on")] = ""
    file: Annotated[str | None, Ref(label="File that came back", kind="attachment")] = None
    note: Annotated[
        str, Text(label="About the file", long=True, help="Saved by another program, from an older draft")
    ] = ""


class ProposalKind(StrEnum):
    """What a reader would have otherwise."""

    CHANGE = "change"
    """Other words in one field."""
    ADD = "add"
    """A row or paragraph more, in a table or list of the case."""
    REMOVE = "remove"
    """A row or entry less."""
    ELSEWHERE = "elsewhere"
    """Words in a place that is no field: made by the program, or between the fields. To be read and dealt with by hand."""


class ProposalState(StrEnum):
    """What became of a proposed change."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DEFERRED = "deferred"


@entity("proposal", "proposed change", "proposed changes", title="place")
class Proposal(Entity):
    """One difference between the draft that went out and the one that came back. Nothing changes until it is accepted."""

    draft: Annotated[
        str | None, Ref(label="Reviewed draft", kind="reviewed_draft", on_delete=OnDelete.CASCADE)
    ] = None
    proposal_kind: Annotated[ProposalKind, Choice(label="What", of=ProposalKind)] = ProposalKind.CHANGE
    subject_kind: Annotated[str, Text(label="Kind", help="Of what the words belong to")] = ""
    subject: Annotated[str, Text(label="Id", help="Of what the words belong to")] = ""
    field: Annotated[str, Text(label="Field")] = ""
    place: Annotated[str, Text(label="Where", help="The heading above, or the row")] = ""
    before: Annotated[str, Text(label="As it went out", long=True)] = ""
    after: Annotated[str, Text(label="As it came back", long=True, search=True)] = ""
    tracked: Annotated[
        bool | None, Flag(label="Tracked", help="Proposed with Track Changes; otherwise simply typed")
    ] = None
    by: Annotated[str, Text(label="By, by role")] = ""
    on: Annotated[str, Day(label="Date")] = ""
    state: Annotated[ProposalState, Choice(label="State", of=ProposalState)] = ProposalState.OPEN
    reason: Annotated[str, Text(label="Reason", long=True, search=True)] = ""
    order: Annotated[str, Text(label="Order", help="In which it stands in the file")] = ""


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
    draft: Annotated[
        str | None, Ref(label="Reviewed draft", kind="reviewed_draft", on_delete=OnDelete.CASCADE)
    ] = None
    answers: Annotated[str | None, Ref(label="Answers", kind="comment")] = None
    """The comment it replies to."""
    about: Annotated[str | None, Ref(label="About", kind="*", on_delete=OnDelete.CLEAR)] = None
    field: Annotated[str, Text(label="Field", help="Of what it is about; of a section, its name")] = ""
    place: Annotated[str, Text(label="Where", help="The heading above, or the row")] = ""
    by: Annotated[str, Text(label="By, by role")] = ""
    on: Annotated[str, Day(label="Date")] = ""
    quote: Annotated[str, Text(label="Words it is about", long=True)] = ""
    text: Annotated[str, Text(label="Comment", long=True, search=True)] = ""
    resolved: Annotated[bool | None, Flag(label="Marked as resolved in the file")] = None
    state: Annotated[CommentState, Choice(label="State", of=CommentState)] = CommentState.OPEN
    reply: Annotated[str, Text(label="Reply", long=True, search=True)] = ""
    order: Annotated[str, Text(label="Order", help="In which it stands in the file")] = ""


@entity("sign_off", "sign-off", "sign-offs", title="role")
class SignOff(Entity):
    """Someone's approval of one exported file, with the journal head printed in it."""

    role: Annotated[str, Text(label="Role")] = ""
    person: Annotated[str | None, Ref(label="Person", kind="actor")] = None
    on: Annotated[str, Day(label="Date")] = ""
    template: Annotated[str, Text(label="Document")] = ""
    version: Annotated[str, Text(label="Version")] = ""
    file: Annotated[str | None, Ref(label="File that was signed", kind="attachment")] = None
    file_sha256: Annotated[str, Text(label="SHA-256 of the file")] = ""
    head: Annotated[str, Text(label="Journal head")] = ""
    note: Annotated[str, Text(label="Note", long=True, search=True)] = ""
    seal: Annotated[
        str,
        Text(label="Seal", help="Made of the file and a password: shows that who knows the password signed"),
    ] = ""
    seal_salt: Annotated[str, Text(label="Salt of the seal")] = ""


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
