"""For each rule on signing off, a case that breaks it and a sound one."""

from collections.abc import Iterable
from dataclasses import replace

from rca_workbench.model import (
    Attachment,
    AttachmentUse,
    Entity,
    Proposal,
    ProposalState,
    SignOff,
    TeamMember,
    TeamPart,
)

FILE = Attachment(id="file", name="Report.docx", use=AttachmentUse.SIGNED, sha256="a" * 64)
LEAD = TeamMember(id="lead", role="Patient safety specialist", part=TeamPart.LEAD)


def signed(role: str, version: str = "Version 1", **fields: object) -> SignOff:
    kept: dict[str, object] = {
        "on": "2026-11-25", "template": "investigation_report", "file": "file", "file_sha256": FILE.sha256,
    } | fields  # fmt: skip
    return SignOff(id=f"{role}-{version}", role=role, version=version, **kept)  # type: ignore[arg-type]


AUTHOR, ENGAGED, EXECUTIVE = (
    signed("Patient safety specialist"),
    signed("Engagement lead"),
    signed("Executive"),
)
PROPOSED = Proposal(id="p", by="Ward manager", place="Timeline, row 3", before="02:30", after="02:47")
OTHER = replace(FILE, id="other", sha256="b" * 64)
TWO = signed("Chief nurse", file="other", file_sha256=OTHER.sha256)

EACH_SIGNING: dict[str, tuple[Iterable[Entity], Iterable[Entity]]] = {
    "C-183": ((AUTHOR, EXECUTIVE, FILE, LEAD), (AUTHOR, ENGAGED, EXECUTIVE, FILE, LEAD)),
    "C-184": ((AUTHOR, FILE, LEAD), (AUTHOR, EXECUTIVE, FILE, LEAD)),
    "C-185": ((AUTHOR,), (AUTHOR, FILE)),
    "C-186": (
        (AUTHOR, FILE, TWO, OTHER),
        (AUTHOR, FILE, TWO, OTHER, signed("Executive", "Version 2", file_sha256="c" * 64)),
    ),
    "C-187": ((signed("Executive", on=""), FILE), (EXECUTIVE, FILE)),
    "C-188": (
        (PROPOSED,),
        (replace(PROPOSED, state=ProposalState.DECLINED, reason="The log shows 02:30"),),
    ),
}
