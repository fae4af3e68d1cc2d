"""What follows from the answers with yes: required responses, whom to tell, deadlines; each added in one step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton

from rca_workbench.analysis.deciding import Requirement, follows
from rca_workbench.analysis.telling import Body, asked_for
from rca_workbench.model import Clock, Profile, Snapshot, TimeKind
from rca_workbench.reference.criteria import always, begun
from rca_workbench.reference.timescales import clock_row
from rca_workbench.ui import style
from rca_workbench.ui.fields import clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.cards import keyboard_kept, label
from rca_workbench.ui.places.respond.decision_card import DecisionCard
from rca_workbench.ui.places.respond.decision_edits import DecisionEdits, unstarted


class FollowsCard(DecisionCard):
    """The card beside the criteria that says what the answers ask for."""

    def __init__(self, edits: DecisionEdits) -> None:
        super().__init__(edits, "What follows", 8)

    def refresh(self) -> None:
        """Show what follows now."""
        snapshot = self.edits.session.snapshot
        found = follows(snapshot)
        told, waiting = asked_for(snapshot), unstarted(snapshot, found)
        said = (found, told, _there(snapshot, found), snapshot.case.profile)
        if said == self._shown:
            return
        self._shown = said
        with keyboard_kept(self, on=True):
            self._lay(snapshot, found, told, waiting)

    def _lay(
        self, snapshot: Snapshot, found: tuple[Requirement, ...], told: tuple[Body, ...], waiting: list[str]
    ) -> None:
        clear(self._rows)
        if not found:
            self._rows.addWidget(wrapped(label("Nothing yet. What a yes asks for is set out here.", "small")))
        for at, one in enumerate(found):
            if at:
                self._rows.addWidget(style.role(QFrame(), "line"))
            self._requirement(one)
        if found:
            self._rows.addWidget(style.role(QFrame(), "line"))
            self._tell(told)
            self._start(snapshot, found, waiting)
        if snapshot.case.profile is Profile.PSIRF:
            self._rows.addWidget(label("Whatever the answers", "small_strong"))
            for said_always in always():
                self._rows.addWidget(wrapped(label(f"•  {begun(said_always)}", "small")))

    def _requirement(self, one: Requirement) -> None:
        self._rows.addWidget(wrapped(label(one.what, "body_strong")))
        self._rows.addWidget(wrapped(label(one.why, "small")))
        if one.timescale:
            self._rows.addWidget(wrapped(label(f"By when: {one.timescale}", "small")))
        if one.warning:
            self._rows.addWidget(wrapped(label(f"Not settled: {one.warning}", "warn")))
        if one.mark:
            self._rows.addWidget(label(one.mark, "unchecked"), 0, Qt.AlignmentFlag.AlignLeft)

    def _tell(self, bodies: tuple[Body, ...]) -> None:
        if not bodies:
            return
        self._rows.addWidget(label("To be told", "small_strong"))
        for one in bodies:
            self._rows.addWidget(wrapped(label(f"•  {one.whom}{_noted(one)}", "small")))
        count = len(_missing(bodies))
        if count:
            self._button(
                f"Add {count} {'notification' if count == 1 else 'notifications'}",
                "Add the bodies that have to be told to the notifications",
                lambda: self.edits.tell(_missing(asked_for(self.edits.session.snapshot))),
            )

    def _start(self, snapshot: Snapshot, found: tuple[Requirement, ...], waiting: list[str]) -> None:
        codes = list(dict.fromkeys(code for one in found for code in one.clocks))
        rows = [row for code in codes if (row := clock_row(code)) is not None]
        if not rows:
            return
        self._rows.addWidget(label("Deadlines", "small_strong"))
        kept = {one.code: one for one in snapshot.of(Clock).values()}
        for row in rows:
            held = kept.get(row.id)
            length = f"{row.length} {row.said_unit}" if row.length else row.said_unit
            end = ""
            if held is not None:
                runs = held.started.kind is not TimeKind.UNKNOWN
                end = ": in Deadlines" if runs else ": in Deadlines, waits for its start"
            self._rows.addWidget(wrapped(label(f"•  {row.what}, {length} from: {row.starts}{end}", "small")))
            if row.mark and held is None:
                self._rows.addWidget(wrapped(label(f"    {row.mark}", "caption")))
        if waiting:
            count = len(waiting)
            self._button(
                f"Start {count} {'deadline' if count == 1 else 'deadlines'}",
                "Add the deadlines that follow, each from its own event where the case knows it",
                lambda: self.edits.start(
                    unstarted(self.edits.session.snapshot, follows(self.edits.session.snapshot))
                ),
            )

    def _button(self, words: str, name: str, run: object) -> None:
        if self.edits.session.read_only:
            return
        button = QPushButton(words)
        button.setAccessibleName(f"{words}. {name}")
        button.clicked.connect(run)  # type: ignore[arg-type]
        self._lay_buttons(button)


def _missing(bodies: tuple[Body, ...]) -> list[Body]:
    """Those that stand among no notifications yet, by whichever name."""
    return [one for one in bodies if one.noted is None]


def _noted(one: Body) -> str:
    """What First actions says of a body, as it goes on after its name."""
    if one.noted is None:
        return ""
    if one.noted.when.kind is not TimeKind.UNKNOWN:
        return ": told"
    return ": not needed, as noted" if one.noted.not_needed.strip() else ": in First actions, not told yet"


def _there(snapshot: Snapshot, found: tuple[Requirement, ...]) -> object:
    """The deadlines of it that the case holds already, to tell whether anything is to be shown anew."""
    codes = {code for one in found for code in one.clocks}
    return [(one.code, one.started.kind) for one in snapshot.of(Clock).values() if one.code in codes]
