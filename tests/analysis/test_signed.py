"""Which sign-offs are of one file, and which version is the last: the same for what is shown and what is checked."""

from datetime import date

from rca_workbench.analysis.signed import latest_signed, signed_together, signed_versions, version_number
from rca_workbench.checks import Checks
from rca_workbench.model import SignOff, Snapshot

REPORT = "investigation_report"


def signed(role: str, on: str, sha: str, version: str = "Version 1") -> SignOff:
    return SignOff(
        id=f"{role}{sha}", role=role, on=on, template=REPORT, version=version, file_sha256=sha * 64
    )


def test_of_two_files_of_one_number_the_one_signed_first_later_is_the_last_everywhere() -> None:
    held = (
        signed("Author", "2026-12-01", "a"),
        signed("Executive", "2026-12-05", "a"),
        signed("Commissioner", "2026-12-03", "b"),
    )
    snapshot = Snapshot.empty().changed(held, (), "head")
    last = latest_signed(snapshot, REPORT)
    assert last is not None and last.file_sha256 == "b" * 64
    assert [len(one) for one in signed_together(snapshot)] == [2, 1]
    assert [one.sign_offs for one in signed_versions(snapshot)] == list(signed_together(snapshot))
    [found] = [one for one in Checks(snapshot, today=date(2026, 12, 6)).found if one.rule.id == "C-183"]
    assert found.id == last.sign_offs[0].id


def test_only_a_plain_version_has_a_number() -> None:
    assert [version_number(one) for one in ("Version 12", "Version 2, draft 1", "12", "Version ٣", "Final")] == [
        12, 0, 0, 0, 0,
    ]  # fmt: skip
