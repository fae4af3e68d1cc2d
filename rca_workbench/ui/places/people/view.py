"""People: who and what took part, by role, in the lanes of the timeline."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QMenu

from rca_workbench.analysis.roles import holder, nature_of, new_role, role_mentions
from rca_workbench.model import Actor, Entity, Lane, TimelineEntry, new_id
from rca_workbench.model.order import key_between
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.mention_question import Question
from rca_workbench.ui.fields.mention_role import also_in_words, rename, taken
from rca_workbench.ui.lists import ListView
from rca_workbench.ui.places.people.erasure import RemoveIdentity
from rca_workbench.ui.places.people.rows import NO_LANE, PeopleRows
from rca_workbench.ui.places.people.suggest import RoleSuggestions
from rca_workbench.ui.session import Session


class PeopleView(ListView):
    """The list by lanes; lanes are added, named, put in order and filled here."""

    word = "person or lane"
    prefix = "people"

    def __init__(self, session: Session) -> None:
        self.people = PeopleRows(session)
        super().__init__(
            session, self.people, "People and parts", folds=True,
            empty="Add people by role, such as “Ward nurse 1”. Names are optional.",
        )  # fmt: skip
        self.capture_with("New person or part, by role", "A role, such as Ward nurse 1 or Results system")
        assert self.capture is not None
        self.roles = RoleSuggestions(session, self.capture.box, self._captured)
        self._question: Question | None = None

    def primary(self) -> Command:
        return Command(
            "people_add", "Add person", self.begin, ("N",), "actor role staff family team new", "plus"
        )

    def tools(self) -> tuple[Command, ...]:
        return (
            *super().tools(),
            Command("people_lane", "Add lane", self.add_lane, ("Shift+N",), "row group timeline", "rows-3"),
        )

    def further(self) -> Sequence[Command]:
        def made(id: str, title: str, run: Callable[[], object], key: str, icon: str) -> Command:
            return Command(f"people_{id}", title, run, (key,), "lane actor", icon, "", self._writable)

        return (
            made("assign", "Put in another lane", self.assign, "L", "rows-3"),
            made("up", "Move up", partial(self.move, -1), "Alt+Up", "arrow-up"),
            made("down", "Move down", partial(self.move, 1), "Alt+Down", "arrow-down"),
            made("go", "Show on the timeline", self.to_timeline, "G", "chart-gantt"),
            Command(
                "people_remove_identity", "Remove this person's identity", self.remove_identity, (),
                "erase name delete personal details gdpr", "eye-off", "", self._person_here,
            ),
        )  # fmt: skip

    def begin(self) -> None:
        super().begin()
        self.roles.open()

    def add(self, text: str) -> str | None:
        id = new_id()
        role = new_role(self.session.snapshot.of(Actor).values(), text)
        lane = self._lane_here()
        with self.session.step("Add person or part") as step:
            orders = (one.order for one in step.snapshot.of(Actor).values())
            order = key_between(max(orders, default="") or None, None)
            step.add(Actor(id=id, role=role, nature=nature_of(role), lane=lane, order=order))
        return id

    def add_lane(self) -> None:
        """Add a lane under the others and type its name."""
        if self.session.read_only:
            return
        id = new_id()
        with self.session.step("Add lane") as step:
            orders = (one.order for one in step.snapshot.of(Lane).values())
            step.add(Lane(id=id, label="New lane", order=key_between(max(orders, default="") or None, None)))
        self.session.select(id)
        self.table.mark(id)
        self.table.setFocus()
        self.table.edit_current(0)

    def assign(self) -> None:
        """Choose another lane for the one selected."""
        actor = self.current
        if not isinstance(actor, Actor):
            return
        menu = QMenu(self)
        for lane in (*self.people.lanes(), None):
            action = menu.addAction(lane.label if lane else "No lane", partial(self._put_in, actor, lane))
            action.setCheckable(True)
            action.setChecked(actor.lane == (lane.id if lane else None))
        place = self.table.visualRect(self.table.currentIndex())
        menu.popup(self.table.viewport().mapToGlobal(place.bottomLeft()))

    def move(self, by: int) -> None:
        """Move a lane among the lanes, or somebody within their lane."""
        entity = self.current
        if isinstance(entity, Lane):
            self._move(entity, self.people.lanes(), by)
        elif isinstance(entity, Actor):
            self._move(entity, self.people.actors(entity.lane), by)

    def to_timeline(self) -> None:
        """Show the first entry somebody takes part in."""
        entity = self.current
        if isinstance(entity, Actor):
            first = self.session.snapshot.by(TimelineEntry, "actor").get(entity.id, ())
            self.go_to.emit("timeline", first[0] if first else None)

    def edited(self, id: str, column: int, text: str) -> None:
        entity = self.session.snapshot.find(id)
        if isinstance(entity, Actor):
            self._rename(entity, " ".join(text.split()))
        elif isinstance(entity, Lane):
            self.session.change(entity, "Rename lane", label=text)

    def remove_identity(self) -> None:
        """Remove what identifies the one selected, for good, after saying all it comes to."""
        actor = self.current
        if isinstance(actor, Actor):
            RemoveIdentity(self.session, actor, self.window()).exec()

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Actor | Lane)

    def counts(self) -> str:
        actors, lanes = len(self.session.snapshot.of(Actor)), len(self.session.snapshot.of(Lane))
        return f"{actors} by role, {lanes} {'lane' if lanes == 1 else 'lanes'}"

    def _writable(self) -> bool:
        return not self.session.read_only and self.current is not None

    def _person_here(self) -> bool:
        return self._writable() and isinstance(self.current, Actor)

    def _rename(self, actor: Actor, role: str) -> None:
        """Change a role; where texts say it, ask first whether they are to follow."""
        other = holder(self.session.snapshot.of(Actor).values(), role, actor.id)
        if other is not None:
            self.session.faulted.emit(taken(self.session, other))
            return
        told = role_mentions(self.session.snapshot, actor.role) if role and role != actor.role else []
        if not told:
            rename(self.session, actor, role, also=False)
            return
        # The line typed in is just being closed: the table has the focus after that.
        QTimer.singleShot(0, self, partial(self._ask_texts, actor, role, len(told)))

    def _ask_texts(self, actor: Actor, role: str, told: int) -> None:
        if self._question is None:
            self._question = Question(self.window())
        self.table.setFocus()
        place = self.table.visualRect(self.table.currentIndex())
        view = self.table.viewport()
        near = QRect(view.mapTo(self.window(), place.topLeft()), place.size())
        self._question.ask(
            self.table,
            near,
            f"{actor.role} becomes {role}.",
            (f"{told} {'text says' if told == 1 else 'texts say'} {actor.role}.",),
            (
                (also_in_words(told), lambda: rename(self.session, actor, role, also=True)),
                ("Change it in People only", lambda: rename(self.session, actor, role, also=False)),
                ("Leave the role as it was", lambda: None),
            ),
        )

    def _lane_here(self) -> str | None:
        row = self.table.current
        group = row.group if row is not None else None
        return group if group != NO_LANE else None

    def _put_in(self, actor: Actor, lane: Lane | None) -> None:
        self.session.change(
            actor, f"Move to {lane.label}" if lane else "Take out of its lane", lane=lane.id if lane else None
        )

    def _move(self, entity: Actor | Lane, among: Sequence[Actor | Lane], by: int) -> None:
        ids = [one.id for one in among]
        at = ids.index(entity.id)
        if not 0 <= at + by < len(ids):
            return
        others = [one for one in among if one.id != entity.id]
        before = others[at + by - 1].order if at + by > 0 else None
        after = others[at + by].order if at + by < len(others) else None
        if before and after and before >= after:
            self._number_anew(entity, others, at + by)
        else:
            self.session.change(entity, "Move in the order", order=key_between(before or None, after or None))

    def _number_anew(self, entity: Actor | Lane, others: Sequence[Actor | Lane], at: int) -> None:
        """Give all of them keys: some had none, or the same."""
        wanted = [*others[:at], entity, *others[at:]]
        key = ""
        with self.session.step("Move in the order") as step:
            for one in wanted:
                key = key_between(key or None, None)
                step.change(one, order=key)
