"""Entries that hang together, and the quick way to settle nearly all of them."""

from collections.abc import Iterable, Mapping, Sequence

from rca_workbench.analysis.time_statements import Edge, Group, Item, earliest_of, in_seconds, latest_of


def hanging_together(
    items: Mapping[str, Item], ranks: Iterable[tuple[str, str]], stated: Iterable[Edge] = ()
) -> list[list[Item]]:
    """All entries that are tied to any other, group by group.

    Args:
        items: the entries by id.
        ranks: order key and id of each, in the order of the source; groups and their members come in it.
        stated: orders between two entries that neither says of itself.
    """
    root: dict[str, str] = {}

    def root_of(id: str) -> str:
        above = root.setdefault(id, id)
        while above != root[above]:
            root[above] = above = root[root[above]]
        return above

    for id, item in items.items():
        anchor = item.time.anchor
        if anchor is not None and anchor in items:
            root[root_of(id)] = root_of(anchor)
    for edge in stated:
        if edge.earlier in items and edge.later in items:
            root[root_of(edge.earlier)] = root_of(edge.later)
    groups: dict[str, list[Item]] = {}
    for _, id in ranks if root else ():
        if id in root:
            groups.setdefault(root_of(id), []).append(items[id])
    return list(groups.values())


def solve_tree(members: Sequence[Item], edges: Sequence[Edge]) -> Group | None:
    """The group, where entries are counted from each other like branches from a stem and nothing is impossible.

    That is nearly every group there is, and two passes settle it: from the tips to the stem and back. None for any
    other, and where the windows do not allow what is said.
    """
    first: str | None = None
    low: dict[str, int] = {}
    high: dict[str, int] = {}
    for item in members:
        low[item.id], high[item.id] = earliest_of(item), latest_of(item)
    least_after: dict[str, int] = {}
    most_after: dict[str, int] = {}
    behind: dict[str, list[str]] = {}
    out: dict[str, list[Edge]] = {}
    for edge in edges:
        earlier, later, least, owner = edge
        if owner == later and owner not in least_after:
            least_after[owner] = least
            anchor = earlier
        elif owner == earlier and least <= 0 and owner not in most_after:
            most_after[owner] = -least
            anchor = later
        else:
            return None  # two say of one, or it is before the one it is counted from
        near = behind.get(anchor)
        if near is None:
            behind[anchor] = [owner]
        elif near[-1] != owner:
            near.append(owner)
        if earlier in out:
            out[earlier].append(edge)
        else:
            out[earlier] = [edge]
    for item in members:
        if item.id not in least_after and item.id not in most_after:
            if first is not None:
                return None
            first = item.id
    if first is None:
        return None
    row = [first]
    for id in row:
        row += behind.get(id, ())
    if len(row) != len(low):
        return None
    for id in reversed(row):
        for one in behind.get(id, ()):
            if one in least_after and high[one] - least_after[one] < high[id]:
                high[id] = high[one] - least_after[one]
            if one in most_after and low[one] - most_after[one] > low[id]:
                low[id] = low[one] - most_after[one]
    for id in row:
        for one in behind.get(id, ()):
            if one in least_after and low[id] + least_after[one] > low[one]:
                low[one] = low[id] + least_after[one]
            if one in most_after and high[id] + most_after[one] < high[one]:
                high[one] = high[id] + most_after[one]
        if low[id] > high[id]:
            return None
    windows = {item.id: in_seconds(low[item.id], high[item.id]) for item in members}
    return Group(tuple(windows), windows, tuple([edge for id in row if id in out for edge in out[id]]), ())
