"""Works out what bringing in a sheet would do: each row read, checked, and looked up in the case. Writes nothing."""

import re
from collections import Counter
from collections.abc import Iterator, Set
from datetime import date, datetime, timedelta
from itertools import islice

from rca_workbench.exchange.document import UNCHANGED
from rca_workbench.exchange.sheet.cells import Cell, Row, Workbook, shown
from rca_workbench.exchange.sheet.contents import Look, Shape
from rca_workbench.exchange.sheet.identities import People, looked_over, plain
from rca_workbench.exchange.sheet.known import Known
from rca_workbench.exchange.sheet.moments import Moment, Moments
from rca_workbench.exchange.sheet.planned import CellProblem, Fixes, Mark, Plan, PlannedRow, RowState
from rca_workbench.exchange.sheet.roles import Layout, Role
from rca_workbench.model import EntryKind, Snapshot, Time, TimeKind, clean_text
from rca_workbench.model.fault import Fault
from rca_workbench.model.time_words import EntryRef
from rca_workbench.store.collecting import gc_paused

NO_FIXES: Fixes = {}
NO_ROWS: Set[int] = frozenset()
NO_IDS: Set[str] = frozenset()


def plan(
    workbook: Workbook,
    layout: Layout,
    snapshot: Snapshot,
    fixes: Fixes = NO_FIXES,
    *,
    left_out: Set[int] = NO_ROWS,
    removed: Set[str] = NO_IDS,
    again: Set[int] = NO_ROWS,
    as_roles: bool = False,
    now: date,
) -> Plan:
    """What would become of each row.

    Args:
        workbook: the source, as read.
        layout: how its sheet is to be read.
        snapshot: the case it is to join, `Snapshot.empty()` for a new one.
        fixes: texts that stand instead of what cells say.
        left_out: rows the user leaves out.
        removed: ids of entries that were in the case once: see `removed_before`.
        again: rows to bring in although they were removed here since.
        as_roles: have roles stand where the words name somebody registered, and “[NHS number]” where one stands.
        now: today, for dates without a year.

    Raises:
        Fault: no column says what happened.
    """
    if layout.column(Role.WHAT) is None:
        raise Fault(
            "No column is chosen for what happened.", UNCHANGED, f"Choose one for “{Role.WHAT.word}”."
        )
    with gc_paused():
        rows = list(_Rows(workbook, layout, fixes, left_out, now).planned())
        people = People(snapshot)
        found = Known(snapshot, people, removed, again).looked_up(rows)
        told = tuple(looked_over(found, layout, people.register, as_roles=as_roles))
        new = (row.who for row in told if row.state is RowState.NEW and row.who)
        roles = {plain(who): who for who in reversed(list(dict.fromkeys(new))) if not people.find(who)}
        return Plan(workbook, layout, told, tuple(reversed(roles.values())))


