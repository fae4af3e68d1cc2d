"""Respond, Decision: what the incident is, judged criterion by criterion; what follows; how it is looked into, by whom."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rca_workbench.analysis.asking import threshold
from rca_workbench.analysis.deciding import decided
from rca_workbench.model import Answer, Changes, CriterionAnswer, Decision, Entity, TeamMember
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.area import UprightArea
from rca_workbench.ui.places.cards import ONE_COLUMN_BELOW, FocusRing
from rca_workbench.ui.places.respond.decision_criteria import CriteriaColumn
from rca_workbench.ui.places.respond.decision_edits import DecisionEdits
from rca_workbench.ui.places.respond.decision_follows import FollowsCard
from rca_workbench.ui.places.respond.decision_record import ProposalCard, RecordCard
from rca_workbench.ui.places.respond.decision_team import TeamCard
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

_ANSWERED_BY = ("criterion", "case")
_FOLLOWS_BY = (*_ANSWERED_BY, "decision", "notification", "clock", "incident")
_TEAM_BY = (*_ANSWERED_BY, "decision", "team_member")
_ANY_WIDTH = 16_777_215
"""What Qt takes for no limit."""
_KEYS = {Answer.YES: ("1", "Y"), Answer.NO: ("2",), Answer.NOT_KNOWN: ("3", "?")}


class DecisionPage(View):
    """The criteria at the left; beside them what follows, what is proposed, the decision and the team.

    The two sides scroll by themselves, so that what follows stays in view far down the list. In a narrow window the
    second side stands under the first.
    """

    uses_details = False

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Decision")
        self.edits = DecisionEdits(session)
        self.criteria = CriteriaColumn(self.edits)
        self.follows = FollowsCard(self.edits)
        self.proposed = ProposalCard(self.edits)
        self.record = RecordCard(self.edits)
        self.team = TeamCard(self.edits)
        for card in (self.follows, self.record, self.team):
            card.go_to.connect(self.go_to)
        self.criteria.rebuilt.connect(self.frame_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        page = style.role(QWidget(), "page")
        self._left = QVBoxLayout(page)
        self._left.setContentsMargins(24, 20, 12, 24)
        self._left.setSpacing(16)
        self._left.addWidget(self.criteria)
        self._left.addStretch(1)
        self._second = style.role(QWidget(), "page")
        right = self._right = QVBoxLayout(self._second)
        right.setSpacing(16)
        for part in (self.follows, self.proposed, self.record, self.team):
            right.addWidget(part)
        right.addStretch(1)
        self._area, self._beside = UprightArea(page), UprightArea(self._second)
        self._under = False
        self._margins()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._area, 12)
        box.addWidget(self._beside, 9)
        FocusRing(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        under = self.width() < style.px(ONE_COLUMN_BELOW)
        if under != self._under:
            self._under = under
            if under:
                self._beside.takeWidget()
                self._second.setMinimumWidth(0)
                self._second.setMaximumWidth(_ANY_WIDTH)
                self._left.insertWidget(1, self._second)
                self._second.show()
            else:
                self._left.removeWidget(self._second)
                self._beside.setWidget(self._second)
            self._beside.setVisible(not under)
            self._margins()
        super().resizeEvent(event)

    def _margins(self) -> None:
        self._right.setContentsMargins(*((0, 0, 12, 0) if self._under else (12, 20, 24, 24)))

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("decision_reason", "Add reason", self.add_reason, ("N",), "criterion why new", "plus")

    def commands(self) -> tuple[Command, ...]:
        answers = tuple(
            Command(
                f"decision_{value}", f"Answer: {word(value).lower()}", lambda value=value: self.answer(value), keys,
                "criterion met threshold", "check",
            )
            for value, keys in _KEYS.items()
        )  # fmt: skip
        return (
            *answers,
            Command(
                "decision_open",
                "Take the answer back",
                lambda: self.answer(None),
                ("Del",),
                "clear",
                "undo-2",
            ),
            Command(
                "decision_find", "Find a Never Event", self.criteria.find_event, ("Ctrl+F",), "list", "search"
            ),
            Command(
                "decision_write", "Write the decision", self.record.begin, (), "record decide anew", "gavel"
            ),
            Command(
                "decision_member", "Add member of the team", self.team.add, (), "lead investigator", "user"
            ),
        )

    def keyed(self) -> tuple[QWidget, ...]:
        return tuple(self.criteria.rows.values())

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(*_ANSWERED_BY):
            self.criteria.refresh()
            self.proposed.refresh()
        if changes is None or changes.touches(*_FOLLOWS_BY):
            self.follows.refresh()
            self.record.refresh()
        if changes is None or changes.touches(*_TEAM_BY):
            self.team.refresh()
        self.counts_changed.emit()

    def selected(self, entity: Entity | None) -> None:
        if not self.isVisible():
            return
        if isinstance(entity, CriterionAnswer):
            self.criteria.show_one(entity.criterion)
        elif isinstance(entity, Decision):
            self.record.show_one(entity.id)
        elif isinstance(entity, TeamMember):
            self.team.show_one(entity.id)

    def counts(self) -> str:
        snapshot = self.session.snapshot
        far = threshold(snapshot)
        return f"{far.answered} of {far.of} criteria answered" + (", decided" if decided(snapshot) else "")

    def enter(self) -> None:
        self.criteria.enter()

    def remember(self) -> dict[str, object]:
        return {"by": self.edits.by}

    def recall(self, state: dict[str, object]) -> None:
        self.edits.by = str(state.get("by", ""))
        self.criteria.show_by()

    # -- gestures -------------------------------------------------------------------------------------

    def add_reason(self) -> None:
        """Put the keyboard where the reason of the criterion one is on is typed."""
        row = self.criteria.current
        if row is None:
            self.criteria.enter()
            row = self.criteria.current
        if row is not None:
            row.give_reason()

    def answer(self, value: Answer | None) -> None:
        """Answer the criterion one is on; None takes its answer back."""
        row = self.criteria.current
        if row is None:
            return
        if value is not None:
            row.answer(value)
            self._say_answer()
        elif row.asked.answer is not None and not self.session.read_only:
            self.edits.answer(row.criterion, row.asked.answer, None)

    def _say_answer(self) -> None:
        """Say aloud what the row says now: screen readers do not notice that it changed under the focus."""
        row, far = self.criteria.current, threshold(self.session.snapshot)
        if row is not None:
            said = word(row.asked.met) if row.asked.met is not None else "Open again"
            event = QAccessibleAnnouncementEvent(self, f"{said}. {far.answered} of {far.of} answered.")
            QAccessible.updateAccessibility(event)
