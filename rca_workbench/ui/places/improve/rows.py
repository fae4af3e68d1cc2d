"""Actions and recommendations as rows, under the factor each addresses."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from rca_workbench.analysis.coverage import aimed_lower
from rca_workbench.analysis.plan import judged_undone, left_on, roles_known
from rca_workbench.analysis.smart import smart, smart_words
from rca_workbench.analysis.strength import Suggestion, suggested_strength
from rca_workbench.model import (
    FROM_THE_SYSTEM,
    Action,
    ActionStatus,
    Changes,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Recommendation,
    Standing,
    Strength,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import counted, word
from rca_workbench.reference import tokens
from rca_workbench.ui.fields.names import icon_of, ink_of, line_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.places.improve.edits import DONE, days_late, due_words, in_order
from rca_workbench.ui.places.improve.grouping import By, grouped, heading_of
from rca_workbench.ui.session import Session

TEXT, STRENGTH, OWNER, DUE, SMART, PROOF = range(6)
NO_FACTOR = "nothing"
"""Group of those that address nothing on the map."""


class ActionRows(ListRows):
    """Each factor something is done about, and each system-level factor, with what addresses it; or other groups.

    A group without any has a line to type in; `asked` names one more group to have such a line.
    """

    columns = (
        Column("Action", edits=True),
        Column("Strength", 128, rank=3),
        Column("Owner", 160, edits=True, rank=4),
        Column("Due", 138, edits=True, rank=5),
        Column("SMART", 124, rank=1),
        Column("Proof", 66, rank=2),
    )
    touched_by = (
        "action", "recommendation", "factor", "case", "actor", "measure", "progress", "excerpt", "decision",
    )  # fmt: skip
    arranged_by = MappingProxyType(
        {
            "action": frozenset({"addresses", "order"}),
            "recommendation": frozenset({"addresses", "order"}),
            "factor": frozenset({"factor_kind", "status", "no_action_reason"}),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.asked: str | None = None
        self.by = By.FACTOR
        self._groups: dict[str, list[str]] = {}
        """Ids by group, where that is no factor."""

    def group_by(self, by: By) -> None:
        """Group by something else."""
        if by is not self.by:
            self.by, self.asked, self.closed = by, None, frozenset()
            self.reset()

    def _rearranges(self, changes: Changes) -> bool:
        if self.by is not By.FACTOR and changes.touches("action", "recommendation"):
            return True
        return super()._rearranges(changes)

    def offers(self, column: int) -> Sequence[str]:
        return roles_known(self.session.snapshot) if column == OWNER else ()

    def factors(self) -> list[Factor]:
        """The factors that have a group: what something addresses, and every system-level one that stands."""
        snapshot = self.session.snapshot
        addressed = {id for cls in (Action, Recommendation) for id in snapshot.by(cls, "addresses")}
        found = [
            one
            for one in snapshot.of(Factor).values()
            if one.id in addressed
            or (one.factor_kind is FactorKind.SYSTEM_FACTOR and one.status is not FactorStatus.REJECTED)
        ]
        return sorted(found, key=lambda one: FROM_THE_SYSTEM.index(one.factor_kind))

    def arrange(self) -> Sequence[Row]:
        return self._by_factor() if self.by is By.FACTOR else self._by_other()

    def _by_other(self) -> list[Row]:
        rows: list[Row] = []
        here = [one for one in in_order(self.session.snapshot) if self._holds(one)]
        self._groups = dict(grouped(here, self.by, self.session.today()))
        for group, ids in self._groups.items():
            rows.append(Row(group, group, Shape.HEADING))
            if group not in self.closed:
                rows += [Row(id, group) for id in ids]
                if group == self.asked and not self.words and not self.session.read_only:
                    rows.append(Row(group, group, Shape.LINE))
        return rows

    def first_of(self, group: str) -> Action | Recommendation | None:
        """A thing that stands in a group that is no factor."""
        found = self.session.snapshot.find(next(iter(self._groups.get(group, ())), None))
        return found if isinstance(found, Action | Recommendation) else None

    def _by_factor(self) -> list[Row]:
        by_factor: dict[str, list[str]] = {}
        for one in in_order(self.session.snapshot):
            if self._holds(one):
                for factor in one.addresses or (NO_FACTOR,):
                    by_factor.setdefault(factor, []).append(one.id)
        rows: list[Row] = []
        groups = [(one.id, bool(one.no_action_reason)) for one in self.factors()]
        for group, excused in (*groups, (NO_FACTOR, True)):
            ids = by_factor.get(group, [])
            wanted = group == self.asked or not (ids or excused)
            if not ids and ((group == NO_FACTOR and not wanted) or self.words):
                continue
            rows.append(Row(group, group, Shape.HEADING))
            if group not in self.closed:
                rows += [Row(id, group) for id in ids]
                if wanted and not self.words and not self.session.read_only:
                    rows.append(Row(group, group, Shape.LINE))
        return rows

    def ask(self, group: str | None) -> None:
        """Have a line to type in in this group, besides those without any action."""
        if group != self.asked:
            self.asked = group
            if group is not None:
                self.closed = self.closed - {group}
            self.reset()

    def cell(self, row: Row, column: int) -> Cell:
        one = self.session.snapshot.find(row.id)
        if isinstance(one, Action):
            return self._action(one, column)
        if isinstance(one, Recommendation):
            return _recommendation(one, column)
        return Cell()

    def typed(self, row: Row, column: int) -> str:
        one = self.session.snapshot.find(row.id)
        action = isinstance(one, Action)
        if not isinstance(one, Action | Recommendation):
            return super().typed(row, column)
        match column:
            case 0:
                return one.text
            case 2:
                return one.owner if action else one.to
            case 3:
                return _short(one.due if action else one.on)
        return super().typed(row, column)

    def heading(self, row: Row) -> Heading:
        snapshot = self.session.snapshot
        if self.by is not By.FACTOR:
            several = len(self._groups.get(row.group, ()))
            return heading_of(row.group, self.by, self.first_of(row.group), _counted(several))
        factor = snapshot.get(Factor, row.id)
        count = sum(one.group == row.group and one.shape is Shape.ITEM for one in self.rows)
        if row.group in self.closed or self.words:
            count = sum(row.group in (one.addresses or (NO_FACTOR,)) for one in in_order(snapshot))
        if factor is None:
            return Heading("Not tied to a factor yet", _counted(count), "unlink")
        text = factor.text
        icon, ink = icon_of(factor), ink_of(factor)
        if count:
            return Heading(text, _counted(count), icon, ink)
        if factor.no_action_reason:
            return Heading(text, "None planned, with reason", icon, ink)
        return Heading(text, "No action yet", icon, ink, "danger")

    def _action(self, one: Action, column: int) -> Cell:
        snapshot, today = self.session.snapshot, self.session.today()
        match column:
            case 0:
                doubtful = one.status is ActionStatus.NOT_EFFECTIVE or judged_undone(one)
                ink = "warn" if doubtful else "ok" if one.status in DONE else "text2"
                return Cell(
                    one.text or "No words yet", word(one.status), icon=str(tokens()["action_status"][one.status]["icon"]),
                    icon_ink=ink, second_ink=ink,
                )  # fmt: skip
            case 1:
                lower = any(
                    aimed_lower(factor, one.level)
                    for id in one.addresses
                    if (factor := snapshot.get(Factor, id)) is not None
                )
                return _strength(one.strength, suggested_strength(one.text), lower=lower)
            case 2:
                return _owner(one, left_on(snapshot, one), today)
            case 3:
                return _due(one, today)
            case 4:
                letters = smart(snapshot, one)
                return Cell(smart_words(letters), letters=tuple((each.letter, each.met) for each in letters))
            case 5:
                return self._proof(one)
        return Cell()

    def _proof(self, one: Action) -> Cell:
        sources = len(self.session.snapshot.pointed_from(Excerpt, "about", one.id))
        if sources:
            return Cell(str(sources), icon="paperclip")
        return Cell("Yes", icon="check") if one.proof.strip() else Cell("None", ink="text2")

    def _holds(self, one: Action | Recommendation) -> bool:
        if not self.words:
            return True
        said = [one.title, one.owner if isinstance(one, Action) else one.to, word(one.strength)]
        said += [
            line_of(factor, 400) for id in one.addresses if (factor := self.session.snapshot.get(Factor, id))
        ]
        folded = " ".join(said).casefold()
        return all(each in folded for each in self.words)


def _recommendation(one: Recommendation, column: int) -> Cell:
    match column:
        case 0:
            said = f"Recommendation {one.reference}".rstrip()
            if one.standing is not None:
                said += f", {word(one.standing).lower()}"
            elif one.response:
                said += ", answered"
            ink = "ok" if one.standing is Standing.ACCEPTED else "text2"
            return Cell(one.text or "No words yet", said, icon=icon_of(one), second_ink=ink)
        case 1:
            return _strength(one.strength, suggested_strength(one.text))
        case 2:
            return Cell(
                one.to or "Nobody yet",
                "asked to change it" if one.to else "",
                ink="text" if one.to else "text2",
            )
        case 3:
            return Cell(_short(one.on), "made" if one.on else "")
    return Cell()


def _strength(strength: Strength | None, hinted: Suggestion | None = None, *, lower: bool = False) -> Cell:
    if strength is not None:
        aim = "below its factor" if lower else ""
        bars = int(tokens()["strength"][strength]["bars"])
        return Cell(word(strength), aim, bars=bars, strong=True, second_ink="warn" if lower else "text2")
    if hinted is not None:
        return Cell("Not said", f"reads as {word(hinted.strength).lower()}", ink="text2")
    return Cell("Not said", ink="text2")


def _owner(one: Action, left: str, today: date) -> Cell:
    if not left:
        return Cell(one.owner or "Nobody yet", one.unit, ink="text" if one.owner else "text2")
    said = "has left the post" if left <= today.isoformat() else f"leaves on {_short(left)}"
    return Cell(one.owner, said, second_ink="warn", second_icon="triangle-alert")


def _due(one: Action, today: date) -> Cell:
    if one.done > today.isoformat():
        return Cell(_short(one.due) or "No date", f"done {_short(one.done)}, to come", second_ink="warn",
                    second_icon="triangle-alert")  # fmt: skip
    if judged_undone(one):
        return Cell(
            _short(one.due) or "No date", "day done not said", second_ink="warn", second_icon="triangle-alert"
        )
    if one.status in DONE:
        done = f"done {_short(one.done)}" if one.done else "done"
        if one.due and one.done > one.due:
            late = (date.fromisoformat(one.done) - date.fromisoformat(one.due)).days
            done = f"done {counted(late, 'day')} late"
        return Cell(_short(one.due), done) if one.due else Cell(done, ink="text2")
    if one.status is ActionStatus.STOPPED:
        return Cell(_short(one.due), "stopped")
    if not one.due:
        return Cell("No date yet", ink="text2")
    late = days_late(one, today) > 0
    return Cell(
        _short(one.due), due_words(one.due, today), second_ink="warn" if late else "text2",
        second_icon="calendar-clock" if late else "",
    )  # fmt: skip


def _short(day: str) -> str:
    return date_words(day, short=True) if day else ""


def _counted(count: int) -> str:
    return "1 action" if count == 1 else f"{count} actions" if count else ""
