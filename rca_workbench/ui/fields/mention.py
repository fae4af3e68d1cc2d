"""People in texts: what helps wherever somebody types in the window of a case.

A reference to a person is the role itself, in the words. Typing @ opens the roles; a registered name is offered
as its role; text pasted in is looked through first. Nothing is ever changed without being asked for.
"""

from functools import partial
from itertools import count

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from rca_workbench.analysis.naming import Register, fold
from rca_workbench.analysis.roles import holder, nature_of, new_role
from rca_workbench.model import Actor, Changes, new_id
from rca_workbench.model.fields import Text
from rca_workbench.model.order import key_between
from rca_workbench.ui.fields.apart import is_apart
from rca_workbench.ui.fields.editor import FieldEditor
from rca_workbench.ui.fields.mention_box import TypingIn
from rca_workbench.ui.fields.mention_text import Box
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.fields.spelling import Spelling
from rca_workbench.ui.session import Session


class Mentions(QObject):
    """Joins every control one types in, in the window of a case, when it first has the focus."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(session)
        self.session = session
        self._window = window
        self.spelling = Spelling(session)
        self._register: Register | None = None
        self._kept: set[tuple[str, str]] = set()
        self._joined: dict[int, TypingIn] = {}
        self._numbers = count()
        session.changed.connect(self._changed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focused)

    @property
    def register(self) -> Register:
        """The names of the case, made ready once for each change of People."""
        if self._register is None:
            self._register = Register(self.session.snapshot.of(Actor).values())
        return self._register

    def choices(self, typed: str) -> list[tuple[str, str, str]]:
        """Rows of the list of roles for what stands behind the @: words, icon, the role or "+" and a new role."""
        actors = self.session.snapshot.of(Actor).values()
        words, begins = fold(typed).split(), fold(typed).strip()
        named = {id for one in self.register.names_in(typed) for id in one.actors}
        ranked: list[tuple[bool, str, str, str]] = []
        for one in actors:
            said = fold(one.role)
            if one.role and (one.id in named or all(word in said for word in words)):
                ranked.append((not said.startswith(begins), said, one.role, icon_of(one)))
        rows = [(role, icon, role) for _, _, role, icon in sorted(ranked)]
        if words and not named:
            new = new_role(actors, typed[:1].upper() + typed[1:])
            rows.append((f"Add ‘{new}’", "plus", f"+{new}"))
        return rows

    def add(self, role: str) -> None:
        """Add somebody by role, unless there is one of that role by now."""
        snapshot = self.session.snapshot
        if holder(snapshot.of(Actor).values(), role) is None and not self.session.read_only:
            with self.session.step("Add person or part") as step:
                last = max((one.order for one in step.snapshot.of(Actor).values()), default="")
                step.add(
                    Actor(
                        id=new_id(), role=role, nature=nature_of(role), order=key_between(last or None, None)
                    )
                )

    def is_kept(self, place: str, text: str) -> bool:
        """Whether somebody said that these words stay as they are there."""
        return (place, _same(text)) in self._kept

    def keep(self, place: str, text: str) -> None:
        """Remember that these words stay as they are there, as long as the case is open."""
        self._kept.add((place, _same(text)))

    def forget(self, place: str) -> None:
        """Another text begins there."""
        self._kept = {one for one in self._kept if one[0] != place}

    def watch(self, box: Box) -> None:
        """Join a control one types in."""
        if box.findChild(TypingIn) is None:
            # Held here: in a control that Qt made by itself, such as that of an editable choice, nothing else of Python
            # holds it, and the search for garbage would empty it while Qt still asks it about every key.
            number = next(self._numbers)
            self._joined[number] = TypingIn(self, box, field_of(box))
            box.destroyed.connect(partial(self._joined.pop, number, None))
            if isinstance(box, QPlainTextEdit):
                self.spelling.watch(box)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(Actor.kind.name):
            self._register = None

    def _focused(self, old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit | QPlainTextEdit) and self._holds(now) and wanted(now):
            self.watch(now)

    def _holds(self, widget: QWidget) -> bool:
        window: QWidget | None = widget.window()
        while window is not None and window is not self._window:
            window = window.parentWidget()
        return window is not None


def field_of(box: QWidget) -> FieldEditor | None:
    """The field a control belongs to, if it is one's."""
    part: QWidget | None = box
    while part is not None and not isinstance(part, FieldEditor):
        part = part.parentWidget()
    return part


def wanted(box: Box) -> bool:
    """Whether what is typed here may speak of people: a text of the case outside the people register."""
    if isinstance(box.window(), QFileDialog):
        return False
    field = field_of(box)
    if field is not None and (not isinstance(field.type, Text) or field.type.identity):
        return False
    if is_apart(box):
        return False
    return not isinstance(box, QLineEdit) or box.echoMode() == QLineEdit.EchoMode.Normal


def _same(text: str) -> str:
    return " ".join(fold(text).split())
