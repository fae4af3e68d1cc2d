"""What came back beside what went out: every difference one proposal."""

from collections.abc import Mapping

from rca_workbench.model import Snapshot
from rca_workbench.report.returned.file import Proposed, ReturnedFile


def proposed(
    snapshot: Snapshot, file: ReturnedFile, sent: bytes | None, roles: Mapping[str, str]
) -> Proposed:
    """What a file that came back proposes: every difference from what went out, and every comment. Changes nothing.

    Args:
        snapshot: the case as it stands.
        file: what came back.
        sent: the file that went out; None where it is not known any more.
        roles: for each author in the file, what the case calls them. Others are "Reader 1" and so on.
    """
    raise NotImplementedError
