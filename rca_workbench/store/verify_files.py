"""Proof that the bytes of every attached file are there and are what was attached."""

import json
import re
from collections.abc import Callable, Iterator

from rca_workbench.model import Attachment, AttachmentUse, EvidenceItem
from rca_workbench.store import pieces
from rca_workbench.store.connection import CaseFile
from rca_workbench.store.journal import ChangeRow, StepRow
from rca_workbench.store.pieces import Turn
from rca_workbench.store.problem import Problem

Progress = Callable[[str, int, int], None]

_HASH = re.compile(r"[0-9a-f]{64}")
"""Whatever else stands for a hash never was that of a file."""

_KEPT_AS: dict[str, str] = {
    AttachmentUse.SENT: "A draft that went out",
    AttachmentUse.RETURNED: "A draft that came back",
    AttachmentUse.SIGNED: "The signed file",
}

LEFT_OVER = (
    "Part of a file that was never attached lies in the case, as after a copy that was cut off. It goes when the"
    " case is next opened to be worked on."
)


class FilesNamed:
    """The files that the history names, also those removed since: undo may bring any of them back."""

    def __init__(self) -> None:
        self._named: dict[str, tuple[str, str, int]] = {}
        self._size = 0

    def take(self, step: StepRow, row: ChangeRow) -> None:
        """Note what a change names."""
        if row.kind != Attachment.kind.name or row.after is None or row.field not in (None, "sha256"):
            return
        try:
            after = json.loads(row.after)
        except ValueError:
            return  # the replay says so
        said = after if isinstance(after, dict) else {"sha256": after}
        sha256, size = said.get("sha256"), said.get("size")
        if isinstance(sha256, str) and _HASH.fullmatch(sha256) and sha256 not in self._named:
            use = str(said.get("use") or "")
            self._named[sha256] = (use, str(said.get("evidence") or ""), step.seq)
            self._size += size if isinstance(size, int) else 0

    def problems(
        self, file: CaseFile, turn: Turn, coming: frozenset[str], progress: Progress
    ) -> Iterator[Problem]:
        """Each file that is missing or not as it was attached, and what belongs to no file."""
        with turn():
            there = pieces.hashes(file)
        done = 0

        def told(size: int) -> None:
            nonlocal done
            done += size
            progress("Checking attached files", done // 1024, max(done, self._size) // 1024)

        for sha256, (use, evidence, step) in self._named.items():
            name = f"{_KEPT_AS.get(use) or self._called(file, turn, evidence)} (SHA-256 {sha256[:12]})"
            if sha256 not in there:
                yield Problem(f"{name} is missing: its bytes are not in this case.", step)
            elif not pieces.sound(file, turn, sha256, told):
                yield Problem(f"{name} is not as it was attached: its bytes were altered.", step)
        if any(one not in self._named and one not in coming for one in there):
            yield Problem(LEFT_OVER)

    def _called(self, file: CaseFile, turn: Turn, evidence: str) -> str:
        with turn():
            found = file.rows(f"SELECT code FROM {EvidenceItem.kind.name} WHERE id = ?", (evidence,))
        code = str(found[0][0]) if found else ""
        return f"A file attached to {code}" if code else "A file attached to a piece of evidence"
