"""Edits of the first hours, each one step. What is only proposed comes into the case with the first word said of it."""

import re
from datetime import date, timedelta

from rca_workbench.analysis.deadline_reckoning import earliest
from rca_workbench.analysis.first_hours import FirstLine, Group
from rca_workbench.model import (
    Answer,
    EvidenceItem,
    ImmediateAction,
    Notification,
    StaffSupport,
    Time,
    TimeKind,
    new_id,
    next_code,
    shortened,
)
from rca_workbench.model.entity import Entity
from rca_workbench.model.fault import Fault
from rca_workbench.model.order import key_between
from rca_workbench.model.time import short_label
from rca_workbench.model.time_words import read_time
from rca_workbench.store import Step
from rca_workbench.ui.fields import read_day
from rca_workbench.ui.places.evidence.custody_line import add_custody
from rca_workbench.ui.places.respond.first_actions_rows import DONE, DUE, OWNER, PROOF, WHAT
from rca_workbench.ui.session import Session

_NOT_NEEDED = re.compile(r"^not (?:needed|applicable)(?:,? because)?[\s:,.]*(.*)$", re.IGNORECASE | re.DOTALL)
_LOST = re.compile(
    r"^(.+?)[,;:]?\s+(?:will be |is |are )?(?:lost|gone|overwritten|deleted|kept until)\s*(?:after|on|by|from)?\s+(.+)$",
    re.IGNORECASE,
)
_IN = re.compile(r"in (\d{1,3}) ?(h|hours?|min|minutes?)", re.IGNORECASE)
_YES = frozenset(("yes", "y", "x", "done", "now", "told", "secured", "✓"))
_ANSWERS = {
    "yes": Answer.YES, "y": Answer.YES, "no": Answer.NO, "n": Answer.NO, "declined": Answer.NO,
    "not known": Answer.NOT_KNOWN, "": None,
}  # fmt: skip
_A_TIME = "{} must be a time or a day, like now, today 14:30 or 12 March."


