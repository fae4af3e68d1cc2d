"""Actions and recommendations as rows, under the factor each addresses."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from rca_workbench.model import (
    FROM_THE_SYSTEM,
    Action,
    ActionStatus,
    Factor,
    FactorKind,
    FactorStatus,
    Recommendation,
    Strength,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.reference import tokens
from rca_workbench.ui.fields.names import icon_of, ink_of, line_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.places.improve.edits import DONE, days_late, due_words, in_order
from rca_workbench.ui.session import Session

TEXT, STRENGTH, OWNER, DUE = range(4)
NO_FACTOR = "nothing"
"""Group of those that address nothing on the map."""


class ActionRows(ListRows):
    """Each factor something is done about, and each system-level factor, with what addresses it.

    A group without any has a line to type in; `asked` names one more group to have such a line.
    """

    columns = (
        Column("Action", edits=True),
        Column("Strength", 140, rank=1),
        Column("Owner", 170, edits=True, rank=2),
        Column("Due", 150, edits=True, rank=3),
    )
    touched_by = ("action", "recommendation", "factor", "case")
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

    def heading(self, row: Row) -> Heading:
        snapshot = self.session.snapshot
        factor = snapshot.get(Factor, row.id)
        count = sum(one.group == row.group and one.shape is Shape.ITEM for one in self.rows)
        if row.group in self.closed or self.words:
            count = sum(row.id in one.addresses for one in in_order(snapshot)) if factor else count
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
        today = self.session.today()
        match column:
            case 0:
                done = one.status in DONE
                return Cell(
                    one.text or "No words yet", word(one.status), icon=str(tokens()["action_status"][one.status]["icon"]),
                    icon_ink="ok" if done else "text2", second_ink="ok" if done else "text2",
                )  # fmt: skip
            case 1:
                return _strength(one.strength)
            case 2:
                return Cell(one.owner or "Nobody yet", one.unit, ink="text" if one.owner else "text2")
            case 3:
                return _due(one, today)
        return Cell()

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
            said = f"Recommendation {one.reference}".rstrip() + (", answered" if one.response else "")
            return Cell(one.text or "No words yet", said, icon=icon_of(one))
        case 1:
            return _strength(one.strength)
        case 2:
            return Cell(
                one.to or "Nobody yet",
                "asked to change it" if one.to else "",
                ink="text" if one.to else "text2",
            )
        case 3:
            return Cell(_short(one.on), "made" if one.on else "")
    return Cell()


def _strength(strength: Strength | None) -> Cell:
    if strength is None:
        return Cell("Not said", ink="text2")
    return Cell(word(strength), bars=int(tokens()["strength"][strength]["bars"]), strong=True)


def _due(one: Action, today: date) -> Cell:
    if one.status in DONE:
        done = f"done {_short(one.done)}" if one.done else "done"
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
