"""The pauses and extensions of a deadline: each asks for its own dates, an extension for the new one alone."""

from PySide6.QtCore import Qt

from rca_workbench.model import Changes, ClockChange, ClockChangeKind, Entity
from rca_workbench.model.time_said import date_words
from rca_workbench.ui.details.children import ChildrenSection, Line
from rca_workbench.ui.fields import DayEditor, FieldEditor
from rca_workbench.ui.session import Session

_UNTIL = {
    ClockChangeKind.PAUSE: "Goes on from",
    ClockChangeKind.EXTENSION: "Extended to",
    None: "Until",
}
"""What the second day is of each kind."""


class ClockChangesSection(ChildrenSection):
    """What moved the date of a deadline, with reason and agreement."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session, ClockChange.kind, "clock", title="Pauses and extensions", none="None.", add="Add",
            fields=("change", "since", "until", "reason", "agreed_with", "agreed"), line=_line,
        )  # fmt: skip
        self.add.setAccessibleName("Add pause or extension")

    def open(self, id: str) -> None:
        super().open(id)
        one = self.session.snapshot.get(ClockChange, id)
        if one is not None:
            self._suit(one.change)
            first = {ClockChangeKind.EXTENSION: "until", ClockChangeKind.PAUSE: "reason"}.get(one.change)  # type: ignore[arg-type]
            self._editor(first or "change").setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        one = self.session.snapshot.get(ClockChange, self._form.id)
        if one is not None:
            self._suit(one.change)

    def _is_blank(self, one: Entity) -> bool:
        """An extension that was begun and left without a word goes again."""
        assert isinstance(one, ClockChange)
        return not any((one.since, one.until, one.reason, one.agreed_with, one.agreed))

    def _suit(self, change: ClockChangeKind | None) -> None:
        """Ask only for what the kind has, in its own words."""
        self._editor("since").setVisible(change is not ClockChangeKind.EXTENSION)
        until = self._editor("until")
        assert isinstance(until, DayEditor)
        until.ahead = change is ClockChangeKind.EXTENSION
        until.words.setText(_UNTIL[change])
        until.control.setAccessibleName(_UNTIL[change])

    def _editor(self, name: str) -> FieldEditor:
        return next(one for one in self._form.editors if one.name == name)


def _line(entity: Entity) -> Line:
    assert isinstance(entity, ClockChange)
    agreed = f"agreed with {entity.agreed_with}" if entity.agreed_with else ""
    agreed += f" on {date_words(entity.agreed, short=True)}" if agreed and entity.agreed else ""
    beneath = " · ".join(part for part in (entity.reason or "No reason yet", agreed) if part)
    if entity.change is ClockChangeKind.PAUSE:
        since = date_words(entity.since, short=True) if entity.since else "no day yet"
        until = f", goes on {date_words(entity.until, short=True)}" if entity.until else ", no end yet"
        return "circle-parking", f"Paused from {since}{until}", beneath
    if entity.change is ClockChangeKind.EXTENSION:
        to = date_words(entity.until, short=True) if entity.until else "no day yet"
        return "calendar-clock", f"Extended to {to}", beneath
    return "circle-help", "Not said yet what it is", beneath
