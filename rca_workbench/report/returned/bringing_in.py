"""A reviewed draft is taken into the case: the file, what it proposes and its comments, in one step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from rca_workbench.model import Attachment, Comment, Proposal, ReviewedDraft, Snapshot, new_id
from rca_workbench.model.evidence import AttachmentUse
from rca_workbench.model.words import counted, listed
from rca_workbench.report.returned.authors import default_roles
from rca_workbench.report.returned.file import Proposed, ReturnedFile
from rca_workbench.report.returned.keeping import COVERED, NAME, kept_copy
from rca_workbench.report.returned.outgoing import Outgoing, bytes_of, outgoing
from rca_workbench.report.returned.proposing import proposed
from rca_workbench.report.returned.reading import read, read_bytes
from rca_workbench.store import Case, Step


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of it."""

    draft: ReviewedDraft
    proposed: Proposed
    again: bool = False
    """The same file was brought in before; nothing was added."""


def what_it_proposes(
    case: Case, file: ReturnedFile, roles: Mapping[str, str], by: str = ""
) -> tuple[Outgoing, Proposed]:
    """What a file that came back proposes, beside the draft it answers. Changes nothing.

    Raises:
        Fault: it is no draft of this case; in words.
    """
    answers = outgoing(case, file)
    made = proposed(case.snapshot, file, answers.sent, roles, answers.was)
    # What nobody tracked is of whoever sent it back, if that can be only one.
    by = by or _only(case.snapshot, file, roles)
    proposals = tuple(one if one.by else replace(one, by=by) for one in made.proposals)
    other = file.program and not file.program.startswith("Microsoft")
    saved = (f"Saved with {file.program}.",) if other else ()
    return answers, Proposed(proposals, made.comments, (*saved, *answers.notes, *made.notes))


@dataclass(frozen=True, slots=True)
class Coming:
    """A draft that came back, compared with what went out, but not in the case yet."""

    file: ReturnedFile
    copy: bytes
    """The file as the case keeps it: with no name of those who wrote in it."""
    answers: Outgoing
    proposed: Proposed
    by: str


def bring_in(case: Case, path: Path, roles: Mapping[str, str], today: date, *, by: str = "") -> BroughtIn:
    """Take a reviewed draft into the case, in one step. Nothing it proposes is applied.

    Args:
        case: the case it belongs to.
        path: the Word file that came back.
        roles: for each author named in it (`ReturnedFile.authors`), what the case calls them.
        today: the day it came back.
        by: whom it came from, by role; where nothing is said, those who wrote in it.

    Raises:
        Fault: it is not a draft of this case, or cannot be read; in words. The case is unchanged then.
    """
    return take_in(case, compared(case, read(path), roles, by=by), today)


def compared(case: Case, file: ReturnedFile, roles: Mapping[str, str], *, by: str = "") -> Coming:
    """The long part of `bring_in`, which makes no step: it can run in a thread of its own."""
    numbers = {author: f"Reader {number}" for number, author in enumerate(file.authors, 1)}
    copy = kept_copy(file.data, lambda author: numbers.get(author, ""))
    answers, made = what_it_proposes(case, file, roles, by)
    return Coming(file, copy, answers, made, by or _everybody(case.snapshot, file, roles))


def take_in(case: Case, coming: Coming, today: date) -> BroughtIn:
    """Take a compared draft into the case, in one step."""
    file, answers, made = coming.file, coming.answers, coming.proposed
    before = _brought_in_before(case.snapshot, sha256(coming.copy).hexdigest())
    if before is not None:
        return BroughtIn(before, made, again=True)
    made, known = _new(case, coming)
    review = answers.review
    draft = ReviewedDraft(
        id=new_id(),
        review=review.id if review is not None else None,
        template=review.template if review is not None else file.sent.template if file.sent else "",
        version=review.version if review is not None else file.sent.version if file.sent else "",
        by=coming.by,
        on=today.isoformat(),
        note="\n".join((*made.notes, *known)),
    )
    with TemporaryDirectory(prefix="rca-returned-") as folder:
        keeping = Path(folder) / NAME
        keeping.write_bytes(coming.copy)
        incoming = case.files.take_in(keeping)
    assert incoming is not None, "nobody can stop it"
    try:
        with case.step("Bring in a reviewed draft") as step:
            kept = step.add(replace(incoming.attachment(None, COVERED), use=AttachmentUse.RETURNED))
            draft = step.add(replace(draft, file=kept.id))
            made = _added(step, draft, made)
            if review is not None and not review.returned:
                step.change(review, returned=today.isoformat())
    except BaseException:
        case.files.let_go(incoming)
        raise
    return BroughtIn(draft, made)


