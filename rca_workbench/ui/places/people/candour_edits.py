"""Edits of the Duty of Candour, each one step."""

from collections.abc import Iterable

from rca_workbench.analysis.answers import newest_answer
from rca_workbench.analysis.candour import step_id
from rca_workbench.analysis.deadline_offers import Offer
from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.analysis.reaching import relevant
from rca_workbench.model import (
    Answer,
    CandourStep,
    CandourTest,
    Clock,
    Contact,
    CriterionAnswer,
    Reached,
    StepOutcome,
    Time,
    TimeKind,
    new_id,
    shortened,
)
from rca_workbench.model.words import word
from rca_workbench.reference.candour import candour_steps, candour_version
from rca_workbench.ui.session import Session

SAME_CONVERSATION = tuple(
    rule.id
    for rule in candour_steps()
    if rule.id != "DC-03" and rule.paragraph.startswith(("20(2)(b)", "20(3)"))
)
"""Steps that the regulation makes part of the notification in person."""


class CandourEdits:
    """What can be done on the Duty of Candour page of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def answer(self, criterion: str, wording: str, value: Answer | None) -> None:
        """Answer a part of the test, or what a letter holds, with the list it is from; None takes the answer back."""
        held = newest_answer(self.session.snapshot, criterion)
        by, on = self.session.snapshot.one(CandourTest).by, self.session.today().isoformat()
        said = word(value).lower() if value is not None else "open"
        with self.session.step(f"Answer “{shortened(wording, 50)}”: {said}") as step:
            if held is not None:
                step.change(held, answer=value, wording=wording, list_version=candour_version(), on=on)
            else:
                step.add(
                    CriterionAnswer(
                        id=new_id(), criterion=criterion, wording=wording, list_version=candour_version(),
                        answer=value, by=by, on=on,
                    )
                )  # fmt: skip

    def decide(self, value: Answer | None) -> None:
        """Decide whether the duty applies, by the present list: today, unless a day was said before anything was decided.

        What is decided anew is decided on another day; taken back, it leaves none.
        """
        test = self.session.snapshot.one(CandourTest)
        said = word(value).lower() if value is not None else "open"
        on = test.on if test.applies is None and test.on else self.session.today().isoformat()
        with self.session.step(f"Decide whether regulation 20 applies: {said}") as step:
            step.change(
                test, applies=value, list_version=candour_version(), on=on if value is not None else ""
            )

    def start(self, several: Iterable[Offer]) -> None:
        """Start deadlines as one step; where law gives no length, with the local target, marked as that."""
        clocks = [
            started_clock(one.row.id, one.started, event=one.event, local=one.row.suggested is not None)
            for one in several
        ]
        if clocks:
            count = f"{len(clocks)} deadline{'s' if len(clocks) > 1 else ''}"
            with self.session.step(f"Start {count} of the Duty of Candour") as step:
                for clock in clocks:
                    step.add(clock)

    def meet(self, several: Iterable[tuple[Clock, Time, str]]) -> None:
        """Say that deadlines are met when the step that meets them was taken, as one step."""
        found = tuple(several)
        if found:
            count = f"{len(found)} deadline{'s' if len(found) > 1 else ''}"
            with self.session.step(f"Mark {count} of the Duty of Candour as met") as step:
                for clock, when, label in found:
                    step.change(clock, met=when, proof=clock.proof or f"{label}, under People, Candour")

    def add_step(self, id_in_list: str, **more: object) -> str:
        """A record of a step, with whoever the relevant person is; returns its id.

        What is part of telling them in person begins as the same conversation: its time, who, how and who was there.
        """
        id, test = new_id(), self.session.snapshot.one(CandourTest)
        fields: dict[str, object] = {"step": id_in_list, "person": test.person, "by": test.lead}
        told = next(
            (one for one in self.session.snapshot.of(CandourStep).values() if step_id(one) == "DC-03"), None
        )
        if told is not None and id_in_list in SAME_CONVERSATION:
            fields |= {name: getattr(told, name) for name in ("person", "when", "by", "means", "present")}
        fields |= more
        with self.session.step("Add Duty of Candour step") as step:
            step.add(CandourStep.kind.make({"id": id} | fields))
        return id

    def add_attempt(self) -> str:
        """An attempt of today to reach the relevant person, in the contacts log; returns its id."""
        id, test = new_id(), self.session.snapshot.one(CandourTest)
        close = sorted(one for one in relevant(self.session.snapshot) if one is not None)
        with self.session.step("Add attempt to reach them") as step:
            step.add(
                Contact(
                    id=id, person=test.person or (close[0] if close else None), by=test.lead, means="Telephone",
                    when=Time(TimeKind.DATE, self.session.today().isoformat()), reached=Reached.NO_ANSWER,
                )
            )  # fmt: skip
        return id

    def end_with(self, became: StepOutcome) -> str:
        """Record that they declined, or could not be reached, when they were to be told in person; returns its id.

        What was recorded as done stays so: that they declined later is a record of its own.
        """
        for one in self.session.snapshot.of(CandourStep).values():
            if step_id(one) == "DC-03" and one.became is not StepOutcome.DONE:
                self.session.change(one, f"Record: {word(became).lower()}", became=became)
                return one.id
        return self.add_step("DC-03", became=became)
