"""Improve, Findings: what was learned, because of which factors and sources, and what follows from it."""

from collections.abc import Callable, Sequence
from functools import partial

from rca_workbench.model import Entity, Factor, Finding, FindingKind, shortened
from rca_workbench.ui.commands import Command
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.lists import ListView, Row, Shape
from rca_workbench.ui.places.improve.findings_edits import FindingEdits
from rca_workbench.ui.places.improve.findings_rows import LOOSE, TEXT, FindingRows
from rca_workbench.ui.places.improve.line import FindingLine
from rca_workbench.ui.session import Session

EMPTY = "Findings come from the map. Choose a factor and “Make a finding”."


class FindingsView(ListView):
    """Findings by what sort they are. A factor no finding gathers yet is one key from being one."""

    word = "finding"
    prefix = "finding"

    def __init__(self, session: Session) -> None:
        self.finding_rows = FindingRows(session)
        super().__init__(session, self.finding_rows, "Findings by sort", folds=True, empty=EMPTY)
        self.edits = FindingEdits(session)
        self.find_box = FindBox(self)
        self.table.lines_by(self._line)

    def primary(self) -> Command:
        return Command("finding_add", "Add finding", self.begin, ("N",), "learned conclusion new", "plus")

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], *keys: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(f"finding_{id}", title, run, keys, "finding factor", icon, "", when)

        def writable() -> bool:
            return not self.session.read_only

        def on_finding() -> bool:
            return writable() and isinstance(self.current, Finding)

        def on_factor() -> bool:
            return writable() and isinstance(self.current, Factor)

        def here() -> bool:
            return self.current is not None

        return (
            made("make", "Make a finding of this factor", self.make, "M", icon="lightbulb", when=on_factor),
            made("gather", "Add a factor to it", self.gather, "L", icon="link-2", when=here),
            made("action", "Go to its actions", self.to_actions, "A", icon="circle-check-big", when=here),
            made("go", "Show its factors on the map", self.to_map, "G", icon="waypoints", when=here),
            made("up", "Move finding up", partial(self.move, -1), "Alt+Up", icon="arrow-up", when=on_finding),
            made("down", "Move finding down", partial(self.move, 1), "Alt+Down", icon="arrow-down", when=on_finding),
        )  # fmt: skip

    def begin(self) -> None:
        """Type a finding of the sort one is at."""
        if self.session.read_only:
            return
        row = self.table.current
        kind = FindingKind(row.group) if row is not None and row.group != LOOSE else FindingKind.SYSTEM
        self.find_line.clear()
        self.empty.hide()
        self.table.show()
        self.finding_rows.ask(kind)
        self._focus_line(kind)

    def make(self) -> None:
        """A finding of the factor one is at, with its words to begin with."""
        one = self.current
        if isinstance(one, Factor):
            id = self.edits.make_of(one)
            self.session.select(id)
            self.announce(f"Made a finding. {self.counts()}. Undo with Control Z.")
            self.table.edit_current(TEXT)

    def gather(self) -> None:
        """Choose a factor the finding gathers; from a factor, choose the finding."""
        one, snapshot = self.current, self.session.snapshot
        if isinstance(one, Finding):
            others = [
                (shortened(each.title, 100), each.id)
                for each in snapshot.of(Factor).values()
                if each.id not in one.factors
            ]

            def add(_: int, id: str) -> None:
                self.edits.gather(one, self.session.snapshot.of(Factor)[id])

            self.find_box.ask(shortened(one.title, 90), ("is because of",), others, add)
        elif isinstance(one, Factor):
            findings = [(shortened(each.title, 100), each.id) for each in snapshot.of(Finding).values()]

            def join(_: int, id: str) -> None:
                self.edits.gather(self.session.snapshot.of(Finding)[id], one)

            self.find_box.ask(shortened(one.title, 90), ("belongs to the finding",), findings, join)

    def to_actions(self) -> None:
        """The actions about the first of its factors."""
        self._go("improve/actions")

    def to_map(self) -> None:
        """Its first factor on the map."""
        self._go("analysis/map")

    def move(self, by: int) -> None:
        """Earlier or later among those of its sort."""
        one = self.current
        if isinstance(one, Finding):
            self.edits.move(one, by)

    def edited(self, id: str, column: int, text: str) -> None:
        one = self.session.snapshot.find(id)
        if isinstance(one, Finding | Factor) and column == TEXT:
            self.session.change(one, f"Edit {one.kind.word}", text=text)

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Finding)

    def counts(self) -> str:
        count = len(self.session.snapshot.of(Finding))
        return f"{count} {'finding' if count == 1 else 'findings'}"

    def open(self) -> None:
        row = self.table.current
        if row is not None and row.shape is Shape.HEADING:
            self.table.fold(row.group, row.group not in self.finding_rows.closed)
        else:
            super().open()

    def leave(self) -> None:
        if self.finding_rows.asked is not None:
            self._leave()
        else:
            super().leave()

    def _go(self, where: str) -> None:
        one = self.current
        factors = one.factors if isinstance(one, Finding) else (one.id,) if isinstance(one, Factor) else ()
        if factors:
            self.go_to.emit(where, factors[0])

    def _line(self, row: Row) -> FindingLine:
        kind = FindingKind(row.group)
        return FindingLine(
            self.session, self.finding_rows.heading(row).text, partial(self._keep, kind), self._leave
        )

    def _keep(self, kind: FindingKind, text: str) -> None:
        self.added(self.edits.add(text, kind))
        self._focus_line(kind)

    def _focus_line(self, kind: FindingKind) -> None:
        line = self.table.line(kind)
        if isinstance(line, FindingLine):
            line.box.setFocus()

    def _leave(self) -> None:
        self.finding_rows.ask(None)
        there = self.finding_rows.rowCount() > 0
        self.empty.setVisible(not there)
        self.table.setVisible(there)
        self.enter()
