"""The evidence list as a spreadsheet: what there is, what each piece is used for, and through whose hands it went."""

from collections.abc import Callable
from pathlib import Path

from rca_workbench.analysis.invented import IN_SHORT, anything_invented, invented_words
from rca_workbench.exchange.book import Cell, Column, Sheet, write_book
from rca_workbench.model import Attachment, Entity, EvidenceItem, Excerpt, Snapshot, TimelineEntry
from rca_workbench.model.evidence import CustodyEntry
from rca_workbench.model.time import Time, said_in_words
from rca_workbench.model.words import word


def write_evidence_list(
    snapshot: Snapshot, target: Path, cancelled: Callable[[], bool] | None = None
) -> None:
    """Write the evidence register with the sheets Evidence, Used for and Hands it went through.

    Raises:
        LeakFault: it says who somebody is.
        Fault: it was stopped, or cannot be written.
    """
    items = sorted(snapshot.of(EvidenceItem).values(), key=lambda one: (one.order, one.code, one.id))
    write_book(
        snapshot,
        target,
        "Evidence list",
        (_register(snapshot, items), _uses(snapshot, items), _custody(snapshot, items)),
        cancelled=cancelled,
    )


def _register(snapshot: Snapshot, items: list[EvidenceItem]) -> Sheet:
    marked = anything_invented(snapshot)
    columns: tuple[tuple[str, int, Callable[[EvidenceItem], Cell]], ...] = (
        ("No.", 7, lambda one: one.code),
        ("What it is", 40, lambda one: one.name),
        ("Kind", 18, lambda one: word(one.evidence_kind) or one.kind_as_said),
        ("Where it came from", 28, lambda one: one.origin),
        ("Obtained by", 20, lambda one: one.obtained_by),
        ("Obtained", 18, lambda one: _when(snapshot, one.obtained)),
        ("Kept at", 24, lambda one: one.kept_at),
        ("Held by", 20, lambda one: one.holder),
        ("Lost after", 18, lambda one: _when(snapshot, one.vanishes)),
        ("Secured", 10, lambda one: "" if one.secured is None else "Yes" if one.secured else "No"),
        ("Secured by", 20, lambda one: one.secured_by),
        ("How good it is as a source", 36, lambda one: one.quality),
        ("Places used", 8, lambda one: len(snapshot.pointed_from(Excerpt, "evidence", one.id))),
        ("Files in the case", 30, lambda one: "\n".join(each.name for each in _files(snapshot, one))),
        ("SHA-256 of the files", 36, lambda one: "\n".join(each.sha256 for each in _files(snapshot, one))),
        ("Note", 30, lambda one: one.note),
        *(((IN_SHORT, 16, invented_words),) if marked else ()),
    )  # fmt: skip
    rows = [[says(one) for _, _, says in columns] for one in items]
    return Sheet("Evidence", tuple(Column(title, wide) for title, wide, _ in columns), rows, still=2)


def _uses(snapshot: Snapshot, items: list[EvidenceItem]) -> Sheet:
    rows: list[list[Cell]] = []
    for one in items:
        for place in snapshot.pointed_from(Excerpt, "evidence", one.id):
            fact = snapshot.find(place.about) if place.about else None
            rows.append(
                [
                    one.code, one.name, place.place, place.quote, word(place.stance),
                    fact.kind.word.capitalize() if fact else "", str(getattr(fact, "code", "")) if fact else "",
                    _title(fact),
                ]
            )  # fmt: skip
    columns = (
        ("No.", 7), ("Evidence", 34), ("Place", 20), ("Words quoted", 44), ("What it does", 14), ("For a", 18),
        ("Its no.", 8), ("What it says", 50),
    )  # fmt: skip
    return Sheet("Used for", tuple(Column(*each) for each in columns), rows)


def _custody(snapshot: Snapshot, items: list[EvidenceItem]) -> Sheet:
    rows: list[list[Cell]] = [
        [one.code, one.name, _when(snapshot, hands.at), hands.what, hands.by]
        for one in items
        for hands in snapshot.pointed_from(CustodyEntry, "evidence", one.id)
    ]
    columns = (("No.", 7), ("Evidence", 40), ("When", 22), ("What was done", 50), ("By", 24))
    return Sheet("Hands it went through", tuple(Column(*each) for each in columns), rows)


def _files(snapshot: Snapshot, one: EvidenceItem) -> list[Attachment]:
    return list(snapshot.pointed_from(Attachment, "evidence", one.id))


def _title(fact: Entity | None) -> str:
    return str(getattr(fact, fact.kind.title_field, "") or "") if fact is not None else ""


def _when(snapshot: Snapshot, time: Time) -> str:
    def named(id: str) -> str:
        entry = snapshot.get(TimelineEntry, id)
        return (entry.code or entry.text[:60]) if entry else "another entry"

    return time.said if time.start is None and time.anchor is None else said_in_words(time, named)
