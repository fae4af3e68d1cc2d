"""The rows of the 5 whys outline as the list shows them: factors, what asks for the next, and the line being written."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from rca_workbench.analysis.five_whys import Asks, Key, Prompt, WhyLine, asking, ends, ends_in_words, outline
from rca_workbench.drawing.map import band_label
from rca_workbench.model import Excerpt, Factor, FactorStatus, LinkType, shortened
from rca_workbench.model.words import factor_word, word
from rca_workbench.ui.session import Session

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A line that is being written and not yet in the case: under which factor, behind which of its causes.

    Under nothing ("") it begins an outline of its own; behind nothing ("") it is the first.
    """

    under: str
    after: str
    depth: int


WhyRow = WhyLine | Prompt | Draft


class WhyRows(QAbstractListModel):
    """The rows of one outline."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.top = ""
        self.closed: set[str] = set()
        self.draft: Draft | None = None
        self.lines: tuple[WhyLine, ...] = ()
        self.rows: list[WhyRow] = []
        self.said = ""
        self._at: dict[Key, int] = {}

    def refresh(self) -> None:
        """Make the rows anew from the case."""
        self.beginResetModel()
        self.lines = outline(self.session.snapshot, self.top, closed=self.closed)
        self.rows = list(asking(self.lines))
        self._at = {row.key: at for at, row in enumerate(self.rows) if isinstance(row, WhyLine)}
        if self.draft is not None:
            self.rows.insert(self._place_of(self.draft), self.draft)
        self._at = {row.key: at for at, row in enumerate(self.rows) if isinstance(row, WhyLine)}
        self.said = ends_in_words(ends(self.lines)) if self.lines else ""
        self.endResetModel()

    def row(self, at: int) -> WhyRow | None:
        """The row there; None where there is none."""
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def at(self, key: Key) -> int:
        """Where a line stands; -1 where it does not."""
        return self._at.get(key, -1)

    def at_draft(self) -> int:
        """Where the line being written stands; -1 where none is."""
        return next((at for at, row in enumerate(self.rows) if isinstance(row, Draft)), -1)

    def at_prompt(self, id: str) -> int:
        """Where the line stands that asks for more behind a factor; -1 where none does."""
        return next(
            (at for at, row in enumerate(self.rows) if isinstance(row, Prompt) and row.factor.id == id), -1
        )

    def at_factor(self, id: str | None) -> int:
        """Where a factor stands with its causes beneath; -1 where this outline does not hold it."""
        return next(
            (
                at
                for at, row in enumerate(self.rows)
                if isinstance(row, WhyLine) and row.factor.id == id and not row.elsewhere and not row.loop
            ),
            -1,
        )

    def line_of(self, id: str) -> WhyLine | None:
        """The line of a factor under which its causes stand."""
        at = self.at_factor(id)
        row = self.row(at)
        return row if isinstance(row, WhyLine) else None

    def causes(self, id: str) -> list[str]:
        """Ids of the lines directly under a factor, as they are listed."""
        return [line.factor.id for line in self.lines if line.under == id]

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.said_of(row)
        return None

    def said_of(self, row: WhyRow) -> str:
        """A row in one sentence, for screen readers."""
        if isinstance(row, Draft):
            return "A line being written"
        if isinstance(row, Prompt):
            about = shortened(row.factor.text, 60)
            if row.asks is Asks.STOPS:
                return f"Stops here, behind “{about}”: {row.said}"
            return f"{row.said} Behind “{about}”. Enter to type"
        return ", ".join((f"Line {row.depth + 1} deep" if row.depth else "Start", *self.facts(row)))

    def facts(self, row: WhyLine) -> list[str]:
        """All that is said of a line, part by part."""
        factor = row.factor
        count = sources(self.session, factor)
        said = [
            factor_word(factor.factor_kind, self.session.snapshot.case.profile),
            factor.text or "no words yet",
            band_label(factor),
        ]
        if factor.status is not FactorStatus.FINDING:
            said.append(word(factor.status).lower())
        said.append("1 source" if count == 1 else f"{count} sources" if count else "no source yet")
        said += notes_of(row)
        if row.closed:
            said.append(f"folded, {row.causes} beneath")
        return said

    def _place_of(self, draft: Draft) -> int:
        """Where a line being written stands among the rows: behind all that lies under the line before it."""
        before = self._at.get((draft.under, draft.after), -1) if draft.after else self.at_factor(draft.under)
        if before < 0:
            asked = self.at_prompt(draft.under)
            return asked if asked >= 0 else len(self.rows)
        place = before + 1
        while draft.after and place < len(self.rows) and self.rows[place].depth > draft.depth:
            place += 1
        return place


def notes_of(row: WhyLine) -> list[str]:
    """What is remarked under a line: how it is meant, where else it stands, where it comes back on itself."""
    said: list[str] = []
    if row.link is not None and row.link.link_type is LinkType.INTENDED_TO_STOP:
        said.append("Meant to stop it")
    if row.factor.performed:
        said.append(word(row.factor.performed))
    if row.factor.status is FactorStatus.REJECTED:
        said.append(f"Set aside: {row.factor.reason}" if row.factor.reason else "Set aside")
    if row.loop:
        said.append("Leads back to a line above: a loop")
        return said
    if row.also_under:
        names = ", ".join(one.code or shortened(one.text, 30) for one in row.also_under[:4])
        more = f" and {len(row.also_under) - 4} more" if len(row.also_under) > 4 else ""
        said.append(f"Also under {names}{more}")
    if row.elsewhere:
        said.append("What lies behind it stands further up")
    return said


def sources(session: Session, factor: Factor) -> int:
    """How many places in the evidence a factor rests on."""
    return len(session.snapshot.by(Excerpt, "about").get(factor.id, ()))
