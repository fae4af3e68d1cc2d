"""The checks of the open case, kept current from step to step beside the window.

They go by snapshot, so an undo, an import or a merge is one step like any other. Nothing of the linter is loaded
before the case has been shown.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rca_workbench.drawing.check_badge import Standing
from rca_workbench.model import Changes, Snapshot
from rca_workbench.ui.work import Progress, Stopped, Work

if TYPE_CHECKING:
    from rca_workbench.checks import Checks, Found, Rule
    from rca_workbench.checks.language_fields import Around
    from rca_workbench.ui.session import Session

log = logging.getLogger(__name__)

MARKED = ("error", "warning")
"""Severities that are marked where a thing is shown."""
FIRST_AFTER_MS = 250
"""After a case is opened: first it is shown."""
AFTER_STEP_MS = 60
"""After a step: its own views come first."""
LOOK_AT_DAY_MS = 10 * 60_000
"""A window may stay open over night: how often it is looked whether it is another day."""


class Checking(QObject):
    """What the rules say of the case, worked out in a thread of its own on a snapshot."""

    changed = Signal(object)
    """The `Checks` of a later snapshot are there."""
    marks_changed = Signal()
    """Something is marked otherwise than before: see `standing`."""
    broke = Signal()
    """The checks as a whole could not be run."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self.session = session
        self.checks: Checks | None = None
        """The newest there are; None until the first are worked out."""
        self._work: Work[_Worked] | None = None
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._begin)
        self._daily = QTimer(self, interval=LOOK_AT_DAY_MS)
        self._daily.timeout.connect(self._begin)
        self._stopped = True
        self._around: Around | None = None
        self._standing: Mapping[str, Standing] = {}
        self._about: Mapping[str, tuple[Found, ...]] = {}

    def start(self) -> None:
        """Begin to keep them current."""
        self._stopped = False
        self.session.changed.connect(self._stepped)
        self._later.start(FIRST_AFTER_MS)
        self._daily.start()

    @property
    def current(self) -> bool:
        """Whether they are of the case as it is now, and of today."""
        held = self.checks
        return (
            held is not None and held.snapshot is self.session.snapshot and held.today == self.session.today()
        )

    @property
    def standing(self) -> Mapping[str, Standing]:
        """What is marked on things, by id: must or worth resolving. What is only worth a look is not marked."""
        return self._standing

    def about(self, id: str) -> "tuple[Found, ...]":
        """What was found about one thing."""
        return self._about.get(id, ())

    @property
    def around(self) -> "Around":
        """What is known around each text of the case, as of the newest checks. To be asked once there are some."""
        if self._around is None:
            from rca_workbench.checks.language_fields import Around

            self._around = Around(self.session.snapshot)
        return self._around

    def stop(self) -> None:
        """Work nothing out any more: the case is being closed."""
        self._stopped = True
        self._later.stop()
        self._daily.stop()
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _stepped(self, changes: Changes) -> None:
        if not self._stopped and not self._later.isActive():
            self._later.start(AFTER_STEP_MS)

    def _begin(self) -> None:
        if self._stopped or self._work is not None or self.current:
            return  # what is under way looks again when it is done
        now = self.session.snapshot, self.session.today()
        work = Work("Checking the case", partial(_worked, self.checks, *now))
        work.succeeded.connect(self._done)
        work.faulted.connect(self._failed)
        self._work = work
        work.start()

    def _done(self, made: "_Worked") -> None:
        if self._stopped:
            return
        self._work = None
        self.checks = made.checks
        self._around = None
        before, self._standing, self._about = self._standing, made.standing, made.about
        if self._standing != before:
            self.marks_changed.emit()
        self.changed.emit(made.checks)
        if not self.current:
            self._begin()

    def _failed(self, fault: object) -> None:
        if not self._stopped:
            self._work = None
            self.broke.emit()


@dataclass(frozen=True, slots=True)
class _Worked:
    """The checks of one snapshot, and what stands open by thing."""

    checks: "Checks"
    about: "Mapping[str, tuple[Found, ...]]"
    standing: Mapping[str, Standing]


def _worked(
    before: "Checks | None",
    snapshot: Snapshot,
    today: date,
    progress: Progress,
    stop: Callable[[], bool],
) -> _Worked:
    from rca_workbench.checks import Checks
    from rca_workbench.checks.engine import ChecksStopped

    try:
        begun = before or Checks(snapshot, on_defect=_broken, stop=stop, today=today)
        checks = begun.after(snapshot, stop, today)
    except ChecksStopped:
        raise Stopped from None
    about: dict[str, list[Found]] = {}
    for one in checks.found:
        about.setdefault(one.id, []).append(one)
    marked = {
        id: [one.severity for one in several if one.severity in MARKED] for id, several in about.items()
    }
    standing = {
        id: Standing("error" if "error" in severities else "warning", len(severities))
        for id, severities in marked.items()
        if severities
    }
    return _Worked(checks, {id: tuple(several) for id, several in about.items()}, standing)


def _broken(rule: "Rule", defect: Exception) -> None:
    log.error("the check %s could not be run", rule.id, exc_info=defect)