class FirstEdits:
    """What can be done to the lines of the first hours of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, text: str, group: Group) -> str:
        """Add what was typed to a group; returns its id."""
        id = new_id()
        with self.session.step(_ADDS[group]) as step:
            match group:
                case Group.EVIDENCE:
                    step.add(_evidence(step, id, text, self.session.today()))
                case Group.TOLD:
                    step.add(Notification(id=id, whom=text))
                case Group.STAFF:
                    step.add(StaffSupport(id=id, offer=text))
                case _:
                    step.add(_action(step, id, text, ""))
        return id

    def record(self, line: FirstLine) -> str | None:
        """Bring a proposed line into the case; returns the id of what stands there now."""
        ids = [line.entity.id] if line.entity is not None else []
        if not ids:
            with self.session.step(f"Note “{shortened(line.what, 60)}”") as step:
                ids.append(self._entity(step, line).id)
        return ids[0] if ids else None

    def edit(self, line: FirstLine, column: int, text: str) -> None:
        """Keep what was typed over one cell of a line."""
        text = text.strip()
        if column == DONE and (why := _NOT_NEEDED.match(text)):
            self.not_needed(line, why[1].strip())
        elif column == DONE and _kind(line) is EvidenceItem:
            self._secure(line, text)
        else:
            try:
                field, value = self._read(line, column, text)
            except ValueError as fault:
                self.session.faulted.emit(Fault(str(fault), "It is as it was."))
                return
            self._change(line, f"Edit {_label(line, field)}", **{field: value})

    def done_now(self, line: FirstLine) -> None:
        """It has just been done."""
        if _kind(line) is EvidenceItem:
            self._secure(line, "")
        else:
            field = "done" if _kind(line) is ImmediateAction else "when"
            self._change(line, _DONE_NOW[_kind(line)], **self._by(line, field, self._now()))

    def not_needed(self, line: FirstLine, reason: str) -> None:
        """It need not be done, for this reason."""
        if not self.takes_reason(line):
            return
        if not reason:
            self.session.faulted.emit(
                Fault(
                    "Say why it is not needed.",
                    "It is as it was.",
                    "Such as: not needed because no device was used.",
                )
            )
        else:
            self._change(line, "Record why it is not needed", not_needed=reason)

    def takes_reason(self, line: FirstLine) -> bool:
        """Whether it can be said of a line that it is not needed; where it cannot, what can be done is said."""
        kind = _kind(line)
        if "not_needed" in kind.kind.by_name:
            return True
        what = "Evidence is secured" if kind is EvidenceItem else "Support is offered"
        self.session.faulted.emit(
            Fault(f"{what}, or removed.", "It is as it was.", "Del removes it; undo brings it back.")
        )
        return False

    # -- inside ---------------------------------------------------------------------------------------

    def _read(self, line: FirstLine, column: int, text: str) -> tuple[str, object]:
        kind = _kind(line)
        field = _FIELDS[kind][column]
        if field == "taken_up":
            if text.casefold().removeprefix("taken up:").strip() not in _ANSWERS:
                raise ValueError("Taken up must be yes, no or not known.")
            return field, _ANSWERS[text.casefold().removeprefix("taken up:").strip()]
        if column not in (DUE, DONE):
            return field, text
        if field == "due" and kind is StaffSupport:
            day = read_day(text, self.session.today(), ahead=True) if text else ""
            if day is None:
                raise ValueError("Due must be a day, like tomorrow or 12 March.")
            return field, day
        label = kind.kind.by_name[field].type.label
        time = self._time(text, label, ahead=column == DUE)
        first = earliest(time)
        if column == DONE and first is not None and first > self.session.now():
            raise ValueError(f"{label} must be a time that has come, and {short_label(time)} lies ahead.")
        return field, time

    def _time(self, text: str, label: str, *, ahead: bool) -> Time:
        if not text:
            return Time()
        if text.casefold() in _YES:
            return self._now()
        today = self.session.today()
        if ahead and (hit := _IN.fullmatch(text)):
            length = timedelta(**{"hours" if hit[2][0].casefold() == "h" else "minutes": int(hit[1])})
            due = self.session.now() + length
            return Time(kind=TimeKind.DATETIME, start=due.isoformat(timespec="minutes"))
        if ahead and (day := read_day(text, today, ahead=True)):
            return Time(kind=TimeKind.DATE, start=day)
        reading = read_time(text, near=today, find=None, now=today)
        if reading.time is None or reading.time.kind is TimeKind.UNKNOWN:
            raise ValueError(_A_TIME.format(label))
        return reading.time

    def _now(self) -> Time:
        return Time(kind=TimeKind.DATETIME, start=self.session.now().isoformat(timespec="minutes"))

    def _by(self, line: FirstLine, field: str, time: Time) -> dict[str, object]:
        """The time, and who did it where nobody is named yet."""
        fields: dict[str, object] = {field: time}
        name = {ImmediateAction: "owner", Notification: "by", StaffSupport: "by"}[_kind(line)]
        if not getattr(line.entity, name, ""):
            fields[name] = line.owner or self.session.case.who
        return fields

    def _secure(self, line: FirstLine, by: str) -> None:
        """Mark a piece of evidence as secured, by whom, with a line in its custody log; or take that back."""
        one = line.entity
        if not isinstance(one, EvidenceItem):
            return
        if by.casefold() in ("no", "not yet", "not secured") or (not by and one.secured):
            self.session.change(one, "Mark evidence as not secured", secured=False)
            return
        who = one.secured_by or self.session.case.who
        if by and by.casefold() not in _YES:
            who = by
        with self.session.step("Mark evidence as secured") as step:
            step.change(one, secured=True, secured_by=who)
            add_custody(step, one.id, "Secured", who)

    def _change(self, line: FirstLine, label: str, **fields: object) -> None:
        with self.session.step(label) as step:
            step.change(self._entity(step, line), **fields)

    def _entity(self, step: Step, line: FirstLine) -> Entity:
        """What the line shows; a proposed one is made now."""
        if line.entity is not None:
            return line.entity
        if line.group is Group.TOLD:
            return step.add(Notification(id=new_id(), whom=line.what, code=line.code, why=line.why))
        return step.add(_action(step, new_id(), line.what, line.code))


_ADDS = {
    Group.WITHIN_24: "Add immediate action",
    Group.WITHIN_48: "Add immediate action",
    Group.WITHIN_72: "Add immediate action",
    Group.EVIDENCE: "Add evidence",
    Group.TOLD: "Add notification",
    Group.STAFF: "Add support offer",
}
_DONE_NOW: dict[type[Entity], str] = {
    ImmediateAction: "Mark action as done",
    Notification: "Mark as told",
    StaffSupport: "Mark support as offered",
}
_FIELDS: dict[type[Entity], dict[int, str]] = {
    ImmediateAction: {WHAT: "what", OWNER: "owner", DUE: "due", DONE: "done", PROOF: "proof"},
    Notification: {WHAT: "whom", OWNER: "owner", DUE: "due", DONE: "when", PROOF: "proof"},
    EvidenceItem: {WHAT: "name", OWNER: "secured_by", DUE: "vanishes", DONE: "secured", PROOF: "kept_at"},
    StaffSupport: {WHAT: "offer", OWNER: "owner", DUE: "due", DONE: "when", PROOF: "taken_up"},
}


def _kind(line: FirstLine) -> type[Entity]:
    """The kind of what a line shows, or would become."""
    if line.entity is not None:
        return type(line.entity)
    return Notification if line.group is Group.TOLD else ImmediateAction


def _label(line: FirstLine, field: str) -> str:
    label = _kind(line).kind.by_name[field].type.label
    return f"“{label[:1].lower()}{label[1:]}” of {_kind(line).kind.word}"


def _action(step: Step, id: str, text: str, code: str) -> ImmediateAction:
    orders = (one.order for one in step.snapshot.of(ImmediateAction).values())
    order = key_between(max(orders, default="") or None, None)
    return ImmediateAction(id=id, what=text, code=code, order=order)


def _evidence(step: Step, id: str, text: str, today: date) -> EvidenceItem:
    """An item of what was typed; "lost after 18 March" at the end of it is when it will be lost."""
    hit = _LOST.match(text)
    day = read_day(hit[2], today, ahead=True) if hit else None
    vanishes = Time(kind=TimeKind.DATE, start=day) if day else Time()
    text = hit[1] if hit and day else text
    orders = (one.order for one in step.snapshot.of(EvidenceItem).values())
    return EvidenceItem(
        id=id, code=next_code(step.snapshot, EvidenceItem), name=text,
        vanishes=vanishes, order=key_between(max(orders, default="") or None, None),
    )  # fmt: skip
