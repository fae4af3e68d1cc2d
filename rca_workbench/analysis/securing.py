"""Evidence that has to be got hold of before it goes: which that is, and from when on it may be gone."""

from datetime import datetime

from rca_workbench.model import EvidenceItem, EvidenceKind, TimeKind
from rca_workbench.model.time import moment, window

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
