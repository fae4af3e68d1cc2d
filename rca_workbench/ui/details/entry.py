"""Details of a timeline entry."""

from collections.abc import Callable, Sequence

from rca_workbench.model import Changes, Entity, Factor, Lane, Problem, Snapshot, TimelineEntry
from rca_workbench.model.words import word
from rca_workbench.ui.details.answers import AnswersSection
from rca_workbench.ui.details.moment import AccountsSection, KnowledgeSection, WhatElse
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import (
    CertaintyEditor,
    LabelAt,
    RefChoice,
    Row,
    SourcesEditor,
    TextEditor,
    TimeEdit,
    clear,
    in_a_sentence,
)
from rca_workbench.ui.fields.names import icon_of, ink_of, kind_word
from rca_workbench.ui.fields.section import Section
from rca_workbench.ui.session import Session


class EntryPage(Page):
    """What happened, when, by whom; what should have, and why it made sense; sources; its place on the map."""

    shows = ("factor",)

    def __init__(self, session: Session) -> None:
        super().__init__(session, TimelineEntry.kind)

    def fill(self) -> None:
        self.own(TimeEdit(self.session, self.kind, "time", label="When"))
        self.own(CertaintyEditor(self.session, self.kind, "time"))
        what_else = WhatElse(self.session)
        what_else.asked.connect(lambda: self.run("entry_else", "timeline"))
        self.part(what_else)
        self.field("actor", label="Who")
        self.own(RefChoice(self.session, self.kind, "lane", Lane, none="As who or what", label="Lane"))
        self.line()
        self.field("expected")
        self._due = self.field("expected_time", label="Was due")
        self.own(
            TextEditor(
                self.session, self.kind, "sense", label_at=LabelAt.HEADING, look="quiet_text",
                hint="What they knew, saw and had to do then",
            )
        )  # fmt: skip
        self.line()
        self.part(SourcesEditor(self.session), adds="excerpt")
        self.line()
        self.part(AccountsSection(self.session), adds="account")
        self.line()
        self.part(KnowledgeSection(self.session), adds="knowledge")
        self.line()
        self.part(OnTheMap(self.session))
        self.line()
        self.part(AnswersSection(self.session), adds="question")
        self.line()
        self.field("entry_kind")
        for name in ("good_practice", "harm", "is_omission", "verified", "derived_time"):
            self.field(name)
        self._printed = self.field("printed_date", label="Date as printed")
        self.field("conflict_note")
        self.field("conflicts_with")
        self.field("note")

    def kinds(self, entity: Entity) -> Sequence[tuple[str, Callable[[], object]]]:
        assert isinstance(entity, TimelineEntry)
        change = self.session.change
        made: list[tuple[str, Callable[[], object]]] = [
            ("Event", lambda: change(entity, "Take the flag off", problem=None, harm=None)),
        ]
        for problem in Problem:
            made.append(
                (word(problem), lambda problem=problem: change(entity, "Flag as a problem", problem=problem))
            )
        made.append(("Harm", lambda: change(entity, "Mark harm", harm=True)))
        return made

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, TimelineEntry)
        made: list[Chip] = []
        if entity.good_practice:
            made.append(("sparkle", "Good practice", None))
        if entity.is_omission:
            made.append(("circle-dashed", "Not done", None))
        if entity.accounts_state is not None:
            made.append(("equal-not", f"Accounts differ: {in_a_sentence(word(entity.accounts_state))}", None))
        elif entity.conflict_note or entity.conflicts_with:
            made.append(("equal-not", "Sources disagree", None))
        if entity.verified:
            made.append(("check", "Verified against the source", None))
        return made

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        there = on_the_map(self.session.snapshot, entity.id)
        if there:
            show = ("Show on map", "waypoints", lambda: self.go_to.emit("analysis/map", there[0].id), "")
            why = ("Ask why", "corner-left-up", lambda: self._ask_why(there[0].id), "W")
            return (show,) if self.session.read_only else (show, why)
        if self.session.read_only:
            return ()
        return (("Ask why", "corner-left-up", lambda: self.run("entry_why", "timeline"), "W"),)

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, TimelineEntry)
        self._due.setVisible(
            bool(entity.expected) or entity.expected_time.said != "" or entity.expected_time.start is not None
        )
        self._printed.setVisible(bool(entity.printed_date))

    def _ask_why(self, factor: str) -> None:
        self.go_to.emit("analysis/map", factor)
        self.run("map_why")


class OnTheMap(Section):
    """The factors that stand for an entry on the map."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "On the map", under="Not on the map yet. “Ask why” puts it there.")

    def refresh(self, changes: Changes | None) -> None:
        """Show the factors as they are now."""
        if changes is not None and not changes.touches(Factor.kind.name):
            return
        found = on_the_map(self.session.snapshot, self.id) if self.id else ()
        if found == self._shown:
            return
        self._shown = found
        clear(self._rows)
        self._under.setVisible(not found)
        for factor in found:
            beneath = kind_word(factor, self.session.snapshot)
            row = Row(
                icon_of(factor), ink_of(factor), factor.text, beneath, name=f"Show on the map: {factor.text}"
            )
            row.opened.connect(lambda id=factor.id: self.go_to.emit("analysis/map", id))
            self._rows.addWidget(row)


def on_the_map(snapshot: Snapshot, entry: str) -> tuple[Factor, ...]:
    """Factors that stand for an entry, the one placed at it first."""
    ids = (*snapshot.by(Factor, "entry").get(entry, ()), *snapshot.by(Factor, "entries").get(entry, ()))
    factors = snapshot.of(Factor)
    return tuple(factors[id] for id in dict.fromkeys(ids))
