"""Staff as rows: those nobody has offered support yet, then each offer with what came of it."""

from collections.abc import Sequence
from types import MappingProxyType

from rca_workbench.analysis.staff import Supported, for_nobody_named, staff, supported, was_offered
from rca_workbench.model import Actor, Answer, StaffSupport
from rca_workbench.model.time import Time, short_label
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.ui.fields.names import icon_of
from rca_workbench.ui.lists import Cell, Column, Heading, ListRows, Row, Shape
from rca_workbench.ui.session import Session

WHO, OFFER, TAKEN, NAMED, INVITED, CONTRIBUTED, TOLD = range(7)
NONE_YET, OFFERED = "none_yet", "offered"


class StaffRows(ListRows):
    """Who was offered what, whether it was taken up, and whether they were heard and told."""

    columns = (
        Column("Who"),
        Column("What was offered", 230, edits=True, rank=6),
        Column("Taken up", 110, rank=5),
        Column("Named contact", 140, rank=2),
        Column("Invited to contribute", 150, rank=4),
        Column("Contributed", 150, rank=1),
        Column("Findings shared", 130, rank=3),
    )
    touched_by = ("actor", "staff_support", "timeline_entry")
    arranged_by = MappingProxyType(
        {
            "actor": frozenset({"nature", "role"}),
            "staff_support": frozenset({"person", "offer", "due", "when", "taken_up"}),
            "timeline_entry": frozenset({"actor"}),
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)

    def arrange(self) -> Sequence[Row]:
        people = staff(self.session.snapshot)
        # An offer that is only planned is none yet, and stands for the person until it is made.
        none = [
            each.id for one in people if not one.offered and self._holds(one.actor.role)
            for each in (one.offers or (one.actor,))
        ]  # fmt: skip
        offers = [each for one in people if one.offered for each in one.offers]
        offers += for_nobody_named(self.session.snapshot)
        made = [one.id for one in offers if self._holds(one.offer, one.owner, self.who(one))]
        rows: list[Row] = []
        for group, ids in ((NONE_YET, none), (OFFERED, made)):
            if ids:
                rows.append(Row(group, group, Shape.HEADING))
                if group not in self.closed:
                    rows += [Row(id, group) for id in ids]
        return rows

    def heading(self, row: Row) -> Heading:
        people = staff(self.session.snapshot)
        if row.group == NONE_YET:
            count = sum(not one.offered for one in people)
            return Heading(
                "No support offered yet, as far as is recorded", _people(count), "circle-dashed", icon_ink="warn"
            )  # fmt: skip
        count = sum(was_offered(one) for one in self.session.snapshot.of(StaffSupport).values())
        return Heading("Support offered", f"{count} {'offer' if count == 1 else 'offers'}", "users")

    def cell(self, row: Row, column: int) -> Cell:
        one = self.session.snapshot.find(row.id)
        if isinstance(one, Actor):
            return self._nobody_yet(one, column)
        if isinstance(one, StaffSupport):
            return self._offer(one, column)
        return Cell()

    def typed(self, row: Row, column: int) -> str:
        one = self.session.snapshot.find(row.id)
        if column == OFFER:
            return one.offer if isinstance(one, StaffSupport) else ""
        return super().typed(row, column)

    def who(self, one: StaffSupport) -> str:
        """For whom an offer is, by role."""
        actor = self.session.snapshot.get(Actor, one.person)
        return (actor.role if actor is not None else "") or "Staff, nobody named"

    def _nobody_yet(self, actor: Actor, column: int) -> Cell:
        if column == WHO:
            close = _close(supported(self.session.snapshot, actor))
            return Cell(actor.role or "No role yet", close, icon=icon_of(actor), strong=True)
        return Cell("Nothing yet", ink="text2") if column == OFFER else Cell()

    def _offer(self, one: StaffSupport, column: int) -> Cell:
        match column:
            case 0:
                return self._when(one)
            case 1:
                return Cell(one.offer or "Not said what", f"By {one.by}" if one.by else "")
            case 2:
                ink = "text" if one.taken_up is Answer.YES else "text2"
                return Cell(word(one.taken_up) or "Not said", ink=ink)
            case 3:
                return Cell(one.owner or "Nobody named", ink="text" if one.owner else "text2")
            case 4:
                return _day(one.invited, "Not yet")
            case 5:
                return Cell(one.contributed or "Not yet", ink="text" if one.contributed else "text2")
            case 6:
                return _day(one.feedback, "Not yet")
        return Cell()

    def _when(self, one: StaffSupport) -> Cell:
        """For whom it is, and when it was made or has to be."""
        said, late = short_label(one.when) if one.when != Time() else "When is not said", False
        if one.due and not was_offered(one):
            late = one.due < self.session.today().isoformat()
            said = f"{'Was to be' if late else 'To be'} offered by {date_words(one.due)}"
        return Cell(self.who(one), said, icon="user", strong=True, second_ink="warn" if late else "text2")

    def _holds(self, *said: str) -> bool:
        folded = " ".join(said).casefold()
        return all(each in folded for each in self.words)


def _day(iso: str, none: str) -> Cell:
    return Cell(date_words(iso)) if iso else Cell(none, ink="text2")


def _close(one: Supported) -> str:
    if not one.entries:
        return "Not on the timeline"
    return f"{one.entries} {'entry' if one.entries == 1 else 'entries'} on the timeline"


def _people(count: int) -> str:
    return f"{count} {'person' if count == 1 else 'people'}"