class _Rows:
    """One reading of a sheet's rows, in their order: a row may take its day from those above."""

    def __init__(
        self, workbook: Workbook, layout: Layout, fixes: Fixes, left_out: Set[int], now: date
    ) -> None:
        self._sheet = workbook.sheets[layout.sheet]
        self._layout = layout
        self._left_out = left_out
        self._fixed: dict[int, dict[Role, str]] = {}
        for (number, role), text in fixes.items():
            self._fixed.setdefault(number, {})[role] = text
        self._column = {role: layout.column(role) for role in Role}
        self._what = layout.all_of(Role.WHAT)
        self._notes = layout.all_of(Role.NOTE)
        self._expected = layout.all_of(Role.EXPECTED)
        self._flags = layout.all_of(Role.FLAG)
        self._day = (
            self._column[Role.TIME] if self._column[Role.TIME] is not None else self._column[Role.DATE]
        )
        self._day_role = Role.TIME if self._column[Role.TIME] is not None else Role.DATE
        self._timed = self._day is not None or self._column[Role.CLOCK] is not None
        self._moments = Moments(layout, now, self._find)
        self._moments_known: bool | None = None
        self._near: date | None = None
        self._above: str = ""
        self._references: dict[str, int] | None = None

    def planned(self) -> Iterator[PlannedRow]:
        """Every row below the header that is not blank."""
        number = self._layout.header
        for row in self._sheet.rows[number:]:
            number += 1
            if any(row):
                made = self._row(number, row)
                if made is not None:
                    yield made

    def _row(self, number: int, row: Row) -> PlannedRow | None:
        fixed = self._fixed.get(number, {})
        problems: list[CellProblem] = []
        width = len(row)

        def text(role: Role) -> str:
            if role in fixed:
                return self._clean(fixed[role], number, role, problems)
            at = self._column[role]
            if at is None or at >= width:
                return ""
            cell = row[at]
            return self._clean(cell if isinstance(cell, str) else shown(cell), number, role, problems)

        what = self._joined(row, self._what, number, Role.WHAT, fixed, problems)
        moment = self._moment(number, row, fixed, problems)
        who = " ".join(text(Role.WHO).split())
        if not what:
            return self._without_words(number, row, who, moment, problems)
        time = self._with_end(number, row, fixed, moment or Time(), problems)
        kind = self._kind(number, text(Role.KIND), problems)
        marks = self._marks(number, row, fixed, problems)
        blocked = any(problem.blocks for problem in problems)
        state = RowState.PROBLEM if blocked else RowState.NEW
        reason = ""
        if number in self._left_out:
            state, reason = RowState.LEFT_OUT, "Left out by you."
        return PlannedRow(
            number,
            state,
            "",
            time,
            what,
            who,
            self._joined(row, self._notes, number, Role.NOTE, fixed, problems),
            self._joined(row, self._expected, number, Role.EXPECTED, fixed, problems),
            " ".join(text(Role.LANE).split()),
            kind,
            marks,
            " ".join(text(Role.SOURCE).split()),
            text(Role.PLACE),
            text(Role.REFERENCE),
            tuple(problems),
            reason=reason,
        )

    # Words

    def _clean(self, said: str, number: int, role: Role, problems: list[CellProblem]) -> str:
        if said.isascii() and said.isprintable() and len(said) < 10_000:
            return said.strip()
        try:
            return clean_text(said).strip()
        except ValueError as fault:
            column = self._column[role]
            problems.append(CellProblem(number, column, role, said[:200], f"{role.word} {fault}."))
            return ""

    def _joined(
        self,
        row: Row,
        columns: tuple[int, ...],
        number: int,
        role: Role,
        fixed: dict[Role, str],
        problems: list[CellProblem],
    ) -> str:
        """The texts of all columns of a role; those beyond the first say which column they are from."""
        if role in fixed:
            return self._clean(fixed[role], number, role, problems)
        parts: list[str] = []
        for place, at in enumerate(columns):
            if at < len(row) and row[at] != "":
                cell = row[at]
                said = self._clean(cell if isinstance(cell, str) else shown(cell), number, role, problems)
                if said:
                    name = self._layout.columns[at].name if place and len(columns) > 1 else ""
                    parts.append(f"{name}: {said}" if name else said)
        return "\n".join(parts)

    def _without_words(
        self, number: int, row: Row, who: str, moment: Time | None, problems: list[CellProblem]
    ) -> PlannedRow | None:
        """A row that says nothing happened: a heading with a day, a line below the table, or one not finished.

        None for one of blanks only.
        """
        filled = sum(1 for cell in row if shown(cell).strip())
        if not filled and number not in self._fixed:
            return None
        if number in self._left_out:
            return PlannedRow(number, RowState.LEFT_OUT, time=moment or Time(), reason="Left out by you.")
        wrong = any(problem.role is Role.WHAT for problem in problems)
        if (moment is None or filled == 1) and not wrong:
            heading = moment is not None and moment.kind is TimeKind.DATE
            reason = _HEADING if heading else "Nothing in it says what happened."
            return PlannedRow(number, RowState.LEFT_OUT, reason=reason)
        if not wrong:
            problems.append(CellProblem(number, self._what[0], Role.WHAT, "", "Nothing says what happened."))
        return PlannedRow(number, RowState.PROBLEM, time=moment or Time(), who=who, problems=tuple(problems))

    # Times

    def _moment(
        self, number: int, row: Row, fixed: dict[Role, str], problems: list[CellProblem]
    ) -> Time | None:
        """The time a row says; None where it says none. Remembers its day for the rows below."""
        day: Cell
        clock: Cell
        if Role.TIME in fixed:
            day, clock = fixed[Role.TIME], ""
        else:
            day = fixed[Role.DATE] if Role.DATE in fixed else _at(row, self._day)
            clock = fixed[Role.CLOCK] if Role.CLOCK in fixed else _at(row, self._column[Role.CLOCK])
        if isinstance(day, str):
            day = self._clean(day, number, self._day_role, problems)
        if isinstance(clock, str):
            clock = self._clean(clock, number, Role.CLOCK, problems)
        if day == "" and clock == "":
            return Time(TimeKind.ORDER_ONLY) if self._timed and self._what_in(row, fixed) else None
        moment = self._moments.read(day, clock, self._near)
        if moment.time is None:
            self._note(number, day, clock, moment, problems, blocks=True)
            return Time(TimeKind.UNKNOWN, said=f"{shown(day)} {shown(clock)}".strip())
        if moment.problem:
            self._note(number, day, clock, moment, problems, blocks=False)
        time = moment.time
        if type(day) is date and clock == "" and self._mostly_moments():
            sentence = "It says a day without a time of day, or midnight exactly. It was read as the day."
            problems.append(CellProblem(number, self._day, Role.TIME, shown(day), sentence, blocks=False))
        if time.start is not None and len(time.start) >= 10:
            if day == "" and self._above > time.start:
                self._midnight(number, time, problems)
            self._near, self._above = date.fromisoformat(time.start[:10]), time.start
        return time

    def _mostly_moments(self) -> bool:
        """True where the column of days holds times of day as well: a bare day stands out there."""
        if self._moments_known is None:
            rows = islice(self._sheet.rows, self._layout.header, self._layout.header + _SAMPLE)
            self._moments_known = Look.at(_at(row, self._day) for row in rows).share(Shape.BOTH) > 0.5
        return self._moments_known

    def _what_in(self, row: Row, fixed: dict[Role, str]) -> bool:
        return Role.WHAT in fixed or any(at < len(row) and row[at] != "" for at in self._what)

    def _midnight(self, number: int, time: Time, problems: list[CellProblem]) -> None:
        sentence = (
            f"It is earlier than the row above and says no day: it was read on {_day_words(time)}. "
            "Say the day if it was the next one."
        )
        problems.append(
            CellProblem(number, self._column[Role.CLOCK], Role.CLOCK, time.said, sentence, blocks=False)
        )

    def _note(
        self,
        number: int,
        day: Cell,
        clock: Cell,
        moment: Moment,
        problems: list[CellProblem],
        *,
        blocks: bool,
    ) -> None:
        role = next(
            (
                role
                for role, cell in ((Role.TIME, day), (Role.DATE, day), (Role.CLOCK, clock))
                if self._column[role] is not None and cell != ""
            ),
            Role.TIME,
        )
        if blocks and role is not Role.CLOCK and clock != "" and self._column[Role.CLOCK] is not None:
            alone = self._moments.read(day, "", self._near)
            if alone.time is not None:
                role = Role.CLOCK  # the day can be read: it is the time of day that cannot
        said = f"{shown(day)} {shown(clock)}".strip()
        problems.append(
            CellProblem(number, self._column[role], role, said[:200], moment.problem, blocks=blocks)
        )

    def _with_end(
        self, number: int, row: Row, fixed: dict[Role, str], time: Time, problems: list[CellProblem]
    ) -> Time:
        """The time with its end, where the row says one."""
        at = self._column[Role.END]
        cell: Cell = fixed[Role.END] if Role.END in fixed else _at(row, at)
        if isinstance(cell, str):
            cell = self._clean(cell, number, Role.END, problems)
        if cell == "" or time.start is None or len(time.start) < 10:
            return time
        on = date.fromisoformat(time.start[:10])
        read = self._moments.read(cell, "", on)
        end = read.time.start if read.time is not None else None
        if end is None or time.kind not in (TimeKind.DATETIME, TimeKind.DATE, TimeKind.HOUR):
            sentence = read.problem or "No end can be kept beside a time like that."
            problems.append(CellProblem(number, at, Role.END, shown(cell), sentence))
            return time
        if end == time.start:
            return time
        if end < time.start and len(end) > 10 and self._is_clock(cell):
            end = (datetime.fromisoformat(end) + timedelta(days=1)).isoformat()[: len(end)]
        try:
            return Time(TimeKind.PERIOD, time.start, end, time.said)
        except ValueError:
            problems.append(CellProblem(number, at, Role.END, shown(cell), "The end is before the start."))
            return time

    @staticmethod
    def _is_clock(cell: Cell) -> bool:
        return not isinstance(cell, date) and _DAY_IN.search(shown(cell)) is None

    def _find(self, name: str) -> EntryRef | None:
        """The row of this sheet that a number or code points to."""
        at = self._column[Role.REFERENCE]
        if at is None:
            return None
        if self._references is None:
            seen: Counter[str] = Counter()
            self._references = {}
            for number, row in enumerate(self._sheet.rows[self._layout.header :], self._layout.header + 1):
                said = shown(_at(row, at)).strip().casefold()
                if said:
                    seen[said] += 1
                    self._references[said] = number
            self._references = {said: number for said, number in self._references.items() if seen[said] == 1}
        found = self._references.get(name.strip().casefold())
        return EntryRef(f"row {found}", name) if found is not None else None

    # Kinds and flags

    def _kind(self, number: int, said: str, problems: list[CellProblem]) -> EntryKind:
        if not said:
            return EntryKind.EVENT
        kind = _KINDS.get(said.casefold())
        if kind is None:
            sentence = f"“{said[:40]}” is no kind of entry here. It comes in as an event."
            problems.append(
                CellProblem(number, self._column[Role.KIND], Role.KIND, said[:200], sentence, blocks=False)
            )
        return kind or EntryKind.EVENT

    def _marks(
        self, number: int, row: Row, fixed: dict[Role, str], problems: list[CellProblem]
    ) -> frozenset[Mark]:
        if not self._flags and Role.FLAG not in fixed:
            return _NO_MARKS
        found: set[Mark] = set()
        cells = [(at, self._layout.columns[at].name, shown(_at(row, at)).strip()) for at in self._flags]
        if Role.FLAG in fixed:
            cells = [(self._flags[0] if self._flags else 0, "", fixed[Role.FLAG])]
        for at, name, said in cells:
            if not said or said.casefold() in _NO:
                continue
            marks = _marks_in(said) or (
                _marks_in(name) if said.casefold() in _YES or len(said) > 3 else frozenset()
            )
            found |= marks
            if not marks:
                sentence = f"“{said[:40]}” is no flag here. It is left out."
                problems.append(CellProblem(number, at, Role.FLAG, said[:200], sentence, blocks=False))
        return frozenset(found)


