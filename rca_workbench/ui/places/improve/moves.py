"""The gestures by which an action comes further, each with what has to be said for it.

Approved asks for a measure with a baseline, or why there is none; implemented for what shows it; effective for data;
not effective and stopped for reasons. Nothing here keeps anybody from editing: Esc leaves all as it was.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from rca_workbench.analysis.action_days import day_problem
from rca_workbench.analysis.effect import effect_shown, not_done_words
from rca_workbench.analysis.plan import OPEN, has_baseline, named_on, roles_known, suggested_strength
from rca_workbench.model import Action, ActionStatus, Measure, ProgressNote, Recommendation, shortened
from rca_workbench.model.fault import Fault
from rca_workbench.model.time_said import date_words
from rca_workbench.ui.fields import read_day
from rca_workbench.ui.places.improve.asking import AskBox, Asked
from rca_workbench.ui.places.improve.edits import ActionEdits
from rca_workbench.ui.session import Session

Typed = Mapping[str, str]


class ActionMoves:
    """What moves an action on, asked for over a view or a page of Details."""

    def __init__(self, session: Session, over: QWidget) -> None:
        self.session = session
        self.edits = ActionEdits(session)
        self._over = over
        self._made: AskBox | None = None

    @property
    def box(self) -> AskBox:
        """The box that asks; made when first needed."""
        if self._made is None:
            self._made = AskBox(self._over)
        return self._made

    def to(self, action: Action, status: ActionStatus) -> None:
        """Bring an action to a state, asking for what that state needs."""
        match status:
            case ActionStatus.AGREED if action.status is ActionStatus.PROPOSED:
                self.approve(action)
            case ActionStatus.IMPLEMENTED if not action.done or not action.proof.strip():
                self.implement(action)
            case ActionStatus.EFFECT_UNDER_REVIEW if action.status in OPEN:
                self.implement(action, then="review its effect")
            case ActionStatus.EFFECTIVE:
                self.effective(action)
            case ActionStatus.NOT_EFFECTIVE:
                self.not_effective(action)
            case ActionStatus.STOPPED:
                self.stop(action)
            case _:
                said = {
                    ActionStatus.IN_PROGRESS: "Start action",
                    ActionStatus.EFFECT_UNDER_REVIEW: "Begin to review the effect",
                }.get(status, "Edit status")
                self.session.change(action, said, status=status)

    def approve(self, action: Action) -> None:
        """Agree to it: with who, by when, what will be counted and where that stands now."""
        measures = self.session.snapshot.pointed_from(Measure, "action", action.id)
        ready = bool(measures) and has_baseline(self.session.snapshot, action)
        asked = []
        if not action.owner.strip():
            asked.append(
                Asked(
                    "owner",
                    "Owner, by role",
                    "One person who can decide it",
                    offers=roles_known(self.session.snapshot),
                )
            )
        if not action.due:
            asked.append(Asked("due", "Due", "Such as 30 April or in 6 weeks"))
        if not measures:
            asked.append(
                Asked("measure", "What will be counted, to see whether it works", "Late doses, each week")
            )
        if not ready:
            asked.append(Asked("baseline", "Where does that stand now?", "6 in 100 doses, January to March"))
            asked.append(Asked("without", "Or: why is there no measure with a baseline?", prose=True))
        asked.append(Asked("by", "Approved by, by role", value=action.approved_by))
        help_ = "" if ready else (
            "Without a measure and a baseline nobody will be able to say whether it worked."
        )  # fmt: skip
        name = measures[0].name if measures and not ready else ""

        def keep(typed: Typed) -> str:
            counted = bool(measures or typed.get("measure"))
            if typed.get("baseline") and not counted:
                return "Name what will be counted, so that where it stands now is kept with it."
            if not (ready or (counted and typed.get("baseline")) or typed.get("without")):
                return (
                    "Name what will be counted and where it stands now, or say why there is no measure yet."
                )
            fields: dict[str, object] = {}
            if typed.get("owner"):
                fields["owner"] = typed["owner"]
            if typed.get("due"):
                day = read_day(typed["due"], self.session.today(), ahead=True)
                if day is None:
                    return "Due must be a day, like 30 April 2027 or 30/4."
                if wrong := day_problem(action, "due", day, self.session.today()):
                    return wrong
                fields["due"] = day
            self.edits.approve(
                action, typed["by"], typed.get("measure", ""), typed.get("baseline", ""), typed.get("without", ""),
                **fields,
            )  # fmt: skip
            if not action.owner.strip() and not typed.get("owner"):
                self.session.faulted.emit(
                    Fault(
                        "It is approved, and nobody owns it yet.",
                        "",
                        "Name one person who can decide it, by role.",
                    )
                )
            return ""

        said = f"Approve {_quoted(action)}" + (f", measured by {name}" if name else "")
        self.box.ask(said, asked, "Approve action", keep, help_)

    def implement(self, action: Action, *, then: str = "") -> None:
        """The change is made: when, and what shows it. `then` is what was asked for and has to wait for that."""

        def keep(typed: Typed) -> str:
            day, wrong = self._day(action, "done", typed["done"])
            if wrong:
                return wrong
            review = (
                read_day(said, self.session.today(), ahead=True) if (said := typed.get("review", "")) else ""
            )
            if review is None:
                return "The day to look at it again must be a day, like 3 August 2027 or in 3 months."
            self.edits.implement(action, day, typed["proof"], review)
            return ""

        later = Asked("review", "When is it looked at again?", "In 3 months: is it in use as meant?")
        first = f"First say when it was done, then {then}" if then else "Implemented"
        why = f"{not_done_words(action)} Once this is kept, {then}." if then else (
            "Implemented is not effective: whether it works is judged apart, from data."
        )  # fmt: skip
        self.box.ask(
            f"{first}: {_quoted(action)}",
            (
                Asked("done", "Done on", value=date_words(action.done or self.session.today().isoformat()),
                      needed="Say on which day it was done."),
                Asked("proof", "What shows it was done", "A photograph, an order, a rota, an audit", action.proof),
                *(() if action.review else (later,)),
            ),
            "Mark as implemented",
            keep,
            why,
        )  # fmt: skip

    def effective(self, action: Action) -> None:
        """Its effect is there and lasts; only of what was done, and only where data show it."""
        if self._not_done(action, "mark it as effective"):
            return
        found = effect_shown(self.session.snapshot, action)
        if not found.shown:
            self.session.faulted.emit(
                Fault(f"Not yet “effective”: {found.words}", "The action is as it was.", found.do)
            )
            return
        self._judge(action, ActionStatus.EFFECTIVE, "It works, and lasts", found.words)

    def not_effective(self, action: Action) -> None:
        """It does not work: a reasoned judgement that needs no chart, of what was done."""
        if self._not_done(action, "say that it does not work"):
            return
        found = effect_shown(self.session.snapshot, action)
        self._judge(action, ActionStatus.NOT_EFFECTIVE, "It does not work", found.words)

    def stop(self, action: Action) -> None:
        """Give it up, with the reason."""

        def keep(typed: Typed) -> str:
            self.edits.stop(action, typed["reason"])
            return ""

        needed = "Say why: the next team would otherwise plan the same again."
        self.box.ask(
            f"Stop {_quoted(action)}",
            (Asked("reason", "Stopped because", value=action.stopped, needed=needed, prose=True),),
            "Stop action",
            keep,
        )

    def owner_left(self, action: Action) -> None:
        """The owner has left the post: since when, and who owns it now."""
        if not action.owner.strip():
            self.session.faulted.emit(
                Fault("Nobody owns this action yet.", "It is as it was.", "Name an owner.")
            )
            return

        def keep(typed: Typed) -> str:
            day = read_day(typed["on"], self.session.today())
            if day is None:
                return "Left on must be a day, like 3 May 2027 or 3/5."
            named = named_on(self.session.snapshot, action)
            if named is not None and day < named.on and not typed["owner"]:
                return (
                    f"{action.owner.strip()} was named as owner on {date_words(named.on)}. Choose a day from then on, or "
                    "say who owns it now."
                )
            self.edits.owner_left(action, day, typed["owner"])
            return ""

        self.box.ask(
            f"{action.owner.strip()} has left the post",
            (
                Asked("on", "Left on", value=date_words(self.session.today().isoformat()), needed="Say on which day."),
                Asked("owner", "Who owns it from now on, by role", "May stay open: it is marked until somebody does",
                      offers=roles_known(self.session.snapshot)),
            ),
            "Keep",
            keep,
            "All open actions of this owner are marked until each has a new one. The same role means whoever holds it now.",
        )  # fmt: skip

    def accept_strength(self, one: Action | Recommendation) -> None:
        """Take the strength its words hint at."""
        found = suggested_strength(one.text)
        if found is None:
            self.session.faulted.emit(
                Fault(
                    "Its words hint at no kind of action.",
                    "It is as it was.",
                    "Choose its strength in Details.",
                )
            )
        elif found.strength is not one.strength:
            self.edits.accept_strength(one, found)

    def why_moved(self, note: str) -> None:
        """Ask why a date was moved; Esc leaves it open, and it can be said later in Details."""
        found = self.session.snapshot.get(ProgressNote, note)
        if found is None:
            return

        def keep(typed: Typed) -> str:
            now = self.session.snapshot.get(ProgressNote, note)
            if now is not None:
                self.session.change(now, "Say why the date was moved", text=typed["why"])
            return ""

        to = f" to {date_words(found.now)}" if found.now else ", and is open now"
        self.box.ask(
            f"Due was moved from {date_words(found.was)}{to}",
            (
                Asked(
                    "why",
                    "Why was it moved?",
                    needed="Say why, or leave it: it can be said later.",
                    prose=True,
                ),
            ),
            "Keep reason",
            keep,
        )

    def _not_done(self, action: Action, then: str) -> bool:
        """Whether it has to be said first when it was done: that is asked then."""
        if action.status not in OPEN and action.done:
            return False
        self.implement(action, then=then)
        return True

    def _judge(self, action: Action, status: ActionStatus, said: str, shown: str) -> None:
        def keep(typed: Typed) -> str:
            self.edits.judge(action, status, typed["effect"], typed["by"])
            return ""

        # Words in which it was judged otherwise would bear out the opposite now.
        otherwise = {ActionStatus.EFFECTIVE, ActionStatus.NOT_EFFECTIVE} - {status}
        known = "" if action.status in otherwise else action.effect
        self.box.ask(
            f"{said}: {_quoted(action)}",
            (
                Asked("effect", "What the data show of its effect", value=known or shown,
                      needed="Say what the judgement rests on."),
                Asked("by", "Judged by, by role", value=action.effect_by, offers=roles_known(self.session.snapshot)),
            ),
            "Mark as effective" if status is ActionStatus.EFFECTIVE else "Mark as not effective",
            keep,
        )  # fmt: skip

    def _day(self, action: Action, field: str, text: str) -> tuple[str, str]:
        """The day somebody typed, or what is wrong with it."""
        day = read_day(text, self.session.today())
        if day is None:
            return "", f"{action.kind.by_name[field].type.label} must be a day, like 3 May 2027 or 3/5."
        return day, day_problem(action, field, day, self.session.today())


def _quoted(action: Action) -> str:
    return f"“{shortened(action.text, 70)}”" if action.text.strip() else action.code or "the action"
