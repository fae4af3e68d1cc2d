"""Analysis, Methods: what each method is for and how it is done, which were used, and what the case shows of them."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rca_workbench.analysis.methods_done import MethodTrace
from rca_workbench.model import Changes, Entity, MethodUsed, new_id
from rca_workbench.ui.commands import Command
from rca_workbench.ui.lists import CaptureLine, ListTable
from rca_workbench.ui.places.analysis.methods_page import MethodPage
from rca_workbench.ui.places.analysis.methods_rows import MethodRows
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View


class MethodsView(View):
    """The list at the left, the method one is at beside it."""

    uses_details = False

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rows = MethodRows(session)
        self.table = ListTable(self.rows, "Methods")
        self.table.chosen.connect(self._chosen)
        self.page = MethodPage(session)
        self.page.used.connect(self.use)
        self.page.taken_out.connect(self._take_out)
        self.capture = CaptureLine(
            session, "Another method", "Another method you used: type its name", self._own, self.enter
        )
        if session.read_only:
            self.capture.hide()  # never shown before it has a parent: that would be a window of its own
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.table, 1)
        left.addWidget(self.capture)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addLayout(left, 1)
        line.addWidget(self.page, 1)

    def primary(self) -> Command:
        return Command("methods_use", "We used this", self.use, ("N",), "record method used", "check")

    def commands(self) -> tuple[Command, ...]:
        def recorded() -> bool:
            one = self.current
            return not self.session.read_only and one is not None and bool(one.recorded)

        out = "We did not use it after all"
        return (
            Command("methods_open", "Say how it was used", self.use, ("Return", "Enter", "F2"), "note", "pencil"),
            Command("methods_out", out, self.take_out, ("Del",), "remove", "trash-2", "", recorded),
            Command("methods_own", "Record another method", self.own, ("Shift+N",), "own new", "plus", "", self._writable),
            Command("methods_leave", "Back", self._back, ("Esc",), "map leave", "arrow-left"),
        )  # fmt: skip

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.table,)

    def refresh(self, changes: Changes | None) -> None:
        here = self.table.current
        self.rows.refresh(changes)
        if self.table.current is None:
            at = self.rows.row_of(here.id) if here is not None else 0
            self._go(max(at, 0))
        else:
            self._show()
        self.counts_changed.emit()

    def selected(self, entity: Entity | None) -> None:
        if isinstance(entity, MethodUsed):
            self._go(self.rows.row_for(entity))

    def counts(self) -> str:
        held = [one for one in self.rows.traces.values() if one.used]
        recorded = sum(bool(one.recorded) for one in held)
        return f"{len(held)} {'method' if len(held) == 1 else 'methods'} used or shown, {recorded} recorded"

    def enter(self) -> None:
        self.table.setFocus()

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def current(self) -> MethodTrace | None:
        """The method one is at."""
        row = self.table.current
        return self.rows.traces.get(row.id) if row is not None else None

    def use(self) -> None:
        """Record that the method was used, and type how; where that is recorded, type on."""
        one = self.current
        if one is None or self.session.read_only:
            return
        if not one.recorded:
            with self.session.step(f"Record {one.label} as used") as step:
                step.add(MethodUsed(id=new_id(), method=one.id))
        self.page.begin()

    def take_out(self) -> None:
        """Take back that the method was used."""
        one = self.current
        if one is not None and one.recorded:
            self._take_out(one.recorded[-1])

    def own(self) -> None:
        """Type the name of a method that is not in the list."""
        self.capture.box.setFocus()

    # -- inside ---------------------------------------------------------------------------------------

    def _own(self, name: str) -> None:
        id = new_id()
        with self.session.step(f"Record {name} as used") as step:
            step.add(MethodUsed(id=id, method=name))
        used = self.session.snapshot.get(MethodUsed, id)
        if used is not None:
            self._go(self.rows.row_for(used))
            self.page.begin()

    def _take_out(self, used: MethodUsed) -> None:
        self.table.setFocus()
        with self.session.step("Take out a method used") as step:
            step.remove(used)

    def _chosen(self, id: object) -> None:
        self._show()
        one = self.current
        self.session.select(one.recorded[-1].id if one is not None and one.recorded else None)

    def _go(self, at: int) -> None:
        if at >= 0:
            self.table.setCurrentIndex(self.rows.index(at, 0))
            self._show()

    def _show(self) -> None:
        one = self.current
        if one is not None:
            self.page.show_method(one)

    def _back(self) -> None:
        self.go_to.emit("analysis/map", None)

    def _writable(self) -> bool:
        return not self.session.read_only
