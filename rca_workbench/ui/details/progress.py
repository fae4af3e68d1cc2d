"""The story of an action on its Details page: what was done when, dates that moved, owners who changed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.plan import AGREED
from rca_workbench.model import ActionStatus, Entity, ProgressKind, ProgressNote, Snapshot
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.details.children import ChildrenSection, Line
from rca_workbench.ui.fields import Line as TextLine
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.session import Session

_ICONS = {
    ProgressKind.PROGRESS: "pencil",
    ProgressKind.DATE_MOVED: "calendar-clock",
    ProgressKind.OWNER_CHANGED: "user",
    ProgressKind.REVIEWED: "list-checks",
}
WHY = "Why was the date moved?"


class ProgressSection(ChildrenSection):
    """Notes of an action, newest first; pressing one opens it in place."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session, ProgressNote.kind, "action", title="Progress", none="Nothing noted yet.",
            add="Add progress note", fields=("text", "on"), line=_line,
        )  # fmt: skip

    @property
    def children_shown(self) -> tuple[Entity, ...]:
        return tuple(notes_of(self.session.snapshot, self.id)) if self.id is not None else ()

    def fresh(self) -> dict[str, object]:
        return {"on": self.session.today().isoformat()}


class WhyMoved(TextLine):
    """Under the date it is due: asks why it was moved, as long as nobody has said."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._action = ""
        self._note = ""
        self.setAccessibleName(WHY)
        self.setReadOnly(session.read_only)
        self.returnPressed.connect(self._keep)
        self.left.connect(self._keep)
        self.hide()

    def show_action(self, action: str) -> None:
        """Ask about the last date of this action that was moved."""
        if action != self._action:
            self._keep()
            self._action = action
        note = waiting(self._session.snapshot, action) if action else None
        if note is None or note.id != self._note:
            self.put("")
        self._note = note.id if note is not None else ""
        if note is not None:
            self.setPlaceholderText("Why was it moved?")
            self.setToolTip(note_words(note))
            self.setAccessibleDescription(note_words(note))
        self.setVisible(note is not None)

    def _keep(self) -> None:
        note, said = self._session.snapshot.get(ProgressNote, self._note), self.text().strip()
        if note is not None and said and not note.text:
            self._session.change(note, "Say why the date was moved", text=said)


class GuideSection(QWidget):
    """Questions to weigh an action by, folded until somebody asks for them."""

    def __init__(self, title: str, questions: tuple[tuple[str, str], ...], mark: str) -> None:
        super().__init__()
        self._button = style.role(QPushButton(title), "link")
        self._button.setCheckable(True)
        self._button.setAccessibleName(title)
        self._page = QWidget()
        rows = QVBoxLayout(self._page)
        rows.setContentsMargins(8, 0, 0, 0)
        rows.setSpacing(4)
        for name, ask in questions:
            said = style.role(QLabel(f"{name}: {ask}"), "small")
            rows.addWidget(wrapped(said))
        if mark:
            rows.addWidget(wrapped(style.role(QLabel(f"{mark}."), "unchecked")))
        self._page.hide()
        self._button.toggled.connect(self._page.setVisible)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._page)


def notes_of(snapshot: Snapshot, action: str) -> list[ProgressNote]:
    """The notes of an action, newest first; of one day the later written first."""
    notes = list(snapshot.pointed_from(ProgressNote, "action", action))
    return [one for _, one in sorted(enumerate(notes), key=lambda pair: (pair[1].on, pair[0]), reverse=True)]


def waiting(snapshot: Snapshot, action: str) -> ProgressNote | None:
    """The latest move of a date that has no reason yet; None where each has one."""
    return next((one for one in notes_of(snapshot, action) if why_is_open(one)), None)


def why_is_open(note: ProgressNote) -> bool:
    """Whether a moved date has no reason yet."""
    return note.progress_kind is ProgressKind.DATE_MOVED and not note.text.strip()


def note_words(note: ProgressNote) -> str:
    """What a note tells, in a sentence."""
    match note.progress_kind:
        case ProgressKind.DATE_MOVED:
            was, now = (date_words(day, short=True) if day else "no date" for day in (note.was, note.now))
            return f"Due moved from {was} to {now}"
        case ProgressKind.OWNER_CHANGED:
            return f"Owner changed from {note.was or 'nobody'} to {note.now or 'nobody'}"
        case ProgressKind.REVIEWED if note.now:
            said = word(ActionStatus.AGREED) if note.now == AGREED else note.now
            return f"{said}, without a measure and baseline"
        case ProgressKind.REVIEWED:
            return f"Reviewed: {note.text}" if note.text else "Reviewed"
    return note.text or "No words yet"


def _line(one: Entity) -> Line:
    assert isinstance(one, ProgressNote)
    said = note_words(one)
    beneath = date_words(one.on, short=True) if one.on else "No date"
    if why_is_open(one):
        beneath += f". {WHY}"
    elif one.text and one.text not in said:
        beneath += f". {one.text}"
    return _ICONS[one.progress_kind], said, beneath
