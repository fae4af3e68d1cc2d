"""Details of what is done in the first hours: an immediate action, and somebody who has to be told."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QLabel

from rca_workbench.model import Entity, ImmediateAction, Notification, Time, TimeKind
from rca_workbench.reference.early_response import EarlyStep, early_step
from rca_workbench.ui import style
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import SourcesEditor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.session import Session


class ImmediateActionPage(Page):
    """What was done to make things safe, what the step asks to be written down, and what shows it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, ImmediateAction.kind)

    def fill(self) -> None:
        self._step = wrapped(style.role(QLabel(), "caption"))
        self.add(self._step)
        self.field("owner", label="Who, by role")
        self.field("due", label="Due")
        self.field("done", label="Done")
        self.line()
        self.field("proof")
        self.field("not_needed")
        self.line()
        self.part(SourcesEditor(self.session), adds="excerpt")

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, ImmediateAction)
        step = early_step(entity.code)
        self._step.setText(_asks(step) if step is not None else "")
        self._step.setVisible(step is not None)

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, ImmediateAction)
        return (_chip(entity.not_needed, entity.done, "Done"),)

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, ImmediateAction)
        if self.session.read_only or entity.not_needed or entity.done.kind is not TimeKind.UNKNOWN:
            return ()
        return (("Mark as done now", "check", partial(self._done, entity), "D"),)

    def _done(self, entity: ImmediateAction) -> None:
        owner = entity.owner or self.session.case.who
        self.session.change(entity, "Mark action as done", done=_now(self.session), owner=owner)


class NotificationPage(Page):
    """Who has to be told and why, when and how they were told, and their reference."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Notification.kind)

    def fill(self) -> None:
        self.field("why")
        self.line()
        self.field("owner", label="Who tells them")
        self.field("due", label="Due")
        self.field("when", label="Told")
        self.field("by", label="Told by")
        self.field("channel", label="How")
        self.field("reference", label="Reference")
        self.line()
        self.field("proof")
        self.field("not_needed")
        self.field("note")
        self.field("code", label="Because of")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Notification)
        return (_chip(entity.not_needed, entity.when, "Told"),)

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Notification)
        if self.session.read_only or entity.not_needed or entity.when.kind is not TimeKind.UNKNOWN:
            return ()
        return (("Mark as told now", "check", partial(self._told, entity), "D"),)

    def _told(self, entity: Notification) -> None:
        by = entity.by or entity.owner or self.session.case.who
        self.session.change(entity, "Mark as told", when=_now(self.session), by=by)


def _chip(not_needed: str, when: Time, done: str) -> Chip:
    if not_needed:
        return ("circle-slash", "Not needed", None)
    if when.kind is not TimeKind.UNKNOWN:
        return ("circle-check", done, None)
    return ("circle", f"Not {done.lower()} yet", None)


def _asks(step: EarlyStep) -> str:
    said = f"Step of the early response: {step.step}. To be recorded: {', '.join(step.record)}."
    return f"{said} {step.mark}." if step.mark else said


def _now(session: Session) -> Time:
    return Time(kind=TimeKind.DATETIME, start=session.now().isoformat(timespec="minutes"))
