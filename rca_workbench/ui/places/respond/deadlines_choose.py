"""Choosing the deadline to start: those of the framework the case is on first, then those of other bodies."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from rca_workbench.analysis.deadline_words import length_of
from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.model import Clock, Profile, Snapshot
from rca_workbench.model.words import word
from rca_workbench.reference.timescales import Timescale, clock_rows
from rca_workbench.ui import style
from rca_workbench.ui.find_box import FindBox

OWN = "own"
_OWN_WORDS = "A deadline of our own, with a date"
_SERIOUS, _RESPONSE = "SIF-2015", "PSIRF-2022"
_OTHER_FRAMEWORKS = {
    Profile.PSIRF: (_SERIOUS, "SIRI-2010"),
    Profile.SIF2015: (_RESPONSE,),
}
"""Frameworks that a case on a profile is not on: their clocks are not offered."""


class DeadlineChooser(FindBox):
    """Type to narrow the list, Enter starts the one marked, Esc leaves.

    Words that no deadline of the list has become one of one's own: it stays offered below whatever matches.
    """

    def __init__(self, view: QWidget) -> None:
        self._groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
        self._own_words = ""
        super().__init__(view)
        self.other.setAccessibleName("Which deadline")
        self.other.setPlaceholderText("Type to find the deadline")
        self.list.setAccessibleName("Deadlines of the list")
        self.list.setWordWrap(True)
        self.link.setText("Start")
        self.link.setAccessibleName("Start")
        self.way.hide()

    def choose(self, snapshot: Snapshot, job: Callable[[str, str], object]) -> None:
        """Open it; `job` gets the code of the one chosen, or `OWN` and the words typed for it."""
        self._groups = groups(snapshot.case.profile)
        self.ask("Start a deadline", (), (), lambda _, id: job(id, self._own_words))

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        self.list.clear()
        offers_own = False
        for title, offered in self._groups:
            found = [one for one in offered if all(each in f"{title} {one[0]}".casefold() for each in words)]
            if found and title:
                heading = QListWidgetItem(title)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setFont(style.font("small_strong"))
                self.list.addItem(heading)
            for name, id in found:
                offers_own = offers_own or id == OWN
                self._offer(name, id)
        self._own_words = "" if offers_own else text.strip()
        if self._own_words:
            self._offer(f"{_OWN_WORDS}: {in_quotes(self._own_words, 80)}", OWN)
        first = next((at for at in range(self.list.count()) if self._code(at)), -1)
        self.list.setCurrentRow(first)
        self.link.setEnabled(first >= 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self.move_by(by)
                return True
        return super().eventFilter(watched, event)

    def move_by(self, by: int) -> None:
        """Mark the next or the one before, leaving headings out."""
        at = self.list.currentRow() + by
        while 0 <= at < self.list.count() and not self._code(at):
            at += by
        if 0 <= at < self.list.count():
            self.list.setCurrentRow(at)

    def _offer(self, name: str, id: str) -> None:
        item = QListWidgetItem(name)
        item.setData(Qt.ItemDataRole.UserRole, id)
        item.setToolTip(name)
        self.list.addItem(item)

    def _code(self, at: int) -> str:
        item = self.list.item(at)
        return str(item.data(Qt.ItemDataRole.UserRole) or "")


def groups(profile: Profile) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Names and codes to choose from, under their headings: one's own, the framework's, other bodies'."""
    mine = _SERIOUS if profile is Profile.SIF2015 else _RESPONSE
    left_out = _OTHER_FRAMEWORKS[profile]
    rows = [
        row
        for row in clock_rows().values()
        if row.framework not in left_out and row.kind not in ("rule", "window")
    ]
    own = tuple((name_of(row), row.id) for row in rows if row.framework == mine)
    others = tuple((f"{row.framework}: {name_of(row)}", row.id) for row in rows if row.framework != mine)
    return (
        ("", ((_OWN_WORDS, OWN),)),
        (word(profile), own),
        ("Other bodies", others),
    )


def name_of(row: Timescale) -> str:
    """A clock of the list in one line: what, how long, from when, and how sure that is."""
    length = length_of(Clock(id="", code=row.id, length=row.length, unit=row.unit))
    mark = f" · {row.mark}" if row.mark else ""
    return f"{row.what} · {length} from: {row.starts}{mark}"
