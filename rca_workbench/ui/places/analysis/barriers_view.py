"""Analysis, Barriers: what each was meant to do, how it performed, and why; as a table, as a picture, or both."""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from rca_workbench.analysis.barriers import barrier_kinds, barriers_said
from rca_workbench.drawing.barriers import barrier_scene, best_width
from rca_workbench.drawing.scene import Ref
from rca_workbench.model import Changes, Entity, Factor, FactorKind, Performance, shortened
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields import Offer, offers_of
from rca_workbench.ui.lists import ListView, Row
from rca_workbench.ui.places.analysis.barrier_canvas import BarrierCanvas
from rca_workbench.ui.places.analysis.barriers_edits import BarrierEdits
from rca_workbench.ui.places.analysis.barriers_lines import Ask, AskLine, MissingLine, Said
from rca_workbench.ui.places.analysis.barriers_rows import BARRIER, MEANT, MISSING, BarrierRows
from rca_workbench.ui.places.analysis.under_details import UnderDetails
from rca_workbench.ui.places.analysis.zoom_corner import ZoomCorner
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import open_checks


class Show(Enum):
    """What of the barriers is shown."""

    BOTH = "Table and picture"
    TABLE = "Table"
    PICTURE = "Picture"


_GUARDED = (FactorKind.EVENT, FactorKind.PROBLEM, FactorKind.HARM, FactorKind.BARRIER)


