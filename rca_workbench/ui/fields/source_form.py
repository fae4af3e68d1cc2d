"""Two ways to write a source: a short form for a new one, and a card to change one that is there."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rca_workbench.model import EvidenceItem, Excerpt, Stance
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Line, Pages, Pick
from rca_workbench.ui.fields.choice import ChoiceEditor
from rca_workbench.ui.fields.editor import FieldEditor, LabelAt
from rca_workbench.ui.fields.finding import FindLine, offers_of
from rca_workbench.ui.fields.names import WHERE
from rca_workbench.ui.fields.refs import RefPicker
from rca_workbench.ui.fields.typed import TextEditor
from rca_workbench.ui.session import Session


@dataclass(frozen=True, slots=True)
class Draft:
    """A source as far as somebody has typed it."""

    evidence: str | None = None
    """Id of the piece of evidence chosen."""
    name: str = ""
    """What stands in the line where evidence is chosen or named."""
    place: str = ""
    quote: str = ""
    stance: Stance = Stance.SUPPORTS

    @property
    def whole(self) -> bool:
        """Whether it names a piece of evidence and says something of it."""
        return self.evidence is not None and bool(self.place or self.quote)


class SourceForm(QFrame):
    """Which evidence, where in it, which words, and what they do to the fact."""

    done = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        style.role(self, "quote")
        self.session = session
        self._id: str | None = None
        self._begun_with = Draft()
        self.evidence = FindLine(
            lambda: offers_of(session.snapshot, "evidence"), add_word="piece of evidence"
        )
        self.evidence.setPlaceholderText("Which evidence? Type to find, or to add")
        self.evidence.picked.connect(self._picked)
        self.evidence.added.connect(self._named)
        self.evidence.textEdited.connect(self._retyped)
        self.place = Line()
        self.place.setPlaceholderText("Page, paragraph or time")
        self.quote = Pages(least=2, most=8)
        self.quote.setPlaceholderText("Words quoted")
        self.stance = stance_pick()
        for part, name in (
            (self.evidence, "Evidence"),
            (self.place, "Page, paragraph or time"),
            (self.quote, "Words quoted"),
            (self.stance, "What it does"),
        ):
            part.setAccessibleName(f"Source: {name}")
        self.problem = style.role(QLabel(), "warn")
        wrapped(self.problem)
        self.problem.hide()
        keep = style.role(QPushButton("Keep source"), "primary")
        leave = style.role(QPushButton("Leave it"), "quiet")
        keep.clicked.connect(self.done)
        leave.clicked.connect(self.left)
        for box in (self.evidence, self.place, self.quote):
            box.escaped.connect(self.left)
        self.place.returnPressed.connect(self.done)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self.done)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(keep)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.setSpacing(6)
        parts: tuple[QWidget, ...] = (self.evidence, self.place, self.quote, self.stance, self.problem)
        for each in parts:
            whole.addWidget(each)
        whole.addLayout(foot)

    def begin(self) -> None:
        """Open it for a new source. Where the case has one piece of evidence only, that one is taken."""
        items = list(self.session.snapshot.of(EvidenceItem).values())
        only = items[0] if len(items) == 1 else None
        self.put(Draft(only.id, only.title) if only else Draft())
        self._begun_with = self.draft
        (self.place if only else self.evidence).setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self)

    def put(self, draft: Draft) -> None:
        """Open it with what somebody has typed so far."""
        self._id = draft.evidence
        self.evidence.setText(draft.name)
        self.place.setText(draft.place)
        self.quote.put(draft.quote)
        self.stance.setCurrentIndex(list(Stance).index(draft.stance))
        self._begun_with = Draft()
        self.say("")
        self.show()

    @property
    def draft(self) -> Draft:
        """What stands in it."""
        name = self.evidence.text().strip()
        chosen = self.session.snapshot.get(EvidenceItem, self._id)
        return Draft(
            (chosen.id if chosen else self.evidence.exact(name)) if name else None,
            name,
            self.place.text().strip(),
            self.quote.value().strip(),
            Stance(self.stance.currentData()),
        )

    @property
    def touched(self) -> bool:
        """Whether somebody typed or chose anything since it was opened."""
        return self.draft not in (self._begun_with, Draft())

    def say(self, problem: str) -> None:
        """Say what is missing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _picked(self, id: str) -> None:
        self._id = id
        item = self.session.snapshot.get(EvidenceItem, id)
        self.evidence.setText(item.title if item else "")
        self.place.setFocus()

    def _named(self, name: str) -> None:
        self._id = None
        self.evidence.setText(name)
        self.place.setFocus()

    def _retyped(self) -> None:
        self._id = None


