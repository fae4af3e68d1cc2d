"""The sources of a fact: what it rests on in words, and the places in evidence that bear on it, to add and change."""

from functools import partial
from weakref import WeakKeyDictionary

from PySide6.QtGui import QHideEvent

from rca_workbench.analysis.support import Standing, support
from rca_workbench.model import (
    Account,
    Changes,
    Entity,
    EvidenceItem,
    Excerpt,
    Factor,
    Finding,
    Snapshot,
    Stance,
    TimelineEntry,
    new_id,
    shortened,
)
from rca_workbench.model.words import word
from rca_workbench.ui import style
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.fields.refs import Row, add_by_name, clear
from rca_workbench.ui.fields.section import Section
from rca_workbench.ui.fields.source_form import Draft, SourceCard, SourceForm, tab_after, widgets_in
from rca_workbench.ui.session import Session

TOUCHED_BY = tuple(one.kind.name for one in (Excerpt, EvidenceItem, Account, TimelineEntry, Factor, Finding))
STANDING_ROLES = {Standing.ONE_STATEMENT: "warn", Standing.DISPUTED: "warn"}
"""Looks of the standing that ask for a second glance; the words always say why."""

_DRAFTS: WeakKeyDictionary[Session, dict[str, Draft]] = WeakKeyDictionary()
"""Sources half typed, by the fact they are for: they outlive the panel, which is made anew with each look."""


class SourcesEditor(Section):
    """The sources of one fact, each with its place and its words, and a short form to add one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Sources", "Add source", between=2)
        self._drafts = _DRAFTS.setdefault(session, {})
        self._form = SourceForm(session)
        self._form.done.connect(self._done)
        self._form.left.connect(self._leave)
        self._form.hide()
        self._card = SourceCard(session)
        self._card.left.connect(self._close_card)
        self._card.go_to.connect(self.go_to)
        self._card.hide()
        self._box.addWidget(self._card)
        self._box.addWidget(self._form)

    def show_entity(self, entity: Entity | None) -> None:
        """Show the sources of another fact. What is half typed for the one before stays with that one."""
        id = entity.id if entity is not None else None
        if id != self.id:
            self._set_aside()
            self._card.leave()
            self.id = id
            if id is not None and id in self._drafts:
                self._form.put(self._drafts.pop(id))
        self.refresh(None)

    def refresh(self, changes: Changes | None) -> None:
        """Show the sources as they are now."""
        if self.id is None or (changes is not None and not changes.touches(*TOUCHED_BY)):
            return
        snapshot = self.session.snapshot
        found = support(snapshot, self.id)
        excerpts = snapshot.pointed_from(Excerpt, "about", self.id)
        shown = [(one, snapshot.get(EvidenceItem, one.evidence)) for one in excerpts]
        self._card.refresh()
        if (shown, found, self._card.id) == self._shown:
            return
        self._shown = (shown, found, self._card.id)
        self._under.setText(f"{found.words}.")
        style.role(self._under, STANDING_ROLES.get(found.standing, "small"))
        self._rows.removeWidget(self._card)
        clear(self._rows)
        for excerpt, item in shown:
            if excerpt.id == self._card.id:
                self._rows.addWidget(self._card)
            else:
                self._rows.addWidget(self._row(excerpt, item))
        tab_after(self.add, widgets_in(self._rows))

    def begin(self) -> None:
        """Start adding a source, or go on with the one that is half typed."""
        if self.session.read_only or self.id is None:
            return
        if self._form.isVisible():
            self._form.evidence.setFocus()
        else:
            self._form.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        # Details are closed or the case is: what is typed is kept, though it may not say yet what it is from.
        if self._form.isVisibleTo(self):
            self._set_aside(keep=True)
        super().hideEvent(event)

    def _row(self, excerpt: Excerpt, item: EvidenceItem | None) -> Row:
        words = source_words(self.session.snapshot, excerpt)
        said = f"“{shortened(excerpt.quote, 220)}”" if excerpt.quote else ""
        if excerpt.stance is not Stance.SUPPORTS:
            said = " · ".join(part for part in (word(excerpt.stance), said) if part)
        out = "" if self.session.read_only else f"Take out source {words}"
        row = Row(icon_of(item) if item else "quote", "text2", words, said, out=out)
        row.opened.connect(partial(self._edit, excerpt.id))
        row.taken_out.connect(partial(self.session.remove, excerpt))
        return row

    def _edit(self, id: str) -> None:
        excerpt = self.session.snapshot.get(Excerpt, id)
        if excerpt is None:
            return
        if self.session.read_only:
            if excerpt.evidence:
                self.go_to.emit("evidence/register", excerpt.evidence)
            return
        self._card.leave()
        self._card.ask(excerpt)
        self.refresh(None)
        self._card.ask(excerpt)

    def _close_card(self) -> None:
        self._card.leave()
        self.refresh(None)
        self.add.setFocus()

    def _done(self) -> None:
        draft = self._form.draft
        if self.id is None or not draft.name:
            self._form.say(
                "Source must be a piece of evidence. Type its name; a new one is added to the register."
            )
            return
        self._form.hide()  # first: the step may make another fact the one shown, which sets aside what is open
        if not self._keep(draft, self.id):
            self._form.put(draft)
            return
        self.add.setFocus()

    def _keep(self, draft: Draft, about: str) -> bool:
        """Add the source; False where the case could not take it."""
        id = new_id()
        with self.session.step("Add source") as step:
            evidence = draft.evidence
            if evidence is None and draft.name:
                evidence = add_by_name(step, "evidence", draft.name).id
            step.add(
                Excerpt(
                    id=id,
                    about=about,
                    evidence=evidence,
                    place=draft.place,
                    quote=draft.quote,
                    stance=draft.stance,
                )
            )
        return self.session.snapshot.get(Excerpt, id) is not None

    def _set_aside(self, *, keep: bool = False) -> None:
        """Close the form: what is whole is kept, what is half typed waits until its fact is shown again.

        With `keep`, words and places are kept as well where nothing says yet what they are from.
        """
        if self.id is None or self._form.isHidden():
            return
        draft, touched = self._form.draft, self._form.touched
        self._form.hide()
        ripe = draft.whole or (keep and bool(draft.place or draft.quote))
        if touched and not (ripe and self._keep(draft, self.id)):
            self._drafts[self.id] = draft

    def _leave(self) -> None:
        self._form.hide()
        self.add.setFocus()


def source_words(snapshot: Snapshot, excerpt: Excerpt) -> str:
    """A source in a line: what it is and the place in it."""
    item = snapshot.get(EvidenceItem, excerpt.evidence)
    name = (item.name or item.code) if item else "No evidence named yet"
    return f"{name}, {excerpt.place}" if excerpt.place else name
