"""Which version of a document comes next, by the drafts that went out and the files that were signed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rca_workbench.model import Attachment, Review, SignOff, Snapshot
from rca_workbench.report.document import Copy

_SIGNED = re.compile(r"Version (\d{1,6})")
_DRAFT = re.compile(r"(?:Version (\d{1,6}), draft|Draft) (\d{1,6})")


@dataclass(frozen=True, slots=True)
class SignedVersion:
    """One signed file: everyone who signed those very bytes."""

    template: str
    version: str
    head: str
    file_sha256: str
    file: Attachment | None
    """The file as it is kept in the case; None where it was taken out."""
    sign_offs: tuple[SignOff, ...]
    """In the order in which they signed."""

    @property
    def on(self) -> str:
        """The day the first of them signed, as ISO text; empty where none is said."""
        return min((one.on for one in self.sign_offs if one.on), default="")

    @property
    def number(self) -> int:
        """2 of "Version 2"; 0 where it is called otherwise."""
        return _number(self.version)


def signed_versions(snapshot: Snapshot, template: str = "") -> tuple[SignedVersion, ...]:
    """The signed versions of a document, the latest last; of every document where none is named."""
    chosen = [one for one in snapshot.of(SignOff).values() if template in ("", one.template)]
    # Two copies of a case may each have signed a first version: they are two, told apart by their hash.
    chosen.sort(key=_file)
    found = [_signed(snapshot, tuple(group)) for _, group in groupby(chosen, key=_file)]
    return tuple(sorted(found, key=lambda one: (one.template, one.number, one.on)))


def latest_signed(snapshot: Snapshot, template: str) -> SignedVersion | None:
    """The last signed version of a document; None where nobody has signed one."""
    found = signed_versions(snapshot, template)
    return found[-1] if found else None


def next_version(snapshot: Snapshot, template: str, copy: Copy) -> str:
    """What a document made now is called.

    "Draft 1", "Draft 2", then "Version 1" where it is made to be signed, then "Version 2, draft 1" and so on. A draft
    counts once it went out: one that is only read on this laptop has the number that the next to go out will have.
    """
    number = _last_number(snapshot, template) + 1
    if copy is Copy.SIGNED:
        return f"Version {number}"
    sent = max((draft for of, draft in _drafts(snapshot, template) if of == number), default=0)
    return f"Draft {sent + 1}" if number == 1 else f"Version {number}, draft {sent + 1}"


def _signed(snapshot: Snapshot, sign_offs: tuple[SignOff, ...]) -> SignedVersion:
    first = sign_offs[0]
    kept = snapshot.get(Attachment, first.file) if first.file else None
    return SignedVersion(first.template, first.version, first.head, first.file_sha256, kept, sign_offs)


def _file(one: SignOff) -> tuple[str, str, str]:
    return one.template, one.version, one.file_sha256 or one.head


def _last_number(snapshot: Snapshot, template: str) -> int:
    return max(
        (_number(one.version) for one in snapshot.of(SignOff).values() if one.template == template), default=0
    )


def _number(version: str) -> int:
    found = _SIGNED.fullmatch(version)
    return int(found[1]) if found else 0


def _drafts(snapshot: Snapshot, template: str) -> Iterator[tuple[int, int]]:
    """Of each draft that went out: which version it was a draft of, and the how-manieth."""
    for one in snapshot.of(Review).values():
        found = _DRAFT.fullmatch(one.version) if one.template == template else None
        if found:
            yield int(found[1] or 1), int(found[2])
