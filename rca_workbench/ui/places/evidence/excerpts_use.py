"""What becomes of words somebody selected: a source of a fact that is there, or a new moment of the timeline."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.model import Actor, Factor, Finding, Stance, TimelineEntry, shortened
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.boxes import Line, Pages
from rca_workbench.ui.fields.source_form import stance_pick
from rca_workbench.ui.places.evidence.excerpts_capture import Chosen
from rca_workbench.ui.places.evidence.excerpts_edits import ExcerptEdits, Origin, Passage
from rca_workbench.ui.session import Session

LONGEST_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Half:
    """What somebody has said so far of words they selected."""

    passage: Passage
    new: bool = True
    when: str = ""
    who: str = ""
    what: str = ""
    fact: str | None = None
    stance: Stance = Stance.SUPPORTS


class UseBox(QFrame):
    """Asks what words are used for. Two ways: a new timeline entry, or a fact that is there already."""

    kept = Signal(str)
    """Id of the fact the words are now a source of."""
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        style.role(self, "quote")
        self.session = session
        self.edits = ExcerptEdits(session)
        self.origin: Origin | None = None
        self.passage = Passage("")
        self._halves: dict[Origin, Half] = {}
        self.words = style.role(QLabel(), "small")
        wrapped(self.words)
        self.new = style.role(QPushButton("New timeline entry"), "quiet")
        self.known = style.role(QPushButton("A fact that is there"), "quiet")
        self._ways = QButtonGroup(self)
        for button in (self.new, self.known):
            button.setCheckable(True)
            self._ways.addButton(button)
        self._ways.setExclusive(True)
        self.new.setChecked(True)
        self.new.toggled.connect(self._turn)
        self.when, self.what, self.place = Line(), Pages(flat=True, least=2, most=5), Line()
        self.who = Chosen(session, Actor.kind.name, add_word="person or part")
        self.fact = Chosen(session)
        self.stance = stance_pick()
        for box, name, hint in (
            (self.when, "When", "When: 0415, ?"),
            (self.who, "Who or what", "Who or what, by role"),
            (self.what, "What happened", "What happened"),
            (self.fact, "Fact", "Which fact? Type to find"),
            (self.place, "Place", "Page, paragraph or time in the source"),
        ):
            box.setAccessibleName(f"Excerpt, {name}")
            box.setPlaceholderText(hint)
        self.stance.setAccessibleName("Excerpt, What it does")
        self.echo, self.problem = style.role(QLabel(), "caption"), style.role(QLabel(), "warn")
        for label in (self.echo, self.problem):
            wrapped(label)
            label.hide()
        self.when.textChanged.connect(self._say_reading)
        self.keep_button = style.role(QPushButton("Add to timeline"), "primary")
        leave = style.role(QPushButton("Leave it"), "quiet")
        self.keep_button.clicked.connect(self.keep)
        leave.clicked.connect(self.leave)
        for line in (self.when, self.place, self.what):
            line.returnPressed.connect(self.keep)
        for text in (self.when, self.who, self.what, self.fact, self.place):
            text.escaped.connect(self.leave)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self.keep)
        self._arrange(leave)
        self.hide()

    def ask(self, origin: Origin, passage: Passage) -> None:
        """Open it for words of a text."""
        new = self.new.isChecked() or not self._facts_there()
        self._put(origin, Half(passage, new=new, what=shortened(passage.words, 300)))
        (self.when if new else self.fact).setFocus(Qt.FocusReason.OtherFocusReason)

    def move_to(self, origin: Origin | None) -> None:
        """The text shown is another one: what is half said of the words of the one before waits there."""
        if origin == self.origin:
            return
        if self.origin is not None and not self.isHidden():
            self._halves[self.origin] = self._half()
        self.hide()
        self.origin = origin
        if origin is not None and origin in self._halves:
            self._put(origin, self._halves.pop(origin))

    def keep(self) -> None:
        """Make the words an excerpt: one step."""
        origin = self.origin
        if origin is None or self.session.read_only:
            return
        half = self._half()
        if half.new:
            if not half.what.strip():
                self._say("What happened must be said in a few words.")
                self.what.setFocus()
                return
            about = made = self.edits.to_timeline(origin, half.passage, half.when, half.who, half.what)
        elif half.fact is None:
            self._say("Fact must be one of the case. Type some of its words and choose it.")
            self.fact.setFocus()
            return
        else:
            about = half.fact
            made = self.edits.tie(origin, half.fact, half.passage, half.stance)
        if (
            self.session.snapshot.find(made) is not None
        ):  # else the reason was told, and nothing typed is lost
            self.hide()
            self.kept.emit(about)

    def leave(self) -> None:
        """Close it; the words stay where they are."""
        self.hide()
        self.left.emit()

    def _half(self) -> Half:
        return Half(
            Passage(self.passage.words, self.place.text()),
            self.new.isChecked(),
            self.when.text(),
            self.who.text(),
            self.what.value(),
            self.fact.id,
            Stance(self.stance.currentData()),
        )

    def _put(self, origin: Origin, half: Half) -> None:
        self.origin, self.passage = origin, half.passage
        self.words.setText(f"“{shortened(half.passage.words, LONGEST_SHOWN)}”")
        self.when.setText(half.when)
        self.who.setText(half.who)
        self.what.put(half.what)
        self.fact.choose(half.fact)
        self.place.setText(half.passage.place)
        self.stance.setCurrentIndex(list(Stance).index(half.stance))
        (self.new if half.new else self.known).setChecked(True)
        self._turn()
        self._say("")
        self._say_reading()
        self.show()

    def _facts_there(self) -> bool:
        return any(self.session.snapshot.of(cls) for cls in (TimelineEntry, Factor, Finding))

    def _turn(self) -> None:
        new = self.new.isChecked()
        self._entry.setVisible(new)
        self._tie.setVisible(not new)
        self.keep_button.setText("Add to timeline" if new else "Keep excerpt")

    def _say_reading(self) -> None:
        text = self.when.text()
        reading = self.edits.read(text) if text.strip() else None
        problem = bool(reading and reading.problem)
        style.role(self.echo, "warn" if problem else "caption")
        self.echo.setText((reading.problem or reading.echo) if reading else "")
        self.echo.setVisible(bool(self.echo.text()))

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _when_and_who(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.when, 4)
        line.addWidget(self.who, 5)
        return holder

    def _arrange(self, leave: QPushButton) -> None:
        self._entry, self._tie = QWidget(), QWidget()
        for holder, parts in (
            (self._entry, (self._when_and_who(), self.echo, self.what)),
            (self._tie, (self.fact, self.stance)),
        ):
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(6)
            for part in parts:
                column.addWidget(part)
        ways = QHBoxLayout()
        ways.setSpacing(4)
        ways.addWidget(self.new)
        ways.addWidget(self.known)
        ways.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self.keep_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 10, 10, 10)
        whole.setSpacing(6)
        whole.addWidget(style.role(QLabel("Use as excerpt"), "small_strong"))
        whole.addWidget(self.words)
        whole.addLayout(ways)
        for each in (self._entry, self._tie, self.place, self.problem):
            whole.addWidget(each)
        whole.addLayout(foot)
