"""The timeline in the report: as a table across or upright, in pictures, and what is uncertain or told differently."""

from collections.abc import Callable
from functools import lru_cache

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.analysis.entry_words import flag, role_of, source_places
from rca_workbench.analysis.support import STATEMENT_LIKE, thin
from rca_workbench.model import (
    Account,
    AccountState,
    EvidenceItem,
    Snapshot,
    TimelineEntry,
    TimeLink,
    shortened,
)
from rca_workbench.model.time import short_label
from rca_workbench.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    PictureBlock,
    Span,
    TableBlock,
    missing,
    plain,
    told,
)
from rca_workbench.report.telling import cell, ended, named, stacked

ONE_STATEMENT = "on one statement only"


@lru_cache(maxsize=1)
def chronology_of(snapshot: Snapshot) -> Chronology:
    """The order of a case's entries; kept, since the timeline and what is uncertain of it both ask."""
    return Chronology.of(snapshot.of(TimelineEntry).values(), snapshot.of(TimeLink).values())


def timeline(snapshot: Snapshot) -> list[Block]:
    """The timeline as a table for pages that lie across; what was expected has a column where anything was."""
    lone = _lone(snapshot)
    expects = any(one.expected for one in snapshot.of(TimelineEntry).values())

    def row(entry: TimelineEntry) -> tuple[Cell, ...]:
        words = (_words(entry), cell(entry, "expected")) if expects else (_words(entry),)
        return (
            entry.code,
            _time(entry),
            role_of(snapshot, entry),
            *words,
            flag(snapshot, entry).replace(", ", "\n"),
            _sources(snapshot, entry, lone),
        )

    what: tuple[Column, ...] = (Column("What happened", 42),)
    if expects:
        what = (Column("What happened", 32), Column("What should have happened", 16))
    columns = (
        Column("No.", 5), Column("When", 15), Column("Who or what", 15), *what, Column("Flag", 11),
        Column("Source", 10),
    )  # fmt: skip
    return _table(snapshot, columns, row)


def timeline_upright(snapshot: Snapshot) -> list[Block]:
    """The timeline as a table for upright pages: when and who stand in one cell, what was expected under the words."""
    lone = _lone(snapshot)

    def row(entry: TimelineEntry) -> tuple[Cell, ...]:
        marks = (flag(snapshot, entry).replace(", ", "\n"), _sources(snapshot, entry, lone))
        return (
            "\n".join(part for part in (entry.code, _time(entry), role_of(snapshot, entry)) if part),
            stacked(_words(entry), named("What should have happened", entry, "expected")),
            "\n".join(part for part in marks if part),
        )

    columns = (Column("When, who or what", 26), Column("What happened", 54), Column("Flag and source", 20))
    return _table(snapshot, columns, row)


def timeline_pictures(snapshot: Snapshot) -> list[Block]:
    """The timeline by lanes."""
    if not snapshot.of(TimelineEntry):
        return []
    from rca_workbench.drawing.pictures import report_timeline_pictures

    return [PictureBlock(one, one.title) for one in report_timeline_pictures(snapshot)]


def uncertain(snapshot: Snapshot) -> list[Block]:
    """Orders that cannot all be true, and every moment that is told differently, with where that stands."""
    entries = snapshot.of(TimelineEntry)
    chronology = chronology_of(snapshot)
    clashes = tuple(
        (
            Span(
                f"{', '.join(_name(entries[id]) for id in one.ids)} cannot all be in the order and at the times given."
            ),
        )
        for one in chronology.conflicts
    )
    made: list[Block] = [Bullets(clashes)] if clashes else []
    for id in chronology.order:
        made += _told_differently(snapshot, entries[id])
    loose = [one for one in snapshot.of(Account).values() if one.entry not in entries and one.text]
    if loose:
        made.append(plain("Accounts of no moment in the timeline:"))
        made.append(Bullets(tuple(_account(snapshot, one) for one in loose)))
    return made


def _told_differently(snapshot: Snapshot, entry: TimelineEntry) -> list[Block]:
    """One moment: each account with who says so, then where it stands. While it is open no account is preferred."""
    found = snapshot.pointed_from(Account, "entry", entry.id)
    if not found and entry.accounts_state is None:
        return []
    head = Span(f"{entry.code} {_time(entry)}: ".lstrip(), bold=True)
    versions = tuple(_account(snapshot, one) for one in found)
    return [
        Paragraph((head, told(entry))),
        *([Bullets(versions)] if versions else []),
        Paragraph(_where_it_stands(entry)),
    ]


def _account(snapshot: Snapshot, account: Account) -> tuple[Span, ...]:
    item = snapshot.get(EvidenceItem, account.evidence)
    source = " ".join(part for part in (item.code, item.name) if part) if item else "A source not recorded"
    place = f", {account.place}" if account.place else ""
    when = short_label(account.time)
    return (
        Span(f"{source}{place}: ", bold=True),
        Span(f"{when}. " if when else ""),
        told(account) if account.text else Span("Nothing is written down of what it says."),
    )


def _where_it_stands(entry: TimelineEntry) -> tuple[Span, ...]:
    how = ended(told(entry, "resolution")) if entry.resolution.strip() else ()
    match entry.accounts_state:
        case AccountState.RESOLVED:
            by = f", by {entry.resolved_by}" if entry.resolved_by else ""
            return (
                (Span(f"Resolved{by}: ", quiet=True), *how)
                if how
                else (Span(f"Resolved{by}. How is not recorded.", quiet=True),)
            )
        case AccountState.LEFT_OPEN:
            return (
                (Span("Left open: ", quiet=True), *how)
                if how
                else (Span("Left open: what is known does not decide between them.", quiet=True),)
            )
        case AccountState.DISPUTED:
            said = "Disputed. None of these accounts is preferred here."
        case _:
            said = "Where this stands is not recorded. None of these accounts is preferred here."
    return (Span(said, quiet=True),)


def _table(
    snapshot: Snapshot, columns: tuple[Column, ...], row: Callable[[TimelineEntry], tuple[Cell, ...]]
) -> list[Block]:
    entries = snapshot.of(TimelineEntry)
    if not entries:
        return [missing("The timeline is empty.")]
    rows = tuple(row(entries[id]) for id in chronology_of(snapshot).order)
    return [TableBlock("Timeline", columns, rows, "timeline_table")]


def _words(entry: TimelineEntry) -> Cell:
    """What happened, and what else is said of it."""
    if not (entry.sense or entry.note or entry.conflict_note):
        return cell(entry)
    return stacked(
        cell(entry),
        named("Why it made sense at the time", entry, "sense"),
        named("Note", entry, "note"),
        named("Where sources disagree", entry, "conflict_note"),
    )


def _lone(snapshot: Snapshot) -> frozenset[str]:
    """Ids of the facts that rest on one statement only; not worked out where there is no statement."""
    told = any(item.evidence_kind in STATEMENT_LIKE for item in snapshot.of(EvidenceItem).values())
    return frozenset(thin(snapshot)) if told else frozenset()


def _sources(snapshot: Snapshot, entry: TimelineEntry, lone: frozenset[str]) -> str:
    said = source_places(snapshot, entry)
    return f"{said} ({ONE_STATEMENT})" if said and entry.id in lone else said


def _time(entry: TimelineEntry) -> str:
    return short_label(entry.time) or entry.time.said or "Time not known"


def _name(entry: TimelineEntry) -> str:
    return entry.code or f"“{shortened(entry.text, 40)}”"
