"""An open case: its snapshot, the steps that change it, undo and redo."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Thread
from types import TracebackType

from sqlalchemy.exc import DBAPIError

from rca_workbench.model import Attachment, CaseRecord, Change, Changes, Profile, Snapshot, StepKind
from rca_workbench.model.fault import Fault
from rca_workbench.model.fields import Plain
from rca_workbench.model.text import clean_text
from rca_workbench.store import journal, rows
from rca_workbench.store.attachments import AttachedFiles
from rca_workbench.store.backup import backup, copy_file, made_whole
from rca_workbench.store.catching_up import Kept, missed
from rca_workbench.store.collecting import gc_paused, gc_resumed
from rca_workbench.store.connection import CaseFile
from rca_workbench.store.faults import CaseFault, damaged, in_words
from rca_workbench.store.history import StepRecord
from rca_workbench.store.journal import StepRow
from rca_workbench.store.listeners import Listener, Listeners
from rca_workbench.store.opening import Opened, create_file, open_file
from rca_workbench.store.problem import Problem
from rca_workbench.store.redact import Triple, erase, steps_holding
from rca_workbench.store.step import Edits, Step
from rca_workbench.store.travel import first_parents, next_redo, next_undo
from rca_workbench.store.turns import turn_at
from rca_workbench.store.verify import Progress, Verification

log = logging.getLogger(__name__)

COPIED_AT_ONCE = 64_000_000
"""Bytes of a file that are copied in one turn; of a larger one in portions, between which steps can be made."""
TAKEN_OVER = "Another window has taken this case over. You can read it here. Close it there to make changes here again."


class Case:
    """One case file, open. Everything that changes it goes through `step`, `undo`, `redo` or `redact`.

    Any thread may use it; they take turns.
    """

    def __init__(self, opened: Opened, who: str) -> None:
        self._opened = opened
        if opened.file is None:
            raise ValueError("a case needs its file")
        self._file = opened.file
        self._turn = turn_at(opened.file.path)
        self._step_open = False
        self._made: Kept | None = None
        self._listeners = Listeners()
        self._travel: tuple[str, StepRow | None, StepRow | None] | None = None
        self._copying: Thread | None = None
        self._closed = False
        self.who = who
        """Who works on it, by role: written into each step."""
        with self._file.one_moment():
            last = journal.last_step(self._file)
            first = next(journal.steps(self._file, newest_first=False), None)
            if last is None or first is None:
                raise damaged(opened.path)
            StepRecord.of(last, self._changes_of)  # raises where its time makes no sense
            self._last = last
            self.id = first.id
            """The id of the case's first step: the same in every copy of it."""
            self._snapshot = rows.load(self._file, last.id)
        self.files = AttachedFiles(self._file, self._reading, self._writing)
        """The bytes of the files attached to its evidence."""

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        title: str = "",
        profile: Profile = Profile.PSIRF,
        who: str = "Investigator",
        sample: bool = False,
    ) -> "Case":
        """Make a new case file and open it.

        Raises:
            CaseFault: there is a file of that name already, or none can be made there.
            ValueError: the title cannot be kept; the sentence says why.
        """
        step = Step(Snapshot.empty())
        record = CaseRecord(id=CaseRecord.kind.name, title=title, profile=profile, sample=sample or None)
        step.add(record)
        edits = step.edits()

        def fill(file: CaseFile) -> None:
            rows.write(file, edits)
            journal.write_step(
                file, edits.changes, parent=None, kind=StepKind.NEW, label="Start the case", who=who
            )

        create_file(path, fill)
        return cls.open(path, who=who, keep_copy=False)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        who: str = "Investigator",
        take_over: bool = False,
        keep_copy: bool = True,
    ) -> "Case":
        """Open a case file. Where it cannot be changed, it is open to be read: see `read_only_because`.

        Args:
            path: the file.
            read_only: change nothing, and leave the case free for others to change.
            who: who works on it, by role.
            take_over: change it although another window has it open, which can then only read.
            keep_copy: make a safe copy, in the background, if the case changed since the last one.

        Raises:
            CaseFault: it is not a case, or not one that can be opened. Nothing was written.
        """
        opened = open_file(path, who, read_only=read_only, take_over=take_over)
        try:
            with in_words(path, "The file was left as it is."):
                try:
                    case = cls(opened, who)
                except (ValueError, TypeError, KeyError) as error:
                    log.warning("%s holds a value that makes no sense: %s", path, error)
                    raise damaged(path) from error
        except BaseException:
            opened.close()
            raise
        if keep_copy and not case.read_only:
            case._copying = Thread(target=case._tidy, name="safe copy", daemon=True)
            case._copying.start()
        return case

    @property
    def path(self) -> Path:
        """The file, as it was named when it was opened."""
        return self._opened.path

    @property
    def read_only(self) -> bool:
        """True where the case can be read but not changed."""
        return bool(self._opened.read_only_because)

    @property
    def read_only_because(self) -> str:
        """Why nothing can be changed, in a sentence or two for the user; empty where it can."""
        return self._opened.read_only_because

    @property
    def snapshot(self) -> Snapshot:
        """The case as it stands after the last step."""
        return self._snapshot

    @property
    def head(self) -> str:
        """Id of the journal's last step: what a signed report prints."""
        return self._snapshot.head

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, in words; None if there is nothing."""
        step = self._targets()[0]
        return step.label if step else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, in words; None if there is nothing."""
        step = self._targets()[1]
        return step.label if step else None

    @contextmanager
    def step(self, label: str, *, meeting: str | None = None) -> Iterator[Step]:
        """One gesture: what is changed inside is kept whole when the block is left, or not at all.

        Nobody else can change the case meanwhile, so a block is short. Where nothing was changed there is no
        step. Listeners hear of it after the commit.

        Args:
            label: what Undo and the history call it.
            meeting: id of the meeting in which it was made, if any.

        Raises:
            CaseFault: the case cannot be changed here, or the disk does not take it; nothing was changed.
        """
        with self._changing():
            step = Step(self._snapshot)
            yield step
            edits = step.edits()
            if edits.changes:
                self._keep(edits, StepKind.DO, label, meeting=meeting)

    def undo(self) -> Changes | None:
        """Take back the last step not yet taken back, whoever made it and whenever; None if there is none.

        Raises:
            CaseFault: a value it would bring back was erased for good, or the case cannot be changed.
        """
        with self._changing():
            return self._invert(self._targets()[0], StepKind.UNDO)

    def redo(self) -> Changes | None:
        """Do again what was last taken back; None if there is nothing, or something else was done since."""
        with self._changing():
            return self._invert(self._targets()[1], StepKind.REDO)

    def redact(self, fields: Iterable[Triple], label: str = "Erase personal details") -> Changes | None:
        """Erase identity fields, now and in all history, for good: this cannot be undone.

        Args:
            fields: kind, id and field of each. Only fields declared as identity can be erased.
            label: what the history calls it.

        Returns:
            What changed, or None where there was nothing to erase. Copies of the file, safe copies and what
            was exported are beyond its reach.

        Raises:
            ValueError: a field is not one that identifies a person.
        """
        with self._changing():
            edits = erase(self._file, self._snapshot, list(fields))
            return self._keep(edits, StepKind.REDACT, label) if edits.changes else None

    def steps_holding(self, fields: Iterable[Triple]) -> int:
        """How many steps of the history `redact` would take these fields out of."""
        with self._reading():
            return steps_holding(self._file, list(fields))

    def history(self, newest_first: bool = True) -> Iterator[StepRecord]:
        """Every step. They are read in portions and what each changed when it is asked for."""
        last: int | None = None
        while True:
            with self._reading():
                portion = journal.portion(self._file, newest_first=newest_first, after=last)
            if not portion:
                return
            try:
                records = [StepRecord.of(row, self._changes_of) for row in portion]
            except ValueError as error:
                raise damaged(self.path) from error
            yield from records
            last = portion[-1].seq

    def removed(self, kind: str) -> frozenset[str]:
        """Ids of a kind's entities that were removed and not only undone, whether or not they came back since."""
        with self._reading():
            return journal.removed(self._file, kind)

    def added(self, kind: str) -> list[dict[str, Plain]]:
        """A kind's entities as they were when they came, the first first, also those removed or undone since.

        Identity fields are not among their fields.
        """
        with self._reading():
            try:
                return journal.added(self._file, kind)
            except ValueError as error:
                raise damaged(self.path) from error

    def verify(self, head: str | None = None, progress: Progress | None = None) -> list[Problem]:
        """What is wrong with the file; empty if it is sound. Can run in a thread of its own.

        Proves that the file is whole, that no step was edited, inserted, deleted or moved, and that the tables
        are what the steps make of them. That the end was cut off, or all of it written anew, only a head
        printed on paper can show.

        Args:
            head: a journal's head, as a report prints it, or its first 16 digits or more.
            progress: told what is being done, how much of it is done, and of how much.
        """
        verification = Verification(self._file, self._reading, progress)
        return verification.run(head, self.files.coming)

    def refresh(self) -> None:
        """Take in the steps that another window wrote; listeners hear of each."""
        with self._reading():
            self._catch_up()
        self._listeners.tell()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function called after each step. Returns what ends that."""
        return self._listeners.add(listener)

    def save_copy(self, path: Path) -> None:
        """Write a copy of the file as it stands to `path`, replacing what is there."""
        with self._reading():
            if self._file.size > COPIED_AT_ONCE:
                with made_whole(path) as making:
                    making.unlink(missing_ok=True)
                    self._file.copy_to(making, self._turn.let_others)
                return
            # Holding the lock keeps other windows from writing while the bytes are read.
            self._file.run("BEGIN" if self.read_only else "BEGIN IMMEDIATE")
            try:
                self._file.rows("SELECT seq FROM step LIMIT 1")
                copy_file(self._file.path, path)
            finally:
                self._file.roll_back()

    def close(self) -> None:
        """Let go of the file. What was kept stays kept; there is nothing to save."""
        if self._copying is not None:
            self._copying.join()
        self.files.close()
        with self._turn:
            if not self._closed:
                self._closed = True
                self._opened.close()
                gc_resumed()

    def __enter__(self) -> "Case":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._turn, in_words(self.path, "Nothing was changed."):
            if self._closed:
                raise RuntimeError("the case is closed")
            yield

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """A turn at writing: one transaction around the block, on top of what other windows wrote."""
        try:
            with self._turn:
                if self._closed:
                    raise RuntimeError("the case is closed")
                if self._step_open:
                    raise RuntimeError("a step is being made already")
                self._may_change()
                self._step_open = True
                try:
                    with gc_paused(), in_words(self.path, self._safe()), self._file.transaction():
                        self._catch_up()
                        yield
                    # Only what is on the disk is shown.
                    if self._made is not None:
                        self._show(self._made)
                finally:
                    self._step_open, self._made = False, None
        finally:
            self._listeners.tell()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A turn at writing what is no step: the bytes of a file, which only a later step names."""
        with self._turn:
            if self._closed:
                raise CaseFault(f"{self.path.name} was closed meanwhile.", "Nothing was attached.")
            self._may_change()
            with in_words(self.path, self._safe()), self._file.passing():
                yield

    def _may_change(self) -> None:
        lock = self._opened.lock
        if not self.read_only and lock is not None and not lock.is_mine():
            self._opened.read_only_because = TAKEN_OVER
        if self.read_only:
            raise CaseFault(self.read_only_because, "Nothing was changed.")

    def _safe(self) -> str:
        at = datetime.fromisoformat(self._last.at).astimezone()
        return f"Everything up to {at:%H:%M} is safe."

    def _keep(
        self, edits: Edits, kind: StepKind, label: str, target: str | None = None, meeting: str | None = None
    ) -> Changes:
        """Write a step; it shows once the transaction around it is committed."""
        rows.write(self._file, edits)
        row = journal.write_step(
            self._file,
            edits.changes,
            parent=self._last,
            kind=kind,
            label=clean_text(label),
            who=clean_text(self.who),
            target=target,
            meeting=meeting,
        )
        changes = Changes(row.id, kind, row.label, edits.changes)
        snapshot = self._snapshot.changed((now for _, now in edits.put), edits.removed, row.id)
        self._made = Kept(row, snapshot, changes)
        return changes

    def _show(self, kept: Kept) -> None:
        self._last, self._snapshot = kept.row, kept.snapshot
        if kept.row.kind == StepKind.DO:
            # What follows a new step is known without reading the journal: it alone can be taken back.
            self._travel = (kept.row.id, kept.row, None)
        self._listeners.note(kept.changes)

    def _invert(self, target: StepRow | None, kind: StepKind) -> Changes | None:
        if target is None:
            return None
        found = journal.change_rows(self._file, target.seq)
        if any(row.erased for row in found):
            raise CaseFault(
                f"“{target.label}” cannot be undone or done again: personal details in it were erased for good.",
                todo="Make the change by hand.",
            )
        step = Step(self._snapshot)
        try:
            for change in journal.changes_of(found):
                step.put_back(change)
        except ValueError as error:
            raise damaged(self.path) from error
        return self._keep(step.edits(), kind, target.label, target=target.id)

    def _catch_up(self) -> None:
        """Take in what other windows wrote since; it is told later."""
        try:
            for kept in missed(self._file, self._last, self._snapshot):
                self._show(kept)
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self.path) from error

    def _targets(self) -> tuple[StepRow | None, StepRow | None]:
        """What undo and redo would act on, worked out once for each head."""
        with self._reading():
            if self._travel is None or self._travel[0] != self.head:
                chain = partial(first_parents, self.head)
                self._travel = (
                    self.head,
                    next_undo(chain(journal.steps(self._file))),
                    next_redo(chain(journal.steps(self._file))),
                )
            return self._travel[1:]

    def _changes_of(self, seq: int) -> tuple[Change, ...]:
        with self._reading():
            try:
                return journal.changes_of(journal.change_rows(self._file, seq))
            except ValueError as error:
                raise damaged(self.path) from error

    def _tidy(self) -> None:
        """After opening: sweep what a copy that was cut off left, and keep a safe copy."""
        attached = frozenset(one.sha256 for one in self._snapshot.of(Attachment).values())
        for job, failed in (
            (partial(self.files.sweep, attached), "what a copy left in %s could not be swept"),
            (partial(backup, self), "no safe copy of %s could be made"),
        ):
            try:
                job()
            except (OSError, Fault, DBAPIError, sqlite3.Error):
                log.warning(failed, self.path, exc_info=True)
