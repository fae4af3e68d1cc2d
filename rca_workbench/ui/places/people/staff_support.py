"""People, Staff support: what staff were offered, whether they were heard, and whether they were told what was found."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QLabel

from rca_workbench.analysis.staff import staff
from rca_workbench.model import Actor, Answer, Entity, StaffSupport, Time, TimeKind, new_id
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.find_box import FindBox
from rca_workbench.ui.lists import ListView, Shape
from rca_workbench.ui.places.people.staff_rows import OFFER, StaffRows
from rca_workbench.ui.session import Session

EMPTY = (
    "Who has checked on the staff involved? Add staff by role on People; they stand here until somebody has."
)
NO_CLINICAL_NOTES = (
    "Only that support was offered and what became of it. No clinical notes: what is said there stays there."
)


class StaffSupportView(ListView):
    """Staff by whether they were offered support; those who were not stand first."""

    word = "offer"
    prefix = "support"

    def __init__(self, session: Session) -> None:
        self.staff_rows = StaffRows(session)
        super().__init__(
            session, self.staff_rows, "Staff and the support they were offered", folds=True, empty=EMPTY
        )
        said = style.role(QLabel(NO_CLINICAL_NOTES), "caption")
        assert isinstance(said, QLabel)
        said.setMargin(8)
        said.setIndent(12)
        self.box.insertWidget(0, wrapped(said))
        self.find_box = FindBox(self)
        self._for: str | None = None
        self.capture_with("What was offered", "What was offered? Enter adds it")
        self.table.chosen.connect(lambda _: self._say_for())

    def primary(self) -> Command:
        return Command(
            "support_add", "Add offer", self.begin, ("N",), "staff support welfare debrief new", "plus"
        )

    def further(self) -> Sequence[Command]:
        def made(id: str, title: str, run: Callable[[], object], *keys: str, icon: str) -> Command:
            return Command(f"support_{id}", title, run, keys, "staff offer", icon, "", self._on_offer)

        return (
            made("taken", "Taken up", partial(self.mark, Answer.YES), "Y", icon="check"),
            made("not_taken", "Not taken up", partial(self.mark, Answer.NO), "X", icon="circle-slash"),
            made("invited", "Invited to contribute today", partial(self.note, "invited"), "I", icon="message-square-quote"),
            made("told", "Findings shared today", partial(self.note, "feedback"), "F", icon="badge-check"),
            Command("support_person", "Go to the person", self.to_person, ("G",), "staff", "user", "", self._there),
        )  # fmt: skip

    # -- gestures -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Type what was offered to the person one is at; where that is nobody, ask who it was first."""
        if self.session.read_only:
            return
        self._for = self._person_here()
        people = staff(self.session.snapshot)
        if self._for is None and len(people) == 1:
            self._for = people[0].actor.id
        if self._for is None and people:
            others = [(one.actor.role or "No role yet", one.actor.id) for one in people]
            self.find_box.ask("Who was offered support?", ("was offered support",), others, self._chosen)
            return
        self._to_line()

    def add(self, text: str) -> str | None:
        person = self._for if self.session.snapshot.get(Actor, self._for) is not None else self._person_here()
        self._for = person
        return self._add(text, person)

    def _add(self, text: str, person: str | None) -> str:
        id = new_id()
        today = Time(kind=TimeKind.DATE, start=self.session.today().isoformat())
        with self.session.step("Add support offer") as step:
            step.add(StaffSupport(id=id, person=person, offer=" ".join(text.split()), when=today))
        return id

    def mark(self, answer: Answer) -> None:
        """Say whether an offer was taken up."""
        one = self.current
        if isinstance(one, StaffSupport):
            self.session.change(one, "Say whether the offer was taken up", taken_up=answer)

    def note(self, field: str) -> None:
        """Note today as the day somebody was invited, or was told what was found."""
        one = self.current
        if isinstance(one, StaffSupport):
            label = (
                "Note the invitation to contribute"
                if field == "invited"
                else "Note that findings were shared"
            )
            self.session.change(one, label, **{field: self.session.today().isoformat()})

    def to_person(self) -> None:
        """Show the person on People."""
        person = self._person_here()
        if person:
            self.go_to.emit("people/people", person)

    def edited(self, id: str, column: int, text: str) -> None:
        one = self.session.snapshot.find(id)
        if isinstance(one, StaffSupport) and column == OFFER:
            self.session.change(one, "Edit support offer", offer=text)
        elif isinstance(one, Actor) and column == OFFER and text.strip():
            self.session.select(self._add(text, id))

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, StaffSupport)

    def edit(self, column: int | None = None) -> None:
        if isinstance(self.current, StaffSupport):
            super().edit(column)
        else:
            self.begin()

    def open(self) -> None:
        row = self.table.current
        if row is not None and row.shape is Shape.HEADING:
            self.table.fold(row.group, row.group not in self.rows.closed)
        else:
            super().open()

    def counts(self) -> str:
        people = staff(self.session.snapshot)
        without = sum(not one.offered for one in people)
        said = f"{len(people)} of the staff"
        return f"{said}, {without} without an offer of support" if without else said

    def shown(self) -> None:
        self._say_for()

    # -- inside ---------------------------------------------------------------------------------------

    def _person_here(self) -> str | None:
        one = self.current
        if isinstance(one, Actor):
            return one.id
        return one.person if isinstance(one, StaffSupport) else None

    def _chosen(self, _: int, id: str) -> None:
        self._for = id
        self.table.mark(id)
        self._to_line()

    def _to_line(self) -> None:
        self._say_for()
        super().begin()

    def _say_for(self) -> None:
        """Say in the line for whom the next offer is."""
        if self.capture is None:
            return
        if not self.capture.box.hasFocus() and self._person_here():
            self._for = self._person_here()
        actor = self.session.snapshot.get(Actor, self._for)
        to = f" to {actor.role}" if actor is not None and actor.role else ""
        self.capture.box.setPlaceholderText(f"What was offered{to}? Enter adds it")

    def _on_offer(self) -> bool:
        return not self.session.read_only and isinstance(self.current, StaffSupport)

    def _there(self) -> bool:
        return self._person_here() is not None