_HEADING = "A heading: its day stands for the rows below it."
_SAMPLE = 300
_NO_MARKS: frozenset[Mark] = frozenset()
_DAY_IN = re.compile(r"\d[/-]\d|[a-z]{3,}\s+\d|\d\s+[a-z]{3,}", re.IGNORECASE)
_YES = frozenset(("yes", "y", "x", "true", "1", "✓", "✔"))
_NO = frozenset(("no", "n", "false", "0", "none", "-", "n/a", "na"))
_FLAGS = (
    (re.compile(r"\bcdps?\b|care (?:delivery )?problem|^care$", re.IGNORECASE), Mark.CARE),
    (
        re.compile(r"\bsdps?\b|service (?:delivery )?problem|^service$|system problem", re.IGNORECASE),
        Mark.SERVICE,
    ),
    (re.compile(r"\bgood (?:practice|care)\b|^gp$|^good$", re.IGNORECASE), Mark.GOOD_PRACTICE),
    (re.compile(r"\bharm\b", re.IGNORECASE), Mark.HARM),
    (re.compile(r"\bomi(?:ssion|tted)\b|\bnot done\b", re.IGNORECASE), Mark.OMISSION),
)
_KINDS = {str(kind): kind for kind in EntryKind} | {
    "background information": EntryKind.BACKGROUND,
    "context": EntryKind.BACKGROUND,
    "action": EntryKind.EVENT,
    "observation": EntryKind.EVENT,
    "incident": EntryKind.EVENT,
}


def _marks_in(said: str) -> frozenset[Mark]:
    return frozenset(mark for pattern, mark in _FLAGS if pattern.search(said))


def _at(row: Row, column: int | None) -> Cell:
    return row[column] if column is not None and column < len(row) else ""


def _day_words(time: Time) -> str:
    on = date.fromisoformat((time.start or "")[:10])
    return f"{on.day} {on:%B %Y}"
