"""One control in which texts are typed: its list of roles and its offer of a role."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit

from rca_workbench.analysis.naming import Found
from rca_workbench.ui.fields.mention_list import RoleList
from rca_workbench.ui.fields.mention_offer import OfferLine
from rca_workbench.ui.fields.mention_paste import Pasting
from rca_workbench.ui.fields.mention_text import (
    Box,
    caret_of,
    caret_rect,
    move_caret,
    replace,
    text_of,
    units,
)
from rca_workbench.ui.fields.prose_box import ProseBox

if TYPE_CHECKING:
    from rca_workbench.ui.fields.editor import FieldEditor
    from rca_workbench.ui.fields.mention import Mentions

LONGEST_ROLE = 40
"""Letters behind an @ beyond which nobody is looking for a role."""
MOST_WORDS = 5
FAR = 30_000
"""Letters up to which a whole text is looked through at every key; of a longer one, those about the cursor."""

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class TypingIn(QObject):
    """Sees what is typed into one control, before the control does."""

    def __init__(self, mentions: "Mentions", box: Box, field: "FieldEditor | None") -> None:
        super().__init__(box)
        self._mentions, self._box, self._field = mentions, box, field
        self._list: RoleList | None = None
        self._offer: OfferLine | None = None
        self._typed_at = False
        self._at: int | None = None
        """Where the @ stands behind which a role is being looked for."""
        self._hit: Found | None = None
        """The name an offer is about."""
        self._choosing = False
        """The list offers the roles that name may mean."""
        self._to_add: list[str] = []
        self._here = f"box/{id(self)}"
        self._pasting = Pasting(mentions, box, self.keep)
        box.installEventFilter(self)
        if isinstance(box, QPlainTextEdit):
            box.viewport().installEventFilter(self._pasting)
        box.textChanged.connect(self._changed)
        if field is not None:
            field.turned.connect(self._turned)
        self._look()

    @property
    def place(self) -> str:
        """What is being written: a field of a thing, or what stands in this control now."""
        field = self._field
        return f"{field.kind.name}/{field.id}/{field.name}" if field is not None else self._here

    def keep(self, found: tuple[Found, ...]) -> None:
        """These words stay as they are in this text."""
        for one in found:
            self._mentions.keep(self.place, one.text)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent) and self._is_ours(event):
                event.accept()
                return True
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                if self._is_ours(event):
                    self._key(event)
                    return True
                self._typed_at = event.text() == "@"
            case QEvent.Type.FocusIn:
                self._look()
            case QEvent.Type.FocusOut:
                self._close_list()
                if self._floats:
                    self._close_offer()
            case QEvent.Type.Hide:
                self._close_list()
                self._close_offer()
                self._add_people()
        return self._pasting.eventFilter(watched, event)

    # -- keys -----------------------------------------------------------------------------------------

    def _is_ours(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._listing and held == Qt.KeyboardModifier.NoModifier:
            return key in _LIST_KEYS
        return self._offering and key == Qt.Key.Key_R and held in (_CONTROL, _CONTROL | _SHIFT)

    def _key(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_R and event.modifiers() & _SHIFT:
            self._keep_hit()
        elif key == Qt.Key.Key_R:
            self._use_role()
        elif self._list is not None:
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._list.mark(1 if key == Qt.Key.Key_Down else -1)
            elif key == Qt.Key.Key_Escape:
                self._close_list()
            else:
                self._list.take()

    # -- the list of roles ----------------------------------------------------------------------------

    @property
    def _listing(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def _changed(self) -> None:
        box = self._box
        if box.isReadOnly():
            return
        text = text_of(box)
        if not text and self._field is None:
            self._mentions.forget(self._here)
        if self._typed_at:
            self._typed_at = False
            at = caret_of(box) - 1
            if at >= 0 and text[at] == "@" and not (at and text[at - 1].isalnum()):
                self._at, self._choosing = at, False
        if self._at is not None:
            self._narrow(text)
        elif self._choosing:
            self._close_list()
        self._look()

    def _narrow(self, text: str) -> None:
        """Show the roles that hold what is typed behind the @, or close the list where nobody looks for one."""
        at, caret = self._at, caret_of(self._box)
        if at is None or not at < caret <= at + LONGEST_ROLE or text[at : at + 1] != "@":
            self._close_list()
            return
        typed = text[at + 1 : caret]
        rows = [] if typed[:1].isspace() or "\n" in typed else self._choices(typed)
        if not rows or len(typed.split()) > MOST_WORDS:
            self._close_list()
            return
        self._show_list(rows)

    def _choices(self, typed: str) -> list[tuple[str, str, str]]:
        """The roles; where prose is written, whatever else of the case it can refer to."""
        roles = self._mentions.choices(typed)
        return self._box.choices(typed, roles) if isinstance(self._box, ProseBox) else roles

    def _show_list(self, rows: list[tuple[str, str, str]]) -> None:
        if self._list is None:
            self._list = RoleList(self._box.window())
            self._list.chosen.connect(self._took)
            self._box.destroyed.connect(self._list.deleteLater)
        self._list.show_at(caret_rect(self._box), rows)

    def _close_list(self) -> None:
        self._at, self._choosing = None, False
        if self._list is not None and shiboken6.isValid(self._list):
            self._list.hide()

    def _took(self, stands_for: str) -> None:
        role = stands_for.removeprefix("+")
        at, caret, hit = self._at, caret_of(self._box), self._hit
        choosing = self._choosing
        self._close_list()
        if choosing and hit is not None:
            self._replace_all(hit, role)
        elif at is not None and isinstance(self._box, ProseBox) and not stands_for.startswith("+"):
            text = text_of(self._box)
            self._box.take(units(text, at), units(text, caret), stands_for)
        elif at is not None:
            replace(self._box, at, caret, role)
        if stands_for.startswith("+"):
            self._to_add.append(role)
            if not self._in_a_table:
                self._add_people()

    def _add_people(self) -> None:
        while self._to_add:
            self._mentions.add(self._to_add.pop(0))

    @property
    def _in_a_table(self) -> bool:
        """A step would close the cell being typed in: what it leads to waits until that is done."""
        above = self._box.parentWidget()
        return isinstance(above.parentWidget() if above is not None else None, QAbstractItemView)

    # -- the offer ------------------------------------------------------------------------------------

    @property
    def _floats(self) -> bool:
        return self._field is None

    @property
    def _offering(self) -> bool:
        return self._hit is not None and self._offer is not None and self._offer.isVisible()

    def _look(self) -> None:
        """Offer a role for the first name in the text that nobody has kept."""
        box = self._box
        if box.isReadOnly() or not box.hasFocus():
            return
        found = self._found()
        self._hit = next((one for one in found if not self._mentions.is_kept(self.place, one.text)), None)
        if self._hit is None:
            self._close_offer()
            return
        if self._offer is None:
            self._offer = self._made_offer()
        self._offer.offer(self._hit, self._under())

    def _found(self) -> tuple[Found, ...]:
        text = text_of(self._box)
        if len(text) <= FAR:
            return self._mentions.register.find(text)
        start = max(0, caret_of(self._box) - FAR // 2)
        while start and not text[start - 1].isspace() and start > FAR:
            start -= 1
        return tuple(
            Found(start + one.start, start + one.end, one.kind, one.text, one.actors, one.roles)
            for one in self._mentions.register.find(text[start : start + FAR])
        )

    def _made_offer(self) -> OfferLine:
        if self._field is not None:
            made = OfferLine(self._field, floats=False)
            self._field.put_under(made)
        else:
            made = OfferLine(self._box.window(), floats=True)
            self._box.destroyed.connect(made.deleteLater)
        made.taken.connect(self._use_role)
        made.kept.connect(self._keep_hit)
        return made

    def _under(self) -> QRect:
        """Where what lies over the window stands: under the control, or under the cursor in a high one."""
        box = self._box
        if box.height() > 120:
            return caret_rect(box)
        return QRect(box.mapTo(box.window(), box.rect().topLeft()), box.size())

    def _close_offer(self) -> None:
        self._hit = None
        if self._offer is not None and shiboken6.isValid(self._offer):
            self._offer.hide()

    def _use_role(self) -> None:
        hit = self._hit
        if hit is None:
            return
        if len(hit.roles) > 1:
            self._at, self._choosing = None, True
            self._box.setFocus()
            self._show_list([(role, "user", role) for role in hit.roles])
        else:
            self._replace_all(hit, hit.instead)

    def _replace_all(self, hit: Found, by: str) -> None:
        """Put a role in place of a name wherever the text has it just so."""
        same = [one for one in self._found() if (one.text, one.actors) == (hit.text, hit.actors)]
        caret = caret_of(self._box)
        after = caret + sum(len(by) - (one.end - one.start) for one in same if one.end <= caret)
        for one in reversed(same):
            replace(self._box, one.start, one.end, by)
        move_caret(self._box, after)
        self._box.setFocus()
        self._look()

    def _keep_hit(self) -> None:
        if self._hit is not None:
            self._mentions.keep(self.place, self._hit.text)
            self._close_offer()
            self._look()

    def _turned(self) -> None:
        """The field shows another thing."""
        self._close_list()
        self._close_offer()
        self._look()


_LIST_KEYS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape,
)  # fmt: skip
