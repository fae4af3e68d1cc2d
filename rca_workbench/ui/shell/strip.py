"""The status strip: marking, names, the last step with its undo, counts, and when the work was last kept."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from rca_workbench.model import StepKind, shortened
from rca_workbench.reference import tokens
from rca_workbench.store import step_words
from rca_workbench.ui import style
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Work


class Strip(QWidget):
    """One quiet line that is always there. What happened stays until the next step, it never pops up and goes."""

    undo_asked = Signal()
    redo_asked = Signal()
    names_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.role(self, "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.marking = _Cut()
        self.names = QPushButton()
        self.names.clicked.connect(self.names_asked)
        self.last = _Cut()
        self.undo = style.role(QPushButton("Undo"), "undo")
        self.undo.setAccessibleName("Undo the last step")
        self.undo.clicked.connect(self.undo_asked)
        self.redo = style.role(QPushButton("Redo"), "undo")
        self.redo.setAccessibleName("Do again what was undone")
        self.redo.clicked.connect(self.redo_asked)
        self.counts = _Cut(least=18)
        self.kept = QLabel()
        self.work = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.stop = QPushButton("Stop")
        self._work: Work | None = None
        self.stop.clicked.connect(self._stop)
        self._icons = {name: QLabel() for name in ("lock", "names", "kept")}
        box = QHBoxLayout(self)
        box.setContentsMargins(20, 0, 16, 0)
        box.setSpacing(6)
        self._case_parts: list[QWidget] = [
            self._icons["lock"], self.marking, _upright(), self._icons["names"], self.names, _upright(),
            self.last, self.redo, self.undo,
        ]  # fmt: skip
        for part in self._case_parts:
            box.addWidget(part)
        box.addStretch(1)
        for part in (self.work, self.bar, self.stop, self.counts, self._icons["kept"], self.kept):
            box.addWidget(part)
            if part is self.counts:
                box.addSpacing(12)
        self.show_work(None)
        style.look().changed.connect(self._restyle)
        self._restyle()

    def show_case(self, session: Session | None) -> None:
        """The open case's standing lines."""
        for part in (*self._case_parts, self.counts, self.kept, self._icons["kept"]):
            part.setVisible(session is not None)
        if session is None:
            return
        self.marking.setText(session.snapshot.case.marking)
        shown = session.names_shown
        self.names.setText("Names shown here" if shown else "Names hidden, roles shown")
        self.names.setToolTip("Hide names" if shown else "Show names in this window for five minutes")
        self._icons["names"].setPixmap(style.pixmap("eye" if shown else "eye-off", "text2", 14))
        self._show_last(session)
        if session.read_only:
            self.kept.setText("Read only: nothing here can be changed")
        elif session.last_kept:
            self.kept.setText(f"Kept on this laptop, {session.last_kept:%H:%M}")
        else:
            self.kept.setText("Kept on this laptop")

    def _show_last(self, session: Session) -> None:
        """What was done last; of a step that was undone, that it was, and how to have it again."""
        label, kind = session.last_label, session.last_kind
        undid = kind is StepKind.UNDO
        can = bool(label) and not session.read_only
        self.last.setVisible(bool(label))
        self.redo.setVisible(can and undid and bool(session.case.redo_label))
        self.undo.setVisible(can and bool(session.case.undo_label))
        self.undo.setText("Undo one more" if undid else "Undo")
        self.undo.setAccessibleName("Undo one more step" if undid else "Undo the last step")
        if label and kind is not None:
            self.last.setText(shortened(step_words(kind, label), 70))

    def show_counts(self, text: str) -> None:
        """What the view shown counts."""
        self.counts.setText(text)

    def show_work(self, work: Work | None) -> None:
        """Long work under way, with its words, its bar and Stop; None when there is none."""
        self._work = work
        for part in (self.work, self.bar, self.stop):
            part.setVisible(work is not None)
        if work is not None:
            self.work.setText(work.words)
            self.bar.setMaximum(work.total)
            self.bar.setValue(work.done)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _restyle(self) -> None:
        self.setFixedHeight(style.px(tokens()["size"]["status_bar"]))
        self._icons["lock"].setPixmap(style.pixmap("lock", "text2", 14))
        self._icons["names"].setPixmap(style.pixmap("eye-off", "text2", 14))
        self._icons["kept"].setPixmap(style.pixmap("check", "ok", 14))


class _Cut(QLabel):
    """Words that end in an ellipsis where there is no room for all of them; the pointer over them shows the rest."""

    def __init__(self, *, least: int = 8) -> None:
        super().__init__()
        self._least = least
        """Letters there is always room for."""

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * self._least
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), least), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        said = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if said == self.text() else self.text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)


def _upright() -> QWidget:
    line = style.role(QFrame(), "upright")
    line.setFixedHeight(14)
    return line
