"""Editors of an action that know what its fields have to do with each other: days, owner, state, strength."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.action_days import day_problem, leaving_words
from rca_workbench.analysis.plan import OPEN, left_on, roles_known
from rca_workbench.analysis.strength import Suggestion, suggested_strength
from rca_workbench.model import Action, ActionStatus, Changes, Entity, Strength
from rca_workbench.model.words import word
from rca_workbench.reference import action_strengths, tokens
from rca_workbench.ui import style
from rca_workbench.ui.details.progress import WhyMoved
from rca_workbench.ui.fields import ChoiceEditor, DayEditor, Line, TextEditor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.lists.cells import draw_bars
from rca_workbench.ui.places.improve.asking import offer
from rca_workbench.ui.places.improve.edits import ActionEdits, due_words
from rca_workbench.ui.places.improve.moves import ActionMoves
from rca_workbench.ui.session import Session


class ActionDayEditor(DayEditor):
    """A day of an action. One that cannot be true beside the others is not kept, and stays as it was typed."""

    def __init__(self, session: Session, name: str, *, ahead: bool = False, label: str = "") -> None:
        self.edits = ActionEdits(session)
        super().__init__(
            session, Action.kind, name, ahead=ahead, label=label, remark=self._seen if name == "due" else None
        )
        self._first = False
        """Nothing stood here when somebody began to type."""
        self.box.entered.connect(self._begin)
        self._why = WhyMoved(session) if name == "due" else None
        if self._why is not None:
            self.put_under(self._why)

    def show_entity(self, entity: Entity | None) -> None:
        super().show_entity(entity)
        self._begin()
        self._ask_why()

    def refresh(self) -> None:
        super().refresh()
        self._ask_why()

    def keep(self, value: object) -> bool:
        action = self.entity
        if not isinstance(action, Action):
            return False
        day = str(value)
        if wrong := day_problem(action, self.name, day, self.session.today()):
            self.say_problem(f"{wrong} The date is as it was.")
            return False
        if self.name != "due":
            return super().keep(day)
        self.say_problem("")
        if day != action.due:
            self.edits.set_due(action, day, first=self._first)
        self._ask_why()
        now = self.entity
        return isinstance(now, Action) and now.due == day

    def _begin(self) -> None:
        action = self.entity
        self._first = isinstance(action, Action) and not getattr(action, self.name)

    def _ask_why(self) -> None:
        if self._why is not None:
            self._why.show_action(self.id or "")

    def _seen(self, day: str) -> str:
        action = self.entity
        if isinstance(action, Action) and action.status not in OPEN:
            return ""
        return due_words(day, self.session.today())


class OwnerEditor(TextEditor):
    """The owner by role, completed with the roles of this case. An earlier owner is kept in the action's story."""

    def __init__(self, session: Session) -> None:
        self.edits = ActionEdits(session)
        super().__init__(session, Action.kind, "owner", label="Owner")
        self._first = False
        """Nobody stood here when somebody began to type."""
        self.box.entered.connect(self._begin)
        self.left = _Left(session)
        self.put_under(self.left)

    def show_entity(self, entity: Entity | None) -> None:
        super().show_entity(entity)
        self._begin()
        self._offer()

    def refresh(self) -> None:
        super().refresh()
        self._offer()

    def keep(self, value: object) -> bool:
        action, owner = self.entity, str(value)
        if not isinstance(action, Action):
            return False
        if owner != action.owner:
            self.edits.set_owner(action, owner, first=self._first)
        now = self.entity
        return isinstance(now, Action) and now.owner == owner

    def _begin(self) -> None:
        action = self.entity
        self._first = isinstance(action, Action) and not action.owner.strip()

    def _offer(self) -> None:
        action = self.entity
        self.left.show_action(action if isinstance(action, Action) else None)
        if isinstance(self.box, Line) and not self.box.hasFocus():
            offer(self.box, roles_known(self.session.snapshot))


