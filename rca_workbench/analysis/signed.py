"""The signed versions of a case's documents: which sign-offs are of one file, and which version is the last."""

import re
from dataclasses import dataclass
from itertools import groupby

from rca_workbench.model import Attachment, SignOff, Snapshot

_SIGNED = re.compile(r"Version ([0-9]{1,6})")


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
        return _on(self.sign_offs)

    @property
    def number(self) -> int:
        """2 of "Version 2"; 0 where it is called otherwise."""
        return version_number(self.version)


def signed_versions(snapshot: Snapshot, template: str = "") -> tuple[SignedVersion, ...]:
    """The signed versions of a document, the latest last; of every document where none is named."""
    return tuple(_signed(snapshot, several) for several in signed_together(snapshot, template))


def signed_together(snapshot: Snapshot, template: str = "") -> tuple[tuple[SignOff, ...], ...]:
    """Who signed each signed version, in the order of `signed_versions`, without looking for its file."""
    chosen = [one for one in snapshot.of(SignOff).values() if template in ("", one.template)]
    # Two copies of a case may each have signed a first version: they are two, told apart by their hash.
    chosen.sort(key=_file)
    found = [tuple(group) for _, group in groupby(chosen, key=_file)]
    return tuple(sorted(found, key=lambda one: (one[0].template, version_number(one[0].version), _on(one))))


def latest_signed(snapshot: Snapshot, template: str) -> SignedVersion | None:
    """The last signed version of a document; None where nobody has signed one."""
    found = signed_together(snapshot, template)
    return _signed(snapshot, found[-1]) if found else None


def version_number(version: str) -> int:
    """2 of "Version 2"; 0 of what is no name of a signed version."""
    found = _SIGNED.fullmatch(version)
    return int(found[1]) if found else 0


def _signed(snapshot: Snapshot, sign_offs: tuple[SignOff, ...]) -> SignedVersion:
    first = sign_offs[0]
    kept = snapshot.get(Attachment, first.file) if first.file else None
    return SignedVersion(first.template, first.version, first.head, first.file_sha256, kept, sign_offs)


def _file(one: SignOff) -> tuple[str, str, str]:
    return one.template, one.version, one.file_sha256 or one.head


def _on(sign_offs: tuple[SignOff, ...]) -> str:
    return min((one.on for one in sign_offs if one.on), default="")
