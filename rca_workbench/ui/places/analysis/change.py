"""Analysis, Change: what differed this time from the usual way, the procedure, or the last time it went well."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import ComparedWith, Difference, Entity, Factor, shortened
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.details.flow import Flow
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.lists import ListView, Shape
from rca_workbench.ui.places.analysis.change_capture import ChangeCapture
from rca_workbench.ui.places.analysis.change_edits import ChangeEdits
from rca_workbench.ui.places.analysis.change_rows import AGAINST, ALL, FIELDS, THIS_TIME, USUAL, ChangeRows
from rca_workbench.ui.session import Session

WAYS = ("a new factor, which made more likely", "this factor, which is there already")
_NOTHING = ("Nothing yet: link it later", "")
EMPTY = "What was different this time? Compare with the usual way, with the procedure, or with the last time it went well."


class ChangeView(ListView):
    """Differences by what they are held against; those that mattered go on the map."""

    word = "difference"
    prefix = "change"

    def __init__(self, session: Session) -> None:
        self.differences = ChangeRows(session)
        super().__init__(session, self.differences, "Differences", empty=EMPTY, folds=True)
        self.edits = ChangeEdits(session)
        self.bar = _Bar(self._narrowed)
        self.box.insertWidget(0, self.bar)
        self.find_box = FindBox(self)
        self.new_line = ChangeCapture(session, self._keep, self.enter)
        if session.read_only:
            self.new_line.hide()  # never shown before it has a parent: that would be a window of its own
        self.box.addWidget(self.new_line)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command(
            "change_add", "Add difference", self.begin, ("N",), "change analysis compare new", "plus"
        )

    def tools(self) -> tuple[Command, ...]:
        also = "factor link difference"
        return (
            Command(
                "change_map", "Put on the map", self.put_on_map, ("P",), also, "waypoints", "", self._chosen
            ),
        )

    def further(self) -> Sequence[Command]:
        def made(id: str, title: str, run: Callable[[], object], *keys: str, icon: str) -> Command:
            return Command(
                f"change_{id}", title, run, keys, "change analysis difference", icon, "", self._chosen
            )

        return (
            *super().tools(),
            made("usual", "Edit how it was there or then", partial(self.table.edit_current, USUAL), "U", icon="pencil"),
            made("now", "Edit how it was this time", partial(self.table.edit_current, THIS_TIME), "T", icon="pencil"),
            made("mattered", "It mattered: yes, no, not said", self.turn_mattered, "M", icon="check"),
            made("against", "Compare it with something else", self.turn_against, "C", icon="columns-2"),
            Command("change_go", "Show on the map", self.go_to_map, ("G",), "factor", "waypoints", "", self._on_map),
        )  # fmt: skip

    def begin(self) -> None:
        if self.session.read_only:
            return
        one, row = self.current, self.table.current
        if isinstance(one, Difference):
            self.new_line.begin(one.compared_with)
        elif row is not None and row.shape is Shape.HEADING:
            self.new_line.begin(ComparedWith(row.group))
        else:
            self.new_line.begin(None)

    def enter(self) -> None:
        (self.table if self.table.isVisibleTo(self) else self).setFocus()

    def edited(self, id: str, column: int, text: str) -> None:
        one = self.session.snapshot.get(Difference, id)
        if one is not None:
            self.session.change(one, **{FIELDS[column]: text})

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Difference)

    def counts(self) -> str:
        held = self.session.snapshot.of(Difference).values()
        mattered = sum(one.mattered is True for one in held)
        said = f"{len(held)} {'difference' if len(held) == 1 else 'differences'}"
        return said + (f", {mattered} that mattered" if mattered else "")

    def shown(self) -> None:
        self.bar.setVisible(bool(self.session.snapshot.of(Difference)))
        self.bar.say([one.compared_with for one in self.session.snapshot.of(Difference).values()])

    # -- gestures -------------------------------------------------------------------------------------

    def turn_mattered(self) -> None:
        """Whether it made a difference: yes, no, not said."""
        one = self.current
        if isinstance(one, Difference):
            self.edits.turn_mattered(one)

    def turn_against(self) -> None:
        """Hold it against the next of the three."""
        one = self.current
        if isinstance(one, Difference):
            kinds = list(ComparedWith)
            following = kinds[(kinds.index(one.compared_with) + 1) % len(kinds)]
            self.session.change(one, f"Compare with {AGAINST[following]}", compared_with=following)
            self.selected(one)

    def put_on_map(self) -> None:
        """Make a factor of the row, or say which factor it is."""
        one = self.current
        if not isinstance(one, Difference):
            return
        if one.factor is not None:
            self.announce("It is on the map already. G shows it there.")
            return
        factors = self.session.snapshot.of(Factor)
        others = [_NOTHING, *((shortened(each.title, 100), each.id) for each in factors.values())]

        def keep(way: int, id: str) -> None:
            if way == 0:
                self.edits.to_map(one, factors.get(id))
                self.announce("On the map as a suggestion. Undo with Control Z.")
            elif id in factors:
                self.edits.tie(one, factors[id])

        said = f"“{shortened(one.this_time or one.aspect, 80)}” goes on the map as"
        self.find_box.ask(said, WAYS, others, keep)

    def go_to_map(self) -> None:
        """The factor it stands for."""
        one = self.current
        if isinstance(one, Difference) and one.factor:
            self.go_to.emit("analysis/map", one.factor)

    # -- inside ---------------------------------------------------------------------------------------

    def _keep(self, against: ComparedWith, aspect: str, usual: str, this_time: str) -> None:
        id = self.edits.add(against, aspect, usual, this_time)
        if self.differences.row_of(id) < 0:
            self.bar.choose(ALL)  # what was just added is never left out of view
        self.added(id)

    def _narrowed(self, only: str) -> None:
        self.differences.only = only
        self.differences.reset()
        self.selected(self.session.selected)

    def _chosen(self) -> bool:
        return isinstance(self.current, Difference) and not self.session.read_only

    def _on_map(self) -> bool:
        return isinstance(self.current, Difference) and self.current.factor is not None


class _Bar(QWidget):
    """All differences, or one comparison alone."""

    def __init__(self, narrow: Callable[[str], object]) -> None:
        super().__init__()
        style.role(self, "summary")
        self._narrow = narrow
        self._buttons: dict[str, QPushButton] = {}
        holder = QWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 6, 12, 6)
        box.addWidget(holder)
        line = Flow(holder, 6)
        for name in (ALL, *ComparedWith):
            button = style.role(QPushButton(), "quiet")
            button.setCheckable(True)
            button.setChecked(name == ALL)
            button.clicked.connect(partial(self.choose, name))
            self._buttons[name] = button
            line.addWidget(button)

    def say(self, held: Sequence[ComparedWith]) -> None:
        """Show how many there are of each."""
        for name, button in self._buttons.items():
            count = len(held) if name == ALL else held.count(ComparedWith(name))
            words = "All" if name == ALL else AGAINST[ComparedWith(name)].capitalize()
            button.setText(f"{words}  {count}")
            button.setAccessibleName(f"{words}: {count}")

    def choose(self, name: str, *_: object) -> None:
        """Show one comparison, or all."""
        for each, button in self._buttons.items():
            button.setChecked(each == name)
        self._narrow(name)
