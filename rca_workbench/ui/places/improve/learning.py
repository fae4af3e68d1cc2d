"""Improve, Learning: what others could learn, how it went out, what it is linked to, and whether it is seen in practice."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from rca_workbench.analysis.learning import in_order, learning
from rca_workbench.model import (
    Action,
    Answer,
    Entity,
    Finding,
    LearningItem,
    Recommendation,
    Sharing,
    shortened,
)
from rca_workbench.model.words import word
from rca_workbench.reference.learning import AFFECTED, REPORTER, SUPERVISION, TRAINING, sharing_forms
from rca_workbench.ui.commands import Command
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.lists import ListView
from rca_workbench.ui.places.improve.learning_edits import LearningEdits
from rca_workbench.ui.places.improve.learning_rows import PRACTICE, TEXT, TO, LearningRows
from rca_workbench.ui.session import Session

EMPTY = "Who else could learn from this?"
HINT = "What others could learn from this, in one sentence"
SEEN = (Answer.YES, Answer.NO, Answer.NOT_KNOWN, Answer.NOT_APPLICABLE)
_SEEN_WORDS = {
    Answer.YES: "Seen in practice",
    Answer.NO: "Looked, and not seen",
    Answer.NOT_KNOWN: "Not known yet",
    Answer.NOT_APPLICABLE: "Does not apply",
}


class LearningView(ListView):
    """Lessons with all that became of them, and feedback to those it concerns."""

    word = "lesson"
    prefix = "learning"

    def __init__(self, session: Session) -> None:
        self.learning_rows = LearningRows(session)
        super().__init__(
            session, self.learning_rows, "Lessons and how they went out", folds=True, empty=EMPTY
        )
        self.edits = LearningEdits(session)
        self.find_box = FindBox(self)
        self.capture_with("New lesson", HINT)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("learning_add", "Add lesson", self.begin, ("N",), "learning learned share new", "plus")

    def tools(self) -> tuple[Command, ...]:
        also = "one page document word export learning bulletin"
        return (
            *super().tools(),
            Command("learning_bulletin", "Bulletin", self.bulletin, (), also, "file-output"),
            Command("learning_sbar", "SBAR", self.sbar, (), "situation background assessment", "file-output"),
        )

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], *keys: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            also = "learning lesson feedback bulletin"
            return Command(f"learning_{id}", title, run, keys, also, icon, "", when)

        def writable() -> bool:
            return not self.session.read_only

        def lesson() -> bool:
            return writable() and self.lesson is not None

        def here() -> bool:
            return self.lesson is not None and bool(self.lesson.about)

        share, told, said = self.share, self.share_as, "message-square-quote"
        return (
            made("shared", "Shared with…", share, "Shift+N", icon="arrow-right", when=writable),
            made("supervision", "Linked to supervision", partial(told, SUPERVISION), "Shift+S", icon="users", when=lesson),
            made("training", "Linked to training", partial(told, TRAINING), "Shift+T", icon="presentation", when=lesson),
            made("seen", "Seen in practice…", self.seen, "Shift+P", icon="eye", when=lesson),
            made("about", "Say which finding or action it comes from", self.link, "L", icon="link-2", when=lesson),
            made("affected", "Record feedback to those affected", partial(told, AFFECTED), icon=said, when=writable),
            made("reporter", "Record feedback to who reported", partial(told, REPORTER), icon=said, when=writable),
            made("go", "Go to the finding or action it comes from", self.to_origin, "G", icon="arrow-right", when=here),
            made("up", "Move lesson up", partial(self.move, -1), "Alt+Up", icon="arrow-up", when=lesson),
            made("down", "Move lesson down", partial(self.move, 1), "Alt+Down", icon="arrow-down", when=lesson),
        )  # fmt: skip

    def counts(self) -> str:
        found = learning(self.session.snapshot)
        count = len(found.lessons)
        said = f"{count} {'lesson' if count == 1 else 'lessons'}"
        return f"{said}, {found.seen} seen in practice" if count else said

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, LearningItem | Sharing)

    # -- gestures -------------------------------------------------------------------------------------

    @property
    def lesson(self) -> LearningItem | None:
        """The lesson one is at: itself, or the one of the sharing one is at."""
        return self.edits.lesson_of(self.current)

    def add(self, text: str) -> str:
        return self.edits.add(text)

    def share(self) -> None:
        """Choose in which form the lesson one is at went out, or the whole bulletin where one is at none."""
        row = self.table.current
        if row is not None and row.group in (AFFECTED, REPORTER):
            self.share_as(row.group)
            return
        menu = QMenu(self)
        for form in sharing_forms():
            menu.addAction(f"{form.label} ({form.reach})", partial(self.share_as, form.id))
        marks = sorted({form.mark for form in sharing_forms() if form.mark})
        if marks:
            menu.addSection(f"This list: {marks[0][:1].lower()}{marks[0][1:]}")
        self._under_row(menu)

    def share_as(self, form: str) -> None:
        """Add that it went out in a form, and say to whom in Details."""
        if self.session.read_only:
            return
        id = self.edits.share(form, self.lesson)
        self.session.select(id)
        self.announce("Added. Say to whom. Undo with Control Z.")
        self.open_details("to")

    def seen(self) -> None:
        """Choose whether the lesson was seen in practice, and say where and how in Details."""
        lesson = self.lesson
        if lesson is None:
            return
        menu = QMenu(self)
        for answer in SEEN:
            made = menu.addAction(_SEEN_WORDS[answer], partial(self._keep_seen, lesson.id, answer))
            made.setCheckable(True)
            made.setChecked(lesson.seen is answer)
        self._under_row(menu)

    def link(self) -> None:
        """Choose a finding or action the lesson comes from."""
        lesson = self.lesson
        if lesson is None:
            return
        snapshot = self.session.snapshot
        things: list[Entity] = [
            *snapshot.of(Finding).values(), *snapshot.of(Action).values(), *snapshot.of(Recommendation).values(),
        ]  # fmt: skip
        others = [(shortened(one.title, 100), one.id) for one in things if one.id not in lesson.about]

        def keep(_: int, id: str) -> None:
            self.edits.comes_from(lesson, id)

        self.find_box.ask(shortened(lesson.title, 90), ("comes from",), others, keep)

    def to_origin(self) -> None:
        """The first finding or action the lesson comes from."""
        lesson = self.lesson
        if lesson is not None and lesson.about:
            first = self.session.snapshot.find(lesson.about[0])
            where = "improve/findings" if isinstance(first, Finding) else "improve/actions"
            self.go_to.emit(where, lesson.about[0])

    def move(self, by: int) -> None:
        """Earlier or later among the lessons."""
        lesson = self.lesson
        if lesson is not None:
            self.edits.move(lesson, in_order(self.session.snapshot), by)

    def bulletin(self) -> None:
        """Make the one-page learning bulletin."""
        self._export("learning_bulletin")

    def sbar(self) -> None:
        """Make the SBAR: situation, background, assessment, recommendation."""
        self._export("sbar")

    def edited(self, id: str, column: int, text: str) -> None:
        one = self.session.snapshot.find(id)
        if isinstance(one, LearningItem):
            field = {TEXT: "text", TO: "audience", PRACTICE: "practice"}.get(column)
            if field:
                self.session.change(one, "Edit lesson", **{field: text})
        elif isinstance(one, Sharing) and column == TO:
            self.session.change(one, "Edit whom it went to", to=text)

    # -- inside ---------------------------------------------------------------------------------------

    def _keep_seen(self, id: str, answer: Answer) -> None:
        lesson = self.session.snapshot.get(LearningItem, id)
        if lesson is not None:
            self.edits.seen(lesson, answer)
            self.session.select(lesson.id)
            self.announce(f"{word(answer)}. Say where and how. Undo with Control Z.")
            self.open_details("seen_how")

    def _export(self, template: str) -> None:
        if self.exports is not None:
            self.exports.export_word(template)

    def _under_row(self, menu: QMenu) -> None:
        place = self.table.visualRect(self.table.currentIndex())
        at = place.bottomLeft() if place.isValid() else QPoint(0, 0)
        menu.popup(self.table.viewport().mapToGlobal(at))
