"""Who signs a report off, by role: the parts a sign-off block has, and which of them nobody has signed for yet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rca_workbench.model import SignOff, Snapshot, TeamMember, TeamPart
from rca_workbench.reference.report_structures import sign_off_block

_TEAM = {
    "author": TeamPart.LEAD,
    "engagement lead": TeamPart.ENGAGEMENT_LEAD,
    "executive": TeamPart.OVERSIGHT_LEAD,
}
"""Who of the team a part of the block is: the response lead writes, the oversight lead is of board or executive."""
COMMISSIONER = "commissioner"
REPORTS = ("investigation_report", "concise_report")
"""The documents that are the report of an investigation: others, such as a bulletin, are signed by whoever sends them."""


@dataclass(frozen=True, slots=True)
class SignerPart:
    """One part of a sign-off block."""

    words: str
    """As the list of report structures has it: "author", "engagement lead", "executive", "commissioner outcome"."""
    roles: tuple[str, ...]
    """The roles of the team that have this part."""

    @property
    def is_outside(self) -> bool:
        """Whether it is signed outside the organisation, and only once it has gone there."""
        return self.words.startswith(COMMISSIONER)

    def fits(self, role: str) -> bool:
        """Whether somebody who signs in that role signs for this part."""
        said = plain_role(role)
        if any(plain_role(one) == said for one in self.roles):
            return True
        words = COMMISSIONER if self.is_outside else self.words
        # Whole words: the lead of a local authority is no author.
        return re.search(rf"\b{re.escape(words)}\b", said) is not None


def signer_parts(snapshot: Snapshot) -> tuple[SignerPart, ...]:
    """The parts of a sign-off block, with the roles of this case's team that have them."""
    team = list(snapshot.of(TeamMember).values())
    return tuple(
        SignerPart(
            words,
            tuple(
                dict.fromkeys(
                    one.role.strip() for one in team if one.role.strip() and one.part is _TEAM.get(words)
                )
            )
            if words in _TEAM
            else (),
        )
        for words in sign_off_block()
    )


def not_signed_for(snapshot: Snapshot, roles: Iterable[str]) -> tuple[SignerPart, ...]:
    """The parts inside the organisation for which none of those roles has signed."""
    signed = [role for role in roles if role.strip()]
    return tuple(
        part
        for part in signer_parts(snapshot)
        if not part.is_outside and not any(part.fits(role) for role in signed)
    )


def report_signed_on(snapshot: Snapshot) -> str:
    """The day the report was first signed off, as ISO text; empty where it was not. Other documents do not count.

    A sign-off from elsewhere does not say of what it is: that of a case is of its report.
    """
    signed = (one for one in snapshot.of(SignOff).values() if one.template in ("", *REPORTS))
    return min((one.on for one in signed if one.on), default="")


def plain_role(role: str) -> str:
    """A role as it is compared: without capitals, blanks once."""
    return " ".join(role.casefold().split())


def roles_to_offer(snapshot: Snapshot) -> tuple[str, ...]:
    """Roles in which one would sign: those of the team by their part, then the parts the team has nobody for."""
    offered: list[str] = []
    for part in signer_parts(snapshot):
        word = COMMISSIONER if part.is_outside else part.words
        offered += part.roles or (word[:1].upper() + word[1:],)
    offered += [one.role.strip() for one in snapshot.of(TeamMember).values() if one.role.strip()]
    return tuple(dict.fromkeys(offered))
