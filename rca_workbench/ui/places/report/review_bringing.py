"""Bringing in drafts that came back: each is read beside the window, who wrote in it is asked, then it is taken in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from rca_workbench.model import Actor, Snapshot, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.model.words import counted
from rca_workbench.report.returned import BroughtIn, Coming, ReturnedFile, compared, read, take_in
from rca_workbench.report.returned.authors import default_roles
from rca_workbench.report.returned.outgoing import Outgoing, outgoing
from rca_workbench.ui.places.evidence.attach import file_work
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Progress, Stopped

_FOLDER = "review/folder"


@dataclass(frozen=True, slots=True)
class Came:
    """A file that can be brought in, and the draft it answers."""

    path: Path
    file: ReturnedFile
    answers: Outgoing


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found of the files: those that can be brought in, and why others cannot."""

    files: tuple[Came, ...]
    faults: tuple[Fault, ...]


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

    case = session.case

    def job(progress: Progress, cancelled: Callable[[], bool]) -> Looked:
        files: list[Came] = []
        faults: list[Fault] = []
        for at, path in enumerate(paths):
            progress(f"Reading {shortened(path.name, 40)}", at, len(paths))
            if cancelled():
                raise Stopped
            try:
                file = read(path)
                files.append(Came(path, file, outgoing(case, file)))
            except Fault as fault:
                faults.append(fault)
        return Looked(tuple(files), tuple(faults))

    file_work(session).run(
        beside, f"Reading {shortened(paths[0].name, 40)}", job, partial(_ask, beside, session)
    )


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who wrote in what came back: the same person in every file, where the file has a name for them."""

    name: str
    path: Path | None = None
    """The one file they wrote in, where a program put its own words for a name: another file's may be somebody else."""


def writers(came: Came) -> list[Writer]:
    """Who wrote in a file."""
    return [
        Writer(one, came.path if one.strip().casefold() in _NO_NAMES else None) for one in came.file.authors
    ]


_NO_NAMES = frozenset(
    (
        "",
        "unknown author",
        "unknown",
        "author",
        "user",
        "windows user",
        "microsoft office user",
        "guest",
        "admin",
    )
)
"""What programs write where nobody told them a name."""


def first_roles(snapshot: Snapshot, looked: Looked) -> dict[Writer, str]:
    """What to call each author unless somebody says otherwise.

    The role of whom the people register knows by that name; to whom the draft went, where one person alone wrote in what
    came back; else "Reader 1" and so on, beyond those the case has already.
    """
    every = dict.fromkeys(one for came in looked.files for one in writers(came))
    roles = {one: role for one in every if (role := _registered(snapshot, one.name))}
    alone: dict[str, set[Writer]] = {}
    for came in looked.files:
        several = writers(came)
        if (to := _went_to(came)) and len(several) == 1 and several[0] not in roles:
            alone.setdefault(to, set()).add(several[0])
    # Where several wrote, nobody can tell which of them it went to.
    roles |= {authors.pop(): to for to, authors in alone.items() if len(authors) == 1}
    return roles | dict(default_roles(snapshot, [one for one in every if one not in roles]))


def first_senders(snapshot: Snapshot, looked: Looked, roles: Mapping[Writer, str]) -> dict[Path, str]:
    """Whom a file came from that names no author: to whom it went, or another reader."""
    silent = [one for one in looked.files if not one.file.authors]
    free = iter(default_roles(snapshot, [*roles, *(Writer("", one.path) for one in silent)]).values())
    made: dict[Path, str] = {}
    for came in silent:
        to = _went_to(came)
        taken = {*roles.values(), *made.values()}
        made[came.path] = to if to and to not in taken else next(one for one in free if one not in taken)
    return made


def take_all_in(
    beside: QWidget,
    session: Session,
    looked: Looked,
    roles: Mapping[Writer, str],
    senders: Mapping[Path, str],
) -> None:
    """Compare the files beside the window and take them into the case, each as one step."""
    case = session.case

    def job(progress: Progress, cancelled: Callable[[], bool]) -> tuple[Coming, ...]:
        made = []
        for at, came in enumerate(looked.files):
            progress(f"Comparing {shortened(came.path.name, 40)}", at, len(looked.files))
            if cancelled():
                raise Stopped
            here = {one.name: roles[one] for one in writers(came)}
            made.append(compared(case, came.file, here, by=senders.get(came.path, "")))
        return tuple(made)

    file_work(session).run(beside, "Comparing what came back", job, partial(_take, session, looked.faults))


def _take(session: Session, faults: Sequence[Fault], several: Sequence[Coming]) -> None:
    """Take compared files into the case, and say of which there is nothing to take."""
    done: list[BroughtIn] = []
    wrong = list(faults)
    for coming in several:
        try:
            done.append(take_in(session.case, coming, session.today()))
        except Fault as fault:
            wrong.append(fault)
    if done:
        session.select(done[-1].draft.id)
    _say(session, wrong, done)


def _say(session: Session, faults: Sequence[Fault], done: Sequence[BroughtIn]) -> None:
    said = [fault.what for fault in faults] + [_again(one) for one in done if one.again]
    if said:
        todo = next((fault.todo for fault in faults if fault.todo), "")
        new = sum(not one.again for one in done)
        safe = (
            f"{counted(new, 'other draft was', 'other drafts were')} brought in."
            if new
            else "The case is as it was."
        )
        session.faulted.emit(Fault(" ".join(said[:4]), safe, todo))


def _ask(beside: QWidget, session: Session, looked: Looked) -> None:
    from rca_workbench.ui.places.report.review_roles import RolesWindow

    if not looked.files:
        _say(session, looked.faults, ())
        return
    window = RolesWindow(session, looked, beside.window())
    window.accepted.connect(lambda: take_all_in(beside, session, looked, window.roles(), window.senders()))
    window.finished.connect(window.deleteLater)
    window.open()


def _again(one: BroughtIn) -> str:
    return f"The draft from {one.draft.by or 'a reader'} was brought in before; nothing was added."


def _went_to(came: Came) -> str:
    return came.answers.review.to.strip() if came.answers.review is not None else ""


def _registered(snapshot: Snapshot, author: str) -> str:
    """The role of whom the people register knows by that name, or that is itself a role of the case."""
    name = author.strip().casefold()
    if name in _NO_NAMES:
        return ""
    for one in snapshot.of(Actor).values():
        called = (one.role, one.name, one.also_known_as)
        if name and one.role and name in (each.strip().casefold() for each in called):
            return one.role
    return ""
