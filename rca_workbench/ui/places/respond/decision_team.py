"""Who looks into it, by role: their part, what keeps them independent, their training, and what is asked of each part."""

from functools import partial

from PySide6.QtWidgets import QPushButton

from rca_workbench.analysis.deciding import decided, proposal
from rca_workbench.analysis.team import asked_of, lacking_parts, remarks
from rca_workbench.model import Profile, TeamMember, TeamPart
from rca_workbench.model.words import word
from rca_workbench.reference.responses import competence_mark, response_of
from rca_workbench.ui.fields import FieldEditor, LabelAt, Row, clear, columns, editor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.cards import label
from rca_workbench.ui.places.respond.decision_card import DecisionCard
from rca_workbench.ui.places.respond.decision_edits import DecisionEdits
from rca_workbench.ui.places.respond.folding import Folding, come_soon, keyboard_in

_FIELDS = ("role", "part", "organisation", "person", "independent", "trained")


class TeamCard(DecisionCard):
    """The team, one line each; a line opens its fields in place."""

    def __init__(self, edits: DecisionEdits) -> None:
        super().__init__(edits, "Who looks into it", 6)
        self.opened: str | None = None
        self._editors: list[FieldEditor] = []
        self._buttons: dict[str, QPushButton] = {}

    def refresh(self) -> None:
        """Show the team as it is now. An open member's fields stay as they are under the cursor."""
        snapshot = self.edits.session.snapshot
        members = self._members()
        if self.opened is not None and snapshot.get(TeamMember, self.opened) is None:
            self.opened = None
        level = self._level_words()
        said = (
            self.opened, snapshot.case.profile, level, lacking_parts(snapshot),
            [(one.id, self._line(one), remarks(snapshot, one)) for one in members if one.id != self.opened],
        )  # fmt: skip
        if said != self._shown:
            self._shown = said
            self._lay(members, level)
        for one in self._editors:
            one.refresh()
        member = snapshot.get(TeamMember, self.opened)
        if member is not None:
            self._warn.setText("\n".join(remarks(snapshot, member)))
            self._warn.setVisible(bool(self._warn.text()))

    def add(self, part: TeamPart | None = None) -> None:
        """Add someone and open their fields."""
        if self.edits.session.read_only:
            return
        self.opened = self.edits.add_member(part)
        self.refresh()
        self._editors[0].setFocus()
        come_soon(self._editors[0], 320)

    def show_one(self, id: str) -> None:
        """Open the fields of a member."""
        self.opened = id
        self.refresh()
        if self._editors:
            self._editors[0].setFocus()
        come_soon(self._editors[0], 320)

    # -- laying out -----------------------------------------------------------------------------------

    def _lay(self, members: list[TeamMember], level: str) -> None:
        had = keyboard_in(self)
        at = next((one.name for one in self._editors if keyboard_in(one)), "")
        clear(self._rows)
        self._editors, self._buttons = [], {}
        if level:
            self._rows.addWidget(wrapped(label(level, "small")))
        if not members:
            self._rows.addWidget(wrapped(label("Nobody is named yet. Name people by role.", "small")))
        for one in members:
            if one.id == self.opened:
                self._form(one)
            else:
                self._member(one)
        self._add_buttons()
        if asked_of(self.edits.session.snapshot.case.profile):
            self._rows.addWidget(self._standards())
        if had and self.opened is None and self._buttons:
            next(iter(self._buttons.values())).setFocus()
        for field in self._editors:
            if field.name == at:
                field.setFocus()

    def _member(self, one: TeamMember) -> None:
        words, beneath = self._line(one)
        out = "" if self.edits.session.read_only else f"Remove from the team: {words}"
        row = Row("user", "text2", words, beneath, out=out, name=f"{words}. {beneath}. Press to change it")
        row.opened.connect(partial(self.show_one, one.id))
        row.taken_out.connect(partial(self.edits.session.remove, one))
        self._buttons[one.id] = row.button
        self._rows.addWidget(row)
        for said in remarks(self.edits.session.snapshot, one):
            self._rows.addWidget(wrapped(label(said, "warn")))

    def _form(self, one: TeamMember) -> None:
        session = self.edits.session
        made = {
            name: editor(session, TeamMember.kind, name, label_at=LabelAt.ABOVE)
            for name in (*_FIELDS, "interests", "training")
        }
        self._editors = list(made.values())
        for field in self._editors:
            field.show_entity(one)
            field.go_to.connect(self.go_to)
        self._rows.addWidget(made["role"])
        self._rows.addLayout(columns([made["part"], made["independent"]], 2, 12))
        self._rows.addLayout(columns([made["organisation"], made["person"]], 2, 12))
        self._rows.addWidget(made["interests"])
        self._rows.addLayout(columns([made["training"], made["trained"]], 2, 12))
        self._warn = wrapped(label("", "warn"))
        self._rows.addWidget(self._warn)
        done = QPushButton("Done")
        done.setAccessibleName("Done with this member of the team")
        done.clicked.connect(self._close)
        self._lay_buttons(done)

    def _add_buttons(self) -> None:
        if self.edits.session.read_only:
            return
        lacking = lacking_parts(self.edits.session.snapshot)
        self._lay_buttons(
            *(self._button(f"Add {_PART_WORDS[part]}", part) for part in lacking),
            self._button("Add member", None),
        )

    def _button(self, words: str, part: TeamPart | None) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(f"{words} to the team")
        button.clicked.connect(lambda: self.add(part))
        return button

    def _standards(self) -> Folding:
        lines = [
            f"{one.role[:1].upper()}{one.role[1:]}: {one.notes}."
            + (f" Training: {one.training}." if one.training else "")
            for one in asked_of(self.edits.session.snapshot.case.profile)
        ]
        mark = competence_mark()
        return Folding("What is asked of each part", [*lines, mark] if mark else lines)

    # -- inside ---------------------------------------------------------------------------------------

    def _close(self) -> None:
        for one in self._editors:
            one.commit()
        was, self.opened = self.opened, None
        self.refresh()
        if was in self._buttons:
            self._buttons[was].setFocus()

    def _members(self) -> list[TeamMember]:
        return sorted(
            self.edits.session.snapshot.of(TeamMember).values(), key=lambda one: (one.order, one.id)
        )

    def _line(self, one: TeamMember) -> tuple[str, str]:
        part = word(one.part) if one.part else "No part said"
        independent = f"independent: {word(one.independent).lower()}" if one.independent else ""
        beneath = ", ".join(said for said in (part, one.organisation, independent) if said)
        return one.role or "Nobody named yet", beneath

    def _level_words(self) -> str:
        """What the level of 2015 says of the team."""
        snapshot = self.edits.session.snapshot
        if snapshot.case.profile is not Profile.SIF2015:
            return ""
        last = decided(snapshot)
        level = response_of(last.level if last is not None and last.level else proposal(snapshot).level)
        return (
            f"{level.name} asks for: {level.team}. {level.mark}" if level is not None and level.team else ""
        )


_PART_WORDS = {TeamPart.LEAD: "lead", TeamPart.ENGAGEMENT_LEAD: "engagement lead"}
