"""Excerpts: places in evidence tied to facts, the facts that rest on too little, and texts to quote from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from rca_workbench.analysis.support import Standing
from rca_workbench.model import Changes, Entity, Excerpt, Stance
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.names import WHERE
from rca_workbench.ui.lists import ListTable, ListView
from rca_workbench.ui.places.evidence.excerpts_bar import LISTS, ExcerptsBar
from rca_workbench.ui.places.evidence.excerpts_capture import ExcerptCapture
from rca_workbench.ui.places.evidence.excerpts_edits import ExcerptEdits, Passage
from rca_workbench.ui.places.evidence.excerpts_reading import ReadingPane
from rca_workbench.ui.places.evidence.excerpts_rows import PLACE, QUOTE, ExcerptRows, FactRows
from rca_workbench.ui.places.evidence.excerpts_texts import texts
from rca_workbench.ui.session import Session

EMPTY = "Select words in a document and choose “Use as excerpt”."
LIST_LEAST = 166
"""Height the list keeps above the reading pane, in pixels at 100 %."""
EMPTY_LISTS = {
    Standing.ONE_STATEMENT: "No fact rests on one statement only.",
    Standing.NONE: "Every fact has a source.",
}


class ExcerptsView(ListView):
    """The excerpts, or the facts that rest on one statement only or on nothing; beneath, a text to quote from."""

    word = "excerpt"
    prefix = "excerpt"

    def __init__(self, session: Session) -> None:
        self.excerpts = ExcerptRows(session)
        super().__init__(session, self.excerpts, "Excerpts", empty=EMPTY)
        self.edits = ExcerptEdits(session)
        self.listed: Standing | None = None
        self.facts = FactRows(session)
        self.fact_table = ListTable(self.facts, "Facts that rest on too little")
        self.fact_table.chosen.connect(session.select)
        self.fact_table.opened.connect(lambda _: self.open())
        self.fact_table.hide()
        self.bar = ExcerptsBar(session)
        self.bar.listed.connect(self.show_list)
        self.bar.narrowed.connect(self._narrowed)
        self.row = ExcerptCapture(session)
        self.row.captured.connect(self._add_row)
        for box in (self.row.evidence, self.row.fact, self.row.place, self.row.quote):
            box.escaped.connect(self.enter)
        if session.read_only:
            self.row.hide()  # never shown before it has a parent: that would be a window of its own
        self.reading = ReadingPane(session)
        self.reading.closed.connect(self.close_reading)
        self.reading.kept.connect(self._kept)
        self.reading.asked.connect(self._make_room)
        self.reading.hide()
        self._arrange()

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("excerpt_add", "Add excerpt", self.begin, ("N",), "source quote cite new", "plus")

    def tools(self) -> tuple[Command, ...]:
        read = Command(
            "excerpt_read", "Read a text", self.read, ("R",), "notes document quote select", "book-open"
        )
        return (*super().tools(), read)

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], key: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(f"excerpt_{id}", title, run, (key,), "source quote fact", icon, "", when)

        def here() -> bool:
            return self.current is not None

        def on_excerpt() -> bool:
            return isinstance(self.current, Excerpt)

        def writable() -> bool:
            return on_excerpt() and not self.session.read_only

        return (
            made("go", "Go to the fact", self.to_fact, "G", "arrow-right", here),
            made("item", "Go to the item it is from", self.to_item, "Shift+G", "folder-search", on_excerpt),
            made("stance", "Change what it does", self.turn_stance, "D", "equal-not", writable),
            made("list", "Show the next list", self.next_list, "V", "list", lambda: True),
            made(
                "use",
                "Use as excerpt",
                self.reading.use_selected,
                "Ctrl+Shift+X",
                "quote",
                self.reading.isVisible,
            ),
        )

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.table, self.fact_table)

    def refresh(self, changes: Changes | None) -> None:
        self.facts.refresh(changes)
        super().refresh(changes)
        if self.reading.isVisible():
            self.reading.refresh(changes)

    def shown(self) -> None:
        self.bar.say(self.facts.counts(), len(self.session.snapshot.of(Excerpt)))
        self._show_what_is_there()

    def selected(self, entity: Entity | None) -> None:
        self._table.mark(entity.id if entity is not None else None)
        if isinstance(entity, Excerpt) and self.reading.isVisible():
            self.reading.show_excerpt(entity)

    def counts(self) -> str:
        excerpts = len(self.session.snapshot.of(Excerpt))
        found = self.facts.counts()
        said = [f"{excerpts} {'excerpt' if excerpts == 1 else 'excerpts'}"]
        if thin := found[Standing.ONE_STATEMENT]:
            said.append(f"{thin} on one statement only")
        if bare := found[Standing.NONE]:
            said.append(f"{bare} without a source")
        return ", ".join(said)

    def remember(self) -> dict[str, object]:
        return super().remember() | {
            "list": str(self.listed or ""),
            "reading": self.reading.isVisibleTo(self),
        }

    def recall(self, state: dict[str, object]) -> None:
        super().recall(state)
        which = state.get("list")
        if which in (Standing.ONE_STATEMENT, Standing.NONE):
            self.show_list(Standing(str(which)))
        if state.get("reading") and texts(self.session):
            self.read()

    def enter(self) -> None:
        if self._table.isVisibleTo(self):
            self._table.setFocus()
        elif self.session.read_only or self.listed is not None:
            self.bar.buttons[self.listed].setFocus()
        else:
            self.row.begin()

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def current(self) -> Entity | None:
        row = self._table.current
        return self.session.snapshot.find(row.id) if row is not None else None

    def begin(self) -> None:
        """Start typing an excerpt; about the fact one is at where that has too little to rest on."""
        fact = self.current
        self.show_list(None)
        if fact is not None and not isinstance(fact, Excerpt):
            self.row.fact.choose(fact.id)
        self.row.begin()

    def show_list(self, which: Standing | None) -> None:
        """Show the excerpts, or the facts of a standing."""
        self.listed = which
        if which is not None:
            self.facts.standing = which
            self.facts.narrow(self.find_line.text())
            self.table.mark(None)  # keys for a row of the list that is hidden find none
        self.bar.show_list(which)
        self._show_what_is_there()
        self.selected(self.session.selected)

    def next_list(self) -> None:
        """Show the list after this one."""
        all_of_them = [which for which, _ in LISTS]
        self.show_list(all_of_them[(all_of_them.index(self.listed) + 1) % len(all_of_them)])
        self.enter()
        self.announce(self.bar.buttons[self.listed].accessibleName())

    def open(self) -> None:
        row = self._table.current
        if row is not None:
            self.session.select(row.id)
            self.open_details()

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Excerpt)

    def edited(self, id: str, column: int, text: str) -> None:
        excerpt = self.session.snapshot.get(Excerpt, id)
        if excerpt is not None and column in (QUOTE, PLACE):
            name, said = ("quote", "words quoted") if column == QUOTE else ("place", "place in the source")
            self.session.change(excerpt, f"Edit {said}", **{name: text})

    def turn_stance(self) -> None:
        """It supports, disputes or gives context: the next of these."""
        excerpt = self.current
        if isinstance(excerpt, Excerpt):
            all_of_them = list(Stance)
            later = all_of_them[(all_of_them.index(excerpt.stance) + 1) % len(all_of_them)]
            self.session.change(excerpt, "Change what an excerpt does", stance=later)
            self.announce(word(later))

    def to_fact(self) -> None:
        """Show the fact where it belongs."""
        thing = self.current
        fact = self.session.snapshot.find(thing.about) if isinstance(thing, Excerpt) else thing
        if fact is not None:
            where = WHERE.get(type(fact))
            if where:
                self.go_to.emit(where, fact.id)
            else:
                self.session.select(fact.id)

    def to_item(self) -> None:
        """Show the piece of evidence it is from."""
        thing = self.current
        if isinstance(thing, Excerpt) and thing.evidence:
            self.go_to.emit("evidence/register", thing.evidence)

    def read(self) -> None:
        """Open the pane to read a text in and quote from, at the item one is at."""
        thing = self.current
        self.reading.show()
        self.reading.refresh(None)
        if isinstance(thing, Excerpt):
            self.reading.show_excerpt(thing)
        self.reading.enter()

    def close_reading(self) -> None:
        """Close the pane."""
        self.reading.hide()
        self.enter()

    def leave(self) -> None:
        if not self.find_line.isVisible() and self.excerpts.narrowed and self.listed is None:
            self.bar.clear()
        else:
            super().leave()

    # -- inside ---------------------------------------------------------------------------------------

    @property
    def _table(self) -> ListTable:
        return self.table if self.listed is None else self.fact_table

    def _arrange(self) -> None:
        lists = QWidget()
        above = QVBoxLayout(lists)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        for part in (self.empty, self.table, self.fact_table):
            self.box.removeWidget(part)
            above.addWidget(part, 1)
        above.addWidget(self.row)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(lists)
        self._split.addWidget(self.reading)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self.box.insertWidget(0, self.bar)
        self.box.addWidget(self._split, 1)

    def _make_room(self) -> None:
        """Let the pane be as tall as what it asks, as far as the list keeps some rows."""
        above, below = self._split.sizes()
        wanted = min(self.reading.height_wanted(), above + below - style.px(LIST_LEAST))
        if wanted > below:
            self._split.setSizes([above + below - wanted, wanted])

    def _show_what_is_there(self) -> None:
        rows = self.excerpts if self.listed is None else self.facts
        narrowed = bool(rows.words) or (self.listed is None and self.excerpts.narrowed)
        there = rows.rowCount() > 0 or narrowed
        self.empty.setText(EMPTY if self.listed is None else EMPTY_LISTS[self.listed])
        self.empty.setVisible(not there)
        self.table.setVisible(there and self.listed is None)
        self.fact_table.setVisible(there and self.listed is not None)

    def _narrow(self, text: str) -> None:
        self.facts.narrow(text)
        super()._narrow(text)

    def _narrowed(self) -> None:
        self.excerpts.item, self.excerpts.fact = self.bar.item.id, self.bar.fact.id
        self.excerpts.stance = self.bar.chosen_stance
        self.excerpts.reset()
        self._show_what_is_there()
        self.selected(self.session.selected)

    def _add_row(self) -> None:
        row = self.row
        fact = row.fact.id
        if fact is None:
            return
        passage = Passage(row.quote.text(), row.place.text())
        id = self.edits.add(row.evidence.id, row.evidence.text().strip(), fact, passage, row.chosen_stance)
        made = self.session.snapshot.get(Excerpt, id)
        if made is not None:
            self.session.select(id)
            self.announce(f"Added. {self.counts()}. Undo with Control Z.")
            row.start_next(made.evidence)

    def _kept(self, about: str) -> None:
        self.session.select(about)
        self.announce(f"Kept as an excerpt. {self.counts()}. Undo with Control Z.")
