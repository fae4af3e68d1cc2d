"""A draft goes out to be read: the file is written, kept in the case as it went out, and noted with whom it went to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from rca_workbench.leaks import check_clean
from rca_workbench.model import Review, ReviewKind, new_id
from rca_workbench.model.evidence import AttachmentUse
from rca_workbench.model.fault import Fault
from rca_workbench.report.document import Copy, Edition
from rca_workbench.report.export import Progress, docx_of
from rca_workbench.report.versions import given_out, next_version
from rca_workbench.store import Case, Incoming
from rca_workbench.store.writing import check_target, fault_of, write_whole

_STOPPED = Fault("Stopped.", "Nothing was written and nothing was sent.")


@dataclass(frozen=True, slots=True)
class Ready:
    """A review copy that is made and taken into the case's file, but neither written nor noted yet."""

    review: Review
    made: bytes
    incoming: Incoming


def send(
    case: Case,
    template: str,
    out: Path,
    to: str,
    today: date,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    version: str = "",
    person: str | None = None,
    kind: ReviewKind = ReviewKind.DRAFT,
) -> Review:
    """Write a review copy, keep it in the case as it went out, and note to whom it goes: all in one step.

    Args:
        case: the case.
        template: which document.
        out: the file to write.
        to: to whom it goes, by role.
        today: the day it goes out.
        progress: told how far it is.
        cancelled: asked between portions whether to stop.
        version: what it is called; the next draft where nothing is said.
        person: id of the person it goes to, where they are in the people register.
        kind: what it goes out for.

    Returns:
        The draft as the case notes it. Its id is the export id in the file, by which a copy that comes back is known.

    Raises:
        Fault: it cannot be made or written, or was stopped. The case is unchanged then, and there is no half file.
    """
    check_target(out)
    ready = make_ready(
        case, template, to, today, progress, cancelled, version=version, person=person, kind=kind
    )
    return go_out(case, ready, out)


def make_ready(
    case: Case,
    template: str,
    to: str,
    today: date,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    version: str = "",
    person: str | None = None,
    kind: ReviewKind = ReviewKind.DRAFT,
    pictures: bool = True,
    page_numbers: bool = True,
) -> Ready:
    """The long part of `send`, which makes no step: it can run in a thread of its own. `go_out` has to follow.

    Without pictures and page numbers it takes a tenth of the time.
    """
    snapshot = case.snapshot
    review = Review(
        id=new_id(),
        version=version or next_version(snapshot, template, Copy.REVIEW, given_out(case, template)),
        template=template,
        sent=today.isoformat(),
        review_kind=kind,
        to=to,
        person=person,
        head=snapshot.head,
    )
    edition = Edition(
        today, review.version, Copy.REVIEW, head=snapshot.head, export_id=review.id, case_id=case.id
    )
    made = docx_of(
        snapshot,
        edition,
        template=template,
        progress=progress,
        cancelled=cancelled,
        pictures=pictures,
        page_numbers=page_numbers,
    )
    if cancelled is not None and cancelled():
        raise _STOPPED
    with TemporaryDirectory(prefix="rca-sent-") as folder:
        kept = Path(folder) / f"{review.version}.docx"
        kept.write_bytes(made)
        incoming = case.files.take_in(kept, cancelled=cancelled)
    if incoming is None:
        raise _STOPPED
    return Ready(review, made, incoming)


def go_out(case: Case, ready: Ready, out: Path) -> Review:
    """Write what is made ready, and note in the case that it went out: both, or neither."""
    try:
        check_clean(out.name, b"", case.snapshot)
        attached = replace(ready.incoming.attachment(None), use=AttachmentUse.SENT)
        with (
            _written(out, ready.made),
            case.step(f"Send {ready.review.version} to be read") as step,
        ):
            return step.add(replace(ready.review, file=step.add(attached).id))
    except BaseException:
        case.files.let_go(ready.incoming)
        raise


@contextmanager
def _written(out: Path, made: bytes) -> Iterator[None]:
    """Write a file; leaving with an exception, there is what was there before."""
    try:
        before = out.read_bytes() if out.is_file() else None
    except OSError as error:
        raise fault_of(error, out) from error
    write_whole(out, made)
    try:
        yield
    except BaseException:
        with suppress(OSError, Fault):
            if before is None:
                out.unlink()
            else:
                write_whole(out, before)
        raise
