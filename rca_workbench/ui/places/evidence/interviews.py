"""Interviews: planned, held and written up, with their words tied to the facts they bear on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from rca_workbench.model import Changes, Entity, Interview, InterviewState
from rca_workbench.reference import tokens
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.fields.finding import FindLine, offers_of
from rca_workbench.ui.lists import ListView
from rca_workbench.ui.places.evidence.interviews_edits import InterviewEdits, next_move
from rca_workbench.ui.places.evidence.interviews_page import InterviewSheet
from rca_workbench.ui.places.evidence.interviews_rows import InterviewRows
from rca_workbench.ui.session import Session

EMPTY = "No interviews yet. Plan who, why and with what support."
CHOOSE = "Choose an interview at the left."
LIST_SHARE, PAGE_SHARE = 450, 900
"""How the width is shared between list and page, in pixels at 100 % of a window of usual size."""


class InterviewsView(ListView):
    """The list of interviews, and beside it the page of the one chosen."""

    word = "interview"
    prefix = "interview"
    uses_details = False

    def __init__(self, session: Session) -> None:
        super().__init__(session, InterviewRows(session), "Interviews", empty=EMPTY)
        wrapped(self.empty)
        self.edits = InterviewEdits(session)
        self.sheet = InterviewSheet(session)
        self.sheet.go_to.connect(self.go_to)
        self.sheet.kept.connect(lambda _: self.announce("Kept as an excerpt. Undo with Control Z."))
        self.choose = style.role(QLabel(CHOOSE), "empty")
        self.choose.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.choose.setMargin(32)
        self.person = FindLine(lambda: offers_of(session.snapshot, "actor"), add_word="person by role")
        self.person.setAccessibleName("New interview, with whom, by role")
        self.person.setPlaceholderText("With whom, by role? Type to find, or to add")
        self.person.picked.connect(self._add_with)
        self.person.added.connect(self._add_new)
        self.person.escaped.connect(self.enter)
        self._arrange()

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command(
            "interview_add", "Plan interview", self.begin, ("N",), "conversation witness new", "plus"
        )

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], key: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(f"interview_{id}", title, run, (key,), "conversation notes", icon, "", when)

        def here() -> bool:
            return self.sheet.interview is not None

        def writable() -> bool:
            return here() and not self.session.read_only

        def movable() -> bool:
            interview = self.sheet.interview
            return writable() and interview is not None and next_move(self.session, interview) is not None

        return (
            made("use", "Use as excerpt", self.sheet.use_selected, "Ctrl+Shift+X", "quote", writable),
            made(
                "move",
                "Take the next step: invited, held, feedback given",
                self.move_on,
                "M",
                "check",
                movable,
            ),
            made("item", "Go to its entry in the register", self.to_item, "G", "folder-search", here),
        )

    def refresh(self, changes: Changes | None) -> None:
        super().refresh(changes)
        if changes is None:
            self._plus.setPixmap(style.pixmap("plus", "accent", tokens()["size"]["icon_small"]))
        self.sheet.refresh(changes)
        self._show_sheet()

    def shown(self) -> None:
        there = self.rows.rowCount() > 0
        self._right.setVisible(there or bool(self.rows.words))

    def selected(self, entity: Entity | None) -> None:
        if isinstance(entity, Interview):
            self.sheet.show_interview(entity)
        self.table.mark(self.sheet.id)
        self._show_sheet()

    def counts(self) -> str:
        found = self.session.snapshot.of(Interview).values()
        due = sum(one.state is InterviewState.HELD and not one.feedback_given for one in found)
        said = f"{len(found)} {'interview' if len(found) == 1 else 'interviews'}"
        return said + (f", {due} with feedback due" if due else "")

    def enter(self) -> None:
        if self.rows.rowCount():
            if self.sheet.interview is None:
                self.table.setCurrentIndex(self.rows.index(0, 0))
            self.table.setFocus()
        elif self.session.read_only:
            self.table.setFocus()
        else:
            self.person.setFocus()

    # -- gestures -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start typing with whom."""
        self.person.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open(self) -> None:
        row = self.table.current
        interview = self.session.snapshot.get(Interview, row.id) if row is not None else None
        if interview is not None:
            self.session.select(interview.id)
            self.sheet.show_interview(interview)
            self.sheet.enter()

    def move_on(self) -> None:
        """Planned becomes invited, invited held; once held, feedback is given."""
        interview = self.sheet.interview
        move = next_move(self.session, interview) if interview is not None else None
        if move is not None and not self.session.read_only:
            move[1]()
            self.announce(move[0])

    def to_item(self) -> None:
        """Show the interview in the register, where it stands once it was quoted."""
        interview = self.sheet.interview
        if interview is not None and interview.evidence:
            self.go_to.emit("evidence/register", interview.evidence)
        else:
            self.announce("It gets its entry in the register when it is first quoted.")

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Interview)

    # -- inside ---------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.find_line, self.empty, self.table):
            self.box.removeWidget(part)
            column.addWidget(part, 0 if part is self.find_line else 1)
        column.addWidget(self._capture())
        self._right = QWidget()
        box = QVBoxLayout(self._right)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.choose, 1)
        box.addWidget(self.sheet, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._right)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 2)
        split.setSizes([LIST_SHARE, PAGE_SHARE])
        self.box.addWidget(split, 1)
        self._show_sheet()

    def _capture(self) -> QWidget:
        holder = style.role(QWidget(), "header")
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._plus = QLabel()
        line = QHBoxLayout(holder)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self._plus)
        line.addWidget(self.person, 1)
        line.addWidget(style.role(QLabel("Enter"), "key"))
        if self.session.read_only:
            holder.hide()  # never shown before it has a parent: that would be a window of its own
        return holder

    def _show_sheet(self) -> None:
        there = self.sheet.interview is not None
        self.sheet.setVisible(there)
        self.choose.setVisible(not there)

    def _add_with(self, id: str) -> None:
        self._added(self.edits.add(id))

    def _add_new(self, role: str) -> None:
        self._added(self.edits.add(None, role))

    def _added(self, id: str) -> None:
        interview = self.session.snapshot.get(Interview, id)
        if interview is not None:
            self.person.clear()
            self.person.forget()
            self.session.select(id)
            self.sheet.show_interview(interview)
            self._show_sheet()
            self.announce(f"Added. {self.counts()}. Undo with Control Z.")
        self.person.setFocus()