class BarriersView(ListView):
    """Barriers in the order they are met on the way to harm."""

    word = "barrier"
    prefix = "barrier"

    def __init__(self, session: Session) -> None:
        self.barrier_rows = BarrierRows(session)
        super().__init__(
            session, self.barrier_rows, "Barriers in the order they are met",
            empty="What was meant to stop this, or to lessen it? Name each barrier, how it performed, and why.",
        )  # fmt: skip
        self.edits = BarrierEdits(session)
        self.summary = Said()
        self.canvas = BarrierCanvas("Picture of the barriers")
        UnderDetails(self.canvas)
        ZoomCorner(self.canvas, "picture")
        self.show_as = Show.BOTH
        self._asks = Ask.WHY
        self._width = 0.0
        self.box.insertWidget(0, self.summary)
        self.box.insertWidget(1, self.canvas, 9)
        self.box.setStretchFactor(self.table, 11)
        self.capture_with("New barrier", "What was meant to stop this, or to lessen it?")
        self.table.lines_by(self._line)
        self.canvas.picked.connect(self._picked)
        self.canvas.opened.connect(lambda _: self.open())
        self.canvas.resized.connect(self._resized)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("barrier_add", "Add barrier", self.begin, ("N",), "control defence new", "plus")

    def tools(self) -> tuple[Command, ...]:
        return (
            *super().tools(),
            Command(
                "barrier_show", self.show_as.value, self.choose_show, (), "table picture both", "columns-2"
            ),
        )

    def further(self) -> Sequence[Command]:
        def made(id: str, title: str, run: Callable[[], object], *keys: str, icon: str) -> Command:
            return Command(f"barrier_{id}", title, run, keys, "barrier control", icon, "", self._chosen)

        return (
            made("why", "Ask why it did not hold", partial(self.ask, Ask.WHY), "W", icon="corner-left-up"),
            made("how", "Say how it performed", self.choose_performed, "H", icon="shield"),
            made("meant", "Say what it was meant to do", partial(self.edit, MEANT), "M", icon="pencil"),
            made("guards", "Say what it was meant to stop", partial(self.ask, Ask.GUARDS), "L", icon="link-2"),
            made("kind", "Say what kind of barrier it is", partial(self.ask, Ask.KIND), "K", icon="tag"),
            made("missing", "Name a barrier that was not there", self.name_missing, "Shift+N", icon="circle-dashed"),
            made("go", "Show on the map", self.to_map, "G", icon="waypoints"),
            made("action", "Go to its actions", self.to_actions, "A", icon="badge-check"),
            Command("barrier_turn", "Table, picture or both", self.turn_show, ("V",), "show", "columns-2"),
            Command("barrier_fit", "See the whole picture", self.canvas.fit, ("Ctrl+0",), "zoom", "maximize"),
        )  # fmt: skip

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.table, self.canvas)

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        if changes is None or changes.touches(
            "factor", "link", "action", "recommendation", "excerpt", "case"
        ):
            self._draw()

    def show_checks(self) -> None:
        """Show where checks stand open now."""
        self._draw()

    def shown(self) -> None:
        there = bool(self.barrier_rows.barriers())
        self.summary.say(barriers_said(self.barrier_rows.barriers(), self.session.snapshot))
        self.summary.setVisible(there)
        self.canvas.setVisible(there and self.show_as is not Show.TABLE)
        self.table.setVisible(
            self.table.isVisibleTo(self) and (self.show_as is not Show.PICTURE or not there)
        )

    def selected(self, entity: Entity | None) -> None:
        super().selected(entity)
        here = self.canvas.current
        ref = Ref(Factor.kind.name, entity.id) if isinstance(entity, Factor) else None
        if ref is not None and here is not None and here.id == ref.id:
            ref = here
        known = ref is not None and self.canvas.scene is not None and self.canvas.scene.item(ref) is not None
        self.canvas.select(ref if known else None)
        if known:
            self.canvas.reveal(ref)

    def counts(self) -> str:
        count = len(self.barrier_rows.barriers())
        return "1 barrier" if count == 1 else f"{count} barriers"

    def remember(self) -> dict[str, object]:
        return {**super().remember(), "show": self.show_as.name}

    def recall(self, state: dict[str, object]) -> None:
        super().recall(state)
        named = str(state.get("show", ""))
        if named in Show.__members__:
            self._show(Show[named])

    def enter(self) -> None:
        if self.show_as is Show.PICTURE and self.canvas.isVisibleTo(self):
            self.canvas.setFocus()
        else:
            super().enter()

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def barrier(self) -> Factor | None:
        """The barrier one is at, in the table or in the picture."""
        chosen = self.session.selected if self.canvas.hasFocus() else self.current
        return chosen if isinstance(chosen, Factor) and chosen.factor_kind is FactorKind.BARRIER else None

    def add(self, text: str) -> str | None:
        return self.edits.add_barrier(text)

    def edited(self, id: str, column: int, text: str) -> None:
        one = self.session.snapshot.get(Factor, id)
        if one is not None and column == BARRIER:
            self.edits.retext(one, text)
        elif one is not None and column == MEANT:
            self.session.change(one, "Say what the barrier was meant to do", meant_to=text)

    def edit(self, column: int | None = None) -> None:
        self._bring_table()
        super().edit(column)

    def ask(self, what: Ask) -> None:
        """Type why it did not hold, what it guards, or its kind, in a line under the barrier."""
        one = self.barrier
        if one is None or self.session.read_only:
            return
        self._bring_table()
        self._asks = what
        self.barrier_rows.ask(None)
        self.barrier_rows.ask(one.id)
        self.table.mark(one.id)
        line = self.table.line(one.id)
        if isinstance(line, AskLine):
            line.box.setFocus()

    def choose_performed(self) -> None:
        """Choose how the barrier performed."""
        one = self.barrier
        if one is None or self.session.read_only:
            return
        menu = QMenu(self)
        menu.setAccessibleName("How it performed")
        menu.aboutToHide.connect(menu.deleteLater)
        for how in (*Performance, None):
            action = menu.addAction(word(how) or "Not said")
            action.setCheckable(True)
            action.setChecked(one.performed is how)
            action.triggered.connect(partial(self._perform, one.id, how))
            if one.performed is how:
                menu.setActiveAction(action)
        index = self.rows.index(max(0, self.rows.row_of(one.id)), 2)
        at = self.table.visualRect(index).bottomLeft()
        menu.popup(
            self.table.viewport().mapToGlobal(at)
            if self.table.isVisible()
            else self.mapToGlobal(QPoint(24, 48))
        )

    def name_missing(self) -> None:
        """Type which barrier should have been there, and was not."""
        self._bring_table()
        line = self.table.line(MISSING)
        if isinstance(line, MissingLine):
            line.box.setFocus()

    def choose_show(self) -> None:
        """Choose between table, picture and both."""
        menu = QMenu(self)
        menu.setAccessibleName("What is shown")
        menu.aboutToHide.connect(menu.deleteLater)
        for one in Show:
            action = menu.addAction(one.value)
            action.setCheckable(True)
            action.setChecked(one is self.show_as)
            action.triggered.connect(partial(self._show, one))
        menu.popup(self.mapToGlobal(QPoint(max(0, self.width() - menu.sizeHint().width() - 12), 4)))

    def turn_show(self) -> None:
        """The next of table, picture and both."""
        every = list(Show)
        self._show(every[(every.index(self.show_as) + 1) % len(every)])
        self.enter()

    def to_map(self) -> None:
        """Show the barrier on the map."""
        if self.barrier is not None:
            self.go_to.emit("analysis/map", self.barrier.id)

    def to_actions(self) -> None:
        """Show what is done about it."""
        if self.barrier is not None:
            self.go_to.emit("improve/actions", self.barrier.id)

    # -- inside ---------------------------------------------------------------------------------------

    def _chosen(self) -> bool:
        return self.barrier is not None

    def _bring_table(self) -> None:
        """Show the table beside the picture, for what is typed in it."""
        if self.show_as is Show.PICTURE:
            self._show(Show.BOTH)

    def _show(self, what: Show, *_: object) -> None:
        self.show_as = what
        self.table.setVisible(True)
        self.shown()
        self.canvas.show_all()
        self.frame_changed.emit()

    def _draw(self) -> None:
        """Draw the picture so that it is seen as large as its room allows."""
        snapshot, theme = self.session.snapshot, style.theme()
        self._width = best_width(self.barrier_rows.barriers(), snapshot, theme, self._room())
        standing = self.session.checking.standing
        self.canvas.show_scene(barrier_scene(snapshot, theme, width=self._width, checks=standing))
        self.canvas.show_all()

    def _resized(self) -> None:
        """Draw anew where another width of its rows suits the room better now."""
        rows = self.barrier_rows.barriers()
        if self.canvas.untouched and self._width != best_width(
            rows, self.session.snapshot, style.theme(), self._room()
        ):
            self._draw()

    def _room(self) -> tuple[float, float]:
        """Width and height of what can be seen of the picture."""
        return self.canvas.width() - self.canvas.covered(), self.canvas.height()

    def _perform(self, id: str, how: Performance | None, *_: object) -> None:
        one = self.session.snapshot.get(Factor, id)
        if one is not None and one.performed is not how:
            self.edits.perform(one, how)

    def _picked(self, ref: Ref | None) -> None:
        if ref is not None and ref.part == "actions":
            self.go_to.emit("improve/actions", ref.id)
        elif ref is not None and ref.part == "checks":
            open_checks(self, ref.id)
        else:
            self.canvas.current = ref
            self.session.select(ref.id if ref is not None else None)
            self.selected(self.session.selected)

    def _line(self, row: Row) -> QWidget:
        if row.group == MISSING:
            return MissingLine(self.session, self._add_missing, self.table.setFocus)
        one = self.session.snapshot.get(Factor, row.group)
        about = shortened(one.text, 80) if one else ""
        return AskLine(
            self._asks, about, partial(self._offers, row.group), partial(self._picked_for, row.group),
            partial(self._added_for, row.group), self._leave_line,
        )  # fmt: skip

    def _offers(self, id: str) -> list[Offer]:
        snapshot = self.session.snapshot
        if self._asks is Ask.KIND:
            used = [
                row.barrier.barrier_kind for row in self.barrier_rows.barriers() if row.barrier.barrier_kind
            ]
            return [Offer(kind, kind, "shield") for kind in dict.fromkeys((*barrier_kinds(), *used))]
        linked = {
            one.id for row in self.barrier_rows.barriers() if row.barrier.id == id for one in row.causes
        }
        made = offers_of(snapshot, "factor", (id, *(linked if self._asks is Ask.WHY else ())))
        if self._asks is Ask.GUARDS:
            guarded = {one.id for one in snapshot.of(Factor).values() if one.factor_kind in _GUARDED}
            made = (one for one in made if one.id in guarded)
        return list(made)

    def _picked_for(self, id: str, chosen: str) -> None:
        snapshot = self.session.snapshot
        one, other = snapshot.get(Factor, id), snapshot.get(Factor, chosen)
        if one is not None and self._asks is Ask.KIND:
            self.edits.say_kind(one, chosen)
        elif one is not None and other is not None and self._asks is Ask.WHY:
            self.edits.let_down_by(one, other)
        elif one is not None and other is not None:
            self.edits.guard(one, other)
        self._leave_line()
        self.announce("Kept. Undo with Control Z.")

    def _added_for(self, id: str, text: str) -> None:
        one = self.session.snapshot.get(Factor, id)
        if one is not None and self._asks is Ask.KIND:
            self.edits.say_kind(one, text)
        elif one is not None and self._asks is Ask.WHY:
            self.edits.let_down_by_new(one, text)
        self._leave_line()
        self.announce("Added. Undo with Control Z.")

    def _leave_line(self) -> None:
        at = self.barrier_rows.asked
        self.barrier_rows.ask(None)
        self.table.mark(at)
        self.table.setFocus()

    def _add_missing(self, text: str, how: Performance) -> None:
        self.added(self.edits.add_barrier(text, how))
        self.name_missing()
