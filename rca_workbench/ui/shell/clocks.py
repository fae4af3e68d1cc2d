"""The deadlines as the frame of the window shows them: a number on the rail, and the day the investigation is at."""

from PySide6.QtCore import QObject, QTimer

from rca_workbench.analysis.deadline_standing import day_words_of
from rca_workbench.analysis.deadlines import deadlines, pressing
from rca_workbench.model import Changes, Clock, ClockChange
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.rail import Rail
from rca_workbench.ui.shell.topbar import TopBar

PLACE = "respond"
MINUTE_MS = 60_000


class ShownClocks(QObject):
    """Keeps rail and top bar at the minute: what is late or due within 24 hours, and which day of how many it is."""

    def __init__(self, rail: Rail, topbar: TopBar) -> None:
        super().__init__(rail)
        self._rail, self._topbar = rail, topbar
        self._session: Session | None = None
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._show)

    def refresh(self, session: Session | None, changes: Changes | None) -> None:
        """Show the deadlines of the open case, after `changes` or from nothing."""
        another = session is not self._session
        self._session = session
        if session is None:
            self._minute.stop()
            self._say(0, "")
        elif another or changes is None or changes.touches(Clock.kind.name, ClockChange.kind.name, "case"):
            self._minute.start()
            self._show()

    def _show(self) -> None:
        session = self._session
        if session is not None:
            snapshot, now = session.snapshot, session.now()
            self._say(pressing(deadlines(snapshot, now), now), day_words_of(snapshot, now))

    def _say(self, count: int, day: str) -> None:
        said = (
            f"{count} {'deadline' if count == 1 else 'deadlines'} late or due within 24 hours"
            if count
            else ""
        )
        self._rail.badge(PLACE, count, said)
        self._topbar.show_day(day)
