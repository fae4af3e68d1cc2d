"""Proof that a case file is whole, that its history is unbroken, and that the case is what its history says."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from rca_workbench.model import StepKind
from rca_workbench.store import journal
from rca_workbench.store.connection import CaseFile
from rca_workbench.store.faults import CaseFault
from rca_workbench.store.journal import SALT_BYTES, ChangeRow, StepRow, step_id
from rca_workbench.store.problem import Problem
from rca_workbench.store.redact import Triple
from rca_workbench.store.replay import Replay
from rca_workbench.store.travel import first_parents
from rca_workbench.store.verify_files import FilesNamed

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""

_STRAYS = "SELECT count(*) FROM change WHERE step NOT IN (SELECT seq FROM step)"

SHORTEST_HEAD = 16
"""Digits of a head that are enough to name a step."""


class Verification:
    """One run over a file. Reads in portions, so that steps can be made meanwhile; those are taken in as well."""

    def __init__(
        self,
        file: CaseFile,
        turn: Callable[[], AbstractContextManager[None]],
        progress: Progress | None = None,
    ) -> None:
        self._file = file
        self._turn = turn
        self._progress = progress or (lambda what, done, of: None)
        self._problems: list[Problem] = []
        self._parents: dict[str, tuple[str | None, str | None]] = {}
        self._numbers: dict[str, int] = {}
        self._last = ""
        self._erased: dict[Triple, int] = {}
        self._announced: dict[Triple, int] = {}
        self._files = FilesNamed()

    def run(self, head: str | None = None, coming: frozenset[str] = frozenset()) -> list[Problem]:
        """Everything that is wrong; empty if the file is sound. See `Case.verify`.

        Args:
            head: a journal's head, as a report prints it.
            coming: hashes of files that are being taken in.
        """
        try:
            if self._is_whole():
                replay = self._walk()
                self._look_back(head)
                self._problems += replay.problems()
                self._problems += self._files.problems(self._file, self._turn, coming, self._progress)
        except CaseFault as fault:
            self._problems.append(Problem(fault.what))
        return self._problems

    def _is_whole(self) -> bool:
        self._progress("Checking the file", 0, 1)
        with self._turn():
            self._file.run("PRAGMA shrink_memory")  # pages in memory would hide what happened to the file
            found = [str(row[0]) for row in self._file.rows("PRAGMA integrity_check(20)")]
            astray = [str(row[0]) for row in self._file.rows("PRAGMA foreign_key_check")]
            strays = self._file.rows(_STRAYS)[0][0]
        self._problems += [Problem(f"The file is damaged: {one}.") for one in found if one != "ok"]
        if strays:
            self._problems.append(Problem("The history holds changes that belong to no step."))
        self._problems += [
            Problem(f"Something under “{name}” refers to what is not there.")
            for name in dict.fromkeys(name for name in astray if name != "change")
        ]
        return not self._problems

    def _walk(self) -> Replay:
        """Check each step by itself, in order of arrival; returns what they make of the case."""
        with self._turn():
            chain = {step.id for step in self._chain()}
            total = len(chain)
        replay = Replay()
        after: int | None = None
        done = 0
        while True:
            with self._turn():
                portion = journal.portion(self._file, newest_first=False, after=after)
                if not portion:
                    # In the same turn: no step can slip in between the last one replayed and the tables.
                    replay.read_tables(self._file)
                    break
                found = journal.rows_between(self._file, portion[0].seq, portion[-1].seq)
            for step in portion:
                rows = found.get(step.seq, [])
                self._check(step, rows)
                if step.id in chain or step.parent == self._last:
                    replay.take(step, rows)
                    chain.add(step.id)
                self._last = step.id
            after = portion[-1].seq
            done += len(portion)
            self._progress("Checking the history", min(done, total), total)
        return replay

    def _chain(self) -> Iterator[StepRow]:
        last = journal.last_step(self._file)
        return first_parents(last.id if last else "", journal.steps(self._file))

    def _check(self, step: StepRow, rows: list[ChangeRow]) -> None:
        name = f"Step {step.seq}, “{step.label}”,"
        if step_id(step, [row.digest() for row in rows]) != step.id:
            self._problems.append(Problem(f"{name} is not as it was kept.", step.seq))
        if (step.parent is None) != (not self._parents) or (step.parent is None) != (
            step.kind == StepKind.NEW
        ):
            self._problems.append(Problem(f"{name} stands where a history cannot begin or go on.", step.seq))
        elif any(parent not in self._parents for parent in (step.parent, step.parent2) if parent):
            self._problems.append(
                Problem(
                    f"{name} follows a step that is not there before it: one was taken out or moved.",
                    step.seq,
                )
            )
        for row in rows:
            self._files.take(step, row)
            triple = (row.kind, row.entity, row.field or "")
            if row.erased:
                self._erased.setdefault(triple, step.seq)
                if row.before is not None or row.after is not None or row.salt is not None:
                    self._problems.append(Problem(f"{name} holds a value marked as erased.", step.seq))
            elif row.salt is None or len(row.salt) != SALT_BYTES:
                self._problems.append(Problem(f"{name} lacks what its proof needs.", step.seq))
            if step.kind == StepKind.REDACT:
                self._announced[triple] = step.seq
        self._parents[step.id] = (step.parent, step.parent2)
        self._numbers[step.id] = step.seq

    def _look_back(self, head: str | None) -> None:
        """From the last step back, see that every step is reached and what was erased and printed is there."""
        if not self._parents:
            self._problems.append(Problem("The history is empty."))
        reached: set[str] = set()
        waiting = [self._last]
        while waiting:
            id = waiting.pop()
            if id in self._parents and id not in reached:
                reached.add(id)
                waiting += [parent for parent in self._parents[id] if parent]
        for id, number in self._numbers.items():
            if id not in reached:
                self._problems.append(Problem(f"Step {number} was put in: no later step follows it.", number))
        for triple, number in self._erased.items():
            if self._announced.get(triple, 0) <= number:
                self._problems.append(
                    Problem(f"Step {number} lacks a value that no later step erased.", number)
                )
        wanted = "".join((head or "").split()).lower()  # the window shows it in groups, to be read out
        if head is not None and (
            len(wanted) < SHORTEST_HEAD or not any(id.startswith(wanted) for id in self._parents)
        ):
            self._problems.append(
                Problem(
                    "The printed head is not in this history: its end was cut off, or it was written anew after"
                    " the head was printed."
                )
            )
