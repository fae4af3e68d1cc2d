"""Who looks into an incident: which parts nobody has, and what stands against somebody's independence or training."""

from rca_workbench.model import Answer, Profile, Snapshot, TeamMember, TeamPart
from rca_workbench.reference.responses import TeamRole, team_roles


def asked_of(profile: Profile) -> tuple[TeamRole, ...]:
    """What is asked of each part in a response; the 2015 framework says it of each level instead."""
    return team_roles() if profile is Profile.PSIRF else ()


def lacking_parts(snapshot: Snapshot) -> tuple[TeamPart, ...]:
    """The parts that every response needs somebody for and that nobody has."""
    held = {one.part for one in snapshot.of(TeamMember).values()}
    needed = (
        (TeamPart.LEAD, TeamPart.ENGAGEMENT_LEAD)
        if snapshot.case.profile is Profile.PSIRF
        else (TeamPart.LEAD,)
    )
    return tuple(part for part in needed if part not in held)


def leads(snapshot: Snapshot) -> tuple[TeamMember, ...]:
    """Those who lead the response, in order."""
    found = [one for one in snapshot.of(TeamMember).values() if one.part is TeamPart.LEAD]
    return tuple(sorted(found, key=lambda one: (one.order, one.id)))


def independence_open(one: TeamMember) -> bool:
    """Whether it is not said, or not known, that somebody is independent of the area, or that a tie is handled."""
    if one.independent is Answer.YES:
        return False
    return not (one.independent is Answer.NO and one.interests.strip())


def remarks(snapshot: Snapshot, one: TeamMember) -> tuple[str, ...]:
    """What is worth a look in one member of the team. Nothing of it stops anybody."""
    said = []
    if one.part is TeamPart.LEAD and independence_open(one):
        if one.independent is Answer.NO:
            said.append("The lead is not independent of the area. Say what the tie is and how it is handled.")
        else:
            said.append("Is the lead independent of the area and the people? Say so, or what the tie is.")
    trained = one.training.strip() or one.trained
    if one.part in _TRAINED and not trained:
        asked = next((role.training for role in asked_of(snapshot.case.profile) if role.part == one.part), "")
        if asked:
            said.append(f"No training is written down. Asked for: {asked}.")
    return tuple(said)


_TRAINED = (TeamPart.LEAD, TeamPart.ENGAGEMENT_LEAD, TeamPart.OVERSIGHT_LEAD)
