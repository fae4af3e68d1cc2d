"""The texts of a case that can be read and quoted from: notes of interviews, attached text files, notes on evidence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from rca_workbench.model import Attachment, EvidenceItem, Interview
from rca_workbench.ui.places.evidence.excerpts_edits import Origin, interview_name
from rca_workbench.ui.session import Session

LARGEST = 4_000_000
"""Bytes of an attached file up to which it is offered to be read here."""
_PLAIN = frozenset({".txt", ".text", ".md", ".log", ".csv", ".tsv", ".vtt", ".srt"})
_NOT_PLAIN = frozenset({"text/html", "text/rtf", "text/xml", "text/css", "text/javascript"})


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text that can be read and quoted."""

    origin: Origin
    key: str
    """Tells apart several texts of one origin."""
    name: str
    what: str
    """What sort of text, as users read it: "Interview notes"."""
    mark: str
    """Another one once the text is another: the text need not be read again before."""
    body: Callable[[], str]
    """The text itself. Raises Fault where it cannot be read from the case."""
    unit: str = "paragraph"
    """What places in it are counted in."""
    covered: bool = False
    """Somebody said that it is not to be shown before it is asked for."""


def texts(session: Session) -> list[ReadText]:
    """All texts that can be read: notes of interviews first, then what is attached, then notes on evidence."""
    return [*_interviews(session), *_attached(session), *_notes(session)]


def is_plain(attachment: Attachment) -> bool:
    """Whether an attached file is plain text of a size to be read here."""
    if not 0 < (attachment.size or 0) <= LARGEST or attachment.media_type in _NOT_PLAIN:
        return False
    return attachment.media_type.startswith("text/") or PurePath(attachment.name).suffix.casefold() in _PLAIN


def _interviews(session: Session) -> Iterator[ReadText]:
    snapshot = session.snapshot
    for interview in snapshot.of(Interview).values():
        if interview.notes.strip():
            name = interview_name(snapshot, interview)
            yield _written(Origin(interview.id, True), name, "Interview notes", interview.notes)


def _notes(session: Session) -> Iterator[ReadText]:
    for item in session.snapshot.of(EvidenceItem).values():
        if item.note.strip():
            yield _written(Origin(item.id), item.title, "Note in the register", item.note)


def _written(origin: Origin, name: str, what: str, text: str) -> ReadText:
    return ReadText(origin, origin.id, name, what, text, lambda: text)


def _attached(session: Session) -> Iterator[ReadText]:
    items = session.snapshot.of(EvidenceItem)
    for one in session.snapshot.of(Attachment).values():
        item = items.get(one.evidence or "")
        if item is not None and is_plain(one):
            yield ReadText(
                Origin(item.id), one.id, f"{item.title}: {one.name}", "Attached file", one.sha256,
                _file(session, one), unit="line", covered=bool(one.covered),
            )  # fmt: skip


def _file(session: Session, attachment: Attachment) -> Callable[[], str]:
    def read() -> str:
        from rca_workbench.exchange.sheet.encodings import decoded

        raw = BytesIO()
        session.case.files.write_to(attachment, raw)
        text, _ = decoded(raw.getvalue())
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")

    return read
