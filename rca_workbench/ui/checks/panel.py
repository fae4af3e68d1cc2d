"""The Checks face of the panel: what is looked at, how much there is, and the list."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.checks import Accepted, Found, Gate
from rca_workbench.checks.words import GATES, SEVERITIES
from rca_workbench.ui import style
from rca_workbench.ui.checks.acting import Acting
from rca_workbench.ui.checks.check_list import CheckList
from rca_workbench.ui.checks.listing import MORE_AT_ONCE, Asked, Key, Listing, More, Place, rows
from rca_workbench.ui.fields import small_button
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.menus import open_below

if TYPE_CHECKING:
    from rca_workbench.ui.session import Session

_CHOICES = (Gate.MEETING, Gate.BEFORE_REPORT, Gate.SIGN_OFF)
"""Gates one can look at by themselves."""


class ChecksPanel(QWidget):
    """Lists what the rules find and does what is asked about it."""

    go_to = Signal(str, object)
    closed = Signal()
    left = Signal()
    """Esc: back to the view."""
    begin = Signal(str)
    """Details of what is selected is to be opened, at this field or section."""

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.session = session
        self.acting = Acting(session)
        self.asked = Asked()
        self._place = ""
        self._stale = True
        self._title = style.role(QLabel("Checks"), "heading")
        self._close = small_button("x", "Close checks", self.closed)
        self._whole, self._here = (_segment(words) for words in ("Whole case", "This place only"))
        self._whole.setChecked(True)
        group = QButtonGroup(self)
        for button in (self._whole, self._here):
            group.addButton(button)
            button.clicked.connect(self._narrowed)
        self._gates = small_button("settings-2", "Choose by when it has to be settled", self._ask_gate)
        self._said = wrapped(style.role(QLabel(), "caption"))
        self._all = style.role(QPushButton("Show all"), "link")
        self._all.clicked.connect(partial(self._choose_gate, None))
        self.list = CheckList(self.acting)
        self.list.setAccessibleName("Checks")
        self.list.comes_after(self._gates)
        self._empty = wrapped(style.role(QLabel(), "muted"))
        self._empty.setMargin(20)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._arrange()
        self.list.asked.connect(self._do)
        self.list.reasoned.connect(self._accept)
        self.list.folded.connect(self._fold)
        self.list.more.connect(self._more)
        self.list.taken_back.connect(self._take_back)
        self.list.left.connect(self.left)
        style.look().changed.connect(self._restyle)
        session.checking.changed.connect(self._later)
        session.checking.broke.connect(self._broke)
        self.setFocusProxy(self.list)

    # -- what is shown --------------------------------------------------------------------------------

    def show_place(self, address: str, words: str, belongs: Callable[[Found], bool] | None) -> None:
        """Say which place the window shows, and what belongs to it; None where nothing in particular does."""
        if address == self._place:
            return
        self._place = address
        self._belongs = belongs
        self._here.setText(words)
        self._here.setAccessibleName(f"{words}: checks on what this place shows")
        self._segments.setVisible(belongs is not None)
        if belongs is None:
            self._whole.setChecked(True)
        self._narrowed()

    def refresh(self) -> None:
        """Show the checks as they are now."""
        self._stale = False
        checks = self.session.checking.checks
        self.list.setVisible(checks is not None)
        self._empty.setVisible(checks is None)
        if checks is None:
            self._empty.setText("Looking through the case…")
            self._said.setText("")
            return
        listing = self._listing()
        assert listing is not None
        self.list.show_rows(list(rows(listing, self.asked)))
        self._count(listing)

    def enter(self) -> None:
        """Put the focus on the check one was at."""
        if self._stale:
            self.refresh()
        if self.list.isVisible():
            self.list.enter()
        else:
            self._close.setFocus()

    def open_first(self) -> None:
        """With none open, open the first card."""
        if self._stale:
            self.refresh()
        first = next((row for row in self.list.rows if isinstance(row, Place)), None)
        if self.list.open_key is None and first is not None:
            self.list.show_open(first.key)

    def open_about(self, id: str) -> bool:
        """Open the weightiest finding about a thing; False where there is none."""
        weights, gates = list(SEVERITIES), list(GATES)
        found = sorted(
            self.session.checking.about(id),
            key=lambda one: (weights.index(one.severity), gates.index(one.gate)),
        )
        if found:
            self._open(found[0])
        return bool(found)

    def open_found(self, found: Found) -> None:
        """Open one finding, as when it was chosen from a list elsewhere."""
        if self._stale:
            self.refresh()
        self._open(found)

    def next(self, by: int) -> None:
        """Open the next finding, or the one before, and show it where it stands."""
        if self._stale:
            self.refresh()
        listing = self._listing()
        if listing is None or not listing.count:
            return
        at = listing.at.get(self.list.open_key or (), -1 if by > 0 else 0)
        one = listing.found[(at + by) % listing.count]
        self._open(one)
        self._go(one, focus=False)
        self.list.focus(("found", *one.key))

    # -- what is done ---------------------------------------------------------------------------------

    def _do(self, row: Place, what: str) -> None:
        found = row.found
        match what:
            case "go":
                self._go(found)
            case "map":
                self.go_to.emit("analysis/map", self.acting.on_the_map(found))
            case "mend" if found.at.fix is not None:
                if self.acting.fix(found):
                    self._announce(f"{found.at.fix.label}: done. Undo with Control Z")
            case "mend":
                self._go(found, focus=False)
                self.begin.emit(found.at.begin)

    def _go(self, found: Found, *, focus: bool = True) -> None:
        where, id = self.acting.address(found)
        self.go_to.emit(where, id)
        if focus:
            self.left.emit()

    def _accept(self, row: Place, reason: str) -> None:
        self.acting.accept(row.found, reason)
        self._announce("Accepted, with your reason. Undo with Control Z")

    def _take_back(self, accepted: Accepted) -> None:
        self.acting.take_back(accepted.override)
        self._announce("Taken back. Undo with Control Z")

    def _open(self, found: Found) -> None:
        """Bring the card of a finding into the list, whatever is folded, and open it."""
        listing = self._listing()
        if listing is None:
            return
        key = ("found", *found.key)
        if key not in listing.at:
            self._whole.setChecked(True)
            self.asked.belongs = self.asked.gate = None
            listing = self._listing()
            assert listing is not None
        self.asked.folded.discard(found.severity.value)
        more: Key = More(found.rule, found.severity.value, 0).key
        nth = next((at for at, one in enumerate(listing.same(found)) if one.key == found.key), 0)
        self.asked.opened[more] = max(self.asked.opened.get(more, 0), nth)
        self.refresh()
        self.list.show_open(("found", *found.key))
        self.list.focus(("found", *found.key))

    def _fold(self, id: str) -> None:
        self.asked.folded ^= {id}
        self.refresh()

    def _more(self, row: More) -> None:
        before = {one.key for one in self.list.rows}
        self.asked.opened[row.key] = self.asked.opened.get(row.key, 0) + MORE_AT_ONCE
        self.refresh()
        first = next((one for one in self.list.rows if one.key not in before), None)
        if first is not None:
            self.list.focus(first.key)

    def _narrowed(self, *_: object) -> None:
        self.asked.belongs = self._belongs if self._here.isChecked() else None
        self._later()

    def _ask_gate(self) -> None:
        checks = self.session.checking.checks
        counts = Listing(checks).by_gate() if checks is not None else {}
        menu = QMenu(self)
        total = len(Listing(checks).groups) if checks is not None else 0
        choices: list[tuple[Gate | None, str]] = [(None, f"Everything ({total:,})")]
        choices += [
            (gate, f"What has to be settled {GATES[gate]} ({counts.get(gate, 0):,})") for gate in _CHOICES
        ]
        for gate, words in choices:
            action = menu.addAction(words, partial(self._choose_gate, gate))
            action.setCheckable(True)
            action.setChecked(gate is self.asked.gate)
        open_below(menu, self._gates)

    def _choose_gate(self, gate: Gate | None, *_: object) -> None:
        self.asked.gate = gate
        self.refresh()

    # -- inside ---------------------------------------------------------------------------------------

    _belongs: Callable[[Found], bool] | None = None
    _made: Listing | None = None

    def _listing(self) -> Listing | None:
        """The findings one looks at, worked out once for each case and choice."""
        checks, asked, made = self.session.checking.checks, self.asked, self._made
        if checks is None:
            return None
        if made is None or (made.checks, made.gate, made.belongs) != (checks, asked.gate, asked.belongs):
            made = self._made = Listing(checks, asked.gate, asked.belongs)
        return made

    def _count(self, listing: Listing) -> None:
        gate = self.asked.gate
        self._all.setVisible(gate is not None)
        if gate is not None:
            here, all_of_it = len(listing.groups), len(Listing(listing.checks).groups)
            self._said.setText(
                f"Only what has to be settled {GATES[gate]}: {here:,} of {all_of_it:,} checks."
            )
        elif listing.count:
            counts = listing.by_gate()
            parts = [f"{counts[one]:,} {GATES[one]}" for one in _CHOICES if counts[one]]
            self._said.setText(f"To settle: {', '.join(parts)}." if parts else "")
        else:
            self._said.setText("Nothing stands open here." if self.asked.belongs else "Nothing stands open.")

    def _later(self, *_: object) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self.refresh()

    def _broke(self) -> None:
        self._empty.setText(
            "The checks could not be run. Your case is as it was. What went wrong is in the log file that "
            "Settings names."
        )

    def _announce(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _restyle(self) -> None:
        self.list.clear()
        self._gates.setIcon(style.icon("settings-2", "text2", 16))
        self._close.setIcon(style.icon("x", "text2", 16))

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._close)
        self._segments = style.role(QFrame(), "segments")
        inside = QHBoxLayout(self._segments)
        inside.setContentsMargins(3, 3, 3, 3)
        inside.setSpacing(2)
        inside.addWidget(self._whole)
        inside.addWidget(self._here)
        choose = QHBoxLayout()
        choose.setSpacing(6)
        choose.addWidget(self._segments)
        choose.addStretch(1)
        choose.addWidget(self._gates)
        said = QHBoxLayout()
        said.addWidget(self._said, 1)
        said.addWidget(self._all, 0, Qt.AlignmentFlag.AlignTop)
        self._all.hide()
        head = QVBoxLayout()
        head.setContentsMargins(16, 10, 12, 10)
        head.setSpacing(8)
        for line in (top, choose, said):
            head.addLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(style.role(QFrame(), "line"))
        box.addWidget(self._empty, 1)
        box.addWidget(self.list, 1)


def _segment(words: str) -> QPushButton:
    made = style.role(QPushButton(words), "segment")
    made.setCheckable(True)
    made.setAccessibleName(words)
    return made
