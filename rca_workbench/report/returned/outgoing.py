"""Which draft a file that came back answers, and that draft as it went out."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rca_workbench.model import Attachment, Change, Review, Snapshot
from rca_workbench.model.fault import Fault
from rca_workbench.report.document import Copy, Edition, FieldKey
from rca_workbench.report.export import docx_of
from rca_workbench.report.returned.alignment import tags_of
from rca_workbench.report.returned.comparison import compare
from rca_workbench.report.returned.file import Line, ReturnedFile
from rca_workbench.report.returned.reading import UNCHANGED, read_bytes
from rca_workbench.report.word.tags import Sent, plain_text
from rca_workbench.store import Case
from rca_workbench.store.step import Step
from rca_workbench.store.verify import SHORTEST_HEAD

_ALIKE = 0.5
"""Share of a draft's paragraphs that have to stand in a file for it to be taken as that draft."""
_ONE_TEMPLATE = 0.9
"""Share of the paragraphs outside fields that two drafts of one version of a template have in common, at least."""
_OTHER_TEMPLATE = (
    "The file that went out is not kept in this case, and the template of the document was changed since. Only fields and "
    "what was tracked were compared: look through the file for rows taken out and other words that were typed without "
    "Track Changes."
)
_NOT_OURS = (
    "Bring in a draft that this program exported, in the file that was sent out, saved as .docx. Of another file, copy "
    "what you need by hand."
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a file that came back is compared with."""

    review: Review | None
    """The draft as the case notes it; None where it was not sent from here."""
    sent: bytes | None
    """The file as it went out; None where it cannot be had any more."""
    was: Mapping[FieldKey, str] | None = None
    """Where the file cannot be had: what its fields said; None where nobody knows."""
    notes: tuple[str, ...] = ()
    """What there is to say of it, in sentences."""


def outgoing(case: Case, file: ReturnedFile) -> Outgoing:
    """Which draft a file answers.

    The stored file is what counts. Where it is not kept, the draft is made again from the case as it was then.

    Raises:
        Fault: it is of another case, or no draft of this program's; in words.
    """
    own = file.sent
    snapshot = case.snapshot
    if own is None:
        return _by_words(case, file)
    if own.case_id and own.case_id != case.id:
        raise Fault(
            f"{file.name} is a draft of another case.",
            UNCHANGED,
            "Open that case and bring it in there.",
        )
    review = snapshot.get(Review, own.export_id)
    kept = stored(case, review)
    if kept is not None and review is not None:
        return Outgoing(review, kept, notes=tuple(_older(snapshot, review)))
    made = _made_again(case, file, own)
    if made is None and not own.case_id and not any(_belongs(snapshot, file)):
        raise Fault(f"{file.name} is not a draft of this case.", UNCHANGED, _NOT_OURS)
    if made is None:
        return Outgoing(review, None)
    if not _same_template(file, made):
        return Outgoing(review, None, _fields_of(made), (_OTHER_TEMPLATE,))
    note = "The file that went out is not kept in this case. To compare, it was made again from the case as it was then."
    return Outgoing(review, made, notes=(note,))


def _same_template(file: ReturnedFile, made: bytes) -> bool:
    """Whether the words around the fields are those of a draft made again, but for what readers change there."""
    ours, theirs = (_around_fields(lines) for lines in (read_bytes(made, file.name).lines, file.lines))
    both = len(ours & theirs)
    return both >= _ONE_TEMPLATE * max(len(ours), len(theirs))


def _around_fields(lines: Iterable[Line]) -> set[str]:
    """Paragraphs outside fields, tables and contents as they stood before what was tracked."""
    return {
        text
        for one in lines
        if not (one.story or one.row or tags_of(one)) and (text := plain_text(one.text(after=False)))
    }


def _fields_of(made: bytes) -> dict[FieldKey, str]:
    """What each field says in a draft made again."""
    beside = compare(lines := read_bytes(made, "The draft made again").lines, lines, {})
    return {key: words.text() for key, words in beside.sent_fields.items()}


def stored(case: Case, review: Review | None) -> bytes | None:
    """A draft as it went out; None where its file is not in the case, or not whole."""
    return bytes_of(case, review.file) if review is not None else None


def bytes_of(case: Case, attachment: str | None) -> bytes | None:
    """An attached file; None where it is not in the case, or not whole."""
    kept = case.snapshot.get(Attachment, attachment)
    if kept is None:
        return None
    held = io.BytesIO()
    try:
        case.files.write_to(kept, held)
    except Fault:
        return None
    return held.getvalue()


def _older(snapshot: Snapshot, review: Review) -> Iterable[str]:
    """Whether a later draft went out since."""
    reviews = list(snapshot.of(Review).values())
    place = next((at for at, one in enumerate(reviews) if one.id == review.id), 0)
    later = [
        one
        for one in reviews[place + 1 :]
        if one.template == review.template and one.version != review.version
    ]
    if later:
        yield (
            f"It answers {review.version}. {later[-1].version} went out since: look at what each field says now before you "
            "accept."
        )


def _belongs(snapshot: Snapshot, file: ReturnedFile) -> Iterable[bool]:
    keys = {one.tag[0] for line in file.lines for one in line.pieces if one.tag}
    keys |= {one.key for one in (file.sent.fields if file.sent is not None else ())}
    return (snapshot.find(key.id) is not None for key in keys if len(key.id) == 32)


def _by_words(case: Case, file: ReturnedFile) -> Outgoing:
    """A file that says nothing of itself: which draft that went out it is, by its words."""
    words = {text for line in file.lines if (text := plain_text(line.text(after=False)))}
    best: tuple[float, Review, bytes] | None = None
    for review in case.snapshot.of(Review).values():
        data = stored(case, review)
        if data is None:
            continue
        texts = [plain_text(line.text()) for line in read_bytes(data, review.version).lines if not line.story]
        texts = [text for text in texts if len(text) > 20]
        share = sum(text in words for text in texts) / len(texts) if texts else 0.0
        if share >= _ALIKE and (best is None or share >= best[0]):
            best = (share, review, data)
    if best is None:
        raise Fault(f"{file.name} is not a draft of this case.", UNCHANGED, _NOT_OURS)
    note = f"It does not say which draft it is. By its words it was taken for {best[1].version}."
    return Outgoing(best[1], best[2], notes=(note,))


def _made_again(case: Case, file: ReturnedFile, own: Sent) -> bytes | None:
    """A draft made again from the case as it was at a head of its journal; None where that cannot be done."""
    was = as_it_was(case, own.head)
    if was is None:
        return None
    try:
        day = date.fromisoformat(file.made_on)
        edition = Edition(day, own.version, Copy.REVIEW, head=own.head, case_id=case.id)
        return docx_of(was, edition, template=own.template, pictures=file.has_pictures, page_numbers=False)
    except (Fault, ValueError, KeyError, OSError):
        return None


def as_it_was(case: Case, head: str) -> Snapshot | None:
    """The case as it stood after the step of that id, which may be its first digits; None where there is no such step."""
    if len(head) < SHORTEST_HEAD:
        return None
    steps: list[tuple[Change, ...]] = []
    for record in case.history():
        if record.id.startswith(head):
            break
        steps.append(record.changes)
    else:
        return None
    step = Step(case.snapshot)
    try:
        for changes in steps:
            for change in reversed(changes):
                step.put_back(change)
    except ValueError:
        return None
    return step.snapshot
