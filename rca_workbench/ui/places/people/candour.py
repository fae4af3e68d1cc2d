"""People, Candour: whether regulation 20 applies and why, and what was said and done at each step."""

from PySide6.QtWidgets import QWidget

from rca_workbench.analysis.candour import candour_state
from rca_workbench.model import Answer, CandourStep, CandourTest, Changes, CriterionAnswer, Entity
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.area import come_into_view
from rca_workbench.ui.places.cards import CardPage
from rca_workbench.ui.places.people.candour_deciding import CandourTestCards
from rca_workbench.ui.places.people.candour_edits import CandourEdits
from rca_workbench.ui.places.people.candour_reaching import ReachingCard
from rca_workbench.ui.places.people.candour_steps import StepsCard
from rca_workbench.ui.session import Session

_TOUCHED = (
    "candour",
    "candour_test",
    "criterion",
    "contact",
    "actor",
    "clock",
    "clock_change",
    "incident",
    "evidence",
    "sign_off",
)


class CandourPage(CardPage):
    """The test at the left, the steps with their content at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Duty of Candour", (10, 10))
        self.edits = CandourEdits(session)
        self.test = CandourTestCards(session, self.edits)
        self.steps = StepsCard(session, self.edits)
        self.reaching = ReachingCard(session, self.edits)
        self.columns[0].addWidget(self.test)
        self.columns[1].addWidget(self.steps)
        self.columns[1].addWidget(self.reaching)
        for column in self.columns:
            column.addStretch(1)
        for part in (self.steps, self.reaching):
            part.go_to.connect(self.go_to)
        self.steps.left.connect(self.test.enter)
        self.reaching.ended.connect(self._show_ended)
        for made in self.test.editors:
            made.go_to.connect(self.go_to)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command(
            "candour_step",
            "Record next step",
            self.steps.next_open,
            ("N",),
            "duty apology letter new",
            "plus",
        )

    def commands(self) -> tuple[Command, ...]:
        def writable() -> bool:
            return not self.session.read_only

        return (
            Command("candour_test", "Answer the test of regulation 20", self.test.enter, (), "decide", "list-checks"),
            Command(
                "candour_attempt", "Note an attempt to reach them", self._attempt, (), "unreachable call", "clock", "",
                writable,
            ),
            Command("candour_leave", "Close the step", self._leave, ("Esc",), "candour", "x"),
        )  # fmt: skip

    def keyed(self) -> tuple[QWidget, ...]:
        return (self, *self.steps.heads)

    def refresh(self, changes: Changes | None) -> None:
        if changes is not None and not changes.touches(*_TOUCHED):
            return
        self.test.refresh()
        self.steps.refresh()
        self.reaching.refresh()
        self.counts_changed.emit()

    def selected(self, entity: Entity | None) -> None:
        if isinstance(entity, CandourStep):
            self.steps.show_step(entity)
        elif isinstance(entity, CandourTest) and self.isVisible():
            self.test.show_decision()
        elif isinstance(entity, CriterionAnswer) and entity.criterion in self.test.rows:
            come_into_view(self.test.rows[entity.criterion])

    def counts(self) -> str:
        state = candour_state(self.session.snapshot)
        if state.applies is None:
            return "Not yet decided"
        if state.applies is Answer.NO:
            return "Does not apply"
        return f"{state.done} of {state.of} steps" + (", falls away in part" if state.excused else "")

    def enter(self) -> None:
        if self.session.snapshot.one(CandourTest).applies is None and not self.session.read_only:
            self.test.enter()
        else:
            self.setFocus()

    # -- inside ---------------------------------------------------------------------------------------

    def _attempt(self) -> None:
        self.go_to.emit("people/contacts", self.edits.add_attempt())

    def _leave(self) -> None:
        if not self.steps.close_step():
            self.setFocus()

    def _show_ended(self, id: str) -> None:
        one = self.session.snapshot.get(CandourStep, id)
        if one is not None:
            self.steps.show_step(one, begin=True)
