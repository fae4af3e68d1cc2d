"""Which rows of a source the case has already: brought in before, or told the same by another source."""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import replace

from rca_workbench.exchange.reading import Reading
from rca_workbench.exchange.sheet.identities import People, plain
from rca_workbench.exchange.sheet.planned import CellProblem, PlannedRow, RowState
from rca_workbench.exchange.sheet.roles import Role
from rca_workbench.model import Snapshot, Time, TimelineEntry
from rca_workbench.model.time import DAY, Window, short_label, window

IDS = Reading("", "sheet")
"""Makes the ids of what sheets bring: the same for the same content, whatever the file is called."""

_Key = tuple[object, ...]


class Known:
    """Looks up rows in a case."""

    def __init__(self, snapshot: Snapshot, people: People, removed: Set[str], again: Set[int]) -> None:
        self._snapshot = snapshot
        self._entries = snapshot.of(TimelineEntry)
        self._removed = removed
        self._again = again
        self._people = people
        self._there: dict[_Key, list[str]] = {}
        self._said: dict[str, list[TimelineEntry]] = {}
        for one in self._entries.values():
            self._there.setdefault(_key(one.time, one.actor or "", plain(one.text)), []).append(one.id)
            self._said.setdefault(plain(one.text), []).append(one)

    def looked_up(self, rows: list[PlannedRow]) -> Iterator[PlannedRow]:
        """The rows with their ids, and whether the case has them; rows that count from others point to entries."""
        said = Counter(plain(row.what) for row in rows if row.what) if self._said else Counter[str]()
        seen: Counter[str] = Counter()
        first: dict[str, int] = {}
        found: dict[int, PlannedRow] = {}
        references = {row.number: row.reference for row in rows}
        ids: dict[str, str] = {}
        for row in rows:
            if row.state is RowState.NEW:
                made = self._one(row, seen, first, references)
                found[row.number] = made
                ids[f"row {row.number}"] = made.id
        for row in rows:
            made = found.get(row.number, row)
            if made.state is RowState.NEW or made.state is RowState.THERE:
                if made.time.anchor is not None:
                    made = self._anchored(made, ids)
                elif made.state is RowState.NEW and said and said[plain(made.what)] == 1:
                    made = self._disagreeing(made)
            elif made.time.anchor is not None:
                made = replace(made, time=made.time.without_anchor())
            yield made

    def _one(
        self, row: PlannedRow, seen: Counter[str], first: dict[str, int], references: dict[int, str]
    ) -> PlannedRow:
        time, what, who = row.time, plain(row.what), plain(row.who)
        anchor = f"{references.get(int(time.anchor[4:]), '')}" if time.anchor else ""
        said = time.said if time.start is None and time.anchor is None else ""
        length = f"{time.least} {time.most} {anchor}" if anchor else ""
        parts = (str(time.kind), time.start or "", time.end or "", said, length, who, what)
        content = "\x1f".join(parts)
        times = seen[content]
        seen[content] = times + 1
        id = IDS.id_for("timeline_entry", content, str(times) if times else "")
        problems = row.problems
        if times:
            sentence = f"It says the same as row {first[content]}."
            problems = (
                *problems,
                CellProblem(row.number, None, Role.WHAT, row.what[:200], sentence, blocks=False),
            )
        else:
            first[content] = row.number
        state, reason = RowState.NEW, ""
        if id in self._entries:
            state, reason = RowState.THERE, "The case has it already."
        elif not time.anchor and self._there:
            there = self._there.get(_key(time, self._people.find(row.who) or who, what), ())
            if times < len(there):
                id, state, reason = there[times], RowState.THERE, "The case has an entry that says the same."
        if state is RowState.NEW and id in self._removed and row.number not in self._again:
            state, reason = RowState.REMOVED, "It came in before and was removed from the case since."
        return replace(row, id=id, state=state, problems=problems, reason=reason)

    def _anchored(self, row: PlannedRow, ids: dict[str, str]) -> PlannedRow:
        """The row counted from an entry of the case instead of a row; from none where that row stays out."""
        anchor = ids.get(row.time.anchor or "", "")
        if anchor and anchor != row.id:
            return replace(row, time=replace(row.time, anchor=anchor))
        number = (row.time.anchor or "").removeprefix("row ")
        sentence = (
            f"It is counted from row {number}, which does not come in. What it says is kept without a time."
        )
        problem = CellProblem(row.number, None, Role.TIME, row.time.said, sentence, blocks=False)
        return replace(row, time=row.time.without_anchor(), problems=(*row.problems, problem))

    def _disagreeing(self, row: PlannedRow) -> PlannedRow:
        """The row with the one entry that tells the same of about the same time or another within a day, if any."""
        others = self._said.get(plain(row.what), ())
        if len(others) != 1 or len(row.what.split()) < _ENOUGH_WORDS:
            return row
        other = others[0]
        actor = self._people.find(row.who)
        if row.who and other.actor and actor != other.actor:
            return row
        mine, theirs = window(row.time), window(other.time)
        name = f"{other.code} {short_label(other.time)}".strip()
        if _apart(mine, theirs):
            return self._doubted(row, f"The case tells the same of another time: {name}.", (other.id,))
        if _meet(mine, theirs):
            return self._doubted(
                row, f"The case tells the same of about the same time: {name}. It may be one thing."
            )
        return row

    @staticmethod
    def _doubted(row: PlannedRow, sentence: str, disagrees: tuple[str, ...] = ()) -> PlannedRow:
        problem = CellProblem(row.number, None, Role.TIME, row.time.said, sentence, blocks=False)
        return replace(row, disagrees=disagrees, problems=(*row.problems, problem))


_ENOUGH_WORDS = 3
"""Fewer words ("Obs taken") are said of many moments."""


def _key(time: Time, actor: str, what: str) -> _Key:
    said = time.said if time.start is None and time.anchor is None else ""
    return (time.kind, time.start, time.end, said, time.anchor, time.least, time.most, actor, what)


def _apart(one: Window, other: Window) -> bool:
    """True where two moments cannot be one, yet lie within a day."""
    between = _between(one, other)
    return between is not None and 0 < between <= DAY


def _meet(one: Window, other: Window) -> bool:
    """True where two moments may be one."""
    between = _between(one, other)
    return between is not None and between <= 0


def _between(one: Window, other: Window) -> int | None:
    """Seconds between two windows, none or fewer where they meet; None where one is open."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return None
    return max(one.earliest, other.earliest) - min(one.latest, other.latest)
