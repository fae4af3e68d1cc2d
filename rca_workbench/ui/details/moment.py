"""Sections of an entry's Details: what else happened then, accounts that compete, and who could know of it when."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.drawing.ticks import duration_words
from rca_workbench.model import (
    Account,
    AccountState,
    Actor,
    Changes,
    Entity,
    EvidenceItem,
    Knowledge,
    Snapshot,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.time import moment, said_in_words, short_label, window
from rca_workbench.ui import style
from rca_workbench.ui.details.children import ChildrenSection, Line
from rca_workbench.ui.fields import ChoiceEditor, FieldEditor, TextEditor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.places.timeline.disputes import settle_on, told
from rca_workbench.ui.session import Session

AT_REST_MS = 250


class AccountsSection(ChildrenSection):
    """What each source says of a moment, where the dispute stands, and which account was settled on."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            Account.kind,
            "entry",
            title="Accounts of this moment",
            none="Sources agree, as far as it is recorded.",
            add="Add account",
            fields=("evidence", "place", "time", "text"),
            line=self._said,
            touched_by=(EvidenceItem.kind.name, TimelineEntry.kind.name),
        )
        kind = TimelineEntry.kind
        self._state = ChoiceEditor(session, kind, "accounts_state", label="Stands")
        self._how = TextEditor(session, kind, "resolution", label="How")
        self._by = TextEditor(session, kind, "resolved_by", label="By, by role")
        self._use = style.role(QPushButton("Use the account shown for this moment"), "link")
        self._use.clicked.connect(self._settle)
        self.dispute: tuple[FieldEditor, ...] = (self._state, self._how, self._by)
        for one in self.dispute:
            self._box.addWidget(one)
            one.hide()
        self._form.layout().insertWidget(self._form.layout().count() - 1, self._use)

    def show_entity(self, entity: Entity | None) -> None:
        for one in self.dispute:
            one.show_entity(entity)
        super().show_entity(entity)

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        for each in self.dispute:
            each.refresh()
        entry = self.session.snapshot.get(TimelineEntry, self.id)
        state = entry.accounts_state if entry is not None else None
        there = bool(self.children_shown) or state is not None
        self._state.setVisible(there)
        self._how.setVisible(there and state is not None and state is not AccountState.DISPUTED)
        self._by.setVisible(there and state is AccountState.RESOLVED)
        self._use.setVisible(not self.session.read_only)

    def begin(self) -> None:
        """Add another account. The first one brings what the entry says now along, so that both stand side by side."""
        entry = self.session.snapshot.get(TimelineEntry, self.id)
        if entry is None or self.session.read_only:
            return
        self.open(told(self.session, entry))

    def _settle(self) -> None:
        entry = self.session.snapshot.get(TimelineEntry, self.id)
        account = self.session.snapshot.get(Account, self._form.id)
        if entry is not None and account is not None:
            self._leave_quietly()
            settle_on(self.session, entry, account)

    def _said(self, one: Entity) -> Line:
        assert isinstance(one, Account)
        snapshot = self.session.snapshot
        item = snapshot.get(EvidenceItem, one.evidence)
        source = (item.name or item.code) if item else "Source not said"
        place = f", {one.place}" if one.place else ""
        words = shortened(one.text, 200) or "Nothing written yet"
        when = short_label(one.time)
        return icon_of(item) if item else "quote", f"{source}{place}", f"{when}: {words}" if when else words


class KnowledgeSection(ChildrenSection):
    """From when each person could know of an entry."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            Knowledge.kind,
            "entry",
            title="Known by whom, from when",
            none="Not recorded. The hindsight curtain takes it as known to the person it is about, when it happened.",
            add="Add who knew",
            fields=("actor", "when", "how"),
            line=self._said,
            touched_by=(Actor.kind.name,),
        )

    def _said(self, one: Entity) -> Line:
        assert isinstance(one, Knowledge)
        actor = self.session.snapshot.get(Actor, one.actor)
        when = said_in_words(one.when, lambda id: _code(self.session.snapshot, id))
        beneath = ", ".join(part for part in (f"from {when}", one.how) if part)
        return icon_of(actor) if actor else "user", actor.role if actor else "Not said who", beneath


class WhatElse(QWidget):
    """What a time comes to once everything is considered, and what else happened then."""

    go_to = Signal(str, object)
    asked = Signal()
    """Show what else happened then, in the timeline."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.id: str | None = None
        self._derived = style.role(QLabel(), "small")
        wrapped(self._derived)
        self._show = style.role(QPushButton("What else happened then"), "link")
        self._show.clicked.connect(self.asked)
        # Counting looks at every entry: not while somebody moves along the timeline.
        self._rest = QTimer(self, singleShot=True, interval=AT_REST_MS)
        self._rest.timeout.connect(self._count)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self._derived)
        box.addWidget(self._show)

    def show_entity(self, entity: Entity | None) -> None:
        """Be about another entry."""
        self.id = entity.id if entity is not None else None
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Work it out anew."""
        entry = self.session.snapshot.get(TimelineEntry, self.id)
        if entry is None or (changes is not None and not changes.touches("timeline_entry", "time_link")):
            return
        said = derived_words(self.session, entry)
        self._derived.setText(said)
        self._derived.setVisible(bool(said))
        self._show.setText("What else happened then")
        self._rest.start()

    def _count(self) -> None:
        if self.session.snapshot.get(TimelineEntry, self.id) is None or self.id is None:
            return
        found = self.session.chronology.overlapping(self.id)
        counts = ((len(found.certain), "for sure"), (len(found.possible), "possibly"))
        words = " and ".join(f"{count} {how}" for count, how in counts if count) or "nothing recorded"
        self._show.setText(f"What else happened then: {words}")
        self._show.setAccessibleName(f"Show what else happened then: {words}")


def derived_words(session: Session, entry: TimelineEntry) -> str:
    """What follows from other entries about an entry's time, beyond what it says itself; empty where nothing does."""
    own, seen = window(entry.time), session.chronology.window(entry.id)
    if (own.earliest, own.latest) == (seen.earliest, seen.latest):
        return ""
    low = _clock(seen.earliest) if seen.earliest is not None else ""
    high = _clock(seen.latest) if seen.latest is not None else ""
    because = "its place in the order" if seen.by_order else "the entries it is tied to"
    if low and high:
        wide = duration_words(seen.latest - seen.earliest) if seen.latest and seen.earliest else ""
        at = f"between {low} and {high}" if seen.latest - seen.earliest > 60 else f"at {low}"  # type: ignore[operator]
        return f"From {because}: {at}" + (f", within {wide}." if seen.latest - seen.earliest > 60 else ".")  # type: ignore[operator]
    return (
        f"From {because}: not before {low}." if low else f"From {because}: not after {high}." if high else ""
    )


def _clock(second: int) -> str:
    at = moment(second)
    return f"{at.day} {at:%b %Y %H:%M}"


def _code(snapshot: Snapshot, id: str) -> str:
    entry = snapshot.get(TimelineEntry, id)
    return (entry.code or shortened(entry.text, 40)) if entry else "an entry that is gone"
