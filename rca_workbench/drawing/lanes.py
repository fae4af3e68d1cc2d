"""The lanes of the timeline with their moments, read from a case and kept up to date from step to step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.drawing.entries import EntryReader, touched_entries
from rca_workbench.drawing.lane_content import LaneContent, LaneRow, Swap, Undated
from rca_workbench.drawing.lane_tree import Branch, branches
from rca_workbench.drawing.moments import Moment, entry_name
from rca_workbench.model import Lane, Snapshot, TimelineEntry, TimeLink
from rca_workbench.model.changes import Changes

NO_LANE = "No lane"
_FEW = 8
"""Where one in so many entries was touched, reading all of them afresh costs less."""


@dataclass(slots=True)
class Lanes:
    """The lanes that are seen, in their order, and what waits in the tray."""

    rows: list[LaneRow]
    tray: list[Undated]
    made: dict[str, Moment]
    """Moments by entry."""
    contents: dict[str, LaneContent]
    """All lanes by id, also those that a folded group hides; "" for entries without a lane."""
    chronology: Chronology
    loose: set[str] = field(default_factory=set)
    """Entries of which the order alone is known."""
    swaps: list[Swap] = field(default_factory=list)
    """Lanes of which a step changed moments but moved none."""
    places_kept: bool = False
    """True if nothing stands elsewhere than in the reading before, or looks more or less serious."""

    @property
    def moments(self) -> list[Moment]:
        """All that has a place in time, in the order of the chronology."""
        made = self.made
        rank = {id: number for number, id in enumerate(self.chronology.order)}
        waited = len(rank) - len(self.chronology.undated)
        late = [one for one in made.values() if rank[one.id] >= waited]
        found = [made[id] for id in self.chronology.order[:waited] if id in made]
        for moment in late:
            # What was never done has no place in the order; it is told where it was due.
            at = next((i for i, one in enumerate(found) if one.start > moment.start), len(found))
            found.insert(at, moment)
        return found

    def row_of(self, id: str) -> LaneRow | None:
        """The row in which an entry is seen: its own lane, or the folded group that hides it."""
        moment = self.made.get(id)
        if moment is None:
            return None
        content = self.contents.get(moment.lane) or self.contents.get("")
        return next((row for row in self.rows if content is row.content or content in row.within), None)


def lanes_of(
    snapshot: Snapshot,
    chronology: Chronology,
    earlier: Lanes | None = None,
    changes: Changes | None = None,
    folded: Mapping[str, bool] | None = None,
) -> Lanes:
    """The lanes of a case.

    A lane without entries is kept: it shows that nothing is known of it. Entries without a lane come last.

    Args:
        earlier: the reading before a step, to save work; it is used up by this.
        changes: the step. Without it everything is read afresh.
        folded: lanes folded or open on this screen whatever the case says.
    """
    reader = EntryReader(snapshot, chronology)
    touched: frozenset[str] | None = None
    if earlier is not None and changes is not None:
        before = earlier.contents
        touched = touched_entries(
            changes, snapshot, lambda id: (one.id for one in before[id].moments) if id in before else ()
        )
    if earlier is not None and touched is not None and chronology is not earlier.chronology:
        touched |= chronology.moved_since(earlier.chronology)
    if earlier is None or touched is None or len(touched) * _FEW > len(earlier.made) + _FEW:
        made, contents = _read(reader, snapshot, chronology)
        loose = {moment.id for moment in made.values() if moment.mark == _LOOSE}
        swaps: list[Swap] | None = None
        tray = _tray(reader, snapshot, chronology, made)
    else:
        made, contents, loose = earlier.made, earlier.contents, earlier.loose
        swaps = _mend(earlier, touched, reader, snapshot, chronology)
        tray = earlier.tray
        if touched and (tray or chronology.undated):
            tray = _tray(reader, snapshot, chronology, made)
    rows = [_row(branch, contents) for branch in branches(snapshot, folded)]
    if contents[""].moments or not rows:
        rows.append(LaneRow("", NO_LANE, contents[""]))
    return Lanes(rows, tray, made, contents, chronology, loose, swaps or [], swaps is not None)


def _row(branch: Branch, contents: Mapping[str, LaneContent]) -> LaneRow:
    lane = branch.lane
    hidden = tuple(contents[id] for id in branch.within) if branch.folded else ()
    return LaneRow(
        lane.id,
        lane.label,
        contents[lane.id],
        str(lane.lane_kind or ""),
        branch.depth,
        branch.folded,
        bool(branch.within),
        hidden,
    )


def _read(
    reader: EntryReader, snapshot: Snapshot, chronology: Chronology
) -> tuple[dict[str, Moment], dict[str, LaneContent]]:
    """All moments in the order of the chronology, and the lanes they are in."""
    entries = snapshot.of(TimelineEntry)
    made: dict[str, Moment] = {}
    for id in chronology.order:
        entry = entries[id]
        moment = reader.moment(entry, reader.around(entry))
        if moment is not None:
            made[id] = moment
    for moment in _spread(made, chronology):
        made[moment.id] = moment
    lists: dict[str, list[Moment]] = {id: [] for id in (*snapshot.of(Lane), "")}
    loose = lists[""]
    for moment in made.values():
        lists.get(moment.around.lane, loose).append(moment)
    for moments in lists.values():
        moments.sort(key=_start)
    return made, {id: LaneContent(moments, chronology) for id, moments in lists.items()}


def _mend(
    earlier: Lanes,
    touched: Iterable[str],
    reader: EntryReader,
    snapshot: Snapshot,
    chronology: Chronology,
) -> list[Swap] | None:
    """Read afresh what a step touched; the lanes changed by that if all stands where it stood, else None."""
    entries, made, contents = snapshot.of(TimelineEntry), earlier.made, earlier.contents
    lanes = snapshot.of(Lane)
    for id in lanes:
        if id not in contents:
            contents[id] = LaneContent([], chronology)
    gone: dict[str, list[Moment]] = {}
    come: dict[str, list[Moment]] = {}
    before: dict[str, Moment | None] = {}

    def old_lane(moment: Moment) -> str:
        return moment.lane if moment.lane in contents else ""

    def new_lane(moment: Moment) -> str:
        return moment.lane if moment.lane in lanes else ""

    def swap(id: str, now: Moment | None) -> None:
        was = made.pop(id, None)
        if id not in before:
            before[id] = was
            if was is not None:
                gone.setdefault(old_lane(was), []).append(was)
        elif was is not None:
            come[new_lane(was)].remove(was)
        if now is not None:
            made[id] = now
            come.setdefault(new_lane(now), []).append(now)
        (earlier.loose.add if now is not None and now.mark == _LOOSE else earlier.loose.discard)(id)

    for id in touched:
        entry = entries.get(id)
        swap(id, reader.moment(entry, reader.around(entry)) if entry is not None else None)
    for moment in _spread(made, chronology) if earlier.loose else ():
        swap(moment.id, moment)
    stands = all(_stands(was, made.get(id)) for id, was in before.items())
    swaps = []
    for id in gone.keys() | come.keys():
        was = contents[id]
        contents[id] = was.altered(gone.get(id, ()), come.get(id, ()), chronology)
        if stands:
            pairs = tuple((one, made[one.id]) for one in gone[id])
            contents[id].take_gaps(was)
            swaps.append(Swap(was, contents[id], pairs))
    for id in [id for id in contents if id and id not in lanes]:
        del contents[id]
    for content in contents.values():
        # Only the latest is asked; an older one would be kept alive by every lane it once served.
        content.chronology = chronology
    return swaps if stands else None


def _stands(was: Moment | None, now: Moment | None) -> bool:
    """True if a moment is where it was, and as serious."""
    if was is None or now is None:
        return was is now
    before = (was.start, was.end, was.at, was.card, was.lane, was.due)
    return before == (now.start, now.end, now.at, now.card, now.lane, now.due)


_LOOSE = "diamond"
"""The mark of what is known by order alone."""


def _tray(
    reader: EntryReader, snapshot: Snapshot, chronology: Chronology, made: Mapping[str, Moment]
) -> list[Undated]:
    entries = snapshot.of(TimelineEntry)
    return [
        Undated(id, entries[id].text, entry_name(entries[id], reader.around(entries[id]), "no time yet"))
        for id in chronology.undated
        if id not in made
    ]


_BESIDE = 900
"""Seconds from the one neighbour it has at which an entry stands whose order alone is known."""


def _spread(made: Mapping[str, Moment], chronology: Chronology) -> list[Moment]:
    """What is known by order alone, put evenly between its neighbours in the order of the chronology."""
    placed: list[list[Moment]] = []
    waiting: list[Moment] = []
    before: float | None = None
    for moment in (made[id] for id in chronology.order if id in made):
        if moment.mark == _LOOSE:
            waiting.append(moment)
            continue
        if waiting:
            placed.append(_between(waiting, before, moment.at))
            waiting = []
        before = moment.at
    placed.append(_between(waiting, before, None))
    return list(chain.from_iterable(placed))


def _between(moments: Sequence[Moment], before: float | None, after: float | None) -> list[Moment]:
    """Those of the moments that have to move, where they belong now."""
    moved = []
    for number, moment in enumerate(moments, 1):
        if before is not None and after is not None:
            place = before + max(0.0, after - before) * number / (len(moments) + 1)
        elif before is not None:
            place = before + _BESIDE * number
        elif after is not None:
            place = after - _BESIDE * (len(moments) + 1 - number)
        else:
            place = moment.start
        if moment.at != place:
            # A new moment, not the old one moved: what was drawn of the old one is still kept somewhere.
            moved.append(moment.placed(place))
    return moved


def chronology_of(snapshot: Snapshot) -> Chronology:
    """The order of a case's entries, for pictures; a window keeps its own and updates it."""
    return Chronology.of(snapshot.of(TimelineEntry).values(), snapshot.of(TimeLink).values())


def _start(moment: Moment) -> float:
    return moment.start
