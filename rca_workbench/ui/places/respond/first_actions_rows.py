"""The first hours as rows: steps by the hours they belong to, then evidence, who has to be told, support for staff."""

from collections.abc import Sequence

from rca_workbench.analysis.day_doubts import day_doubt
from rca_workbench.analysis.first_hours import (
    GROUP_WORDS,
    FirstLine,
    Group,
    LineState,
    by_group,
    first_hours,
    left_words,
    progress_words,
)
from rca_workbench.analysis.securing import lost_words
from rca_workbench.model import Changes, EvidenceItem, ImmediateAction, Notification, StaffSupport
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.session import Session

WHAT, OWNER, DUE, DONE, PROOF = range(5)

_ICONS = {
    LineState.OPEN: ("circle", "text2"),
    LineState.LATE: ("calendar-clock", "warn"),
    LineState.DONE: ("circle-check", "ok"),
    LineState.NOT_NEEDED: ("circle-slash", "text2"),
}
_GROUP_ICONS = {
    Group.WITHIN_24: "clock",
    Group.WITHIN_48: "clock",
    Group.WITHIN_72: "clock",
    Group.EVIDENCE: "folder-search",
    Group.TOLD: "message-square-quote",
    Group.STAFF: "users",
}
_EMPTY = {
    Group.EVIDENCE: "Nothing noted that will be lost",
    Group.STAFF: "Who has checked on the staff involved?",
}


class FirstRows(ListRows):
    """Every line of the first hours under its group, with how far each group has come."""

    columns = (
        Column("What", edits=True),
        Column("Owner", 132, edits=True, rank=4),
        Column("Due", 154, edits=True, rank=5),
        Column("Done", 164, edits=True, rank=6),
        Column("What shows it", 140, edits=True, rank=1),
    )
    touched_by = (
        "immediate_action", "evidence", "notification", "staff_support", "incident", "criterion", "decision",
        "contact", "candour", "actor", "case",
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._lines: dict[str, FirstLine] | None = None
        self.held = False
        """Rows stay as they are while a box over one of them closes; `look_again` sets them anew after."""

    @property
    def lines(self) -> dict[str, FirstLine]:
        """Every line by its key, in the order they stand in."""
        if self._lines is None:
            made = first_hours(self.session.snapshot, self.session.now())
            self._lines = {one.key: one for one in made}
        return self._lines

    def look_again(self) -> None:
        """Work the lines out anew: time has gone on, or a box over a row has closed. The table is to be drawn again after.

        Where the same rows stand, none is told to have changed: Qt would put the old words back into a box that is open.
        """
        self._lines = None
        self.held = False
        self.become(list(self.arrange()))

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(*self.touched_by):
            self._lines = None
        if not self.held or changes is None:
            super().refresh(changes)

    def arrange(self) -> Sequence[Row]:
        rows: list[Row] = []
        for group, lines in by_group(self.lines.values()).items():
            held = [one for one in lines if self._holds(one)]
            if self.words and not held:
                continue
            rows.append(Row(group, group, Shape.HEADING))
            if group not in self.closed:
                rows += [Row(one.key, group) for one in held]
        return rows

    def cell(self, row: Row, column: int) -> Cell:
        one = self.lines.get(row.id)
        if one is None:
            return Cell()
        match column:
            case 0:
                icon, ink = _ICONS[one.state]
                said = beneath(one)
                return Cell(
                    one.what or "No words yet", said, icon=icon, icon_ink=ink,
                    ink="text2" if one.state is LineState.NOT_NEEDED else "text",
                )  # fmt: skip
            case 1:
                waits = not one.owner and not one.answered
                return Cell("Nobody yet" if waits else one.owner, ink="text2" if waits else "text")
            case 2:
                return self._due(one)
            case 3:
                ink = "ok" if one.state is LineState.DONE else "text2"
                done = one.done_said or ("Not needed" if one.not_needed else "")
                return Cell(done, self._doubt(one), ink=ink, second_ink="warn")
            case 4:
                return Cell(one.proof, one.aside, ink="text2")
        return Cell()

    def heading(self, row: Row) -> Heading:
        group = Group(row.group)
        lines = [one for one in self.lines.values() if one.group is group]
        text, icon = GROUP_WORDS[group], _GROUP_ICONS[group]
        if not lines:
            return Heading(text, _EMPTY.get(group, ""), icon)
        late = any(one.state is LineState.LATE for one in lines)
        return Heading(text, progress_words(lines), icon, aside_ink="warn" if late else "text2")

    def _rearranges(self, changes: Changes) -> bool:
        # What is secured, told or decided moves lines about: they are few, so they are set anew.
        return True

    def _due(self, one: FirstLine) -> Cell:
        if not one.due_said:
            return Cell("" if one.answered else "No date yet", ink="text2")
        if one.answered or one.due is None:
            return Cell(one.due_said, ink="text2")
        late = one.state is LineState.LATE
        said = left_words(one.due, self.session.now())
        if isinstance(one.entity, EvidenceItem):
            said = lost_words(one.entity, self.session.now())
        return Cell(
            one.due_said, said, second_ink="warn" if late else "text2",
            second_icon="calendar-clock" if late else "",
        )  # fmt: skip

    def _doubt(self, one: FirstLine) -> str:
        """Why the time at which it was done can hardly be right."""
        name = "done" if isinstance(one.entity, ImmediateAction) else "when"
        if not isinstance(one.entity, ImmediateAction | Notification | StaffSupport):
            return ""
        found = day_doubt(self.session.snapshot, one.entity, name, self.session.now())
        return found.short if found is not None else ""

    def _holds(self, one: FirstLine) -> bool:
        said = " ".join((one.what, one.owner, one.proof, one.why, one.not_needed, one.code)).casefold()
        return all(word in said for word in self.words)


def beneath(one: FirstLine) -> str:
    """The second line of what a row is about: why it need not be done, or where it is from."""
    if one.not_needed:
        return f"Not needed: {one.not_needed}"
    return one.why