def _added(step: Step, draft: ReviewedDraft, made: Proposed) -> Proposed:
    proposals = tuple(step.add(replace(one, draft=draft.id)) for one in made.proposals)
    ids = {one.id for one in made.comments} | set(step.snapshot.of(Comment))
    comments = tuple(
        step.add(
            replace(
                one,
                draft=draft.id,
                review=draft.review,
                answers=one.answers if one.answers in ids else None,
            )
        )
        for one in made.comments
    )
    return Proposed(proposals, comments, (*made.notes,))


def _brought_in_before(snapshot: Snapshot, digest: str) -> ReviewedDraft | None:
    for one in snapshot.of(ReviewedDraft).values():
        kept = snapshot.get(Attachment, one.file)
        if kept is not None and kept.sha256 == digest:
            return one
    return None


def _new(case: Case, coming: Coming) -> tuple[Proposed, Iterable[str]]:
    """What is not in the case already: a draft that went from one reader to the next brings the first one's words twice.

    What was typed without tracking says neither who nor when: the same change of the same words is one change.
    A comment is the same where text, words and minute are: two readers may well say the same of the same words.
    """
    snapshot, review, made = case.snapshot, coming.answers.review, coming.proposed
    if review is None:
        return made, ()
    drafts = [one for one in snapshot.of(ReviewedDraft).values() if one.review == review.id]
    ids = {one.id for one in drafts}
    proposals = {_of(one) for one in snapshot.of(Proposal).values() if one.draft in ids}
    comments = {_said(one): one.id for one in snapshot.of(Comment).values() if one.draft in ids}
    earlier = {
        (one.text, one.quote, one.at)
        for draft in drafts
        if (data := bytes_of(case, draft.file)) is not None
        for one in read_bytes(data, NAME).comments
    }
    fresh = tuple(one for one in made.proposals if _of(one) not in proposals)
    ids_of_fresh = {one.id for one in fresh}
    gone = [one for one in made.proposals if one.id not in ids_of_fresh]
    there = {
        said.id: comments[_said(said)]
        for said, one in zip(made.comments, coming.file.comments, strict=True)
        if (one.text, one.quote, one.at) in earlier and _said(said) in comments
    }
    said = tuple(
        replace(one, answers=there.get(one.answers or "", one.answers))
        for one in made.comments
        if one.id not in there
    )
    counts = [
        counted(number, word)
        for number, word in (
            (sum(bool(one.tracked) for one in gone), "tracked change"),
            (sum(not one.tracked for one in gone), "untracked change"),
            (len(there), "comment"),
        )
        if number
    ]
    known = (
        (f"{listed(counts)} came in an earlier file already and {_are(counts)} not listed again.",)
        if counts
        else ()
    )
    return Proposed(fresh, said, made.notes), known


def _are(counts: list[str]) -> str:
    return "is" if len(counts) == 1 and counts[0].startswith(("1 ", "one ")) else "are"


def _of(one: Proposal) -> tuple[object, ...]:
    return (
        one.proposal_kind,
        one.subject_kind,
        one.subject,
        one.field,
        one.before,
        one.after,
        one.on,
        bool(one.tracked),
    )


def _said(one: Comment) -> tuple[object, ...]:
    return one.text, one.quote, one.on, one.about, one.field, one.place


def _only(snapshot: Snapshot, file: ReturnedFile, roles: Mapping[str, str]) -> str:
    return _everybody(snapshot, file, roles) if len(file.authors) == 1 else ""


def _everybody(snapshot: Snapshot, file: ReturnedFile, roles: Mapping[str, str]) -> str:
    """Those who wrote in a file, by role."""
    known = default_roles(snapshot, file.authors)
    return listed(list(dict.fromkeys(roles.get(one, "").strip() or known[one] for one in file.authors)))
