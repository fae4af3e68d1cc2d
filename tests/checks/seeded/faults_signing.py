"""Seeded faults of signing off."""

from collections.abc import Iterator

from rca_workbench.model import (
    Attachment,
    AttachmentUse,
    Proposal,
    ProposalState,
    SignOff,
    Snapshot,
    TeamMember,
    TeamPart,
)
from tests.checks.seeded.fault import Edit, added, fault

_HASH = "d" * 64
_FILE = Attachment(id="signed-file", name="Report.docx", use=AttachmentUse.SIGNED, sha256=_HASH)


def _signed(id: str, role: str, **fields: object) -> SignOff:
    held: dict[str, object] = {
        "on": "2025-11-25", "version": "Version 1", "template": "investigation_report", "file": _FILE.id,
        "file_sha256": _HASH,
    } | fields  # fmt: skip
    return SignOff(id=id, role=role, **held)  # type: ignore[arg-type]


def _block(case: Snapshot) -> tuple[SignOff, ...]:
    """Everybody who has to sign, in the roles that the team of the case has."""

    def role(part: TeamPart, otherwise: str) -> str:
        team = case.of(TeamMember).values()
        return next((one.role for one in team if one.part is part and one.role), otherwise)

    return (
        _signed("by-author", role(TeamPart.LEAD, "Author")),
        _signed("by-engagement", role(TeamPart.ENGAGEMENT_LEAD, "Engagement lead")),
        _signed("by-executive", role(TeamPart.OVERSIGHT_LEAD, "Executive")),
    )


@fault("C-183")
def a_part_nobody_signed_for(case: Snapshot) -> Iterator[Edit]:
    author, engagement, executive = _block(case)
    for what, several in (
        ("no engagement lead", (author, executive)),
        ("no executive", (author, engagement)),
        ("no author", (engagement, executive)),
    ):
        yield added(what, *several, _FILE)


@fault("C-184", C_183="the other parts lack")
def signed_by_its_author_alone(case: Snapshot) -> Iterator[Edit]:
    yield added("its author alone", _block(case)[0], _FILE)


@fault("C-185")
def signed_file_gone_or_another(case: Snapshot) -> Iterator[Edit]:
    yield added("the file is gone", *(_without_file(one) for one in _block(case)))
    other = Attachment(id=_FILE.id, name="Report.docx", use=AttachmentUse.SIGNED, sha256="e" * 64)
    yield added("another file", *_block(case), other)


@fault("C-186")
def two_files_of_one_version(case: Snapshot) -> Iterator[Edit]:
    other = Attachment(id="other-file", name="Report.docx", use=AttachmentUse.SIGNED, sha256="e" * 64)
    twice = [
        _signed(f"{one.id}-2", one.role, file=other.id, file_sha256=other.sha256, on="2025-11-26")
        for one in _block(case)
    ]
    yield added("two files of one version", *twice, *_block(case), _FILE, other)


@fault("C-187")
def nobody_and_no_day(case: Snapshot) -> Iterator[Edit]:
    yield added("no day", SignOff(id="bare", role="Chief nurse", version="Version 1"))
    yield added("no role", SignOff(id="bare", version="Version 1", on="2025-11-25"))


@fault("C-188")
def proposal_not_decided(case: Snapshot) -> Iterator[Edit]:
    new = {
        "place": "Summary",
        "before": "At half past two",
        "after": "At a quarter to three",
        "by": "Ward team",
    }
    yield added("not decided", Proposal(id="proposed", **new))  # type: ignore[arg-type]
    for state in (ProposalState.DECLINED, ProposalState.DEFERRED):
        yield added(f"{state}, and nothing said", Proposal(id="proposed", state=state, **new))  # type: ignore[arg-type]


def _without_file(one: SignOff) -> SignOff:
    return _signed(one.id, one.role, file=None)
