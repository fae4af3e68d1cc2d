"""Which version of a document comes next, by the drafts that went out and the files that were signed."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from rca_workbench.analysis.signed import version_number
from rca_workbench.model import Review, SignOff, Snapshot
from rca_workbench.report.document import Copy
from rca_workbench.store import Case

_DRAFT = re.compile(r"(?:Version ([0-9]{1,6}), draft|Draft) ([0-9]{1,6})")


def next_version(snapshot: Snapshot, template: str, copy: Copy, given: Collection[str] = ()) -> str:
    """What a document made now is called.

    "Draft 1", "Draft 2", then "Version 1" where it is made to be signed, then "Version 2, draft 1" and so on. A draft
    counts once it went out: one that is only read on this laptop has the number that the next to go out will have.

    Args:
        snapshot: the case.
        template: the document.
        copy: what it is made for.
        given: names that were given out and taken back since, of `given_out`: none is given a second time.
    """
    names = {*_in_case(snapshot, template), *given}
    number = max(map(version_number, names), default=0) + 1
    if copy is Copy.SIGNED:
        return f"Version {number}"
    sent = max((draft for of, draft in _drafts(names) if of == number), default=0)
    return f"Draft {sent + 1}" if number == 1 else f"Version {number}, draft {sent + 1}"


def given_out(case: Case, template: str) -> frozenset[str]:
    """Every name that a draft or a signed version of a document ever had in this case, also where undo took it back.

    A copy may have gone out before that, and readers would have two different files of one name. Reads the journal, which
    takes a moment in a large case.
    """
    return names_given(case).get(template, frozenset())


def names_given(case: Case) -> dict[str, frozenset[str]]:
    """The same of every document that has any, in one reading of the journal."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in (Review.kind.name, SignOff.kind.name):
        for one in case.added(kind):
            found[str(one.get("template", ""))].add(str(one.get("version", "")))
    return {template: frozenset(names) for template, names in found.items()}


def taken_back(snapshot: Snapshot, template: str, given: Collection[str]) -> tuple[str, ...]:
    """The signed versions among the names given out that nobody stands for any more, the first first."""
    there = set(_in_case(snapshot, template))
    return tuple(
        sorted((one for one in given if version_number(one) and one not in there), key=version_number)
    )


def _in_case(snapshot: Snapshot, template: str) -> Iterator[str]:
    yield from (one.version for one in snapshot.of(Review).values() if one.template == template)
    yield from (one.version for one in snapshot.of(SignOff).values() if one.template == template)


def _drafts(names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Of each draft that went out: which version it was a draft of, and the how-manieth."""
    for one in names:
        if found := _DRAFT.fullmatch(one):
            yield int(found[1] or 1), int(found[2])
