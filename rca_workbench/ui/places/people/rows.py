"""People and parts as rows, under the lanes of the timeline they stand in."""

from collections.abc import Sequence
from types import MappingProxyType

from rca_workbench.model import Actor, Lane, TimelineEntry
from rca_workbench.model.words import word
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.session import Session

ROLE, NATURE, NAME, CONTACT, NEEDS, CONSENT, ENTRIES = range(7)
DOTS = "••••••"
"""Stands for what may identify somebody while names are hidden: as long for a short name as for a long one."""
_IDENTITY = MappingProxyType({NAME: "name", CONTACT: "contact", NEEDS: "needs", CONSENT: "consent"})
NO_LANE = "no lane"
"""Group of those who stand in no lane."""


class PeopleRows(ListRows):
    """Everyone by role. Lanes are headings, in the order of the timeline."""

    columns = (
        Column("Role", edits=True),
        Column("Who or what", 120, rank=5),
        Column("Name", 150, rank=6),
        Column("How to reach them", 140, rank=3),
        Column("Needs", 110, rank=2),
        Column("Consent", 110, rank=1),
        Column("On the timeline", 120, rank=4),
    )
    touched_by = ("actor", "lane", "timeline_entry")
    arranged_by = MappingProxyType({"actor": frozenset({"lane", "order"}), "lane": frozenset({"order"})})

    def __init__(self, session: Session) -> None:
        super().__init__(session)

    def lanes(self) -> list[Lane]:
        """The lanes in the order of the timeline."""
        return sorted(self.session.snapshot.of(Lane).values(), key=lambda one: (one.order, one.id))

    def actors(self, lane: str | None) -> list[Actor]:
        """Who stands in a lane, in their order."""
        snapshot = self.session.snapshot
        known = snapshot.of(Actor)
        found = (known[id] for id in snapshot.by(Actor, "lane").get(lane, ()))
        return sorted(found, key=lambda one: (one.order, one.id))

    def arrange(self) -> Sequence[Row]:
        rows: list[Row] = []
        for lane in (*self.lanes(), None):
            id = lane.id if lane else None
            group = id or NO_LANE
            actors = [one for one in self.actors(id) if self._holds(one, lane)]
            if not actors and (lane is None or self.words):
                continue
            rows.append(Row(group, group, Shape.HEADING))
            if group not in self.closed:
                rows += [Row(one.id, group) for one in actors]
        return rows

    def cell(self, row: Row, column: int) -> Cell:
        actor = self.session.snapshot.get(Actor, row.id)
        if actor is None:
            return Cell()
        match column:
            case _ if column in _IDENTITY:
                return self._covered(actor, column)
            case 0:
                return Cell(actor.role or "No role yet", actor.relation, icon=icon_of(actor), strong=True)
            case 1:
                return Cell(word(actor.nature) or "Not said", ink="text2")
            case 6:
                count = len(self.session.snapshot.by(TimelineEntry, "actor").get(actor.id, ()))
                return Cell(
                    f"{count} {'entry' if count == 1 else 'entries'}" if count else "Not yet", ink="text2"
                )
        return Cell()

    def heading(self, row: Row) -> Heading:
        lane = self.session.snapshot.get(Lane, row.id)
        count = len(self.actors(lane.id if lane else None))
        return Heading(
            lane.label or "Lane without a name" if lane else "In no lane",
            f"{count} here" if count else "Nobody here yet",
            "rows-3",
        )

    def heading_edits(self, row: Row) -> bool:
        return row.id != NO_LANE

    def _covered(self, actor: Actor, column: int) -> Cell:
        text = getattr(actor, _IDENTITY[column])
        if column == NAME:
            text = text or actor.also_known_as
        if self.session.names_shown or not text:
            return Cell(text, icon="eye" if text and column == NAME else "", shown_name=bool(text))
        return Cell(DOTS, icon="eye-off" if column == NAME else "", ink="text2", covered=True)

    def _holds(self, actor: Actor, lane: Lane | None) -> bool:
        # Names are not searched: a list that narrows to one row would say who it is.
        said = " ".join(
            (actor.role, actor.relation, word(actor.nature), lane.label if lane else "")
        ).casefold()
        return all(one in said for one in self.words)
