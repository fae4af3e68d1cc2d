"""What the case already shows of each thing there is to do in engaging with those affected.

It only points to what is recorded; that a thing was done well it cannot show, and some it cannot show at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rca_workbench.analysis.candour import StepState, apologies, candour_lines
from rca_workbench.analysis.contacts import close_ones, days_words, plan_states
from rca_workbench.analysis.questions import is_in_terms
from rca_workbench.model import (
    CandourTest,
    Comment,
    CommentState,
    Contact,
    ContactPlan,
    EvidenceItem,
    EvidenceKind,
    Interview,
    InterviewState,
    Question,
    Reached,
    Review,
    ReviewKind,
    Snapshot,
)
from rca_workbench.reference.engagement import Stage, engagement_stages

Look = Callable[[Snapshot, date], str]
"""Says what the case shows, in words; empty where it shows nothing."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do at a stage, and what the case shows of it."""

    id: str
    do: str
    can_show: bool
    """Whether a case can hold it at all."""
    shown: str
    """What is recorded, in words; empty where nothing is."""
    where: str
    """The tab where one would record it."""


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage of engagement, with what the case shows of it."""

    stage: Stage
    todo: tuple[ToDo, ...]

    @property
    def count(self) -> tuple[int, int]:
        """How many things the case shows, of those it can."""
        return sum(bool(one.shown) for one in self.todo), sum(one.can_show for one in self.todo)


def engagement_shown(snapshot: Snapshot, today: date) -> tuple[StageShown, ...]:
    """Every stage with what the case shows of it."""
    return tuple(
        StageShown(stage, tuple(_todo(snapshot, today, id, do) for id, do in stage.do))
        for stage in engagement_stages()
    )


def stage_now(stages: tuple[StageShown, ...], snapshot: Snapshot) -> StageShown | None:
    """The first stage of which the case does not show all it can; None where it shows all of all.

    What comes before contact is over once they were spoken with, whatever is still missing of it.
    """
    left = [one for one in stages if one.count[0] < one.count[1]]
    ahead = [one for one in left if one is not stages[0] or not _in_contact(snapshot)]
    return next(iter(ahead or left), None)


def _in_contact(snapshot: Snapshot) -> bool:
    close = {one.id for one in close_ones(snapshot)}
    met = any(one.reached is Reached.SPOKEN and one.person in close for one in snapshot.of(Contact).values())
    told = any(
        one.id == "DC-03" and one.state in (StepState.DONE, StepState.PART) for one in candour_lines(snapshot)
    )
    return met or told


def _todo(snapshot: Snapshot, today: date, id: str, do: str) -> ToDo:
    look, where = LOOKS.get(id, (None, "people/contacts"))
    shown = look(snapshot, today) if look is not None else ""
    return ToDo(id, do[:1].upper() + do[1:], look is not None, shown, where)


def _of_close(snapshot: Snapshot, *names: str) -> int:
    """Of how many of patient and family any of these fields holds something. What it holds is not read out."""
    return sum(any(getattr(one, name) for name in names) for one in close_ones(snapshot))


def _route(snapshot: Snapshot, today: date) -> str:
    count = _of_close(snapshot, "contact")
    return f"How to reach {count} of {len(close_ones(snapshot))} is kept on People" if count else ""


def _needs(snapshot: Snapshot, today: date) -> str:
    count = _of_close(snapshot, "needs", "sensitive")
    return f"Needs of {_people(count)} are kept on People" if count else ""


def _lead(snapshot: Snapshot, today: date) -> str:
    leads = [one.lead for one in snapshot.of(ContactPlan).values() if one.lead.strip()]
    leads += [said for said in (snapshot.one(CandourTest).lead,) if said.strip()]
    return f"{leads[0]}" if leads else ""


def _decided(snapshot: Snapshot, today: date) -> str:
    return "A decision on regulation 20 is recorded" if snapshot.one(CandourTest).applies is not None else ""


def _sorry(snapshot: Snapshot, today: date) -> str:
    return "An apology is recorded in the words used" if apologies(snapshot) else ""


def _account(snapshot: Snapshot, today: date) -> str:
    close = {one.id for one in close_ones(snapshot)}
    told = sum(one.evidence_kind is EvidenceKind.FAMILY_ACCOUNT for one in snapshot.of(EvidenceItem).values())
    told += sum(
        one.state is InterviewState.HELD and one.person in close for one in snapshot.of(Interview).values()
    )
    return f"{told} account{'s' if told > 1 else ''} of theirs among the evidence" if told else ""


def _wishes(snapshot: Snapshot, today: date) -> str:
    count = _of_close(snapshot, "preferences", "needs")
    return f"Wishes or needs of {_people(count)} are kept on People" if count else ""


def _explained(snapshot: Snapshot, today: date) -> str:
    count = sum(bool(one.explained) for one in snapshot.of(ContactPlan).values())
    return f"Explained to {_people(count)}" if count else ""


def _support(snapshot: Snapshot, today: date) -> str:
    offered = any(one.support.strip() for one in snapshot.of(ContactPlan).values())
    step = any(one.id == "DC-07" and one.steps for one in candour_lines(snapshot))
    return "An offer of support is recorded" if offered or step else ""


def _how_far(snapshot: Snapshot, today: date) -> str:
    count = sum(one.involved_as is not None for one in snapshot.of(ContactPlan).values())
    return f"Agreed with {_people(count)}" if count else ""


def _in_terms(snapshot: Snapshot, today: date) -> str:
    asked = snapshot.of(Question).values()
    count = sum(is_in_terms(snapshot, one) for one in asked)
    of = f"{len(asked)} {'question is' if len(asked) == 1 else 'questions are'}"
    return f"{count} of {of} in the terms of reference" if count else ""


def _interval(snapshot: Snapshot, today: date) -> str:
    days = [one.every for one in snapshot.of(ContactPlan).values() if one.every]
    return f"News at least every {days_words(days[0])}" if days else ""


def _kept_up(snapshot: Snapshot, today: date) -> str:
    states = plan_states(snapshot, today)
    if not states or any(one.late or one.last is None for one in states):
        return ""
    count = len(snapshot.of(Contact))
    return f"{count} {'contact' if count == 1 else 'contacts'}, and none overdue"


def _draft(snapshot: Snapshot, today: date) -> str:
    close = {one.id for one in close_ones(snapshot)}
    sent = {
        one.person or one.id
        for one in snapshot.of(Review).values()
        if one.sent and (one.person in close or one.review_kind is ReviewKind.ACCURACY)
    }
    return f"A draft was shared with {_people(len(sent))}" if sent else ""


def _comments(snapshot: Snapshot, today: date) -> str:
    remarks = list(snapshot.of(Comment).values())
    if not remarks or any(one.state is CommentState.OPEN for one in remarks):
        return ""
    return f"{len(remarks)} comment{'s' if len(remarks) > 1 else ''}, all answered"


def _refer(snapshot: Snapshot, today: date) -> str:
    count = _of_close(snapshot, "refer_as")
    return f"Kept on People for {_people(count)}" if count else ""


def _results(snapshot: Snapshot, today: date) -> str:
    given = any(one.id == "DC-10" and one.steps for one in candour_lines(snapshot))
    return "Results given in writing are recorded" if given else ""


def _people(count: int) -> str:
    return f"{count} {'person' if count == 1 else 'people'}"


_CONTACTS, _CANDOUR, _PEOPLE = "people/contacts", "people/candour", "people/people"
LOOKS: Mapping[str, tuple[Look, str]] = MappingProxyType(
    {
        "ES-1.1": (_route, _PEOPLE),
        "ES-1.2": (_needs, _PEOPLE),
        "ES-1.3": (_lead, _CONTACTS),
        "ES-1.4": (_decided, _CANDOUR),
        "ES-2.1": (_sorry, _CANDOUR),
        "ES-2.2": (_account, "evidence/register"),
        "ES-2.3": (_wishes, _PEOPLE),
        "ES-2.4": (_explained, _CONTACTS),
        "ES-2.5": (_support, _CONTACTS),
        "ES-3.1": (_how_far, _CONTACTS),
        "ES-3.2": (_in_terms, "people/questions"),
        "ES-3.3": (_interval, _CONTACTS),
        "ES-4.1": (_account, "evidence/register"),
        "ES-4.2": (_kept_up, _CONTACTS),
        "ES-5.1": (_draft, "report/draft"),
        "ES-5.2": (_comments, "report/draft"),
        "ES-5.4": (_refer, _PEOPLE),
        "ES-6.1": (_results, _CANDOUR),
        "ES-6.4": (_support, _CONTACTS),
    }
)
"""What shows each thing to do, and where one would record it. What stands in no row, a case has no field for."""
