"""Commands on the case file itself: new, import, history, verify, undo, redo."""

import argparse
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rca_workbench.cli.terminal import (
    DONE,
    FAILED,
    FINDINGS,
    complain,
    give,
    give_json,
    mark_done,
    progress,
    say,
)
from rca_workbench.model import KINDS, Change, Profile
from rca_workbench.model.fault import Fault
from rca_workbench.model.fields import Plain
from rca_workbench.store import Case

if TYPE_CHECKING:
    from rca_workbench.exchange.load import Progress
    from rca_workbench.exchange.sheet import Plan

HIDDEN = "(hidden)"
"""Stands in listings for a value that may identify a person."""

SHEETS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
"""Sources that hold a timeline as rows."""

_MOST_NAMED = 200


def new(asked: argparse.Namespace) -> int:
    """Start a new case."""
    with Case.create(asked.case, title=asked.title, profile=Profile(asked.profile)):
        mark_done(f"{asked.case} was made.")
    say(f"Made {asked.case}.")
    return DONE


def take_in(asked: argparse.Namespace) -> int:
    """Take a source file into a case, which is made if it is not there."""
    for line in import_source(asked.case, asked.source):
        say(line)
    return DONE


def import_source(case_path: Path, source: Path, *, sample: bool = False) -> list[str]:
    """Import `source` into the case at `case_path`, made if absent. Returns the report's sentences.

    A case made for an import that then fails is taken away again.
    """
    from rca_workbench.exchange.load import import_into, read_file
    from rca_workbench.exchange.load import take_in as write_in
    from rca_workbench.model import Snapshot

    show = progress()
    if source.suffix.lower() in SHEETS:
        return _import_sheet(case_path, source, show)
    if case_path.exists():
        with Case.open(case_path) as case:
            report = import_into(case, source, show)
            mark_done(f"{source.name} was imported.")
            return [report.headline(), *report.lines()]
    contents = read_file(source, Snapshot.empty())
    try:
        with Case.create(case_path, title=contents.title, profile=contents.profile, sample=sample) as case:
            report = write_in(case, contents, show)
    except BaseException:
        with suppress(OSError):
            case_path.unlink()
        raise
    mark_done(f"{source.name} was imported.")
    return [report.headline(), *report.lines()]


def _import_sheet(case_path: Path, source: Path, show: "Progress | None") -> list[str]:
    """Import a timeline kept in a spreadsheet or a file of separated values, its columns guessed."""
    from rca_workbench.exchange import sheet
    from rca_workbench.model import Snapshot

    book = sheet.read_sheets(source)
    layout = sheet.guess(book)
    today = date.today()
    there = case_path.exists()
    if not there:
        _check(sheet.plan(book, layout, Snapshot.empty(), now=today))
    opened = Case.open(case_path) if there else Case.create(case_path, title=source.stem)
    try:
        with opened as case:
            plan = sheet.plan(book, layout, case.snapshot, removed=sheet.removed_before(case), now=today)
            _check(plan)
            imported = sheet.bring_in(case, plan, progress=show)
    except BaseException:
        if not there:
            with suppress(OSError):
                case_path.unlink()
        raise
    mark_done(f"{source.name} was imported.")
    return [sheet.headline(plan, imported), *sheet.lines(plan, imported)]


def _check(plan: "Plan") -> None:
    """Refuse a plan without rows, or with some that cannot come in as they stand: each is named by row and column."""
    if not plan.rows:
        raise Fault(f"{plan.workbook.name} holds no rows below its headers.", "Nothing was imported.")
    wrong = plan.blocking
    for problem in wrong[:_MOST_NAMED]:
        cell = f" “{problem.said[:60]}”:" if problem.said else ""
        complain(f"{plan.workbook.name}, {problem.where}:{cell} {problem.sentence}")
    if wrong:
        rows = len({problem.row for problem in wrong})
        more = f" The first {_MOST_NAMED} are named above." if len(wrong) > _MOST_NAMED else ""
        raise Fault(
            f"{plan.workbook.name}: {rows:,} {'row' if rows == 1 else 'rows'} cannot come in.{more}",
            "Nothing was imported.",
            "Mend them in the file, or bring it in from the timeline's page, where each can be mended or left out.",
        )


def history(asked: argparse.Namespace) -> int:
    """List the journal: newest first to read, oldest first as JSON."""
    with Case.open(asked.case, read_only=True) as case:
        if asked.json:
            give_json(
                [
                    {
                        "seq": step.seq,
                        "id": step.id,
                        "at": step.at.isoformat(timespec="milliseconds"),
                        "who": step.who,
                        "label": step.label,
                        "changes": [_change(change) for change in step.changes],
                    }
                    for step in case.history(newest_first=False)
                ]
            )
        else:
            for step in case.history():
                give(f"{step.seq:>5}  {step.at.astimezone():%Y-%m-%d %H:%M}  {step.who}: {step.label}")
    return DONE


def _change(change: Change) -> dict[str, Plain]:
    kind = KINDS.get(change.kind)
    hidden = {field.name for field in kind.fields if field.type.identity} if kind else set()

    def shown(value: Plain) -> Plain:
        if change.field is None and isinstance(value, dict):
            return {name: HIDDEN if name in hidden else one for name, one in value.items()}
        return HIDDEN if change.field in hidden and value not in (None, "") else value

    return {
        "kind": change.kind,
        "id": change.id,
        "field": change.field,
        "before": shown(change.before),
        "after": shown(change.after),
    }


def verify(asked: argparse.Namespace) -> int:
    """Check the file, the chain of its history, and that the state is what the history says."""
    with Case.open(asked.case, read_only=True) as case:
        problems = case.verify(asked.head, progress())
        head, snapshot = case.head, case.snapshot
    for problem in problems:
        give(problem.sentence)
    if problems:
        say(f"{asked.case.name}: {len(problems)} {'problem' if len(problems) == 1 else 'problems'} found.")
        return FINDINGS
    against = ", and the given head is part of it" if asked.head else ""
    say(
        f"{asked.case.name} is sound: the file is whole, its history is unbroken{against}. "
        f"Journal head: {head}"
    )
    if asked.head:
        from rca_workbench.report.signing import signed_words

        for line in signed_words(snapshot, asked.head):
            say(line)
    return DONE


def undo(asked: argparse.Namespace) -> int:
    """Undo the last step, whoever made it."""
    return _back_or_forth(asked, undo=True)


def redo(asked: argparse.Namespace) -> int:
    """Redo the step last undone."""
    return _back_or_forth(asked, undo=False)


def _back_or_forth(asked: argparse.Namespace, *, undo: bool) -> int:
    with Case.open(asked.case) as case:
        label = case.undo_label if undo else case.redo_label
        changes = case.undo() if undo else case.redo()
    if changes is None:
        complain(f"There is nothing to {'undo' if undo else 'redo'} in {asked.case.name}.")
        return FAILED
    done = f"{'Undone' if undo else 'Redone'}: {label or changes.label}"
    mark_done(done)
    say(done)
    return DONE
