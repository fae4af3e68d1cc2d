"""Support for staff: who was offered what, and who has not been offered anything yet."""

from dataclasses import dataclass

from rca_workbench.analysis.roles import nature_of
from rca_workbench.model import Actor, Nature, Snapshot, StaffSupport, TimeKind, TimelineEntry


@dataclass(frozen=True, slots=True)
class Supported:
    """One member of staff with the offers made to them, in order of arrival."""

    actor: Actor
    offers: tuple[StaffSupport, ...]
    entries: int
    """How often they stand on the timeline: who was close to what happened."""

    @property
    def offered(self) -> bool:
        """Whether anything was offered, and not only planned."""
        return any(was_offered(one) for one in self.offers)

    @property
    def invited(self) -> bool:
        """Whether they were invited to contribute, or contributed or declined."""
        return any(one.invited or one.contributed.strip() for one in self.offers)

    @property
    def told(self) -> bool:
        """Whether the findings were shared with them."""
        return any(one.feedback for one in self.offers)


def was_offered(one: StaffSupport) -> bool:
    """Whether an offer was made. One that is to be made by a day, and of which no more is said, is only planned."""
    planned = bool(one.due) and one.when.kind is TimeKind.UNKNOWN and one.taken_up is None
    return bool(one.offer.strip()) and not planned


def staff(snapshot: Snapshot) -> tuple[Supported, ...]:
    """Everyone of the staff who took part: those without an offer first, those close to what happened before others.

    Where nobody said who or what somebody is, their role tells.
    """
    found = [
        supported(snapshot, actor)
        for actor in snapshot.of(Actor).values()
        if (actor.nature or nature_of(actor.role)) is Nature.STAFF
    ]
    return tuple(sorted(found, key=lambda one: (one.offered, -one.entries)))


def supported(snapshot: Snapshot, actor: Actor) -> Supported:
    """One member of staff with the offers made to them."""
    offers = tuple(snapshot.pointed_from(StaffSupport, "person", actor.id))
    return Supported(actor, offers, len(snapshot.by(TimelineEntry, "actor").get(actor.id, ())))


def for_nobody_named(snapshot: Snapshot) -> tuple[StaffSupport, ...]:
    """Offers that say no person of the staff: for a whole team, or not said."""
    people = {one.actor.id for one in staff(snapshot)}
    return tuple(one for one in snapshot.of(StaffSupport).values() if one.person not in people)
