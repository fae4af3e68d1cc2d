"""The lanes in their order, those of a group under it."""

from collections.abc import Mapping
from dataclasses import dataclass

from rca_workbench.model import Lane, Snapshot

_DEEPEST = 4
"""Groups within groups shown with an indent of their own; deeper ones share the last."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A lane with its place among the others."""

    lane: Lane
    depth: int
    """0 for a lane in no group."""
    folded: bool
    within: tuple[str, ...]
    """Ids of the lanes in its group, at any depth, in their order."""


def branches(snapshot: Snapshot, folded: Mapping[str, bool] | None = None) -> list[Branch]:
    """The lanes that are to be seen, top to bottom: a folded group hides the lanes within it.

    A lane whose group is gone, or that lies in a loop of groups, stands by itself.

    Args:
        folded: lanes folded or open on this screen whatever the case says.
    """
    table = snapshot.of(Lane)
    inside: dict[str, list[Lane]] = {}
    for lane in sorted(table.values(), key=lambda lane: (lane.order, lane.id)):
        inside.setdefault(_group_of(lane, table), []).append(lane)
    found: list[Branch] = []
    _walk("", 0, inside, folded or {}, found)
    return found


def siblings(snapshot: Snapshot, group: str) -> list[Lane]:
    """The lanes directly in a group, in their order; with an empty `group` those in none."""
    table = snapshot.of(Lane)
    found = [lane for lane in table.values() if _group_of(lane, table) == group]
    return sorted(found, key=lambda lane: (lane.order, lane.id))


def _walk(
    group: str, depth: int, inside: Mapping[str, list[Lane]], folded: Mapping[str, bool], found: list[Branch]
) -> None:
    for lane in inside.get(group, ()):
        shut = folded.get(lane.id, bool(lane.collapsed))
        found.append(Branch(lane, min(depth, _DEEPEST), shut, tuple(_below(lane.id, inside))))
        if not shut:
            _walk(lane.id, depth + 1, inside, folded, found)


def _below(group: str, inside: Mapping[str, list[Lane]]) -> list[str]:
    ids: list[str] = []
    for lane in inside.get(group, ()):
        ids += [lane.id, *_below(lane.id, inside)]
    return ids


def _group_of(lane: Lane, table: Mapping[str, Lane]) -> str:
    """Id of the group a lane is shown under; empty for none, and for one that leads back to the lane."""
    seen = {lane.id}
    group = lane.parent
    while group:
        if group in seen or group not in table:
            return "" if group in seen or group == lane.parent else str(lane.parent)
        seen.add(group)
        group = table[group].parent
    return lane.parent or ""
