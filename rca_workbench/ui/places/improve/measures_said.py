"""What the chart shown says, over it: the verdict, how long until it could say more, and what a reader has to know."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rca_workbench.analysis.invented import invented_words
from rca_workbench.analysis.spc import CHART_WORDS, Chart, ChartKind, ProblemKind, how_long, waits
from rca_workbench.drawing.spc import key_words
from rca_workbench.model import Action
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.improve.measures_rows import EFFECT_LOOKS
from rca_workbench.ui.session import Session

_SHOWN = 3
"""As many problems are spelt out; the values table and the checks have the rest."""
_NOT_SAID = (ProblemKind.TOO_FEW, ProblemKind.OUT_OF_ORDER)
"""The verdict says the one; the other changes nothing in the chart, and is said where values are brought in."""
_OF_LIMITS = (
    ProblemKind.STRETCH_SHORT,
    ProblemKind.NO_REASON,
    ProblemKind.BASELINE_SHORT,
    ProblemKind.NO_DIRECTION,
)
"""What somebody asked of the chart and it could not do is said first."""

_XMR = "X is each value by itself, mR how far it lies from the one before (its moving range), from which the limits come."


class SaidOfChart(QWidget):
    """Name, verdict, and below them in small print how the chart was made and what is doubtful in it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        style.role(self, "summary")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = style.role(QLabel(), "body_strong")
        self._icon = QLabel()
        self.verdict = style.role(QLabel(), "small_strong")
        self._more, self._how = style.role(QLabel(), "small"), style.role(QLabel(), "caption")
        self._mark = style.role(QLabel(), "unchecked")
        self._problems = style.role(QLabel(), "warn")
        for one in (self.name, self.verdict, self._more, self._how, self._mark, self._problems):
            wrapped(one)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 8)
        box.setSpacing(3)
        box.addWidget(self.name)
        box.addLayout(head)
        for one in (self._more, self._problems, self._how, self._mark):
            box.addWidget(one)

    def show_chart(self, drawn: Chart | None) -> None:
        """Say what another chart says."""
        if drawn is None:
            return
        action = self.session.snapshot.get(Action, drawn.measure.action)
        of = f"{action.code}: " if action is not None and action.code else ""
        self.name.setText(f"{of}{drawn.measure.name or 'No name yet'}")
        icon, ink = EFFECT_LOOKS[drawn.verdict.effect]
        self._icon.setPixmap(style.pixmap(icon, ink, tokens()["size"]["icon"]))
        self.verdict.setText(drawn.verdict.words)
        invented = invented_words(drawn.measure)
        more = [f"{invented}." if invented else "", drawn.assurance]
        if waits(drawn):
            more.append(how_long(self.session.snapshot, drawn.measure, self.session.today()).words)
        _say(self._more, " ".join(one for one in more if one))
        told = sorted(drawn.problems, key=lambda one: one.kind not in _OF_LIMITS)
        problems = [one.words for one in told if one.kind not in _NOT_SAID]
        rest = len(problems) - _SHOWN
        shown = problems[:_SHOWN] + ([f"And {rest} more."] if rest > 0 else [])
        _say(self._problems, "\n".join(shown))
        limits = drawn.limit_words
        counted = drawn.counted_words if drawn.because not in limits else ""
        how = [
            f"{CHART_WORDS[drawn.kind]}.",
            _XMR if drawn.kind is ChartKind.XMR else "",
            drawn.why,
            key_words(drawn),
            counted,
            limits,
            drawn.rule_words,
        ]
        if drawn.settings.differs:
            how.append(f"Not the usual settings: {'; '.join(drawn.settings.differs)}.")
        _say(self._how, " ".join(one for one in how if one) if drawn.points else drawn.why)
        _say(
            self._mark,
            f"{CHART_WORDS[drawn.kind]}: {drawn.mark[:1].lower()}{drawn.mark[1:]}." if drawn.mark else "",
        )
        self._hold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold()

    def _hold(self) -> None:
        """Keep the room its lines need at this width: a splitter does not ask."""
        layout = self.layout()
        if layout is not None and self.width() > 1:
            self.setMinimumHeight(max(0, layout.heightForWidth(self.width())))


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
