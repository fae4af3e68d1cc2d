"""What a statement rests on, as a footnote names it: each source with its code, its name and the place in it."""

from collections.abc import Iterable

from rca_workbench.model import EvidenceItem, EvidenceKind, Excerpt, Snapshot, Stance, shortened
from rca_workbench.model.words import listed, word

MOST = 8
"""Sources named in one footnote; the list of evidence has them all."""
_ACCOUNTS = (EvidenceKind.INTERVIEW, EvidenceKind.STATEMENT, EvidenceKind.FAMILY_ACCOUNT)
_CONCLUSIONS = (EvidenceKind.INFERENCE, EvidenceKind.UNVERIFIED)


def note_of(snapshot: Snapshot, excerpts: Iterable[Excerpt], codes: Iterable[str] = ()) -> str:
    """The footnote behind a statement: what supports it, what disputes it, at which entries of the timeline it shows.

    Places in the same source stand together, and a source is named in full. Empty where there is nothing.
    """
    found = list({one.id: one for one in excerpts}.values())
    supports = _named(snapshot, [one for one in found if one.stance is not Stance.DISPUTES])
    disputes = _named(snapshot, [one for one in found if one.stance is Stance.DISPUTES])
    shown = [code for code in dict.fromkeys(codes) if code]
    parts = [supports] if supports else []
    parts += [f"Timeline: {listed(shown, MOST)}"] if shown else []
    parts += [f"Disputed by {disputes}"] if disputes else []
    return f"{'. '.join(parts)}." if parts else ""


def sort_of(snapshot: Snapshot, excerpts: Iterable[Excerpt]) -> str:
    """What sort of statement it is by what supports it: fact, account or opinion; empty where nothing does.

    A record or several sources bear out a fact; the word of one who was there is an account; a conclusion of somebody's is
    an opinion (report_structures.json, export rules: distinguish fact, account and opinion).
    """
    items = {
        item.id: item
        for one in excerpts
        if one.stance is Stance.SUPPORTS and (item := snapshot.get(EvidenceItem, one.evidence)) is not None
    }
    kinds = [item.evidence_kind for item in items.values()]
    if not kinds:
        return ""
    if all(kind in _CONCLUSIONS for kind in kinds):
        return "Opinion: rests on a conclusion, not on a record."
    if len(kinds) == 1 and kinds[0] in _ACCOUNTS:
        return f"Account: rests on one {word(kinds[0]).lower()} only."
    return ""


def _named(snapshot: Snapshot, excerpts: list[Excerpt]) -> str:
    places: dict[str, list[str]] = {}
    for one in excerpts:
        item = snapshot.get(EvidenceItem, one.evidence)
        name = f"{item.code}, {shortened(item.name, 90)}" if item and item.code else ""
        name = name or (shortened(item.name, 90) if item else "a source that is gone")
        found = places.setdefault(name, [])
        if one.place and one.place not in found:
            found.append(one.place)
    said = [f"{name}, {listed(here, MOST)}" if here else name for name, here in places.items()]
    return "; ".join(said[:MOST]) + (f"; {len(said) - MOST} more" if len(said) > MOST else "")
