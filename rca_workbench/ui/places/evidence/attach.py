"""Attaching files from the window: beside it, with progress and Stop, then one step that names them all."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import Generic, TypeVar

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from rca_workbench.model import Attachment, EvidenceItem, EvidenceKind, new_id, next_code, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.model.order import key_between
from rca_workbench.store import Incoming, Step
from rca_workbench.ui.places.evidence.attach_words import SHORT, size_words
from rca_workbench.ui.places.evidence.custody_line import add_custody
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Progress, Stopped, Work

WAIT_MS = 200
"""How often waiting work looks whether that before it is done."""

_KINDS = {"image": EvidenceKind.PHOTOGRAPH, "audio": EvidenceKind.RECORDING, "video": EvidenceKind.RECORDING}
_ENDINGS = {
    ".log": EvidenceKind.SYSTEM_LOG,
    ".evtx": EvidenceKind.SYSTEM_LOG,
    ".edf": EvidenceKind.DEVICE_LOG,
}

T = TypeVar("T")
Job = Callable[[Progress, Callable[[], bool]], T]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a few files: those whose bytes are in the case now, and why others are not."""

    incoming: tuple[Incoming, ...]
    faults: tuple[Fault, ...]


class FileWork(QObject):
    """Work on attached files of one session, one after the other; it waits while the window does other work."""

    attached = Signal(str, int)
    """Id of an item that files were attached to by a step, and how many."""
    saved = Signal(str)
    """Where a copy of an attached file was written."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self._waiting: deque[tuple[QWidget, Work]] = deque()
        self._timer = QTimer(self, interval=WAIT_MS)
        self._timer.timeout.connect(self._next)

    def attach(self, beside: QWidget, paths: Sequence[Path], item: str | None) -> None:
        """Attach files to a piece of evidence, or to a new one each.

        Args:
            beside: a widget of the window that shows how far it is.
            paths: the files.
            item: id of the piece of evidence; None makes one for each file, named after it.
        """
        if not paths:
            return
        if self.session.read_only:
            self.session.faulted.emit(Fault(self.session.case.read_only_because, "Nothing was attached."))
            return
        files = self.session.case.files

        def job(progress: Progress, cancelled: Callable[[], bool]) -> Taken:
            incoming: list[Incoming] = []
            faults: list[Fault] = []
            for number, path in enumerate(paths, 1):
                told = partial(_tell, progress, f", file {number} of {len(paths)}" if len(paths) > 1 else "")
                try:
                    one = files.take_in(path, told, cancelled)
                except Fault as fault:
                    faults.append(fault)
                    continue
                if one is None:
                    for done in incoming:
                        files.let_go(done)
                    raise Stopped
                incoming.append(one)
            return Taken(tuple(incoming), tuple(faults))

        self.run(beside, f"Reading {shortened(paths[0].name, 40)}", job, partial(self._keep, item))

    def save(self, beside: QWidget, one: Attachment, path: Path) -> None:
        """Write a copy of an attached file."""
        files = self.session.case.files

        def job(progress: Progress, cancelled: Callable[[], bool]) -> str:
            try:
                files.save(one, path)
            except OSError as error:
                raise Fault(
                    f"{path} cannot be written: {error.strerror or error}.",
                    "The file is in the case, unchanged.",
                    "Choose another folder.",
                ) from error
            return str(path)

        self.run(beside, f"Saving {shortened(one.name, 40)}", job, self.saved.emit)

    def run(self, beside: QWidget, words: str, job: Job[T], done: Callable[[T], object]) -> None:
        """Do a job beside the window, after those that wait already; `done` gets what it returns."""
        work: Work[T] = Work(words, job)
        relay = _Relay(self, done)
        work.succeeded.connect(relay.take)
        work.finished.connect(relay.deleteLater)
        self._waiting.append((beside.window(), work))
        self._next()

    def _next(self) -> None:
        while self._waiting and not getattr(self._waiting[0][0], "busy", False):
            window, work = self._waiting.popleft()
            window.start_work(work)  # type: ignore[attr-defined]
        if self._waiting:
            self._timer.start()
        else:
            self._timer.stop()

    def _keep(self, item: str | None, taken: Taken) -> None:
        """Name what was taken in, as one step."""
        there = self.session.snapshot.get(EvidenceItem, item)
        faults = list(taken.faults)
        new = list({one.sha256: one for one in taken.incoming}.values())
        if item is not None:
            held = {
                one.sha256: one for one in self.session.snapshot.pointed_from(Attachment, "evidence", item)
            }
            faults += [_here_already(one, held[one.sha256]) for one in new if one.sha256 in held]
            new = [one for one in new if one.sha256 not in held]
        if item is not None and there is None and new:
            faults.append(
                Fault("The item these files were for was removed meanwhile.", "Nothing was attached.")
            )
            new = []
        if new:
            label = f"Attach {shortened(new[0].name, 40)}" if len(new) == 1 else f"Attach {len(new)} files"
            shown = item or ""
            with self.session.step(label) as step:
                for one in new:
                    shown = item or add_item(step, one)
                    step.add(one.attachment(shown))
                    what = f"Copied into this case: {shortened(one.name)} (SHA-256 {one.sha256[:SHORT]})"
                    add_custody(step, shown, what, self.session.case.who)
            if self.session.snapshot.find(shown) is not None:
                self.session.select(shown)
                self.attached.emit(shown, len(new))
        if faults:
            self.session.faulted.emit(_as_one(faults))


class _Relay(QObject, Generic[T]):
    """Hands what a job returned to the window's thread, and to nobody once the case is closed."""

    def __init__(self, parent: QObject, done: Callable[[T], object]) -> None:
        super().__init__(parent)
        self._done = done

    def take(self, result: T) -> None:
        self._done(result)