class SourceCard(QFrame):
    """A source that is there, its fields open: each is kept on leaving it, as everywhere in Details.

    Beside a fact it shows the evidence, beside evidence (`about`) the fact.
    """

    left = Signal()
    go_to = Signal(str, object)

    def __init__(self, session: Session, *, about: bool = False) -> None:
        super().__init__()
        style.role(self, "quote")
        self.session = session
        self.id: str | None = None
        self._field = "about" if about else "evidence"
        kind = Excerpt.kind
        other = RefPicker(session, kind, self._field, label="Fact" if about else "From")
        place = TextEditor(session, kind, "place", label="Place")
        quote = TextEditor(session, kind, "quote", label_at=LabelAt.ABOVE, least=2)
        stance = ChoiceEditor(session, kind, "stance", label="It")
        names = ("Fact" if about else "Evidence", "Page, paragraph or time", "Words quoted", "What it does")
        self.editors: tuple[FieldEditor, ...] = (other, place, quote, stance)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        for one, name in zip(self.editors, names, strict=True):
            one.control.setAccessibleName(f"Source: {name}")
            one.go_to.connect(self.go_to)
            box.addWidget(one)
        foot = QHBoxLayout()
        there = style.role(QPushButton("Go to fact" if about else "Go to item"), "quiet")
        done = style.role(QPushButton("Done"), "quiet")
        there.clicked.connect(self._go)
        done.clicked.connect(self.left)
        foot.addWidget(there)
        foot.addStretch(1)
        foot.addWidget(done)
        box.addLayout(foot)

    def ask(self, excerpt: Excerpt) -> None:
        """Show the fields of a source and begin at its place."""
        self.id = excerpt.id
        for one in self.editors:
            one.show_entity(excerpt)
        self.show()
        self.editors[1].setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self)

    def refresh(self) -> None:
        """Show what changed elsewhere."""
        if self.id is None:
            return
        if self.session.snapshot.get(Excerpt, self.id) is None:
            self.leave()
            return
        for one in self.editors:
            one.refresh()

    def leave(self) -> None:
        """Close it; what is typed is kept."""
        if self.id is not None:
            self.id = None
            for one in self.editors:
                one.show_entity(None)
            self.hide()

    def _go(self) -> None:
        excerpt = self.session.snapshot.get(Excerpt, self.id)
        thing = self.session.snapshot.find(getattr(excerpt, self._field)) if excerpt is not None else None
        if thing is not None:
            self.go_to.emit(WHERE.get(type(thing), "evidence/excerpts"), thing.id)


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page a widget has opened on until all of it shows, once the page has made room for it."""

    def scroll() -> None:
        above = widget.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and widget.isVisible():
            above.ensureWidgetVisible(widget, 0, 8)

    QTimer.singleShot(0, widget, scroll)


def tab_after(before: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab go from a control through parts made later, in the order they are seen; Qt would put them last."""
    last = before
    for part in parts:
        for one in (part, *part.findChildren(QWidget)):
            stops = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None
            if stops and one.window() is last.window():
                QWidget.setTabOrder(last, one)
                last = one


def widgets_in(layout: QVBoxLayout) -> list[QWidget]:
    """The widgets of a layout from top to bottom."""
    items = (layout.itemAt(at) for at in range(layout.count()))
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]


def stance_pick() -> Pick:
    """A choice of what a source does to a fact."""
    pick = Pick()
    for one in Stance:
        pick.addItem(word(one), str(one))
    return pick
