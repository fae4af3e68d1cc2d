"""One method at hand: what it is for, how it is done, what goes wrong, when it is worth it; and the record of its use."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.analysis.methods_done import MethodTrace
from rca_workbench.model import MethodUsed
from rca_workbench.reference import Checked, Row, methods, unchecked_mark
from rca_workbench.reference.sheet import text, texts
from rca_workbench.ui import style
from rca_workbench.ui.fields import Form, LabelAt, clear
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.places.analysis.methods_rows import state_of
from rca_workbench.ui.session import Session


class MethodPage(QWidget):
    """Shows one method. The record is edited where it stands."""

    used = Signal()
    """Somebody says it was used."""
    taken_out = Signal(object)
    """A `MethodUsed` that is to go."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._forms: list[tuple[str, Form]] = []
        self._id = ""
        page = style.role(QWidget(), "panel_page")
        self._body = QVBoxLayout(page)
        self._body.setContentsMargins(20, 16, 20, 20)
        self._body.setSpacing(8)
        self._area = UprightArea(page)
        style.role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area)

    def show_method(self, one: MethodTrace) -> None:
        """Show a method, or what changed of the one shown; typing in its record goes on."""
        ids = [used.id for used in one.recorded]
        if one.id == self._id and ids == [id for id, _ in self._forms]:
            for _, form in self._forms:
                form.refresh()
            self._said.setText(_in_the_case(one))
            return
        for _, form in self._forms:
            form.commit()
        moved = one.id != self._id
        self._id, self._forms = one.id, []
        clear(self._body)
        row = next((row for row in methods().rows("methods") if row["id"] == one.id), None)
        self._body.addWidget(wrapped(style.role(QLabel(one.label), "heading")))
        if row is not None:
            self._body.addWidget(wrapped(QLabel(text(row, "purpose"))))
        self._record(one)
        if row is not None:
            self._at_hand(row)
        self._body.addStretch(1)
        if moved:
            self._area.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Type how it was used."""
        if self._forms:
            self._forms[-1][1].editors[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Keep what is typed."""
        for _, form in self._forms:
            form.commit()

    def _record(self, one: MethodTrace) -> None:
        card = style.role(QFrame(), "quote")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(8)
        self._said = wrapped(QLabel(_in_the_case(one)))
        self._said.setAccessibleName("What the case shows of it")
        box.addWidget(self._said)
        for used in one.recorded:
            form = Form(self.session, MethodUsed.kind, ("note", "on"), label_at=LabelAt.ABOVE)
            form.show_entity(used)
            self._forms.append((used.id, form))
            box.addWidget(form)
            if not self.session.read_only:
                out = style.role(QPushButton("We did not use it after all"), "link")
                out.clicked.connect(partial(self.taken_out.emit, used))
                box.addWidget(out, 0, Qt.AlignmentFlag.AlignLeft)
        if not one.recorded and not self.session.read_only:
            button = QPushButton("We used this")
            button.setAccessibleName(f"We used this: {one.label}")
            button.setIcon(style.icon("check"))
            button.clicked.connect(self.used)
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch(1)
            box.addLayout(line)
        self._body.addWidget(card)

    def _at_hand(self, row: Row) -> None:
        """The prompts: when it is worth it, its steps, its pitfalls, how to do it in a meeting, its sources."""
        steps = [f"{number}. {text(step, 'text')}" for number, step in enumerate(_rows(row, "steps"), 1)]
        for title, said in (
            ("When it is worth it", (text(row, "proportionate_when"), _usual_in(text(row, "id")))),
            ("What it needs", tuple(f"• {one}" for one in texts(row, "inputs"))),
            ("Step by step", tuple(steps)),
            ("What it gives", (text(row, "output"),)),
            ("What goes wrong", tuple(f"• {one}" for one in texts(row, "pitfalls"))),
            ("In a meeting", (text(row, "in_a_meeting"),)),
            ("Sources", ("; ".join(texts(row, "sources")) + ".",)),
        ):
            found = [one for one in said if one.strip(" .")]
            if found:
                self._body.addSpacing(6)
                self._body.addWidget(style.role(QLabel(title), "small_strong"))
                self._body.addWidget(wrapped(QLabel("\n".join(found))))
        mark = unchecked_mark(Checked.YES if row.get("source_checked") else Checked.NO)
        if mark:
            self._body.addWidget(style.role(QLabel(mark), "unchecked"), 0, Qt.AlignmentFlag.AlignLeft)


def _usual_in(id: str) -> str:
    """The sizes of response in which a method is usual, smallest first."""
    levels = [text(one, "level") for one in methods().rows("proportionality") if id in texts(one, "examples")]
    return f"Usual in a response that is: {'; '.join(levels)}." if levels else ""


def _rows(row: Row, name: str) -> tuple[Row, ...]:
    found = row.get(name)
    return found if isinstance(found, tuple) else ()


def _in_the_case(one: MethodTrace) -> str:
    """State and trace, as two sentences."""
    return " ".join(part for part in (f"{state_of(one)}.", one.shown) if part)
