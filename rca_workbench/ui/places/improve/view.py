"""Improve, Actions: what will change about each factor, who owns it and by when."""

from collections.abc import Callable, Sequence
from functools import partial

from rca_workbench.model import Action, Entity, Factor, Recommendation, new_id, next_code, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.model.order import key_between
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields import read_day
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.lists import ListView, Row, Shape
from rca_workbench.ui.places.improve.edits import ActionEdits
from rca_workbench.ui.places.improve.line import Asks, GroupLine
from rca_workbench.ui.places.improve.rows import DUE, NO_FACTOR, OWNER, ActionRows
from rca_workbench.ui.places.improve.summary import Summary
from rca_workbench.ui.session import Session

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
        self.edits = ActionEdits(session)
        self.summary = Summary(session)
        self.box.insertWidget(0, self.summary)
        self.find_box = FindBox(self)
        self.table.lines_by(self._line)

    def primary(self) -> Command:
        return Command("action_add", "Add action", self.begin, ("N",), "improve change new", "plus")

    def tools(self) -> tuple[Command, ...]:
        matrix = partial(self.go_to.emit, "analysis/matrix", None)
        also = "coverage matrix factors without action level"
        return (*super().tools(), Command("action_matrix", "Factors and actions", matrix, (), also, "table"))

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], *keys: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(f"action_{id}", title, run, keys, "improve factor", icon, "", when)

        def writable() -> bool:
            return not self.session.read_only

        def here() -> bool:
            return self.current is not None

        def chosen() -> bool:
            return writable() and isinstance(self.current, Action | Recommendation)

        return (
            made("recommend", "Add recommendation", self.recommend, "Shift+N", icon="message-square-quote", when=writable),
            made("reason", "Record why no action is planned", self.excuse, "Shift+R", icon="info", when=writable),
            made("link", "Change what it addresses", self.link, "L", icon="link-2", when=chosen),
            made("off", "Take off this factor", self.take_off, "Shift+Del", icon="unlink", when=chosen),
            made("owner", "Edit owner", partial(self.table.edit_current, OWNER), "Shift+F2", icon="user", when=chosen),
            made("due", "Edit date", partial(self.table.edit_current, DUE), "T", icon="calendar-clock", when=chosen),
            made("copy", "Duplicate action", self.duplicate, "Ctrl+D", icon="copy", when=chosen),
            made("go", "Show its factor on the map", self.to_map, "G", icon="waypoints", when=here),
        )  # fmt: skip

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
        if row is not None and row.group != NO_FACTOR:
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
            day = read_day(text, self.session.today(), ahead=True) if text.strip() else ""
            if day is None:
                self.session.faulted.emit(
                    Fault("Due must be a day, like 30 April 2027 or 30/4.", "The date is as it was.")
                )
            else:
                self.session.change(one, "Edit due date", due=day)
        elif isinstance(one, Recommendation) and column == DUE:
            day = read_day(text, self.session.today()) if text.strip() else ""
            if day is not None:
                self.session.change(one, "Edit date of recommendation", on=day)
        elif isinstance(one, Action | Recommendation) and column == OWNER:
            self.session.change(one, "Edit owner", **{"owner" if isinstance(one, Action) else "to": text})
        elif isinstance(one, Action | Recommendation):
            self.session.change(one, f"Edit {one.kind.word}", text=text)

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
        if what is Asks.REASON and group == NO_FACTOR:
            return
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
            factor.text if factor else "not tied to a factor yet",
            partial(self._keep, row.group),
            partial(self._leave, row.group),
            excusable=factor is not None and not self.session.snapshot.by(Action, "addresses").get(row.group),
        )
        if factor is not None:
            line.box.entered.connect(partial(self.session.select, factor.id))
        return line

    def _keep(self, group: str, what: Asks, text: str) -> None:
        factor = self.session.snapshot.get(Factor, group)
        if what is Asks.REASON:
            if factor is not None:
                self.action_rows.asked = None
                self.edits.no_action(factor, text)
                self.table.setFocus()
                self.announce("Reason kept. Undo with Control Z.")
            return
        self.action_rows.asked = group
        if what is Asks.RECOMMENDATION:
            id = self._add_recommendation(text, group)
        else:
            id = self.edits.add(text, factor.id if factor else None)
        self.session.select(id)
        self.announce(f"Added. {self.counts()}. Undo with Control Z.")
        line = self.table.line(group)
        if isinstance(line, GroupLine):
            line.ask(what)
            line.box.setFocus()

    def _add_recommendation(self, text: str, group: str) -> str:
        id = new_id()
        with self.session.step("Add recommendation") as step:
            orders = (one.order for one in step.snapshot.of(Recommendation).values())
            step.add(
                Recommendation(
                    id=id, code=next_code(step.snapshot, Recommendation), text=text,
                    addresses=(group,) if group != NO_FACTOR else (),
                    order=key_between(max(orders, default="") or None, None),
                )
            )  # fmt: skip
        return id

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
