"""Bringing in drafts that came back: each is read beside the window, who wrote in it is asked, then it is taken in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from rca_workbench.model import Actor, Review, Snapshot, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.model.words import counted, listed
from rca_workbench.report.returned import BroughtIn, ReturnedFile, read
from rca_workbench.report.returned.authors import default_roles
from rca_workbench.ui.places.evidence.attach import file_work
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Progress, Stopped

_FOLDER = "review/folder"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found of the files: those that can be brought in, and why others cannot."""

    files: tuple[tuple[Path, ReturnedFile], ...]
    faults: tuple[tuple[Path, Fault], ...]


def choose_drafts(beside: QWidget) -> list[Path]:
    """The files somebody chooses, from the folder where the last ones were."""
    folder = str(QSettings().value(_FOLDER, str(Path.home())))
    chosen, _ = QFileDialog.getOpenFileNames(
        beside.window(), "Bring in reviewed drafts", folder, "Word documents (*.docx);;All files (*)"
    )
    if chosen:
        QSettings().setValue(_FOLDER, str(Path(chosen[0]).parent))
    return [Path(one) for one in chosen]


def bring_in(beside: QWidget, session: Session, paths: Sequence[Path]) -> None:
    """Read the files, ask in which role who wrote in them is to stand in the case, and take them in."""
    if not paths:
        return
    if session.read_only:
        session.faulted.emit(Fault(session.case.read_only_because, "Nothing was brought in."))
        return

    def job(progress: Progress, cancelled: Callable[[], bool]) -> Looked:
        files: list[tuple[Path, ReturnedFile]] = []
        faults: list[tuple[Path, Fault]] = []
        for at, path in enumerate(paths):
            progress(f"Reading {shortened(path.name, 40)}", at, len(paths))
            if cancelled():
                raise Stopped
            try:
                files.append((path, read(path)))
            except Fault as fault:
                faults.append((path, fault))
        return Looked(tuple(files), tuple(faults))

    file_work(session).run(
        beside, f"Reading {shortened(paths[0].name, 40)}", job, partial(_ask, beside, session)
    )


def first_roles(snapshot: Snapshot, looked: Looked) -> dict[str, str]:
    """What to call each author unless somebody says otherwise.

    The role of whom the people register knows by that name; to whom the draft went, where one person wrote in it; else
    "Reader 1" and so on, beyond those the case has already.
    """
    roles: dict[str, str] = {}
    for _, file in looked.files:
        for author in file.authors:
            known = _registered(snapshot, author)
            if known:
                roles.setdefault(author, known)
        review = _answered(snapshot, file)
        if len(file.authors) == 1 and review is not None and review.to.strip():
            roles.setdefault(file.authors[0], review.to.strip())
    others = [
        one
        for one in dict.fromkeys(name for _, file in looked.files for name in file.authors)
        if one not in roles
    ]
    return roles | dict(default_roles(snapshot, others))


def first_senders(snapshot: Snapshot, looked: Looked, roles: Mapping[str, str]) -> dict[Path, str]:
    """Whom a file came from that names no author: to whom it went, or another reader."""
    made: dict[Path, str] = {}
    silent = [path for path, file in looked.files if not file.authors]
    free = iter(default_roles(snapshot, [*roles, *map(str, silent)]).values())
    for path, file in looked.files:
        if not file.authors:
            review = _answered(snapshot, file)
            to = review.to.strip() if review is not None else ""
            made[path] = to or next(one for one in free if one not in roles.values())
    return made


def take_in(session: Session, looked: Looked, roles: dict[str, str], senders: dict[Path, str]) -> None:
    """Take the files into the case, each as one step; what could not be taken in is said."""
    from rca_workbench.report.returned import bring_in as bring

    faults, done = list(looked.faults), list[BroughtIn]()
    for path, _ in looked.files:
        try:
            done.append(bring(session.case, path, roles, session.today(), by=senders.get(path, "")))
        except Fault as fault:
            faults.append((path, fault))
    if done:
        session.select(done[-1].draft.id)
    said = [f"{path.name}: {fault.what}" for path, fault in faults]
    said += [_again(one) for one in done if one.again]
    if said:
        todo = next((fault.todo for _, fault in faults if fault.todo), "")
        safe = (
            "What could be read was brought in."
            if any(not one.again for one in done)
            else "The case is as it was."
        )
        session.faulted.emit(Fault(" ".join(said[:4]), safe, todo))


def found_words(done: Sequence[BroughtIn]) -> str:
    """What was brought in, for those who hear it."""
    proposals = sum(len(one.proposed.proposals) for one in done)
    comments = sum(len(one.proposed.comments) for one in done)
    return listed([counted(proposals, "proposed change"), counted(comments, "comment")])


def _ask(beside: QWidget, session: Session, looked: Looked) -> None:
    from rca_workbench.ui.places.report.review_roles import RolesWindow

    if not looked.files:
        take_in(session, looked, {}, {})
        return
    window = RolesWindow(session, looked, beside.window())
    window.accepted.connect(lambda: take_in(session, looked, window.roles(), window.senders()))
    window.finished.connect(window.deleteLater)
    window.open()


def _again(one: BroughtIn) -> str:
    return f"The draft from {one.draft.by or 'a reader'} was brought in before; nothing was added."


def _answered(snapshot: Snapshot, file: ReturnedFile) -> Review | None:
    return snapshot.get(Review, file.sent.export_id) if file.sent is not None else None


def _registered(snapshot: Snapshot, author: str) -> str:
    """The role of whom the people register knows by that name, or that is itself a role of the case."""
    name = author.strip().casefold()
    for one in snapshot.of(Actor).values():
        called = (one.role, one.name, one.also_known_as)
        if name and one.role and name in (each.strip().casefold() for each in called):
            return one.role
    return ""
