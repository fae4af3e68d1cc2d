"""Details of an action: what, who and when, strength, measure, progress, and whether it was done and works."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from rca_workbench.analysis.coverage import aimed_lower
from rca_workbench.analysis.effect import effect_shown
from rca_workbench.analysis.plan import approved_without, has_baseline
from rca_workbench.analysis.smart import smart, smart_words
from rca_workbench.model import Action, ActionStatus, Entity, Factor, Measure, Snapshot, shortened
from rca_workbench.model.words import word
from rca_workbench.reference import accimap_levels, follow_through, ifaces, safety_actions, tokens
from rca_workbench.reference.safety_actions import follow_through_basis
from rca_workbench.ui import style
from rca_workbench.ui.details.action_fields import (
    ActionDayEditor,
    OwnerEditor,
    StatusEditor,
    StrengthOffer,
    caption,
    strength_help,
)
from rca_workbench.ui.details.measure import ActionMeasures
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.details.progress import GuideSection, ProgressSection
from rca_workbench.ui.fields import LabelAt, SourcesEditor, TextEditor, WordsEditor
from rca_workbench.ui.places.improve.moves import ActionMoves
from rca_workbench.ui.session import Session

_NEXT = {
    ActionStatus.PROPOSED: ("Approve action", ActionStatus.AGREED, "A"),
    ActionStatus.AGREED: ("Start action", ActionStatus.IN_PROGRESS, ""),
    ActionStatus.IN_PROGRESS: ("Mark as implemented", ActionStatus.IMPLEMENTED, "I"),
    ActionStatus.IMPLEMENTED: ("Review its effect", ActionStatus.EFFECT_UNDER_REVIEW, ""),
    ActionStatus.EFFECT_UNDER_REVIEW: ("Effective", ActionStatus.EFFECTIVE, "E"),
}


class ActionPage(Page):
    """A change, who owns it, by when, how strong it is, what it addresses, and what came of it."""

    shows = ("progress", "measure")

    def __init__(self, session: Session) -> None:
        super().__init__(session, Action.kind)

    def fill(self) -> None:
        self.moves = ActionMoves(self.session, self)
        self.own(StatusEditor(self.session, self.moves))
        self._three = caption()
        self.add(self._three)
        self._what()
        self._who_and_when()
        self._strength()
        self._measure()
        self.line()
        self.part(ProgressSection(self.session), adds="progress")
        self._done_and_effect()

    def _what(self) -> None:
        self._section("What")
        self.field("addresses")
        self.field("recommendation", label="Answers")
        self._smart = caption()
        self.add(self._smart)
        guide = safety_actions()
        self.add(
            GuideSection(
                "Weigh it: the iFACES questions",
                tuple((one.name, one.ask) for one in ifaces()),
                guide.mark,
            )
        )
        self.field("new_risks")

    def _who_and_when(self) -> None:
        self._section("Who and when")
        self.own(OwnerEditor(self.session))
        self._gone = style.role(QPushButton("Owner has left"), "link")
        self._gone.clicked.connect(self._owner_left)
        self._body.addWidget(self._gone, 0, Qt.AlignmentFlag.AlignLeft)
        self.own(TextEditor(self.session, self.kind, "authority", label_at=LabelAt.ABOVE, flat=True))
        self.field("unit")
        self.own(ActionDayEditor(self.session, "begins", ahead=True))
        self.own(ActionDayEditor(self.session, "due", ahead=True))
        self.own(ActionDayEditor(self.session, "review", ahead=True, label="Review"))
        basis = follow_through_basis()
        self.add(
            GuideSection(
                "When to come back to it",
                tuple((one.name[:1].upper() + one.name[1:], one.ask) for one in follow_through()),
                basis[:1].upper() + basis[1:],
            )
        )

    def _strength(self) -> None:
        self._section("Strength")
        self.field("strength")
        self._kinds = caption()
        self.add(self._kinds)
        self.part(StrengthOffer(self.session, "Shift+S"))
        self.field("strength_reason")
        levels = [(level.id, level.label) for level in accimap_levels()]
        self.own(WordsEditor(self.session, self.kind, "level", levels, label="Level"))
        self._lower = caption()
        self.add(self._lower)

    def _measure(self) -> None:
        self._section("Measure")
        self.field("success")
        self.part(ActionMeasures(self.session), adds="measure")
        self._base = caption()
        self.add(self._base)
        self.own(ActionDayEditor(self.session, "approved", label="Approved"))
        self.field("approved_by", label="By, by role")

    def _done_and_effect(self) -> None:
        self._section("Done and effect")
        self.own(ActionDayEditor(self.session, "done"))
        self.field("proof")
        self.part(SourcesEditor(self.session), adds="excerpt")
        self._shown = caption()
        self.add(self._shown)
        self.field("effect")
        self.own(ActionDayEditor(self.session, "effect_on", label="Judged on"))
        self.field("effect_by", label="Judged by")
        self._why_stopped = self.field("stopped")
        self.field("risk_register", label="Risk register")
        self.field("note")

    def _section(self, title: str) -> None:
        self.line()
        self.add(style.role(QLabel(title), "body_strong"))

    def kinds(self, entity: Entity) -> Sequence[tuple[str, Callable[[], object]]]:
        return ()

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, Action)
        return ((str(tokens()["action_status"][entity.status]["icon"]), word(entity.status), None),)

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        assert isinstance(entity, Action)
        then = _NEXT.get(entity.status)
        if then is None or self.session.read_only:
            return ()
        words, status, key = then
        made = [(words, "check", lambda: self._move_on(status), key)]
        if entity.status is ActionStatus.EFFECT_UNDER_REVIEW:
            made.insert(
                0, ("Not effective", "rotate-ccw", lambda: self._move_on(ActionStatus.NOT_EFFECTIVE), "")
            )
        return made

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Action)
        snapshot = self.session.snapshot
        self._say(self._kinds, strength_help(entity.strength))
        self._say(self._smart, smart_words(smart(snapshot, entity)))
        lower = [
            one
            for id in entity.addresses
            if (one := snapshot.get(Factor, id)) and aimed_lower(one, entity.level)
        ]
        self._say(
            self._lower,
            f"It acts at a lower level of the system than “{shortened(lower[0].text, 80)}”." if lower else "",
        )
        self._say(self._base, baseline_words(snapshot, entity))
        self._say(self._three, three_words(entity))
        found = effect_shown(snapshot, entity)
        self._say(self._shown, f"The data: {found.words} {found.do}".strip())
        self._gone.setVisible(bool(entity.owner.strip()) and not self.session.read_only)
        self._why_stopped.setVisible(entity.status is ActionStatus.STOPPED or bool(entity.stopped))

    def _say(self, label: QLabel, said: str) -> None:
        label.setText(said)
        label.setVisible(bool(said))

    def _move_on(self, status: ActionStatus) -> None:
        if isinstance(action := self.entity, Action):
            self.moves.to(action, status)

    def _owner_left(self) -> None:
        if isinstance(action := self.entity, Action):
            self.moves.owner_left(action)


def baseline_words(snapshot: Snapshot, action: Action) -> str:
    """Whether it can ever be shown to work, and why it was approved without that."""
    if has_baseline(snapshot, action):
        return ""
    if why := approved_without(snapshot, action):
        return f"Approved without a measure and baseline: {why}"
    if not snapshot.pointed_from(Measure, "action", action.id):
        return "Without a measure nobody will be able to say whether it worked."
    return "Say where it stands before the change: without that every later value looks like success."


def three_words(action: Action) -> str:
    """Which of the three states this one speaks of: made, or shown to work. Neither closes the report."""
    match action.status:
        case ActionStatus.IMPLEMENTED | ActionStatus.EFFECT_UNDER_REVIEW:
            return "The change is made. Whether it works is not said by that."
        case ActionStatus.EFFECTIVE:
            return "The change is made, and its effect is judged to be there and to last."
        case ActionStatus.NOT_EFFECTIVE:
            return "The change was made, and does not do what it was for."
    return ""
