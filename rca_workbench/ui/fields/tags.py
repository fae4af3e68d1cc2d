"""The editor of classification tags: several frameworks at once, each tag with which way it pulled and what to ask."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.classifying import framework_of
from rca_workbench.analysis.crosswalk import Suggestion, suggestions
from rca_workbench.model import Entity, Factor, Kind, Polarity, Tag
from rca_workbench.model.words import word
from rca_workbench.reference import Category, category, framework, frameworks
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Pick
from rca_workbench.ui.fields.editor import FieldEditor, LabelAt
from rca_workbench.ui.fields.finding import FindLine, Offer
from rca_workbench.ui.fields.over_page import OverPage
from rca_workbench.ui.fields.refs import clear
from rca_workbench.ui.fields.tag_rows import SuggestionRow, TagRow
from rca_workbench.ui.menus import open_below
from rca_workbench.ui.session import Session

_LEVELS_ONLY = "accimap"
"""The levels of the system have a field of their own."""


class TagsEditor(FieldEditor):
    """Tags by framework, with a line to add one, a list to look through, and what another framework would call it."""

    def __init__(
        self, session: Session, kind: Kind, name: str, *, label_at: LabelAt = LabelAt.HEADING, label: str = ""
    ) -> None:
        self._shown: object = None
        self._asked: set[str] = set()
        """Codes whose questions are open."""
        self._declined: set[tuple[str | None, str]] = set()
        """Suggestions somebody did not want, for this thing, while the window is open."""
        self._chosen = ""
        super().__init__(session, kind, name, label_at=label_at, label=label)

    def show_entity(self, entity: Entity | None) -> None:
        self.id = entity.id if entity is not None else None
        self._shown = None
        self._asked.clear()
        self._line.clear()
        self.refresh()

    def refresh(self) -> None:
        chosen = framework_of(self.session.snapshot).id
        if chosen != self._chosen:
            self._chosen = chosen
            self._framework.setCurrentIndex(max(0, self._framework.findData(chosen)))
        entity = self.entity
        tags: tuple[Tag, ...] = getattr(entity, self.name) if entity is not None else ()
        offered = self._suggested(entity)
        shown = (tags, chosen, offered, frozenset(self._asked))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._rows)
        for tag in sorted(tags, key=lambda tag: not _is_of(tag, chosen)):
            self._rows.addWidget(self._row(tag))
        for one in offered:
            row = SuggestionRow(one, last=one is offered[-1])
            row.taken.connect(partial(self._picked, one.offered.id))
            row.declined.connect(partial(self._decline, one.offered.id))
            self._rows.addWidget(row)

    def _make(self) -> QWidget:
        holder = QWidget()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._framework = Pick()
        self._framework.setAccessibleName("Framework")
        for one in frameworks():
            if one.offered and one.id != _LEVELS_ONLY:
                self._framework.addItem(one.label, one.id)
        self._framework.currentIndexChanged.connect(self._turned)
        self._look = style.role(QPushButton("What to ask"), "quiet")
        self._look.clicked.connect(self._look_through)
        self._line = FindLine(self._offers)
        self._line.picked.connect(self._picked)
        self._line.setPlaceholderText("Add a tag: type to find")
        self._line.setAccessibleName(f"{self.label}: add")
        self._mark = style.role(QLabel(), "unchecked")
        wrapped(self._mark)
        self._list = OverPage(holder, "What the framework asks", self._line.setFocus)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._framework, 1)
        top.addWidget(self._look)
        if self.session.read_only:
            for part in (self._framework, self._line, self._look):
                part.hide()  # never shown before it has a parent: that would be a window of its own
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(self._rows)
        box.addLayout(top)
        box.addWidget(self._line)
        box.addWidget(self._mark)
        holder.setFocusProxy(self._line)
        self._turned()
        return holder

    def _turned(self) -> None:
        self._line.forget()
        one = framework(str(self._framework.currentData()))
        self._look.setAccessibleName(f"What {one.label} asks, category by category")
        said = one.mark
        self._mark.setText(said)
        if not said or self.session.read_only:
            self._mark.hide()
        elif self._mark.parent() is not None:
            self._mark.show()

    def _offers(self) -> list[Offer]:
        entity = self.entity
        held = {tag.code for tag in getattr(entity, self.name)} if entity is not None else set()
        one = framework(str(self._framework.currentData()))
        return [Offer(each.id, _offered(each), "tag") for each in one.categories if each.id not in held]

    def _picked(self, code: str) -> None:
        entity = self.entity
        if entity is not None and code not in {tag.code for tag in getattr(entity, self.name)}:
            self._line.clear()
            self.keep((*getattr(entity, self.name), Tag(code)))
            self._line.forget()
            self.refresh()

    def _suggested(self, entity: Entity | None) -> tuple[Suggestion, ...]:
        if self.session.read_only or not isinstance(entity, Factor):
            return ()
        found = suggestions(entity, framework_of(self.session.snapshot))
        return tuple(one for one in found if (self.id, one.offered.id) not in self._declined)

    def _decline(self, code: str) -> None:
        self._declined.add((self.id, code))
        self.refresh()
        self._line.setFocus()

    def _row(self, tag: Tag) -> QWidget:
        row = TagRow(tag, open=tag.code in self._asked, read_only=self.session.read_only)
        row.pull_asked.connect(partial(self._ask_pull, tag, row.pull))
        row.taken_out.connect(partial(self._take_out, tag))
        row.asked.connect(partial(self._ask, tag.code))
        return row

    def _ask(self, code: str) -> None:
        self._asked ^= {code}
        self.refresh()
        for row in self.findChildren(TagRow):
            if row.tag.code == code and row.isVisibleTo(self):
                row.ask.setFocus()

    def _ask_pull(self, tag: Tag, near: QPushButton) -> None:
        menu = QMenu(self)
        for value in (*Polarity, None):
            action = menu.addAction(word(value) or "Not said", partial(self._set_pull, tag, value))
            action.setCheckable(True)
            action.setChecked(value == tag.polarity)
        open_below(menu, near)

    def _set_pull(self, tag: Tag, value: Polarity | None) -> None:
        entity = self.entity
        if entity is not None:
            tags = (Tag(one.code, value) if one == tag else one for one in getattr(entity, self.name))
            self.keep(tuple(tags))
            self.refresh()

    def _take_out(self, tag: Tag) -> None:
        entity = self.entity
        if entity is not None:
            self.keep(tuple(one for one in getattr(entity, self.name) if one != tag))
            self.refresh()
            self._line.setFocus()

    def _look_through(self) -> None:
        """The whole framework with its questions; choosing a category tags the factor with it."""
        entity = self.entity
        if entity is None:
            return
        one = framework(str(self._framework.currentData()))
        held = {tag.code for tag in getattr(entity, self.name)}
        self._list.begin(f"What to ask: {one.label}", "Enter adds the tag. Esc leaves it as it is.")
        group = ""
        for each in one.categories:
            if each.group != group and each.group:
                self._list.group(each.group)
            group = each.group
            facts = (each.definition, *(f"• {prompt}" for prompt in each.prompts))
            self._list.row(
                each.id, each.label, tuple(fact for fact in facts if fact), partial(self._looked, each.id),
                state="tagged" if each.id in held else "", mark=each.mark, chosen=each.id in held,
            )  # fmt: skip
        self._list.page.addStretch(1)
        self._list.open_over(self, next(iter(held & {each.id for each in one.categories}), ""))

    def _looked(self, code: str) -> None:
        self._list.leave()
        self._picked(code)


def _is_of(tag: Tag, id: str) -> bool:
    known = category(tag.code)
    return known is not None and known.framework == id


def _offered(one: Category) -> str:
    return f"{one.group}: {one.label}" if one.group else one.label
