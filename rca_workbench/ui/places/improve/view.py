"""Improve, Actions: what will change about each factor, who owns it and by when."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from rca_workbench.analysis.action_days import day_problem
from rca_workbench.analysis.strength import Suggestion
from rca_workbench.model import Action, ActionStatus, Entity, Factor, Recommendation, Standing, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields import read_day
from rca_workbench.ui.fields.taking import refusals
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.lists import ListView, Row, Shape
from rca_workbench.ui.menus import open_below
from rca_workbench.ui.places.improve.edits import ActionEdits
from rca_workbench.ui.places.improve.gestures import commands_of
from rca_workbench.ui.places.improve.grouping import ASKED, WORDS, By, fresh
from rca_workbench.ui.places.improve.line import Asks, GroupLine
from rca_workbench.ui.places.improve.mixes import MixesBox
from rca_workbench.ui.places.improve.moves import ActionMoves
from rca_workbench.ui.places.improve.rows import DUE, NO_FACTOR, OWNER, ActionRows
from rca_workbench.ui.places.improve.summary import Summary
from rca_workbench.ui.session import Session

GROUP = "Group by"
LINK_WAYS = ("addresses", "addresses only")


class ActionsView(ListView):
    """Actions and recommendations by the factor they address."""

    word = "action"
    prefix = "action"

    def __init__(self, session: Session) -> None:
        self.action_rows = ActionRows(session)
        super().__init__(
            session, self.action_rows, "Actions by the factor they address", folds=True,
            empty="What will change, and where? A change to the system beats a reminder.",
        )  # fmt: skip
        self.table.first_least = 300  # what will change is read first
        self.edits = ActionEdits(session)
        self.moves = ActionMoves(session, self)
        self.summary = Summary(session)
        self.summary.asked.connect(self.show_mixes)
        self.box.insertWidget(0, self.summary)
        self.find_box = FindBox(self)
        self.table.lines_by(self._line)

    def primary(self) -> Command:
        return Command("action_add", "Add action", self.begin, ("N",), "improve change new", "plus")

    def tools(self) -> tuple[Command, ...]:
        matrix = partial(self.go_to.emit, "analysis/matrix", None)
        also = "coverage matrix factors without action level"
        return (
            *super().tools(),
            Command(
                "action_group", GROUP, self.choose_group, ("B",), "sort owner due state filter", "rows-3"
            ),
            Command("action_matrix", "Factors and actions", matrix, (), also, "table"),
        )

    def further(self) -> Sequence[Command]:
        return commands_of(self)

    def begin(self) -> None:
        """Type an action for the factor one is at."""
        self._begin(Asks.ACTION)

    def recommend(self) -> None:
        """Type a recommendation for the factor one is at."""
        self._begin(Asks.RECOMMENDATION)

    def excuse(self) -> None:
        """Type why no action is planned for the factor one is at."""
        self._begin(Asks.REASON)

    def link(self) -> None:
        """Choose another factor it addresses, besides the others or instead of them."""
        one = self.current
        if isinstance(one, Action | Recommendation):
            row = self.table.current
            factors = self.session.snapshot.of(Factor).values()
            others = [(shortened(each.title, 100), each.id) for each in factors]

            def keep(way: int, factor: str) -> None:
                if way == 0:
                    self.edits.readdress(one, factor, row.group if row and row.group == NO_FACTOR else None)
                else:
                    self.session.change(one, "Change what it addresses", addresses=(factor,))

            self.find_box.ask(shortened(one.title, 90), LINK_WAYS, others, keep)

    def choose_group(self) -> None:
        """Choose what the list is grouped by."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for by, said in WORDS.items():
            action = menu.addAction(said, partial(self.group_by, by))
            action.setCheckable(True)
            action.setChecked(by is self.action_rows.by)
            group.addAction(action)
        button = next(
            (
                one
                for one in self.window().findChildren(QPushButton)
                if one.accessibleName() == GROUP and one.isVisible()
            ),
            None,
        )
        open_below(menu, button if button is not None else self.summary)

    def group_by(self, by: By) -> None:
        """Group by this, from now on and when the case is opened again."""
        chosen = self.session.selected_id
        self.action_rows.group_by(by)
        self.table.setAccessibleName(f"Actions by {WORDS[by][:1].lower()}{WORDS[by][1:]}")
        self.table.mark(chosen)
        self.enter()

    def remember(self) -> dict[str, object]:
        return super().remember() | {"by": self.action_rows.by.value}

    def recall(self, state: dict[str, object]) -> None:
        by = state.get("by")
        if by in {one.value for one in By}:
            self.action_rows.group_by(By(str(by)))
            self.table.setAccessibleName(
                f"Actions by {WORDS[By(str(by))][:1].lower()}{WORDS[By(str(by))][1:]}"
            )
        super().recall(state)

    def show_mixes(self) -> None:
        """The plan beside published ones, as a small picture."""
        MixesBox(self).open()

    def export(self, spreadsheet: bool) -> None:
        """Write the action plan for somebody else: as a spreadsheet, or as a Word document to sign."""
        exports = self.exports
        if exports is not None:
            exports.export_actions() if spreadsheet else exports.export_word("action_plan")

    def move_on(self, status: ActionStatus) -> None:
        """Bring the action one is at to a state, saying what that needs."""
        if isinstance(one := self.current, Action):
            self.moves.to(one, status)

    def approve(self) -> None:
        """Agree to the action one is at, or say afterwards what was left open then."""
        if isinstance(one := self.current, Action):
            self.moves.approve(one)

    def owner_left(self) -> None:
        """The owner of the action one is at has left the post."""
        if isinstance(one := self.current, Action):
            self.moves.owner_left(one)

    def accept_strength(self) -> None:
        """Take the strength the words of it hint at."""
        if isinstance(one := self.current, Action | Recommendation):
            self.moves.accept_strength(one)

    def note(self) -> None:
        """Write a line of its story."""
        if isinstance(one := self.current, Action):
            self.session.select(one.id)
            self.open_details("progress")

    def answer(self, standing: Standing) -> None:
        """Record what those asked have answered."""
        if isinstance(one := self.current, Recommendation):
            self.edits.answer(one, standing)

    def take_off(self) -> None:
        """It no longer addresses the factor it stands under."""
        one, row = self.current, self.table.current
        if isinstance(one, Action | Recommendation) and row is not None and row.group in one.addresses:
            self.edits.take_off(one, row.group)

    def duplicate(self) -> None:
        """The same again."""
        one = self.current
        if isinstance(one, Action):
            self.session.select(self.edits.duplicate(one))

    def to_map(self) -> None:
        """The factor it stands under, on the map."""
        row = self.table.current
        if row is not None and self.session.snapshot.get(Factor, row.group) is not None:
            self.go_to.emit("analysis/map", row.group)

    def open(self) -> None:
        row = self.table.current
        if row is not None and row.shape is Shape.HEADING and row.group in self.action_rows.closed:
            self.table.fold(row.group, False)
        else:
            super().open()

    def edited(self, id: str, column: int, text: str) -> None:
        one = self.session.snapshot.find(id)
        if isinstance(one, Action) and column == DUE:
            self._move_due(one, text)
        elif isinstance(one, Action) and column == OWNER:
            if text.strip() != one.owner:
                self.edits.set_owner(one, text.strip())
        elif isinstance(one, Recommendation) and column == DUE:
            self._date(one, text)
        elif isinstance(one, Recommendation) and column == OWNER:
            self.session.change(one, "Edit owner", to=text)
        elif isinstance(one, Action | Recommendation):
            self.session.change(one, f"Edit {one.kind.word}", text=text)

    def _date(self, one: Recommendation, text: str) -> None:
        day = read_day(text, self.session.today()) if text.strip() else ""
        if day is None:
            wrong = "The day it was made must be a day, like 30 April 2027 or 30/4."
            self.session.faulted.emit(Fault(wrong, "The date is as it was."))
        else:
            self.session.change(one, "Edit date of recommendation", on=day)

    def _move_due(self, one: Action, text: str) -> None:
        day = read_day(text, self.session.today(), ahead=True) if text.strip() else ""
        wrong = "Due must be a day, like 30 April 2027 or 30/4."
        if day is not None:
            wrong = day_problem(one, "due", day, self.session.today())
        if wrong or day is None:
            self.session.faulted.emit(Fault(wrong, "The date is as it was."))
        elif day != one.due:
            note = self.edits.set_due(one, day)
            if note is not None:
                # Once the line over the cell is gone, which takes the keyboard back to the list.
                QTimer.singleShot(0, partial(self.moves.why_moved, note))

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Action | Recommendation)

    def counts(self) -> str:
        actions = len(self.session.snapshot.of(Action))
        asked = len(self.session.snapshot.of(Recommendation))
        said = f"{actions} {'action' if actions == 1 else 'actions'}"
        return said + (f", {asked} {'recommendation' if asked == 1 else 'recommendations'}" if asked else "")

    def shown(self) -> None:
        factors = self.action_rows.factors()
        met = {id for cls in (Action, Recommendation) for id in self.session.snapshot.by(cls, "addresses")}
        self.summary.refresh((sum(one.id in met for one in factors), len(factors)))

    def _begin(self, what: Asks) -> None:
        if self.session.read_only:
            return
        row = self.table.current
        group = row.group if row is not None else NO_FACTOR
        if what is Asks.REASON and self.session.snapshot.get(Factor, group) is None:
            return
        if self.action_rows.by is not By.FACTOR and (row is None or group == ASKED):
            self.group_by(By.FACTOR)
            group = NO_FACTOR
        self.find_line.clear()
        self.empty.hide()
        self.table.show()
        self.action_rows.ask(group)
        line = self.table.line(group)
        if isinstance(line, GroupLine):
            line.ask(what)
            line.box.setFocus()

    def _line(self, row: Row) -> GroupLine:
        factor = self.session.snapshot.get(Factor, row.group)
        line = GroupLine(
            self.session,
            factor.text if factor else self._called(row),
            partial(self._keep, row.group),
            partial(self._leave, row.group),
            excusable=factor is not None and not self.session.snapshot.by(Action, "addresses").get(row.group),
        )
        if factor is not None:
            line.box.entered.connect(partial(self.session.select, factor.id))
        return line

    def _called(self, row: Row) -> str:
        """What a group that is no factor is called on its line."""
        return "not tied to a factor yet" if row.group == NO_FACTOR else self.action_rows.heading(row).text

    def _keep(self, group: str, what: Asks, text: str, strength: Suggestion | None) -> None:
        factor = self.session.snapshot.get(Factor, group)
        if what is Asks.REASON:
            if factor is not None:
                self._excused(group, factor, text)
            return
        self.action_rows.asked = group
        if what is Asks.RECOMMENDATION:
            id = self.edits.recommend(text, factor.id if factor else None)
        else:
            known = {} if factor else self._fresh(group)
            id = self.edits.add(text, factor.id if factor else None, strength, **known)
        self.added(id)
        line = self.table.line(group)
        if isinstance(line, GroupLine):
            line.ask(what)
            line.box.setFocus()

    def _excused(self, group: str, factor: Factor, reason: str) -> None:
        self.action_rows.asked = None
        with refusals(self.session) as wrong:
            self.edits.no_action(factor, reason)
        if wrong:
            self.action_rows.asked = group  # the reason stays in its line
            return
        self.table.setFocus()
        self.announce("Reason kept. Undo with Control Z.")

    def _fresh(self, group: str) -> dict[str, object]:
        if self.action_rows.by is By.FACTOR:
            return {}
        return fresh(group, self.action_rows.by, self.action_rows.first_of(group))

    def _leave(self, group: str) -> None:
        if self.action_rows.asked == group:
            self.action_rows.ask(None)
            self.shown_or_empty()
        self.enter()

    def shown_or_empty(self) -> None:
        """Show the empty state again where nothing was added after all."""
        there = self.action_rows.rowCount() > 0
        self.empty.setVisible(not there)
        self.table.setVisible(there)
