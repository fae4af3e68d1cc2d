"""Evidence that has to be got hold of before it goes: which that is, from when on it may be gone, and how that is said."""

from datetime import datetime

from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.model import EvidenceItem, EvidenceKind, Snapshot, TimeKind
from rca_workbench.model.time import moment, short_label, window

SOON = 14
"""Days before something may be gone in which it stands out."""

_NOTHING_TO_GET = (
    EvidenceKind.PUBLISHED_REPORT,
    EvidenceKind.INFERENCE,
    EvidenceKind.PRESS,
    EvidenceKind.UNVERIFIED,
)


def to_secure(one: EvidenceItem) -> bool:
    """Whether a piece of evidence has still to be got hold of: it will be lost, or nothing says that anybody has it."""
    if one.secured:
        return False
    if one.vanishes.kind is not TimeKind.UNKNOWN or one.vanishes.said.strip() or one.secured_by.strip():
        return True
    got = one.obtained.kind is not TimeKind.UNKNOWN
    in_hand = one.kept_at.strip() or one.holder.strip() or one.origin.strip() or got
    return not in_hand and one.evidence_kind not in _NOTHING_TO_GET


def lost_from(item: EvidenceItem) -> datetime | None:
    """The first moment at which a piece of evidence may be gone."""
    seen = window(item.vanishes)
    first = seen.earliest if seen.earliest is not None else seen.latest
    return moment(first) if first is not None else None


def at_risk(item: EvidenceItem) -> bool:
    """Whether it will be lost some day and nobody has secured it yet."""
    return not item.secured and lost_from(item) is not None


def lost_words(item: EvidenceItem, now: datetime) -> str:
    """When it will be lost, counted in days of the calendar as everywhere: "lost in 2 days", "may be lost by now".

    Empty where nothing is said or it is secured.
    """
    first = lost_from(item)
    if first is None or item.secured:
        return ""
    if first < now:
        return "may be lost by now"
    days = (first.date() - now.date()).days
    return f"lost {({0: 'today', 1: 'tomorrow'}).get(days, f'in {days} days')}"


def risk_words(item: EvidenceItem, now: datetime) -> str:
    """The same where it stands alone: "lost in 2 days unless secured"."""
    said = lost_words(item, now)
    return f"{said} unless secured" if said.startswith("lost ") else said


def pressing_evidence(snapshot: Snapshot, now: datetime) -> tuple[tuple[str, str, str], ...]:
    """What will be lost, soonest first; then what is said to be lost without a date: what, why it matters, id."""
    loose = [
        one
        for one in snapshot.of(EvidenceItem).values()
        if not one.secured and (one.vanishes.kind is not TimeKind.UNKNOWN or one.vanishes.said.strip())
    ]
    loose.sort(key=lambda one: lost_from(one) or datetime.max)
    return tuple((f"Secure {in_quotes(one.name, 60)}", _why(one, now), one.id) for one in loose)


def _why(one: EvidenceItem, now: datetime) -> str:
    said, when = risk_words(one, now), short_label(one.vanishes)
    return f"{said[:1].upper()}{said[1:]}: {when}." if said else f"It will be lost: {when}."
