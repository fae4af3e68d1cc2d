"""Edits of the timeline's lanes, each one step: add, name, order, group, collapse, remove."""

from rca_workbench.model import Actor, Lane, LaneKind, new_id
from rca_workbench.model.order import key_between
from rca_workbench.ui.session import Session


class LaneEdits:
    """What can be done to the lanes of one case. Read-only cases stay as they are."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def lanes(self) -> list[Lane]:
        """All lanes in their order."""
        return sorted(self.session.snapshot.of(Lane).values(), key=lambda one: (one.order, one.id))

    def add(self, label: str, kind: LaneKind | None = None, parent: str | None = None) -> str:
        """Add a lane behind the others; returns its id."""
        id = new_id()
        last = max((one.order for one in self.lanes()), default="")
        with self.session.step("Add lane") as step:
            step.add(
                Lane(
                    id=id,
                    label=label.strip(),
                    lane_kind=kind,
                    parent=parent,
                    order=key_between(last or None, None),
                )
            )
        return id

    def rename(self, lane: Lane, label: str) -> None:
        """Change what a lane is called."""
        if label.strip() and label.strip() != lane.label:
            self.session.change(lane, "Rename lane", label=label.strip())

    def say_kind(self, lane: Lane, kind: LaneKind | None) -> None:
        """Say what a lane gathers: people, a place or a system."""
        self.session.change(lane, "Say what the lane gathers", lane_kind=kind)

    def put_before(self, lane: Lane, before: str | None) -> None:
        """Move a lane in front of another one, into the same group, or behind all with None."""
        others = [one for one in self.lanes() if one.id != lane.id]
        at = next((place for place, one in enumerate(others) if one.id == before), len(others))
        low = others[at - 1].order if at else None
        high = others[at].order if at < len(others) else None
        parent = others[at].parent if at < len(others) else None
        if parent == lane.id:
            parent = lane.parent
        self.session.change(lane, "Move lane", order=key_between(low or None, high or None), parent=parent)

    def shift(self, lane: Lane, by: int) -> None:
        """Move a lane up or down by one among those of its group."""
        group = [one for one in self.lanes() if one.parent == lane.parent]
        at = next(place for place, one in enumerate(group) if one.id == lane.id)
        if 0 <= at + by < len(group):
            behind = at + by + (1 if by > 0 else 0)
            low = group[behind - 1].order if behind else None
            high = group[behind].order if behind < len(group) else None
            self.session.change(lane, "Move lane", order=key_between(low or None, high or None))

    def group_under(self, lane: Lane, parent: str | None) -> None:
        """Put a lane into a group, or take it out of one. A lane never comes to lie inside itself."""
        lanes = self.session.snapshot.of(Lane)
        above, seen = parent, set()
        while above is not None and above not in seen:
            if above == lane.id:
                return
            seen.add(above)
            above = lanes[above].parent if above in lanes else None
        self.session.change(
            lane, "Group lanes" if parent else "Take the lane out of its group", parent=parent
        )

    def toggle(self, lane: Lane) -> None:
        """Collapse a lane to a slim row, or open it again."""
        label = "Open lane" if lane.collapsed else "Collapse lane"
        self.session.change(lane, label, collapsed=not lane.collapsed)

    def collapse_all(self, *, collapsed: bool) -> None:
        """Collapse or open every lane."""
        with self.session.step("Collapse all lanes" if collapsed else "Open all lanes") as step:
            for lane in self.lanes():
                step.change(lane, collapsed=collapsed)

    def remove(self, lane: Lane) -> None:
        """Take a lane out; what stood in it stands in the lane above it, or in none."""
        with self.session.step("Remove lane") as step:
            for actor in list(step.snapshot.of(Actor).values()):
                if actor.lane == lane.id:
                    step.change(actor, lane=lane.parent)
            for other in self.lanes():
                if other.parent == lane.id:
                    step.change(other, parent=lane.parent)
            step.remove(lane)
