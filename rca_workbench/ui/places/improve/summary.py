"""The strip over the actions: how many, how strong, what is due next, what is late."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.analysis.plan import OPEN, Plan, follow_through_of, plan
from rca_workbench.drawing.mixes import TITLE
from rca_workbench.model import Action, Snapshot, Strength, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.reference import ActionMix, action_mixes, tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields import Press
from rca_workbench.ui.places.improve.edits import days_late, due_words
from rca_workbench.ui.session import Session


@dataclass(frozen=True, slots=True)
class Standing:
    """What the strip says of a case's actions."""

    actions: int
    strengths: tuple[tuple[Strength, int], ...]
    unsaid: int
    next_due: Action | None
    late: tuple[Action, ...]
    counted: str
    """What the mix is counted of: "5 actions and 2 recommendations"."""
    warning: str
    """What is wrong with the mix as a whole, in a few words."""


def standing_of(snapshot: Snapshot, session: Session) -> Standing:
    """Counts over all actions and recommendations; what no plan can count on is left out of the mix."""
    whole = plan(snapshot)
    today = session.today()
    late = whole.overdue(today)
    ahead = [one for one in whole.actions if one.due and one.status in OPEN and not days_late(one, today)]
    return Standing(
        actions=len(whole.actions),
        strengths=tuple((one, whole.by_strength[one]) for one in Strength),
        unsaid=whole.by_strength[None],
        next_due=min(ahead, key=lambda one: one.due, default=None),
        late=late,
        counted=whole.counted_words,
        warning=_warning(whole),
    )


def _warning(made: Plan) -> str:
    if made.training_only:
        return "training and reminders only"
    return "weaker only" if made.weak_only else ""


