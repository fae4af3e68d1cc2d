"""The evidence as a list of its own, with who held it when; and the key events of a timeline, for a short report."""

from rca_workbench.analysis.entry_words import flag, role_of
from rca_workbench.model import (
    Account,
    CustodyEntry,
    EvidenceItem,
    Excerpt,
    Factor,
    FactorStatus,
    Snapshot,
    TimelineEntry,
)
from rca_workbench.model.time import Time, short_label
from rca_workbench.model.words import counted, word
from rca_workbench.report.document import Block, Cell, Column, TableBlock, missing, plain
from rca_workbench.report.telling import cell, named, stacked
from rca_workbench.report.timeline import chronology_of

MOST_EVENTS = 30
"""Key events printed in a short report; the timeline has them all."""


def evidence_table(snapshot: Snapshot) -> list[Block]:
    """Every piece of evidence, for an appendix: what, of which kind, from where, and how many statements rest on it."""
    items = snapshot.of(EvidenceItem)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.code,
            stacked(cell(one, "name"), named("How good it is", one, "quality")),
            word(one.evidence_kind),
            cell(one, "kept_at" if one.kept_at.strip() else "origin"),
            str(len(snapshot.pointed_from(Excerpt, "evidence", one.id))),
        )
        for one in items.values()
    )
    columns = (
        Column("Code", 2), Column("What", 9), Column("Kind", 5), Column("Where it is from or kept", 6),
        Column("Facts it supports", 3),
    )  # fmt: skip
    return [TableBlock("Evidence", columns, rows, "evidence_table")] if rows else []


def evidence_list(snapshot: Snapshot) -> list[Block]:
    """The whole register across the page: from where, obtained when and by whom, kept where, how good, used how often."""
    items = list(snapshot.of(EvidenceItem).values())
    if not items:
        return [missing("No evidence is in the register yet.")]
    rows = tuple(_register_row(snapshot, one) for one in items)
    columns = (
        Column("Code", 4), Column("What, and what sort", 17), Column("From", 12), Column("Obtained", 10),
        Column("Kept", 12), Column("How good it is as a source", 17), Column("Statements that rest on it", 9),
    )  # fmt: skip
    used = sum(row[-1] != "None" for row in rows)
    said = f"{counted(len(items), 'piece')} of evidence; {used} of them used in the timeline, the factors or the findings."
    return [plain(said), TableBlock("Evidence", columns, rows, "evidence_table")]


def custody(snapshot: Snapshot) -> list[Block]:
    """Who did what with each piece of evidence, in the order it was noted."""
    entries = list(snapshot.of(CustodyEntry).values())
    rows: list[tuple[Cell, ...]] = []
    for item in snapshot.of(EvidenceItem).values():
        for one in entries:
            if one.evidence == item.id:
                rows.append((item.code or item.name, _when(one.at), cell(one, "what"), one.by))
    columns = (Column("Evidence", 3), Column("When", 4), Column("What was done", 8), Column("By, by role", 4))
    return [TableBlock("Chain of custody", columns, tuple(rows))] if rows else []


def key_events(snapshot: Snapshot) -> list[Block]:
    """The events that carry the account: flagged, told differently, or at which a factor shows. All, where none is."""
    entries = snapshot.of(TimelineEntry)
    order = chronology_of(snapshot).order if entries else ()
    shown = {
        id
        for one in snapshot.of(Factor).values()
        if one.status is not FactorStatus.REJECTED
        for id in (*one.entries, one.entry)
        if id
    }
    every = [entries[id] for id in order]
    flagged = [
        one
        for one in every
        if one.problem or one.harm or one.good_practice or snapshot.pointed_from(Account, "entry", one.id)
    ]
    key = flagged or [one for one in every if one.id in shown] or every
    if not key:
        return [missing("The timeline is empty.")]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            stacked(one.code, short_label(one.time) or one.time.said or "Time not known"),
            stacked(cell(one), named("What should have happened", one, "expected")),
            stacked(role_of(snapshot, one), flag(snapshot, one).replace(", ", "\n")),
        )
        for one in key[:MOST_EVENTS]
    )
    columns = (Column("When", 3), Column("What happened", 10), Column("Who or what, and flag", 4))
    made: list[Block] = [TableBlock("Key events", columns, rows, "timeline_table")]
    if len(rows) < len(every):
        made.append(
            plain(f"{len(rows)} of {len(every)} entries of the timeline; the whole is in its appendix pack.")
        )
    return made


def _register_row(snapshot: Snapshot, one: EvidenceItem) -> tuple[Cell, ...]:
    rests = len(snapshot.pointed_from(Excerpt, "evidence", one.id))
    return (
        one.code,
        stacked(cell(one, "name"), word(one.evidence_kind) or one.kind_as_said),
        cell(one, "origin"),
        stacked(_when(one.obtained), one.obtained_by),
        stacked(cell(one, "kept_at"), one.holder),
        stacked(cell(one, "quality"), named("Note", one, "note")),
        str(rests) if rests else "None",
    )


def _when(time: Time) -> str:
    return short_label(time) if time != Time() else ""