class _Left(QWidget):
    """Says that the owner has left the post."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._icon, self._said = QLabel(), style.role(QLabel(), "warn")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._icon)
        line.addWidget(wrapped(self._said), 1)
        self.hide()

    def show_action(self, action: Action | None) -> None:
        """Show whether the owner of this action left."""
        day = left_on(self._session.snapshot, action) if action is not None else ""
        self._icon.setPixmap(style.pixmap("triangle-alert", "warn", tokens()["size"]["icon_small"]))
        said = leaving_words(day, self._session.today()) if day else ""
        self._said.setText(f"{said[:1].upper()}{said[1:]}. Who owns it from then on?" if said else "")
        self.setVisible(bool(day))


class StatusEditor(ChoiceEditor):
    """How far an action has come. A state that needs something said for it asks for that first."""

    def __init__(self, session: Session, moves: ActionMoves) -> None:
        self._moves = moves
        super().__init__(session, Action.kind, "status")

    def _chosen(self, at: int) -> None:
        action, chosen = self.entity, self.choices()[at][0]
        self.refresh()  # it shows what is, until what was asked for is said
        if isinstance(action, Action) and isinstance(chosen, ActionStatus) and chosen is not action.status:
            self._moves.to(action, chosen)


class StrengthOffer(QWidget):
    """What the words of an action hint at, why, and a button to take it. It never sets anything by itself."""

    def __init__(self, session: Session, key: str = "") -> None:
        super().__init__()
        self._session, self._key = session, key
        self._edits = ActionEdits(session)
        self.id: str | None = None
        self._bars = _Bars()
        self._head = style.role(QLabel(), "small_strong")
        self._why = style.role(QLabel(), "small")
        self._mark = style.role(QLabel(), "unchecked")
        self._take = QPushButton()
        self._take.clicked.connect(self._accept)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._bars)
        head.addWidget(wrapped(self._head), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(wrapped(self._why))
        box.addWidget(wrapped(self._mark))
        foot = QHBoxLayout()
        foot.addWidget(self._take)
        foot.addStretch(1)
        box.addLayout(foot)
        self.hide()

    def show_entity(self, entity: Entity | None) -> None:
        """Be about another action."""
        self.id = entity.id if entity is not None else None
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Offer what its words hint at now."""
        action = self._session.snapshot.get(Action, self.id)
        found = offered_strength(action) if action is not None else None
        self.setVisible(found is not None)
        if found is None or action is None:
            return
        self._bars.show_strength(found.strength)
        self._head.setText(
            f"Reads as {word(found.strength).lower()}"
            + ("" if action.strength is None else ", and is set otherwise")
        )
        self._why.setText(found.because)
        self._mark.setText(f"{found.mark}." if found.mark else "")
        self._mark.setVisible(bool(found.mark))
        self._take.setText(
            f"Accept: {word(found.strength).lower()}" + (f"  {self._key}" if self._key else "")
        )
        self._take.setAccessibleName(f"Accept strength: {word(found.strength).lower()}")
        self._take.setVisible(not self._session.read_only)

    def _accept(self) -> None:
        action = self._session.snapshot.get(Action, self.id)
        found = suggested_strength(action.text) if action is not None else None
        if action is not None and found is not None:
            self._edits.accept_strength(action, found)


class _Bars(QWidget):
    """The bars of a strength, as lists show them."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = 0

    def show_strength(self, strength: Strength) -> None:
        """Draw these bars."""
        self._bars = int(tokens()["strength"][strength]["bars"])
        self.setFixedSize(style.px(20), style.px(18))
        self.update()

    def paintEvent(self, event: object) -> None:
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        draw_bars(
            painter, 0, self.height() // 2, self._bars, style.color("text"), style.color("border_strong")
        )
        painter.end()


def offered_strength(action: Action) -> Suggestion | None:
    """What its words hint at, where that is not set already; nothing where the team gave another reason of its own."""
    found = suggested_strength(action.text)
    if found is None or found.strength is action.strength:
        return None
    return None if action.strength is not None and action.strength_reason.strip() else found


def strength_help(strength: Strength | None) -> str:
    """What stands on a step of the action hierarchy, with the mark of what is not checked."""
    found = next((one for one in action_strengths() if strength is not None and one.id == strength), None)
    if found is None:
        return ""
    marks = sorted({one.mark for one in found.types if one.mark})
    said = (
        f"{word(strength)}: such as "
        + ", ".join(one.label[:1].lower() + one.label[1:] for one in found.types[:3])
        + "."
    )
    return said + (f" {marks[0]}." if marks else "")


def caption() -> QLabel:
    """A quiet line under a field."""
    label = style.role(QLabel(), "caption")
    assert isinstance(label, QLabel)
    return wrapped(label)


__all__ = [
    "ActionDayEditor",
    "OwnerEditor",
    "StatusEditor",
    "StrengthOffer",
    "caption",
    "offered_strength",
    "strength_help",
]
