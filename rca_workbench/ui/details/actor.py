"""Details of who or what took part."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from rca_workbench.model import Actor, Entity, Lane, Nature, Snapshot, TimelineEntry
from rca_workbench.model.people import PEOPLE
from rca_workbench.model.time import short_label
from rca_workbench.ui import style
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Page
from rca_workbench.ui.fields import FieldEditor, RefChoice, TextEditor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.mention_role import RoleEditor
from rca_workbench.ui.places.people.erasure import IDENTITY, RemoveIdentity, triples
from rca_workbench.ui.places.people.texts import TELLING, ask_by_role
from rca_workbench.ui.session import Session

_SHORT = {"refer_as": "Spoken of as", "sensitive": "Days to avoid"}
"""Labels that fit beside their field; what a field is for in full is its tip."""


class ActorPage(Page):
    """The role, the lane, and, covered, who it is."""

    shows = ("timeline_entry",)

    def __init__(self, session: Session) -> None:
        super().__init__(session, Actor.kind)

    def statement_editor(self, name: str) -> TextEditor:
        return RoleEditor(self.session)

    def fill(self) -> None:
        self.field("nature")
        self.own(RefChoice(self.session, self.kind, "lane", Lane, none="No lane"))
        self.field("relation", label="Relation")
        self._left = self.field("left", label="Left post")
        self.line()
        self._who: list[FieldEditor] = []
        self._who_head = self.heading("Who it is")
        self._who_said = style.role(
            QLabel("Kept here and nowhere else. Never exported, printed or drawn."), "small"
        )
        wrapped(self._who_said)
        self.add(self._who_said)
        self._show = style.role(QPushButton(), "link")
        self._show.clicked.connect(lambda: self.session.show_names(not self.session.names_shown))
        self.session.names_changed.connect(self._say_shown)
        self._say_shown(self.session.names_shown)
        self._body.addWidget(self._show, 0, Qt.AlignmentFlag.AlignLeft)
        for name in IDENTITY:
            self._who.append(self.field(name, label=_SHORT.get(name, "")))
        self._by_role = style.role(QPushButton("Find their name in texts"), "link")
        self._by_role.clicked.connect(self._ask_by_role)
        self._remove = style.role(QPushButton("Remove this person's identity"), "link")
        self._remove.clicked.connect(self._ask_to_remove)
        for button in (self._by_role, self._remove):
            self._body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.line()
        self.part(
            FactsSection(
                self.session, "Takes part in", "Not on the timeline yet.", entries_of, ("timeline_entry",)
            )
        )

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Actor)
        held = any(getattr(entity, name) for name in IDENTITY)
        person = entity.nature is None or entity.nature in PEOPLE or held
        for part in (*self._who, self._who_head, self._who_said, self._show):
            part.setVisible(person)
        self._left.setVisible(entity.nature in (None, Nature.STAFF) or bool(entity.left))
        self._by_role.setVisible(
            any(getattr(entity, name) for name in TELLING) and not self.session.read_only
        )
        held = held or (person and self.session.case.steps_holding(triples(entity)) > 0)
        self._remove.setVisible(held and not self.session.read_only)

    def _ask_by_role(self) -> None:
        actor, button = self.entity, self._by_role
        if isinstance(actor, Actor):
            place = QRect(button.mapTo(self.window(), button.rect().topLeft()), button.size())
            button.setFocus()
            ask_by_role(self.session, actor, button, place)

    def _ask_to_remove(self) -> None:
        actor = self.entity
        if isinstance(actor, Actor):
            RemoveIdentity(self.session, actor, self.window()).exec()

    def _say_shown(self, shown: bool) -> None:
        self._show.setText(
            "Hide names (Ctrl+Shift+H)" if shown else "Show names for five minutes (Ctrl+Shift+H)"
        )


def entries_of(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """The timeline entries somebody takes part in, in the order they were added."""
    for entry in snapshot.pointed_from(TimelineEntry, "actor", id):
        yield entry, short_label(entry.time)
