"""Wording help where somebody types: words worth another look get a dotted line, and a quiet offer under the text.

Nothing is read before the checks of the case have run once, so opening a case and typing in it wait for nothing.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from rca_workbench.model import CheckOverride, Entity, new_id
from rca_workbench.ui import style
from rca_workbench.ui.fields.mention_text import caret_of, move_caret, units
from rca_workbench.ui.fields.wording_line import WordingLine, words_of
from rca_workbench.ui.work import Work

if TYPE_CHECKING:
    from rca_workbench.checks.language import Context, Mark, Scope
    from rca_workbench.ui.session import Session

PAUSE_MS = 250
"""After the last key, what is typed is read."""
SHORT = 3_000
"""Letters that are read at once: it takes a few milliseconds. Longer texts are read beside the window."""

Under = Callable[[WordingLine], object]


class Wording(QObject):
    """Reads one control in which a text of the case is typed.

    Args:
        box: the control.
        about: the thing and the field the text belongs to; a thing that is not in the case yet decides exceptions,
            and nothing can be kept on it.
        under: puts the line of the offer under the control; None where there is none.
        say: is told in words what is worth another look; for places without room for a line.
        commit: keeps what is typed, before a reason is kept with it.
    """

    def __init__(
        self,
        session: "Session",
        box: QPlainTextEdit,
        about: Callable[[], tuple[Entity | None, str]],
        *,
        under: Under | None = None,
        say: Callable[[str], object] | None = None,
        commit: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(box)
        self._session, self._box, self._about = session, box, about
        self._under, self._say, self._commit = under, say, commit
        self._line: WordingLine | None = None
        self._marks: tuple[Mark, ...] = ()
        self._here: Mark | None = None
        self._drawn = False
        self._work: Work[tuple[str, tuple[Mark, ...]]] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.read)
        box.textChanged.connect(self._pause.start)
        box.cursorPositionChanged.connect(self._moved)
        box.installEventFilter(self)
        session.checking.changed.connect(self._later)
        style.look().changed.connect(self._underline)

    @property
    def marks(self) -> tuple["Mark", ...]:
        """What is underlined now."""
        return self._marks

    def read(self) -> None:
        """Read the text as it stands."""
        if self._session.checking.checks is None:
            return  # the linter is not loaded yet: it says when it is
        from rca_workbench.checks.language import Scope
        from rca_workbench.checks.language_fields import scope_of

        entity, field = self._about()
        text = self._box.toPlainText()
        scope = scope_of(entity.kind.name, field) if entity is not None else Scope.OWN_WORDS
        if entity is None or scope is Scope.OWN_WORDS or not text.strip():
            self._show(())
            return
        context = self._session.checking.around.context(entity, field)
        if len(text) <= SHORT:
            self._show(_read(text, scope, context))
        elif self._work is None:
            work = Work("Reading the wording", lambda progress, stop: (text, _read(text, scope, context)))
            work.succeeded.connect(self._read_beside)
            work.finished.connect(self._free)
            self._work = work
            work.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.Show):
            self._pause.start(0)
        elif event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._left)
        return super().eventFilter(watched, event)

    # -- inside ---------------------------------------------------------------------------------------

    def _later(self, *_: object) -> None:
        if self._box.isVisible():
            self._pause.start(0)

    def _read_beside(self, made: "tuple[str, tuple[Mark, ...]]") -> None:
        text, marks = made
        if text == self._box.toPlainText():
            self._show(marks)
        else:
            self._pause.start()

    def _free(self) -> None:
        self._work = None

    def _show(self, marks: "tuple[Mark, ...]") -> None:
        self._marks = tuple(one for one in marks if not self._is_kept(one))
        self._underline()
        self._offer()

    def _is_kept(self, mark: "Mark") -> bool:
        entity, _ = self._about()
        held = self._session.snapshot.of(CheckOverride).values()
        return entity is not None and any(
            (one.rule, one.subject, one.said) == (mark.pattern, entity.id, mark.said) and one.reason.strip()
            for one in held
        )

    def _underline(self) -> None:
        text = self._box.toPlainText()
        made: list[QTextEdit.ExtraSelection] = []
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(QColor(style.color("warn")))
        for one in self._marks:
            if one.end > len(text):
                continue  # the text was changed since: it is read again in a moment
            part = QTextEdit.ExtraSelection()
            part.cursor = QTextCursor(self._box.document())
            part.cursor.setPosition(units(text, one.start))
            part.cursor.setPosition(units(text, one.end), QTextCursor.MoveMode.KeepAnchor)
            part.format = look
            made.append(part)
        if made or self._drawn:  # a text that is not read may have marks of its own
            self._drawn = bool(made)
            self._box.setExtraSelections(made)

    def _moved(self) -> None:
        if self._marks and not self._pause.isActive():
            self._offer()

    def _offer(self) -> None:
        """Say what there is about the place the cursor is at, or about the first."""
        if not self._marks or not (self._box.hasFocus() or (self._line is not None and self._line.busy)):
            self._close()
            return
        caret = caret_of(self._box)
        at = next((n for n, one in enumerate(self._marks) if one.start <= caret <= one.end), 0)
        here = self._here = self._marks[at]
        if self._say is not None:
            self._say(words_of(here))
        if self._under is not None:
            if self._line is None:
                self._line = WordingLine(self._session, self._box.window())
                self._line.kept.connect(self._keep)
                self._line.moved.connect(self._next)
                self._under(self._line)
                self._line.comes_after(self._box)
            self._line.offer(here, at + 1, len(self._marks), keeps=self._can_keep(here))

    def _close(self) -> None:
        self._here = None
        if self._say is not None:
            self._say("")
        if self._line is not None and shiboken6.isValid(self._line):
            self._line.hide()

    def _left(self) -> None:
        focus = QApplication.focusWidget()
        if self._line is None or focus is None or not self._line.isAncestorOf(focus):
            self._close()

    def _next(self, by: int) -> None:
        if self._here in self._marks:
            one = self._marks[(self._marks.index(self._here) + by) % len(self._marks)]
            self._box.setFocus()
            move_caret(self._box, one.end)

    def _can_keep(self, mark: "Mark") -> bool:
        entity, _ = self._about()
        if entity is None or self._session.read_only:
            return False
        checks = self._session.checking.checks
        rule = (
            next((one for one in checks.rules if one.id == mark.pattern), None)
            if checks is not None
            else None
        )
        return rule is None or rule.override

    def _keep(self, reason: str) -> None:
        mark = self._here
        self._commit()
        entity, _ = self._about()
        if mark is None or entity is None or self._session.snapshot.find(entity.id) is None:
            return
        with self._session.step("Keep words with a reason") as step:
            step.add(
                CheckOverride(
                    id=new_id(),
                    rule=mark.pattern,
                    subject=entity.id,
                    said=mark.said,
                    reason=reason,
                    by=self._session.case.who,
                    on=self._session.today().isoformat(),
                )
            )
        self._box.setFocus()
        self.read()


def _read(text: str, scope: "Scope", context: "Context") -> "tuple[Mark, ...]":
    from rca_workbench.checks.language import marks

    return marks(text, scope, context)
