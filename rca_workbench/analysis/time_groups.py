"""Where entries that hang together stand: beside each other, as they say, and otherwise where the source has them."""

from collections.abc import Callable, Mapping

from rca_workbench.analysis.time_statements import FINE, Group, Item
from rca_workbench.model.time import TimeKind

Key = tuple[int, str, str, int, str]
"""What entries are sorted by: place, order key and id of the entry it goes by, how far behind that one, own id."""

Items = Mapping[str, Item]


def key_at(item: Item, place: int) -> Key:
    """The key of an entry that goes by itself."""
    return place, item.order, item.id, 0, item.id


def first_place(item: Item, low: int) -> int:
    """The place of an entry at its earliest second: behind a clock time that it is after."""
    return 4 * low + (item.time.kind is TimeKind.AFTER and item.low == low)


def last_place(item: Item, high: int) -> int:
    """The place of an entry at its latest second: in front of a clock time that it is before."""
    return 4 * high - (item.time.kind is TimeKind.BEFORE)


def dated_keys(group: Group, items: Items, soonest: Mapping[str, int]) -> dict[str, Key]:
    """The keys of a group's entries that hang on any date.

    Those whose earliest moment is known are pushed along what is said of them; those of which only the latest is
    known stand just in front of what they are before.
    """
    place = {id: soonest[id] for id in group.ids if id in soonest}
    moved = True
    while moved:
        moved = False
        for earlier, later, least, _ in group.edges:
            if earlier in place and later in place:
                needed = place[earlier] + 4 * (least // FINE)
                if needed > place[later]:
                    place[later] = needed
                    moved = True
    keys = {id: key_at(items[id], where) for id, where in place.items()}
    for earlier, later, least, _ in group.edges:
        if least > 0 and earlier in keys and later in keys:
            _put_behind(keys, later, keys[earlier])
    return keys if len(keys) == len(group.ids) else keys | _hanging(group, items, keys)


def loose_keys(
    group: Group, items: Items, dated: Mapping[str, Key], slot: Callable[[str], int]
) -> dict[str, Key]:
    """The keys of a group's entries that hang on no date: beside the one they are counted from.

    `slot` gives the place of an entry that has nothing but its place in the source.
    """
    loose = {id for id in group.ids if id not in dated}
    keys: dict[str, Key] = {}
    anchors = {edge.owner: items[edge.owner].time.anchor for edge in group.edges}
    for first in group.ids:
        chain: list[str] = []
        near: str | None = first
        while near is not None and near in loose and near not in keys and near not in chain:
            chain.append(near)
            near = anchors.get(near)
        for id in reversed(chain):
            anchor = anchors.get(id) or ""
            there = keys.get(anchor) or dated.get(anchor)
            keys[id] = _beside(items[id], there) if there else key_at(items[id], slot(id))
    for edge in group.edges:
        if edge.later in keys and edge.least > 0:
            _put_behind(keys, edge.later, keys.get(edge.earlier) or dated[edge.earlier])
    return keys


def _hanging(group: Group, items: Items, keys: Mapping[str, Key]) -> dict[str, Key]:
    place = {id: key[0] for id, key in keys.items()}
    for id in group.ids:
        high = items[id].high
        if id not in keys and high is not None:
            place[id] = last_place(items[id], high)
    moved = True
    while moved:
        moved = False
        for earlier, later, least, _ in reversed(group.edges):
            if earlier not in keys and later in place:
                most = place[later] - 4 * (least // FINE)
                if earlier not in place or most < place[earlier]:
                    place[earlier] = most
                    moved = True
    found = {id: key_at(items[id], where) for id, where in place.items() if id not in keys}
    for edge in reversed(group.edges):
        if edge.least > 0 and edge.earlier in found:
            later_key = found.get(edge.later) or keys.get(edge.later)
            if later_key is not None and found[edge.earlier] >= later_key:
                where, order, by, behind, _ = later_key
                found[edge.earlier] = (where, order, by, behind - 1, edge.earlier)
    return found


def _beside(item: Item, there: Key) -> Key:
    """The key of an entry counted from one whose key is known."""
    time = item.time
    away = time.least if time.least is not None else time.most
    if away:
        return key_at(item, there[0] + 4 * away)
    where, order, by, behind, _ = there
    return where, order, by, behind + (-1 if time.kind is TimeKind.BEFORE else 1), item.id


def _put_behind(keys: dict[str, Key], id: str, earlier: Key) -> None:
    """Put an entry right behind another where it does not stand behind it already."""
    if keys[id] <= earlier:
        where, order, by, behind, _ = earlier
        keys[id] = (where, order, by, behind + 1, id)
