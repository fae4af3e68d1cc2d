"""The entry beside another one: the next in time, and the nearest in the lane above or below."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from rca_workbench.drawing.lane_content import LaneContent, LaneRow
from rca_workbench.drawing.moments import Moment


def beside(
    rows: Sequence[LaneRow], here: Moment | None, by: int, hidden: frozenset[str] = frozenset()
) -> Moment | None:
    """The moment before (`by` -1) or after (1) another in any lane that is open; the first or last without one."""
    found: list[Moment] = []
    for row in rows:
        if not row.folded:
            one = next(_from(row.content, here, by, hidden), None)
            if one is not None:
                found.append(one)
    return (min if by > 0 else max)(found, key=_key, default=None)


def across(
    rows: Sequence[LaneRow], lane: str, at: float, by: int, hidden: frozenset[str] = frozenset()
) -> Moment | None:
    """The moment nearest to a second in the next open lane above (`by` -1) or below (1) that has any."""
    here = next((number for number, row in enumerate(rows) if row.id == lane), None)
    if here is None:
        return None
    for row in rows[here + 1 :] if by > 0 else reversed(rows[:here]):
        one = None if row.folded else nearest(row.content, at, hidden)
        if one is not None:
            return one
    return None


def nearest(content: LaneContent, at: float, hidden: frozenset[str] = frozenset()) -> Moment | None:
    """The moment of a lane nearest to a second."""
    index = bisect_left(content.starts, at)
    moments = content.moments
    before = next((one for one in reversed(moments[:index]) if one.id not in hidden), None)
    after = next((one for one in moments[index:] if one.id not in hidden), None)
    if before is None or after is None:
        return before or after
    return after if after.start - at <= at - before.start else before


def _from(content: LaneContent, here: Moment | None, by: int, hidden: frozenset[str]) -> Iterator[Moment]:
    """The moments of a lane on one side of a moment, nearest first."""
    moments = content.moments
    if here is None:
        some: Iterator[Moment] = iter(moments) if by > 0 else reversed(moments)
        yield from (one for one in some if one.id not in hidden)
        return
    first = bisect_left(content.starts, here.start)
    last = first
    while last < len(moments) and content.starts[last] == here.start:
        last += 1
    same = sorted(moments[first:last], key=_key)
    if by > 0:
        rest = chain(same, (moments[index] for index in range(last, len(moments))))
        yield from (one for one in rest if _key(one) > _key(here) and one.id not in hidden)
    else:
        rest = chain(reversed(same), (moments[index] for index in range(first - 1, -1, -1)))
        yield from (one for one in rest if _key(one) < _key(here) and one.id not in hidden)


def _key(moment: Moment) -> tuple[float, str]:
    return moment.start, moment.id