def file_work(session: Session) -> FileWork:
    """The one queue of work on files that a session has."""
    found = session.findChild(FileWork)
    return found if isinstance(found, FileWork) else FileWork(session)


def ask_for_files(beside: QWidget) -> list[Path]:
    """The files somebody chooses to attach."""
    chosen, _ = QFileDialog.getOpenFileNames(beside.window(), "Attach files", str(Path.home()))
    return [Path(one) for one in chosen]


def dropped_files(mime: QMimeData) -> list[Path]:
    """The files on this computer that are being dragged; empty where it is anything else."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def add_item(step: Step, incoming: Incoming) -> str:
    """Add a piece of evidence named after a file, its kind guessed from the type; returns its id."""
    orders = (one.order for one in step.snapshot.of(EvidenceItem).values())
    name = PurePath(incoming.name).stem or incoming.name
    return step.add(
        EvidenceItem(
            id=new_id(),
            code=next_code(step.snapshot, EvidenceItem),
            name=name,
            evidence_kind=kind_of(incoming),
            order=key_between(max(orders, default="") or None, None),
        )
    ).id


def kind_of(incoming: Incoming) -> EvidenceKind:
    """The kind of evidence a file most likely is."""
    ending = PurePath(incoming.name).suffix.casefold()
    main = incoming.media_type.partition("/")[0]
    return _KINDS.get(main) or _ENDINGS.get(ending) or EvidenceKind.DOCUMENT


def _tell(progress: Progress, which: str, what: str, done: int, of: int) -> None:
    progress(f"{what}: {size_words(done * 1024)} of {size_words(of * 1024)}{which}", done, of)


def _here_already(one: Incoming, held: Attachment) -> Fault:
    also = "" if one.name == held.name else f", as {held.name}"
    return Fault(f"{one.name} is attached here already{also}.", "Nothing was added.")


def _as_one(faults: Sequence[Fault]) -> Fault:
    """Several faults in one: all that happened, then what is safe and what to do, said once."""
    safe = dict.fromkeys(one.safe for one in faults if one.safe)
    todo = dict.fromkeys(one.todo for one in faults if one.todo)
    if len(faults) == 1:
        return faults[0]
    others = f"{len(faults)} files were not attached. "
    return Fault(
        others + " ".join(one.what for one in faults[:5]), next(iter(safe)), " ".join(list(todo)[:2])
    )
