"""Writes a finished file only if it says of nobody who they are. Every export goes through here."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rca_workbench.analysis.naming import Register
from rca_workbench.analysis.naming_numbers import dates
from rca_workbench.leaks.finding import leaks_in
from rca_workbench.leaks.leak import LeakFault
from rca_workbench.model import CLOSE, Actor, CheckOverride, Snapshot, TimelineEntry
from rca_workbench.store.writing import check_target, whole_file, write_whole

NAMES = "names:"
"""With the name of a template behind it, the rule under which a named person may stand in that document."""


def write_clean(
    target: Path,
    data: bytes,
    snapshot: Snapshot,
    *,
    allowed: Collection[str] = (),
    ours: Collection[str] = (),
    shown: bytes = b"",
    what: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Check a finished file for identities, then write it whole.

    Args:
        target: the file; an earlier one stays where this is not written.
        data: what is to stand in it.
        snapshot: the case it was made from, with its register of people.
        allowed: ids of actors who may be called by name in it.
        ours: telephone numbers and addresses of the organisation itself, as `leaks.numbers_of` gives them.
        shown: an SVG of what a picture made of dots shows, whose words nothing can read any more.
        what: what it is, in words with an article: "The report".
        cancelled: asked between portions whether to stop.

    Raises:
        LeakFault: it says who somebody is.
        Fault: it cannot be written there, or was stopped.
    """
    check_target(target)
    check_clean(
        target.name, data, snapshot, allowed=allowed, ours=ours, shown=shown, what=what, cancelled=cancelled
    )
    write_whole(target, data)


@contextmanager
def clean_file(
    target: Path, snapshot: Snapshot, *, what: str = "", cancelled: Callable[[], bool] | None = None
) -> Iterator[Path]:
    """As `store.writing.whole_file`, for writers that need a path: what was written becomes `target` only if it is clean.

    Raises:
        LeakFault: it says who somebody is.
        Fault: it cannot be written there, or was stopped.
    """
    with whole_file(target) as temporary:
        yield temporary
        check_clean(target.name, temporary.read_bytes(), snapshot, what=what, cancelled=cancelled)


def check_clean(
    name: str,
    data: bytes,
    snapshot: Snapshot,
    *,
    allowed: Collection[str] = (),
    ours: Collection[str] = (),
    shown: bytes = b"",
    what: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Raise LeakFault where a finished file says who somebody is; the arguments are those of `write_clean`."""
    register = register_of(snapshot)
    persons, own = frozenset(allowed), frozenset(ours)
    found = leaks_in(data, name, register, persons, own, cancelled)
    if shown:
        found += leaks_in(shown, "", register, persons, own, cancelled)
    if found:
        raise LeakFault(found, what or _WHAT.get(Path(name).suffix.lower(), "The file"))


def register_of(snapshot: Snapshot) -> Register:
    """Who must not be known by a file that leaves.

    A date of birth on which something of the case happened, as that of a newborn, says no more than the case does.
    """
    happened = snapshot.of(TimelineEntry).values()
    times = [*(one.time for one in happened), snapshot.incident.start, snapshot.incident.found]
    days = {day for one in times for _, _, day in dates((one.start or "")[:10])}

    def known(actor: Actor) -> Actor:
        return replace(actor, born="") if any(day in days for _, _, day in dates(actor.born)) else actor

    return Register(known(one) for one in snapshot.of(Actor).values())


def named_in(snapshot: Snapshot, template: str) -> frozenset[str]:
    """Ids of those who may be called by name in the document of a template, each for a reason somebody gave.

    Only patient and family may: such a letter is to them. A reason given for anybody else opens nothing.
    """
    given = {
        one.subject
        for one in snapshot.of(CheckOverride).values()
        if one.rule == f"{NAMES}{template}" and one.reason.strip()
    }
    return frozenset(id for id, one in snapshot.of(Actor).items() if id in given and addressable(one))


def addressable(actor: Actor) -> bool:
    """Whether somebody is of those a letter is to that calls people by name."""
    return actor.nature in CLOSE


_WHAT = {
    ".docx": "The document",
    ".pdf": "The document",
    ".xlsx": "The spreadsheet",
    ".svg": "The picture",
    ".png": "The picture",
    ".ics": "The calendar",
}
