"""Analysis, 5 whys: what lies behind one problem or harm, line by line, asking what else at every branch."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.analysis.five_whys import Prompt, WhyLine, causes_of, top_for, tops
from rca_workbench.model import Changes, Entity, Factor, FactorKind, shortened
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Pick
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.places.analysis.five_whys_commands import whys_commands
from rca_workbench.ui.places.analysis.five_whys_edits import WhyEdits
from rca_workbench.ui.places.analysis.five_whys_list import WhyList
from rca_workbench.ui.places.analysis.five_whys_rows import WhyRow, WhyRows
from rca_workbench.ui.places.analysis.five_whys_writing import Writing
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

_NEW = "*new*"
_EMPTY = (
    "Start with the problem or the harm, and ask: what made this more likely? Then ask: what else?\n\n"
    "Press N to type the first line."
)


class FiveWhysView(View):
    """The outline, with what it starts from above it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rows = WhyRows(session)
        self.list = WhyList(self.rows)
        self.edits = WhyEdits(session)
        self.writing = Writing(session, self.rows, self.list, self.edits)
        self.find_box = FindBox(self)
        self._offered: list[tuple[str, str]] = []
        self._arrange()
        self.list.chosen.connect(self._chosen)
        self.list.typing_asked.connect(self.type_here)
        self.list.folded.connect(self._fold)
        self.list.hindered.connect(self._say)
        self.rows.modelReset.connect(self._shown)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("whys_add", "Ask what else", self.add, ("N",), "new cause line outline", "plus")

    def tools(self) -> tuple[Command, ...]:
        return ()

    def commands(self) -> tuple[Command, ...]:
        return whys_commands(self)

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.list,)

    def refresh(self, changes: Changes | None) -> None:
        touched = ("factor", "link", "excerpt", "case")
        if self.writing.keeping or (changes is not None and not changes.touches(*touched)):
            return
        if self.session.snapshot.get(Factor, self.rows.top) is None:
            self.rows.top = next((one.id for one in tops(self.session.snapshot)), "")
        here = self.list.current
        self.rows.refresh()
        if self.writing.typing:
            self.writing.again()
        elif here is not None:
            self._return_to(here)

    def selected(self, entity: Entity | None) -> None:
        if self.list.box.hasFocus():
            return
        here = self.line
        if entity is None:
            if here is not None:
                self.list.go(-1)
        elif isinstance(entity, Factor) and not (here is not None and here.factor.id == entity.id):
            if not self._opened_up_to(entity.id):
                self.rows.top = top_for(self.session.snapshot, entity.id)
                self.rows.refresh()
                self._opened_up_to(entity.id)
            self.list.go(self.rows.at_factor(entity.id))

    def counts(self) -> str:
        lines = len({line.factor.id for line in self.rows.lines})
        return f"{lines} {'line' if lines == 1 else 'lines'}" if lines else ""

    def remember(self) -> dict[str, object]:
        return {"top": self.rows.top, "closed": sorted(self.rows.closed)}

    def recall(self, state: dict[str, object]) -> None:
        top, closed = state.get("top"), state.get("closed")
        if isinstance(top, str) and self.session.snapshot.get(Factor, top) is not None:
            self.rows.top = top
        if isinstance(closed, list):
            self.rows.closed = {str(one) for one in closed}
        self.rows.refresh()

    def enter(self) -> None:
        self.list.setFocus()
        if self.list.current is None and self.rows.rows:
            self.list.go(0, quiet=False)

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def line(self) -> WhyLine | None:
        """The line one is at."""
        row = self.list.current
        return row if isinstance(row, WhyLine) else None

    def add(self) -> None:
        """Type the next line: behind the one here, or what the line here asks for."""
        if self.writing.typing:
            self.writing.next_line()
        elif self.writable():
            match self.list.current:
                case Prompt(factor):
                    self._ask(factor.id)
                case WhyLine() as line if line.under:
                    self.writing.draft(line.under, line.factor.id)
                case _:
                    self._ask(self.rows.top)

    def ask_why(self) -> None:
        """Type a cause of the line here."""
        line = self.line
        if line is not None:
            self._ask(line.factor.id)

    def type_here(self) -> None:
        """Type in the line here; where it asks for a cause, type that."""
        if not self.writable():
            return
        match self.list.current:
            case Prompt() as asked if asked.factor.stop_reason.strip() and not causes_of(
                self.session.snapshot, asked.factor.id
            ):
                self.writing.stop(asked.factor.id)
            case Prompt(factor):
                self._ask(factor.id)
            case WhyLine() as line:
                self.writing.line(line.key)

    def open(self) -> None:
        """Show all about the line in Details; where it asks for a cause, type that."""
        if isinstance(self.list.current, Prompt):
            self.type_here()
            return
        self.open_details()

    def stop(self) -> None:
        """Write why nobody asks further behind the line here."""
        row = self.list.current
        if isinstance(row, WhyLine | Prompt):
            if causes_of(self.session.snapshot, row.factor.id):
                self._say("This branch goes on. A reason to stop belongs where it ends.")
            else:
                self.writing.stop(row.factor.id)

    def link(self) -> None:
        """Choose a factor of the map that made the line here more likely."""
        line = self.line
        if line is None:
            return
        factors = self.session.snapshot.of(Factor)
        others = [(shortened(one.title, 100), one.id) for one in factors.values() if one.id != line.factor.id]
        effect = line.factor

        def keep(way: int, id: str) -> None:
            if self.edits.graph.loop(factors[id], effect):
                self._say(
                    "That would lead back to itself. On the map it can be linked as feedback over time."
                )
            else:
                self.edits.graph.connect(factors[id], effect)

        self.find_box.ask(shortened(effect.title, 90), ("was made more likely by",), others, keep)

    def remove(self) -> None:
        """Take out the line; undo brings it back."""
        line, at = self.line, self.list.currentIndex().row()
        if line is not None:
            self.edits.take_out(line)
            self.list.go(min(at, self.rows.rowCount() - 1), quiet=False)
            self._say("Taken out. Undo with Control Z.")

    def shift(self, by: int) -> None:
        """Move the line past the one before or behind it."""
        self._move(partial(self.writing.shift, by))

    def sink(self) -> None:
        """Put the line under the one above."""
        self._move(self.writing.sink)

    def rise(self) -> None:
        """Put the line behind the one it stands under."""
        self._move(self.writing.rise)

    def agree(self) -> None:
        """A suggestion becomes an agreed finding, and back."""
        if self.line is not None:
            self.edits.graph.agree(self.line.factor)

    def rekind(self, kind: FactorKind) -> None:
        """Make it another kind."""
        line = self.line
        if line is not None:
            self.edits.graph.rekind(line.factor, kind)

    def start_here(self) -> None:
        """Have the outline start from the line here."""
        row = self.list.current
        if isinstance(row, WhyLine | Prompt):
            self._start(row.factor.id)

    def start_new(self) -> None:
        """Type a problem to start from."""
        self.writing.close()
        self.rows.top = ""
        self.rows.refresh()
        self.writing.draft("", "")

    def to_map(self) -> None:
        """The factor on the map."""
        row = self.list.current
        if isinstance(row, WhyLine | Prompt):
            self.go_to.emit("analysis/map", row.factor.id)

    def to_actions(self) -> None:
        """What is done about it."""
        row = self.list.current
        if isinstance(row, WhyLine | Prompt):
            self.go_to.emit("improve/actions", row.factor.id)

    def leave(self) -> None:
        """One step out."""
        self.session.select(None)
        self.list.go(-1)

    # -- inside ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.empty.setGeometry(self.list.rect())

    def _arrange(self) -> None:
        self.pick = Pick()
        self.pick.setAccessibleName("Starting from")
        self.pick.activated.connect(self._picked)
        head = style.role(QWidget(), "header")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(style.role(QLabel("Starting from"), "small"))
        line.addWidget(self.pick, 1)
        self.said = wrapped(style.role(QLabel(), "small"))
        self.said.setAccessibleName("How far the asking has come")
        box = QVBoxLayout(head)
        box.setContentsMargins(20, 8, 16, 8)
        box.setSpacing(4)
        box.addLayout(line)
        box.addWidget(self.said)
        self.head = head
        self.empty = wrapped(style.role(QLabel(_EMPTY), "empty"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setMargin(32)
        # Over the list, which keeps the focus: its keys begin the first line.
        self.empty.setParent(self.list)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hint = style.role(QLabel(), "caption")
        foot = style.role(QWidget(), "header")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        under = QHBoxLayout(foot)
        under.setContentsMargins(20, 6, 16, 6)
        under.addWidget(wrapped(self.hint), 1)
        self.foot = foot
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(head)
        page.addWidget(self.list, 1)
        page.addWidget(foot)
        self.setFocusProxy(self.list)

    def _shown(self) -> None:
        """The rows are new: what stands around them follows."""
        snapshot = self.session.snapshot
        found = {one.id: shortened(one.title, 90) for one in tops(snapshot)}
        top = snapshot.get(Factor, self.rows.top)
        if top is not None:
            found.setdefault(top.id, shortened(top.title, 90))
        offered = list(found.items())
        if not self.session.read_only:
            offered.append((_NEW, "A new problem…"))
        if offered != self._offered:
            self._offered = offered
            self.pick.clear()
            for id, words in offered:
                self.pick.addItem(words, id)
        self.pick.setCurrentIndex(self.pick.findData(self.rows.top))
        self.said.setText(self.rows.said)
        there = self.rows.rowCount() > 0
        for part, shown in ((self.head, there), (self.empty, not there)):
            if part.isVisibleTo(self) != shown:
                part.setVisible(shown)
        self._say("")
        self.counts_changed.emit()

    def _say(self, sentence: str) -> None:
        """Say a result under the outline and to screen readers; with none, the keys that serve here."""
        self.hint.setText(sentence or (_KEYS_TYPING if self.writing.typing else _KEYS))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, sentence))

    def _ask(self, id: str) -> None:
        """Type the next cause of a factor."""
        if not id:
            self.writing.draft("", "")
            return
        line = self.rows.line_of(id)
        if line is not None and line.closed:
            self._fold(id, False)
        self.writing.draft(id, (self.rows.causes(id) or [""])[-1])

    def _move(self, move: Callable[[], object]) -> None:
        """Do to the line here what its key does while one types in it."""
        line = self.line
        if self.writing.typing:
            move()
        elif line is not None and self.writable():
            key = self.writing.moved(line, move)
            self.list.go(self.rows.at(key))
            self._say(self.writing.said)

    def _chosen(self, row: WhyRow | None) -> None:
        if isinstance(row, WhyLine):
            self.session.select(row.factor.id)
        elif row is None or isinstance(row, Prompt):
            self.session.select(None)

    def _fold(self, id: str, shut: bool) -> None:
        (self.rows.closed.add if shut else self.rows.closed.discard)(id)
        self.rows.refresh()
        self.list.go(self.rows.at_factor(id))

    def _picked(self, at: int) -> None:
        id = str(self.pick.itemData(at))
        if id == _NEW:
            self.start_new()
        else:
            self._start(id)
            self.list.setFocus()

    def _start(self, id: str) -> None:
        self.writing.close()
        self.rows.top = id
        self.rows.refresh()
        self.list.go(0, quiet=False)

    def _opened_up_to(self, id: str) -> bool:
        """Unfold what hides a factor of this outline; False where the outline does not hold it."""
        if self.rows.closed and self.rows.at_factor(id) < 0:
            shut, self.rows.closed = self.rows.closed, set()
            self.rows.refresh()
            if self.rows.at_factor(id) < 0:
                self.rows.closed = shut
                self.rows.refresh()
        return self.rows.at_factor(id) >= 0

    def _return_to(self, row: WhyRow) -> None:
        """Be at the row one was at, after the rows were made anew."""
        match row:
            case WhyLine():
                at = self.rows.at(row.key)
                self.list.go(at if at >= 0 else self.rows.at_factor(self.session.selected_id))
            case Prompt(factor):
                self.list.go(self.rows.at_prompt(factor.id))

    def writable(self) -> bool:
        """Whether the case can be changed."""
        return not self.session.read_only


_KEYS = "W asks why, N asks what else, F2 types in the line, Shift+S says why it stops here"
_KEYS_TYPING = (
    "Enter next line · Tab under the line above · Shift+Tab out · Alt+Up or Down moves it · Esc leaves"
)