class Summary(QWidget):
    """Five short facts side by side."""

    asked = Signal()
    """Somebody wants the plan beside published ones."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        style.role(self, "summary")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count, self._for = style.role(QLabel(), "title"), style.role(QLabel(), "small")
        self._mix_of = style.role(QLabel("Strength"), "label")
        self._mix = _Mix()
        self._mix.clicked.connect(self.asked)
        self._made, self._made_what = style.role(QLabel(), "small_strong"), style.role(QLabel(), "small")
        self._next, self._next_what = style.role(QLabel(), "small_strong"), style.role(QLabel(), "small")
        self._late_icon, self._late, self._late_by = (
            QLabel(),
            style.role(QLabel(), "small_strong"),
            style.role(QLabel(), "small"),
        )
        late = QHBoxLayout()
        late.setSpacing(6)
        late.addWidget(self._late_icon)
        late.addWidget(self._late)
        late.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 10, 20, 10)
        line.setSpacing(24)
        line.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._facts = (
            _fact("", self._count, self._for),
            _fact(self._mix_of, self._mix),
            _fact("How far", self._made, self._made_what),
            _fact("Next due", self._next, self._next_what),
            _fact("Late", late, self._late_by),
        )
        for one in self._facts:
            line.addWidget(one)
        line.addStretch(1)
        self._groups = (0, 0)
        style.look().changed.connect(self.refresh)

    def refresh(self, groups: tuple[int, int] | None = None) -> None:
        """Count again. `groups`: of how many factors something is done about, and how many there are."""
        now = standing_of(self.session.snapshot, self.session)
        self._groups = groups or self._groups
        self._count.setText(f"{now.actions} {'action' if now.actions == 1 else 'actions'}")
        self._for.setText(f"for {self._groups[0]} of {self._groups[1]} factors")
        self._mix_of.setText(f"Strength of {now.counted}" if now.counted else "Strength")
        self._mix_of.setToolTip("Counted without what was stopped, declined or found not to work.")
        self._mix.show_mix(now.strengths, now.unsaid, now.warning)
        report, made, shown = follow_through_of(self.session.snapshot).words
        self._made.setText(made)
        self._made_what.setText(f"{shown} · {report[:1].lower()}{report[1:]}")
        if now.next_due is not None:
            self._next.setText(
                f"{date_words(now.next_due.due, short=True)}, {due_words(now.next_due.due, self.session.today())}"
            )
            self._next_what.setText(shortened(now.next_due.text, 40))
        else:
            self._next.setText("No date to come")
            self._next_what.setText("")
        count = len(now.late)
        self._late_icon.setVisible(bool(count))
        self._late_icon.setPixmap(style.pixmap("calendar-clock", "warn", tokens()["size"]["icon_small"]))
        self._late.setText(f"{count} {'action' if count == 1 else 'actions'}" if count else "Nothing is late")
        self._late.setStyleSheet(f"color: {style.color('warn').name()};" if count else "")
        worst = days_late(now.late[0], self.session.today()) if now.late else 0
        self._late_by.setText(
            f"{'up to ' if count > 1 else ''}{worst} {'day' if worst == 1 else 'days'}" if count else ""
        )
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().sizeHint().height())

    def _make_room(self) -> None:
        """Where there is no room for all, what is due next stands back first, then how far they have come."""
        room = self.width() - 40
        for one in (self._facts[at] for at in (0, 4, 1, 2, 3)):
            room -= one.sizeHint().width() + 24
            one.setVisible(room >= 0 or one is self._facts[0])


class _Mix(Press):
    """A bar in three parts as wide as there are actions of each strength, with the counts in words under it.

    Pressing it shows the plan beside published ones.
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[Strength, int], ...] = ()
        self._unsaid = 0
        self._warning = ""

    def show_mix(self, parts: tuple[tuple[Strength, int], ...], unsaid: int, warning: str) -> None:
        """Show these counts."""
        self._parts, self._unsaid, self._warning = parts, unsaid, warning
        metrics, words = QFontMetrics(style.font("small")), self._words()
        least = sum(metrics.horizontalAdvance(one) + style.px(12) for one in words)
        self.setMinimumSize(max(least, style.px(200)), style.px(30))
        said = ", ".join(self._words())
        self.setAccessibleName(f"Strength: {said}")
        self.setAccessibleDescription(f"Press for: {TITLE}")
        published = "\n".join(
            f"{one.name}: {_shares(one)} ({'. '.join(part for part in (one.study, one.mark) if part)})"
            for one in action_mixes()
        )
        self.setToolTip(f"{TITLE}. Press to see them.\n{published}")
        self.update()

    def _words(self) -> list[str]:
        said = [f"{count} {word(one).lower()}" for one, count in self._parts if count]
        said += [f"{self._unsaid} not said"] if self._unsaid else []
        if said and self._warning:
            said[-1] += f": {self._warning}"
        return said or ["nothing yet"]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(style.font("small"))
        kind = style.theme().kinds["contributory_factor"]
        fills = {
            Strength.STRONGER: QColor.fromRgba(kind.ink),
            Strength.INTERMEDIATE: QColor.fromRgba(kind.border),
            Strength.WEAKER: style.color("border_strong"),
        }
        counted = [(fills[one], count) for one, count in self._parts if count]
        if self._unsaid:
            counted.append((style.color("pressed"), self._unsaid))
        words = self._words()
        metrics, gap = painter.fontMetrics(), style.px(12)
        widths = [metrics.horizontalAdvance(said) for said in words]
        spare = max(0, self.width() - sum(widths) - gap * len(words))
        total = sum(count for _, count in counted) or 1
        x = 0
        for at, said in enumerate(words):
            wide = widths[at] + (spare * counted[at][1] // total if counted else 0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(counted[at][0] if counted else style.color("pressed"))
            painter.drawRoundedRect(QRect(x, 2, max(wide, 8), style.px(7)), 3, 3)
            warns = bool(self._warning) and at == len(words) - 1
            painter.setPen(style.color("warn" if warns else "text"))
            painter.drawText(
                QRect(x, style.px(11), wide + gap, style.px(18)),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                said,
            )
            x += wide + gap
        if self.hasFocus():
            painter.setPen(QPen(style.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
        painter.end()


def _shares(mix: ActionMix) -> str:
    known = ", ".join(f"{share:g} % {name}" for name, share in mix.percent.items())
    return known or mix.said


def _fact(title: str | QLabel, *parts: QWidget | QHBoxLayout) -> QWidget:
    """A short fact under its title; but for the first, with a thin line at its left."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(24)
    if title:
        line.addWidget(style.role(QFrame(), "upright"))
    box = QVBoxLayout()
    box.setSpacing(1)
    if title:
        box.addWidget(title if isinstance(title, QLabel) else style.role(QLabel(title), "label"))
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)
    line.addLayout(box)
    return holder
