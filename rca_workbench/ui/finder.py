"""The search index of the open case: filled when first asked for, off the window's thread where it is large."""

from PySide6.QtCore import QObject, Signal

from rca_workbench.model import Changes
from rca_workbench.store.search import Group, Search
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Work

AT_ONCE_BELOW = 15_000
"""Things in a case up to which it is taken in at the first letter; it takes less than a fifth of a second."""
ANEW_FROM = 5_000
"""Things a step touches from which the case is taken in anew, beside the window, rather than the step in it."""


class Finder(QObject):
    """Finds things of one case by their words, kept current from step to step."""

    ready = Signal()
    """All of the case can be found from now on."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session
        self._search: Search | None = None
        self._work: Work[None] | None = None
        self._text = ""
        self.opened: set[str] = set()
        """Names of kinds of which more was asked for, while the words looked for are the same."""
        session.changed.connect(self._follow)

    def prepare(self) -> None:
        """Fill the index, if nobody has asked for it before."""
        if self._search is not None:
            return
        self._search = search = Search()
        snapshot = self.session.snapshot
        size = sum(len(snapshot.table(name)) for name in ("timeline_entry", "excerpt", "factor", "knowledge"))
        if size < AT_ONCE_BELOW:
            search.fill(snapshot)
            return
        self._work = Work(
            "Reading the case for searching", lambda progress, stop: search.fill(snapshot, stop)
        )
        self._work.succeeded.connect(self.ready)
        self._work.start()

    @property
    def is_ready(self) -> bool:
        """Whether all of the case can be found."""
        return self._search is not None and self._search.is_ready

    def find(self, text: str, each: int) -> tuple[Group, ...]:
        """What holds every word of a text, grouped by kind; see `Search.find`."""
        self.prepare()
        assert self._search is not None
        if text != self._text:
            self._text = text
            self.opened.clear()
        return self._search.find(text, each)

    def open(self, kind: str) -> None:
        """Ask for more of a kind."""
        self.opened.add(kind)

    def stop(self) -> None:
        """Leave off reading the case, if that is under way, and forget what was read."""
        if self._work is not None:
            self._work.succeeded.disconnect(self.ready)
            self._work.cancel()
        self._search = self._work = None

    def _follow(self, changes: Changes) -> None:
        if self._search is None:
            return
        if sum(map(len, changes.by_kind.values())) >= ANEW_FROM:
            self.stop()
            self.prepare()
        else:
            self._search.update(changes, self.session.snapshot)
