"""Who has to be told: what the answers to the criteria ask for, set against what is noted.

The commissioner is always among them: every framework and contract asks for it, whatever the answers.
"""

import re
from dataclasses import dataclass
from datetime import date

from rca_workbench.analysis.deciding import Requirement, follows
from rca_workbench.analysis.happened import has_happened
from rca_workbench.model import Clock, Notification, Snapshot, TimeKind
from rca_workbench.model.time import window
from rca_workbench.reference.early_response import NOTIFY, early_step

COMMISSIONER = "Commissioner (ICB)"
_COMMISSIONER = re.compile(r"\b(?:icb|commissioners?|integrated care board)\b", re.IGNORECASE)
_TELLS = re.compile(r"\btell(?:ing)? the (?:commissioner|icb)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s+\(.*?\)|;.*$|\s+(?:where|usually|already|if|under riddor|through|for|unless)\b.*$", re.IGNORECASE
)
_OTHERS = ("public health", "health and justice")
"""Commissioners of one sort of service, who are told beside the one of the contract."""


@dataclass(frozen=True, slots=True)
class Body:
    """One body that has to be told, however many rows ask for it. `noted` is the record that stands for it."""

    key: str
    whom: str
    code: str
    why: str
    commissioner: bool
    noted: Notification | None

    def is_for(self, one: Notification) -> bool:
        """Whether a record is about this body."""
        return self.noted is not None and self.noted.id == one.id


def bodies(snapshot: Snapshot) -> tuple[Body, ...]:
    """Every body that has to be told, the commissioner first."""
    step = early_step(NOTIFY)
    always = Requirement(NOTIFY, "", step.step if step is not None else "", (COMMISSIONER,), (), "")
    wanted: dict[str, tuple[str, list[Requirement]]] = {}
    for row in (always, *follows(snapshot)):
        for whom in row.notify:
            name = body_name(whom)
            wanted.setdefault(name, (whom, []))[1].append(row)
    noted: dict[str, Notification] = {}
    by_code: dict[tuple[str, str], Notification] = {}
    # Where a body is noted twice, as by two people, the record that answers for it, or did first, stands for it.
    for one in sorted(snapshot.of(Notification).values(), key=_answers):
        noted.setdefault(body_name(one.whom), one)
        by_code.setdefault((one.code, one.whom), one)
    made = []
    for name, (whom, rows) in wanted.items():
        asked = [row for row in rows if row.code != NOTIFY] or rows
        same = (by_code.get((row.code, whom)) for row in rows)
        found = noted.get(name) or next((one for one in same if one is not None), None)
        made.append(
            Body(
                key=f"told:{name}",
                whom=whom,
                code=asked[0].code,
                why=" ".join(_why(row) for row in asked),
                commissioner=name == _NAME,
                noted=found,
            )
        )
    return tuple(made)


def asked_for(snapshot: Snapshot) -> tuple[Body, ...]:
    """The bodies that an answer with yes asks to tell; the commissioner among them only where one does."""
    return tuple(one for one in bodies(snapshot) if one.code != NOTIFY)


def told_by_deadline(snapshot: Snapshot, today: date) -> Clock | None:
    """The deadline to tell the commissioner, where it is met: telling them may be recorded there alone."""
    met = (one for one in snapshot.of(Clock).values() if has_happened(one.met, today))
    return next((one for one in met if _TELLS.search(one.what)), None)


def is_commissioner(whom: str) -> bool:
    """Whether somebody to be told is the commissioner of the care, by whichever name."""
    return body_name(whom) == _NAME


def body_name(whom: str) -> str:
    """What a body is known by whatever is said beside it: "coroner" of "Coroner where the 2019 regulations apply"."""
    if _COMMISSIONER.search(whom) and not any(one in whom.casefold() for one in _OTHERS):
        return _NAME
    said = _ASIDE.sub("", whom.strip()).casefold().removeprefix("the ").removeprefix("senior ")
    return re.sub(r"[\s/]+", " ", said).strip()


_NAME = "commissioner"


def _answers(one: Notification) -> tuple[bool, int]:
    """Smallest for what says that they were told, the earlier the smaller, or why not."""
    return one.when.kind is TimeKind.UNKNOWN and not one.not_needed.strip(), window(one.when).earliest or 0


def _why(row: Requirement) -> str:
    said = row.why.rstrip(".") + "."
    return f"{said} ({row.mark})" if row.mark else said
