"""Edits of the lanes, each one step: order, groups, folding, names, and what explains a gap."""

from rca_workbench.drawing.lane_tree import siblings
from rca_workbench.model import EntryKind, Lane, Time, TimeKind, TimelineEntry, new_id, next_code
from rca_workbench.model.order import key_between, keys
from rca_workbench.model.time import moment
from rca_workbench.ui.session import Session


class LaneEdits:
    """What can be done to the lanes of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def fold(self, id: str, folded: bool) -> None:
        """Collapse a lane to one slim row, or expand it."""
        lane = self.session.snapshot.get(Lane, id)
        if lane is not None:
            self.session.change(lane, f"{'Collapse' if folded else 'Expand'} {lane.label}", collapsed=folded)

    def move(self, id: str, before: str) -> None:
        """Put a lane in front of another of any group, or with no other at the end of those in no group."""
        snapshot = self.session.snapshot
        lane, next_one = snapshot.get(Lane, id), snapshot.get(Lane, before)
        if lane is None or id == before:
            return
        group = (next_one.parent or "") if next_one is not None else ""
        if group and id in _around(self.session, group):
            return
        others = [one for one in siblings(snapshot, group) if one.id != id]
        at = next((i for i, one in enumerate(others) if one.id == before), len(others))
        with self.session.step(f"Move {lane.label}") as step:
            low = others[at - 1].order if at > 0 else None
            high = others[at].order if at < len(others) else None
            if low and high and low >= high:
                # Lanes that share a key, as imported ones may, get keys of their own first.
                others.insert(at, lane)
                for one, key in zip(others, keys(len(others)), strict=True):
                    step.change(one, order=key)
                step.change(lane, parent=group or None)
            else:
                step.change(lane, order=key_between(low or None, high or None), parent=group or None)

    def shift(self, id: str, by: int) -> None:
        """Put a lane above or below its neighbour in the same group."""
        lane = self.session.snapshot.get(Lane, id)
        if lane is None:
            return
        some = siblings(self.session.snapshot, lane.parent or "")
        at = next(i for i, one in enumerate(some) if one.id == id)
        if by < 0 and at > 0:
            self.move(id, some[at - 1].id)
        elif by > 0 and at + 1 < len(some):
            self.move(some[at + 1].id, id)

    def group(self, id: str, group: str) -> None:
        """Put a lane under another, or with an empty `group` out of its group."""
        lane = self.session.snapshot.get(Lane, id)
        if lane is None or id == group or (group and id in _around(self.session, group)):
            return
        above = self.session.snapshot.get(Lane, group)
        label = f"Group {lane.label} under {above.label}" if above else f"Take {lane.label} out of its group"
        parent = above.id if above else None
        if parent is None and lane.parent:
            outer = self.session.snapshot.get(Lane, lane.parent)
            parent = outer.parent if outer else None
        some = siblings(self.session.snapshot, parent or "")
        last = some[-1].order if some else None
        self.session.change(lane, label, parent=parent, order=key_between(last or None, None))

    def rename(self, id: str, label: str) -> None:
        """Give a lane another name."""
        lane = self.session.snapshot.get(Lane, id)
        if lane is not None and label.strip():
            self.session.change(lane, "Rename lane", label=" ".join(label.split()))

    def explain_gap(self, lane: str, start: int, end: int, text: str) -> str:
        """Say why a stretch has no record: an entry of that length in the lane. Returns its id."""
        id = new_id()
        first, last = ((moment(second)).isoformat(timespec="minutes") for second in (start, end))
        with self.session.step("Explain a gap") as step:
            step.add(
                TimelineEntry(
                    id=id,
                    code=next_code(step.snapshot, TimelineEntry),
                    time=Time(TimeKind.PERIOD, first, last),
                    lane=lane or None,
                    text=text.strip(),
                    entry_kind=EntryKind.BACKGROUND,
                )
            )
        return id


def _around(session: Session, id: str) -> set[str]:
    """A lane and the groups it lies in."""
    found: set[str] = set()
    table = session.snapshot.of(Lane)
    here: str | None = id
    while here and here in table and here not in found:
        found.add(here)
        here = table[here].parent
    return found
