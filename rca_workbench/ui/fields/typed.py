"""Editors of fields that are typed: text short and long, numbers and days."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from rca_workbench.analysis.day_doubts import day_doubt
from rca_workbench.model import Entity, Kind
from rca_workbench.model.fields import Day, Text, When
from rca_workbench.model.time import TimeKind
from rca_workbench.model.time_said import date_words
from rca_workbench.model.time_words import read_time
from rca_workbench.ui import style
from rca_workbench.ui.fields.boxes import Line, Pages
from rca_workbench.ui.fields.editor import FieldEditor, LabelAt
from rca_workbench.ui.fields.wording import Wording
from rca_workbench.ui.session import Session

PAUSE_MS = 1000
"""A pause in typing after which what stands there is kept."""


class TypedEditor(FieldEditor):
    """A field one types. What cannot be kept stays where it was typed, with the reason under it, also while
    one looks at other things in between.
    """

    def __init__(
        self, session: Session, kind: Kind, name: str, *, label_at: LabelAt = LabelAt.LEFT, label: str = ""
    ) -> None:
        self._base = ""
        self._value: object = None
        self._drafts: dict[str, str] = {}
        self._keeping = False
        self._pause = QTimer(singleShot=True, interval=PAUSE_MS)
        super().__init__(session, kind, name, label_at=label_at, label=label)
        self._pause.setParent(self)
        self._pause.timeout.connect(self._paused)
        self.box.textChanged.connect(self._typing)
        self.box.left.connect(self._left)
        self.box.returnPressed.connect(self._entered)
        self.box.escaped.connect(self.step_out)
        self.box.setReadOnly(session.read_only)

    @property
    def box(self) -> Line | Pages:
        """The control that holds the text."""
        assert isinstance(self.control, Line | Pages)
        return self.control

    @property
    def dirty(self) -> bool:
        """Whether something is typed here that the case does not hold yet."""
        return self.box.value() != self._base

    def say(self, value: object) -> str:
        """A value as somebody could have typed it."""
        raise NotImplementedError

    def read(self, text: str) -> object:
        """The value that was typed. Raises ValueError with a sentence."""
        raise NotImplementedError

    def echo(self, text: str) -> str:
        """How the text is understood, said while it is typed; may be empty."""
        return ""

    def show_entity(self, entity: Entity | None) -> None:
        if self.dirty:
            text = self.box.value()
            if not self.commit() and self.id is not None:
                self._drafts[self.id] = text
        self._pause.stop()
        turned = self.id != (entity.id if entity is not None else None)
        self.id = entity.id if entity is not None else None
        self._value = None
        self._put(getattr(entity, self.name) if entity is not None else None)
        draft = self._drafts.pop(self.id, None) if self.id is not None else None
        if draft is not None:
            self.box.put(draft)
            self.commit()
        if turned:
            self.turned.emit()

    def refresh(self) -> None:
        entity = self.entity
        if entity is None or self._keeping:
            return
        value = getattr(entity, self.name)
        if value != self._value and not (self.dirty and self.box.hasFocus()):
            self._put(value)
        elif not self.dirty:
            self._say_doubt()

    def commit(self) -> bool:
        self._pause.stop()
        if self.box.composing:
            self._pause.start()
            return False
        text = self.box.value()
        if text == self._base:
            return True
        if self.entity is None:
            return False
        try:
            value = self.read(text)
        except ValueError as fault:
            # What was said of it while it was typed is not to stand beside it a second time.
            self.say_note("")
            self.say_problem(str(fault))
            return False
        # The step comes back here as a change; what stands under the cursor is not to be rewritten by it.
        self._keeping = True
        try:
            if not self.keep(value):
                return False
        finally:
            self._keeping = False
        self._base = text
        self._value = getattr(self.entity, self.name)
        self.box.settle()
        self._say_doubt()
        return True

    def step_out(self) -> None:
        """Leave the field and keep what is typed. What cannot be kept stays as it was typed, with the reason under it."""
        self.commit()
        leave(self)

    def _put(self, value: object) -> None:
        self._value = value
        self._base = self.say(value) if value is not None else ""
        if self.box.value() != self._base:
            self.box.put(self._base)
        self.box.settle()
        self._base = self.box.value()
        self.say_problem("")
        self.say_note("")
        self._say_doubt()

    def _say_doubt(self) -> None:
        """A day that can hardly be right beside the others of the case is kept, with words that say so."""
        entity = self.entity
        if entity is not None and isinstance(self.type, Day | When):
            found = day_doubt(self.session.snapshot, entity, self.name, self.session.now())
            self.say_doubt(found.said if found is not None else "")
        else:
            self.say_doubt("")

    def _typing(self) -> None:
        if self.session.read_only:
            return
        self.say_problem("")
        self.say_doubt("")
        self.say_note(self.echo(self.box.value()) if self.dirty else "")
        self._pause.start()

    def _paused(self) -> None:
        self.commit()

    def _left(self) -> None:
        if self.commit():
            self._tidy()

    def _entered(self) -> None:
        if self.commit():
            self._tidy()

    def _tidy(self) -> None:
        """Write what was kept as the program writes it."""
        if self.entity is not None and self._value is not None:
            self._put(self._value)


class TextEditor(TypedEditor):
    """Text: one line, or a box that grows. `flat` makes a growing box of one paragraph."""

    def __init__(
        self, session: Session, kind: Kind, name: str, *, label_at: LabelAt = LabelAt.LEFT, label: str = "",
        flat: bool = False, look: str = "", least: int = 1, hint: str = "",
    ) -> None:  # fmt: skip
        self._flat, self._look, self._least, self._hint = flat, look, least, hint
        super().__init__(session, kind, name, label_at=label_at, label=label)
        if isinstance(self.box, Pages):
            wording = Wording(
                session, self.box, lambda: (self.entity, name), under=self.put_under, commit=self.commit
            )
            self.turned.connect(wording.read)

    def say(self, value: object) -> str:
        return str(value)

    def read(self, text: str) -> object:
        return text

    def _make(self) -> QWidget:
        assert isinstance(self.type, Text)
        box: Line | Pages = (
            Pages(flat=self._flat, least=self._least) if self._flat or self.type.long else Line()
        )
        box.setPlaceholderText(self._hint)
        if self._look:
            style.role(box, self._look)
            if isinstance(box, Pages):
                box.document().setDocumentMargin(0)
        return box


class NumberEditor(TypedEditor):
    """A whole number."""

    def say(self, value: object) -> str:
        return str(value)

    def read(self, text: str) -> object:
        if not text.strip():
            return None
        try:
            return int(text.strip())
        except ValueError:
            raise ValueError(f"{self.label} must be a whole number, like 12.") from None

    def _make(self) -> QWidget:
        return Line()


class DayEditor(TypedEditor):
    """A day, typed as people write dates: `30/4`, `30 April 2027`, `tomorrow`, `in 3 weeks`.

    With `ahead`, a day without a year is the next such day, as one means for what is due.
    """

    def __init__(
        self, session: Session, kind: Kind, name: str, *, label_at: LabelAt = LabelAt.LEFT, label: str = "",
        ahead: bool = False, remark: Callable[[str], str] | None = None,
    ) -> None:  # fmt: skip
        self.ahead, self._remark = ahead, remark
        super().__init__(session, kind, name, label_at=label_at, label=label)

    def say(self, value: object) -> str:
        return date_words(str(value)) if value else ""

    def read(self, text: str) -> object:
        if not text.strip():
            return ""
        found = read_day(text, self.session.today(), ahead=self.ahead)
        if found is None:
            raise ValueError(f"{self.label} must be a day, like 30 April 2027 or 30/4.")
        return found

    def echo(self, text: str) -> str:
        found = read_day(text, self.session.today(), ahead=self.ahead) if text.strip() else None
        return f"reads {date_words(found)}" + self._said(found) if found else ""

    def _put(self, value: object) -> None:
        super()._put(value)
        self.say_note(self._said(str(value)).lstrip(", ") if value else "")

    def _said(self, iso: str) -> str:
        said = self._remark(iso) if self._remark else ""
        return f", {said}" if said else ""

    def _make(self) -> QWidget:
        box = Line()
        box.setPlaceholderText("Day")
        return box


_IN = re.compile(r"in (\d{1,3}|an?|one|two|three|four|six) (day|week|month)s?", re.IGNORECASE)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}


def read_day(text: str, today: date, *, ahead: bool = False) -> str | None:
    """The day somebody typed, as ISO text; None where it names no day. See `DayEditor`."""
    if hit := _IN.fullmatch(text.strip()):
        count = _COUNTS.get(hit[1].casefold()) or int(hit[1])
        if hit[2].casefold() == "month":
            return _months_on(today, count).isoformat()
        return (today + timedelta(days=count * (7 if hit[2].casefold() == "week" else 1))).isoformat()
    reading = read_time(text, near=None, find=None, now=today)
    time = reading.time
    if time is None or time.kind is not TimeKind.DATE or time.start is None:
        return None
    day = date.fromisoformat(time.start)
    if ahead and day < today and "the year taken" in reading.echo:
        try:
            day = day.replace(year=day.year + 1)
        except ValueError:
            return None
    return day.isoformat()


def _months_on(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    return day


def leave(widget: QWidget) -> None:
    """One step out of a field: to the view the window shows, or there to the row or page the field stands in."""
    view = getattr(widget.window(), "view", None)
    if view is None or not hasattr(view, "enter"):
        widget.clearFocus()
    elif not view.isAncestorOf(widget):
        view.enter()
    else:
        _around(widget, view).setFocus(Qt.FocusReason.ShortcutFocusReason)


def _around(widget: QWidget, view: QWidget) -> QWidget:
    """What the focus goes to from a field inside a view: what a part around it names as `rests_at`, or such a part."""
    part = widget.parentWidget()
    while part is not None and part is not view:
        named = getattr(part, "rests_at", None)
        if isinstance(named, QWidget) and named.isVisible():
            return named
        if part.focusPolicy() & Qt.FocusPolicy.ClickFocus and not isinstance(part, QAbstractScrollArea):
            return part
        part = part.parentWidget()
    return view
