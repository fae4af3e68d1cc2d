"""The command that says what a reviewed draft proposes."""

import argparse
import json
from collections.abc import Iterator

from rca_workbench.cli.terminal import DONE, FINDINGS, give, say
from rca_workbench.model import Comment, Proposal, ReportText, Snapshot
from rca_workbench.model.words import counted, word
from rca_workbench.store import Case


def review(asked: argparse.Namespace) -> int:
    """List every change and comment of a Word file that came back. The case is only read."""
    from rca_workbench.report.returned import read, what_it_proposes

    file = read(asked.draft)
    with Case.open(asked.case, read_only=True) as case:
        _, found = what_it_proposes(case, file, {})
        snapshot = case.snapshot
    for note in found.notes:
        say(note)
    if asked.json:
        rows = [*map(_change, found.proposals), *(_comment(snapshot, one) for one in found.comments)]
        give(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for line in _lines(found.proposals, found.comments):
            give(line)
    changes, comments = len(found.proposals), len(found.comments)
    say(f"{counted(changes, 'proposed change')} and {counted(comments, 'comment')}. The case is unchanged.")
    return FINDINGS if changes or comments else DONE


def _change(one: Proposal) -> dict[str, str]:
    return {
        "kind": one.subject_kind,
        "id": one.subject,
        "field": one.field,
        "before": one.before,
        "after": one.after,
        "author": one.by,
        "state": str(one.state),
        "comment": "",
        "what": str(one.proposal_kind),
        "place": one.place,
        "tracked": "yes" if one.tracked else "no",
        "date": one.on,
    }


def _comment(snapshot: Snapshot, one: Comment) -> dict[str, str]:
    about = snapshot.find(one.about)
    return {
        "kind": about.kind.name if about is not None else ReportText.kind.name if one.field else "",
        "id": one.about or "",
        "field": one.field,
        "before": one.quote,
        "after": "",
        "author": one.by,
        "state": str(one.state),
        "comment": one.text,
        "what": "reply" if one.answers else "comment",
        "place": one.place,
        "tracked": "no",
        "date": one.on,
    }


def _lines(proposals: tuple[Proposal, ...], comments: tuple[Comment, ...]) -> Iterator[str]:
    for one in proposals:
        how = "tracked" if one.tracked else "not tracked"
        who = ", ".join(part for part in (one.by, one.on, how) if part)
        yield f"{one.place or 'Somewhere in the file'}: {word(one.proposal_kind).lower()} ({who})"
        if one.before:
            yield from _indented("-", one.before)
        if one.after:
            yield from _indented("+", one.after)
    for said in comments:
        who = ", ".join(part for part in (said.by, said.on) if part)
        yield f"{said.place or 'Somewhere in the file'}: {'reply' if said.answers else 'comment'} ({who})"
        if said.quote:
            yield from _indented(">", said.quote)
        yield from _indented(" ", said.text)


def _indented(sign: str, text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield f"  {sign} {line}"
