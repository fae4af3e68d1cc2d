"""Short numbers people use to refer to things aloud: T12, F3."""

from rca_workbench.model.entity import Entity
from rca_workbench.model.graph import FACTOR_CODES, Factor, FactorKind
from rca_workbench.model.snapshot import Snapshot


def next_code(snapshot: Snapshot, cls: type[Entity], factor_kind: FactorKind | None = None) -> str:
    """A code no entity of that kind carries yet, or "" for kinds without codes.

    A code is a handle for people, not an identity: two laptops may give the same one, and that is harmless.
    """
    prefix = FACTOR_CODES[factor_kind] if factor_kind else cls.kind.code_prefix
    if not prefix:
        return ""
    taken = snapshot.by(cls, "code")
    number = (
        len(snapshot.by(Factor, "factor_kind").get(factor_kind, ())) if factor_kind else len(snapshot.of(cls))
    )
    number += 1
    while f"{prefix}{number}" in taken or f"{prefix}{number:02d}" in taken:
        number += 1
    return (
        f"{prefix}{number:02d}" if any(f"{prefix}0{n}" in taken for n in (1, 2, 3)) else f"{prefix}{number}"
    )
