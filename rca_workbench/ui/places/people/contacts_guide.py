"""The engagement guide: principles, and what to do at each stage with what the case already shows of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QWidget

from rca_workbench.analysis.engaging import ToDo, engagement_shown, stage_now
from rca_workbench.model.words import counted
from rca_workbench.reference.engagement import engagement, principles
from rca_workbench.ui import style
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.over_page import OverPage
from rca_workbench.ui.session import Session


class EngagementGuide(OverPage):
    """Over the list of contacts. Nothing here has to be ticked: the case is asked."""

    def __init__(self, session: Session, owner: QWidget, leave: Callable[[], object]) -> None:
        super().__init__(owner, "Engagement guide", leave)
        self.session = session
        self.chosen: Callable[[str], object] = lambda where: None

    def open_guide(self, beside: QWidget) -> None:
        """Lay it out as the case is now, and open it at the stage one is at."""
        stages = engagement_shown(self.session.snapshot, self.session.today())
        now = stage_now(stages, self.session.snapshot)
        self.begin(
            "Engagement, stage by stage",
            "Good practice, not law. What the case shows is what is recorded; it cannot show how it was done.",
        )
        mark = engagement().mark
        if mark:
            self.page.addWidget(style.role(QLabel(mark), "unchecked"))
        for stage in stages:
            done, of = stage.count
            self.group(f"{stage.stage.name}. {done} of {of} shown by the case")
            for one in stage.todo:
                self._row(one)
        self.group("Nine principles" if len(principles()) == 9 else "Principles")
        for each in principles():
            self.page.addWidget(wrapped(style.role(QLabel(f"{each.name}. {each.words}"), "small")))
        first = next((one.id for one in now.todo if one.can_show and not one.shown), "") if now else ""
        self.open_over(beside, first)

    def _row(self, one: ToDo) -> None:
        title, _, choices = one.do.partition(": ")
        shown = one.shown if one.can_show else "A case has no field for it"
        state = ("shown" if one.shown else "not shown yet") if one.can_show else ""
        facts = [part for part in (choices[:1].upper() + choices[1:], shown) if part]
        self.row(one.id, title, facts, partial(self._go, one.where), state=state)

    def _go(self, where: str) -> None:
        self.leave()
        self.chosen(where)


def guide_line(session: Session) -> str:
    """Where engagement stands, in one line."""
    stages = engagement_shown(session.snapshot, session.today())
    now = stage_now(stages, session.snapshot)
    if now is None:
        return "Engagement: the case shows every stage."
    done, of = now.count
    number = stages.index(now) + 1
    name = now.stage.name.partition(":")[0]
    before = sum(one.count[1] - one.count[0] for one in stages[: number - 1])
    left = f" {counted(before, 'thing')} of an earlier stage not shown." if before else ""
    return f"Engagement, stage {number} of {len(stages)}: {name}. The case shows {done} of {of} things to do.{left}"
